// SPDX-License-Identifier: MIT
// A variant of the model as its readers see it: the notice, and a personal scan that begins at the variant's scores.
import { start } from "../server.mjs";

export const name = "variant";

const root = new URL("../../../", import.meta.url).pathname;
const MODEL = "weights=equal,tilt.senior=-15,tilt.lead=9,spread=4,exposure.shift=3";

export async function run({ browser, index, program, check }) {
	const { server, address } = await start(program, root, "--as-of", "2026-11-21", "--model", MODEL), page = await browser.newPage();
	const out = what => page.locator(`.scan-app [data-out="${what}"]`).first().textContent();
	let differs = 0;
	try {
		for (const [slug] of index.roles.slice(0, 3)) {
			await page.goto(`${address}roles/${slug}/`, { waitUntil: "load" });
			check(`${slug}: the page says what it is`, await page.locator("p[role=note]", { hasText: "tilt.senior = \u221215" }).isVisible());
			const inputs = JSON.parse(await page.locator("#scan-data").textContent());
			check(`${slug}: the tilts are the variant's`, inputs.levels.find(level => level.id === "senior").tilt === -15, JSON.stringify(inputs.levels.map(level => level.tilt)));
			for (const level of inputs.levels) {
				await page.locator("#scan-level").selectOption(level.id);
				const risk = Number(await out("risk")), human = Number(await out("human"));
				check(`${slug}/${level.id}: untouched, the scan shows the variant's score`, risk === level.risk.value && human === 100 - level.exposure.value, `${risk}, ${human}`);
				check(`${slug}/${level.id}: and its range`, await out("range") === `${level.risk.low}\u2013${level.risk.high}`);
			}
			differs += Number(inputs.levels.find(level => level.id === inputs.baseline).risk.value !== index.roles.find(row => row[0] === slug)[2]);
		}
		check("its scores are not the site's", differs > 0);
	} finally {
		await page.close();
		server.kill("SIGINT");
	}
}

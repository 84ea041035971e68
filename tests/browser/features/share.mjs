// SPDX-License-Identifier: MIT
// What leaves the site: the card is a real picture of the right size, the badge says the score.
import { readFileSync } from "node:fs";
import { join } from "node:path";

export const name = "share";

export async function run({ browser, base, folder, index, check }) {
	const context = await browser.newContext({ permissions: ["clipboard-read", "clipboard-write"] }), page = await context.newPage();
	for (const [slug, title, risk] of index.roles.slice(0, 3)) {
		await page.goto(`${base}/roles/${slug}/`, { waitUntil: "networkidle" });
		const meta = name => page.locator(`meta[property="${name}"]`).getAttribute("content");
		check(`${slug}: Open Graph names the card`, (await meta("og:image")).endsWith(`/roles/${slug}/card.png`) && await meta("og:image:width") === "1200");
		const png = readFileSync(join(folder, `roles/${slug}/card.png`));
		check(`${slug}: a PNG of 1200 by 630`, png.subarray(1, 4).toString() === "PNG" && png.readUInt32BE(16) === 1200 && png.readUInt32BE(20) === 630);
		const colours = await page.evaluate(async address => {
			const image = await createImageBitmap(await (await fetch(address)).blob()), canvas = new OffscreenCanvas(image.width, image.height);
			const drawing = canvas.getContext("2d");
			drawing.drawImage(image, 0, 0);
			return new Set(new Uint32Array(drawing.getImageData(0, 0, image.width, image.height).data.buffer)).size;
		}, `${base}/roles/${slug}/card.png`);
		check(`${slug}: the card is not blank`, colours > 50, `${colours} colours`);
		const badge = readFileSync(join(folder, `roles/${slug}/badge.svg`), "utf8");
		check(`${slug}: the badge says the score`, badge.includes(`${risk}/100`) && badge.includes(title.replace("&", "&amp;")));
		await page.locator("[data-copy]").click();
		check(`${slug}: the link is copied`, (await page.evaluate(() => navigator.clipboard.readText())).endsWith(`/roles/${slug}/`));
	}
	await context.close();
}

// SPDX-License-Identifier: MIT
// The personal scan against what the pages publish, and against an arithmetic of its own.
export const name = "scan";

const half = (p, q) => Math.floor((2 * p + q) / (2 * q));

function expected(inputs, permille) {
	const sum = part => inputs.tasks.reduce((all, task, i) => all + permille[i] * part(task), 0);
	return {
		risk: half(sum(task => task.exposure.value * task.autonomy.value), 100 * 1000),
		exposure: half(sum(task => task.exposure.value), 1000)
	};
}

const out = (page, what) => page.locator(`.scan-app [data-out="${what}"]`).first().textContent();

async function setTask(page, index, value) {
	await page.locator(".scan-row [type=range]").nth(index).evaluate((node, value) => {
		node.value = value;
		node.dispatchEvent(new Event("input", { bubbles: true }));
	}, value);
}

async function published(browser, base, slug, check) {
	const page = await browser.newPage();
	await page.goto(`${base}/roles/${slug}/`);
	const inputs = JSON.parse(await page.locator("#scan-data").textContent());
	for (const level of inputs.levels) {
		await page.locator("#scan-level").selectOption(level.id);
		const risk = Number(await out(page, "risk")), human = Number(await out(page, "human"));
		check(`${slug}/${level.id}: untouched, it shows the published score`, risk === level.risk.value && human === 100 - level.exposure.value, `${risk}, ${human}`);
		check(`${slug}/${level.id}: the published week beside it`, (await out(page, "was")).startsWith(`${level.risk.value} / ${level.exposure.value - level.risk.value} / ${100 - level.exposure.value}, `));
		check(`${slug}/${level.id}: and its range`, await out(page, "range") === `${level.risk.low}\u2013${level.risk.high}`);
	}
	await page.close();
	return inputs;
}

async function moved(browser, base, slug, inputs, check) {
	const context = await browser.newContext({ acceptDownloads: true }), page = await context.newPage(), requests = [];
	await page.goto(`${base}/roles/${slug}/`, { waitUntil: "networkidle" });
	page.on("request", request => { if (!request.url().startsWith("blob:") && !request.url().includes("/icon.")) requests.push(request.url()); });
	await page.evaluate(() => document.querySelectorAll("img").forEach(img => { img.loading = "eager"; }));
	await page.waitForLoadState("networkidle");
	requests.length = 0;
	await context.setOffline(true);
	await setTask(page, 0, 700);
	const permille = await page.locator(".scan-row [type=range]").evaluateAll(nodes => nodes.map(node => Number(new Map(
		decodeURIComponent(location.hash).split(";").find(part => part.startsWith("t=")).slice(2).split(",").map(one => one.split(":"))).get(
		JSON.parse(document.getElementById("scan-data").textContent).tasks[nodes.indexOf(node)].id))));
	const want = expected(inputs, permille), sum = permille.reduce((all, one) => all + one, 0);
	check(`${slug}: offline, the week stays whole`, sum === 1000 && permille[0] === 700, `${permille}`);
	check(`${slug}: offline, the moved week is scored`, Number(await out(page, "risk")) === want.risk && Number(await out(page, "human")) === 100 - want.exposure,
		`${await out(page, "risk")} against ${want.risk}`);
	await setTask(page, 1, 100);
	const [kept, set] = await page.locator(".scan-row [type=range]").evaluateAll(nodes => nodes.map(node => Number(node.value)));
	check(`${slug}: what was moved before stays`, kept === 700 && set === 100, `${kept}, ${set}`);
	await setTask(page, 1, permille[1]);
	await page.locator(".scan-row [type=checkbox]").nth(1).check();
	const link = page.url(), risk = await out(page, "risk");
	const [download] = await Promise.all([page.waitForEvent("download"), page.locator("[data-do=save]").click()]);
	const chunks = [];
	for await (const chunk of await download.createReadStream())
		chunks.push(chunk);
	const text = Buffer.concat(chunks).toString();
	check(`${slug}: Markdown holds the score and every task`, download.suggestedFilename().endsWith(`${slug}.md`) && text.includes(`**${risk}/100**`)
		&& inputs.tasks.every(task => text.includes(task.name)), text.slice(0, 400));
	check(`${slug}: its table is headed in the page's words`, /\n\| Task \| Hours of 100 \| Exposure \| Autonomy \| Points \|\n\|---\|---:/.test(text), text);
	check(`${slug}: nothing is sent`, !requests.length, requests.join("\n"));
	await context.setOffline(false);
	const other = await context.newPage();
	await other.goto(link, { waitUntil: "networkidle" });
	check(`${slug}: the link brings the week back`, await out(other, "risk") === risk && await other.locator(".scan-row [type=checkbox]").nth(1).isChecked());
	await other.locator("[data-do=reset]").click();
	check(`${slug}: and back to the published one`, Number(await out(other, "risk")) === inputs.levels.find(level => level.id === inputs.baseline).risk.value);
	await other.emulateMedia({ media: "print" });
	await other.evaluate(() => document.body.classList.add("print-scan"));
	check(`${slug}: on paper the scan stands alone`, await other.locator("#section-scan").isVisible() && !await other.locator("#section-tasks").isVisible());
	await context.close();
}

async function ownPage(browser, base, slug, inputs, check) {
	const page = await browser.newPage();
	await page.goto(`${base}/scan/`, { waitUntil: "networkidle" });
	check("its own page: hidden until a profession is chosen", !await page.locator(".scan-app").isVisible());
	await page.keyboard.press("Tab");
	await page.locator("#scan-role").focus();
	await page.keyboard.type(inputs.title);
	await page.waitForSelector(".scan-pick .found li");
	await page.keyboard.press("Enter");
	await page.waitForSelector(".scan-row");
	check("its own page: chosen by keyboard", (await out(page, "title")).startsWith(inputs.title));
	await page.locator(".scan-row [type=range]").first().focus();
	const before = await page.locator(".scan-row output").first().textContent();
	await page.keyboard.press("ArrowRight");
	check("its own page: a task moves by keyboard", await page.locator(".scan-row output").first().textContent() !== before);
	check("its own page: the link names the profession", decodeURIComponent(page.url()).includes(`role=${slug}`));
	await page.reload({ waitUntil: "networkidle" });
	check("its own page: and brings it back", (await out(page, "title")).startsWith(inputs.title));
	await page.close();
}

export async function run({ browser, base, index, check }) {
	const slugs = index.roles.map(role => role[0]).slice(0, 3);
	let inputs;
	for (const slug of slugs) {
		inputs = await published(browser, base, slug, check);
		await moved(browser, base, slug, inputs, check);
	}
	await ownPage(browser, base, slugs.at(-1), inputs, check);
}

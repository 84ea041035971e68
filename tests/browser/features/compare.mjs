// SPDX-License-Identifier: MIT
export const name = "compare";

export async function run({ browser, base, index, check }) {
	const page = await browser.newPage(), [a, b] = index.roles;
	await page.goto(`${base}/compare/`, { waitUntil: "networkidle" });
	for (const role of [a, b]) {
		await page.locator("#compare-role").fill(role[1]);
		await page.waitForSelector(".compare-pick .found li");
		await page.keyboard.press("Enter");
		await page.locator(".compared h2", { hasText: role[1] }).waitFor();
	}
	const risks = async () => (await page.locator('.compared [data-out="automated"]').allTextContents()).map(Number);
	check("two roles side by side, with their published risk", (await risks()).join() === [a[2], b[2]].join(), (await risks()).join());
	const words = (await page.locator(".compare-view .insights").textContent());
	check("the difference in words", words.includes(a[1]) && words.includes(b[1]) && words.includes(String(b[2])), words);
	await page.locator(".compared select").first().selectOption(index.levels.at(-1)[0]);
	await page.locator(".compared h2", { hasText: `, ${index.levels.at(-1)[1]}` }).waitFor();
	check("the address holds the choice", decodeURIComponent(page.url()).includes(`#${a[0]}/${index.levels.at(-1)[0]},${b[0]}`), page.url());
	const before = await risks();
	await page.reload({ waitUntil: "networkidle" });
	check("and brings it back", (await risks()).join() === before.join());
	await page.locator(".compared button").first().click();
	await page.locator(".compared article").nth(1).waitFor({ state: "detached" });
	check("one can be taken away", (await page.locator(".compared h2").textContent()).startsWith(b[1]));
	await page.goto("about:blank");
	await page.goto(`${base}/compare/#${a[0]},no-such-role`);
	const named = page.locator(".compare-status", { hasText: "no-such-role" }).waitFor({ timeout: 5000 });
	check("an unknown role is named", await named.then(() => true, () => false));
	await page.close();
}

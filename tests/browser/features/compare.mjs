// SPDX-License-Identifier: MIT
export const name = "compare";

export async function run({ browser, base, index, check }) {
	const page = await browser.newPage(), [a, b] = index.roles;
	await page.goto(`${base}/compare/`, { waitUntil: "networkidle" });
	for (const role of [a, b]) {
		await page.locator("#compare-role").fill(role[1]);
		await page.waitForSelector(".compare-pick .found li");
		await page.keyboard.press("Enter");
		await page.waitForFunction(title => [...document.querySelectorAll(".compared h3")].some(node => node.textContent.startsWith(title)), role[1]);
	}
	const risks = async () => (await page.locator('.compared [data-out="risk"]').allTextContents()).map(Number);
	check("two roles side by side, with their published risk", (await risks()).join() === [a[2], b[2]].join(), (await risks()).join());
	const words = (await page.locator(".compare-words").textContent());
	check("the difference in words", words.includes(a[1]) && words.includes(b[1]) && words.includes(String(b[2])), words);
	await page.locator(".compared select").first().selectOption(index.levels.at(-1)[0]);
	await page.waitForFunction(label => document.querySelector(".compared h3").textContent.endsWith(label), index.levels.at(-1)[1]);
	check("the address holds the choice", page.url().includes(`#${a[0]}/${index.levels.at(-1)[0]},${b[0]}`), page.url());
	const before = await risks();
	await page.reload({ waitUntil: "networkidle" });
	check("and brings it back", (await risks()).join() === before.join());
	await page.locator(".compared button").first().click();
	await page.waitForFunction(() => document.querySelectorAll(".compared article").length === 1);
	check("one can be taken away", (await page.locator(".compared h3").textContent()).startsWith(b[1]));
	await page.close();
}

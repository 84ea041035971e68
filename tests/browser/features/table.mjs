// SPDX-License-Identifier: MIT
export const name = "ranking";

export async function run({ browser, base, index, check }) {
	const page = await browser.newPage();
	const column = number => page.locator(`.ranking tbody tr:not([hidden]) > :nth-child(${number})`).allTextContents().then(all => all.map(one => one.trim()));
	await page.goto(`${base}/roles/`, { waitUntil: "networkidle" });
	const sorted = [...index.roles].map(role => role[1]).sort();
	const name = page.locator(".ranking thead th").nth(1);
	await name.locator("button").click();
	check("sorted by name", (await column(2)).join() === sorted.join() && await name.getAttribute("aria-sort") === "ascending", (await column(2)).join());
	await name.locator("button").click();
	check("and backwards", (await column(2)).join() === sorted.reverse().join() && await name.getAttribute("aria-sort") === "descending");
	const exposure = page.locator(".ranking thead th").nth(4);
	await exposure.locator("button").focus();
	await page.keyboard.press("Enter");
	const numbers = (await column(5)).map(Number);
	check("by a number, the largest first, by keyboard", numbers.every((number, i) => !i || number <= numbers[i - 1]), numbers.join());
	const wanted = index.roles[0];
	await page.locator(".filter [name=name]").fill(wanted[1].slice(0, 6).toLowerCase());
	check("filtered by name", (await column(2)).every(title => title.toLowerCase().includes(wanted[1].slice(0, 6).toLowerCase())) && (await column(2)).length >= 1);
	check("and the number shown is told", (await page.locator(".filter output").textContent()).includes(String((await column(2)).length)));
	await page.reload({ waitUntil: "networkidle" });
	check("the address keeps it", (await column(2)).includes(wanted[1]) && (await column(2)).length < index.roles.length || index.roles.length === 1);
	await page.locator(".filter [name=name]").fill("");
	await page.locator(".filter [name=field]").selectOption(index.categories[wanted[4]]);
	check("filtered by field", (await column(3)).every(field => field === index.categories[wanted[4]]) && (await column(3)).length >= 1);
	await page.close();
}

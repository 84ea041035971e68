// SPDX-License-Identifier: MIT
export const name = "search";

export async function run({ browser, base, index, check }) {
	const page = await browser.newPage();
	await page.goto(`${base}/about/`, { waitUntil: "networkidle" });
	const [slug, title, , , , aliases] = index.roles.find(role => role[5].length), box = page.locator("#search-box");
	const first = async query => {
		await box.fill(query);
		await page.waitForTimeout(80);
		return page.locator(".found li").first().textContent({ timeout: 1000 }).catch(() => "");
	};
	await page.locator("h1").click(); // so that the page has the keyboard
	await page.keyboard.press("/");
	check("/ moves to the box", await box.evaluate(node => node === document.activeElement));
	await page.waitForSelector(".found", { state: "attached" });
	check("a title", (await first(title)).startsWith(title));
	check("its beginning, in capitals", (await first(title.slice(0, 4).toUpperCase())).startsWith(title));
	check("an alias, which is named", (await first(aliases[0])).includes(aliases[0]));
	const word = title.split(" ").sort((a, b) => b.length - a.length)[0];
	const swapped = word.slice(0, 2) + word[3] + word[2] + word.slice(4), dropped = word.slice(0, 3) + word.slice(4);
	check("letters swapped", (await first(swapped)).includes(title), swapped);
	check("a letter left out", (await first(dropped)).includes(title), dropped);
	check("an accent too many", (await first(title.replace("e", "é"))).startsWith(title));
	const [level, label] = index.levels.at(-1);
	check("a level leads to its page", (await first(`${label} ${title}`)).startsWith(`${title}, ${label}`));
	check("even with a slip in each word", (await first(`${label.slice(0, 1)}${label.slice(2)}x ${swapped}`.replace("x ", " "))).includes(title) || label.length < 4);
	check("a word that nobody has does not spoil the rest", (await first(`${title} qqqqqq`)).startsWith(title));
	check("nothing where nothing is", await first("qqqqqq") === "");
	check("and it says so", await page.locator(".found-none").isVisible());
	await box.fill(title);
	await page.waitForSelector(".found li");
	await page.keyboard.press("ArrowDown");
	const active = await box.getAttribute("aria-activedescendant");
	check("arrows mark a suggestion", active && await page.locator(`#${active}[aria-selected=true]`).count() === 1);
	await page.keyboard.press("Escape");
	check("Escape closes", !await page.locator(".found").isVisible() && await box.getAttribute("aria-expanded") === "false");
	await box.fill(`${label} ${title}`);
	await page.waitForSelector(".found li");
	await Promise.all([page.waitForURL(`**/roles/${slug}/${level}/`), page.keyboard.press("Enter")]);
	check("Enter goes there", page.url().endsWith(`/roles/${slug}/${level}/`), page.url());
	await page.close();
}

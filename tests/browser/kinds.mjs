// SPDX-License-Identifier: MIT
// One page of each kind in a real browser: accessibility, policy, requests, width, focus, paper, no JavaScript.
import axe from "axe-core";

const widths = [360, 768, 1280];
const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

// Everything a page complains of, gathered from before its first byte.
async function open(browser, url, options = {}) {
	const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce", ...options });
	const page = await context.newPage(), complaints = [], requests = [];
	page.on("console", message => { if (["error", "warning"].includes(message.type())) complaints.push(message.text()); });
	page.on("pageerror", error => complaints.push(String(error)));
	page.on("request", request => requests.push(request.url()));
	await page.addInitScript(() => {
		window.violations = [];
		document.addEventListener("securitypolicyviolation", event => window.violations.push(`${event.violatedDirective} ${event.blockedURI}`));
	});
	await page.goto(url, { waitUntil: "networkidle" });
	await page.waitForLoadState("load"); // a busy machine may be silent before it has read a long page to its end
	return { page, context, complaints, requests };
}

async function accessible(page, label, check) {
	for (const colorScheme of ["light", "dark"])
		for (const width of widths) {
			await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
			await page.setViewportSize({ width, height: 900 });
			const { violations } = await page.evaluate(rules => window.axe.run(document, { runOnly: rules }), rules);
			check(`${label}: axe, ${width} px, ${colorScheme}`, !violations.length, violations.map(violation =>
				`${violation.id}: ${violation.help}\n    ${violation.nodes.slice(0, 3).map(node => node.target.join(" ")).join("\n    ")}`).join("\n"));
		}
}

const sideways = page => page.evaluate(() => {
	const root = document.scrollingElement;
	return root.scrollWidth <= root.clientWidth ? "" :
		[...document.querySelectorAll("body *")].filter(node => node.getBoundingClientRect().right > root.clientWidth + 1)
			.slice(0, 3).map(node => `${node.tagName}.${node.className}`).join(", ") || `${root.scrollWidth} px`;
});

// Each stop of the Tab key can be seen, and shows that it has the focus.
async function focusShows(page, label, check) {
	const unseen = [];
	let stops = 0;
	await page.evaluate(() => document.activeElement?.blur());
	for (let i = 0; i < 15; i++) {
		await page.keyboard.press("Tab");
		const found = await page.evaluate(() => {
			const node = document.activeElement;
			if (!node || node === document.body)
				return "";
			const box = node.getBoundingClientRect(), style = getComputedStyle(node);
			const top = document.elementFromPoint(box.left + Math.min(box.width / 2, 4), box.top + box.height / 2);
			const isOutlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 && !/^rgba\(.*, 0\)$/.test(style.outlineColor);
			const isInView = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
			const isSeen = isInView && (!top || node.contains(top) || top.contains(node));
			return isOutlined && isSeen ? "seen" : `${node.tagName} “${(node.textContent || node.id).trim().slice(0, 40)}”`;
		});
		stops += found ? 1 : 0;
		if (found && found !== "seen")
			unseen.push(found);
	}
	check(`${label}: focus shows`, stops > 1 && !unseen.length, unseen.join("\n") || `the Tab key stops at ${stops} places`);
}

// What is said in main without controls that a script brings; white space evened out.
const said = page => page.evaluate(() => {
	const main = document.querySelector("main").cloneNode(true);
	main.querySelectorAll("noscript, script, template, [hidden], .scan-app, .compare-app, .scan-pick, .filter, .share-tools").forEach(node => node.remove());
	return main.textContent.replace(/\s+/g, " ").trim();
});

// The headings and the numbers of tables that a reader sees.
const shownPieces = page => page.evaluate(() => [...document.querySelectorAll("main h2, main td, main th")]
	.filter(node => (node.tagName === "H2" || /\d/.test(node.textContent)) && node.checkVisibility({ visibilityProperty: true }))
	.map(node => `${node.tagName} “${node.textContent.replace(/\s+/g, " ").trim()}”`));

async function paper(page, label, check) {
	await page.emulateMedia({ media: "print", colorScheme: "dark" });
	const wrong = await page.evaluate(() => {
		const found = [...document.querySelectorAll("body *")].filter(node => ["fixed", "sticky"].includes(getComputedStyle(node).position)
			&& node.getClientRects().length).map(node => `${node.tagName}.${node.className} stays in place`);
		const ground = getComputedStyle(document.body).backgroundColor.match(/[\d.]+/g).map(Number);
		return ground.slice(0, 3).some(part => part < 240) ? [...found, `background ${ground}`] : found;
	});
	await page.emulateMedia({ media: "screen", colorScheme: "light" });
	check(`${label}: on paper`, !wrong.length, wrong.join("\n"));
}

async function withoutScript(browser, url, label, { whole, pieces }, check) {
	const plain = await browser.newContext({ javaScriptEnabled: false }), bare = await plain.newPage();
	await bare.goto(url);
	const text = await said(bare), shown = await shownPieces(bare);
	await plain.close();
	check(`${label}: complete without JavaScript`, whole.length > 0 && text === whole, `${text.length} letters against ${whole.length}`);
	const lost = pieces.filter(piece => !shown.includes(piece));
	check(`${label}: headings and numbers show without JavaScript`, !lost.length, lost.slice(0, 8).join("\n"));
}

export async function checkKind(browser, origin, path, label, check) {
	const { page, context, complaints, requests } = await open(browser, origin + path);
	const asOpened = { whole: await said(page), pieces: await shownPieces(page) };
	await page.evaluate(axe.source);
	await accessible(page, label, check);
	await page.setViewportSize({ width: 320, height: 900 });
	const wide = await sideways(page);
	check(`${label}: no sideways scroll at 320 px`, !wide, wide);
	await page.setViewportSize({ width: 1280, height: 900 });
	await focusShows(page, label, check);
	await paper(page, label, check);
	const violations = await page.evaluate(() => window.violations);
	check(`${label}: no complaint on the console`, !complaints.length, complaints.join("\n"));
	check(`${label}: nothing against the policy`, !violations.length, violations.join("\n"));
	const foreign = requests.filter(url => !url.startsWith(origin) && !url.startsWith("data:"));
	check(`${label}: no request elsewhere`, !foreign.length, foreign.join("\n"));
	await context.close();
	await withoutScript(browser, origin + path, label, asOpened, check);
}

// A colour scheme and a width a picture: KIND-WIDTH-SCHEME.png, and one on paper.
export async function shoot(browser, url, name, folder) {
	for (const colorScheme of ["light", "dark"])
		for (const width of widths) {
			const { page, context } = await open(browser, url, { viewport: { width, height: 900 }, colorScheme });
			await page.evaluate(() => document.querySelectorAll("img[loading]").forEach(img => { img.loading = "eager"; }));
			await page.waitForTimeout(150);
			await page.screenshot({ path: `${folder}/${name}-${width}-${colorScheme}.png`, fullPage: true });
			await context.close();
		}
	const { page, context } = await open(browser, url, { viewport: { width: 794, height: 1123 } });
	await page.emulateMedia({ media: "print" });
	await page.screenshot({ path: `${folder}/${name}-print.png`, fullPage: true });
	await context.close();
}

// SPDX-License-Identifier: MIT
// A site whose texts all try to run scripts: none does, neither under the policy nor without it, and nothing offends the
// policy. Nor does what comes from elsewhere: queries, fragments, what a reader types, paths that `serve` is asked for.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { serve, start } from "../server.mjs";

export const name = "hostile";

const test = new URL("../../site/hostile.py", import.meta.url).pathname, ANYTHING = "default-src * 'unsafe-inline' 'unsafe-eval' data: blob:";
const tricks = ["\"><script>__hit(20)</script>", "'><img src=x onerror=__hit(21)>", "<svg/onload=__hit(22)>", "javascript:__hit(23)", "%3Cimg src=x onerror=__hit(24)%3E",
	"${__hit(25)}", "{{constructor.constructor('__hit(26)')()}}", "%", "%E0%A4%A", "__proto__", "constructor", "\u0000", "a".repeat(20000), "<b>x</b>,clerk", "clerk,<img src=x onerror=__hit(27)>"];

// What would run leaves a trace; what the console says of policies and errors is kept.
async function watched(browser) {
	const context = await browser.newContext(), page = await context.newPage(), seen = { hits: [], faults: [] };
	await context.exposeFunction("__trace", what => { seen.hits.push(what); });
	await context.addInitScript(() => {
		window.__hit = what => window.__trace(String(what));
		window.__proto_is_clean = () => Object.keys(Object.prototype).length === 0 && !({}).polluted;
	});
	page.on("dialog", dialog => { seen.hits.push("dialog"); dialog.dismiss(); });
	page.on("pageerror", error => seen.faults.push(`${page.url().slice(0, 200)}: ${error}`));
	page.on("console", message => { if (/Content Security Policy|Refused to/.test(message.text())) seen.faults.push(message.text()); });
	return { context, page, seen };
}

// Everything that listens is given the chance.
const provoke = page => page.evaluate(() => {
	for (const element of document.querySelectorAll("*"))
		for (const kind of ["mouseover", "mouseenter", "focus", "toggle", "load", "error", "animationstart", "pointerover"])
			element.dispatchEvent(new Event(kind));
	return { handlers: [...document.querySelectorAll("*")].filter(each => [...each.attributes].some(one => one.name.startsWith("on"))).length,
		clean: window.__proto_is_clean() };
}).catch(() => ({ handlers: 0, clean: true })); // a search leads on to what it found

const pagesOf = folder => readdirSync(folder, { recursive: true, withFileTypes: true }).filter(each => each.isFile() && each.name.endsWith(".html"))
	.map(each => relative(folder, join(each.parentPath ?? each.path, each.name)).replace(/(^|\/)index\.html$/, "$1"));

async function openAll(browser, folder, base, rule, label, check) {
	const server = await serve(folder, base, rule), { context, page, seen } = await watched(browser), all = pagesOf(folder);
	let handlers = 0;
	for (const path of all) {
		await page.goto(`${server.origin}${base}/${path}`, { waitUntil: "load" });
		handlers += (await provoke(page)).handlers;
	}
	check(`${label}: ${all.length} pages run nothing of their texts`, all.length > 20 && seen.hits.length === 0 && handlers === 0, `${seen.hits} ${handlers}`);
	check(`${label}: no page offends the policy or fails`, seen.faults.length === 0, seen.faults.slice(0, 3).join("; "));
	await context.close();
	server.close();
}

async function openTricks(browser, folder, base, rule, label, check) {
	const server = await serve(folder, base, rule), { context, page, seen } = await watched(browser);
	let clean = true, opened = 0;
	for (const trick of tricks) {
		const raw = trick.replaceAll("\u0000", "%00"), coded = encodeURIComponent(trick);
		for (const tail of ["scan/#scan=", "scan/#scan=clerk;level=mid;", "compare/#", "roles/?q=", "?q=", "#", "roles/clerk/#", "404.html?", "roles/#sort="].flatMap(way => [way + raw, way + coded])) {
			await page.goto("about:blank").catch(() => {});
			await page.goto(`${server.origin}${base}/${tail}`, { waitUntil: "load" }).catch(() => {}); // an address too long, or leading on
			clean &&= (await provoke(page)).clean;
			opened++;
		}
		await page.goto("about:blank").catch(() => {});
		await page.goto(`${server.origin}${base}/`, { waitUntil: "load" }).catch(() => {});
		const search = page.locator("input[type=search]").first();
		if (trick.length < 1000 && await search.count()) {
			await search.fill(trick);
			await page.waitForTimeout(100);
			await provoke(page);
		}
		await page.evaluate(text => { for (const key of ["scan", "theme", "levels", "role", text]) { localStorage.setItem(key, text); sessionStorage.setItem(key, text); } }, trick);
	}
	check(`${label}: ${opened} queries and fragments run nothing`, seen.hits.length === 0 && clean, seen.hits.slice(0, 5).join());
	check(`${label}: nor do they make a script fail`, seen.faults.length === 0, seen.faults.slice(0, 3).join("; "));
	await context.close();
	server.close();
}

// Paths that lead nowhere, and a site with a mistake in it.
async function openServed(browser, program, site, check) {
	const { server, address } = await start(program, site), { context, page, seen } = await watched(browser);
	for (const path of ["<script>__hit(30)</script>", "%22%3E%3Cimg%20src=x%20onerror=__hit(31)%3E", "..%2f..%2fetc/passwd", "%00", "a%0d%0aX-Hit:%201", "roles/%3Csvg%2Fonload=__hit(32)%3E/"]) {
		const answer = await page.goto(new URL(address).origin + "/" + path, { waitUntil: "load" }).catch(() => null);
		check(`serve does not have ${path}`, !answer || (answer.status() >= 400 && !answer.headers()["x-hit"]), answer?.status());
		await provoke(page);
	}
	await page.goto(address, { waitUntil: "load" });
	await page.waitForTimeout(300);
	await provoke(page);
	check("serve: nothing runs", seen.hits.length === 0, seen.hits.join());
	await context.close();
	await new Promise(resolve => { server.removeAllListeners("exit"); server.on("exit", resolve); server.kill("SIGTERM"); });
}

export async function run({ browser, program, check }) {
	const site = mkdtempSync(join(tmpdir(), "rolecast-hostile-"));
	try {
		execFileSync("python3", [test, program, site], { stdio: ["ignore", "ignore", "inherit"] });
		const folder = join(site, "public"), base = "/jobs";
		await openAll(browser, folder, base, undefined, "under the policy", check);
		await openAll(browser, folder, base, ANYTHING, "without it", check);
		await openTricks(browser, folder, base, ANYTHING, "without it", check);
		await openServed(browser, program, site, check);
	} finally {
		rmSync(site, { recursive: true });
	}
}

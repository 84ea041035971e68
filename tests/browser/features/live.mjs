// SPDX-License-Identifier: MIT
// `rolecast serve` in a browser: a saved change reloads the page where it was read, a style sheet comes without a
// reload, mistakes stand above the page until they are mended, all under the pages' policy.
import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { start } from "../server.mjs";

export const name = "live";

const root = new URL("../../../", import.meta.url).pathname;

// The pages' policy forbids what waitForFunction does.
async function until(page, truth) {
	for (const end = Date.now() + 10000; Date.now() < end; await page.waitForTimeout(20))
		if (await page.evaluate(truth).catch(() => false))
			return true;
	throw new Error(`never came true: ${truth}`);
}

const saveByRename = (path, text) => { writeFileSync(`${path}~`, text); renameSync(`${path}~`, path); };

export async function run({ browser, program, check }) {
	const folder = mkdtempSync(join(tmpdir(), "rolecast-live-"));
	cpSync(join(root, "tests/site/three"), join(folder, "content"), { recursive: true });
	cpSync(join(root, "themes"), join(folder, "themes"), { recursive: true });
	const { server, address } = await start(program, folder);
	const context = await browser.newContext({ viewport: { width: 1280, height: 800 } }), page = await context.newPage();
	const role = join(folder, "content/roles/electrician.md"), right = readFileSync(role, "utf8");
	const style = join(folder, "themes/default/assets/css/site.css"), faults = [];
	page.on("console", message => { if (message.type() === "error") faults.push(message.text()); });
	page.on("pageerror", error => faults.push(String(error)));
	const shown = page.locator("#rolecast-problems section[role=alertdialog]");
	try {
		await page.goto(`${address}roles/electrician/`, { waitUntil: "load" });
		await page.waitForTimeout(200);
		await page.evaluate(() => { scrollTo({ top: 1500, behavior: "instant" }); window.isOld = true; });
		const start = Date.now();
		saveByRename(role, right.replace(/^tagline: .*/m, "tagline: A line that is new."));
		await until(page, () => !window.isOld && document.body.innerText.includes("A line that is new."));
		check("a saved change is seen", true, `${Date.now() - start} ms`);
		await page.waitForTimeout(300);
		const at = await page.evaluate(() => scrollY);
		check("the page stays where it was read", Math.abs(at - 1500) < 100, `at ${at}`);

		await page.evaluate(() => { window.isOld = true; });
		writeFileSync(style, `${readFileSync(style, "utf8")}\nbody { outline: 7px solid rgb(1, 2, 3); }\n`);
		await until(page, () => getComputedStyle(document.body).outlineWidth === "7px");
		check("a style sheet comes without a reload", await page.evaluate(() => window.isOld === true && document.querySelectorAll("link[rel=stylesheet]").length >= 1));

		writeFileSync(role, right.replace("exposure:", "exposre:").replace("category: ", "category: x"));
		await shown.waitFor({ timeout: 10000 });
		const text = await shown.innerText();
		check("mistakes stand above the page, with place and caret", /electrician\.md:\d+:\d+/.test(text) && text.includes("exposre") && text.includes("^") && /3 errors|2 errors/.test(text), text);
		check("the page is still there", (await page.locator("h1").innerText()).includes("Electricians") && await page.evaluate(() => window.isOld === true));
		await page.keyboard.press("Escape");
		check("Escape hides them", await shown.count() === 0);
		writeFileSync(role, right.replace("exposure:", "exposrre:"));
		await shown.waitFor({ timeout: 10000 });
		writeFileSync(role, right);
		await until(page, () => !document.querySelector("#rolecast-problems") && !window.isOld);
		check("mended, they go", true);
		await page.waitForTimeout(200);

		const tabs = [];
		for (let i = 0; i < 8; i++) {
			tabs.push(await context.newPage());
			await tabs.at(-1).goto(`${address}roles/electrician/mid/`, { timeout: 10000 });
		}
		check("more tabs than a browser allows connections", (await tabs.at(-1).locator("h1").innerText()).length > 0);
		check("nothing is said in the console", faults.length === 0, faults.join("\n"));
		server.removeAllListeners("exit");
		server.kill("SIGINT");
		await page.locator("#rolecast-problems summary").waitFor({ timeout: 10000 });
		await page.locator("#rolecast-problems summary").click();
		check("and looks as it should, though its style can no longer be had", await page.locator("#rolecast-problems details").evaluate(note => getComputedStyle(note).position) === "fixed");
		check("a server that stopped is told", (await page.locator("#rolecast-problems section").innerText()).includes("rolecast serve has stopped"));
	} finally {
		await context.close();
		server.removeAllListeners("exit");
		server.kill("SIGINT");
		rmSync(folder, { recursive: true });
	}
}

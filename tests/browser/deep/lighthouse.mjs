// SPDX-License-Identifier: MIT
// Lighthouse on a phone, the median of three runs: node lighthouse.mjs SITE_FOLDER. Nothing else should run meanwhile.
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";
import { readFileSync } from "node:fs";
import { args, executablePath } from "../chromium.mjs";
import { serve } from "../server.mjs";

const RUNS = 3, folder = process.argv[2];
const least = { accessibility: 100, "best-practices": 100, seo: 100, performance: 95 };
const { roles, levels } = JSON.parse(readFileSync(`${folder}/search.json`, "utf8"));
const pages = ["/", `/roles/${roles[0][0]}/`, `/roles/${roles[0][0]}/${levels.at(-1)[0]}/`];
const median = numbers => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
let passed = 0, failed = 0;

const server = await serve(folder, "");
const chrome = await launch({ chromePath: executablePath, chromeFlags: ["--headless", ...args] });
try {
	for (const page of pages) {
		const scores = {}, causes = new Set();
		for (let run = 0; run < RUNS; run++) {
			const { lhr } = await lighthouse(server.origin + page, { port: chrome.port, onlyCategories: Object.keys(least), logLevel: "error" });
			for (const [name, category] of Object.entries(lhr.categories)) {
				(scores[name] ??= []).push(Math.round(100 * category.score));
				for (const { id, weight } of category.auditRefs)
					if (weight && lhr.audits[id].score !== null && lhr.audits[id].score < .9)
						causes.add(`${name}: ${id} ${lhr.audits[id].displayValue ?? ""}`);
			}
		}
		for (const [name, all] of Object.entries(scores)) {
			const ok = median(all) >= least[name];
			ok ? passed++ : failed++;
			console.log(`${ok ? "ok" : "not ok"} ${page} ${name}: ${median(all)} (${all.join(", ")})`);
		}
		if (causes.size)
			console.log(`  ${[...causes].join("\n  ")}`);
	}
} finally {
	chrome.kill();
	server.close();
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;

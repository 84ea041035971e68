// SPDX-License-Identifier: MIT
// The browser tier: node run.mjs BUILD_FOLDER SITE_FOLDER FOLDER_OF_THE_SAME_BELOW_A_BASE_PATH. With --shots DIR
// [KIND…] it takes pictures instead.
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { launch } from "./chromium.mjs";
import { checkData } from "./data.mjs";
import { list, page, read } from "./files.mjs";
import { checkKind, shoot } from "./kinds.mjs";
import { checkSchemas } from "./schemas.mjs";
import { serve } from "./server.mjs";
import { checkFiles } from "./static.mjs";
import { checkVectors } from "./vectors.mjs";

const WORKERS = 2, VECTORS = 5000;
let passed = 0, failed = 0;

function check(label, ok, detail = "") {
	if (ok) {
		passed++;
		return;
	}
	failed++;
	console.log(`not ok ${label}${detail ? "\n  " + String(detail).replace(/\n/g, "\n  ") : ""}`);
}

function checkMarkup(site) {
	const jar = join(dirname(createRequire(import.meta.url).resolve("vnu-jar/package.json")), "build/dist/vnu.jar");
	const pages = site.pages.map(page => join(site.folder, page.path));
	const pictures = list(site.folder).filter(path => path.endsWith(".svg")).map(path => join(site.folder, path));
	for (const [what, files, more] of [["HTML", pages, []], ["SVG", pictures, ["--svg"]]]) {
		const run = spawnSync("java", ["-jar", jar, "--format", "text", ...more, ...files], { encoding: "utf8", maxBuffer: 1 << 28 });
		const said = (run.stderr ?? "").trim().replaceAll(site.folder + "/", "").replaceAll("file:", "");
		check(`Nu checker: ${files.length} ${what} files`, run.status === 0 && !/error:|warning:/i.test(said), said.slice(0, 2000) || String(run.error ?? ""));
	}
}

// A page of each kind, the first by address.
const firstOfKind = pages => [...new Map([...pages].reverse().filter(page => page.kind).map(page => [page.kind, page])).values()];

async function inTurn(jobs) {
	const left = [...jobs];
	await Promise.all(Array.from({ length: WORKERS }, async () => {
		for (let job = left.shift(); job; job = left.shift())
			await job();
	}));
}

async function features() {
	const folder = new URL("features/", import.meta.url);
	return Promise.all(readdirSync(folder).filter(name => name.endsWith(".mjs")).sort().map(name => import(new URL(name, folder))));
}

function open(folder) {
	const home = new URL(page(folder, "index.html").canonical);
	return {
		folder, origin: home.origin, base: home.pathname.replace(/\/$/, ""),
		pages: list(folder).filter(path => path.endsWith(".html")).map(path => page(folder, path))
	};
}

// A check that throws has failed; the others still run.
async function attempt(name, work) {
	try {
		await work();
	} catch (error) {
		check(`${name}: runs to its end`, false, error.stack);
	}
}

const [build, folder, based, mode, shots, ...kinds] = process.argv.slice(2);
const site = open(folder);
const server = await serve(folder, site.base), browser = await launch();
try {
	const chosen = firstOfKind(site.pages);
	const unknown = kinds.filter(kind => !chosen.some(page => page.kind === kind));
	if (unknown.length) {
		console.error(`tools/shots: no page of the kind ${unknown.join(", ")}; there are ${chosen.map(page => page.kind).sort().join(" ")}`);
		process.exitCode = 2;
	} else if (mode === "--shots") {
		mkdirSync(shots, { recursive: true });
		await inTurn(chosen.filter(page => !kinds.length || kinds.includes(page.kind))
			.map(page => () => shoot(browser, server.origin + site.base + page.url, page.kind, shots)));
	} else {
		await attempt("files", () => checkFiles(site, check));
		await attempt("below a base path", () => {
			const below = open(based);
			check("the site below a base path has one", below.base.length > 1, below.base);
			checkFiles(below, (label, ok, detail) => check(`below a base path: ${label}`, ok, detail));
		});
		await attempt("data", () => checkData(site, check));
		await attempt("Nu checker", () => checkMarkup(site));
		await attempt("schemas", () => checkSchemas(join(build, "rolecast"), check));
		await attempt("vectors", () => checkVectors(join(build, "tests/score_vectors"), VECTORS, check));
		let index = { roles: [], pages: [] };
		await attempt("search.json", () => { index = JSON.parse(read(folder, "search.json")); });
		await inTurn([
			...chosen.map(page => () => attempt(page.kind, () => checkKind(browser, server.origin, site.base + page.url, page.kind, check))),
			...(await features()).map(feature => () => attempt(feature.name, () => feature.run({ browser, index, folder, program: join(build, "rolecast"), base: server.origin + site.base,
				check: (label, ok, detail) => check(`${feature.name}: ${label}`, ok, detail) })))
		]);
	}
} finally {
	await browser.close();
	server.close();
}
if (mode !== "--shots")
	console.log(`${passed} passed, ${failed} failed`);
if (failed)
	process.exitCode = 1;

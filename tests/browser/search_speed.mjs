// SPDX-License-Identifier: MIT
// How long a search takes among many roles: node search_speed.mjs [ROLES [FOLDER]]. Prints figures, judges nothing.
// With a FOLDER, the published site, the same is measured in Chromium as well.
import { readFileSync, readdirSync } from "node:fs";
import { gzipSync } from "node:zlib";

const count = Number(process.argv[2] ?? 10000), folder = process.argv[3];
const ranks = ["assistant", "clinical", "senior", "chief", "junior", "field", "technical", "principal", "regional", "trainee"];
const ends = ["engineer", "technician", "analyst", "operator", "manager", "teacher", "nurse", "inspector", "designer", "clerk",
	"driver", "reporter", "planner", "adviser", "mechanic", "assembler", "editor", "buyer", "surveyor", "therapist"];
const syllables = ["ra", "mo", "lin", "te", "ko", "bar", "sen", "du", "vi", "par", "nel", "ost", "gra", "phi", "cul", "tri", "ven", "ma"];

// The same roles every time. Words are as uneven as in a language: of 5,800 made ones a few are everywhere.
function makeIndex() {
	let state = 1;
	const next = () => (state = (state * 48271) % 2147483647) / 2147483647;
	const any = list => list[Math.floor(next() * list.length)];
	const made = syllables.flatMap(a => syllables.flatMap(b => syllables.map(c => a + b + c)));
	const name = () => [...next() < .3 ? [any(ranks)] : [], made[Math.floor(made.length * next() ** 2)], any(ends)].join(" ");
	return {
		version: 1, base: "", bands: ["a", "b", "c", "d", "e"].map(one => [one, one]), categories: ["X", "Y"], pages: [],
		levels: [["entry", "Entry"], ["mid", "Mid"], ["senior", "Senior"], ["lead", "Lead"]],
		roles: Array.from({ length: count }, (_, i) => [`role-${i}`, name(), i % 101, i % 5, i % 2, [name(), name(), name()]])
	};
}

// What people type: a title letter by letter, with two letters swapped in its longest word; every third with a level.
function makeQueries(index) {
	return Array.from({ length: 60 }, (_, i) => {
		const words = index.roles[(i * 7919) % count][1].split(" "), long = words.at(-2);
		words.splice(-2, 1, long.slice(0, 2) + long[3] + long[2] + long.slice(4));
		return (i % 3 ? "" : "senior ") + words.join(" ");
	});
}

// Runs here and in Chromium alike.
async function measure({ address, text, queries }) {
	const { finder } = await import(address), start = performance.now(), find = finder(JSON.parse(text)), times = [];
	const making = performance.now() - start;
	for (const query of queries)
		for (let letters = 1; letters <= query.length; letters++) {
			const before = performance.now();
			find(query.slice(0, letters));
			times.push(performance.now() - before);
		}
	return { making, first: times[0], times: times.sort((a, b) => a - b) };
}

function tell(where, { making, first, times }) {
	const at = share => times[Math.floor((times.length - 1) * share)].toFixed(2);
	console.log(`${where}: made ready in ${making.toFixed(0)} ms; the first letter takes ${first.toFixed(1)} ms, then ${at(.5)} ms ` +
		`(median of ${times.length}), ${at(.95)} ms (95 of 100), ${at(1)} ms (worst)`);
}

async function inChromium(text, queries) {
	const { launch } = await import("./chromium.mjs"), { serve } = await import("./server.mjs");
	const script = readdirSync(`${folder}/assets/js`).find(name => name.startsWith("find."));
	const server = await serve(folder, ""), browser = await launch();
	try {
		const page = await browser.newPage();
		await page.goto(`${server.origin}/404.html`);
		return await page.evaluate(measure, { address: `${server.origin}/assets/js/${script}`, text, queries });
	} finally {
		await browser.close();
		server.close();
	}
}

const index = makeIndex(), text = JSON.stringify(index), queries = makeQueries(index);
const script = readFileSync(new URL("../../themes/default/assets/js/find.js", import.meta.url), "utf8");
console.log(`${count} roles with three aliases each: index ${(text.length / 1024).toFixed(0)} KB, ${(gzipSync(text).length / 1024).toFixed(0)} KB compressed`);
tell("Node", await measure({ address: "data:text/javascript," + encodeURIComponent(script), text, queries }));
if (folder)
	tell("Chromium", await inChromium(text, queries));

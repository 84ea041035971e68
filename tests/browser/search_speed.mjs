// SPDX-License-Identifier: MIT
// How long a search takes among many roles: node search_speed.mjs [ROLES]. Prints figures, judges nothing.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const script = readFileSync(new URL("../../themes/default/assets/js/find.js", import.meta.url), "utf8");
const { finder } = await import("data:text/javascript," + encodeURIComponent(script));
const count = Number(process.argv[2] ?? 10000);
const parts = ["senior", "assistant", "clinical", "electrical", "software", "field", "quality", "data", "machine", "dental", "legal", "marine", "retail",
	"research", "systems", "safety", "textile", "forest", "railway", "museum"];
const ends = ["engineer", "technician", "analyst", "operator", "manager", "teacher", "nurse", "inspector", "designer", "clerk", "driver", "reporter",
	"planner", "adviser", "mechanic", "assembler", "editor", "buyer", "surveyor", "therapist"];
let state = 1;
const any = list => list[(state = (state * 48271) % 2147483647) % list.length];
const syllables = ["ra", "mo", "lin", "te", "ko", "bar", "sen", "du", "vi", "par", "nel", "ost"];
const name = () => `${any(parts)} ${any(syllables)}${any(syllables)}${any(syllables)} ${any(ends)}`;
const index = {
	base: "", bands: ["a", "b", "c", "d", "e"].map(one => [one, one]), levels: [["entry", "Entry"], ["senior", "Senior"]], categories: ["X", "Y"],
	roles: Array.from({ length: count }, (_, i) => [`role-${i}`, name(), i % 101, i % 5, i % 2, [name(), name(), name()]]), pages: []
};
const text = JSON.stringify(index);
const clock = work => { const start = performance.now(); const made = work(); return [performance.now() - start, made]; };
const [making, find] = clock(() => finder(JSON.parse(text)));
const times = [];
for (let round = 0; round < 40; round++) {
	const wanted = index.roles[(round * 7919) % count][1].split(" ");
	const slip = wanted[2].slice(0, 2) + wanted[2][3] + wanted[2][2] + wanted[2].slice(4);
	const query = `${wanted[1]} ${slip}`;
	for (let letters = 1; letters <= query.length; letters++)
		times.push(clock(() => find(query.slice(0, letters)))[0]);
}
times.sort((a, b) => a - b);
const at = share => times[Math.floor(times.length * share)].toFixed(2);
console.log(`${count} roles with three aliases each: index ${(text.length / 1024).toFixed(0)} KB, ${(gzipSync(text).length / 1024).toFixed(0)} KB compressed`);
console.log(`made ready in ${making.toFixed(0)} ms; a letter typed takes ${at(.5)} ms (median), ${at(.95)} ms (95 of 100), ${at(.999)} ms (worst)`);

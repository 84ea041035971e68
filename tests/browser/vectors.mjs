// SPDX-License-Identifier: MIT
// The script that readers run, held against what the C side makes of random roles: every number, digit for digit.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

const script = readFileSync(new URL("../../themes/default/assets/js/score.js", import.meta.url), "utf8");
const { weights, score, shares, band, verdict } =
	await import("data:text/javascript," + encodeURIComponent(script));

function differences(want) {
	const made = weights(want.level, want.tasks), got = score(made, want.tasks), found = [];
	const same = (what, a, b) => { if (a !== b) found.push(`${what}: ${a} in the browser, ${b} in C`); };
	if (!want.score || !got)
		return want.score || got ? ["one of the two has no score"] : [];
	for (const name of ["risk", "exposure"])
		for (const key of Object.keys(want.score[name]))
			same(`${name}.${key}`, got[name][key], want.score[name][key]);
	for (const key of ["threat", "automated", "assisted", "human"])
		same(key, got[key], want.score[key]);
	same("band", band(got.risk.value, want.bands), want.band);
	same("verdict", verdict(got.risk.value, want.against), want.verdict);
	shares(made, want.tasks, got).forEach((share, i) => {
		for (const key of Object.keys(share))
			same(`task ${i} ${key}`, share[key], want.shares[i][key]);
	});
	return found;
}

// Calls check(label, ok, detail) once; `binary` is build/tests/score_vectors.
export function checkVectors(binary, count, check) {
	const lines = execFileSync(binary, [String(count)], { maxBuffer: 1 << 30, encoding: "utf8" }).trim().split("\n");
	const failed = [];
	for (const line of lines) {
		const found = differences(JSON.parse(line));
		if (found.length)
			failed.push(`${found[0]} for ${line.slice(0, 300)}`);
	}
	check(`vectors: ${count} random roles have the same numbers in the browser and in C`,
		lines.length === count && failed.length === 0, failed.slice(0, 3).join("\n"));
}

// SPDX-License-Identifier: MIT
// What is put in the place of every value, as it stands in the file, and where loading may refuse what a schema accepts.

const core = ["", "~", '""', '"  "', "word", "true", "True", "5", "-1", "101", "5.5", '"5"', "2026-11-20", "[]", "[word]", "[[word]]", "[~]", "{}", "{a: 1}", "[{}]"];
const numbers = ["null", "0", "34", "10001", "0.25", "0.125", "+5", "0x1F", "1e2", "5.0", "007", "low", "hgh", "[0, 1]", "[1, 0]", "{entry: 1}",
	"{entry: 1, mid: 2, senior: 3.5}", "{value: 3, low: 1, high: 9}", "{value: 3, low: 5, high: 9}", "{value: 3, low: 1}", "{value: 3, low: 1, high: 9, top: 1}"];
const collections = ["[5]", '[""]', "[1, 2, 3, 4]", "[4, 3, 2, 1]", "[1, 2]", "[2, 1]", "[0, 0.5]", "low", "{value: 3, low: 1, high: 9}",
	"{value: 3, low: 5, high: 9}", "{value: 3, low: 1}", "{entry: 1}", "{entry: 1, mid: 2, senior: 3.5}", "7"];
const days = ["2026-02-30", "2024-02-29", "2023-02-29", "1900-02-29", "2000-02-29", "2026-13-01", "2026-04-31", "2026-11", "2026-13", "2026", "26", "0000",
	'"2026"', "2026-1-2", "20261120", '" 2026-11-20 "', '" 2026 "'];
const addresses = ['"https://a.example/x"', '"https://a.example/ü"', '"//a.example"', '"www.a.example"', '"ftp://a.example"', '"HTTPS://a.example"', '"mailto:"',
	'"mailto:a@b.example"', '"https://"', '"https:///x"', '"/roles/"', '"https://a.example/a b"', '"https://a.example/?q#f"', '"a:b"', '"<x>"', '" https://a.example "',
	'"https://me@a.example/"', '"https://a.example:80"', '"https://a.example:x"', '"https://[::1]/x//"', '"https://[::1"', '"https://$a/"', '"https://a.example/a%20b"', '"https://a.example/.b"',
	'"https://a.example/b//c"', '"https://a.example/b(1),ü/"'];
const words = ["null", '"two words"', "Bad-Id", "a--b", "-a", "a-", "a_b", "study", "office", '" study "', "time", '" time "', "1e2", "5.0", "007",
	`"${"a".repeat(80)}"`, `"${"a".repeat(81)}"`, "US", "us", "NO", "XX", "USD", "XYZ", "15-1252", "15-1252.00", "15-12", "2512", '"2512"', "0110", "25", "0.5"];

const kinds = [
	[value => typeof value === "number" && value < 1000, numbers],
	[value => /^\d{4}(-|$)/.test(value), days],
	[value => /^(https:|\/)/.test(value), addresses],
	[value => typeof value === "object", collections],
	[value => typeof value === "string", words]
];

// What is tried in the place of a value: some of everything and, unless each try costs a run of its own, more of its kind.
export const probesOf = (value, isCostly) => isCostly ? core : [...core, ...(kinds.find(([fits]) => fits(value))?.[1] ?? [])];

const number = /^(\+5|0x1F|1e2|5\.0|0\.25|0\.125|5\.5)$/;

// Each with the complaints of loading, or with the spellings, that it is about.
export const unsaid = [
	{ why: "that what an id names is there", ids: ["unknown-source", "unknown-role", "unknown-category", "unknown-level", "unknown-skill", "unknown-file", "missing-file",
		"unknown-column", "unknown-theme", "unknown-language", "broken-link"] },
	{ why: "that a security contact is of this year, its addresses secure", ids: ["security-expires", "bad-url"], name: /^site.yaml security/ },
	{ why: "that an id is given once", ids: ["duplicate-id", "same-url", "same-redirect"] },
	{ why: "that a target has one address, which is no command", ids: ["bad-target", "secret-in-content"] },
	{ why: "that numbers stand in order", ids: ["bad-bounds"] },
	{ why: "that a forecast ends after it begins, and says what showed it when it was judged", ids: ["bad-window", "missing-evidence"] },
	{ why: "that bands grow and a scale has room", ids: ["out-of-range"], raw: /^\[|^[\d.e+x]+$/i },
	{ why: "that the values of a measure lie on its scale", ids: ["csv-row"] },
	{ why: "that one level is the baseline, and is not tilted", ids: ["levels"] },
	{ why: "that tasks stand here or in a file", ids: ["missing-key"], name: /^roles\/clerk.md tasks left out/ },
	{ why: "that all tasks give a time or none does", ids: ["mixed-times", "level-times"] },
	{ why: "that the tasks of an edition give its scores", ids: ["edition-scores", "no-time"] },
	{ why: "that the tasks of an edition need its model", ids: ["missing-key"], name: /^editions\/.* model (left out|= (~|null)?)$/ },
	{ why: "that rows are as wide as the table", ids: ["row-width"] },
	{ why: "the form of a code where a number lost its zeros", ids: ["bad-code"], raw: /^\d+$|^0x|^1e2$|^5\.0$/i },
	{ why: "how a number is written", ids: ["wrong-type", "bad-id", "bad-date", "bad-code", "out-of-range"], raw: number },
	{ why: "how a truth is written", ids: ["wrong-type", "bad-id"], raw: /^True$/ },
	{ why: "a null that is spelt out", ids: ["wrong-type", "missing-key"], raw: /^(~|null)$/ }
];

// The other way round there is one.
export const stricter = [
	{ why: "blanks within the quotes of a word, a truth of editors, or a day", raw: /^" .* "$/ }
];

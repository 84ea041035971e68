// SPDX-License-Identifier: MIT
// Schemas against loading: in a site that uses every key, every value gives way to probes, every key is left out and an
// unknown one put in. Both must say the same, but for what a schema cannot say (probes.mjs). What a site can hold more
// than once is changed in one large site, with a number in its name; what was refused is taken out and the rest loaded
// again, until nothing is: so no complaint hides a later one.
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { parse } from "yaml";
import { again, documents, others } from "./site.mjs";
import { probesOf, stricter, unsaid } from "./probes.mjs";

const HOLE = "\u0001", WORKERS = 2;
const themes = new URL("../../../themes", import.meta.url).pathname;

// JSON is YAML; the hole in it becomes what is tried, unquoted.
const yaml = (value, n, probe = "") => JSON.stringify(value).replaceAll("#", n).replace(JSON.stringify(HOLE), () => probe);
const whole = (path, text) => path.endsWith(".md") ? `---\n${text}\n---\n` : `${text}\n`;
const at = (value, way) => way.reduce((inner, key) => inner[key], value);

function changed(value, way, change) {
	const copy = structuredClone(value);
	change(at(copy, way.slice(0, -1)), way.at(-1));
	return copy;
}

// The ways to every value, down to a depth; of a list only the first item.
function* ways(value, depth, way = []) {
	yield way;
	if (depth === 0 || value === null || typeof value !== "object")
		return;
	for (const key of Array.isArray(value) ? [0] : Object.keys(value))
		yield* ways(value[key], depth - 1, [...way, key]);
}

// What one value becomes: [what was done, the document, the probe].
function* changes(value, way, isCostly) {
	const old = at(value, way), key = way.at(-1);
	for (const probe of probesOf(old, isCostly).filter(probe => probe || typeof key !== "number"))
		yield [`= ${probe}`, way.length ? changed(value, way, (inner, name) => { inner[name] = HOLE; }) : HOLE, probe];
	if (typeof key === "string")
		yield ["left out", changed(value, way, (inner, name) => { delete inner[name]; })];
	if (!Array.isArray(old) && old !== null && typeof old === "object")
		yield ["with an unknown key", changed(value, [...way, "unheard_of"], (inner, name) => { inner[name] = 1; })];
}

const isMap = path => path === "sources.yaml" || path === "benchmarks.yaml";

// The menu has not room for all.
const outside = (path, way, document) => {
	if (!path.startsWith("pages/") || way[0] === "menu" || document === HOLE)
		return document;
	const { menu, ...rest } = document;
	return rest;
};

// Of a map by ids the entries are changed, each on a line of its own; the map itself is like what a site has once.
function* cases() {
	let n = 1;
	for (const [path, { schema, value, depth = 9 }] of Object.entries(documents))
		for (const way of depth ? ways(value, depth) : [])
			for (const [what, document, probe] of changes(value, way, path === "site.yaml" && way.length > 1)) {
				const isEntry = isMap(path) && way.length > 0, id = way[0];
				if (isEntry && (way.length === 1 && what === "left out" || id === "older"))
					continue;
				const text = isEntry ? yaml(document[id], n, probe) : yaml(outside(path, way, document), n, probe);
				yield { n, path, schema, probe, text, isEntry, name: `${path} ${way.join("/")} ${what}`, to: again(path, n), ids: [] };
				n++;
			}
}

function write(folder, path, what) {
	mkdirSync(dirname(join(folder, "content", path)), { recursive: true });
	writeFileSync(join(folder, "content", path), what);
}

function writeAll(folder, files) {
	for (const [path, what] of Object.entries(files))
		write(folder, path, what);
}

// The site, with these cases in it as well.
function makeSite(more = []) {
	const folder = mkdtempSync(join(tmpdir(), "rolecast-agree-")), lines = {};
	symlinkSync(themes, join(folder, "themes"));
	for (const [path, { value }] of Object.entries(documents)) {
		const categories = path === "site.yaml" ? more.filter(one => one.path === "categories/office.md").map(one => ({ id: `v${one.n}`, title: "V" })) : [];
		const all = categories.length ? { ...value, categories: [...value.categories, ...categories] } : value;
		const entries = more.filter(one => one.isEntry && one.path === path);
		lines[path] = [null, ...entries];
		write(folder, path, whole(path, entries.length ? `${yaml(all, 0).slice(0, -1)}${entries.map(one => `,\n"v${one.n}": ${one.text}`).join("")}}` : yaml(all, 0)));
		writeAll(folder, others(path, 0));
	}
	for (const one of more) {
		writeAll(folder, others(one.path, one.n));
		if (one.to)
			write(folder, one.to, whole(one.to, one.text));
	}
	return { folder, lines };
}

const load = (binary, folder) => new Promise((resolve, reject) => {
	execFile(binary, ["-C", folder, "check", "--json", "--as-of", "2026-11-21"], { encoding: "utf8", maxBuffer: 1 << 29 }, (error, stdout) => {
		if (error && error.code !== 1)
			reject(error);
		else
			resolve(JSON.parse(stdout).filter(one => one.severity === "error"));
	});
});

// Adds the complaints of loading to each case; a case that has one leaves the site.
async function loadTogether(binary, all) {
	const wrong = [];
	for (let left = all; left.length;) {
		const { folder, lines } = makeSite(left), byName = new Map(left.map(one => [one.to, one])), byNumber = new Map(left.map(one => [String(one.n), one]));
		for (const error of await load(binary, folder)) {
			const path = error.file?.replace(/^content\//, "");
			const one = byName.get(path) ?? lines[path]?.[error.line - 1] ?? byNumber.get(path?.match(/^(?:roles\/v|benchmarks\/beta-)(\d+)[/.]/)?.[1]);
			if (one)
				one.ids.push(error.id);
			else
				wrong.push(`${error.file}:${error.line}: ${error.id} ${error.message}`);
		}
		rmSync(folder, { recursive: true });
		const kept = left.filter(one => !one.ids.length);
		if (kept.length === left.length)
			break;
		left = kept;
	}
	return wrong;
}

async function loadAlone(binary, all) {
	const left = all.values();
	await Promise.all(Array.from({ length: WORKERS }, async () => {
		const { folder } = makeSite();
		for (const one of left) {
			writeAll(folder, { [one.path]: whole(one.path, one.text), ...others(one.path, one.n) });
			one.ids = (await load(binary, folder)).map(error => error.id);
			write(folder, one.path, whole(one.path, yaml(documents[one.path].value, 0)));
		}
		rmSync(folder, { recursive: true });
	}));
}

const fits = (rule, one, ids) => (!rule.ids || ids.every(id => rule.ids.includes(id))) && (!rule.raw || rule.raw.test(one.probe ?? "")) && (!rule.name || rule.name.test(one.name));

// A disagreement needs a rule, or for several complaints several.
function isExplained(one, isAccepted, used) {
	const rules = isAccepted ? unsaid : stricter;
	return (isAccepted ? [...new Set(one.ids)].map(id => [id]) : [[]]).every(some => {
		const rule = rules.find(rule => fits(rule, one, some));
		used.add(rule);
		return rule !== undefined;
	});
}

function checkCoverage(schemas, check) {
	const all = Object.values(documents);
	const missing = (is, of, values) => Object.keys(is.properties ?? {}).filter(key => !values.some(one => JSON.stringify(one.value).includes(`"${key}":`))).map(key => `${of}: ${key}`);
	const lost = Object.entries(schemas).flatMap(([name, schema]) => [...missing(schema, name, all.filter(one => one.schema === name)),
		...Object.entries(schema.$defs).flatMap(([inner, is]) => missing(is, `${name}/${inner}`, all))]);
	check("schemas: the compared site uses every key", !lost.length, lost.join("\n"));
}

export async function checkAgreement(binary, schemas, validator, check) {
	checkCoverage(schemas, check);
	const first = makeSite(), all = [...cases()], used = new Set();
	const own = await load(binary, first.folder);
	rmSync(first.folder, { recursive: true });
	check("schemas: the compared site has no mistake", !own.length, own.map(error => `${error.file}:${error.line}: ${error.message}`).join("\n"));
	const strays = await loadTogether(binary, all.filter(one => one.to || one.isEntry));
	check("schemas: every complaint belongs to a change", !strays.length, strays.slice(0, 20).join("\n"));
	await loadAlone(binary, all.filter(one => !one.to && !one.isEntry));
	const wrong = all.filter(one => {
		const value = parse(one.text) ?? null, isAccepted = validator(one.schema)(one.isEntry ? { study: value } : value);
		return isAccepted !== (one.ids.length === 0) && !isExplained(one, isAccepted, used);
	});
	const refused = all.filter(one => one.ids.length).length;
	check(`schemas: ${all.length} changes are judged as loading judges them`, !wrong.length,
		wrong.slice(0, 40).map(one => `${one.name}: loading says ${[...new Set(one.ids)].join(" ") || "nothing"}, the schema ${one.ids.length ? "nothing" : "refuses it"}`).join("\n"));
	check("schemas: some changes are fine and some are not", refused > all.length / 4 && refused < all.length * 0.95, `${refused} of ${all.length}`);
	for (const rule of [...unsaid, ...stricter])
		check(`schemas: what is not said (${rule.why}) was met`, used.has(rule));
}

// SPDX-License-Identifier: MIT
// `rolecast schema` against a validator of another making: all content of the example fits, what must not fit does not,
// and schemas judge as loading judges (agree/agree.mjs).
import Ajv from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { checkAgreement } from "./agree/agree.mjs";

const content = new URL("../../content", import.meta.url).pathname;
const names = ["site", "sources", "benchmarks", "edition", "role", "level", "article", "page", "category", "import-map"];
const presets = new URL("../../src/command/import", import.meta.url).pathname;
const tables = ["tasks", "skills", "timeline", "agents", "pay", "steps", "comparison", "interview", "jobs", "faq"];
const load = path => readFileSync(join(content, path), "utf8");
const front = path => parse(load(path).match(/^---\n([\s\S]*?)^---$/m)?.[1] ?? "") ?? {};
const files = folder => existsSync(join(content, folder)) ? readdirSync(join(content, folder)).sort() : [];

// Which schema each file is for, and the value that it holds.
function* documents() {
	for (const name of ["site", "sources", "benchmarks"])
		yield [name, `${name}.yaml`, parse(load(`${name}.yaml`))];
	for (const [folder, name] of [["articles", "article"], ["pages", "page"], ["categories", "category"]])
		for (const file of files(folder).filter(name => name.endsWith(".md")))
			yield [name, `${folder}/${file}`, front(`${folder}/${file}`)];
	// "scores" wants what only its user knows.
	for (const file of readdirSync(presets).filter(name => name !== "scores.yaml"))
		yield ["import-map", file, parse(readFileSync(join(presets, file), "utf8"))];
	for (const file of files("editions"))
		yield ["edition", `editions/${file}`, parse(load(`editions/${file}`))];
	for (const role of files("roles")) {
		if (role.endsWith(".md")) {
			yield ["role", `roles/${role}`, front(`roles/${role}`)];
			continue;
		}
		for (const file of files(`roles/${role}`).filter(name => name.endsWith(".yaml")))
			yield [file.slice(0, -5), `roles/${role}/${file}`, parse(load(`roles/${role}/${file}`))];
		yield ["role", `roles/${role}/index.md`, front(`roles/${role}/index.md`)];
		for (const file of files(`roles/${role}/levels`))
			yield ["level", `roles/${role}/levels/${file}`, front(`roles/${role}/levels/${file}`)];
	}
}

// Each with the member at which it is refused.
const map = { title: "A", columns: { role: "a", task: "b", exposure: "c" } };
const role = { title: "A", category: "b", updated: "2026-01-02" }, pay = { country: "US", currency: "USD", level: "mid", amount: 1, per: "year", as_of: 2024, source: "a" };
const wrong = [
	["tasks", [{ task: "A", exposre: 3 }], "/0"], ["tasks", [{ task: "A" }], "/0"], ["tasks", [{ task: "A", exposure: 101 }], "/0/exposure"],
	["tasks", [{ task: "A", exposure: "hgh" }], "/0/exposure"], ["tasks", [{ task: "A", exposure: { value: 3 } }], "/0/exposure"],
	["tasks", [{ task: "A", exposure: 3, id: "A b" }], "/0/id"], ["tasks", { task: "A", exposure: 3 }, ""], ["tasks", [], ""],
	["tasks", [{ task: "A", exposure: 3, time: -1 }], "/0/time"], ["tasks", [{ task: "", exposure: 3 }], "/0/task"],
	["skills", [{ skill: "A", group: "vulnerible", why: "b" }], "/0/group"], ["skills", [{ skill: "A", group: "learn", why: "b", url: "www.a.example" }], "/0/url"],
	["role", { title: "A", category: "b" }, ""], ["role", { ...role, updated: "2026-1-2" }, "/updated"], ["role", { ...role, updated: "2026-02-29" }, "/updated"],
	["role", { ...role, soc: "15-12" }, "/soc"], ["role", { ...role, draft: "yes" }, "/draft"], ["role", { ...role, related: "b" }, "/related"],
	["site", { title: "A", base_url: "https://a.example" }, ""], ["site", { title: "A", base_url: "a.example", categories: [{ id: "a", title: "A" }] }, "/base_url"],
	["site", { title: "A", base_url: "https://a.example", categories: [] }, "/categories"],
	["sources", { a: { title: "A" } }, "/a"], ["sources", { "A b": { title: "A", publisher: "B", url: "https://a.example", published: 2024 } }, ""],
	["pay", [{ ...pay, amount: "x" }], "/0/amount"], ["pay", [{ ...pay, country: "UK" }], "/0/country"], ["pay", [{ ...pay, currency: "usd" }], "/0/currency"],
	["timeline", [{ from: "soon", claim: "x" }], "/0/from"], ["timeline", [{ from: 26, claim: "x" }], "/0/from"],
	["import-map", { ...map, colums: {} }, ""], ["import-map", { ...map, values: { exposure: { E0: 101 } } }, "/values/exposure/E0"],
	["import-map", { ...map, values: { weight: { Core: "much" } } }, "/values/weight/Core"], ["import-map", { ...map, makes: "role" }, "/makes"],
	["import-map", { ...map, values: { exposure: { E0: { value: 0, low: 0 } } } }, "/values/exposure/E0"],
	["edition", { edition: "1", date: "2026-01-01", roles: [{ role: "a", levels: [{ level: "mid", risk: 5 }] }] }, "/roles/0/levels/0"]
];
const right = [
	["tasks", [{ task: "A", exposure: "high", time: 0.3, autonomy: null }]], ["tasks", [{ task: true, exposure: 3, time: { mid: 3 } }]],
	["import-map", { ...map, values: { exposure: { "": "skip", E0: 0, E1: { value: 1, low: 0, high: 2, says: "x" } }, weight: { Core: 0.5 }, category: { a: "b" } } }],
	["timeline", [{ from: 2026, claim: "x" }]], ["pay", parse("- {country: NO, currency: NOK, level: mid, amount: 1.5, per: year, as_of: 2024-02-29, source: a}")],
	["role", { ...role, isco: 2512, updated: "2024-02-29", extra: [1, { a: null }] }], ["level", null], ["sources", null]
];

// Every key says what it is.
function undescribed(schema, name) {
	return [[name, schema], ...Object.entries(schema.$defs)].flatMap(([of, is]) => Object.entries(is.properties ?? {})
		.filter(([, key]) => !/^[A-Z].{5,}\.$/.test(key.description ?? "") || !key.markdownDescription?.includes("\n\nTakes: ")).map(([key]) => `${of}: ${key}`));
}

export async function checkSchemas(binary, check) {
	const read = name => JSON.parse(execFileSync(binary, ["schema", name], { encoding: "utf8" }));
	const schemas = Object.fromEntries([...names, ...tables].map(name => [name, read(name)])), made = new Map();
	const validator = name => {
		if (!made.has(name)) {
			const ajv = addFormats(new Ajv({ strict: true, strictTypes: false, allErrors: true }));
			made.set(name, ajv.addVocabulary(["markdownDescription", "patternErrorMessage"]).compile(schemas[name]));
		}
		return made.get(name);
	};
	// A validator keeps the errors of its last document only.
	const problems = [...documents()].flatMap(([name, path, value]) => validator(name)(value) ? []
		: [`${path}: ${validator(name).errors.slice(0, 2).map(error => `${error.instancePath} ${error.message}`).join("; ")}`]);
	check("schemas: all example content fits", !problems.length, problems.slice(0, 8).join("\n"));
	for (const name of [...names, ...tables]) {
		check(`schemas: ${name} is strict JSON Schema`, Boolean(validator(name)));
		check(`schemas: ${name} describes every key`, !undescribed(schemas[name], name).length, undescribed(schemas[name], name).join("\n"));
	}
	for (const [name, value, where] of wrong) {
		const isFine = validator(name)(value), places = (validator(name).errors ?? []).map(error => error.instancePath);
		check(`schemas: ${name} refuses ${JSON.stringify(value).slice(0, 90)} at '${where}'`, !isFine && places.includes(where), places.join(" "));
	}
	for (const [name, value] of right)
		check(`schemas: ${name} accepts ${JSON.stringify(value)}`, validator(name)(value), JSON.stringify(validator(name).errors));
	// A map is no part of a site: tests/site/import.py tries what loading makes of it.
	const { "import-map": apart, ...ofSite } = schemas;
	await checkAgreement(binary, ofSite, validator, check);
}

// SPDX-License-Identifier: MIT
// `rolecast schema` against a validator of another making: all content of the example fits, what must not fit does not.
import Ajv from "ajv/dist/2020.js";
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

const content = new URL("../../content", import.meta.url).pathname;
const tables = ["tasks", "skills", "timeline", "agents", "pay", "steps", "comparison", "interview", "jobs", "faq"];
const load = path => readFileSync(join(content, path), "utf8");
const front = path => parse(load(path).match(/^---\n([\s\S]*?)^---$/m)?.[1] ?? "") ?? {};
const files = folder => existsSync(join(content, folder)) ? readdirSync(join(content, folder)).sort() : [];

// Which schema each file is for, and the value that it holds.
function* documents() {
	for (const name of ["site", "sources", "benchmarks"])
		yield [name, `${name}.yaml`, parse(load(`${name}.yaml`))];
	for (const [folder, name] of [["articles", "article"], ["pages", "page"], ["categories", "category"]])
		for (const file of files(folder))
			yield [name, `${folder}/${file}`, front(`${folder}/${file}`)];
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

const wrong = [
	["tasks", [{ task: "A", exposre: 3 }]], ["tasks", [{ task: "A" }]], ["tasks", [{ task: "A", exposure: 101 }]],
	["tasks", [{ task: "A", exposure: "hgh" }]], ["tasks", [{ task: "A", exposure: { value: 3 } }]], ["tasks", { task: "A", exposure: 3 }],
	["skills", [{ skill: "A", group: "vulnerible", why: "b" }]], ["role", { title: "A", category: "b" }],
	["role", { title: "A", category: "b", updated: "2026-1-2" }], ["site", { title: "A", base_url: "https://a.example" }],
	["sources", { a: { title: "A" } }], ["pay", [{ country: "US", currency: "USD", level: "mid", amount: "x", per: "year", as_of: 2024, source: "a" }]],
	["timeline", [{ from: "soon", claim: "x" }]], ["edition", { edition: "1", date: "2026-01-01", roles: [{ role: "a", levels: [{ level: "mid", risk: 5 }] }] }]
];

export function checkSchemas(binary, check) {
	const made = new Map();
	const validator = name => {
		if (!made.has(name))
			made.set(name, new Ajv({ strict: true, strictTypes: false, allErrors: true }).compile(JSON.parse(execFileSync(binary, ["schema", name], { encoding: "utf8" }))));
		return made.get(name);
	};
	const problems = [...documents()].filter(([name, , value]) => !validator(name)(value))
		.map(([name, path]) => `${path}: ${validator(name).errors.slice(0, 2).map(error => `${error.instancePath} ${error.message}`).join("; ")}`);
	check("schemas: all example content fits", !problems.length, problems.slice(0, 8).join("\n"));
	for (const name of tables)
		check(`schemas: ${name} is strict JSON Schema`, Boolean(validator(name)));
	wrong.forEach(([name, value]) => check(`schemas: ${name} refuses ${JSON.stringify(value).slice(0, 60)}`, !validator(name)(value)));
}

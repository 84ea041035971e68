// SPDX-License-Identifier: MIT
// What machines read: the API against the schemas that it publishes, JSON-LD against what we mean to say, feed and
// sitemap against schemas of our own.
import Ajv from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { attribute, list, read, text, walk } from "./files.mjs";

const ajv = addFormats(new Ajv({ strict: false, allErrors: true }));
const own = name => new URL(`schemas/${name}`, import.meta.url);
const problems = (validate, data) => validate(data) ? [] : validate.errors.slice(0, 3).map(error => `${error.instancePath} ${error.message}`);

function checkApi(site, check) {
	const schema = name => ajv.compile(JSON.parse(read(site.folder, `api/v1/schema/${name}.json`)));
	const role = schema("role"), roles = schema("roles"), forecasts = schema("forecasts"), changes = schema("changes"), change = schema("change");
	const files = list(site.folder, "api/v1/roles").map(path => `api/v1/roles/${path.split("/").pop()}`);
	const wrong = files.flatMap(path => problems(role, JSON.parse(read(site.folder, path))).map(what => `${path}: ${what}`));
	check(`API: ${files.length} roles fit their schema`, files.length && !wrong.length, wrong.slice(0, 8).join("\n"));
	const all = JSON.parse(read(site.folder, "api/v1/roles.json"));
	check("API: the list fits its schema", !problems(roles, all).length, problems(roles, all).join("\n"));
	check("API: the list has every role", all.roles.length === files.length, `${all.roles.length} against ${files.length}`);
	const ledger = JSON.parse(read(site.folder, "api/v1/forecasts.json"));
	check("API: the forecasts fit their schema", !problems(forecasts, ledger).length, problems(forecasts, ledger).join("\n"));
	check("API: a forecast's address is its place on a page", ledger.forecasts.length > 0 && ledger.forecasts.every(one => {
		const [address, anchor] = one.url.split("#"), page = site.pages.find(page => page.canonical === address);
		return page?.nodes.some(node => attribute(node, "id") === anchor);
	}));
	const robustness = schema("robustness"), table = JSON.parse(read(site.folder, "api/v1/robustness.json"));
	check("API: the table of robustness fits its schema", !problems(robustness, table).length && table.robustness.items.length > 0, problems(robustness, table).join("\n"));
	check("API: the schemas refuse what does not fit", problems(role, { version: "1" }).length > 0 && problems(roles, { roles: [{ risk: 3 }] }).length > 0);
	const list_of_changes = JSON.parse(read(site.folder, "api/v1/changes.json"));
	check("API: the list of changes fits its schema", !problems(changes, list_of_changes).length, problems(changes, list_of_changes).join("\n"));
	const unfit = list_of_changes.changes.flatMap(one => problems(change, JSON.parse(read(site.folder, one.data.slice(list_of_changes.site.length)))));
	check(`API: ${list_of_changes.changes.length} changes fit their schema`, list_of_changes.changes.length && !unfit.length, unfit.join("\n"));
	const lines = read(site.folder, "api/v1/scores.csv").trim().split("\n"), levels = all.roles.reduce((sum, one) => sum + one.levels.length, 0);
	check("API: a line a role and level in scores.csv", lines.length === levels + 1, `${lines.length} lines, ${levels} levels`);
}

const numbers = words => (words.replace(/(\d)[,\u00a0](?=\d{3})/g, "$1").match(/\d+(\.\d+)?/g) ?? []).map(Number);

function* leaves(data) {
	if (data !== null && typeof data === "object")
		for (const part of Object.values(data))
			yield* leaves(part);
	else
		yield String(data);
}

// Each number that a role page prints in a table or a list of facts is in its data.
function checkPagesHaveData(site, check) {
	const wrong = site.pages.filter(page => page.kind === "role").flatMap(page => {
		const data = JSON.parse(read(site.folder, `api/v1/roles/${page.path.split("/")[1]}.json`));
		const known = new Set([...leaves(data)].flatMap(numbers));
		const cells = page.nodes.filter(node => ["td", "th", "dd"].includes(node.tagName) && !inShare(node));
		return [...new Set(cells.flatMap(cell => [...walk(cell)].filter(node => node.nodeName === "#text").flatMap(node => numbers(node.value))))].filter(number => !known.has(number)).map(number => `${page.path}: ${number}`);
	});
	check("API: it has every number of the tables", !wrong.length, wrong.slice(0, 8).join("\n"));
}

function inShare(node) {
	for (let at = node; at; at = at.parentNode)
		if (["section-share", "section-scan"].includes(attribute(at, "id")))
			return true;
	return false;
}

// Every block of data in a page can be read: [{page, type, data}] of those that can.
function blocks(site, check) {
	const wrong = [];
	const found = site.pages.flatMap(page => page.nodes.filter(node => node.tagName === "script" && /json$/.test(attribute(node, "type") ?? "")).flatMap(node => {
		try {
			return [{ page, type: attribute(node, "type"), data: JSON.parse(text(node)) }];
		} catch (error) {
			wrong.push(`${page.path}: ${attribute(node, "type")}: ${error.message}`);
			return [];
		}
	}));
	check("JSON in pages can be read", !wrong.length, wrong.slice(0, 8).join("\n"));
	return found;
}

function checkLinkedData(site, check) {
	const linked = blocks(site, check).filter(block => block.type === "application/ld+json");
	const validate = ajv.compile(JSON.parse(readFileSync(own("jsonld.json"), "utf8"))), wrong = [], types = new Set();
	for (const page of site.pages) {
		const own = linked.filter(block => block.page === page);
		for (const { data } of own) {
			const graph = data["@graph"] ?? [];
			graph.forEach(item => types.add(item["@type"]));
			wrong.push(...problems(validate, data).map(what => `${page.path}: ${what}`));
			for (const item of graph.filter(one => one["@type"] === "FAQPage"))
				for (const question of item.mainEntity)
					if (!text(page.main).replace(/\s+/g, " ").includes(question.name.replace(/\s+/g, " ")))
						wrong.push(`${page.path}: the question “${question.name}” is not on the page`);
		}
		if (!own.length && page.path !== "404.html" && page.kind !== "moved")
			wrong.push(`${page.path}: has none`);
	}
	check("JSON-LD fits its schema", !wrong.length, wrong.slice(0, 8).join("\n"));
	const sets = linked.flatMap(block => block.data["@graph"]).filter(item => item["@type"] === "Dataset");
	const lost = sets.flatMap(set => set.distribution).filter(one => !existsSync(join(site.folder, one.contentUrl.slice(site.origin.length + site.base.length))));
	check("JSON-LD: one data set, whose files are there", sets.length === 1 && !lost.length, lost.map(one => one.contentUrl).join("\n"));
	for (const type of ["Occupation", "FAQPage", "Article", "BreadcrumbList", "ItemList", "Dataset"])
		check(`JSON-LD has ${type}`, types.has(type));
}

function checkXml(site, file, schema, check) {
	let said = "";
	try {
		execFileSync("xmllint", ["--noout", "--nonet", "--relaxng", own(schema).pathname, join(site.folder, file)], { stdio: "pipe" });
	} catch (error) {
		said = String(error.stderr ?? error);
	}
	check(`${file} fits its schema`, !said, said.slice(0, 600));
}

function checkSitemap(site, check) {
	const urls = [...read(site.folder, "sitemap.xml").matchAll(/<loc>([^<]*)<\/loc>/g)].map(match => match[1]);
	const pages = new Map(site.pages.map(page => [page.canonical, page]));
	const lost = urls.filter(url => !pages.has(url));
	const left = site.pages.filter(page => page.canonical && !urls.includes(page.canonical)).map(page => page.path);
	check(`sitemap: ${urls.length} addresses, each a page, and every page`, urls.length && !lost.length && !left.length, [...lost, ...left].slice(0, 8).join("\n"));
}

export function checkData(site, check) {
	checkApi(site, check);
	checkPagesHaveData(site, check);
	checkLinkedData(site, check);
	checkXml(site, "feed.xml", "atom.rng", check);
	checkXml(site, "changes/feed.xml", "atom.rng", check);
	checkXml(site, "sitemap.xml", "sitemap.rng", check);
	checkSitemap(site, check);
}

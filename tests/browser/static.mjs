// SPDX-License-Identifier: MIT
// What can be told from the files alone, for every page: links, ids, headings, what the policy forbids.
import { attribute, list, text, walk } from "./files.mjs";

// Where an address may stand; `href` is looked for everywhere, for it is a link's, a style sheet's and <use>'s.
const places = ["href", "src", "poster", "data", "action"];
const addresses = node => [
	...places.filter(name => attribute(node, name) !== undefined).map(name => attribute(node, name).trim()),
	...["srcset", "imagesrcset"].flatMap(name => (attribute(node, name) ?? "").split(/,\s+/)).map(part => part.trim().split(/\s/)[0]).filter(Boolean)
];
const isLink = node => ["a", "area"].includes(node.tagName);

const ids = page => page.nodes.map(node => attribute(node, "id")).filter(id => id !== undefined);

function doubled(values) {
	const seen = new Set();
	return [...new Set(values.filter(value => seen.has(value) || !seen.add(value)))];
}

function links(site, page) {
	const broken = [], leads = [];
	for (const [node, address] of page.nodes.flatMap(node => addresses(node).map(address => [node, address]))) {
		const url = new URL(address, `${site.origin}${site.base}${page.url}`);
		if (url.origin !== site.origin || !/^https?:$/.test(url.protocol))
			continue;
		const to = decodeURIComponent(url.pathname).slice(site.base.length);
		const target = to.endsWith("/") ? `${to.slice(1)}index.html` : to.slice(1);
		const id = decodeURIComponent(url.hash.slice(1));
		if (isLink(node))
			leads.push(target);
		if (!decodeURIComponent(url.pathname).startsWith(site.base + "/") || !site.files.has(target))
			broken.push(`${address} leads nowhere`);
		else if (id && site.ids.has(target) && !site.ids.get(target).has(id) && !id.includes("="))
			broken.push(`${address}: that page has no such id`);
	}
	return { broken, leads };
}

function headings(page) {
	const found = page.nodes.filter(node => /^h[1-6]$/.test(node.tagName ?? "") && !inTemplate(node));
	const levels = found.map(node => Number(node.tagName[1])), wrong = [];
	if (levels.filter(level => level === 1).length !== 1)
		wrong.push("not exactly one h1");
	levels.forEach((level, i) => {
		if (level > (levels[i - 1] ?? 0) + 1)
			wrong.push(`h${level} “${text(found[i]).trim()}” ${i ? `follows h${levels[i - 1]}` : "comes first"}`);
		if (!text(found[i]).trim())
			wrong.push(`h${level} is empty`);
	});
	return wrong;
}

function inTemplate(node) {
	for (let at = node; at; at = at.parentNode)
		if (at.nodeName === "#document-fragment" || at.tagName === "template" || attribute(at, "hidden") !== undefined)
			return true;
	return false;
}

// A section holds more than its heading, unless a script fills it.
function sections(page) {
	const isHeading = node => /^h[1-6]$/.test(node.tagName ?? "");
	const holds = node => node.nodeName === "#text" ? node.value.trim() : ["svg", "img"].includes(node.tagName)
		|| !isHeading(node) && (node.childNodes ?? []).some(holds);
	return page.nodes.filter(node => node.tagName === "section" && !inTemplate(node) && !holds(node))
		.map(section => `section ${attribute(section, "id") ?? ""} is empty`);
}

function forbidden(page) {
	return page.nodes.flatMap(node => {
		const names = (node.attrs ?? []).map(one => one.name), type = attribute(node, "type") ?? "";
		const isData = type === "application/json" || type === "application/ld+json";
		return [
			...names.filter(name => name === "style" || name.startsWith("on")).map(name => `<${node.tagName} ${name}>`),
			...addresses(node).filter(address => /^javascript:/i.test(address)),
			...(node.tagName === "style" ? ["<style>"] : []),
			...(node.tagName === "script" && attribute(node, "src") === undefined && !isData ? ["inline script"] : [])
		];
	});
}

function pictures(page) {
	return page.nodes.filter(node => node.tagName === "img").flatMap(img => [
		...(attribute(img, "alt") === undefined ? [`${attribute(img, "src")} has no alt`] : []),
		...(attribute(img, "width") && attribute(img, "height") ? [] : [`${attribute(img, "src")} has no size`])
	]);
}

const title = page => text(page.nodes.find(node => node.tagName === "title") ?? {}).trim();
const description = page => attribute(page.nodes.find(node => node.tagName === "meta" && attribute(node, "name") === "description") ?? {}, "content");

// A number and a plural: “1 tasks”. What is counted as “1 of 3 tasks” or in a range is something else.
function plurals(page) {
	const words = /(?<![\d.,–−/:+]\s?)(?<!\bof )\b1 (tasks|roles|points|skills|sources|fields|professions|hours)\b/g;
	const said = [...walk(page.main ?? {})].filter(node => node.nodeName === "#text").map(node => node.value).join(" ");
	return [...said.replace(/\s+/g, " ").matchAll(words)].map(match => match[0]);
}

function reached(site) {
	const seen = new Set(["index.html"]), left = ["index.html"];
	while (left.length)
		for (const to of site.leads.get(left.pop()) ?? [])
			if (!seen.has(to)) {
				seen.add(to);
				left.push(to);
			}
	return seen;
}

// `site` holds folder, pages, base, origin (of the canonical addresses).
export function checkFiles(site, check) {
	site.files = new Set(list(site.folder));
	site.ids = new Map(site.pages.map(page => [page.path, new Set(ids(page))]));
	site.leads = new Map();
	const all = (label, find) => {
		const wrong = site.pages.flatMap(page => find(page).map(what => `${page.path}: ${what}`));
		check(`${label} (${site.pages.length} pages)`, !wrong.length, wrong.slice(0, 12).join("\n"));
	};
	all("no broken link or anchor", page => {
		const { broken, leads } = links(site, page);
		site.leads.set(page.path, leads);
		return broken;
	});
	const seen = reached(site);
	all("no orphan", page => page.path === "404.html" || page.kind === "moved" || seen.has(page.path) ? [] : ["no page leads here"]);
	all("no id twice", page => doubled(ids(page)).map(id => `id ${id}`));
	all("headings in order", headings);
	all("no empty section", sections);
	all("nothing that the policy forbids", forbidden);
	all("pictures have words and sizes", pictures);
	all("a kind", page => page.kind ? [] : ["its <main> has no kind-NAME"]);
	all("plurals agree with their numbers", plurals);
	all("a title and a description", page => title(page) && description(page) ? [] : ["one is missing"]);
	const lasting = site.pages.filter(page => page.kind !== "moved");
	const titles = doubled(lasting.map(title)), texts = doubled(lasting.map(description));
	check("titles are unique", !titles.length, titles.join("\n"));
	check("descriptions are unique", !texts.length, texts.join("\n"));
}

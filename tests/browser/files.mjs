// SPDX-License-Identifier: MIT
// The built files, and what their HTML says.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "parse5";

export function list(folder, below = "") {
	return readdirSync(join(folder, below), { withFileTypes: true }).sort((a, b) => a.name < b.name ? -1 : 1).flatMap(entry => {
		const path = below ? `${below}/${entry.name}` : entry.name;
		if (entry.name.startsWith(".rolecast-"))
			return [];
		return entry.isDirectory() ? list(folder, path) : [path];
	});
}

export const read = (folder, path) => readFileSync(join(folder, path), "utf8");

export function* walk(node) {
	yield node;
	for (const child of node.childNodes ?? [])
		yield* walk(child);
	if (node.content)
		yield* walk(node.content);
}

export const attribute = (node, name) => node.attrs?.find(one => one.name === name)?.value;
export const text = node => [...walk(node)].map(one => one.nodeName === "#text" ? one.value : "").join("");

// One page: its nodes in order, those of <noscript> too, its kind and its address without base path.
export function page(folder, path) {
	const source = read(folder, path), nodes = [...walk(parse(source, { scriptingEnabled: false }))];
	const main = nodes.find(node => node.tagName === "main");
	return {
		path, source, nodes, main, url: "/" + path.replace(/(^|\/)index\.html$/, "$1"),
		kind: attribute(main ?? {}, "class")?.match(/\bkind-([a-z_]+)/)?.[1],
		canonical: attribute(nodes.find(node => node.tagName === "link" && attribute(node, "rel") === "canonical") ?? {}, "href")
	};
}

// SPDX-License-Identifier: MIT
// Finding entries by words that may hold slips. The index is turned round once, from each word to the names that have
// it; what a typed word costs is a byte a name, so that a letter typed is a few passes over bytes.

const MOST = 8, PAGES = 2, NONE = 255, LONGEST = 31;
// What slackness costs; nothing is shown that costs WINDOW more than the best.
const PREFIX = 1, INSIDE = 4, SLIP = 6, ALIAS = 1, LEVEL = 1, SCATTERED = 3, IGNORED = 5, WINDOW = 6;

const fold = text => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const split = text => fold(text).match(/[\p{L}\p{N}+#]+/gu)?.map(word => word.slice(0, LONGEST)) ?? [];
// Back-end is found under "back", "end" and "backend".
const wordsOf = name => new Set([...split(name), ...split(name.replace(/\b[-.'’]\b/g, ""))]);

// A word's letters as bits; a slip adds one at most.
const mask = word => [...word].reduce((bits, letter) => bits | 1 << letter.codePointAt(0) % 31, 0);
const ones = bits => { let count = 0; for (; bits; bits &= bits - 1) count++; return count; };

let before = new Uint8Array(LONGEST + 1), last = before.slice(), row = before.slice();

// Slips from what was typed to a word, two neighbours swapped being one; half a slip more where only its beginning is alike.
function slips(typed, word, most) {
	const width = Math.min(word.length, typed.length + most);
	last.forEach((_, k) => { last[k] = k; });
	for (let i = 1; i <= typed.length; i++) {
		let least = row[0] = i;
		for (let k = 1; k <= width; k++) {
			let cost = Math.min(last[k] + 1, row[k - 1] + 1, last[k - 1] + (typed[i - 1] !== word[k - 1]));
			if (i > 1 && k > 1 && typed[i - 1] === word[k - 2] && typed[i - 2] === word[k - 1])
				cost = Math.min(cost, before[k - 2] + 1);
			row[k] = cost;
			least = Math.min(least, cost);
		}
		if (least > most)
			return NONE;
		[before, last, row] = [last, row, before];
	}
	return Math.min(width === word.length ? last[width] : NONE, Math.min(...last.subarray(0, width + 1)) + .5);
}

function costOf({ text, bits, most }, word) {
	if (word.text.startsWith(text))
		return word.text.length === text.length ? 0 : PREFIX;
	if (text.length > 2 && word.text.includes(text))
		return INSIDE;
	if (!most || word.text.length < text.length - most || ones(bits & ~word.bits) > most)
		return NONE;
	const count = slips(text, word.text, most);
	return count <= most + .5 ? SLIP + 2 * (count - 1) : NONE;
}

function cheapest(costs, from, end) {
	let best = from;
	for (let name = from + 1; name < end; name++)
		if (costs[name] < costs[best])
			best = name;
	return best;
}

// The index of search.json → a function from a query to entries, the best first. `more` words mean levels: "junior=entry".
export function finder(index, more = globalThis.document?.querySelector("[data-levels]")?.dataset.levels ?? "") {
	const entries = [
		...index.roles.map(([slug, title, risk, band, , aliases]) => ({
			slug, title, risk, band: index.bands[band][1], url: `${index.base}/roles/${slug}/`, names: [title, ...aliases]
		})),
		...index.pages.map(([url, title]) => ({ url, title, names: [title] }))
	];
	const words = new Map(), untyped = [], known = new Map();
	for (const entry of entries) {
		entry.from = untyped.length;
		for (const name of entry.names) {
			for (const text of wordsOf(name)) {
				if (!words.has(text))
					words.set(text, { text, bits: mask(text), names: [] });
				words.get(text).names.push(untyped.length);
			}
			untyped.push(untyped.length > entry.from ? ALIAS : 0);
		}
	}
	entries.sort((a, b) => a.title.length - b.title.length || a.from - b.from); // among equals the shorter goes first
	const also = more.split(" ").map(pair => pair.split("=")), levels = new Map(index.levels.flatMap(level =>
		[...also.filter(pair => pair[1] === level[0]).map(pair => pair[0]), level[0], ...split(level[1])].map(text => [text, level])));

	function costs(text) {
		const typed = { text, bits: mask(text), most: text.length < 4 ? 0 : text.length < 8 ? 1 : 2 };
		const found = new Uint8Array(untyped.length).fill(NONE);
		for (const word of words.values()) {
			const cost = costOf(typed, word);
			for (const name of cost < NONE ? word.names : [])
				found[name] = Math.min(found[name], cost);
		}
		known.set(text, found.some(cost => cost < NONE) && found);
		return known.get(text);
	}

	// Puts entries into lists by cost: all words in one name, or else scattered over its names.
	function search(typed, level, lists) {
		const found = typed.map(text => known.get(text) ?? costs(text)).filter(Boolean), total = Uint16Array.from(untyped);
		const base = IGNORED * (typed.length - found.length) + (level ? LEVEL : 0);
		for (const cost of found)
			for (let name = 0; name < total.length; name++)
				total[name] += cost[name];
		for (const entry of found.length ? entries : []) {
			const { from } = entry, end = from + entry.names.length, best = cheapest(total, from, end), isOne = total[best] < NONE;
			const cost = isOne ? total[best] : found.reduce((sum, one) => sum + one[cheapest(one, from, end)], SCATTERED);
			const list = cost < NONE && (entry.slug || !level) ? lists[entry.slug ? 0 : 1][cost + base] ??= [] : null;
			if (list?.length < MOST)
				list.push({ ...entry, alias: isOne && best > from ? entry.names[best - from] : "", ...(level && {
					level: level[0], title: `${entry.title}, ${level[1]}`, url: `${entry.url}${level[0]}/`
				}) });
		}
	}

	return query => {
		const typed = split(query).slice(0, 8), at = typed.findIndex(text => levels.has(text)), lists = [[], []];
		if (known.size > 20)
			known.clear();
		if (at >= 0 && typed.length > 1)
			search(typed.filter((_, i) => i !== at), levels.get(typed[at]), lists);
		search(typed, null, lists);
		const end = WINDOW + Math.min(...lists.map(list => list.findIndex(Boolean)).filter(least => least >= 0));
		const [roles, pages] = lists.map(list => list.slice(0, end).flat());
		return [...roles.slice(0, MOST - Math.min(PAGES, pages.length)), ...pages].slice(0, MOST);
	};
}

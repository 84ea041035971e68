// SPDX-License-Identifier: MIT
// Finding entries by words that may hold slips. The index is turned round once: from each different word to the
// entries that have it, so that a query looks at thousands of words and not at tens of thousands of names.

const MOST = 8;
const fold = text => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const split = text => fold(text).split(/[^\p{L}\p{N}+#]+/u).filter(Boolean);

// Which letters a word has, as bits: two words that differ in more bits than slips can make need no comparing.
const mask = word => [...word].reduce((bits, letter) => bits | 1 << letter.codePointAt(0) % 31, 0);
const ones = bits => { let count = 0; for (; bits; bits &= bits - 1) count++; return count; };

// Edits from a to b, a swap of neighbours counting as one; more than `most` when there are more.
function distance(a, b, most) {
	let before = [], last = Array.from({ length: b.length + 1 }, (_, i) => i);
	for (let i = 1; i <= a.length; i++) {
		const row = [i];
		for (let k = 1; k <= b.length; k++) {
			row[k] = Math.min(last[k] + 1, row[k - 1] + 1, last[k - 1] + (a[i - 1] === b[k - 1] ? 0 : 1));
			if (i > 1 && k > 1 && a[i - 1] === b[k - 2] && a[i - 2] === b[k - 1])
				row[k] = Math.min(row[k], before[k - 2] + 1);
		}
		if (Math.min(...row) > most)
			return most + 1;
		before = last;
		last = row;
	}
	return last[b.length];
}

// How far a word is from what was typed, 0 the same; null when it is another one.
function fit(typed, word) {
	if (word.text.startsWith(typed.text))
		return word.text.length === typed.text.length ? 0 : 1;
	if (typed.text.length > 2 && word.text.includes(typed.text))
		return 4;
	const most = typed.text.length < 4 ? 0 : typed.text.length < 8 ? 1 : 2;
	if (!most || typed.text.length > word.text.length + most || ones(typed.mask & ~word.mask) > most)
		return null;
	const slips = [distance(typed.text, word.text, most), distance(typed.text, word.text.slice(0, typed.text.length), most)]
		.map((count, isStart) => count <= most ? count + isStart : Infinity);
	return Math.min(...slips) < Infinity ? 5 + 2 * Math.min(...slips) : null;
}

// An index as search.json holds it → a function from a query to entries, the best first.
export function finder(index) {
	const entries = [
		...index.roles.map(([slug, title, risk, band, category, aliases]) => ({
			slug, title, risk, band: index.bands[band][1], category: index.categories[category],
			url: `${index.base}/roles/${slug}/`, names: [title, ...aliases]
		})),
		...index.pages.map(([url, title]) => ({ url, title, names: [title] }))
	];
	const words = new Map(), levels = new Map();
	entries.forEach((entry, number) => entry.names.forEach((name, alias) => {
		for (const text of split(name)) {
			if (!words.has(text))
				words.set(text, { text, mask: mask(text), places: [] });
			words.get(text).places.push([number, alias]);
		}
	}));
	for (const [id, label] of index.levels)
		for (const text of [id, ...split(label)])
			levels.set(text, { text, mask: mask(text), id, label });
	const all = [...words.values()];

	// Per entry the best fit of one typed word, and the name that it was found in.
	function hits(text) {
		const typed = { text, mask: mask(text) }, found = new Map();
		for (const word of all) {
			const cost = fit(typed, word);
			if (cost !== null)
				for (const [number, alias] of word.places)
					if (!(found.get(number)?.[0] <= cost + (alias ? 1 : 0)))
						found.set(number, [cost + (alias ? 1 : 0), alias]);
		}
		return found;
	}

	// Entries that have all the words; or, leniently, all but those that nobody has.
	function search(typed, isLenient) {
		let result = null;
		for (const text of typed) {
			const found = hits(text), both = new Map();
			if (!found.size && isLenient)
				continue;
			for (const [number, [cost, alias]] of found)
				if (!result || result.has(number))
					both.set(number, [cost + (result?.get(number)[0] ?? 0), Math.max(alias, result?.get(number)[1] ?? 0)]);
			result = both;
		}
		return [...result ?? []].map(([number, [cost, alias]]) => ({ number, cost, alias, entry: entries[number] }))
			.sort((a, b) => a.cost - b.cost || Boolean(b.entry.slug) - Boolean(a.entry.slug)
				|| a.entry.title.length - b.entry.title.length || a.number - b.number).slice(0, MOST)
			.map(({ entry, alias }) => ({ ...entry, alias: alias ? entry.names[alias] : "" }));
	}

	const levelOf = text => levels.get(text) ?? (text.length < 4 ? undefined
		: [...levels.values()].find(level => fit({ text, mask: mask(text) }, level) !== null));

	return query => {
		const typed = split(query), plain = search(typed);
		if (!typed.length || plain.length)
			return plain;
		const at = typed.findIndex(levelOf), rest = typed.filter((_, i) => i !== at);
		const found = at >= 0 && rest.length ? search(rest).filter(entry => entry.slug) : [];
		const { id, label } = levelOf(typed[at] ?? "") ?? {};
		return found.length ? found.map(entry => ({ ...entry, url: `${entry.url}${id}/`, level: id, title: `${entry.title}, ${label}` }))
			: search(typed, true);
	};
}

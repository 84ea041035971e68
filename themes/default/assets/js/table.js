// SPDX-License-Identifier: MIT
// Sorting and filtering the ranking. Without this the table stands as it was written, by risk. The address keeps what
// was chosen: ?sort=-exposure&name=nurse&field=Health&band=Low

const table = document.querySelector(".ranking"), body = table.tBodies[0], form = document.querySelector(".filter");
const rows = [...body.rows], heads = [...table.tHead.querySelectorAll("[data-sort]")];
const order = new Intl.Collator(document.documentElement.lang, { numeric: true });
const fold = text => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const address = new URL(location);

// What a cell is sorted by: its date, its number, or its words.
const key = cell => cell.querySelector("time")?.dateTime ?? cell.querySelector("b")?.textContent ?? cell.textContent.trim();

// A number a row, in the order of the file. Words are compared once, each different one against the others.
const ranks = new Map();
function ranksOf(column) {
	if (!ranks.has(column)) {
		const keys = rows.map(row => key(row.cells[column]));
		const place = new Map([...new Set(keys)].sort(order.compare).map((text, i) => [text, i]));
		ranks.set(column, keys.map(text => place.get(text)));
	}
	return ranks.get(column);
}

function remember(values) {
	for (const [name, value] of Object.entries(values))
		if (value)
			address.searchParams.set(name, value);
		else
			address.searchParams.delete(name);
	history.replaceState(null, "", address);
}

// Equals stay in the order of the file, that is by risk.
function sort(head, isDown) {
	const by = ranksOf(head.cellIndex), sign = isDown ? -1 : 1;
	const places = rows.map((_, i) => i).sort((a, b) => sign * (by[a] - by[b]) || a - b);
	body.append(...places.map(i => rows[i]));
	for (const one of heads)
		one.setAttribute("aria-sort", one !== head ? "none" : isDown ? "descending" : "ascending");
}

for (const head of heads) {
	const button = document.createElement("button");
	button.type = "button";
	button.className = "sort";
	button.append(...head.childNodes);
	head.append(button);
	head.setAttribute("aria-sort", "none");
	button.addEventListener("click", () => {
		const now = head.getAttribute("aria-sort"), isDown = now === "none" ? "down" in head.dataset : now === "ascending";
		sort(head, isDown);
		remember({ sort: (isDown ? "-" : "") + head.dataset.sort });
	});
}

let names;
function filter() {
	const text = fold(form.elements.name.value.trim()), field = form.field.value, band = form.band.value;
	let shown = 0;
	if (text)
		names ??= rows.map(row => fold(row.cells[1].textContent));
	rows.forEach((row, i) => {
		const fits = (!text || names[i].includes(text)) && (!field || row.dataset.field === field) && (!band || row.dataset.band === band);
		if (row.hidden === fits)
			row.hidden = !fits;
		shown += fits;
	});
	form.querySelector("output").textContent = form.dataset.count.replace("{shown}", shown).replace("{all}", rows.length);
}

// A choice of one is no choice.
function offer(select, values) {
	select.append(...values.map(value => new Option(value)));
	select.parentElement.hidden = values.length < 2;
}

if (form) {
	offer(form.field, [...new Set(rows.map(row => row.dataset.field))].sort(order.compare));
	offer(form.band, [...new Set(rows.map(row => row.dataset.band))]);
	for (const input of [form.elements.name, form.field, form.band]) {
		input.value = address.searchParams.get(input.name) ?? "";
		if (input.selectedIndex < 0)
			input.value = "";
	}
	form.addEventListener("submit", event => {
		event.preventDefault();
		body.querySelector("tr:not([hidden]) a")?.focus();
	});
	form.addEventListener("input", () => {
		filter();
		remember(Object.fromEntries(new FormData(form)));
	});
	filter();
	form.hidden = false;
}

const [, minus, wanted] = /^(-?)(.*)/.exec(address.searchParams.get("sort") ?? ""), head = heads.find(one => one.dataset.sort === wanted);
if (head)
	sort(head, Boolean(minus));
else
	heads[0].setAttribute("aria-sort", "ascending");

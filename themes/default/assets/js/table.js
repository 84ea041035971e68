// SPDX-License-Identifier: MIT
// Sorting and filtering the ranking. Without this the table stands as it was written, by risk.

const table = document.querySelector(".ranking"), body = table.tBodies[0], heads = [...table.tHead.rows[0].cells];
const form = document.querySelector(".filter");
const order = new Intl.Collator(document.documentElement.lang, { numeric: true });

// What a cell is sorted by: its date, its number, or its words.
const key = cell => cell.querySelector("time")?.dateTime ?? cell.querySelector("b")?.textContent ?? cell.textContent.trim();
const rows = [...body.rows].map(row => ({
	row, keys: [...row.cells].map(key), text: row.cells[1].textContent.toLowerCase(), ...row.dataset
}));
const address = new URL(location);

function sort(column, down) {
	const factor = down ? -1 : 1;
	rows.sort((a, b) => factor * order.compare(a.keys[column], b.keys[column]) || order.compare(a.keys[0], b.keys[0]));
	heads.forEach((head, i) => head.setAttribute("aria-sort", i !== column ? "none" : down ? "descending" : "ascending"));
	body.append(...rows.map(one => one.row));
}

function remember(values) {
	for (const [name, value] of Object.entries(values))
		if (value)
			address.searchParams.set(name, value);
		else
			address.searchParams.delete(name);
	history.replaceState(null, "", address);
}

table.classList.add("sortable");
heads.forEach((head, column) => {
	const button = document.createElement("button");
	button.type = "button";
	button.className = "sort";
	button.append(...head.childNodes);
	head.append(button);
	button.addEventListener("click", () => {
		const down = head.getAttribute("aria-sort") === "ascending";
		sort(column, down);
		remember({ sort: (down ? "-" : "") + column });
	});
});

function filter() {
	const text = form.q.value.trim().toLowerCase(), field = form.field.value, band = form.band.value;
	let shown = 0;
	for (const one of rows) {
		const fits = one.text.includes(text) && (!field || one.field === field) && (!band || one.band === band);
		one.row.hidden = !fits;
		shown += fits;
	}
	form.querySelector("output").textContent = shown;
}

function offer(select, values) {
	select.append(...[...new Set(values)].map(value => new Option(value)));
	select.value = address.searchParams.get(select.name) ?? "";
}

if (form) {
	offer(form.field, rows.map(one => one.field).sort(order.compare));
	offer(form.band, rows.map(one => one.band));
	form.q.value = address.searchParams.get("q") ?? "";
	form.addEventListener("submit", event => event.preventDefault());
	form.addEventListener("input", () => {
		filter();
		remember({ q: form.q.value, field: form.field.value, band: form.band.value });
	});
	form.hidden = false;
	filter();
}
const wanted = address.searchParams.get("sort");
if (wanted && Math.abs(Number(wanted)) < heads.length)
	sort(Math.abs(Number(wanted)), wanted.startsWith("-"));
else
	heads[0].setAttribute("aria-sort", "ascending");

// SPDX-License-Identifier: MIT
// A box with suggestions: the combobox pattern of ARIA. The form says where the index is and holds the words.
import { finder } from "./find.js";

const indexes = new Map();
const load = address => {
	if (!indexes.has(address))
		indexes.set(address, fetch(address).then(answer => answer.json()).then(finder));
	return indexes.get(address);
};

function element(name, className, text) {
	const made = document.createElement(name);
	made.className = className;
	made.textContent = text;
	return made;
}

function option(entry, id) {
	const li = element("li", "", "");
	li.id = id;
	li.role = "option";
	li.append(element("span", "", entry.title));
	if (entry.alias)
		li.append(element("span", "quiet", ` ${entry.alias}`));
	if (entry.slug && !entry.level)
		li.append(element("span", "found-risk", `${entry.risk}/100`), element("span", "quiet", entry.band));
	return li;
}

// Calls pick(entry) with what was chosen; when nothing was found, the form is submitted as it is.
export async function combobox(form, pick, wanted = () => true) {
	const input = form.querySelector("input"), list = element("ul", "found", ""), status = element("p", "hidden", "");
	let found = [], current = -1;
	list.id = `${input.id}-list`;
	list.role = "listbox";
	list.hidden = true;
	list.setAttribute("aria-label", form.querySelector("label").textContent);
	status.role = "status";
	for (const [name, value] of [["role", "combobox"], ["aria-expanded", "false"], ["aria-controls", list.id], ["aria-autocomplete", "list"]])
		input.setAttribute(name, value);
	form.append(list, status);

	function mark(number) {
		current = number;
		[...list.children].forEach((li, i) => li.setAttribute("aria-selected", i === number));
		if (number < 0)
			input.removeAttribute("aria-activedescendant");
		else
			input.setAttribute("aria-activedescendant", list.children[number].id);
	}
	function close() {
		list.hidden = true;
		input.setAttribute("aria-expanded", "false");
		mark(-1);
	}
	function show(entries, typed) {
		found = entries;
		list.replaceChildren(...entries.map((entry, i) => option(entry, `${input.id}-${i}`)));
		list.hidden = !entries.length;
		input.setAttribute("aria-expanded", !list.hidden);
		status.textContent = !typed ? "" : entries.length ? `${form.dataset.count} ${entries.length}` : form.dataset.none;
		status.className = typed && !entries.length ? "found-none" : "hidden";
		mark(-1);
	}
	function take(entry) {
		input.value = "";
		show([], "");
		pick(entry);
	}

	const find = await load(form.dataset.index);
	const look = () => show(find(input.value).filter(wanted), input.value.trim());
	input.addEventListener("input", look);
	input.addEventListener("focus", () => { if (input.value) look(); });
	input.addEventListener("blur", close);
	list.addEventListener("mousedown", event => event.preventDefault());
	list.addEventListener("click", event => {
		const number = [...list.children].indexOf(event.target.closest("li"));
		if (number >= 0)
			take(found[number]);
	});
	input.addEventListener("keydown", event => {
		const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
		if (event.key === "Escape") {
			close();
		} else if (step && found.length) {
			event.preventDefault();
			list.hidden = false;
			input.setAttribute("aria-expanded", "true");
			mark((current + step + found.length + (current < 0 && step < 0 ? 1 : 0)) % found.length);
		}
	});
	form.addEventListener("submit", event => {
		const entry = found[current] ?? found[0];
		if (entry) {
			event.preventDefault();
			take(entry);
		}
	});
	if (input.value && document.activeElement === input)
		look();
}

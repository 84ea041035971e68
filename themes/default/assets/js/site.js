// SPDX-License-Identifier: MIT
// On every page: the search box, which loads the rest when it is wanted; the buttons that pass a page on.

const form = document.querySelector(".search"), box = form?.querySelector("input");

if (box) {
	let loading;
	const load = () => loading ||= import("./search.js").then(({ combobox }) => combobox(form, entry => location.assign(entry.url)));
	box.addEventListener("focus", load, { once: true });
	if (document.activeElement === box)
		load();
	addEventListener("keydown", event => {
		const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
		if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
			event.preventDefault();
			box.focus();
		}
	});
}

const tools = document.querySelector(".share-tools");
if (tools) {
	const copy = tools.querySelector("[data-copy]"), native = tools.querySelector("[data-share]");
	copy.addEventListener("click", () => navigator.clipboard.writeText(copy.dataset.copy)
		.then(() => { copy.textContent = copy.dataset.done; }));
	native.hidden = !navigator.share;
	native.addEventListener("click", () => navigator.share({ title: document.title, text: native.dataset.text, url: native.dataset.share })
		.catch(() => {})); // closing the sheet is no mistake
	tools.hidden = false;
}

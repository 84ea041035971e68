// SPDX-License-Identifier: MIT
// On every page: the search box, which loads the rest when it is wanted; the buttons that pass a page on.

const form = document.querySelector(".search[role=search]"), box = form?.querySelector("input");

if (box) {
	let loading;
	const load = () => {
		loading ??= import("./search.js").then(({ combobox }) => combobox(form, entry => location.assign(entry.url)))
			.catch(() => { loading = null; }); // the form still works; the next focus tries again
	};
	box.addEventListener("focus", load);
	addEventListener("keydown", event => {
		const isTyping = event.target.closest?.("input, textarea, select, [contenteditable]");
		if (event.key === "/" && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey) {
			event.preventDefault();
			box.focus();
		}
	});
	const asked = new URLSearchParams(location.search).get("q");
	if (asked && new URL(form.action).pathname === location.pathname) {
		box.value = asked;
		box.focus();
	} else if (document.activeElement === box) {
		load();
	}
}

for (const button of document.querySelectorAll("[data-copy]")) {
	const words = button.textContent;
	button.hidden = !navigator.clipboard;
	button.addEventListener("click", () => navigator.clipboard.writeText(button.dataset.copy || location.href).then(() => {
		button.textContent = button.dataset.done;
		setTimeout(() => { button.textContent = words; }, 3000);
	}, () => {})); // not allowed: the button stays as it is
}
for (const button of document.querySelectorAll("[data-share]")) {
	button.hidden = !navigator.share;
	button.addEventListener("click", () => navigator.share({ title: document.title, text: button.dataset.text, url: button.dataset.share })
		.catch(() => {})); // closing the sheet is no mistake
}
for (const tools of document.querySelectorAll(".share-tools"))
	tools.hidden = false;

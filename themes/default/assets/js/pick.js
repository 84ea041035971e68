// SPDX-License-Identifier: MIT
// Choosing the profession on the scan's own page; its numbers come from the API.
import { combobox } from "./search.js";

export function choose(form, wanted, start) {
	const status = form.querySelector("[data-status]");
	async function take(slug) {
		const answer = await fetch(`${form.dataset.api}${slug}.json`);
		status.textContent = answer.ok ? "" : form.dataset.none;
		if (answer.ok)
			start((await answer.json()).inputs);
	}
	combobox(form, entry => take(entry.slug), entry => entry.slug);
	form.addEventListener("submit", event => event.preventDefault());
	form.hidden = false;
	if (/^[a-z0-9-]+$/.test(wanted ?? ""))
		take(wanted);
}

// SPDX-License-Identifier: MIT
// The personal scan: the reader's own week, reckoned here and nowhere else. The state is a level, the weights in
// thousandths (none: the published ones, exactly) and the tasks for which AI is in use; the fragment holds it.
import { apportion, band, score, shares, weights } from "./score.js";
import { readLink, readState, writeLink } from "./link.js";
import { markdown, plan } from "./plan.js";

const app = document.querySelector(".scan-app"), pick = document.querySelector(".scan-pick");
const template = app.querySelector("template");
let role, state, rows = [];
const moved = new Set();

const out = (name, text, within = app) => { within.querySelector(`[data-out="${name}"]`).textContent = text; };
const hours = permille => (permille / 10).toLocaleString(document.documentElement.lang, { minimumFractionDigits: 1 });
const signed = number => (number > 0 ? "+" : number < 0 ? "\u2212" : "\u00b1") + Math.abs(number);
const level = () => role.levels.find(one => one.id === state.level);

function reckon() {
	const published = weights(level(), role.tasks), mine = state.permille || published;
	const made = score(mine, role.tasks), was = score(published, role.tasks);
	return {
		role, state, level: level(), made, was, permille: state.permille || level().permille,
		band: app.dataset.bands.split("|")[band(made.risk.value, role.bands)],
		shares: shares(mine, role.tasks, made), before: shares(published, role.tasks, was)
	};
}

const writeFragment = () => history.replaceState(null, "", writeLink(role, state, Boolean(pick)));

const total = numbers => numbers.reduce((all, one) => all + one, 0);

// One task takes what it is given. Those that were moved before stay, as far as there is room; the rest give way in
// the proportions that were published, so that going back and forth loses nothing.
function move(index, value) {
	const now = state.permille || level().permille, given = level().permille;
	let free = now.map((_, i) => i !== index && !moved.has(i));
	if (!free.some(Boolean) || total(now.filter((_, i) => i !== index && !free[i])) + value > 1000) {
		moved.clear();
		free = now.map((_, i) => i !== index);
	}
	moved.add(index);
	const rest = 1000 - value - total(now.filter((_, i) => i !== index && !free[i]));
	const published = total(given.filter((_, i) => free[i])), shares = given.map((one, i) => free[i] ? published ? one : 1 : 0);
	if (total(shares)) {
		const spread = apportion(shares.map(one => one * rest), total(shares), rest);
		state.permille = now.map((one, i) => i === index ? value : free[i] ? spread[i] : one);
	}
	update();
}

function show(result) {
	const { made, was } = result, bars = app.querySelectorAll(".week-bar rect");
	out("title", `${role.title}, ${result.level.label}`);
	out("risk", made.risk.value);
	out("band", result.band);
	out("range", `${made.risk.low}\u2013${made.risk.high}`);
	out("published", was.risk.value);
	out("difference", state.permille ? `(${signed(made.risk.value - was.risk.value)})` : "");
	for (const name of ["automated", "assisted", "human", "threat"])
		out(name, made[name]);
	bars[1].setAttribute("width", made.exposure.value);
	bars[2].setAttribute("width", made.automated);
	rows.forEach((row, i) => {
		const range = row.querySelector("[type=range]");
		range.value = result.permille[i];
		range.setAttribute("aria-valuetext", hours(result.permille[i]));
		out("hours", hours(result.permille[i]), row);
		row.querySelector("[type=checkbox]").checked = state.ai.has(role.tasks[i].id);
	});
	plan(app, result);
}

let timer;
function update() {
	const result = reckon();
	show(result);
	writeFragment();
	clearTimeout(timer);
	timer = setTimeout(() => out("said", `${result.made.risk.value}/100, ${result.band}`), 600);
}

function makeRow(task, i) {
	const row = template.content.firstElementChild.cloneNode(true), range = row.querySelector("[type=range]");
	const check = row.querySelector("[type=checkbox]");
	range.id = `scan-task-${i}`;
	row.querySelector("label").htmlFor = range.id;
	for (const [name, text] of [["name", task.name], ["exposure", task.exposure.value], ["autonomy", task.autonomy.value]])
		out(name, text, row);
	range.addEventListener("input", () => move(i, Number(range.value)));
	check.addEventListener("change", () => { state.ai[check.checked ? "add" : "delete"](task.id); update(); });
	return row;
}

function start(inputs) {
	const select = app.querySelector("select");
	role = { skills: [], safer: [], ...inputs };
	moved.clear();
	rows.forEach(row => row.remove());
	rows = role.tasks.map(makeRow);
	template.before(...rows);
	state = readState(role);
	select.replaceChildren(...role.levels.map(one => new Option(one.label, one.id, false, one.id === state.level)));
	app.hidden = false;
	show(reckon());
}

const acts = {
	reset() { state.permille = null; moved.clear(); state.ai.clear(); update(); },
	copy(button) { writeFragment(); navigator.clipboard.writeText(location.href).then(() => { button.textContent = app.dataset.copied; }); },
	print() { document.body.classList.add("print-scan"); print(); },
	save() {
		const link = document.createElement("a");
		link.href = URL.createObjectURL(new Blob([markdown(app, reckon(), hours)], { type: "text/markdown" }));
		link.download = `${app.dataset.file}-${role.role}.md`;
		link.click();
		setTimeout(() => URL.revokeObjectURL(link.href), 1000);
	}
};

app.addEventListener("click", event => acts[event.target.dataset.do]?.(event.target));
app.querySelector("select").addEventListener("change", event => { state.level = event.target.value; state.permille = null; moved.clear(); update(); });
addEventListener("afterprint", () => document.body.classList.remove("print-scan"));
addEventListener("hashchange", () => { if (role && location.hash.includes("scan=")) start(role); });

if (pick)
	import("./pick.js").then(({ choose }) => choose(pick, readLink().get("role"), start));
else
	start(JSON.parse(document.getElementById("scan-data").textContent));

// SPDX-License-Identifier: MIT
// Two to four roles or levels side by side, from the published data. The fragment holds the choice: #nurse/senior,chef
import { band, score, shares, weights } from "./score.js";
import { combobox } from "./search.js";

const app = document.querySelector(".compare-app"), form = app.querySelector("form"), side = app.querySelector(".compared");
const words = app.querySelector(".compare-words"), one = app.querySelector("template");
const MOST = 4, data = new Map();

const chosen = () => decodeURIComponent(location.hash.slice(1)).split(",").filter(Boolean).slice(0, MOST)
	.map(text => text.split("/"));

async function load(slug) {
	if (!data.has(slug))
		data.set(slug, fetch(`${app.dataset.api}${slug}.json`).then(answer => answer.ok ? answer.json() : null));
	return data.get(slug);
}

function reckon(all, id) {
	const { inputs } = all, level = inputs.levels.find(one => one.id === id) ?? inputs.levels.find(one => one.id === inputs.baseline);
	const made = weights(level, inputs.tasks), numbers = score(made, inputs.tasks), parts = shares(made, inputs.tasks, numbers);
	const largest = inputs.tasks.map((task, i) => [parts[i].hundredths, task.name]).sort((a, b) => b[0] - a[0])[0];
	return {
		...numbers, inputs, level, largest: largest[1], band: app.dataset.bands.split("|")[band(numbers.risk.value, inputs.bands)],
		title: `${inputs.title}, ${level.label}`, skills: inputs.skills ?? [], pay: all.role.pay?.items ?? []
	};
}

const say = (pattern, values) => app.dataset[pattern].replace(/\{(\w+)\}/g, (_, name) => values[name]);

function items(list, texts) {
	list.replaceChildren(...texts.map(text => {
		const li = document.createElement("li");
		li.textContent = text;
		return li;
	}));
	list.closest("section").hidden = !texts.length;
}

function column(role, others, number) {
	const made = one.content.firstElementChild.cloneNode(true), link = made.querySelector("h3 a");
	const out = (name, text) => { made.querySelector(`[data-out="${name}"]`).textContent = text; };
	const list = (name, texts) => items(made.querySelector(`[data-list="${name}"]`), texts);
	const tasks = (from, to) => role.inputs.tasks.filter(task => task.exposure.value >= from && task.exposure.value <= to).map(task => task.name);
	const has = (other, skill) => other.skills.some(own => own.id === skill.id);
	link.textContent = role.title;
	link.href = role.level.url;
	out("risk", role.risk.value);
	out("band", role.band);
	out("range", `${role.risk.low}\u2013${role.risk.high}`);
	out("exposure", role.exposure.value);
	out("week", `${role.automated} / ${role.assisted} / ${role.human}`);
	const bars = made.querySelectorAll("rect");
	bars[1].setAttribute("width", role.exposure.value);
	bars[2].setAttribute("width", role.automated);
	list("takes", tasks(67, 100));
	list("stays", tasks(0, 33));
	list("shared", role.skills.filter(skill => others.length && others.every(other => has(other, skill))).map(skill => skill.name));
	list("own", role.skills.filter(skill => !others.some(other => has(other, skill))).map(skill => skill.name));
	list("pay", role.pay.filter(pay => pay.level_id === role.level.id).map(pay => `${pay.country}: ${pay.amount} ${pay.per}`));
	made.querySelector("button").addEventListener("click", () => {
		location.hash = chosen().filter((_, i) => i !== number).map(parts => parts.join("/")).join(",");
	});
	const select = made.querySelector("select"), label = made.querySelector("label");
	select.id = `level-${number}`;
	label.htmlFor = select.id;
	select.append(...role.inputs.levels.map(level => new Option(level.label, level.id, false, level.id === role.level.id)));
	select.addEventListener("change", () => {
		location.hash = chosen().map((parts, i) => i === number ? `${parts[0]}/${select.value}` : parts.join("/")).join(",");
	});
	return made;
}

function inWords(roles) {
	const [first, ...rest] = roles;
	return [...rest.map(role => {
		const points = role.risk.value - first.risk.value;
		const values = { left: first.title, right: role.title, points: Math.abs(points), a: first.risk.value, b: role.risk.value };
		const overlaps = role.risk.low <= first.risk.high && first.risk.low <= role.risk.high;
		return say(points > 0 ? "higher" : points < 0 ? "lower" : "equal", values) + " " + app.dataset[overlaps ? "overlap" : "apart"];
	}), ...(rest.length ? roles.map(role => say("largest", { role: role.title, task: role.largest })) : [])];
}

async function show() {
	const wanted = chosen(), all = await Promise.all(wanted.map(([slug]) => load(slug)));
	const roles = wanted.map(([, id], i) => all[i] && reckon(all[i], id)).filter(Boolean);
	side.replaceChildren(...roles.map((role, i) => column(role, roles.filter(other => other !== role), i)));
	items(words, roles.length ? inWords(roles) : []);
	form.hidden = roles.length >= MOST;
}

combobox(form, entry => {
	location.hash = [...chosen().map(parts => parts.join("/")), entry.level ? `${entry.slug}/${entry.level}` : entry.slug].join(",");
}, entry => entry.slug);
addEventListener("hashchange", show);
app.hidden = false;
show();

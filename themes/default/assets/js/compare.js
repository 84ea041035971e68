// SPDX-License-Identifier: MIT
// Two to four roles side by side. The fragment says which: #chef/senior,plumber
import { combobox } from "./search.js";

const app = document.querySelector(".compare-app"), [form, status, view, template] = app.children, MOST = 4;

const say = (pattern, values) => app.dataset[pattern].replace(/\{(\w+)\}/g, (_, name) => values?.[name]);
const chosen = () => (new URLSearchParams(location.hash.replace("#", "=")).get("") ?? "").split(",").filter(Boolean).slice(0, MOST);
const choose = list => { location.hash = [...new Set(list)].join(","); };
const range = ({ low, high }) => `${low}–${high}`;

async function read(text) {
	const [slug, id] = text.split("/");
	const is_slug = /^[a-z0-9-]+$/.test(slug); // an address may hold anything
	const all = is_slug && await fetch(`${app.dataset.api}${slug}.json`).then(answer => answer.ok && answer.json()).catch(() => null);
	if (!all)
		return { text };
	const one = [id, all.inputs.baseline].map(id => all.levels.find(({ level }) => level.id === id)).find(Boolean);
	const tasks = all.assessment.tasks.items, [largest] = [...one.tasks].sort((a, b) => b.contribution_hundredths - a.contribution_hundredths);
	return {
		...one.score, text, slug, title: `${all.role.title}, ${one.level.label}`, range: range(one.score.risk),
		level: one.level, levels: all.levels.map(({ level }) => level),
		tasks: label => tasks.filter(task => task.label === label).map(task => task.name_text),
		largest: { task: tasks.find(task => task.id === largest.id).name_text, points: largest.contribution_exact, risk: one.score.risk.exact },
		skills: new Map(all.inputs.skills?.map(skill => [skill.id, skill.name])), pay: all.role.pay?.items ?? []
	};
}

function add(parent, name, text = "") {
	const made = parent.appendChild(document.createElement(name));
	made.textContent = text;
	return made;
}

function fill(made, name, texts) {
	const section = made.querySelector(`[data-for="${name}"]`);
	texts.forEach(text => add(section.querySelector("ul"), "li", text));
	section.hidden = !texts.length;
}

const skills = (role, suits) => [...role.skills].filter(([id]) => suits(id)).map(([, name]) => name);

function column(made, role, roles) {
	const [link, select, remove, , reached, alone] = made.querySelectorAll("a, select, button, rect"), { title, level } = role;
	for (const out of made.querySelectorAll("[data-out]"))
		out.textContent = role[out.dataset.out];
	link.href = level.url;
	reached.setAttribute("width", role.exposure.value);
	alone.setAttribute("width", role.automated);
	fill(made, "high", role.tasks("high"));
	fill(made, "low", role.tasks("low"));
	fill(made, "own", skills(role, id => roles.filter(one => one.skills.has(id)).length === 1));
	select.id = `level-${roles.indexOf(role)}`;
	select.append(...role.levels.map(({ id, label }) => new Option(label, id, false, id === level.id)));
	select.addEventListener("change", () => choose(chosen().map(text => text === role.text ? `${role.slug}/${select.value}` : text)));
	remove.ariaLabel = say("remove", { role: title });
	remove.addEventListener("click", () => {
		choose(chosen().filter(text => text !== role.text));
		document.getElementById("compare-role").focus();
	});
	return made;
}

function inWords(roles) {
	const [{ title: left, risk: a }] = roles;
	return [...roles.slice(1).map(({ title: right, risk: b }) =>
		say(b.value > a.value ? "higher" : b.value < a.value ? "lower" : "equal", { left, right, a: a.value, b: b.value })
			+ " " + say(b.low <= a.high && a.low <= b.high ? "overlap" : "apart")
	), ...roles.map(role => say("largest", { ...role.largest, role: role.title }))];
}

function table(made, roles) {
	const rows = name => made.querySelector(`[data-rows="${name}"]`);
	const addCells = (row, texts) => texts.forEach(text => add(row, "td", text ?? "\u2013"));
	const addRow = (name, label, texts) => {
		const row = add(rows(name), "tr");
		add(row, "th", label).scope = "row";
		addCells(row, texts);
	};
	roles.forEach(role => { add(rows("head"), "th", role.title).scope = "col"; });
	for (const row of rows("numbers").rows)
		addCells(row, roles.map(role => role[row.dataset.row]).map(one => one?.exact ? `${one.value} (${range(one)})` : one));
	roles[0].levels.forEach(({ label }, i) => addRow("levels", label, roles.map(role => role.levels[i].risk)));
	const key = pay => [pay.country_code, pay.level_id, pay.currency, pay.per_key].join();
	for (const [same, pay] of new Map(roles.flatMap(role => role.pay.map(pay => [key(pay), pay])))) {
		const found = roles.map(role => role.pay.find(one => key(one) === same));
		if (found.filter(Boolean).length > 1)
			addRow("pay", say("pay", pay), found.map(one => one && `${one.amount} ${one.per}`));
	}
	made.querySelectorAll("[scope=rowgroup]").forEach(head => { head.colSpan = 5; });
	rows("pay").hidden = rows("pay").rows.length < 2;
	made.lastElementChild.hidden = !roles[1];
}

function render(roles) {
	const made = template.content.cloneNode(true), side = made.querySelector(".compared");
	side.replaceChildren(...roles.map(role => column(side.firstElementChild.cloneNode(true), role, roles)));
	fill(made, "words", inWords(roles));
	fill(made, "shared", roles.length > 1 ? skills(roles[0], id => roles.every(role => role.skills.has(id))) : []);
	table(made, roles);
	return made;
}

let turn = 0;
async function show() {
	const mine = ++turn, all = await Promise.all(chosen().map(read)), roles = all.filter(role => role.title);
	const missing = all.filter(role => !role.title).map(role => role.text).join(", "), focused = document.activeElement.id;
	if (mine !== turn)
		return;
	view.replaceChildren(...roles.length ? [render(roles)] : []);
	status.textContent = missing ? say("missing", { role: missing }) : app.dataset[`have-${roles.length}`] ?? "";
	document.getElementById(focused)?.focus();
}

combobox(form, entry => choose([...chosen(), entry.level ? `${entry.slug}/${entry.level}` : entry.slug]), entry => entry.slug);
form.addEventListener("submit", event => event.preventDefault());
addEventListener("hashchange", show);
app.hidden = false;
show();

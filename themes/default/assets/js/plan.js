// SPDX-License-Identifier: MIT
// What follows from a reckoned week: what moved the score, what to do; and the whole as Markdown.

const MOST = 3;

const points = hundredths => (hundredths > 0 ? "+" : "\u2212") + (Math.abs(hundredths) / 100).toFixed(2);

function item(text, url) {
	const li = document.createElement("li"), inner = url ? document.createElement("a") : li;
	inner.textContent = text;
	if (url) {
		inner.href = url;
		li.append(inner);
	}
	return li;
}

// Tasks in an order, as many as are shown; equal ones stay as they stand.
const first = (tasks, key) => tasks.map((task, i) => [key(task), i, task]).sort((a, b) => a[0] - b[0] || a[1] - b[1])
	.slice(0, MOST).map(row => row[2]);

function parts({ role, state, shares, before, permille }) {
	const tasks = role.tasks.map((task, i) => ({
		...task, permille: permille[i], moved: shares[i].hundredths - before[i].hundredths, uses: state.ai.has(task.id)
	}));
	const name = task => [task.name];
	return {
		moved: first(tasks.filter(task => task.moved), task => -Math.abs(task.moved))
			.map(task => [`${points(task.moved)} ${task.name}`]),
		grow: first(tasks.filter(task => task.exposure.value <= 33), task => task.exposure.value).map(name),
		hand: first(tasks.filter(task => task.exposure.value > 66 && !task.uses && task.permille), task => -task.permille)
			.map(name),
		check: first(tasks.filter(task => task.uses), task => task.autonomy.value).map(name),
		learn: role.skills.filter(skill => skill.group === "learn").map(skill => [skill.name, skill.url]),
		safer: role.safer.map(other => [`${other.title} (${other.risk}/100)`, other.url])
	};
}

export function plan(app, result) {
	const { was } = result, [, reached, alone] = app.querySelectorAll(".scan-head .bar rect");
	app.querySelector('[data-out="was"]').textContent = `${was.automated} / ${was.assisted} / ${was.human}, ${was.threat}/10`;
	reached.setAttribute("width", was.exposure.value);
	alone.setAttribute("width", was.automated);
	for (const [name, items] of Object.entries(parts(result))) {
		const section = app.querySelector(`[data-plan="${name}"]`);
		section.hidden = !items.length;
		section.querySelector("ul").replaceChildren(...items.map(one => item(...one)));
	}
}

const cell = text => String(text).replace(/[|\\]/g, "\\$&");

// Read off the page, so that the words are the theme's.
export function markdown(app, result, hours) {
	const { role, level, made, permille, shares } = result;
	const text = selector => app.querySelector(selector)?.textContent.trim().replace(/\s+/g, " ") ?? "";
	const said = [...app.querySelectorAll(".scan-head > .quiet")].map(one => one.textContent.trim().replace(/\s+/g, " "));
	const lines = [`# ${role.title}, ${level.label}`, "", `**${made.risk.value}/100** ${text(".band")}`, "",
		said.join("  \n"), ""];
	for (const row of app.querySelectorAll(".week-key div"))
		lines.push(`- ${row.querySelector("dt").textContent}: ${row.querySelector("dd").textContent}`);
	lines.push("", `## ${text("legend")}`, "", `| ${app.dataset.columns.split("|").map(cell).join(" | ")} |`,
		"|---|---:|---:|---:|---:|");
	role.tasks.forEach((task, i) => lines.push(`| ${cell(task.name)} | ${hours(permille[i])} | ${task.exposure.value} | ` +
		`${task.autonomy.value} | ${(shares[i].hundredths / 100).toFixed(2)} |`));
	for (const section of app.querySelectorAll("[data-plan]:not([hidden])"))
		lines.push("", `## ${section.querySelector("h3").textContent}`, "",
			...[...section.querySelectorAll("li")].map(li => {
				const link = li.querySelector("a");
				return link ? `- [${li.textContent}](${link.href})` : `- ${li.textContent}`;
			}));
	return lines.concat("", `<${location.href}>`, "").join("\n");
}

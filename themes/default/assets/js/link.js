// SPDX-License-Identifier: MIT
// The scan's state in the address: #scan=LEVEL;role=SLUG;t=TASK:THOUSANDTHS,…;ai=TASK,… A browser never sends that part.

const decoded = text => { try { return decodeURIComponent(text); } catch { return ""; } };

export const readLink = () => new Map(decoded(location.hash.slice(1)).split(";")
	.map(part => part.split("=", 2)).filter(pair => pair.length === 2));

// Thousandths that a link gives; none unless they are whole, of this role's tasks, and add up.
function readWeights(role, text) {
	const given = new Map((text || "").split(",").map(part => part.split(":")));
	const permille = role.tasks.map(task => Number(given.get(task.id) || 0));
	const sum = permille.reduce((all, one) => all + one, 0);
	return permille.every(one => Number.isInteger(one) && one >= 0) && sum === 1000 ? permille : null;
}

export function readState(role) {
	const given = readLink(), known = role.levels.some(level => level.id === given.get("scan"));
	const ai = (given.get("ai") || "").split(",").filter(id => role.tasks.some(task => task.id === id));
	return {
		level: known ? given.get("scan") : role.baseline, permille: readWeights(role, given.get("t")), ai: new Set(ai)
	};
}

export function writeLink(role, state, withRole) {
	const parts = [`scan=${state.level}`];
	if (withRole)
		parts.push(`role=${role.role}`);
	if (state.permille)
		parts.push("t=" + role.tasks.map((task, i) => `${task.id}:${state.permille[i]}`).join(","));
	if (state.ai.size)
		parts.push("ai=" + [...state.ai].join(","));
	return "#" + parts.join(";");
}

// SPDX-License-Identifier: MIT
// What `rolecast serve` adds to each page: it hears of changes, takes new style sheets without a reload, reloads for
// all else, and shows what is wrong with the content above the page until it is mended. Browsers allow few connections
// at once, so all pages share one, which a worker made from this same file holds.
const isPage = typeof document !== "undefined";
let version = isPage && document.querySelector("script[data-rolecast]").dataset.rolecast;
let hidden = "", lost;
const panel = isPage && document.createElement("div");
const shadow = panel && panel.attachShadow({ mode: "open" });
if (panel) panel.id = "rolecast-problems";

// Fetched once, so that what has to be said of a server that stopped does not need it.
const style = isPage && new CSSStyleSheet();
if (style) fetch("/.rolecast/live.css").then((answer) => answer.text()).then((text) => style.replace(text));

function follow(tell, lose) {
	const events = new EventSource("/.rolecast/events");
	events.addEventListener("state", (event) => tell(JSON.parse(event.data)));
	events.addEventListener("error", () => {
		lose();
		// An answer that is no stream ends all trying, unless somebody begins again.
		if (events.readyState === EventSource.CLOSED) setTimeout(() => follow(tell, lose), 1000);
	});
}

function share() {
	const ports = new Set();
	let state;
	addEventListener("connect", ({ ports: [port] }) => {
		ports.add(port);
		port.addEventListener("message", () => ports.delete(port));
		port.start();
		if (state) port.postMessage(state);
	});
	follow((news) => {
		state = news;
		for (const port of ports) port.postMessage(state);
	}, () => {
		state = undefined;
		for (const port of ports) port.postMessage({ isLost: true });
	});
}

// "run-turn": a page may be newer than the news that come to it.
function isOlder(one, other) {
	const [run, turn] = one.split("-"), [otherRun, otherTurn] = other.split("-");
	return run === otherRun && Number(turn) < Number(otherTurn);
}

function element(name, attributes, ...children) {
	const made = document.createElement(name);
	for (const [key, value] of Object.entries(attributes))
		if (value) made.setAttribute(key, value);
	made.append(...children.filter((child) => child));
	return made;
}

function problem({ severity, id, place, message, excerpt, hint, notes }) {
	const item = element("li", { class: severity },
		place && element("p", { class: "place" }, place),
		element("p", { class: "message" }, element("b", {}, severity), " ", message, " ", id && element("code", {}, id)));
	if (excerpt) item.append(element("pre", {}, excerpt));
	if (hint) item.append(element("p", { class: "hint" }, element("b", {}, "hint"), " ", hint));
	for (const note of notes || []) {
		item.append(element("p", { class: "place" }, note.place), element("p", {}, element("b", {}, "note"), " ", note.message));
		if (note.excerpt) item.append(element("pre", {}, note.excerpt));
	}
	return item;
}

function count(problems, severity) {
	const number = problems.filter((one) => one.severity === severity).length;
	return number ? `${number} ${severity}${number === 1 ? "" : "s"}` : "";
}

function close(key) {
	hidden = key;
	panel.remove();
}

// Errors cover the page; warnings wait in a corner until they are asked for.
function show(problems, more) {
	const key = JSON.stringify([problems, more]);
	const hasErrors = problems.some((one) => one.severity === "error");
	if (key === hidden) return;
	panel.remove();
	if (!problems.length) return;
	const title = [count(problems, "error"), count(problems, "warning"), more && `${more} more on the terminal`].filter(Boolean).join(", ");
	const button = element("button", { type: "button" }, "Hide");
	button.addEventListener("click", () => close(key));
	const list = element("ol", {}, ...problems.map(problem));
	const isEmpty = document.documentElement.hasAttribute("data-rolecast-empty");
	const after = hasErrors && element("p", { class: "after" }, isEmpty ? "The site follows when all is mended." : "The page is as it was before. It follows when all is mended.");
	const body = hasErrors
		? element("section", { role: "alertdialog", "aria-label": title, tabindex: "-1" }, element("header", {}, element("h2", {}, title), button), list, after)
		: element("details", {}, element("summary", {}, title), element("section", { "aria-label": title }, list, button));
	shadow.adoptedStyleSheets = [style];
	shadow.replaceChildren(body);
	document.body.append(panel);
}

function swapStyles(styles) {
	for (const link of document.querySelectorAll("link[rel=stylesheet]")) {
		const next = styles[new URL(link.href).pathname];
		if (!next || link.dataset.isOld) continue;
		const fresh = link.cloneNode();
		const drop = () => { for (const old of document.querySelectorAll("link[data-is-old]")) if (old !== fresh) old.remove(); };
		fresh.href = next;
		fresh.addEventListener("load", drop, { once: true });
		link.dataset.isOld = "yes";
		link.after(fresh);
	}
}

function reload() {
	sessionStorage.setItem("rolecast-scroll", JSON.stringify([location.pathname, scrollX, scrollY]));
	location.reload();
}

// A server that is only started again comes back before anybody has to be told.
function lose() {
	lost ??= setTimeout(() => show([{ severity: "warning", id: "", message: "rolecast serve has stopped; this page follows when it runs again", notes: [] }]), 2000);
}

function take(state) {
	if (state.isLost) return lose();
	clearTimeout(lost);
	lost = undefined;
	if (isOlder(state.version, version)) return;
	if (state.version !== version) {
		if (state.before !== version || !Object.keys(state.styles).length) return reload();
		swapStyles(state.styles);
		version = state.version;
	}
	show(state.problems, state.more);
}

function listen() {
	if (!window.SharedWorker) return follow(take, lose);
	const { port } = new SharedWorker("/.rolecast/live.js", { type: "module", name: "rolecast" });
	port.addEventListener("message", (event) => take(event.data));
	port.start();
	addEventListener("pagehide", () => port.postMessage("bye"));
}

function scrollBack() {
	const [path, left, top] = JSON.parse(sessionStorage.getItem("rolecast-scroll") || "[]");
	sessionStorage.removeItem("rolecast-scroll");
	if (path === location.pathname) scrollTo({ left, top, behavior: "instant" });
}

function tellDraft() {
	const label = document.createElement("div"), inside = label.attachShadow({ mode: "open" });
	label.id = "rolecast-draft";
	inside.adoptedStyleSheets = [style];
	inside.append(element("p", { class: "draft", role: "note" }, "Draft: not published"));
	document.body.append(label);
}

function live() {
	if ("draft" in document.querySelector("script[data-rolecast]").dataset) tellDraft();
	document.addEventListener("keydown", (event) => event.key === "Escape" && panel.isConnected && shadow.querySelector("button")?.click());
	addEventListener("pageshow", (event) => event.persisted && listen());
	scrollBack();
	listen();
}

if (isPage) live();
else share();

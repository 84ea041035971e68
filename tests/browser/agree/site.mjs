// SPDX-License-Identifier: MIT
// A site in which every key of every schema is used: what the comparison of schemas with loading changes, bit by bit.

const level = (id, label, more) => ({ id, label, ...more });
const bounds = value => ({ value, low: value - 10, high: value + 10 });
const steps = [{ lead: "Read the log first.", body: "It says what failed." }];
const skills = [
	{ skill: "Typing", group: "vulnerable", why: "Forms fill themselves.", id: "typing", url: "https://small.example/typing", sources: ["study"] },
	{ skill: "Listening", group: "resilient", why: "Callers want a person." }
];
const comparison = { caption: "Then and now", columns: ["What", "Then", "Now"], rows: [["Letters", "by hand", "by rule"]] };
const faq = [{ q: "Will it last?", a: "In part." }];

// Which schema, how deep it is changed (1: only its own keys), what the file holds; front matter comes with a body.
export const documents = {
	"site.yaml": { schema: "site", value: {
		title: "Small", base_url: "https://small.example/jobs", language: "en", edition: "2026.1", tagline: "Small.",
		description: "A site for tests.", text: "Welcome.", theme: ["default"],
		assessor: { name: "A. Person", method: "by hand", url: "https://small.example/method" },
		categories: [{ id: "office", title: "Office", soc: ["43-"] }, { id: "trades", title: "Trades" }],
		levels: [level("entry", "Entry", { tilt: -20, baseline: false }), level("mid", "Mid", { baseline: true }), level("senior", "Senior", { tilt: 20 })],
		scoring: { spread: 8, autonomy: 40, words: { low: bounds(15), medium: bounds(50), high: bounds(85) }, bands: [10, 20, 35, 50] },
		ai_cost: { product: "Assistant", amount: 20, currency: "USD", per: "month", as_of: "2026-05", source: "study" },
		menus: [{ title: "Roles", url: "/roles/" }], host: "nginx", deploy: [{ id: "live", rsync: "example.org:/jobs" }, { id: "bucket", rclone: "s3:jobs" }, { id: "pages", git: "git@example.org:jobs.git", branch: "pages" }], cards: false,
		redirects: [{ from: "/old/", to: "/roles/" }],
		security: { contact: ["mailto:a@small.example"], expires: "2027-05-01", policy: ["https://small.example/policy"],
			encryption: ["https://small.example/key"], languages: ["en"], acknowledgments: ["https://small.example/thanks"], hiring: ["https://small.example/jobs"] },
		data: { licence: "CC BY 4.0", url: "https://small.example/licence" },
		form: { action: "https://small.example/form", label: "Tell us" }, unsafe_html: false, extra: { note: "free" }
	} },
	"sources.yaml": { schema: "sources", value: {
		study: { title: "A study", publisher: "A university", url: "https://small.example/study", published: "2024-05", edition: "2nd",
			accessed: "2026-01-02", expires: "2030-01-01", supersedes: "older", licence: "CC BY 4.0", quote: "Half.", note: "Small sample." },
		older: { title: "An older study", publisher: "A university", url: "https://small.example/older", published: 2020 }
	} },
	"benchmarks.yaml": { schema: "benchmarks", value: {
		beta: { title: "Beta", url: "https://small.example/beta", file: "benchmarks/beta-#.csv", code: "soc", code_column: "code",
			value_column: "value", scale: [-1, 1], licence: "CC0", percentile_column: "place", occupations: 120, publisher: "A bureau",
			as_of: 2024, source: "study" }
	} },
	"editions/2025.yaml": { schema: "edition", value: {
		edition: "2025-#", date: "2025-06-01", rolecast: "0.1.0",
		model: { levels: [level("mid", "Mid", { tilt: 0, baseline: true }), level("senior", "Senior", { tilt: 20, baseline: false })], bands: [10, 20, 35, 50] },
		roles: [{ role: "clerk", title: "Clerk", weights: "time", moved_from: ["paper-clerk"],
			levels: ["mid", "senior"].map(level => ({ level, risk: 18, risk_low: 10, risk_high: 28, exposure: 60, exposure_low: 50, exposure_high: 70,
				hundredths: { risk: 1800, risk_low: 1000, risk_high: 2800, exposure: 6000, exposure_low: 5000, exposure_high: 7000 } })),
			tasks: [{ id: "sort", name: "Sort letters", time: 5, exposure: bounds(60), autonomy: bounds(30) }] }]
	} },
	"roles/clerk.md": { schema: "role", depth: 1, value: {
		title: "Clerk", category: "office", updated: "2026-01-02", plural: "clerks", article: "a", icon: "C", soc: "43-4071", isco: "4110",
		tagline: "Paper in, paper out.", summary: "Half of it.", aliases: ["Filing clerk"], moved_from: ["file-clerk-#"],
		assessed_by: "B. Person", method: "by hand", related: ["typist"], refs: ["https://small.example/clerk"], weights: "time",
		draft: false, publish_on: "2026-01-01", tasks: [{ task: "Sort letters", exposure: 60 }], skills, timeline: [{ from: 2027, claim: "More." }],
		agents: [{ company: "A", product: "B", does: "Sorts.", as_of: 2026 }],
		pay: [{ country: "US", currency: "USD", level: "mid", amount: 40000, per: "year", as_of: 2025, source: "study" }],
		steps, comparison, interview: [{ question: "Why?" }], jobs: [{ title: "Clerk", employer: "A", url: "https://small.example/job", expires: "2030-01-01" }],
		faq, extra: { note: "free" }
	} },
	"roles/typist/index.md": { schema: "role", depth: 0, value: { title: "Typist", category: "office", updated: "2026-01-02" } },
	"roles/typist/tasks.yaml": { schema: "tasks", value: [
		{ task: "Type letters", id: "type-letters", time: { entry: 20, mid: 10.5, senior: 5 }, exposure: { value: 80, low: 70, high: 90 },
			autonomy: 60, rationale: "Forms are regular.", sources: ["study"], refs: ["4110-1"] },
		{ task: "Ask back", time: { entry: 10, mid: 10, senior: 10 }, exposure: "low" }
	] },
	"roles/typist/skills.yaml": { schema: "skills", value: skills },
	"roles/typist/timeline.yaml": { schema: "timeline", value: [
		{ from: "2026-06", to: 2027, claim: "Forms go.", id: "forms-go", confidence: "high", status: "met", evidence: "They went.", sources: ["study"] }
	] },
	"roles/typist/agents.yaml": { schema: "agents", value: [
		{ company: "A", product: "B", does: "Types.", as_of: "2026-05", url: "https://small.example/b", sources: ["study"] }
	] },
	"roles/typist/pay.yaml": { schema: "pay", value: [
		{ country: "NO", currency: "NOK", level: "mid", amount: 410000.5, per: "year", as_of: "2025-01-31", source: "study" }
	] },
	"roles/typist/steps.yaml": { schema: "steps", value: steps },
	"roles/typist/comparison.yaml": { schema: "comparison", value: comparison },
	"roles/typist/interview.yaml": { schema: "interview", value: [{ question: "What came back?", listen_for: "One *case*." }] },
	"roles/typist/jobs.yaml": { schema: "jobs", value: [
		{ title: "Typist", employer: "A", url: "https://small.example/job", expires: "2030-01-01", place: "Oslo", posted: "2026-01-01" }
	] },
	"roles/typist/levels/entry.md": { schema: "level", value: { summary: "First year.", insights: ["Ask."], steps, skills } },
	"categories/office.md": { schema: "category", value: { description: "Desks.", extra: { note: "free" } } },
	"articles/letters.md": { schema: "article", value: {
		title: "Letters", dek: "Who writes them.", author: "A. Person", date: "2026-01-02", updated: "2026-02-02", roles: ["clerk"],
		refs: ["https://small.example/letters"], key_points: ["Fewer."], comparison, faq, draft: false, publish_on: "2026-01-02", extra: { note: "free" }
	} },
	"pages/about.md": { schema: "page", value: { title: "About", description: "Who we are.", draft: false, menu: 1, extra: { note: "free" } } }
};

// A role with a folder has these beside the file that is looked at.
const beside = n => ({
	[`roles/v${n}/index.md`]: "---\n{title: V, category: office, updated: 2026-01-02}\n---\n",
	[`roles/v${n}/tasks.yaml`]: "- {task: Wait, exposure: 5}\n"
});
const measures = n => ({ [`benchmarks/beta-${n}.csv`]: "code,value,place\n43-4071,0.5,60\n" });

// What else a document needs, by the number that stands for its #; 0 is the document itself.
export const others = (path, n) => path === "benchmarks.yaml" ? measures(n) : path.startsWith("roles/typist/") && n ? beside(n) : {};
// Where the same document stands once more in the site; none for those that a site has once.
export const again = (path, n) => ({ "site.yaml": null, "sources.yaml": null, "benchmarks.yaml": null, "editions/2025.yaml": `editions/v${n}.yaml`,
	"roles/clerk.md": `roles/v${n}.md`, "categories/office.md": `categories/v${n}.md`, "articles/letters.md": `articles/v${n}.md`,
	"pages/about.md": `pages/v${n}.md` })[path] ?? (path.startsWith("roles/typist/") ? path.replace("typist", `v${n}`) : null);

/* SPDX-License-Identifier: MIT */
#include "command/diagnostics.h"

/* clang-format off */
static const struct diagnostic rows[] = {
	{"empty-list",
		"A list that must be there has no item. An empty one counts as missing.",
		"content/roles/clerk.md",
		"tasks: []\n",
		"tasks:\n"
		"  - {task: Sort letters, exposure: 60, autonomy: 50}\n"},
	{"unknown-key",
		"The record has no such key. Most often the word is misspelt; what is free for your theme belongs "
		"under extra.",
		"content/roles/clerk.md",
		"taglin: Paper in, paper out.\n",
		"tagline: Paper in, paper out.\n"},
	{"missing-key",
		"A key that the record must have is not there.",
		"content/site.yaml",
		"categories:\n"
		"  - {id: office}\n",
		"categories:\n"
		"  - {id: office, title: Office}\n"},
	{"wrong-type",
		"A value is of another kind than its key wants. That can be a list in place of a text, or a word "
		"in place of a number.",
		"content/roles/clerk.md",
		"aliases: Office clerk\n",
		"aliases: [Office clerk]\n"},
	{"out-of-range",
		"A number lies outside what its key takes. Where several must grow, one does not.",
		"content/roles/clerk.md",
		"tasks:\n"
		"  - {task: Sort letters, exposure: 160}\n",
		"tasks:\n"
		"  - {task: Sort letters, exposure: 60}\n"},
	{"empty-text",
		"A key that wants text has none.",
		"content/roles/clerk.md",
		"plural: \"\"\n",
		"plural: clerks\n"},
	{"unknown-word",
		"The key takes one of a few words, and this is none.",
		"content/roles/clerk.md",
		"weights: hours\n",
		"weights: time\n"},
	{"bad-id",
		"This is no id. An id is made of small letters a-z, digits and single hyphens, since it becomes "
		"part of addresses.",
		"content/site.yaml",
		"categories:\n"
		"  - {id: Office Work, title: Office work}\n"
		"  - {id: office, title: Office}\n",
		"categories:\n"
		"  - {id: office-work, title: Office work}\n"
		"  - {id: office, title: Office}\n"},
	{"bad-date",
		"This is no date. Or the day does not exist. Some keys also take a month or a year alone.",
		"content/roles/clerk.md",
		"updated: 2026-02-30\n",
		"updated: 2026-02-28\n"},
	{"bad-url",
		"The form of an address is wrong. It has no scheme, no host, a misspelt scheme, a blank, or is "
		"empty. Addresses of other sites are not opened, only read.",
		"content/roles/clerk.md",
		"refs: [\"https:///occupation/clerk\"]\n",
		"refs: [\"https://jobs.example/occupation/clerk\"]\n"},
	{"bad-bounds",
		"The bounds of a judgement are not in order. The low one is at most the value, and the value at "
		"most the high one.",
		"content/roles/clerk.md",
		"tasks:\n"
		"  - {task: Sort letters, exposure: {value: 60, low: 70, high: 80}}\n",
		"tasks:\n"
		"  - {task: Sort letters, exposure: {value: 75, low: 70, high: 80}}\n"},
	{"duplicate-id",
		"Two things of one kind have the same id or name. Links and earlier editions could mean either.",
		"content/roles/clerk.md",
		"tasks:\n"
		"  - {task: Sort letters, exposure: 60}\n"
		"  - {task: Sort letters, exposure: 40}\n",
		"tasks:\n"
		"  - {task: Sort letters, exposure: 60}\n"
		"  - {task: Sort parcels, exposure: 40}\n"},
	{"given-twice",
		"A table of a role is given twice. It stands in the front matter and in a file of the folder; one "
		"of them must go.",
		NULL,
		"content/roles/typist/index.md     has a key tasks\n"
		"content/roles/typist/tasks.yaml   is there too\n",
		"Delete the key tasks, or the file.\n"},
	{"levels",
		"The levels of site.yaml do not fit together. Exactly one is the baseline, its tilt is 0, and "
		"there are at most 12.",
		"content/site.yaml",
		"levels:\n"
		"  - {id: junior, label: Junior}\n"
		"  - {id: senior, label: Senior}\n",
		"levels:\n"
		"  - {id: junior, label: Junior, baseline: true}\n"
		"  - {id: senior, label: Senior}\n"},
	{"mixed-times",
		"The tasks of a role give their times in different ways. Some have one and others none, or some "
		"give one number and others a map of levels; the hours could not be compared.",
		"content/roles/clerk.md",
		"tasks:\n"
		"  - {task: Sort letters, exposure: 60, time: 20}\n"
		"  - {task: Answer the phone, exposure: 30}\n",
		"tasks:\n"
		"  - {task: Sort letters, exposure: 60, time: 20}\n"
		"  - {task: Answer the phone, exposure: 30, time: 15}\n"},
	{"level-times",
		"A task's map of times leaves out a level. It names each level of the site; one number for all is "
		"enough where weeks do not differ.",
		"content/roles/clerk.md",
		"tasks:\n"
		"  - {task: Sort letters, exposure: 60, time: {entry: 30, mid: 20}}\n",
		"tasks:\n"
		"  - task: Sort letters\n"
		"    exposure: 60\n"
		"    time: {entry: 30, mid: 20, senior: 10, lead: 5}\n"},
	{"no-time",
		"The times of a role's tasks add up to nothing. At some level there is no week to score.",
		"content/roles/clerk.md",
		"tasks:\n"
		"  - {task: Sort letters, exposure: 60, time: 0}\n",
		"tasks:\n"
		"  - {task: Sort letters, exposure: 60, time: 20}\n"},
	{"too-many-tasks",
		"A role has at most 200 tasks. A week that needs more is cut too fine to be judged.",
		NULL,
		"tasks:\n"
		"  - {task: Open the letter, exposure: 30}\n"
		"  - {task: Unfold the letter, exposure: 30}\n"
		"  (199 more)\n",
		"tasks:\n"
		"  - {task: Open and sort letters, exposure: 30}\n"},
	{"too-many",
		"There are more of something than fit. The menu stands on every page and holds 100 places, given in "
		"site.yaml or asked for by pages with `menu`.",
		NULL,
		"menu: 101      in the front matter of 101 pages\n",
		"No menu in pages that another page links to\n"},
	{"unknown-category",
		"site.yaml does not list this field of work. A role names it, or a file in content/categories/ "
		"has its name.",
		"content/roles/clerk.md",
		"category: offise\n",
		"category: office\n"},
	{"unknown-level",
		"There is no such level. Levels are entry, mid, senior and lead, unless site.yaml gives others.",
		"content/roles/clerk.md",
		"tasks:\n"
		"  - task: Sort letters\n"
		"    exposure: 60\n"
		"    time: {entry: 30, mid: 20, senor: 10, lead: 5}\n",
		"tasks:\n"
		"  - task: Sort letters\n"
		"    exposure: 60\n"
		"    time: {entry: 30, mid: 20, senior: 10, lead: 5}\n"},
	{"unknown-role",
		"There is no role of this name. Roles are named by their file or folder below content/roles/.",
		"content/roles/clerk.md",
		"related: [nobody]\n",
		"related: [clerk]\n"},
	{"unknown-skill",
		"A skill is introduced that no role names. A file's name in content/skills/ is the skill's id.",
		"content/skills/typing.md",
		"How fast is fast?\n",
		"Name the skill in a role, or rename the file to the id of one.\n"},
	{"unknown-source",
		"A source is cited that sources.yaml does not have.",
		"content/roles/clerk.md",
		"tasks:\n"
		"  - {task: Sort letters, exposure: 60, sources: [study-2042]}\n",
		"tasks:\n"
		"  - {task: Sort letters, exposure: 60, sources: [study-2024]}\n"},
	{"unknown-country",
		"A country is named by its two letters of ISO 3166.",
		"content/roles/clerk.md",
		"pay:\n"
		"  - {country: UK, currency: GBP, level: mid, amount: 24000, per: year,\n"
		"     as_of: 2026-01, source: study-2024}\n",
		"pay:\n"
		"  - {country: GB, currency: GBP, level: mid, amount: 24000, per: year,\n"
		"     as_of: 2026-01, source: study-2024}\n"},
	{"unknown-currency",
		"A currency is named by its three letters of ISO 4217.",
		"content/roles/clerk.md",
		"pay:\n"
		"  - {country: IN, currency: Rs, level: mid, amount: 300000, per: year,\n"
		"     as_of: 2026-01, source: study-2024}\n",
		"pay:\n"
		"  - {country: IN, currency: INR, level: mid, amount: 300000, per: year,\n"
		"     as_of: 2026-01, source: study-2024}\n"},
	{"bad-code",
		"This is no occupation code. soc has six digits as in 15-1252 (O*NET adds two), isco four.",
		"content/roles/clerk.md",
		"soc: 43-90\n",
		"soc: 43-9061\n"},
	{"bad-window",
		"A forecast ends before it begins. `to` is the later of the two; a year counts to its last day.",
		"content/roles/clerk.md",
		"timeline:\n"
		"  - {from: 2028-01, to: 2027, claim: Letters sort themselves.}\n",
		"timeline:\n"
		"  - {from: 2027-01, to: 2028, claim: Letters sort themselves.}\n"},
	{"missing-evidence",
		"A forecast was judged, and nothing shows why. One that is met or missed says in `evidence` what "
		"showed it.",
		"content/roles/clerk.md",
		"timeline:\n"
		"  - from: 2025\n"
		"    to: 2026-06\n"
		"    claim: The post office sorts no letter by hand.\n"
		"    status: missed\n",
		"timeline:\n"
		"  - from: 2025\n"
		"    to: 2026-06\n"
		"    claim: The post office sorts no letter by hand.\n"
		"    status: missed\n"
		"    evidence: Two of its halls still did in July.\n"},
	{"row-width",
		"A row of a comparison is not as wide as its table. It has one cell a column.",
		"content/roles/clerk.md",
		"comparison:\n"
		"  caption: Then and now\n"
		"  columns: [Work, Then, Now]\n"
		"  rows:\n"
		"    - [Letters, By hand]\n",
		"comparison:\n"
		"  caption: Then and now\n"
		"  columns: [Work, Then, Now]\n"
		"  rows:\n"
		"    - [Letters, By hand, By machine]\n"},
	{"edition-scores",
		"The tasks of an edition give another score than it keeps. Scores are reckoned again when an edition with "
		"tasks is loaded. One of the two was edited: what was published stays as it is.",
		"content/editions/2025.yaml",
		"edition: \"2025\"\n"
		"date: 2025-06-01\n"
		"model:\n"
		"  levels: [{id: mid, label: Mid, baseline: true}]\n"
		"roles:\n"
		"  - role: clerk\n"
		"    levels: [{level: mid, risk: 40, exposure: 60}]\n"
		"    tasks:\n"
		"      - id: sort-letters\n"
		"        name: Sort letters\n"
		"        exposure: {value: 60, low: 50, high: 70}\n"
		"        autonomy: {value: 50, low: 40, high: 60}\n",
		"edition: \"2025\"\n"
		"date: 2025-06-01\n"
		"model:\n"
		"  levels: [{id: mid, label: Mid, baseline: true}]\n"
		"roles:\n"
		"  - role: clerk\n"
		"    levels: [{level: mid, risk: 30, exposure: 60}]\n"
		"    tasks:\n"
		"      - id: sort-letters\n"
		"        name: Sort letters\n"
		"        exposure: {value: 60, low: 50, high: 70}\n"
		"        autonomy: {value: 50, low: 40, high: 60}\n"},
	{"no-edition",
		"No edition has the name that was asked for. Editions are named by the key `edition` of the files in "
		"content/editions/; `rolecast snapshot` writes one.",
		NULL,
		"$ rolecast diff 2025\n",
		"$ rolecast snapshot 2025 && rolecast diff 2025\n"},
	{"missing-file",
		"A file that a record names is not there. Its path is below content/.",
		"content/benchmarks.yaml",
		"beta:\n"
		"  title: Beta\n"
		"  url: https://jobs.example/beta\n"
		"  file: benchmarks/beta.csv\n"
		"  code: soc\n"
		"  code_column: code\n"
		"  value_column: value\n"
		"  scale: [0, 1]\n"
		"  licence: CC BY 4.0\n",
		"Put the file at content/benchmarks/beta.csv.\n"},
	{"unknown-column",
		"A CSV file has no such column. The first line of the file names its columns; benchmarks.yaml, or the map "
		"of an import, says which are meant.",
		NULL,
		"content/benchmarks.yaml            value_column: vale\n"
		"content/benchmarks/beta.csv        code,value\n",
		"content/benchmarks.yaml            value_column: value\n"},
	{"duplicate-column",
		"Two columns of a CSV file have the same heading. Which one is meant cannot be told.",
		NULL,
		"code,value,value\n"
		"15-1252,0.45,0.5\n",
		"code,value,old value\n"
		"15-1252,0.45,0.5\n"},
	{"entry-differs",
		"An import would add an entry that is there and differs. Its id in sources.yaml or benchmarks.yaml stands "
		"for something with another title, address, date or licence.",
		NULL,
		"content/sources.yaml    study-2026: {title: A study, …}\n"
		"the map                 sources: {study-2026: {title: Another study, …}}\n",
		"the map                 sources: {other-2026: {title: Another study, …}}\n"},
	{"not-appended",
		"An import can put no entry behind what a file holds. Its list stands between braces, or is indented; an "
		"entry begins at the beginning of a line.",
		NULL,
		"content/sources.yaml    {study-2026: {title: A study, …}}\n",
		"content/sources.yaml    study-2026:\n"
		"                          title: A study\n"},
};
/* clang-format on */

const struct diagnostic_group diagnostics_records = {"Records", rows, COUNT(rows)};

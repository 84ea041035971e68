/* SPDX-License-Identifier: MIT */
#include "command/diagnostics.h"

/* clang-format off */
static const struct diagnostic rows[] = {
	{"no-content",
		"There is no folder content/ here. rolecast works in the folder that holds content/ and themes/, "
		"or in the one that -C names.",
		NULL,
		"$ rolecast -C nowhere check\n",
		"$ rolecast -C my-site check\n"},
	{"no-site",
		"content/ holds no site.yaml. It names the site and its address, and lists the fields of work.",
		NULL,
		"$ rolecast check\n",
		"title: Jobs and AI\n"
		"base_url: https://jobs.example\n"
		"categories:\n"
		"  - {id: office, title: Office}\n"},
	{"no-index",
		"The folder of a role has no index.md. Every folder below content/roles/ is a role, and its front "
		"matter stands there.",
		"content/roles/typist/tasks.yaml",
		"- {task: Type letters, exposure: 80}\n",
		"Write content/roles/typist/index.md, with title, category and updated.\n"},
	{"unknown-file",
		"Nothing reads this file. It lies in a place, or has a name, that means nothing to rolecast. What "
		"is to be published as it is belongs into content/files/.",
		"content/notes.md",
		"Call the printer.\n",
		"Move it to content/files/, or out of content/.\n"},
	{"unreadable",
		"A file or folder that the system does not let be read. Its own words stand behind the name.",
		NULL,
		"$ rolecast render none.mustache\n",
		"Look at the file's name and its permissions.\n"},
	{"link-out",
		"A symbolic link leads out of content/ or a theme. Or it leads nowhere. A build depends on content/ "
		"and themes/ alone, so that it gives the same elsewhere. `new`, `snapshot` and `import` write through no "
		"link that leads out of the site, but content/ and themes/ themselves may be one.",
		NULL,
		"$ ln -s /srv/texts/clerk.md content/roles/clerk.md\n",
		"$ cp /srv/texts/clerk.md content/roles/clerk.md\n"},
	{"unsafe-drawing",
		"A drawing (SVG) holds what would run in a browser. In a page it is only a picture; opened by itself "
		"it is a page of your site. What can hide a script counts, too.",
		"content/files/logo.svg",
		"<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>\n",
		"<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n"},
	{"too-large",
		"A file, or a text in it, is too large. No more is read than 256 KB of Markdown, 4 MB of YAML, 64 "
		"MB of standard input; what is larger is nearly always the wrong file, or a picture within a "
		"text.",
		NULL,
		"A Markdown file of 300 KB\n",
		"Two articles, or the data in a file of content/files/\n"},
	{"too-deep",
		"Something is nested more than 64 deep. That can be lists in lists, brackets in brackets, "
		"sections of a template, templates that call one another.",
		"content/roles/deep.md",
		"---\n"
		"title: Deep\n"
		"category: office\n"
		"updated: 2026-01-02\n"
		"extra: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\n"
		"tasks: [{task: One, exposure: 5}]\n"
		"---\n",
		"---\n"
		"title: Deep\n"
		"category: office\n"
		"updated: 2026-01-02\n"
		"extra: [[[[]]]]\n"
		"tasks: [{task: One, exposure: 5}]\n"
		"---\n"},
	{"invalid-utf8",
		"A byte that cannot stand in UTF-8. The file was saved in another encoding, such as Latin-1.",
		NULL,
		"tagline: caf\\xE9\n",
		"Save the file as UTF-8.\n"},
	{"control-character",
		"A character that nobody sees. A bell, a NUL, a line separator from another program would spoil "
		"pages and messages.",
		"content/roles/clerk.md",
		"tagline: \"Paper in\\0, paper out.\"\n",
		"tagline: \"Paper in, paper out.\"\n"},
	{"front-matter",
		"The front matter is missing or has no end. A role, an article or a page begins with it: a line "
		"'---', keys and values, a line '---'.",
		"content/pages/about.md",
		"# About us\n",
		"---\n"
		"title: About us\n"
		"---\n"
		"We count letters.\n"},
	{"yaml-syntax",
		"The file is no YAML. Often a text holds a colon and a blank and wants quotes, a tab stands where "
		"blanks must, or a bracket is not closed.",
		"content/roles/clerk.md",
		"tagline: Paper: in and out\n",
		"tagline: \"Paper: in and out\"\n"},
	{"yaml-key",
		"A key must be a word, not a list or a map.",
		"content/roles/clerk.md",
		"extra: {? [a, b] : c}\n",
		"extra: {a: c, b: c}\n"},
	{"yaml-anchor",
		"YAML's anchors are not used here. A record is to be read where it stands.",
		"content/roles/clerk.md",
		"tagline: &line Paper in, paper out.\n",
		"tagline: Paper in, paper out.\n"},
	{"yaml-alias",
		"YAML's aliases are not used here. A record is to be read where it stands. A text that begins "
		"with an asterisk wants quotes.",
		"content/roles/clerk.md",
		"tagline: *line\n",
		"tagline: Paper in, paper out.\n"},
	{"yaml-tag",
		"YAML's tags are not used here. What a value is, is settled by its key.",
		"content/roles/clerk.md",
		"tagline: !!str Paper\n",
		"tagline: Paper\n"},
	{"yaml-documents",
		"A second document begins in the file, with a line '---'. One file holds one.",
		"content/sources.yaml",
		"study-2024:\n"
		"  title: A study\n"
		"  publisher: A university\n"
		"  url: https://jobs.example/study\n"
		"  published: 2024-05\n"
		"---\n"
		"letters-2025: {}\n",
		"study-2024:\n"
		"  title: A study\n"
		"  publisher: A university\n"
		"  url: https://jobs.example/study\n"
		"  published: 2024-05\n"},
	{"duplicate-key",
		"A key stands twice in one record. YAML would silently keep the last.",
		"content/roles/clerk.md",
		"tagline: Paper in, paper out.\n"
		"tagline: Letters, mostly.\n",
		"tagline: Paper in, paper out.\n"},
	{"csv-syntax",
		"The CSV file is broken. A quote is not closed, or stands within a cell that does not begin with one; "
		"such a cell is put in quotes, with its own doubled. Where quotes mean nothing in a file that is imported, "
		"the map says `quotes: text`.",
		NULL,
		"code,value\n"
		"\"15-1252,0.45\n",
		"code,value\n"
		"\"15-1252\",0.45\n"},
	{"csv-row",
		"A row of a CSV file cannot be used. It has more or fewer cells than there are headings, a cell that must "
		"be filled is empty, a code is no occupation's, or a number lies outside its scale. A measure's value may "
		"be empty: it does not know that occupation.",
		NULL,
		"code,value\n"
		"15-1252,1.45\n",
		"code,value\n"
		"15-1252,0.45\n"},
	{"empty-table",
		"A CSV file holds no row that can be used. It is empty, or only headings, or an import leaves out "
		"all that it has.",
		NULL,
		"code,title,task,exposure\n",
		"code,title,task,exposure\n"
		"15-1252,Kite tuners,Tune kites,40\n"},
	{"unknown-value",
		"A cell holds a word that the map does not explain. What is no number needs an entry in "
		"`values`; `skip` leaves its rows out.",
		NULL,
		"the file      title,task,exposure\n"
		"              Kite tuners,Tune kites,E3\n"
		"the map       values: {exposure: {E0: 0, E1: 100}}\n",
		"the map       values: {exposure: {E0: 0, E1: 100, E3: skip}}\n"},
	{"rows-disagree",
		"Two rows of a file that is imported contradict each other. They give one task two judgements, one code "
		"two titles, or two titles without codes would have one address.",
		NULL,
		"title,task,exposure\n"
		"Kite tuners,Tune kites,40\n"
		"Kite tuners,Tune kites,60\n",
		"title,task,exposure\n"
		"Kite tuners,Tune kites,40\n"},
	{"bad-slug",
		"The name of a file or folder cannot be an address. It is made of small letters a-z, digits and "
		"single hyphens.",
		"content/pages/About_Us.md",
		"---\n"
		"title: About us\n"
		"---\n",
		"The same in content/pages/about-us.md\n"},
	{"same-url",
		"Two sources would have one address. So would a source and a page that rolecast makes by itself.",
		"content/pages/roles.md",
		"---\n"
		"title: Our roles\n"
		"---\n",
		"The same in content/pages/our-roles.md\n"},
};
/* clang-format on */

const struct diagnostic_group diagnostics_read = {"Files", rows, COUNT(rows)};

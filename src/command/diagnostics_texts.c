/* SPDX-License-Identifier: MIT */
#include "command/diagnostics.h"

/* clang-format off */
static const struct diagnostic rows[] = {
	{"heading-level",
		"A heading in Markdown is of the first level, or empty. The first level is the page's title, from "
		"the front matter; texts begin at the second.",
		"content/roles/clerk.md",
		"# The work\n"
		"\n"
		"Letters come and go.\n",
		"## The work\n"
		"\n"
		"Letters come and go.\n"},
	{"not-inline",
		"The key takes one line of Markdown. It can hold emphasis, links and citations, no lists, "
		"headings or paragraphs. A number with a dot at the start makes a list, unless a backslash stands "
		"before the dot.",
		"content/roles/clerk.md",
		"tagline: \"1. Paper in\"\n",
		"tagline: \"1\\\\. Paper in\"\n"},
	{"html-dropped",
		"Raw HTML in Markdown is left out of the page. site.yaml can say unsafe_html: true, and then it "
		"stays.",
		"content/roles/clerk.md",
		"Some <b>bold</b> words.\n",
		"Some **bold** words.\n"},
	{"unsafe-url",
		"A link or picture has a scheme that could do harm. One such is javascript. Only the text of the "
		"link is shown.",
		"content/roles/clerk.md",
		"[Sort](javascript:sort())\n",
		"[Sort](https://jobs.example/sort/)\n"},
	{"table-columns",
		"A row of a table has more cells than there are columns. Often a pipe is meant as itself.",
		"content/roles/clerk.md",
		"| key | does |\n"
		"|---|---|\n"
		"| a | b | c |\n",
		"| key | does |\n"
		"|---|---|\n"
		"| a | b \\| c |\n"},
	{"unknown-callout",
		"A quote begins with [!…] and is no callout. There are NOTE, TIP, IMPORTANT, WARNING and CAUTION.",
		"content/roles/clerk.md",
		"> [!NOT]\n"
		"> Letters are falling.\n",
		"> [!NOTE]\n"
		"> Letters are falling.\n"},
	{"bad-citation",
		"What stands in [@…] is no list of source ids.",
		"content/roles/clerk.md",
		"Letters are falling.[@study 2024]\n",
		"Letters are falling.[@study-2024]\n"},
	{"bad-figure",
		"What stands in [=…] is no figure of a role. There are risk, exposure, threat and band, of this "
		"role, of a level (/senior) or of another role (nurse, nurse/senior).",
		"content/roles/clerk.md",
		"Of 100 hours AI could do [=rsk] alone.\n",
		"Of 100 hours AI could do [=risk] alone.\n"},
	{"faq-lead",
		"Text stands before the first question of faq.md. Each question is a heading of the second level, "
		"with its answer below.",
		NULL,
		"Some questions.\n"
		"\n"
		"## Is it over?\n"
		"No.\n",
		"## Is it over?\n"
		"No.\n"},
	{"missing-picture",
		"There is no such picture. Its path is relative to the file that shows it.",
		"content/roles/clerk.md",
		"![Letters a year, falling](letters.png)\n",
		"Put letters.png beside the file, or mend its name.\n"},
	{"picture-elsewhere",
		"A picture stands on another site. Pages ask no other site for anything; it would tell that site "
		"who reads them, and could vanish.",
		"content/roles/clerk.md",
		"![A letter](https://pictures.example/letter.png)\n",
		"Save it beside the file and write ![A letter](letter.png)\n"},
	{"broken-link",
		"An address of this site has no file. A link, a picture, a style or an entry of the feed names "
		"it. Links in Markdown name a source beside the file or an address that begins with a slash. "
		"Addresses of pages end with a slash.",
		"content/roles/clerk.md",
		"More on [all roles](/role/).\n",
		"More on [all roles](/roles/).\n"},
};
/* clang-format on */

const struct diagnostic_group diagnostics_texts = {"Texts", rows, COUNT(rows)};

/* SPDX-License-Identifier: MIT */
#include "command/diagnostics.h"

/* clang-format off */
static const struct diagnostic rows[] = {
	{"uncited-figure",
		"A figure stands in a text without a source. Percentages, sums of money, large numbers, shares and "
		"ratios want a citation in their paragraph or row.",
		"content/roles/clerk.md",
		"It grew by 40% in a year.\n",
		"It grew by 40% in a year [@study-2024].\n"},
	{"restated-number",
		"A score of this role is written by hand. When the score changes, the text will not; a figure in "
		"brackets always follows.",
		"content/roles/clerk.md",
		"The exposure is 39 of 100 hours.\n",
		"The exposure is [=exposure] of 100 hours.\n"},
	{"promised-number",
		"A title promises a number, and another is what follows. Headings are counted, or the "
		"items of a list.",
		"content/articles/ways.md",
		"---\n"
		"title: 3 ways to stay\n"
		"dek: Ways.\n"
		"author: A. Clerk\n"
		"date: 2026-01-02\n"
		"---\n"
		"## Learn\n"
		"\n"
		"By doing.\n"
		"\n"
		"## Teach\n"
		"\n"
		"By showing.\n",
		"---\n"
		"title: 2 ways to stay\n"
		"dek: Ways.\n"
		"author: A. Clerk\n"
		"date: 2026-01-02\n"
		"---\n"
		"## Learn\n"
		"\n"
		"By doing.\n"
		"\n"
		"## Teach\n"
		"\n"
		"By showing.\n"},
	{"expired-source",
		"A source is past the day until which its claims count. Something still rests on it; look it up "
		"again.",
		"content/sources.yaml",
		"study-2024:\n"
		"  title: A study\n"
		"  publisher: A university\n"
		"  url: https://small.example/study\n"
		"  published: 2024-05\n"
		"  expires: 2026-06-30\n",
		"study-2024:\n"
		"  title: A study\n"
		"  publisher: A university\n"
		"  url: https://small.example/study\n"
		"  published: 2024-05\n"
		"  expires: 2027-06-30\n"},
	{"superseded-source",
		"A source is cited that has a newer edition in sources.yaml. It is told once a file.",
		"content/sources.yaml",
		"study-2024:\n"
		"  title: A study\n"
		"  publisher: A university\n"
		"  url: https://small.example/study\n"
		"  published: 2024-05\n"
		"study-2026:\n"
		"  title: A study, again\n"
		"  publisher: A university\n"
		"  url: https://small.example/again\n"
		"  published: 2026-05\n"
		"  supersedes: study-2024\n",
		"Cite [@study-2026] in its place, when it still says so.\n"},
	{"currency-country",
		"Pay is in a currency that is not used in that country. A table of what pay is told in decides.",
		"content/roles/clerk.md",
		"pay:\n"
		"  - country: DE\n"
		"    currency: GBP\n"
		"    level: mid\n"
		"    amount: 40000\n"
		"    per: year\n"
		"    as_of: 2025\n"
		"    source: study-2024\n",
		"pay:\n"
		"  - country: DE\n"
		"    currency: EUR\n"
		"    level: mid\n"
		"    amount: 40000\n"
		"    per: year\n"
		"    as_of: 2025\n"
		"    source: study-2024\n"},
	{"unattributed-quote",
		"A quote does not say whose it is. Its last paragraph names the author behind a dash.",
		"content/roles/clerk.md",
		"> Letters come and go.\n",
		"> Letters come and go.\n"
		">\n"
		"> — A. Clerk, *On Letters*\n"},
	{"forecast-due",
		"The window of a forecast is over, and it is still open. Somebody has to judge it: met or missed, and what "
		"shows it. A forecast without `to` is due when what `from` names is over, a year at its end.",
		"content/roles/clerk.md",
		"timeline:\n"
		"  - from: 2025\n"
		"    to: 2026-06\n"
		"    claim: The post office sorts no letter by hand.\n",
		"timeline:\n"
		"  - from: 2025\n"
		"    to: 2026-06\n"
		"    claim: The post office sorts no letter by hand.\n"
		"    status: missed\n"
		"    evidence: Two of its halls still did in July.\n"},
	{"repeated-sentence",
		"Two roles share a sentence of six words or more. Readers of both see that one page was made from the "
		"other. Case, emphasis and notes make no difference; names of tasks may be alike. Only `check` compares.",
		"content/roles/porter.md",
		"---\n"
		"title: Porter\n"
		"category: office\n"
		"updated: 2026-01-02\n"
		"tasks:\n"
		"  - {task: Carry parcels, exposure: 5}\n"
		"---\n"
		"## The day\n"
		"\n"
		"Of 100 hours AI reaches [=exposure].\n",
		"---\n"
		"title: Porter\n"
		"category: office\n"
		"updated: 2026-01-02\n"
		"tasks:\n"
		"  - {task: Carry parcels, exposure: 5}\n"
		"---\n"
		"## The day\n"
		"\n"
		"AI writes the lists, [=exposure] of 100 hours.\n"},
	{"unknown-allowance",
		"A comment allows nothing that can be allowed. It names one of the complaints about claims.",
		"content/roles/clerk.md",
		"Long ago. <!-- rolecast: allow uncited-figures, counted by ourselves -->\n",
		"It grew 40%. <!-- rolecast: allow uncited-figure, counted by ourselves -->\n"},
	{"allow-without-reason",
		"A comment allows something and does not say why. Readers of the source want to know.",
		"content/roles/clerk.md",
		"It grew 40%. <!-- rolecast: allow uncited-figure -->\n",
		"It grew 40%. <!-- rolecast: allow uncited-figure, counted by ourselves -->\n"},
	{"unused-allowance",
		"A comment allows something that is not there. Perhaps it was mended since.",
		"content/roles/clerk.md",
		"Long ago. <!-- rolecast: allow uncited-figure, counted by ourselves -->\n",
		"Long ago.\n"},
	{"unfinished",
		"A line begins with TODO: in what is no draft. It would be published.",
		"content/roles/clerk.md",
		"summary: \"TODO: the answer in one sentence\"\n",
		"summary: Most letters sort themselves.\n"},
};
/* clang-format on */

const struct diagnostic_group diagnostics_claims = {"Claims and drafts", rows, COUNT(rows)};

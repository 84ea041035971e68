/* SPDX-License-Identifier: MIT */
#include "command/diagnostics.h"

/* clang-format off */
static const struct diagnostic rows[] = {
	{"bad-redirect",
		"An address cannot lead on in this form. The old one is a path of this site, with letters as they are and "
		"neither ? nor #; the new one is a page of the site or a whole address elsewhere.",
		"content/site.yaml",
		"redirects:\n"
		"  - {from: old.html, to: /roles/}\n",
		"redirects:\n"
		"  - {from: /old.html, to: /roles/}\n"},
	{"redirect-taken",
		"An address leads on, and something stands there. That may be a page, a file, or a role whose slug "
		"another role's moved_from names. Readers can get only one of the two.",
		"content/site.yaml",
		"redirects:\n"
		"  - {from: /roles/clerk/, to: /roles/}\n",
		"redirects:\n"
		"  - {from: /roles/filing-clerk/, to: /roles/clerk/}\n"},
	{"same-redirect",
		"One address leads to two places. /old, /old/ and /old/index.html are one address; a role leads from all "
		"below a slug in its moved_from.",
		"content/site.yaml",
		"redirects:\n"
		"  - {from: /old/, to: /roles/}\n"
		"  - {from: /old, to: /sources/}\n",
		"redirects:\n"
		"  - {from: /old/, to: /roles/}\n"},
	{"redirect-loop",
		"Redirects lead in a circle. A chain that ends is cut short by itself; this one has no end.",
		"content/site.yaml",
		"redirects:\n"
		"  - {from: /old/, to: /older/}\n"
		"  - {from: /older/, to: /old/}\n",
		"redirects:\n"
		"  - {from: /old/, to: /roles/}\n"
		"  - {from: /older/, to: /old/}\n"},
	{"weak-redirect",
		"This host has no redirects, and no page can stand here. Where a host leads nobody on, pages do; but "
		"only what ends in / or .html can be a page.",
		"content/site.yaml",
		"redirects:\n"
		"  - {from: /report.pdf, to: /roles/}\n",
		"host: nginx\n"
		"redirects:\n"
		"  - {from: /report.pdf, to: /roles/}\n"},
	{"host-limit",
		"The host takes less than this. A warning is for what depends on a plan or a setting, an error for what "
		"will not work. Sizes are known once all is made, so that a build can tell of them only after it "
		"has written.",
		NULL,
		"$ dd if=/dev/zero of=content/files/film.mp4 bs=1M count=26; rolecast build\n",
		"Put the film elsewhere and link to it.\n"},
	{"host-base",
		"The host shows the site at the root of its domain. base_url has a path, so that every link of the pages "
		"would lead past them, unless something in front of the host or the folder itself adds that path.",
		"content/site.yaml",
		"host: netlify\n"
		"base_url: https://small.example/jobs\n",
		"host: netlify\n"
		"base_url: https://jobs.small.example\n"},
	{"security-expires",
		"The security contact has expired or soon will. Its last day is to be less than a year ahead: RFC 9116 "
		"has it so that nobody trusts an address that is no longer read.",
		"content/site.yaml",
		"base_url: https://jobs.example\n"
		"security:\n"
		"  contact: mailto:security@jobs.example\n"
		"  expires: 2026-06-30\n",
		"base_url: https://jobs.example\n"
		"security:\n"
		"  contact: mailto:security@jobs.example\n"
		"  expires: 2027-06-30\n"},
	{"bad-language",
		"A language of reports has no such form. It is written as a tag: en, de-AT.",
		"content/site.yaml",
		"base_url: https://jobs.example\n"
		"security:\n"
		"  contact: mailto:security@jobs.example\n"
		"  expires: 2027-06-30\n"
		"  languages: [English please]\n",
		"base_url: https://jobs.example\n"
		"security:\n"
		"  contact: mailto:security@jobs.example\n"
		"  expires: 2027-06-30\n"
		"  languages: [en]\n"},
	{"security-place",
		"Nobody looks for security.txt below a path. It stands at the root of a domain, and the path of base_url "
		"says that this site does not.",
		"content/site.yaml",
		"security:\n"
		"  contact: mailto:security@jobs.example\n"
		"  expires: 2027-06-30\n",
		"base_url: https://jobs.example\n"
		"security:\n"
		"  contact: mailto:security@jobs.example\n"
		"  expires: 2027-06-30\n"},
};
/* clang-format on */

const struct diagnostic_group diagnostics_hosts = {"Hosts and old addresses", rows, COUNT(rows)};

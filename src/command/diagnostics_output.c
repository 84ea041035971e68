/* SPDX-License-Identifier: MIT */
#include "command/diagnostics.h"

/* clang-format off */
static const struct diagnostic rows[] = {
	{"no-page",
		"The site has no page of this address. rolecast show wants one.",
		NULL,
		"$ rolecast show /role/clerk/\n",
		"$ rolecast show /roles/clerk/\n"},
	{"foreign-file",
		"Something that rolecast did not write is in the way. It stands in the output where a page would "
		"go; what others put there is never touched.",
		NULL,
		"$ echo hello > public/index.html; rolecast build\n",
		"$ mv public/index.html elsewhere; rolecast build\n"},
	{"edited-output",
		"A file in the output was edited by hand. One that is made again is overwritten; one that is no "
		"longer made stays.",
		NULL,
		"$ sed -i s/Clerk/Typist/ public/roles/clerk/index.html\n",
		"Edit content/roles/clerk.md.\n"},
	{"locked",
		"Another build is writing into the same output folder.",
		NULL,
		"$ rolecast build & rolecast build\n",
		"$ rolecast build & rolecast build --out elsewhere\n"},
	{"unwritable",
		"The output folder cannot be made or written into. The system's own words stand behind its name.",
		NULL,
		"$ rolecast build --out /proc/site\n",
		"$ rolecast build --out public\n"},
	{"write-failed",
		"A file could not be written. Mostly the disk is full. What was published still stands, and the "
		"next build mends it.",
		NULL,
		"$ rolecast build --out /mnt/full/public\n",
		"Make room and build again.\n"},
	{"no-cards",
		"This rolecast was compiled without share cards. site.yaml wants them, and the libraries that "
		"draw them are missing.",
		NULL,
		"$ rolecast build\n",
		"$ rolecast build --no-cards\n"},
	{"no-font",
		"There is no font to draw share cards with. One of the system is used.",
		NULL,
		"$ rolecast build\n",
		"$ apt-get install fonts-liberation2; rolecast build\n"},
	{"card-render",
		"A share card cannot be drawn. The libraries' own words stand behind it; mostly the theme's "
		"card.mustache is at fault.",
		NULL,
		"<svg xmlns=\"http://www.w3.org/2000/svg\"><text>{{role.title}}</svg>\n",
		"<svg xmlns=\"http://www.w3.org/2000/svg\"><text>{{role.title}}</text></svg>\n"},
};
/* clang-format on */

const struct diagnostic_group diagnostics_output = {"Commands and the output", rows, COUNT(rows)};

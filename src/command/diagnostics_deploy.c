/* SPDX-License-Identifier: MIT */
#include "command/diagnostics.h"

/* clang-format off */
static const struct diagnostic rows[] = {
	{"no-target",
		"site.yaml names no place to send the site to. rolecast deploy wants one.",
		NULL,
		"$ rolecast deploy\n",
		"deploy:\n"
		"  - {id: live, rsync: \"me@jobs.example:/var/www/jobs\"}\n"},
	{"bad-target",
		"A deploy target is not one that can be used. It has exactly one address, of rsync, rclone or git, "
		"which none of them takes for an option or for a command to run.",
		"content/site.yaml",
		"deploy:\n"
		"  - id: live\n"
		"    rsync: \"me@jobs.example:/jobs\"\n"
		"    git: \"me@jobs.example:jobs.git\"\n",
		"deploy:\n"
		"  - {id: live, rsync: \"me@jobs.example:/jobs\"}\n"
		"  - {id: pages, git: \"me@jobs.example:jobs.git\"}\n"},
	{"secret-in-content",
		"An address holds a password or a token. Content is shared and kept; secrets belong to ssh, to the "
		"configuration of rclone, to git's credential helpers, or into the environment.",
		"content/site.yaml",
		"deploy:\n"
		"  - {id: live, git: \"https://me:hunter2@jobs.example/jobs.git\"}\n",
		"deploy:\n"
		"  - {id: live, git: \"https://jobs.example/jobs.git\"}\n"},
	{"not-built",
		"The output folder does not hold a whole site. Only what a build has made, and nobody has changed "
		"since, is sent.",
		NULL,
		"$ rm -r public; rolecast deploy\n",
		"$ rolecast build && rolecast deploy\n"},
	{"other-build",
		"The output was built with other options than deploy has. Drafts and other assumptions are sent only "
		"when deploy is given the same.",
		NULL,
		"$ rolecast build --drafts && rolecast deploy\n",
		"$ rolecast build && rolecast deploy\n"},
	{"other-site",
		"A target holds another site. An earlier deploy put it there, from a site with another base_url; with "
		"--force this one takes over, and replaces and deletes the other one's files.",
		NULL,
		"$ rolecast deploy live\n",
		"$ rolecast deploy live --force\n"},
	{"too-many-deletes",
		"A deploy would delete many files. More than 20 that are more than a tenth of the site need to be "
		"asked for.",
		NULL,
		"$ rolecast deploy live\n",
		"$ rolecast deploy live --max-deletes 400\n"},
	{"no-tool",
		"The tool that a target needs cannot be started. Mostly it is not installed.",
		NULL,
		"$ rolecast deploy bucket\n",
		"$ apt-get install rclone; rolecast deploy bucket\n"},
	{"deploy-refused",
		"A target does not take the site. A key or password is wrong, a folder or repository is not there, "
		"may not be written, or is full. The tool's own words stand below.",
		NULL,
		"$ rolecast deploy live\n",
		"$ RSYNC_PASSWORD=... rolecast deploy live\n"},
	{"deploy-broken-off",
		"The way to a target is broken. Nobody answers there, or no longer does. The same command again "
		"carries on.",
		NULL,
		"$ rolecast deploy live\n",
		"$ rolecast deploy live --timeout 300\n"},
	{"deploy-moved",
		"The branch was changed by somebody else meanwhile. Nothing was overwritten; the same command again "
		"begins from what is there now.",
		NULL,
		"$ rolecast deploy pages\n",
		"$ rolecast deploy pages\n"},
	{"deploy-failed",
		"A tool failed at its work. Its own words stand below; what readers find at the target still works.",
		NULL,
		"$ rolecast deploy live\n",
		"Mend what the tool complains of, and run it again.\n"},
	{"deploy-differs",
		"What is at the target is not what was sent. It was compared afterwards; something else writes "
		"there, or loses what is written.",
		NULL,
		"$ rolecast deploy live\n",
		"Find out what else writes there, and run it again.\n"},
	{"interrupted",
		"A deploy was stopped by a signal. What readers find at the target works, and the same command "
		"again carries on.",
		NULL,
		"$ timeout 1 rolecast deploy live\n",
		"$ rolecast deploy live\n"},
};
/* clang-format on */

const struct diagnostic_group diagnostics_deploy = {"Deploying", rows, COUNT(rows)};

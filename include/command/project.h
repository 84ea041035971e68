/* SPDX-License-Identifier: MIT */
/* A site with its theme and its plan: what build, check, explain, show and score work on. */
#ifndef ROLECAST_COMMAND_PROJECT_H
#define ROLECAST_COMMAND_PROJECT_H

#include "command/command.h"
#include "page/plan.h"

struct project {
	struct site site;
	struct theme *theme; /* owned; it lies in its own arena */
	struct plan plan;
};

/* Reads every input. False when that failed; else *inputs is the hash of all that a build depends on. */
bool project_read(
	struct project *project, const struct site_options *options, struct hash128 *inputs, struct diags *diags);
/* Loads and checks all that was read, the theme too, and makes the plan. False when there are errors; all of
   them are reported. */
bool project_load(struct project *project, struct diags *diags);
void project_free(struct project *project);

/* What to look at again: paths below content/, and whether files of themes are among what changed. */
struct project_changes {
	const str *content;
	size_t content_count;
	bool has_theme;
};
enum project_change { PROJECT_SAME, PROJECT_STYLE, PROJECT_PAGES };
/* Makes *next of `now` and what changed, without its plan; `now` stays as it is, but for being borrowed from. `said`
   are the complaints that `now` came with: those that still hold are said again. False when there are errors, or
   loading was stopped. PROJECT_STYLE: only style sheets differ. Complaints speak of *next: tell them before it goes. */
bool project_update(struct project *next, struct project *now, const struct project_changes *changes,
	const struct diags *said, enum project_change *change, struct diags *diags);
/* The end of an update that failed or changed nothing. */
void project_forget(struct project *next, const struct project *now);
/* Hands over what *next borrowed; `now` can only be freed afterwards. */
void project_settle(struct project *next, struct project *now);
/* Makes the plan of a project that is settled. */
void project_plan(struct project *project);

/* The folder of the themes that come with the program, without last slash; empty when there is none. *error is why
   nobody could look for it, or 0. */
str command_themes(struct arena *arena, int *error);
/* Reads and loads; what is wrong is in diags. */
bool command_load(struct invocation *invocation, struct project *project, struct diags *diags);
struct site_options command_site_options(const struct invocation *invocation);
/* The options that make an output another site than its sources alone: "--drafts --model spread=5". */
str command_made_with(const struct invocation *invocation);
/* "1 file", "2,310 files" */
void command_put_count(struct buf *out, size_t count, const char *one);
/* "2 errors, 1 warning", or nothing. */
void command_put_problems(const struct diags *diags, struct buf *out);
/* "2 skipped: …" with a line end, or nothing. */
void command_put_skipped(const struct site *site, struct buf *out);
/* By which --model the scores are made; nothing for the site's own. */
void command_put_variant(const struct site *site, struct buf *out);

#endif

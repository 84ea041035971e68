/* SPDX-License-Identifier: MIT */
/* Scores as tables, JSON and CSV, and a score term by term. */
#ifndef ROLECAST_COMMAND_REPORT_H
#define ROLECAST_COMMAND_REPORT_H

#include "command/sheet.h"
#include "content/site.h"

enum report_format { REPORT_TABLE, REPORT_JSON, REPORT_CSV };

/* All roles at all levels. */
void report_scores(const struct site *site, enum report_format format, const struct sheet *sheet);
/* "model": {…}: what a variant has otherwise. */
void report_model_json(const struct site *site, struct buf *out);
/* "Scored with tilt.senior=30 (the site: 20) and spread=5 (the site: 10)." */
void report_model(const struct site *site, struct sheet *sheet);
/* Of the column of roles in a line beside `others`, as far as there is room; a longer slug stands out. */
size_t report_slug_width(const struct site *site, size_t line, size_t others);
/* Of the column of level ids. */
size_t report_level_width(const struct site *site);
/* All roles at all levels beside the site's own scores, and how the ranking moves. */
void report_variant(const struct site *site, struct sheet *sheet);
/* ROLE or ROLE/LEVEL, found by its slug. */
struct report_target {
	const struct role *role;
	size_t level;
};
bool report_find(const struct site *site, str name, struct report_target *target, struct diags *diags);
/* "very high" and the like, for sentences. */
const char *report_band(enum score_band band);
/* The arithmetic of one score: its terms, its range, which judgement matters most, what would move its band. */
void report_explain(const struct site *site, const struct report_target *target, struct sheet *sheet);
void report_explain_json(const struct site *site, const struct report_target *target, struct buf *out);
/* A variant's score beside the site's own, also as members of the object above. */
void report_against(const struct site *site, const struct report_target *target, struct sheet *sheet);
void report_against_json(const struct site *site, const struct report_target *target, struct buf *out);
/* What differs between two scores: side by side, then task by task, adding up. */
void report_difference(const struct report_target targets[2], struct sheet *sheet);
void report_difference_json(const struct site *site, const struct report_target targets[2], struct buf *out);
/* For score_compare: which task of the second is the same as one of the first, by its id. */
void report_same_tasks(const struct report_target targets[2], int same[SCORE_MAX_TASKS]);

#endif

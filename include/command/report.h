/* SPDX-License-Identifier: MIT */
/* Scores as tables, JSON and CSV, and a score term by term. */
#ifndef ROLECAST_COMMAND_REPORT_H
#define ROLECAST_COMMAND_REPORT_H

#include "content/site.h"

enum report_format { REPORT_TABLE, REPORT_JSON, REPORT_CSV };

/* All roles at all levels. */
void report_scores(const struct site *site, enum report_format format, struct buf *out);
/* ROLE or ROLE/LEVEL, found by its slug. */
struct report_target {
	const struct role *role;
	size_t level;
};
bool report_find(const struct site *site, str name, struct report_target *target, struct diags *diags);
/* The arithmetic of one score, in at most 80 columns. */
void report_explain(const struct site *site, const struct report_target *target, struct buf *out);
void report_explain_json(const struct site *site, const struct report_target *target, struct buf *out);

#endif

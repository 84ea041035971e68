/* SPDX-License-Identifier: MIT */
/* Everything that pages show, as data: the index for searching, the API, the table of scores. */
#ifndef ROLECAST_PAGE_DATA_H
#define ROLECAST_PAGE_DATA_H

#include "page/plan.h"

/* Appends the file to maker->out. */
void data_render(const struct plan *plan, const struct output *output, struct maker *maker);
/* One line a role and level; the same as `rolecast score --format csv`. */
void data_scores(const struct site *site, struct buf *out);
/* data_changes.c: what changed from one edition to another, every level and every step. `url` may be empty. */
void data_change(const struct views *views, const struct revisions *revisions, str url, struct buf *out);
void data_changes(const struct plan *plan, struct maker *maker);
/* What the personal scan reckons with: a record `scan`. */
struct value data_scan(const struct views *views, const struct role_views *shared, struct arena *arena);

#endif

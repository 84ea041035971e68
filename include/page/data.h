/* SPDX-License-Identifier: MIT */
/* Everything that pages show, as data: the index for searching, the API, the table of scores. */
#ifndef ROLECAST_PAGE_DATA_H
#define ROLECAST_PAGE_DATA_H

#include "page/plan.h"

/* Appends the file to maker->out. */
void data_render(const struct plan *plan, const struct output *output, struct maker *maker);
/* One line a role and level; the same as `rolecast score --format csv`. */
void data_scores(const struct site *site, struct buf *out);
/* What the personal scan reckons with: a record `scan`. */
struct value data_scan(const struct views *views, const struct role_views *shared, struct arena *arena);

#endif

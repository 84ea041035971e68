/* SPDX-License-Identifier: MIT */
/* Everything that pages show, as data: the index for searching, the API, the table of scores. */
#ifndef ROLECAST_PAGE_DATA_H
#define ROLECAST_PAGE_DATA_H

#include "page/columns.h"
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

/* A file of data that is one for the whole site. */
struct data_file {
	enum data_kind kind;
	const char *url;    /* without base path */
	const char *label;  /* of what it holds, in the theme's words */
	const char *schema; /* address of its JSON Schema, or NULL */
	enum data_need { DATA_NEEDS_NOTHING, DATA_NEEDS_FORECASTS, DATA_NEEDS_EDITIONS } needs;
	bool is_data; /* no schema, no index */
};
extern const struct data_file data_files[];
extern const size_t data_file_count;
bool data_file_is_made(const struct data_file *file, const struct views *views);

/* provenance.c: what stands behind the numbers */
struct value provenance_sums(const struct site *site, const struct role *role, size_t level, struct arena *arena);
struct value provenance_sources(const struct role *role, struct arena *arena);
/* How each task was judged, and what that rests on. */
struct value provenance_tasks(const struct role *role, struct arena *arena);
struct value provenance_model(const struct views *views, struct arena *arena);
str provenance_licence(const struct site *site);
str provenance_program(void);
/* Appends forecasts.json to maker->out. */
void provenance_forecasts(const struct plan *plan, struct maker *maker);

#endif

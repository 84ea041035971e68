/* SPDX-License-Identifier: MIT */
/* The CSV files of a site, a row a column: from these rows come the headings, the cells, the dictionary of /data/ and
   that of docs/data.md. */
#ifndef ROLECAST_PAGE_COLUMNS_H
#define ROLECAST_PAGE_COLUMNS_H

#include "page/plan.h"

enum data_table { TABLE_SCORES, TABLE_TASKS, TABLE_FORECASTS, DATA_TABLES };

struct csv_line;
struct column {
	const char *name, *unit, *range, *about;
	void (*put)(const struct csv_line *line, struct buf *out);
	bool is_of_variant; /* only there under --model; those come last */
};

struct column_table {
	enum data_kind kind;
	const char *name;  /* of the file */
	const char *about; /* what a line is */
	const struct column *columns;
	size_t count;
};

extern const struct column_table column_tables[DATA_TABLES];

/* Appends the file, and lets it be drained; the ledger may be NULL where the table is none of forecasts. */
void columns_put(enum data_table table, const struct site *site, const struct ledger *ledger, const struct drain *drain,
	struct buf *out);
/* How many columns it has in this run. */
size_t columns_count(const struct column_table *table, const struct site *site);
/* How many lines it has below its headings. */
size_t columns_lines(enum data_table table, const struct site *site, const struct ledger *ledger);
/* The shell commands that recompute every risk from tasks.csv. */
void columns_recipe(struct buf *out);
/* The dictionaries as Markdown: a part of docs/data.md. */
void columns_docs(struct buf *out);

#endif

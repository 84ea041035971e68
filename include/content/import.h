/* SPDX-License-Identifier: MIT */
/* A table of published data becomes roles, or a benchmark. Rows are taken as they come; what is kept of them is what
   the files to be written need, up to a limit. Only what is whole is written: any complaint means that nothing is. */
#ifndef ROLECAST_CONTENT_IMPORT_H
#define ROLECAST_CONTENT_IMPORT_H

#include "content/import_map.h"
#include "content/site.h"
#include "format/csv.h"

enum { IMPORT_MAX_KEPT = 256 << 20, IMPORT_MAX_CELL = 4096 };

/* The first line of what is written; a file that has lost it belongs to its author. */
#define IMPORT_MARK "# Written by `rolecast import`; --force writes it anew as long as this line stands."

struct import_judged {
	struct judgement judgement; /* low is JUDGED_NUMBER where only the value is known */
	bool is_set;
};

struct import_task {
	str text, id, ref; /* plain text; id may be empty */
	struct import_judged exposure, autonomy;
	const struct import_rule *exposure_says, *autonomy_says; /* NULL where the map says nothing */
	str rationale;
	uint32_t weight; /* tenths */
	size_t row;
};

enum import_category { CATEGORY_BY_COLUMN, CATEGORY_BY_CODE, CATEGORY_BY_OPTION, CATEGORY_FIRST, CATEGORY_WAYS };

struct import_role {
	str title, code, category, slug;
	enum import_category category_by;
	bool shares_slug; /* its code was added to tell it from another */
	bool is_full;     /* said to have too many tasks */
	struct import_task *tasks;
	size_t count, cap;
	size_t row, line; /* its first */
};

enum import_skip { SKIP_BY_MAP, SKIP_UNRATED, SKIP_TWICE, IMPORT_SKIPS };

struct import {
	const struct import_map *map;
	const struct site *site;
	str path;     /* of the file, as it is shown */
	str category; /* --category */
	str today;
	struct arena *arena;
	struct diags *diags;  /* of what the map asks for, and the file does not have */
	struct arena scratch; /* of the row at hand */
	struct map titles;    /* code → str *, from a second file */
	bool has_titles;
	size_t at[IMPORT_COLUMNS]; /* number of each column; SIZE_MAX where there is none */
	struct map by_key, texts;
	struct import_role **roles; /* in the order of the file */
	size_t role_count, cap;
	struct buf values; /* a benchmark's rows as CSV */
	size_t value_count;
	size_t kept; /* bytes */
	size_t rows, skipped[IMPORT_SKIPS];
	size_t faults; /* of roles, once all rows are there; the first CSV_MOST_TOLD are told */
};

/* Takes a row of the file, and of the file of titles: for csv_open. */
csv_row_fn import_take_row, import_take_name;
/* Ends what import_take_row began. */
void import_free(struct import *import);
/* When all rows are there: checks what only the whole can tell, gives slugs and categories. */
bool import_finish(struct import *import, struct diags *diags);
size_t import_task_count(const struct import *import);

/* The files of a role: index.md and tasks.yaml, or all in one. */
void import_put_index(const struct import *import, const struct import_role *role, struct buf *out);
void import_put_tasks(const struct import *import, const struct import_role *role, struct buf *out);
void import_put_one_file(const struct import *import, const struct import_role *role, struct buf *out);
/* An entry of sources.yaml and of benchmarks.yaml. */
void import_put_source(const struct citable *source, struct buf *out);
void import_put_benchmark(const struct import *import, struct buf *out);
/* Plain text as Markdown that shows it as it is. */
void import_put_markdown(str text, struct buf *out);

#endif

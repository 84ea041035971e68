/* SPDX-License-Identifier: MIT */
/* What columns of a table mean, for `rolecast import`: a YAML file, loaded by tables like all content. */
#ifndef ROLECAST_CONTENT_IMPORT_MAP_H
#define ROLECAST_CONTENT_IMPORT_MAP_H

#include "content/records.h"

enum import_column {
	COLUMN_ROLE,
	COLUMN_CODE,
	COLUMN_CATEGORY,
	COLUMN_TASK,
	COLUMN_TASK_ID,
	COLUMN_WEIGHT,
	COLUMN_EXPOSURE,
	COLUMN_EXPOSURE_LOW,
	COLUMN_EXPOSURE_HIGH,
	COLUMN_AUTONOMY,
	COLUMN_AUTONOMY_LOW,
	COLUMN_AUTONOMY_HIGH,
	COLUMN_RATIONALE,
	COLUMN_VALUE,
	IMPORT_COLUMNS
};

struct import_columns {
	struct text names[IMPORT_COLUMNS]; /* headings of the file; empty where there is none */
};

/* What a cell of certain words stands for. */
struct import_rule {
	str cell;
	struct mark mark;
	bool is_skipped;            /* its row is left out */
	struct judgement judgement; /* low is JUDGED_NUMBER where only the value is given */
	struct prose says;          /* becomes part of the rationale */
	struct number weight;       /* tenths */
	str category;
};

struct import_rules {
	struct import_rule *items;
	size_t count;
};

struct import_values {
	struct import_rules exposure, autonomy, weight, category, value;
};

struct import_scale {
	struct number exposure[2], autonomy[2]; /* times 100 */
};

struct import_spread {
	struct number exposure, autonomy;
};

/* A second file, of titles by code. */
struct import_occupations {
	struct text code, role;
};

struct import_benchmark {
	struct text id, title, url, licence, publisher, source;
	struct number scale[2];
	struct dated as_of;
};

enum import_makes { IMPORT_ROLES, IMPORT_DRAFTS, IMPORT_BENCHMARK };
enum import_code { IMPORT_SOC, IMPORT_ISCO };
enum import_titles { IMPORT_SINGULAR, IMPORT_PLURAL };

struct import_map {
	struct text title;
	struct number makes, separator, quotes, code, titles, weights;
	LIST_OF(struct citable) sources;
	struct import_columns *columns;
	struct import_occupations *occupations;
	struct import_values *values;
	struct import_scale *scale;
	struct import_spread *spread;
	struct import_benchmark *benchmark;
	struct prose note;
	struct text assessed_by, method;
	struct dated updated;
	struct mark mark; /* its first key */
};

extern const struct record import_map_record;

/* KEY=VALUE that counts instead of what the map says: "columns.value" and a scalar, or YAML in [ ] or { }. */
struct import_setting {
	str key, value;
};

/* False when something is wrong with the map, or does not go together. */
bool import_map_load(struct import_map *map, const struct source *source, const struct import_setting *settings,
	size_t setting_count, struct arena *arena, struct diags *diags);
/* '\t', ',', ';', or 0 where the file itself tells. */
char import_map_separator(const struct import_map *map);

#endif

/* SPDX-License-Identifier: MIT */
#include "page/contract.h"

#include <assert.h>

#define FIELD_ROW(row_kind, row_name, row_of, row_help)                                                                \
	{.name = #row_name,                                                                                            \
		.key = {"\"" #row_name "\":", sizeof("\"" #row_name "\":") - 1},                                       \
		.kind = VIEW_##row_kind,                                                                               \
		.of = SHAPE_##row_of,                                                                                  \
		.help = row_help},
#define RECORD_ROWS(record) static const struct view_field record##_fields[] = {VIEW_##record(FIELD_ROW)};
#define RECORD_ENTRY(record) [SHAPE_##record] = {#record, record##_fields, COUNT(record##_fields)},
#define RECORD_SIZE(record)                                                                                            \
	static_assert(sizeof(struct view_##record) == COUNT(record##_fields) * sizeof(struct value), "a value a field");

VIEWS(RECORD_ROWS)
VIEWS(RECORD_SIZE)

const struct view_record view_records[SHAPE_COUNT] = {[SHAPE_none] = {.name = "nothing"},
	[SHAPE_strings] = {.name = "strings"},
	[SHAPE_scripts] = {.name = "scripts"},
	[SHAPE_styles] = {.name = "styles"},
	VIEWS(RECORD_ENTRY)};

void contract_declare(struct mustache_set *set, struct arena *arena, const struct contract_open *open)
{
	for (size_t i = 0; i < SHAPE_COUNT; i++) {
		const struct view_record *record = &view_records[i];
		const char **names = arena_array(arena, const char *, record->count);
		for (size_t k = 0; k < record->count; k++)
			names[k] = record->fields[k].name;
		if (i < OPEN_SHAPES)
			mustache_shape(set, record->name, open->of[i].names, open->of[i].count);
		else
			mustache_shape(set, record->name, names, record->count);
	}
}

/* SPDX-License-Identifier: MIT */
/* The cells of a row that is imported; only src/content/import*.c include this. */
#ifndef ROLECAST_CONTENT_IMPORT_PARTS_H
#define ROLECAST_CONTENT_IMPORT_PARTS_H

#include "content/import.h"

struct taking {
	struct import *import;
	const struct csv_row *row;
};

/* TAKEN_NOT: the row is left out, and counted. TAKEN_WRONG: it was complained of. */
enum taken { TAKEN, TAKEN_NOT, TAKEN_WRONG };

/* For "row %zu, column '%.*s'". */
#define PLACE(taking, column) (taking)->row->number, STR_ARG((taking)->import->map->columns->names[column].s)

/* Trimmed; empty where the file has no such column. */
str import_cell(const struct taking *taking, enum import_column column);
/* Line ends, tabs and runs of blanks become a blank. */
str import_one_line(struct arena *arena, str text);
/* Spreadsheets and data frames make 8823.0 of the number 8823. */
str import_without_decimal(str code);
enum taken import_take_judgements(const struct taking *taking, struct import_task *task);
enum taken import_take_weight(const struct taking *taking, struct import_task *task);
enum taken import_take_category(const struct taking *taking, str *category);
bool import_take_code(const struct taking *taking, str *code);
bool import_take_title(const struct taking *taking, str code, str *title);
/* Id, reference, rationale and text, in scratch. */
bool import_take_words(const struct taking *taking, struct import_task *task);
/* The number of a benchmark as it is written. */
enum taken import_take_value(const struct taking *taking, str *written);

#endif

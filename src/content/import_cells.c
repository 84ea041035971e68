/* SPDX-License-Identifier: MIT */
/* What stands in the cells of a row: words that the map explains, numbers of a scale, texts of one line. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/nearest.h"
#include "base/slug.h"
#include "content/codes.h"
#include "content/import_parts.h"

/* Bytes of a cell in a complaint; the line itself is shown below it. */
enum { LONGEST_SHOWN = 80 };

str import_cell(const struct taking *taking, enum import_column column)
{
	size_t at = taking->import->at[column];
	return at == SIZE_MAX ? ((str){0}) : str_trim(taking->row->cells[at]);
}

/* Line ends of Unicode, and a mark of byte order. */
static bool is_wide_blank(str text)
{
	return str_starts(text, S("\xE2\x80\xA8")) || str_starts(text, S("\xE2\x80\xA9"))
		|| str_starts(text, S("\xEF\xBB\xBF"));
}

/* One line: line ends, tabs and runs of blanks become a blank, and so do the line ends of Unicode. */
str import_one_line(struct arena *arena, str text)
{
	char *line = arena_alloc(arena, text.len + 1);
	size_t length = 0;
	bool is_open = false;
	while (text.len) {
		char c = text.at[0];
		bool is_wide = (c == '\xE2' || c == '\xEF') && is_wide_blank(text);
		bool is_blank = c == ' ' || c == '\t' || c == '\r' || c == '\n';
		if (!is_wide && !is_blank) {
			if (is_open && length)
				line[length++] = ' ';
			line[length++] = c;
		}
		is_open = is_wide || is_blank;
		text = str_skip(text, is_wide ? 3 : 1);
	}
	return (str){line, length};
}

/* Spreadsheets and data frames make 8823.0 of the number 8823. */
str import_without_decimal(str code)
{
	int64_t number;
	bool is_whole = str_ends(code, S(".0")) && str_int(str_part(code, 0, code.len - 2), &number);
	return is_whole ? str_part(code, 0, code.len - 2) : code;
}

static const struct import_rule *rule_for(const struct import_rules *rules, str cell)
{
	for (size_t i = 0; rules && i < rules->count; i++)
		if (str_eq(rules->items[i].cell, cell))
			return &rules->items[i];
	return NULL;
}

/* In billionths, so that what a binary number cannot hold exactly is rounded as it was written. */
static bool parse_number(str text, int64_t *billionths)
{
	double value;
	if (!csv_number(text, &value) || !(value > -1e7 && value < 1e7))
		return false;
	*billionths = llround(value * 1e9);
	return true;
}

static void put_cells(const struct import_rules *rules, struct buf *out)
{
	for (size_t i = 0; i < rules->count && out->len < 200; i++)
		buf_printf(out, "%s%.*s", i ? ", " : "", STR_ARG(rules->items[i].cell));
}

/* "1,364,180" or "0,5" */
static bool is_grouped(str cell)
{
	for (size_t i = 0; i < cell.len; i++)
		if (!strchr("0123456789., '", cell.at[i]))
			return false;
	return cell.len > 0;
}

/* What `values` cannot speak of. */
static bool is_bound(enum import_column column)
{
	return column == COLUMN_EXPOSURE_LOW || column == COLUMN_EXPOSURE_HIGH || column == COLUMN_AUTONOMY_LOW
		|| column == COLUMN_AUTONOMY_HIGH;
}

static bool unknown_value(
	const struct taking *taking, enum import_column column, const struct import_rules *rules, str cell)
{
	struct nearest nearest = {.word = cell};
	struct buf all = {0};
	str shown = str_cut(cell, LONGEST_SHOWN);
	csv_complain(taking->row, taking->import->at[column], "unknown-value",
		cell.len ? "row %zu, column '%.*s': the map does not say what '%.*s' stands for"
			 : "row %zu, column '%.*s': an empty cell%.*s, of which the map says nothing",
		PLACE(taking, column), STR_ARG(shown));
	for (size_t i = 0; rules && i < rules->count; i++)
		nearest_offer(&nearest, rules->items[i].cell);
	if (rules)
		put_cells(rules, &all);
	if (nearest.best.len)
		csv_hint(taking->row, "did you mean '%.*s'?", STR_ARG(nearest.best));
	else if (all.len)
		csv_hint(taking->row, "it knows %.*s; add the cell to `values`, with `skip` to leave such rows out",
			STR_ARG(buf_str(&all)));
	else
		csv_hint(taking->row, "%s",
			is_grouped(cell)
				? "numbers have a point before their decimals, and nothing between their thousands"
				: is_bound(column) ? "a number is wanted"
						   : "a number is wanted, or an entry of the cell in `values`");
	buf_free(&all);
	return false;
}

/* False, and told, when it is no number of the scale. */
static bool take_number(
	const struct taking *taking, enum import_column column, const struct number scale[2], int64_t *billionths)
{
	str cell = import_without_decimal(import_cell(taking, column));
	if (!parse_number(cell, billionths))
		return unknown_value(taking, column, NULL, cell);
	if (*billionths >= scale[0].value * 10000000 && *billionths <= scale[1].value * 10000000)
		return true;
	csv_complain(taking->row, taking->import->at[column], "csv-row",
		"row %zu, column '%.*s': %.*s is outside the scale", PLACE(taking, column), STR_ARG(cell));
	csv_hint(taking->row, "the map's `scale` says what the numbers lie between");
	return false;
}

/* A number of the scale as 0 to 100, half up. */
static bool take_points(
	const struct taking *taking, enum import_column column, const struct number scale[2], uint8_t *points)
{
	int64_t number = 0, low = scale[0].value * 10000000, high = scale[1].value * 10000000;
	if (!take_number(taking, column, scale, &number))
		return false;
	*points = (uint8_t)((200 * (number - low) + high - low) / (2 * (high - low)));
	return true;
}

static bool take_bounds(
	const struct taking *taking, enum import_column low, const struct number *scale, struct judgement *judgement)
{
	enum import_column high = low + 1;
	if (taking->import->at[low] == SIZE_MAX)
		return true;
	if (!take_points(taking, low, scale, &judgement->low) || !take_points(taking, high, scale, &judgement->high))
		return false;
	if (judgement->low <= judgement->value && judgement->value <= judgement->high)
		return true;
	return csv_complain(taking->row, taking->import->at[low], "bad-bounds",
		"row %zu, column '%.*s': low %d, value %d, high %d are not in order", PLACE(taking, low),
		judgement->low, judgement->value, judgement->high);
}

static void spread_out(struct judgement *judgement, const struct number *spread)
{
	if (!spread || !spread->is_set || judgement->low != JUDGED_NUMBER)
		return;
	int low = judgement->value - (int)spread->value, high = judgement->value + (int)spread->value;
	judgement->low = (uint8_t)(low < 0 ? 0 : low);
	judgement->high = (uint8_t)(high > 100 ? 100 : high);
}

/* Exposure and autonomy differ in their columns, and in where the map speaks of them. */
struct judging {
	enum import_column column;
	const struct import_rules *rules;
	const struct number *scale, *spread;
};

static enum taken take_judgement(const struct taking *taking, const struct judging *judging,
	struct import_judged *judged, const struct import_rule **rule)
{
	static const struct number hundred[2] = {{.value = 0}, {.value = 10000}};
	const struct number *scale = judging->scale && judging->scale[1].is_set ? judging->scale : hundred;
	struct import *import = taking->import;
	str cell = import_cell(taking, judging->column);
	if (import->at[judging->column] == SIZE_MAX)
		return TAKEN;
	*rule = rule_for(judging->rules, cell);
	if (*rule && (*rule)->is_skipped)
		return import->skipped[SKIP_BY_MAP]++, TAKEN_NOT;
	if (!*rule && cell.len == 0)
		return import->skipped[SKIP_UNRATED]++, TAKEN_NOT;
	judged->judgement = *rule ? (*rule)->judgement : (struct judgement){.low = JUDGED_NUMBER};
	judged->is_set = true;
	int64_t number;
	if (!*rule && !parse_number(cell, &number))
		return unknown_value(taking, judging->column, judging->rules, cell), TAKEN_WRONG;
	if (!*rule && !take_points(taking, judging->column, scale, &judged->judgement.value))
		return TAKEN_WRONG;
	if (!take_bounds(taking, judging->column + 1, scale, &judged->judgement))
		return TAKEN_WRONG;
	spread_out(&judged->judgement, judging->spread);
	return TAKEN;
}

enum taken import_take_judgements(const struct taking *taking, struct import_task *task)
{
	const struct import_map *map = taking->import->map;
	struct judging exposure = {COLUMN_EXPOSURE, map->values ? &map->values->exposure : NULL,
		map->scale ? map->scale->exposure : NULL, map->spread ? &map->spread->exposure : NULL};
	struct judging autonomy = {COLUMN_AUTONOMY, map->values ? &map->values->autonomy : NULL,
		map->scale ? map->scale->autonomy : NULL, map->spread ? &map->spread->autonomy : NULL};
	if (map->makes.value == IMPORT_DRAFTS)
		return TAKEN;
	enum taken taken = take_judgement(taking, &exposure, &task->exposure, &task->exposure_says);
	return taken == TAKEN ? take_judgement(taking, &autonomy, &task->autonomy, &task->autonomy_says) : taken;
}

enum taken import_take_value(const struct taking *taking, str *written)
{
	struct import *import = taking->import;
	const struct import_map *map = import->map;
	const struct import_rules *rules = map->values ? &map->values->value : NULL;
	int64_t number;
	*written = import_cell(taking, COLUMN_VALUE);
	if (rule_for(rules, *written))
		return import->skipped[SKIP_BY_MAP]++, TAKEN_NOT;
	if (written->len == 0)
		return import->skipped[SKIP_UNRATED]++, TAKEN_NOT;
	if (!parse_number(import_without_decimal(*written), &number))
		return unknown_value(taking, COLUMN_VALUE, rules, *written), TAKEN_WRONG;
	return take_number(taking, COLUMN_VALUE, map->benchmark->scale, &number) ? TAKEN : TAKEN_WRONG;
}

enum taken import_take_weight(const struct taking *taking, struct import_task *task)
{
	const struct import_rules *rules = taking->import->map->values ? &taking->import->map->values->weight : NULL;
	str cell = import_cell(taking, COLUMN_WEIGHT);
	int64_t number;
	if (taking->import->at[COLUMN_WEIGHT] == SIZE_MAX)
		return TAKEN;
	const struct import_rule *rule = rule_for(rules, cell);
	if (rule && rule->is_skipped)
		return taking->import->skipped[SKIP_BY_MAP]++, TAKEN_NOT;
	if (rule) {
		task->weight = (uint32_t)rule->weight.value;
		return TAKEN;
	}
	if (!parse_number(cell, &number) || number < 0 || number > SCORE_MAX_TIME * INT64_C(100000000))
		return unknown_value(taking, COLUMN_WEIGHT, rules, cell), TAKEN_WRONG;
	task->weight = (uint32_t)((number + 50000000) / 100000000);
	return TAKEN;
}

/* Text that must be there and not too long, as one line. */
static bool take_text(const struct taking *taking, enum import_column column, str *text)
{
	*text = import_one_line(&taking->import->scratch, import_cell(taking, column));
	size_t at = taking->import->at[column];
	if (text->len > IMPORT_MAX_CELL)
		return csv_complain(taking->row, at, "too-large",
			"row %zu, column '%.*s': %zu bytes, where at most %d are read", PLACE(taking, column),
			text->len, IMPORT_MAX_CELL);
	return text->len > 0
		|| csv_complain(
			taking->row, at, "csv-row", "row %zu, column '%.*s': an empty cell", PLACE(taking, column));
}

bool import_take_code(const struct taking *taking, str *code)
{
	bool is_soc = taking->import->map->code.value == IMPORT_SOC;
	if (taking->import->at[COLUMN_CODE] == SIZE_MAX)
		return true;
	*code = import_without_decimal(import_cell(taking, COLUMN_CODE));
	if (codes_are(*code, is_soc ? soc_forms : isco_forms))
		return true;
	str shown = str_cut(*code, LONGEST_SHOWN);
	csv_complain(taking->row, taking->import->at[COLUMN_CODE], "bad-code",
		"row %zu, column '%.*s': '%.*s' is no %s code", PLACE(taking, COLUMN_CODE), STR_ARG(shown),
		is_soc ? "SOC" : "ISCO-08");
	csv_hint(taking->row, is_soc ? "such as 15-1252, or 15-1252.00 as O*NET has it" : "four digits, such as 2512");
	return false;
}

bool import_take_title(const struct taking *taking, str code, str *title)
{
	struct import *import = taking->import;
	if (!import->has_titles)
		return take_text(taking, COLUMN_ROLE, title);
	const str *found = map_get(&import->titles, code);
	*title = found ? *found : (str){0};
	return found
		|| csv_complain(taking->row, import->at[COLUMN_CODE], "csv-row",
			"row %zu: the file of titles has none for '%.*s'", taking->row->number, STR_ARG(code));
}

enum taken import_take_category(const struct taking *taking, str *category)
{
	const struct import_rules *rules = taking->import->map->values ? &taking->import->map->values->category : NULL;
	*category = import_cell(taking, COLUMN_CATEGORY);
	const struct import_rule *rule = rule_for(rules, *category);
	if (taking->import->at[COLUMN_CATEGORY] == SIZE_MAX || !rule)
		return TAKEN;
	if (rule->is_skipped)
		return taking->import->skipped[SKIP_BY_MAP]++, TAKEN_NOT;
	*category = rule->category;
	return TAKEN;
}

/* 8823 → task-8823 */
static str id_of(struct arena *scratch, str number)
{
	str slug = slug_ascii(scratch, number);
	return slug.len ? arena_printf(scratch, "task-%.*s", STR_ARG(slug)) : slug;
}

/* Tasks are phrases here: they stand in lists and within sentences. */
static str without_stop(str text)
{
	bool is_sentence =
		text.len > 1 && str_ends(text, S(".")) && !str_ends(text, S("..")) && !str_ends(text, S("etc."));
	return is_sentence ? str_part(text, 0, text.len - 1) : text;
}

bool import_take_words(const struct taking *taking, struct import_task *task)
{
	struct arena *scratch = &taking->import->scratch;
	task->row = taking->row->number;
	task->ref = import_without_decimal(import_one_line(scratch, import_cell(taking, COLUMN_TASK_ID)));
	task->id = id_of(scratch, task->ref);
	task->rationale = import_one_line(scratch, import_cell(taking, COLUMN_RATIONALE));
	if (task->id.len > SLUG_MAX || task->rationale.len > IMPORT_MAX_CELL)
		return csv_complain(taking->row,
			taking->import->at[task->id.len > SLUG_MAX ? COLUMN_TASK_ID : COLUMN_RATIONALE], "too-large",
			"row %zu: a cell of more bytes than are read", task->row);
	bool ok = take_text(taking, COLUMN_TASK, &task->text);
	task->text = without_stop(task->text);
	return ok;
}

/* SPDX-License-Identifier: MIT */
/* Sources and published measures. */
#include <stdlib.h>
#include <string.h>

#include "base/nearest.h"
#include "content/load.h"
#include "format/csv.h"

static struct yaml_node *parse(struct site *site, const struct input *input, struct diags *diags)
{
	return input->is_broken ? NULL : yaml_parse(&input->source, 0, input->source.text.len, &site->arena, diags);
}

static void check_supersedes(struct site *site, const struct citable *source, struct diags *diags)
{
	struct text older = source->supersedes;
	if (older.s.len == 0 || map_get(&site->source_by_id, older.s))
		return;
	struct nearest nearest = {.word = older.s};
	for (size_t i = 0; i < site->sources.count; i++)
		nearest_offer(&nearest, site->sources.items[i].id.s);
	diag_error(diags, older.mark, "unknown-source", "there is no source '%.*s'", STR_ARG(older.s));
	if (nearest.best.len)
		diag_hint(diags, "did you mean '%.*s'?", STR_ARG(nearest.best));
}

bool sources_load(struct site *site, const struct input *input, struct diags *diags)
{
	static const struct field all = {
		.name = "sources", .kind = FIELD_RECORD, .flags = FIELD_LIST | FIELD_BY_ID, .record = &source_record};
	struct schema schema = schema_for(site, &site->arena, diags);
	struct yaml_node *node = parse(site, input, diags);
	if (!node || node->kind == YAML_NULL)
		return node != NULL;
	bool ok = schema_load_field(&schema, &all, node, &site->sources);
	for (size_t i = 0; i < site->sources.count; i++) {
		struct citable *source = &site->sources.items[i];
		if (source->id.s.len)
			*map_at(&site->source_by_id, &site->arena, source->id.s) = source;
	}
	for (size_t i = 0; i < site->sources.count; i++)
		check_supersedes(site, &site->sources.items[i], diags);
	return ok;
}

struct measure {
	struct site *site;
	struct benchmark *benchmark;
	struct diags *diags;
	size_t code_column, value_column, cap;
};

static bool take_headings(struct measure *measure, const struct csv_row *row)
{
	struct text code = measure->benchmark->code_column, value = measure->benchmark->value_column;
	return csv_column(row, code.s, code.mark, measure->diags, &measure->code_column)
		& csv_column(row, value.s, value.mark, measure->diags, &measure->value_column);
}

static bool parse_value(str text, double *value)
{
	char digits[64], *end;
	if (text.len == 0 || text.len >= sizeof digits)
		return false;
	memcpy(digits, text.at, text.len);
	digits[text.len] = '\0';
	*value = strtod(digits, &end);
	return *end == '\0' && *value == *value && *value < 1e12 && *value > -1e12;
}

static void keep(struct measure *measure, struct benchmark_code code)
{
	struct benchmark *benchmark = measure->benchmark;
	if (benchmark->values.count == measure->cap) {
		measure->cap = measure->cap ? measure->cap * 2 : 64;
		struct benchmark_code *larger = arena_array(&measure->site->arena, struct benchmark_code, measure->cap);
		if (benchmark->values.count)
			memcpy(larger, benchmark->values.items, benchmark->values.count * sizeof *larger);
		benchmark->values.items = larger;
	}
	benchmark->values.items[benchmark->values.count++] = code;
}

static bool take_row(void *context, const struct csv_row *row)
{
	struct measure *measure = context;
	const struct number *scale = measure->benchmark->scale;
	struct benchmark_code code = {0};
	if (row->number == 1)
		return take_headings(measure, row);
	str written = str_trim(row->cells[measure->value_column]);
	if (!parse_value(written, &code.value)) {
		csv_complain(row, measure->value_column, "csv-row", "row %zu: '%.*s' is no number", row->number,
			STR_ARG(written));
		return true;
	}
	if (code.value * 100 < (double)scale[0].value || code.value * 100 > (double)scale[1].value) {
		csv_complain(row, measure->value_column, "csv-row", "row %zu: %.*s is outside the scale", row->number,
			STR_ARG(written));
		return true;
	}
	code.code = arena_copy(&measure->site->arena, str_trim(row->cells[measure->code_column]));
	code.written = arena_copy(&measure->site->arena, written);
	keep(measure, code);
	return true;
}

/* 15-1252 and 15-1252.00 name the same occupation; finer codes belong to it. */
static str plain_code(str code)
{
	if (str_ends(code, S(".00")))
		code.len -= 3;
	return code;
}

static int code_cmp(const void *a, const void *b)
{
	return str_cmp(plain_code(((const struct benchmark_code *)a)->code),
		plain_code(((const struct benchmark_code *)b)->code));
}

const struct benchmark_code *benchmark_find(const struct benchmark *benchmark, str code)
{
	struct benchmark_code key = {.code = code};
	if (code.len == 0 || benchmark->values.count == 0)
		return NULL;
	return bsearch(&key, benchmark->values.items, benchmark->values.count, sizeof key, code_cmp);
}

static bool read_values(struct site *site, struct benchmark *benchmark, struct diags *diags)
{
	const struct input *input = input_named(site, benchmark->file.s);
	struct measure measure = {.site = site, .benchmark = benchmark, .diags = diags};
	size_t errors = diags->errors;
	if (!input)
		return diag_error(diags, benchmark->file.mark, "missing-file", "there is no file content/%.*s",
			STR_ARG(benchmark->file.s));
	if (!input->is_broken)
		csv_read(&input->source, take_row, &measure, &site->arena, diags);
	if (benchmark->values.count)
		qsort(benchmark->values.items, benchmark->values.count, sizeof *benchmark->values.items, code_cmp);
	return diags->errors == errors;
}

bool benchmarks_load(struct site *site, const struct input *input, struct diags *diags)
{
	static const struct field all = {.name = "benchmarks",
		.kind = FIELD_RECORD,
		.flags = FIELD_LIST | FIELD_BY_ID,
		.record = &benchmark_record};
	struct schema schema = schema_for(site, &site->arena, diags);
	struct yaml_node *node = parse(site, input, diags);
	if (!node || node->kind == YAML_NULL)
		return node != NULL;
	bool ok = schema_load_field(&schema, &all, node, &site->benchmarks);
	for (size_t i = 0; i < site->benchmarks.count; i++) {
		struct benchmark *benchmark = &site->benchmarks.items[i];
		bool is_whole = benchmark->file.s.len && benchmark->code_column.s.len && benchmark->value_column.s.len
			&& benchmark->scale[0].value < benchmark->scale[1].value;
		ok &= is_whole && read_values(site, benchmark, diags);
	}
	return ok;
}

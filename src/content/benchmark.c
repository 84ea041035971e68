/* SPDX-License-Identifier: MIT */
/* Published measures, found by occupation code. Codes are compared by their digits, and a code that begins another is
   the group that holds it: 15-1250 is 15125, which begins 151252. That is all the crosswalk there is. */
#include <stdlib.h>
#include <string.h>

#include "content/load.h"
#include "format/csv.h"

enum {
	SOC_DIGITS = 6,
	ISCO_DIGITS = 4,
	SOC_LEAST = 2,
	ISCO_LEAST = 1,
	MOST_DIGITS = 8,
	FEWEST_FOR_PERCENTILE = 20,
	MOST_DECIMALS = 4
};

struct measure {
	struct site *site;
	struct benchmark *benchmark;
	struct diags *diags;
	size_t code_column, value_column, percentile_column, cap;
};

static bool is_soc(const struct benchmark *benchmark)
{
	return benchmark->code.value == 0;
}

static size_t least_digits(const struct benchmark *benchmark)
{
	return is_soc(benchmark) ? SOC_LEAST : ISCO_LEAST;
}

/* SOC fills up with zeros: 15-1252.00 is 15-1252, and 15-1250 the group of all that begin with 15-125. ISCO has units
   that end in 0 (2120), and writes groups short. */
static str without_filling(str digits)
{
	if (digits.len == MOST_DIGITS && str_ends(digits, S("00")))
		digits.len = SOC_DIGITS;
	while (digits.len <= SOC_DIGITS && digits.len > SOC_LEAST && str_ends(digits, S("0")))
		digits.len--;
	return digits;
}

/* Fills `room`; empty for what is no code. */
static str digits_of(const struct benchmark *benchmark, str code, char room[MOST_DIGITS])
{
	size_t count = 0;
	for (size_t i = 0; i < code.len; i++) {
		bool is_digit = code.at[i] >= '0' && code.at[i] <= '9';
		if ((!is_digit && code.at[i] != '-' && code.at[i] != '.') || (is_digit && count == MOST_DIGITS))
			return (str){0};
		if (is_digit)
			room[count++] = code.at[i];
	}
	str digits = {room, count};
	if (count < least_digits(benchmark))
		return (str){0};
	return is_soc(benchmark) ? without_filling(digits) : digits;
}

static bool take_headings(struct measure *measure, const struct csv_row *row)
{
	const struct benchmark *benchmark = measure->benchmark;
	struct text code = benchmark->code_column, value = benchmark->value_column;
	struct text percentile = benchmark->percentile_column;
	bool ok = csv_column(row, code.s, code.mark, measure->diags, &measure->code_column)
		& csv_column(row, value.s, value.mark, measure->diags, &measure->value_column);
	if (percentile.s.len)
		ok &= csv_column(row, percentile.s, percentile.mark, measure->diags, &measure->percentile_column);
	return ok;
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

static str cell(const struct csv_row *row, size_t column)
{
	return str_trim(row->cells[column]);
}

static bool take_code(struct measure *measure, const struct csv_row *row, struct benchmark_code *code)
{
	char room[MOST_DIGITS];
	str written = cell(row, measure->code_column), digits = digits_of(measure->benchmark, written, room);
	if (digits.len == 0) {
		csv_complain(row, measure->code_column, "csv-row", "row %zu: '%.*s' is no %s code", row->number,
			STR_ARG(written), is_soc(measure->benchmark) ? "SOC" : "ISCO-08");
		return false;
	}
	code->mark = csv_mark(row, measure->code_column);
	code->code = arena_copy(&measure->site->arena, written);
	code->digits = arena_copy(&measure->site->arena, digits);
	return true;
}

static bool take_value(struct measure *measure, const struct csv_row *row, struct benchmark_code *code)
{
	const struct number *scale = measure->benchmark->scale;
	str written = cell(row, measure->value_column);
	if (!csv_number(written, &code->value)) {
		csv_complain(row, measure->value_column, "csv-row", "row %zu: '%.*s' is no number", row->number,
			STR_ARG(written));
		csv_hint(row, "a cell stays empty where there is no value");
		return false;
	}
	if (code->value * 100 < (double)scale[0].value || code->value * 100 > (double)scale[1].value) {
		csv_complain(row, measure->value_column, "csv-row", "row %zu: %.*s is outside the scale", row->number,
			STR_ARG(written));
		return false;
	}
	code->written = arena_copy(&measure->site->arena, written);
	return true;
}

static bool take_percentile(struct measure *measure, const struct csv_row *row, struct benchmark_code *code)
{
	int64_t percentile = -1;
	str written = cell(row, measure->percentile_column);
	code->percentile = -1;
	if (measure->benchmark->percentile_column.s.len == 0 || written.len == 0)
		return true;
	if (!str_int(written, &percentile) || percentile < 0 || percentile > 100) {
		csv_complain(row, measure->percentile_column, "csv-row",
			"row %zu: '%.*s' is no percentile: a whole number from 0 to 100", row->number,
			STR_ARG(written));
		return false;
	}
	code->percentile = (int)percentile;
	return true;
}

static bool take_row(void *context, const struct csv_row *row)
{
	struct measure *measure = context;
	struct benchmark_code code = {0};
	if (row->number == 1)
		return take_headings(measure, row);
	if (cell(row, measure->value_column).len == 0)
		return true;
	if (take_code(measure, row, &code) & take_value(measure, row, &code) & take_percentile(measure, row, &code))
		keep(measure, code);
	return true;
}

static int code_cmp(const void *x, const void *y)
{
	const struct benchmark_code *a = x, *b = y;
	int order = str_cmp(a->digits, b->digits);
	return order ? order : (a->mark.at > b->mark.at) - (a->mark.at < b->mark.at);
}

static int value_cmp(const void *x, const void *y)
{
	double a = *(const double *)x, b = *(const double *)y;
	return (a > b) - (a < b);
}

/* A code of few digits that begins another of the file. What is as fine as an occupation is one, whatever it begins:
   O*NET's 11-1011.00 stands beside 11-1011.03. */
static bool is_group(const struct benchmark *benchmark, size_t place)
{
	const struct benchmark_code *codes = benchmark->values.items;
	return codes[place].digits.len < (is_soc(benchmark) ? SOC_DIGITS : ISCO_DIGITS)
		&& place + 1 < benchmark->values.count && str_starts(codes[place + 1].digits, codes[place].digits);
}

static void sort(struct site *site, struct benchmark *benchmark, struct diags *diags)
{
	struct benchmark_code *codes = benchmark->values.items;
	size_t count = benchmark->values.count;
	if (count == 0)
		return;
	qsort(codes, count, sizeof *codes, code_cmp);
	benchmark->ascending = arena_array(&site->arena, double, count);
	for (size_t i = 0; i < count; i++)
		if (!is_group(benchmark, i))
			benchmark->ascending[benchmark->ascending_count++] = codes[i].value;
	qsort(benchmark->ascending, benchmark->ascending_count, sizeof(double), value_cmp);
	for (size_t i = 1; i < count; i++) {
		if (!str_eq(codes[i].digits, codes[i - 1].digits))
			continue;
		diag_error(
			diags, codes[i].mark, "duplicate-id", "the code '%.*s' is given twice", STR_ARG(codes[i].code));
		diag_note(diags, codes[i - 1].mark, "first given here");
	}
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
	sort(site, benchmark, diags);
	return diags->errors == errors;
}

bool benchmarks_load(struct site *site, const struct input *input, struct diags *diags)
{
	static const struct field all = {.name = "benchmarks",
		.kind = FIELD_RECORD,
		.flags = FIELD_LIST | FIELD_BY_ID,
		.record = &benchmark_record};
	struct schema schema = schema_for(site, &site->arena, diags);
	struct yaml_node *node =
		input->is_broken ? NULL : yaml_parse(&input->source, 0, input->source.text.len, &site->arena, diags);
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

/* The first code that does not come before the digits. */
static size_t place_of(const struct benchmark *benchmark, str digits)
{
	size_t low = 0, high = benchmark->values.count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (str_cmp(benchmark->values.items[middle].digits, digits) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static size_t decimals_of(str written)
{
	size_t point = str_find(written, '.');
	return point < written.len ? written.len - point - 1 : 0;
}

/* "0.5", as readers write numbers; not "5e-05", "+.5" or "1.". */
static bool is_plain(str written)
{
	str digits = written;
	str_take(&digits, S("-"));
	bool ends_well = digits.len && digits.at[0] != '.' && !str_ends(digits, S("."));
	for (size_t i = 0; i < digits.len && ends_well; i++)
		ends_well = digits.at[i] == '.' || (digits.at[i] >= '0' && digits.at[i] <= '9');
	return ends_well;
}

/* A half is rounded up, as everywhere, however doubles hold it. */
static str rounded(struct arena *arena, double value, size_t decimals)
{
	static const double noise = 1e-9;
	int64_t unit = 1;
	for (size_t i = 0; i < decimals; i++)
		unit *= 10;
	double size = value < 0 ? -value : value;
	int64_t units = (int64_t)(size * (double)unit + 0.5 + noise);
	return arena_printf(arena, "%s%lld.%0*lld", value < 0 && units > 0 ? "-" : "", (long long)(units / unit),
		(int)decimals, (long long)(units % unit));
}

/* The mean of all that the code begins, groups among them left out. */
static bool take_finer(
	const struct benchmark *benchmark, size_t place, str digits, struct arena *arena, struct published *published)
{
	const struct benchmark_code *codes = benchmark->values.items;
	size_t decimals = 0;
	double sum = 0;
	*published = (struct published){.match = MATCH_FINER, .percentile = -1};
	for (size_t i = place; i < benchmark->values.count && str_starts(codes[i].digits, digits); i++) {
		if (is_group(benchmark, i))
			continue;
		if (decimals_of(codes[i].written) > decimals)
			decimals = decimals_of(codes[i].written);
		published->code = &codes[i];
		published->count++;
		sum += codes[i].value;
	}
	if (published->count == 0)
		return false;
	decimals = decimals < MOST_DECIMALS ? decimals + 1 : MOST_DECIMALS;
	published->value = sum / (double)published->count;
	published->written =
		published->count == 1 ? published->code->written : rounded(arena, published->value, decimals);
	return true;
}

static bool take_code_at(
	const struct benchmark *benchmark, str digits, enum benchmark_match match, struct published *published)
{
	size_t place = place_of(benchmark, digits);
	const struct benchmark_code *code = &benchmark->values.items[place];
	if (place == benchmark->values.count || !str_eq(code->digits, digits))
		return false;
	*published = (struct published){match, code, 1, code->value, code->written, code->percentile, 0};
	return true;
}

static bool take_group(const struct benchmark *benchmark, str digits, struct published *published)
{
	while (digits.len > least_digits(benchmark)) {
		digits.len--;
		if (take_code_at(benchmark, digits, MATCH_BROADER, published))
			return true;
	}
	return false;
}

/* Values that differ by less than the noise of a division are alike. */
static int percentile_of(const struct benchmark *benchmark, double value)
{
	static const double noise = 1e-11; /* of a scale in hundredths */
	double most = value + noise * (double)(benchmark->scale[1].value - benchmark->scale[0].value);
	size_t low = 0, high = benchmark->ascending_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (benchmark->ascending[middle] <= most)
			low = middle + 1;
		else
			high = middle;
	}
	return (int)score_half(100 * (uint64_t)low, benchmark->ascending_count);
}

bool benchmark_find(
	const struct benchmark *benchmark, const struct role *role, struct arena *arena, struct published *published)
{
	char room[MOST_DIGITS];
	str digits = digits_of(benchmark, is_soc(benchmark) ? role->is.soc.s : role->is.isco.s, room);
	/* percentiles that a file gives are of the whole measure */
	bool is_part = benchmark->occupations.is_set || benchmark->percentile_column.s.len > 0;
	if (digits.len == 0 || benchmark->values.count == 0)
		return false;
	if (!take_code_at(benchmark, digits, MATCH_SAME, published)
		&& !take_finer(benchmark, place_of(benchmark, digits), digits, arena, published)
		&& !take_group(benchmark, digits, published))
		return false;
	if (decimals_of(published->written) > MOST_DECIMALS || !is_plain(published->written))
		published->written = rounded(arena, published->value, MOST_DECIMALS);
	published->population = is_part ? (size_t)benchmark->occupations.value : benchmark->ascending_count;
	if (!is_part && benchmark->ascending_count >= FEWEST_FOR_PERCENTILE)
		published->percentile = percentile_of(benchmark, published->value);
	return true;
}

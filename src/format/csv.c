/* SPDX-License-Identifier: MIT */
#include "format/csv.h"

#include <csv.h>
#include <string.h>

struct reading {
	const struct source *source;
	csv_row_fn *fn;
	void *context;
	struct arena arena; /* the row's cells */
	struct {
		str *at;
		size_t count, cap;
	} cells;
	size_t rows;
	size_t row_start; /* byte offset of the row, as far as fed */
	size_t fed;
	bool is_stopped;
};

static void on_cell(void *bytes, size_t length, void *data)
{
	struct reading *reading = data;
	if (reading->cells.count == reading->cells.cap) {
		size_t cap = reading->cells.cap ? reading->cells.cap * 2 : 32;
		str *larger = arena_array(&reading->arena, str, cap);
		for (size_t i = 0; i < reading->cells.count; i++)
			larger[i] = reading->cells.at[i];
		reading->cells.at = larger;
		reading->cells.cap = cap;
	}
	reading->cells.at[reading->cells.count++] = arena_copy(&reading->arena, (str){bytes, length});
}

static void on_row(int end, void *data)
{
	struct reading *reading = data;
	(void)end;
	reading->rows++;
	struct csv_row row = {.cells = reading->cells.at,
		.count = reading->cells.count,
		.number = reading->rows,
		.mark = mark_of(reading->source, reading->row_start, 0)};
	if (!reading->is_stopped && !reading->fn(reading->context, &row))
		reading->is_stopped = true;
	reading->cells.at = NULL;
	reading->cells.count = reading->cells.cap = 0;
	arena_reset(&reading->arena);
	reading->row_start = reading->fed;
}

/* Line by line, so that a row's place is known. */
static bool feed(struct reading *reading, struct csv_parser *parser, struct diags *diags)
{
	str rest = reading->source->text, line;
	while (!reading->is_stopped && rest.len) {
		const char *start = rest.at;
		str_take_until(&rest, '\n', &line);
		size_t length = (size_t)(rest.at - start);
		reading->fed += length;
		if (csv_parse(parser, start, length, on_cell, on_row, reading) != length)
			return diag_error(diags, mark_of(reading->source, reading->row_start, 0), "csv-syntax",
				"row %zu: %s", reading->rows + 1, csv_strerror(csv_error(parser)));
	}
	if (!reading->is_stopped && csv_fini(parser, on_cell, on_row, reading) != 0)
		return diag_error(diags, mark_of(reading->source, reading->row_start, 0), "csv-syntax",
			"row %zu: a quoted cell has no end", reading->rows + 1);
	return !reading->is_stopped;
}

bool csv_read(const struct source *source, csv_row_fn *fn, void *context, struct diags *diags)
{
	struct csv_parser parser;
	struct reading reading = {.source = source, .fn = fn, .context = context};
	if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI) != 0)
		return diag_error(
			diags, (struct mark){0}, "out-of-memory", "no memory left to read %.*s", STR_ARG(source->path));
	bool ok = feed(&reading, &parser, diags);
	csv_free(&parser);
	arena_free(&reading.arena);
	return ok;
}

static bool is_formula(str text)
{
	return text.len && memchr("=+-@", text.at[0], 4);
}

static bool needs_quotes(str text)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.at[i] == ',' || text.at[i] == '"')
			return true;
	return false;
}

void csv_put(struct buf *out, str text)
{
	const char *quote = needs_quotes(text) ? "\"" : "";
	text = str_trim(text);
	buf_put(out, str_of(quote));
	if (is_formula(text))
		buf_char(out, '\'');
	for (size_t i = 0; i < text.len; i++) {
		char c = text.at[i];
		if (c == '"')
			buf_char(out, '"');
		buf_char(out, c == '\n' || c == '\r' || c == '\t' ? ' ' : c);
	}
	buf_put(out, str_of(quote));
}

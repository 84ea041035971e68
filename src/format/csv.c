/* SPDX-License-Identifier: MIT */
/* libcsv is fed line by line, so that the place of a row is known and what is wrong in one row does not hide the next.
   The bytes of the row at hand are kept beside its cells: complaints show them. */
#include "format/csv.h"

#include <csv.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

struct csv_reader {
	struct csv_form form;
	str path;
	const struct source *whole;
	csv_row_fn *fn;
	void *context;
	struct arena *arena; /* of what is complained of */
	struct diags *diags;
	struct csv_parser parser;
	struct arena text; /* of the row's cells */
	str *cells;
	size_t count, cap;
	str *headings;
	size_t heading_count;
	struct buf raw;           /* the row's bytes, as far as fed */
	size_t raw_line, raw_at;  /* lines and bytes before them */
	size_t lines, bytes;      /* fed so far */
	size_t rows;              /* that have ended */
	struct source *row_shown; /* the row as a source of its own, once it is complained of */
	size_t errors, untold;
	bool has_begun, is_stopped, ended_with_return, is_silent;
	bool is_skipping; /* to the end of the line */
};

static void set_up(struct csv_reader *reader)
{
	csv_init(&reader->parser, CSV_STRICT | CSV_STRICT_FINI);
	if (reader->form.separator)
		csv_set_delim(&reader->parser, (unsigned char)reader->form.separator);
	/* A text that holds NUL is refused, so that no byte is a quote then. */
	if (reader->form.quoting == CSV_QUOTES_ARE_TEXT)
		csv_set_quote(&reader->parser, '\0');
}

struct csv_reader *csv_open(const struct csv_form *form, str path, const struct source *whole, csv_row_fn *fn,
	void *context, struct arena *arena, struct diags *diags)
{
	struct csv_reader *reader = arena_new(arena, struct csv_reader);
	*reader = (struct csv_reader){.form = *form,
		.path = path,
		.whole = whole,
		.fn = fn,
		.context = context,
		.arena = arena,
		.diags = diags};
	set_up(reader);
	return reader;
}

/* Where a cell of the row's bytes begins; `column` counts up to the last one before `end`. */
static size_t cell_start(const struct csv_reader *reader, size_t end, size_t *column)
{
	str raw = buf_str(&reader->raw);
	size_t wanted = *column, start = 0, seen = 0;
	bool is_quoted = false;
	for (size_t i = 0; i < end && seen < wanted; i++) {
		if (raw.at[i] == '"' && reader->form.quoting == CSV_QUOTES_ENCLOSE)
			is_quoted = !is_quoted;
		if (raw.at[i] != reader->form.separator || is_quoted)
			continue;
		start = i + 1;
		seen++;
	}
	*column = seen;
	return start;
}

static struct mark mark_at(struct csv_reader *reader, size_t at, size_t len)
{
	if (reader->whole)
		return mark_of(reader->whole, reader->raw_at + at, len);
	if (!reader->row_shown) {
		reader->row_shown = arena_new(reader->arena, struct source);
		*reader->row_shown = (struct source){.path = reader->path,
			.text = arena_copy(reader->arena, buf_str(&reader->raw)),
			.lines_before = reader->raw_line};
	}
	return mark_of(reader->row_shown, at, len);
}

struct mark csv_mark(const struct csv_row *row, size_t column)
{
	struct csv_reader *reader = row->reader;
	if (column >= row->count)
		return mark_at(reader, 0, 0);
	size_t next = column + 1, end = reader->raw.len, start = cell_start(reader, end, &column);
	size_t behind = cell_start(reader, end, &next);
	if (next > column)
		end = behind - 1;
	while (end > start && (reader->raw.at[end - 1] == '\n' || reader->raw.at[end - 1] == '\r'))
		end--;
	return mark_at(reader, start, end - start);
}

/* Whether this complaint is one of those that are told. */
static bool is_told(struct csv_reader *reader)
{
	reader->is_silent = ++reader->errors > CSV_MOST_TOLD;
	reader->untold += reader->is_silent;
	return !reader->is_silent;
}

PRINTF_LIKE(2, 0)
static str formatted(struct csv_reader *reader, const char *format, va_list args)
{
	enum { LONGEST = 1024 };
	char *text = arena_alloc(&reader->text, LONGEST);
	vsnprintf(text, LONGEST, format, args);
	return str_part(str_of(text), 0, str_utf8_fault(str_of(text)));
}

bool csv_complain(const struct csv_row *row, size_t column, const char *id, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	if (is_told(row->reader)) {
		str text = formatted(row->reader, format, args);
		diag_error(row->reader->diags, csv_mark(row, column), id, "%.*s", STR_ARG(text));
	}
	va_end(args);
	return false;
}

void csv_hint(const struct csv_row *row, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	if (!row->reader->is_silent) {
		str text = formatted(row->reader, format, args);
		diag_hint(row->reader->diags, "%.*s", STR_ARG(text));
	}
	va_end(args);
}

/* "row 12, column 'Title'": where a byte of the row's stands. */
static str place_of(struct csv_reader *reader, size_t at)
{
	size_t column = SIZE_MAX;
	cell_start(reader, at, &column);
	if (reader->rows == 0 || column >= reader->heading_count)
		return arena_printf(&reader->text, "row %zu", reader->rows + 1);
	return arena_printf(
		&reader->text, "row %zu, column '%.*s'", reader->rows + 1, STR_ARG(reader->headings[column]));
}

static void put_cell(void *bytes, size_t length, void *data)
{
	struct csv_reader *reader = data;
	if (reader->count == reader->cap) {
		size_t cap = reader->cap ? reader->cap * 2 : 32;
		str *larger = arena_array(reader->arena, str, cap);
		if (reader->count)
			memcpy(larger, reader->cells, reader->count * sizeof *larger);
		reader->cells = larger;
		reader->cap = cap;
	}
	reader->cells[reader->count++] = arena_copy(&reader->text, (str){bytes, length});
}

static size_t control_in(str text)
{
	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.at[i],
			      next = i + 1 < text.len ? (unsigned char)text.at[i + 1] : 0;
		if ((c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7F
			|| (c == 0xC2 && next >= 0x80 && next < 0xA0))
			return i;
	}
	return text.len;
}

static bool is_readable(struct csv_reader *reader)
{
	str raw = buf_str(&reader->raw);
	size_t fault = str_utf8_fault(raw);
	if (fault < raw.len) {
		if (!is_told(reader))
			return false;
		str place = place_of(reader, fault);
		diag_error(reader->diags, mark_at(reader, fault, 1), "invalid-utf8",
			"%.*s: byte 0x%02X is not valid UTF-8", STR_ARG(place), (unsigned char)raw.at[fault]);
		diag_hint(reader->diags,
			"if the file is in Latin-1, `iconv -f LATIN1 -t UTF-8 OLD > NEW` makes it UTF-8");
		return false;
	}
	fault = control_in(raw);
	if (fault == raw.len)
		return true;
	if (is_told(reader)) {
		str place = place_of(reader, fault);
		diag_error(reader->diags, mark_at(reader, fault, 1), "control-character",
			"%.*s: an invisible control character (0x%02X)", STR_ARG(place), (unsigned char)raw.at[fault]);
		diag_hint(reader->diags, "delete it");
	}
	return false;
}

static bool is_empty(const struct csv_reader *reader)
{
	for (size_t i = 0; i < reader->count; i++)
		if (str_trim(reader->cells[i]).len)
			return false;
	return true;
}

static void take_headings(struct csv_reader *reader)
{
	reader->heading_count = reader->count;
	reader->headings = arena_array(reader->arena, str, reader->count);
	for (size_t i = 0; i < reader->count; i++)
		reader->headings[i] = arena_copy(reader->arena, str_trim(reader->cells[i]));
}

/* As many cells as headings; empty ones behind the last heading do not count. */
static bool has_all_cells(struct csv_reader *reader, const struct csv_row *row)
{
	size_t last = reader->count;
	while (last > reader->heading_count && str_trim(reader->cells[last - 1]).len == 0)
		last--;
	if (last == reader->heading_count)
		return true;
	struct csv_row all = *row;
	all.count = reader->count;
	bool is_short = last < reader->heading_count;
	csv_complain(&all, is_short ? SIZE_MAX : reader->heading_count, "csv-row",
		"row %zu has %zu cell%s, where there are %zu headings", row->number, last, last == 1 ? "" : "s",
		reader->heading_count);
	if (!is_short && reader->form.separator == ',')
		csv_hint(&all, "a cell that holds a comma stands in quotes");
	return false;
}

static void put_row(int end, void *data)
{
	struct csv_reader *reader = data;
	(void)end;
	struct csv_row row = {
		.reader = reader, .cells = reader->cells, .number = reader->rows + 1, .line = reader->raw_line + 1};
	bool is_heading = reader->rows == 0, is_good = is_readable(reader);
	if (is_heading)
		take_headings(reader);
	row.count = reader->heading_count;
	if (!is_good)
		reader->is_stopped |= is_heading;
	else if ((is_heading || (!is_empty(reader) && has_all_cells(reader, &row)))
		&& !reader->fn(reader->context, &row))
		reader->is_stopped = true;
	reader->rows++;
	reader->count = 0;
	arena_reset(&reader->text);
}

static void forget_row(struct csv_reader *reader)
{
	reader->raw.len = 0;
	reader->row_shown = NULL;
	reader->count = 0;
}

static bool ends_line(str text)
{
	return text.len && (text.at[text.len - 1] == '\n' || text.at[text.len - 1] == '\r');
}

static bool is_blank(str line)
{
	for (size_t i = 0; i < line.len; i++)
		if (line.at[i] != ' ' && line.at[i] != '\n' && line.at[i] != '\r')
			return false;
	return true;
}

/* What stands where the parser gave up; the rest of the line is left out, and reading goes on behind it. */
static void complain_of_quote(struct csv_reader *reader, size_t at)
{
	if (is_told(reader)) {
		str place = place_of(reader, at);
		bool is_stray = at < reader->raw.len && reader->raw.at[at] == '"';
		diag_error(reader->diags, mark_at(reader, at, 1), "csv-syntax", "%.*s: %s", STR_ARG(place),
			is_stray ? "a quote in a cell that does not begin with one"
				 : "something stands behind the quote that ends the cell");
		const char *more = reader->form.quote_hint;
		diag_hint(reader->diags, "put the cell in quotes, and double each quote in it%s%s", more ? "; " : "",
			more ? more : "");
	}
	csv_free(&reader->parser);
	set_up(reader);
	reader->rows++;
	reader->is_stopped |= reader->rows == 1;
	forget_row(reader);
}

static bool has_open_quote(const struct csv_reader *reader)
{
	size_t quotes = 0;
	for (size_t i = 0; i < reader->raw.len; i++)
		quotes += reader->raw.at[i] == '"';
	return reader->form.quoting == CSV_QUOTES_ENCLOSE && quotes % 2 == 1;
}

/* The quote that opens the last cell of the row. */
static void complain_of_end(struct csv_reader *reader)
{
	size_t column = SIZE_MAX, start = cell_start(reader, reader->raw.len, &column);
	if (!is_told(reader))
		return;
	str place = place_of(reader, start);
	diag_error(reader->diags, mark_at(reader, start, 1), "csv-syntax", "%.*s: a quoted cell has no end",
		STR_ARG(place));
	diag_hint(reader->diags, "the quote that opens here is not closed%s%s", reader->form.quote_hint ? "; " : "",
		reader->form.quote_hint ? reader->form.quote_hint : "");
}

static void complain_of_length(struct csv_reader *reader)
{
	reader->is_stopped = true;
	if (has_open_quote(reader))
		complain_of_end(reader);
	else if (is_told(reader))
		diag_error(reader->diags, mark_at(reader, 0, 0), "too-large",
			"row %zu is longer than %d bytes, the most that are read", reader->rows + 1, CSV_MAX_ROW);
}

static void begin_row(struct csv_reader *reader)
{
	if (reader->raw.len)
		return;
	reader->raw_line = reader->lines;
	reader->raw_at = reader->bytes;
}

/* A line with its end, or a part of one. */
static void feed(struct csv_reader *reader, str line)
{
	begin_row(reader);
	reader->bytes += line.len;
	if (reader->is_skipping) {
		reader->is_skipping = !ends_line(line);
		return;
	}
	size_t before = reader->raw.len, rows = reader->rows;
	buf_put(&reader->raw, line);
	if (reader->raw.len > CSV_MAX_ROW) {
		complain_of_length(reader);
		return;
	}
	size_t done = csv_parse(&reader->parser, line.at, line.len, put_cell, put_row, reader);
	if (done != line.len) {
		complain_of_quote(reader, before + done);
		reader->is_skipping = !ends_line(line);
	} else if (reader->rows > rows || (ends_line(line) && is_blank(buf_str(&reader->raw)))) {
		forget_row(reader);
	}
}

/* Up to and with LF, or a CR that no LF follows. */
static str take_segment(str *bytes)
{
	const char *newline = memchr(bytes->at, '\n', bytes->len);
	size_t length = newline ? (size_t)(newline - bytes->at) + 1 : bytes->len;
	const char *back = memchr(bytes->at, '\r', length);
	if (back && back + 1 != newline)
		length = (size_t)(back - bytes->at) + 1;
	str segment = str_part(*bytes, 0, length);
	*bytes = str_skip(*bytes, length);
	return segment;
}

static bool refuse(struct csv_reader *reader, const char *id, const char *what, const char *hint)
{
	reader->errors++;
	reader->is_stopped = true;
	begin_row(reader);
	diag_error(reader->diags, mark_at(reader, reader->raw.len, 0), id, "%s", what);
	diag_hint(reader->diags, "%s", hint);
	return false;
}

static char separator_of(str line)
{
	static const char separators[] = {'\t', ',', ';'};
	for (size_t i = 0; i < COUNT(separators); i++)
		if (str_find(line, separators[i]) < line.len)
			return separators[i];
	return ',';
}

/* What the first bytes tell. */
static bool begin(struct csv_reader *reader, str *bytes)
{
	reader->has_begun = true;
	if (str_starts(*bytes, S("\xFF\xFE")) || str_starts(*bytes, S("\xFE\xFF")))
		return refuse(reader, "invalid-utf8", "this is UTF-16, not UTF-8",
			"`iconv -f UTF-16 -t UTF-8 OLD > NEW` makes it UTF-8");
	if (str_starts(*bytes, S("PK\x03\x04")))
		return refuse(reader, "csv-syntax", "this is a spreadsheet or an archive, no CSV",
			"save the table as CSV, in UTF-8, and read that");
	if (str_take(bytes, S("\xEF\xBB\xBF")))
		reader->bytes = S("\xEF\xBB\xBF").len;
	if (!reader->form.separator) {
		str rest = *bytes;
		reader->form.separator = separator_of(take_segment(&rest));
		csv_set_delim(&reader->parser, (unsigned char)reader->form.separator);
	}
	return true;
}

static void count_line(struct csv_reader *reader, str segment)
{
	bool is_second_half = reader->ended_with_return && segment.len == 1 && segment.at[0] == '\n';
	reader->lines += ends_line(segment) && !is_second_half;
	reader->ended_with_return = segment.at[segment.len - 1] == '\r';
}

bool csv_take(struct csv_reader *reader, str bytes)
{
	if (!reader->has_begun && bytes.len && !begin(reader, &bytes))
		return false;
	while (!reader->is_stopped && bytes.len) {
		str segment = take_segment(&bytes);
		size_t nul = str_find(segment, '\0');
		begin_row(reader);
		if (nul < segment.len) {
			buf_put(&reader->raw, str_part(segment, 0, nul));
			return refuse(reader, "control-character", "a NUL byte: this is no text, or not in UTF-8",
				"if it is UTF-16, `iconv -f UTF-16 -t UTF-8 OLD > NEW` makes it UTF-8");
		}
		feed(reader, segment);
		count_line(reader, segment);
	}
	return !reader->is_stopped;
}

static void tell_untold(struct csv_reader *reader)
{
	size_t thousands = reader->untold / 1000, rest = reader->untold % 1000;
	if (thousands)
		diag_note(reader->diags, (struct mark){0}, "and %zu,%03zu more in this file", thousands, rest);
	else
		diag_note(reader->diags, (struct mark){0}, "and %zu more in this file", rest);
}

void csv_fail(struct csv_reader *reader)
{
	reader->is_stopped = true;
}

bool csv_close(struct csv_reader *reader)
{
	if (!reader->is_stopped && reader->raw.len && csv_fini(&reader->parser, put_cell, put_row, reader) != 0)
		complain_of_end(reader);
	if (!reader->is_stopped && reader->rows == 0 && reader->errors == 0)
		refuse(reader, "empty-table", "there is no row in this file", "its first row holds the headings");
	if (reader->untold)
		tell_untold(reader);
	csv_free(&reader->parser);
	buf_free(&reader->raw);
	arena_free(&reader->text);
	return reader->errors == 0 && !reader->is_stopped;
}

bool csv_read(const struct source *source, csv_row_fn *fn, void *context, struct arena *arena, struct diags *diags)
{
	static const struct csv_form form = {0};
	struct csv_reader *reader = csv_open(&form, source->path, source, fn, context, arena, diags);
	csv_take(reader, source->text);
	return csv_close(reader);
}

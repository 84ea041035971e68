/* SPDX-License-Identifier: MIT */
/* Tables as text through libcsv, which knows the quoting rules: cells between commas, tabs or semicolons, the first row
   their headings. Read as it comes, piece by piece; only the row at hand is kept. */
#ifndef ROLECAST_FORMAT_CSV_H
#define ROLECAST_FORMAT_CSV_H

#include "base/buf.h"
#include "base/diag.h"

enum { CSV_MAX_ROW = 1 << 20, CSV_MOST_TOLD = 20 };

enum csv_quoting {
	CSV_QUOTES_ENCLOSE, /* a cell may stand in quotes, its own doubled */
	CSV_QUOTES_ARE_TEXT /* a quote is a sign like any other */
};

struct csv_form {
	char separator; /* 0: told by the headings */
	enum csv_quoting quoting;
	const char *quote_hint; /* what else may be done about a stray quote; may be NULL */
};

struct csv_reader;

struct csv_row {
	struct csv_reader *reader;
	const str *cells; /* valid during the call only; as many as there are headings */
	size_t count;
	size_t number; /* from 1; the headings are row 1; empty lines do not count */
	size_t line;   /* on which it begins, from 1 */
};

/* Called for each row that is whole, the headings first; false stops. */
typedef bool csv_row_fn(void *context, const struct csv_row *row);

/* Begins to read a text of that path. `whole` is all of it, where it is in memory: complaints then speak of it. The
   arena keeps the rows that are complained of. */
struct csv_reader *csv_open(const struct csv_form *form, str path, const struct source *whole, csv_row_fn *fn,
	void *context, struct arena *arena, struct diags *diags);
/* The next piece; the first one should hold all headings. False when nothing more need come. */
bool csv_take(struct csv_reader *reader, str bytes);
/* The text broke off: its end is then none, and csv_close says nothing of it. */
void csv_fail(struct csv_reader *reader);
/* The end. False when the text was wrong or fn stopped. */
bool csv_close(struct csv_reader *reader);
/* Complains of a cell of the row that is at hand; of the whole row when there is no such column. Only the first
   CSV_MOST_TOLD complaints of a text are told, the others counted. Always false. */
bool csv_complain(const struct csv_row *row, size_t column, const char *id, const char *format, ...) PRINTF_LIKE(4, 5);
/* Adds to that complaint. */
void csv_hint(const struct csv_row *row, const char *format, ...) PRINTF_LIKE(2, 3);
/* A place in the row at hand that outlives it; lies in the arena. */
struct mark csv_mark(const struct csv_row *row, size_t column);

/* Finds the column of that heading; complains at `asked` when there is none, in the headings when there are two. */
bool csv_column(const struct csv_row *headings, str name, struct mark asked, struct diags *diags, size_t *column);

/* A cell as a decimal number, below 1e12 on either side of 0. */
bool csv_number(str cell, double *number);

/* All of a text. */
bool csv_read(const struct source *source, csv_row_fn *fn, void *context, struct arena *arena, struct diags *diags);

/* Text as a cell: quoted where it must be, line ends as blanks so that a line is a row. What a spreadsheet would take
   for a formula, since it begins with = + - @, gets an apostrophe in front. */
void csv_put(struct buf *out, str text);

#endif

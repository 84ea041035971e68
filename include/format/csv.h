/* SPDX-License-Identifier: MIT */
/* Comma-separated values through libcsv, which knows the quoting rules. */
#ifndef ROLECAST_FORMAT_CSV_H
#define ROLECAST_FORMAT_CSV_H

#include "base/buf.h"
#include "base/diag.h"

struct csv_row {
	const str *cells; /* valid during the call only */
	size_t count;
	struct mark mark; /* of the row, as near as can be told */
	size_t number;    /* from 1; the headings are row 1 */
};

/* Called for each row; false stops. */
typedef bool csv_row_fn(void *context, const struct csv_row *row);

/* False when the text is not CSV ([csv-syntax], with its row) or fn stopped. */
bool csv_read(const struct source *source, csv_row_fn *fn, void *context, struct diags *diags);

/* Text as a cell: quoted where it must be, line ends as blanks so that a line is a row. What a spreadsheet would take
   for a formula, since it begins with = + - @, gets an apostrophe in front. */
void csv_put(struct buf *out, str text);

#endif

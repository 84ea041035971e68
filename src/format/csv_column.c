/* SPDX-License-Identifier: MIT */
/* Columns are found by their headings; what their cells may hold. */
#include <stdlib.h>
#include <string.h>

#include "base/nearest.h"
#include "format/csv.h"

static bool unknown_column(const struct csv_row *headings, str name, struct mark asked, struct diags *diags)
{
	struct nearest nearest = {.word = name};
	struct buf all = {0};
	for (size_t i = 0; i < headings->count; i++) {
		str heading = str_trim(headings->cells[i]);
		nearest_offer(&nearest, heading);
		if (heading.len && all.len < 300)
			buf_printf(&all, "%s%.*s", all.len ? ", " : "", STR_ARG(heading));
	}
	diag_error(diags, asked, "unknown-column", "the file has no column '%.*s'", STR_ARG(name));
	if (nearest.best.len)
		diag_hint(diags, "did you mean '%.*s'?", STR_ARG(nearest.best));
	else
		diag_hint(diags, "its columns are: %.*s", STR_ARG(buf_str(&all)));
	buf_free(&all);
	return false;
}

bool csv_column(const struct csv_row *headings, str name, struct mark asked, struct diags *diags, size_t *column)
{
	size_t found = 0;
	for (size_t i = headings->count; i > 0; i--)
		if (str_eq(str_trim(headings->cells[i - 1]), name)) {
			*column = i - 1;
			found++;
		}
	if (found == 1)
		return true;
	if (found == 0)
		return unknown_column(headings, name, asked, diags);
	csv_complain(
		headings, *column, "duplicate-column", "%zu columns have the heading '%.*s'", found, STR_ARG(name));
	csv_hint(headings, "rename the one that is not meant");
	return false;
}

bool csv_number(str cell, double *number)
{
	char digits[64], *end;
	if (cell.len == 0 || cell.len >= sizeof digits)
		return false;
	for (size_t i = 0; i < cell.len; i++)
		if (!strchr("0123456789.eE+-", cell.at[i]))
			return false;
	memcpy(digits, cell.at, cell.len);
	digits[cell.len] = '\0';
	*number = strtod(digits, &end);
	return *end == '\0' && *number == *number && *number < 1e12 && *number > -1e12;
}

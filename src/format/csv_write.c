/* SPDX-License-Identifier: MIT */
#include "format/csv.h"

static bool is_formula(str text)
{
	return text.len && str_find(S("=+-@"), text.at[0]) < S("=+-@").len;
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

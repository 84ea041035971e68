/* SPDX-License-Identifier: MIT */
#include "format/csv.h"

/* Blanks and what is not seen at all, which spreadsheets may drop before they look at a cell. */
static bool take_unseen(str *text)
{
	static const char *const unseen[] = {" ", "\t", "\n", "\r", "\v", "\f", "\xC2\x85", "\xC2\xA0", "\xC2\xAD",
		"\xD8\x9C", "\xE1\x9A\x80", "\xE1\xA0\x8E", "\xE2\x80\xA8", "\xE2\x80\xA9", "\xE2\x80\xAF",
		"\xE3\x80\x80", "\xEF\xBB\xBF"};
	for (size_t i = 0; i < COUNT(unseen); i++)
		if (str_take(text, str_of(unseen[i])))
			return true;
	/* U+2000 to U+200F, U+202A to U+202E, U+205F to U+206F */
	unsigned char second = text->len > 2 ? (unsigned char)text->at[1] : 0;
	unsigned char third = second ? (unsigned char)text->at[2] : 0;
	bool is_low = second == 0x80 && (third <= 0x8F || (third >= 0xAA && third <= 0xAE));
	bool is_high = second == 0x81 && third >= 0x9F && third <= 0xAF;
	if (!second || text->at[0] != '\xE2' || !(is_low || is_high))
		return false;
	*text = str_skip(*text, 3);
	return true;
}

/* A sign in full width counts as well: some turn it into the plain one. */
static bool is_formula(str text)
{
	static const char *const signs[] = {
		"=", "+", "-", "@", "\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D", "\xEF\xBC\xA0"};
	while (take_unseen(&text))
		;
	for (size_t i = 0; i < COUNT(signs); i++)
		if (str_starts(text, str_of(signs[i])))
			return true;
	return false;
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

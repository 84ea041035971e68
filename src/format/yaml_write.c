/* SPDX-License-Identifier: MIT */
/* Text as YAML that loads as the same text. */
#include <string.h>

#include "format/yaml.h"

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_inner(char c)
{
	return is_letter(c) || (c >= '0' && c <= '9') || c == ' ' || c == '-' || c == '/' || c == '\'' || c == '('
		|| c == ')' || c == '.' || c == '+' || c == '&';
}

/* Words that are no text to some readers of YAML. */
static bool is_word_of_yaml(str text)
{
	static const char *const words[] = {"true", "false", "yes", "no", "on", "off", "null", "y", "n"};
	for (size_t i = 0; i < COUNT(words); i++) {
		str word = str_of(words[i]);
		size_t same = 0;
		while (text.len == word.len && same < word.len && (text.at[same] | 0x20) == word.at[same])
			same++;
		if (same == word.len)
			return true;
	}
	return false;
}

/* What a double-quoted text of YAML cannot hold as it is: backslash, quotes, control characters, line ends of Unicode,
   marks of byte order, no characters. Returns the length of what is escaped. */
static size_t put_escape(struct buf *out, str text)
{
	static const struct {
		const char *bytes, *escape;
	} rows[] = {{"\"", "\\\""}, {"\\", "\\\\"}, {"\n", "\\n"}, {"\xE2\x80\xA8", "\\L"}, {"\xE2\x80\xA9", "\\P"},
		{"\xEF\xBB\xBF", "\\uFEFF"}, {"\xEF\xBF\xBE", "\\uFFFE"}, {"\xEF\xBF\xBF", "\\uFFFF"}};
	unsigned char c = (unsigned char)text.at[0], next = text.len > 1 ? (unsigned char)text.at[1] : 0;
	for (size_t i = 0; i < COUNT(rows); i++)
		if (str_starts(text, str_of(rows[i].bytes))) {
			buf_put(out, str_of(rows[i].escape));
			return strlen(rows[i].bytes);
		}
	bool is_c1 = c == 0xC2 && next >= 0x80 && next < 0xA0;
	if (c >= 0x20 && c != 0x7F && !is_c1)
		return 0;
	buf_printf(out, "\\x%02X", is_c1 ? next : c);
	return is_c1 ? 2 : 1;
}

void yaml_put_quoted(struct buf *out, str text)
{
	buf_char(out, '"');
	while (text.len) {
		size_t escaped = put_escape(out, text);
		if (escaped == 0)
			buf_char(out, text.at[0]);
		text = str_skip(text, escaped ? escaped : 1);
	}
	buf_char(out, '"');
}

void yaml_put_text(struct buf *out, str text)
{
	bool is_plain = text.len && is_letter(text.at[0]) && text.at[text.len - 1] != ' ' && !is_word_of_yaml(text);
	for (size_t i = 0; i < text.len && is_plain; i++)
		is_plain = is_inner(text.at[i]);
	if (is_plain)
		buf_put(out, text);
	else
		yaml_put_quoted(out, text);
}

size_t yaml_separator(str text)
{
	size_t next = str_search(text, S("\xC2\x85")), line = str_search(text, S("\xE2\x80\xA8"));
	size_t paragraph = str_search(text, S("\xE2\x80\xA9")), first = next < line ? next : line;
	return first < paragraph ? first : paragraph;
}

/* SPDX-License-Identifier: MIT */
/* Wording without markup, for what looks at the words themselves. It asks less than cmark would: a code span ends at
   the next run of as many backticks, a link's address at the next bracket. */
#include <string.h>

#include "format/markdown.h"

bool markdown_is_note(str html)
{
	str rest = str_trim(html);
	if (!str_take(&rest, S("<!--")) || str_search(rest, S("-->")) + 3 != rest.len)
		return false;
	return str_starts(str_trim(rest), S("rolecast:"));
}

static size_t run_of(str text, size_t at, char byte)
{
	size_t length = 0;
	while (at + length < text.len && text.at[at + length] == byte)
		length++;
	return length;
}

/* Each returns the end of what begins at `at`, or `at` when it does not end. */
static size_t code_end(str text, size_t at)
{
	size_t length = run_of(text, at, '`');
	for (size_t i = at + length; i < text.len;) {
		size_t run = run_of(text, i, '`');
		if (run == length)
			return i + run;
		i += run ? run : 1;
	}
	return at + length;
}

static size_t until(str text, size_t at, const char *end)
{
	enum { LONGEST = 4096 }; /* so that openings without ends cost little */
	str near = str_part(text, at, at + LONGEST);
	size_t found = str_search(near, str_of(end));
	return found < near.len ? at + found + strlen(end) : at;
}

static bool begins(str text, size_t at, const char *start)
{
	return str_starts(str_skip(text, at), str_of(start));
}

/* How many bytes from `at` are no wording. */
static size_t markup_at(str text, size_t at)
{
	switch (text.at[at]) {
	case '`':
		return code_end(text, at) - at;
	case '[':
		return begins(text, at, "[@") || begins(text, at, "[=") ? until(text, at, "]") - at : 0;
	case ']':
		return begins(text, at, "](") ? until(text, at, ")") - at : 0;
	case '<':
		if (begins(text, at, "<!--"))
			return until(text, at, "-->") - at;
		return at + 1 < text.len && text.at[at + 1] != ' ' ? until(text, at, ">") - at : 0;
	case '&':
		return begins(text, at, "&nbsp;") ? strlen("&nbsp;") : 0;
	case '\\':
	case '*':
	case '_':
		return 1;
	case '\xC2': /* U+00A0 */
		return begins(text, at, "\xC2\xA0") ? 2 : 0;
	case '\xE2': /* U+2009 and U+202F, in numbers and before units */
		return begins(text, at, "\xE2\x80\x89") || begins(text, at, "\xE2\x80\xAF") ? 3 : 0;
	default:
		return 0;
	}
}

void markdown_wording(str text, char *room)
{
	if (text.len)
		memcpy(room, text.at, text.len);
	for (size_t i = 0; i < text.len;) {
		size_t length = markup_at(text, i);
		memset(room + i, ' ', length);
		i += length ? length : 1;
	}
	/* Marks of quotes at the head of a line stand between words that belong together. */
	for (size_t i = 0; i < text.len; i++)
		if (room[i] == '>' && (i == 0 || room[i - 1] == '\n'))
			room[i] = ' ';
}

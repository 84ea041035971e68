/* SPDX-License-Identifier: MIT */
#include "base/str.h"

#include <string.h>

#include <utf8proc.h>

int str_cmp(str a, str b)
{
	size_t shared = a.len < b.len ? a.len : b.len;
	int order = shared ? memcmp(a.at, b.at, shared) : 0;
	if (order != 0)
		return order;
	return (a.len > b.len) - (a.len < b.len);
}

bool str_starts(str s, str prefix)
{
	return s.len >= prefix.len && str_eq(str_part(s, 0, prefix.len), prefix);
}

bool str_ends(str s, str suffix)
{
	return s.len >= suffix.len && str_eq(str_skip(s, s.len - suffix.len), suffix);
}

size_t str_find(str s, char byte)
{
	const char *found = s.len ? memchr(s.at, byte, s.len) : NULL;
	return found ? (size_t)(found - s.at) : s.len;
}

size_t str_search(str s, str needle)
{
	if (needle.len == 0 || s.len == 0)
		return 0;
	const char *found = memmem(s.at, s.len, needle.at, needle.len);
	return found ? (size_t)(found - s.at) : s.len;
}

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

str str_trim(str s)
{
	size_t from = 0, to = s.len;
	while (from < to && is_space(s.at[from]))
		from++;
	while (to > from && is_space(s.at[to - 1]))
		to--;
	return str_part(s, from, to);
}

bool str_take_line(str *in, str *line)
{
	if (!str_take_until(in, '\n', line))
		return false;
	if (line->len && line->at[line->len - 1] == '\r')
		line->len--;
	return true;
}

bool str_take_until(str *in, char byte, str *part)
{
	if (in->len == 0)
		return false;
	size_t end = str_find(*in, byte);
	*part = str_part(*in, 0, end);
	*in = str_skip(*in, end + 1);
	return true;
}

bool str_take(str *in, str prefix)
{
	if (!str_starts(*in, prefix))
		return false;
	*in = str_skip(*in, prefix.len);
	return true;
}

str str_of_int(int64_t number, char room[STR_DIGITS])
{
	size_t at = STR_DIGITS;
	uint64_t rest = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
	for (; rest > UINT32_MAX; rest /= 10)
		room[--at] = (char)('0' + rest % 10);
	uint32_t small = (uint32_t)rest; /* sooner divided than 64 bits */
	do {
		room[--at] = (char)('0' + small % 10);
		small /= 10;
	} while (small);
	if (number < 0)
		room[--at] = '-';
	return (str){room + at, STR_DIGITS - at};
}

bool str_int(str s, int64_t *number)
{
	bool is_negative = str_take(&s, S("-"));
	if (s.len == 0 || s.len > 18)
		return false;
	int64_t sum = 0;
	for (size_t i = 0; i < s.len; i++) {
		if (s.at[i] < '0' || s.at[i] > '9')
			return false;
		sum = sum * 10 + (s.at[i] - '0');
	}
	*number = is_negative ? -sum : sum;
	return true;
}

/* Length of the UTF-8 sequence that starts here, or 0 (overlong forms and surrogates are faults). */
static size_t utf8_length(const unsigned char *at, size_t left)
{
	if (at[0] < 0x80)
		return 1;
	size_t length = at[0] >= 0xF0 ? 4 : at[0] >= 0xE0 ? 3 : 2;
	if (at[0] < 0xC2 || at[0] > 0xF4 || length > left)
		return 0;
	for (size_t i = 1; i < length; i++)
		if ((at[i] & 0xC0) != 0x80)
			return 0;
	if ((at[0] == 0xE0 && at[1] < 0xA0) || (at[0] == 0xED && at[1] > 0x9F) || (at[0] == 0xF0 && at[1] < 0x90)
		|| (at[0] == 0xF4 && at[1] > 0x8F))
		return 0;
	return length;
}

size_t str_utf8_fault(str s)
{
	size_t i = 0;
	while (i < s.len) {
		uint64_t eight;
		while (i + 8 <= s.len && (memcpy(&eight, s.at + i, 8), (eight & 0x8080808080808080U) == 0))
			i += 8;
		if (i == s.len)
			break;
		size_t length = utf8_length((const unsigned char *)s.at + i, s.len - i);
		if (length == 0)
			return i;
		i += length;
	}
	return s.len;
}

str str_cut(str s, size_t most)
{
	if (s.len <= most)
		return s;
	while (most && ((unsigned char)s.at[most] & 0xC0) == 0x80)
		most--;
	return str_part(s, 0, most);
}

size_t str_columns(str s)
{
	size_t columns = 0;
	for (size_t i = 0; i < s.len; i++)
		columns += ((unsigned char)s.at[i] & 0xC0) != 0x80;
	return columns;
}

/* Takes a character off the front of *in; what is broken counts as one byte, one cell. */
static size_t take_cells(str *in)
{
	utf8proc_int32_t point;
	utf8proc_ssize_t length = utf8proc_iterate((const utf8proc_uint8_t *)in->at, (utf8proc_ssize_t)in->len, &point);
	*in = str_skip(*in, length > 0 ? (size_t)length : 1);
	return length > 0 ? (size_t)utf8proc_charwidth(point) : 1;
}

size_t str_cells(str s)
{
	size_t cells = 0;
	while (s.len)
		cells += take_cells(&s);
	return cells;
}

str str_within(str s, size_t cells)
{
	str rest = s;
	for (size_t used = 0; rest.len;) {
		str before = rest;
		used += take_cells(&rest);
		if (used > cells)
			return str_part(s, 0, s.len - before.len);
	}
	return s;
}

/* Whether eight bytes are ASCII that shows: no control characters, nothing beyond. */
static bool are_plain(const char *at)
{
	const uint64_t ones = 0x0101010101010101U, tops = 0x8080808080808080U;
	uint64_t eight;
	memcpy(&eight, at, 8);
	uint64_t below_blank = eight - ones * 0x20, is_delete = (eight ^ (ones * 0x7F)) - ones;
	return ((eight | below_blank | is_delete) & tops) == 0;
}

/* Bytes of the character at the front when it is obeyed, and not shown; 0 when it shows. */
static size_t obeyed_length(str text)
{
	unsigned char c = (unsigned char)text.at[0], next = text.len > 1 ? (unsigned char)text.at[1] : 0;
	unsigned char third = text.len > 2 ? (unsigned char)text.at[2] : 0;
	if (c < 0x20 || c == 0x7F)
		return 1;
	if ((c == 0xC2 && next >= 0x80 && next < 0xA0) || (c == 0xD8 && next == 0x9C))
		return 2;
	bool is_mark =
		c == 0xE2 && next == 0x80 && (third == 0x8E || third == 0x8F || (third >= 0xA8 && third <= 0xAE));
	bool is_isolate = c == 0xE2 && next == 0x81 && third >= 0xA6 && third <= 0xA9;
	return is_mark || is_isolate ? 3 : 0;
}

size_t str_obeyed(str text, size_t *length)
{
	*length = 0;
	for (size_t i = 0; i < text.len; i++)
		if ((*length = obeyed_length(str_skip(text, i))))
			return i;
	return text.len;
}

unsigned str_code_point(str character)
{
	enum { TAIL_BITS = 6, TAIL = 0x3F };
	static const unsigned char head[] = {0, 0x7F, 0x1F, 0x0F};
	unsigned code = (unsigned char)character.at[0] & head[character.len];
	for (size_t i = 1; i < character.len; i++)
		code = code << TAIL_BITS | ((unsigned char)character.at[i] & TAIL);
	return code;
}

size_t str_control(str text)
{
	for (size_t i = 0; i < text.len; i++) {
		while (i + 8 < text.len && are_plain(text.at + i))
			i += 8;
		unsigned char c = (unsigned char)text.at[i];
		bool is_c0 = c < 0x20 && c != '\t' && c != '\n' && c != '\r';
		bool is_c1 = c == 0xC2 && i + 1 < text.len && (unsigned char)text.at[i + 1] < 0xA0
			&& text.at[i + 1] != '\x85';
		bool is_none = c == 0xEF && i + 2 < text.len && text.at[i + 1] == '\xBF'
			&& (unsigned char)text.at[i + 2] >= 0xBE;
		if (is_c0 || c == 0x7F || is_c1 || is_none)
			return i;
	}
	return text.len;
}

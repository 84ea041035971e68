/* SPDX-License-Identifier: MIT */
/* Slices of bytes, by value; never owned, never NUL-terminated by promise. */
#ifndef ROLECAST_BASE_STR_H
#define ROLECAST_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef struct {
	const char *at;
	size_t len;
} str;

/* A slice over a string literal. */
#define S(literal) ((str){(literal), sizeof(literal) - 1})
/* For printf: "%.*s", STR_ARG(s). */
#define STR_ARG(s) (int)(s).len, (s).at ? (s).at : ""

#if defined(__GNUC__)
#define PRINTF_LIKE(format_at, first_at) __attribute__((format(printf, format_at, first_at), nonnull(format_at)))
#else
#define PRINTF_LIKE(format_at, first_at)
#endif

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static inline str str_of(const char *nul_terminated)
{
	return (str){nul_terminated, strlen(nul_terminated)};
}

static inline bool str_eq(str a, str b)
{
	return a.len == b.len && (a.len == 0 || memcmp(a.at, b.at, a.len) == 0);
}
int str_cmp(str a, str b);
bool str_starts(str s, str prefix);
bool str_ends(str s, str suffix);
/* The part from `from` up to (not including) `to`; both are clipped to the slice. */
static inline str str_part(str s, size_t from, size_t to)
{
	if (to > s.len)
		to = s.len;
	if (from > to)
		from = to;
	return s.at ? (str){s.at + from, to - from} : s;
}

static inline str str_skip(str s, size_t count)
{
	return str_part(s, count, s.len);
}

/* Index of the first `byte`, or s.len. */
size_t str_find(str s, char byte);
/* Index of the first `needle`, or s.len. */
size_t str_search(str s, str needle);
/* Without blanks, tabs and line ends at both ends. */
str str_trim(str s);
/* Takes a line off the front of *in, its line end (LF or CRLF) dropped. False at the end. */
bool str_take_line(str *in, str *line);
/* Takes what stands before the first `byte` off *in, and the byte itself. False at the end. */
bool str_take_until(str *in, char byte, str *part);
/* Takes `prefix` off the front of *in if it is there. */
bool str_take(str *in, str prefix);
enum { STR_DIGITS = 20 };
/* The digits of a whole number, written into `room`. */
str str_of_int(int64_t number, char room[STR_DIGITS]);
/* A whole decimal number with an optional minus, within int64. */
bool str_int(str s, int64_t *number);
/* Offset of the first byte that is not valid UTF-8, or s.len. */
size_t str_utf8_fault(str s);
/* Offset of the first control character, or sign that Unicode keeps for none (U+FFFE, U+FFFF), that text may not hold;
   s.len when there is none. Tabs and line ends are text. */
size_t str_control(str s);
/* Offset of the first character that a terminal obeys where it should show it, and its length: all controls, tabs and
   line ends among them, line ends of Unicode, and what turns the direction of writing. s.len and 0 when all show. */
size_t str_obeyed(str s, size_t *length);
/* The number of a character that is three bytes of UTF-8 at most, as those are that str_obeyed finds. */
unsigned str_code_point(str character);
/* The longest front part of at most `most` bytes that ends no character in its middle. */
str str_cut(str s, size_t most);
/* Number of code points. */
size_t str_columns(str s);
/* Cells of a terminal: 2 for what is wide, 0 for what combines. */
size_t str_cells(str s);
/* The longest front part that takes at most `cells` of them. */
str str_within(str s, size_t cells);

#endif

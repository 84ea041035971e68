/* SPDX-License-Identifier: MIT */
#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void buf_grow(struct buf *buf, size_t more)
{
	size_t cap = buf->cap ? buf->cap * 2 : 1024;
	while (cap - buf->len < more && cap < SIZE_MAX / 4)
		cap *= 2;
	char *at = realloc(buf->at, cap);
	if (!at || cap - buf->len < more)
		arena_out_of_memory();
	buf->at = at;
	buf->cap = cap;
}

void buf_int(struct buf *buf, int64_t number)
{
	char room[STR_DIGITS];
	if (number < 0 || number > 99) {
		buf_put(buf, str_of_int(number, room));
		return;
	}
	/* Most are shares of a hundred. */
	if (number > 9)
		buf_char(buf, (char)('0' + number / 10));
	buf_char(buf, (char)('0' + number % 10));
}

/* Sixteen bytes at a time: most text holds nothing that is escaped. */
typedef unsigned char lanes __attribute__((vector_size(16)));

/* The first sixteen bytes of `left`; fewer are loaded more than once, so that the lanes hold nothing else. */
static inline lanes load_lanes(const char *at, size_t left)
{
	lanes loaded;
	if (left >= sizeof loaded) {
		memcpy(&loaded, at, sizeof loaded);
	} else if (left >= sizeof(uint64_t)) {
		uint64_t ends[2];
		memcpy(&ends[0], at, sizeof ends[0]);
		memcpy(&ends[1], at + left - sizeof ends[1], sizeof ends[1]);
		memcpy(&loaded, ends, sizeof loaded);
	} else if (left >= sizeof(uint32_t)) {
		uint32_t ends[4];
		memcpy(&ends[0], at, sizeof ends[0]);
		memcpy(&ends[1], at + left - sizeof ends[1], sizeof ends[1]);
		ends[2] = ends[3] = ends[0];
		memcpy(&loaded, ends, sizeof loaded);
	} else {
		loaded = (lanes){0} + (unsigned char)at[0];
		loaded[1] = (unsigned char)at[left / 2];
		loaded[2] = (unsigned char)at[left - 1];
	}
	return loaded;
}

static inline bool is_any(lanes found)
{
	uint64_t halves[2];
	memcpy(halves, &found, sizeof halves);
	return (halves[0] | halves[1]) != 0;
}

static const char *const html_entities[256] = {
	['&'] = "&amp;", ['<'] = "&lt;", ['>'] = "&gt;", ['"'] = "&quot;", ['\''] = "&#39;"};

/* The next byte from `i` on that HTML escapes, or text.len. An apostrophe is one where `apostrophe` is one. */
static inline size_t next_in_html(str text, size_t i, char apostrophe)
{
	for (; i < text.len; i += sizeof(lanes)) {
		lanes x = load_lanes(text.at + i, text.len - i);
		if (is_any((lanes)((x == '&') | (x == '<') | (x == '>') | (x == '"')
			    | (x == (unsigned char)apostrophe))))
			break;
	}
	while (i < text.len && (!html_entities[(unsigned char)text.at[i]] || (text.at[i] == '\'' && !apostrophe)))
		i++;
	return i < text.len ? i : text.len;
}

static inline void put_html(struct buf *buf, str text, char apostrophe)
{
	size_t plain = 0, i;
	for (; (i = next_in_html(text, plain, apostrophe)) < text.len; plain = i + 1) {
		buf_put(buf, str_part(text, plain, i));
		buf_put(buf, str_of(html_entities[(unsigned char)text.at[i]]));
	}
	buf_put(buf, str_skip(text, plain));
}

static bool is_plain_json(char c)
{
	return (unsigned char)c >= ' ' && c != '"' && c != '\\' && c != '<';
}

static size_t next_in_json(str text, size_t i)
{
	for (; i < text.len; i += sizeof(lanes)) {
		lanes x = load_lanes(text.at + i, text.len - i);
		if (is_any((lanes)((x < ' ') | (x == '"') | (x == '\\') | (x == '<'))))
			break;
	}
	while (i < text.len && is_plain_json(text.at[i]))
		i++;
	return i < text.len ? i : text.len;
}

void buf_html(struct buf *buf, str text)
{
	put_html(buf, text, '\'');
}

void buf_html_text(struct buf *buf, str text)
{
	put_html(buf, text, '\0');
}

static void put_json_escape(struct buf *buf, char byte)
{
	static const char digits[] = "0123456789abcdef";
	if (byte == '"' || byte == '\\') {
		buf_char(buf, '\\');
		buf_char(buf, byte);
	} else if (byte == '\n') {
		buf_put(buf, S("\\n"));
	} else {
		buf_put(buf, S("\\u00"));
		buf_char(buf, digits[(unsigned char)byte >> 4]);
		buf_char(buf, digits[byte & 15]);
	}
}

void buf_json(struct buf *buf, str text)
{
	size_t plain = 0, i;
	buf_char(buf, '"');
	for (; (i = next_in_json(text, plain)) < text.len; plain = i + 1) {
		buf_put(buf, str_part(text, plain, i));
		put_json_escape(buf, text.at[i]);
	}
	buf_put(buf, str_skip(text, plain));
	buf_char(buf, '"');
}

void buf_url(struct buf *buf, str text)
{
	static const char digits[] = "0123456789ABCDEF";
	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.at[i];
		bool is_plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-'
			|| c == '.' || c == '_' || c == '~';
		if (!is_plain) {
			buf_char(buf, '%');
			buf_char(buf, digits[c >> 4]);
			c = (unsigned char)digits[c & 15];
		}
		buf_char(buf, (char)c);
	}
}

void buf_printf(struct buf *buf, const char *format, ...)
{
	enum { USUAL = 128 };
	va_list args, again;
	va_start(args, format);
	va_copy(again, args);
	char *at = buf_reserve(buf, USUAL);
	int length = vsnprintf(at, USUAL, format, args);
	va_end(args);
	size_t size = length < 0 ? 0 : (size_t)length;
	if (size >= USUAL)
		vsnprintf(buf_reserve(buf, size + 1), size + 1, format, again);
	va_end(again);
	buf->len += size;
}

static void put_valid(struct buf *buf, str text)
{
	size_t length, at;
	for (; (at = str_obeyed(text, &length)) < text.len; text = str_skip(text, at + length)) {
		buf_put(buf, str_part(text, 0, at));
		buf_char(buf, ' ');
	}
	buf_put(buf, text);
}

/* A stray continuation byte is nothing, any other fault one sign: so str_columns counts them. */
void buf_shown(struct buf *buf, str text)
{
	for (size_t fault; (fault = str_utf8_fault(text)) < text.len; text = str_skip(text, fault + 1)) {
		put_valid(buf, str_part(text, 0, fault));
		if (((unsigned char)text.at[fault] & 0xC0) != 0x80)
			buf_put(buf, S("\xEF\xBF\xBD"));
	}
	put_valid(buf, text);
}

str buf_shown_in(struct arena *arena, str text)
{
	struct buf shown = {0};
	buf_shown(&shown, text);
	str kept = buf_copy(&shown, arena);
	buf_free(&shown);
	return kept;
}

str buf_str(const struct buf *buf)
{
	return (str){buf->at, buf->len};
}

str buf_copy(const struct buf *buf, struct arena *arena)
{
	return arena_copy(arena, buf_str(buf));
}

void buf_free(struct buf *buf)
{
	free(buf->at);
	*buf = (struct buf){0};
}

void buf_wrapped(struct buf *buf, str text, size_t width)
{
	size_t column = 0;
	str word;
	while (str_take_until(&text, ' ', &word)) {
		size_t columns = str_columns(word);
		if (column && column + 1 + columns > width) {
			buf_char(buf, '\n');
			column = 0;
		} else if (column) {
			buf_char(buf, ' ');
			column++;
		}
		buf_put(buf, word);
		column += columns;
	}
	buf_char(buf, '\n');
}

/* SPDX-License-Identifier: MIT */
/* A growing run of bytes; {0} is empty. Owns its memory until buf_free. */
#ifndef ROLECAST_BASE_BUF_H
#define ROLECAST_BASE_BUF_H

#include <string.h>

#include "base/arena.h"

struct buf {
	char *at;
	size_t len, cap;
};

void buf_grow(struct buf *buf, size_t more);

/* Makes room for `more` bytes and returns where they go; the caller adds to len. */
static inline char *buf_reserve(struct buf *buf, size_t more)
{
	if (more > buf->cap - buf->len)
		buf_grow(buf, more);
	return buf->at + buf->len;
}

static inline void buf_put(struct buf *buf, str s)
{
	if (s.len == 0)
		return;
	memcpy(buf_reserve(buf, s.len), s.at, s.len);
	buf->len += s.len;
}

static inline void buf_char(struct buf *buf, char byte)
{
	*buf_reserve(buf, 1) = byte;
	buf->len++;
}

void buf_int(struct buf *buf, int64_t number);
/* Text made safe for HTML and XML content and double- or single-quoted attributes (& < > " '). */
void buf_html(struct buf *buf, str text);
/* The same but for ', for content and double-quoted attributes. */
void buf_html_text(struct buf *buf, str text);
/* A JSON string with its quotes; "<" comes as \u003c, so that it may stand inside a script element. */
void buf_json(struct buf *buf, str text);
/* Percent-encoded, but for letters, digits and -._~ */
void buf_url(struct buf *buf, str text);
/* Text for a terminal: a blank for each character that it would obey, U+FFFD for what is no UTF-8; as wide as
   str_columns says. */
void buf_shown(struct buf *buf, str text);
str buf_shown_in(struct arena *arena, str text);
/* Words on lines of at most `width` columns, each line with its end. */
void buf_wrapped(struct buf *buf, str text, size_t width);
void buf_printf(struct buf *buf, const char *format, ...) PRINTF_LIKE(2, 3);
str buf_str(const struct buf *buf);
/* A copy of what is there, in the arena. */
str buf_copy(const struct buf *buf, struct arena *arena);
void buf_free(struct buf *buf);

#endif

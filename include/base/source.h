/* SPDX-License-Identifier: MIT */
/* A text with a name, and places in it. */
#ifndef ROLECAST_BASE_SOURCE_H
#define ROLECAST_BASE_SOURCE_H

#include "base/str.h"

struct source {
	str path; /* as shown in messages: relative to the site */
	str text;
	size_t lines_before; /* where it is a part of a longer text, which is not kept */
};

/* A place in a text. A mark without source speaks of no file. */
struct mark {
	const struct source *source;
	uint32_t at, len; /* bytes */
};

struct place {
	size_t line, column; /* from 1; the column counts code points */
	str excerpt;         /* the whole line */
};

struct mark mark_of(const struct source *source, size_t at, size_t len);
/* The mark of a slice that lies inside the source's text. */
struct mark mark_slice(const struct source *source, str slice);
struct place mark_place(struct mark mark);
/* A line that was found: places behind it are found from there. */
struct line_cursor {
	const struct source *source;
	size_t line, start;
};
/* The same for many marks; quick when they come in order. {0} is a cursor. */
struct place mark_place_from(struct line_cursor *cursor, struct mark mark);
/* By path and place; both have a source. */
bool mark_comes_before(struct mark a, struct mark b);

#endif

/* SPDX-License-Identifier: MIT */
#include "base/source.h"

#include <assert.h>

struct mark mark_of(const struct source *source, size_t at, size_t len)
{
	return (struct mark){.source = source, .at = (uint32_t)at, .len = (uint32_t)len};
}

struct mark mark_slice(const struct source *source, str slice)
{
	assert(slice.at >= source->text.at && slice.at <= source->text.at + source->text.len);
	return mark_of(source, (size_t)(slice.at - source->text.at), slice.len);
}

struct place mark_place_from(struct line_cursor *cursor, struct mark mark)
{
	str text = mark.source->text;
	size_t at = mark.at < text.len ? mark.at : text.len;
	if (cursor->source != mark.source || at < cursor->start)
		*cursor = (struct line_cursor){.source = mark.source, .line = 1 + mark.source->lines_before};
	for (size_t end; (end = cursor->start + str_find(str_part(text, cursor->start, at), '\n')) < at;) {
		cursor->line++;
		cursor->start = end + 1;
	}
	struct place place = {.line = cursor->line};
	str rest = str_skip(text, cursor->start);
	str_take_line(&rest, &place.excerpt);
	place.column = str_columns(str_part(text, cursor->start, at)) + 1;
	return place;
}

struct place mark_place(struct mark mark)
{
	struct line_cursor cursor = {0};
	return mark_place_from(&cursor, mark);
}

bool mark_comes_before(struct mark a, struct mark b)
{
	int order = str_cmp(a.source->path, b.source->path);
	if (order == 0 && a.source->lines_before != b.source->lines_before)
		return a.source->lines_before < b.source->lines_before;
	return order ? order < 0 : a.at < b.at;
}

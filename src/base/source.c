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

struct place mark_place(struct mark mark)
{
	str text = mark.source->text;
	size_t at = mark.at < text.len ? mark.at : text.len;
	struct place place = {.line = 1 + mark.source->lines_before};
	size_t start = 0;
	for (size_t i = 0; i < at; i++)
		if (text.at[i] == '\n') {
			place.line++;
			start = i + 1;
		}
	str rest = str_skip(text, start);
	str_take_line(&rest, &place.excerpt);
	place.column = str_columns(str_part(text, start, at)) + 1;
	return place;
}

bool mark_comes_before(struct mark a, struct mark b)
{
	int order = str_cmp(a.source->path, b.source->path);
	if (order == 0 && a.source->lines_before != b.source->lines_before)
		return a.source->lines_before < b.source->lines_before;
	return order ? order < 0 : a.at < b.at;
}

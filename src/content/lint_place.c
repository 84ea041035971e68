/* SPDX-License-Identifier: MIT */
/* Where the parts of a text stand in its file. YAML may have folded lines and taken off quotes and indents: then both
   are walked side by side, once a text, and how far each byte led is kept. */
#include <string.h>

#include "content/lint.h"

static bool is_in_file(const struct prose *prose)
{
	str text = prose->mark.source->text;
	return prose->raw.at >= text.at && prose->raw.at + prose->raw.len <= text.at + text.len;
}

/* What may hold the text: a block's mark is its sign alone. */
static str written(const struct prose *prose)
{
	str text = prose->mark.source->text;
	return prose->mark.len > 1 ? str_part(text, 0, (size_t)prose->mark.at + prose->mark.len) : text;
}

static void begin(struct unfolded *unfolded, const struct prose *prose, str text)
{
	size_t at = prose->mark.at;
	if (at < text.len && (text.at[at] == '|' || text.at[at] == '>'))
		at += str_find(str_skip(text, at), '\n');
	arena_reset(&unfolded->room);
	unfolded->prose = prose;
	unfolded->known = 0;
	unfolded->behind = arena_array(&unfolded->room, uint32_t, prose->raw.len + 1);
	unfolded->behind[0] = (uint32_t)at;
}

/* Where the byte of the text stands in `text`, or its end when it does not: an escape in a quoted scalar. */
static size_t find(struct unfolded *unfolded, const struct prose *prose, str text, size_t at)
{
	str raw = prose->raw;
	if (unfolded->prose != prose)
		begin(unfolded, prose, text);
	for (; unfolded->known < at; unfolded->known++) {
		char byte = raw.at[unfolded->known];
		size_t to = unfolded->behind[unfolded->known];
		if (!strchr(" \t\n\r", byte)) {
			while (to < text.len && text.at[to] != byte)
				to++;
			to += to < text.len;
		}
		unfolded->behind[unfolded->known + 1] = (uint32_t)to;
	}
	size_t to = unfolded->behind[at];
	return at < raw.len ? to + str_find(str_skip(text, to), raw.at[at]) : to;
}

struct mark lint_mark(struct unfolded *unfolded, const struct prose *prose, size_t at, size_t len)
{
	const struct source *source = prose->mark.source;
	str text = is_in_file(prose) ? source->text : written(prose);
	size_t to = is_in_file(prose) ? (size_t)(prose->raw.at - text.at) + at : find(unfolded, prose, text, at);
	if (to >= text.len)
		return prose->mark;
	size_t length = str_find(str_skip(source->text, to), '\n');
	return mark_of(source, to, len < length ? len : length);
}

bool lint_allows(const struct lint *lint, struct unfolded *unfolded, const char *id, const struct prose *prose,
	struct mark mark, size_t holder, size_t outer)
{
	if (!allowance_is_in(lint, mark.source))
		return false;
	bool is_body = prose->html.block_count && is_in_file(prose);
	return allowance_covers(lint, id, mark, lint_mark(unfolded, prose, holder, 1))
		|| (outer != holder && allowance_covers(lint, id, mark, lint_mark(unfolded, prose, outer, 1)))
		|| (!is_body && allowance_covers(lint, id, mark, prose->mark));
}

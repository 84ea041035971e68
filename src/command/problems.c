/* SPDX-License-Identifier: MIT */
#include "command/problems.h"

/* The place in words, since a mark brings its line along. */
static str placed(struct arena *arena, struct mark mark, str message)
{
	if (!mark.source)
		return message;
	struct place place = mark_place(mark);
	return arena_printf(
		arena, "%.*s:%zu:%zu: %.*s", STR_ARG(mark.source->path), place.line, place.column, STR_ARG(message));
}

static void hide_lines(struct arena *arena, struct diag *diag)
{
	struct diag_note **end = &diag->notes;
	diag->message = placed(arena, diag->mark, diag->message);
	diag->mark = (struct mark){0};
	for (const struct diag_note *note = diag->notes; note; note = note->next) {
		*end = arena_new(arena, struct diag_note);
		**end = (struct diag_note){.message = placed(arena, note->mark, note->message)};
		end = &(*end)->next;
	}
}

static void take(struct problems *problems, const struct diag *diag, bool is_for_others)
{
	struct diags *shown = &problems->shown;
	if (shown->errors + shown->warnings == PROBLEMS_SHOWN) {
		problems->more++;
		return;
	}
	struct diag *copy = arena_new(&shown->arena, struct diag);
	*copy = *diag;
	copy->next = NULL;
	if (is_for_others)
		hide_lines(&shown->arena, copy);
	*(shown->last ? &shown->last->next : &shown->first) = copy;
	shown->last = copy;
	*(diag->severity == SEVERITY_ERROR ? &shown->errors : &shown->warnings) += 1;
}

struct problems problems_of(const struct diags *all, bool is_for_others)
{
	static const enum severity order[] = {SEVERITY_ERROR, SEVERITY_WARNING};
	struct problems problems = {0};
	for (size_t i = 0; i < COUNT(order); i++)
		for (const struct diag *diag = all->first; diag; diag = diag->next)
			if (diag->severity == order[i])
				take(&problems, diag, is_for_others);
	return problems;
}

void problems_print(const struct diags *all, bool is_for_others, struct buf *out)
{
	struct problems problems = problems_of(all, is_for_others);
	diags_print(&problems.shown, out, false);
	if (problems.more)
		buf_printf(out, "%zu more on the terminal\n", problems.more);
	diags_free(&problems.shown);
}

/* SPDX-License-Identifier: MIT */
/* Pages that lead on, for hosts that cannot. */
#include "page/pages.h"

/* What readers know it by: a role and its level, else the address itself. */
static str name_of(const struct making *making, const struct redirect *redirect, str to)
{
	const struct site *site = making->site;
	size_t level = making->output->level;
	if (!redirect->role)
		return to;
	if (level == site->level_count)
		return redirect->role->is.title.s;
	return arena_printf(
		making->arena, "%.*s: %.*s", STR_ARG(redirect->role->is.title.s), STR_ARG(site->levels[level].label.s));
}

struct value pages_moved(const struct making *making)
{
	struct view_moved_page *view = arena_new(making->arena, struct view_moved_page);
	const struct site *site = making->site;
	const struct redirect *redirect = &site->redirects[making->output->index];
	bool is_level = redirect->role && making->output->level < site->level_count;
	str to = is_level ? redirect->role->levels[making->output->level].url : redirect->to;
	str name = name_of(making, redirect, to);
	struct view_meta *page = pages_meta(making,
		strings_say(making->views->strings, making->arena, "moved_title", FILLS({"page", name})),
		strings_say(making->views->strings, making->arena, "moved_description", FILLS({"page", name})));
	page->is_hidden = value_bool(true);
	page->crumbs = (struct value){0};
	str place = str_part(to, 0, str_find(to, '#'));
	page->canonical = value_text(str_starts(to, S("/")) ? view_absolute(site, making->arena, place) : place);
	pages_root(making, page, view);
	view->to = value_text(to);
	view->name = value_text(name);
	return view_of(SHAPE_moved_page, view);
}

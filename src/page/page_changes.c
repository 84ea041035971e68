/* SPDX-License-Identifier: MIT */
/* The list of all changes, the page of one, and their feed. */
#include "page/pages.h"

struct value pages_changes(const struct making *making)
{
	const struct views *views = making->views;
	struct view_changes_page *view = arena_new(making->arena, struct view_changes_page);
	const struct edition *first = views->changes[views->change_count - 1].before;
	pages_root(making,
		pages_listed(making, pages_say(making, "changes_title"), pages_say(making, "changes_description")),
		view);
	view->items = views->change_links;
	view->first =
		value_text(strings_count(views->strings, making->arena, "changes_first", (int64_t)first->role_count,
			FILLS({"edition", first->name.s},
				{"date", strings_date(views->strings, making->arena, first->date.date)},
				{"count", pages_count(making, first->role_count)})));
	return view_of(SHAPE_changes_page, view);
}

struct value pages_change(const struct making *making)
{
	const struct views *views = making->views;
	const struct change *change = &views->changes[making->output->index];
	struct view_change_page *view = arena_new(making->arena, struct view_change_page);
	struct view_change_link *link = arena_new(making->arena, struct view_change_link);
	views_change_link(views, change, making->arena, link);
	str description = strings_say(views->strings, making->arena, "change_description",
		FILLS({"title", value_str(link->title)}, {"before", change->before->name.s},
			{"counts", value_str(link->sentence)}));
	struct view_meta *page = pages_meta(making, value_str(link->title), description);
	struct crumb way[] = {{pages_label(making, "menu_changes"), pages_local(making, "/changes/")}};
	page->crumbs = pages_crumbs(making, way, COUNT(way), value_str(link->title));
	page->updated = link->date_iso;
	pages_data(making, page, (struct value){0});
	pages_root(making, page, view);
	view->change = view_of(SHAPE_change_link, link);
	view->model = views_model_changes(views, change, making->arena);
	view->up = views_revisions(views, change, REVISION_UP, making->arena);
	view->down = views_revisions(views, change, REVISION_DOWN, making->arena);
	view->changed = views_revisions(views, change, REVISION_SAME, making->arena);
	view->added = views_revisions(views, change, REVISION_NEW, making->arena);
	view->gone = views_revisions(views, change, REVISION_GONE, making->arena);
	view->data = value_text(change->data);
	view->others = views->change_links;
	return view_of(SHAPE_change_page, view);
}

/* The present has the date of its newest role, unless the edition before it is newer. */
static str date_of(const struct views *views, const struct change *change)
{
	const struct dated *newest = &change->after->date;
	if (!change->is_present)
		return newest->text.s;
	newest = &change->before->date;
	for (size_t i = 0; i < views->site->role_count; i++)
		if (date_cmp(views->site->roles[i].is.updated.date, newest->date) > 0)
			newest = &views->site->roles[i].is.updated;
	return newest->text.s;
}

/* The counts, then the roles that moved most: "Nurse 23 → 27" */
static str summary_of(const struct views *views, const struct view_change_link *link, struct arena *arena)
{
	struct buf out = {0};
	buf_put(&out, value_str(link->sentence));
	for (uint32_t i = 0; i < link->movers.len; i++) {
		const struct view_revision *mover =
			(const struct view_revision *)(const void *)link->movers.items[i].fields;
		buf_put(&out, i ? views->strings->comma : S(" "));
		buf_printf(&out, "%.*s %.*s \xE2\x86\x92 %.*s", STR_ARG(value_str(mover->title)),
			STR_ARG(value_str(mover->before)), STR_ARG(value_str(mover->after)));
	}
	if (link->movers.len)
		buf_char(&out, '.');
	str summary = buf_copy(&out, arena);
	buf_free(&out);
	return summary;
}

struct value changes_entries(const struct views *views, struct arena *arena, str *updated)
{
	enum { MOST = 50 };
	size_t count = views->change_count < MOST ? views->change_count : MOST;
	struct view_entry *items = arena_array(arena, struct view_entry, count);
	for (size_t i = 0; i < count; i++) {
		const struct change *change = &views->changes[i];
		struct view_change_link link = {0};
		views_change_link(views, change, arena, &link);
		items[i].title = link.title;
		items[i].url = items[i].id = value_text(view_absolute(views->site, arena, change->url));
		items[i].updated = value_text(date_of(views, change));
		items[i].summary = value_text(summary_of(views, &link, arena));
	}
	*updated = value_str(items[0].updated);
	return VIEW_ITEMS(arena, entry, items, count);
}

struct value pages_changes_feed(const struct making *making)
{
	struct view_feed *view = arena_new(making->arena, struct view_feed);
	str updated;
	pages_root(making,
		pages_meta(making, pages_say(making, "changes_title"), pages_say(making, "changes_description")), view);
	view->items = changes_entries(making->views, making->arena, &updated);
	view->updated = value_text(updated);
	return view_of(SHAPE_feed, view);
}

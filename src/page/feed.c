/* SPDX-License-Identifier: MIT */
/* Entries of the feed and the sitemap, and the page of all sources: what is gathered from the whole site. */
#include <stdlib.h>

#include "page/plan.h"

struct dated_entry {
	struct view_entry view;
	struct date date;
	str url;
};

static int newest_first(const void *x, const void *y)
{
	const struct dated_entry *a = x, *b = y;
	int order = date_cmp(b->date, a->date);
	return order ? order : str_cmp(a->url, b->url);
}

static void fill_entry(const struct views *views, struct arena *arena, struct dated_entry *entry, str title, str url,
	const struct dated *updated, str summary, str author)
{
	str full = arena_printf(
		arena, "%.*s%.*s", STR_ARG(views->site->url), STR_ARG(str_skip(url, views->site->base.len)));
	entry->date = updated->date;
	entry->url = url;
	entry->view.title = value_text(title);
	entry->view.url = entry->view.id = value_text(full);
	entry->view.updated = value_text(updated->text.s);
	entry->view.summary = value_text(summary);
	entry->view.author = value_text(author);
}

struct value feed_entries(const struct views *views, struct arena *arena, str *updated)
{
	enum { MOST = 50 };
	const struct site *site = views->site;
	size_t all = site->role_count + site->article_count, count = 0;
	struct dated_entry *entries = arena_array(arena, struct dated_entry, all);
	str assessor = site->settings.assessor ? site->settings.assessor->name.s : site->settings.title.s;
	for (size_t i = 0; i < site->article_count; i++) {
		const struct article_record *is = &site->articles[i].is;
		fill_entry(views, arena, &entries[count++], is->title.s, site->articles[i].url,
			date_is_set(is->updated.date) ? &is->updated : &is->date, is->dek.html.plain, is->author.s);
	}
	for (size_t i = 0; i < site->role_count; i++) {
		const struct role *role = &site->roles[i];
		str title = strings_say(
			views->strings, arena, "role_question", FILLS({"plural", role_plural(views, role, arena)}));
		fill_entry(views, arena, &entries[count++], title, role->url, &role->is.updated,
			role->is.summary.html.plain, role->is.assessed_by.s.len ? role->is.assessed_by.s : assessor);
	}
	if (count)
		qsort(entries, count, sizeof *entries, newest_first);
	*updated = count ? value_str(entries[0].view.updated) : S("1970-01-01");
	if (count > MOST)
		count = MOST;
	struct view_entry *items = arena_array(arena, struct view_entry, count);
	for (size_t i = 0; i < count; i++)
		items[i] = entries[i].view;
	return VIEW_ITEMS(arena, entry, items, count);
}

static str updated_of(const struct plan *plan, const struct output *output)
{
	const struct site *site = plan->site;
	if (output->page == PAGE_ROLE || output->page == PAGE_LEVEL)
		return site->roles[output->index].is.updated.text.s;
	if (output->page != PAGE_ARTICLE)
		return (str){0};
	const struct article_record *is = &site->articles[output->index].is;
	return date_is_set(is->updated.date) ? is->updated.text.s : is->date.text.s;
}

struct value sitemap_entries(const struct plan *plan, struct arena *arena)
{
	struct view_entry *items = arena_array(arena, struct view_entry, plan->count);
	const struct site *site = plan->site;
	size_t count = 0;
	for (size_t i = 0; i < plan->count; i++) {
		const struct output *output = &plan->outputs[i];
		bool is_listed =
			output->kind == OUTPUT_PAGE && output->page != PAGE_MISSING && output->page < PAGE_FEED;
		if (!is_listed)
			continue;
		items[count].url = value_text(arena_printf(
			arena, "%.*s%.*s", STR_ARG(site->url), STR_ARG(str_skip(output->url, site->base.len))));
		items[count++].updated = value_text(updated_of(plan, output));
	}
	return VIEW_ITEMS(arena, entry, items, count);
}

/* Which pages rest on a source: one pass over everything that cites. */
struct users {
	struct view_link *links;
	size_t count, cap;
};

static void add_users(const struct views *views, struct arena *arena, struct users *users,
	struct citable *const *sources, size_t count, str title, str url)
{
	for (size_t i = 0; i < count; i++) {
		struct users *of = &users[sources[i] - views->site->sources.items];
		if (of->count == of->cap) {
			size_t cap = of->cap ? of->cap * 2 : 4;
			struct view_link *larger = arena_array(arena, struct view_link, cap);
			for (size_t k = 0; k < of->count; k++)
				larger[k] = of->links[k];
			of->links = larger;
			of->cap = cap;
		}
		of->links[of->count].title = value_text(title);
		of->links[of->count++].url = value_text(url);
	}
}

struct value views_all_sources(const struct views *views, struct arena *arena)
{
	const struct site *site = views->site;
	size_t count = site->sources.count;
	struct users *users = arena_array(arena, struct users, count);
	struct citable **all = arena_array(arena, struct citable *, count);
	for (size_t i = 0; i < count; i++)
		all[i] = &site->sources.items[i];
	struct value list = view_sources(views, all, count, arena);
	if (list.kind == VALUE_NONE)
		return list;
	for (size_t i = 0; i < site->role_count; i++)
		add_users(views, arena, users, site->roles[i].sources, site->roles[i].source_count,
			site->roles[i].is.title.s, site->roles[i].url);
	for (size_t i = 0; i < site->article_count; i++)
		add_users(views, arena, users, site->articles[i].sources, site->articles[i].source_count,
			site->articles[i].is.title.s, site->articles[i].url);
	for (size_t i = 0; i < site->page_count; i++)
		add_users(views, arena, users, site->pages[i].sources, site->pages[i].source_count,
			site->pages[i].is.title.s, site->pages[i].url);
	const struct view_sources *view = (const struct view_sources *)(const void *)list.fields;
	for (size_t i = 0; i < count; i++) {
		/* The list was made just now, for us alone. */
		struct view_source *source = (struct view_source *)(void *)(uintptr_t)view->items.items[i].fields;
		source->anchor = source->id;
		source->number = (struct value){0};
		if (users[i].count == 0)
			continue;
		struct view_links *links = arena_new(arena, struct view_links);
		links->items = VIEW_ITEMS(arena, link, users[i].links, users[i].count);
		source->used_by = view_of(SHAPE_links, links);
	}
	return list;
}

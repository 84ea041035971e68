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

static bool is_listed(const struct output *output)
{
	return output->kind == OUTPUT_PAGE && !output->leads_on && str_ends(output->url, S("/"));
}

static size_t listed_count(const struct plan *plan)
{
	size_t count = 0;
	for (size_t i = 0; i < plan->count; i++)
		count += is_listed(&plan->outputs[i]);
	return count;
}

size_t sitemap_parts(const struct plan *plan)
{
	return (listed_count(plan) + SITEMAP_MOST - 1) / SITEMAP_MOST;
}

struct value sitemap_entries(const struct plan *plan, size_t part, struct arena *arena)
{
	size_t left = listed_count(plan) - part * SITEMAP_MOST, most = left < SITEMAP_MOST ? left : SITEMAP_MOST;
	struct view_entry *items = arena_array(arena, struct view_entry, most);
	size_t seen = 0, count = 0;
	for (size_t i = 0; i < plan->count && count < most; i++) {
		const struct output *output = &plan->outputs[i];
		if (!is_listed(output) || seen++ < part * SITEMAP_MOST)
			continue;
		items[count].url = value_text(view_absolute(plan->site, arena, output->url));
		items[count++].updated = value_text(updated_of(plan, output));
	}
	return VIEW_ITEMS(arena, entry, items, count);
}

struct value sitemap_index(const struct plan *plan, struct arena *arena)
{
	size_t parts = sitemap_parts(plan), seen = 0;
	struct view_entry *items = arena_array(arena, struct view_entry, parts);
	str *latest = arena_array(arena, str, parts);
	for (size_t i = 0; i < plan->count; i++) {
		if (!is_listed(&plan->outputs[i]))
			continue;
		str updated = updated_of(plan, &plan->outputs[i]), *of = &latest[seen++ / SITEMAP_MOST];
		if (str_cmp(updated, *of) > 0)
			*of = updated;
	}
	for (size_t i = 0; i < parts; i++) {
		str url = arena_printf(arena, "%.*s%.*s", STR_ARG(plan->site->base), STR_ARG(sitemap_url(i, arena)));
		items[i].url = value_text(view_absolute(plan->site, arena, url));
		items[i].updated = value_text(latest[i]);
	}
	return VIEW_ITEMS(arena, entry, items, parts);
}

str sitemap_url(size_t part, struct arena *arena)
{
	return arena_printf(arena, "/sitemap-%zu.xml", part + 1);
}

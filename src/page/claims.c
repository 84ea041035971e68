/* SPDX-License-Identifier: MIT */
/* What rests on each source: one pass over everything that cites. */
#include <string.h>

#include "page/view.h"

/* Of a source that is used in more places, pages give the number of claims alone. */
enum { MOST_TOLD = 300 };

/* One page's use of a source: as a whole, or by claims that have names and places of their own. */
struct use {
	str title, url;
	struct view_link *claims; /* as long as they can be told */
	size_t count, cap;
};

/* All of one source, page by page. */
struct users {
	struct use *uses;
	size_t count, cap;
	size_t places;
};

struct claims {
	const struct views *views;
	struct arena *arena;
	struct users *users; /* one a source */
	str title, url;      /* of the page at hand */
	bool *is_told;       /* per source: something on this page named it by its claim */
};

/* Room for one more; what is there moves. */
#define GROW(arena, list, count, cap)                                                                                  \
	((count) < (cap) ? (list) : grown((arena), (list), sizeof *(list), (count), ((cap) = (cap) ? 2 * (cap) : 4)))

static void *grown(struct arena *arena, const void *list, size_t size, size_t count, size_t cap)
{
	void *larger = arena_alloc_array(arena, size, cap);
	if (count)
		memcpy(larger, list, size * count);
	return larger;
}

/* The page at hand; one that has used the source before is its last. */
static struct use *use_of(struct claims *claims, size_t source)
{
	struct users *of = &claims->users[source];
	of->places++;
	if (of->count && str_eq(of->uses[of->count - 1].url, claims->url))
		return &of->uses[of->count - 1];
	of->uses = GROW(claims->arena, of->uses, of->count, of->cap);
	of->uses[of->count] = (struct use){.title = claims->title, .url = claims->url};
	return &of->uses[of->count++];
}

static void add_claim(struct claims *claims, const struct text *ids, size_t count, str what, const char *anchor, str id)
{
	for (size_t i = 0; i < count; i++) {
		const struct citable *source = map_get(&claims->views->site->source_by_id, ids[i].s);
		if (!source)
			continue;
		size_t number = (size_t)(source - claims->views->site->sources.items);
		claims->is_told[number] = true;
		struct use *use = use_of(claims, number);
		if (claims->users[number].places > MOST_TOLD) {
			use->count++;
			continue;
		}
		use->claims = GROW(claims->arena, use->claims, use->count, use->cap);
		use->claims[use->count++] = (struct view_link){.title = value_text(what),
			.url = value_text(arena_join(claims->arena, claims->url, S("#"), str_of(anchor), id))};
	}
}

static void add_tables(struct claims *claims, const struct role *role)
{
	const struct role_record *is = &role->is;
	const str none = {0};
	for (size_t i = 0; i < is->tasks.count; i++)
		add_claim(claims, is->tasks.items[i].sources.items, is->tasks.items[i].sources.count,
			is->tasks.items[i].name.html.plain, "task-", is->tasks.items[i].id.s);
	for (size_t i = 0; i < is->timeline.count; i++)
		add_claim(claims, is->timeline.items[i].sources.items, is->timeline.items[i].sources.count,
			is->timeline.items[i].claim.html.plain, "forecast-", is->timeline.items[i].id.s);
	for (size_t i = 0; i < is->skills.count; i++)
		add_claim(claims, is->skills.items[i].sources.items, is->skills.items[i].sources.count,
			is->skills.items[i].name.s, "section-skills", none);
	for (size_t i = 0; i < is->agents.count; i++)
		add_claim(claims, is->agents.items[i].sources.items, is->agents.items[i].sources.count,
			is->agents.items[i].product.s, "section-agents", none);
}

static str pay_claim(struct claims *claims, const struct pay *pay)
{
	const struct strings *strings = claims->views->strings;
	return strings_say(strings, claims->arena, "pair_pay",
		FILLS({"country", strings_country(strings, pay->country.s)},
			{"level", strings_money(strings, claims->arena, pay->amount.value, pay->currency.s)}));
}

/* Prose cites by number only; there the page itself is what rests on the source. */
static void add_rest(struct claims *claims, struct citable *const *sources, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		size_t number = (size_t)(sources[i] - claims->views->site->sources.items);
		if (!claims->is_told[number])
			use_of(claims, number);
		claims->is_told[number] = false;
	}
}

static void add_page(struct claims *claims, str title, str url, struct citable *const *sources, size_t count)
{
	claims->title = title;
	claims->url = url;
	add_rest(claims, sources, count);
}

static void gather(struct claims *claims)
{
	const struct site *site = claims->views->site;
	for (size_t i = 0; i < site->role_count; i++) {
		const struct role *role = &site->roles[i];
		claims->title = role->is.title.s;
		claims->url = role->url;
		add_tables(claims, role);
		for (size_t k = 0; k < role->is.pay.count; k++)
			add_claim(claims, &role->is.pay.items[k].source, 1, pay_claim(claims, &role->is.pay.items[k]),
				"section-pay", (str){0});
		add_rest(claims, role->cited.items, role->cited.count);
	}
	for (size_t i = 0; i < site->article_count; i++)
		add_page(claims, site->articles[i].is.title.s, site->articles[i].url, site->articles[i].cited.items,
			site->articles[i].cited.count);
	for (size_t i = 0; i < site->page_count; i++)
		add_page(claims, site->pages[i].is.title.s, site->pages[i].url, site->pages[i].cited.items,
			site->pages[i].cited.count);
}

static struct value view_uses(const struct claims *claims, const struct users *of)
{
	enum { FEW = 3 };
	struct arena *arena = claims->arena;
	char room[STR_DIGITS];
	struct view_usages *view = arena_new(arena, struct view_usages);
	struct view_usage *items = arena_array(arena, struct view_usage, of->count);
	for (size_t i = 0; i < of->count; i++) {
		const struct use *use = &of->uses[i];
		items[i].title = value_text(use->title);
		items[i].url = value_text(use->url);
		if (use->count == 0)
			continue;
		if (of->places > MOST_TOLD) {
			items[i].count = value_int((int64_t)use->count);
			continue;
		}
		struct view_links *links = arena_new(arena, struct view_links);
		links->items = VIEW_ITEMS(arena, link, use->claims, use->count);
		items[i].claims = view_of(SHAPE_links, links);
	}
	view->sentence = value_text(strings_count(claims->views->strings, arena, "used_in", (int64_t)of->places,
		FILLS({"count", arena_copy(arena, str_of_int((int64_t)of->places, room))})));
	view->is_long = value_bool(of->places > FEW);
	view->items = VIEW_ITEMS(arena, usage, items, of->count);
	return view_of(SHAPE_usages, view);
}

struct value views_all_sources(const struct views *views, struct arena *arena)
{
	const struct site *site = views->site;
	size_t count = site->sources.count;
	struct claims claims = {.views = views, .arena = arena};
	struct citable **all = arena_array(arena, struct citable *, count);
	claims.users = arena_array(arena, struct users, count);
	claims.is_told = arena_array(arena, bool, count);
	for (size_t i = 0; i < count; i++)
		all[i] = &site->sources.items[i];
	struct value list = view_sources(views, all, count, arena);
	if (list.kind == VALUE_NONE)
		return list;
	gather(&claims);
	const struct view_sources *view = (const struct view_sources *)(const void *)list.fields;
	for (size_t i = 0; i < count; i++) {
		/* The list was made just now, for us alone. */
		struct view_source *source = (struct view_source *)(void *)(uintptr_t)view->items.items[i].fields;
		source->anchor = source->id;
		source->number = (struct value){0};
		if (claims.users[i].count)
			source->used_by = view_uses(&claims, &claims.users[i]);
	}
	return list;
}

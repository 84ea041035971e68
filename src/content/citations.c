/* SPDX-License-Identifier: MIT */
#include "base/nearest.h"
#include "content/load.h"

/* Fewer are looked through faster than looked up. */
enum { LEAST_LOOKED_UP = 64 };

size_t citation_number(const struct cited *cited, const struct citable *source)
{
	if (cited->numbers.count)
		return (size_t)(uintptr_t)map_get(&cited->numbers, source->id.s);
	for (size_t i = 0; i < cited->count; i++)
		if (cited->items[i] == source)
			return i + 1;
	return 0;
}

static void number(struct cited *cited, struct arena *arena)
{
	for (size_t i = cited->numbers.count; cited->count >= LEAST_LOOKED_UP && i < cited->count; i++)
		*map_at(&cited->numbers, arena, arena_copy(arena, cited->items[i]->id.s)) = (void *)(uintptr_t)(i + 1);
}

static void hint_sources(const struct site *site, struct diags *diags)
{
	enum { FEW = 12 };
	struct buf all = {0};
	if (site->sources.count > FEW)
		return;
	for (size_t i = 0; i < site->sources.count; i++)
		buf_printf(&all, "%s%.*s", i ? ", " : "", STR_ARG(site->sources.items[i].id.s));
	if (all.len)
		diag_hint(diags, "sources are: %.*s", STR_ARG(buf_str(&all)));
	buf_free(&all);
}

struct citable *citable_named(const struct site *site, str id, struct mark mark, struct diags *diags)
{
	struct citable *source = map_get(&site->source_by_id, id);
	/* When none could be read, each of them would be missed, and one mistake told a thousand times. */
	if (source || id.len == 0 || site->has_unread_sources)
		return source;
	struct nearest nearest = {.word = id};
	diag_error(diags, mark, "unknown-source", "there is no source '%.*s' in sources.yaml", STR_ARG(id));
	for (size_t i = 0; diag_wants_hint(diags) && i < site->sources.count; i++)
		nearest_offer(&nearest, site->sources.items[i].id.s);
	if (nearest.best.len)
		diag_hint(diags, "did you mean '%.*s'?", STR_ARG(nearest.best));
	else
		hint_sources(site, diags);
	return NULL;
}

void citations_begin(struct citations *citations)
{
	*citations = (struct citations){.arena = citations->arena};
}

static void grow(struct citations *citations)
{
	struct cited *cited = &citations->cited;
	citations->room = 2 * cited->count + 16;
	struct citable **items = arena_array(citations->arena, struct citable *, citations->room);
	struct mark *cited_at = arena_array(citations->arena, struct mark, citations->room);
	for (size_t i = 0; i < cited->count; i++) {
		items[i] = cited->items[i];
		cited_at[i] = citations->cited_at[i];
	}
	cited->items = items;
	citations->cited_at = cited_at;
}

void citations_add(struct citations *citations, struct citable *source, struct mark mark)
{
	struct cited *cited = &citations->cited;
	size_t place = citation_number(cited, source);
	if (place == 0) {
		if (cited->count == citations->room)
			grow(citations);
		cited->items[cited->count++] = source;
		number(cited, citations->arena);
		place = cited->count;
	}
	struct mark *first = &citations->cited_at[place - 1];
	if (mark.source && (!first->source || mark_comes_before(mark, *first)))
		*first = mark;
}

struct cited citations_kept(const struct citations *citations, struct arena *arena, struct mark **cited_at)
{
	size_t count = citations->cited.count;
	struct cited kept = {.items = arena_array(arena, struct citable *, count), .count = count};
	if (cited_at)
		*cited_at = arena_array(arena, struct mark, count);
	for (size_t i = 0; i < count; i++) {
		kept.items[i] = citations->cited.items[i];
		if (cited_at)
			(*cited_at)[i] = citations->cited_at[i];
	}
	number(&kept, arena);
	return kept;
}

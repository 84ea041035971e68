/* SPDX-License-Identifier: MIT */
#include "base/nearest.h"
#include "content/load.h"

size_t citation_number(struct citable *const *sources, size_t count, const struct citable *source)
{
	for (size_t i = 0; i < count; i++)
		if (sources[i] == source)
			return i + 1;
	return 0;
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
	size_t count = citations->count, room = 2 * count + 16;
	struct citable **sources = arena_array(citations->arena, struct citable *, room);
	struct mark *cited_at = arena_array(citations->arena, struct mark, room);
	for (size_t i = 0; i < count; i++) {
		sources[i] = citations->sources[i];
		cited_at[i] = citations->cited_at[i];
	}
	*citations = (struct citations){
		.arena = citations->arena, .sources = sources, .cited_at = cited_at, .count = count, .room = room};
}

void citations_add(struct citations *citations, struct citable *source, struct mark mark)
{
	size_t number = citation_number(citations->sources, citations->count, source);
	if (number == 0) {
		if (citations->count == citations->room)
			grow(citations);
		citations->sources[citations->count++] = source;
		number = citations->count;
	}
	struct mark *first = &citations->cited_at[number - 1];
	if (mark.source && (!first->source || mark_comes_before(mark, *first)))
		*first = mark;
}

struct citable **citations_kept(const struct citations *citations, struct arena *arena, struct mark **cited_at)
{
	struct citable **sources = arena_array(arena, struct citable *, citations->count);
	if (cited_at)
		*cited_at = arena_array(arena, struct mark, citations->count);
	for (size_t i = 0; i < citations->count; i++) {
		sources[i] = citations->sources[i];
		if (cited_at)
			(*cited_at)[i] = citations->cited_at[i];
	}
	return sources;
}

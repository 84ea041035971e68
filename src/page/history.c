/* SPDX-License-Identifier: MIT */
/* How scores have moved from edition to edition. */
#include <stdlib.h>

#include "page/view.h"

/* A variant has no past: what differs from an edition would be the assumptions. */
static const struct past_level *before(
	const struct views *views, const struct role *role, const struct role_level *level, size_t edition)
{
	const struct edition *of = &views->site->editions[edition];
	if (views->site->variant_count)
		return NULL;
	const struct past_level *found = edition_find(of, role->slug, level->level->id.s);
	for (size_t i = 0; !found && i < role->is.moved_from.count; i++) {
		str slug = role->is.moved_from.items[i].s;
		if (!map_get(&views->site->role_by_slug, slug)) /* that role goes on by itself */
			found = edition_find(of, slug, level->level->id.s);
	}
	return found;
}

static void fill_point(struct view_history_point *point, str edition, str date, int64_t risk, int64_t exposure)
{
	point->edition = value_text(edition);
	point->date = value_text(date);
	point->risk = value_int(risk);
	point->exposure = value_int(exposure);
	point->y = value_int(100 - risk);
}

static str line_through(const struct view_history_point *points, size_t count, struct arena *arena)
{
	struct buf out = {0};
	for (size_t i = 0; i < count; i++)
		buf_printf(&out, "%s%lld,%lld", i ? " " : "", (long long)points[i].x.number,
			(long long)points[i].y.number);
	str line = buf_copy(&out, arena);
	buf_free(&out);
	return line;
}

static str change_since(const struct views *views, int64_t was, int64_t is, str edition, struct arena *arena)
{
	int64_t by = is > was ? is - was : was - is;
	return strings_count(views->strings, arena,
		by == 0            ? "history_same"
			: is > was ? "history_up"
				   : "history_down",
		by,
		FILLS({"edition", edition}, {"difference", arena_int(arena, by)}, {"before", arena_int(arena, was)}));
}

struct value views_history(const struct views *views, const struct role *role, size_t number, struct arena *arena)
{
	const struct site *site = views->site;
	const struct role_level *of = &role->levels[number];
	const struct score *now = &of->score;
	struct view_history_point *points = arena_array(arena, struct view_history_point, site->edition_count + 1);
	const struct past_level *last = NULL;
	const struct edition *last_edition = NULL;
	size_t count = 0;
	for (size_t i = 0; i < site->edition_count; i++) {
		const struct edition *edition = &site->editions[i];
		const struct past_level *level = before(views, role, of, i);
		if (!level || str_eq(edition->name.s, site->settings.edition.s))
			continue;
		fill_point(&points[count++], edition->name.s, strings_date(views->strings, arena, edition->date.date),
			level->risk.value, level->exposure.value);
		last = level;
		last_edition = edition;
	}
	if (!last)
		return (struct value){0};
	fill_point(&points[count++], site->settings.edition.s,
		strings_date(views->strings, arena, role->is.updated.date), now->risk.value, now->exposure.value);
	for (size_t i = 0; i < count; i++)
		points[i].x = value_int((int64_t)(100 * i / (count - 1)));
	struct view_history *view = arena_new(arena, struct view_history);
	view->sentence =
		value_text(change_since(views, last->risk.value, now->risk.value, last_edition->name.s, arena));
	view->difference = value_text(view_signed(arena, (int64_t)now->risk.value - last->risk.value));
	view->line = value_text(line_through(points, count, arena));
	view->causes = views_causes_since(views, last_edition, role, number, arena);
	view->changes_url = value_text(views->changes[0].url);
	view->items = VIEW_ITEMS(arena, history_point, points, count);
	return view_of(SHAPE_history, view);
}

struct move {
	const struct role *role;
	int64_t was, by;
};

static int64_t size_of(int64_t by)
{
	return by < 0 ? -by : by;
}

static int move_cmp(const void *x, const void *y)
{
	const struct move *a = x, *b = y;
	if (size_of(a->by) != size_of(b->by))
		return size_of(a->by) > size_of(b->by) ? -1 : 1;
	return (a->role > b->role) - (a->role < b->role);
}

/* The newest edition that is not the one being built. */
static size_t newest(const struct site *site)
{
	size_t count = site->edition_count;
	while (count && str_eq(site->editions[count - 1].name.s, site->settings.edition.s))
		count--;
	return count;
}

struct value views_movers(const struct views *views, size_t most, struct arena *arena)
{
	const struct site *site = views->site;
	size_t edition = newest(site), count = 0;
	if (edition == 0)
		return (struct value){0};
	struct move *moves = arena_array(arena, struct move, site->role_count);
	for (size_t i = 0; i < site->role_count; i++) {
		const struct role *role = &site->roles[i];
		const struct past_level *level = before(views, role, role->baseline, edition - 1);
		int64_t by = level ? (int64_t)role->baseline->score.risk.value - level->risk.value : 0;
		if (by)
			moves[count++] = (struct move){role, level->risk.value, by};
	}
	if (count)
		qsort(moves, count, sizeof *moves, move_cmp);
	if (count > most)
		count = most;
	struct view_mover *items = arena_array(arena, struct view_mover, count);
	for (size_t i = 0; i < count; i++) {
		items[i].other = view_of(SHAPE_role_link, &views->role_links[moves[i].role - site->roles]);
		items[i].before = value_text(arena_int(arena, moves[i].was));
		items[i].difference = value_text(view_signed(arena, moves[i].by));
	}
	return VIEW_ITEMS(arena, mover, items, count);
}

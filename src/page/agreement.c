/* SPDX-License-Identifier: MIT */
/* Our exposure beside published measures of the same occupations. */
#include <stdlib.h>

#include "page/view.h"
#include "score/rank.h"

enum { MOST_ROWS = 40 };

struct observation {
	const struct role *role;
	str theirs;
	double ours, other;
	int64_t apart; /* twice the difference of the two ranks */
};

static bool correlation(struct observation *all, size_t count, struct arena *arena, int *hundredths)
{
	struct rank_pair *pairs = arena_array(arena, struct rank_pair, count);
	for (size_t i = 0; i < count; i++)
		pairs[i] = (struct rank_pair){.a = all[i].ours, .b = all[i].other, .item = i};
	rank_pairs(pairs, count);
	for (size_t i = 0; i < count; i++)
		all[pairs[i].item].apart = llabs(pairs[i].rank[0] - pairs[i].rank[1]);
	return rank_correlation(pairs, count, hundredths);
}

static int title_cmp(const void *x, const void *y)
{
	const struct role *a = ((const struct observation *)x)->role, *b = ((const struct observation *)y)->role;
	return (a > b) - (a < b);
}

static int apart_cmp(const void *x, const void *y)
{
	int64_t a = ((const struct observation *)x)->apart, b = ((const struct observation *)y)->apart;
	return a == b ? title_cmp(x, y) : a < b ? 1 : -1;
}

static struct value points_of(const struct observation *all, size_t count, struct arena *arena)
{
	struct view_agreement_point *points = arena_array(arena, struct view_agreement_point, count);
	for (size_t i = 0; i < count; i++) {
		points[i].title = value_text(all[i].role->is.title.s);
		points[i].url = value_text(all[i].role->url);
		points[i].ours = value_int(all[i].role->baseline->score.exposure.value);
		points[i].theirs = value_text(all[i].theirs);
	}
	return VIEW_ITEMS(arena, agreement_point, points, count);
}

/* One dot a place, however many roles share it. */
static str dots_of(const struct benchmark *benchmark, const struct observation *all, size_t count, struct arena *arena)
{
	enum { SIDE = 101 };
	bool *is_taken = arena_array(arena, bool, (size_t)SIDE *SIDE);
	struct buf out = {0};
	for (size_t i = 0; i < count; i++) {
		int64_t x = view_position(benchmark, all[i].other);
		int64_t y = 100 - (int64_t)all[i].role->baseline->score.exposure.value;
		if (!is_taken[y * SIDE + x])
			buf_printf(&out, "M%lld %lldh0", (long long)x, (long long)y);
		is_taken[y * SIDE + x] = true;
	}
	str dots = buf_copy(&out, arena);
	buf_free(&out);
	return dots;
}

static void fill(const struct views *views, const struct benchmark *benchmark, struct observation *all, size_t count,
	struct arena *arena, struct view_agreement *view)
{
	int hundredths = 0;
	bool has_correlation = correlation(all, count, arena, &hundredths);
	str correlated = strings_decimal(views->strings, arena, hundredths, 2);
	bool is_part = has_correlation && count > MOST_ROWS;
	qsort(all, count, sizeof *all, is_part ? apart_cmp : title_cmp);
	view->id = value_text(benchmark->id.s);
	view->title = value_text(benchmark->title.s);
	view->publisher = value_text(benchmark->publisher.s);
	view->url = value_text(benchmark->url.s);
	view->low = value_text(arena_printf(arena, "%g", (double)benchmark->scale[0].value / 100));
	view->high = value_text(arena_printf(arena, "%g", (double)benchmark->scale[1].value / 100));
	view->count = value_int((int64_t)count);
	if (has_correlation)
		view->correlation = value_text(correlated);
	view->sentence = value_text(strings_count(views->strings, arena,
		has_correlation ? "agreement" : "agreement_few", (int64_t)count,
		FILLS({"correlation", correlated}, {"count", strings_number(views->strings, arena, (int64_t)count)})));
	view->licence = value_text(benchmark->licence.s);
	if (benchmark->as_of.date.year)
		view->as_of = value_text(strings_date(views->strings, arena, benchmark->as_of.date));
	view->dots = value_text(dots_of(benchmark, all, count, arena));
	if (is_part)
		view->part = value_text(strings_count(views->strings, arena, "agreement_part", MOST_ROWS,
			FILLS({"count", strings_number(views->strings, arena, MOST_ROWS)},
				{"all", strings_number(views->strings, arena, (int64_t)count)})));
	view->points = points_of(all, is_part ? MOST_ROWS : count, arena);
}

/* Those of the site's roles that the measure knows. */
static size_t observe(
	const struct site *site, const struct benchmark *benchmark, struct arena *arena, struct observation *all)
{
	struct published published;
	size_t count = 0;
	for (size_t i = 0; i < site->role_count; i++) {
		const struct role *role = &site->roles[i];
		if (!benchmark_find(benchmark, role, arena, &published))
			continue;
		all[count++] = (struct observation){.role = role,
			.theirs = published.written,
			.ours = role->baseline->score.exposure.hundredths,
			.other = published.value};
	}
	return count;
}

struct value views_agreements(const struct views *views, struct arena *arena)
{
	const struct site *site = views->site;
	struct view_agreement *items = arena_array(arena, struct view_agreement, site->benchmarks.count);
	struct observation *all = arena_array(arena, struct observation, site->role_count);
	size_t found = 0;
	for (size_t i = 0; i < site->benchmarks.count; i++) {
		const struct benchmark *benchmark = &site->benchmarks.items[i];
		size_t count = observe(site, benchmark, arena, all);
		if (count)
			fill(views, benchmark, all, count, arena, &items[found++]);
	}
	return VIEW_ITEMS(arena, agreement, items, found);
}

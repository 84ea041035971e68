/* SPDX-License-Identifier: MIT */
/* Our exposure beside published measures of the same occupations. */
#include <stdlib.h>

#include "page/view.h"
#include "score/rank.h"

struct observation {
	const struct role *role;
	const struct benchmark_code *theirs;
	double ours, other;
};

static bool correlation(const struct observation *all, size_t count, struct arena *arena, int *hundredths)
{
	struct rank_pair *pairs = arena_array(arena, struct rank_pair, count);
	for (size_t i = 0; i < count; i++)
		pairs[i] = (struct rank_pair){.a = all[i].ours, .b = all[i].other};
	rank_pairs(pairs, count);
	return rank_correlation(pairs, count, hundredths);
}

static struct value points_of(
	const struct benchmark *benchmark, const struct observation *all, size_t count, struct arena *arena)
{
	struct view_agreement_point *points = arena_array(arena, struct view_agreement_point, count);
	for (size_t i = 0; i < count; i++) {
		points[i].title = value_text(all[i].role->is.title.s);
		points[i].url = value_text(all[i].role->url);
		points[i].ours = value_int(all[i].role->baseline->score.exposure.value);
		points[i].theirs = value_text(all[i].theirs->written);
		points[i].x = value_int(view_position(benchmark, all[i].other));
		points[i].y = value_int(100 - (int64_t)all[i].role->baseline->score.exposure.value);
	}
	return VIEW_ITEMS(arena, agreement_point, points, count);
}

static int title_cmp(const void *x, const void *y)
{
	const struct role *a = ((const struct observation *)x)->role, *b = ((const struct observation *)y)->role;
	return (a > b) - (a < b);
}

static void fill(const struct views *views, const struct benchmark *benchmark, struct observation *all, size_t count,
	struct arena *arena, struct view_agreement *view)
{
	int hundredths = 0;
	bool has_correlation = correlation(all, count, arena, &hundredths);
	str correlated = strings_decimal(views->strings, arena, hundredths, 2);
	qsort(all, count, sizeof *all, title_cmp);
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
	view->points = points_of(benchmark, all, count, arena);
}

struct value views_agreements(const struct views *views, struct arena *arena)
{
	const struct site *site = views->site;
	struct view_agreement *items = arena_array(arena, struct view_agreement, site->benchmarks.count);
	size_t found = 0;
	for (size_t i = 0; i < site->benchmarks.count; i++) {
		const struct benchmark *benchmark = &site->benchmarks.items[i];
		struct observation *all = arena_array(arena, struct observation, site->role_count);
		size_t count = 0;
		for (size_t k = 0; k < site->role_count; k++) {
			const struct benchmark_code *theirs = view_published(benchmark, &site->roles[k]);
			if (theirs)
				all[count++] = (struct observation){.role = &site->roles[k],
					.theirs = theirs,
					.ours = site->roles[k].baseline->score.exposure.hundredths,
					.other = theirs->value};
		}
		if (count)
			fill(views, benchmark, all, count, arena, &items[found++]);
	}
	return VIEW_ITEMS(arena, agreement, items, found);
}

/* SPDX-License-Identifier: MIT */
/* Our exposure beside published measures of the same occupations. */
#include <math.h>
#include <stdlib.h>

#include "page/view.h"

struct observation {
	const struct role *role;
	const struct benchmark_code *theirs;
	double ours, other;
	int64_t rank[2]; /* twice the rank, so that ties, which share the mean of theirs, stay whole */
};

static int ours_cmp(const void *x, const void *y)
{
	const struct observation *a = x, *b = y;
	return (a->ours > b->ours) - (a->ours < b->ours);
}

static int other_cmp(const void *x, const void *y)
{
	const struct observation *a = x, *b = y;
	return (a->other > b->other) - (a->other < b->other);
}

static void rank(struct observation *all, size_t count, size_t which, int (*cmp)(const void *, const void *))
{
	qsort(all, count, sizeof *all, cmp);
	for (size_t first = 0, end; first < count; first = end) {
		for (end = first + 1; end < count && cmp(&all[first], &all[end]) == 0;)
			end++;
		for (size_t i = first; i < end; i++)
			all[i].rank[which] = (int64_t)(first + end + 1);
	}
}

/* Pearson's correlation of the ranks; none of a few, nor when one side is all alike. */
static bool correlation(struct observation *all, size_t count, int *hundredths)
{
	enum { FEWEST = 3 };
	int64_t n = (int64_t)count, sum[2] = {0}, square[2] = {0}, product = 0;
	if (count < FEWEST)
		return false;
	rank(all, count, 0, ours_cmp);
	rank(all, count, 1, other_cmp);
	for (size_t i = 0; i < count; i++) {
		for (size_t k = 0; k < 2; k++) {
			sum[k] += all[i].rank[k];
			square[k] += all[i].rank[k] * all[i].rank[k];
		}
		product += all[i].rank[0] * all[i].rank[1];
	}
	double a = (double)(n * square[0] - sum[0] * sum[0]), b = (double)(n * square[1] - sum[1] * sum[1]);
	if (a <= 0 || b <= 0)
		return false;
	*hundredths = (int)lround(100 * (double)(n * product - sum[0] * sum[1]) / (sqrt(a) * sqrt(b)));
	return true;
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
	bool has_correlation = correlation(all, count, &hundredths);
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

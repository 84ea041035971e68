/* SPDX-License-Identifier: MIT */
/* Sums of ranks are whole numbers; only the last quotient is a double. */
#include "score/rank.h"

#include <math.h>
#include <stdlib.h>

static int a_cmp(const void *x, const void *y)
{
	const struct rank_pair *p = x, *q = y;
	return (p->a > q->a) - (p->a < q->a);
}

static int b_cmp(const void *x, const void *y)
{
	const struct rank_pair *p = x, *q = y;
	return (p->b > q->b) - (p->b < q->b);
}

static void rank(struct rank_pair *pairs, size_t count, size_t which, int (*cmp)(const void *, const void *))
{
	if (count)
		qsort(pairs, count, sizeof *pairs, cmp);
	for (size_t first = 0, end; first < count; first = end) {
		for (end = first + 1; end < count && cmp(&pairs[first], &pairs[end]) == 0;)
			end++;
		for (size_t i = first; i < end; i++)
			pairs[i].rank[which] = (int64_t)(first + end + 1);
	}
}

void rank_pairs(struct rank_pair *pairs, size_t count)
{
	rank(pairs, count, 0, a_cmp);
	rank(pairs, count, 1, b_cmp);
}

bool rank_correlation(const struct rank_pair *pairs, size_t count, int *hundredths)
{
	enum { FEWEST = 3 };
	int64_t n = (int64_t)count, sum[2] = {0}, square[2] = {0}, product = 0;
	if (count < FEWEST)
		return false;
	for (size_t i = 0; i < count; i++) {
		for (size_t k = 0; k < 2; k++) {
			sum[k] += pairs[i].rank[k];
			square[k] += pairs[i].rank[k] * pairs[i].rank[k];
		}
		product += pairs[i].rank[0] * pairs[i].rank[1];
	}
	double a = (double)(n * square[0] - sum[0] * sum[0]), b = (double)(n * square[1] - sum[1] * sum[1]);
	if (a <= 0 || b <= 0)
		return false;
	*hundredths = (int)lround(100 * (double)(n * product - sum[0] * sum[1]) / (sqrt(a) * sqrt(b)));
	return true;
}

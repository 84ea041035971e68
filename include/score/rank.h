/* SPDX-License-Identifier: MIT */
/* How far two orders of the same things agree. */
#ifndef ROLECAST_SCORE_RANK_H
#define ROLECAST_SCORE_RANK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* One thing by two measures. Ranks are from 1, the lowest, and twice that, so that ties, which share the mean of
   theirs, stay whole. */
struct rank_pair {
	double a, b;
	int64_t rank[2];
	size_t item; /* the caller's number of the thing: pairs are moved */
};

/* Fills the ranks of both measures; the pairs end in the order of b. */
void rank_pairs(struct rank_pair *pairs, size_t count);
/* Spearman's rank correlation in hundredths: Pearson's of the ranks, which have to be there. False for fewer than
   three, and when one side is all alike. */
bool rank_correlation(const struct rank_pair *pairs, size_t count, int *hundredths);

#endif

/* SPDX-License-Identifier: MIT */
/* Contributions in hundredths add up to the risk on either side, so their differences add up to the risks'. */
#include <assert.h>

#include "score/score.h"

static enum score_change_kind kind_of(uint32_t before, uint32_t after)
{
	return after > before ? CHANGE_GAINED : after < before ? CHANGE_LOST : CHANGE_KEPT;
}

static int32_t size_of(const struct score_change *change)
{
	return change->hundredths < 0 ? -change->hundredths : change->hundredths;
}

/* Keeps the largest first; equals stay in the order in which they come. */
static void add(struct score_change *changes, size_t *count, struct score_change change)
{
	size_t at = (*count)++;
	for (; at > 0 && size_of(&changes[at - 1]) < size_of(&change); at--)
		changes[at] = changes[at - 1];
	changes[at] = change;
}

size_t score_compare(struct score_side before, struct score_side after, const int *same, struct score_change *changes)
{
	bool is_matched[SCORE_MAX_TASKS] = {false};
	size_t count = 0;
	assert(before.count <= SCORE_MAX_TASKS && after.count <= SCORE_MAX_TASKS);
	for (size_t i = 0; i < before.count; i++) {
		const struct score_share *old = &before.shares[i];
		struct score_change change = {.kind = CHANGE_GONE, .before = i};
		change.hundredths = -(int32_t)old->contribution_hundredths;
		if (same[i] >= 0) {
			const struct score_share *now = &after.shares[same[i]];
			change.kind = kind_of(old->weight_permille, now->weight_permille);
			change.after = (size_t)same[i];
			change.hundredths += (int32_t)now->contribution_hundredths;
			is_matched[same[i]] = true;
		}
		add(changes, &count, change);
	}
	for (size_t i = 0; i < after.count; i++)
		if (!is_matched[i])
			add(changes, &count,
				(struct score_change){
					CHANGE_NEW, 0, i, (int32_t)after.shares[i].contribution_hundredths});
	return count;
}

void score_changes_sum(const struct score_change *changes, size_t count, int32_t sums[CHANGE_KINDS])
{
	for (size_t i = 0; i < CHANGE_KINDS; i++)
		sums[i] = 0;
	for (size_t i = 0; i < count; i++)
		sums[changes[i].kind] += changes[i].hundredths;
}

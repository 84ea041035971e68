/* SPDX-License-Identifier: MIT */
/* What one judgement does to the risk. Weights are kept, so the risk is a straight line in each judgement: its
   sum moves by the same step for every point, and a division finds the point at which a band is crossed. */
#include "score/score.h"

#include <assert.h>

struct totals {
	uint64_t weight;
	uint64_t sum; /* of weight × exposure × autonomy */
};

/* One judgement of the role, and how far a point of it moves the sum. */
struct lever {
	struct judgement judgement;
	uint64_t step;
};

static struct totals totals_of(const struct score_input *input)
{
	struct totals totals = {0};
	assert(input->count <= SCORE_MAX_TASKS);
	for (size_t i = 0; i < input->count; i++) {
		const struct score_task *task = &input->tasks[i];
		uint64_t weight = score_task_weight(input, i);
		totals.weight += weight;
		totals.sum += weight * task->exposure.value * task->autonomy.value;
	}
	return totals;
}

static struct lever lever_of(const struct score_input *input, size_t task, bool is_autonomy)
{
	const struct score_task *it = &input->tasks[task];
	uint64_t weight = score_task_weight(input, task);
	return is_autonomy ? (struct lever){it->autonomy, weight * it->exposure.value}
			   : (struct lever){it->exposure, weight * it->autonomy.value};
}

static struct score_effect effect_within(
	struct totals totals, const struct score_input *input, size_t task, bool is_autonomy)
{
	struct lever lever = lever_of(input, task, is_autonomy);
	uint64_t rest = totals.sum - lever.step * lever.judgement.value;
	uint64_t low = rest + lever.step * lever.judgement.low;
	uint64_t high = rest + lever.step * lever.judgement.high;
	return (struct score_effect){
		.task = task,
		.is_autonomy = is_autonomy,
		.low = (uint32_t)score_half(low, 100 * totals.weight),
		.high = (uint32_t)score_half(high, 100 * totals.weight),
		.low_hundredths = (uint32_t)score_half(low, totals.weight),
		.high_hundredths = (uint32_t)score_half(high, totals.weight),
	};
}

struct score_effect score_effect_of(const struct score_input *input, size_t task, bool is_autonomy)
{
	struct totals totals = totals_of(input);
	if (totals.weight == 0)
		return (struct score_effect){.task = task, .is_autonomy = is_autonomy};
	return effect_within(totals, input, task, is_autonomy);
}

struct score_effect score_largest_effect(const struct score_input *input)
{
	struct totals totals = totals_of(input);
	struct score_effect largest = {0};
	if (totals.weight == 0)
		return largest;
	for (size_t i = 0; i < 2 * input->count; i++) {
		struct score_effect effect = effect_within(totals, input, i / 2, i % 2 == 1);
		uint32_t swing = effect.high_hundredths - effect.low_hundredths;
		if (i == 0 || swing > largest.high_hundredths - largest.low_hundredths)
			largest = effect;
	}
	return largest;
}

uint32_t score_largest_step(const struct score_input *input)
{
	struct totals totals = totals_of(input);
	uint32_t largest = 0;
	if (totals.weight == 0)
		return 0;
	uint32_t risk = (uint32_t)score_half(totals.sum, 100 * totals.weight);
	for (size_t i = 0; i < 2 * input->count; i++) {
		struct score_effect effect = effect_within(totals, input, i / 2, i % 2 == 1);
		if (effect.high - risk > largest)
			largest = effect.high - risk;
		if (risk - effect.low > largest)
			largest = risk - effect.low;
	}
	return largest;
}

/* How much the sum must grow or shrink for the risk to print on the other side of the next bound; 0 when there
   is none. A risk prints as at least b when 2 sum + 100 W >= 200 b W, that is sum >= 50 W (2b - 1). */
static uint64_t distance_to_band(struct totals totals, const uint8_t bounds[4], int direction)
{
	uint32_t risk = (uint32_t)score_half(totals.sum, 100 * totals.weight);
	enum score_band band = score_band_of(risk, bounds);
	if (direction > 0 ? band == BAND_VERY_HIGH : band == BAND_MINIMAL)
		return 0;
	uint64_t bound = bounds[direction > 0 ? band : band - 1];
	if (bound == 0)
		return 0;
	uint64_t edge = 50 * totals.weight * (2 * bound - 1);
	return direction > 0 ? edge - totals.sum : totals.sum - edge + 1;
}

bool score_band_move(const struct score_input *input, const uint8_t bounds[4], int direction, struct score_move *move)
{
	struct totals totals = totals_of(input);
	uint64_t distance = totals.weight > 0 ? distance_to_band(totals, bounds, direction) : 0;
	int sign = direction > 0 ? 1 : -1, fewest = 101;
	for (size_t i = 0; distance > 0 && i < 2 * input->count; i++) {
		bool is_autonomy = i % 2 == 1;
		struct lever lever = lever_of(input, i / 2, is_autonomy);
		int from = lever.judgement.value, room = sign > 0 ? 100 - from : from;
		if (lever.step * (uint64_t)room < distance)
			continue;
		int points = (int)((distance + lever.step - 1) / lever.step);
		if (points >= fewest)
			continue;
		fewest = points;
		uint64_t moved = lever.step * (uint64_t)points;
		uint64_t sum = sign > 0 ? totals.sum + moved : totals.sum - moved;
		uint32_t risk = (uint32_t)score_half(sum, 100 * totals.weight);
		*move = (struct score_move){
			i / 2, is_autonomy, from, from + sign * points, score_band_of(risk, bounds)};
	}
	return fewest <= 100;
}

/* SPDX-License-Identifier: MIT */
/* What one judgement does to the risk. Weights are kept, so the risk is a straight line in each judgement: its
   sum moves by the same step for every point, and a division finds the point at which a band is crossed. */
#include "score/score.h"

/* One judgement of the role, and how far a point of it moves the sum. */
struct lever {
	struct judgement judgement;
	uint64_t step;
};

static struct lever lever_of(const struct score_input *input, size_t task, bool is_autonomy)
{
	const struct score_task *it = &input->tasks[task];
	uint64_t weight = score_task_weight(input, task);
	return is_autonomy ? (struct lever){it->autonomy, weight * it->exposure.value}
			   : (struct lever){it->exposure, weight * it->autonomy.value};
}

static struct score_effect effect_within(
	struct score_sums sums, const struct score_input *input, size_t task, bool is_autonomy)
{
	struct lever lever = lever_of(input, task, is_autonomy);
	uint64_t rest = sums.risk - lever.step * lever.judgement.value;
	uint64_t low = rest + lever.step * lever.judgement.low;
	uint64_t high = rest + lever.step * lever.judgement.high;
	return (struct score_effect){
		.task = task,
		.is_autonomy = is_autonomy,
		.low = (uint32_t)score_half(low, 100 * sums.weight),
		.high = (uint32_t)score_half(high, 100 * sums.weight),
		.low_hundredths = (uint32_t)score_half(low, sums.weight),
		.high_hundredths = (uint32_t)score_half(high, sums.weight),
	};
}

struct score_effect score_effect_of(const struct score_input *input, size_t task, bool is_autonomy)
{
	struct score_sums sums = score_sums_of(input);
	if (sums.weight == 0)
		return (struct score_effect){.task = task, .is_autonomy = is_autonomy};
	return effect_within(sums, input, task, is_autonomy);
}

void score_effects(const struct score_input *input, struct score_effect *effects)
{
	struct score_sums sums = score_sums_of(input);
	for (size_t i = 0; i < 2 * input->count; i++)
		effects[i] = sums.weight ? effect_within(sums, input, i / 2, i % 2 == 1)
					 : (struct score_effect){.task = i / 2, .is_autonomy = i % 2 == 1};
}

static uint32_t swing_of(const struct score_effect *effect)
{
	return effect->high_hundredths - effect->low_hundredths;
}

size_t score_largest_effects(const struct score_input *input, struct score_effect *effects, size_t most)
{
	struct score_sums sums = score_sums_of(input);
	size_t count = 0;
	for (size_t i = 0; sums.weight && i < 2 * input->count; i++) {
		struct score_effect effect = effect_within(sums, input, i / 2, i % 2 == 1);
		size_t at = count;
		while (at > 0 && swing_of(&effects[at - 1]) < swing_of(&effect))
			at--;
		if (at == most || swing_of(&effect) == 0)
			continue;
		count += count < most;
		for (size_t k = count - 1; k > at; k--)
			effects[k] = effects[k - 1];
		effects[at] = effect;
	}
	return count;
}

struct score_effect score_largest_effect(const struct score_input *input)
{
	struct score_sums sums = score_sums_of(input);
	struct score_effect largest = {0};
	if (sums.weight == 0)
		return largest;
	for (size_t i = 0; i < 2 * input->count; i++) {
		struct score_effect effect = effect_within(sums, input, i / 2, i % 2 == 1);
		if (i == 0 || swing_of(&effect) > swing_of(&largest))
			largest = effect;
	}
	return largest;
}

uint32_t score_largest_step(const struct score_input *input)
{
	struct score_sums sums = score_sums_of(input);
	uint32_t largest = 0;
	if (sums.weight == 0)
		return 0;
	uint32_t risk = (uint32_t)score_half(sums.risk, 100 * sums.weight);
	for (size_t i = 0; i < 2 * input->count; i++) {
		struct score_effect effect = effect_within(sums, input, i / 2, i % 2 == 1);
		if (effect.high - risk > largest)
			largest = effect.high - risk;
		if (risk - effect.low > largest)
			largest = risk - effect.low;
	}
	return largest;
}

/* How much the sum must grow or shrink for the risk to print on the other side of the next bound; 0 when there
   is none. A risk prints as at least b when 2 sum + 100 W >= 200 b W, that is sum >= 50 W (2b - 1). */
static uint64_t distance_to_band(struct score_sums sums, const uint8_t bounds[4], int direction)
{
	uint32_t risk = (uint32_t)score_half(sums.risk, 100 * sums.weight);
	enum score_band band = score_band_of(risk, bounds);
	if (direction > 0 ? band == BAND_VERY_HIGH : band == BAND_MINIMAL)
		return 0;
	uint64_t bound = bounds[direction > 0 ? band : band - 1];
	if (bound == 0)
		return 0;
	uint64_t edge = 50 * sums.weight * (2 * bound - 1);
	return direction > 0 ? edge - sums.risk : sums.risk - edge + 1;
}

/* The fewest points by which one judgement must differ for the sum to move by `distance`; false when all of its room
   is not enough. */
static bool move_of(const struct score_input *input, struct score_sums sums, const uint8_t bounds[4], int direction,
	uint64_t distance, size_t task, bool is_autonomy, struct score_move *move)
{
	struct lever lever = lever_of(input, task, is_autonomy);
	int from = lever.judgement.value, room = direction > 0 ? 100 - from : from;
	if (lever.step * (uint64_t)room < distance)
		return false;
	int points = (int)((distance + lever.step - 1) / lever.step);
	uint64_t moved = lever.step * (uint64_t)points;
	uint64_t sum = direction > 0 ? sums.risk + moved : sums.risk - moved;
	uint32_t risk = (uint32_t)score_half(sum, 100 * sums.weight);
	*move = (struct score_move){
		task, is_autonomy, from, direction > 0 ? from + points : from - points, score_band_of(risk, bounds)};
	return true;
}

static int points_of(const struct score_move *move)
{
	return move->to > move->from ? move->to - move->from : move->from - move->to;
}

size_t score_band_moves(
	const struct score_input *input, const uint8_t bounds[4], int direction, struct score_move *moves)
{
	struct score_sums sums = score_sums_of(input);
	uint64_t distance = sums.weight > 0 ? distance_to_band(sums, bounds, direction) : 0;
	size_t count = 0;
	for (size_t i = 0; distance > 0 && i < 2 * input->count; i++) {
		struct score_move move;
		if (!move_of(input, sums, bounds, direction, distance, i / 2, i % 2 == 1, &move))
			continue;
		size_t at = count++;
		for (; at > 0 && points_of(&moves[at - 1]) > points_of(&move); at--)
			moves[at] = moves[at - 1];
		moves[at] = move;
	}
	return count;
}

bool score_band_move(const struct score_input *input, const uint8_t bounds[4], int direction, struct score_move *move)
{
	struct score_move moves[2 * SCORE_MAX_TASKS];
	if (score_band_moves(input, bounds, direction, moves) == 0)
		return false;
	*move = moves[0];
	return true;
}

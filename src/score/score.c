/* SPDX-License-Identifier: MIT */
/* Everything is a quotient of two exact sums, rounded once. Exposure is summed as if all of it were finished by
   AI (autonomy 100), so that one rule serves both measures: a sum of weight × exposure × autonomy holds one
   point for every 100 weights, and one hundredth for every weight.

   Browsers count in doubles, exact below 2^53, and floor(p / q) is right when p is below it. The largest number
   made here is 2p + q of score_half, checked below. */
#include "score/score.h"

#include <assert.h>
#include <string.h>

enum {
	POINT = 100, /* weights of a sum that make a point */
	WEIGHT_PER_TENTH = 5000,
	LARGEST_WEIGHT_PER_TENTH = WEIGHT_PER_TENTH + SCORE_MAX_TILT * 50
};

#define LARGEST_WEIGHT ((uint64_t)SCORE_MAX_TASKS * SCORE_MAX_TIME * LARGEST_WEIGHT_PER_TENTH)
#define LARGEST_SUM (LARGEST_WEIGHT * 100 * 100)
static_assert(2 * LARGEST_SUM + POINT * LARGEST_WEIGHT < UINT64_C(1) << 53, "sums must be exact in doubles");
static_assert(SCORE_MAX_TILT * 50 < WEIGHT_PER_TENTH, "a task with time must keep a weight");

uint64_t score_half(uint64_t p, uint64_t q)
{
	assert(q > 0);
	return (2 * p + q) / (2 * q);
}

uint64_t score_task_weight(const struct score_input *input, size_t task)
{
	assert(task < input->count);
	const struct score_task *it = &input->tasks[task];
	assert(it->time <= SCORE_MAX_TIME);
	if (!input->is_modelled)
		return (uint64_t)it->time * WEIGHT_PER_TENTH;
	assert(input->tilt >= -SCORE_MAX_TILT && input->tilt <= SCORE_MAX_TILT);
	return (uint64_t)it->time * (uint64_t)(WEIGHT_PER_TENTH + input->tilt * (50 - it->exposure.value));
}

struct score_sums score_sums_of(const struct score_input *input)
{
	struct score_sums sums = {0};
	assert(input->count <= SCORE_MAX_TASKS);
	for (size_t i = 0; i < input->count; i++) {
		struct judgement exposure = input->tasks[i].exposure, autonomy = input->tasks[i].autonomy;
		uint64_t weight = score_task_weight(input, i);
		sums.weight += weight;
		sums.exposure += weight * exposure.value;
		sums.exposure_low += weight * exposure.low;
		sums.exposure_high += weight * exposure.high;
		sums.risk += weight * exposure.value * autonomy.value;
		sums.risk_low += weight * exposure.low * autonomy.low;
		sums.risk_high += weight * exposure.high * autonomy.high;
	}
	return sums;
}

uint64_t score_common_weight(const struct score_input *input)
{
	uint64_t common = 0;
	for (size_t i = 0; i < input->count; i++)
		for (uint64_t other = score_task_weight(input, i); other > 0;) {
			uint64_t rest = common % other;
			common = other;
			other = rest;
		}
	return common ? common : 1;
}

static struct score_measure measure_of(uint64_t value, uint64_t low, uint64_t high, uint64_t weight)
{
	return (struct score_measure){
		.value = (uint32_t)score_half(value, POINT * weight),
		.low = (uint32_t)score_half(low, POINT * weight),
		.high = (uint32_t)score_half(high, POINT * weight),
		.hundredths = (uint32_t)score_half(value, weight),
		.low_hundredths = (uint32_t)score_half(low, weight),
		.high_hundredths = (uint32_t)score_half(high, weight),
	};
}

bool score_compute(const struct score_input *input, struct score *score)
{
	struct score_sums sums = score_sums_of(input);
	*score = (struct score){.weight = sums.weight};
	if (sums.weight == 0)
		return false;
	score->exposure =
		measure_of(POINT * sums.exposure, POINT * sums.exposure_low, POINT * sums.exposure_high, sums.weight);
	score->risk = measure_of(sums.risk, sums.risk_low, sums.risk_high, sums.weight);
	score->threat = (uint32_t)score_half(score->exposure.value, 10);
	score->automated = score->risk.value;
	score->assisted = score->exposure.value - score->risk.value;
	score->human = 100 - score->exposure.value;
	return true;
}

static size_t index_of_largest(const uint64_t *numbers, size_t count)
{
	size_t largest = 0;
	for (size_t i = 1; i < count; i++)
		if (numbers[i] > numbers[largest])
			largest = i;
	return largest;
}

/* Splits `total`, which is the sum of parts / unit rounded (by score_half, or exact), into whole numbers.
   Each remainder is less than a unit, so k parts with one make less than k units, which rounds to k at most:
   there is always a remainder left for a missing number, and never a negative count of them. */
static void apportion(const uint64_t *parts, size_t count, uint64_t unit, uint32_t total, uint32_t *given)
{
	uint64_t remainders[SCORE_MAX_TASKS];
	uint32_t missing = total;
	for (size_t i = 0; i < count; i++) {
		given[i] = (uint32_t)(parts[i] / unit);
		remainders[i] = parts[i] % unit;
		missing -= given[i];
	}
	assert(missing <= count);
	for (; missing > 0; missing--) {
		size_t next = index_of_largest(remainders, count);
		assert(remainders[next] > 0);
		given[next]++;
		remainders[next] = 0;
	}
}

void score_shares(const struct score_input *input, const struct score *score, struct score_share *shares)
{
	uint64_t weights[SCORE_MAX_TASKS] = {0}, finished[SCORE_MAX_TASKS] = {0};
	uint32_t permille[SCORE_MAX_TASKS], points[SCORE_MAX_TASKS], hundredths[SCORE_MAX_TASKS];
	size_t count = input->count;
	assert(count <= SCORE_MAX_TASKS);
	if (score->weight == 0) {
		memset(shares, 0, count * sizeof *shares);
		return;
	}
	for (size_t i = 0; i < count; i++) {
		const struct score_task *task = &input->tasks[i];
		uint64_t weight = score_task_weight(input, i);
		weights[i] = 1000 * weight;
		finished[i] = weight * task->exposure.value * task->autonomy.value;
	}
	apportion(weights, count, score->weight, 1000, permille);
	apportion(finished, count, POINT * score->weight, score->risk.value, points);
	apportion(finished, count, score->weight, score->risk.hundredths, hundredths);
	for (size_t i = 0; i < count; i++)
		shares[i] = (struct score_share){permille[i], points[i], hundredths[i]};
}

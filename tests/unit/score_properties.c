/* SPDX-License-Identifier: MIT */
/* Claims that hold for every role, tried on random ones. The reference below is written from the rules alone,
   in 128-bit integers and without the module's shortcuts. */
#include "check.h"

#include <assert.h>

#include "score/score.h"

enum { ROLES = 40000 };

__extension__ typedef unsigned __int128 wide;

struct role {
	unsigned number;
	uint64_t seed;
	struct score_task tasks[SCORE_MAX_TASKS];
	struct score_input input;
};

/* Names the role, so that a failure can be looked at. */
#define HOLDS(role, claim)                                                                                             \
	do {                                                                                                           \
		if (!(claim)) {                                                                                        \
			print_error("role %u: %s\n", (role)->number, #claim);                                          \
			fail();                                                                                        \
		}                                                                                                      \
	} while (0)

/* xorshift64* */
static uint32_t below(struct role *role, uint32_t limit)
{
	role->seed ^= role->seed >> 12;
	role->seed ^= role->seed << 25;
	role->seed ^= role->seed >> 27;
	return (uint32_t)((role->seed * UINT64_C(2685821657736338717)) >> 33) % limit;
}

/* Ends, thirds and round numbers are where ties and clipping happen. */
static struct judgement random_judgement(struct role *role)
{
	static const uint8_t notable[] = {0, 0, 17, 25, 50, 50, 75, 83, 100, 100};
	uint32_t value = below(role, 3) ? below(role, 101) : notable[below(role, COUNT(notable))];
	if (below(role, 2))
		return judgement_of_number((int)value, 10);
	uint32_t low = below(role, value + 1), high = value + below(role, 101 - value);
	return (struct judgement){(uint8_t)value, (uint8_t)low, (uint8_t)high};
}

static uint32_t random_time(struct role *role, uint32_t style)
{
	if (style == 0)
		return 10;
	if (style == 1)
		return 10 * below(role, 41);
	return style == 2 ? below(role, SCORE_MAX_TIME + 1) : SCORE_MAX_TIME - below(role, 3);
}

/* The largest sums: nearly every number at its end, and the tilt that makes the weights large or small. */
static void press_to_limits(struct role *role)
{
	role->input.count = SCORE_MAX_TASKS - below(role, 2);
	role->input.tilt = below(role, 4) ? -SCORE_MAX_TILT : SCORE_MAX_TILT;
	for (size_t i = 0; i < role->input.count; i++) {
		struct judgement exposure = judgement_of_number(100 - (int)below(role, 2), 10);
		struct judgement autonomy = judgement_of_number(100 - (int)below(role, 2), 10);
		role->tasks[i] = (struct score_task){SCORE_MAX_TIME - below(role, 2), exposure, autonomy};
	}
}

static void random_role(struct role *role, unsigned number)
{
	role->number = number;
	role->seed = 0x9E3779B97F4A7C15u * (number + 1);
	size_t count = below(role, 100) ? 1 + below(role, 12) : SCORE_MAX_TASKS - below(role, 2);
	uint32_t style = below(role, 4);
	for (size_t i = 0; i < count; i++)
		role->tasks[i] =
			(struct score_task){random_time(role, style), random_judgement(role), random_judgement(role)};
	struct score_task *some = &role->tasks[below(role, (uint32_t)count)];
	some->time = some->time ? some->time : 1;
	role->input = (struct score_input){role->tasks, count, below(role, 3) > 0, (int)below(role, 67) - 33};
	if (role->number % 400 == 0)
		press_to_limits(role);
}

static void each_role(void (*check)(struct role *role))
{
	struct role role;
	for (unsigned number = 0; number < ROLES; number++) {
		random_role(&role, number);
		check(&role);
	}
}

/* The reference. */

static wide wide_weight(const struct score_input *input, size_t i)
{
	const struct score_task *task = &input->tasks[i];
	int shift = input->is_modelled ? input->tilt * (50 - task->exposure.value) : 0;
	return (wide)task->time * (wide)(5000 + shift);
}

static wide wide_round(wide p, wide q)
{
	assert(q > 0);
	return p / q + (2 * (p % q) >= q);
}

enum bound { AT_VALUE, AT_LOW, AT_HIGH };

static wide at(struct judgement judgement, enum bound bound)
{
	return bound == AT_LOW ? judgement.low : bound == AT_HIGH ? judgement.high : judgement.value;
}

struct wide_sums {
	wide weight, exposure, risk;
};

static struct wide_sums wide_sums(const struct score_input *input, enum bound bound)
{
	struct wide_sums sums = {0};
	for (size_t i = 0; i < input->count; i++) {
		wide weight = wide_weight(input, i), exposure = at(input->tasks[i].exposure, bound);
		sums.weight += weight;
		sums.exposure += weight * exposure;
		sums.risk += weight * exposure * at(input->tasks[i].autonomy, bound);
	}
	return sums;
}

/* As a browser counts: `p` and `q` whole, quotients cut. */
static uint64_t double_half(double p, double q)
{
	return (uint64_t)((2 * p + q) / (2 * q));
}

static void check_reference(struct role *role)
{
	struct score score;
	HOLDS(role, score_compute(&role->input, &score));
	struct score_measure exposure = score.exposure, risk = score.risk;
	uint32_t got[][4] = {
		{exposure.value, exposure.hundredths, risk.value, risk.hundredths},
		{exposure.low, exposure.low_hundredths, risk.low, risk.low_hundredths},
		{exposure.high, exposure.high_hundredths, risk.high, risk.high_hundredths},
	};
	for (enum bound bound = AT_VALUE; bound <= AT_HIGH; bound++) {
		struct wide_sums sums = wide_sums(&role->input, bound);
		double weight = (double)sums.weight, reached = (double)sums.exposure, done = (double)sums.risk;
		HOLDS(role, sums.weight == score.weight);
		HOLDS(role, 2 * sums.risk + 100 * sums.weight < (wide)1 << 53);
		HOLDS(role, got[bound][0] == wide_round(sums.exposure, sums.weight));
		HOLDS(role, got[bound][1] == wide_round(100 * sums.exposure, sums.weight));
		HOLDS(role, got[bound][2] == wide_round(sums.risk, 100 * sums.weight));
		HOLDS(role, got[bound][3] == wide_round(100 * sums.risk, 100 * sums.weight));
		HOLDS(role, got[bound][0] == double_half(reached, weight));
		HOLDS(role, got[bound][1] == double_half(100 * reached, weight));
		HOLDS(role, got[bound][2] == double_half(done, 100 * weight));
		HOLDS(role, got[bound][3] == double_half(done, weight));
	}
}

static void test_same_as_reference(void **state)
{
	(void)state;
	each_role(check_reference);
}

/* One more for each part whose remainder is among the `missing` first, larger before smaller, then in order. */
static uint32_t wide_share(const wide *parts, size_t count, wide unit, uint32_t total, size_t i)
{
	wide floors = 0;
	size_t before = 0;
	for (size_t j = 0; j < count; j++) {
		floors += parts[j] / unit;
		wide mine = parts[i] % unit, other = parts[j] % unit;
		before += other > mine || (other == mine && j < i);
	}
	return (uint32_t)(parts[i] / unit) + (before < total - floors);
}

static void check_shares(struct role *role)
{
	struct score score;
	struct score_share shares[SCORE_MAX_TASKS];
	wide weights[SCORE_MAX_TASKS] = {0}, products[SCORE_MAX_TASKS] = {0};
	size_t count = role->input.count;
	HOLDS(role, score_compute(&role->input, &score));
	score_shares(&role->input, &score, shares);
	uint32_t permille = 0, points = 0, hundredths = 0;
	for (size_t i = 0; i < count; i++) {
		const struct score_task *task = &role->tasks[i];
		permille += shares[i].weight_permille;
		points += shares[i].contribution;
		hundredths += shares[i].contribution_hundredths;
		weights[i] = 1000 * wide_weight(&role->input, i);
		products[i] = 100 * wide_weight(&role->input, i) * task->exposure.value * task->autonomy.value;
		HOLDS(role, products[i] > 0 || shares[i].contribution_hundredths == 0);
		HOLDS(role, products[i] > 0 || shares[i].contribution == 0);
		HOLDS(role, weights[i] > 0 || shares[i].weight_permille == 0);
	}
	HOLDS(role, permille == 1000);
	HOLDS(role, points == score.risk.value);
	HOLDS(role, hundredths == score.risk.hundredths);
	for (size_t i = 0; i < count; i++) {
		wide unit = 100 * (wide)score.weight;
		HOLDS(role, shares[i].weight_permille == wide_share(weights, count, score.weight, 1000, i));
		HOLDS(role, shares[i].contribution == wide_share(products, count, 100 * unit, points, i));
		HOLDS(role, shares[i].contribution_hundredths == wide_share(products, count, unit, hundredths, i));
	}
}

static void test_shares_add_up(void **state)
{
	(void)state;
	each_role(check_shares);
}

static void check_order_of(struct role *role, struct score_measure measure)
{
	HOLDS(role, measure.low <= measure.value && measure.value <= measure.high && measure.high <= 100);
	HOLDS(role, measure.low_hundredths <= measure.hundredths);
	HOLDS(role, measure.hundredths <= measure.high_hundredths && measure.high_hundredths <= 10000);
	HOLDS(role, measure.hundredths <= 100 * measure.value + 50);
	HOLDS(role, measure.hundredths + 50 >= 100 * measure.value);
}

static void check_ranges(struct role *role)
{
	struct score score;
	HOLDS(role, score_compute(&role->input, &score));
	check_order_of(role, score.exposure);
	check_order_of(role, score.risk);
	HOLDS(role, score.automated == score.risk.value);
	HOLDS(role, score.automated + score.assisted == score.exposure.value);
	HOLDS(role, score.automated + score.assisted + score.human == 100);
	HOLDS(role, score.threat == score_half(score.exposure.value, 10) && score.threat <= 10);
}

static void test_ranges_and_week(void **state)
{
	(void)state;
	each_role(check_ranges);
}

/* a / b <= c / d */
static bool is_at_most(wide a, wide b, wide c, wide d)
{
	return a * d <= c * b;
}

static void raise(struct role *role, struct judgement *judgement)
{
	uint32_t room = 100u - judgement->value, points = below(role, 2) ? below(role, room + 1) : 1;
	uint32_t value = judgement->value + (points < room ? points : room);
	judgement->value = (uint8_t)value;
	if (judgement->high < value)
		judgement->high = (uint8_t)value;
}

/* The weight follows the exposure. Risk is let off at negative tilts, where hours may move from what AI can
   finish to what it only reaches. */
static void check_monotone(struct role *role)
{
	struct score_task *task = &role->tasks[below(role, (uint32_t)role->input.count)];
	struct score before, after;
	struct wide_sums low = wide_sums(&role->input, AT_VALUE), high;
	score_compute(&role->input, &before);

	raise(role, &task->autonomy);
	high = wide_sums(&role->input, AT_VALUE);
	score_compute(&role->input, &after);
	HOLDS(role, is_at_most(low.risk, low.weight, high.risk, high.weight));
	HOLDS(role, before.risk.value <= after.risk.value && before.risk.hundredths <= after.risk.hundredths);
	HOLDS(role, before.exposure.hundredths == after.exposure.hundredths);

	low = high, before = after;
	raise(role, &task->exposure);
	high = wide_sums(&role->input, AT_VALUE);
	score_compute(&role->input, &after);
	HOLDS(role, is_at_most(low.exposure, low.weight, high.exposure, high.weight));
	HOLDS(role, before.exposure.value <= after.exposure.value);
	HOLDS(role, before.exposure.hundredths <= after.exposure.hundredths);
	if (role->input.is_modelled && role->input.tilt < 0)
		return;
	HOLDS(role, is_at_most(low.risk, low.weight, high.risk, high.weight));
	HOLDS(role, before.risk.value <= after.risk.value && before.risk.hundredths <= after.risk.hundredths);
}

static void test_more_never_lowers(void **state)
{
	(void)state;
	each_role(check_monotone);
}

/* Whether a point more of the first task's exposure lowers E somewhere, beside a second task that has nearly
   all of the time: the hardest case for a tilt. */
static bool tilt_lowers_exposure(int tilt)
{
	for (int second = 0; second <= 100; second += 100)
		for (uint8_t exposure = 0; exposure < 100; exposure++) {
			struct score_task tasks[] = {{.time = 1, .exposure.value = exposure},
				{.time = SCORE_MAX_TIME, .exposure.value = (uint8_t)second}};
			struct score_input input = {tasks, 2, true, tilt};
			struct wide_sums low = wide_sums(&input, AT_VALUE);
			tasks[0].exposure.value++;
			struct wide_sums high = wide_sums(&input, AT_VALUE);
			if (!is_at_most(low.exposure, low.weight, high.exposure, high.weight))
				return true;
		}
	return false;
}

static void test_33_is_the_largest_tilt(void **state)
{
	(void)state;
	for (int tilt = -SCORE_MAX_TILT; tilt <= SCORE_MAX_TILT; tilt++)
		assert_false(tilt_lowers_exposure(tilt));
	assert_true(tilt_lowers_exposure(SCORE_MAX_TILT + 1));
	assert_true(tilt_lowers_exposure(-SCORE_MAX_TILT - 1));
}

static void check_shuffled(struct role *role)
{
	struct score before, after;
	score_compute(&role->input, &before);
	for (size_t i = role->input.count; i-- > 1;) {
		size_t j = below(role, (uint32_t)i + 1);
		struct score_task task = role->tasks[i];
		role->tasks[i] = role->tasks[j];
		role->tasks[j] = task;
	}
	score_compute(&role->input, &after);
	HOLDS(role, memcmp(&before, &after, sizeof before) == 0);
}

static void test_order_is_irrelevant(void **state)
{
	(void)state;
	each_role(check_shuffled);
}

static void check_scaled(struct role *role)
{
	struct score before, after;
	struct score_share few[SCORE_MAX_TASKS], many[SCORE_MAX_TASKS];
	size_t count = role->input.count;
	for (size_t i = 0; i < count; i++)
		role->tasks[i].time /= 100;
	role->tasks[0].time |= 1;
	score_compute(&role->input, &before);
	score_shares(&role->input, &before, few);
	uint32_t factor = 2 + below(role, 98);
	for (size_t i = 0; i < count; i++)
		role->tasks[i].time *= factor;
	score_compute(&role->input, &after);
	score_shares(&role->input, &after, many);
	HOLDS(role, after.weight == factor * before.weight);
	after.weight = before.weight;
	HOLDS(role, memcmp(&before, &after, sizeof before) == 0);
	HOLDS(role, memcmp(few, many, count * sizeof *few) == 0);
}

static void test_unit_of_time_is_irrelevant(void **state)
{
	(void)state;
	each_role(check_scaled);
}

/* The risk with one judgement's value replaced, weights kept. */
static struct wide_sums sums_with(struct role *role, size_t i, bool is_autonomy, wide value)
{
	struct wide_sums sums = wide_sums(&role->input, AT_VALUE);
	wide weight = wide_weight(&role->input, i), other;
	other = is_autonomy ? role->tasks[i].exposure.value : role->tasks[i].autonomy.value;
	sums.risk -= weight * role->tasks[i].exposure.value * role->tasks[i].autonomy.value;
	sums.risk += weight * other * value;
	return sums;
}

static uint32_t risk_of(struct wide_sums sums)
{
	return (uint32_t)wide_round(sums.risk, 100 * sums.weight);
}

static void check_effects(struct role *role)
{
	struct score_effect largest = score_largest_effect(&role->input);
	uint32_t step = 0, risk = risk_of(wide_sums(&role->input, AT_VALUE)), widest = 0;
	bool is_met = false;
	for (size_t i = 0; i < 2 * role->input.count; i++) {
		bool is_autonomy = i % 2 == 1;
		struct score_effect effect = score_effect_of(&role->input, i / 2, is_autonomy);
		struct judgement moved = is_autonomy ? role->tasks[i / 2].autonomy : role->tasks[i / 2].exposure;
		HOLDS(role, effect.low == risk_of(sums_with(role, i / 2, is_autonomy, moved.low)));
		HOLDS(role, effect.high == risk_of(sums_with(role, i / 2, is_autonomy, moved.high)));
		uint32_t swing = effect.high_hundredths - effect.low_hundredths;
		bool is_largest = largest.task == effect.task && largest.is_autonomy == is_autonomy;
		HOLDS(role, is_met || is_largest || swing < largest.high_hundredths - largest.low_hundredths);
		is_met = is_met || is_largest;
		widest = swing > widest ? swing : widest;
		step = effect.high - risk > step ? effect.high - risk : step;
		step = risk - effect.low > step ? risk - effect.low : step;
	}
	HOLDS(role, is_met && widest == largest.high_hundredths - largest.low_hundredths);
	HOLDS(role, step == score_largest_step(&role->input));
}

static void test_largest_effect_is_the_largest(void **state)
{
	(void)state;
	each_role(check_effects);
}

/* Every change of one point tried, then every change of two, and so on. */
static bool search_band_move(struct role *role, const uint8_t bounds[4], int direction, struct score_move *move)
{
	enum score_band here = score_band_of(risk_of(wide_sums(&role->input, AT_VALUE)), bounds);
	for (int points = 1; points <= 100; points++)
		for (size_t i = 0; i < 2 * role->input.count; i++) {
			bool is_autonomy = i % 2 == 1;
			const struct score_task *task = &role->tasks[i / 2];
			int from = is_autonomy ? task->autonomy.value : task->exposure.value;
			int to = from + direction * points;
			if (to < 0 || to > 100)
				continue;
			struct wide_sums sums = sums_with(role, i / 2, is_autonomy, (wide)to);
			enum score_band there = score_band_of(risk_of(sums), bounds);
			if (direction > 0 ? there <= here : there >= here)
				continue;
			*move = (struct score_move){i / 2, is_autonomy, from, to, there};
			return true;
		}
	return false;
}

static void check_band_moves(struct role *role)
{
	static const uint8_t usual[] = {10, 20, 35, 50}, narrow[] = {24, 25, 26, 27}, ends[] = {0, 1, 99, 100};
	static const uint8_t *const bounds[] = {usual, narrow, ends};
	if (role->number % 8 != 0 || role->input.count > 12)
		return;
	for (int direction = -1; direction <= 1; direction += 2) {
		const uint8_t *used = bounds[below(role, 3)];
		struct score_move got = {0}, want = {0};
		bool is_found = score_band_move(&role->input, used, direction, &got);
		HOLDS(role, is_found == search_band_move(role, used, direction, &want));
		HOLDS(role, got.task == want.task && got.is_autonomy == want.is_autonomy);
		HOLDS(role, got.from == want.from && got.to == want.to && got.band == want.band);
	}
}

static void test_band_move_is_the_smallest(void **state)
{
	(void)state;
	each_role(check_band_moves);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_same_as_reference),
		cmocka_unit_test(test_shares_add_up), cmocka_unit_test(test_ranges_and_week),
		cmocka_unit_test(test_more_never_lowers), cmocka_unit_test(test_33_is_the_largest_tilt),
		cmocka_unit_test(test_order_is_irrelevant), cmocka_unit_test(test_unit_of_time_is_irrelevant),
		cmocka_unit_test(test_largest_effect_is_the_largest), cmocka_unit_test(test_band_move_is_the_smallest)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

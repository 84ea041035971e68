/* SPDX-License-Identifier: MIT */
/* Worked by hand; the role is the example of docs/scoring.md, weights 4 : 3 : 1, R = 19850 / 800 = 24.8125. */
#include "check.h"

#include "score/score.h"

static const struct score_task documented[] = {
	{200, {80, 70, 90}, {50, 40, 60}},
	{150, {40, 30, 50}, {25, 15, 35}},
	{50, {17, 0, 33}, {50, 40, 60}},
};
static const struct score_input role = {.tasks = documented, .count = COUNT(documented)};
static const uint8_t bounds[] = {10, 20, 35, 50};

/* A point of a judgement moves the sum by weight × the other judgement:
   exposures 4·50 = 200, 3·25 = 75, 1·50 = 50; autonomies 4·80 = 320, 3·40 = 120, 1·17 = 17. */
static void test_each_effect(void **state)
{
	(void)state;
	static const struct {
		size_t task;
		bool is_autonomy;
		uint32_t low, high, low_hundredths, high_hundredths;
	} cases[] = {
		{0, false, 22, 27, 2231, 2731}, /* 19850 ∓ 2000: 22.3125, 27.3125 */
		{0, true, 21, 29, 2081, 2881},  /* ∓ 3200: 20.8125, 28.8125 */
		{1, false, 24, 26, 2388, 2575}, /* ∓ 750: 23.875, 25.75 */
		{1, true, 23, 26, 2331, 2631},  /* ∓ 1200: 23.3125, 26.3125 */
		{2, false, 24, 26, 2375, 2581}, /* - 17·50, + 16·50: 23.75, 25.8125 */
		{2, true, 25, 25, 2460, 2503},  /* ∓ 170: 24.6, 25.025 */
	};
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct score_effect got = score_effect_of(&role, cases[i].task, cases[i].is_autonomy);
		assert_int_equal(got.task, cases[i].task);
		assert_int_equal(got.is_autonomy, cases[i].is_autonomy);
		assert_int_equal(got.low, cases[i].low);
		assert_int_equal(got.high, cases[i].high);
		assert_int_equal(got.low_hundredths, cases[i].low_hundredths);
		assert_int_equal(got.high_hundredths, cases[i].high_hundredths);
	}
}

static void test_largest(void **state)
{
	(void)state;
	struct score_effect largest = score_largest_effect(&role);
	assert_int_equal(largest.task, 0);
	assert_true(largest.is_autonomy);
	assert_int_equal(largest.low, 21);
	assert_int_equal(largest.high, 29);
	assert_int_equal(score_largest_step(&role), 4);
}

/* Swings: Write 5.00 and 8.00, Review 1.87 and 3.00, Talk 2.06 and 0.43. */
static void test_largest_effects(void **state)
{
	(void)state;
	static const struct score_task fixed[] = {{10, {50, 50, 50}, {50, 50, 50}}};
	static const size_t order[] = {0, 0, 1, 2};
	static const bool is_autonomy[] = {true, false, true, false};
	struct score_effect all[2 * COUNT(documented)], largest[4];
	score_effects(&role, all);
	for (size_t i = 0; i < COUNT(all); i++) {
		struct score_effect one = score_effect_of(&role, i / 2, i % 2 == 1);
		assert_int_equal(all[i].task, one.task);
		assert_int_equal(all[i].is_autonomy, one.is_autonomy);
		assert_int_equal(all[i].low_hundredths, one.low_hundredths);
		assert_int_equal(all[i].high_hundredths, one.high_hundredths);
		assert_int_equal(all[i].low, one.low);
		assert_int_equal(all[i].high, one.high);
	}
	assert_int_equal(score_largest_effects(&role, largest, COUNT(largest)), COUNT(largest));
	for (size_t i = 0; i < COUNT(largest); i++) {
		assert_int_equal(largest[i].task, order[i]);
		assert_int_equal(largest[i].is_autonomy, is_autonomy[i]);
	}
	assert_int_equal(score_largest_effects(&role, largest, 1), 1);
	assert_int_equal(largest[0].high_hundredths, 2881);
	struct score_input without_room = {.tasks = fixed, .count = 1};
	assert_int_equal(score_largest_effects(&without_room, largest, COUNT(largest)), 0);
}

/* Four equal swings of 50·20 / 200 = 5 points: the first exposure is named. */
static void test_largest_of_equals(void **state)
{
	(void)state;
	static const struct score_task tasks[] = {{10, {50, 40, 60}, {50, 40, 60}}, {10, {50, 40, 60}, {50, 40, 60}}};
	struct score_input input = {.tasks = tasks, .count = COUNT(tasks)};
	struct score_effect largest = score_largest_effect(&input);
	assert_int_equal(largest.task, 0);
	assert_false(largest.is_autonomy);
	assert_int_equal(largest.high_hundredths - largest.low_hundredths, 500);
}

/* R 50·80 / 100 = 40. Exposure 45–55 gives 36…44: a swing of 8, by 4 to each side. Autonomy 66–80 gives 33…40:
   a swing of 7, all of it downwards. */
static void test_largest_step_is_not_the_largest_swing(void **state)
{
	(void)state;
	static const struct score_task task = {10, {50, 45, 55}, {80, 66, 80}};
	struct score_input input = {.tasks = &task, .count = 1};
	assert_false(score_largest_effect(&input).is_autonomy);
	assert_int_equal(score_largest_step(&input), 7);
}

/* Weights are those of the values and stay when a bound is taken. Tilt 33, equal times: exposures 100 and 0
   weigh 3350 and 6650. R 3350·100·50 / 1000000 = 16.75; with the first exposure at its low 50: 8.375. */
static void test_modelled_weights_are_kept(void **state)
{
	(void)state;
	static const struct score_task tasks[] = {{10, {100, 50, 100}, {50, 50, 50}}, {10, {0, 0, 0}, {50, 50, 50}}};
	struct score_input input = {tasks, COUNT(tasks), true, 33};
	struct score_effect effect = score_effect_of(&input, 0, false);
	assert_int_equal(effect.low_hundredths, 838);
	assert_int_equal(effect.high_hundredths, 1675);
}

/* R prints as 35 from 34.5, a sum of 27600: 7750 more. Exposures 38.75, 103.3, 155 points: no room. Autonomies
   24.2 points, so 50 → 75; 64.6, so 25 → 90; the third has no room.
   R prints as 19 below 19.5, a sum of at most 15599: 4251 less. Exposure 21.3 points, autonomy 13.3: 50 → 36.
 */
static void test_band_moves(void **state)
{
	(void)state;
	struct score_move move;
	assert_true(score_band_move(&role, bounds, 1, &move));
	assert_int_equal(move.task, 0);
	assert_true(move.is_autonomy);
	assert_int_equal(move.from, 50);
	assert_int_equal(move.to, 75);
	assert_int_equal(move.band, BAND_HIGH);
	assert_true(score_band_move(&role, bounds, -1, &move));
	assert_int_equal(move.task, 0);
	assert_true(move.is_autonomy);
	assert_int_equal(move.to, 36);
	assert_int_equal(move.band, BAND_LOW);
}

/* Two equal tasks of exposure and autonomy 50: R 25. A point of any judgement is 0.25: 38 of them
   reach 34.5; 22 lead down to 19.5, which still prints as 20, and one more below it. All four tie. */
static void test_band_move_of_equals(void **state)
{
	(void)state;
	static const struct score_task tasks[] = {{10, {50, 50, 50}, {50, 50, 50}}, {10, {50, 50, 50}, {50, 50, 50}}};
	struct score_input input = {.tasks = tasks, .count = COUNT(tasks)};
	for (int direction = -1; direction <= 1; direction += 2) {
		struct score_move move;
		assert_true(score_band_move(&input, bounds, direction, &move));
		assert_int_equal(move.task, 0);
		assert_false(move.is_autonomy);
		assert_int_equal(move.to, direction > 0 ? 88 : 27);
	}
}

static void test_no_band_to_move_to(void **state)
{
	(void)state;
	static const struct score_task tasks[] = {
		{10, {0, 0, 0}, {0, 0, 0}},          /* minimal: no judgement alone does anything */
		{10, {100, 100, 100}, {60, 60, 60}}, /* very high: nothing above */
		{0, {50, 50, 50}, {50, 50, 50}},     /* no weight */
	};
	struct score_move move = {.task = 77};
	for (size_t i = 0; i < COUNT(tasks); i++) {
		struct score_input input = {.tasks = &tasks[i], .count = 1};
		assert_false(score_band_move(&input, bounds, 1, &move));
	}
	struct score_input minimal = {.tasks = tasks, .count = 1};
	assert_false(score_band_move(&minimal, bounds, -1, &move));
	/* a site that begins at "low": nothing is below 0 */
	static const uint8_t from_zero[] = {0, 20, 35, 50};
	assert_false(score_band_move(&minimal, from_zero, -1, &move));
	assert_int_equal(move.task, 77);
}

static void test_effects_without_weight(void **state)
{
	(void)state;
	static const struct score_task task = {0, {50, 0, 100}, {50, 0, 100}};
	for (size_t count = 0; count <= 1; count++) {
		struct score_input input = {.tasks = &task, .count = count};
		assert_int_equal(score_largest_effect(&input).high, 0);
		assert_int_equal(score_largest_step(&input), 0);
	}
	struct score_input input = {.tasks = &task, .count = 1};
	assert_int_equal(score_effect_of(&input, 0, true).high_hundredths, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_each_effect), cmocka_unit_test(test_largest),
		cmocka_unit_test(test_largest_effects), cmocka_unit_test(test_largest_of_equals),
		cmocka_unit_test(test_largest_step_is_not_the_largest_swing),
		cmocka_unit_test(test_modelled_weights_are_kept), cmocka_unit_test(test_band_moves),
		cmocka_unit_test(test_band_move_of_equals), cmocka_unit_test(test_no_band_to_move_to),
		cmocka_unit_test(test_effects_without_weight)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

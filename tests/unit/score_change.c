/* SPDX-License-Identifier: MIT */
/* Worked by hand. Documented role of docs/scoring.md: weights 4 : 3 : 1 give contributions of 20.00, 3.75, 1.06
   (R 24.81); with 1 : 5 : 2, 5.00, 6.25, 2.13 (R 13.38: 10700 / 8 = 1337.5 hundredths, a half upwards). */
#include "check.h"

#include "score/score.h"

enum { TASKS = 3 };

static const uint32_t mid_times[TASKS] = {200, 150, 50}, senior_times[TASKS] = {50, 250, 100};

struct level {
	struct score_task tasks[TASKS];
	struct score_share shares[TASKS];
	struct score score;
};

static struct score_input fill(struct level *level, const uint32_t times[TASKS])
{
	static const struct score_task documented[TASKS] = {
		{0, {80, 70, 90}, {50, 40, 60}}, {0, {40, 30, 50}, {25, 15, 35}}, {0, {17, 0, 33}, {50, 40, 60}}};
	memcpy(level->tasks, documented, sizeof documented);
	for (size_t i = 0; i < TASKS; i++)
		level->tasks[i].time = times[i];
	struct score_input input = {.tasks = level->tasks, .count = TASKS};
	score_compute(&input, &level->score);
	score_shares(&input, &level->score, level->shares);
	return input;
}

static void check_change(
	struct score_change got, enum score_change_kind kind, size_t before, size_t after, int hundredths)
{
	assert_int_equal(got.kind, kind);
	assert_int_equal(got.before, before);
	assert_int_equal(got.after, after);
	assert_int_equal(got.hundredths, hundredths);
}

static void test_sums(void **state)
{
	(void)state;
	struct level mid;
	struct score_input input = fill(&mid, mid_times);
	struct score_sums sums = score_sums_of(&input);
	uint64_t common = score_common_weight(&input);
	assert_int_equal(common, 250000); /* 5000 · 50 */
	assert_int_equal(sums.weight / common, 8);
	assert_int_equal(sums.exposure / common, 457);
	assert_int_equal(sums.risk / common, 19850);
	input.count = 0;
	assert_int_equal(score_common_weight(&input), 1);
}

/* Two levels of one role: 5.00 − 20.00, 6.25 − 3.75, 2.13 − 1.06; together 13.38 − 24.81. */
static void test_levels(void **state)
{
	(void)state;
	struct level mid, senior;
	struct score_change changes[2 * SCORE_MAX_TASKS];
	static const int same[TASKS] = {0, 1, 2};
	int32_t sums[CHANGE_KINDS];
	fill(&mid, mid_times);
	fill(&senior, senior_times);
	size_t count = score_compare(
		(struct score_side){mid.shares, TASKS}, (struct score_side){senior.shares, TASKS}, same, changes);
	assert_int_equal(count, TASKS);
	check_change(changes[0], CHANGE_LOST, 0, 0, -1500);
	check_change(changes[1], CHANGE_GAINED, 1, 1, 250);
	check_change(changes[2], CHANGE_GAINED, 2, 2, 107);
	score_changes_sum(changes, count, sums);
	assert_int_equal(sums[CHANGE_LOST], -1500);
	assert_int_equal(sums[CHANGE_GAINED], 357);
	assert_int_equal(sums[CHANGE_KEPT] + sums[CHANGE_GONE] + sums[CHANGE_NEW], 0);
	assert_int_equal(-1500 + 357, (int)senior.score.risk.hundredths - (int)mid.score.risk.hundredths);
}

/* Of the senior's tasks only the second is the first of the other. */
static void test_roles(void **state)
{
	(void)state;
	struct level mid, senior;
	struct score_change changes[2 * SCORE_MAX_TASKS];
	static const int same[TASKS] = {1, -1, -1};
	int32_t sums[CHANGE_KINDS];
	fill(&mid, mid_times);
	fill(&senior, senior_times);
	size_t count = score_compare(
		(struct score_side){mid.shares, TASKS}, (struct score_side){senior.shares, TASKS}, same, changes);
	assert_int_equal(count, 5);
	check_change(changes[0], CHANGE_GAINED, 0, 1, 625 - 2000); /* 500 of 1000 became 625 */
	check_change(changes[1], CHANGE_NEW, 0, 0, 500);
	check_change(changes[2], CHANGE_GONE, 1, 0, -375);
	check_change(changes[3], CHANGE_NEW, 0, 2, 213);
	check_change(changes[4], CHANGE_GONE, 2, 0, -106);
	score_changes_sum(changes, count, sums);
	assert_int_equal(sums[CHANGE_NEW], 713);
	assert_int_equal(sums[CHANGE_GONE], -481);
	assert_int_equal(sums[CHANGE_GAINED] + 713 - 481, 1338 - 2481);
}

/* Of the same role with itself nothing changes, in the order of the tasks. */
static void test_same(void **state)
{
	(void)state;
	struct level mid;
	struct score_change changes[2 * SCORE_MAX_TASKS];
	static const int same[TASKS] = {0, 1, 2};
	fill(&mid, mid_times);
	struct score_side side = {mid.shares, TASKS};
	assert_int_equal(score_compare(side, side, same, changes), TASKS);
	for (size_t i = 0; i < TASKS; i++)
		check_change(changes[i], CHANGE_KEPT, i, i, 0);
}

/* As in score_effect.c: autonomies of the first two tasks can, by 25 and 65 points; downwards the first autonomy by 14,
   its exposure by 4251 / 200 = 22, and the second autonomy has no room. */
static void test_band_moves(void **state)
{
	(void)state;
	static const uint8_t bounds[] = {10, 20, 35, 50};
	struct level mid;
	struct score_input input = fill(&mid, mid_times);
	struct score_move moves[2 * TASKS];
	assert_int_equal(score_band_moves(&input, bounds, 1, moves), 2);
	assert_int_equal(moves[0].task, 0);
	assert_int_equal(moves[0].to, 75);
	assert_int_equal(moves[1].task, 1);
	assert_true(moves[1].is_autonomy);
	assert_int_equal(moves[1].to, 90);
	assert_int_equal(score_band_moves(&input, bounds, -1, moves), 2);
	assert_true(moves[0].is_autonomy);
	assert_int_equal(moves[0].to, 36);
	assert_false(moves[1].is_autonomy);
	assert_int_equal(moves[1].to, 58);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_sums), cmocka_unit_test(test_levels),
		cmocka_unit_test(test_roles), cmocka_unit_test(test_same), cmocka_unit_test(test_band_moves)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

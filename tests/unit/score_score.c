/* SPDX-License-Identifier: MIT */
/* Worked by hand. Where only the proportions of weights matter, comments cancel the common factor. */
#include "check.h"

#include "score/score.h"

static struct judgement sure(uint8_t value)
{
	return (struct judgement){value, value, value};
}

static void compute(const struct score_input *input, struct score *score, struct score_share *shares)
{
	assert_true(score_compute(input, score));
	score_shares(input, score, shares);
}

static void assert_measure(struct score_measure got, struct score_measure want)
{
	assert_int_equal(got.value, want.value);
	assert_int_equal(got.low, want.low);
	assert_int_equal(got.high, want.high);
	assert_int_equal(got.hundredths, want.hundredths);
	assert_int_equal(got.low_hundredths, want.low_hundredths);
	assert_int_equal(got.high_hundredths, want.high_hundredths);
}

static void assert_shares(const struct score_share *got, const struct score_share *want, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		assert_int_equal(got[i].weight_permille, want[i].weight_permille);
		assert_int_equal(got[i].contribution, want[i].contribution);
		assert_int_equal(got[i].contribution_hundredths, want[i].contribution_hundredths);
	}
}

static void test_half(void **state)
{
	(void)state;
	static const struct {
		uint64_t p, q, want;
	} cases[] = {{0, 1, 0}, {1, 2, 1}, {1, 3, 0}, {2, 3, 1}, {49, 100, 0}, {50, 100, 1}, {149, 100, 1},
		{150, 100, 2}, {7, 1, 7}, {1330000000000000, 13300000000000, 100}};
	for (size_t i = 0; i < COUNT(cases); i++)
		assert_int_equal(score_half(cases[i].p, cases[i].q), cases[i].want);
}

static void test_judgements(void **state)
{
	(void)state;
	static const int numbers[][2] = {{50, 10}, {4, 10}, {95, 10}, {0, 0}, {100, 100}};
	static const struct judgement want[] = {{50, 40, 60}, {4, 0, 14}, {95, 85, 100}, {0, 0, 0}, {100, 0, 100}};
	for (size_t i = 0; i < COUNT(want); i++) {
		struct judgement got = judgement_of_number(numbers[i][0], numbers[i][1]);
		assert_memory_equal(&got, &want[i], sizeof got);
	}
	static const struct judgement words[] = {{17, 0, 33}, {50, 34, 66}, {83, 67, 100}};
	for (int third = 0; third < 3; third++) {
		struct judgement got = judgement_of_word(third);
		assert_memory_equal(&got, &words[third], sizeof got);
	}
}

static void test_names_of_numbers(void **state)
{
	(void)state;
	static const uint8_t bounds[] = {10, 20, 35, 50};
	static const struct {
		uint32_t risk;
		enum score_band band;
	} bands[] = {{0, BAND_MINIMAL}, {9, BAND_MINIMAL}, {10, BAND_LOW}, {19, BAND_LOW}, {20, BAND_MEDIUM},
		{34, BAND_MEDIUM}, {35, BAND_HIGH}, {49, BAND_HIGH}, {50, BAND_VERY_HIGH}, {100, BAND_VERY_HIGH}};
	for (size_t i = 0; i < COUNT(bands); i++)
		assert_int_equal(score_band_of(bands[i].risk, bounds), bands[i].band);
	static const struct {
		uint32_t exposure;
		enum score_label label;
	} labels[] = {{0, LABEL_LOW}, {33, LABEL_LOW}, {34, LABEL_MEDIUM}, {66, LABEL_MEDIUM}, {67, LABEL_HIGH}};
	for (size_t i = 0; i < COUNT(labels); i++)
		assert_int_equal(score_label_of(labels[i].exposure), labels[i].label);
	static const struct {
		uint32_t risk, baseline;
		enum score_verdict verdict;
	} verdicts[] = {{21, 25, VERDICT_REDUCED}, {22, 25, VERDICT_TYPICAL}, {28, 25, VERDICT_TYPICAL},
		{29, 25, VERDICT_ELEVATED}, {0, 3, VERDICT_TYPICAL}, {0, 4, VERDICT_REDUCED}};
	for (size_t i = 0; i < COUNT(verdicts); i++)
		assert_int_equal(score_verdict_of(verdicts[i].risk, verdicts[i].baseline), verdicts[i].verdict);
}

/* The example of docs/scoring.md: 20, 15 and 5 hours, the last task judged by a word. */
static const struct score_task documented[] = {
	{200, {80, 70, 90}, {50, 40, 60}},
	{150, {40, 30, 50}, {25, 15, 35}},
	{50, {17, 0, 33}, {50, 40, 60}},
};

/* Weights 4 : 3 : 1.
   E      4·80 + 3·40 + 1·17 = 457; 457/8 = 57.125
   low    4·70 + 3·30 + 0    = 370; 370/8 = 46.25
   high   4·90 + 3·50 + 33   = 543; 543/8 = 67.875
   R      4·80·50 + 3·40·25 + 17·50 = 16000 + 3000 + 850 = 19850; 19850/800 = 24.8125
   low    4·70·40 + 3·30·15 + 0     = 11200 + 1350       = 12550; 12550/800 = 15.6875
   high   4·90·60 + 3·50·35 + 33·60 = 21600 + 5250 + 1980 = 28830; 28830/800 = 36.0375
   Points 20, 3.75, 1.0625: floors 20 + 3 + 1 = 24 of 25, the missing one to the second.
   Hundredths 2000, 375, 106.25: floors 2481 of 2481. */
static void test_authored(void **state)
{
	(void)state;
	struct score_input input = {.tasks = documented, .count = COUNT(documented)};
	struct score score;
	struct score_share shares[COUNT(documented)];
	compute(&input, &score, shares);
	assert_measure(score.exposure, (struct score_measure){57, 46, 68, 5713, 4625, 6788});
	assert_measure(score.risk, (struct score_measure){25, 16, 36, 2481, 1569, 3604});
	assert_int_equal(score.threat, 6);
	assert_int_equal(score.automated, 25);
	assert_int_equal(score.assisted, 32);
	assert_int_equal(score.human, 43);
	assert_int_equal(score.weight, 5000 * 400);
	static const struct score_share want[] = {{500, 20, 2000}, {375, 4, 375}, {125, 1, 106}};
	assert_shares(shares, want, COUNT(want));
}

/* Entry, tilt -20: weight per hour 5000 + 20·30, - 20·10, - 20·33 = 5600, 4800, 4340
     by 4 : 3 : 1 = 22400, 14400, 4340; together 41140
     R (22400·4000 + 14400·1000 + 4340·850) / 4114000 = 107689000 / 4114000 = 26.1762…
     E (22400·80 + 14400·40 + 4340·17) / 41140 = 2441780 / 41140 = 59.3529…
   Senior, tilt 20: 4400, 5200, 5660 by 4 : 3 : 1 = 17600, 15600, 5660; together 38860
     R (70400000 + 15600000 + 4811000) / 3886000 = 90811000 / 3886000 = 23.3687…
     E (1408000 + 624000 + 96220) / 38860 = 2128220 / 38860 = 54.7663…
   Lead, tilt 33: 4010, 5330, 6089 by 4 : 3 : 1 = 16040, 15990, 6089; together 38119
     R (64160000 + 15990000 + 5175650) / 3811900 = 85325650 / 3811900 = 22.3840…
     E (1283200 + 639600 + 103513) / 38119 = 2026313 / 38119 = 53.1575… */
static void test_modelled(void **state)
{
	(void)state;
	static const struct {
		int tilt;
		uint64_t weight; /* in fiftieths, as above */
		uint32_t exposure, exposure_hundredths, risk, risk_hundredths;
	} cases[] = {{-20, 41140, 59, 5935, 26, 2618}, {0, 40000, 57, 5713, 25, 2481}, {20, 38860, 55, 5477, 23, 2337},
		{33, 38119, 53, 5316, 22, 2238}};
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct score_input input = {documented, COUNT(documented), true, cases[i].tilt};
		struct score score;
		assert_true(score_compute(&input, &score));
		assert_int_equal(score.weight, 50 * cases[i].weight);
		assert_int_equal(score.exposure.value, cases[i].exposure);
		assert_int_equal(score.exposure.hundredths, cases[i].exposure_hundredths);
		assert_int_equal(score.risk.value, cases[i].risk);
		assert_int_equal(score.risk.hundredths, cases[i].risk_hundredths);
	}
}

/* The same tasks at a level whose hours are written down, 5, 25 and 10: weights 1 : 5 : 2.
   R (1·80·50 + 5·40·25 + 2·17·50) / 800 = (4000 + 5000 + 1700) / 800 = 13.375 */
static void test_other_authored_level(void **state)
{
	(void)state;
	struct score_task tasks[COUNT(documented)];
	memcpy(tasks, documented, sizeof tasks);
	tasks[0].time = 50, tasks[1].time = 250, tasks[2].time = 100;
	struct score_input input = {.tasks = tasks, .count = COUNT(tasks), .tilt = 20};
	struct score score;
	assert_true(score_compute(&input, &score));
	assert_int_equal(score.risk.hundredths, 1338);
	assert_int_equal(score_verdict_of(score.risk.value, 25), VERDICT_REDUCED);
}

/* Exposure low, medium, high; autonomy medium, equal times.
   E    (17 + 50 + 83) / 3 = 50      0 + 34 + 67 = 101, 33.67     33 + 66 + 100 = 199, 66.33
   R    50·150 / 300 = 25            34·101 / 300 = 11.4467       66·199 / 300 = 43.78
   Points 850/300 = 2.83, 2500/300 = 8.33, 4150/300 = 13.83: floors 23 of 25, two missing: 3, 8, 14.
   Hundredths 283.33, 833.33, 1383.33: 2499 of 2500, and three equal remainders. */
static void test_words(void **state)
{
	(void)state;
	struct score_task tasks[3];
	for (int i = 0; i < 3; i++)
		tasks[i] = (struct score_task){10, judgement_of_word(i), judgement_of_word(1)};
	struct score_input input = {.tasks = tasks, .count = 3};
	struct score score;
	struct score_share shares[3];
	compute(&input, &score, shares);
	assert_measure(score.exposure, (struct score_measure){50, 34, 66, 5000, 3367, 6633});
	assert_measure(score.risk, (struct score_measure){25, 11, 44, 2500, 1145, 4378});
	static const struct score_share want[] = {{334, 3, 284}, {333, 8, 833}, {333, 14, 1383}};
	assert_shares(shares, want, 3);
}

/* Equal weights; a remainder is product / (100 × tasks). */
static void test_missing_points(void **state)
{
	(void)state;
	static const struct {
		size_t count;
		uint8_t exposure[3], autonomy[3];
		uint32_t risk, contribution[3];
	} cases[] = {
		/* 8.33 three times makes 25: one missing, to the earliest */
		{3, {50, 50, 50}, {50, 50, 50}, 25, {9, 8, 8}},
		/* 0.5 + 0.5 = 1 */
		{2, {10, 10}, {10, 10}, 1, {1, 0}},
		/* 0.25 + 0.25 = 0.5, rounded up */
		{2, {10, 10}, {5, 5}, 1, {1, 0}},
		/* 0 + 0.75 + 0.75 = 1.5, rounded up to 2: as many missing as there are remainders */
		{3, {0, 15, 15}, {100, 15, 15}, 2, {0, 1, 1}},
		/* 0.16 + 0.16 + 0.16 = 0.48, rounded down: none missing */
		{3, {8, 8, 8}, {6, 6, 6}, 0, {0, 0, 0}},
		/* 33 + 0.33 + 0.66 = 33.99: the larger remainder though it comes later */
		{3, {99, 10, 20}, {100, 10, 10}, 34, {33, 0, 1}},
	};
	for (size_t c = 0; c < COUNT(cases); c++) {
		struct score_task tasks[3];
		for (size_t i = 0; i < cases[c].count; i++)
			tasks[i] = (struct score_task){35, sure(cases[c].exposure[i]), sure(cases[c].autonomy[i])};
		struct score_input input = {.tasks = tasks, .count = cases[c].count};
		struct score score;
		struct score_share shares[3];
		compute(&input, &score, shares);
		assert_int_equal(score.risk.value, cases[c].risk);
		for (size_t i = 0; i < cases[c].count; i++)
			assert_int_equal(shares[i].contribution, cases[c].contribution[i]);
	}
}

static void test_ends_of_the_scale(void **state)
{
	(void)state;
	struct score_task tasks[] = {{70, sure(0), sure(0)}, {0, sure(0), sure(0)}, {30, sure(0), sure(0)}};
	struct score_input input = {.tasks = tasks, .count = COUNT(tasks)};
	struct score score;
	struct score_share shares[COUNT(tasks)];
	compute(&input, &score, shares);
	assert_measure(score.risk, (struct score_measure){0});
	assert_int_equal(score.human, 100);
	static const struct score_share nothing[] = {{700, 0, 0}, {0, 0, 0}, {300, 0, 0}};
	assert_shares(shares, nothing, COUNT(tasks));

	for (size_t i = 0; i < COUNT(tasks); i++)
		tasks[i].exposure = tasks[i].autonomy = sure(100);
	compute(&input, &score, shares);
	assert_measure(score.risk, (struct score_measure){100, 100, 100, 10000, 10000, 10000});
	assert_measure(score.exposure, score.risk);
	assert_int_equal(score.threat, 10);
	assert_int_equal(score.automated, 100);
	static const struct score_share everything[] = {{700, 70, 7000}, {0, 0, 0}, {300, 30, 3000}};
	assert_shares(shares, everything, COUNT(tasks));
}

/* 72·60 / 100 = 43.2; low 62·50 = 31, high 82·70 = 57.4. The tilt has nothing to shift. */
static void test_single_task(void **state)
{
	(void)state;
	struct score_task task = {1, judgement_of_number(72, 10), judgement_of_number(60, 10)};
	for (int tilt = -33; tilt <= 33; tilt += 33) {
		struct score_input input = {&task, 1, true, tilt};
		struct score score;
		struct score_share share;
		compute(&input, &score, &share);
		assert_measure(score.risk, (struct score_measure){43, 31, 57, 4320, 3100, 5740});
		assert_int_equal(share.weight_permille, 1000);
		assert_int_equal(share.contribution, 43);
		assert_int_equal(share.contribution_hundredths, 4320);
	}
}

static void test_without_weight(void **state)
{
	(void)state;
	struct score_task tasks[] = {{0, sure(50), sure(50)}, {0, sure(9), sure(9)}};
	for (size_t count = 0; count <= COUNT(tasks); count++) {
		struct score_input input = {.tasks = tasks, .count = count};
		struct score score, zero = {0};
		struct score_share shares[COUNT(tasks)] = {{1, 1, 1}, {1, 1, 1}};
		assert_false(score_compute(&input, &score));
		assert_memory_equal(&score, &zero, sizeof score);
		score_shares(&input, &score, shares);
		for (size_t i = 0; i < count; i++)
			assert_int_equal(shares[i].weight_permille + shares[i].contribution, 0);
	}
}

/* 200 tasks of 100,000 tenths at 5000 + 33·50 = 6650: the largest sums there are. Each task gives half a point:
   the first hundred tasks get one. */
static void test_limits(void **state)
{
	(void)state;
	struct score_task tasks[SCORE_MAX_TASKS];
	for (size_t i = 0; i < COUNT(tasks); i++)
		tasks[i] = (struct score_task){SCORE_MAX_TIME, sure(100), sure(100)};
	struct score_input input = {tasks, COUNT(tasks), true, -33};
	struct score score;
	struct score_share shares[COUNT(tasks)];
	compute(&input, &score, shares);
	assert_int_equal(score.weight, UINT64_C(133000000000));
	assert_measure(score.risk, (struct score_measure){100, 100, 100, 10000, 10000, 10000});
	for (size_t i = 0; i < COUNT(tasks); i++) {
		assert_int_equal(shares[i].weight_permille, 5);
		assert_int_equal(shares[i].contribution, i < 100 ? 1 : 0);
		assert_int_equal(shares[i].contribution_hundredths, 50);
	}
}

/* A negative tilt gives more hours to what AI reaches. If what it reaches further cannot be left alone, those
   hours come from tasks that can, and risk falls while exposure rises. Tilt -20, equal times:
   exposures 100 and 0: weights 6000, 4000; E 60; R 6000·100·100 / (100·10000) = 60
   exposures 100 and 100: weights 6000, 6000; E 100; R 6000·100·100 / (100·12000) = 50 */
static void test_more_exposure_may_lower_risk_below_the_baseline(void **state)
{
	(void)state;
	struct score_task tasks[] = {{10, sure(100), sure(100)}, {10, sure(0), sure(0)}};
	struct score_input input = {tasks, COUNT(tasks), true, -20};
	struct score before, after;
	assert_true(score_compute(&input, &before));
	tasks[1].exposure = sure(100);
	assert_true(score_compute(&input, &after));
	assert_int_equal(before.exposure.value, 60);
	assert_int_equal(before.risk.value, 60);
	assert_int_equal(after.exposure.value, 100);
	assert_int_equal(after.risk.value, 50);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_half), cmocka_unit_test(test_judgements),
		cmocka_unit_test(test_names_of_numbers), cmocka_unit_test(test_authored),
		cmocka_unit_test(test_modelled), cmocka_unit_test(test_other_authored_level),
		cmocka_unit_test(test_words), cmocka_unit_test(test_missing_points),
		cmocka_unit_test(test_ends_of_the_scale), cmocka_unit_test(test_single_task),
		cmocka_unit_test(test_without_weight), cmocka_unit_test(test_limits),
		cmocka_unit_test(test_more_exposure_may_lower_risk_below_the_baseline)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
/* Worked by hand from the documented role of docs/scoring.md: weights 4 : 3 : 1, a sum of 19850, R 24.81
   (19850 / 8 = 2481.25 hundredths). Then claims that hold for every two versions, tried on random ones. */
#include "check.h"

#include "score/score.h"

enum { TASKS = 3, PAIRS = 40000 };

static const struct score_task documented[TASKS] = {
	{200, {80, 70, 90}, {50, 40, 60}}, {150, {40, 30, 50}, {25, 15, 35}}, {50, {17, 0, 33}, {50, 40, 60}}};
static const int all_same[TASKS] = {0, 1, 2};

static struct score_version version(const struct score_task *tasks, size_t count)
{
	return (struct score_version){.tasks = tasks, .count = count, .times = TIMES_PLAIN};
}

static int32_t risk_of(const struct score_version *of)
{
	struct score score;
	struct score_input input = {of->tasks, of->count, of->times != TIMES_BY_LEVEL && of->tilt != 0, of->tilt};
	assert_true(score_compute(&input, &score));
	return (int32_t)score.risk.hundredths;
}

static void check_step(struct score_step got, enum score_step_kind kind, size_t before, size_t after, int hundredths)
{
	assert_int_equal(got.kind, kind);
	assert_int_equal(got.before, before);
	assert_int_equal(got.after, after);
	assert_int_equal(got.hundredths, hundredths);
}

/* Review's exposure 40 → 60: 16000 + 3·60·25 + 850 = 21350, 26.69. Its autonomy 25 → 35: 16000 + 3·60·35 + 850 =
   23150, 28.94. Talk's time 5 → 10, weights 4 : 3 : 2: 16000 + 6300 + 1700 = 24000, 24000 / 9 = 26.67. */
static void test_judgements(void **state)
{
	(void)state;
	struct score_task changed[TASKS];
	struct score_step steps[SCORE_MOST_STEPS];
	memcpy(changed, documented, sizeof changed);
	changed[1].exposure = (struct judgement){60, 50, 70};
	changed[1].autonomy = (struct judgement){35, 25, 45};
	changed[2].time = 100;
	struct score_version before = version(documented, TASKS), after = version(changed, TASKS);
	assert_int_equal(score_steps(&before, &before, all_same, steps), 0);
	assert_int_equal(score_steps(&before, &after, all_same, steps), 3);
	check_step(steps[0], STEP_EXPOSURE, 1, 1, 2669 - 2481);
	check_step(steps[1], STEP_AUTONOMY, 1, 1, 2894 - 2669);
	check_step(steps[2], STEP_TIME, 2, 2, 2667 - 2894);
	assert_int_equal(risk_of(&after), 2667);
}

/* A bound moves the range alone. */
static void test_bounds(void **state)
{
	(void)state;
	struct score_task changed[TASKS];
	struct score_step steps[SCORE_MOST_STEPS];
	memcpy(changed, documented, sizeof changed);
	changed[0].autonomy.high = 70;
	struct score_version before = version(documented, TASKS), after = version(changed, TASKS);
	assert_int_equal(score_steps(&before, &after, all_same, steps), 1);
	check_step(steps[0], STEP_AUTONOMY, 0, 0, 0);
}

/* Without Talk: (16000 + 3000) / 7 = 27.14. With a task of 5 hours, exposure 100 and autonomy 40, in the first place:
   (16000 + 3000 + 4000) / 8 = 28.75. */
static void test_new_and_gone(void **state)
{
	(void)state;
	struct score_task changed[TASKS] = {{50, {100, 90, 100}, {40, 30, 50}}, documented[0], documented[1]};
	static const int same[TASKS] = {1, 2, -1};
	struct score_step steps[SCORE_MOST_STEPS];
	struct score_version before = version(documented, TASKS), after = version(changed, TASKS);
	assert_int_equal(score_steps(&before, &after, same, steps), 2);
	check_step(steps[0], STEP_GONE, 2, 0, 2714 - 2481);
	check_step(steps[1], STEP_NEW, 0, 0, 2875 - 2714);
}

static void test_replaced(void **state)
{
	(void)state;
	static const struct score_task other = {10, {50, 40, 60}, {50, 40, 60}}; /* 25.00 */
	static const int same[TASKS] = {-1, -1, -1};
	struct score_step steps[SCORE_MOST_STEPS];
	struct score_version before = version(documented, TASKS), after = version(&other, 1);
	assert_int_equal(score_steps(&before, &after, same, steps), 1);
	check_step(steps[0], STEP_REPLACED, 0, 0, 2500 - 2481);
}

/* Senior, modelled at tilt 20, is 23.37 (docs/scoring.md); authored with 5, 25 and 10 hours, 13.38 (10700 / 8 =
   1337.5, a half upwards). The same tilt at tasks without times changes nothing else. */
static void test_levels(void **state)
{
	(void)state;
	struct score_task authored[TASKS];
	struct score_step steps[SCORE_MOST_STEPS];
	memcpy(authored, documented, sizeof authored);
	authored[0].time = 50;
	authored[1].time = 250;
	authored[2].time = 100;
	struct score_version untilted = version(documented, TASKS), modelled = untilted,
			     written = version(authored, TASKS);
	modelled.tilt = 20;
	written.times = TIMES_BY_LEVEL;
	written.tilt = 20;
	assert_int_equal(score_steps(&untilted, &modelled, all_same, steps), 1);
	check_step(steps[0], STEP_TILT, 0, 0, 2337 - 2481);
	assert_int_equal(score_steps(&modelled, &written, all_same, steps), 1);
	check_step(steps[0], STEP_TIMES, 0, 0, 1338 - 2337);
	modelled.tilt = -20; /* a level whose times are written down does not feel it */
	assert_int_equal(score_steps(&written, &modelled, all_same, steps), 1);
	check_step(steps[0], STEP_TIMES, 0, 0, risk_of(&modelled) - 1338);
}

static void test_unit(void **state)
{
	(void)state;
	struct score_task changed[TASKS];
	struct score_step steps[SCORE_MOST_STEPS];
	memcpy(changed, documented, sizeof changed);
	for (size_t i = 0; i < TASKS; i++)
		changed[i].time = documented[i].time / 5 * 2;
	struct score_version before = version(documented, TASKS), after = version(changed, TASKS);
	assert_int_equal(score_steps(&before, &after, all_same, steps), 1);
	check_step(steps[0], STEP_UNIT, 0, 0, 0);
	changed[0].time++;
	assert_int_equal(score_steps(&before, &after, all_same, steps), TASKS);
}

/* All the time goes from the first task (40.00) to the second (10.00): between the two steps there is none, and the
   risk counts as it was. */
static void test_no_weight(void **state)
{
	(void)state;
	struct score_task first[] = {documented[0], documented[1]}, second[] = {documented[0], documented[1]};
	struct score_step steps[SCORE_MOST_STEPS];
	first[1].time = second[0].time = 0;
	struct score_version before = version(first, 2), after = version(second, 2);
	assert_int_equal(score_steps(&before, &after, all_same, steps), 2);
	check_step(steps[0], STEP_TIME, 0, 0, 0);
	check_step(steps[1], STEP_TIME, 1, 1, 1000 - 4000);
}

/* Random versions. */

struct pair {
	uint64_t seed;
	struct score_task tasks[2][SCORE_MAX_TASKS];
	struct score_version versions[2];
	int same[SCORE_MAX_TASKS];
};

/* xorshift64* */
static uint32_t below(struct pair *pair, uint32_t limit)
{
	pair->seed ^= pair->seed >> 12;
	pair->seed ^= pair->seed << 25;
	pair->seed ^= pair->seed >> 27;
	return (uint32_t)((pair->seed * UINT64_C(2685821657736338717)) >> 33) % limit;
}

static struct judgement random_judgement(struct pair *pair)
{
	uint8_t low = (uint8_t)below(pair, 101), value = (uint8_t)(low + below(pair, 101u - low));
	return (struct judgement){value, low, (uint8_t)(value + below(pair, 101u - value))};
}

static struct score_task random_task(struct pair *pair)
{
	return (struct score_task){
		below(pair, 4) ? below(pair, SCORE_MAX_TIME + 1) : 0, random_judgement(pair), random_judgement(pair)};
}

/* The second version keeps some tasks, as they are or with some of their values changed, in another order. */
static void random_pair(struct pair *pair, unsigned number)
{
	pair->seed = 0x9E3779B97F4A7C15u * (number + 1);
	uint32_t most = number % 100 ? 10 : SCORE_MAX_TASKS, counts[2] = {1 + below(pair, most), 1 + below(pair, most)};
	uint32_t turn = below(pair, counts[1]);
	for (size_t i = 0; i < counts[1]; i++)
		pair->tasks[1][i] = random_task(pair);
	for (size_t i = 0; i < counts[0]; i++) {
		struct score_task *task = &pair->tasks[0][i];
		*task = random_task(pair);
		pair->same[i] = i < counts[1] && below(pair, 4) ? (int)((i + turn) % counts[1]) : -1;
		if (pair->same[i] < 0)
			continue;
		struct score_task *now = &pair->tasks[1][pair->same[i]], was = *task;
		now->time = below(pair, 3) ? was.time : now->time;
		now->exposure = below(pair, 3) ? was.exposure : now->exposure;
		now->autonomy = below(pair, 3) ? was.autonomy : now->autonomy;
	}
	for (size_t i = 0; i < 2; i++) {
		pair->tasks[i][0].time += 1;
		pair->tasks[i][0].time %= SCORE_MAX_TIME;
		pair->tasks[i][0].time += !pair->tasks[i][0].time;
		pair->versions[i] = (struct score_version){
			pair->tasks[i], counts[i], (enum score_times)below(pair, 3), (int)below(pair, 67) - 33};
	}
}

static void test_sums(void **state)
{
	(void)state;
	static struct pair pair;
	struct score_step steps[SCORE_MOST_STEPS];
	size_t seen[STEP_KINDS] = {0};
	for (unsigned number = 0; number < PAIRS; number++) {
		random_pair(&pair, number);
		size_t count = score_steps(&pair.versions[0], &pair.versions[1], pair.same, steps);
		int32_t sum = 0;
		for (size_t i = 0; i < count; i++) {
			sum += steps[i].hundredths;
			seen[steps[i].kind]++;
		}
		if (sum != risk_of(&pair.versions[1]) - risk_of(&pair.versions[0]))
			fail_msg("pair %u: %zu steps add up to %d", number, count, (int)sum);
	}
	for (int kind = STEP_TILT; kind < STEP_KINDS; kind++)
		if (kind != STEP_WORDING && kind != STEP_UNIT && seen[kind] == 0)
			fail_msg("no step of kind %d", kind);
}

/* One judgement or one time that changed is one step, which is the whole difference. */
static void test_one(void **state)
{
	(void)state;
	static struct pair pair;
	struct score_step steps[SCORE_MOST_STEPS];
	for (unsigned number = 0; number < PAIRS; number++) {
		static const enum score_step_kind kinds[] = {STEP_EXPOSURE, STEP_AUTONOMY, STEP_TIME};
		random_pair(&pair, number);
		struct score_version *before = &pair.versions[0], *after = &pair.versions[1];
		size_t changed = below(&pair, (uint32_t)before->count), what = below(&pair, 3);
		*after = *before;
		after->tasks = pair.tasks[1];
		memcpy(pair.tasks[1], pair.tasks[0], sizeof pair.tasks[1]);
		for (size_t i = 0; i < before->count; i++)
			pair.same[i] = (int)i;
		struct score_task *task = &pair.tasks[1][changed];
		struct judgement *judgement = what ? &task->autonomy : &task->exposure;
		if (what == 2)
			task->time =
				task->time > SCORE_MAX_TIME / 2 ? task->time - 1 - below(&pair, 1000) : task->time + 1;
		else
			*judgement = (struct judgement){(uint8_t)((judgement->value + 1) % 101), 0, 100};
		size_t count = score_steps(before, after, pair.same, steps);
		if (count != 1)
			fail_msg("pair %u: %zu steps", number, count);
		check_step(steps[0], kinds[what], changed, changed, risk_of(after) - risk_of(before));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_judgements), cmocka_unit_test(test_bounds),
		cmocka_unit_test(test_new_and_gone), cmocka_unit_test(test_replaced), cmocka_unit_test(test_levels),
		cmocka_unit_test(test_unit), cmocka_unit_test(test_no_weight), cmocka_unit_test(test_sums),
		cmocka_unit_test(test_one)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
/* One state is walked from the first version to the second. It holds the tasks of `before`, then those that `after`
   alone has; a task that is not there, or not yet, has no time, so it has no weight. A level whose times are written
   down is one without tilt, so the tilt is all that tells modelled levels from others. */
#include <assert.h>
#include <string.h>

#include "score/score.h"

struct walk {
	const struct score_version *before, *after;
	struct score_task tasks[2 * SCORE_MAX_TASKS];
	size_t count;
	int of_before[SCORE_MAX_TASKS]; /* a task of `after`: its number in `before`, or -1 */
	size_t kept;
	int tilt;
	int32_t risk; /* in hundredths; of the last state that had weight */
	struct score_step *steps;
	size_t step_count;
};

static uint64_t weight_of(const struct score_task *task, int tilt)
{
	struct score_input input = {.tasks = task, .count = 1, .is_modelled = tilt != 0, .tilt = tilt};
	return score_task_weight(&input, 0);
}

/* Twice as many tasks as a role may have are far from what 64 bits hold. */
static int32_t risk_of(const struct walk *walk)
{
	uint64_t weight = 0, risk = 0;
	for (size_t i = 0; i < walk->count; i++) {
		const struct score_task *task = &walk->tasks[i];
		uint64_t own = weight_of(task, walk->tilt);
		weight += own;
		risk += own * task->exposure.value * task->autonomy.value;
	}
	return weight ? (int32_t)score_half(risk, weight) : walk->risk;
}

static void step(struct walk *walk, enum score_step_kind kind, size_t before, size_t after)
{
	int32_t risk = risk_of(walk);
	assert(walk->step_count < SCORE_MOST_STEPS);
	walk->steps[walk->step_count++] = (struct score_step){kind, before, after, risk - walk->risk};
	walk->risk = risk;
}

static int tilt_of(const struct score_version *version)
{
	return version->times == TIMES_BY_LEVEL ? 0 : version->tilt;
}

static void begin(struct walk *walk, const int *same)
{
	const struct score_version *before = walk->before, *after = walk->after;
	assert(before->count <= SCORE_MAX_TASKS && after->count <= SCORE_MAX_TASKS);
	if (before->count)
		memcpy(walk->tasks, before->tasks, before->count * sizeof *walk->tasks);
	walk->count = before->count;
	walk->tilt = tilt_of(before);
	walk->risk = risk_of(walk);
	for (size_t i = 0; i < after->count; i++)
		walk->of_before[i] = -1;
	for (size_t i = 0; i < before->count; i++)
		if (same[i] >= 0) {
			assert((size_t)same[i] < after->count && walk->of_before[same[i]] < 0);
			walk->of_before[same[i]] = (int)i;
			walk->kept++;
		}
}

static void change_tilt(struct walk *walk)
{
	if (walk->before->times == TIMES_BY_LEVEL || walk->after->times == TIMES_BY_LEVEL
		|| walk->before->tilt == walk->after->tilt)
		return;
	walk->tilt = walk->after->tilt;
	step(walk, STEP_TILT, 0, 0);
}

static void replace_all(struct walk *walk)
{
	if (walk->after->count)
		memcpy(walk->tasks, walk->after->tasks, walk->after->count * sizeof *walk->tasks);
	walk->count = walk->after->count;
	walk->tilt = tilt_of(walk->after);
	step(walk, STEP_REPLACED, 0, 0);
}

static void drop_gone(struct walk *walk, const int *same)
{
	for (size_t i = 0; i < walk->before->count; i++) {
		if (same[i] >= 0)
			continue;
		walk->tasks[i].time = 0;
		step(walk, STEP_GONE, i, 0);
	}
}

/* The times of all tasks that are kept differ by one factor, which is not 1; of a single one that says nothing. */
static bool has_other_unit(const struct walk *walk)
{
	uint64_t old_unit = 0, new_unit = 0;
	size_t count = 0;
	for (size_t i = 0; i < walk->after->count; i++) {
		if (walk->of_before[i] < 0)
			continue;
		uint64_t was = walk->tasks[walk->of_before[i]].time, is = walk->after->tasks[i].time;
		if (was > 0 && count++ == 0) {
			old_unit = was;
			new_unit = is;
		}
		if (was * new_unit != is * old_unit || (was == 0) != (is == 0))
			return false;
	}
	return count > 1 && old_unit != new_unit;
}

static void change_all_times(struct walk *walk)
{
	bool is_other_way = walk->before->times != walk->after->times;
	if (!is_other_way && !has_other_unit(walk))
		return;
	for (size_t i = 0; i < walk->after->count; i++)
		if (walk->of_before[i] >= 0)
			walk->tasks[walk->of_before[i]].time = walk->after->tasks[i].time;
	walk->tilt = tilt_of(walk->after);
	step(walk, is_other_way ? STEP_TIMES : STEP_UNIT, 0, 0);
}

static bool differs(struct judgement a, struct judgement b)
{
	return a.value != b.value || a.low != b.low || a.high != b.high;
}

static void change_task(struct walk *walk, size_t before, size_t after)
{
	struct score_task *now = &walk->tasks[before];
	const struct score_task *next = &walk->after->tasks[after];
	if (differs(now->exposure, next->exposure)) {
		now->exposure = next->exposure;
		step(walk, STEP_EXPOSURE, before, after);
	}
	if (differs(now->autonomy, next->autonomy)) {
		now->autonomy = next->autonomy;
		step(walk, STEP_AUTONOMY, before, after);
	}
	if (now->time != next->time) {
		now->time = next->time;
		step(walk, STEP_TIME, before, after);
	}
}

static void add_new(struct walk *walk)
{
	for (size_t i = 0; i < walk->after->count; i++) {
		if (walk->of_before[i] >= 0)
			continue;
		walk->tasks[walk->count++] = walk->after->tasks[i];
		step(walk, STEP_NEW, 0, i);
	}
}

size_t score_steps(const struct score_version *before, const struct score_version *after, const int *same,
	struct score_step *steps)
{
	struct walk walk = {.before = before, .after = after, .steps = steps};
	begin(&walk, same);
	change_tilt(&walk);
	if (walk.kept == 0) {
		replace_all(&walk);
		return walk.step_count;
	}
	drop_gone(&walk, same);
	change_all_times(&walk);
	for (size_t i = 0; i < after->count; i++)
		if (walk.of_before[i] >= 0)
			change_task(&walk, (size_t)walk.of_before[i], i);
	add_new(&walk);
	return walk.step_count;
}

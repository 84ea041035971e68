/* SPDX-License-Identifier: MIT */
/* Scores of loaded roles under any model, and what becomes of their ranking. Printed risks are whole numbers from 0 to
   100, so that ranks are counted, not sorted. */
#include <stdlib.h>

#include "content/site.h"
#include "score/rank.h"

static uint8_t within(int value)
{
	return (uint8_t)(value < 0 ? 0 : value > 100 ? 100 : value);
}

/* As written (a number, a word) with its bounds. */
static struct judgement bounded(const struct model *model, const struct judged *judged)
{
	struct judgement given = judged->given;
	int spread = (int)model->scoring.spread.value;
	if (!judged->is_set)
		return judgement_of_number((int)model->scoring.autonomy.value, spread);
	if (given.low == JUDGED_NUMBER)
		return judgement_of_number(given.value, spread);
	if (given.low == JUDGED_WORD)
		return model->scoring.words[given.value];
	return given;
}

static struct judgement judge(const struct model *model, const struct judged *judged, int shift)
{
	struct judgement is = bounded(model, judged);
	if (model->side == SIDE_LOW)
		is.value = is.low;
	if (model->side == SIDE_HIGH)
		is.value = is.high;
	if (shift == 0)
		return is;
	return (struct judgement){within(is.value + shift), within(is.low + shift), within(is.high + shift)};
}

struct judgement model_exposure(const struct model *model, const struct judged *exposure)
{
	return judge(model, exposure, model->exposure_shift);
}

struct judgement model_autonomy(const struct model *model, const struct judged *autonomy)
{
	uint8_t one = model->one_autonomy;
	return model->has_one_autonomy ? (struct judgement){one, one, one}
				       : judge(model, autonomy, model->autonomy_shift);
}

static bool is_authored(const struct model *model, const struct role *role)
{
	return role->is.tasks.items[0].time.is_by_level && !model->has_equal_weights;
}

bool model_is_modelled(const struct model *model, const struct role *role, size_t level)
{
	return !is_authored(model, role) && level != model->baseline;
}

struct score_input model_input(
	const struct model *model, const struct role *role, size_t level, struct score_task *tasks)
{
	enum { ANY_TIME = 10 };
	const struct role_record *is = &role->is;
	bool has_times = is->tasks.items[0].time.is_set && !model->has_equal_weights;
	for (size_t i = 0; i < is->tasks.count; i++) {
		const struct task *task = &is->tasks.items[i];
		uint32_t time = is_authored(model, role) ? task->time.by_level[level] : task->time.baseline;
		tasks[i] = (struct score_task){.time = has_times ? time : ANY_TIME,
			.exposure = model_exposure(model, &task->exposure),
			.autonomy = model_autonomy(model, &task->autonomy)};
	}
	return (struct score_input){.tasks = tasks,
		.count = is->tasks.count,
		.is_modelled = model_is_modelled(model, role, level),
		.tilt = model->tilts[level]};
}

void standings_rank(struct standing *standings, size_t count)
{
	size_t with[101] = {0}, above[101] = {0};
	for (size_t i = 0; i < count; i++)
		with[standings[i].risk]++;
	for (size_t risk = 100; risk > 0; risk--)
		above[risk - 1] = above[risk] + with[risk];
	for (size_t i = 0; i < count; i++) {
		uint32_t risk = standings[i].risk;
		standings[i].rank = above[risk] + 1;
		standings[i].same = with[risk];
		standings[i].below = count - above[risk] - with[risk];
	}
}

void model_standings(const struct site *site, const struct model *model, size_t level, struct standing *standings)
{
	struct score_task tasks[SCORE_MAX_TASKS];
	for (size_t i = 0; i < site->role_count; i++) {
		struct score_input input = model_input(model, &site->roles[i], level, tasks);
		struct score_sums sums = score_sums_of(&input);
		standings[i] = (struct standing){0};
		if (sums.weight) {
			standings[i].risk = (uint32_t)score_half(sums.risk, 100 * sums.weight);
			standings[i].hundredths = (uint32_t)score_half(sums.risk, sums.weight);
		}
	}
	standings_rank(standings, site->role_count);
}

static int64_t twice_rank(const struct standing *standing)
{
	return (int64_t)(2 * standing->below + standing->same + 1);
}

bool model_correlation(
	const struct standing *a, const struct standing *b, size_t count, struct arena *arena, int *hundredths)
{
	struct rank_pair *pairs = arena_array(arena, struct rank_pair, count);
	for (size_t i = 0; i < count; i++)
		pairs[i] = (struct rank_pair){.rank = {twice_rank(&a[i]), twice_rank(&b[i])}};
	return rank_correlation(pairs, count, hundredths);
}

struct against_own *model_against_own(const struct site *site, struct arena *arena)
{
	struct against_own *levels = arena_array(arena, struct against_own, site->level_count);
	for (size_t i = 0; i < site->level_count; i++) {
		struct against_own *at = &levels[i];
		at->now = arena_array(arena, struct standing, site->role_count);
		at->own = arena_array(arena, struct standing, site->role_count);
		model_standings(site, &site->model, i, at->now);
		model_standings(site, &site->own, i, at->own);
		at->has_correlation = model_correlation(at->own, at->now, site->role_count, arena, &at->correlation);
	}
	return levels;
}

str model_words(const struct site *site, struct arena *arena)
{
	struct buf words = {0};
	for (size_t i = 0; i < site->variant_count; i++)
		buf_printf(&words, "%s%.*s=%.*s", i ? ", " : "", STR_ARG(site->variant[i].key),
			STR_ARG(site->variant[i].value));
	str made = buf_copy(&words, arena);
	buf_free(&words);
	return made;
}

static size_t distance(size_t a, size_t b)
{
	return a > b ? a - b : b - a;
}

/* False when the variant changes no score. */
static bool fill_row(const struct site *site, const struct standing *then, const struct standing *now,
	struct arena *arena, struct robust_row *row)
{
	bool is_changed = false;
	for (size_t i = 0; i < site->role_count; i++) {
		is_changed |= then[i].hundredths != now[i].hundredths;
		if (distance(then[i].rank, now[i].rank) <= distance(row->from, row->to))
			continue;
		row->moved = &site->roles[i];
		row->from = then[i].rank;
		row->to = now[i].rank;
	}
	if (is_changed)
		row->has_correlation = model_correlation(then, now, site->role_count, arena, &row->correlation);
	return is_changed;
}

struct variant {
	const char *name, *words;
	bool is_of_levels; /* looked at where the baseline is not */
};

static const struct variant variants[] = {
	{"low", "judgements=low", false},
	{"high", "judgements=high", false},
	{"autonomy_low", "autonomy=17", false},
	{"autonomy_high", "autonomy=83", false},
	{"equal", "weights=equal", false},
	{"exposure", "autonomy.all=100", false},
	{"flat", "tilts=0%", true},
	{"steep", "tilts=200%", true},
};

size_t model_robustness(const struct site *site, struct robust_row rows[ROBUST_ROWS])
{
	struct arena arena = {0};
	size_t count = 0;
	if (site->role_count < ROBUST_FEWEST_ROLES)
		return 0;
	struct standing *then = arena_array(&arena, struct standing, site->role_count);
	struct standing *now = arena_array(&arena, struct standing, site->role_count);
	for (size_t k = 0; k < site->level_count; k++) {
		size_t level = k == 0 ? site->baseline : k <= site->baseline ? k - 1 : k;
		bool is_baseline = level == site->baseline;
		model_standings(site, &site->model, level, then);
		for (size_t i = 0; i < COUNT(variants); i++) {
			struct robust_row row = {variants[i].name, variants[i].words, .level = level};
			if (variants[i].is_of_levels == is_baseline)
				continue;
			struct model model = model_variant(site, str_of(row.words));
			model_standings(site, &model, level, now);
			if (fill_row(site, then, now, &arena, &row))
				rows[count++] = row;
		}
	}
	arena_free(&arena);
	return count;
}

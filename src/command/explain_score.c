/* SPDX-License-Identifier: MIT */
/* A score as a reader would check it with pencil and paper. */
#include <assert.h>

#include "command/report.h"
#include "content/role.h"
#include "page/view.h"

#define TIMES " \xC3\x97 "

/* What all parts of the explanation look at. */
struct explained {
	const struct site *site;
	const struct role *role;
	const struct level *named;
	const struct role_level *level;
	struct score_input input;
	struct score_sums sums;
	uint64_t common; /* divides all weights */
	struct sheet *sheet;
};

const char *report_band(enum score_band band)
{
	static const char *const words[] = {"minimal", "low", "medium", "high", "very high"};
	static_assert(COUNT(words) == BAND_COUNT, "a word for each");
	return words[band];
}

static str name_of(const struct explained *it, size_t task)
{
	return it->role->is.tasks.items[task].name.html.plain;
}

static void put_head(const struct explained *it)
{
	const struct score *score = &it->level->score;
	struct arena *arena = it->sheet->arena;
	sheet_put(it->sheet, INK_STRONG,
		arena_printf(arena, "%.*s, %.*s: risk %u/100, %s", STR_ARG(it->role->is.title.s),
			STR_ARG(it->named->label.s), score->risk.value, report_band(it->level->band)));
	sheet_end_line(it->sheet);
	buf_char(it->sheet->out, '\n');
	sheet_text(it->sheet, 2,
		"Of 100 %s AI reaches %u (exposure) and could do %u with nobody in the loop (risk); %u are assisted, "
		"%u stay human. Threat score %u/10.",
		role_has_hours(it->role) ? "hours" : "parts of this work", score->exposure.value, score->risk.value,
		score->assisted, score->human, score->threat);
}

/* A column is as wide as its widest number, which is its sum. */
struct columns {
	size_t name, weight, product, bar;
};

static struct columns columns_of(const struct explained *it)
{
	enum { BAR = 8, FIXED = 2 + 2 + 3 + 4 + 3 + 4 + 3 + 2 + 6 + 1 };
	struct columns columns = {.bar = BAR};
	columns.weight = sheet_count(it->sheet, it->sums.weight / it->common).len;
	columns.product = sheet_count(it->sheet, it->sums.risk / it->common).len;
	columns.weight = columns.weight < 6 ? 6 : columns.weight;
	columns.product = columns.product < 7 ? 7 : columns.product;
	if (it->sheet->width < FIXED + columns.weight + columns.product + BAR + 20)
		columns.bar = 0;
	columns.name = it->sheet->width - FIXED - columns.weight - columns.product - columns.bar;
	return columns;
}

static void put_term(const struct explained *it, const struct columns *columns, size_t task, uint32_t most)
{
	const struct score_task *of = &it->input.tasks[task];
	struct sheet *sheet = it->sheet;
	uint64_t weight = score_task_weight(&it->input, task) / it->common;
	uint64_t product = weight * of->exposure.value * of->autonomy.value;
	uint32_t points = it->level->shares[task].contribution_hundredths;
	buf_put(sheet->out, S("  "));
	sheet_left(sheet, name_of(it, task), columns->name);
	buf_put(sheet->out, S("  "));
	sheet_right(sheet, INK_PLAIN, sheet_count(sheet, weight), columns->weight);
	buf_printf(sheet->out, TIMES "%4u" TIMES "%4u = ", of->exposure.value, of->autonomy.value);
	sheet_right(sheet, INK_PLAIN, sheet_count(sheet, product), columns->product);
	sheet_right(sheet, INK_PLAIN, sheet_exact(sheet, points), 8);
	buf_char(sheet->out, ' ');
	sheet_bar(sheet, points, most, columns->bar);
	sheet_end_line(sheet);
}

static void put_sum_line(const struct explained *it, const struct columns *columns)
{
	struct sheet *sheet = it->sheet;
	buf_put(sheet->out, S("  "));
	sheet_left(sheet, S("sum"), columns->name + 2);
	sheet_right(sheet, INK_STRONG, sheet_count(sheet, it->sums.weight / it->common), columns->weight);
	sheet_right(sheet, INK_STRONG, sheet_count(sheet, it->sums.risk / it->common), columns->product + 17);
	sheet_right(sheet, INK_STRONG, sheet_exact(sheet, it->level->score.risk.hundredths), 8);
	sheet_end_line(sheet);
}

static void put_terms(const struct explained *it)
{
	struct sheet *sheet = it->sheet;
	struct columns columns = columns_of(it);
	uint32_t most = 0;
	for (size_t i = 0; i < it->input.count; i++)
		if (it->level->shares[i].contribution_hundredths > most)
			most = it->level->shares[i].contribution_hundredths;
	sheet_head(sheet, "Term by term");
	buf_put(sheet->out, S("  "));
	sheet_left(sheet, S("task"), columns.name + 2);
	sheet_right(sheet, INK_PLAIN, S("weight"), columns.weight);
	buf_put(sheet->out, S(TIMES "exp." TIMES "aut. = "));
	sheet_right(sheet, INK_PLAIN, S("product"), columns.product);
	buf_put(sheet->out, S("  points\n"));
	for (size_t i = 0; i < it->input.count; i++)
		put_term(it, &columns, i, most);
	put_sum_line(it, &columns);
}

/* "2,580 / 100 = 25.80, printed 26" */
static void put_quotient(const struct explained *it, const char *name, uint64_t sum, uint64_t divisor,
	const struct score_measure *measure)
{
	struct sheet *sheet = it->sheet;
	bool is_exact = sum * 100 % divisor == 0;
	str above = sheet_count(sheet, sum / it->common), below = sheet_count(sheet, it->sums.weight / it->common);
	str exact = sheet_exact(sheet, measure->hundredths);
	buf_printf(sheet->out, "  %-8s  ", name);
	sheet_right(sheet, INK_PLAIN, above, sheet_count(sheet, it->sums.risk / it->common).len);
	buf_printf(sheet->out, " / %s%.*s%s %s %.*s, printed ", divisor > it->sums.weight ? "(100" TIMES : "",
		STR_ARG(below), divisor > it->sums.weight ? ")" : "", is_exact ? "=" : "\xE2\x89\x88", STR_ARG(exact));
	sheet_put(sheet, INK_STRONG, arena_printf(sheet->arena, "%u", measure->value));
}

static void put_quotients(const struct explained *it)
{
	const struct score *score = &it->level->score;
	struct sheet *sheet = it->sheet;
	buf_char(sheet->out, '\n');
	put_quotient(it, "risk", it->sums.risk, 100 * it->sums.weight, &score->risk);
	buf_char(sheet->out, '\n');
	put_quotient(it, "exposure", it->sums.exposure, it->sums.weight, &score->exposure);
	buf_put(sheet->out, S("\n\n"));
	sheet_text(sheet, 2,
		"The sum under exposure is that of weight" TIMES "exp. Each figure is rounded once, a half upwards. "
		"Points are cut off at hundredths; those that are then missing go to the largest remainders, so that "
		"they add up.%s",
		it->level->is_modelled ? "" : " Weights are the tasks' times, divided by what all of them share.");
}

/* A whole number of tenths, without a nought behind the point. */
static str tenths(const struct explained *it, uint64_t number)
{
	str whole = sheet_count(it->sheet, number / 10);
	return number % 10 ? arena_printf(it->sheet->arena, "%.*s.%u", STR_ARG(whole), (unsigned)(number % 10)) : whole;
}

static void put_model_table(const struct explained *it)
{
	enum { TIME = 8, FACTOR = 6, WEIGHT = 12, FIXED = 2 + 2 + TIME + 3 + FACTOR + 3 + WEIGHT };
	struct sheet *sheet = it->sheet;
	size_t name = sheet->width - FIXED;
	buf_put(sheet->out, S("\n  "));
	sheet_left(sheet, S("task"), name + 2);
	buf_put(sheet->out, S("    time" TIMES "factor =       weight\n"));
	for (size_t i = 0; i < it->input.count; i++) {
		const struct score_task *task = &it->input.tasks[i];
		uint64_t weight = score_task_weight(&it->input, i);
		buf_put(sheet->out, S("  "));
		sheet_left(sheet, name_of(it, i), name + 2);
		sheet_right(sheet, INK_PLAIN, tenths(it, task->time), TIME);
		buf_printf(sheet->out, TIMES "%6llu = ", (unsigned long long)(task->time ? weight / task->time : 0));
		sheet_right(sheet, INK_PLAIN, tenths(it, weight), WEIGHT);
		sheet_end_line(sheet);
	}
}

/* The weights of a level whose hours nobody wrote down. */
static void put_model(const struct explained *it)
{
	enum { TENTHS = 10 };
	struct sheet *sheet = it->sheet;
	int tilt = it->input.tilt;
	if (!it->level->is_modelled)
		return;
	sheet_head(sheet, "Where the weights come from");
	str divided = it->common == TENTHS
		? S("These are the weights above.")
		: arena_printf(sheet->arena,
			"All of it divided by %.*s, which changes nothing, gives the weights above.",
			STR_ARG(tenths(it, it->common)));
	sheet_text(sheet, 2,
		"This level is modelled, not observed: its weights follow from the times of %.*s with a tilt of %s%d. "
		"A task's time counts 5000 + %s%d" TIMES "(50 " MINUS " exposure) times, %s. %.*s",
		STR_ARG(it->role->baseline->level->label.s), tilt < 0 ? MINUS : "", tilt < 0 ? -tilt : tilt,
		tilt < 0 ? MINUS : "", tilt < 0 ? -tilt : tilt,
		tilt > 0           ? "more where AI does not reach, less where it does"
			: tilt < 0 ? "more where AI reaches, less where it does not"
				   : "the same for every task",
		STR_ARG(divided));
	put_model_table(it);
}

static void put_range(const struct explained *it)
{
	const struct score_measure *risk = &it->level->score.risk;
	struct sheet *sheet = it->sheet;
	uint32_t step = score_largest_step(&it->input);
	sheet_head(sheet, "Range");
	sheet_text(sheet, 2,
		"%u" TO "%u, if every judgement erred the same way: with all of them at their low bounds the sum gives "
		"%.*s, at their high bounds %.*s. No single one moves the printed score by more than %u.",
		risk->low, risk->high, STR_ARG(sheet_exact(sheet, risk->low_hundredths)),
		STR_ARG(sheet_exact(sheet, risk->high_hundredths)), step);
}

static struct judgement judgement_of(const struct explained *it, size_t task, bool is_autonomy)
{
	const struct score_task *of = &it->input.tasks[task];
	return is_autonomy ? of->autonomy : of->exposure;
}

/* "  autonomy of Write production code…  " */
static void put_judgement(const struct explained *it, size_t task, bool is_autonomy, size_t width)
{
	buf_put(it->sheet->out, S("  "));
	sheet_left(it->sheet,
		arena_printf(it->sheet->arena, "%s of %.*s", is_autonomy ? "autonomy" : "exposure",
			STR_ARG(name_of(it, task))),
		width);
	buf_put(it->sheet->out, S("  "));
}

static uint32_t swing_of(struct score_effect effect)
{
	return effect.high_hundredths - effect.low_hundredths;
}

static void put_effect(const struct explained *it, const struct score_effect *effect, uint32_t most, size_t width)
{
	enum { BAR = 8 };
	struct judgement judgement = judgement_of(it, effect->task, effect->is_autonomy);
	struct sheet *sheet = it->sheet;
	put_judgement(it, effect->task, effect->is_autonomy, width);
	buf_printf(sheet->out, "%3u" TO "%-3u  ", judgement.low, judgement.high);
	sheet_right(sheet, INK_PLAIN, sheet_exact(sheet, effect->low_hundredths), 6);
	buf_put(sheet->out, S(TO));
	sheet_left(sheet, sheet_exact(sheet, effect->high_hundredths), 7);
	sheet_bar(sheet, swing_of(*effect), most, BAR);
	sheet_end_line(sheet);
}

static void put_effects(const struct explained *it)
{
	enum { SHOWN = 5, FIXED = 2 + 2 + 7 + 2 + 14 + 8 };
	struct score_effect effects[SHOWN];
	struct sheet *sheet = it->sheet;
	size_t count = score_largest_effects(&it->input, effects, SHOWN), width = sheet->width - FIXED;
	sheet_head(sheet, "What matters most");
	if (count == 0) {
		sheet_text(sheet, 2, "No single judgement moves the risk, whichever of its bounds it is at.");
		return;
	}
	buf_put(sheet->out, S("  "));
	sheet_left(sheet, S("one judgement at its bounds, all else kept"), width + 2);
	buf_put(sheet->out, S("bounds     risk then\n"));
	for (size_t i = 0; i < count; i++)
		put_effect(it, &effects[i], swing_of(effects[0]), width);
}

static void put_move(const struct explained *it, const struct score_move *move, size_t width)
{
	struct judgement judgement = judgement_of(it, move->task, move->is_autonomy);
	bool is_within = move->to >= judgement.low && move->to <= judgement.high;
	put_judgement(it, move->task, move->is_autonomy, width);
	buf_printf(it->sheet->out, "%3d " ARROW " %3d  ", move->from, move->to);
	sheet_put(it->sheet, is_within ? INK_STRONG : INK_FAINT,
		arena_printf(it->sheet->arena, "%s %u" TO "%u", is_within ? "within" : "beyond", judgement.low,
			judgement.high));
	sheet_end_line(it->sheet);
}

static void put_moves(const struct explained *it, int direction)
{
	enum { FIXED = 2 + 2 + 9 + 2 + 13 };
	static const char *const ways[] = {"Down", "Up"};
	const uint8_t *bounds = it->site->model.scoring.bands;
	enum score_band band = it->level->band;
	struct sheet *sheet = it->sheet;
	if (direction > 0 ? band == BAND_VERY_HIGH : band == BAND_MINIMAL) {
		sheet_text(sheet, 2, "%s: there is no band %s %s.", ways[direction > 0],
			direction > 0 ? "above" : "below", report_band(band));
		return;
	}
	struct score_move *moves = arena_array(sheet->arena, struct score_move, 2 * it->input.count);
	size_t count = score_band_moves(&it->input, bounds, direction, moves);
	uint32_t bound = direction > 0 ? bounds[band] : bounds[band - 1] - 1U;
	sheet_text(sheet, 2, "%s to %s, where the risk prints as %u or %s: %s", ways[direction > 0],
		report_band(direction > 0 ? band + 1 : band - 1), bound, direction > 0 ? "more" : "less",
		count ? "any one of" : "no single judgement can.");
	for (size_t i = 0; i < count; i++) {
		buf_put(sheet->out, S("  "));
		put_move(it, &moves[i], sheet->width - FIXED - 2);
	}
}

void report_explain(const struct site *site, const struct report_target *target, struct sheet *sheet)
{
	struct explained it = {.site = site,
		.role = target->role,
		.named = &site->levels[target->level],
		.level = &target->role->levels[target->level],
		.input = role_input(site, target->role, target->level),
		.sheet = sheet};
	it.sums = score_sums_of(&it.input);
	it.common = score_common_weight(&it.input);
	put_head(&it);
	if (site->variant_count)
		report_against(site, target, sheet);
	put_terms(&it);
	put_quotients(&it);
	put_model(&it);
	put_range(&it);
	put_effects(&it);
	sheet_head(sheet, "What would move the band");
	put_moves(&it, 1);
	put_moves(&it, -1);
}

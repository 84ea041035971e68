/* SPDX-License-Identifier: MIT */
/* A variant of the model beside the site's own: the ranking of all roles, and one score with its terms. */
#include <assert.h>
#include <stdlib.h>

#include "command/report.h"
#include "content/role.h"
#include "page/view.h"

static enum ink ink_of(int64_t change)
{
	return change > 0 ? INK_MORE : change < 0 ? INK_LESS : INK_PLAIN;
}

static str signed_points(const struct sheet *sheet, int64_t change)
{
	const char *sign = change < 0 ? MINUS : change > 0 ? "+" : "";
	return arena_printf(sheet->arena, "%s%lld", sign, llabs(change));
}

void report_model(const struct site *site, struct sheet *sheet)
{
	struct buf out = {0};
	for (size_t i = 0; i < site->variant_count; i++) {
		const struct variant_change *change = &site->variant[i];
		buf_printf(&out, "%s%.*s=%.*s", i ? ", " : "", STR_ARG(change->key), STR_ARG(change->value));
		if (change->own.len)
			buf_printf(&out, " (the site has %.*s)", STR_ARG(change->own));
	}
	sheet_text(sheet, 0, "A variant: scored with %.*s.", STR_ARG(buf_str(&out)));
	buf_char(sheet->out, '\n');
	buf_free(&out);
}

static void put_standing(const struct role *role, const struct role_level *level, const struct standing *now,
	const struct standing *own, size_t width, size_t level_width, struct sheet *sheet)
{
	int64_t by = (int64_t)now->risk - own->risk, places = (int64_t)own->rank - (int64_t)now->rank;
	sheet_left(sheet, role->slug, width);
	buf_printf(sheet->out, "  %-*.*s %4u  ", (int)level_width, STR_ARG(level->level->id.s), now->risk);
	sheet_left(sheet, arena_printf(sheet->arena, "%3u" TO "%u", level->score.risk.low, level->score.risk.high), 7);
	buf_printf(sheet->out, "  %-9.*s %4u ", STR_ARG(view_band_key(level->band)), own->risk);
	sheet_right(sheet, ink_of(by), signed_points(sheet, by), 5);
	buf_printf(sheet->out, " %4zu %4zu", now->rank, own->rank);
	if (places)
		sheet_put(sheet, ink_of(places),
			arena_printf(
				sheet->arena, "  %s%lld", places > 0 ? "\xE2\x86\x91" : "\xE2\x86\x93", llabs(places)));
	sheet_end_line(sheet);
}

static void put_correlations(const struct site *site, const struct against_own *levels, struct sheet *sheet)
{
	struct buf out = {0};
	for (size_t i = 0; i < site->level_count; i++) {
		int hundredths = levels[i].correlation, size = abs(hundredths);
		if (levels[i].has_correlation)
			buf_printf(&out, "%s%.*s %s%d.%02d", out.len ? ", " : "", STR_ARG(site->levels[i].id.s),
				hundredths < 0 ? MINUS : "", size / 100, size % 100);
	}
	buf_char(sheet->out, '\n');
	if (out.len)
		sheet_text(sheet, 0,
			"was: by the site's own model. Rank correlation of the two rankings (1: the same order, " MINUS
			"1: the reverse): %.*s.",
			STR_ARG(buf_str(&out)));
	else
		sheet_text(sheet, 0,
			"was: by the site's own model. There are too few roles, or they are too much alike, for a rank "
			"correlation.");
	buf_free(&out);
}

void report_variant(const struct site *site, struct sheet *sheet)
{
	enum { OTHER_COLUMNS = 60 }; /* with a move of three digits */
	struct arena arena = {0};
	const struct against_own *levels = model_against_own(site, &arena);
	size_t width = report_slug_width(site, sheet->width, OTHER_COLUMNS), level_width = report_level_width(site);
	report_model(site, sheet);
	sheet_left(sheet, S("role"), width);
	buf_printf(sheet->out, "  %-*s risk  range    band       was  diff rank  was\n", (int)level_width, "level");
	for (size_t i = 0; i < site->role_count; i++)
		for (size_t k = 0; k < site->level_count; k++)
			put_standing(&site->roles[i], &site->roles[i].levels[k], &levels[k].now[i], &levels[k].own[i],
				width, level_width, sheet);
	put_correlations(site, levels, sheet);
	arena_free(&arena);
}

/* A role's score at a level by the site's own model. */
struct own {
	struct score_task tasks[SCORE_MAX_TASKS];
	struct score_share shares[SCORE_MAX_TASKS];
	struct score score;
	enum score_band band;
};

static void reckon_own(const struct site *site, const struct report_target *target, struct own *own)
{
	struct score_input input = model_input(&site->own, target->role, target->level, own->tasks);
	score_compute(&input, &own->score);
	score_shares(&input, &own->score, own->shares);
	own->band = score_band_of(own->score.risk.value, site->own.scoring.bands);
}

enum { LEAD = 18, SIDE = 14 };

static void put_row(struct sheet *sheet, const char *what, str own, str now, str difference, int64_t change)
{
	buf_put(sheet->out, S("  "));
	sheet_left(sheet, str_of(what), LEAD);
	sheet_left(sheet, own, SIDE);
	sheet_left(sheet, now, SIDE);
	sheet_put(sheet, ink_of(change), difference);
	sheet_end_line(sheet);
}

static void put_numbers(struct sheet *sheet, const char *what, uint32_t own, uint32_t now)
{
	int64_t change = (int64_t)now - own;
	put_row(sheet, what, arena_printf(sheet->arena, "%u/100", own), arena_printf(sheet->arena, "%u/100", now),
		signed_points(sheet, change), change);
}

static void put_hundredths(struct sheet *sheet, const char *what, uint32_t own, uint32_t now)
{
	int32_t change = (int32_t)now - (int32_t)own;
	put_row(sheet, what, sheet_exact(sheet, own), sheet_exact(sheet, now), sheet_signed(sheet, change), change);
}

static str range_of(const struct sheet *sheet, const struct score_measure *measure)
{
	return arena_printf(sheet->arena, "%u" TO "%u", measure->low, measure->high);
}

static void put_scores(
	const struct site *site, const struct report_target *target, const struct own *own, struct sheet *sheet)
{
	const struct role_level *level = &target->role->levels[target->level];
	const struct score *now = &level->score, *then = &own->score;
	put_row(sheet, "", S("the site"), S("this variant"), S("difference"), 0);
	put_numbers(sheet, "risk", then->risk.value, now->risk.value);
	put_hundredths(sheet, "  to hundredths", then->risk.hundredths, now->risk.hundredths);
	put_row(sheet, "  range", range_of(sheet, &then->risk), range_of(sheet, &now->risk), (str){0}, 0);
	put_row(sheet, "  band", str_of(report_band(own->band)), str_of(report_band(level->band)), (str){0}, 0);
	put_numbers(sheet, "exposure", then->exposure.value, now->exposure.value);
	struct arena arena = {0};
	struct standing *standings = arena_array(&arena, struct standing, site->role_count);
	size_t number = (size_t)(target->role - site->roles);
	model_standings(site, &site->own, target->level, standings);
	size_t before = standings[number].rank;
	model_standings(site, &site->model, target->level, standings);
	put_row(sheet, "rank by risk", arena_printf(sheet->arena, "%zu of %zu", before, site->role_count),
		arena_printf(sheet->arena, "%zu of %zu", standings[number].rank, site->role_count), (str){0}, 0);
	arena_free(&arena);
}

/* The columns of a task's points, but for its name. */
enum { POINTS = 8, FIXED = 2 + 1 + 3 * (POINTS + 1) };

static void put_points(struct sheet *sheet, str name, uint32_t own, uint32_t now, enum ink ink)
{
	int32_t change = (int32_t)now - (int32_t)own;
	buf_put(sheet->out, S("  "));
	sheet_left(sheet, name, sheet->width - FIXED);
	sheet_right(sheet, ink, sheet_exact(sheet, own), POINTS + 1);
	sheet_right(sheet, ink, sheet_exact(sheet, now), POINTS + 1);
	sheet_right(sheet, ink == INK_PLAIN ? ink_of(change) : ink, sheet_signed(sheet, change), POINTS + 2);
	sheet_end_line(sheet);
}

void report_against(const struct site *site, const struct report_target *target, struct sheet *sheet)
{
	const struct role_level *level = &target->role->levels[target->level];
	struct own own;
	reckon_own(site, target, &own);
	sheet_head(sheet, "Against the site's own score");
	put_scores(site, target, &own, sheet);
	buf_put(sheet->out, S("\n  "));
	sheet_left(sheet, S("points of each task"), sheet->width - FIXED);
	buf_put(sheet->out, S(" the site  variant      diff\n"));
	for (size_t i = 0; i < target->role->is.tasks.count; i++)
		put_points(sheet, target->role->is.tasks.items[i].name.html.plain,
			own.shares[i].contribution_hundredths, level->shares[i].contribution_hundredths, INK_PLAIN);
	put_points(sheet, S("sum"), own.score.risk.hundredths, level->score.risk.hundredths, INK_STRONG);
}

void report_against_json(const struct site *site, const struct report_target *target, struct buf *out)
{
	const struct score *now = &target->role->levels[target->level].score;
	struct own own;
	reckon_own(site, target, &own);
	report_model_json(site, out);
	buf_printf(out,
		",\n \"default\": {\"risk_hundredths\": %u, \"exposure_hundredths\": %u, \"band\": \"%.*s\", "
		"\"contribution_hundredths\": [",
		own.score.risk.hundredths, own.score.exposure.hundredths, STR_ARG(view_band_key(own.band)));
	for (size_t i = 0; i < target->role->is.tasks.count; i++)
		buf_printf(out, "%s%u", i ? ", " : "", own.shares[i].contribution_hundredths);
	buf_printf(
		out, "]},\n \"difference_hundredths\": %d", (int)now->risk.hundredths - (int)own.score.risk.hundredths);
}

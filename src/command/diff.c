/* SPDX-License-Identifier: MIT */
/* `diff`: which roles moved between two editions, and which judgements moved them. */
#include <assert.h>
#include <unistd.h>

#include "base/nearest.h"
#include "command/project.h"
#include "command/sheet.h"
#include "page/data.h"

enum { CHANGE = 10, RISK = 16 };

struct diff {
	const struct site *site;
	const struct edition *before, *after;
	bool is_now; /* `after` is the site as it is */
	struct revisions revisions;
	struct arena *arena;
};

static bool diff_steps(const struct diff *diff, const struct revision *revision, str level,
	struct revision_step **steps, size_t *count)
{
	return revision_steps(
		diff->before, revision->before, diff->after, revision->after, level, diff->arena, steps, count);
}

static enum ink ink_of(int32_t change)
{
	return change > 0 ? INK_MORE : change < 0 ? INK_LESS : INK_FAINT;
}

static void put_line(struct sheet *sheet, size_t indent, str left, str risk, enum ink ink, str change)
{
	for (size_t i = 0; i < indent; i++)
		buf_char(sheet->out, ' ');
	sheet_left(sheet, left, sheet->width - indent - RISK - CHANGE);
	sheet_right(sheet, INK_PLAIN, risk, RISK);
	sheet_right(sheet, ink, change, CHANGE);
	sheet_end_line(sheet);
}

static str points(const struct sheet *sheet, int32_t from, int32_t to)
{
	return arena_printf(sheet->arena, "%s%d " ARROW " %s%d", from < 0 ? MINUS : "", from < 0 ? -from : from,
		to < 0 ? MINUS : "", to < 0 ? -to : to);
}

static str tenths(const struct sheet *sheet, int32_t time)
{
	return time % 10 ? arena_printf(sheet->arena, "%d.%d", time / 10, time % 10)
			 : arena_printf(sheet->arena, "%d", time / 10);
}

/* The value; or the bounds, where they alone differ. */
static str judged(
	const struct sheet *sheet, const struct revision_step *step, struct judgement was, struct judgement is)
{
	if (step->from != step->to)
		return points(sheet, step->from, step->to);
	return arena_printf(sheet->arena, "%u" TO "%u " ARROW " %u" TO "%u", was.low, was.high, is.low, is.high);
}

static str times_in_words(enum score_times times)
{
	return times == TIMES_ALIKE ? S("none") : times == TIMES_PLAIN ? S("one a task") : S("one a task and level");
}

/* What a step is, but for the task. */
static str step_words(const struct sheet *sheet, const struct revision *of, const struct revision_step *step)
{
	struct arena *arena = sheet->arena;
	switch (step->kind) {
	case STEP_WEIGHTS:
		return of->after->is_by_importance ? S("time holds importance, no longer hours")
						   : S("time holds hours, no longer importance");
	case STEP_TILT:
		return arena_printf(arena, "tilt of the level %.*s", STR_ARG(points(sheet, step->from, step->to)));
	case STEP_REPLACED:
		return S("no task is the same as before");
	case STEP_GONE:
		return S("gone");
	case STEP_TIMES:
		return arena_printf(arena, "times are given otherwise: %.*s " ARROW " %.*s",
			STR_ARG(times_in_words(of->before->times)), STR_ARG(times_in_words(of->after->times)));
	case STEP_UNIT:
		return S("times are in another unit");
	case STEP_WORDING:
		return S("worded otherwise");
	case STEP_EXPOSURE:
		assert(step->before && step->after);
		return arena_printf(arena, "exposure %.*s",
			STR_ARG(judged(sheet, step, step->before->exposure, step->after->exposure)));
	case STEP_AUTONOMY:
		assert(step->before && step->after);
		return arena_printf(arena, "autonomy %.*s",
			STR_ARG(judged(sheet, step, step->before->autonomy, step->after->autonomy)));
	case STEP_TIME:
		return arena_printf(arena, "time %.*s " ARROW " %.*s", STR_ARG(tenths(sheet, step->from)),
			STR_ARG(tenths(sheet, step->to)));
	case STEP_NEW:
		return S("new");
	case STEP_KINDS:
		break;
	}
	return (str){0};
}

/* The task gives way where there is little room, not what changed. */
static str shortened(const struct sheet *sheet, str text, size_t width)
{
	if (str_cells(text) <= width)
		return text;
	return arena_printf(sheet->arena, "%.*s\xE2\x80\xA6", STR_ARG(str_trim(str_within(text, width - 1))));
}

static void put_step(struct sheet *sheet, const struct revision *of, const struct revision_step *step)
{
	enum { INDENT = 4, LEAST = 12 };
	const struct past_task *task = step->after ? step->after : step->before;
	str words = step_words(sheet, of, step);
	size_t room = sheet->width - INDENT - CHANGE, used = str_cells(words) + 2;
	for (size_t i = 0; i < INDENT; i++)
		buf_char(sheet->out, ' ');
	if (task) {
		str name = shortened(sheet, task->name, room > used + LEAST ? room - used : LEAST);
		buf_put(sheet->out, name);
		buf_put(sheet->out, S(": "));
		room -= str_cells(name) + 2;
	}
	sheet_left(sheet, words, room);
	sheet_right(sheet, ink_of(step->hundredths), sheet_signed(sheet, step->hundredths), CHANGE);
	sheet_end_line(sheet);
}

static void put_steps(const struct diff *diff, const struct revision *revision, struct sheet *sheet)
{
	struct revision_step *steps;
	size_t count;
	if (!diff_steps(diff, revision, diff->revisions.level, &steps, &count)) {
		buf_put(sheet->out, S("    "));
		sheet_put(sheet, INK_FAINT, S("what moved it is not kept: one of the editions holds scores alone"));
		sheet_end_line(sheet);
		return;
	}
	for (size_t i = 0; i < count; i++)
		put_step(sheet, revision, &steps[i]);
}

static str title_of(const struct past_role *role)
{
	return role->title.len ? role->title : role->slug;
}

static str risk_of(const struct sheet *sheet, const struct revision *revision, const struct past_level *level)
{
	return revision->is_exact ? sheet_exact(sheet, level->risk.hundredths)
				  : arena_int(sheet->arena, level->risk.value);
}

static void put_revision(const struct diff *diff, const struct revision *revision, struct sheet *sheet)
{
	const struct past_role *role = revision->after ? revision->after : revision->before;
	str risk = {0}, change = {0};
	if (revision->was && revision->is) {
		risk = arena_printf(sheet->arena, "%.*s " ARROW " %.*s",
			STR_ARG(risk_of(sheet, revision, revision->was)),
			STR_ARG(risk_of(sheet, revision, revision->is)));
		change = revision->is_exact
			? sheet_signed(sheet, revision->hundredths)
			: arena_printf(sheet->arena, "%s%d",
				revision->hundredths < 0           ? MINUS
					: revision->hundredths > 0 ? "+"
								   : "",
				(revision->hundredths < 0 ? -revision->hundredths : revision->hundredths) / 100);
	} else {
		const struct past_level *only = revision->is ? revision->is : revision->was;
		assert(only);
		risk = arena_int(sheet->arena, only->risk.value);
	}
	put_line(sheet, 2, title_of(role), risk, ink_of(revision->hundredths), change);
	if (revision->was && revision->is)
		put_steps(diff, revision, sheet);
}

/* Of those whose score is the same, the ones that were judged anew. */
static bool is_told(const struct diff *diff, const struct revision *revision)
{
	struct revision_step *steps;
	size_t count;
	if (revision->kind != REVISION_SAME)
		return true;
	return diff_steps(diff, revision, diff->revisions.level, &steps, &count) && count > 0;
}

static size_t put_group(const struct diff *diff, enum revision_kind kind, struct sheet *sheet)
{
	static const char *const heads[] = {[REVISION_UP] = "Up",
		[REVISION_DOWN] = "Down",
		[REVISION_NEW] = "New",
		[REVISION_GONE] = "Gone",
		[REVISION_SAME] = "Changed, but not in its score"};
	size_t told = 0;
	for (size_t i = 0; i < diff->revisions.count; i++) {
		const struct revision *revision = &diff->revisions.items[i];
		if (revision->kind != kind || !is_told(diff, revision))
			continue;
		if (told++ == 0)
			sheet_head(sheet, heads[kind]);
		put_revision(diff, revision, sheet);
	}
	return told;
}

static void put_model_change(const struct model_change *change, const struct diff *diff, struct sheet *sheet)
{
	const struct past_site_level *level = change->after ? change->after : change->before;
	const uint8_t *was = diff->before->bands, *is = diff->after->bands;
	switch (change->kind) {
	case MODEL_LEVEL_NEW:
		sheet_text(sheet, 2, "The level %.*s is new.", STR_ARG(level->label));
		break;
	case MODEL_LEVEL_GONE:
		sheet_text(sheet, 2, "The level %.*s is gone.", STR_ARG(level->label));
		break;
	case MODEL_LABEL:
		sheet_text(sheet, 2, "The level %.*s is now called %.*s.", STR_ARG(change->before->label),
			STR_ARG(level->label));
		break;
	case MODEL_TILT:
		sheet_text(sheet, 2, "The tilt of the level %.*s: %.*s.", STR_ARG(level->label),
			STR_ARG(points(sheet, change->before->tilt, level->tilt)));
		break;
	case MODEL_BASELINE:
		sheet_text(sheet, 2, "The level %.*s is now the baseline.", STR_ARG(level->label));
		break;
	case MODEL_BANDS:
		sheet_text(sheet, 2,
			"Bands of risk: from %d, %d, %d, %d " ARROW " from %d, %d, %d, %d. This moves no score.",
			was[0], was[1], was[2], was[3], is[0], is[1], is[2], is[3]);
		break;
	}
}

static void put_model(const struct diff *diff, struct sheet *sheet)
{
	struct model_change *changes;
	size_t count = revision_model(diff->before, diff->after, diff->arena, &changes);
	if (count)
		sheet_head(sheet, "The model");
	for (size_t i = 0; i < count; i++)
		put_model_change(&changes[i], diff, sheet);
}

static str edition_words(const struct sheet *sheet, const struct edition *edition, bool is_now)
{
	struct date date = edition->date.date;
	if (is_now)
		return edition->name.s.len ? arena_printf(sheet->arena, "%.*s, as it is now", STR_ARG(edition->name.s))
					   : S("the site as it is now");
	return arena_printf(
		sheet->arena, "%.*s of %04d-%02d-%02d", STR_ARG(edition->name.s), date.year, date.month, date.day);
}

static str level_label(const struct diff *diff, str id)
{
	const struct edition *sides[] = {diff->after, diff->before};
	for (size_t k = 0; k < COUNT(sides); k++)
		for (size_t i = 0; i < sides[k]->level_count; i++)
			if (str_eq(sides[k]->levels[i].id, id))
				return sides[k]->levels[i].label;
	return id;
}

static void put_diff(const struct diff *diff, struct sheet *sheet)
{
	const size_t *counts = diff->revisions.counts;
	str before = edition_words(sheet, diff->before, false), after = edition_words(sheet, diff->after, diff->is_now);
	sheet_put(
		sheet, INK_STRONG, arena_printf(sheet->arena, "%.*s " ARROW " %.*s", STR_ARG(before), STR_ARG(after)));
	sheet_end_line(sheet);
	sheet_text(sheet, 0, "Risk at the level %.*s.", STR_ARG(level_label(diff, diff->revisions.level)));
	put_model(diff, sheet);
	size_t told = 0, same = 0;
	for (int kind = 0; kind < REVISION_KINDS; kind++) {
		size_t put = put_group(diff, (enum revision_kind)kind, sheet);
		if (kind == REVISION_SAME)
			same = put;
		told += put;
	}
	if (told)
		buf_char(sheet->out, '\n');
	sheet_text(sheet, 0, "%zu up, %zu down, %zu new, %zu gone, %zu unchanged.", counts[REVISION_UP],
		counts[REVISION_DOWN], counts[REVISION_NEW], counts[REVISION_GONE], counts[REVISION_SAME] - same);
}

static void no_edition(const struct site *site, str name, struct diags *diags)
{
	struct nearest nearest = {.word = name};
	struct buf all = {0};
	for (size_t i = 0; i < site->edition_count; i++) {
		nearest_offer(&nearest, site->editions[i].name.s);
		buf_printf(&all, "%s%.*s", i ? ", " : "", STR_ARG(site->editions[i].name.s));
	}
	diag_error(diags, (struct mark){0}, "no-edition", "there is no edition '%.*s'", STR_ARG(name));
	if (nearest.best.len)
		diag_hint(diags, "did you mean '%.*s'?", STR_ARG(nearest.best));
	else if (all.len)
		diag_hint(diags, "editions are: %.*s", STR_ARG(buf_str(&all)));
	else
		diag_hint(diags, "none is kept yet; `rolecast snapshot` keeps the present scores as one");
	buf_free(&all);
}

/* A file comes before the present of the same name, which may be NULL. */
static const struct edition *find_edition(
	const struct site *site, const struct edition *present, str name, struct diags *diags)
{
	for (size_t i = 0; i < site->edition_count; i++)
		if (str_eq(site->editions[i].name.s, name))
			return &site->editions[i];
	if (present && name.len && str_eq(present->name.s, name))
		return present;
	no_edition(site, name, diags);
	return NULL;
}

static bool find_level(const struct diff *diff, str level, struct diags *diags)
{
	struct nearest nearest = {.word = level};
	struct buf all = {0};
	if (edition_has_level(diff->before, level) || edition_has_level(diff->after, level))
		return true;
	for (size_t i = 0; i < diff->site->level_count; i++) {
		nearest_offer(&nearest, diff->site->levels[i].id.s);
		buf_printf(&all, "%s%.*s", i ? ", " : "", STR_ARG(diff->site->levels[i].id.s));
	}
	diag_error(diags, (struct mark){0}, "unknown-level", "neither edition has a level '%.*s'", STR_ARG(level));
	if (nearest.best.len)
		diag_hint(diags, "did you mean '%.*s'?", STR_ARG(nearest.best));
	else
		diag_hint(diags, "levels are: %.*s", STR_ARG(buf_str(&all)));
	buf_free(&all);
	return false;
}

static void compare(struct invocation *invocation, const struct project *project, struct diags *diags)
{
	const struct site *site = &project->site;
	struct edition now = {0};
	struct diff diff = {.site = site, .arena = invocation->arena};
	bool has_other = invocation->argument_count > 1;
	diff.before = find_edition(site, NULL, str_of(invocation->arguments[0]), diags);
	edition_of_site(site, WITH_TASKS, invocation->as_of, invocation->arena, &now);
	diff.after = has_other ? find_edition(site, &now, str_of(invocation->arguments[1]), diags) : &now;
	diff.is_now = diff.after == &now;
	if (!diff.before || !diff.after)
		return;
	str level = invocation->level.len ? invocation->level
					  : revisions_level(diff.before, diff.after, site->levels[site->baseline].id.s);
	if (!find_level(&diff, level, diags))
		return;
	revisions_make(diff.before, diff.after, level, invocation->arena, &diff.revisions);
	struct sheet sheet = {.out = &invocation->output,
		.arena = invocation->arena,
		.width = sheet_width(STDOUT_FILENO),
		.has_colour = command_has_colour(invocation, STDOUT_FILENO)};
	if (invocation->wants_json)
		data_change(&project->plan.views, &diff.revisions, (str){0}, &invocation->output);
	else
		put_diff(&diff, &sheet);
}

enum exit_status command_diff(struct invocation *invocation)
{
	struct project project = {0};
	struct diags diags = {0};
	if (command_load(invocation, &project, &diags))
		compare(invocation, &project, &diags);
	enum exit_status status = command_report(invocation, &diags);
	diags_free(&diags);
	project_free(&project);
	return status;
}

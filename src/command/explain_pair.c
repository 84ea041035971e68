/* SPDX-License-Identifier: MIT */
/* Two scores side by side, and their difference taken apart task by task. */
#include <stdlib.h>

#include "command/report.h"
#include "page/view.h"

#define NONE "\xE2\x80\x94"

struct side {
	const struct role *role;
	const struct role_level *level;
	str name; /* what tells it from the other: its level, or its role too */
};

struct difference {
	struct side a, b;
	struct score_change changes[2 * SCORE_MAX_TASKS];
	size_t count;
	int32_t sums[CHANGE_KINDS];
	struct sheet *sheet;
};

void report_same_tasks(const struct report_target targets[2], int same[SCORE_MAX_TASKS])
{
	const struct role_record *a = &targets[0].role->is, *b = &targets[1].role->is;
	for (size_t i = 0; i < a->tasks.count; i++) {
		same[i] = -1;
		for (size_t k = 0; k < b->tasks.count && same[i] < 0; k++)
			if (str_eq(a->tasks.items[i].id.s, b->tasks.items[k].id.s))
				same[i] = (int)k;
	}
}

static struct side side_of(const struct report_target *target, const struct report_target *other, struct arena *arena)
{
	const struct role_level *level = &target->role->levels[target->level];
	str title = target->role->is.title.s, label = level->level->label.s;
	bool is_one_role = target->role == other->role;
	return (struct side){target->role, level,
		is_one_role ? label : arena_printf(arena, "%.*s, %.*s", STR_ARG(title), STR_ARG(label))};
}

static enum ink ink_of(int32_t change)
{
	return change > 0 ? INK_MORE : change < 0 ? INK_LESS : INK_PLAIN;
}

/* The columns of what is side by side. */
enum { LEAD = 17, WIDEST_SIDE = 24, CHANGE = 10 };

static size_t side_width(const struct sheet *sheet)
{
	size_t width = (sheet->width - 2 - LEAD - CHANGE) / 2;
	return width < WIDEST_SIDE ? width : WIDEST_SIDE;
}

static void put_side(const struct difference *it, const char *what, str a, str b)
{
	struct sheet *sheet = it->sheet;
	buf_put(sheet->out, S("  "));
	sheet_left(sheet, str_of(what), LEAD);
	sheet_left(sheet, a, side_width(sheet));
	sheet_left(sheet, b, side_width(sheet));
}

static void put_numbers(const struct difference *it, const char *what, uint32_t a, uint32_t b, const char *behind)
{
	struct sheet *sheet = it->sheet;
	int change = (int)b - (int)a;
	put_side(
		it, what, arena_printf(sheet->arena, "%u%s", a, behind), arena_printf(sheet->arena, "%u%s", b, behind));
	sheet_put(sheet, ink_of(change),
		arena_printf(sheet->arena, "%s%d",
			change > 0           ? "+"
				: change < 0 ? MINUS
					     : "",
			abs(change)));
	sheet_end_line(sheet);
}

static str range_of(const struct difference *it, const struct score_measure *measure)
{
	return arena_printf(it->sheet->arena, "%u" TO "%u", measure->low, measure->high);
}

static void put_table(const struct difference *it)
{
	const struct score *a = &it->a.level->score, *b = &it->b.level->score;
	struct sheet *sheet = it->sheet;
	int32_t change = (int32_t)b->risk.hundredths - (int32_t)a->risk.hundredths;
	buf_char(sheet->out, '\n');
	put_side(it, "", it->a.name, it->b.name);
	buf_put(sheet->out, S("difference\n"));
	put_numbers(it, "risk", a->risk.value, b->risk.value, "/100");
	put_side(it, "  to hundredths", sheet_exact(sheet, a->risk.hundredths), sheet_exact(sheet, b->risk.hundredths));
	sheet_put(sheet, ink_of(change), sheet_signed(sheet, change));
	sheet_end_line(sheet);
	put_side(it, "  range", range_of(it, &a->risk), range_of(it, &b->risk));
	sheet_end_line(sheet);
	put_side(it, "  band", str_of(report_band(it->a.level->band)), str_of(report_band(it->b.level->band)));
	sheet_end_line(sheet);
	put_numbers(it, "exposure", a->exposure.value, b->exposure.value, "/100");
	put_numbers(it, "assisted", a->assisted, b->assisted, "");
	put_numbers(it, "human", a->human, b->human, "");
}

/* The columns of a change, but for the task's name. */
enum { SHARE = 7, POINTS = 7, FIXED = 2 + 1 + 2 * SHARE + 2 + 2 + 2 * POINTS + 2 + CHANGE };

static void put_share(const struct difference *it, const struct score_share *share)
{
	struct sheet *sheet = it->sheet;
	str text = share
		? arena_printf(sheet->arena, "%u.%u%%", share->weight_permille / 10, share->weight_permille % 10)
		: S(NONE);
	sheet_right(sheet, INK_PLAIN, text, SHARE);
}

static void put_points(const struct difference *it, const struct score_share *share)
{
	struct sheet *sheet = it->sheet;
	sheet_right(sheet, INK_PLAIN, share ? sheet_exact(sheet, share->contribution_hundredths) : S(NONE), POINTS);
}

/* What else differs in a task that two roles share. */
static void put_judged(const struct difference *it, const struct score_change *change)
{
	const struct task *a = &it->a.role->is.tasks.items[change->before];
	const struct task *b = &it->b.role->is.tasks.items[change->after];
	const struct {
		const char *name;
		uint8_t before, after;
	} rows[] = {{"exposure", a->exposure.judgement.value, b->exposure.judgement.value},
		{"autonomy", a->autonomy.judgement.value, b->autonomy.judgement.value}};
	for (size_t i = 0; i < COUNT(rows); i++)
		if (rows[i].before != rows[i].after)
			buf_printf(it->sheet->out, "    %s %u " ARROW " %u\n", rows[i].name, rows[i].before,
				rows[i].after);
}

static void put_change(const struct difference *it, const struct score_change *change)
{
	struct sheet *sheet = it->sheet;
	bool is_new = change->kind == CHANGE_NEW, is_gone = change->kind == CHANGE_GONE;
	const struct score_share *a = is_new ? NULL : &it->a.level->shares[change->before];
	const struct score_share *b = is_gone ? NULL : &it->b.level->shares[change->after];
	const struct role_record *named = is_new ? &it->b.role->is : &it->a.role->is;
	buf_put(sheet->out, S("  "));
	sheet_left(sheet, named->tasks.items[is_new ? change->after : change->before].name.html.plain,
		sheet->width - FIXED);
	buf_char(sheet->out, ' ');
	put_share(it, a);
	buf_put(sheet->out, S(" " ARROW));
	put_share(it, b);
	buf_put(sheet->out, S("  "));
	put_points(it, a);
	buf_put(sheet->out, S(" " ARROW));
	put_points(it, b);
	sheet_right(sheet, ink_of(change->hundredths), sheet_signed(sheet, change->hundredths), CHANGE);
	sheet_end_line(sheet);
	if (a && b)
		put_judged(it, change);
}

static void put_sum(const struct difference *it, const char *what, int32_t sum)
{
	struct sheet *sheet = it->sheet;
	buf_put(sheet->out, S("  "));
	sheet_left(sheet, str_of(what), sheet->width - CHANGE - 2);
	sheet_right(sheet, INK_STRONG, sheet_signed(sheet, sum), CHANGE);
	sheet_end_line(sheet);
}

/* The changes of some kinds under one heading, and what they come to. */
struct group {
	str heading;
	unsigned kinds; /* bits */
};

static bool is_in(const struct group *group, enum score_change_kind kind)
{
	return group->kinds >> kind & 1U;
}

static void put_heading(const struct difference *it, const struct group *group)
{
	struct sheet *sheet = it->sheet;
	buf_char(sheet->out, '\n');
	sheet_put(sheet, INK_STRONG, group->heading);
	sheet_end_line(sheet);
	buf_put(sheet->out, S("  "));
	sheet_left(sheet, S("task"), sheet->width - FIXED + 1);
	sheet_right(sheet, INK_PLAIN, S("share"), 2 * SHARE + 2);
	sheet_right(sheet, INK_PLAIN, S("points"), 2 * POINTS + 4);
	sheet_right(sheet, INK_PLAIN, S("change"), CHANGE);
	sheet_end_line(sheet);
}

static void put_group(const struct difference *it, const struct group *group)
{
	size_t shown = 0;
	int32_t sum = 0;
	for (size_t i = 0; i < it->count; i++) {
		if (!is_in(group, it->changes[i].kind))
			continue;
		if (shown++ == 0)
			put_heading(it, group);
		put_change(it, &it->changes[i]);
	}
	for (int kind = 0; kind < CHANGE_KINDS; kind++)
		if (is_in(group, (enum score_change_kind)kind))
			sum += it->sums[kind];
	if (shown)
		put_sum(it, "together", sum);
}

static const char *share_word(const struct difference *it)
{
	return role_has_hours(it->a.role) ? "time" : "weight";
}

/* Levels of one role have the same tasks, so it is their time that tells; of two roles it is the tasks. */
static void put_groups(const struct difference *it)
{
	struct arena *arena = it->sheet->arena;
	enum { GAINED = 1 << CHANGE_GAINED, LOST = 1 << CHANGE_LOST, KEPT = 1 << CHANGE_KEPT };
	const char *share = share_word(it);
	struct group by_time[] = {
		{arena_printf(arena, "More %s at %.*s", share, STR_ARG(it->b.name)), GAINED},
		{arena_printf(arena, "Less %s at %.*s", share, STR_ARG(it->b.name)), LOST},
		{arena_printf(arena, "The same %s", share), KEPT},
	};
	struct group by_task[] = {
		{S("In both"), GAINED | LOST | KEPT},
		{arena_printf(arena, "Only in %.*s", STR_ARG(it->a.name)), 1 << CHANGE_GONE},
		{arena_printf(arena, "Only in %.*s", STR_ARG(it->b.name)), 1 << CHANGE_NEW},
	};
	const struct group *groups = it->a.role == it->b.role ? by_time : by_task;
	for (size_t i = 0; i < COUNT(by_time); i++)
		put_group(it, &groups[i]);
}

static void put_words(const struct difference *it)
{
	buf_char(it->sheet->out, '\n');
	if (it->a.role == it->b.role)
		sheet_text(it->sheet, 2,
			"Exposure and autonomy belong to the tasks, so only %s differs. A task that gains %s brings "
			"more points; the risk falls where that %s comes from tasks of more exposure and autonomy.",
			share_word(it), share_word(it), share_word(it));
	else
		sheet_text(it->sheet, 2,
			"Tasks are the same where their ids are. What only one has counts in full: its points are "
			"gained "
			"or lost.");
	if (it->a.level->is_modelled || it->b.level->is_modelled)
		sheet_text(it->sheet, 2, "Modelled, not observed: %.*s%s%.*s.",
			STR_ARG(it->a.level->is_modelled ? it->a.name : it->b.name),
			it->a.level->is_modelled && it->b.level->is_modelled ? "; " : "",
			STR_ARG(it->a.level->is_modelled && it->b.level->is_modelled ? it->b.name : (str){0}));
}

static void put_difference(const struct difference *it)
{
	struct sheet *sheet = it->sheet;
	str title = it->a.role->is.title.s;
	if (it->a.role == it->b.role)
		title = arena_printf(
			sheet->arena, "%.*s: %.*s and %.*s", STR_ARG(title), STR_ARG(it->a.name), STR_ARG(it->b.name));
	else
		title = arena_printf(sheet->arena, "%.*s and %.*s", STR_ARG(it->a.name), STR_ARG(it->b.name));
	sheet_put(sheet, INK_STRONG, title);
	sheet_end_line(sheet);
	put_table(it);
	put_groups(it);
	buf_char(sheet->out, '\n');
	put_sum(it, "difference in risk",
		(int32_t)it->b.level->score.risk.hundredths - (int32_t)it->a.level->score.risk.hundredths);
	put_words(it);
}

void report_difference(const struct report_target targets[2], struct sheet *sheet)
{
	struct difference it = {.sheet = sheet};
	int same[SCORE_MAX_TASKS];
	it.a = side_of(&targets[0], &targets[1], sheet->arena);
	it.b = side_of(&targets[1], &targets[0], sheet->arena);
	report_same_tasks(targets, same);
	it.count = score_compare((struct score_side){it.a.level->shares, it.a.role->is.tasks.count},
		(struct score_side){it.b.level->shares, it.b.role->is.tasks.count}, same, it.changes);
	score_changes_sum(it.changes, it.count, it.sums);
	if (it.a.level == it.b.level)
		sheet_text(sheet, 0, "Both are %.*s, %.*s: nothing differs.", STR_ARG(it.a.role->is.title.s),
			STR_ARG(it.a.name));
	else
		put_difference(&it);
}

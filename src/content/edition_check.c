/* SPDX-License-Identifier: MIT */
/* What an edition promises: each role, level and task once, and scores that its tasks give. */
#include "content/edition_parts.h"

struct checking {
	struct edition *edition;
	const struct written_edition *written; /* the same as it stands in the file */
	struct diags *diags;
};

static const char taken_back[] = "what was published stays as it is: take the file back as it was";

static struct mark mark_of_role(const struct checking *checking, size_t role)
{
	return checking->written->roles.items[role].slug.mark;
}

static struct mark mark_of_level(const struct checking *checking, size_t role, size_t level)
{
	return checking->written->roles.items[role].levels.items[level].level.mark;
}

static struct mark mark_of_task(const struct checking *checking, size_t role, size_t task)
{
	return checking->written->roles.items[role].tasks.items[task].id.mark;
}

static void given_twice(const struct checking *checking, const char *what, str id, struct mark mark, struct mark first)
{
	diag_error(checking->diags, mark, "duplicate-id", "%s '%.*s' is given twice", what, STR_ARG(id));
	diag_note(checking->diags, first, "first given here");
}

static void check_model(const struct checking *checking)
{
	const struct edition *edition = checking->edition;
	const struct written_model *written = checking->written->model;
	size_t baselines = 0;
	for (size_t i = 0; i < edition->level_count; i++) {
		struct mark mark = written->levels.items[i].id.mark;
		baselines += edition->levels[i].is_baseline;
		for (size_t k = 0; k < i; k++)
			if (str_eq(edition->levels[i].id, edition->levels[k].id))
				given_twice(checking, "level", edition->levels[i].id, mark,
					written->levels.items[k].id.mark);
		if (edition->levels[i].is_baseline && edition->levels[i].tilt != 0)
			diag_error(checking->diags, mark, "levels", "the baseline's tilt is 0 by definition");
		if (edition->levels[i].is_baseline && baselines == 2)
			diag_error(checking->diags, mark, "levels", "two levels are the baseline");
	}
	if (edition->level_count && baselines == 0)
		diag_error(checking->diags, written->levels.items[0].id.mark, "levels", "no level is the baseline");
}

static bool is_level(const struct edition *edition, str id)
{
	for (size_t i = 0; i < edition->level_count; i++)
		if (str_eq(edition->levels[i].id, id))
			return true;
	return false;
}

static void check_levels(const struct checking *checking, size_t number)
{
	const struct past_role *role = &checking->edition->roles[number];
	if (role->level_count > MOST_LEVELS) {
		diag_error(checking->diags, mark_of_level(checking, number, MOST_LEVELS), "levels", "at most %d levels",
			MOST_LEVELS);
		return;
	}
	for (size_t i = 0; i < role->level_count; i++) {
		str id = role->levels[i].id;
		if (checking->edition->level_count && !is_level(checking->edition, id))
			edition_unknown_level(
				checking->edition, mark_of_level(checking, number, i), id, checking->diags);
		for (size_t k = 0; k < i; k++)
			if (str_eq(role->levels[k].id, id))
				given_twice(checking, "level", id, mark_of_level(checking, number, i),
					mark_of_level(checking, number, k));
	}
}

/* Tasks give a score at every level; one that is left out would count as new in the next edition. */
static void check_all_levels(const struct checking *checking, size_t number)
{
	const struct edition *edition = checking->edition;
	const struct past_role *role = &edition->roles[number];
	for (size_t i = 0; role->task_count && i < edition->level_count; i++) {
		str id = edition->levels[i].id;
		if (past_level_find(role, id))
			continue;
		diag_error(checking->diags, mark_of_role(checking, number), "edition-scores",
			"'%.*s' has tasks, but no scores at level '%.*s'", STR_ARG(role->slug), STR_ARG(id));
		diag_hint(checking->diags, taken_back);
	}
}

static bool check_tasks(const struct checking *checking, size_t number)
{
	const struct past_role *role = &checking->edition->roles[number];
	size_t errors = checking->diags->errors;
	for (size_t i = 1; i < role->task_count; i++)
		for (size_t k = 0; k < i; k++)
			if (str_eq(role->tasks[i].id, role->tasks[k].id))
				given_twice(checking, "task", role->tasks[i].id, mark_of_task(checking, number, i),
					mark_of_task(checking, number, k));
	return checking->diags->errors == errors;
}

/* One number of a level: as the file gives it, and as the tasks do. */
struct figure_pair {
	const char *name;
	const struct number *written;
	uint32_t given, reckoned;
};

static void check_pairs(const struct checking *checking, const struct past_role *role, const struct past_level *level,
	const struct figure_pair *pairs, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		bool is_given = pairs[i].written && pairs[i].written->is_set;
		if (!is_given || pairs[i].given == pairs[i].reckoned)
			continue;
		diag_error(checking->diags, pairs[i].written->mark, "edition-scores",
			"the tasks of '%.*s' give %u here, not %u: %s at level '%.*s'", STR_ARG(role->slug),
			pairs[i].reckoned, pairs[i].given, pairs[i].name, STR_ARG(level->id));
		diag_hint(checking->diags, taken_back);
		return; /* the others follow from the same slip */
	}
}

static void check_score(const struct checking *checking, size_t number, size_t at, const struct score *score)
{
	const struct past_role *role = &checking->edition->roles[number];
	struct past_level *level = &role->levels[at];
	const struct written_level *w = &checking->written->roles.items[number].levels.items[at];
	const struct written_exact *x = w->exact;
	const struct score_measure *r = &score->risk, *e = &score->exposure;
	const struct figure_pair pairs[] = {
		{"the risk", &w->risk, level->risk.value, r->value},
		{"the low end of the risk", &w->risk_low, level->risk.low, r->low},
		{"the high end of the risk", &w->risk_high, level->risk.high, r->high},
		{"the exposure", &w->exposure, level->exposure.value, e->value},
		{"the low end of the exposure", &w->exposure_low, level->exposure.low, e->low},
		{"the high end of the exposure", &w->exposure_high, level->exposure.high, e->high},
		{"the risk in hundredths", x ? &x->risk : NULL, level->risk.hundredths, r->hundredths},
		{"the low end of the risk in hundredths", x ? &x->risk_low : NULL, level->risk.low_hundredths,
			r->low_hundredths},
		{"the high end of the risk in hundredths", x ? &x->risk_high : NULL, level->risk.high_hundredths,
			r->high_hundredths},
		{"the exposure in hundredths", x ? &x->exposure : NULL, level->exposure.hundredths, e->hundredths},
		{"the low end of the exposure in hundredths", x ? &x->exposure_low : NULL,
			level->exposure.low_hundredths, e->low_hundredths},
		{"the high end of the exposure in hundredths", x ? &x->exposure_high : NULL,
			level->exposure.high_hundredths, e->high_hundredths},
	};
	check_pairs(checking, role, level, pairs, COUNT(pairs));
	level->risk = *r;
	level->exposure = *e;
	level->is_exact = true;
}

static void check_scores(const struct checking *checking, size_t number)
{
	struct score_task tasks[SCORE_MAX_TASKS];
	const struct past_role *role = &checking->edition->roles[number];
	for (size_t i = 0; i < role->level_count; i++) {
		struct score_version version;
		struct score score;
		if (!past_version(checking->edition, role, role->levels[i].id, tasks, &version))
			continue;
		struct score_input input = {tasks, version.count, version.times != TIMES_BY_LEVEL, version.tilt};
		if (score_compute(&input, &score))
			check_score(checking, number, i, &score);
		else
			diag_error(checking->diags, mark_of_task(checking, number, 0), "no-time",
				"the times add up to nothing at level '%.*s'", STR_ARG(role->levels[i].id));
	}
}

/* Points and hundredths are rounded from the same sums. */
static void check_rounding(
	const struct checking *checking, const char *name, const struct number *written, struct score_measure of)
{
	enum { POINT = 100 };
	uint32_t points = POINT * of.value;
	uint32_t apart = points > of.hundredths ? points - of.hundredths : of.hundredths - points;
	if (2 * apart <= POINT)
		return;
	diag_error(checking->diags, written->mark, "edition-scores", "the %s of %u points cannot be %u hundredths",
		name, of.value, of.hundredths);
	diag_hint(checking->diags, "both are rounded from one sum: they lie within half a point");
}

static void check_order(
	const struct checking *checking, const char *name, const struct number *written, struct score_measure of)
{
	if (of.low <= of.value && of.value <= of.high)
		return;
	diag_error(checking->diags, written->mark, "bad-bounds", "low %u, value %u, high %u of the %s are not in order",
		of.low, of.value, of.high, name);
	diag_hint(checking->diags, "low is at most the value, and the value at most high");
}

/* Scores that no tasks stand behind agree with themselves at least. */
static void check_alone(const struct checking *checking, size_t number)
{
	const struct past_role *role = &checking->edition->roles[number];
	for (size_t i = 0; role->task_count == 0 && i < role->level_count; i++) {
		const struct past_level *level = &role->levels[i];
		const struct written_level *written = &checking->written->roles.items[number].levels.items[i];
		check_order(checking, "risk", &written->risk, level->risk);
		check_order(checking, "exposure", &written->exposure, level->exposure);
		if (!level->is_exact)
			continue;
		check_rounding(checking, "risk", &written->exact->risk, level->risk);
		check_rounding(checking, "exposure", &written->exact->exposure, level->exposure);
	}
}

bool edition_check(struct edition *edition, const struct written_edition *written, struct diags *diags)
{
	struct checking checking = {edition, written, diags};
	size_t errors = diags->errors;
	check_model(&checking);
	bool has_model = diags->errors == errors;
	for (size_t i = 0; i < edition->role_count; i++) {
		void **slot = map_at(&edition->by_slug, &edition->arena, edition->roles[i].slug);
		const struct past_role *first = *slot;
		if (first)
			given_twice(&checking, "role", edition->roles[i].slug, mark_of_role(&checking, i),
				mark_of_role(&checking, (size_t)(first - edition->roles)));
		else
			*slot = &edition->roles[i];
		check_levels(&checking, i);
		check_alone(&checking, i);
		if (has_model)
			check_all_levels(&checking, i);
		if (check_tasks(&checking, i) && has_model)
			check_scores(&checking, i);
	}
	return diags->errors == errors;
}

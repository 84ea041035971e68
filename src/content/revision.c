/* SPDX-License-Identifier: MIT */
#include "content/revision.h"

#include <stdlib.h>

static int32_t size_of(int32_t hundredths)
{
	return hundredths < 0 ? -hundredths : hundredths;
}

static int revision_cmp(const void *x, const void *y)
{
	const struct revision *a = x, *b = y;
	if (a->kind != b->kind)
		return a->kind < b->kind ? -1 : 1;
	if (size_of(a->hundredths) != size_of(b->hundredths))
		return size_of(a->hundredths) > size_of(b->hundredths) ? -1 : 1;
	return (a->number > b->number) - (a->number < b->number);
}

static void add(struct revisions *made, const struct past_role *before, const struct past_role *after)
{
	const struct past_level *was = past_level_find(before, made->level), *is = past_level_find(after, made->level);
	struct revision revision = {
		.kind = REVISION_SAME, .before = before, .after = after, .was = was, .is = is, .number = made->count};
	if (!was && !is)
		return;
	if (was && is) {
		revision.is_exact = was->is_exact && is->is_exact;
		revision.hundredths = revision.is_exact ? (int32_t)is->risk.hundredths - (int32_t)was->risk.hundredths
							: 100 * ((int32_t)is->risk.value - (int32_t)was->risk.value);
		if (revision.hundredths)
			revision.kind = revision.hundredths > 0 ? REVISION_UP : REVISION_DOWN;
	} else {
		revision.kind = is ? REVISION_NEW : REVISION_GONE;
	}
	made->counts[revision.kind]++;
	made->items[made->count++] = revision;
}

const struct past_role *past_role_find(
	const struct edition *before, const struct edition *after, const struct past_role *role)
{
	const struct past_role *found = map_get(&before->by_slug, role->slug);
	for (size_t i = 0; !found && i < role->moved_count; i++)
		if (!map_get(&after->by_slug, role->moved_from[i]))
			found = map_get(&before->by_slug, role->moved_from[i]);
	return found;
}

void revisions_make(const struct edition *before, const struct edition *after, str level, struct arena *arena,
	struct revisions *made)
{
	bool *is_found = arena_array(arena, bool, before->role_count);
	*made = (struct revisions){.before = before, .after = after, .level = level};
	made->items = arena_array(arena, struct revision, before->role_count + after->role_count);
	for (size_t i = 0; i < after->role_count; i++) {
		const struct past_role *was = past_role_find(before, after, &after->roles[i]);
		if (was && is_found[was - before->roles])
			was = NULL; /* two roles were one: the first goes on */
		if (was)
			is_found[was - before->roles] = true;
		add(made, was, &after->roles[i]);
	}
	for (size_t i = 0; i < before->role_count; i++)
		if (!is_found[i])
			add(made, &before->roles[i], NULL);
	if (made->count)
		qsort(made->items, made->count, sizeof *made->items, revision_cmp);
}

str edition_baseline(const struct edition *edition, str otherwise)
{
	for (size_t i = 0; i < edition->level_count; i++)
		if (edition->levels[i].is_baseline)
			return edition->levels[i].id;
	return otherwise;
}

bool edition_has_level(const struct edition *edition, str level)
{
	for (size_t i = 0; i < edition->role_count; i++)
		if (past_level_find(&edition->roles[i], level))
			return true;
	return false;
}

str revisions_level(const struct edition *before, const struct edition *after, str otherwise)
{
	str now = edition_baseline(after, otherwise), then = edition_baseline(before, otherwise);
	return !edition_has_level(before, now) && edition_has_level(after, then) ? then : now;
}

/* The two versions of a role while its steps are told. */
struct telling {
	const struct past_role *was, *is;
	struct score_version before, after;
	int same[SCORE_MAX_TASKS], of_before[SCORE_MAX_TASKS];
	struct revision_step *steps;
	size_t count;
};

static void match_tasks(struct telling *telling)
{
	for (size_t k = 0; k < telling->is->task_count; k++)
		telling->of_before[k] = -1;
	for (size_t i = 0; i < telling->was->task_count; i++) {
		telling->same[i] = -1;
		for (size_t k = 0; k < telling->is->task_count && telling->same[i] < 0; k++)
			if (str_eq(telling->was->tasks[i].id, telling->is->tasks[k].id))
				telling->same[i] = (int)k;
		if (telling->same[i] >= 0)
			telling->of_before[telling->same[i]] = (int)i;
	}
}

static void tell(struct telling *telling, const struct score_step *step)
{
	struct revision_step told = {.kind = step->kind, .hundredths = step->hundredths};
	const struct score_task *was = &telling->before.tasks[step->before], *is = &telling->after.tasks[step->after];
	bool has_task = step->kind == STEP_GONE || step->kind >= STEP_WORDING;
	if (has_task && step->kind != STEP_NEW)
		told.before = &telling->was->tasks[step->before];
	if (has_task && step->kind != STEP_GONE)
		told.after = &telling->is->tasks[step->after];
	if (step->kind == STEP_TILT) {
		told.from = telling->before.tilt;
		told.to = telling->after.tilt;
	} else if (step->kind == STEP_EXPOSURE) {
		told.from = was->exposure.value;
		told.to = is->exposure.value;
	} else if (step->kind == STEP_AUTONOMY) {
		told.from = was->autonomy.value;
		told.to = is->autonomy.value;
	} else if (step->kind == STEP_TIME) {
		told.from = (int32_t)was->time;
		told.to = (int32_t)is->time;
	}
	telling->steps[telling->count++] = told;
}

/* In the order of the steps, with a task's wording before its judgements. */
static void tell_all(struct telling *telling, const struct score_step *steps, size_t count)
{
	size_t next = 0;
	if (telling->was->is_by_importance != telling->is->is_by_importance)
		tell(telling, &(struct score_step){.kind = STEP_WEIGHTS});
	while (next < count && steps[next].kind < STEP_WORDING)
		tell(telling, &steps[next++]);
	for (size_t i = 0; i < telling->is->task_count; i++) {
		int before = telling->of_before[i];
		if (before < 0)
			continue;
		if (!str_eq(telling->was->tasks[before].name, telling->is->tasks[i].name))
			tell(telling, &(struct score_step){STEP_WORDING, (size_t)before, i, 0});
		while (next < count && steps[next].kind != STEP_NEW && steps[next].after == i)
			tell(telling, &steps[next++]);
	}
	while (next < count)
		tell(telling, &steps[next++]);
}

bool revision_steps(const struct edition *before, const struct past_role *was, const struct edition *after,
	const struct past_role *is, str level, struct arena *arena, struct revision_step **steps, size_t *count)
{
	struct score_task old_tasks[SCORE_MAX_TASKS], new_tasks[SCORE_MAX_TASKS];
	struct score_step found[SCORE_MOST_STEPS];
	struct telling telling = {.was = was, .is = is};
	*count = 0;
	*steps = NULL;
	if (!was || !is || !past_version(before, was, level, old_tasks, &telling.before)
		|| !past_version(after, is, level, new_tasks, &telling.after))
		return false;
	match_tasks(&telling);
	size_t made = score_steps(&telling.before, &telling.after, telling.same, found);
	telling.steps = arena_array(arena, struct revision_step, made + is->task_count + 1);
	tell_all(&telling, found, made);
	*steps = telling.steps;
	*count = telling.count;
	return true;
}

size_t revision_largest(struct revision_step *steps, size_t count, size_t most)
{
	for (size_t i = 1; i < count; i++) {
		struct revision_step step = steps[i];
		size_t at = i;
		for (; at > 0 && size_of(steps[at - 1].hundredths) < size_of(step.hundredths); at--)
			steps[at] = steps[at - 1];
		steps[at] = step;
	}
	return count < most ? count : most;
}

static const struct past_site_level *level_named(const struct edition *edition, str id)
{
	for (size_t i = 0; i < edition->level_count; i++)
		if (str_eq(edition->levels[i].id, id))
			return &edition->levels[i];
	return NULL;
}

size_t revision_model(
	const struct edition *before, const struct edition *after, struct arena *arena, struct model_change **changes)
{
	struct model_change *made = *changes =
		arena_array(arena, struct model_change, before->level_count + 3 * after->level_count + 1);
	size_t count = 0;
	if (before->level_count == 0 || after->level_count == 0)
		return 0;
	for (size_t i = 0; i < after->level_count; i++) {
		const struct past_site_level *is = &after->levels[i], *was = level_named(before, is->id);
		if (!was)
			made[count++] = (struct model_change){MODEL_LEVEL_NEW, NULL, is};
		if (was && !str_eq(was->label, is->label))
			made[count++] = (struct model_change){MODEL_LABEL, was, is};
		if (was && was->tilt != is->tilt)
			made[count++] = (struct model_change){MODEL_TILT, was, is};
		if (was && is->is_baseline && !was->is_baseline)
			made[count++] = (struct model_change){MODEL_BASELINE, was, is};
	}
	for (size_t i = 0; i < before->level_count; i++)
		if (!level_named(after, before->levels[i].id))
			made[count++] = (struct model_change){MODEL_LEVEL_GONE, &before->levels[i], NULL};
	for (size_t i = 0; i < COUNT(before->bands); i++)
		if (before->bands[i] != after->bands[i]) {
			made[count++] = (struct model_change){.kind = MODEL_BANDS};
			break;
		}
	return count;
}

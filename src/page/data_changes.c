/* SPDX-License-Identifier: MIT */
/* Editions and what changed between them, as data: docs/data.md. `rolecast diff --json` is the same. */
#include <assert.h>

#include "page/data.h"

struct telling {
	const struct views *views;
	const struct revisions *revisions;
	struct arena *arena;
};

static struct value edition_of(const struct telling *telling, const struct edition *edition)
{
	struct view_api_edition *view = arena_new(telling->arena, struct view_api_edition);
	const struct site *site = telling->views->site;
	view->name = value_text(edition->name.s);
	view->is_present = value_bool(!edition->input);
	if (edition->input)
		view->date = value_text(edition->date.text.s);
	view->rolecast = value_text(edition->program);
	view->roles = value_int((int64_t)edition->role_count);
	view->baseline = value_text(edition_baseline(edition, site->levels[site->baseline].id.s));
	return view_of(SHAPE_api_edition, view);
}

static void fill_judgement(const struct revision_step *step, struct view_api_step *view)
{
	bool is_autonomy = step->kind == STEP_AUTONOMY;
	assert(step->before && step->after);
	struct judgement was = is_autonomy ? step->before->autonomy : step->before->exposure;
	struct judgement is = is_autonomy ? step->after->autonomy : step->after->exposure;
	view->low_before = value_int(was.low);
	view->low_after = value_int(is.low);
	view->high_before = value_int(was.high);
	view->high_after = value_int(is.high);
}

static struct value step_of(const struct telling *telling, const struct revision_step *step)
{
	struct view_api_step *view = arena_new(telling->arena, struct view_api_step);
	const struct past_task *task = step->after ? step->after : step->before;
	bool is_judged = step->kind == STEP_EXPOSURE || step->kind == STEP_AUTONOMY;
	view->kind = value_text(str_of(view_step_key(step->kind)));
	if (task) {
		view->task = value_text(task->id);
		view->name = value_text(task->name);
	}
	if (step->kind == STEP_WORDING && step->before)
		view->name_before = value_text(step->before->name);
	if (is_judged || step->kind == STEP_TIME || step->kind == STEP_TILT) {
		view->before = value_int(step->from);
		view->after = value_int(step->to);
	}
	if (is_judged)
		fill_judgement(step, view);
	view->effect_hundredths = value_int(step->hundredths);
	return view_of(SHAPE_api_step, view);
}

/* Whether anything changed at this level. */
static bool fill_level(
	const struct telling *telling, const struct revision *of, str id, struct view_api_revision_level *view)
{
	const struct past_level *was = past_level_find(of->before, id), *is = past_level_find(of->after, id);
	struct revision_step *steps;
	size_t count;
	bool is_exact = was && is && was->is_exact && is->is_exact;
	view->level = value_text(id);
	view->is_compared = value_bool(str_eq(id, telling->revisions->level));
	view->risk_before = was ? value_int(was->risk.value) : (struct value){0};
	view->exposure_before = was ? value_int(was->exposure.value) : (struct value){0};
	view->risk_after = is ? value_int(is->risk.value) : (struct value){0};
	view->exposure_after = is ? value_int(is->exposure.value) : (struct value){0};
	if (was && was->is_exact)
		view->risk_hundredths_before = value_int(was->risk.hundredths);
	if (is && is->is_exact)
		view->risk_hundredths_after = value_int(is->risk.hundredths);
	if (is_exact)
		view->difference_hundredths = value_int((int64_t)is->risk.hundredths - was->risk.hundredths);
	bool has_causes = was && is
		&& views_steps(telling->views, telling->revisions->before, of->before, telling->revisions->after,
			of->after, id, telling->arena, &steps, &count);
	view->has_causes = value_bool(has_causes);
	if (!has_causes)
		return !was || !is || was->risk.value != is->risk.value || was->exposure.value != is->exposure.value
			|| (is_exact && was->risk.hundredths != is->risk.hundredths);
	struct value *items = arena_array(telling->arena, struct value, count);
	for (size_t i = 0; i < count; i++)
		items[i] = step_of(telling, &steps[i]);
	view->steps = value_list(items, count);
	return count > 0 || was->risk.hundredths != is->risk.hundredths;
}

static struct value levels_of(const struct telling *telling, const struct revision *of, bool *is_changed)
{
	const struct past_role *sides[] = {of->after, of->before};
	size_t most = (of->after ? of->after->level_count : 0) + (of->before ? of->before->level_count : 0), count = 0;
	struct view_api_revision_level *levels = arena_array(telling->arena, struct view_api_revision_level, most);
	struct value *items = arena_array(telling->arena, struct value, most);
	for (size_t k = 0; k < COUNT(sides); k++)
		for (size_t i = 0; sides[k] && i < sides[k]->level_count; i++) {
			str id = sides[k]->levels[i].id;
			if (k && past_level_find(of->after, id))
				continue;
			*is_changed |= fill_level(telling, of, id, &levels[count]);
			items[count] = view_of(SHAPE_api_revision_level, &levels[count]);
			count++;
		}
	return value_list(items, count);
}

static bool fill_role(const struct telling *telling, const struct revision *of, struct view_api_revision *view)
{
	static const char *const kinds[] = {[REVISION_UP] = "up",
		[REVISION_DOWN] = "down",
		[REVISION_NEW] = "new",
		[REVISION_GONE] = "gone",
		[REVISION_SAME] = "same"};
	static_assert(COUNT(kinds) == REVISION_KINDS, "a word for each kind");
	const struct past_role *role = of->after ? of->after : of->before;
	const struct site *site = telling->views->site;
	const struct role *now = of->after ? map_get(&site->role_by_slug, role->slug) : NULL;
	bool is_changed = of->kind != REVISION_SAME;
	view->role = value_text(role->slug);
	view->title = value_text(role->title.len ? role->title : now ? now->is.title.s : (str){0});
	if (of->before && of->after && !str_eq(of->before->slug, role->slug))
		view->role_before = value_text(of->before->slug);
	if (now)
		view->url = value_text(view_absolute(site, telling->arena, now->url));
	view->change = value_text(str_of(kinds[of->kind]));
	view->levels = levels_of(telling, of, &is_changed);
	return is_changed;
}

static struct value model_of(const struct telling *telling)
{
	static const char *const kinds[] = {[MODEL_LEVEL_NEW] = "level-new",
		[MODEL_LEVEL_GONE] = "level-gone",
		[MODEL_LABEL] = "label",
		[MODEL_TILT] = "tilt",
		[MODEL_BASELINE] = "baseline",
		[MODEL_BANDS] = "bands"};
	struct model_change *changes;
	size_t count = revision_model(telling->revisions->before, telling->revisions->after, telling->arena, &changes);
	struct value *items = arena_array(telling->arena, struct value, count);
	for (size_t i = 0; i < count; i++) {
		struct view_api_model_change *view = arena_new(telling->arena, struct view_api_model_change);
		const struct past_site_level *was = changes[i].before, *is = changes[i].after;
		view->kind = value_text(str_of(kinds[changes[i].kind]));
		if (was || is)
			view->level = value_text(is ? is->id : was->id);
		if (was) {
			view->tilt_before = value_int(was->tilt);
			view->label_before = value_text(was->label);
		}
		if (is) {
			view->tilt_after = value_int(is->tilt);
			view->label_after = value_text(is->label);
		}
		items[i] = view_of(SHAPE_api_model_change, view);
	}
	return value_list(items, count);
}

void data_change(const struct views *views, const struct revisions *revisions, str url, struct buf *out)
{
	struct arena arena = {0};
	struct telling telling = {views, revisions, &arena};
	const struct site *site = views->site;
	struct view_api_change view = {.version = value_int(1)};
	struct value *roles = arena_array(&arena, struct value, revisions->count);
	size_t count = 0;
	for (size_t i = 0; i < revisions->count; i++) {
		struct view_api_revision *role = arena_new(&arena, struct view_api_revision);
		if (fill_role(&telling, &revisions->items[i], role))
			roles[count++] = view_of(SHAPE_api_revision, role);
	}
	view.site = value_text(arena_printf(&arena, "%.*s/", STR_ARG(site->url)));
	view.url = value_text(url);
	view.before = edition_of(&telling, revisions->before);
	view.after = edition_of(&telling, revisions->after);
	view.level = value_text(revisions->level);
	view.up = value_int((int64_t)revisions->counts[REVISION_UP]);
	view.down = value_int((int64_t)revisions->counts[REVISION_DOWN]);
	view.new = value_int((int64_t)revisions->counts[REVISION_NEW]);
	view.gone = value_int((int64_t)revisions->counts[REVISION_GONE]);
	view.same = value_int((int64_t)revisions->counts[REVISION_SAME]);
	view.model = model_of(&telling);
	view.roles = value_list(roles, count);
	contract_data(view_of(SHAPE_api_change, &view), out);
	buf_char(out, '\n');
	arena_free(&arena);
}

void data_changes(const struct plan *plan, struct maker *maker)
{
	const struct views *views = &plan->views;
	struct arena *arena = &maker->arena;
	struct view_api_changes view = {.version = value_int(1)};
	struct value *items = arena_array(arena, struct value, views->change_count);
	for (size_t i = 0; i < views->change_count; i++) {
		const struct change *change = &views->changes[i];
		const size_t *counts = change->revisions.counts;
		struct telling telling = {views, &change->revisions, arena};
		struct view_api_change_entry *entry = arena_new(arena, struct view_api_change_entry);
		entry->before = edition_of(&telling, change->before);
		entry->after = edition_of(&telling, change->after);
		entry->url = value_text(view_absolute(plan->site, arena, change->url));
		entry->data = value_text(view_absolute(plan->site, arena, change->data));
		entry->up = value_int((int64_t)counts[REVISION_UP]);
		entry->down = value_int((int64_t)counts[REVISION_DOWN]);
		entry->new = value_int((int64_t)counts[REVISION_NEW]);
		entry->gone = value_int((int64_t)counts[REVISION_GONE]);
		entry->same = value_int((int64_t)counts[REVISION_SAME]);
		items[i] = view_of(SHAPE_api_change_entry, entry);
	}
	view.site = value_text(arena_printf(arena, "%.*s/", STR_ARG(plan->site->url)));
	view.title = value_text(plan->site->settings.title.s);
	view.changes = value_list(items, views->change_count);
	contract_data(view_of(SHAPE_api_changes, &view), &maker->out);
	buf_char(&maker->out, '\n');
}

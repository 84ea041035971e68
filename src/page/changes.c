/* SPDX-License-Identifier: MIT */
/* What changed from edition to edition, as pages show it: few causes a role and few roles a page, all else in the
   data. */
#include "page/view.h"

#include <assert.h>
#include <stdlib.h>

enum { FEW_SINCE = 3, FEW_CAUSES = 5, FEW_MOVERS = 3, MOST_ROLES = 300, MOST_WITH_CAUSES = 100 };

const char *view_step_key(enum score_step_kind kind)
{
	static const char *const keys[] = {[STEP_WEIGHTS] = "weights",
		[STEP_TILT] = "tilt",
		[STEP_REPLACED] = "replaced",
		[STEP_GONE] = "gone",
		[STEP_TIMES] = "times",
		[STEP_UNIT] = "unit",
		[STEP_WORDING] = "wording",
		[STEP_EXPOSURE] = "exposure",
		[STEP_AUTONOMY] = "autonomy",
		[STEP_TIME] = "time",
		[STEP_NEW] = "new"};
	static_assert(COUNT(keys) == STEP_KINDS, "a key for each kind");
	return keys[kind];
}

static void add_change(struct views *views, const struct edition *before, const struct edition *after, bool is_present)
{
	const struct site *site = views->site;
	struct change *change = &views->changes[--views->change_count];
	str level = revisions_level(before, after, site->levels[site->baseline].id.s);
	*change = (struct change){.before = before, .after = after, .is_present = is_present};
	revisions_make(before, after, level, views->arena, &change->revisions);
	change->url = arena_printf(views->arena, "%.*s/changes/%.*s/", STR_ARG(site->base), STR_ARG(after->address));
	change->data = arena_printf(
		views->arena, "%.*s/api/v1/changes/%.*s.json", STR_ARG(site->base), STR_ARG(after->address));
}

bool views_steps(const struct views *views, const struct edition *before, const struct past_role *was,
	const struct edition *after, const struct past_role *is, str level, struct arena *arena,
	struct revision_step **steps, size_t *count)
{
	struct past_role whole;
	if (is && after == &views->present) {
		past_role_of(views->site, &views->site->roles[is - views->present.roles], arena, &whole);
		is = &whole;
	}
	return revision_steps(before, was, after, is, level, arena, steps, count);
}

/* +4.12, −0.20 */
static str signed_exact(const struct views *views, struct arena *arena, int32_t hundredths)
{
	str size = strings_decimal(views->strings, arena, hundredths < 0 ? -hundredths : hundredths, 2);
	return arena_printf(arena, "%s%.*s",
		hundredths < 0           ? "\xE2\x88\x92"
			: hundredths > 0 ? "+"
					 : "",
		STR_ARG(size));
}

/* 20, −20 */
static str whole(struct arena *arena, int32_t number)
{
	return number < 0 ? view_signed(arena, number) : arena_int(arena, number);
}

static str bounds(struct arena *arena, struct judgement judgement)
{
	return arena_printf(arena, "%u\xE2\x80\x93%u", judgement.low, judgement.high);
}

/* The values before and after, as words: of a judgement whose value is the same, its bounds. */
static void fill_values(
	const struct views *views, const struct revision_step *step, struct arena *arena, str *before, str *after)
{
	bool is_autonomy = step->kind == STEP_AUTONOMY;
	if (step->kind == STEP_TIME) {
		*before = strings_decimal(views->strings, arena, (int64_t)step->from * 10, 1);
		*after = strings_decimal(views->strings, arena, (int64_t)step->to * 10, 1);
	} else if ((is_autonomy || step->kind == STEP_EXPOSURE) && step->from == step->to) {
		assert(step->before && step->after);
		*before = bounds(arena, is_autonomy ? step->before->autonomy : step->before->exposure);
		*after = bounds(arena, is_autonomy ? step->after->autonomy : step->after->exposure);
	} else {
		*before = whole(arena, step->from);
		*after = whole(arena, step->to);
	}
}

static void fill_cause(
	const struct views *views, const struct revision_step *step, struct arena *arena, struct view_cause *view)
{
	const char *key = view_step_key(step->kind);
	const struct past_task *task = step->after ? step->after : step->before;
	bool is_judged = step->kind == STEP_EXPOSURE || step->kind == STEP_AUTONOMY;
	const char *ending = is_judged && step->from == step->to ? "_bounds" : "";
	str before, after, name = arena_printf(arena, "cause_%s%s", key, ending);
	fill_values(views, step, arena, &before, &after);
	view->kind = value_text(str_of(key));
	view->sentence = value_text(strings_say(views->strings, arena, name.at,
		FILLS({"task", task ? task->name : (str){0}}, {"before", before}, {"after", after},
			{"was", step->before ? step->before->name : (str){0}})));
	view->effect = value_text(signed_exact(views, arena, step->hundredths));
	view->is_up = value_bool(step->hundredths > 0);
	view->is_down = value_bool(step->hundredths < 0);
}

static struct value causes_of(
	const struct views *views, struct revision_step *steps, size_t count, size_t most, struct arena *arena)
{
	if (count == 0)
		return (struct value){0};
	struct view_causes *view = arena_new(arena, struct view_causes);
	size_t shown = revision_largest(steps, count, most);
	struct view_cause *items = arena_array(arena, struct view_cause, shown);
	for (size_t i = 0; i < shown; i++)
		fill_cause(views, &steps[i], arena, &items[i]);
	view->items = VIEW_ITEMS(arena, cause, items, shown);
	if (shown < count)
		view->more = value_text(strings_count(views->strings, arena, "causes_more", (int64_t)(count - shown),
			FILLS({"count", arena_int(arena, (int64_t)(count - shown))})));
	return view_of(SHAPE_causes, view);
}

static struct value no_causes(const struct views *views, struct arena *arena)
{
	struct view_causes *view = arena_new(arena, struct view_causes);
	view->note = value_text(strings_say(views->strings, arena, "causes_unknown", NULL, 0));
	return view_of(SHAPE_causes, view);
}

struct value views_causes_since(const struct views *views, const struct edition *edition, const struct role *role,
	size_t level, struct arena *arena)
{
	struct revision_step *steps;
	size_t count;
	const struct past_role *now = &views->present.roles[role - views->site->roles];
	const struct past_role *was = past_role_find(edition, &views->present, now);
	str id = views->site->levels[level].id.s;
	if (views_steps(views, edition, was, &views->present, now, id, arena, &steps, &count))
		return causes_of(views, steps, count, FEW_SINCE, arena);
	const struct past_level *then = past_level_find(was, id);
	bool is_same = then && then->risk.value == role->levels[level].score.risk.value;
	return is_same ? ((struct value){0}) : no_causes(views, arena);
}

static str risk_in_words(
	const struct views *views, const struct revision *revision, const struct past_level *level, struct arena *arena)
{
	if (!level)
		return (str){0};
	return revision->is_exact ? strings_decimal(views->strings, arena, level->risk.hundredths, 2)
				  : arena_int(arena, level->risk.value);
}

static void fill_revision(
	const struct views *views, const struct revision *revision, struct arena *arena, struct view_revision *view)
{
	const struct past_role *of = revision->after ? revision->after : revision->before;
	const struct role *role = revision->after ? map_get(&views->site->role_by_slug, of->slug) : NULL;
	view->title = value_text(of->title.len ? of->title : role ? role->is.title.s : of->slug);
	if (role)
		view->url = value_text(role->url);
	view->before = value_text(risk_in_words(views, revision, revision->was, arena));
	view->after = value_text(risk_in_words(views, revision, revision->is, arena));
	if (!revision->was || !revision->is)
		return;
	view->difference = value_text(revision->is_exact ? signed_exact(views, arena, revision->hundredths)
							 : view_signed(arena, revision->hundredths / 100));
	view->is_up = value_bool(revision->hundredths > 0);
	view->is_down = value_bool(revision->hundredths < 0);
}

/* False for a role of which nothing is to be told. */
static bool fill_causes(const struct views *views, const struct change *change, const struct revision *revision,
	struct arena *arena, struct view_revision *view)
{
	struct revision_step *steps;
	size_t count;
	if (!revision->was || !revision->is)
		return true;
	bool is_known = views_steps(views, change->before, revision->before, change->after, revision->after,
		change->revisions.level, arena, &steps, &count);
	view->causes = is_known ? causes_of(views, steps, count, FEW_CAUSES, arena) : no_causes(views, arena);
	return revision->kind != REVISION_SAME || (is_known && count > 0);
}

struct value views_revisions(
	const struct views *views, const struct change *change, enum revision_kind kind, struct arena *arena)
{
	const struct revisions *all = &change->revisions;
	size_t most = kind == REVISION_SAME ? MOST_WITH_CAUSES : MOST_ROLES, count = 0, found = 0;
	struct view_revision *items = arena_array(arena, struct view_revision, most);
	for (size_t i = 0; i < all->count; i++) {
		struct view_revision spare = {0}, *view = count < most ? &items[count] : &spare;
		if (all->items[i].kind != kind)
			continue;
		if ((found < MOST_WITH_CAUSES || kind == REVISION_SAME)
			&& !fill_causes(views, change, &all->items[i], arena, view))
			continue;
		found++;
		if (count == most)
			continue;
		fill_revision(views, &all->items[i], arena, view);
		count++;
	}
	if (count == 0)
		return (struct value){0};
	struct view_revisions *view = arena_new(arena, struct view_revisions);
	view->count = value_int((int64_t)found);
	view->items = VIEW_ITEMS(arena, revision, items, count);
	if (count < found)
		view->more = value_text(strings_count(views->strings, arena, "revisions_more", (int64_t)(found - count),
			FILLS({"count", strings_number(views->strings, arena, (int64_t)(found - count))})));
	return view_of(SHAPE_revisions, view);
}

/* "3 roles up, 1 down and 1 new." */
static str counts_in_words(const struct views *views, const struct change *change, struct arena *arena)
{
	static const char *const names[] = {"change_up", "change_down", "change_new", "change_gone"};
	str parts[COUNT(names)];
	size_t count = 0;
	for (size_t i = 0; i < COUNT(names); i++) {
		int64_t number = (int64_t)change->revisions.counts[i];
		if (number)
			parts[count++] = strings_count(views->strings, arena, names[i], number,
				FILLS({"count", strings_number(views->strings, arena, number)}));
	}
	if (count == 0)
		return strings_say(views->strings, arena, "change_none", NULL, 0);
	return strings_say(views->strings, arena, "change_counts",
		FILLS({"list", strings_list(views->strings, arena, parts, count)}));
}
static_assert(REVISION_UP == 0 && REVISION_DOWN == 1 && REVISION_NEW == 2 && REVISION_GONE == 3, "as names has them");

static struct value movers_of(const struct views *views, const struct change *change, struct arena *arena)
{
	const struct revision *movers[FEW_MOVERS] = {NULL};
	struct view_revision *items = arena_array(arena, struct view_revision, FEW_MOVERS);
	size_t count = 0;
	for (size_t i = 0; i < change->revisions.count; i++) {
		const struct revision *next = &change->revisions.items[i];
		if (next->kind != REVISION_UP && next->kind != REVISION_DOWN)
			continue;
		size_t at = count < FEW_MOVERS ? count++ : FEW_MOVERS;
		for (; at > 0 && abs(movers[at - 1]->hundredths) < abs(next->hundredths); at--)
			if (at < FEW_MOVERS)
				movers[at] = movers[at - 1];
		if (at < FEW_MOVERS)
			movers[at] = next;
	}
	for (size_t i = 0; i < count; i++)
		fill_revision(views, movers[i], arena, &items[i]);
	return VIEW_ITEMS(arena, revision, items, count);
}

void views_change_link(
	const struct views *views, const struct change *change, struct arena *arena, struct view_change_link *link)
{
	str edition = change->after->name.s, before = change->before->name.s;
	link->title = value_text(strings_say(views->strings, arena, edition.len ? "change_title" : "change_title_now",
		FILLS({"edition", edition}, {"before", before})));
	link->url = value_text(change->url);
	link->edition = value_text(edition);
	link->before = value_text(before);
	if (!change->is_present) {
		link->date = value_text(strings_date(views->strings, arena, change->after->date.date));
		link->date_iso = value_text(change->after->date.text.s);
	}
	link->is_present = value_bool(change->is_present);
	link->sentence = value_text(counts_in_words(views, change, arena));
	link->movers = movers_of(views, change, arena);
}

static void make_links(struct views *views)
{
	struct view_change_link *links = arena_array(views->arena, struct view_change_link, views->change_count);
	for (size_t i = 0; i < views->change_count; i++)
		views_change_link(views, &views->changes[i], views->arena, &links[i]);
	views->change_links = VIEW_ITEMS(views->arena, change_link, links, views->change_count);
}

/* The newest stands first, so that is filled last. */
void views_changes(struct views *views)
{
	const struct edition **past;
	size_t count = editions_past(views->site, views->arena, &past);
	bool has_present = views->site->variant_count == 0; /* the assumptions of a variant are no change */
	if (count + has_present < 2)
		return;
	edition_of_site(views->site, WITHOUT_TASKS, (struct date){0}, views->arena, &views->present);
	views->changes = arena_array(views->arena, struct change, count);
	views->change_count = count - !has_present;
	for (size_t i = 1; i < count; i++)
		add_change(views, past[i - 1], past[i], false);
	if (has_present)
		add_change(views, past[count - 1], &views->present, true);
	views->change_count = count - !has_present;
	make_links(views);
}

static str model_sentence(
	const struct views *views, const struct change *change, const struct model_change *of, struct arena *arena)
{
	static const char *const names[] = {[MODEL_LEVEL_NEW] = "model_level_new",
		[MODEL_LEVEL_GONE] = "model_level_gone",
		[MODEL_LABEL] = "model_label",
		[MODEL_TILT] = "model_tilt",
		[MODEL_BASELINE] = "model_baseline",
		[MODEL_BANDS] = "model_bands"};
	const struct past_site_level *level = of->after ? of->after : of->before;
	const uint8_t *was = change->before->bands, *is = change->after->bands;
	str before = arena_printf(arena, "%d, %d, %d, %d", was[0], was[1], was[2], was[3]);
	str after = arena_printf(arena, "%d, %d, %d, %d", is[0], is[1], is[2], is[3]);
	assert((of->kind != MODEL_TILT && of->kind != MODEL_LABEL) || (of->before && of->after));
	if (of->kind == MODEL_TILT) {
		before = whole(arena, of->before->tilt);
		after = whole(arena, of->after->tilt);
	} else if (of->kind == MODEL_LABEL) {
		before = of->before->label;
		after = of->after->label;
	}
	return strings_say(views->strings, arena, names[of->kind],
		FILLS({"level", level ? level->label : (str){0}}, {"before", before}, {"after", after}));
}

struct value views_model_changes(const struct views *views, const struct change *change, struct arena *arena)
{
	struct model_change *changes;
	size_t count = revision_model(change->before, change->after, arena, &changes);
	str *phrases = arena_array(arena, str, count);
	for (size_t i = 0; i < count; i++)
		phrases[i] = view_escaped(arena, model_sentence(views, change, &changes[i], arena));
	return view_phrases(arena, phrases, count);
}

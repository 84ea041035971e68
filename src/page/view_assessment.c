/* SPDX-License-Identifier: MIT */
/* One level of a role: its numbers, its tasks, and what can be said of them. */
#include <assert.h>

#include "content/role.h"
#include "page/view.h"

struct value view_measure(const struct views *views, const struct score_measure *measure, struct arena *arena)
{
	struct view_measure *view = arena_new(arena, struct view_measure);
	view->value = value_int(measure->value);
	view->low = value_int(measure->low);
	view->high = value_int(measure->high);
	view->span = value_int((int64_t)measure->high - measure->low);
	view->exact = value_text(strings_decimal(views->strings, arena, measure->hundredths, 2));
	view->hundredths = value_int(measure->hundredths);
	view->has_range = value_bool(measure->low != measure->high);
	return view_of(SHAPE_measure, view);
}

static str range_sentence(const struct views *views, const struct role *role, size_t level, struct arena *arena)
{
	const struct score *score = &role->levels[level].score;
	struct score_input input = role_input(views->site, role, level);
	uint32_t most = score_largest_step(&input);
	if (score->risk.low == score->risk.high)
		return strings_say(
			views->strings, arena, "range_none", FILLS({"low", arena_int(arena, score->risk.low)}));
	return strings_count(views->strings, arena, "range", most,
		FILLS({"low", arena_int(arena, score->risk.low)}, {"high", arena_int(arena, score->risk.high)},
			{"most", arena_int(arena, most)}));
}

static str place_sentence(const struct views *views, const struct role *role, struct arena *arena)
{
	size_t others = views->site->role_count - 1;
	if (others == 0)
		return (str){0};
	return strings_count(views->strings, arena, "place", (int64_t)others,
		FILLS({"count", arena_int(arena, (int64_t)others)}, {"below", arena_int(arena, (int64_t)role->below)},
			{"percentile", arena_int(arena, role->percentile)}));
}

struct value views_score(
	const struct views *views, const struct role *role, size_t number, struct arena *arena, struct view_score *view)
{
	const struct role_level *level = &role->levels[number];
	const struct score *score = &level->score;
	str risk = arena_int(arena, score->risk.value), exposure = arena_int(arena, score->exposure.value);
	view->risk = view_measure(views, &score->risk, arena);
	view->exposure = view_measure(views, &score->exposure, arena);
	view->threat = value_int(score->threat);
	view->automated = value_int(score->automated);
	view->assisted = value_int(score->assisted);
	view->human = value_int(score->human);
	view->band = value_text(view_band_key(level->band));
	view->band_label = value_text(views->theme->band_labels[level->band]);
	view->band_risk = value_text(strings_say(
		views->strings, arena, "band_risk", FILLS({"band", views->theme->band_labels[level->band]})));
	view->threat_sentence = value_text(role_say(views, role, arena, "threat",
		FILLS({"threat", arena_int(arena, score->threat)}, {"exposure", exposure}, {"risk", risk})));
	view->range_sentence = value_text(range_sentence(views, role, number, arena));
	view->week_sentence = value_text(role_say(views, role, arena, "week",
		FILLS({"automated", risk}, {"assisted", arena_int(arena, score->assisted)},
			{"human", arena_int(arena, score->human)})));
	if (level == role->baseline) {
		view->percentile = value_int(role->percentile);
		view->place_sentence = value_text(place_sentence(views, role, arena));
	}
	return view_of(SHAPE_score, view);
}

static const char *const label_keys[] = {[LABEL_LOW] = "low", [LABEL_MEDIUM] = "medium", [LABEL_HIGH] = "high"};
static_assert(COUNT(label_keys) == LABEL_COUNT, "a key for each label");

static void fill_task(const struct views *views, const struct role *role, size_t number, size_t level,
	struct arena *arena, struct view_task *view)
{
	const struct task *task = &role->is.tasks.items[number];
	const struct score_share *share = &role->levels[level].shares[number];
	struct judgement exposure = task->exposure.judgement, autonomy = task->autonomy.judgement;
	const char *label = label_keys[score_label_of(exposure.value)];
	str percent = strings_decimal(views->strings, arena, (int64_t)share->weight_permille * 10, 1);
	view->number = value_int((int64_t)number + 1);
	view->id = value_text(task->id.s);
	view->name = view_prose(&task->name);
	view->name_text = value_text(task->name.html.plain);
	if (role_has_hours(role))
		view->hours = value_text(percent);
	view->share = value_text(percent);
	view->permille = value_int(share->weight_permille);
	view->exposure = value_int(exposure.value);
	view->exposure_low = value_int(exposure.low);
	view->exposure_high = value_int(exposure.high);
	view->exposure_span = value_int(exposure.high - exposure.low);
	view->autonomy = value_int(autonomy.value);
	view->autonomy_low = value_int(autonomy.low);
	view->autonomy_high = value_int(autonomy.high);
	view->autonomy_span = value_int(autonomy.high - autonomy.low);
	view->label = value_text(str_of(label));
	view->label_text = value_text(strings_word(views->strings, "exposure_", label));
	view->contribution = value_int(share->contribution);
	view->contribution_exact =
		value_text(strings_decimal(views->strings, arena, share->contribution_hundredths, 2));
	view->rationale = view_prose(&task->rationale);
	view->notes = view_notes(views, &role->cited, task->sources.items, task->sources.count, arena);
}

static struct value tasks_of(const struct views *views, const struct role *role, size_t level, struct arena *arena)
{
	size_t count = role->is.tasks.count;
	struct view_tasks *view = arena_new(arena, struct view_tasks);
	struct view_task *items = arena_array(arena, struct view_task, count);
	bool has_rationales = false;
	for (size_t i = 0; i < count; i++) {
		fill_task(views, role, i, level, arena, &items[i]);
		has_rationales |= role->is.tasks.items[i].rationale.is_set;
	}
	view->count = value_int((int64_t)count);
	view->has_rationales = value_bool(has_rationales);
	view->has_hours = value_bool(value_is_true(items[0].hours));
	view->items = VIEW_ITEMS(arena, task, items, count);
	return view_of(SHAPE_tasks, view);
}

/* Tasks with a label, the largest share first. */
struct labelled {
	size_t tasks[SCORE_MAX_TASKS];
	size_t count;
};

static struct labelled tasks_labelled(const struct role *role, size_t level, enum score_label label)
{
	struct labelled found = {.count = 0};
	const struct score_share *shares = role->levels[level].shares;
	for (size_t i = 0; i < role->is.tasks.count; i++) {
		if (score_label_of(role->is.tasks.items[i].exposure.judgement.value) != label)
			continue;
		size_t at = found.count++;
		for (; at > 0 && shares[found.tasks[at - 1]].weight_permille < shares[i].weight_permille; at--)
			found.tasks[at] = found.tasks[at - 1];
		found.tasks[at] = i;
	}
	return found;
}

static struct value task_phrases(const struct role *role, const struct labelled *tasks, struct arena *arena)
{
	str *phrases = arena_array(arena, str, tasks->count);
	for (size_t i = 0; i < tasks->count; i++)
		phrases[i] = role->is.tasks.items[tasks->tasks[i]].name.html.html;
	return view_phrases(arena, phrases, tasks->count);
}

/* Tasks by name, the largest first; of many only some, and how many more there are. */
static str tasks_listed(
	const struct views *views, const struct role *role, const struct labelled *tasks, struct arena *arena)
{
	enum { MOST_NAMED = 6, NAMED_OF_MANY = 3 };
	size_t shown = tasks->count > MOST_NAMED ? NAMED_OF_MANY : tasks->count;
	str names[MOST_NAMED + 1];
	for (size_t i = 0; i < shown; i++)
		names[i] = role->is.tasks.items[tasks->tasks[i]].name.html.plain;
	if (shown == tasks->count)
		return strings_list(views->strings, arena, names, shown);
	names[shown] = strings_count(views->strings, arena, "list_more", (int64_t)(tasks->count - shown),
		FILLS({"count", arena_int(arena, (int64_t)(tasks->count - shown))}));
	return strings_list(views->strings, arena, names, shown + 1);
}

static str task_insight(const struct views *views, const struct role *role, const struct labelled *tasks,
	const char *some, const char *none, struct arena *arena)
{
	str total = arena_int(arena, (int64_t)role->is.tasks.count);
	if (tasks->count == 0)
		return strings_say(views->strings, arena, none, FILLS({"total", total}));
	return strings_count(views->strings, arena, some, (int64_t)tasks->count,
		FILLS({"count", arena_int(arena, (int64_t)tasks->count)}, {"total", total},
			{"list", tasks_listed(views, role, tasks, arena)}));
}

static str skill_insight(const struct views *views, const struct skill *skills, size_t count, struct arena *arena)
{
	str *names = arena_array(arena, str, count);
	size_t found = 0;
	for (size_t i = 0; i < count; i++)
		if (skills[i].group.value == SKILL_VULNERABLE)
			names[found++] = skills[i].name.s;
	if (found == 0)
		return (str){0};
	return strings_count(views->strings, arena, "insight_skills", (int64_t)found,
		FILLS({"count", arena_int(arena, (int64_t)found)},
			{"list", strings_list(views->strings, arena, names, found)}));
}

static struct value insights_of(const struct views *views, const struct role *role, size_t level,
	const struct labelled *high, const struct labelled *low, struct arena *arena)
{
	const struct level_page *page = role_level_page(role, level);
	str *phrases = arena_array(arena, str, page->insights.count + 3);
	const struct skill *skills = page->skills.count ? page->skills.items : role->is.skills.items;
	size_t skill_count = page->skills.count ? page->skills.count : role->is.skills.count, count = 0;
	phrases[count++] =
		view_escaped(arena, task_insight(views, role, high, "insight_high", "insight_high_none", arena));
	phrases[count++] =
		view_escaped(arena, task_insight(views, role, low, "insight_low", "insight_low_none", arena));
	str skill = skill_insight(views, skills, skill_count, arena);
	if (skill.len)
		phrases[count++] = view_escaped(arena, skill);
	for (size_t i = 0; i < page->insights.count; i++)
		phrases[count++] = page->insights.items[i].html.html;
	struct view_insights *view = arena_new(arena, struct view_insights);
	view->items = view_phrase_list(arena, phrases, count);
	return view_of(SHAPE_insights, view);
}

static struct value chips_of(
	const struct views *views, const struct role *role, size_t high, size_t low, struct arena *arena)
{
	static const char *const names[] = {"chip_high", "chip_low", "chip_skills"};
	size_t counts[] = {high, low, role->is.skills.count}, found = 0;
	str phrases[COUNT(names)];
	for (size_t i = 0; i < COUNT(names); i++)
		if (i < 2 || counts[i])
			phrases[found++] = view_escaped(arena,
				strings_count(views->strings, arena, names[i], (int64_t)counts[i],
					FILLS({"count", arena_int(arena, (int64_t)counts[i])})));
	return view_phrase_list(arena, phrases, found);
}

static str sensitivity_of(const struct views *views, const struct role *role, size_t level, struct arena *arena)
{
	const struct score_effect *effect = &role->levels[level].largest;
	if (effect->low_hundredths == effect->high_hundredths)
		return (str){0};
	return strings_say(views->strings, arena, "sensitivity",
		FILLS({"task", role->is.tasks.items[effect->task].name.html.plain},
			{"measure",
				strings_label(
					views->strings, effect->is_autonomy ? "measure_autonomy" : "measure_exposure")},
			{"low", arena_int(arena, effect->low)}, {"high", arena_int(arena, effect->high)}));
}

static str arithmetic_of(const struct views *views, const struct role *role, size_t level, struct arena *arena)
{
	struct buf parts = {0};
	for (size_t i = 0; i < role->is.tasks.count; i++) {
		uint32_t part = role->levels[level].shares[i].contribution_hundredths;
		buf_put(&parts, i ? S(" + ") : S(""));
		buf_put(&parts, strings_decimal(views->strings, arena, part, 2));
	}
	str sentence = strings_say(views->strings, arena, "arithmetic",
		FILLS({"parts", buf_str(&parts)},
			{"total",
				strings_decimal(views->strings, arena, role->levels[level].score.risk.hundredths, 2)}));
	buf_free(&parts);
	return sentence;
}

void views_assessment(const struct views *views, const struct role *role, size_t level, struct arena *arena,
	struct view_assessment *view, struct view_score *score)
{
	struct labelled high = tasks_labelled(role, level, LABEL_HIGH), low = tasks_labelled(role, level, LABEL_LOW);
	view->score = views_score(views, role, level, arena, score);
	view->history = views_history(views, role, level, arena);
	view->tasks = tasks_of(views, role, level, arena);
	view->takes_on = task_phrases(role, &high, arena);
	view->stays_human = task_phrases(role, &low, arena);
	view->high_count = value_int((int64_t)high.count);
	view->low_count = value_int((int64_t)low.count);
	view->chips = chips_of(views, role, high.count, low.count, arena);
	view->insights = insights_of(views, role, level, &high, &low, arena);
	view->sensitivity_sentence = value_text(sensitivity_of(views, role, level, arena));
	view->sensitivity = views_sensitivity(views, role, level, arena);
	view->arithmetic = value_text(arithmetic_of(views, role, level, arena));
	if (role->levels[level].is_modelled)
		view->model_sentence = value_text(role_say(views, role, arena, "model",
			FILLS({"level", role->levels[level].level->label.s},
				{"baseline", role->baseline->level->label.s})));
}

/* SPDX-License-Identifier: MIT */
/* What one judgement does to a risk, and what other assumptions do to the ranking. */
#include "content/role.h"
#include "page/view.h"

enum { SHOWN = 5 };

static str measure_of(const struct views *views, bool is_autonomy)
{
	return strings_label(views->strings, is_autonomy ? "measure_autonomy" : "measure_exposure");
}

static struct judgement judgement_of(const struct score_input *input, size_t task, bool is_autonomy)
{
	return is_autonomy ? input->tasks[task].autonomy : input->tasks[task].exposure;
}

/* From the least to the most that any of the bars reaches. */
struct scale {
	uint32_t low, high;
};

static struct scale scale_of(const struct score_effect *effects, size_t count)
{
	struct scale scale = {effects[0].low_hundredths, effects[0].high_hundredths};
	for (size_t i = 1; i < count; i++) {
		if (effects[i].low_hundredths < scale.low)
			scale.low = effects[i].low_hundredths;
		if (effects[i].high_hundredths > scale.high)
			scale.high = effects[i].high_hundredths;
	}
	return scale;
}

static int64_t place(struct scale scale, uint32_t hundredths)
{
	return (int64_t)score_half(100 * (uint64_t)(hundredths - scale.low), scale.high - scale.low);
}

static void fill_effect(const struct views *views, const struct role *role, const struct score_input *input,
	const struct score_effect *effect, struct scale scale, struct arena *arena, struct view_effect *view)
{
	const struct task *task = &role->is.tasks.items[effect->task];
	struct judgement judgement = judgement_of(input, effect->task, effect->is_autonomy);
	int64_t x = place(scale, effect->low_hundredths);
	view->name = view_prose(&task->name);
	view->id = value_text(task->id.s);
	view->measure = value_text(measure_of(views, effect->is_autonomy));
	view->value = value_int(judgement.value);
	view->low = value_int(judgement.low);
	view->high = value_int(judgement.high);
	view->risk_low = value_text(strings_decimal(views->strings, arena, effect->low_hundredths, 2));
	view->risk_high = value_text(strings_decimal(views->strings, arena, effect->high_hundredths, 2));
	view->x = value_int(x);
	view->span = value_int(place(scale, effect->high_hundredths) - x);
}

static str move_sentence(const struct views *views, const struct role *role, const struct score_input *input,
	const struct score_move *move, struct arena *arena)
{
	struct judgement judgement = judgement_of(input, move->task, move->is_autonomy);
	bool is_within = move->to >= judgement.low && move->to <= judgement.high;
	return strings_say(views->strings, arena, is_within ? "move_within" : "move_beyond",
		FILLS({"band", views->theme->band_labels[move->band]},
			{"measure", measure_of(views, move->is_autonomy)},
			{"task", role->is.tasks.items[move->task].name.html.plain},
			{"from", arena_int(arena, move->from)}, {"to", arena_int(arena, move->to)},
			{"low", arena_int(arena, judgement.low)}, {"high", arena_int(arena, judgement.high)}));
}

static struct value moves_of(const struct views *views, const struct role *role, size_t level,
	const struct score_input *input, struct arena *arena)
{
	enum score_band band = role->levels[level].band;
	str phrases[2];
	size_t count = 0;
	for (int direction = 1; direction >= -1; direction -= 2) {
		struct score_move move;
		if (direction > 0 ? band == BAND_VERY_HIGH : band == BAND_MINIMAL)
			continue;
		bool can = score_band_move(input, views->site->model.scoring.bands, direction, &move);
		phrases[count++] = view_escaped(arena,
			can ? move_sentence(views, role, input, &move, arena)
			    : strings_say(views->strings, arena, "move_none",
				    FILLS({"band", views->theme->band_labels[(int)band + direction]})));
	}
	return view_phrase_list(arena, phrases, count);
}

struct value views_sensitivity(const struct views *views, const struct role *role, size_t level, struct arena *arena)
{
	struct score_input input = role_input(views->site, role, level);
	struct score_effect effects[SHOWN];
	size_t count = score_largest_effects(&input, effects, SHOWN);
	if (count == 0)
		return (struct value){0};
	struct view_sensitivity *view = arena_new(arena, struct view_sensitivity);
	struct view_effect *items = arena_array(arena, struct view_effect, count);
	struct scale scale = scale_of(effects, count);
	for (size_t i = 0; i < count; i++)
		fill_effect(views, role, &input, &effects[i], scale, arena, &items[i]);
	view->at = value_int(place(scale, role->levels[level].score.risk.hundredths));
	view->moves = moves_of(views, role, level, &input, arena);
	view->items = VIEW_ITEMS(arena, effect, items, count);
	return view_of(SHAPE_sensitivity, view);
}

void views_effects(const struct score_input *input, struct arena *arena, struct value *each)
{
	struct score_effect effects[2 * SCORE_MAX_TASKS];
	struct view_api_effects *views = arena_array(arena, struct view_api_effects, input->count);
	score_effects(input, effects);
	for (size_t i = 0; i < input->count; i++) {
		const struct score_effect *exposure = &effects[2 * i], *autonomy = &effects[2 * i + 1];
		views[i].exposure_low = value_int(exposure->low_hundredths);
		views[i].exposure_high = value_int(exposure->high_hundredths);
		views[i].autonomy_low = value_int(autonomy->low_hundredths);
		views[i].autonomy_high = value_int(autonomy->high_hundredths);
		each[i] = view_of(SHAPE_api_effects, &views[i]);
	}
}

struct value views_band_moves(
	const struct views *views, const struct role *role, const struct score_input *input, struct arena *arena)
{
	const uint8_t *bands = views->site->model.scoring.bands;
	struct score_move moves[4 * SCORE_MAX_TASKS];
	size_t count = score_band_moves(input, bands, 1, moves);
	count += score_band_moves(input, bands, -1, moves + count);
	struct view_api_move *items = arena_array(arena, struct view_api_move, count);
	for (size_t i = 0; i < count; i++) {
		struct judgement judgement = judgement_of(input, moves[i].task, moves[i].is_autonomy);
		items[i].band = value_text(view_band_key(moves[i].band));
		items[i].task = value_text(role->is.tasks.items[moves[i].task].id.s);
		items[i].judgement = value_text(moves[i].is_autonomy ? S("autonomy") : S("exposure"));
		items[i].from = value_int(moves[i].from);
		items[i].to = value_int(moves[i].to);
		items[i].is_within = value_bool(moves[i].to >= judgement.low && moves[i].to <= judgement.high);
	}
	return VIEW_ITEMS(arena, api_move, items, count);
}

static void fill_robust(
	const struct views *views, const struct robust_row *row, struct arena *arena, struct view_robust_row *view)
{
	const struct level *level = &views->site->levels[row->level];
	view->id = value_text(str_of(row->name));
	view->model = value_text(str_of(row->words));
	view->title = value_text(strings_word(views->strings, "robust_", row->name));
	view->level = value_text(level->id.s);
	view->level_label = value_text(level->label.s);
	view->is_baseline = value_bool(row->level == views->site->baseline);
	if (row->has_correlation)
		view->correlation = value_text(strings_decimal(views->strings, arena, row->correlation, 2));
	if (!row->moved)
		return;
	view->role = value_text(row->moved->is.title.s);
	view->slug = value_text(row->moved->slug);
	view->url = value_text(row->moved->url);
	view->from = value_int((int64_t)row->from);
	view->to = value_int((int64_t)row->to);
}

static str robust_sentence(const struct views *views, const struct robust_row *rows, size_t count, struct arena *arena)
{
	const struct robust_row *least = NULL;
	str roles = strings_number(views->strings, arena, (int64_t)views->site->role_count);
	for (size_t i = 0; i < count; i++)
		if (rows[i].has_correlation && (!least || rows[i].correlation < least->correlation))
			least = &rows[i];
	if (!least)
		return strings_say(
			views->strings, arena, count ? "robust_alike" : "robust_same", FILLS({"roles", roles}));
	return strings_count(views->strings, arena, "robust", (int64_t)count,
		FILLS({"count", arena_int(arena, (int64_t)count)}, {"roles", roles},
			{"variant", strings_word(views->strings, "robust_", least->name)},
			{"level", views->site->levels[least->level].label.s},
			{"correlation", strings_decimal(views->strings, arena, least->correlation, 2)}));
}

struct value views_robustness(const struct views *views, struct arena *arena)
{
	struct robust_row rows[ROBUST_ROWS];
	if (views->site->role_count < ROBUST_FEWEST_ROLES)
		return (struct value){0};
	size_t count = model_robustness(views->site, rows);
	struct view_robustness *view = arena_new(arena, struct view_robustness);
	struct view_robust_row *items = arena_array(arena, struct view_robust_row, count);
	for (size_t i = 0; i < count; i++)
		fill_robust(views, &rows[i], arena, &items[i]);
	view->count = value_int((int64_t)views->site->role_count);
	view->sentence = value_text(robust_sentence(views, rows, count, arena));
	view->items = VIEW_ITEMS(arena, robust_row, items, count);
	return view_of(SHAPE_robustness, view);
}

static struct value model_items(const struct site *site, struct arena *arena)
{
	struct view_model_change *items = arena_array(arena, struct view_model_change, site->variant_count);
	for (size_t i = 0; i < site->variant_count; i++) {
		items[i].key = value_text(site->variant[i].key);
		items[i].value = value_text(site->variant[i].value);
		items[i].own = value_text(site->variant[i].own);
	}
	return VIEW_ITEMS(arena, model_change, items, site->variant_count);
}

/* With a minus as pages print it. */
static str shown(str value, struct arena *arena)
{
	return str_take(&value, S("-")) ? arena_printf(arena, "\xE2\x88\x92%.*s", STR_ARG(value)) : value;
}

struct value views_model(const struct views *views, struct arena *arena)
{
	const struct site *site = views->site;
	str *phrases = arena_array(arena, str, site->variant_count);
	if (site->variant_count == 0)
		return (struct value){0};
	for (size_t i = 0; i < site->variant_count; i++) {
		const struct variant_change *change = &site->variant[i];
		phrases[i] = strings_say(views->strings, arena, change->own.len ? "model_change_own" : "model_change",
			FILLS({"key", change->key}, {"value", shown(change->value, arena)},
				{"own", shown(change->own, arena)}));
	}
	struct view_model *view = arena_new(arena, struct view_model);
	view->sentence = value_text(strings_say(views->strings, arena, "model_notice",
		FILLS({"list", strings_list(views->strings, arena, phrases, site->variant_count)})));
	view->items = model_items(site, arena);
	return view_of(SHAPE_model, view);
}

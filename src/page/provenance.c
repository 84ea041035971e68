/* SPDX-License-Identifier: MIT */
/* What stands behind the numbers of the API: the exact sums, the assumptions, how each judgement was written. */
#include "content/role.h"
#include "page/data.h"
#include "page/pages.h"

enum { FORMULA = 1 };

struct value provenance_sums(const struct site *site, const struct role *role, size_t level, struct arena *arena)
{
	struct score_input input = role_input(site, role, level);
	struct score_sums sums = score_sums_of(&input);
	struct view_api_sums *view = arena_new(arena, struct view_api_sums);
	view->exposure = value_int((int64_t)sums.exposure);
	view->exposure_low = value_int((int64_t)sums.exposure_low);
	view->exposure_high = value_int((int64_t)sums.exposure_high);
	view->exposure_weight = value_int((int64_t)sums.weight);
	view->risk = value_int((int64_t)sums.risk);
	view->risk_low = value_int((int64_t)sums.risk_low);
	view->risk_high = value_int((int64_t)sums.risk_high);
	view->risk_weight = value_int((int64_t)(100 * sums.weight));
	return view_of(SHAPE_api_sums, view);
}

static struct value ids_of(const struct text *ids, size_t count, struct arena *arena)
{
	struct value *items = arena_array(arena, struct value, count);
	for (size_t i = 0; i < count; i++)
		items[i] = value_text(ids[i].s);
	return value_list(items, count);
}

struct value provenance_sources(const struct role *role, struct arena *arena)
{
	struct value *items = arena_array(arena, struct value, role->cited.count);
	for (size_t i = 0; i < role->cited.count; i++)
		items[i] = value_text(role->cited.items[i]->id.s);
	return value_list(items, role->cited.count);
}

struct value provenance_tasks(const struct role *role, struct arena *arena)
{
	size_t count = role->is.tasks.count;
	struct view_api_task *items = arena_array(arena, struct view_api_task, count);
	for (size_t i = 0; i < count; i++) {
		const struct task *task = &role->is.tasks.items[i];
		items[i].id = value_text(task->id.s);
		items[i].exposure_as = value_text(view_judged_as(&task->exposure));
		items[i].autonomy_as = value_text(view_judged_as(&task->autonomy));
		items[i].sources = ids_of(task->sources.items, task->sources.count, arena);
		items[i].refs = ids_of(task->refs.items, task->refs.count, arena);
	}
	return VIEW_ITEMS(arena, api_task, items, count);
}

static struct value levels_of(const struct site *site, struct arena *arena)
{
	struct view_api_model_level *items = arena_array(arena, struct view_api_model_level, site->level_count);
	for (size_t i = 0; i < site->level_count; i++) {
		items[i].id = value_text(site->levels[i].id.s);
		items[i].label = value_text(site->levels[i].label.s);
		items[i].tilt = value_int(site->model.tilts[i]);
		items[i].is_baseline = value_bool(i == site->baseline);
	}
	return VIEW_ITEMS(arena, api_model_level, items, site->level_count);
}

static struct value words_of(const struct scoring *scoring, struct arena *arena)
{
	enum { WORDS = COUNT(scoring->words) };
	struct view_judgement *items = arena_array(arena, struct view_judgement, WORDS);
	for (size_t i = 0; i < WORDS; i++) {
		items[i].value = value_int(scoring->words[i].value);
		items[i].low = value_int(scoring->words[i].low);
		items[i].high = value_int(scoring->words[i].high);
	}
	return VIEW_ITEMS(arena, judgement, items, WORDS);
}

struct value provenance_model(const struct views *views, struct arena *arena)
{
	const struct scoring *scoring = &views->site->model.scoring;
	const struct view_model *variant = (const void *)views->site_view.model.fields;
	struct view_api_model *view = arena_new(arena, struct view_api_model);
	struct value *bands = arena_array(arena, struct value, BAND_COUNT - 1);
	for (size_t i = 0; i + 1 < BAND_COUNT; i++)
		bands[i] = value_int(scoring->bands[i]);
	view->formula = value_int(FORMULA);
	view->spread = value_int(scoring->spread.value);
	view->autonomy = value_int(scoring->autonomy.value);
	view->words = words_of(scoring, arena);
	view->bands = value_list(bands, BAND_COUNT - 1);
	view->levels = levels_of(views->site, arena);
	if (variant)
		view->changes = variant->items;
	return view_of(SHAPE_api_model, view);
}

str provenance_licence(const struct site *site)
{
	return site->settings.data ? site->settings.data->licence.s : (str){0};
}

str provenance_program(void)
{
	return S("rolecast " ROLECAST_VERSION);
}

static struct value forecasts_of(const struct plan *plan, struct arena *arena)
{
	const struct ledger *ledger = &plan->views.ledger;
	struct view_api_forecast *items = arena_array(arena, struct view_api_forecast, ledger->count);
	for (size_t i = 0; i < ledger->count; i++) {
		const struct forecast *forecast = &ledger->forecasts[i];
		const struct stage *stage = forecast->stage;
		items[i].role = value_text(forecast->role->slug);
		items[i].title = value_text(forecast->role->is.title.s);
		items[i].id = value_text(stage->id.s);
		items[i].url = value_text(view_absolute(plan->site, arena, forecast_url(forecast, arena)));
		items[i].claim = value_text(stage->claim.html.plain);
		items[i].from = value_text(stage->from.text.s);
		items[i].to = value_text(stage->to.text.s);
		items[i].deadline = value_text(arena_printf(arena, "%04d-%02d-%02d", forecast->deadline.year,
			forecast->deadline.month, forecast->deadline.day));
		items[i].confidence = value_text(forecast_confidence(stage));
		items[i].status = value_text(forecast_status(stage));
		items[i].is_due = value_bool(forecast->is_due);
		items[i].evidence = value_text(stage->evidence.html.plain);
		items[i].sources = ids_of(stage->cites.items, stage->cites.count, arena);
	}
	return VIEW_ITEMS(arena, api_forecast, items, ledger->count);
}

static struct value tallies_of(const struct ledger *ledger, struct arena *arena)
{
	static const int order[] = {CONFIDENCE_HIGH, CONFIDENCE_MEDIUM, CONFIDENCE_LOW, CONFIDENCES};
	struct view_api_tally *items = arena_array(arena, struct view_api_tally, COUNT(order));
	for (size_t i = 0; i < COUNT(order); i++) {
		const struct tally *tally = &ledger->by_confidence[order[i]];
		if (order[i] != CONFIDENCES)
			items[i].confidence = value_text(str_of(confidence_key(order[i])));
		items[i].open = value_int((int64_t)tally->open);
		items[i].met = value_int((int64_t)tally->met);
		items[i].missed = value_int((int64_t)tally->missed);
	}
	return VIEW_ITEMS(arena, api_tally, items, COUNT(order));
}

void provenance_forecasts(const struct plan *plan, struct maker *maker)
{
	const struct site *site = plan->site;
	struct view_api_forecasts view = {.version = value_int(1)};
	view.site = value_text(arena_printf(&maker->arena, "%.*s/", STR_ARG(site->url)));
	view.title = value_text(site->settings.title.s);
	view.edition = value_text(site->settings.edition.s);
	view.licence = value_text(provenance_licence(site));
	view.program = value_text(provenance_program());
	view.tallies = tallies_of(&plan->views.ledger, &maker->arena);
	view.forecasts = forecasts_of(plan, &maker->arena);
	contract_data(view_of(SHAPE_api_forecasts, &view), &maker->out);
	buf_char(&maker->out, '\n');
}

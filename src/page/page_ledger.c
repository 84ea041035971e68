/* SPDX-License-Identifier: MIT */
/* The ledger of forecasts: a page with what is due, next and judged, and pages by year that hold all. */
#include "page/pages.h"

static void fill_forecast(const struct making *making, const struct forecast *forecast, struct view_forecast *view)
{
	const struct strings *strings = making->views->strings;
	const struct stage *stage = forecast->stage;
	view->role = value_text(forecast->role->is.title.s);
	view->url = value_text(forecast_url(forecast, making->arena));
	view->anchor = value_text(
		arena_printf(making->arena, "%.*s.%.*s", STR_ARG(forecast->role->slug), STR_ARG(stage->id.s)));
	view->from = value_text(strings_date(strings, making->arena, stage->from.date));
	view->to = value_text(strings_date(strings, making->arena, stage->to.date));
	/* Without the marks of citations: those are numbered on the role's page. */
	view->claim = value_text(stage->claim.html.plain);
	view->evidence = value_text(stage->evidence.html.plain);
	view->status = value_text(forecast_status(stage));
	view->status_label = value_text(strings_word(strings, "status_", forecast_status(stage).at));
	view->confidence = value_text(forecast_confidence(stage));
	if (stage->confidence.is_set)
		view->confidence_label =
			value_text(strings_word(strings, "confidence_", forecast_confidence(stage).at));
	view->is_due = value_bool(forecast->is_due);
	view->notes = view_notes(making->views, NULL, stage->cites.items, stage->cites.count, making->arena);
}

static struct value list_of(const struct making *making, const struct forecast *const *chosen, size_t count, size_t all)
{
	struct view_forecasts *view = arena_new(making->arena, struct view_forecasts);
	struct view_forecast *items = arena_array(making->arena, struct view_forecast, count);
	if (all == 0)
		return (struct value){0};
	for (size_t i = 0; i < count; i++)
		fill_forecast(making, chosen[i], &items[i]);
	view->count = value_int((int64_t)all);
	if (count < all)
		view->more = value_text(strings_count(making->views->strings, making->arena, "forecasts_more",
			(int64_t)(all - count), FILLS({"count", pages_count(making, all - count)})));
	view->items = VIEW_ITEMS(making->arena, forecast, items, count);
	return view_of(SHAPE_forecasts, view);
}

enum section { SECTION_DUE, SECTION_OPEN, SECTION_JUDGED };

static enum section section_of(const struct forecast *forecast)
{
	if (forecast->stage->status.value != STAGE_OPEN)
		return SECTION_JUDGED;
	return forecast->is_due ? SECTION_DUE : SECTION_OPEN;
}

/* What is due or open begins with what ends first, what was judged with what ended last. */
static struct value section(const struct making *making, enum section wanted)
{
	const struct ledger *ledger = &making->views->ledger;
	const struct forecast *chosen[LEDGER_MOST];
	size_t count = 0, all = 0;
	for (size_t i = 0; i < ledger->count; i++) {
		size_t number = wanted == SECTION_JUDGED ? ledger->count - 1 - i : i;
		if (section_of(&ledger->forecasts[number]) != wanted)
			continue;
		if (count < LEDGER_MOST)
			chosen[count++] = &ledger->forecasts[number];
		all++;
	}
	return list_of(making, chosen, count, all);
}

static str share_of(const struct making *making, const struct tally *tally)
{
	return arena_int(making->arena, (int64_t)score_half(100 * tally->met, tally_judged(tally)));
}

static struct value calibration(const struct making *making)
{
	static const int order[] = {CONFIDENCE_HIGH, CONFIDENCE_MEDIUM, CONFIDENCE_LOW, CONFIDENCES};
	struct view_calibration *rows = arena_array(making->arena, struct view_calibration, COUNT(order));
	size_t count = 0;
	for (size_t i = 0; i < COUNT(order); i++) {
		const struct tally *tally = &making->views->ledger.by_confidence[order[i]];
		if (tally_judged(tally) + tally->open == 0)
			continue;
		struct view_calibration *row = &rows[count++];
		row->label = value_text(order[i] == CONFIDENCES
				? pages_label(making, "confidence_none")
				: strings_word(making->views->strings, "confidence_", confidence_key(order[i])));
		row->open = value_int((int64_t)tally->open);
		row->met = value_int((int64_t)tally->met);
		row->missed = value_int((int64_t)tally->missed);
		if (tally_judged(tally) >= LEDGER_FEW)
			row->share = value_text(share_of(making, tally));
	}
	return VIEW_ITEMS(making->arena, calibration, rows, count);
}

static str rate_sentence(const struct making *making)
{
	const struct tally *all = &making->views->ledger.all;
	size_t judged = tally_judged(all);
	if (judged == 0)
		return pages_say(making, "ledger_none");
	return strings_count(making->views->strings, making->arena, judged < LEDGER_FEW ? "ledger_few" : "ledger_rate",
		(int64_t)judged,
		FILLS({"count", pages_count(making, judged)}, {"met", pages_count(making, all->met)},
			{"missed", pages_count(making, all->missed)}, {"share", share_of(making, all)}));
}

/* Were those of high confidence met more often than all others? */
static str confidence_sentence(const struct making *making)
{
	const struct ledger *ledger = &making->views->ledger;
	const struct tally *high = &ledger->by_confidence[CONFIDENCE_HIGH];
	size_t judged = tally_judged(high), others = tally_judged(&ledger->all) - judged;
	size_t others_met = ledger->all.met - high->met;
	if (judged < LEDGER_FEW || others < LEDGER_FEW)
		return strings_say(making->views->strings, making->arena, "ledger_unclear",
			FILLS({"few", arena_int(making->arena, LEDGER_FEW)}));
	size_t left = high->met * others, right = others_met * judged;
	return strings_say(making->views->strings, making->arena,
		left > right           ? "ledger_better"
			: left < right ? "ledger_worse"
				       : "ledger_equal",
		FILLS({"high_met", pages_count(making, high->met)}, {"high", pages_count(making, judged)},
			{"other_met", pages_count(making, others_met)}, {"other", pages_count(making, others)}));
}

static void fill_year(const struct making *making, const struct ledger_year *year, struct view_ledger_year *view)
{
	view->year = value_text(arena_int(making->arena, year->year));
	view->url = value_text(pages_local(making, ledger_url(year, 1, making->arena).at));
	view->open = value_int((int64_t)year->tally.open);
	view->met = value_int((int64_t)year->tally.met);
	view->missed = value_int((int64_t)year->tally.missed);
}

static struct value years_of(const struct making *making)
{
	const struct ledger *ledger = &making->views->ledger;
	struct view_ledger_year *years = arena_array(making->arena, struct view_ledger_year, ledger->year_count);
	for (size_t i = 0; i < ledger->year_count; i++)
		fill_year(making, &ledger->years[i], &years[i]);
	return VIEW_ITEMS(making->arena, ledger_year, years, ledger->year_count);
}

struct value pages_forecasts(const struct making *making)
{
	const struct ledger *ledger = &making->views->ledger;
	struct view_forecasts_page *view = arena_new(making->arena, struct view_forecasts_page);
	str description = strings_count(making->views->strings, making->arena, "forecasts_description",
		(int64_t)ledger->count, FILLS({"count", pages_count(making, ledger->count)}));
	pages_root(making, pages_listed(making, pages_say(making, "forecasts_title"), description), view);
	view->open = value_int((int64_t)(ledger->all.open));
	view->due = value_int((int64_t)ledger->all.due);
	view->met = value_int((int64_t)ledger->all.met);
	view->missed = value_int((int64_t)ledger->all.missed);
	view->rate_sentence = value_text(rate_sentence(making));
	view->confidence_sentence = value_text(confidence_sentence(making));
	view->calibration = calibration(making);
	view->overdue = section(making, SECTION_DUE);
	view->upcoming = section(making, SECTION_OPEN);
	view->judged = section(making, SECTION_JUDGED);
	view->years = years_of(making);
	return view_of(SHAPE_forecasts_page, view);
}

static struct value parts_of(const struct making *making, const struct ledger_year *year, size_t current)
{
	struct view_link *links = arena_array(making->arena, struct view_link, year->parts);
	if (year->parts < 2)
		return (struct value){0};
	for (size_t i = 0; i < year->parts; i++) {
		links[i].title = value_text(arena_int(making->arena, (int64_t)i + 1));
		links[i].url = value_text(pages_local(making, ledger_url(year, i + 1, making->arena).at));
		links[i].is_current = value_bool(i == current);
	}
	return VIEW_ITEMS(making->arena, link, links, year->parts);
}

static struct view_meta *year_meta(const struct making *making, const struct ledger_year *year, size_t part)
{
	const struct strings *strings = making->views->strings;
	str name = arena_int(making->arena, year->year), number = arena_int(making->arena, (int64_t)part + 1);
	const struct fill fills[] = {{"year", name}, {"part", number}, {"count", pages_count(making, year->count)}};
	str title = strings_say(
		strings, making->arena, part ? "forecast_year_part" : "forecast_year_title", fills, COUNT(fills));
	str description = strings_count(strings, making->arena,
		part ? "forecast_year_part_description" : "forecast_year_description", (int64_t)year->count, fills,
		COUNT(fills));
	struct view_meta *page = pages_meta(making, title, description);
	struct crumb way[] = {{pages_label(making, "menu_forecasts"), pages_local(making, "/forecasts/")}};
	page->crumbs = pages_crumbs(making, way, COUNT(way), part ? title : name);
	pages_data(making, page, (struct value){0});
	return page;
}

struct value pages_forecast_year(const struct making *making)
{
	const struct ledger *ledger = &making->views->ledger;
	const struct ledger_year *year = &ledger->years[making->output->index];
	const struct forecast *chosen[LEDGER_ON_A_PAGE];
	size_t part = making->output->level, first = part * LEDGER_ON_A_PAGE, count = 0;
	struct view_forecast_year_page *view = arena_new(making->arena, struct view_forecast_year_page);
	for (; count < LEDGER_ON_A_PAGE && first + count < year->count; count++)
		chosen[count] = &ledger->forecasts[year->first + first + count];
	pages_root(making, year_meta(making, year, part), view);
	view->year = value_text(arena_int(making->arena, year->year));
	view->list = list_of(making, chosen, count, count);
	view->parts = parts_of(making, year, part);
	return view_of(SHAPE_forecast_year_page, view);
}

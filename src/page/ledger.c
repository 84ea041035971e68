/* SPDX-License-Identifier: MIT */
#include "page/ledger.h"

#include <stdlib.h>

#include "content/forecast.h"

static const char *const statuses[] = {[STAGE_OPEN] = "open", [STAGE_MET] = "met", [STAGE_MISSED] = "missed"};
static const char *const confidences[] = {
	[CONFIDENCE_LOW] = "low", [CONFIDENCE_MEDIUM] = "medium", [CONFIDENCE_HIGH] = "high"};

/* Roles and their stages stand in arrays, in the order in which they are to be listed. */
static int forecast_cmp(const void *x, const void *y)
{
	const struct forecast *a = x, *b = y;
	int order = date_cmp(a->deadline, b->deadline);
	if (order)
		return order;
	if (a->role != b->role)
		return a->role < b->role ? -1 : 1;
	return (a->stage > b->stage) - (a->stage < b->stage);
}

static void count_in(struct tally *tally, const struct forecast *forecast)
{
	switch (forecast->stage->status.value) {
	case STAGE_MET:
		tally->met++;
		break;
	case STAGE_MISSED:
		tally->missed++;
		break;
	default:
		tally->open++;
		tally->due += forecast->is_due;
	}
}

size_t tally_judged(const struct tally *tally)
{
	return tally->met + tally->missed;
}

static void split_years(struct ledger *ledger, struct arena *arena)
{
	ledger->years = arena_array(arena, struct ledger_year, ledger->count);
	for (size_t i = 0; i < ledger->count; i++) {
		int year = ledger->forecasts[i].deadline.year;
		if (ledger->year_count == 0 || ledger->years[ledger->year_count - 1].year != year)
			ledger->years[ledger->year_count++] = (struct ledger_year){.year = year, .first = i};
		struct ledger_year *of = &ledger->years[ledger->year_count - 1];
		of->parts = of->count++ / LEDGER_ON_A_PAGE + 1;
		count_in(&of->tally, &ledger->forecasts[i]);
	}
}

void ledger_make(struct ledger *ledger, const struct site *site, struct arena *arena)
{
	size_t all = 0;
	*ledger = (struct ledger){0};
	for (size_t i = 0; i < site->role_count; i++)
		all += site->roles[i].is.timeline.count;
	ledger->forecasts = arena_array(arena, struct forecast, all);
	for (size_t i = 0; i < site->role_count; i++)
		for (size_t k = 0; k < site->roles[i].is.timeline.count; k++) {
			const struct stage *stage = &site->roles[i].is.timeline.items[k];
			struct forecast *forecast = &ledger->forecasts[ledger->count++];
			*forecast = (struct forecast){.role = &site->roles[i],
				.stage = stage,
				.deadline = forecast_deadline(stage),
				.is_due = forecast_is_due(stage, site->options.as_of)};
			count_in(&ledger->all, forecast);
			count_in(&ledger->by_confidence[stage->confidence.is_set ? stage->confidence.value
										 : CONFIDENCES],
				forecast);
		}
	if (ledger->count)
		qsort(ledger->forecasts, ledger->count, sizeof *ledger->forecasts, forecast_cmp);
	split_years(ledger, arena);
}

str ledger_url(const struct ledger_year *year, size_t part, struct arena *arena)
{
	return part > 1 ? arena_printf(arena, "/forecasts/%d/%zu/", year->year, part)
			: arena_printf(arena, "/forecasts/%d/", year->year);
}

str forecast_status(const struct stage *stage)
{
	return str_of(statuses[stage->status.value]);
}

const char *confidence_key(int confidence)
{
	return confidences[confidence];
}

str forecast_confidence(const struct stage *stage)
{
	return stage->confidence.is_set ? str_of(confidence_key((int)stage->confidence.value)) : (str){0};
}

str forecast_url(const struct forecast *forecast, struct arena *arena)
{
	return arena_printf(arena, "%.*s#forecast-%.*s", STR_ARG(forecast->role->url), STR_ARG(forecast->stage->id.s));
}

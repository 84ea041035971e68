/* SPDX-License-Identifier: MIT */
/* A cell is what its column's function appends; none can hold a comma but those that go through csv_put. */
#include "page/columns.h"

#include <assert.h>
#include <string.h>

#include "content/role.h"
#include "format/csv.h"
#include "page/view.h"

struct csv_line {
	const struct site *site;
	const struct role *role;
	const struct role_level *level;
	const struct forecast *forecast;
	struct score_input input;
	struct score_sums sums;
	size_t task;
	const struct standing *standing, *own; /* of a variant: in this run, and by the site's own model */
	str model;
};

#define CELL(name) static void put_##name(const struct csv_line *line, struct buf *out)
#define NUMBER(name, value)                                                                                            \
	CELL(name)                                                                                                     \
	{                                                                                                              \
		buf_int(out, (int64_t)(value));                                                                        \
	}
#define WORD(name, value)                                                                                              \
	CELL(name)                                                                                                     \
	{                                                                                                              \
		buf_put(out, (value));                                                                                 \
	}
#define TEXT(name, value)                                                                                              \
	CELL(name)                                                                                                     \
	{                                                                                                              \
		csv_put(out, (value));                                                                                 \
	}
#define TRUTH(truth) ((truth) ? S("true") : S("false"))
#define TASK (line->role->is.tasks.items[line->task])
#define SHARE (line->level->shares[line->task])
#define STAGE (line->forecast->stage)

WORD(role, line->role->slug)
WORD(soc, line->role->is.soc.s)
WORD(isco, line->role->is.isco.s)
WORD(level, line->level->level->id.s)
WORD(baseline, TRUTH(line->level == line->role->baseline))
WORD(modelled, TRUTH(line->level->is_modelled))
NUMBER(risk, line->level->score.risk.value)
NUMBER(risk_low, line->level->score.risk.low)
NUMBER(risk_high, line->level->score.risk.high)
NUMBER(exposure, line->level->score.exposure.value)
NUMBER(exposure_low, line->level->score.exposure.low)
NUMBER(exposure_high, line->level->score.exposure.high)
NUMBER(threat, line->level->score.threat)
WORD(band, view_band_key(line->level->band))
WORD(verdict, view_verdict_key(line->level->verdict))
NUMBER(automated, line->level->score.automated)
NUMBER(assisted, line->level->score.assisted)
NUMBER(human, line->level->score.human)
NUMBER(risk_hundredths, line->level->score.risk.hundredths)
NUMBER(exposure_hundredths, line->level->score.exposure.hundredths)
NUMBER(weight_sum, line->sums.weight)
NUMBER(exposure_sum, line->sums.exposure)
NUMBER(exposure_sum_low, line->sums.exposure_low)
NUMBER(exposure_sum_high, line->sums.exposure_high)
NUMBER(risk_sum, line->sums.risk)
NUMBER(risk_sum_low, line->sums.risk_low)
NUMBER(risk_sum_high, line->sums.risk_high)
WORD(updated, line->role->is.updated.text.s)
TEXT(edition, line->site->settings.edition.s)

NUMBER(rank, line->standing->rank)
NUMBER(own_risk, line->own->risk)
NUMBER(own_rank, line->own->rank)
TEXT(model, line->model)

CELL(role_sources)
{
	for (size_t i = 0; i < line->role->cited.count; i++) {
		buf_put(out, i ? S(" ") : S(""));
		buf_put(out, line->role->cited.items[i]->id.s);
	}
}

WORD(task_id, TASK.id.s)
NUMBER(weight, score_task_weight(&line->input, line->task))
NUMBER(weight_permille, SHARE.weight_permille)
NUMBER(task_exposure, TASK.exposure.judgement.value)
NUMBER(task_exposure_low, TASK.exposure.judgement.low)
NUMBER(task_exposure_high, TASK.exposure.judgement.high)
WORD(exposure_as, view_judged_as(&TASK.exposure))
NUMBER(autonomy, TASK.autonomy.judgement.value)
NUMBER(autonomy_low, TASK.autonomy.judgement.low)
NUMBER(autonomy_high, TASK.autonomy.judgement.high)
WORD(autonomy_as, view_judged_as(&TASK.autonomy))
NUMBER(contribution, SHARE.contribution)
NUMBER(contribution_hundredths, SHARE.contribution_hundredths)
TEXT(task, TASK.name.html.plain)

CELL(time)
{
	uint32_t tenths = line->input.tasks[line->task].time;
	buf_int(out, tenths / 10);
	buf_char(out, '.');
	buf_int(out, tenths % 10);
}

static void put_ids(const struct text *ids, size_t count, struct buf *out)
{
	for (size_t i = 0; i < count; i++) {
		buf_put(out, i ? S(" ") : S(""));
		buf_put(out, ids[i].s);
	}
}

CELL(task_sources)
{
	put_ids(TASK.sources.items, TASK.sources.count, out);
}

WORD(forecast_id, STAGE->id.s)
WORD(from, STAGE->from.text.s)
WORD(to, STAGE->to.text.s)
WORD(confidence, forecast_confidence(STAGE))
WORD(status, forecast_status(STAGE))
WORD(due, TRUTH(line->forecast->is_due))
TEXT(claim, STAGE->claim.html.plain)
TEXT(evidence, STAGE->evidence.html.plain)

CELL(deadline)
{
	struct date date = line->forecast->deadline;
	buf_printf(out, "%04d-%02d-%02d", date.year, date.month, date.day);
}

CELL(forecast_sources)
{
	put_ids(STAGE->cites.items, STAGE->cites.count, out);
}

#define LOW_BOUND "the same with every judgement at its low bound"
#define HIGH_BOUND "the same with every judgement at its high bound"
#define OF_100 "0 to 100"
#define AS_NUMBER "number, range, word"

/* One row a column. What readers may have built upon stays where it is: new ones come last, but before free text. */
/* clang-format off */
static const struct column score_columns[] = {
	{"role", "", "slug", "the role's name in addresses", put_role},
	{"soc", "", "code or empty", "US occupation code, as its authors give it", put_soc},
	{"level", "", "id of a level", "the seniority", put_level},
	{"baseline", "", "true, false", "whether it is the level that role pages show", put_baseline},
	{"modelled", "", "true, false", "whether the weights follow from the baseline's by the level's tilt", put_modelled},
	{"risk", "hours of 100", OF_100, "those (or parts, where weights are importance) that AI could do with nobody in the loop", put_risk},
	{"risk_low", "hours of 100", OF_100, LOW_BOUND, put_risk_low},
	{"risk_high", "hours of 100", OF_100, HIGH_BOUND, put_risk_high},
	{"exposure", "hours of 100", OF_100, "those (or parts, where weights are importance) that AI reaches at all", put_exposure},
	{"exposure_low", "hours of 100", OF_100, LOW_BOUND, put_exposure_low},
	{"exposure_high", "hours of 100", OF_100, HIGH_BOUND, put_exposure_high},
	{"threat", "tenths", "0 to 10", "the exposure in tenths", put_threat},
	{"band", "", "minimal, low, medium, high, very-high", "where the risk falls", put_band},
	{"verdict", "", "reduced, typical, elevated", "the risk against that of the baseline: 4 points or more make a difference", put_verdict},
	{"automated", "hours of 100", OF_100, "the risk once more: the first of three parts of the week", put_automated},
	{"assisted", "hours of 100", OF_100, "the exposure less the risk", put_assisted},
	{"human", "hours of 100", OF_100, "the rest", put_human},
	{"isco", "", "code or empty", "ISCO-08 code, as its authors give it", put_isco},
	{"risk_hundredths", "hundredths", "0 to 10000", "the risk with two more digits", put_risk_hundredths},
	{"exposure_hundredths", "hundredths", "0 to 10000", "the exposure with two more digits", put_exposure_hundredths},
	{"weight_sum", "", "whole number", "sum of the weights: exposure is exposure_sum / weight_sum, risk is risk_sum / (100 × weight_sum)", put_weight_sum},
	{"exposure_sum", "", "whole number", "sum of weight × exposure", put_exposure_sum},
	{"exposure_sum_low", "", "whole number", LOW_BOUND, put_exposure_sum_low},
	{"exposure_sum_high", "", "whole number", HIGH_BOUND, put_exposure_sum_high},
	{"risk_sum", "", "whole number", "sum of weight × exposure × autonomy", put_risk_sum},
	{"risk_sum_low", "", "whole number", LOW_BOUND, put_risk_sum_low},
	{"risk_sum_high", "", "whole number", HIGH_BOUND, put_risk_sum_high},
	{"updated", "", "date", "when the role's judgements were last gone over", put_updated},
	{"sources", "", "ids, a blank between", "what the role rests on, as on the page of all sources", put_role_sources},
	{"edition", "", "text", "edition of the site", put_edition},
	{"rank", "", "whole number", "in a variant: place by risk at this level, 1 the highest; equals share", put_rank, true},
	{"default_risk", "hours of 100", OF_100, "in a variant: the risk by the site's own model", put_own_risk, true},
	{"default_rank", "", "whole number", "in a variant: the place by that", put_own_rank, true},
	{"model", "", "text", "in a variant: what it has otherwise, as --model takes it", put_model, true},
};

static const struct column task_columns[] = {
	{"role", "", "slug", "the role's name in addresses", put_role},
	{"soc", "", "code or empty", "US occupation code, as its authors give it", put_soc},
	{"isco", "", "code or empty", "ISCO-08 code, as its authors give it", put_isco},
	{"level", "", "id of a level", "the seniority", put_level},
	{"modelled", "", "true, false", "whether the weights follow from the baseline's by the level's tilt", put_modelled},
	{"task_id", "", "id", "the task, unique within the role", put_task_id},
	{"time", "the role's own", "0.0 to 10000.0", "share of the week at this level, or at the baseline where the level is modelled; 1.0 where no task gives one", put_time},
	{"weight", "", "whole number", "what the task counts with: 5000 × the tenths of time; modelled, tenths × (5000 + tilt × (50 − exposure))", put_weight},
	{"weight_permille", "thousandths", "0 to 1000", "the weight as a share of the level's sum; together 1000", put_weight_permille},
	{"exposure", "points", OF_100, "how far AI reaches into the task", put_task_exposure},
	{"exposure_low", "points", OF_100, "its low bound", put_task_exposure_low},
	{"exposure_high", "points", OF_100, "its high bound", put_task_exposure_high},
	{"exposure_as", "", AS_NUMBER, "how its authors wrote it: a bare number gets the spread of the site either side", put_exposure_as},
	{"autonomy", "points", OF_100, "of that reach, how much AI finishes with nobody in the loop", put_autonomy},
	{"autonomy_low", "points", OF_100, "its low bound", put_autonomy_low},
	{"autonomy_high", "points", OF_100, "its high bound", put_autonomy_high},
	{"autonomy_as", "", AS_NUMBER ", default", "how its authors wrote it; default: they gave none, so the site's holds", put_autonomy_as},
	{"contribution", "points", OF_100, "what the task gives to the risk of the level; together the risk", put_contribution},
	{"contribution_hundredths", "hundredths", "0 to 10000", "the same with two more digits", put_contribution_hundredths},
	{"sources", "", "ids, a blank between", "what the judgements rest on, as on the page of all sources", put_task_sources},
	{"task", "", "text", "the task in words", put_task},
};

static const struct column forecast_columns[] = {
	{"role", "", "slug", "the role's name in addresses", put_role},
	{"forecast_id", "", "id", "the forecast, unique within the role; its address is /roles/ROLE/#forecast-ID", put_forecast_id},
	{"from", "", "date, month or year", "when its window begins", put_from},
	{"to", "", "date, month, year or empty", "when its window ends", put_to},
	{"deadline", "", "date", "the last day of its window: of from, where to is empty", put_deadline},
	{"confidence", "", "low, medium, high or empty", "how sure its authors are", put_confidence},
	{"status", "", "open, met, missed", "what became of it", put_status},
	{"due", "", "true, false", "its window was over when this was made, and it is open still", put_due},
	{"sources", "", "ids, a blank between", "what it rests on, as on the page of all sources", put_forecast_sources},
	{"claim", "", "text", "what is expected", put_claim},
	{"evidence", "", "text", "what is known of it; of a judged one, what showed it", put_evidence},
};

const struct column_table column_tables[DATA_TABLES] = {
	[TABLE_SCORES] = {DATA_SCORES, "scores.csv", "A line a role and level.", score_columns, COUNT(score_columns)},
	[TABLE_TASKS] = {DATA_TASKS, "tasks.csv", "A line a task and level: all that the scores are made from.", task_columns, COUNT(task_columns)},
	[TABLE_FORECASTS] = {DATA_FORECASTS_CSV, "forecasts.csv", "A line a forecast, what ends first before.", forecast_columns, COUNT(forecast_columns)},
};
/* clang-format on */

size_t columns_count(const struct column_table *table, const struct site *site)
{
	size_t count = table->count;
	while (site->variant_count == 0 && table->columns[count - 1].is_of_variant)
		count--;
	return count;
}

static void put_line(const struct column_table *table, const struct csv_line *line, struct buf *out)
{
	size_t count = columns_count(table, line->site);
	for (size_t i = 0; i < count; i++) {
		if (i)
			buf_char(out, ',');
		table->columns[i].put(line, out);
	}
	buf_char(out, '\n');
}

static void put_headings(const struct column_table *table, const struct site *site, struct buf *out)
{
	size_t count = columns_count(table, site);
	for (size_t i = 0; i < count; i++)
		buf_printf(out, "%s%s", i ? "," : "", table->columns[i].name);
	buf_char(out, '\n');
}

static void put_level_lines(enum data_table which, size_t level, struct csv_line line, struct buf *out)
{
	const struct role *of = line.role;
	line.level = &of->levels[level];
	line.input = role_input(line.site, of, level);
	size_t lines = which == TABLE_TASKS ? of->is.tasks.count : 1;
	if (which == TABLE_SCORES)
		line.sums = score_sums_of(&line.input);
	for (line.task = 0; line.task < lines; line.task++)
		put_line(&column_tables[which], &line, out);
}

static void put_forecasts(
	const struct site *site, const struct ledger *ledger, const struct drain *drain, struct buf *out)
{
	for (size_t i = 0; i < ledger->count; i++) {
		const struct forecast *forecast = &ledger->forecasts[i];
		const struct csv_line line = {.site = site, .role = forecast->role, .forecast = forecast};
		put_line(&column_tables[TABLE_FORECASTS], &line, out);
		drain_some(drain, out);
	}
}

static void put_scored(enum data_table which, const struct site *site, const struct drain *drain, struct buf *out)
{
	struct arena arena = {0};
	bool is_variant = which == TABLE_SCORES && site->variant_count > 0;
	const struct against_own *against = is_variant ? model_against_own(site, &arena) : NULL;
	str model = is_variant ? model_words(site, &arena) : (str){0};
	for (size_t i = 0; i < site->role_count; i++)
		for (size_t k = 0; k < site->level_count; k++) {
			struct csv_line line = {.site = site, .role = &site->roles[i], .model = model};
			if (against) {
				line.standing = &against[k].now[i];
				line.own = &against[k].own[i];
			}
			put_level_lines(which, k, line, out);
			drain_some(drain, out);
		}
	arena_free(&arena);
}

void columns_put(enum data_table which, const struct site *site, const struct ledger *ledger, const struct drain *drain,
	struct buf *out)
{
	put_headings(&column_tables[which], site, out);
	if (which == TABLE_FORECASTS && ledger)
		put_forecasts(site, ledger, drain, out);
	else
		put_scored(which, site, drain, out);
}

size_t columns_lines(enum data_table which, const struct site *site, const struct ledger *ledger)
{
	size_t tasks = 0;
	if (which == TABLE_FORECASTS)
		return ledger->count;
	if (which == TABLE_SCORES)
		return site->role_count * site->level_count;
	for (size_t i = 0; i < site->role_count; i++)
		tasks += site->roles[i].is.tasks.count;
	return tasks * site->level_count;
}

static int column_number(enum data_table which, const char *name)
{
	const struct column_table *table = &column_tables[which];
	size_t i = 0;
	while (i < table->count && strcmp(table->columns[i].name, name) != 0)
		i++;
	assert(i < table->count);
	return (int)i + 1;
}

/* Sums stay below 2^53, so that awk's doubles hold them exactly. */
void columns_recipe(struct buf *out)
{
	int role = column_number(TABLE_TASKS, "role"), level = column_number(TABLE_TASKS, "level");
	int weight = column_number(TABLE_TASKS, "weight"), exposure = column_number(TABLE_TASKS, "exposure");
	int autonomy = column_number(TABLE_TASKS, "autonomy");
	buf_printf(out,
		"awk -F, '\n"
		"function half(p, q) { return int((2 * p + q) / (2 * q)) }\n"
		"NR > 1 {\n"
		"  role = $%d \"/\" $%d\n"
		"  weight[role] += $%d\n"
		"  risk[role] += $%d * $%d * $%d\n"
		"}\n"
		"END {\n"
		"  for (role in weight)\n"
		"    print role, half(risk[role], 100 * weight[role])\n"
		"}' tasks.csv | sort\n",
		role, level, weight, weight, exposure, autonomy);
}

void columns_docs(struct buf *out)
{
	for (size_t i = 0; i < DATA_TABLES; i++) {
		const struct column_table *table = &column_tables[i];
		buf_printf(out, "\n### %s\n\n%s\n\n| column | unit | values | |\n|---|---|---|---|\n", table->name,
			table->about);
		for (size_t k = 0; k < table->count; k++)
			buf_printf(out, "| `%s` | %s | %s | %s |\n", table->columns[k].name, table->columns[k].unit,
				table->columns[k].range, table->columns[k].about);
	}
	buf_put(out, S("\n### Every risk from tasks.csv\n\n```sh\n"));
	columns_recipe(out);
	buf_put(out, S("```\n\n"));
}

/* SPDX-License-Identifier: MIT */
#include "command/report.h"

#include <assert.h>

#include "base/nearest.h"
#include "page/data.h"
#include "page/view.h"

static const char *const labels[] = {"low", "medium", "high"};
static_assert(COUNT(labels) == LABEL_COUNT, "a word for each");

static void json_task(const struct role *role, const struct role_level *level, size_t number, struct buf *out)
{
	const struct task *task = &role->is.tasks.items[number];
	const struct score_share *share = &level->shares[number];
	buf_put(out, S("{\"id\": "));
	buf_json(out, task->id.s);
	buf_printf(out, ", \"weight_permille\": %u, \"exposure\": %u, \"autonomy\": %u, \"label\": \"%s\", ",
		share->weight_permille, task->exposure.judgement.value, task->autonomy.judgement.value,
		labels[score_label_of(task->exposure.judgement.value)]);
	buf_printf(out, "\"contribution\": %u, \"contribution_hundredths\": %u}", share->contribution,
		share->contribution_hundredths);
}

void report_model_json(const struct site *site, struct buf *out)
{
	buf_put(out, S("\"model\": {"));
	for (size_t i = 0; i < site->variant_count; i++) {
		buf_put(out, i ? S(", ") : S(""));
		buf_json(out, site->variant[i].key);
		buf_put(out, S(": "));
		buf_json(out, site->variant[i].value);
	}
	buf_char(out, '}');
}

/* In a variant: what it is, and how the role stands beside the site's own score. */
static void json_variant(const struct site *site, const struct against_own *against, size_t number, struct buf *out)
{
	const struct standing *now = &against->now[number], *own = &against->own[number];
	buf_put(out, S("   "));
	report_model_json(site, out);
	buf_printf(out, ", \"rank\": %zu, \"default\": {\"risk\": %u, \"risk_hundredths\": %u, \"rank\": %zu}",
		now->rank, own->risk, own->hundredths, own->rank);
	if (against->has_correlation)
		buf_printf(out, ", \"rank_correlation_hundredths\": %d", against->correlation);
	buf_put(out, S(",\n"));
}

static void json_level(const struct site *site, const struct role *role, const struct role_level *level,
	const struct against_own *against, struct buf *out)
{
	const struct score *score = &level->score;
	const struct score_measure *risk = &score->risk, *exposure = &score->exposure;
	buf_put(out, S("  {\"role\": "));
	buf_json(out, role->slug);
	buf_put(out, S(", \"soc\": "));
	if (role->is.soc.s.len)
		buf_json(out, role->is.soc.s);
	else
		buf_put(out, S("null"));
	buf_put(out, S(", \"level\": "));
	buf_json(out, level->level->id.s);
	buf_printf(out, ", \"baseline\": %s, \"modelled\": %s,\n", level == role->baseline ? "true" : "false",
		level->is_modelled ? "true" : "false");
	if (against)
		json_variant(site, against, (size_t)(role - site->roles), out);
	buf_printf(out, "   \"risk\": %u, \"exposure\": %u, \"threat\": %u, \"risk_low\": %u, \"risk_high\": %u, ",
		risk->value, exposure->value, score->threat, risk->low, risk->high);
	buf_printf(out, "\"exposure_low\": %u, \"exposure_high\": %u, \"band\": \"%.*s\", \"verdict\": \"%.*s\",\n",
		exposure->low, exposure->high, STR_ARG(view_band_key(level->band)),
		STR_ARG(view_verdict_key(level->verdict)));
	buf_printf(out, "   \"week\": {\"automated\": %u, \"assisted\": %u, \"human\": %u},\n", score->automated,
		score->assisted, score->human);
	buf_printf(out, "   \"hundredths\": {\"risk\": %u, \"exposure\": %u, \"risk_low\": %u, \"risk_high\": %u, ",
		risk->hundredths, exposure->hundredths, risk->low_hundredths, risk->high_hundredths);
	buf_printf(out, "\"exposure_low\": %u, \"exposure_high\": %u},\n   \"tasks\": [", exposure->low_hundredths,
		exposure->high_hundredths);
	for (size_t i = 0; i < role->is.tasks.count; i++) {
		buf_put(out, i ? S(",\n     ") : S("\n     "));
		json_task(role, level, i, out);
	}
	buf_put(out, S("]}"));
}

static void table_level(
	const struct role *role, const struct role_level *level, size_t width, size_t level_width, struct buf *out)
{
	const struct score *score = &level->score;
	int64_t by = (int64_t)score->risk.value - role->baseline->score.risk.value;
	buf_printf(out, "%-*.*s  %-*.*s %4u  %3u\xE2\x80\x93%-3u  %4u  %3u/10  %-9.*s  ", (int)width,
		STR_ARG(role->slug), (int)level_width, STR_ARG(level->level->id.s), score->risk.value, score->risk.low,
		score->risk.high, score->exposure.value, score->threat, STR_ARG(view_band_key(level->band)));
	if (level == role->baseline)
		buf_put(out, S("baseline\n"));
	else
		buf_printf(out, "%s%lld%s\n",
			by < 0       ? "\xE2\x88\x92"
				: by ? "+"
				     : "",
			(long long)(by < 0 ? -by : by), level->is_modelled ? " modelled" : "");
}

size_t report_slug_width(const struct site *site, size_t line, size_t others)
{
	enum { NARROWEST = 4, LEAST_ROOM = 19 };
	size_t width = NARROWEST, room = line > others + LEAST_ROOM ? line - others : LEAST_ROOM;
	for (size_t i = 0; i < site->role_count; i++)
		if (site->roles[i].slug.len > width)
			width = site->roles[i].slug.len;
	return width < room ? width : room;
}

size_t report_level_width(const struct site *site)
{
	size_t width = sizeof "senior" - 1;
	for (size_t i = 0; i < site->level_count; i++)
		if (site->levels[i].id.s.len > width)
			width = site->levels[i].id.s.len;
	return width;
}

void report_scores(const struct site *site, enum report_format format, const struct sheet *sheet)
{
	enum { OTHER_COLUMNS = 61 };
	struct buf *out = sheet->out;
	struct arena arena = {0};
	const struct against_own *against = NULL;
	if (format == REPORT_CSV) {
		data_scores(site, out);
		return;
	}
	if (site->variant_count && format == REPORT_JSON)
		against = model_against_own(site, &arena);
	size_t width = report_slug_width(site, sheet->width, OTHER_COLUMNS), level_width = report_level_width(site);
	bool is_first = true;
	if (format == REPORT_JSON)
		buf_put(out, S("[\n"));
	else
		buf_printf(out, "%-*s  %-*s %4s  %-7s  %4s  %6s  %-9s  %s\n", (int)width, "role", (int)level_width,
			"level", "risk", "range", "exp.", "threat", "band", "to baseline");
	for (size_t i = 0; i < site->role_count * site->level_count; i++) {
		const struct role *role = &site->roles[i / site->level_count];
		const struct role_level *level = &role->levels[i % site->level_count];
		if (format == REPORT_JSON && !is_first)
			buf_put(out, S(",\n"));
		is_first = false;
		if (format == REPORT_JSON)
			json_level(site, role, level, against ? &against[i % site->level_count] : NULL, out);
		else
			table_level(role, level, width, level_width, out);
	}
	if (format == REPORT_JSON)
		buf_put(out, is_first ? S("]\n") : S("\n]\n"));
	arena_free(&arena);
}

static bool find_level(const struct site *site, str id, size_t *level, struct diags *diags)
{
	struct nearest nearest = {.word = id};
	for (size_t i = 0; i < site->level_count; i++) {
		*level = i;
		if (str_eq(site->levels[i].id.s, id))
			return true;
		nearest_offer(&nearest, site->levels[i].id.s);
	}
	diag_error(diags, (struct mark){0}, "unknown-level", "there is no level '%.*s'", STR_ARG(id));
	if (nearest.best.len)
		diag_hint(diags, "did you mean '%.*s'?", STR_ARG(nearest.best));
	else
		diag_hint(diags, "`rolecast score` lists the roles and their levels");
	return false;
}

bool report_find(const struct site *site, str name, struct report_target *target, struct diags *diags)
{
	str slug = str_part(name, 0, str_find(name, '/')), level = str_skip(name, slug.len + 1);
	struct nearest nearest = {.word = slug};
	target->role = map_get(&site->role_by_slug, slug);
	target->level = site->baseline;
	if (target->role)
		return level.len == 0 || find_level(site, level, &target->level, diags);
	for (size_t i = 0; i < site->role_count; i++)
		nearest_offer(&nearest, site->roles[i].slug);
	diag_error(diags, (struct mark){0}, "unknown-role", "there is no role '%.*s'", STR_ARG(slug));
	if (site_has_skipped(site, slug)) {
		diag_hint(diags, "it is a draft, or its day has not come: --drafts takes it, too");
		return false;
	}
	if (nearest.best.len)
		diag_hint(diags, "did you mean '%.*s'?", STR_ARG(nearest.best));
	else
		diag_hint(diags, "`rolecast score` lists the roles and their levels");
	return false;
}

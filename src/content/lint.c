/* SPDX-License-Identifier: MIT */
/* What the lint goes through: every text and every reference to a source, by the tables that loaded them. */
#include "content/lint.h"
#include "content/role.h"

#include <string.h>

#include "content/codes.h"
#include "content/forecast.h"
#include "content/load.h"

/* Texts that ask or foretell: their numbers are the author's own. */
static const char *const asking[] = {"claim", "question", "listen_for", "q"};

/* The newest edition: what supersedes what supersedes it. In a ring there is none: the next one stands for it. */
static void find_newest(struct lint *lint, size_t from)
{
	const struct citable *items = lint->site->sources.items;
	size_t at = from;
	while (lint->newer[at] && !lint->newest[at]) {
		lint->newest[at] = &items[at]; /* walked */
		at = (size_t)(lint->newer[at] - items);
	}
	bool is_ring = lint->newest[at] == &items[at];
	const struct citable *end = lint->newest[at] ? lint->newest[at] : &items[at];
	for (at = from; lint->newer[at] && lint->newest[at] == &items[at]; at = (size_t)(lint->newer[at] - items))
		lint->newest[at] = is_ring ? lint->newer[at] : end;
}

struct lint *lint_begin(const struct site *site, struct arena *arena, struct diags *diags)
{
	struct lint *lint = arena_new(arena, struct lint);
	str language = site->settings.language.s;
	size_t count = site->sources.count;
	bool is_english = str_eq(str_part(language, 0, str_find(language, '-')), S("en"));
	*lint = (struct lint){.site = site, .wording = is_english ? WORDING_ENGLISH : WORDING_SIGNS};
	lint->newer = arena_alloc_array(arena, sizeof *lint->newer, count);
	lint->first_uses = arena_array(arena, struct mark, count * site->options.workers);
	for (size_t i = 0; i < count; i++) {
		const struct citable *source = &site->sources.items[i];
		const struct citable *older = map_get(&site->source_by_id, source->supersedes.s);
		bool has_expired =
			date_is_set(source->expires.date) && date_cmp(source->expires.date, site->options.as_of) < 0;
		lint->has_aged |= has_expired || older;
		if (older && older != source)
			lint->newer[older - site->sources.items] = source;
	}
	lint->newest = arena_alloc_array(arena, sizeof *lint->newest, count);
	for (size_t i = 0; i < count; i++)
		find_newest(lint, i);
	allowances_read(lint, arena, diags);
	return lint;
}

static void note_use(struct lint *lint, size_t worker, size_t source, struct mark mark)
{
	struct mark *first = &lint->first_uses[worker * lint->site->sources.count + source];
	if (!first->source || mark_comes_before(mark, *first))
		*first = mark;
}

void lint_carried(struct lint *lint, const struct role *role, size_t worker)
{
	const struct citable *first = lint->site->before->sources.items;
	for (size_t i = 0; lint->has_aged && i < role->cited.count; i++)
		note_use(lint, worker, (size_t)(role->cited.items[i] - first), role->cited_at[i]);
}

static bool was_told(struct proofreading *reading, const struct citable *older, const struct source *file)
{
	struct told *told = arena_new(&reading->scratch, struct told);
	*told = (struct told){.older = older, .file = file};
	void **slot = map_at(&reading->told, &reading->scratch, (str){(const char *)told, sizeof *told});
	bool is_there = *slot != NULL;
	*slot = told;
	return is_there;
}

static void use_source(struct proofreading *reading, str id, struct mark mark, struct mark holder)
{
	struct lint *lint = reading->lint;
	const struct site *site = lint->site;
	const struct citable *source = lint->has_aged ? map_get(&site->source_by_id, id) : NULL;
	if (!source || !mark.source)
		return;
	size_t number = (size_t)(source - site->sources.items);
	note_use(lint, reading->worker, number, mark);
	if (!lint->newer[number] || allowance_covers(lint, "superseded-source", mark, holder)
		|| was_told(reading, source, mark.source))
		return;
	const struct citable *newer = lint->newest[number];
	diag_warning(reading->diags, mark, "superseded-source", "'%.*s' has a newer edition, '%.*s'", STR_ARG(id),
		STR_ARG(newer->id.s));
	diag_note(reading->diags, lint->newer[number]->supersedes.mark, "superseded here");
	str mend =
		arena_printf(&reading->scratch, "read whether '%.*s' still says so, and cite it", STR_ARG(newer->id.s));
	allowance_hint(reading->diags, "superseded-source", mark, mend.at);
}

static void read_field(void *context, const struct record *record, const struct field *field, const void *loaded)
{
	struct proofreading *reading = context;
	reading->record = record;
	reading->field = field;
	reading->loaded = loaded;
}

static bool names_sources(const struct proofreading *reading)
{
	const struct field *field = record_field(reading->record, S("sources"));
	size_t count = 0;
	if (field)
		memcpy(&count, (const char *)reading->loaded + field->offset + sizeof(void *), sizeof count);
	return count > 0;
}

static enum text_claims claims_of(const struct proofreading *reading)
{
	for (size_t i = 0; i < COUNT(asking); i++)
		if (strcmp(asking[i], reading->field->name) == 0)
			return TEXT_ASKS;
	return names_sources(reading) ? TEXT_IS_SOURCED : TEXT_CLAIMS;
}

/* A note in one cell is for its row. Cells are asked of in order. */
static bool is_in_cited_row(struct proofreading *reading, const struct prose *cell)
{
	LIST_OF(struct prose_row) rows;
	memcpy(&rows, (const char *)reading->loaded + reading->field->offset, sizeof rows);
	for (size_t tries = 0; tries < rows.count; tries++, reading->row++) {
		reading->row = reading->row < rows.count ? reading->row : 0;
		const struct prose *cells = rows.items[reading->row].cells.items;
		size_t count = rows.items[reading->row].cells.count;
		if (cell < cells || cell >= cells + count)
			continue;
		if (reading->row_cells != cells) {
			reading->row_cells = cells;
			reading->row_is_cited = false;
			for (size_t k = 0; k < count && !reading->row_is_cited; k++)
				reading->row_is_cited = lint_has_citation(cells[k].raw);
		}
		return reading->row_is_cited;
	}
	return false;
}

static void read_citations(struct proofreading *reading, const struct prose *prose)
{
	for (size_t i = 0; i < prose->html.hole_count && !reading->is_second; i++) {
		const struct markdown_hole *hole = &prose->html.holes[i];
		for (size_t k = 0; hole->kind == HOLE_CITATION && k < hole->count; k++)
			use_source(reading, hole->ids[k], hole->mark, prose->mark);
	}
}

static void read_prose(void *context, struct prose *prose)
{
	struct proofreading *reading = context;
	if (!prose->is_set || !prose->mark.source)
		return;
	enum text_claims claims = claims_of(reading);
	if (reading->field->kind == FIELD_ROWS && is_in_cited_row(reading, prose))
		claims = TEXT_IS_SOURCED;
	if (reading->field->kind == FIELD_BLOCK)
		lint_block(reading, prose, claims);
	else
		lint_inline(reading, prose, claims);
	read_citations(reading, prose);
}

static void read_ref(void *context, const struct field *field, const struct text *ref)
{
	struct proofreading *reading = context;
	if (!reading->is_second && strcmp(field->refers, "source") == 0)
		use_source(reading, ref->s, ref->mark, ref->mark);
}

static void read_record(struct proofreading *reading, const struct record *record, const void *loaded)
{
	const struct schema_visitor visitor = {
		.context = reading, .field = read_field, .prose = read_prose, .ref = read_ref};
	/* Only visitors that fill write, and this one reads. */
	schema_visit(record, (void *)(uintptr_t)loaded, &visitor);
}

static void read_body(struct proofreading *reading, const struct prose *body)
{
	if (!body->is_set)
		return;
	lint_block(reading, body, TEXT_CLAIMS);
	read_citations(reading, body);
}

static void check_pay(struct proofreading *reading, const struct pay *pay)
{
	struct mark mark = pay->currency.mark, holder = pay->country.mark;
	str used = codes_currencies(pay->country.s);
	if (used.len == 0 || pay->currency.s.len != 3 || str_search(used, pay->currency.s) < used.len
		|| allowance_covers(reading->lint, "currency-country", mark, holder))
		return;
	diag_warning(reading->diags, mark, "currency-country", "this pay is in %.*s, but the country is %.*s",
		STR_ARG(pay->currency.s), STR_ARG(pay->country.s));
	str mend =
		arena_printf(&reading->scratch, "in %.*s pay is told in %.*s", STR_ARG(pay->country.s), STR_ARG(used));
	allowance_hint(reading->diags, "currency-country", mark, mend.at);
}

static void check_due(struct proofreading *reading, const struct stage *stage)
{
	const struct dated *end = date_is_set(stage->to.date) ? &stage->to : &stage->from;
	struct date last = forecast_deadline(stage);
	if (!forecast_is_due(stage, reading->lint->site->options.as_of)
		|| allowance_covers(reading->lint, "forecast-due", end->text.mark, stage->from.text.mark))
		return;
	diag_warning(reading->diags, end->text.mark, "forecast-due",
		"this forecast was due on %04d-%02d-%02d and is still open", last.year, last.month, last.day);
	allowance_hint(reading->diags, "forecast-due", end->text.mark,
		"judge it: 'status: met' or 'status: missed', and the evidence");
}

static void read_role(struct proofreading *reading)
{
	const struct role *role = reading->role;
	reading->level = NULL;
	read_record(reading, &role_table, &role->is);
	read_body(reading, &role->body);
	for (size_t i = 0; i < reading->lint->site->level_count; i++) {
		reading->level = &role->levels[i];
		read_record(reading, &level_page_record, role_level_page(role, i));
		read_body(reading, &role_level_page(role, i)->body);
	}
}

static void note_score(struct proofreading *reading, int64_t value)
{
	if (value >= 0 && (size_t)value < COUNT(reading->scores))
		reading->scores[value] = true;
}

static void note_scores(struct proofreading *reading)
{
	const struct site *site = reading->lint->site;
	for (size_t i = 0; i < site->level_count; i++) {
		const struct score *score = &reading->role->levels[i].score;
		note_score(reading, score->risk.value);
		note_score(reading, score->exposure.value);
		note_score(reading, score->threat);
		for (size_t k = 0; k < site->edition_count; k++) {
			const struct past_level *was =
				edition_find(&site->editions[k], reading->role->slug, site->levels[i].id.s);
			if (!was)
				continue;
			note_score(reading, was->risk.value);
			note_score(reading, was->exposure.value);
		}
	}
}

void lint_role(struct lint *lint, const struct role *role, size_t worker, struct diags *diags)
{
	struct proofreading reading = {.lint = lint, .worker = worker, .role = role, .diags = diags};
	if (lint->wording == WORDING_ENGLISH && role->is_scored)
		note_scores(&reading);
	do
		read_role(&reading);
	while (!lint_is_done(&reading));
	for (size_t i = 0; i < role->is.pay.count; i++)
		check_pay(&reading, &role->is.pay.items[i]);
	for (size_t i = 0; i < role->is.timeline.count; i++)
		check_due(&reading, &role->is.timeline.items[i]);
	lint_text_end(&reading);
}

static void lint_article(struct lint *lint, const struct article *article, struct diags *diags)
{
	struct proofreading reading = {.lint = lint, .diags = diags};
	do {
		read_record(&reading, &article_table, &article->is);
		read_body(&reading, &article->body);
	} while (!lint_is_done(&reading));
	lint_title(&reading, article->is.title, &article->body);
	lint_text_end(&reading);
}

static void lint_body(struct lint *lint, const struct prose *body, struct text title, struct diags *diags)
{
	struct proofreading reading = {.lint = lint, .diags = diags};
	do
		read_body(&reading, body);
	while (!lint_is_done(&reading));
	lint_title(&reading, title, body);
	lint_text_end(&reading);
}

static void lint_settings(struct lint *lint, struct diags *diags)
{
	const struct site *site = lint->site;
	struct proofreading reading = {.lint = lint, .diags = diags};
	do {
		read_record(&reading, &settings_record, &site->settings);
		for (size_t i = 0; i < site->benchmarks.count; i++)
			read_record(&reading, &benchmark_record, &site->benchmarks.items[i]);
	} while (!lint_is_done(&reading));
	lint_text_end(&reading);
}

void lint_rest(struct lint *lint, struct diags *diags)
{
	const struct site *site = lint->site;
	const struct text none = {0};
	for (size_t i = 0; i < site->article_count; i++)
		lint_article(lint, &site->articles[i], diags);
	for (size_t i = 0; i < site->page_count; i++)
		lint_body(lint, &site->pages[i].body, site->pages[i].is.title, diags);
	for (size_t i = 0; i < site->settings.categories.count; i++)
		lint_body(lint, &site->settings.categories.items[i].body, none, diags);
	for (size_t i = 0; i < site->skill_intro_count; i++)
		lint_body(lint, &site->skill_intros[i].body, none, diags);
	lint_settings(lint, diags);
}

static void check_expired(const struct lint *lint, size_t number, struct diags *diags)
{
	const struct site *site = lint->site;
	const struct citable *source = &site->sources.items[number];
	struct mark first = {0}, mark = source->expires.text.mark;
	for (size_t i = 0; i < site->options.workers; i++) {
		struct mark use = lint->first_uses[i * site->sources.count + number];
		if (use.source && (!first.source || mark_comes_before(use, first)))
			first = use;
	}
	if (!first.source || allowance_covers(lint, "expired-source", mark, source->id.mark))
		return;
	diag_warning(
		diags, mark, "expired-source", "'%.*s' has expired, and texts still rest on it", STR_ARG(source->id.s));
	diag_note(diags, first, "it is first cited here");
	allowance_hint(diags, "expired-source", mark, "look it up again and move the date, or cite another source");
}

void lint_end(struct lint *lint, struct diags *diags)
{
	const struct site *site = lint->site;
	for (size_t i = 0; i < site->sources.count; i++) {
		struct dated expires = site->sources.items[i].expires;
		if (date_is_set(expires.date) && date_cmp(expires.date, site->options.as_of) < 0)
			check_expired(lint, i, diags);
	}
	if (site->options.with_repeats)
		lint_repeats(lint, diags);
	/* After mistakes not everything was looked at. */
	if (diags->errors == 0)
		allowances_end(lint, diags);
}

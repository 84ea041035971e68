/* SPDX-License-Identifier: MIT */
/* One text after the other. Figures are gathered first: one that is cited anywhere on the page may be repeated there
   without its note. Most pages have none that is not cited, and are gone over once. */
#include <assert.h>
#include <string.h>

#include "content/lint.h"

/* A page; who reads as many needs no more, and a place may have to be looked for through the whole text. */
enum { MOST_REPORTS = 100 };

struct unit {
	const struct prose *prose;
	size_t from, to;      /* of the text */
	size_t holder, outer; /* where the paragraph begins, and the list, quote or table around it */
	enum text_claims claims;
	bool is_cited;
};

static void keep_sighting(struct proofreading *reading, const struct sighting *sighting)
{
	struct sighting *kept = arena_new(&reading->scratch, struct sighting);
	*kept = *sighting;
	if (reading->last)
		reading->last->next = kept;
	else
		reading->first = kept;
	reading->last = kept;
}

static void gather_figures(struct proofreading *reading, const struct unit *unit, str wording)
{
	struct figure figure = {0};
	for (size_t at = 0; figure_next(wording, at, reading->lint->wording, &figure); at = figure.to) {
		size_t from = unit->from + (size_t)(figure.number.at - wording.at);
		str number = str_part(unit->prose->raw, from, from + figure.number.len);
		if (reading->is_second)
			*map_at(&reading->cited[figure.kind], &reading->scratch, number) = reading;
		else
			keep_sighting(reading,
				&(struct sighting){.kind = figure.kind,
					.number = number,
					.prose = unit->prose,
					.at = unit->from + figure.from,
					.len = figure.to - figure.from,
					.holder = unit->holder,
					.outer = unit->outer,
					.unit = reading->units});
	}
}

static bool has_score(const struct role_level *level, const struct stated *stated, const char **name)
{
	const struct score *score = &level->score;
	*name = (stated->kinds & STATED_RISK) && stated->value == score->risk.value           ? "risk"
		: (stated->kinds & STATED_EXPOSURE) && stated->value == score->exposure.value ? "exposure"
		: (stated->kinds & STATED_THREAT) && stated->value == score->threat           ? "threat"
											      : NULL;
	return *name != NULL;
}

static bool had_score(const struct past_level *was, const struct stated *stated, const char **name)
{
	*name = (stated->kinds & STATED_RISK) && stated->value == was->risk.value           ? "risk"
		: (stated->kinds & STATED_EXPOSURE) && stated->value == was->exposure.value ? "exposure"
											    : NULL;
	return *name != NULL;
}

/* The level whose score the number is, or was in an edition: the text's own first. */
static const struct role_level *level_stated(const struct proofreading *reading, const struct stated *stated,
	const char **name, const struct edition **since)
{
	const struct site *site = reading->lint->site;
	const struct role *role = reading->role;
	const struct role_level *own = reading->level ? reading->level : role->baseline;
	*since = NULL;
	if (has_score(own, stated, name))
		return own;
	for (size_t i = 0; i < site->level_count; i++)
		if (has_score(&role->levels[i], stated, name))
			return &role->levels[i];
	for (size_t k = site->edition_count; k-- > 0;)
		for (size_t i = 0; i < site->level_count; i++) {
			const struct past_level *was =
				edition_find(&site->editions[k], role->slug, site->levels[i].id.s);
			*since = &site->editions[k];
			if (was && had_score(was, stated, name))
				return &role->levels[i];
		}
	return NULL;
}

static void report_stated(struct proofreading *reading, struct mark mark, const struct role_level *level,
	const char *name, const struct edition *since)
{
	bool is_own = level == (reading->level ? reading->level : reading->role->baseline);
	str id = is_own ? ((str){0}) : level->level->id.s;
	const char *at = is_own ? "" : " at level ";
	if (since)
		diag_warning(reading->diags, mark, "restated-number",
			"this was the %s%s%.*s in the edition '%.*s', written by hand", name, at, STR_ARG(id),
			STR_ARG(since->name.s));
	else
		diag_warning(reading->diags, mark, "restated-number", "this is the %s%s%.*s, written by hand", name, at,
			STR_ARG(id));
	str mend = arena_printf(&reading->scratch, "write [=%s%s%.*s] for the number, which then follows the score",
		name, is_own ? "" : " /", STR_ARG(id));
	allowance_hint(reading->diags, "restated-number", mark, mend.at);
	reading->reports++;
}

static void check_stated(struct proofreading *reading, const struct unit *unit, str wording)
{
	struct stated stated;
	for (size_t at = 0; reading->reports < MOST_REPORTS && stated_next(wording, at, &stated); at = stated.to) {
		const char *name;
		const struct edition *since;
		const struct role_level *level = level_stated(reading, &stated, &name, &since);
		if (!level)
			continue;
		struct mark mark =
			lint_mark(&reading->unfolded, unit->prose, unit->from + stated.from, stated.to - stated.from);
		if (!lint_allows(reading->lint, &reading->unfolded, "restated-number", unit->prose, mark, unit->holder,
			    unit->outer))
			report_stated(reading, mark, level, name, since);
	}
}

/* Looking for figures costs time, so cited ones are looked for only when there are others (see lint_is_done). */
static bool may_have_figures(const struct proofreading *reading, const struct unit *unit, str text)
{
	bool is_cited = unit->is_cited || unit->claims == TEXT_IS_SOURCED;
	return is_cited == reading->is_second && quantity_may_occur(text, reading->lint->wording);
}

/* Without a way out of the loop, so that compilers look at many bytes at once: most texts have none. */
static bool has_digit(str text)
{
	bool has_any = false;
	for (size_t i = 0; i < text.len; i++)
		has_any |= text.at[i] >= '0' && text.at[i] <= '9';
	return has_any;
}

/* Whether one of the role's scores stands in the text at all. */
static bool may_state(const struct proofreading *reading, str text)
{
	if (!reading->role || reading->is_second || !has_digit(text))
		return false;
	for (size_t i = 0; i < text.len; i++) {
		size_t value = 0, from = i;
		for (; i < text.len && text.at[i] >= '0' && text.at[i] <= '9'; i++)
			value = value < COUNT(reading->scores) ? value * 10 + (size_t)(text.at[i] - '0') : value;
		if (i > from && value < COUNT(reading->scores) && reading->scores[value])
			return true;
	}
	return false;
}

/* A paragraph, a table's row. */
static void check_unit(struct proofreading *reading, const struct unit *unit)
{
	str text = str_part(unit->prose->raw, unit->from, unit->to);
	if (unit->claims == TEXT_ASKS || text.len > MARKDOWN_MAX_BYTES)
		return;
	bool has_figures = may_have_figures(reading, unit, text), has_scores = may_state(reading, text);
	if (!has_figures && !has_scores)
		return;
	reading->room.len = 0;
	char *room = buf_reserve(&reading->room, text.len);
	markdown_wording(text, room);
	reading->units++;
	if (has_figures)
		gather_figures(reading, unit, (str){room, text.len});
	if (has_scores)
		check_stated(reading, unit, (str){room, text.len});
}

bool lint_has_citation(str text)
{
	for (size_t at = str_find(text, '['); at < text.len; at += 1 + str_find(str_skip(text, at + 1), '['))
		if (at + 1 < text.len && text.at[at + 1] == '@')
			return true;
	return false;
}

void lint_inline(struct proofreading *reading, const struct prose *prose, enum text_claims claims)
{
	struct unit unit = {.prose = prose, .to = prose->raw.len, .claims = claims};
	unit.is_cited = lint_has_citation(prose->raw);
	check_unit(reading, &unit);
}

/* What stands around the block at hand. */
struct around {
	const struct prose *prose;
	enum text_claims claims;
	size_t quote_from, quote_end, list_from, list_end;
	bool lead_is_cited; /* the paragraph before a list or a table */
	bool quote_is_cited, list_is_cited;
};

static void check_quote(struct proofreading *reading, const struct prose *prose, const struct markdown_block *block)
{
	str text = str_part(prose->raw, block->from, block->to);
	if (block->is_attributed || reading->is_second || reading->reports == MOST_REPORTS)
		return;
	size_t sign = str_find(text, '>');
	/* A callout of an unknown name is told as such. */
	if (str_starts(str_trim(str_skip(text, sign + 1)), S("[!")))
		return;
	struct mark mark = lint_mark(&reading->unfolded, prose, block->from + sign, 1);
	if (lint_allows(reading->lint, &reading->unfolded, "unattributed-quote", prose, mark, block->from, block->from))
		return;
	diag_warning(reading->diags, mark, "unattributed-quote", "this quote does not say whose words it holds");
	allowance_hint(reading->diags, "unattributed-quote", mark,
		"end it with a paragraph of its own: > \xE2\x80\x94 Name, *Work* [@id]");
	reading->reports++;
}

/* Each row by itself; a note above the table or in its head is for all of it. */
static void check_table(struct proofreading *reading, const struct around *around, const struct markdown_block *block)
{
	str text = around->prose->raw, line, rest = str_part(text, block->from, block->to);
	struct unit unit = {.prose = around->prose, .claims = around->claims, .is_cited = around->lead_is_cited};
	unit.holder = unit.outer = block->from;
	bool is_head = true;
	while (str_take_line(&rest, &line)) {
		bool is_cited = lint_has_citation(line);
		unit.from = (size_t)(line.at - text.at);
		unit.to = unit.from + line.len;
		unit.is_cited |= is_cited;
		check_unit(reading, &unit);
		unit.is_cited = around->lead_is_cited || (is_head && unit.is_cited);
		is_head = is_head && str_search(line, S("--")) == line.len;
	}
}

static void check_paragraph(struct proofreading *reading, struct around *around, const struct markdown_block *block)
{
	struct unit unit = {.prose = around->prose, .from = block->from, .to = block->to, .claims = around->claims};
	bool is_in_list = block->from < around->list_end, is_in_quote = block->from < around->quote_end;
	bool is_cited = lint_has_citation(str_part(around->prose->raw, block->from, block->to));
	unit.holder = block->from;
	unit.outer = is_in_list ? around->list_from : is_in_quote ? around->quote_from : block->from;
	unit.is_cited = is_cited || (is_in_list && around->list_is_cited) || (is_in_quote && around->quote_is_cited);
	check_unit(reading, &unit);
	if (!is_in_list)
		around->lead_is_cited = unit.is_cited;
}

static void check_block(struct proofreading *reading, struct around *around, const struct markdown_block *block)
{
	str text = str_part(around->prose->raw, block->from, block->to);
	switch (block->kind) {
	case BLOCK_PARAGRAPH:
		check_paragraph(reading, around, block);
		break;
	case BLOCK_TABLE:
		check_table(reading, around, block);
		break;
	case BLOCK_HEADING:
		around->lead_is_cited = false;
		break;
	case BLOCK_LIST:
		if (block->from < around->list_end)
			break;
		around->list_from = block->from;
		around->list_end = block->to;
		around->list_is_cited = around->lead_is_cited;
		break;
	case BLOCK_QUOTE:
		check_quote(reading, around->prose, block);
		if (block->from >= around->quote_end) {
			around->quote_from = block->from;
			around->quote_end = block->to;
			around->quote_is_cited = lint_has_citation(text);
		}
		break;
	}
}

/* How often something stands below a title, counted in each way that an author may have meant. */
struct tally {
	size_t headings[7], framed[7], numbered, items, lists, longest;
};

static str heading_of(const struct prose *prose, const struct markdown_block *block)
{
	str text = str_part(prose->raw, block->from, block->to);
	while (str_take(&text, S("#")) || str_take(&text, S(" ")))
		;
	return text;
}

static void count_block(
	struct tally *tally, const struct prose *prose, const struct markdown_block *block, size_t *list_end)
{
	struct quantity number;
	if (block->kind == BLOCK_LIST && block->from >= *list_end) {
		*list_end = block->to;
		tally->lists++;
		tally->items += block->count;
		tally->longest = block->count > tally->longest ? block->count : tally->longest;
	} else if (block->kind == BLOCK_HEADING && block->from >= *list_end && block->count < COUNT(tally->headings)) {
		str heading = heading_of(prose, block);
		tally->headings[block->count]++;
		tally->framed[block->count] += promise_is_frame(heading);
		tally->numbered += quantity_take(heading, 0, WORDING_SIGNS, &number);
	}
}

static bool has_kept(const struct prose *prose, size_t first, size_t end, int64_t promised, size_t *found)
{
	struct tally tally = {0};
	size_t list_end = 0, count = (size_t)promised;
	bool is_kept = false;
	*found = 0;
	for (size_t i = first; i < end; i++) {
		const struct markdown_block *block = &prose->html.blocks[i];
		size_t was = list_end;
		count_block(&tally, prose, block, &list_end);
		is_kept |= list_end != was && block->count == count;
	}
	for (size_t level = COUNT(tally.headings); level-- > 0;) {
		size_t all = tally.headings[level], own = all - tally.framed[level];
		is_kept |= all == count || own == count;
		if (own)
			*found = own;
	}
	if (tally.numbered)
		*found = tally.numbered;
	else if (*found < 2)
		*found = tally.longest;
	return is_kept || tally.items == count || tally.numbered == count;
}

static void report_promise(
	struct proofreading *reading, struct mark mark, struct mark holder, int64_t promised, size_t found)
{
	if (allowance_covers(reading->lint, "promised-number", mark, holder))
		return;
	diag_warning(reading->diags, mark, "promised-number", "%lld are promised here, but there are %zu below",
		(long long)promised, found);
	allowance_hint(reading->diags, "promised-number", mark,
		"headings or the items of a list are counted: change the number, or what is below it");
	reading->reports++;
}

/* A heading's own part of the text ends at the next heading that is not below it. */
static void check_headings(struct proofreading *reading, const struct prose *prose)
{
	for (size_t i = 0; i < prose->html.block_count && reading->reports < MOST_REPORTS; i++) {
		const struct markdown_block *block = &prose->html.blocks[i];
		struct promise promise;
		size_t end = i + 1, found;
		if (block->kind != BLOCK_HEADING)
			continue;
		str heading = heading_of(prose, block);
		if (!promise_find(heading, &promise))
			continue;
		while (end < prose->html.block_count
			&& (prose->html.blocks[end].kind != BLOCK_HEADING
				|| prose->html.blocks[end].count > block->count))
			end++;
		if (has_kept(prose, i + 1, end, promise.count, &found) || found < 2)
			continue;
		size_t at = (size_t)(heading.at - prose->raw.at) + promise.from;
		struct mark mark = lint_mark(&reading->unfolded, prose, at, promise.to - promise.from);
		report_promise(reading, mark, mark, promise.count, found);
	}
}

void lint_title(struct proofreading *reading, struct text title, const struct prose *body)
{
	struct promise promise;
	size_t found;
	if (reading->lint->wording != WORDING_ENGLISH || !title.mark.source || !promise_find(title.s, &promise)
		|| has_kept(body, 0, body->html.block_count, promise.count, &found) || found < 2)
		return;
	str text = title.mark.source->text;
	bool is_slice = title.s.at >= text.at && title.s.at + title.s.len <= text.at + text.len;
	struct mark mark =
		is_slice ? mark_slice(title.mark.source, str_part(title.s, promise.from, promise.to)) : title.mark;
	report_promise(reading, mark, title.mark, promise.count, found);
}

void lint_block(struct proofreading *reading, const struct prose *prose, enum text_claims claims)
{
	struct around around = {.prose = prose, .claims = claims};
	for (size_t i = 0; i < prose->html.block_count; i++)
		check_block(reading, &around, &prose->html.blocks[i]);
	if (reading->lint->wording == WORDING_ENGLISH && !reading->is_second)
		check_headings(reading, prose);
}

/* Neither cited elsewhere on the page nor allowed. */
static bool is_open(struct proofreading *reading, const struct sighting *sighting)
{
	if (map_get(&reading->cited[sighting->kind], sighting->number))
		return false;
	const struct prose *prose = sighting->prose;
	return !allowance_is_in(reading->lint, prose->mark.source)
		|| !lint_allows(reading->lint, &reading->unfolded, "uncited-figure", prose,
			lint_mark(&reading->unfolded, prose, sighting->at, sighting->len), sighting->holder,
			sighting->outer);
}

/* A paragraph is told once, at its first figure. */
static const struct sighting *report_figures(struct proofreading *reading, const struct sighting *first)
{
	static const char *const what[] = {[FIGURE_PERCENT] = "a percentage",
		[FIGURE_MONEY] = "an amount of money",
		[FIGURE_LARGE] = "a large number",
		[FIGURE_SHARE] = "a share",
		[FIGURE_RATIO] = "a ratio"};
	static_assert(COUNT(what) == FIGURE_KINDS, "a name for each");
	struct mark mark = lint_mark(&reading->unfolded, first->prose, first->at, first->len);
	size_t more = 0;
	const struct sighting *next = first->next;
	for (; next && next->unit == first->unit; next = next->next)
		more += is_open(reading, next);
	if (more)
		diag_warning(reading->diags, mark, "uncited-figure", "%s without a source, and %zu more beside it",
			what[first->kind], more);
	else
		diag_warning(reading->diags, mark, "uncited-figure", "%s without a source", what[first->kind]);
	allowance_hint(reading->diags, "uncited-figure", mark, "cite its source, [@id]");
	reading->reports++;
	return next;
}

bool lint_is_done(struct proofreading *reading)
{
	bool is_done = reading->is_second || !reading->first;
	reading->is_second = true;
	return is_done;
}

void lint_text_end(struct proofreading *reading)
{
	for (const struct sighting *each = reading->first; each && reading->reports < MOST_REPORTS;)
		each = is_open(reading, each) ? report_figures(reading, each) : each->next;
	arena_free(&reading->scratch);
	arena_free(&reading->unfolded.room);
	buf_free(&reading->room);
}

/* SPDX-License-Identifier: MIT */
#include "content/forecast.h"

#include "base/slug.h"

/* Whole words of a long claim: an anchor is read and sent around. */
static str claim_id(struct arena *scratch, str claim)
{
	enum { LONGEST = 60 };
	str slug = slug_ascii(scratch, claim);
	if (slug.len == 0)
		return claim.len ? slug_number(scratch, 'f', claim) : slug;
	if (slug.len <= LONGEST)
		return slug;
	size_t end = LONGEST;
	while (end > 0 && slug.at[end] != '-')
		end--;
	return str_part(slug, 0, end ? end : LONGEST);
}

static bool check_id(
	struct map *seen, struct stage *stage, struct arena *arena, struct arena *scratch, struct diags *diags)
{
	bool is_given = stage->id.s.len > 0;
	if (!is_given)
		stage->id =
			(struct text){arena_copy(arena, claim_id(scratch, stage->claim.html.plain)), stage->claim.mark};
	if (stage->id.s.len == 0)
		return true;
	void **first = map_at(seen, scratch, stage->id.s);
	const struct stage *other = *first;
	if (!other) {
		*first = stage;
		return true;
	}
	diag_error(diags, stage->id.mark, "duplicate-id",
		is_given ? "two forecasts have the id '%.*s'" : "two forecasts begin with the same words: '%.*s'",
		STR_ARG(stage->id.s));
	diag_note(diags, other->id.mark, "the first is here");
	diag_hint(diags, "give one an id of its own: its address is made from it");
	return false;
}

static bool check_window(const struct stage *stage, struct diags *diags)
{
	if (!date_is_set(stage->from.date) || !date_is_set(stage->to.date)
		|| date_cmp(stage->from.date, date_last(stage->to.date)) <= 0)
		return true;
	diag_error(diags, stage->to.text.mark, "bad-window", "this forecast ends before it begins");
	diag_note(diags, stage->from.text.mark, "it begins here");
	diag_hint(diags, "'to' is the later of the two");
	return false;
}

static bool check_evidence(const struct stage *stage, struct diags *diags)
{
	if (stage->status.value == STAGE_OPEN || stage->evidence.is_set)
		return true;
	diag_error(diags, stage->status.mark, "missing-evidence", "this forecast was judged, but nothing shows why");
	diag_hint(diags, "say in 'evidence' what showed that it was %s, and name the sources",
		stage->status.value == STAGE_MET ? "met" : "missed");
	return false;
}

static size_t citations_in(const struct prose *prose)
{
	size_t count = 0;
	for (size_t i = 0; i < prose->html.hole_count; i++)
		count += prose->html.holes[i].kind == HOLE_CITATION ? prose->html.holes[i].count : 0;
	return count;
}

/* While what forecasts cite is gathered, one by one. */
struct citing {
	struct stage *stage;
	struct map last; /* source's id → the last forecast that cites it */
	struct arena *arena, *scratch;
};

static void add_cite(struct citing *citing, str id)
{
	void **slot = map_at(&citing->last, citing->scratch, id);
	if (*slot != citing->stage)
		citing->stage->cites.items[citing->stage->cites.count++].s = id;
	*slot = citing->stage;
}

static void add_citations(struct citing *citing, const struct prose *prose)
{
	for (size_t i = 0; i < prose->html.hole_count; i++) {
		const struct markdown_hole *hole = &prose->html.holes[i];
		for (size_t k = 0; hole->kind == HOLE_CITATION && k < hole->count; k++)
			add_cite(citing, arena_copy(citing->arena, hole->ids[k]));
	}
}

/* Now, while citations are still holes. */
static void gather_cites(struct citing *citing, struct stage *stage)
{
	size_t most = stage->sources.count + citations_in(&stage->claim) + citations_in(&stage->evidence);
	citing->stage = stage;
	stage->cites.items = arena_array(citing->arena, struct text, most);
	for (size_t i = 0; i < stage->sources.count; i++)
		add_cite(citing, stage->sources.items[i].s);
	add_citations(citing, &stage->claim);
	add_citations(citing, &stage->evidence);
}

bool forecasts_check(struct role_record *role, struct arena *arena, struct arena *scratch, struct diags *diags)
{
	struct map seen = {0};
	struct citing citing = {.arena = arena, .scratch = scratch};
	bool ok = true;
	for (size_t i = 0; i < role->timeline.count; i++) {
		struct stage *stage = &role->timeline.items[i];
		gather_cites(&citing, stage);
		ok &= check_id(&seen, stage, arena, scratch, diags) & check_window(stage, diags)
			& check_evidence(stage, diags);
	}
	return ok;
}

struct date forecast_deadline(const struct stage *stage)
{
	return date_last(date_is_set(stage->to.date) ? stage->to.date : stage->from.date);
}

bool forecast_is_due(const struct stage *stage, struct date as_of)
{
	return stage->status.value == STAGE_OPEN && date_is_set(stage->from.date)
		&& date_cmp(forecast_deadline(stage), as_of) < 0;
}

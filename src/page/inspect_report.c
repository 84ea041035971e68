/* SPDX-License-Identifier: MIT */
/* A finding shows on many pages, but is mended in one place: it is told once a place. */
#include <assert.h>
#include <stdlib.h>

#include "base/nearest.h"
#include "page/inspect_parts.h"

struct finding_row {
	const char *id;
	enum severity severity;
	const char *hint; /* where one serves all */
};

static const struct finding_row finding_rows[] = {
	[FIND_BROKEN_LINK] = {"broken-link", SEVERITY_ERROR, NULL},
	[FIND_OUTSIDE_BASE] = {"outside-base", SEVERITY_ERROR, NULL},
	[FIND_BAD_ADDRESS] = {"bad-url", SEVERITY_ERROR, NULL},
	[FIND_BROKEN_ANCHOR] = {"broken-anchor", SEVERITY_ERROR, NULL},
	[FIND_SAME_ANCHOR] = {"same-anchor", SEVERITY_WARNING, "a link to it leads to the first of them"},
	[FIND_PAGE_HEADING] = {"page-heading", SEVERITY_WARNING, "a page has one h1, which says what it is about"},
	[FIND_SKIPPED_LEVEL] = {"skipped-level", SEVERITY_WARNING,
		"those who listen to a page go by its headings: leave no level out"},
	[FIND_EMPTY_HEADING] = {"empty-heading", SEVERITY_WARNING, "give it words, or leave it out"},
	[FIND_EMPTY_SECTION] = {"empty-section", SEVERITY_WARNING,
		"write what belongs there, or leave the heading out too"},
	[FIND_NO_ALT] = {"no-alt", SEVERITY_WARNING,
		"say in a few words what it shows: ![two bars, one twice as long](chart.png)"},
	[FIND_NO_TITLE] = {"no-title", SEVERITY_WARNING, "the page's <title> is what tabs and search engines show"},
	[FIND_LONG_TITLE] = {"long-title", SEVERITY_WARNING, "search engines show about 70: shorten it"},
	[FIND_SAME_TITLE] = {"same-title", SEVERITY_WARNING, "a title tells its page from all others"},
	[FIND_NO_DESCRIPTION] = {"no-description", SEVERITY_WARNING, "search engines show it below the title"},
	[FIND_LONG_DESCRIPTION] = {"long-description", SEVERITY_WARNING,
		"search engines show fewer than 200: shorten it"},
	[FIND_SAME_DESCRIPTION] = {"same-description", SEVERITY_WARNING, "say what is on this page only"},
	[FIND_ORPHAN] = {"orphan", SEVERITY_WARNING, "link to it from a page that readers reach, or keep it out"},
	[FIND_BAD_XML] = {"xml-syntax", SEVERITY_ERROR, NULL},
};
static_assert(COUNT(finding_rows) == FIND_KINDS, "a row for each kind of finding");

struct reporting {
	struct look *look;
	struct diags *diags;
	const struct finding *finding;
	struct buf message;
};

static str url_of(const struct reporting *reporting, uint32_t output)
{
	return reporting->look->plan->outputs[output].url;
}

static void word_address(struct reporting *reporting)
{
	const struct finding *finding = reporting->finding;
	str base = reporting->look->plan->site->base;
	struct buf *out = &reporting->message;
	if (finding->kind == FIND_BROKEN_LINK)
		buf_printf(out, "nothing of this site stands at '%.*s'", STR_ARG(finding->what));
	else if (finding->kind == FIND_OUTSIDE_BASE)
		buf_printf(out, "'%.*s' leads out of the site, whose addresses begin with %.*s/",
			STR_ARG(finding->what), STR_ARG(base));
	else if (finding->kind == FIND_BROKEN_ANCHOR)
		buf_printf(out, "'%.*s' names a place that is not on %.*s", STR_ARG(finding->what),
			STR_ARG(url_of(reporting, finding->target)));
	else if (finding->what.len)
		buf_printf(out, "the address '%.*s' %.*s", STR_ARG(finding->what), STR_ARG(finding->message));
	else
		buf_put(out, S("an address is empty"));
}

static void word_structure(struct reporting *reporting)
{
	const struct finding *finding = reporting->finding;
	struct buf *out = &reporting->message;
	str what = finding->what;
	if (finding->kind == FIND_SAME_ANCHOR)
		buf_printf(out, "two elements of this page have the id '%.*s'", STR_ARG(what));
	else if (finding->kind == FIND_PAGE_HEADING)
		buf_put(out, str_eq(what, S("none")) ? S("this page has no h1") : S("this page has more than one h1"));
	else if (finding->kind == FIND_SKIPPED_LEVEL)
		buf_printf(out, "the h%zu '%.*s' %.*s", finding->number, STR_ARG(what), STR_ARG(finding->message));
	else if (finding->kind == FIND_EMPTY_HEADING)
		buf_printf(out, "an h%zu has no words", finding->number);
	else if (finding->kind == FIND_NO_ALT)
		buf_printf(out, "the picture '%.*s' %.*s", STR_ARG(what), STR_ARG(finding->message));
	else if (what.len && what.at[0] != '#')
		buf_printf(out, "nothing stands below the heading '%.*s'", STR_ARG(what));
	else
		buf_printf(
			out, "the section%s%.*s%s is empty", what.len ? " '" : "", STR_ARG(what), what.len ? "'" : "");
}

static void word_head(struct reporting *reporting, uint32_t page)
{
	const struct finding *finding = reporting->finding;
	const struct facts *facts = &reporting->look->facts[page];
	struct buf *out = &reporting->message;
	if (finding->kind == FIND_NO_TITLE)
		buf_put(out, S("this page has no title"));
	else if (finding->kind == FIND_NO_DESCRIPTION)
		buf_put(out, S("this page has no description"));
	else if (finding->kind == FIND_LONG_TITLE)
		buf_printf(out, "a title of %zu characters: '%.*s'", str_columns(facts->title), STR_ARG(facts->title));
	else if (finding->kind == FIND_LONG_DESCRIPTION)
		buf_printf(out, "a description of %zu characters", str_columns(facts->description));
	else if (finding->kind == FIND_SAME_TITLE)
		buf_printf(out, "%zu pages have the title '%.*s'", finding->pages.count, STR_ARG(finding->what));
	else
		buf_printf(out, "%zu pages have the same description", finding->pages.count);
}

static void word(struct reporting *reporting, uint32_t page)
{
	const struct finding *finding = reporting->finding;
	struct buf *out = &reporting->message;
	out->len = 0;
	switch (finding->kind) {
	case FIND_BROKEN_LINK:
	case FIND_OUTSIDE_BASE:
	case FIND_BAD_ADDRESS:
	case FIND_BROKEN_ANCHOR:
		word_address(reporting);
		break;
	case FIND_SAME_ANCHOR:
	case FIND_PAGE_HEADING:
	case FIND_SKIPPED_LEVEL:
	case FIND_EMPTY_HEADING:
	case FIND_EMPTY_SECTION:
	case FIND_NO_ALT:
		word_structure(reporting);
		break;
	case FIND_NO_TITLE:
	case FIND_LONG_TITLE:
	case FIND_SAME_TITLE:
	case FIND_NO_DESCRIPTION:
	case FIND_LONG_DESCRIPTION:
	case FIND_SAME_DESCRIPTION:
		word_head(reporting, page);
		break;
	case FIND_ORPHAN:
		buf_printf(out, "no way leads from the home page to %.*s", STR_ARG(finding->what));
		if (finding->number > 1)
			buf_printf(out, " and %zu other page%s behind it", finding->number - 1,
				finding->number == 2 ? "" : "s");
		break;
	case FIND_BAD_XML:
		buf_printf(out, "%.*s is no well-formed XML: %.*s", STR_ARG(url_of(reporting, page)),
			STR_ARG(finding->message));
		break;
	case FIND_KINDS:
		break;
	}
}

static void hint_link(struct reporting *reporting)
{
	const struct plan *plan = reporting->look->plan;
	str base = plan->site->base, path = reporting->finding->what;
	str before = str_take(&path, plan->site->url) ? plan->site->url : base;
	if (str_eq(before, base))
		str_take(&path, base);
	path = str_part(path, 0, str_find(path, '#'));
	struct nearest nearest = {.word = str_part(path, 0, str_find(path, '?'))};
	for (size_t i = 0; diag_wants_hint(reporting->diags) && i < plan->count; i++)
		nearest_offer(&nearest, str_skip(plan->outputs[i].url, base.len));
	if (nearest.best.len)
		diag_hint(reporting->diags, "did you mean '%.*s%.*s'?", STR_ARG(before), STR_ARG(nearest.best));
}

static void hint(struct reporting *reporting)
{
	const struct finding *finding = reporting->finding;
	const struct finding_row *row = &finding_rows[finding->kind];
	str base = reporting->look->plan->site->base, what = finding->what;
	if (row->hint)
		diag_hint(reporting->diags, "%s", row->hint);
	else if (finding->kind == FIND_BROKEN_LINK)
		hint_link(reporting);
	else if (finding->kind == FIND_OUTSIDE_BASE)
		diag_hint(reporting->diags, "write {{site.base}}%.*s in a template, %.*s%.*s in HTML", STR_ARG(what),
			STR_ARG(base), STR_ARG(what));
	else if (finding->kind == FIND_BROKEN_ANCHOR && diag_wants_hint(reporting->diags)) {
		str id = str_skip(what, str_find(what, '#') + 1);
		str near = inspect_nearest_id(&reporting->look->inspectors[0], finding->target, id);
		if (near.len)
			diag_hint(reporting->diags, "did you mean '#%.*s'?", STR_ARG(near));
	}
}

static void add(struct reporting *reporting, struct mark mark)
{
	const struct finding_row *row = &finding_rows[reporting->finding->kind];
	if (row->severity == SEVERITY_ERROR)
		diag_error(reporting->diags, mark, row->id, "%.*s", STR_ARG(buf_str(&reporting->message)));
	else
		diag_warning(reporting->diags, mark, row->id, "%.*s", STR_ARG(buf_str(&reporting->message)));
	hint(reporting);
}

static void note_pages(struct reporting *reporting, uint32_t page, size_t count, bool is_exact)
{
	const struct output *output = &reporting->look->plan->outputs[page];
	const struct source *made_by = is_exact ? NULL : inspect_template(reporting->look, output);
	struct buf text = {0};
	buf_printf(&text, "on %.*s", STR_ARG(output->url));
	if (count > 1)
		buf_printf(&text, " and %zu other page%s", count - 1, count == 2 ? "" : "s");
	if (made_by)
		buf_printf(&text, ", made by %.*s", STR_ARG(made_by->path));
	diag_note(reporting->diags, (struct mark){0}, "%.*s", STR_ARG(buf_str(&text)));
	buf_free(&text);
}

/* Where a finding on some pages is mended. */
struct place_found {
	struct {
		const struct source *source;
		size_t at;
	} key;
	struct traced traced;
	uint32_t first;
	size_t count;
};

static bool report_shared(struct reporting *reporting)
{
	const struct page_list *pages = &reporting->finding->pages;
	struct mark mark = inspect_trace_shared(reporting->look, reporting->finding);
	if (!mark.source)
		return false;
	word(reporting, pages->at[0]);
	add(reporting, mark);
	note_pages(reporting, pages->at[0], pages->count, true);
	return true;
}

static void report_places(struct reporting *reporting)
{
	const struct finding *finding = reporting->finding;
	const struct page_list *pages = &finding->pages;
	struct arena *arena = reporting->look->arena;
	struct place_found *places = arena_array(arena, struct place_found, pages->count);
	struct trace_memo memos[PAGE_KINDS + 1] = {0};
	struct map by_key = {0};
	size_t count = 0;
	for (size_t i = 0; i < pages->count; i++) {
		struct place_found *next = &places[count];
		next->traced = inspect_trace(reporting->look, finding, pages->at[i], memos);
		next->key.source = next->traced.mark.source;
		next->key.at = next->traced.mark.at;
		next->first = pages->at[i];
		void **slot = map_at(&by_key, arena, (str){(const char *)&next->key, sizeof next->key});
		if (!*slot) {
			*slot = next;
			count++;
		}
		((struct place_found *)*slot)->count++;
	}
	for (size_t i = 0; i < count; i++) {
		word(reporting, places[i].first);
		add(reporting, places[i].traced.mark);
		note_pages(reporting, places[i].first, places[i].count, places[i].traced.is_exact);
	}
}

/* One complaint about several pages, or about one that needs no further word. */
static void report_whole(struct reporting *reporting)
{
	enum { MOST = 3 };
	const struct page_list *pages = &reporting->finding->pages;
	struct trace_memo memos[PAGE_KINDS + 1] = {0};
	word(reporting, pages->at[0]);
	add(reporting, inspect_trace(reporting->look, reporting->finding, pages->at[0], memos).mark);
	if (reporting->finding->kind == FIND_ORPHAN)
		return;
	for (size_t i = 0; i < pages->count && i < MOST; i++) {
		str url = url_of(reporting, pages->at[i]);
		struct mark mark = i ? inspect_trace(reporting->look, reporting->finding, pages->at[i], memos).mark
				     : (struct mark){0};
		diag_note(reporting->diags, mark, "%s%.*s", i ? "the same on " : "on ", STR_ARG(url));
	}
	if (pages->count > MOST)
		diag_note(reporting->diags, (struct mark){0}, "and on %zu other page%s", pages->count - MOST,
			pages->count == MOST + 1 ? "" : "s");
}

static int finding_cmp(const void *x, const void *y)
{
	const struct finding *a = *(struct finding *const *)x, *b = *(struct finding *const *)y;
	if (a->pages.at[0] != b->pages.at[0])
		return a->pages.at[0] > b->pages.at[0] ? 1 : -1;
	if (a->kind != b->kind)
		return a->kind > b->kind ? 1 : -1;
	return str_cmp(a->what, b->what);
}

void inspect_report(struct look *look, struct finding **findings, size_t count, struct diags *diags)
{
	struct reporting reporting = {.look = look, .diags = diags};
	if (count)
		qsort(findings, count, sizeof *findings, finding_cmp);
	size_t alike = 0; /* of this kind, on this page */
	for (size_t i = 0; i < count; i++) {
		bool is_alike = i && findings[i]->kind == findings[i - 1]->kind
			&& findings[i]->pages.at[0] == findings[i - 1]->pages.at[0];
		alike = is_alike ? alike + 1 : 0;
		if (alike > DIAG_MOST_ALIKE)
			continue;
		reporting.finding = findings[i];
		diags->has_many = diags->errors + diags->warnings >= DIAG_MOST_SOUGHT;
		if (findings[i]->kind == FIND_SAME_TITLE || findings[i]->kind == FIND_SAME_DESCRIPTION
			|| findings[i]->kind == FIND_ORPHAN)
			report_whole(&reporting);
		else if (!report_shared(&reporting))
			report_places(&reporting);
	}
	buf_free(&reporting.message);
}

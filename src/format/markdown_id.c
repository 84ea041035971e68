/* SPDX-License-Identifier: MIT */
/* The ids of headings. Pages hold elements with ids of their own, which scripts and links mean: no heading gets one of
   those, whatever it is called. tests/site/ids.py gathers them from the theme and finds what is missing here. */
#include "base/slug.h"
#include "format/markdown_parts.h"

static const char *const page_ids[] = {"compare-role", "embed-note", "form-email", "main", "rail-label", "scan-data",
	"scan-level", "scan-role", "search-box", "search-box-list"};

static const char *const page_sections[] = {"a-to-z", "added", "agents", "agreement", "articles", "benchmarks",
	"bottom", "categories", "changed", "check", "cite", "columns", "comparison", "contents", "down", "due", "files",
	"forecasts", "form", "gone", "insights", "interview", "jobs", "judged", "key-points", "learn", "left", "levels",
	"limits", "meaning", "model", "movers", "numbers", "open", "overview", "pages", "pay", "picker", "place",
	"questions", "ranking", "rate", "reasons", "recompute", "related", "resilient", "right", "robustness", "roles",
	"safer", "scan", "score", "sensitivity", "settings", "share", "skills", "sources", "spread", "stays-human",
	"steps", "takes-on", "tasks", "timeline", "top", "up", "vulnerable", "words", "years"};

/* What numbers go behind; a question's words follow its number. */
static const char *const numbered_ids[] = {"level-", "scan-task-", "search-box-", "source-"};
static const char *const role_ids[] = {"task-", "forecast-"};

static bool is_one_of(str word, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (str_eq(word, str_of(words[i])))
			return true;
	return false;
}

static size_t digits_of(str text)
{
	size_t count = 0;
	while (count < text.len && text.at[count] >= '0' && text.at[count] <= '9')
		count++;
	return count;
}

static bool is_numbered(str id)
{
	str rest = id;
	for (size_t i = 0; i < COUNT(numbered_ids); i++, rest = id)
		if (str_take(&rest, str_of(numbered_ids[i])) && rest.len && digits_of(rest) == rest.len)
			return true;
	if (!str_take(&rest, S("faq-")))
		return false;
	size_t digits = digits_of(rest);
	return digits && (digits == rest.len || rest.at[digits] == '-');
}

static bool is_of_page(const struct rendering *rendering, str id)
{
	str section = id;
	for (size_t i = 0; i < COUNT(role_ids); i++)
		if (rendering->options->is_of_role && str_starts(id, str_of(role_ids[i])))
			return true;
	if (str_take(&section, S("section-")) && is_one_of(section, page_sections, COUNT(page_sections)))
		return true;
	return is_one_of(id, page_ids, COUNT(page_ids)) || is_numbered(id);
}

/* A slug that pages use, or all of its kind, stands behind a word of its own. */
static str numbered(const struct rendering *rendering, str slug, size_t number)
{
	struct arena *scratch = rendering->scratch;
	str id = number > 1 ? arena_printf(scratch, "%.*s-%zu", STR_ARG(slug), number) : slug;
	return is_of_page(rendering, id) ? arena_join(scratch, S("heading-"), id) : id;
}

/* The same heading twice gets -2, -3, …, and no id is given twice. */
str markdown_id(struct rendering *rendering, str heading)
{
	str slug = slug_of(rendering->scratch, heading);
	if (slug.len == 0)
		slug = S("section");
	uintptr_t *used = (uintptr_t *)map_at(&rendering->slugs, rendering->scratch, slug);
	size_t number = *used + 1;
	str id = numbered(rendering, slug, number);
	while (map_get(&rendering->slugs, id))
		id = numbered(rendering, slug, ++number);
	*(uintptr_t *)map_at(&rendering->slugs, rendering->scratch, id) = 1;
	*(uintptr_t *)map_at(&rendering->slugs, rendering->scratch, slug) = number;
	return arena_copy(rendering->arena, id);
}

/* SPDX-License-Identifier: MIT */
/* One page as it is read: what it links to, and how it is built. */
#include <string.h>

#include "base/nearest.h"
#include "format/css.h"
#include "format/html.h"
#include "page/inspect_parts.h"

enum { MOST_SECTIONS = 32 };

struct open_section {
	size_t depth;  /* of elements */
	size_t serial; /* of content when it began */
	bool is_named; /* <section>: must hold something */
	str id;
};

struct reading {
	struct gathering gathering;
	bool has_structure;
	size_t depth, hidden_at; /* hidden_at: depth of the hidden element that is open, 0 for none */
	bool is_in_title, is_in_style;
	struct buf title, style, heading;
	str description;
	size_t level, level_before, first_headings; /* level: of the heading that is open */
	bool has_picture;                           /* in the heading that is open */
	size_t serial;                              /* grows with content and headings */
	struct {
		bool is_open; /* nothing has stood behind it yet */
		size_t level, sections;
		str text;
	} pending;
	struct open_section sections[MOST_SECTIONS];
	size_t section_count;
};

static struct arena *scratch_of(struct reading *reading)
{
	return &reading->gathering.inspector->scratch;
}

static struct finding *find(struct reading *reading, enum finding_kind kind, str what)
{
	return inspect_find(reading->gathering.inspector, reading->gathering.output, kind, what);
}

static bool is_blank(char c)
{
	return (unsigned char)c <= ' ';
}

/* srcset: addresses with what they are for, "a.png 1x, b.png 2x". */
static void add_set(struct reading *reading, str set)
{
	for (;;) {
		while (set.len && (is_blank(set.at[0]) || set.at[0] == ','))
			set = str_skip(set, 1);
		size_t end = 0;
		while (end < set.len && !is_blank(set.at[end]))
			end++;
		str address = str_part(set, 0, end);
		bool is_alone = str_ends(address, S(","));
		while (str_ends(address, S(",")))
			address.len--;
		if (address.len == 0)
			return;
		gather_link(&reading->gathering, address, USE_PART);
		set = str_skip(set, is_alone ? end : end + str_find(str_skip(set, end), ','));
	}
}

static void on_style_address(void *context, str address)
{
	struct reading *reading = context;
	gather_link(&reading->gathering, address, USE_PART);
}

static bool is_followed(const struct html_element *element)
{
	return html_is(element, "a") || html_is(element, "area");
}

static void take_address(struct reading *reading, const struct html_element *element, const char *name, str value)
{
	static const char *const anywhere[] = {"src", "poster", "formaction"};
	if (strcmp(name, "href") == 0 || strcmp(name, "xlink:href") == 0) {
		gather_link(&reading->gathering, value, is_followed(element) ? USE_LINK : USE_PART);
		return;
	}
	for (size_t i = 0; i < COUNT(anywhere); i++)
		if (strcmp(name, anywhere[i]) == 0)
			gather_link(&reading->gathering, value, USE_PART);
	if (strcmp(name, "action") == 0 && html_is(element, "form"))
		gather_link(&reading->gathering, value, USE_PART);
	else if (strcmp(name, "data") == 0 && html_is(element, "object"))
		gather_link(&reading->gathering, value, USE_PART);
	else if (strcmp(name, "srcset") == 0 || strcmp(name, "imagesrcset") == 0)
		add_set(reading, value);
	else if (strcmp(name, "style") == 0)
		css_addresses(value, on_style_address, reading);
	else if (strcmp(name, "id") == 0
		|| (strcmp(name, "name") == 0 && html_is(element, "a")
			&& !str_eq(value, html_attribute(element, "id"))))
		gather_id(&reading->gathering, value);
}

static void take_meta(struct reading *reading, const struct html_element *element)
{
	str name = html_attribute(element, "name"), property = html_attribute(element, "property");
	str content = html_attribute(element, "content");
	if (str_eq(name, S("description")) && !reading->description.at)
		reading->description = arena_copy(scratch_of(reading), content);
	else if (str_eq(property, S("og:image")) || str_eq(property, S("og:url")))
		gather_link(&reading->gathering, content, USE_ADDRESS);
}

static void check_picture(struct reading *reading, const struct html_element *element)
{
	str alt = html_attribute(element, "alt"), src = html_attribute(element, "src");
	const struct inspector *inspector = reading->gathering.inspector;
	reading->has_picture = reading->has_picture || alt.len;
	if (alt.len || reading->hidden_at)
		return;
	if (!alt.at) {
		find(reading, FIND_NO_ALT, src)->message = S("has no alt text");
		return;
	}
	/* An empty text says "only for the looks", which a theme may say; a picture of the content is there to be seen.
	 */
	const struct address *address = map_get(&inspector->addresses, src);
	if (address && address->has_target && inspector->look->plan->outputs[address->target].kind == OUTPUT_ATTACHMENT)
		find(reading, FIND_NO_ALT, src)->message = S("has an empty alt text");
}

static bool is_content(const struct html_element *element)
{
	static const char *const names[] = {"img", "svg", "input", "select", "textarea", "canvas", "video", "audio",
		"iframe", "object", "progress", "meter"};
	for (size_t i = 0; i < COUNT(names); i++)
		if (html_is(element, names[i]))
			return true;
	return false;
}

static void add_content(struct reading *reading)
{
	reading->serial++;
	reading->pending.is_open = false;
}

static size_t heading_level(const char *name)
{
	return name[0] == 'h' && name[1] >= '1' && name[1] <= '6' && !name[2] ? (size_t)(name[1] - '0') : 0;
}

/* Nothing follows the heading in its section. */
static void end_pending(struct reading *reading)
{
	if (reading->pending.is_open)
		find(reading, FIND_EMPTY_SECTION, reading->pending.text);
	reading->pending.is_open = false;
}

static bool begins_section(const struct html_element *element, bool *is_named)
{
	*is_named = html_is(element, "section");
	return *is_named || html_is(element, "main") || html_is(element, "article") || html_is(element, "aside");
}

static void open_structure(struct reading *reading, const struct html_element *element)
{
	bool is_named, is_hidden = html_is(element, "template") || html_attribute(element, "hidden").at;
	if (is_hidden)
		reading->hidden_at = reading->depth;
	size_t level = heading_level(element->name);
	if (level && !is_hidden) {
		reading->level = level;
		reading->heading.len = 0;
		reading->has_picture = false;
	} else if (!is_hidden && reading->section_count < MOST_SECTIONS && begins_section(element, &is_named)) {
		reading->sections[reading->section_count++] = (struct open_section){.depth = reading->depth,
			.serial = reading->serial,
			.is_named = is_named,
			.id = arena_copy(scratch_of(reading), html_attribute(element, "id"))};
	} else if (!reading->level && is_content(element)) {
		add_content(reading);
	}
}

static void on_open(void *context, const struct html_element *element)
{
	struct reading *reading = context;
	reading->depth++;
	for (const char *const *at = element->attributes; at && *at; at += 2)
		if (strchr("hxspfadin", at[0][0]))
			take_address(reading, element, at[0], at[1] ? str_trim(str_of(at[1])) : S(""));
	if (html_is(element, "meta"))
		take_meta(reading, element);
	else if (html_is(element, "style"))
		reading->is_in_style = true;
	if (!reading->has_structure)
		return;
	if (html_is(element, "title") && !reading->title.len)
		reading->is_in_title = true;
	if (html_is(element, "img"))
		check_picture(reading, element);
	if (!reading->hidden_at)
		open_structure(reading, element);
}

static str words_of(const struct buf *text)
{
	return str_trim(buf_str(text));
}

static void check_level(struct reading *reading, str text)
{
	size_t before = reading->level_before;
	reading->first_headings += reading->level == 1;
	if (reading->level > before + 1) {
		struct finding *finding = find(reading, FIND_SKIPPED_LEVEL, text);
		finding->number = reading->level;
		finding->message = before
			? arena_printf(&reading->gathering.inspector->kept, "stands right below an h%zu", before)
			: S("is the first heading of its page");
	}
	reading->level_before = reading->level;
}

static void close_heading(struct reading *reading)
{
	str text = words_of(&reading->heading);
	if (text.len == 0 && !reading->has_picture) {
		find(reading, FIND_EMPTY_HEADING, S(""))->number = reading->level;
	} else {
		check_level(reading, text);
		if (reading->level <= reading->pending.level)
			end_pending(reading);
		reading->pending.is_open = true;
		reading->pending.level = reading->level;
		reading->pending.sections = reading->section_count;
		reading->pending.text = arena_copy(scratch_of(reading), text);
	}
	reading->serial++;
	reading->level = 0;
}

static void close_section(struct reading *reading)
{
	const struct open_section *section = &reading->sections[reading->section_count - 1];
	if (reading->pending.is_open && reading->pending.sections >= reading->section_count)
		end_pending(reading);
	else if (section->is_named && section->serial == reading->serial)
		find(reading, FIND_EMPTY_SECTION,
			section->id.len ? arena_printf(scratch_of(reading), "#%.*s", STR_ARG(section->id)) : S(""));
	reading->section_count--;
}

static void on_close(void *context, const char *name)
{
	struct reading *reading = context;
	if (strcmp(name, "style") == 0) {
		css_addresses(buf_str(&reading->style), on_style_address, reading);
		reading->style.len = 0;
		reading->is_in_style = false;
	}
	if (reading->has_structure) {
		if (strcmp(name, "title") == 0)
			reading->is_in_title = false;
		if (reading->hidden_at == reading->depth)
			reading->hidden_at = 0;
		if (reading->level && heading_level(name) == reading->level)
			close_heading(reading);
		if (reading->section_count && reading->sections[reading->section_count - 1].depth == reading->depth)
			close_section(reading);
	}
	reading->depth--;
}

static void on_text(void *context, str text)
{
	struct reading *reading = context;
	if (!reading->has_structure)
		return;
	if (reading->is_in_title)
		buf_put(&reading->title, text);
	else if (reading->level && !reading->hidden_at)
		buf_put(&reading->heading, text);
	else if (str_trim(text).len)
		add_content(reading);
}

static void on_raw(void *context, str text)
{
	struct reading *reading = context;
	if (reading->is_in_style)
		buf_put(&reading->style, text);
}

static void check_whole(struct reading *reading, struct facts *facts)
{
	struct arena *kept = &reading->gathering.inspector->kept;
	str title = words_of(&reading->title), description = reading->description;
	if (reading->first_headings != 1)
		find(reading, FIND_PAGE_HEADING, reading->first_headings ? S("several") : S("none"));
	facts->has_structure = true;
	if (title.len)
		facts->title = arena_copy(kept, title);
	else
		find(reading, FIND_NO_TITLE, S(""));
	if (str_columns(title) > LONGEST_TITLE)
		find(reading, FIND_LONG_TITLE, S(""));
	if (description.len)
		facts->description = arena_copy(kept, description);
	else
		find(reading, FIND_NO_DESCRIPTION, S(""));
	if (str_columns(description) > LONGEST_DESCRIPTION)
		find(reading, FIND_LONG_DESCRIPTION, S(""));
}

static void keep_leads(struct inspector *inspector, struct facts *facts)
{
	facts->lead_count = inspector->lead_count;
	facts->leads = arena_array(&inspector->kept, uint32_t, inspector->lead_count);
	if (inspector->lead_count)
		memcpy(facts->leads, inspector->leads, inspector->lead_count * sizeof *facts->leads);
}

void inspect_page(struct inspector *inspector, uint32_t output, str page)
{
	struct facts *facts = &inspector->look->facts[output];
	const struct output *of = &inspector->look->plan->outputs[output];
	struct reading reading = {.gathering = {.inspector = inspector, .output = output},
		.has_structure = of->kind == OUTPUT_PAGE && of->page != PAGE_MOVED};
	const struct html_visitor visitor = {
		.context = &reading, .open = on_open, .close = on_close, .text = on_text, .raw = on_raw};
	html_visit(page, &visitor);
	gather_end(&reading.gathering, facts);
	if (reading.has_structure)
		check_whole(&reading, facts);
	keep_leads(inspector, facts);
	buf_free(&reading.title);
	buf_free(&reading.style);
	buf_free(&reading.heading);
}

struct search {
	struct nearest nearest;
	struct arena *arena;
};

static void on_id(void *context, const struct html_element *element)
{
	struct search *search = context;
	str before = search->nearest.best;
	nearest_offer(&search->nearest, html_attribute(element, "id"));
	if (search->nearest.best.at != before.at)
		search->nearest.best = arena_copy(search->arena, search->nearest.best);
}

str inspect_nearest_id(struct inspector *inspector, uint32_t output, str id)
{
	const struct plan *plan = inspector->look->plan;
	struct search search = {.nearest = {.word = id}, .arena = &inspector->kept};
	const struct html_visitor visitor = {.context = &search, .open = on_id};
	if (plan_render(plan, &plan->outputs[output], &inspector->maker, &inspector->diags))
		html_visit(buf_str(&inspector->maker.out), &visitor);
	return search.nearest.best;
}

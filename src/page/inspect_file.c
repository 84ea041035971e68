/* SPDX-License-Identifier: MIT */
/* A file of any form: what it names and what can be named in it. */
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "format/css.h"
#include "format/html.h"
#include "page/inspect_parts.h"

static void *grown(struct arena *arena, const void *old, size_t *cap, size_t size)
{
	size_t count = *cap;
	*cap = count ? 2 * count : 64;
	void *larger = arena_alloc_array(arena, size, *cap);
	if (count)
		memcpy(larger, old, count * size);
	return larger;
}

void gather_id(struct gathering *gathering, str id)
{
	struct arena *arena = &gathering->inspector->scratch;
	if (id.len == 0)
		return;
	if (gathering->id_count == gathering->id_cap)
		gathering->ids = grown(arena, gathering->ids, &gathering->id_cap, sizeof *gathering->ids);
	gathering->ids[gathering->id_count++] = (struct page_id){.hash = hash_64(id), .text = arena_copy(arena, id)};
}

void gather_link(struct gathering *gathering, str text, enum link_use use)
{
	struct arena *arena = &gathering->inspector->scratch;
	if (!str_starts(text, S("#"))) {
		inspect_link(gathering->inspector, gathering->output, text, use);
		return;
	}
	gathering->inspector->links++;
	if (gathering->anchor_count == gathering->anchor_cap)
		gathering->anchors =
			grown(arena, gathering->anchors, &gathering->anchor_cap, sizeof *gathering->anchors);
	gathering->anchors[gathering->anchor_count++] = arena_copy(arena, text);
}

static int by_hash(const void *x, const void *y)
{
	const struct page_id *a = x, *b = y;
	return (a->hash > b->hash) - (a->hash < b->hash);
}

static void keep_ids(struct gathering *gathering, struct facts *facts)
{
	struct inspector *inspector = gathering->inspector;
	if (gathering->id_count)
		qsort(gathering->ids, gathering->id_count, sizeof *gathering->ids, by_hash);
	facts->ids = arena_array(&inspector->kept, uint64_t, gathering->id_count);
	facts->id_count = gathering->id_count;
	for (size_t i = 0; i < gathering->id_count; i++) {
		facts->ids[i] = gathering->ids[i].hash;
		if (i && facts->ids[i] == facts->ids[i - 1])
			inspect_find(inspector, gathering->output, FIND_SAME_ANCHOR, gathering->ids[i].text);
	}
}

void gather_end(struct gathering *gathering, struct facts *facts)
{
	struct inspector *inspector = gathering->inspector;
	keep_ids(gathering, facts);
	for (size_t i = 0; i < gathering->anchor_count; i++) {
		str id = inspect_anchor(&inspector->scratch, str_skip(gathering->anchors[i], 1));
		if (id.len && !facts_has_id(facts, id))
			inspect_find(inspector, gathering->output, FIND_BROKEN_ANCHOR, gathering->anchors[i])->target =
				gathering->output;
	}
}

/* The feed, the site map, drawings. */
struct xml_reading {
	struct gathering gathering;
	bool is_in_location;
	struct buf location;
};

static void on_open(void *context, const struct html_element *element)
{
	struct xml_reading *reading = context;
	for (const char *const *at = element->attributes; at && *at; at += 2)
		if (strcmp(at[0], "href") == 0 || strcmp(at[0], "xlink:href") == 0 || strcmp(at[0], "src") == 0)
			gather_link(&reading->gathering, str_trim(str_of(at[1])), USE_ADDRESS);
		else if (strcmp(at[0], "id") == 0)
			gather_id(&reading->gathering, str_of(at[1]));
	reading->is_in_location = html_is(element, "loc");
}

static void on_close(void *context, const char *name)
{
	struct xml_reading *reading = context;
	(void)name;
	if (reading->is_in_location)
		gather_link(&reading->gathering, str_trim(buf_str(&reading->location)), USE_ADDRESS);
	reading->is_in_location = false;
	reading->location.len = 0;
}

static void on_text(void *context, str text)
{
	struct xml_reading *reading = context;
	if (reading->is_in_location)
		buf_put(&reading->location, text);
}

/* What authors drew elsewhere is theirs, whatever its form. */
static void read_xml(struct inspector *inspector, uint32_t output, str text)
{
	struct xml_reading reading = {.gathering = {.inspector = inspector, .output = output}};
	const struct html_visitor visitor = {.context = &reading, .open = on_open, .close = on_close, .text = on_text};
	struct xml_fault fault;
	bool is_ours = inspector->look->plan->outputs[output].kind != OUTPUT_ATTACHMENT;
	if (xml_visit(text, &visitor, &inspector->scratch, &fault))
		gather_end(&reading.gathering, &inspector->look->facts[output]);
	else if (is_ours)
		inspect_find(inspector, output, FIND_BAD_XML, S(""))->message =
			arena_printf(&inspector->kept, "line %zu: %.*s", fault.line, STR_ARG(fault.message));
	buf_free(&reading.location);
}

struct sheet {
	struct inspector *inspector;
	uint32_t output;
};

static void on_sheet_address(void *context, str address)
{
	const struct sheet *sheet = context;
	if (!str_starts(address, S("#")))
		inspect_link(sheet->inspector, sheet->output, address, USE_PART);
}

enum file_form { FORM_OTHER, FORM_HTML, FORM_XML, FORM_STYLE, FORM_TEXT };

static enum file_form form_of(const struct output *output)
{
	static const struct {
		const char *ending;
		enum file_form form;
	} forms[] = {{".html", FORM_HTML}, {".htm", FORM_HTML}, {".xml", FORM_XML}, {".svg", FORM_XML},
		{".css", FORM_STYLE}, {".json", FORM_TEXT}, {".txt", FORM_TEXT}};
	if (output->kind == OUTPUT_CARD)
		return FORM_XML;
	for (size_t i = 0; i < COUNT(forms); i++)
		if (str_ends(output->path, str_of(forms[i].ending)))
			return forms[i].form;
	return FORM_OTHER;
}

bool output_is_html(const struct output *output)
{
	return form_of(output) == FORM_HTML;
}

static void read_form(struct inspector *inspector, uint32_t output, enum file_form form, str text)
{
	struct sheet sheet = {.inspector = inspector, .output = output};
	switch (form) {
	case FORM_HTML:
		inspect_page(inspector, output, text);
		break;
	case FORM_XML:
		read_xml(inspector, output, text);
		break;
	case FORM_STYLE:
		css_addresses(text, on_sheet_address, &sheet);
		break;
	case FORM_TEXT:
		inspect_text(inspector, output, text);
		break;
	case FORM_OTHER:
		break;
	}
}

static void add_size(struct inspector *inspector, const struct output *output)
{
	const struct site *site = inspector->look->plan->site;
	struct host_sizes *sizes = &inspector->sizes;
	uint64_t size = inspector->maker.out.len;
	if (output->kind == OUTPUT_CARD)
		return;
	if (output->kind == OUTPUT_ATTACHMENT)
		size = site->attachments[output->index].input->size;
	sizes->bytes += size;
	if (size <= sizes->largest)
		return;
	sizes->largest = size;
	sizes->largest_path = output->path;
}

/* What nobody reads is not made; its size is known. */
static bool make(struct inspector *inspector, const struct output *output, enum file_form form)
{
	bool is_copied = output->kind == OUTPUT_ATTACHMENT && form == FORM_OTHER;
	bool ok = is_copied || plan_render(inspector->look->plan, output, &inspector->maker, &inspector->diags);
	if (ok)
		add_size(inspector, output);
	return ok && form != FORM_OTHER;
}

void inspect_output(struct inspector *inspector, uint32_t output)
{
	const struct plan *plan = inspector->look->plan;
	enum file_form form = form_of(&plan->outputs[output]);
	if (!make(inspector, &plan->outputs[output], form))
		return;
	arena_reset(&inspector->scratch);
	inspector->lead_count = 0;
	read_form(inspector, output, form, buf_str(&inspector->maker.out));
}

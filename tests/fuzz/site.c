/* SPDX-License-Identifier: MIT */
/* A small content tree that is loaded, scored and rendered in memory. What may come out is held against what must not:
   a script that is not ours, a handler of events, an address that runs, XML and JSON that are none. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "format/html.h"
#include "tree.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static bool is_running(str url)
{
	static const char *const schemes[] = {"javascript:", "vbscript:", "data:"};
	char start[16] = {0};
	size_t count = 0;
	for (size_t i = 0; i < url.len && count + 1 < sizeof start; i++)
		if ((unsigned char)url.at[i] > ' ')
			start[count++] = (char)(url.at[i] >= 'A' && url.at[i] <= 'Z' ? url.at[i] + 32 : url.at[i]);
	for (size_t i = 0; i < COUNT(schemes); i++)
		if (str_starts(str_of(start), str_of(schemes[i])))
			return true;
	return false;
}

static void look_at(void *context, const struct html_element *element)
{
	static const char *const none[] = {"iframe", "object", "embed", "base", "frame", "applet"};
	(void)context;
	for (size_t i = 0; i < COUNT(none); i++)
		if (html_is(element, none[i]))
			abort();
	if (html_is(element, "script")) {
		str source = html_attribute(element, "src"), type = html_attribute(element, "type");
		bool is_data = str_eq(type, S("application/ld+json")) || str_eq(type, S("application/json"));
		if (!is_data && !str_starts(source, S("/")))
			abort();
	}
	for (const char *const *at = element->attributes; at && *at; at += 2) {
		bool is_address =
			strcmp(at[0], "href") == 0 || strcmp(at[0], "src") == 0 || strcmp(at[0], "action") == 0;
		if (strncmp(at[0], "on", 2) == 0 || (is_address && at[1] && is_running(str_of(at[1]))))
			abort();
	}
}

static void hold(const struct output *output, str text)
{
	struct xml_fault fault;
	struct arena arena = {0};
	if (!html_is_there())
		return;
	if (str_ends(output->path, S(".html")))
		html_visit(text, &(struct html_visitor){.open = look_at});
	bool is_xml = str_ends(output->path, S(".xml")) || str_ends(output->path, S(".svg"));
	if (is_xml && !xml_visit(text, &(struct html_visitor){0}, &arena, &fault))
		abort();
	arena_free(&arena);
}

static void render_all(struct tree *tree)
{
	struct plan plan;
	struct maker maker = {0};
	plan_make(&plan, &tree->site, tree_theme());
	for (size_t i = 0; i < plan.count; i++) {
		if (plan.outputs[i].kind == OUTPUT_ATTACHMENT)
			continue; /* a copy of a file that there is not */
		if (!plan_render(&plan, &plan.outputs[i], &maker, &tree->diags)) {
			struct buf said = {0};
			diags_print(&tree->diags, &said, false);
			fprintf(stderr, "%.*s: %.*s", STR_ARG(plan.outputs[i].path), STR_ARG(buf_str(&said)));
			abort();
		}
		if (!tree->site.settings.unsafe_html.value)
			hold(&plan.outputs[i], buf_str(&maker.out));
	}
	maker_free(&maker);
	plan_free(&plan);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	static struct tree tree;
	tree_unpack(&tree, (str){(const char *)bytes, size});
	tree_complete(&tree);
	if (tree_load(&tree))
		render_all(&tree);
	tree_free(&tree);
	return 0;
}

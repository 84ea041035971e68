/* SPDX-License-Identifier: MIT */
/* A template, a partial and the data in YAML, each behind a NUL. */
#include "format/mustache.h"
#include "format/yaml.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static const char usual[] = "{a: '&', l: [1, '<b>', true], p: p, n: , m: {b: {c: [x, {d: e}]}}}";

static str take_part(str *text)
{
	str part = str_part(*text, 0, str_find(*text, '\0'));
	*text = str_skip(*text, part.len + 1);
	return part;
}

static struct value data_of(str text, struct arena *arena, struct diags *diags)
{
	struct source source = {S("data.yaml"), arena_copy(arena, text)};
	const struct yaml_node *node =
		str_utf8_fault(text) == text.len ? yaml_parse(&source, 0, source.text.len, arena, diags) : NULL;
	return node ? yaml_value(node, arena) : (struct value){0};
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct arena arena = {0};
	struct diags diags = {0}, of_data = {0};
	struct buf out = {0};
	str text = {(const char *)bytes, size};
	struct source first = {S("t"), take_part(&text)}, second = {S("p"), take_part(&text)};
	struct value data = data_of(text.len ? text : str_of(usual), &arena, &of_data);
	struct mustache_set *set = mustache_new(&arena);
	if (size < 4096) {
		mustache_compile(set, S("t"), &first, &diags);
		mustache_compile(set, S("p"), &second, &diags);
		mustache_link(set, size % 2, &diags);
		if (diags.errors == 0)
			mustache_render(set, mustache_find(set, S("t")), data, &out, &diags);
		out.len = 0;
		diags_sort(&diags);
		diags_print(&diags, &out, false);
	}
	buf_free(&out);
	diags_free(&diags);
	diags_free(&of_data);
	arena_free(&arena);
	return 0;
}

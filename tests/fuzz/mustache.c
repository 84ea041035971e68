/* SPDX-License-Identifier: MIT */
/* A template and, behind the first NUL, a partial. */
#include "format/mustache.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct arena arena = {0};
	struct diags diags = {0};
	struct buf out = {0};
	str text = {(const char *)bytes, size};
	size_t cut = str_find(text, '\0');
	struct source first = {S("t"), str_part(text, 0, cut)}, second = {S("p"), str_skip(text, cut + 1)};
	const struct value items[] = {value_int(1), value_text(S("<b>")), value_bool(true)};
	const struct value_pair pairs[] = {{S("a"), value_text(S("&"))}, {S("l"), value_list(items, 3)},
		{S("p"), value_text(S("p"))}, {.key = S("n")}};
	struct mustache_set *set = mustache_new(&arena);
	if (size && size < 4096) {
		mustache_compile(set, S("t"), &first, &diags);
		mustache_compile(set, S("p"), &second, &diags);
		mustache_link(set, false, &diags);
		if (diags.errors == 0)
			mustache_render(set, mustache_find(set, S("t")), value_map(pairs, 4), &out, &diags);
		out.len = 0;
		diags_sort(&diags);
		diags_print(&diags, &out, false);
	}
	buf_free(&out);
	diags_free(&diags);
	arena_free(&arena);
	return 0;
}

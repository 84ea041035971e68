/* SPDX-License-Identifier: MIT */
/* The text stands in a role: its numbers and claims are looked for, its citations and figures filled. */
#include <stdlib.h>

#include "content/figure.h"
#include "format/markdown.h"
#include "tree.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static const char head[] = "---\ntitle: R\ncategory: c\nupdated: 2026-01-01\ntagline: T\nsummary: S\ntasks:\n"
			   "  - {id: a, task: a, time: 10, exposure: 5, autonomy: 5, rationale: r, sources: [s]}\n"
			   "  - {id: b, task: b, time: 20, exposure: {value: 50, low: 10, high: 70}, autonomy: 50, "
			   "rationale: r, sources: [s]}\n"
			   "---\n";

static void look_for(str text, enum wording wording)
{
	struct figure figure;
	struct stated stated;
	struct promise promise;
	struct quantity quantity;
	for (size_t at = 0; figure_next(text, at, wording, &figure); at = figure.to)
		if (figure.from < at || figure.to <= figure.from || figure.to > text.len)
			abort();
	for (size_t at = 0; quantity_next(text, at, wording, &quantity); at = quantity.to)
		if (quantity.from < at || quantity.to <= quantity.from || quantity.to > text.len)
			abort();
	for (size_t at = 0; stated_next(text, at, &stated); at = stated.to)
		if (stated.from < at || stated.to <= stated.from || stated.to > text.len)
			abort();
	if (promise_find(text, &promise) && promise.to > text.len)
		abort();
	promise_is_frame(text);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	static struct tree tree;
	struct arena arena = {0};
	str text = {(const char *)bytes, size};
	if (size && size < 16384 && str_utf8_fault(text) == size) {
		str wording = arena_copy(&arena, text), file = arena_join(&arena, str_of(head), text);
		markdown_wording(text, (char *)(uintptr_t)wording.at);
		look_for(wording, WORDING_ENGLISH);
		look_for(wording, WORDING_SIGNS);
		if (tree_add(&tree, S("roles/r.md"), file)) {
			tree_complete(&tree);
			tree_load(&tree);
		}
	}
	tree_free(&tree);
	arena_free(&arena);
	return 0;
}

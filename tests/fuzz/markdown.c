/* SPDX-License-Identifier: MIT */
/* The first byte picks the options, the rest is the text. */
#include "format/markdown.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct arena arena = {0};
	struct diags diags = {0};
	struct buf out = {0};
	if (size == 0)
		return 0;
	struct source source = {S("fuzz.md"), {(const char *)bytes + 1, size - 1}};
	struct markdown_options options = {
		.is_inline = bytes[0] & 1, .allow_html = bytes[0] & 2, .is_bare = bytes[0] & 4};
	if (options.is_bare || str_utf8_fault(source.text) == source.text.len) {
		struct markdown_piece *pieces;
		markdown_parse(source.text, &source, 0, &options, &arena, &diags);
		markdown_split(&source, 0, &arena, &pieces, &diags);
		diags_sort(&diags);
		diags_print(&diags, &out, false);
	}
	buf_free(&out);
	diags_free(&diags);
	arena_free(&arena);
	return 0;
}

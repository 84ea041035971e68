/* SPDX-License-Identifier: MIT */
#include "format/yaml.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct arena arena = {0};
	struct diags diags = {0};
	struct buf out = {0};
	struct source source = {S("fuzz.yaml"), {(const char *)bytes, size}};
	/* Files with invalid UTF-8 are refused before they come here. */
	if (size && str_utf8_fault(source.text) == size) {
		const struct yaml_node *node = yaml_parse(&source, 0, size, &arena, &diags);
		if (node)
			yaml_value(node, &arena);
		diags_sort(&diags);
		diags_print(&diags, &out, true);
	}
	buf_free(&out);
	diags_free(&diags);
	arena_free(&arena);
	return 0;
}

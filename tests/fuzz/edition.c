/* SPDX-License-Identifier: MIT */
/* The bytes are an edition's file. What is taken and written is taken again, and written the same. */
#include <stdlib.h>

#include "content/load.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static const char settings[] = "title: T\nbase_url: https://e.example/b\ncategories: [{id: c, title: C}]\n";

/* The edition in its written form; empty when it is refused. */
static str loaded(str text, struct arena *arena, struct diags *diags)
{
	struct input own = {.source = {.path = S("content/site.yaml"), .text = str_of(settings)},
		.below = S("site.yaml"),
		.is_text = true};
	struct input edition = {.source = {.path = S("content/editions/1.yaml"), .text = text},
		.below = S("editions/1.yaml"),
		.size = text.len,
		.is_text = true};
	struct input *inputs[] = {&edition, &own};
	struct site site = {
		.options = {.folder = S("."), .workers = 1}, .inputs = inputs, .input_count = COUNT(inputs)};
	struct buf out = {0};
	site_settings(&site, diags);
	editions_load(&site, diags);
	if (diags->errors == 0 && site.edition_count && site.editions[0].level_count)
		edition_write(&site.editions[0], &out);
	str written = buf_copy(&out, arena);
	buf_free(&out);
	editions_free(&site);
	arena_free(&site.arena);
	return written;
}

/* As input files are checked before anything reads them. */
static bool is_text(str text)
{
	for (size_t i = 0; i < text.len; i++)
		if ((unsigned char)text.at[i] < ' ' && text.at[i] != '\n' && text.at[i] != '\t' && text.at[i] != '\r')
			return false;
	return str_utf8_fault(text) == text.len;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct arena arena = {0};
	struct diags diags = {0};
	str text = arena_copy(&arena, (str){(const char *)bytes, size});
	if (is_text(text) && size < YAML_MAX_BYTES) {
		str once = loaded(text, &arena, &diags);
		if (once.len && !str_eq(loaded(once, &arena, &diags), once))
			abort();
	}
	arena_free(&arena);
	diags_free(&diags);
	return 0;
}

/* SPDX-License-Identifier: MIT */
/* The bytes are a role's file in a small site that is loaded, scored and rendered in memory, with the default theme
   (read from themes/, so this runs in the top folder). */
#include <stdlib.h>

#include "page/plan.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static const char settings[] = "title: T\nbase_url: https://e.example/b\ncategories: [{id: c, title: C}]\n";
static const char sources[] = "s:\n  title: S\n  publisher: P\n  url: https://e.example\n  published: 2024\n";

static struct input text_input(const char *below, str text)
{
	return (struct input){
		.source = {.path = S("content/x"), .text = text}, .below = str_of(below), .is_text = true};
}

static void load(struct site *site, struct input **inputs, size_t count)
{
	*site = (struct site){.options = {.folder = S("."), .as_of = {2026, 11, 21}, .workers = 1},
		.inputs = inputs,
		.input_count = count};
}

/* The theme is loaded once and lives as long as the process. */
static const struct theme *default_theme(void)
{
	static struct theme theme;
	static struct input input;
	static struct input *inputs[] = {&input};
	static struct site site;
	if (theme.file_count)
		return &theme;
	struct diags diags = {0};
	input = text_input("site.yaml", str_of(settings));
	load(&site, inputs, 1);
	if (!site_settings(&site, &diags) || !theme_read(&theme, &site, &diags) || !theme_load(&theme, &site, &diags))
		abort();
	return &theme;
}

static void render_all(struct site *site, struct diags *diags)
{
	struct plan plan;
	struct maker maker = {0};
	plan_make(&plan, site, default_theme());
	for (size_t i = 0; i < plan.count; i++)
		if (!plan_render(&plan, &plan.outputs[i], &maker, diags))
			abort();
	maker_free(&maker);
	plan_free(&plan);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct diags diags = {0};
	struct site site;
	struct buf out = {0};
	str text = {(const char *)bytes, size};
	if (size == 0 || size > 65536 || str_utf8_fault(text) != size)
		return 0;
	for (size_t i = 0; i < size; i++)
		if (bytes[i] == 0)
			return 0;
	struct input role = text_input("roles/r.md", text), of_site = text_input("site.yaml", str_of(settings)),
		     of_sources = text_input("sources.yaml", str_of(sources));
	struct input *inputs[] = {&role, &of_site, &of_sources};
	role.source.path = S("content/roles/r.md");
	load(&site, inputs, COUNT(inputs));
	site_settings(&site, &diags);
	if (site_load(&site, &diags))
		render_all(&site, &diags);
	diags_sort(&diags);
	diags_json(&diags, &out);
	out.len = 0;
	diags_print(&diags, &out, false);
	buf_free(&out);
	diags_free(&diags);
	site_free(&site);
	return 0;
}

/* SPDX-License-Identifier: MIT */
#include "check.h"

#include "page/asset.h"

static struct source one_source[2];

static struct asset file(size_t i, const char *name, const char *text)
{
	one_source[i] = (struct source){.path = str_of(name), .text = str_of(text)};
	return (struct asset){.name = str_of(name), .source = &one_source[i]};
}

static void test_names_reach_into_what_names_them(void **state)
{
	(void)state;
	struct arena arena = {0};
	struct diags diags = {0};
	struct asset assets[] = {file(0, "js/a.js", "import { b } from \"./b.js\"; import('./b.js')"),
		file(1, "js/b.js", "export const b = \"../x\".length ? '//' : 1;")};
	assert_true(assets_name(assets, 2, S("/base"), &arena, &diags) == false); /* "../x" leads nowhere */
	assert_int_equal(diags.errors, 1);
	diags_free(&diags);
	diags = (struct diags){0};
	one_source[1].text = S("export const b = 1;");
	struct asset again[] = {
		{.name = S("js/a.js"), .source = &one_source[0]}, {.name = S("js/b.js"), .source = &one_source[1]}};
	assert_true(assets_name(again, 2, S("/base"), &arena, &diags));
	str published = str_skip(again[1].path, S("assets/js/").len);
	str want = arena_printf(
		&arena, "import { b } from \"./%.*s\"; import('./%.*s')", STR_ARG(published), STR_ARG(published));
	assert_true(str_eq(again[0].bytes, want));
	assert_true(str_starts(again[0].url, S("/base/assets/js/a.")) && str_ends(again[0].url, S(".js")));
	str before = again[0].path;
	one_source[1].text = S("export const b = 2;");
	again[0].state = again[1].state = ASSET_NEW;
	assert_true(assets_name(again, 2, S("/base"), &arena, &diags));
	assert_false(str_eq(before, again[0].path)); /* what it names has changed, and so has it */
	diags_free(&diags);
	arena_free(&arena);
}

static void test_styles_are_packed(void **state)
{
	(void)state;
	static const struct {
		const char *style, *want;
	} cases[] = {{"a { color: red; }\n\n/* note */\nb > c , d { margin: 0 auto; }\n",
			     "a{color:red}b > c ,d{margin:0 auto}"},
		{"a::before { content: \" /* no */  ;}\"; }", "a::before{content:\" /* no */  ;}\"}"},
		{"a :hover { }", "a :hover{}"},
		{"@media (min-width: 4rem) {\n\ta { b: c }\n}", "@media (min-width:4rem){a{b:c}}"},
		{"a { width: calc(1px + 2px) }", "a{width:calc(1px + 2px)}"}, {"/* open", ""}, {"a{b:'x", "a{b:'x"}};
	struct arena arena = {0};
	struct diags diags = {0};
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct asset style = file(0, "css/site.css", cases[i].style);
		assert_true(assets_name(&style, 1, S(""), &arena, &diags));
		assert_string_equal(arena_copy(&arena, style.bytes).at, cases[i].want);
	}
	diags_free(&diags);
	arena_free(&arena);
}

static void test_brackets_name_files_in_styles_only(void **state)
{
	(void)state;
	struct arena arena = {0};
	struct diags diags = {0};
	struct asset script = file(0, "js/a.js", "text.split(/(./)/)");
	assert_true(assets_name(&script, 1, S(""), &arena, &diags));
	assert_string_equal(arena_copy(&arena, script.bytes).at, "text.split(/(./)/)");
	struct asset style = file(0, "css/a.css", "a{b:url(./c.svg)}");
	assert_false(assets_name(&style, 1, S(""), &arena, &diags));
	assert_int_equal(diags.errors, 1);
	diags_free(&diags);
	arena_free(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_names_reach_into_what_names_them),
		cmocka_unit_test(test_styles_are_packed), cmocka_unit_test(test_brackets_name_files_in_styles_only)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

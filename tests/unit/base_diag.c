/* SPDX-License-Identifier: MIT */
#include "check.h"

static void test_form(void **state)
{
	(void)state;
	struct arena arena = {0};
	struct diags diags = {0};
	struct source source = {S("tasks.yaml"), S("- task: x\n  \xC3\xA9xposre: 3\n")};
	diag_error(&diags, mark_of(&source, 12, 8), "unknown-key", "unknown key '%s'", "exposre");
	diag_hint(&diags, "did you mean 'exposure'?");
	diag_warning(&diags, mark_of(&source, 0, 1), "early", "comes first");
	assert_str(diags_text(&diags, &arena),
		"tasks.yaml:1:1: warning: comes first [early]\n"
		"    - task: x\n"
		"    ^\n"
		"tasks.yaml:2:3: error: unknown key 'exposre' [unknown-key]\n"
		"      \xC3\xA9xposre: 3\n"
		"      ^~~~~~~\n"
		"hint: did you mean 'exposure'?\n");
	assert_int_equal(diags.errors, 1);
	diags_free(&diags);
	arena_free(&arena);
}

static void test_merge_drops_repeats(void **state)
{
	(void)state;
	struct diags all = {0}, one = {0};
	struct source source = {S("a"), S("text")};
	for (int i = 0; i < 2; i++) {
		diag_error(&one, mark_of(&source, 1, 1), "same", "same");
		diag_note(&one, mark_of(&source, 2, 1), "there");
		diags_merge(&all, &one);
	}
	diags_sort(&all);
	assert_int_equal(all.errors, 1);
	assert_non_null(all.first->notes);
	diags_free(&all);
}

/* A name or a text may hold what a terminal obeys: C0 and C1 controls, line ends, turns of the writing direction. */
static void test_what_terminals_obey_is_not_printed(void **state)
{
	(void)state;
	static const char *const obeyed[] = {"\x01", "\x1B", "\n", "\x7F", "\xC2\x80", "\xC2\x9B", "\xC2\x9F",
		"\xD8\x9C", "\xE2\x80\x8E", "\xE2\x80\x8F", "\xE2\x80\xA8", "\xE2\x80\xA9", "\xE2\x80\xAA",
		"\xE2\x80\xAE", "\xE2\x81\xA6", "\xE2\x81\xA9"};
	struct arena arena = {0};
	for (size_t i = 0; i < COUNT(obeyed); i++) {
		struct diags diags = {0};
		struct buf out = {0};
		struct source source = {arena_printf(&arena, "a%s1", obeyed[i]), S("one")};
		struct mark mark = mark_of(&source, 0, 3);
		if (obeyed[i][0] != '\n') {
			source.text = arena_printf(&arena, "x%sy", obeyed[i]);
			mark = mark_of(&source, source.text.len - 1, 1);
		}
		diag_error(&diags, mark, "id", "b%s2", obeyed[i]);
		diag_hint(&diags, "c%s3", obeyed[i]);
		diag_note(&diags, (struct mark){0}, "d%s4", obeyed[i]);
		diags_print(&diags, &out, false);
		assert_str(buf_str(&out),
			obeyed[i][0] == '\n' ? "a 1:1:1: error: b 2 [id]\n    one\n    ^~~\nhint: c 3\nnote: d 4\n"
					     : "a 1:1:3: error: b 2 [id]\n    x y\n      ^\nhint: c 3\nnote: d 4\n");
		out.len = 0;
		diags_json(&diags, &out);
		str json = buf_str(&out);
		assert_true(str_search(json, str_of(obeyed[i])) == json.len || obeyed[i][0] == '\n');
		out.len = 0;
		diags_github(&diags, &out);
		assert_true(str_search(str_part(buf_str(&out), 0, out.len - 1), str_of(obeyed[i])) == out.len - 1);
		buf_free(&out);
		diags_free(&diags);
	}
	arena_free(&arena);
}

static void test_controls_in_json_are_escapes(void **state)
{
	(void)state;
	struct diags diags = {0};
	struct buf out = {0};
	diag_error(&diags, (struct mark){0}, "id", "\xC2\x9B \xE2\x80\xAE \xD8\x9C");
	diags_json(&diags, &out);
	assert_str(buf_str(&out),
		"[\n  {\"severity\":\"error\",\"id\":\"id\",\"message\":\"\\u009b \\u202e \\u061c\"}\n]\n");
	buf_free(&out);
	diags_free(&diags);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_form), cmocka_unit_test(test_merge_drops_repeats),
		cmocka_unit_test(test_what_terminals_obey_is_not_printed),
		cmocka_unit_test(test_controls_in_json_are_escapes)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

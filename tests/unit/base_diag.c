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

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_form), cmocka_unit_test(test_merge_drops_repeats)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

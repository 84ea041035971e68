/* SPDX-License-Identifier: MIT */
#include "check.h"

#include <stdlib.h>

#include "command/diagnostics.h"

/* docs/diagnostics.md is what the rows say; UPDATE=1 writes it anew. */
static void test_docs(void **state)
{
	(void)state;
	struct buf want = {0};
	diagnostics_docs(&want);
	check_document("docs/diagnostics.md", &want);
	buf_free(&want);
}

static void check_width(struct buf *text, const char *of)
{
	str rest = buf_str(text), line;
	while (str_take_line(&rest, &line))
		if (str_columns(line) > 80)
			fail_msg("%s has a line of %zu columns: %.*s", of, str_columns(line), STR_ARG(line));
}

static void test_all_fit_a_terminal(void **state)
{
	(void)state;
	struct buf list = {0}, help = {0};
	diagnostics_list(&list);
	check_width(&list, "the list");
	str rest = buf_str(&list), line;
	size_t seen = 0;
	while (str_take_line(&rest, &line)) {
		if (!str_take(&line, S("  ")))
			continue;
		str id = str_part(line, 0, str_find(line, ' '));
		const struct diagnostic *diagnostic = diagnostic_named(id);
		assert_non_null(diagnostic);
		help.len = 0;
		diagnostic_help(diagnostic, &help);
		check_width(&help, diagnostic->id);
		seen++;
	}
	assert_true(seen > 100);
	assert_null(diagnostic_named(S("no-such-id")));
	buf_free(&list);
	buf_free(&help);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_docs), cmocka_unit_test(test_all_fit_a_terminal)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

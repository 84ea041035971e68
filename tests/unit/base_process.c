/* SPDX-License-Identifier: MIT */
#include "base/process.h"

#include <errno.h>

#include "check.h"

struct heard {
	size_t lines, bytes, longest;
	str last;
	struct arena *arena;
};

static void hear(void *context, str line)
{
	struct heard *heard = context;
	heard->lines++;
	heard->bytes += line.len;
	if (line.len > heard->longest)
		heard->longest = line.len;
	if (line.len < 100)
		heard->last = arena_copy(heard->arena, line);
}

static void test_a_line_without_an_end_comes_in_parts(void **state)
{
	static const char *const words[] = {
		"sh", "-c", "head -c 20000000 /dev/zero | tr '\\0' x; echo; echo the end", NULL};
	struct arena arena = {0};
	struct heard heard = {.arena = &arena};
	struct process process = {.words = words, .line_end = '\n', .print = hear, .context = &heard};
	(void)state;
	struct process_end end = process_run(&process, &arena);
	assert_int_equal(end.error, 0);
	assert_int_equal(end.status, 0);
	assert_int_equal(heard.bytes, 20000000 + 7);
	assert_true(heard.longest <= 1 << 16);
	assert_str(heard.last, "the end");
	arena_free(&arena);
}

static void test_lines_come_one_by_one(void **state)
{
	static const char *const words[] = {"sh", "-c", "printf 'a\\n\\nbc\\rd'; echo no >&2; exit 3", NULL};
	struct arena arena = {0};
	struct heard heard = {.arena = &arena};
	struct process process = {.words = words, .line_end = '\n', .print = hear, .context = &heard};
	(void)state;
	struct process_end end = process_run(&process, &arena);
	assert_int_equal(end.status, 3);
	assert_int_equal(heard.lines, 3);
	assert_str(heard.last, "d");
	assert_str(end.told, "no\n");
	arena_free(&arena);
}

static void test_what_is_not_there_is_told_early_or_late(void **state)
{
	static const char *const missing[] = {"rolecast-has-no-such-program", NULL};
	static const char *const late[] = {"sh", "-c", "exit 127", NULL};
	static const char *const spoke[] = {"sh", "-c", "echo no such command >&2; exit 127", NULL};
	struct arena arena = {0};
	(void)state;
	assert_int_equal(process_run(&(struct process){.words = missing, .line_end = '\n'}, &arena).error, ENOENT);
	assert_int_equal(process_run(&(struct process){.words = late, .line_end = '\n'}, &arena).error, ENOENT);
	struct process_end end = process_run(&(struct process){.words = spoke, .line_end = '\n'}, &arena);
	assert_int_equal(end.error, 0);
	assert_int_equal(end.status, 127);
	assert_str(end.told, "no such command\n");
	arena_free(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_a_line_without_an_end_comes_in_parts),
		cmocka_unit_test(test_lines_come_one_by_one),
		cmocka_unit_test(test_what_is_not_there_is_told_early_or_late)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

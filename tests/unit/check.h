/* SPDX-License-Identifier: MIT */
/* What every unit test includes: cmocka and comparisons of slices. */
#ifndef ROLECAST_TESTS_CHECK_H
#define ROLECAST_TESTS_CHECK_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/diag.h"

#define assert_str(got, want) check_str((got), (want), __FILE__, __LINE__)

static inline void check_str(str got, const char *want, const char *file, int line)
{
	if (str_eq(got, str_of(want)))
		return;
	print_error("got  |%.*s|\nwant |%s|\n", STR_ARG(got), want);
	_fail(file, line);
}

/* All complaints as a person would read them. */
static inline str diags_text(struct diags *diags, struct arena *arena)
{
	struct buf out = {0};
	diags_sort(diags);
	diags_print(diags, &out, false);
	str text = buf_copy(&out, arena);
	buf_free(&out);
	return text;
}

static inline str check_read(const char *path, struct buf *buf)
{
	FILE *file = fopen(path, "r");
	assert_non_null(file);
	size_t got;
	while ((got = fread(buf_reserve(buf, 4096), 1, 4096, file)) > 0)
		buf->len += got;
	fclose(file);
	return buf_str(buf);
}

/* A document is what was made of tables; with UPDATE=1 in the environment it is written anew. */
static inline void check_document(const char *path, const struct buf *want)
{
	struct buf got = {0};
	FILE *file = fopen(path, getenv("UPDATE") ? "w+" : "r");
	assert_non_null(file);
	if (getenv("UPDATE")) {
		assert_int_equal(fwrite(want->at, 1, want->len, file), want->len);
		rewind(file);
	}
	got.len = fread(buf_reserve(&got, want->len + 1), 1, want->len + 1, file);
	fclose(file);
	if (!str_eq(buf_str(&got), buf_str(want)))
		fail_msg("%s is old: run this test with UPDATE=1", path);
	buf_free(&got);
}

/* xorshift: the same numbers for the same seed, which is not 0. */
static inline uint64_t check_random(uint64_t *seed)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 7;
	*seed ^= *seed << 17;
	return *seed;
}

#endif

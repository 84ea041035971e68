/* SPDX-License-Identifier: MIT */
#include "check.h"

#include "base/workers.h"
#include "format/svg.h"

enum { WIDTH = 120, HEIGHT = 63, TIMES = 16 };

static const char drawing[] =
	"<svg xmlns='http://www.w3.org/2000/svg' width='120' height='63'><rect width='120' height='63' "
	"fill='#fff'/><text x='5' y='40' font-size='30'>Abc 47</text></svg>";

struct drawn {
	struct buf png[TIMES];
	struct diags diags[TIMES];
};

static void draw(void *context, size_t worker, size_t item)
{
	struct drawn *drawn = context;
	(void)worker;
	svg_to_png(str_of(drawing), WIDTH, HEIGHT, &drawn->png[item], &drawn->diags[item]);
}

static void test_bytes_repeat_in_any_thread(void **state)
{
	(void)state;
	struct drawn drawn = {0};
	workers_run(4, TIMES, draw, &drawn);
	str first = buf_str(&drawn.png[0]);
	assert_true(str_starts(first, S("\x89PNG\r\n\x1a\n")));
	assert_true(first.len > 200);
	assert_memory_equal(first.at + 16, "\0\0\0\x78\0\0\0\x3f", 8);
	for (size_t i = 0; i < TIMES; i++) {
		assert_int_equal(drawn.diags[i].errors, 0);
		assert_true(str_eq(first, buf_str(&drawn.png[i])));
	}
	for (size_t i = 0; i < TIMES; i++) {
		buf_free(&drawn.png[i]);
		diags_free(&drawn.diags[i]);
	}
}

static void test_what_is_no_drawing(void **state)
{
	(void)state;
	static const char *const cases[] = {"", "<svg", "text", "<svg xmlns='http://www.w3.org/2000/svg'><rect></svg>"};
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct buf png = {0};
		struct diags diags = {0};
		assert_false(svg_to_png(str_of(cases[i]), WIDTH, HEIGHT, &png, &diags));
		assert_int_equal(diags.errors, 1);
		assert_string_equal(diags.first->id, "card-render");
		diags_free(&diags);
		buf_free(&png);
	}
}

/* A picture from elsewhere is not fetched: the drawing is as without it. */
static void test_nothing_is_loaded(void **state)
{
	(void)state;
	struct buf with = {0}, without = {0};
	struct diags diags = {0};
	assert_true(svg_to_png(
		S("<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink'><image "
		  "xlink:href='file:///usr/share/icons/hicolor/index.theme' width='50' height='50'/><image "
		  "href='tests/golden/x.png' width='9' height='9'/></svg>"),
		WIDTH, HEIGHT, &with, &diags));
	assert_true(svg_to_png(S("<svg xmlns='http://www.w3.org/2000/svg'></svg>"), WIDTH, HEIGHT, &without, &diags));
	assert_true(str_eq(buf_str(&with), buf_str(&without)));
	buf_free(&with);
	buf_free(&without);
	diags_free(&diags);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_bytes_repeat_in_any_thread),
		cmocka_unit_test(test_what_is_no_drawing), cmocka_unit_test(test_nothing_is_loaded)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

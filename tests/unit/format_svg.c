/* SPDX-License-Identifier: MIT */
#include "check.h"

#include <png.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/arena.h"
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

/* How many colours the picture has once it is decoded, up to `most`. */
static size_t colours(str png, size_t most)
{
	png_image image = {.version = PNG_IMAGE_VERSION};
	assert_true(png_image_begin_read_from_memory(&image, png.at, png.len));
	image.format = PNG_FORMAT_RGBA;
	uint32_t *pixels = calloc((size_t)image.width * image.height, sizeof *pixels), seen[256];
	assert_non_null(pixels);
	assert_true(png_image_finish_read(&image, NULL, pixels, 0, NULL));
	size_t count = 0;
	for (size_t i = 0; i < (size_t)image.width * image.height && count < most; i++) {
		size_t known = 0;
		while (known < count && seen[known] != pixels[i])
			known++;
		if (known == count)
			seen[count++] = pixels[i];
	}
	free(pixels);
	return count;
}

static void test_letters_are_drawn(void **state)
{
	(void)state;
	struct buf png = {0};
	struct diags diags = {0};
	assert_true(svg_to_png(
		S("<svg xmlns='http://www.w3.org/2000/svg'><rect width='600' height='300' fill='#fff'/><text x='5' "
		  "y='90' font-size='90'>Abc 47</text><text x='5' y='190' font-size='90' fill='#b23c0c'>Abc 47</text>"
		  "</svg>"),
		600, 300, &png, &diags));
	assert_true(colours(buf_str(&png), 101) > 100);
	buf_free(&png);
	diags_free(&diags);
}

static void test_sizes_that_cannot_be(void **state)
{
	(void)state;
	static const uint32_t sizes[][2] = {{0, 10}, {10, 0}, {40000, 10}};
	for (size_t i = 0; i < COUNT(sizes); i++) {
		struct buf png = {0};
		struct diags diags = {0};
		assert_false(svg_to_png(str_of(drawing), sizes[i][0], sizes[i][1], &png, &diags));
		assert_int_equal(diags.errors, 1);
		assert_string_equal(diags.first->id, "card-render");
		diags_free(&diags);
		buf_free(&png);
	}
}

static str draw_image(struct buf *png, struct arena *arena, const char *href)
{
	struct diags diags = {0};
	str svg = arena_printf(arena,
		"<svg xmlns='http://www.w3.org/2000/svg'><image href='%s' width='120' height='63'/></svg>", href);
	assert_true(svg_to_png(svg, WIDTH, HEIGHT, png, &diags));
	diags_free(&diags);
	return buf_str(png);
}

/* A picture that is there is not fetched, whichever way it is named, and the drawing is as without it. The same kind
   of element does draw what stands in the text. */
static void test_nothing_is_loaded(void **state)
{
	(void)state;
	char path[] = "rolecast-svg-XXXXXX"; /* beside the tests, so that a relative name would find it */
	struct arena arena = {0};
	struct buf file = {0}, none = {0}, inside = {0};
	struct diags diags = {0};
	assert_true(svg_to_png(str_of(drawing), WIDTH, HEIGHT, &file, &diags));
	int out = mkstemp(path);
	assert_true(out >= 0);
	ssize_t written = write(out, file.at, file.len);
	close(out);
	char *full = realpath(path, NULL);
	str without = draw_image(&none, &arena, "");
	bool same = full && written == (ssize_t)file.len;
	const char *names[] = {path, full, full ? arena_printf(&arena, "file://%s%c", full, 0).at : NULL};
	for (size_t i = 0; i < COUNT(names) && same; i++) {
		struct buf with = {0};
		same = str_eq(draw_image(&with, &arena, names[i]), without);
		buf_free(&with);
	}
	unlink(path);
	free(full);
	assert_true(same);
	str data = draw_image(&inside, &arena,
		"data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22 width=%229%22 height=%229%22%3E"
		"%3Crect width=%229%22 height=%229%22 fill=%22red%22/%3E%3C/svg%3E");
	assert_false(str_eq(data, without));
	buf_free(&file);
	buf_free(&none);
	buf_free(&inside);
	diags_free(&diags);
	arena_free(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_bytes_repeat_in_any_thread),
		cmocka_unit_test(test_letters_are_drawn), cmocka_unit_test(test_what_is_no_drawing),
		cmocka_unit_test(test_sizes_that_cannot_be), cmocka_unit_test(test_nothing_is_loaded)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

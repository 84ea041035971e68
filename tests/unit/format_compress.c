/* SPDX-License-Identifier: MIT */
#include "check.h"

#include <libdeflate.h>
#ifdef HAS_BROTLIDEC
#include <brotli/decode.h>
#endif

#include "base/workers.h"
#include "format/compress.h"

enum { LARGE = 3 << 20, TIMES = 8 };

/* Not to be compressed: a xorshift's bytes. */
static void fill_random(struct buf *buf, size_t len)
{
	uint32_t state = 2463534242U;
	for (size_t i = 0; i < len; i++) {
		state ^= state << 13;
		state ^= state >> 17;
		state ^= state << 5;
		buf_char(buf, (char)(state >> 24));
	}
}

static void fill_text(struct buf *buf, size_t len)
{
	for (size_t i = 0; buf->len < len; i++)
		buf_printf(
			buf, "<li><a href=\"/roles/role-%zu/\">Role %zu</a>, %zu of 100 hours</li>\n", i, i, i % 101);
	buf->len = len;
}

static str plain_gzip(str packed, struct buf *out, size_t most)
{
	struct libdeflate_decompressor *decompressor = libdeflate_alloc_decompressor();
	size_t len = 0;
	enum libdeflate_result result =
		libdeflate_gzip_decompress(decompressor, packed.at, packed.len, buf_reserve(out, most + 1), most, &len);
	libdeflate_free_decompressor(decompressor);
	assert_int_equal(result, LIBDEFLATE_SUCCESS);
	out->len = len;
	return buf_str(out);
}

static str plain_brotli(str packed, struct buf *out, size_t most)
{
#ifdef HAS_BROTLIDEC
	size_t len = most + 1;
	assert_int_equal(BrotliDecoderDecompress(
				 packed.len, (const uint8_t *)packed.at, &len, (uint8_t *)buf_reserve(out, most + 1)),
		BROTLI_DECODER_RESULT_SUCCESS);
	out->len = len;
	return buf_str(out);
#else
	(void)packed, (void)out, (void)most;
	skip();
	return (str){0};
#endif
}

static str plain_of(enum compress_form form, str packed, struct buf *out, size_t most)
{
	out->len = 0;
	return form == COMPRESS_GZIP ? plain_gzip(packed, out, most) : plain_brotli(packed, out, most);
}

static void check_all_inputs(enum compress_form form)
{
	struct buf text = {0}, noise = {0}, packed = {0}, plain = {0};
	struct compressor compressor = {0};
	fill_text(&text, LARGE);
	fill_random(&noise, LARGE);
	static const size_t lengths[] = {0, 1, 2, 3, 16, 255, 4096, 65535, 65536, 65537, 1 << 20, LARGE};
	for (size_t i = 0; i < COUNT(lengths); i++)
		for (int kind = 0; kind < 2; kind++) {
			str bytes = str_part(buf_str(kind ? &noise : &text), 0, lengths[i]);
			/* The best of three megabytes would take ten seconds under a sanitizer. */
			bool is_small = lengths[i] <= 65537;
			for (int effort = 0; effort < (is_small ? COMPRESS_EFFORTS : COMPRESS_BEST); effort++) {
				packed.len = 0;
				buf_put(&packed, S("before"));
				compress_bytes(&compressor, form, (enum compress_effort)effort, bytes, &packed);
				str got = str_skip(buf_str(&packed), 6);
				assert_true(str_starts(buf_str(&packed), S("before")));
				assert_true(got.len > 0 && got.len <= bytes.len + bytes.len / 1000 + 64);
				assert_true(kind || bytes.len < 4096 || got.len < bytes.len / 3);
				assert_true(str_eq(plain_of(form, got, &plain, bytes.len), bytes));
			}
		}
	compressor_free(&compressor);
	buf_free(&text);
	buf_free(&noise);
	buf_free(&packed);
	buf_free(&plain);
}

static void test_gzip(void **state)
{
	(void)state;
	check_all_inputs(COMPRESS_GZIP);
}

static void test_brotli(void **state)
{
	(void)state;
	check_all_inputs(COMPRESS_BROTLI);
}

/* Neither a time nor a name nor a system: the header is the same on every machine. */
static void test_gzip_header(void **state)
{
	(void)state;
	struct compressor compressor = {0};
	struct buf packed = {0};
	compress_bytes(&compressor, COMPRESS_GZIP, COMPRESS_FAST, S("some text"), &packed);
	assert_true(packed.len > 10);
	assert_memory_equal(packed.at, "\x1f\x8b\x08\0\0\0\0\0", 8);
	assert_int_equal((unsigned char)packed.at[9], 255);
	buf_free(&packed);
	compressor_free(&compressor);
}

struct packing {
	struct buf text;
	struct compressor compressors[4];
	struct buf packed[COMPRESS_FORMS][TIMES];
};

static void pack(void *context, size_t worker, size_t item)
{
	struct packing *packing = context;
	struct buf other = {0};
	for (enum compress_form form = 0; form < COMPRESS_FORMS; form++) {
		other.len = 0;
		compress_bytes(&packing->compressors[worker], form, COMPRESS_FAST,
			str_skip(buf_str(&packing->text), item), &other);
		compress_bytes(&packing->compressors[worker], form, COMPRESS_FAST, buf_str(&packing->text),
			&packing->packed[form][item]);
	}
	buf_free(&other);
}

static void test_bytes_repeat_whatever_came_before(void **state)
{
	(void)state;
	struct packing packing = {0};
	fill_text(&packing.text, 40000);
	workers_run(COUNT(packing.compressors), TIMES, pack, &packing);
	for (size_t form = 0; form < COMPRESS_FORMS; form++)
		for (size_t i = 0; i < TIMES; i++) {
			assert_true(str_eq(buf_str(&packing.packed[form][0]), buf_str(&packing.packed[form][i])));
			if (i)
				buf_free(&packing.packed[form][i]);
		}
	for (size_t form = 0; form < COMPRESS_FORMS; form++)
		buf_free(&packing.packed[form][0]);
	for (size_t i = 0; i < COUNT(packing.compressors); i++)
		compressor_free(&packing.compressors[i]);
	buf_free(&packing.text);
}

static void test_plain_path(void **state)
{
	(void)state;
	static const struct {
		const char *path, *want;
	} cases[] = {{"a/index.html.gz", "a/index.html"}, {"a/index.html.br", "a/index.html"},
		{"a/index.html", "a/index.html"}, {"a.gz/b", "a.gz/b"}, {"x.br.gz", "x.br"}, {"", ""}};
	for (size_t i = 0; i < COUNT(cases); i++)
		assert_str(compress_plain_path(str_of(cases[i].path)), cases[i].want);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_gzip),
		cmocka_unit_test(test_brotli),
		cmocka_unit_test(test_gzip_header),
		cmocka_unit_test(test_bytes_repeat_whatever_came_before),
		cmocka_unit_test(test_plain_path),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

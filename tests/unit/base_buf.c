/* SPDX-License-Identifier: MIT */
#include "check.h"

#include "base/buf.h"

enum { LONGEST = 70, ROUNDS = 20000 };

/* Most of it plain, as texts are; every kind of byte comes. */
static str random_text(uint64_t *seed, char room[LONGEST])
{
	static const char marks[] = "&<>\"'\\\n\t\x01\x1F\x7F\xC3\xBC";
	size_t length = (size_t)(check_random(seed) % (LONGEST + 1));
	char *text = room + LONGEST - length; /* nothing behind it may be read */
	for (size_t i = 0; i < length; i++)
		text[i] = check_random(seed) % 12 ? (char)('a' + check_random(seed) % 26)
						  : marks[check_random(seed) % (sizeof marks - 1)];
	return (str){text, length};
}

/* One byte after the other. */
static void slow_html_text(struct buf *out, str text)
{
	for (size_t i = 0; i < text.len; i++) {
		char c = text.at[i];
		const char *entity = c == '&' ? "&amp;"
			: c == '<'            ? "&lt;"
			: c == '>'            ? "&gt;"
			: c == '"'            ? "&quot;"
					      : NULL;
		if (entity)
			buf_put(out, str_of(entity));
		else
			buf_char(out, c);
	}
}

static void slow_html(struct buf *out, str text)
{
	for (str part; text.len;) {
		bool ends_so = str_find(text, '\'') < text.len;
		str_take_until(&text, '\'', &part);
		slow_html_text(out, part);
		buf_put(out, ends_so ? S("&#39;") : S(""));
	}
}

static void slow_json(struct buf *out, str text)
{
	buf_char(out, '"');
	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.at[i];
		if (c == '\n')
			buf_put(out, S("\\n"));
		else if (c < 0x20 || c == '<')
			buf_printf(out, "\\u%04x", c);
		else
			buf_put(out, c == '"' ? S("\\\"") : c == '\\' ? S("\\\\") : str_part(text, i, i + 1));
	}
	buf_char(out, '"');
}

static void test_escapes(void **state)
{
	(void)state;
	static const struct {
		void (*fast)(struct buf *out, str text);
		void (*slow)(struct buf *out, str text);
	} pairs[] = {{buf_html, slow_html}, {buf_html_text, slow_html_text}, {buf_json, slow_json}};
	uint64_t seed = 1;
	char room[LONGEST];
	for (int i = 0; i < ROUNDS; i++)
		for (size_t k = 0; k < COUNT(pairs); k++) {
			struct buf fast = {0}, slow = {0};
			str text = random_text(&seed, room);
			pairs[k].fast(&fast, text);
			pairs[k].slow(&slow, text);
			assert_true(str_eq(buf_str(&fast), buf_str(&slow)));
			buf_free(&fast);
			buf_free(&slow);
		}
}

static void test_grows(void **state)
{
	(void)state;
	struct buf buf = {0};
	for (int i = 0; i < 5000; i++)
		buf_put(&buf, S("0123456789"));
	assert_int_equal(buf.len, 50000);
	assert_true(str_eq(str_part(buf_str(&buf), 49990, 50000), S("0123456789")));
	buf_put(&buf, (str){0});
	assert_int_equal(buf.len, 50000);
	buf_free(&buf);
	assert_int_equal(buf_str(&buf).len, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_escapes), cmocka_unit_test(test_grows)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

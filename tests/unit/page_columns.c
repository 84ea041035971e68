/* SPDX-License-Identifier: MIT */
#include "check.h"
#include "format/csv.h"
#include "page/columns.h"

static const char path[] = "docs/data.md", begin[] = "<!-- made: columns -->\n", end[] = "<!-- end -->\n";

/* docs/data.md has the dictionaries that the files are written by; UPDATE=1 writes them anew. */
static void test_docs(void **state)
{
	(void)state;
	struct buf got = {0}, want = {0};
	str text = check_read(path, &got);
	size_t from = str_search(text, str_of(begin)) + strlen(begin);
	size_t to = str_search(text, str_of(end));
	assert_true(from <= to && to < text.len);
	buf_put(&want, str_part(text, 0, from));
	columns_docs(&want);
	buf_put(&want, str_skip(text, to));
	check_document(path, &want);
	buf_free(&got);
	buf_free(&want);
}

static void test_cells(void **state)
{
	(void)state;
	static const struct {
		const char *text, *cell;
	} cases[] = {{"", ""}, {"plain", "plain"}, {"a, b", "\"a, b\""}, {"a \"b\" c", "\"a \"\"b\"\" c\""},
		{"two\nlines", "two lines"}, {"=1+1", "'=1+1"}, {"+1", "'+1"}, {"-1", "'-1"}, {"@x", "'@x"},
		{" =1", "'=1"}, {"=A1,B1", "\"'=A1,B1\""}, {"a=1", "a=1"}, {"'=1", "'=1"}, {"\t=1\r\n", "'=1"},
		{"\xC2\x85=1", "'\xC2\x85=1"}, {"\xE2\x80\x8B+1", "'\xE2\x80\x8B+1"},
		{"\xEF\xBB\xBF@x", "'\xEF\xBB\xBF@x"}, {"\xC2\xA0 =1", "'\xC2\xA0 =1"},
		{"\xE2\x81\xA0\xE2\x80\xAE-1", "'\xE2\x81\xA0\xE2\x80\xAE-1"},
		{"\xEF\xBC\x9D"
		 "1",
			"'\xEF\xBC\x9D"
			"1"},
		{"\xEF\xBC\x8B"
		 "1",
			"'\xEF\xBC\x8B"
			"1"},
		{"\xEF\xBC\x8D"
		 "1",
			"'\xEF\xBC\x8D"
			"1"},
		{"\xEF\xBC\xA0x", "'\xEF\xBC\xA0x"}, {" \f=1", "'\f=1"}, {"\xE2\x80\x93 a", "\xE2\x80\x93 a"},
		{"\xE2\x80\x8B"
		 "a=",
			"\xE2\x80\x8B"
			"a="},
		{"\xE2", "\xE2"}};
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct buf out = {0};
		csv_put(&out, str_of(cases[i].text));
		assert_str(buf_str(&out), cases[i].cell);
		buf_free(&out);
	}
}

/* What a column says of itself is whole, and stands in a table of Markdown. */
static void test_columns(void **state)
{
	(void)state;
	for (size_t i = 0; i < DATA_TABLES; i++)
		for (size_t k = 0; k < column_tables[i].count; k++) {
			const struct column *column = &column_tables[i].columns[k];
			assert_true(*column->name && *column->about && *column->range && column->put);
			assert_null(strpbrk(column->about, "|<"));
			for (size_t j = 0; j < k; j++)
				assert_string_not_equal(column->name, column_tables[i].columns[j].name);
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_docs), cmocka_unit_test(test_cells), cmocka_unit_test(test_columns)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
#include "check.h"

#include "base/url.h"

static void test_split(void **state)
{
	(void)state;
	static const struct {
		const char *address, *scheme, *host, *path, *query, *fragment;
	} cases[] = {{"https://a.example/b/?c=/#d?", "https", "a.example", "/b/", "c=/", "d?"},
		{"//a.example", "", "a.example", "", "", ""}, {"/b#c:d", "", "", "/b", "", "c:d"},
		{"mailto:a@b.example", "mailto", "", "a@b.example", "", ""}, {"b:c/d", "b", "", "c/d", "", ""},
		{"./b:c", "", "", "./b:c", "", ""}, {"1b:c", "", "", "1b:c", "", ""}, {"", "", "", "", "", ""},
		{"https:///x", "https", "", "/x", "", ""}, {"#", "", "", "", "", ""}};
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct url url = url_split(str_of(cases[i].address));
		assert_str(url.scheme, cases[i].scheme);
		assert_str(url.host, cases[i].host);
		assert_str(url.path, cases[i].path);
		assert_str(url.query, cases[i].query);
		assert_str(url.fragment, cases[i].fragment);
	}
	assert_true(url_split(S("a#")).has_fragment && url_split(S("a?")).has_query);
	assert_true(url_split(S("https:///x")).has_host && !url_split(S("https:/x")).has_host);
}

static void test_join(void **state)
{
	(void)state;
	static const struct {
		const char *from, *path, *want;
	} cases[] = {{"/a/b/", "c", "/a/b/c"}, {"/a/b/", "../c/", "/a/c/"}, {"/a/b.html", "c", "/a/c"},
		{"/a/b/", "..", "/a/"}, {"/a/b/", ".", "/a/b/"}, {"/a/", "../../../c", "/c"}, {"/a/", "/b/./c", "/b/c"},
		{"/a/", "", "/a/"}, {"/a/", "b/../c//d", "/a/c//d"}, {"/", "..", "/"}, {"/a/", "..b", "/a/..b"}};
	struct arena arena = {0};
	for (size_t i = 0; i < COUNT(cases); i++)
		assert_str(url_join(&arena, str_of(cases[i].from), str_of(cases[i].path)), cases[i].want);
	arena_free(&arena);
}

static void test_decode(void **state)
{
	(void)state;
	static const struct {
		const char *text, *want;
	} cases[] = {
		{"a%20b", "a b"}, {"%c3%A9", "\xC3\xA9"}, {"100%", "100%"}, {"%4", "%4"}, {"%zz", "%zz"}, {"a", "a"}};
	struct arena arena = {0};
	for (size_t i = 0; i < COUNT(cases); i++)
		assert_str(url_decode(&arena, str_of(cases[i].text)), cases[i].want);
	arena_free(&arena);
}

static void test_host(void **state)
{
	(void)state;
	static const struct {
		const char *address;
		bool is_plain;
	} cases[] = {{"https://a.example", true}, {"https://a-b_c.example:8080/x", true}, {"https://[2001:db8::1]:80/", true},
		{"https://\xC3\xBC.example/", true}, {"https://me@a.example/", false}, {"https://me:word@a.example/", false},
		{"https://:80/", false}, {"https://a.example:x/", false}, {"https://a.example:/", false}, {"https://[::1", false},
		{"https://[::1]x/", false}, {"https://$a/", false}, {"https://%{A}e.example/", false}, {"https://a;b/", false},
		{"https://a\\/", false}, {"/x", false}};
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct url url = url_split(str_of(cases[i].address));
		assert_int_equal(url_has_plain_host(&url), cases[i].is_plain);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_split), cmocka_unit_test(test_join),
		cmocka_unit_test(test_decode), cmocka_unit_test(test_host)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

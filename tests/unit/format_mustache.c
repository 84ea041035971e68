/* SPDX-License-Identifier: MIT */
/* What the published cases cannot say: shapes, safe HTML, diagnostics, limits. */
#include "check.h"

#include "format/mustache.h"

struct page {
	struct value title, body, items, absent;
};
struct item {
	struct value title, is_last;
};

static const char *const page_names[] = {"title", "body", "items", "absent"};
static const char *const item_names[] = {"title", "is_last"};

static str render(const char *text, struct value data, struct arena *arena, struct diags *diags)
{
	struct mustache_set *set = mustache_new(arena);
	struct source *source = arena_new(arena, struct source);
	struct buf out = {0};
	*source = (struct source){S("t"), str_of(text)};
	assert_int_equal(mustache_shape(set, "page", page_names, COUNT(page_names)), 0);
	assert_int_equal(mustache_shape(set, "item", item_names, COUNT(item_names)), 1);
	if (mustache_compile(set, S("t"), source, diags) && mustache_link(set, true, diags))
		mustache_render(set, mustache_find(set, S("t")), data, &out, diags);
	str got = buf_copy(&out, arena);
	buf_free(&out);
	return got;
}

static void test_records(void **state)
{
	(void)state;
	struct arena arena = {0};
	struct diags diags = {0};
	struct item items[2] = {{.title = value_text(S("<a>"))}, {.is_last = value_bool(true)}};
	struct value list[2] = {value_record(1, &items[0].title), value_record(1, &items[1].title)};
	struct page page = {
		.title = value_text(S("T & t")), .body = value_html(S("<b>")), .items = value_list(list, 2)};
	struct value data = value_record(0, &page.title);
	assert_str(render("{{title}} {{{title}}} {{body}}", data, &arena, &diags), "T &amp; t T & t <b>");
	/* A field that a record has but leaves empty hides the one further out. */
	assert_str(render("{{#items}}[{{title}}{{^is_last}},{{/is_last}}]{{/items}}", data, &arena, &diags),
		"[&lt;a&gt;,][]");
	assert_str(render("{{^absent}}none{{/absent}}{{#absent}}some{{/absent}}", data, &arena, &diags), "none");
	assert_int_equal(diags.errors, 0);
	arena_free(&arena);
}

static void test_zero_is_true(void **state)
{
	(void)state;
	struct arena arena = {0};
	struct diags diags = {0};
	struct page page = {.title = value_int(0), .body = value_text(S(""))};
	assert_str(render("{{#title}}{{.}}{{/title}}{{#body}}x{{/body}}", value_record(0, &page.title), &arena, &diags),
		"0");
	arena_free(&arena);
}

static const struct {
	const char *text, *want;
} faults[] = {
	{"a\n{{#b}}",
		"t:2:4: error: 'b' is not closed [unclosed-section]\n    {{#b}}\n       ^\nhint: close it with "
		"{{/b}}\n"},
	{"{{#a}}{{/b}}{{/a}}",
		"t:1:10: error: 'b' is closed, but 'a' is open [unexpected-close]\n    {{#a}}{{/b}}{{/a}}\n"
		"             ^\nt:1:4: note: opened here\n    {{#a}}{{/b}}{{/a}}\n       ^\n"},
	{"x {{a",
		"t:1:3: error: this tag is not closed [unclosed-tag]\n    x {{a\n      ^~\nhint: close it with '}}'\n"},
	{"{{>u}}", "t:1:4: error: there is no template 'u' [unknown-partial]\n    {{>u}}\n       ^\n"},
	{"{{#title}}{{>t}}{{/title}}",
		"t:1:14: error: templates and sections call one another too deep here [too-deep]\n"
		"    {{#title}}{{>t}}{{/title}}\n                 ^\n"},
};

static void test_faults(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(faults); i++) {
		struct arena arena = {0};
		struct diags diags = {0};
		struct page page = {.title = value_text(S("x"))};
		render(faults[i].text, value_record(0, &page.title), &arena, &diags);
		assert_str(diags_text(&diags, &arena), faults[i].want);
		diags_free(&diags);
		arena_free(&arena);
	}
}

static void test_limits(void **state)
{
	(void)state;
	static const char *const pieces[] = {"{", "{{#a}}", "{{>a}}", "{{=<% %>=}}", "{{<a}}", "{{$a}}"};
	for (size_t i = 0; i < COUNT(pieces); i++) {
		struct arena arena = {0};
		struct diags diags = {0};
		struct buf text = {0};
		for (size_t k = 0; k < 100000; k++)
			buf_put(&text, str_of(pieces[i]));
		buf_char(&text, '\0');
		render(text.at, (struct value){0}, &arena, &diags);
		assert_true(diags.errors > 0);
		buf_free(&text);
		diags_free(&diags);
		arena_free(&arena);
	}
}

struct words {
	struct value plain, marked, html, lines, none, number;
};
static const char *const words_names[] = {"plain", "marked", "html", "lines", "none", "number"};
static const char *const root_names[] = {"w", "items"};

static str render_words(const char *text, bool is_fixed, struct arena *arena)
{
	struct mustache_set *set = mustache_new(arena);
	struct diags diags = {0};
	struct source *sources = arena_array(arena, struct source, 2);
	struct words words = {.plain = value_text(S("p")),
		.marked = value_text(S("a<b")),
		.html = value_html(S("<i>")),
		.lines = value_text(S("1\n2")),
		.number = value_int(7)};
	struct value items[2] = {value_text(S("x")), value_text(S("y"))};
	struct value root[2] = {value_record(1, &words.plain), value_list(items, 2)};
	struct buf out = {0};
	sources[0] = (struct source){S("t"), str_of(text)};
	sources[1] = (struct source){S("part"), S("{{w.plain}}|\n{{w.none}}|{{w.html}}\n{{$b}}{{w.plain}}{{/b}}\n")};
	mustache_shape(set, "root", root_names, COUNT(root_names));
	mustache_shape(set, "words", words_names, COUNT(words_names));
	assert_true(mustache_compile(set, S("t"), &sources[0], &diags));
	assert_true(mustache_compile(set, S("part"), &sources[1], &diags));
	assert_true(mustache_link(set, true, &diags));
	if (is_fixed)
		mustache_fix(set, S("w"), root[0]);
	assert_true(mustache_render(set, mustache_find(set, S("t")), value_record(0, root), &out, &diags));
	str got = buf_copy(&out, arena);
	buf_free(&out);
	return got;
}

/* What stays the same may be put into templates ahead: nobody sees a difference. */
static void test_fixed(void **state)
{
	(void)state;
	static const struct {
		const char *text, *want;
	} cases[] = {
		{"a{{w.plain}}b{{w.marked}}{{{w.marked}}}{{w.html}}", "apba&lt;ba<b<i>"},
		{"{{w.number}} {{w.lines}} {{w.none}}{{w.absent}}.", "7 1\n2 ."},
		{"{{#items}}{{w.plain}}{{.}}{{w.plain}}{{/items}}{{w.plain}}z", "pxppyppz"},
		{"{{^items}}no{{/items}}{{w.plain}}{{#w.plain}}{{.}}{{w.html}}{{/w.plain}}{{w.plain}}", "pp<i>p"},
		{"  {{>part}}\n{{w.plain}}", "  p|\n  |<i>\n  p\np"},
		{"  {{<part}}{{w.plain}}{{$b}}[{{w.plain}}{{w.lines}}]{{/b}}{{/part}}", "  p|\n  |<i>\n  [p1\n2]\n"},
	};
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct arena arena = {0};
		assert_str(render_words(cases[i].text, false, &arena), cases[i].want);
		assert_str(render_words(cases[i].text, true, &arena), cases[i].want);
		arena_free(&arena);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_records), cmocka_unit_test(test_zero_is_true),
		cmocka_unit_test(test_faults), cmocka_unit_test(test_limits), cmocka_unit_test(test_fixed)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

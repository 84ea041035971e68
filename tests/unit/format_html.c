/* SPDX-License-Identifier: MIT */
#include "check.h"

#include "format/css.h"
#include "format/html.h"

/* What is visited, written down: <a b=c> text </a>, with [raw] for scripts and styles. */
static void on_open(void *context, const struct html_element *element)
{
	struct buf *out = context;
	buf_printf(out, "<%s", element->name);
	for (const char *const *at = element->attributes; at && *at; at += 2)
		buf_printf(out, " %s=%s", at[0], at[1] ? at[1] : "");
	buf_char(out, '>');
}

static void on_close(void *context, const char *name)
{
	buf_printf(context, "</%s>", name);
}

static void on_text(void *context, str text)
{
	buf_put(context, text);
}

static void on_raw(void *context, str text)
{
	buf_printf(context, "[%.*s]", STR_ARG(text));
}

static struct html_visitor writer(struct buf *out)
{
	return (struct html_visitor){
		.context = out, .open = on_open, .close = on_close, .text = on_text, .raw = on_raw};
}

static void test_html(void **state)
{
	(void)state;
	static const struct {
		const char *body, *want;
	} cases[] = {{"<p>a &amp; b&eacute;</p>", "<p>a & b\xC3\xA9</p>"},
		{"<A HREF='x?a=1&amp;b=2' hidden>y</A>", "<a href=x?a=1&b=2 hidden=>y</a>"},
		{"<main><section><h2>A</h2></section></main>", "<main><section><h2>A</h2></section></main>"},
		{"<p>a<br>b<img src=x alt=''>c</p>", "<p>a<br></br>b<img src=x alt=></img>c</p>"},
		{"<ul><li>a<li>b</ul>", "<ul><li>a</li><li>b</li></ul>"},
		{"<svg viewBox='0 0 1 1'><path d='M0'/><use href='#x'/></svg>",
			"<svg viewbox=0 0 1 1><path d=M0></path><use href=#x></use></svg>"},
		{"<script>if (a < b) { '<a href=no>' }</script>", "<script>[if (a < b) { '<a href=no>' }]</script>"},
		{"<style>a > b { c: d }</style>", "<style>[a > b { c: d }]</style>"},
		{"<!-- <a href=no> --><p>a</p>", "<p>a</p>"},
		{"<picture><source srcset='a 1x'><img src=b></picture>",
			"<picture><source srcset=a 1x><img src=b></img></source></picture>"},
		{"<p>a</div></p>", "<p>a</p>"}, {"<p>not closed", "<p>not closed</p>"},
		{"<template><p>a</p></template>", "<template><p>a</p></template>"},
		{"<p>\xE2\x80\x93</p>", "<p>\xE2\x80\x93</p>"}};
	html_begin();
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct buf page = {0}, out = {0};
		struct html_visitor visitor = writer(&out);
		buf_printf(&page, "<!DOCTYPE html><html><head><meta charset=utf-8></head><body>%s", cases[i].body);
		html_visit(buf_str(&page), &visitor);
		str got = buf_str(&out), behind = str_skip(got, str_search(got, S("<body>")) + 6);
		assert_str(str_part(behind, 0, str_search(behind, S("</body>"))), cases[i].want);
		buf_free(&page);
		buf_free(&out);
	}
}

static void count_open(void *context, const struct html_element *element)
{
	(void)element;
	++*(int *)context;
}

static void count_close(void *context, const char *name)
{
	(void)name;
	assert_true(--*(int *)context >= 0);
}

static void test_any_bytes_make_a_page(void **state)
{
	(void)state;
	static const char *const pages[] = {
		"", "<", "<a", "<a href=\"", "<!--", "\xFF\xFE<", "<svg><", "</p></p>", "&#0;&#x110000;"};
	for (size_t i = 0; i < COUNT(pages); i++) {
		int depth = 0;
		const struct html_visitor visitor = {.context = &depth, .open = count_open, .close = count_close};
		html_visit(str_of(pages[i]), &visitor);
		assert_true(depth >= 0); /* more than 0 where a page ends within a tag */
	}
}

static void test_deep_pages_end(void **state)
{
	(void)state;
	struct buf page = {0}, out = {0};
	struct html_visitor visitor = writer(&out);
	for (int i = 0; i < 5000; i++)
		buf_put(&page, S("<div>"));
	buf_put(&page, S("<a href=x>"));
	html_visit(buf_str(&page), &visitor);
	assert_true(str_search(buf_str(&out), S("<a href=x>")) < out.len);
	buf_free(&page);
	buf_free(&out);
}

static void test_xml(void **state)
{
	(void)state;
	static const struct {
		const char *text, *want;
		bool is_whole;
		size_t line;
	} cases[] = {{"<?xml version=\"1.0\"?><a b=\"c&amp;d\">e&lt;<f/></a>", "<a b=c&d>e<<f></f></a>", true, 0},
		{"<a><![CDATA[<b>]]></a>", "<a><b></a>", true, 0}, {"<a>\n<b>\n</a>", NULL, false, 3},
		{"", NULL, false, 0}, {"<a>&nothing;</a>", NULL, false, 1}};
	struct arena arena = {0};
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct buf out = {0};
		struct html_visitor visitor = writer(&out);
		struct xml_fault fault = {0};
		assert_int_equal(xml_visit(str_of(cases[i].text), &visitor, &arena, &fault), cases[i].is_whole);
		if (cases[i].is_whole) {
			assert_str(buf_str(&out), cases[i].want);
		} else {
			assert_true(fault.message.len > 0 && str_find(fault.message, '\n') == fault.message.len);
			assert_true(cases[i].line == 0 || fault.line == cases[i].line);
		}
		buf_free(&out);
	}
	arena_free(&arena);
}

static void test_attributes(void **state)
{
	(void)state;
	static const char *const attributes[] = {"href", " x ", "hidden", NULL, NULL};
	const struct html_element element = {.name = "a", .attributes = attributes}, bare = {.name = "p"};
	assert_str(html_attribute(&element, "href"), "x");
	assert_true(html_attribute(&element, "hidden").at && html_attribute(&element, "hidden").len == 0);
	assert_null(html_attribute(&element, "alt").at);
	assert_null(html_attribute(&bare, "alt").at);
	assert_true(html_is(&element, "a") && !html_is(&element, "area"));
}

static void on_address(void *context, str address)
{
	buf_printf(context, "%.*s|", STR_ARG(address));
}

static void test_addresses_of_styles(void **state)
{
	(void)state;
	static const struct {
		const char *style, *want;
	} cases[] = {{"a{b:url(c.png)}", "c.png|"}, {"a{b:url( 'c d.png' )}e{f:url(\"g\")}", "c d.png|g|"},
		{"@import \"a.css\";@import url(b.css);", "a.css|b.css|"}, {"/* url(no) */a{b:url(c)}", "c|"},
		{"a::after{content:\"url(no)\"}", ""}, {"a{b:url(", ""}, {"a{b:'", ""}, {"@import", ""}, {"/*", ""},
		{"a{b:url(data:x,y)}", "data:x,y|"}};
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct buf out = {0};
		css_addresses(str_of(cases[i].style), on_address, &out);
		assert_str(buf_str(&out), cases[i].want);
		buf_free(&out);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_html), cmocka_unit_test(test_any_bytes_make_a_page),
		cmocka_unit_test(test_deep_pages_end), cmocka_unit_test(test_xml), cmocka_unit_test(test_attributes),
		cmocka_unit_test(test_addresses_of_styles)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

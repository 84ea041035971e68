/* SPDX-License-Identifier: MIT */
#include "check.h"

#include "content/load.h"

#define SVG(inside) "<svg xmlns=\"http://www.w3.org/2000/svg\">" inside "</svg>"

static void test_what_runs(void **state)
{
	static const struct {
		const char *text, *want; /* NULL: nothing runs */
	} cases[] = {{SVG("<path d=\"M0 0\"/>"), NULL}, {SVG("<a href=\"https://e.example/?a=1&amp;b=2\">x</a>"), NULL},
		{SVG("<use href=\"#a\"/>"), NULL}, {SVG("<image href=\"data:image/png;base64,AA\"/>"), NULL},
		{"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!DOCTYPE svg PUBLIC \"a\" \"b\">" SVG(""), NULL},
		{SVG("<!-- <script/> --><text>script onload=</text><![CDATA[<script>]]>"), NULL},
		{SVG("<style>a > b { fill: red }</style>"), NULL},
		{SVG("<animate attributeName=\"x\" values=\"1;2\"/>"), NULL}, {"", NULL}, {"<", NULL}, {"<svg", NULL},
		{"<svg a=", NULL}, {"<svg a='", NULL}, {"<!--", NULL}, {"<?", NULL},
		{SVG("<script>alert(1)</script>"), "a script"}, {SVG("<SCRIPT href='a.js'/>"), "a script"},
		{"<script\x11?>", "a script"}, {"<svg\x01onload='x'/>", "a handler of events"},
		{SVG("<s:script xmlns:s=\"http://www.w3.org/2000/svg\"/>"), "a script"},
		{"<svg onload=\"alert(1)\"/>", "a handler of events"},
		{"<svg\n\tonLoad = 'alert(1)'/>", "a handler of events"},
		{"<svg a='>' onload='x'/>", "a handler of events"},
		{"<svg a=\"/\" b='\"' onfocus='x'/>", "a handler of events"},
		{SVG("<a href=\"javascript:alert(1)\">x</a>"), "an address that runs"},
		{SVG("<a xlink:href=' java\nscript:alert(1)'>x</a>"), "an address that runs"},
		{SVG("<a href='&#106;avascript:alert(1)'>x</a>"), "an address that runs"},
		{SVG("<use href='data:image/svg+xml,x'/>"), "an address that runs"},
		{SVG("<image href='data:text/html,x'/>"), "an address that runs"},
		{SVG("<set attributeName='onclick' to='x'/>"), "an address that changes"},
		{SVG("<animate attributeName='xlink:href' values='javascript:x'/>"), "an address that changes"},
		{SVG("<foreignObject><p/></foreignObject>"), "HTML (foreignObject)"}, {SVG("<iframe/>"), "a frame"},
		{"<!DOCTYPE svg [<!ENTITY a \"<script/>\">]>" SVG("&a;"), "a document type with parts of its own"},
		{"<!DOCTYPE svg SYSTEM \">\" [<!ENTITY a \"&#60;script>x&#60;/script>\">]>" SVG("&a;"),
			"a document type with parts of its own"},
		{"<!DOCTYPE svg SYSTEM \">\" [<!ATTLIST svg onload CDATA \"x\">]>" SVG(""),
			"a document type with parts of its own"},
		{"<!DOCTYPE svg SYSTEM \"><!--\"><svg onload=\"x\"><!-- --></svg>",
			"a document type with parts of its own"},
		{"<!DOCTYPE svg SYSTEM \"a<b c=\">" SVG("<script>x</script>"), "a document type with parts of its own"},
		{"<!DOCTYPE svg SYSTEM 'a b='>" SVG("<script>x</script>"), "a script"},
		{"<!DOCTYPE svg PUBLIC '-//W3C//DTD XHTML 1.0 Strict//EN' 'x'>" SVG("<a href='javascript&colon;x'/>"),
			"an address that runs"},
		{SVG("<animate attributeName='xlink&colon;href' to='x'/>"), "an address that changes"},
		{"<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"it's.dtd\">" SVG("<path/>"), NULL},
		{SVG("<f xmlns='http://www.w3.org/1999/xhtml' action='javascript:x'/>"), "HTML"},
		{SVG("<h:form xmlns:h='http://www.w3.org/1999/&#120;html' action='javascript:x'/>"), "HTML"},
		{SVG("<g xmlns:inkscape='http://www.inkscape.org/namespaces/inkscape'/>"), NULL},
		{"<?xml version=\"1.0\" encoding=\"UTF-7\"?>" SVG(""), "another encoding than UTF-8"},
		{"<?xml version='1.0' encoding\n=\t'ISO-2022-JP'?>" SVG(""), "another encoding than UTF-8"},
		{SVG("<!-- --\x1b(B> -->"), "another encoding than UTF-8"},
		{"<?xml-stylesheet href=\"a.xsl\"?>" SVG(""), "a style sheet from elsewhere"},
		{"\xFF\xFE<\0s", "another encoding than UTF-8"}};
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		const char *found = drawing_runs(S("a/b.svg"), str_of(cases[i].text));
		if (!found != !cases[i].want || (found && strcmp(found, cases[i].want) != 0))
			fail_msg("%s: %s", cases[i].text, found ? found : "nothing");
	}
}

static void test_names(void **state)
{
	(void)state;
	str script = S(SVG("<script/>"));
	assert_non_null(drawing_runs(S("logo.SVG"), script));
	assert_non_null(drawing_runs(S("files/a.b.Svg"), script));
	assert_non_null(drawing_runs(S("logo.svgz"), S("\x1f\x8b")));
	assert_null(drawing_runs(S("svg"), script));
	assert_null(drawing_runs(S("a.svg/notes"), script));
	assert_null(drawing_runs(S("a.svg.txt"), script));
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_what_runs), cmocka_unit_test(test_names)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

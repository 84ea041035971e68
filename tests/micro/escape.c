/* SPDX-License-Identifier: MIT */
/* Escaping (base/buf) against copying what it writes. */
#include "micro.h"

enum { PIECES = 200 };

struct escaping {
	void (*put)(struct buf *out, str text);
	str piece;
	struct buf out;
	str written; /* what the subject writes */
};

static void escape(void *context)
{
	struct escaping *escaping = context;
	escaping->out.len = 0;
	for (size_t i = 0; i < PIECES; i++)
		escaping->put(&escaping->out, escaping->piece);
}

static void copy(void *context)
{
	struct escaping *escaping = context;
	escaping->out.len = 0;
	buf_put(&escaping->out, escaping->written);
}

static const struct {
	const char *name;
	void (*put)(struct buf *out, str text);
	const char *piece, *want;
} cases[] = {
	{"HTML: a word", buf_html, "Medicine", "Medicine"},
	{"HTML: a title", buf_html, "Primary school teacher", "Primary school teacher"},
	{"HTML: a sentence", buf_html, "Most of what a bookkeeper does by hand is checked by someone else anyway.",
		"Most of what a bookkeeper does by hand is checked by someone else anyway."},
	{"HTML: a sentence with marks", buf_html, "Tasks, tools & \"people\": what a nurse's day is made of.",
		"Tasks, tools &amp; &quot;people&quot;: what a nurse&#39;s day is made of."},
	{"HTML: markup", buf_html, "<a href=\"/x/\">&</a>", "&lt;a href=&quot;/x/&quot;&gt;&amp;&lt;/a&gt;"},
	{"HTML text: it's a sentence", buf_html_text,
		"It's a nurse's day, and what it's made of is her patients' care.",
		"It's a nurse's day, and what it's made of is her patients' care."},
	{"JSON: a word", buf_json, "exposure", "\"exposure\""},
	{"JSON: a sentence", buf_json, "Most of what a bookkeeper does by hand is checked by someone else anyway.",
		"\"Most of what a bookkeeper does by hand is checked by someone else anyway.\""},
	{"JSON: HTML", buf_json, "<p>It is <em>not</em> called \"triage\" there.</p>\n",
		"\"\\u003cp>It is \\u003cem>not\\u003c/em> called \\\"triage\\\" there.\\u003c/p>\\n\""},
	{"URL: a title", buf_url, "How scores are made: a guide", "How%20scores%20are%20made%3A%20a%20guide"},
};

static void put_number(struct buf *out, str text)
{
	buf_int(out, (int64_t)text.len);
}

static void measure(struct micro *micro, const char *name, struct escaping *escaping, const char *piece)
{
	struct buf want = {0};
	for (size_t i = 0; i < PIECES; i++)
		buf_put(&want, str_of(piece));
	escape(escaping);
	micro_check(micro, str_eq(buf_str(&escaping->out), buf_str(&want)), "written as it should be", name);
	escaping->written = buf_str(&want);
	micro_time(micro, &(struct micro_case){name, want.len, escape, copy, escaping});
	buf_free(&want);
	buf_free(&escaping->out);
}

int main(int count, char **words)
{
	struct micro micro = {.title = "escape", .work = "writes", .limit = "memcpy of the output"};
	if (!micro_init(&micro, count, words))
		return 2;
	for (size_t i = 0; i < COUNT(cases); i++)
		measure(&micro, cases[i].name, &(struct escaping){cases[i].put, str_of(cases[i].piece)}, cases[i].want);
	measure(&micro, "number: 37", &(struct escaping){put_number, {"", 37}}, "37");
	measure(&micro, "number: 123456", &(struct escaping){put_number, {"", 123456}}, "123456");
	return micro_end(&micro);
}

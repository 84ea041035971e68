/* SPDX-License-Identifier: MIT */
#include "check.h"

#include "format/markdown.h"

static const struct {
	const char *input, *want;
} blocks[] = {
	{"plain *text*", "<p>plain <em>text</em></p>\n"},
	{"## One\n\n## One\n\n## \xC3\x89t\xC3\xA9 & co",
		"<h2 id=\"one\">One</h2>\n<h2 id=\"one-2\">One</h2>\n"
		"<h2 id=\"\xC3\xA9t\xC3\xA9-co\">\xC3\x89t\xC3\xA9 &amp; co</h2>\n"},
	{"## One 2\n\n## One\n\n## One",
		"<h2 id=\"one-2\">One 2</h2>\n<h2 id=\"one\">One</h2>\n<h2 id=\"one-3\">One</h2>\n"},
	{"| a | b |\n|---|--:|\n| `x|y` | **1** |\n| only |",
		"<div class=\"table-scroll\" tabindex=\"0\"><table>\n<thead>\n<tr>\n<th scope=\"col\">a</th>\n"
		"<th scope=\"col\" class=\"right\">b</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td><code>x|y</code></td>\n"
		"<td class=\"right\"><strong>1</strong></td>\n</tr>\n<tr>\n<td>only</td>\n<td "
		"class=\"right\"></td>\n</tr>\n"
		"</tbody>\n</table></div>\n"},
	{"| a \\| b |\n|---|\n| `c\\|d` |",
		"<div class=\"table-scroll\" tabindex=\"0\"><table>\n<thead>\n<tr>\n"
		"<th scope=\"col\">a | "
		"b</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td><code>c|d</code></td>\n</tr>\n</tbody>\n"
		"</table></div>\n"},
	{"before\n| a |\n|---|",
		"<p>before</p>\n<div class=\"table-scroll\" tabindex=\"0\"><table>\n<thead>\n<tr>\n"
		"<th scope=\"col\">a</th>\n</tr>\n</thead>\n</table></div>\n"},
	{"a | b\n--- | --- | ---", "<p>a | b\n--- | --- | ---</p>\n"},
	{"~~gone~~ and ~~so *is* this~~, \\~~not this~~, ~nor~ ~~~this~~~",
		"<p><del>gone</del> and <del>so <em>is</em> this</del>, ~~not this~~, ~nor~ ~~~this~~~</p>\n"},
	{"> [!WARNING]\n> Take *care*.",
		"<aside class=\"callout callout-warning\">\n<p class=\"callout-title\">Warning</p>\n"
		"<p>Take <em>care</em>.</p>\n</aside>\n"},
	{"> Words.\n>\n> \xE2\x80\x94 A person, *A book*",
		"<figure class=\"quote\">\n<blockquote>\n<p>Words.</p>\n</blockquote>\n"
		"<figcaption>\xE2\x80\x94 A person, <em>A book</em></figcaption>\n</figure>\n"},
	{"\\[@a] \\[=risk] `[@a]`", "<p>[@a] [=risk] <code>[@a]</code></p>\n"},
	{"a\\\nb\n\n---", "<p>a<br>\nb</p>\n<hr>\n"},
};

static struct markdown parse(const char *text, bool is_inline, struct arena *arena, struct diags *diags)
{
	static struct source source;
	struct markdown_options options = {.is_inline = is_inline};
	source = (struct source){S("x.md"), str_of(text)};
	return markdown_parse(source.text, &source, 0, &options, arena, diags);
}

static void test_blocks(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(blocks); i++) {
		struct arena arena = {0};
		struct diags diags = {0};
		assert_str(parse(blocks[i].input, false, &arena, &diags).html, blocks[i].want);
		assert_int_equal(diags.errors + diags.warnings, 0);
		diags_free(&diags);
		arena_free(&arena);
	}
}

static void test_holes(void **state)
{
	(void)state;
	struct arena arena = {0};
	struct diags diags = {0};
	struct markdown got =
		parse("See [@one; @two], [=risk /lead], [l](../a.md#x) and ![p](p.png).", true, &arena, &diags);
	static const enum markdown_hole_kind kinds[] = {HOLE_CITATION, HOLE_FIGURE, HOLE_LINK, HOLE_IMAGE};
	assert_str(got.html, "See, , <a href=\"\">l</a> and <img  alt=\"p\">.");
	assert_int_equal(got.hole_count, COUNT(kinds));
	for (size_t i = 0; i < COUNT(kinds); i++)
		assert_int_equal(got.holes[i].kind, kinds[i]);
	assert_int_equal(got.holes[0].count, 2);
	assert_str(got.holes[0].ids[1], "two");
	assert_str(got.holes[1].text, "risk /lead");
	assert_str(got.holes[2].text, "../a.md#x");
	assert_int_equal(got.holes[2].at, strlen("See, , <a href=\""));
	diags_free(&diags);
	arena_free(&arena);
}

static const struct {
	const char *input;
	bool is_inline;
	const char *want;
} faults[] = {
	{"# One", false,
		"x.md:1:1: error: a heading of the first level: that is the page's title, from the front matter "
		"[heading-level]\n    # One\n    ^\nhint: begin with ##\n"},
	{"- a", true,
		"x.md:1:1: error: one line of text is wanted here, not a list, a heading or another block "
		"[not-inline]\n"
		"    - a\n    ^\nhint: a number or mark at the start is taken as text with a backslash before it: 1\\. "
		"or \\#\n"},
	{"text\n\n[@]", false,
		"x.md:3:1: error: '[@]' is no citation [bad-citation]\n    [@]\n    ^~~\n"
		"hint: write [@id], or [@one; @two]\n"},
	{"> [!NOTES]\n> x", false,
		"x.md:1:3: error: '[!NOTES]' is no callout [unknown-callout]\n    > [!NOTES]\n"
		"      ^~~~~~~~\nhint: did you mean [!NOTE]?\n"},
};

static void test_faults(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(faults); i++) {
		struct arena arena = {0};
		struct diags diags = {0};
		parse(faults[i].input, faults[i].is_inline, &arena, &diags);
		assert_str(diags_text(&diags, &arena), faults[i].want);
		diags_free(&diags);
		arena_free(&arena);
	}
}

/* Our passes are linear, and nesting is bounded: these would take minutes or the stack otherwise. */
static void test_limits(void **state)
{
	(void)state;
	static const struct {
		const char *piece;
		size_t count;
	} cases[] = {{"|", 120000}, {"[@", 60000}, {"[=a", 40000}, {"~~a ", 30000}, {"> ", 10000}, {"- ", 10000},
		{"*a ", 40000}, {"| a\n|--\n", 15000}, {"## a\n", 20000}};
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct arena arena = {0};
		struct diags diags = {0};
		struct buf text = {0};
		for (size_t k = 0; k < cases[i].count; k++)
			buf_put(&text, str_of(cases[i].piece));
		buf_char(&text, '\0');
		parse(text.at, false, &arena, &diags);
		buf_free(&text);
		diags_free(&diags);
		arena_free(&arena);
	}
}

static void test_split(void **state)
{
	(void)state;
	struct arena arena = {0};
	struct diags diags = {0};
	struct source source = {S("faq.md"), S("\n## One?\nA.\n\n```\n## not this\n```\n## Two?\n\nB.\n")};
	struct markdown_piece *pieces;
	assert_int_equal(markdown_split(&source, 0, &arena, &pieces, &diags), 2);
	assert_str(pieces[0].title, "One?");
	assert_str(pieces[0].body, "A.\n\n```\n## not this\n```\n");
	assert_str(pieces[1].body, "\nB.\n");
	assert_int_equal(diags.errors, 0);
	arena_free(&arena);
}

/* A note to the program is dropped without a word, raw HTML kept or not; other comments are raw HTML. */
static void test_notes(void **state)
{
	(void)state;
	static const struct {
		const char *input, *want;
		size_t warnings;
	} notes[] = {
		{"<!-- rolecast: allow x, y -->\nText.", "<p>Text.</p>\n", 0},
		{"Text. <!-- rolecast: allow x, y -->\nMore <!--rolecast:z--> text.", "<p>Text.\nMore text.</p>\n", 0},
		{"| a <!-- rolecast: allow x, y --> |\n|---|",
			"<div class=\"table-scroll\" tabindex=\"0\"><table>\n<thead>\n<tr>\n<th scope=\"col\">a</th>\n"
			"</tr>\n</thead>\n</table></div>\n",
			0},
		{"<!-- rolecast: allow x, y --> <b>b</b>", "<!-- rolecast: allow x, y --> <b>b</b>\n", 1},
		{"<!-- mine -->", "<!-- mine -->\n", 1},
	};
	for (size_t i = 0; i < COUNT(notes); i++)
		for (int allow_html = 0; allow_html < 2; allow_html++) {
			struct arena arena = {0};
			struct diags diags = {0};
			struct source source = {S("x.md"), str_of(notes[i].input)};
			struct markdown_options options = {.allow_html = allow_html};
			struct markdown got = markdown_parse(source.text, &source, 0, &options, &arena, &diags);
			assert_str(got.html, allow_html || notes[i].warnings == 0 ? notes[i].want : "");
			assert_int_equal(diags.warnings, allow_html ? 0 : notes[i].warnings);
			diags_free(&diags);
			arena_free(&arena);
		}
}

static void test_block_places(void **state)
{
	(void)state;
	static const struct {
		enum markdown_block_kind kind;
		const char *text;
		uint32_t count;
		bool is_attributed;
	} want[] = {
		{BLOCK_HEADING, "## H", 2, false},
		{BLOCK_PARAGRAPH, "One\ntwo.", 0, false},
		{BLOCK_LIST, "- a\n- b\n  - c", 2, false},
		{BLOCK_PARAGRAPH, "- a", 0, false},
		{BLOCK_PARAGRAPH, "- b", 0, false},
		{BLOCK_LIST, "  - c", 1, false},
		{BLOCK_PARAGRAPH, "  - c", 0, false},
		{BLOCK_TABLE, "| a |\n|---|\n| 1 |", 0, false},
		{BLOCK_QUOTE, "> q\n>\n> \xE2\x80\x94 A", 0, true},
		{BLOCK_PARAGRAPH, "> q", 0, false},
		{BLOCK_PARAGRAPH, "> \xE2\x80\x94 A", 0, false},
		{BLOCK_PARAGRAPH, "> [!NOTE]\n> note", 0, false},
		{BLOCK_PARAGRAPH, "text", 0, false},
		{BLOCK_QUOTE, "> r", 0, false},
		{BLOCK_PARAGRAPH, "> r", 0, false},
	};
	const char *text = "## H\n\nOne\ntwo.\n\n- a\n- b\n  - c\n\n| a |\n|---|\n| 1 |\n\n> q\n>\n> \xE2\x80\x94 "
			   "A\n\n```\ncode\n```\n\n"
			   "> [!NOTE]\n> note\n\ntext\n\n> r\n";
	struct arena arena = {0};
	struct diags diags = {0};
	struct markdown got = parse(text, false, &arena, &diags);
	for (size_t i = 0; i < got.block_count; i++) {
		assert_true(i < COUNT(want));
		assert_int_equal(got.blocks[i].kind, want[i].kind);
		assert_str(str_part(str_of(text), got.blocks[i].from, got.blocks[i].to), want[i].text);
		assert_int_equal(got.blocks[i].count, want[i].count);
		assert_int_equal(got.blocks[i].is_attributed, want[i].is_attributed);
	}
	assert_int_equal(got.block_count, COUNT(want));
	diags_free(&diags);
	arena_free(&arena);
}

/* Text of words alone does not go through cmark: what comes must be what cmark makes. Something that is markup for
   sure stands behind, and is taken off again. */
static void test_words(void **state)
{
	(void)state;
	static const char marks[] = "  .,:;!?\"'()-+=#>/%$@^{}&____`[]<~|\\0123456789\xC3\xA9\xE2\x80\x94";
	static const str tail = {" <em>x</em>", 11}, plain_tail = {" x", 2};
	uint64_t seed = 7;
	for (int i = 0; i < 4000; i++) {
		char alone[64], with[80];
		size_t length = 1 + (size_t)(check_random(&seed) % 40);
		struct arena arena = {0};
		struct diags diags = {0};
		for (size_t k = 0; k < length; k++)
			alone[k] = check_random(&seed) % 3 ? (char)('a' + check_random(&seed) % 26)
							   : marks[check_random(&seed) % (sizeof marks - 1)];
		length = str_cut((str){alone, str_utf8_fault((str){alone, length})}, length).len;
		while (length && alone[length - 1] == ' ')
			length--;
		alone[length] = '\0';
		snprintf(with, sizeof with, "%s *x*", alone);
		struct markdown words = parse(alone, true, &arena, &diags), whole = parse(with, true, &arena, &diags);
		if (length && alone[0] != ' ' && diags.errors == 0) {
			str html = str_part(whole.html, 0, whole.html.len - tail.len);
			str plain = str_part(whole.plain, 0, whole.plain.len - plain_tail.len);
			assert_true(str_eq(words.html, html) && str_eq(words.plain, plain));
			assert_int_equal(words.words + 1, whole.words);
		}
		diags_free(&diags);
		arena_free(&arena);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_blocks), cmocka_unit_test(test_holes),
		cmocka_unit_test(test_notes), cmocka_unit_test(test_block_places), cmocka_unit_test(test_faults),
		cmocka_unit_test(test_limits), cmocka_unit_test(test_split), cmocka_unit_test(test_words)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
#include "check.h"

#include "format/roff.h"

#define assert_roff(want, calls)                                                                                       \
	do {                                                                                                           \
		struct buf out = {0};                                                                                  \
		calls;                                                                                                 \
		assert_str(buf_str(&out), want);                                                                       \
		buf_free(&out);                                                                                        \
	} while (0)

static void test_escapes(void **state)
{
	(void)state;
	static const struct {
		const char *text, *want;
	} cases[] = {{"plain, well-known text", "plain, well-known text"}, {".begin", "\\&.begin"},
		{"'begin", "\\(aqbegin"}, {"a \\n b", "a \\en b"}, {"x^2 ~y", "x\\(ha2 \\(tiy"},
		{"\xC3\xA9 \xE2\x80\x94 \xF0\x9F\x94\xA7", "\\[u00E9] \\[u2014] \\[u1F527]"},
		{"One. Two. three", "One.\nTwo. three"}, {"One. .two", "One. .two"},
		{"Why? Because 2026. 11 follows", "Why?\nBecause 2026. 11 follows"},
		{"run `a --b`. Then", "run \\fBa \\-\\-b\\fR.\nThen"}, {"`.x`", "\\fB.x\\fR"},
		{"Here. `x` is", "Here.\n\\fBx\\fR is"}, {"`it's \\`", "\\fBit\\(aqs \\e\\fR"},
		{"One.\n\n Two", "One.\nTwo"},
		{"Ten words of seven letters, so that a line of eighty bytes fills up and breaks",
			"Ten words of seven letters, so that a line of eighty bytes fills up and breaks"},
		{"Ten words of seven letters, so that a line of eighty bytes fills up and breaks off",
			"Ten words of seven letters, so that a line of eighty bytes fills up and breaks\noff"},
		{"Never behind a full stop, where a sentence would seem to end, as in the case of no. 1234",
			"Never behind a full stop, where a sentence would seem to end, as in the case of\nno. 1234"}};
	for (size_t i = 0; i < COUNT(cases); i++)
		assert_roff(cases[i].want, roff_text(&out, str_of(cases[i].text)));
}

static void test_blocks(void **state)
{
	(void)state;
	assert_roff(".SH \"What \\(dqit\\(dq is\"\nText.\n.SS \"More\"\n.TP\n\\fB\\-\\-out\\fR \\fIDIR\\fR\n"
		    "\\&.hidden is no request.\n.PP\n",
		    roff_section(&out, S("What \"it\" is"));
		    roff_paragraph(&out); roff_text(&out, S("Text.")); roff_subsection(&out, S("More"));
		    roff_item(&out); roff_bold(&out, S("--out")); roff_text(&out, S(" ")); roff_italic(&out, S("DIR"));
		    roff_line(&out); roff_text(&out, S(".hidden is no request.")); roff_paragraph(&out));
	assert_roff(".TP\n.PP\n.RS 4\n.EX\n\\-\\-\\-\n\\&.a: \\(aqb\\(aq\n\n  c\n.EE\n.RE\n", roff_item(&out);
		    roff_example(&out, S("---\n.a: 'b'\n\n  c\n")));
}

static void test_title(void **state)
{
	(void)state;
	static const struct roff_title title = {.name = "rolecast-content",
		.section = 5,
		.date = "2026-11-20",
		.source = "rolecast 1",
		.manual = "rolecast manual",
		.about = "what authors write"};
	assert_roff(".TH ROLECAST-CONTENT 5 \"2026-11-20\" \"rolecast 1\" \"rolecast manual\"\n.SH \"NAME\"\n"
		    "rolecast\\-content \\- what authors write\n",
		roff_title(&out, &title));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_escapes), cmocka_unit_test(test_blocks), cmocka_unit_test(test_title)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

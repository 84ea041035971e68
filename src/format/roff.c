/* SPDX-License-Identifier: MIT */
/* A line that begins with a dot or an apostrophe is a request, a backslash begins an escape, and typesetters make
   typographic marks of - ' ` ^ ~; characters outside ASCII are written by their number. */
#include "format/roff.h"

enum style { RUNNING, TYPED };

static bool at_line_start(const struct buf *out)
{
	return out->len == 0 || out->at[out->len - 1] == '\n';
}

/* Takes one character beyond ASCII off valid UTF-8. */
static uint32_t take_point(str *in)
{
	unsigned char lead = (unsigned char)in->at[0];
	size_t more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : 1;
	uint32_t point = lead & (0x3Fu >> more);
	for (size_t i = 1; i <= more && i < in->len; i++)
		point = point << 6 | ((unsigned char)in->at[i] & 0x3F);
	*in = str_skip(*in, more + 1);
	return point;
}

static str spelt(char c, enum style style)
{
	switch (c) {
	case '\\':
		return S("\\e");
	case '\'':
		return S("\\(aq");
	case '`':
		return S("\\(ga");
	case '^':
		return S("\\(ha");
	case '~':
		return S("\\(ti");
	case '-':
		return style == TYPED ? S("\\-") : S("-");
	default:
		return (str){0};
	}
}

static void put_character(struct buf *out, str *in, enum style style)
{
	char c = in->at[0];
	if ((unsigned char)c >= 0x80) {
		buf_printf(out, "\\[u%04X]", take_point(in));
		return;
	}
	str name = spelt(c, style);
	if (c == '.' && at_line_start(out))
		buf_put(out, S("\\&"));
	if (name.len)
		buf_put(out, name);
	else
		buf_char(out, c);
	*in = str_skip(*in, 1);
}

static void put(struct buf *out, str text, enum style style)
{
	while (text.len)
		put_character(out, &text, style);
}

static void put_font(struct buf *out, const char *font, str word)
{
	buf_printf(out, "\\f%s", font);
	put(out, word, TYPED);
	buf_put(out, S("\\fR"));
}

void roff_bold(struct buf *out, str word)
{
	put_font(out, "B", word);
}

void roff_italic(struct buf *out, str word)
{
	put_font(out, "I", word);
}

void roff_line(struct buf *out)
{
	if (!at_line_start(out))
		buf_char(out, '\n');
}

/* "end. Next" and, before code, "end. "; but not "such as 2026. and". */
static bool is_sentence_end(str in)
{
	if (in.len < 2 || (in.at[0] != '.' && in.at[0] != '?') || in.at[1] != ' ')
		return false;
	return in.len == 2 || (in.at[2] >= 'A' && in.at[2] <= 'Z');
}

/* Whether the word behind a blank goes to a line of its own: mandoc wants lines of 80 bytes. Never behind a full stop,
   which at the end of a line would end a sentence; of a word in backticks a usual length is taken. */
static bool breaks_at(const struct buf *out, str blank)
{
	enum { WIDEST = 80, USUAL_WORD = 20 };
	str rest = str_skip(blank, 1);
	size_t word = rest.len ? str_find(rest, ' ') : USUAL_WORD, column = 0;
	while (column < out->len && out->at[out->len - column - 1] != '\n')
		column++;
	return column && out->at[out->len - 1] != '.' && out->at[out->len - 1] != '?' && column + 1 + word > WIDEST;
}

static void put_running(struct buf *out, str text)
{
	while (text.len) {
		bool is_end = is_sentence_end(text), is_blank = text.at[0] == ' ' || text.at[0] == '\n';
		if (is_blank && breaks_at(out, text))
			roff_line(out);
		if (is_blank && at_line_start(out))
			text = str_skip(text, 1);
		else
			put_character(out, &text, RUNNING);
		if (is_end)
			roff_line(out);
	}
}

void roff_text(struct buf *out, str text)
{
	str part;
	while (str_take_until(&text, '`', &part)) {
		put_running(out, part);
		if (str_take_until(&text, '`', &part))
			roff_bold(out, part);
	}
}

static void put_heading(struct buf *out, const char *request, str text)
{
	roff_line(out);
	buf_printf(out, ".%s \"", request);
	while (text.len)
		if (text.at[0] == '"') {
			buf_put(out, S("\\(dq"));
			text = str_skip(text, 1);
		} else {
			put_character(out, &text, RUNNING);
		}
	buf_put(out, S("\"\n"));
}

void roff_title(struct buf *out, const struct roff_title *title)
{
	buf_put(out, S(".TH "));
	for (const char *at = title->name; *at; at++)
		buf_char(out, *at >= 'a' && *at <= 'z' ? (char)(*at - 'a' + 'A') : *at);
	buf_printf(out, " %d \"%s\" \"%s\" \"%s\"\n", title->section, title->date, title->source, title->manual);
	roff_section(out, S("NAME"));
	put(out, str_of(title->name), TYPED);
	buf_put(out, S(" \\- "));
	put(out, str_of(title->about), RUNNING);
	roff_line(out);
}

void roff_section(struct buf *out, str heading)
{
	put_heading(out, "SH", heading);
}

void roff_subsection(struct buf *out, str heading)
{
	put_heading(out, "SS", heading);
}

static bool follows_heading(const struct buf *out)
{
	size_t start = out->len ? out->len - 1 : 0;
	while (start && out->at[start - 1] != '\n')
		start--;
	return str_starts(str_skip(buf_str(out), start), S(".S"));
}

/* A heading begins a paragraph of its own. */
void roff_paragraph(struct buf *out)
{
	roff_line(out);
	if (!follows_heading(out))
		buf_put(out, S(".PP\n"));
}

void roff_item(struct buf *out)
{
	roff_line(out);
	buf_put(out, S(".TP\n"));
}

void roff_example(struct buf *out, str lines)
{
	str line;
	roff_paragraph(out);
	buf_put(out, S(".RS 4\n.EX\n"));
	while (str_take_line(&lines, &line)) {
		put(out, line, TYPED);
		buf_char(out, '\n');
	}
	buf_put(out, S(".EE\n.RE\n"));
}

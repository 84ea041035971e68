/* SPDX-License-Identifier: MIT */
/* Inline content: what cmark made of it, with strikethrough, citations and figures found in its text. */
#include <string.h>

#include "format/markdown_parts.h"

/* \| \~ \[ \= \@ \! stand as U+0090 to U+0095 while cmark works, so that they stay apart from the bare marks. */
static const char escaped_marks[] = "|~[=@!";

static bool is_placeholder(str text, size_t at)
{
	return at + 1 < text.len && text.at[at] == '\xC2' && (unsigned char)text.at[at + 1] >= 0x90
		&& (unsigned char)text.at[at + 1] <= 0x95;
}

static char mark_of_placeholder(str text, size_t at)
{
	return escaped_marks[(unsigned char)text.at[at + 1] - 0x90];
}

str markdown_restore(struct rendering *rendering, str text, enum restore how)
{
	if (!rendering->has_placeholders || str_find(text, '\xC2') == text.len)
		return text;
	char *out = arena_alloc(rendering->scratch, text.len + 1);
	size_t length = 0;
	for (size_t i = 0; i < text.len; i++) {
		if (!is_placeholder(text, i)) {
			out[length++] = text.at[i];
			continue;
		}
		if (how == RESTORE_PAIR && !(rendering->in_cell && mark_of_placeholder(text, i) == '|'))
			out[length++] = '\\';
		out[length++] = mark_of_placeholder(text, i++);
	}
	return (str){out, length};
}

static str literal_of(cmark_node *node)
{
	const char *literal = cmark_node_get_literal(node);
	return literal ? str_of(literal) : (str){0};
}

void markdown_hole(struct rendering *rendering, struct markdown_hole hole)
{
	struct markdown *result = rendering->result;
	if (rendering->is_quiet)
		return;
	if (result->hole_count == rendering->hole_cap) {
		size_t cap = rendering->hole_cap ? rendering->hole_cap * 2 : 4;
		struct markdown_hole *larger = arena_array(rendering->unfilled, struct markdown_hole, cap);
		if (result->hole_count)
			memcpy(larger, result->holes, result->hole_count * sizeof *larger);
		result->holes = larger;
		rendering->hole_cap = cap;
	}
	hole.at = rendering->out.len;
	hole.plain_at = rendering->plain.len;
	hole.text = arena_copy(rendering->unfilled, hole.text);
	result->holes[result->hole_count++] = hole;
}

/* "@a; @b" → a, b. False when it is not of that form. */
static bool split_citation(struct rendering *rendering, str inner, struct markdown_hole *hole)
{
	size_t most = 1;
	for (size_t i = 0; i < inner.len; i++)
		most += inner.at[i] == ';';
	hole->ids = arena_array(rendering->unfilled, str, most);
	str part, rest = arena_copy(rendering->unfilled, inner);
	while (str_take_until(&rest, ';', &part)) {
		str id = str_trim(part);
		if (!str_take(&id, S("@")) || id.len == 0 || str_find(id, ' ') < id.len)
			return false;
		hole->ids[hole->count++] = id;
	}
	return hole->count > 0;
}

/* Takes [@…] or [=…] at the text's start. Returns how many bytes that was, 0 when it is neither. */
static size_t take_reference(struct rendering *rendering, cmark_node *node, str text)
{
	enum { LONGEST = 200 };
	str near = str_part(text, 0, LONGEST);
	size_t end = str_find(near, ']');
	if (rendering->options->is_bare || text.len < 3 || (text.at[1] != '@' && text.at[1] != '=') || end == near.len)
		return 0;
	str whole = str_part(text, 0, end + 1), inner = str_part(text, 1, end);
	struct markdown_hole hole = {.kind = HOLE_FIGURE, .text = str_skip(inner, 1)};
	if (rendering->is_quiet)
		return whole.len;
	hole.mark = markdown_mark(rendering, node, whole);
	if (text.at[1] == '@') {
		/* Notes stand close to what they are about, whether or not a blank was typed. */
		if (rendering->out.len && rendering->out.at[rendering->out.len - 1] == ' ')
			rendering->out.len--;
		if (rendering->plain.len && rendering->plain.at[rendering->plain.len - 1] == ' ')
			rendering->plain.len--;
		hole.kind = HOLE_CITATION;
		hole.text = inner;
		if (!split_citation(rendering, inner, &hole)) {
			diag_error(
				rendering->diags, hole.mark, "bad-citation", "'%.*s' is no citation", STR_ARG(whole));
			diag_hint(rendering->diags, "write [@id], or [@one; @two]");
			return whole.len;
		}
	}
	markdown_hole(rendering, hole);
	return whole.len;
}

static void put_plain(struct rendering *rendering, str text)
{
	if (!rendering->is_quiet)
		buf_put(&rendering->plain, text);
}

static void put_run(struct rendering *rendering, str text)
{
	str restored = markdown_restore(rendering, text, RESTORE_BARE);
	buf_html_text(&rendering->out, restored);
	put_plain(rendering, restored);
}

/* Takes the `~~` of the next strike. Returns how many bytes that was, 0 when it stands elsewhere. */
static size_t take_strike(struct rendering *rendering, cmark_node *node, size_t at)
{
	struct strikes *strikes = &rendering->strikes;
	if (strikes->next == strikes->count || strikes->items[strikes->next].node != node
		|| strikes->items[strikes->next].at != at)
		return 0;
	buf_put(&rendering->out, strikes->items[strikes->next].is_close ? S("</del>") : S("<del>"));
	strikes->next++;
	return S("~~").len;
}

/* Where the next '[' stands, or the next strike. */
static size_t next_mark(const struct rendering *rendering, cmark_node *node, str text, size_t from)
{
	const struct strikes *strikes = &rendering->strikes;
	const struct strike *next = strikes->next < strikes->count ? &strikes->items[strikes->next] : NULL;
	bool is_ahead = next && next->node == node && next->at >= from;
	return from + str_find(str_part(text, from, is_ahead ? next->at : text.len), '[');
}

static void put_text(struct rendering *rendering, const struct segment *segment)
{
	str text = str_part(literal_of(segment->node), 0, segment->to);
	size_t plain = segment->from;
	for (size_t i = plain; (i = next_mark(rendering, segment->node, text, i)) < text.len; i++) {
		bool is_strike = text.at[i] == '~';
		if (!is_strike && (i + 1 == text.len || (text.at[i + 1] != '@' && text.at[i + 1] != '=')))
			continue;
		put_run(rendering, str_part(text, plain, i));
		plain = i;
		size_t length = is_strike ? take_strike(rendering, segment->node, i)
					  : take_reference(rendering, segment->node, str_skip(text, i));
		if (length) {
			plain = i + length;
			i = plain - 1;
		}
	}
	put_run(rendering, str_skip(text, plain));
}

static bool is_dangerous(str url)
{
	static const char *const schemes[] = {"javascript:", "vbscript:", "file:", "data:"};
	static const char *const pictures[] = {
		"data:image/png", "data:image/gif", "data:image/jpeg", "data:image/webp"};
	char start[16] = {0};
	for (size_t i = 0; i < url.len && i < sizeof start - 1; i++)
		start[i] = url.at[i] >= 'A' && url.at[i] <= 'Z' ? (char)(url.at[i] - 'A' + 'a') : url.at[i];
	for (size_t i = 0; i < COUNT(pictures); i++)
		if (strncmp(start, pictures[i], strlen(pictures[i]) < 15 ? strlen(pictures[i]) : 15) == 0)
			return false;
	for (size_t i = 0; i < COUNT(schemes); i++)
		if (strncmp(start, schemes[i], strlen(schemes[i])) == 0)
			return true;
	return false;
}

/* As cmark writes addresses: what may not stand in one is percent-encoded. */
static void put_address(struct buf *out, str url)
{
	static const char safe[] = "!#$%()*+,-./:;=?@_~";
	static const char digits[] = "0123456789ABCDEF";
	for (size_t i = 0; i < url.len; i++) {
		unsigned char c = (unsigned char)url.at[i];
		bool is_word = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
		if (is_word || (c < 0x80 && c && strchr(safe, c)))
			buf_char(out, (char)c);
		else if (c == '&')
			buf_put(out, S("&amp;"));
		else if (c == '\'')
			buf_put(out, S("&#x27;"));
		else
			buf_printf(out, "%%%c%c", digits[c >> 4], digits[c & 15]);
	}
}

static bool report_unsafe(struct rendering *rendering, cmark_node *node, str url)
{
	if (rendering->options->allow_html || !is_dangerous(url))
		return false;
	if (!rendering->options->is_bare && !rendering->is_quiet) {
		diag_warning(rendering->diags, markdown_mark(rendering, node, url), "unsafe-url",
			"an address with this scheme is dropped");
		diag_hint(rendering->diags, "links lead to http, https or mailto addresses, or within the site");
	}
	return true;
}

static void put_title(struct rendering *rendering, cmark_node *node)
{
	str title = markdown_restore(rendering, str_of(cmark_node_get_title(node)), RESTORE_BARE);
	if (title.len == 0)
		return;
	buf_put(&rendering->out, S("\" title=\""));
	buf_html_text(&rendering->out, title);
}

/* All that stands between < and > without a blank. */
static const struct map *pointed(struct rendering *rendering)
{
	str text = rendering->text;
	for (size_t at = 0; !rendering->has_pointed && (at += str_find(str_skip(text, at), '<')) < text.len;) {
		size_t end = at + 1;
		while (end < text.len && (unsigned char)text.at[end] > ' ' && text.at[end] != '<'
			&& text.at[end] != '>')
			end++;
		if (end < text.len && text.at[end] == '>')
			*map_at(&rendering->pointed, rendering->scratch, str_part(text, at, end + 1)) = rendering;
		at = end;
	}
	rendering->has_pointed = true;
	return &rendering->pointed;
}

/* <https://…>: there a backslash is a backslash. */
static bool is_autolink(struct rendering *rendering, cmark_node *node, str url)
{
	cmark_node *child = cmark_node_first_child(node);
	if (!rendering->has_placeholders || str_find(url, '\xC2') == url.len || !child
		|| cmark_node_get_type(child) != CMARK_NODE_TEXT || !str_eq(literal_of(child), url))
		return false;
	str written =
		arena_printf(rendering->scratch, "<%.*s>", STR_ARG(markdown_restore(rendering, url, RESTORE_PAIR)));
	return map_get(pointed(rendering), written);
}

/* The words of an autolink are its address, in which signs that we escape for cmark stand as they were written. */
static void put_words(struct rendering *rendering, cmark_node *node, str address)
{
	if (address.len == 0) {
		markdown_inlines(rendering, node);
		return;
	}
	buf_html_text(&rendering->out, address);
	put_plain(rendering, address);
}

static void put_link(struct rendering *rendering, cmark_node *node)
{
	str written = str_of(cmark_node_get_url(node));
	bool is_address = is_autolink(rendering, node, written), is_bare = rendering->options->is_bare;
	str url = markdown_restore(rendering, written, is_address ? RESTORE_PAIR : RESTORE_BARE);
	str words = is_address ? url : (str){0};
	bool is_unsafe = !rendering->is_quiet && report_unsafe(rendering, node, url);
	if (rendering->is_quiet || (is_unsafe && !is_bare)) {
		put_words(rendering, node, words); /* a link with an empty address would lead to its own page */
		return;
	}
	buf_put(&rendering->out, S("<a href=\""));
	if (!is_unsafe && is_bare)
		put_address(&rendering->out, url);
	else if (!is_unsafe)
		markdown_hole(rendering,
			(struct markdown_hole){
				.kind = HOLE_LINK, .text = url, .mark = markdown_mark(rendering, node, url)});
	put_title(rendering, node);
	buf_put(&rendering->out, S("\">"));
	put_words(rendering, node, words);
	buf_put(&rendering->out, S("</a>"));
}

static void put_picture(struct rendering *rendering, cmark_node *node)
{
	str url = markdown_restore(rendering, str_of(cmark_node_get_url(node)), RESTORE_BARE);
	bool is_bare = rendering->options->is_bare, is_unsafe = report_unsafe(rendering, node, url);
	if (is_unsafe && !is_bare) {
		rendering->in_picture = true;
		markdown_inlines(rendering, node);
		rendering->in_picture = false;
		return;
	}
	buf_put(&rendering->out, is_bare ? S("<img src=\"") : S("<img "));
	if (is_bare && !is_unsafe)
		put_address(&rendering->out, url);
	else if (!is_bare)
		markdown_hole(rendering,
			(struct markdown_hole){
				.kind = HOLE_IMAGE, .text = url, .mark = markdown_mark(rendering, node, url)});
	buf_put(&rendering->out, is_bare ? S("\" alt=\"") : S(" alt=\""));
	rendering->in_picture = true;
	markdown_inlines(rendering, node);
	rendering->in_picture = false;
	put_title(rendering, node);
	buf_put(&rendering->out, is_bare ? S("\" />") : S("\">"));
}

static void put_raw(struct rendering *rendering, cmark_node *node)
{
	str html = markdown_restore(rendering, literal_of(node), RESTORE_PAIR);
	if (!rendering->options->is_bare && markdown_is_note(html)) {
		if (rendering->out.len && rendering->out.at[rendering->out.len - 1] == ' ')
			rendering->out.len--;
	} else if (rendering->options->allow_html) {
		buf_put(&rendering->out, html);
	} else if (rendering->options->is_bare) {
		buf_put(&rendering->out, S("<!-- raw HTML omitted -->"));
	} else if (!rendering->is_quiet) {
		diag_warning(rendering->diags, markdown_mark(rendering, node, html), "html-dropped",
			"raw HTML is dropped: %.*s", (int)(html.len < 40 ? html.len : 40), html.at);
		diag_hint(rendering->diags, "write it in Markdown, or put a backslash before the '<' if that is meant");
	}
}

static void put_tag(struct buf *out, str opening, str name)
{
	buf_put(out, opening);
	buf_put(out, name);
	buf_char(out, '>');
}

static void put_wrapped(struct rendering *rendering, cmark_node *node, str tag)
{
	put_tag(&rendering->out, S("<"), tag);
	markdown_inlines(rendering, node);
	put_tag(&rendering->out, S("</"), tag);
}

static void put_code(struct rendering *rendering, cmark_node *node)
{
	str code = markdown_restore(rendering, literal_of(node), RESTORE_PAIR);
	buf_put(&rendering->out, S("<code>"));
	buf_html_text(&rendering->out, code);
	buf_put(&rendering->out, S("</code>"));
	put_plain(rendering, code);
}

/* Inside a picture's alternative text there is only text. */
static void put_alternative(struct rendering *rendering, const struct segment *segment)
{
	switch ((int)cmark_node_get_type(segment->node)) {
	case CMARK_NODE_TEXT:
	case CMARK_NODE_CODE:
	case CMARK_NODE_HTML_INLINE:
		put_run(rendering, str_part(literal_of(segment->node), segment->from, segment->to));
		break;
	case CMARK_NODE_SOFTBREAK:
	case CMARK_NODE_LINEBREAK:
		buf_char(&rendering->out, ' ');
		break;
	default:
		markdown_inlines(rendering, segment->node);
	}
}

static void put_segment(struct rendering *rendering, const struct segment *segment)
{
	bool is_bare = rendering->options->is_bare;
	if (rendering->in_picture) {
		put_alternative(rendering, segment);
		return;
	}
	switch ((int)cmark_node_get_type(segment->node)) {
	case CMARK_NODE_TEXT:
		put_text(rendering, segment);
		break;
	case CMARK_NODE_SOFTBREAK:
		buf_char(&rendering->out, '\n');
		put_plain(rendering, S(" "));
		break;
	case CMARK_NODE_LINEBREAK:
		buf_put(&rendering->out, is_bare ? S("<br />\n") : S("<br>\n"));
		put_plain(rendering, S(" "));
		break;
	case CMARK_NODE_CODE:
		put_code(rendering, segment->node);
		break;
	case CMARK_NODE_HTML_INLINE:
		put_raw(rendering, segment->node);
		break;
	case CMARK_NODE_EMPH:
		put_wrapped(rendering, segment->node, S("em"));
		break;
	case CMARK_NODE_STRONG:
		put_wrapped(rendering, segment->node, S("strong"));
		break;
	case CMARK_NODE_LINK:
		put_link(rendering, segment->node);
		break;
	case CMARK_NODE_IMAGE:
		put_picture(rendering, segment->node);
		break;
	default:
		break;
	}
}

static bool is_space_at(str text, size_t at)
{
	return text.at[at] == ' ' || text.at[at] == '\n' || text.at[at] == '\t';
}

/* Two tildes, no more and no fewer, that touch text on one side: first one opens, next one closes. */
static void find_strikes(
	struct rendering *rendering, const struct segment *segments, size_t count, struct strikes *strikes)
{
	size_t cap = 0;
	bool is_open = false;
	for (size_t i = 0; rendering->has_tildes && i < count; i++) {
		if (cmark_node_get_type(segments[i].node) != CMARK_NODE_TEXT)
			continue;
		str text = str_part(literal_of(segments[i].node), 0, segments[i].to);
		for (size_t at = segments[i].from; at + 1 < text.len; at++) {
			size_t run = 0;
			while (at + run < text.len && text.at[at + run] == '~')
				run++;
			if (run != 2) {
				at += run;
				continue;
			}
			bool starts = at == segments[i].from, ends = at + 2 == text.len;
			bool opens = ends ? i + 1 < count : !is_space_at(text, at + 2);
			bool closes = starts ? i > 0 : !is_space_at(text, at - 1);
			if (is_open ? closes : opens) {
				if (strikes->count == cap) {
					cap = cap ? cap * 2 : 4;
					struct strike *larger = arena_array(rendering->scratch, struct strike, cap);
					if (strikes->count)
						memcpy(larger, strikes->items, strikes->count * sizeof *larger);
					strikes->items = larger;
				}
				strikes->items[strikes->count++] = (struct strike){segments[i].node, at, is_open};
				is_open = !is_open;
			}
			at++;
		}
	}
	strikes->count -= is_open; /* the last one found no partner */
}

void markdown_segments(struct rendering *rendering, struct segment *segments, size_t count)
{
	struct strikes before = rendering->strikes;
	rendering->strikes = (struct strikes){0};
	if (!rendering->in_picture)
		find_strikes(rendering, segments, count, &rendering->strikes);
	for (size_t i = 0; i < count; i++)
		put_segment(rendering, &segments[i]);
	rendering->strikes = before;
}

void markdown_inlines(struct rendering *rendering, cmark_node *parent)
{
	size_t count = 0;
	for (cmark_node *node = cmark_node_first_child(parent); node; node = cmark_node_next(node))
		count++;
	struct segment *segments = arena_array(rendering->scratch, struct segment, count);
	count = 0;
	for (cmark_node *node = cmark_node_first_child(parent); node; node = cmark_node_next(node))
		segments[count++] = (struct segment){node, 0, literal_of(node).len};
	markdown_segments(rendering, segments, count);
}

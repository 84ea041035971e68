/* SPDX-License-Identifier: MIT */
/* Blocks: as cmark writes them, with heading ids, callouts and attributed quotes. */
#include <string.h>

#include "base/nearest.h"
#include "format/markdown_parts.h"

void markdown_line(struct rendering *rendering)
{
	const struct buf *out = &rendering->out;
	if (out->len && out->at[out->len - 1] != '\n')
		buf_char(&rendering->out, '\n');
}

static void end_plain(struct rendering *rendering)
{
	if (rendering->plain.len && rendering->plain.at[rendering->plain.len - 1] != ' ')
		buf_char(&rendering->plain, ' ');
}

static bool is_in_tight_list(cmark_node *paragraph)
{
	cmark_node *list = cmark_node_parent(paragraph) ? cmark_node_parent(cmark_node_parent(paragraph)) : NULL;
	return list && cmark_node_get_type(list) == CMARK_NODE_LIST && cmark_node_get_list_tight(list);
}

static void put_paragraph(struct rendering *rendering, cmark_node *node)
{
	bool is_tight = is_in_tight_list(node);
	size_t number = rendering->result->block_count;
	markdown_keep_block(rendering, node, (struct markdown_block){.kind = BLOCK_PARAGRAPH});
	if (markdown_table(rendering, node, is_tight)) {
		if (number < rendering->result->block_count)
			rendering->result->blocks[number].kind = BLOCK_TABLE;
		return;
	}
	if (!is_tight) {
		markdown_line(rendering);
		buf_put(&rendering->out, S("<p>"));
	}
	markdown_inlines(rendering, node);
	if (!is_tight)
		buf_put(&rendering->out, S("</p>\n"));
	end_plain(rendering);
}

static str heading_text(struct rendering *rendering, cmark_node *node, str *html)
{
	size_t before = rendering->out.len;
	rendering->is_quiet = true;
	markdown_inlines(rendering, node);
	rendering->is_quiet = false;
	*html = arena_copy(rendering->arena, str_skip(buf_str(&rendering->out), before));
	rendering->out.len = before;
	/* The text is the HTML without its tags; entities count as blanks. */
	char *text = arena_alloc(rendering->scratch, html->len + 1);
	size_t length = 0;
	for (size_t i = 0; i < html->len; i++) {
		if (html->at[i] == '<')
			i += str_find(str_skip(*html, i), '>');
		else if (html->at[i] == '&')
			i += str_find(str_skip(*html, i), ';');
		else
			text[length++] = html->at[i];
	}
	return (str){text, length};
}

static void keep_heading(struct rendering *rendering, struct markdown_heading heading)
{
	struct markdown *result = rendering->result;
	if (result->heading_count == rendering->heading_cap) {
		size_t cap = rendering->heading_cap ? rendering->heading_cap * 2 : 8;
		struct markdown_heading *larger = arena_array(rendering->scratch, struct markdown_heading, cap);
		if (result->heading_count)
			memcpy(larger, result->headings, result->heading_count * sizeof *larger);
		result->headings = larger;
		rendering->heading_cap = cap;
	}
	result->headings[result->heading_count++] = heading;
}

static void put_heading(struct rendering *rendering, cmark_node *node)
{
	str html;
	int level = cmark_node_get_heading_level(node);
	markdown_keep_block(rendering, node, (struct markdown_block){.kind = BLOCK_HEADING, .count = (uint32_t)level});
	markdown_line(rendering);
	str text = heading_text(rendering, node, &html);
	str id = markdown_id(rendering, text);
	if (!rendering->options->is_bare && level == 1) {
		diag_error(rendering->diags, markdown_mark(rendering, node, S("#")), "heading-level",
			"a heading of the first level: that is the page's title, from the front matter");
		diag_hint(rendering->diags, "begin with ##");
	} else if (!rendering->options->is_bare && str_trim(text).len == 0) {
		diag_error(rendering->diags, markdown_mark(rendering, node, S("#")), "heading-level",
			"this heading is empty");
	}
	keep_heading(rendering, (struct markdown_heading){.level = level, .id = id, .html = html});
	buf_put(&rendering->out, S("<h"));
	buf_int(&rendering->out, level);
	buf_put(&rendering->out, S(" id=\""));
	buf_put(&rendering->out, id);
	buf_put(&rendering->out, S("\">"));
	markdown_inlines(rendering, node);
	buf_put(&rendering->out, S("</h"));
	buf_int(&rendering->out, level);
	buf_put(&rendering->out, S(">\n"));
	end_plain(rendering);
}

static void put_code_block(struct rendering *rendering, cmark_node *node)
{
	const char *literal = cmark_node_get_literal(node), *fence = cmark_node_get_fence_info(node);
	str info = markdown_restore(rendering, fence ? str_of(fence) : (str){0}, RESTORE_BARE);
	str code = markdown_restore(rendering, literal ? str_of(literal) : (str){0}, RESTORE_PAIR);
	size_t end = 0;
	while (end < info.len && info.at[end] != ' ' && info.at[end] != '\t')
		end++;
	markdown_line(rendering);
	buf_put(&rendering->out, S("<pre><code"));
	if (end) {
		buf_put(&rendering->out, S(" class=\"language-"));
		buf_html_text(&rendering->out, str_part(info, 0, end));
		buf_put(&rendering->out, S("\""));
	}
	buf_put(&rendering->out, S(">"));
	buf_html_text(&rendering->out, code);
	buf_put(&rendering->out, S("</code></pre>\n"));
}

static void put_html_block(struct rendering *rendering, cmark_node *node)
{
	const char *literal = cmark_node_get_literal(node);
	str html = markdown_restore(rendering, literal ? str_of(literal) : (str){0}, RESTORE_PAIR);
	if (!rendering->options->is_bare && markdown_is_note(html))
		return;
	markdown_line(rendering);
	if (rendering->options->allow_html) {
		buf_put(&rendering->out, html);
	} else if (rendering->options->is_bare) {
		buf_put(&rendering->out, S("<!-- raw HTML omitted -->"));
	} else {
		str shown = str_part(html, 0, str_find(html, '\n'));
		diag_warning(rendering->diags, markdown_mark(rendering, node, str_part(shown, 0, 40)), "html-dropped",
			"raw HTML is dropped: %.*s", (int)(shown.len < 40 ? shown.len : 40), shown.at);
		diag_hint(rendering->diags, "write it in Markdown, or put a backslash before the '<' if that is meant");
	}
	markdown_line(rendering);
}

static uint32_t count_children(cmark_node *node)
{
	uint32_t count = 0;
	for (cmark_node *child = cmark_node_first_child(node); child; child = cmark_node_next(child))
		count++;
	return count;
}

static void put_list(struct rendering *rendering, cmark_node *node)
{
	markdown_keep_block(
		rendering, node, (struct markdown_block){.kind = BLOCK_LIST, .count = count_children(node)});
	bool is_ordered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST;
	int start = cmark_node_get_list_start(node);
	markdown_line(rendering);
	if (is_ordered && start != 1)
		buf_printf(&rendering->out, "<ol start=\"%d\">\n", start);
	else
		buf_put(&rendering->out, is_ordered ? S("<ol>\n") : S("<ul>\n"));
	markdown_blocks(rendering, node);
	buf_put(&rendering->out, is_ordered ? S("</ol>\n") : S("</ul>\n"));
}

static const char *const callouts[] = {"NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"};

static cmark_node *text_at_start(cmark_node *quote)
{
	cmark_node *paragraph = cmark_node_first_child(quote);
	cmark_node *text = paragraph && cmark_node_get_type(paragraph) == CMARK_NODE_PARAGRAPH
		? cmark_node_first_child(paragraph)
		: NULL;
	return text && cmark_node_get_type(text) == CMARK_NODE_TEXT ? text : NULL;
}

/* The number of the callout that a quote is, or COUNT(callouts). */
static size_t callout_of(struct rendering *rendering, cmark_node *quote)
{
	cmark_node *text = text_at_start(quote), *next = text ? cmark_node_next(text) : NULL;
	str line = text ? str_of(cmark_node_get_literal(text)) : (str){0}, word = line;
	bool is_line = !next || cmark_node_get_type(next) == CMARK_NODE_SOFTBREAK;
	if (!str_take(&word, S("[!")) || !str_ends(word, S("]")) || !is_line)
		return COUNT(callouts);
	word.len--;
	struct nearest nearest = {.word = word};
	for (size_t i = 0; i < COUNT(callouts); i++) {
		if (str_eq(word, str_of(callouts[i])))
			return i;
		nearest_offer(&nearest, str_of(callouts[i]));
	}
	if (rendering->options->is_bare)
		return COUNT(callouts);
	diag_error(rendering->diags, markdown_mark(rendering, text, line), "unknown-callout", "'%.*s' is no callout",
		STR_ARG(line));
	if (nearest.best.len)
		diag_hint(rendering->diags, "did you mean [!%.*s]?", STR_ARG(nearest.best));
	else
		diag_hint(rendering->diags, "callouts are [!NOTE], [!TIP], [!IMPORTANT], [!WARNING] and [!CAUTION]");
	return COUNT(callouts);
}

static void put_callout(struct rendering *rendering, cmark_node *quote, size_t number)
{
	static const char *const words[] = {"Note", "Tip", "Important", "Warning", "Caution"};
	static const char *const classes[] = {"note", "tip", "important", "warning", "caution"};
	cmark_node *text = text_at_start(quote), *paragraph = cmark_node_parent(text);
	const str *titles = rendering->options->callout_titles;
	cmark_node *line_break = cmark_node_next(text);
	cmark_node_free(text);
	if (line_break)
		cmark_node_free(line_break);
	if (!cmark_node_first_child(paragraph))
		cmark_node_free(paragraph);
	markdown_line(rendering);
	buf_printf(
		&rendering->out, "<aside class=\"callout callout-%s\">\n<p class=\"callout-title\">", classes[number]);
	buf_html_text(&rendering->out, titles ? titles[number] : str_of(words[number]));
	buf_put(&rendering->out, S("</p>\n"));
	markdown_blocks(rendering, quote);
	markdown_line(rendering);
	buf_put(&rendering->out, S("</aside>\n"));
}

static bool is_attribution(cmark_node *paragraph)
{
	cmark_node *text = paragraph && cmark_node_get_type(paragraph) == CMARK_NODE_PARAGRAPH
		? cmark_node_first_child(paragraph)
		: NULL;
	return text && cmark_node_previous(paragraph) && cmark_node_get_type(text) == CMARK_NODE_TEXT
		&& str_starts(str_of(cmark_node_get_literal(text)), S("\xE2\x80\x94 "));
}

static void put_quote(struct rendering *rendering, cmark_node *quote)
{
	cmark_node *last = cmark_node_last_child(quote);
	size_t callout = callout_of(rendering, quote);
	if (callout < COUNT(callouts)) {
		put_callout(rendering, quote, callout);
		return;
	}
	bool has_author = is_attribution(last);
	markdown_keep_block(
		rendering, quote, (struct markdown_block){.kind = BLOCK_QUOTE, .is_attributed = has_author});
	markdown_line(rendering);
	if (has_author) {
		cmark_node_unlink(last);
		buf_put(&rendering->out, S("<figure class=\"quote\">\n"));
	}
	buf_put(&rendering->out, S("<blockquote>\n"));
	markdown_blocks(rendering, quote);
	markdown_line(rendering);
	buf_put(&rendering->out, S("</blockquote>\n"));
	if (!has_author)
		return;
	markdown_keep_block(rendering, last, (struct markdown_block){.kind = BLOCK_PARAGRAPH});
	buf_put(&rendering->out, S("<figcaption>"));
	markdown_inlines(rendering, last);
	buf_put(&rendering->out, S("</figcaption>\n</figure>\n"));
	end_plain(rendering);
	cmark_node_free(last);
}

static void put_block(struct rendering *rendering, cmark_node *node)
{
	switch ((int)cmark_node_get_type(node)) {
	case CMARK_NODE_PARAGRAPH:
		put_paragraph(rendering, node);
		break;
	case CMARK_NODE_HEADING:
		put_heading(rendering, node);
		break;
	case CMARK_NODE_BLOCK_QUOTE:
		put_quote(rendering, node);
		break;
	case CMARK_NODE_LIST:
		put_list(rendering, node);
		break;
	case CMARK_NODE_ITEM:
		markdown_line(rendering);
		buf_put(&rendering->out, S("<li>"));
		markdown_blocks(rendering, node);
		buf_put(&rendering->out, S("</li>\n"));
		break;
	case CMARK_NODE_CODE_BLOCK:
		put_code_block(rendering, node);
		break;
	case CMARK_NODE_HTML_BLOCK:
		put_html_block(rendering, node);
		break;
	case CMARK_NODE_THEMATIC_BREAK:
		markdown_line(rendering);
		buf_put(&rendering->out, rendering->options->is_bare ? S("<hr />\n") : S("<hr>\n"));
		break;
	default:
		break;
	}
}

void markdown_blocks(struct rendering *rendering, cmark_node *parent)
{
	for (cmark_node *node = cmark_node_first_child(parent), *next; node; node = next) {
		next = cmark_node_next(node);
		put_block(rendering, node);
	}
}

/* SPDX-License-Identifier: MIT */
/* cmark parses; we write the HTML, since holes and additions need the tree.

   A backslash before one of | ~ [ = @ ! makes it mean itself. cmark would hand both forms over alike, so before
   parsing the pair becomes a two-byte control character, which content may not hold, and is turned back when it is
   written. Lengths stay equal, so that places in the text stay true. */
#include "format/markdown.h"

#include <stdlib.h>
#include <string.h>

#include "format/markdown_parts.h"

static size_t line_start(struct rendering *rendering, size_t line)
{
	if (line < rendering->line) {
		rendering->line = 1;
		rendering->line_start = 0;
	}
	while (rendering->line < line) {
		size_t end = rendering->line_start + str_find(str_skip(rendering->text, rendering->line_start), '\n');
		if (end >= rendering->text.len)
			break;
		rendering->line_start = end + 1;
		rendering->line++;
	}
	return rendering->line_start;
}

/* cmark knows the line; what stands there is looked for. */
struct mark markdown_mark(struct rendering *rendering, cmark_node *node, str token)
{
	enum { NEAR = 4096 };
	int line = 0;
	for (cmark_node *each = node; each && line == 0; each = cmark_node_parent(each))
		line = cmark_node_get_start_line(each);
	str source = rendering->source->text;
	size_t start = rendering->at;
	if (rendering->is_slice)
		start += line_start(rendering, line > 0 ? (size_t)line : 1);
	str near = str_part(source, start, start + NEAR);
	size_t found = token.len ? str_search(near, token) : near.len;
	if (found < near.len)
		return mark_of(rendering->source, start + found, token.len);
	return mark_of(rendering->source, start, 1);
}

void markdown_keep_block(struct rendering *rendering, cmark_node *node, struct markdown_block block)
{
	struct markdown *result = rendering->result;
	int first = cmark_node_get_start_line(node), last = cmark_node_get_end_line(node);
	if (rendering->options->is_bare || first <= 0)
		return;
	if (result->block_count == rendering->block_cap) {
		size_t cap = rendering->block_cap ? rendering->block_cap * 2 : 8;
		struct markdown_block *larger = arena_array(rendering->scratch, struct markdown_block, cap);
		if (result->block_count)
			memcpy(larger, result->blocks, result->block_count * sizeof *larger);
		result->blocks = larger;
		rendering->block_cap = cap;
	}
	size_t from = line_start(rendering, (size_t)first), line = rendering->line;
	size_t end = line_start(rendering, (size_t)(last < first ? first : last));
	block.from = (uint32_t)from;
	block.to = (uint32_t)(end + str_find(str_skip(rendering->text, end), '\n'));
	while (block.to > block.from && strchr(" \n", rendering->text.at[block.to - 1]))
		block.to--; /* cmark gives blank lines behind a list to it */
	/* What follows begins at or behind this block's first line. */
	rendering->line = line;
	rendering->line_start = from;
	result->blocks[result->block_count++] = block;
}

static str with_placeholders(struct rendering *rendering, str text)
{
	static const char marks[] = "|~[=@!";
	if (str_find(text, '\\') == text.len)
		return text;
	for (size_t i = 0; i + 1 < text.len; i++)
		if (text.at[i] == '\xC2' && (unsigned char)text.at[i + 1] >= 0x90
			&& (unsigned char)text.at[i + 1] <= 0x95)
			return text; /* only possible in bare mode: such text keeps cmark's own escapes */
	str copy = arena_copy(rendering->scratch, text);
	char *at = (char *)(uintptr_t)copy.at;
	for (size_t i = 0; i + 1 < copy.len; i++) {
		if (at[i] != '\\')
			continue;
		const char *mark = at[i + 1] ? strchr(marks, at[i + 1]) : NULL;
		if (mark) {
			at[i] = '\xC2';
			at[i + 1] = (char)(0x90 + (mark - marks));
			rendering->has_placeholders = true;
		}
		i++;
	}
	return copy;
}

static bool is_too_deep(cmark_node *document)
{
	cmark_node *node = document, *next;
	int depth = 0; /* of the nodes that have children */
	while (node) {
		if ((next = cmark_node_first_child(node))) {
			if (++depth > MARKDOWN_MAX_DEPTH)
				return true;
			node = next;
			continue;
		}
		while (node && !(next = cmark_node_next(node))) {
			node = cmark_node_parent(node);
			depth--;
		}
		node = node ? next : NULL;
	}
	return false;
}

static void render_inline(struct rendering *rendering, cmark_node *document)
{
	cmark_node *paragraph = cmark_node_first_child(document);
	if (!paragraph)
		return;
	if (cmark_node_get_type(paragraph) == CMARK_NODE_PARAGRAPH && !cmark_node_next(paragraph)) {
		markdown_inlines(rendering, paragraph);
		return;
	}
	cmark_node *other =
		cmark_node_get_type(paragraph) == CMARK_NODE_PARAGRAPH ? cmark_node_next(paragraph) : paragraph;
	diag_error(rendering->diags, markdown_mark(rendering, other, (str){0}), "not-inline",
		"one line of text is wanted here, not %s",
		cmark_node_get_type(other) == CMARK_NODE_PARAGRAPH ? "several paragraphs"
								   : "a list, a heading or another block");
	diag_hint(rendering->diags,
		"a number or mark at the start is taken as text with a backslash before it: 1\\. or \\#");
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\n';
}

static uint32_t count_words(str text)
{
	uint32_t words = text.len && !is_blank(text.at[0]);
	/* Without branches, and without remembering what was: compilers make vectors of it. */
	for (size_t i = 1; i < text.len; i++)
		words += (uint32_t)(is_blank(text.at[i - 1]) & !is_blank(text.at[i]));
	return words;
}

/* What has grown, in its final number. */
static void *kept(struct arena *arena, const void *items, size_t count, size_t size)
{
	return count ? memcpy(arena_alloc_array(arena, size, count), items, count * size) : NULL;
}

/* Figures are the only holes that the text without markup has, too. */
static bool has_figure(const struct markdown *result)
{
	for (size_t i = 0; i < result->hole_count; i++)
		if (result->holes[i].kind == HOLE_FIGURE)
			return true;
	return false;
}

/* What stands in the one paragraph that most texts are. */
static str inside(str html)
{
	str paragraph = html;
	if (str_take(&paragraph, S("<p>")) && str_ends(paragraph, S("</p>\n")))
		return str_part(paragraph, 0, paragraph.len - S("</p>\n").len);
	return html;
}

static void write_tree(struct rendering *rendering, cmark_node *document)
{
	if (rendering->options->is_inline)
		render_inline(rendering, document);
	else
		markdown_blocks(rendering, document);
}

static void keep_result(struct rendering *rendering)
{
	struct markdown *result = rendering->result;
	struct arena *arena = result->hole_count ? rendering->unfilled : rendering->arena;
	struct arena *plain_arena = has_figure(result) ? rendering->unfilled : rendering->arena;
	str plain = buf_str(&rendering->plain), trimmed = str_trim(plain);
	size_t before = trimmed.len ? (size_t)(trimmed.at - plain.at) : 0;
	result->html = buf_copy(&rendering->out, arena);
	if (!rendering->options->without_plain)
		result->plain = arena == plain_arena && str_eq(trimmed, inside(result->html))
			? inside(result->html)
			: arena_copy(plain_arena, trimmed);
	for (size_t i = 0; i < result->hole_count; i++) {
		size_t *at = &result->holes[i].plain_at;
		*at = *at < before ? 0 : *at - before < trimmed.len ? *at - before : trimmed.len;
	}
	result->words = count_words(trimmed);
	result->headings = kept(rendering->arena, result->headings, result->heading_count, sizeof *result->headings);
	result->blocks = kept(rendering->unfilled, result->blocks, result->block_count, sizeof *result->blocks);
}

/* One line of words stands for itself: nothing in it means anything to Markdown. */
static bool is_words_only(str text)
{
	static const bool is_mark[256] = {['\\'] = true,
		['`'] = true,
		['*'] = true,
		['_'] = true,
		['['] = true,
		[']'] = true,
		['<'] = true,
		['&'] = true,
		['~'] = true,
		['|'] = true,
		[0x7F] = true,
		[0xC2] = true};
	char first = text.len ? text.at[0] : '\0', last = text.len ? text.at[text.len - 1] : '\0';
	if (!((first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z')) || last == ' ')
		return false;
	bool has_marks = false; /* no way out of the loop: lines are short, and most hold none */
	for (size_t i = 0; i < text.len; i++)
		has_marks |= ((unsigned char)text.at[i] < ' ') | is_mark[(unsigned char)text.at[i]];
	return !has_marks;
}

static void render_words(struct rendering *rendering)
{
	struct markdown *result = rendering->result;
	str text = rendering->is_slice ? rendering->text : arena_copy(rendering->arena, rendering->text);
	result->html = result->plain = text;
	result->words = count_words(text);
	if (str_find(text, '"') == text.len && str_find(text, '>') == text.len)
		return;
	buf_html_text(&rendering->out, text);
	result->html = buf_copy(&rendering->out, rendering->arena);
}

/* What &#1; and its like stand for; 0 when there is none at `at`. */
static uint32_t numbered_at(str text, size_t at, size_t *length)
{
	enum { LONGEST = 10 };
	str rest = str_part(text, at, at + LONGEST);
	uint32_t number = 0;
	if (!str_take(&rest, S("&#")))
		return 0;
	bool is_hex = str_take(&rest, S("x")) || str_take(&rest, S("X"));
	size_t digits = 0;
	for (; digits < rest.len && rest.at[digits] != ';'; digits++) {
		char c = rest.at[digits];
		uint32_t digit = c >= '0' && c <= '9'                      ? (uint32_t)(c - '0')
			: is_hex && (c | 0x20) >= 'a' && (c | 0x20) <= 'f' ? (uint32_t)((c | 0x20) - 'a') + 10
									   : 99;
		if (digit == 99)
			return 0;
		number = number * (is_hex ? 16 : 10) + digit;
	}
	*length = digits < rest.len ? (size_t)(rest.at + digits + 1 - (text.at + at)) : 0;
	return *length ? number : 0;
}

/* Entities can give what no file may hold. */
static void check_controls(struct rendering *rendering)
{
	str text = rendering->text;
	size_t length = 0;
	for (size_t i = 0; i < rendering->plain.len; i++)
		if (rendering->plain.at[i] == '\n' || rendering->plain.at[i] == '\r')
			rendering->plain.at[i] = ' '; /* it goes into files where a line is a record */
	for (size_t at = 0; (at += str_find(str_skip(text, at), '&')) < text.len; at++) {
		uint32_t number = numbered_at(text, at, &length);
		bool is_control = (number && number < 0x20 && number != '\t' && number != '\n' && number != '\r')
			|| (number >= 0x7F && number < 0xA0) || number == 0x2028 || number == 0x2029 || number == 0xFFFE
			|| number == 0xFFFF;
		if (!is_control)
			continue;
		struct mark mark = rendering->is_slice ? mark_slice(rendering->source, str_part(text, at, at + length))
						       : mark_of(rendering->source, rendering->at, 1);
		diag_error(rendering->diags, mark, "control-character", "'%.*s' is an invisible control character",
			(int)length, text.at + at);
		diag_hint(rendering->diags, "delete it");
	}
}

/* cmark's own would abort where there is no more. */
static void *calloc_or_end(size_t count, size_t size)
{
	void *at = calloc(count, size);
	if (!at)
		arena_out_of_memory();
	return at;
}

static void *realloc_or_end(void *old, size_t size)
{
	void *at = realloc(old, size);
	if (!at)
		arena_out_of_memory();
	return at;
}

static cmark_node *parse_document(str text)
{
	static cmark_mem memory = {calloc_or_end, realloc_or_end, free};
	cmark_parser *parser = cmark_parser_new_with_mem(CMARK_OPT_DEFAULT, &memory);
	if (text.len)
		cmark_parser_feed(parser, text.at, text.len);
	cmark_node *document = cmark_parser_finish(parser);
	cmark_parser_free(parser);
	return document;
}

struct markdown markdown_parse(str text, const struct source *source, size_t at, const struct markdown_options *options,
	struct arena *arena, struct diags *diags)
{
	struct markdown result = {0};
	bool is_slice = text.at >= source->text.at && text.at + text.len <= source->text.at + source->text.len;
	struct rendering rendering = {.text = text,
		.source = source,
		.is_slice = is_slice,
		.options = options,
		.arena = arena,
		.scratch = options->scratch ? options->scratch : arena,
		.unfilled = options->unfilled ? options->unfilled : arena,
		.at = is_slice ? (size_t)(text.at - source->text.at) : at,
		.diags = diags,
		.result = &result,
		.line = 1};
	if (text.len > MARKDOWN_MAX_BYTES && !options->is_bare) {
		diag_error(diags, mark_of(source, rendering.at, 0), "too-large",
			"%zu bytes of Markdown, where at most %d are read", text.len, MARKDOWN_MAX_BYTES);
		return result;
	}
	if (options->is_inline && !options->is_bare && is_words_only(text)) {
		render_words(&rendering);
		buf_free(&rendering.out);
		return result;
	}
	str prepared = with_placeholders(&rendering, text);
	bool has_entities = str_find(prepared, '&') < prepared.len;
	rendering.has_pipes = has_entities || str_find(prepared, '|') < prepared.len;
	rendering.has_tildes = has_entities || str_find(prepared, '~') < prepared.len;
	buf_reserve(&rendering.out, prepared.len + prepared.len / 4 + 1);
	buf_reserve(&rendering.plain, prepared.len + 1);
	cmark_node *document = parse_document(prepared);
	if (is_too_deep(document)) {
		diag_error(diags, mark_of(source, rendering.at, 1), "too-deep",
			"lists, quotes or emphasis nest more than %d deep", MARKDOWN_MAX_DEPTH);
	} else {
		write_tree(&rendering, document);
		if (has_entities && !options->is_bare)
			check_controls(&rendering);
		keep_result(&rendering);
	}
	cmark_node_free(document);
	buf_free(&rendering.out);
	buf_free(&rendering.plain);
	return result;
}

/* Fences hide headings; ``` or ~~~, closed by one at least as long. */
static bool is_fence_line(str line, str *fence)
{
	size_t blanks = 0, length = 0;
	while (blanks < line.len && blanks < 3 && line.at[blanks] == ' ')
		blanks++;
	str rest = str_skip(line, blanks);
	char mark = rest.len ? rest.at[0] : '\0';
	while ((mark == '`' || mark == '~') && length < rest.len && rest.at[length] == mark)
		length++;
	if (length < 3)
		return false;
	if (fence->len == 0) {
		*fence = str_part(rest, 0, length);
	} else if (fence->at[0] == mark && length >= fence->len && str_trim(str_skip(rest, length)).len == 0) {
		*fence = (str){0};
	}
	return true;
}

size_t markdown_split(const struct source *source, size_t from, struct arena *arena, struct markdown_piece **pieces,
	struct diags *diags)
{
	str rest = str_skip(source->text, from), line, fence = {0};
	size_t count = 0, cap = 0;
	*pieces = NULL;
	const char *body = rest.at;
	bool has_lead = false;
	while (rest.len) {
		const char *start = rest.at;
		str_take_line(&rest, &line);
		bool was_code = fence.len > 0, is_fence = is_fence_line(line, &fence), is_code = was_code || is_fence;
		if (!is_code && str_starts(line, S("## "))) {
			if (count)
				(*pieces)[count - 1].body = (str){body, (size_t)(start - body)};
			if (count == cap) {
				cap = cap ? cap * 2 : 8;
				struct markdown_piece *larger = arena_array(arena, struct markdown_piece, cap);
				if (count)
					memcpy(larger, *pieces, count * sizeof *larger);
				*pieces = larger;
			}
			(*pieces)[count++] = (struct markdown_piece){.title = str_trim(str_skip(line, 3))};
			body = rest.at;
		} else if (count == 0 && str_trim(line).len && !has_lead) {
			has_lead = true;
			diag_error(diags, mark_slice(source, line), "faq-lead", "text before the first question");
			diag_hint(diags, "each question is a heading: ## Question");
		}
	}
	if (count)
		(*pieces)[count - 1].body = (str){body, (size_t)(source->text.at + source->text.len - body)};
	return count;
}

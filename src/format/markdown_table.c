/* SPDX-License-Identifier: MIT */
/* Pipe tables. cmark sees a paragraph; its lines, its pipes and its inline markup are all in the tree, so cells
   are cut from it and nothing is parsed twice. */
#include <string.h>

#include "format/markdown_parts.h"

enum align { ALIGN_NONE, ALIGN_LEFT, ALIGN_CENTER, ALIGN_RIGHT };

struct table {
	struct rendering *rendering;
	cmark_node *paragraph;
	struct segment *segments; /* all inline content, cut at pipes */
	size_t count, cap;
	enum align aligns[MARKDOWN_MAX_COLUMNS];
	size_t columns;
};

static bool is_break(cmark_node *node)
{
	cmark_node_type type = cmark_node_get_type(node);
	return type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK;
}

/* |:---|---:| : cells of dashes, colons at their ends. False when the text is anything else. */
static bool read_delimiters(str line, struct table *table)
{
	str cell;
	line = str_trim(line);
	bool has_pipe = str_find(line, '|') < line.len;
	str_take(&line, S("|"));
	if (str_ends(line, S("|")))
		line.len--;
	table->columns = 0;
	while (str_take_until(&line, '|', &cell)) {
		cell = str_trim(cell);
		bool is_left = str_take(&cell, S(":")), is_right = cell.len > 1 && str_ends(cell, S(":"));
		cell.len -= is_right;
		if (cell.len == 0 || table->columns == MARKDOWN_MAX_COLUMNS)
			return false;
		for (size_t i = 0; i < cell.len; i++)
			if (cell.at[i] != '-')
				return false;
		table->aligns[table->columns++] = is_left && is_right ? ALIGN_CENTER
			: is_right                                    ? ALIGN_RIGHT
			: is_left                                     ? ALIGN_LEFT
								      : ALIGN_NONE;
	}
	return table->columns > 0 && has_pipe;
}

/* The node after `node`'s line, and whether the line is one text. */
static cmark_node *line_end(cmark_node *node)
{
	while (node && !is_break(node))
		node = cmark_node_next(node);
	return node;
}

static bool is_delimiter_line(cmark_node *first, struct table *table)
{
	if (!first || cmark_node_get_type(first) != CMARK_NODE_TEXT || line_end(first) != cmark_node_next(first))
		return false;
	return read_delimiters(str_of(cmark_node_get_literal(first)), table);
}

/* Cells of one line: first segment of each, and how many. */
struct row {
	size_t start[MARKDOWN_MAX_COLUMNS + 2], end[MARKDOWN_MAX_COLUMNS + 2];
	size_t cells;
	bool is_full; /* more cells than any table has */
};

static void add_segment(struct table *table, struct row *row, struct segment segment)
{
	if (table->count == table->cap) {
		size_t cap = table->cap ? table->cap * 2 : 32;
		struct segment *larger = arena_array(table->rendering->scratch, struct segment, cap);
		if (table->count)
			memcpy(larger, table->segments, table->count * sizeof *larger);
		table->segments = larger;
		table->cap = cap;
	}
	table->segments[table->count++] = segment;
	row->end[row->cells - 1] = table->count;
}

static void next_cell(struct table *table, struct row *row)
{
	if (row->cells == MARKDOWN_MAX_COLUMNS + 2) {
		row->is_full = true;
		return;
	}
	row->start[row->cells] = row->end[row->cells] = table->count;
	row->cells++;
}

static void cut_text(struct table *table, struct row *row, cmark_node *node, bool is_first, bool is_last)
{
	str text = str_of(cmark_node_get_literal(node));
	size_t from = 0, to = text.len;
	while (is_first && from < to && text.at[from] == ' ')
		from++;
	while (is_last && to > from && text.at[to - 1] == ' ')
		to--;
	if (is_first && from < to && text.at[from] == '|')
		from++;
	if (is_last && to > from && text.at[to - 1] == '|')
		to--;
	while (from <= to && !row->is_full) {
		size_t end = from + str_find(str_part(text, from, to), '|');
		if (end > from)
			add_segment(table, row, (struct segment){node, from, end});
		if (end >= to)
			break;
		next_cell(table, row);
		from = end + 1;
	}
}

static void cut_line(struct table *table, cmark_node *first, cmark_node *end, struct row *row)
{
	row->cells = 0;
	row->is_full = false;
	table->count = 0;
	next_cell(table, row);
	for (cmark_node *node = first; node && node != end && !row->is_full; node = cmark_node_next(node)) {
		bool is_text = cmark_node_get_type(node) == CMARK_NODE_TEXT;
		if (is_text)
			cut_text(table, row, node, node == first, cmark_node_next(node) == end);
		else
			add_segment(table, row,
				(struct segment){node, 0,
					strlen(cmark_node_get_literal(node) ? cmark_node_get_literal(node) : "")});
	}
}

/* Blanks at a cell's ends are not part of it. */
static void trim_cell(struct segment *segments, size_t count)
{
	if (count == 0)
		return;
	struct segment *first = &segments[0], *last = &segments[count - 1];
	const char *literal = cmark_node_get_literal(first->node);
	if (cmark_node_get_type(first->node) == CMARK_NODE_TEXT)
		while (first->from < first->to && literal[first->from] == ' ')
			first->from++;
	literal = cmark_node_get_literal(last->node);
	if (cmark_node_get_type(last->node) == CMARK_NODE_TEXT)
		while (last->to > last->from && literal[last->to - 1] == ' ')
			last->to--;
}

static void put_cell(struct table *table, struct row *row, size_t column, bool is_heading)
{
	static const char *const classes[] = {[ALIGN_NONE] = ">",
		[ALIGN_LEFT] = " class=\"left\">",
		[ALIGN_CENTER] = " class=\"center\">",
		[ALIGN_RIGHT] = " class=\"right\">"};
	struct rendering *rendering = table->rendering;
	buf_put(&rendering->out, is_heading ? S("<th scope=\"col\"") : S("<td"));
	buf_put(&rendering->out, str_of(classes[table->aligns[column]]));
	if (column < row->cells) {
		struct segment *segments = table->segments + row->start[column];
		size_t count = row->end[column] - row->start[column];
		trim_cell(segments, count);
		rendering->in_cell = true;
		markdown_segments(rendering, segments, count);
		rendering->in_cell = false;
	}
	buf_put(&rendering->out, is_heading ? S("</th>\n") : S("</td>\n"));
	if (!rendering->is_quiet)
		buf_char(&rendering->plain, ' ');
}

static void check_width(struct table *table, const struct row *row, cmark_node *first)
{
	struct rendering *rendering = table->rendering;
	if (row->cells <= table->columns || rendering->options->is_bare)
		return;
	const char *literal = cmark_node_get_literal(first);
	str token = literal ? str_of(literal) : (str){0};
	diag_error(rendering->diags, markdown_mark(rendering, first, str_part(token, 0, 30)), "table-columns",
		"this row has %s%zu cells, the table has %zu columns", row->is_full ? "over " : "", row->cells,
		table->columns);
	diag_hint(rendering->diags, "a pipe that is no border is written \\|");
}

static void put_row(struct table *table, struct row *row, bool is_heading)
{
	buf_put(&table->rendering->out, S("<tr>\n"));
	for (size_t i = 0; i < table->columns; i++)
		put_cell(table, row, i, is_heading);
	buf_put(&table->rendering->out, S("</tr>\n"));
}

static void put_table(struct table *table, cmark_node *head, cmark_node *delimiter)
{
	struct buf *out = &table->rendering->out;
	struct row row;
	markdown_line(table->rendering);
	buf_put(out, S("<div class=\"table-scroll\" tabindex=\"0\"><table>\n<thead>\n"));
	cut_line(table, head, line_end(head), &row);
	put_row(table, &row, true);
	buf_put(out, S("</thead>\n"));
	cmark_node *line = line_end(delimiter);
	if (line)
		buf_put(out, S("<tbody>\n"));
	bool has_body = line != NULL;
	while (line) {
		cmark_node *first = cmark_node_next(line);
		line = line_end(first);
		if (!first)
			break;
		cut_line(table, first, line, &row);
		check_width(table, &row, first);
		put_row(table, &row, false);
	}
	if (has_body)
		buf_put(out, S("</tbody>\n"));
	buf_put(out, S("</table></div>\n"));
}

static void put_lead(struct table *table, cmark_node *head, bool is_tight)
{
	struct rendering *rendering = table->rendering;
	size_t count = 0;
	for (cmark_node *node = cmark_node_first_child(table->paragraph); node != head; node = cmark_node_next(node))
		count++;
	if (count == 0)
		return;
	struct segment *segments = arena_array(rendering->scratch, struct segment, count);
	count = 0;
	for (cmark_node *node = cmark_node_first_child(table->paragraph); node != head; node = cmark_node_next(node)) {
		const char *literal = cmark_node_get_literal(node);
		segments[count++] = (struct segment){node, 0, literal ? strlen(literal) : 0};
	}
	markdown_line(rendering);
	buf_put(&rendering->out, is_tight ? S("") : S("<p>"));
	markdown_segments(rendering, segments, count - 1); /* without the break before the table */
	buf_put(&rendering->out, is_tight ? S("\n") : S("</p>\n"));
}

bool markdown_table(struct rendering *rendering, cmark_node *paragraph, bool is_tight)
{
	struct table table = {.rendering = rendering, .paragraph = paragraph};
	struct row row;
	if (!rendering->has_pipes)
		return false;
	for (cmark_node *head = cmark_node_first_child(paragraph); head;) {
		cmark_node *end = line_end(head), *delimiter = end ? cmark_node_next(end) : NULL;
		if (is_delimiter_line(delimiter, &table)) {
			cut_line(&table, head, end, &row);
			if (row.cells == table.columns) {
				put_lead(&table, head, is_tight);
				put_table(&table, head, delimiter);
				return true;
			}
		}
		head = delimiter;
	}
	return false;
}

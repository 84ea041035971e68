/* SPDX-License-Identifier: MIT */
/* Inside the Markdown module: what its files share while one text is rendered. */
#ifndef ROLECAST_FORMAT_MARKDOWN_PARTS_H
#define ROLECAST_FORMAT_MARKDOWN_PARTS_H

#include <cmark.h>

#include "base/map.h"
#include "format/markdown.h"

/* A stretch of inline content: a whole node, or a part of a text node. */
struct segment {
	cmark_node *node;
	size_t from, to; /* bytes of a text node's literal */
};

/* A `~~` that opens or closes. */
struct strike {
	cmark_node *node;
	size_t at;
	bool is_close;
};

struct strikes {
	struct strike *items;
	size_t count, next;
};

struct rendering {
	str text; /* what was given to cmark */
	const struct source *source;
	size_t at;
	bool is_slice; /* the text stands in the source as it is */
	const struct markdown_options *options;
	struct arena *arena, *scratch, *unfilled;
	struct diags *diags;
	struct buf out, plain;
	struct markdown *result;
	size_t hole_cap, heading_cap, block_cap;
	struct map slugs;       /* heading ids given so far */
	struct strikes strikes; /* of the inline content being written */
	struct map pointed;     /* what stands between < and >, gathered when it is first asked for */
	bool has_pointed;
	bool has_placeholders;
	bool has_pipes, has_tildes;         /* may have, where an entity can stand for one */
	bool in_cell, in_picture, is_quiet; /* quiet: no holes, no plain text (a heading's second copy) */
	size_t line, line_start;            /* the cursor of markdown_mark */
};

/* markdown.c */
struct mark markdown_mark(struct rendering *rendering, cmark_node *node, str token);
void markdown_keep_block(struct rendering *rendering, cmark_node *node, struct markdown_block block);
/* markdown_id.c */
str markdown_id(struct rendering *rendering, str heading);
/* markdown_inline.c */
void markdown_inlines(struct rendering *rendering, cmark_node *parent);
void markdown_segments(struct rendering *rendering, struct segment *segments, size_t count);
/* Text as the author meant it: placeholders become what they stand for. */
enum restore { RESTORE_BARE, RESTORE_PAIR };
str markdown_restore(struct rendering *rendering, str text, enum restore how);
void markdown_hole(struct rendering *rendering, struct markdown_hole hole);
/* markdown_table.c: false when the paragraph holds no table. */
bool markdown_table(struct rendering *rendering, cmark_node *paragraph, bool is_tight);
/* markdown_block.c */
void markdown_blocks(struct rendering *rendering, cmark_node *parent);
void markdown_line(struct rendering *rendering);

#endif

/* SPDX-License-Identifier: MIT */
/* CommonMark through cmark, with the additions of docs/authoring.md done on cmark's tree: pipe tables,
   heading ids, ~~strikethrough~~, callouts, attributions, citations and figures.

   What depends on the rest of the site (citations, figures, links, pictures) is left as a hole in the HTML:
   content fills it once all is loaded. A text is parsed once, whatever number of pages it stands on. */
#ifndef ROLECAST_FORMAT_MARKDOWN_H
#define ROLECAST_FORMAT_MARKDOWN_H

#include "base/buf.h"
#include "base/diag.h"

enum { MARKDOWN_MAX_BYTES = 256 << 10, MARKDOWN_MAX_DEPTH = 64, MARKDOWN_MAX_COLUMNS = 100 };

enum markdown_hole_kind {
	HOLE_CITATION, /* text is the list of ids as written, "a; @b" split into ids[0..count) */
	HOLE_FIGURE,   /* text is what stands behind '=': "risk /senior" */
	HOLE_LINK,     /* text is a link's destination (unescaped), to be written as the attribute's value */
	HOLE_IMAGE /* text is a picture's destination; to be written as `src="…" width="…" height="…"` (the whole of
		      these attributes, no blank before or behind) */
};

struct markdown_hole {
	enum markdown_hole_kind kind;
	size_t at;       /* offset in html */
	size_t plain_at; /* and in plain */
	str text;
	str *ids; /* CITATION */
	size_t count;
	struct mark mark; /* as near as can be told */
};

struct markdown_heading {
	int level; /* 2..6 in content */
	str id;    /* unique within the text, and none that pages use otherwise */
	str html;  /* inline HTML without links, citations and figures dropped */
};

/* Blocks that hold prose, or hold what does, in the order in which they begin. Code and raw HTML are none. */
enum markdown_block_kind { BLOCK_PARAGRAPH, BLOCK_TABLE, BLOCK_HEADING, BLOCK_LIST, BLOCK_QUOTE };

struct markdown_block {
	enum markdown_block_kind kind;
	uint32_t from, to;  /* whole lines of the text that was given */
	uint32_t count;     /* HEADING: its level; LIST: its items */
	bool is_attributed; /* QUOTE: its last paragraph says whose words these are */
};

/* A text in HTML, with holes. */
struct markdown {
	str html;
	str plain; /* the text without markup: for descriptions and search; without citations; figures are holes here,
		      too */
	struct markdown_hole *holes;
	struct markdown_heading *headings;
	struct markdown_block *blocks; /* of block Markdown */
	uint32_t hole_count, heading_count, block_count, words;
};

struct markdown_options {
	bool is_inline;  /* one paragraph, no block markup: its HTML comes without <p>; anything else is [not-inline] */
	bool allow_html; /* raw HTML and any URL scheme stay as written */
	const str *callout_titles; /* for note, tip, important, warning, caution; NULL: in English */
	bool is_of_role;           /* pages of roles hold ids for each task and forecast, which no heading may take */
	bool without_plain;        /* nobody asks for the text without markup */
	bool is_bare; /* the engine alone (`rolecast markdown`): no holes — links as written, citations and figures left
			 as text — any heading level, no complaints but limits */
	/* What does not last as long as the text may go elsewhere; NULL: to the same place. */
	struct arena *scratch;  /* what is needed while it is made */
	struct arena *unfilled; /* holes, the text around them until they are filled, and blocks */
};

/* Converts `text`, which stands in source at byte `at` (for diagnostics; when the text was unfolded from a YAML
   scalar, lines are counted from there). Reports: [html-dropped], [unsafe-url] (warnings), [not-inline],
   [heading-level] (a body starts at ##, never #), [table-columns] (a row with more cells than the header), [too-large],
   [too-deep]. */
struct markdown markdown_parse(str text, const struct source *source, size_t at, const struct markdown_options *options,
	struct arena *arena, struct diags *diags);

/* A comment to the program, `<!-- rolecast: … -->`: never written out and never reported as raw HTML. */
bool markdown_is_note(str html);
/* Writes the text with blanks for what is no wording (code, citations, figures, addresses, tags, marks of emphasis), so
   that what is found in it stands at the same byte in the text. */
void markdown_wording(str text, char *room);

/* Splits `## Question` + answer files: pieces[i] = {heading text as Markdown, body}. What stands before the first
   heading is an error, [faq-lead], unless blank. */
struct markdown_piece {
	str title, body; /* slices of the text */
};
size_t markdown_split(const struct source *source, size_t from, struct arena *arena, struct markdown_piece **pieces,
	struct diags *diags);

#endif

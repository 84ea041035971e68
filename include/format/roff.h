/* SPDX-License-Identifier: MIT */
/* Manual pages in the man(7) language, as groff and mandoc read it. Everything given here is escaped: a page holds
   ASCII only, and no text can begin a request. */
#ifndef ROLECAST_FORMAT_ROFF_H
#define ROLECAST_FORMAT_ROFF_H

#include "base/buf.h"

struct roff_title {
	const char *name;   /* rolecast-content */
	int section;        /* 1 to 8 */
	const char *date;   /* 2026-11-20; never from the clock */
	const char *source; /* what it belongs to, with its version */
	const char *manual; /* the book: "rolecast manual" */
	const char *about;  /* the line under NAME */
};

/* Blocks. A block ends where the next one begins. */
void roff_title(struct buf *out, const struct roff_title *title);
void roff_section(struct buf *out, str heading);
void roff_subsection(struct buf *out, str heading);
/* Text follows. */
void roff_paragraph(struct buf *out);
/* A tagged item: the tag follows, then roff_line, then what is said of it. */
void roff_item(struct buf *out);
/* Lines as they are, indented. */
void roff_example(struct buf *out, str lines);

/* Within a block. In running text each sentence begins a line, and what stands between backticks comes bold. */
void roff_text(struct buf *out, str text);
/* What is typed as it is: `-` stays a minus. */
void roff_bold(struct buf *out, str word);
/* What stands for something else: FILE. */
void roff_italic(struct buf *out, str word);
/* Ends the line, unless one has just ended. */
void roff_line(struct buf *out);

#endif

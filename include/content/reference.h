/* SPDX-License-Identifier: MIT */
/* What authors may write, as documents: the parts of docs/authoring.md and docs/import.md that are made, and the manual page
   rolecast-content(5), both from the tables that load it. */
#ifndef ROLECAST_CONTENT_REFERENCE_H
#define ROLECAST_CONTENT_REFERENCE_H

#include "content/file_kind.h"

/* A part of one of them, by the name that stands in the comment before it. */
struct reference_part {
	const char *name;
	void (*put)(struct buf *out); /* as Markdown */
};
extern const struct reference_part reference_parts[];
extern const size_t reference_part_count;
/* The manual page; `date` is the day of this version. */
void reference_manual(const char *date, struct buf *out);

/* What both are made of. Code stands between backticks. */
enum { REFERENCE_MAX_RECORDS = 64 };
struct reference_record {
	const struct record *record;
	struct file_kind kind; /* the file that holds it; no field where it is only a part of one */
};
/* All records, each before those that it is made of; returns how many. */
size_t reference_records(struct reference_record records[REFERENCE_MAX_RECORDS]);
/* The kinds of files that hold a record, in words: "`content/site.yaml`". */
void reference_put_place(const struct file_kind *kind, struct buf *out);
/* Where a record stands, and what it is. */
void reference_put_lead(const struct reference_record *entry, struct buf *out);

struct reference_row {
	const char *write, *get;
};
extern const struct reference_row reference_markdown[];
extern const size_t reference_markdown_count;
/* Paragraphs. */
extern const char *const reference_rules[], *const reference_markdown_rules[];
extern const size_t reference_rule_count, reference_markdown_rule_count;
void reference_put_limits(struct buf *out);

#endif

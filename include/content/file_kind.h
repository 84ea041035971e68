/* SPDX-License-Identifier: MIT */
/* The kinds of files that tables load: those below content/, and the map of an import. */
#ifndef ROLECAST_CONTENT_FILE_KIND_H
#define ROLECAST_CONTENT_FILE_KIND_H

#include "content/records.h"

struct file_kind {
	const struct field *field; /* what the file holds; its name is the schema's */
	const char *folder, *name; /* below content/: "roles/<slug>/levels", "<level>.md" */
	bool is_front_matter;      /* Markdown, whose front matter holds the field */
	bool is_prose;             /* faq.md: headings and answers, no YAML */
	bool is_apart;             /* not below content/: it lies where its author wants */
};

/* The kind of that number, in the order of the manual; false behind the last one. */
bool file_kind_at(size_t number, struct file_kind *kind);
/* By the name of its schema. */
bool file_kind_named(str name, struct file_kind *kind);
/* "roles/<slug>/tasks.yaml", below content/ unless it is apart. */
void file_kind_put_path(const struct file_kind *kind, struct buf *out);

#endif

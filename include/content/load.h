/* SPDX-License-Identifier: MIT */
/* The parts of loading a site; only src/content includes this. */
#ifndef ROLECAST_CONTENT_LOAD_H
#define ROLECAST_CONTENT_LOAD_H

#include "content/site.h"

/* How Markdown is read on this site. */
struct schema schema_for(const struct site *site, struct arena *arena, struct diags *diags);

/* A Markdown file's front matter as a node (an empty map when there is none and it is optional) and where its
   body begins. False when nothing can be made of it. */
struct document {
	struct yaml_node *front;
	size_t body;
};
enum front_matter { FRONT_REQUIRED, FRONT_OPTIONAL };
bool document_read(const struct source *source, enum front_matter needs, struct arena *arena, struct document *document,
	struct diags *diags);
/* Where a Markdown file's body begins: 0 without front matter. */
size_t document_start(str text);
/* The body as block Markdown. */
bool document_body(
	struct schema *schema, const struct source *source, const struct document *document, struct prose *body);

/* site.yaml, with defaults filled in. */
bool settings_load(struct site *site, const struct input *input, struct diags *diags);
/* sources.yaml and benchmarks.yaml with their CSV files. */
bool sources_load(struct site *site, const struct input *input, struct diags *diags);
bool benchmarks_load(struct site *site, const struct input *input, struct diags *diags);

/* editions/<id>.yaml */
void editions_load(struct site *site, struct diags *diags);

/* A role from its one file or its folder: inputs[first..first + count) all belong to it. */
struct role_files {
	str slug;
	const struct input *index;  /* NULL: the folder has none */
	const struct input *inputs; /* the folder's files */
	size_t count;
};
void role_load(const struct site *site, const struct role_files *files, struct role *role, struct diags *diags);
/* Scores a loaded role at all levels. */
void role_score(const struct site *site, struct role *role, struct diags *diags);

bool article_load(struct site *site, const struct input *input, str slug, struct article *article, struct diags *diags);
bool page_load(struct site *site, const struct input *input, str slug, struct page *page, struct diags *diags);
void category_load(struct site *site, const struct input *input, str id, struct diags *diags);
/* After the roles: an introduction belongs to a skill that some role has. */
void skill_intro_load(struct site *site, const struct input *input, str id, struct diags *diags);

/* Each row as wide as the table. NULL is fine. */
bool comparison_check(const struct comparison *comparison, struct diags *diags);

/* Width and height from a picture's first bytes; 0 when they cannot be told. */
void picture_size(str bytes, str name, uint32_t *width, uint32_t *height);

/* What may be linked: every page and attachment. Two sources of one address are an error. */
void links_register(struct site *site, struct diags *diags);
/* Checks a role's references and fills the holes of its texts: links, figures, citations, pictures. */
void links_role(const struct site *site, struct role *role, struct diags *diags);
/* The same for all that is not a role. */
void links_rest(struct site *site, struct diags *diags);

/* Not published yet: a draft, or its day has not come. Adds it to site->skipped (main thread only). */
bool is_due(const struct site *site, const struct number *draft, const struct dated *publish_on);
void skip_source(
	struct site *site, const struct source *source, const struct number *draft, const struct dated *publish_on);

#endif

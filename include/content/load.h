/* SPDX-License-Identifier: MIT */
/* The parts of loading a site; only src/content includes this. */
#ifndef ROLECAST_CONTENT_LOAD_H
#define ROLECAST_CONTENT_LOAD_H

#include "base/nearest.h"
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
bool document_read(
	const struct schema *schema, const struct source *source, enum front_matter needs, struct document *document);
/* Where a Markdown file's body begins: 0 without front matter. */
size_t document_start(str text);
/* The body as block Markdown. */
bool document_body(
	struct schema *schema, const struct source *source, const struct document *document, struct prose *body);

/* site.yaml, with defaults filled in. */
bool settings_load(struct site *site, const struct input *input, struct diags *diags);
/* Where the site may be sent: each target has one address, which is no command and holds no secret. */
bool deploy_targets_check(const struct settings *settings, struct diags *diags);
/* sources.yaml and benchmarks.yaml with their CSV files. */
bool sources_load(struct site *site, const struct input *input, struct diags *diags);
bool benchmarks_load(struct site *site, const struct input *input, struct diags *diags);

/* A role from its one file or its folder: inputs[first..first + count) all belong to it. */
struct role_files {
	str slug;
	const struct input *index;   /* NULL: the folder has none */
	struct input *const *inputs; /* the folder's files */
	size_t count;
	struct hash128 hash; /* of their paths and contents */
	struct role *same;   /* the role of the site before that is made from the very same */
};
/* Where loading a role puts what does not last: needed by itself alone, and until holes are filled. */
struct role_room {
	struct arena *scratch, *unfilled;
};
void role_load(const struct site *site, const struct role_files *files, struct role *role, const struct role_room *room,
	struct diags *diags);
/* Scores a loaded role at all levels. */
void role_score(const struct site *site, struct role *role, struct diags *diags);

bool article_load(struct site *site, const struct input *input, str slug, struct article *article, struct diags *diags);
bool page_load(struct site *site, const struct input *input, str slug, struct page *page, struct diags *diags);
void category_load(struct site *site, const struct input *input, str id, struct diags *diags);
/* After the roles: an introduction belongs to a skill that some role has. */
void skill_intro_load(struct site *site, const struct input *input, str id, struct diags *diags);

/* Text that begins with TODO: is for its author: an error, [unfinished], in what is no draft. The body may be NULL. */
bool unfinished_check(
	const struct record *record, void *loaded, struct prose *body, const struct number *draft, struct diags *diags);

/* Each row as wide as the table. NULL is fine. */
bool comparison_check(const struct comparison *comparison, struct diags *diags);

/* What of a drawing (SVG) would run where it is opened by itself; NULL when nothing would, or when its name is no
 * drawing's. */
const char *drawing_runs(str path, str text);
/* Published drawings run nothing, unless the site says unsafe_html. */
void drawings_check(const struct site *site, struct diags *diags);
/* Width and height from a picture's first bytes; 0 when they cannot be told. */
void picture_size(str bytes, str name, uint32_t *width, uint32_t *height);

/* What may be linked: every page and attachment. Two sources of one address are an error. */
void targets_register(struct site *site, struct diags *diags);
/* What stands at an address without base, or is made from a path below content/; NULL when nothing is. */
const struct target *target_at(const struct site *site, str url);
const struct target *target_of_source(const struct site *site, str below);
void target_offer_all(const struct site *site, struct nearest *nearest);
/* Something that could be linked before is gone or different. */
bool targets_lost(const struct site *site, const struct site *before);
/* Two roles of one address. */
void target_is_taken(const struct role *role, const struct role *first, struct diags *diags);
/* The redirects of site.yaml and of roles that moved: none leads from where something stands, twice, or in a circle;
   chains are cut short. Before links are filled. */
void redirects_check(struct site *site, struct diags *diags);
/* site->redirects, once links are filled. */
void redirects_gather(struct site *site);
/* The security contact's dates and addresses. */
void security_check(const struct site *site, struct diags *diags);
/* Reads `count` files of content/ into inputs of their own; false when one of them is wrong. */
bool inputs_read(
	struct site *site, const struct fs_entry *entries, size_t count, struct input **inputs, struct diags *diags);
void input_free(struct input *input);
/* The source of this id; NULL with a diagnostic when there is none. */
struct citable *citable_named(const struct site *site, str id, struct mark mark, struct diags *diags);

/* What a text cites, each once, in order. It grows in `arena`. */
struct citations {
	struct arena *arena;
	struct cited cited;
	struct mark *cited_at; /* first */
	size_t room;
};
void citations_begin(struct citations *citations);
void citations_add(struct citations *citations, struct citable *source, struct mark mark);
/* A copy as long as it must be, and of the marks when they are wanted. */
struct cited citations_kept(const struct citations *citations, struct arena *arena, struct mark **cited_at);

/* Checks a role's references and fills the holes of its texts: links, figures, citations, pictures. */
void links_role(const struct site *site, struct role *role, struct diags *diags);
/* The same for all that is not a role. */
void links_rest(struct site *site, struct diags *diags);

/* Not published yet: a draft, or its day has not come. Adds it to site->skipped (main thread only). */
bool is_due(const struct site *site, const struct number *draft, const struct dated *publish_on);
void skip_source(
	struct site *site, const struct source *source, const struct number *draft, const struct dated *publish_on);
/* By path, when all are known; only then may be asked for one. */
void skipped_sort(struct site *site);
bool skipped_has(const struct site *site, str path);

#endif

/* SPDX-License-Identifier: MIT */
/* Every file that a build makes, and how to make one. Making changes nothing that is shared, so that pages are
   made by any number of workers, or one at a time when a browser asks. */
#ifndef ROLECAST_PAGE_PLAN_H
#define ROLECAST_PAGE_PLAN_H

#include "page/view.h"

enum output_kind { OUTPUT_PAGE, OUTPUT_CARD, OUTPUT_DATA, OUTPUT_ASSET, OUTPUT_ATTACHMENT, OUTPUT_HOST };

enum data_kind {
	DATA_SEARCH,
	DATA_SCORES,
	DATA_TASKS,
	DATA_FORECASTS,
	DATA_FORECASTS_CSV,
	DATA_ROLES,
	DATA_ROLE,
	DATA_SCHEMA_ROLE,
	DATA_SCHEMA_ROLES,
	DATA_SCHEMA_FORECASTS,
	DATA_CHANGES,
	DATA_CHANGE,
	DATA_SCHEMA_CHANGES,
	DATA_SCHEMA_CHANGE,
	DATA_ROBUSTNESS,
	DATA_SCHEMA_ROBUSTNESS
};

struct output {
	enum output_kind kind;
	enum data_kind data;
	enum page_kind page;
	const struct role *role; /* whose file it is; NULL for those of no role */
	size_t index,
		level; /* which role (and level), category, article, page, asset, attachment, redirect, host file */
	bool leads_on; /* stands where something was: leads to it, or is a copy of it */
	str path;      /* below the output folder: roles/nurse/index.html */
	str url;       /* with base path: /roles/nurse/ */
	str origin;    /* the source it is made from */
};

/* Tabs and search engines show about this much of a page's title and description. */
enum { LONGEST_TITLE = 70, LONGEST_DESCRIPTION = 200 };

struct plan {
	struct arena arena;
	const struct site *site;
	const struct theme *theme;
	struct views views;
	struct output *outputs; /* a role's page and those of its levels stand together */
	size_t count;
};

void plan_make(struct plan *plan, const struct site *site, const struct theme *theme);
/* The output of an address (with base path) or of a path below the output folder; NULL if there is none. */
const struct output *plan_find(const struct plan *plan, str address);
void plan_free(struct plan *plan);

/* Where long files go in parts: `take` is given what was made so far, once that is much, and the buffer is empty
   then. Without `take` the buffer holds the whole file. */
struct drain {
	void (*take)(void *context, str bytes);
	void *context;
};
void drain_some(const struct drain *drain, struct buf *out);

/* What a worker keeps between files; {0} is ready. */
struct maker {
	struct arena arena;
	struct role_views role; /* of the role whose pages were made last */
	struct buf out;
	struct buf picture; /* of what `out` draws */
	struct drain drain;
};

/* Makes one file into maker->out; of a long one, the rest that was not drained. False with a diagnostic when it failed.
 */
bool plan_render(const struct plan *plan, const struct output *output, struct maker *maker, struct diags *diags);
/* What the output's template sees; *shape is its record. PAGE outputs only. */
struct value plan_data(
	const struct plan *plan, const struct output *output, struct maker *maker, enum view_shape *shape);
void maker_free(struct maker *maker);

/* What the pages of a role share, made unless the maker has it from the page before. */
const struct role_views *page_role_views(const struct plan *plan, const struct role *role, struct maker *maker);
/* The maker's memory begins anew. */
void page_forget_role(struct maker *maker);
/* The root records, by page kind. */
struct value page_data(const struct plan *plan, const struct output *output, struct maker *maker);
/* A plan's pages that search engines may list, and the feed's entries. */
struct value changes_entries(const struct views *views, struct arena *arena, str *updated);
struct value feed_entries(const struct views *views, struct arena *arena, str *updated);
/* Search engines take so many addresses of one file; more are several files and an index of them. */
enum { SITEMAP_MOST = 50000 };
size_t sitemap_parts(const struct plan *plan);
struct value sitemap_entries(const struct plan *plan, size_t part, struct arena *arena);
struct value sitemap_index(const struct plan *plan, struct arena *arena);
str sitemap_url(size_t part, struct arena *arena);

#endif

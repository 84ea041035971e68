/* SPDX-License-Identifier: MIT */
/* One theme laid over another: each file is taken from the first theme of the list that has it. */
#ifndef ROLECAST_PAGE_THEME_H
#define ROLECAST_PAGE_THEME_H

#include "base/hash.h"
#include "content/site.h"
#include "page/asset.h"
#include "page/contract.h"
#include "page/strings.h"

enum { THEME_MAX_BYTES = 16 << 20 }; /* of a file of a theme */

/* A page kind: its template and the record at the bottom of its stack. */
enum page_kind {
	PAGE_HOME,
	PAGE_ROLES,
	PAGE_ROLE,
	PAGE_LEVEL,
	PAGE_CATEGORIES,
	PAGE_CATEGORY,
	PAGE_ARTICLES,
	PAGE_ARTICLE,
	PAGE_PLAIN,
	PAGE_METHODOLOGY,
	PAGE_SOURCES,
	PAGE_FORECASTS,
	PAGE_FORECAST_YEAR,
	PAGE_DATA,
	PAGE_CHANGES,
	PAGE_CHANGE,
	PAGE_CHANGES_FEED,
	PAGE_MISSING,
	PAGE_MOVED,
	PAGE_SKILLS,
	PAGE_SKILL,
	PAGE_COMPARE,
	PAGE_PAIR,
	PAGE_SCAN,
	PAGE_CARD,
	PAGE_BADGE,
	PAGE_LLMS,
	PAGE_FEED,
	PAGE_SITEMAP,
	PAGE_SITEMAPS,
	PAGE_ROBOTS,
	PAGE_KINDS
};

struct page_row {
	const char *name; /* the template's name, and page.kind */
	enum view_shape shape;
	bool is_index;    /* lists other pages, so it is published after them */
	bool is_unlinked; /* found without a link: robots.txt, the page for what is not found */
};

extern const struct page_row page_rows[PAGE_KINDS];

struct theme_file {
	struct source source; /* path: themes/default/templates/role.mustache */
	str theme, below;     /* "default", "templates/role.mustache" */
	struct hash128 hash;
	bool is_overridden; /* a theme before has a file of its name */
};

struct theme {
	struct arena arena;
	struct theme_file *files; /* of all themes in use, the first theme's first */
	size_t file_count;
	bool is_unreadable; /* not all of them could be read */
	struct mustache_set *set;
	const struct mustache_template *templates[PAGE_KINDS];
	struct strings strings;
	str band_labels[BAND_COUNT];
	str callout_titles[5];
	struct asset *assets;
	size_t asset_count;
	const struct asset *css, *icon;
	struct contract_open open;   /* the names of the strings, the scripts and the styles */
	struct value *script_values; /* their addresses, in the order of the names */
	struct value *style_values;
};

/* Reads the files of the themes that site.yaml names. */
bool theme_read(struct theme *theme, const struct site *site, struct diags *diags);
/* Compiles and checks what was read. All mistakes are reported. */
bool theme_load(struct theme *theme, const struct site *site, struct diags *diags);
void theme_free(struct theme *theme);

#endif

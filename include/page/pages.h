/* SPDX-License-Identifier: MIT */
/* What the makers of pages' data share; only src/page includes this. */
#ifndef ROLECAST_PAGE_PAGES_H
#define ROLECAST_PAGE_PAGES_H

#include "page/plan.h"

struct making {
	const struct plan *plan;
	const struct views *views;
	const struct site *site;
	const struct output *output;
	struct maker *maker;
	struct arena *arena;
};

/* The way to a page: home, then what is given, then the page itself. */
struct crumb {
	str title, url;
};

str pages_say(const struct making *making, const char *sentence);
str pages_label(const struct making *making, const char *name);
str pages_count(const struct making *making, size_t count);
/* An address with the base path. */
str pages_local(const struct making *making, const char *path);
struct value pages_crumbs(const struct making *making, const struct crumb *way, size_t count, str title);
struct view_meta *pages_meta(const struct making *making, str title, str description);
/* Tabs and search engines show about LONGEST_TITLE characters of a page's full title: where it is longer, it is this.
 */
void pages_shorten(struct view_meta *page, str shorter);
/* pages_meta with page.data, for pages that hang below the home page and have no more to say. */
struct view_meta *pages_listed(const struct making *making, str title, str description);
/* Every root record begins with the same three fields, see PAGE_FIELDS. */
void pages_root(const struct making *making, struct view_meta *page, void *root);
/* jsonld.c: page.data, from what the page is about; `faq` may be absent. The page's other fields come first. */
void pages_data(const struct making *making, struct view_meta *page, struct value faq);
/* The five of highest risk. */
struct value pages_top_roles(const struct making *making);
/* The newest articles. */
struct value pages_articles_list(const struct making *making, size_t most);

/* page_role.c */
const struct role_views *pages_role_views(const struct making *making);
struct value pages_role(const struct making *making);
struct value pages_level(const struct making *making);
/* page_skill.c */
struct value pages_skills(const struct making *making);
struct value pages_skill(const struct making *making);
/* page_compare.c */
struct value pages_compare(const struct making *making);
struct value pages_pair(const struct making *making);
struct value pages_scan(const struct making *making);
/* page_changes.c */
struct value pages_changes(const struct making *making);
struct value pages_change(const struct making *making);
struct value pages_changes_feed(const struct making *making);
/* page_share.c */
struct value pages_share(const struct making *making, const struct role *role, struct view_meta *page);
struct value pages_card(const struct making *making);
struct value pages_badge(const struct making *making);
struct value pages_llms(const struct making *making);
/* page_moved.c */
struct value pages_moved(const struct making *making);
/* page_ledger.c */
struct value pages_forecasts(const struct making *making);
struct value pages_forecast_year(const struct making *making);
/* page_dataset.c */
struct value pages_dataset(const struct making *making);
/* When a judgement of any role was last gone over; all zero without roles. */
struct dated dataset_updated(const struct site *site);
/* page_text.c */
struct value pages_article(const struct making *making);
struct value pages_plain(const struct making *making);
struct value pages_methodology(const struct making *making);

#endif

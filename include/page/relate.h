/* SPDX-License-Identifier: MIT */
/* Which roles are near one another, and which of those are safer: by the skills they name, the words of their
   tasks, their occupation codes and categories. Rare things count for more than common ones; things that very many
   roles share tell nothing and are left out, so that the work grows with the roles and not with their square. */
#ifndef ROLECAST_PAGE_RELATE_H
#define ROLECAST_PAGE_RELATE_H

#include "content/site.h"

enum {
	MOST_SAFER = 3,
	MOST_NEAREST = 4,
	SAFER_BY = 4 /* points of risk, as between levels */
};

/* Numbers of roles. `safer` have a risk that is lower by SAFER_BY; `nearest` are the others, and always those that the
   author names. */
struct relations {
	uint32_t safer[MOST_SAFER], nearest[MOST_NEAREST];
	uint8_t safer_count, nearest_count;
};

/* Two roles that have a page together; left stands first in the order of slugs. */
struct pair {
	uint32_t left, right;
	str url; /* /compare/a-vs-b/, with base path */
};

/* The orders that the site's roles are known in. */
struct role_orders {
	const struct role **by_risk;     /* highest first, then by title */
	const struct role **by_category; /* grouped by category, then by risk, lowest first */
	size_t *place_in_category;       /* per role: place in by_category */
	size_t *category_start;          /* per category of site.yaml, and one more */
};

/* One a role, in the site's order. */
struct relations *relate_roles(const struct site *site, const struct role_orders *orders, struct arena *arena);
/* The pairs that have a page: each role with its nearest and its safest relation. Sorted by address. */
struct pair *relate_pairs(
	const struct site *site, const struct relations *relations, struct arena *arena, size_t *count);
/* The pair of two roles, or NULL. */
const struct pair *pair_find(
	const struct pair *pairs, size_t count, const struct site *site, size_t a, size_t b, struct arena *arena);

#endif

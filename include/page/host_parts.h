/* SPDX-License-Identifier: MIT */
/* The writers of what hosts read; only src/page/host*.c include this. */
#ifndef ROLECAST_PAGE_HOST_PARTS_H
#define ROLECAST_PAGE_HOST_PARTS_H

#include "page/host.h"

/* How a file is to be kept and who may use it. */
#define CACHE_FOREVER "public, max-age=31536000, immutable"
#define CACHE_ASKING "public, max-age=0, must-revalidate"

/* An address as it is asked for, with base path; in rules it is matched against what was decoded. */
str host_path(const struct plan *plan, str path, struct arena *arena);
/* What CNAME holds; empty when the site has no domain to itself. */
str host_domain(const struct site *site);
/* Percent-encoded where a path or an address needs it. */
void host_put_encoded(str path, struct buf *out);
/* The parts of where an address leads: /jobs/new/ ?a=b #c */
struct host_goal {
	str path, query, fragment; /* with their marks */
};
struct host_goal host_goal_of(str address);
/* The data of a role that moved, without base. */
str host_old_data(const struct redirect *redirect, struct arena *arena);
str host_new_data(const struct site *site, const struct redirect *redirect, struct arena *arena);
/* A text in which . + ( ) and their like mean themselves. */
void host_put_pattern(str text, struct buf *out);

void host_put_list_headers(const struct plan *plan, struct buf *out);
void host_put_list_redirects(const struct plan *plan, struct buf *out);
void host_put_nginx(const struct plan *plan, struct buf *out);
void host_put_apache(const struct plan *plan, struct buf *out);

#endif

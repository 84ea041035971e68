/* SPDX-License-Identifier: MIT */
/* Where a site is published: what the host reads besides the pages, what it can, and where its limits are. */
#ifndef ROLECAST_PAGE_HOST_H
#define ROLECAST_PAGE_HOST_H

#include "page/plan.h"

/* Files that are there for hosts, not for readers. */
enum host_file {
	HOST_FILE_HEADERS,   /* _headers */
	HOST_FILE_REDIRECTS, /* _redirects */
	HOST_FILE_NGINX,
	HOST_FILE_APACHE,
	HOST_FILE_DOMAIN,    /* CNAME */
	HOST_FILE_NO_JEKYLL, /* .nojekyll */
	HOST_FILE_SECURITY,  /* .well-known/security.txt, on any host */
	HOST_FILES
};

/* What hosts count. */
enum host_measure {
	MEASURE_REDIRECTS,
	MEASURE_REDIRECT_LINE,
	MEASURE_REDIRECT_FILE,
	MEASURE_HEADER_RULES,
	MEASURE_HEADER_LINE,
	MEASURE_FILES,
	MEASURE_FILE_SIZE,
	MEASURE_SITE_SIZE,
	MEASURES
};

/* Above `usual` it depends on a plan or a setting, above `most` it does not work; 0 where none is known. */
struct host_limit {
	uint64_t usual, most;
};

struct host {
	const char *name;
	bool has_headers;
	bool has_redirects; /* else pages lead on */
	bool is_at_root;    /* shows the output at the root of a domain, whatever base_url says */
	bool is_exact;      /* _redirects: /old and /old/ are two rules */
	bool has_detaching; /* _headers: a rule can take back what another one sets */
	size_t most_splats; /* _redirects: rules with a pattern */
	bool makes[HOST_FILES];
	struct host_limit limits[MEASURES];
};

/* That of site.yaml, or one that nothing is known of. */
const struct host *host_of(const struct site *site);
/* Addresses that have moved get pages that lead on. */
bool host_needs_pages(const struct site *site);
/* Below the output folder; NULL where the site has no such file. */
const char *host_file_path(const struct site *site, enum host_file file);
void host_file_render(const struct plan *plan, enum host_file file, struct buf *out);

/* What can be known before any page is made: two makers of one file, old addresses that still have something, what the
   host cannot do, its limits. `copies` is how many compressed ones come beside the plan's files. False when an error
   was added. */
bool host_check(const struct plan *plan, size_t copies, struct diags *diags);

/* What only the making of pages tells. */
struct host_sizes {
	uint64_t bytes, largest;
	str largest_path;
};
bool host_check_sizes(const struct site *site, const struct host_sizes *sizes, struct diags *diags);

#endif

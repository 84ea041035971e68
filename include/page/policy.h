/* SPDX-License-Identifier: MIT */
/* What browsers are told to hold the pages to: one text for the headers of hosts, for pages on hosts that send none,
   and for serving. */
#ifndef ROLECAST_PAGE_POLICY_H
#define ROLECAST_PAGE_POLICY_H

#include "content/site.h"

struct policy_header {
	const char *name, *value;
};

/* Sent with everything, besides the Content-Security-Policy. */
extern const struct policy_header policy_headers[];
extern const size_t policy_header_count;

/* The Content-Security-Policy; nothing where unsafe_html lets pages hold what it would forbid. */
void policy_put(const struct site *site, struct buf *out);
/* The same as a header can have it, which also keeps pages out of the frames of others. */
void policy_put_header(const struct site *site, struct buf *out);

#endif

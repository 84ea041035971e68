/* SPDX-License-Identifier: MIT */
/* Looks at every file of a plan as its readers get it: links and anchors, headings, pictures, titles. Each page is
   made, read and forgotten; what is kept of it is a few numbers and the hashes of its ids. */
#ifndef ROLECAST_PAGE_INSPECT_H
#define ROLECAST_PAGE_INSPECT_H

#include "page/host.h"

struct inspection {
	size_t pages, links;
	struct host_sizes sizes; /* without share cards, which are not drawn */
};

/* False when no page can be looked at: compiled without libxml2. */
bool inspect_is_there(void);
/* Complaints name the source that an author can mend, where that can be told. */
void inspect_site(const struct plan *plan, size_t workers, struct inspection *seen, struct diags *diags);

#endif

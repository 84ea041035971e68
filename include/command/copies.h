/* SPDX-License-Identifier: MIT */
/* Answers that are being taken: one copy of each for all who take it at the same time, gone when the last has it. */
#ifndef ROLECAST_COMMAND_COPIES_H
#define ROLECAST_COMMAND_COPIES_H

#include <pthread.h>

#include "base/arena.h"

struct MHD_Response;

struct copy {
	struct MHD_Response *response;
	const void *what; /* it is of; NULL: what is out of date */
	bool is_for_browser;
	size_t len;
	struct copies *copies;
	struct copy *next;
	struct arena arena; /* holds the copy */
};

struct copies {
	pthread_mutex_t *lock; /* the server's; held by whoever calls the functions below */
	struct copy *first;
};

/* NULL when nobody takes it. A copy may be queued, and is not to be destroyed, in the daemon's thread before its next
   answer ends. */
const struct copy *copies_find(const struct copies *copies, const void *what, bool is_for_browser);
/* An answer to be queued and then destroyed, as others; found as long as anybody takes it. */
struct MHD_Response *copies_make(struct copies *copies, const void *what, bool is_for_browser, str bytes);
/* From now on none is found. */
void copies_forget(struct copies *copies);

#endif

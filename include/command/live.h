/* SPDX-License-Identifier: MIT */
/* What open browsers hear while a site is served: one state, sent whole whenever it changes, as server-sent events. */
#ifndef ROLECAST_COMMAND_LIVE_H
#define ROLECAST_COMMAND_LIVE_H

#include <pthread.h>

#include "base/diag.h"
#include "page/theme.h"

struct MHD_Connection;
struct guest;
struct MHD_Response;
struct live_client;

struct live {
	pthread_mutex_t *lock; /* the server's; held by whoever calls the functions below */
	struct live_client *clients;
	size_t client_count;
	struct buf state;
	size_t number; /* of the state */
	bool is_stopping;
};

/* A state in JSON: the version of the pages; the one before and, when only style sheets differ, their addresses then
   and now; what is wrong. */
struct live_state {
	str version, before;
	const struct theme *then, *now; /* NULL unless only styles differ */
	const struct diags *diags;
};
void live_put_state(const struct live_state *state, struct buf *out);

/* Tells all that listen, unless it is what they know. */
void live_tell(struct live *live, str state);
/* An answer that goes on as long as the browser listens; NULL when there are too many. */
struct MHD_Response *live_answer(struct live *live, struct MHD_Connection *connection, struct guest *guest);
/* Writes to all that listen, so that those who have gone are noticed. */
void live_knock(struct live *live);
/* Ends all answers. */
void live_stop(struct live *live);
/* After the daemon has stopped. */
void live_free(struct live *live);

#endif

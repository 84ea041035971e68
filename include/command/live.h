/* SPDX-License-Identifier: MIT */
/* What open browsers hear while a site is served: one state, sent whole whenever it changes, as server-sent events. */
#ifndef ROLECAST_COMMAND_LIVE_H
#define ROLECAST_COMMAND_LIVE_H

#include <pthread.h>

#include "command/problems.h"
#include "page/theme.h"

struct MHD_Connection;
struct guest;
struct guests;
struct MHD_Response;
struct live_client;

/* Where there are places enough. */
enum { LIVE_MOST = 256, LIVE_MOST_OF_ONE = 64 };

struct live {
	pthread_mutex_t *lock; /* the server's; held by whoever calls the functions below */
	struct guests *guests;
	struct live_client *clients; /* newest first */
	size_t client_count, most, most_of_one;
	struct buf state;
	size_t number; /* of the state */
	bool is_stopping;
};

/* A state in JSON: the version of the pages; the one before and, when only style sheets differ, their addresses then
   and now; what is wrong. */
struct live_state {
	str version, before;
	const struct theme *then, *now; /* NULL unless only styles differ */
	const struct problems *problems;
};
void live_put_state(const struct live_state *state, struct buf *out);

/* Tells all that listen, unless it is what they know. */
void live_tell(struct live *live, str state);
/* {.lock = …, .guests = …} is ready but for how many may listen: some of the guests, that others find a place. */
void live_init(struct live *live);
/* An answer that goes on as long as the browser listens. Where too many do, of its address or in all, the one that has
   listened for longest is left, of the address that has most; it may come again. */
struct MHD_Response *live_answer(struct live *live, struct MHD_Connection *connection, struct guest *guest);
/* Writes to all that listen, so that those who have gone are noticed. */
void live_knock(struct live *live);
/* Ends all answers. */
void live_stop(struct live *live);
/* After the daemon has stopped. */
void live_free(struct live *live);

#endif

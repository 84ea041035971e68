/* SPDX-License-Identifier: MIT */
/* A site over HTTP, on this machine alone unless somebody says otherwise: each page is made when it is asked for, from
   what is in memory. Only addresses of the site are answered. */
#ifndef ROLECAST_COMMAND_SERVER_H
#define ROLECAST_COMMAND_SERVER_H

#include "command/project.h"

struct server;

struct server_options {
	str host;      /* a name or an address to listen on */
	uint16_t port; /* 0: any that is free */
};

/* Listens and answers, in a thread of its own, until it is stopped. NULL with a diagnostic when it cannot. Errors:
   [unknown-host], [port-in-use], [cannot-listen]. */
struct server *server_start(const struct server_options *options, struct diags *diags);
/* http://localhost:4747 */
str server_address(const struct server *server);
/* Whether other machines can reach it. */
bool server_is_open(const struct server *server);

/* From now on requests for pages wait, since what is served is about to change; browsers are told the state. When it
   returns, nothing of what was served before is being used. */
void server_turn(struct server *server, str version, str state);
/* What is served from now on; it must stay as it is until the next turn. Those who waited are answered. */
void server_serve(struct server *server, const struct project *project);
/* Tells browsers a state while the pages stay. `version` is that of the pages; `text` is shown while there are none. */
void server_tell(struct server *server, str version, str state, str text);
/* Now and then, so that browsers who have gone are noticed, and those sent away who take too long. */
void server_tick(struct server *server, int64_t now);
void server_stop(struct server *server);

#endif

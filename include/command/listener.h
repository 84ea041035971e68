/* SPDX-License-Identifier: MIT */
/* Where a server is listened for. */
#ifndef ROLECAST_COMMAND_LISTENER_H
#define ROLECAST_COMMAND_LISTENER_H

#include "command/server.h"

/* A socket that listens, its port, and whether other machines can reach it; -1 with a diagnostic: [unknown-host],
   [port-in-use], [cannot-listen]. */
int listener_open(const struct server_options *options, uint16_t *port, bool *is_open, struct diags *diags);

#endif

/* SPDX-License-Identifier: MIT */
/* One line on a terminal that tells how far a long command is, rewritten in place and gone at the end. */
#ifndef ROLECAST_COMMAND_PROGRESS_H
#define ROLECAST_COMMAND_PROGRESS_H

#include "command/command.h"

struct progress;

enum progress_stage {
	PROGRESS_READING,
	PROGRESS_LOADING,
	PROGRESS_RENDERING,
	PROGRESS_COMPRESSING,
	PROGRESS_IMPORTING,
	PROGRESS_SENDING,
	PROGRESS_STAGES
};

/* NULL, which all below take, where nobody would see it: no terminal, a dumb one, --quiet. */
struct progress *progress_start(const struct invocation *invocation);
/* `total` files are ahead; 0 when that is not known. */
void progress_stage(struct progress *progress, enum progress_stage stage, size_t total);
/* One of them is done; from any thread. */
void progress_step(struct progress *progress);
/* Takes the line away. */
void progress_end(struct progress *progress);

#endif

/* SPDX-License-Identifier: MIT */
/* Other programs: started without a shell, read line by line (64 KB of one at a time), waited for. */
#ifndef ROLECAST_BASE_PROCESS_H
#define ROLECAST_BASE_PROCESS_H

#include <signal.h>

#include "base/arena.h"

struct process {
	const char *const *words;       /* ends with NULL; the first is looked for on PATH */
	const char *const *environment; /* besides ours: NAME=VALUE, or a NAME that is taken away; ends with NULL */
	const char *input;              /* the file that it reads; NULL: nothing */
	char line_end;                  /* of what it prints; may be 0 */
	void (*print)(void *context, str line); /* each line of its output; NULL: dropped */
	bool (*complain)(
		void *context, str line); /* each line of its messages; true: no need to keep it. May be NULL */
	void *context;
};

struct process_end {
	int error;  /* errno, when it could not be started; 0 */
	int unread; /* errno, when what it said could not be read: then it may have ended for that */
	int status; /* 128 and the signal, when it was killed */
	str told;   /* the last lines that it complained with, in the arena */
};

/* Holds back the signals that would end this program, until it ends by itself or they are set as before; NULL where
   nobody asks. Before any thread is started. */
void process_hold_signals(sigset_t *before);
/* Whether one of them has come. */
bool process_is_stopped(void);
/* Runs it to its end. When one of the held signals comes meanwhile, it is ended, too. */
struct process_end process_run(const struct process *process, struct arena *arena);

#endif

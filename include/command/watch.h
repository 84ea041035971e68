/* SPDX-License-Identifier: MIT */
/* Tells which files below some folders changed: by inotify where there is one, else by looking now and then. Folders
   may come, go and be renamed; a burst of changes is one change. */
#ifndef ROLECAST_COMMAND_WATCH_H
#define ROLECAST_COMMAND_WATCH_H

#include "base/fs.h"

struct watch;

struct watch_change {
	size_t root;
	str below; /* its path below the root */
};

enum watch_method { WATCH_TOLD, WATCH_LOOKING };

/* Begins to watch; the roots need not be there yet. Never fails: what cannot be told is looked for. */
struct watch *watch_new(const str *roots, size_t count, enum watch_method method);
enum watch_method watch_method(const struct watch *watch);
/* What to wait for, or -1; and for how long at most, in milliseconds, or -1. Then watch_take. */
int watch_file(const struct watch *watch);
int watch_timeout(const struct watch *watch);
/* Changes that have come to rest, each path once; none when there are none yet. They live until the next call. */
const struct watch_change *watch_take(struct watch *watch, size_t *count);
void watch_free(struct watch *watch);

#endif

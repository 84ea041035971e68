/* SPDX-License-Identifier: MIT */
/* Files that the program carries with it: what `new` writes, what pages get while they are served. The table is made by
   src/embed.py when the program is compiled. */
#ifndef ROLECAST_COMMAND_EMBEDDED_H
#define ROLECAST_COMMAND_EMBEDDED_H

#include "base/str.h"

struct embedded {
	const char *name; /* below src/command: live/live.js */
	str bytes;
};

extern const struct embedded embedded_files[];
extern const size_t embedded_count;

/* One that is known to be there. */
str embedded_file(const char *name);

#endif

/* SPDX-License-Identifier: MIT */
/* A call between its begin and its end: what the wrappers of shim_calls.c share with shim.c. */
#ifndef ROLECAST_TESTS_FAULT_SHIM_H
#define ROLECAST_TESTS_FAULT_SHIM_H

/* Before any header: both kinds of each call are wrapped under their own names. */
#undef _FILE_OFFSET_BITS
#undef _FORTIFY_SOURCE
#undef _GNU_SOURCE
#define _GNU_SOURCE 1
#define _LARGEFILE64_SOURCE 1

#include <dlfcn.h>
#include <stdbool.h>
#include <stddef.h>

/* What a sticky fault goes on to strike. */
enum group { GROUP_OTHER, GROUP_READ, GROUP_WRITE, GROUP_OPEN, GROUPS };

struct call {
	const char *name;
	enum group group;
	bool changes, may_be_short;
	int error;   /* it is to fail with this */
	bool is_cut; /* only half is done */
	bool ends;   /* it is the last one */
};

#define REAL(name) (__extension__(__typeof__(&name)) dlsym(RTLD_NEXT, #name))

/* `dir` and `path` say what the call is about; an open file where there is no path. */
struct call shim_begin(const char *name, enum group group, bool changes, bool may_be_short, int dir, const char *path);
/* True, with errno set, when the call is not to be made. */
bool shim_fails(const struct call *call);
/* How much of `size` is to be done. */
size_t shim_part(const struct call *call, size_t size);
/* The end of a call that gave this, which is below 0 where it failed; the result again. */
int shim_done(const struct call *call, int result, int dir, const char *path, int other_dir, const char *other);
/* The same for bytes. */
long shim_wrote(const struct call *call, long result, int file, const void *bytes);

#endif

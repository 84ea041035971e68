/* SPDX-License-Identifier: MIT */
/* Files added to somebody's folder: all of them or none, each whole, over what is there only where that is asked for.
 */
#ifndef ROLECAST_PUBLISH_ADDITION_H
#define ROLECAST_PUBLISH_ADDITION_H

#include "base/diag.h"

struct addition {
	str path; /* below the folder */
	str text;
	bool may_stay; /* a file that is there already is left as it is, and is no mistake */
	bool stayed;   /* it was there */
	bool replaces; /* what is there gives way, and comes back when something fails */
};

/* Makes the folder too when it is not there. False, with all that was there or what failed, when nothing was added. */
bool additions_write(str folder, struct addition *additions, size_t count, struct diags *diags);
/* Removes from the folder of a site what additions_write left there when it was killed, and brings back what it had set
   aside. Links below are not followed. */
void additions_clear(str folder);
/* The same for one folder, and none below it. */
void additions_clear_in(str folder);

/* LOCK_SH while files are added to a folder, LOCK_EX while it is cleared; given up when the folder is closed. False
   when others are at it. Where there are no locks, nobody is. */
bool addition_lock(int folder, int how);

/* Hidden names beside the files: these and the number of the process, then something that tells them apart. */
#define ADDITION_NEW ".rolecast-new-"
#define ADDITION_OLD ".rolecast-old-"

#endif

/* SPDX-License-Identifier: MIT */
/* Files added to somebody's folder: all of them or none, each whole, never over what is there unless it is asked for. */
#ifndef ROLECAST_PUBLISH_ADDITION_H
#define ROLECAST_PUBLISH_ADDITION_H

#include "base/diag.h"

struct addition {
	str path; /* below the folder */
	str text;
	bool may_stay; /* a file that is there already is left as it is, and is no mistake */
	bool replaces; /* a file that is there goes; what was in it cannot be taken back if a later one fails */
	bool stayed;   /* it was there */
};

/* Makes the folder too when it is not there. False, with all that was there or what failed, when nothing was added. */
bool additions_write(str folder, struct addition *additions, size_t count, struct diags *diags);

#endif

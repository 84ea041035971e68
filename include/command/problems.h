/* SPDX-License-Identifier: MIT */
/* What browsers are told of what is wrong. */
#ifndef ROLECAST_COMMAND_PROBLEMS_H
#define ROLECAST_COMMAND_PROBLEMS_H

#include "base/diag.h"

/* So many are shown; the terminal has all. */
enum { PROBLEMS_SHOWN = 100 };

struct problems {
	struct diags shown; /* its texts are those of all, or in its arena; diags_free frees them */
	size_t more;        /* how many were left out */
};

/* The errors, then the warnings. For others in the network without the lines of the content that they stand in. */
struct problems problems_of(const struct diags *all, bool is_for_others);
void problems_print(const struct diags *all, bool is_for_others, struct buf *out);

#endif

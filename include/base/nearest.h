/* SPDX-License-Identifier: MIT */
/* Did you mean …? */
#ifndef ROLECAST_BASE_NEAREST_H
#define ROLECAST_BASE_NEAREST_H

#include "base/str.h"

/* Keeps the candidate nearest to a word: start with {.word = w}, offer each, read `best`
   (empty when none is within max(1, length / 3) edits). */
struct nearest {
	str word, best;
	size_t distance;
};

void nearest_offer(struct nearest *nearest, str candidate);

#endif

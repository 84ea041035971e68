/* SPDX-License-Identifier: MIT */
/* What every micro benchmark includes: a subject and its limit (the least that the same work can cost) are timed in
   turns, so that a noisy machine is noisy for both. */
#ifndef ROLECAST_TESTS_MICRO_H
#define ROLECAST_TESTS_MICRO_H

#include <stdio.h>

#include "command/project.h"

struct micro_case {
	const char *name;
	size_t bytes; /* that one run of the subject reads or writes */
	void (*subject)(void *context);
	void (*limit)(void *context);
	void *context;
};

struct micro_figure {
	double median, spread; /* spread: half of what lies between the quartiles, as a part of the median */
};

struct micro_result {
	const char *name;
	size_t bytes;
	struct micro_figure subject, limit; /* nanoseconds a run */
	struct micro_figure ratio;          /* subject by limit, round by round */
};

struct micro {
	const char *title, *limit, *work; /* "memcpy of the output"; "writes" or "reads" */
	struct arena arena;
	size_t rounds;
	const char *only; /* a part of the names that are timed; NULL: all */
	bool is_json, is_wrong;
	struct micro_result results[64];
	size_t count;
};

/* Takes the words of the command. False on wrong usage, which it tells. */
bool micro_init(struct micro *micro, int count, char **words);
void micro_time(struct micro *micro, const struct micro_case *timed);
/* What is timed must be right as well: a claim that does not hold fails the program. */
void micro_check(struct micro *micro, bool holds, const char *claim, const char *of);
/* Prints what was timed; the status that main returns. */
int micro_end(struct micro *micro);
/* Loads the example site below the working folder. False when it has errors, which it tells. */
bool micro_load(struct project *project);

#endif

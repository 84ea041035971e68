/* SPDX-License-Identifier: MIT */
/* Inside the check of templates: what walking finds out and reporting tells. */
#ifndef ROLECAST_PAGE_CONTRACT_PARTS_H
#define ROLECAST_PAGE_CONTRACT_PARTS_H

#include <assert.h>

#include "base/map.h"
#include "base/nearest.h"
#include "page/contract.h"

/* What a stack holds besides the records of view_records. */
enum {
	CONTRACT_ANYTHING = SHAPE_COUNT, /* something under `extra`: has every name */
	CONTRACT_SCALAR,                 /* text or a number: has no names */
	CONTRACT_SHAPES
};
static_assert(CONTRACT_SHAPES <= UINT8_MAX, "a byte is enough for a shape");

/* Each record at most once, so the room is enough for any. */
struct stack {
	uint8_t depth;
	uint8_t shapes[CONTRACT_SHAPES];
};

/* What a name stands for on a stack; or, when it is not known, which part of it is missing and where. */
struct meaning {
	bool is_known;
	enum view_kind kind; /* not known: of `holder` */
	uint8_t of;          /* the shape that a section over it pushes; not known: the record that lacks it */
	str missing;
	str holder; /* the part before the missing one, empty for the first */
};

/* What is known of one step after all walks. */
struct verdict {
	bool is_found, is_missed; /* the name, on some stack */
	bool is_unprintable;      /* a record or a list on some stack: `printed` */
	bool is_fixed;            /* a dynamic name that authors do not choose */
	bool is_given, is_used;   /* a block in a parent tag; and the parent has it */
	uint8_t printed;
	struct meaning failed; /* on the first stack that lacks the name */
	struct nearest nearest;
};

struct checked_file {
	const struct mustache_step *steps;
	size_t count;
	struct verdict *verdicts; /* one a step */
};

struct contract_check {
	const struct mustache_set *set;
	const struct contract_open *open;
	struct arena *arena;
	struct map files; /* path → struct checked_file * */
	struct map calls; /* all that are to be walked, in this order; the first `walked` are done */
	struct map given;
	size_t walked;
	const struct mustache_step *too_many; /* the call with which we gave up */
};

#endif

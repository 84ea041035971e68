/* SPDX-License-Identifier: MIT */
/* Inside the Mustache engine: what compiling makes, linking completes and rendering reads. */
#ifndef ROLECAST_FORMAT_MUSTACHE_PARTS_H
#define ROLECAST_FORMAT_MUSTACHE_PARTS_H

#include "format/mustache.h"

/* A step with what rendering needs. Sections, parents and blocks run from the next op up to `end`. */
struct mustache_op {
	enum mustache_step_kind kind;
	bool is_dynamic, is_implicit;
	bool is_alone; /* partial, parent, block: stood on lines of its own, so it starts a line */
	uint32_t end;
	uint32_t path_count; /* parts of a dotted name */
	const uint32_t *path;
	str text;   /* TEXT: the text; else the name */
	str indent; /* partial, parent, block: stands before each of its lines */
	const struct mustache_template *target;
};

struct mustache_template {
	str name;
	struct mustache_op *ops;
	struct mustache_step *steps; /* one an op */
	size_t count, cap;
};

struct mustache_set {
	struct arena *arena;
	struct map templates; /* name → struct mustache_template * */
	struct map names;     /* a part of a name → its number + 1, as a pointer */
	struct mustache_shape *shapes;
	size_t shape_count, shape_cap;
};

uint32_t mustache_intern(struct mustache_set *set, str name);

#endif

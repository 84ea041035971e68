/* SPDX-License-Identifier: MIT */
/* A small content tree in memory, unpacked from a target's bytes: each file begins with a line "@@ PATH". */
#ifndef ROLECAST_FUZZ_TREE_H
#define ROLECAST_FUZZ_TREE_H

#include "page/plan.h"

enum { TREE_MOST_FILES = 64 };

struct tree {
	struct input files[TREE_MOST_FILES];
	struct input *inputs[TREE_MOST_FILES]; /* by path */
	size_t count;
	struct arena arena;
	struct site site;
	struct diags diags;
};

/* Files that a build would refuse unread (no UTF-8, control characters, too large, twice the same) are left out. */
void tree_unpack(struct tree *tree, str bytes);
/* A file, unless one is there of this path. False when it is left out. */
bool tree_add(struct tree *tree, str below, str text);
/* What a site cannot do without: site.yaml and sources.yaml. */
void tree_complete(struct tree *tree);
/* Loads and scores it; false when there are errors. */
bool tree_load(struct tree *tree);
/* Prints all that was said, and forgets the tree. */
void tree_free(struct tree *tree);

/* The default theme, read from themes/ once in the life of the process: targets run in the top folder. */
const struct theme *tree_theme(void);

#endif

/* SPDX-License-Identifier: MIT */
/* What `rolecast new` writes: the files of src/command/scaffold, which are built into the program, as templates. */
#ifndef ROLECAST_COMMAND_SCAFFOLD_H
#define ROLECAST_COMMAND_SCAFFOLD_H

#include "format/value.h"
#include "publish/addition.h"

enum scaffold {
	SCAFFOLD_ROLE,
	SCAFFOLD_ROLE_IN_ONE_FILE,
	SCAFFOLD_ARTICLE,
	SCAFFOLD_PAGE,
	SCAFFOLD_SITE,
	SCAFFOLD_THEME,
	SCAFFOLD_GITHUB,
	SCAFFOLD_GITLAB,
	SCAFFOLDS
};

/* The files of scaffolds (bits: 1 << enum scaffold), filled with the values that their templates name. */
struct addition *scaffold_fill(unsigned scaffolds, struct value values, struct arena *arena, size_t *count);
/* Where a recipe stands in a site. */
str scaffold_path(enum scaffold recipe);

/* Text as a YAML scalar: as it is where that is safe, else in double quotes. It holds no control characters. */
str scaffold_yaml(struct arena *arena, str text);

#endif

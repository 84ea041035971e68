/* SPDX-License-Identifier: MIT */
/* The schemas that a site carries for editors, in .rolecast/schema: YAML files name them in their first line. */
#ifndef ROLECAST_COMMAND_EDITOR_H
#define ROLECAST_COMMAND_EDITOR_H

#include "command/command.h"

/* Writes those that are missing or differ from what this program says. */
bool editor_write_schemas(str folder, struct arena *arena, struct diags *diags);
/* The same for a site that has them. What cannot be written stays as it is: nothing that is published needs them. */
void editor_refresh_schemas(str folder, struct arena *arena);
/* Whether the site has them. */
bool editor_has_schemas(str folder, struct arena *arena);

#endif

/* SPDX-License-Identifier: MIT */
/* Where the themes are that came with the program. Meson tells ROLECAST_DATA, the folder of our data once installed,
   and ROLECAST_DATA_FROM_PROGRAM, the way to it from the folder of the program: the second holds when the whole prefix
   was moved, or was staged below another folder. */
#include "command/project.h"

#include <stdlib.h>

#include "base/fs.h"

static bool has_default(struct arena *arena, str themes)
{
	return fs_is_folder(fs_join(arena, themes, S("default")));
}

/* The prefix the program stands in, or the checkout whose build folder it stands in. */
static str beside_program(struct arena *arena)
{
	str folder = fs_folder_of(fs_program(arena)), moved, above;
	if (folder.len == 0)
		return (str){0};
	str way = arena_printf(arena, "%.*s/" ROLECAST_DATA_FROM_PROGRAM "/themes", STR_ARG(folder));
	if (*ROLECAST_DATA_FROM_PROGRAM && fs_normal(arena, way, &moved)) {
		moved = arena_printf(arena, "/%.*s", STR_ARG(moved));
		if (has_default(arena, moved))
			return moved;
	}
	above = fs_folder_of(folder);
	return fs_exists(fs_join(arena, above, S("src/command/installed.c"))) ? fs_join(arena, above, S("themes"))
									      : (str){0};
}

str command_themes(struct arena *arena)
{
	const char *given = getenv("ROLECAST_THEMES");
	if (given && *given)
		return str_of(given);
	str found = beside_program(arena);
	if (found.len)
		return found;
	return has_default(arena, S(ROLECAST_DATA "/themes")) ? S(ROLECAST_DATA "/themes") : (str){0};
}

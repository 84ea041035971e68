/* SPDX-License-Identifier: MIT */
/* Where the themes are that came with the program. Meson tells ROLECAST_DATA, the folder of our data once installed,
   and ROLECAST_DATA_FROM_PROGRAM, the way to it from the folder of the program: the second holds when the whole prefix
   was moved, or was staged below another folder. */
#include "command/project.h"

#include <errno.h>
#include <stdlib.h>

#include "base/fs.h"

/* The first time that somebody could not look. */
static bool is_not_there(int *error)
{
	if (*error == 0 && !fs_is_absence(errno))
		*error = errno;
	return false;
}

static bool has_default(struct arena *arena, str themes, int *error)
{
	return fs_is_folder(fs_join(arena, themes, S("default"))) || is_not_there(error);
}

/* The prefix the program stands in, or the checkout whose build folder it stands in. */
static str beside_program(struct arena *arena, int *error)
{
	str folder = fs_folder_of(fs_program(arena)), moved, above;
	if (folder.len == 0) {
		is_not_there(error);
		return (str){0};
	}
	str way = arena_printf(arena, "%.*s/" ROLECAST_DATA_FROM_PROGRAM "/themes", STR_ARG(folder));
	if (*ROLECAST_DATA_FROM_PROGRAM && fs_normal(arena, way, &moved)) {
		moved = arena_printf(arena, "/%.*s", STR_ARG(moved));
		if (has_default(arena, moved, error))
			return moved;
	}
	above = fs_folder_of(folder);
	bool is_checkout = fs_exists(fs_join(arena, above, S("src/command/installed.c"))) || is_not_there(error);
	return is_checkout ? fs_join(arena, above, S("themes")) : (str){0};
}

str command_themes(struct arena *arena, int *error)
{
	const char *given = getenv("ROLECAST_THEMES");
	*error = 0;
	if (given && *given)
		return str_of(given);
	str found = beside_program(arena, error);
	if (found.len)
		return found;
	return has_default(arena, S(ROLECAST_DATA "/themes"), error) ? S(ROLECAST_DATA "/themes") : (str){0};
}

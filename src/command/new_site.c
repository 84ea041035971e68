/* SPDX-License-Identifier: MIT */
#include "command/creation.h"

#include <dirent.h>
#include <errno.h>
#include <string.h>

/* The name of something in the folder that is not hidden; "" when there is nothing. False with errno set. */
static bool first_entry(str folder, struct arena *arena, str *found)
{
	char name[PATH_MAX];
	*found = (str){0};
	if (!fs_c_path(folder, name))
		return false;
	DIR *dir = opendir(name);
	if (!dir)
		return errno == ENOENT;
	for (const struct dirent *entry; (errno = 0, entry = readdir(dir));) {
		str own = str_of(entry->d_name);
		bool is_first = found->len == 0 || str_cmp(own, *found) < 0;
		if (own.at[0] != '.' && is_first)
			*found = arena_copy(arena, own);
	}
	int error = errno;
	closedir(dir);
	errno = error;
	return error == 0;
}

static bool check_empty(struct creation *creation, str folder, str shown)
{
	str found;
	if (!first_entry(folder, creation->invocation->arena, &found))
		return errno == ENOTDIR ? creation_taken(creation, (struct mark){0},
			       arena_printf(
				       creation->invocation->arena, "'%.*s' is a file, or below one", STR_ARG(shown)),
			       "name a folder that is empty or not there")
					: diag_system(&creation->diags, "unreadable", shown, errno, "cannot list");
	if (found.len == 0)
		return true;
	diag_error(&creation->diags, (struct mark){0}, "not-empty",
		"a site begins in an empty folder, and '%.*s' holds '%.*s'", STR_ARG(shown), STR_ARG(found));
	diag_hint(&creation->diags, "`rolecast new site NAME` makes a folder of that name");
	return false;
}

/* As a shell takes it. */
static str quoted(struct arena *arena, str path)
{
	bool is_safe = true;
	for (size_t i = 0; i < path.len; i++)
		is_safe &= path.at[i] > ' ' && path.at[i] < 0x7F && !strchr("'\"\\$`&|;<>()*?[]{}#!~", path.at[i]);
	return is_safe ? path : arena_printf(arena, "'%.*s'", STR_ARG(path));
}

static void say_site(struct creation *creation, str folder)
{
	struct buf *out = &creation->invocation->messages;
	if (creation->invocation->is_quiet)
		return;
	buf_put(out, S("A whole site, with one invented role in it.\n  to see it         "));
	if (!str_eq(folder, S(".")))
		buf_printf(out, "cd %.*s && ", STR_ARG(quoted(creation->invocation->arena, folder)));
	buf_put(out,
		S("rolecast serve\n"
		  "  to add a role     rolecast new role \"Court Reporter\"\n"
		  "  to make it yours  title and address stand in content/site.yaml\n"));
}

bool creation_new_site(struct creation *creation)
{
	struct invocation *invocation = creation->invocation;
	str given = invocation->argument_count > 1 ? str_of(invocation->arguments[1]) : S(".");
	while (given.len > 1 && str_ends(given, S("/")))
		given.len--;
	if (given.len == 0)
		return creation_refuse(creation, "the name of the folder is empty", "rolecast new site jobs");
	str folder = str_starts(given, S("/")) ? given : fs_join(invocation->arena, invocation->folder, given);
	str shown = given;
	if (str_eq(given, S(".")))
		folder = invocation->folder;
	enum scaffold recipe;
	str host = invocation->for_host.len ? invocation->for_host : S("github-pages");
	if (!creation_take_host(creation, host, &recipe))
		return false;
	additions_clear(folder);
	if (!check_empty(creation, folder, shown))
		return false;
	creation_give_dates(creation);
	if (!creation_write(creation, 1U << SCAFFOLD_SITE | 1U << recipe, folder, shown)
		|| !creation_write_schemas(creation, folder, shown))
		return false;
	say_site(creation, folder);
	return true;
}

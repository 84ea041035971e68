/* SPDX-License-Identifier: MIT */
/* What a killed process has left is known by its name and by the number of the process, of which none is alive. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#include "base/fs.h"
#include "publish/addition.h"

/* `rest` is PID-… */
static bool is_left_over(str *rest)
{
	str digits;
	int64_t process;
	return str_take_until(rest, '-', &digits) && str_int(digits, &process) && process > 0
		&& kill((pid_t)process, 0) != 0 && errno == ESRCH;
}

/* True when it was one of ours that is needed no more. */
static bool clear_entry(int dir, const char *name)
{
	struct stat facts;
	str rest = str_of(name);
	bool is_new = str_take(&rest, S(ADDITION_NEW)), is_old = !is_new && str_take(&rest, S(ADDITION_OLD));
	if ((!is_new && !is_old) || !is_left_over(&rest))
		return false;
	if (!is_old || fstatat(dir, rest.at, &facts, AT_SYMLINK_NOFOLLOW) == 0)
		return unlinkat(dir, name, 0) == 0;
	if (errno == ENOENT)
		renameat(dir, name, dir, rest.at);
	return false;
}

static bool clear_below(int folder, int depth);

/* Folders that it made and did not come to fill go with it; a link is nobody's way. */
static bool clear_folder(int dir, const char *name, int depth)
{
	int folder = depth > 0 ? fs_open(dir, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW) : -1;
	return folder >= 0 && clear_below(folder, depth - 1) && unlinkat(dir, name, AT_REMOVEDIR) == 0;
}

/* True when something was removed. Closes the folder. */
static bool clear_below(int folder, int depth)
{
	bool is_cleared = false;
	DIR *dir = fdopendir(folder);
	if (!dir) {
		close(folder);
		return false;
	}
	for (const struct dirent *entry; (entry = readdir(dir));) {
		str name = str_of(entry->d_name);
		if (str_starts(name, S(".rolecast-")))
			is_cleared |= clear_entry(dirfd(dir), name.at);
		else if (name.at[0] != '.')
			is_cleared |= clear_folder(dirfd(dir), name.at, depth);
	}
	closedir(dir);
	return is_cleared;
}

static void clear(str path, int depth)
{
	char name[PATH_MAX];
	int folder = fs_c_path(path, name) ? fs_open(AT_FDCWD, name, O_RDONLY | O_DIRECTORY) : -1;
	if (folder >= 0 && clear_below(folder, depth) && depth)
		rmdir(name);
}

void additions_clear_in(str folder)
{
	clear(folder.len ? folder : S("."), 0);
}

void additions_clear(str project)
{
	static const char *const folders[] = {"content", "themes", ".github", ".ci", ".vscode", ".rolecast"};
	struct arena arena = {0};
	additions_clear_in(project);
	for (size_t i = 0; i < COUNT(folders); i++)
		clear(fs_join(&arena, project, str_of(folders[i])), FS_MAX_DEPTH);
	arena_free(&arena);
}

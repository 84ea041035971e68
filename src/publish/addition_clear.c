/* SPDX-License-Identifier: MIT */
/* What a killed process has left is known by its name and by the number of the process, of which none is alive.
   Containers have numbers of their own, often the same ones: so whoever writes holds a lock on the folder of the site,
   and nothing is cleared meanwhile. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/fs.h"
#include "publish/addition.h"
#include "publish/folder.h"

/* `rest` is PID-… */
static bool is_left_over(str *rest)
{
	str digits;
	int64_t process;
	return str_take_until(rest, '-', &digits) && str_int(digits, &process) && process > 0
		&& (process == getpid() || (kill((pid_t)process, 0) != 0 && errno == ESRCH));
}

bool addition_lock(int folder, int how)
{
	return folder_lock(folder, how) || errno != EWOULDBLOCK;
}

/* Nothing is ever replaced outside content/; a name that says so there was given by somebody else, to something that he
   wants to come to life. */
enum restoring { LEAVE, RESTORE };

/* True when it was one of ours that is needed no more. */
static bool clear_entry(int dir, const char *name, enum restoring restoring)
{
	struct stat facts;
	str rest = str_of(name);
	bool is_new = str_take(&rest, S(ADDITION_NEW)), is_old = !is_new && str_take(&rest, S(ADDITION_OLD));
	if ((!is_new && !is_old) || !is_left_over(&rest))
		return false;
	if (!is_old || fstatat(dir, rest.at, &facts, AT_SYMLINK_NOFOLLOW) == 0)
		return unlinkat(dir, name, 0) == 0;
	if (errno == ENOENT && restoring == RESTORE)
		renameat(dir, name, dir, rest.at);
	return false;
}

static bool clear_below(int folder, int depth, enum restoring restoring);

/* Folders that it made and did not come to fill go with it; a link is nobody's way. */
static bool clear_folder(int dir, const char *name, int depth, enum restoring restoring)
{
	int folder = depth > 0 ? fs_open(dir, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW) : -1;
	return folder >= 0 && clear_below(folder, depth - 1, restoring) && unlinkat(dir, name, AT_REMOVEDIR) == 0;
}

/* True when something was removed. Closes the folder. */
static bool clear_below(int folder, int depth, enum restoring restoring)
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
			is_cleared |= clear_entry(dirfd(dir), name.at, restoring);
		else if (name.at[0] != '.')
			is_cleared |= clear_folder(dirfd(dir), name.at, depth, restoring);
	}
	closedir(dir);
	return is_cleared;
}

static void clear(str path, int depth, enum restoring restoring)
{
	char name[PATH_MAX];
	int folder = fs_c_path(path, name) ? fs_open(AT_FDCWD, name, O_RDONLY | O_DIRECTORY) : -1;
	if (folder >= 0 && clear_below(folder, depth, restoring) && depth)
		rmdir(name);
}

void additions_clear_in(str folder)
{
	clear(folder.len ? folder : S("."), 0, LEAVE);
}

void additions_clear(str project)
{
	static const char *const others[] = {"themes", ".github", ".ci", ".vscode", ".rolecast"};
	struct arena arena = {0};
	char name[PATH_MAX];
	int folder =
		fs_c_path(project.len ? project : S("."), name) ? fs_open(AT_FDCWD, name, O_RDONLY | O_DIRECTORY) : -1;
	if (folder >= 0 && addition_lock(folder, LOCK_EX)) {
		additions_clear_in(project);
		clear(fs_join(&arena, project, S("content")), FS_MAX_DEPTH, RESTORE);
		for (size_t i = 0; i < COUNT(others); i++)
			clear(fs_join(&arena, project, str_of(others[i])), FS_MAX_DEPTH, LEAVE);
	}
	if (folder >= 0)
		close(folder);
	arena_free(&arena);
}

/* SPDX-License-Identifier: MIT */
#include "publish/folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void take_facts(const struct stat *facts, struct manifest_entry *entry)
{
	entry->size = (uint64_t)facts->st_size;
#if defined(__APPLE__)
	entry->seconds = facts->st_mtimespec.tv_sec;
	entry->nanoseconds = facts->st_mtimespec.tv_nsec;
#else
	entry->seconds = facts->st_mtim.tv_sec;
	entry->nanoseconds = facts->st_mtim.tv_nsec;
#endif
}

bool folder_stat(int folder, str path, struct manifest_entry *entry)
{
	char name[PATH_MAX];
	struct stat facts;
	if (!fs_c_path(path, name) || fstatat(folder, name, &facts, AT_SYMLINK_NOFOLLOW) != 0)
		return false;
	if (!S_ISREG(facts.st_mode)) {
		errno = EEXIST;
		return false;
	}
	take_facts(&facts, entry);
	return true;
}

bool folder_append(int file, str bytes)
{
	while (bytes.len) {
		ssize_t done = write(file, bytes.at, bytes.len);
		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0)
			return false;
		bytes = str_skip(bytes, (size_t)done);
	}
	return true;
}

int folder_open_new(int folder, str path, str *parent_known)
{
	char name[PATH_MAX];
	str parent = fs_folder_of(path);
	if (!fs_c_path(path, name))
		return -1;
	if (!str_eq(parent, *parent_known)) {
		char parent_name[PATH_MAX];
		fs_c_path(parent, parent_name);
		if (parent.len && mkdirat(folder, parent_name, 0777) != 0 && errno != EEXIST
			&& !fs_make_folders(folder, parent))
			return -1;
		*parent_known = parent;
	}
	return openat(folder, name, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0666);
}

bool folder_close(int file, struct manifest_entry *entry)
{
	struct stat facts;
	bool ok = fstat(file, &facts) == 0;
	int error = errno;
	/* Some file systems tell of a full disk only now. */
	if (close(file) != 0 && ok) {
		ok = false;
		error = errno;
	}
	if (ok)
		take_facts(&facts, entry);
	errno = error;
	return ok;
}

bool folder_write(int folder, str path, str bytes, str *parent_known, struct manifest_entry *entry)
{
	int file = folder_open_new(folder, path, parent_known);
	if (file < 0)
		return false;
	if (folder_append(file, bytes))
		return folder_close(file, entry);
	int error = errno;
	close(file);
	errno = error;
	return false;
}

bool folder_stamp(int folder, str path, struct manifest_entry *entry)
{
	char name[PATH_MAX];
	struct timespec time = {.tv_sec = (time_t)entry->seconds, .tv_nsec = (long)entry->nanoseconds};
	struct timespec times[] = {time, time};
	if (!fs_c_path(path, name))
		return false;
	/* Some file systems keep times of their own; that is no failure. */
	utimensat(folder, name, times, AT_SYMLINK_NOFOLLOW);
	return folder_stat(folder, path, entry);
}

bool folder_rename(int folder, str from, str to)
{
	char old_name[PATH_MAX], new_name[PATH_MAX];
	if (!fs_c_path(from, old_name) || !fs_c_path(to, new_name))
		return false;
	if (renameat(folder, old_name, folder, new_name) == 0)
		return true;
	if (errno != ENOENT || !fs_make_folders(folder, fs_folder_of(to)))
		return false;
	return renameat(folder, old_name, folder, new_name) == 0;
}

bool folder_remove(int folder, str path)
{
	char name[PATH_MAX];
	return fs_c_path(path, name) && (unlinkat(folder, name, 0) == 0 || errno == ENOENT);
}

static void remove_children(int folder, int depth)
{
	enum { DEEPEST = 64 };
	int copy = dup(folder);
	DIR *dir = copy >= 0 ? fdopendir(copy) : NULL;
	const struct dirent *entry;
	if (!dir || depth > DEEPEST) {
		if (dir)
			closedir(dir);
		return;
	}
	while ((entry = readdir(dir))) {
		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
			continue;
		if (unlinkat(folder, entry->d_name, 0) == 0)
			continue;
		int inner = openat(folder, entry->d_name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
		if (inner < 0)
			continue;
		remove_children(inner, depth + 1);
		close(inner);
		unlinkat(folder, entry->d_name, AT_REMOVEDIR);
	}
	closedir(dir);
}

void folder_remove_tree(int folder, str path)
{
	char name[PATH_MAX];
	if (!fs_c_path(path, name))
		return;
	int inner = openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (inner < 0)
		return;
	remove_children(inner, 0);
	close(inner);
	unlinkat(folder, name, AT_REMOVEDIR);
}

void folder_prune(int folder, str path)
{
	char name[PATH_MAX];
	while (path.len && fs_c_path(path, name) && unlinkat(folder, name, AT_REMOVEDIR) == 0)
		path = fs_folder_of(path);
}

bool folder_sync(int folder)
{
#if defined(__linux__)
	return syncfs(folder) == 0;
#else
	sync();
	return folder >= 0;
#endif
}

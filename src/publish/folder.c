/* SPDX-License-Identifier: MIT */
#include "publish/folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
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

ssize_t folder_read(int file, char *to, size_t most)
{
	ssize_t count;
	do
		count = read(file, to, most);
	while (count < 0 && errno == EINTR);
	return count;
}

bool folder_hash(int folder, struct manifest_entry *entry)
{
	char name[PATH_MAX], bytes[1 << 16];
	ssize_t count = 1;
	uint64_t done = 0;
	int file = fs_c_path(entry->path, name) ? fs_open(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK) : -1;
	if (file < 0)
		return false;
	struct hasher *hasher = hasher_new();
	while (count > 0 && done < entry->size) {
		uint64_t left = entry->size - done;
		count = folder_read(file, bytes, left < sizeof bytes ? (size_t)left : sizeof bytes);
		if (count > 0)
			hasher_bytes(hasher, (str){bytes, (size_t)count});
		done += count > 0 ? (uint64_t)count : 0;
	}
	int error = errno;
	close(file);
	errno = error;
	entry->hash = hasher_end(hasher);
	entry->size = done;
	return count >= 0;
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
	return fs_open(folder, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW);
}

bool folder_close(int file, struct manifest_entry *entry)
{
	struct stat facts;
	bool ok = fstat(file, &facts) == 0;
	int error = errno;
	/* Some file systems tell of a full disk only now. An interrupted one has closed the file. */
	if (close(file) != 0 && errno != EINTR && ok) {
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

#if defined(O_PATH)
enum { TO_PASS_THROUGH = O_PATH };
#else
enum { TO_PASS_THROUGH = O_RDONLY };
#endif

static void close_parent(int folder, int parent)
{
	int error = errno;
	if (parent != folder)
		close(parent);
	errno = error;
}

/* The folder that holds the last name of a path, which is put into `name`. It is opened name by name, so that no link
   on the way is followed, whoever put it there. -1 with errno set. */
static int open_parent(int folder, str path, char name[PATH_MAX])
{
	int at = folder;
	for (size_t end; (end = str_find(path, '/')) < path.len; path = str_skip(path, end + 1)) {
		int next = -1;
		if (fs_c_path(str_part(path, 0, end), name))
			next = fs_open(at, name, TO_PASS_THROUGH | O_DIRECTORY | O_NOFOLLOW);
		close_parent(folder, at);
		if (next < 0)
			return -1;
		at = next;
	}
	if (fs_c_path(path, name))
		return at;
	close_parent(folder, at);
	return -1;
}

static bool rename_to(int folder, const char *from, str to)
{
	char name[PATH_MAX];
	int parent = open_parent(folder, to, name);
	if (parent < 0)
		return false;
	bool ok = renameat(folder, from, parent, name) == 0;
	close_parent(folder, parent);
	return ok;
}

bool folder_rename(int folder, str from, str to)
{
	char name[PATH_MAX];
	if (!fs_c_path(from, name))
		return false;
	if (rename_to(folder, name, to))
		return true;
	return errno == ENOENT && fs_make_folders(folder, fs_folder_of(to)) && rename_to(folder, name, to);
}

enum removed { REMOVED_FILE, REMOVED_FOLDER = AT_REMOVEDIR };

static bool remove_at(int folder, str path, enum removed what)
{
	char name[PATH_MAX];
	int parent = open_parent(folder, path, name);
	if (parent < 0)
		return false;
	bool ok = unlinkat(parent, name, (int)what) == 0;
	close_parent(folder, parent);
	return ok;
}

bool folder_remove(int folder, str path)
{
	/* Behind a link, or a file, there is nothing of this folder. */
	return remove_at(folder, path, REMOVED_FILE) || errno == ENOENT || errno == ENOTDIR || errno == ELOOP;
}

static bool remove_children(int folder, int depth);

static bool remove_folder(int folder, const char *name, int depth)
{
	int inner = fs_open(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW);
	if (inner < 0)
		return false;
	bool ok = remove_children(inner, depth);
	int error = errno;
	close(inner);
	errno = error;
	return ok && unlinkat(folder, name, AT_REMOVEDIR) == 0;
}

static bool remove_entry(int folder, const char *name, int depth)
{
	if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0 || unlinkat(folder, name, 0) == 0)
		return true;
	return (errno == EISDIR || errno == EPERM) && remove_folder(folder, name, depth);
}

static bool remove_children(int folder, int depth)
{
	enum { DEEPEST = 64 };
	if (depth > DEEPEST) {
		errno = ENAMETOOLONG;
		return false;
	}
	int copy = dup(folder), error = 0;
	DIR *dir = copy >= 0 ? fdopendir(copy) : NULL;
	if (!dir) {
		error = errno;
		if (copy >= 0)
			close(copy);
		errno = error;
		return false;
	}
	for (const struct dirent *entry; errno = 0, (entry = readdir(dir));)
		if (!remove_entry(folder, entry->d_name, depth + 1))
			error = errno;
	error = error ? error : errno;
	closedir(dir);
	errno = error;
	return error == 0;
}

bool folder_remove_tree(int folder, str path)
{
	char name[PATH_MAX];
	return fs_c_path(path, name) && (remove_folder(folder, name, 0) || errno == ENOENT);
}

void folder_prune(int folder, str path)
{
	while (path.len && remove_at(folder, path, REMOVED_FOLDER))
		path = fs_folder_of(path);
}

bool folder_lock(int file, int how)
{
	int result;
	do
		result = flock(file, how | LOCK_NB);
	while (result != 0 && errno == EINTR);
	return result == 0;
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

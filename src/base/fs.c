/* SPDX-License-Identifier: MIT */
#include "base/fs.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#if defined(__APPLE__)
#include <mach-o/dyld.h>
#endif

bool fs_c_path(str path, char text[PATH_MAX])
{
	if (path.len >= PATH_MAX) {
		errno = ENAMETOOLONG;
		return false;
	}
	if (path.len)
		memcpy(text, path.at, path.len);
	text[path.len] = '\0';
	return true;
}

int fs_open(int dir, const char *name, int flags)
{
	enum { MODE = 0666 };
	int file;
	do
		file = openat(dir, name, flags | O_CLOEXEC, MODE);
	while (file < 0 && errno == EINTR);
	return file;
}

bool fs_is_absence(int error)
{
	return error == ENOENT || error == ENOTDIR || error == ENAMETOOLONG || error == ELOOP;
}

static bool read_all(int file, size_t size, char *at, size_t *length)
{
	*length = 0;
	while (*length < size) {
		ssize_t got = read(file, at + *length, size - *length);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return false;
		if (got == 0)
			break;
		*length += (size_t)got;
	}
	return true;
}

static bool read_open(int file, size_t limit, struct arena *arena, str *text)
{
	struct stat facts;
	if (fstat(file, &facts) != 0)
		return false;
	if (!S_ISREG(facts.st_mode)) {
		errno = EINVAL;
		return false;
	}
	if ((uint64_t)facts.st_size > limit) {
		errno = EFBIG;
		return false;
	}
	char *at = arena_alloc(arena, (size_t)facts.st_size + 1);
	*text = (str){.at = at};
	return read_all(file, (size_t)facts.st_size, at, &text->len);
}

bool fs_read(int dir, str path, size_t limit, struct arena *arena, str *text)
{
	char name[PATH_MAX];
	if (!fs_c_path(path, name))
		return false;
	/* Not to hang on a pipe that stands where a file should. */
	int file = fs_open(dir, name, O_RDONLY | O_NONBLOCK);
	if (file < 0)
		return false;
	bool ok = read_open(file, limit, arena, text);
	int error = errno;
	close(file);
	errno = error;
	return ok;
}

int fs_open_below(str folder, str below)
{
	char start[PATH_MAX], top[PATH_MAX], path[PATH_MAX], real[PATH_MAX];
	if (!fs_c_path(folder.len ? folder : S("."), start) || !realpath(start, top))
		return -1;
	size_t length = strlen(top);
	int size = snprintf(path, sizeof path, "%s/%.*s", top, STR_ARG(below));
	errno = ENAMETOOLONG;
	if (size < 0 || (size_t)size >= sizeof path || !realpath(path, real))
		return -1;
	errno = ENOENT;
	if (strncmp(real, top, length) != 0 || real[length] != '/')
		return -1;
	int at = fs_open(AT_FDCWD, top, O_RDONLY | O_DIRECTORY);
	for (char *name = real + length + 1, *end; at >= 0 && name; name = end) {
		end = strchr(name, '/');
		if (end)
			*end++ = '\0';
		int next = fs_open(at, name, O_RDONLY | O_NOFOLLOW | (end ? O_DIRECTORY : O_NONBLOCK));
		int error = errno;
		close(at);
		errno = error;
		at = next;
	}
	return at;
}

struct listing {
	struct arena *arena;
	char real[PATH_MAX]; /* the listed folder, all links resolved */
	struct fs_entry *entries;
	size_t count, cap;
	str at; /* the folder that is being read, below that */
};

static void list_add(struct listing *listing, struct fs_entry entry)
{
	if (listing->count == listing->cap) {
		size_t cap = listing->cap ? listing->cap * 2 : 64;
		struct fs_entry *entries = arena_array(listing->arena, struct fs_entry, cap);
		if (listing->count)
			memcpy(entries, listing->entries, listing->count * sizeof *entries);
		listing->entries = entries;
		listing->cap = cap;
	}
	listing->entries[listing->count++] = entry;
}

bool fs_is_ignored(str name)
{
	static const char *const known[] = {".htaccess", ".nojekyll", ".well-known"};
	for (size_t i = 0; i < COUNT(known); i++)
		if (str_eq(name, str_of(known[i])))
			return false;
	return name.len == 0 || name.at[0] == '.' || name.at[0] == '#' || name.at[name.len - 1] == '~';
}

/* NULL at the end, or with errno set. */
static const struct dirent *next_entry(DIR *dir)
{
	errno = 0;
	return readdir(dir);
}

/* Out of the folder, or nowhere. False, with errno, when that cannot be told. */
static bool see_link(const struct listing *listing, const char *folder, const char *name, bool *leads_out)
{
	char path[PATH_MAX], real[PATH_MAX];
	*leads_out = true;
	if ((size_t)snprintf(path, sizeof path, "%s/%s", folder, name) >= sizeof path)
		return true;
	if (!realpath(path, real))
		return fs_is_absence(errno);
	size_t length = strlen(listing->real);
	*leads_out = strncmp(real, listing->real, length) != 0 || (real[length] != '/' && real[length] != '\0');
	return true;
}

static bool list_folder(struct listing *listing, const char *folder, str below, int depth);

static bool list_one(struct listing *listing, DIR *dir, const char *folder, str below, const char *name, int depth)
{
	struct stat facts;
	str path = below.len ? arena_printf(listing->arena, "%.*s/%s", STR_ARG(below), name)
			     : arena_copy(listing->arena, str_of(name));
	if (fstatat(dirfd(dir), name, &facts, AT_SYMLINK_NOFOLLOW) != 0)
		return errno == ENOENT;
	struct fs_entry entry = {.path = path, .size = (size_t)facts.st_size};
	if (S_ISLNK(facts.st_mode)) {
		entry.is_link = true;
		if (!see_link(listing, folder, name, &entry.leads_out))
			return false;
		if (entry.leads_out) {
			list_add(listing, entry);
			return true;
		}
		if (fstatat(dirfd(dir), name, &facts, 0) != 0)
			return errno == ENOENT;
		entry.size = (size_t)facts.st_size;
	}
	char deeper[PATH_MAX];
	if (S_ISDIR(facts.st_mode) && entry.is_link)
		return true; /* folders are listed where they are, not where they are linked from: no loops */
	if (S_ISDIR(facts.st_mode)) {
		if ((size_t)snprintf(deeper, sizeof deeper, "%s/%s", folder, name) >= sizeof deeper) {
			errno = ENAMETOOLONG;
			return false;
		}
		return list_folder(listing, deeper, path, depth + 1);
	}
	if (S_ISREG(facts.st_mode))
		list_add(listing, entry);
	return true;
}

static bool list_folder(struct listing *listing, const char *folder, str below, int depth)
{
	str above = listing->at;
	listing->at = below;
	if (depth > FS_MAX_DEPTH) {
		errno = ELOOP;
		return false;
	}
	DIR *dir = opendir(folder);
	if (!dir)
		return errno == ENOENT && depth == 0;
	bool ok = true;
	const struct dirent *entry;
	while (ok && (entry = next_entry(dir)))
		ok = fs_is_ignored(str_of(entry->d_name))
			|| list_one(listing, dir, folder, below, entry->d_name, depth);
	int error = errno;
	closedir(dir);
	errno = error;
	if (!ok || error)
		return false;
	listing->at = above;
	return true;
}

static int entry_cmp(const void *x, const void *y)
{
	return str_cmp(((const struct fs_entry *)x)->path, ((const struct fs_entry *)y)->path);
}

bool fs_list(str path, struct arena *arena, struct fs_entry **entries, size_t *count, str *where)
{
	struct listing listing = {.arena = arena};
	char folder[PATH_MAX];
	*where = path;
	*entries = NULL;
	*count = 0;
	if (!fs_c_path(path.len ? path : S("."), folder))
		return false;
	if (!realpath(folder, listing.real))
		return errno == ENOENT;
	if (!list_folder(&listing, folder, (str){0}, 0)) {
		int error = errno;
		*where = listing.at.len ? fs_join(arena, path, listing.at) : path;
		errno = error;
		return false;
	}
	if (listing.count)
		qsort(listing.entries, listing.count, sizeof *listing.entries, entry_cmp);
	*entries = listing.entries;
	*count = listing.count;
	return true;
}

/* No part of it is hidden, and all but the last are folders, not links to them. */
static bool is_way(const char *folder, str below)
{
	char path[PATH_MAX];
	struct stat facts;
	for (size_t end = str_find(below, '/');; end += 1 + str_find(str_skip(below, end + 1), '/')) {
		str way = str_part(below, 0, end);
		if (fs_is_ignored(fs_name_of(way)))
			return false;
		if (end >= below.len)
			return true;
		if ((size_t)snprintf(path, sizeof path, "%s/%.*s", folder, STR_ARG(way)) >= sizeof path
			|| lstat(path, &facts) != 0 || !S_ISDIR(facts.st_mode))
			return false;
	}
}

bool fs_look(str folder, str below, struct arena *arena, struct fs_entry *entry)
{
	struct listing listing = {.arena = arena};
	char path[PATH_MAX], start[PATH_MAX];
	struct stat facts;
	*entry = (struct fs_entry){.path = below};
	if (!fs_c_path(folder, start) || !realpath(start, listing.real)
		|| (size_t)snprintf(path, sizeof path, "%s/%.*s", start, STR_ARG(below)) >= sizeof path)
		return false;
	bool is_there = is_way(start, below);
	errno = ENOENT;
	if (!is_there || lstat(path, &facts) != 0)
		return false;
	if (S_ISLNK(facts.st_mode)) {
		str in = fs_folder_of((str){path, strlen(path)});
		char of[PATH_MAX];
		entry->is_link = true;
		if (!fs_c_path(in, of) || !see_link(&listing, of, strrchr(path, '/') + 1, &entry->leads_out))
			return false;
		if (entry->leads_out)
			return true;
		if (stat(path, &facts) != 0)
			return false;
	}
	entry->size = (size_t)facts.st_size;
	errno = ENOENT;
	return S_ISREG(facts.st_mode);
}

static int name_cmp(const void *x, const void *y)
{
	return str_cmp(*(const str *)x, *(const str *)y);
}

bool fs_folders(str path, struct arena *arena, str **names, size_t *count)
{
	char folder[PATH_MAX];
	*names = NULL;
	*count = 0;
	if (!fs_c_path(path.len ? path : S("."), folder))
		return false;
	DIR *dir = opendir(folder);
	if (!dir)
		return errno == ENOENT;
	size_t cap = 0;
	for (const struct dirent *entry; (entry = next_entry(dir));) {
		struct stat facts;
		if (fs_is_ignored(str_of(entry->d_name)) || fstatat(dirfd(dir), entry->d_name, &facts, 0) != 0
			|| !S_ISDIR(facts.st_mode))
			continue;
		if (*count == cap) {
			cap = cap ? cap * 2 : 16;
			str *larger = arena_array(arena, str, cap);
			if (*count)
				memcpy(larger, *names, *count * sizeof **names);
			*names = larger;
		}
		(*names)[(*count)++] = arena_copy(arena, str_of(entry->d_name));
	}
	int error = errno;
	closedir(dir);
	if (*count)
		qsort(*names, *count, sizeof **names, name_cmp);
	errno = error;
	return error == 0;
}

bool fs_make_folders(int dir, str path)
{
	char name[PATH_MAX];
	if (path.len == 0)
		return true;
	if (!fs_c_path(path, name))
		return false;
	for (char *slash = strchr(name + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		if (mkdirat(dir, name, 0777) != 0 && errno != EEXIST)
			return false;
		*slash = '/';
	}
	return mkdirat(dir, name, 0777) == 0 || errno == EEXIST;
}

str fs_program(struct arena *arena)
{
	char real[PATH_MAX];
#if defined(__APPLE__)
	char told[PATH_MAX];
	uint32_t size = sizeof told;
	if (_NSGetExecutablePath(told, &size) != 0)
		return (str){0};
#elif defined(__FreeBSD__) || defined(__DragonFly__)
	static const char told[] = "/proc/curproc/file";
#else
	static const char told[] = "/proc/self/exe";
#endif
	return realpath(told, real) ? arena_copy(arena, str_of(real)) : (str){0};
}

bool fs_exists(str path)
{
	char name[PATH_MAX];
	struct stat facts;
	return fs_c_path(path, name) && lstat(name, &facts) == 0;
}

bool fs_is_folder(str path)
{
	char name[PATH_MAX];
	struct stat facts;
	if (!fs_c_path(path, name) || stat(name, &facts) != 0)
		return false;
	errno = ENOTDIR;
	return S_ISDIR(facts.st_mode);
}

bool fs_is_same(str a, str b)
{
	char first[PATH_MAX], second[PATH_MAX];
	struct stat one, other;
	return fs_c_path(a, first) && fs_c_path(b, second) && stat(first, &one) == 0 && stat(second, &other) == 0
		&& one.st_dev == other.st_dev && one.st_ino == other.st_ino;
}

str fs_join(struct arena *arena, str folder, str name)
{
	if (folder.len == 0 || str_eq(folder, S(".")))
		return arena_copy(arena, name);
	return arena_printf(arena, "%.*s%s%.*s", STR_ARG(folder), str_ends(folder, S("/")) ? "" : "/", STR_ARG(name));
}

str fs_name_of(str path)
{
	size_t start = path.len;
	while (start && path.at[start - 1] != '/')
		start--;
	return str_skip(path, start);
}

str fs_folder_of(str path)
{
	size_t end = path.len - fs_name_of(path).len;
	return str_part(path, 0, end ? end - 1 : 0);
}

bool fs_normal(struct arena *arena, str path, str *normal)
{
	char *out = arena_alloc(arena, path.len + 1);
	size_t length = 0;
	str part;
	while (str_take_until(&path, '/', &part)) {
		if (part.len == 0 || str_eq(part, S(".")))
			continue;
		if (str_eq(part, S(".."))) {
			if (length == 0)
				return false;
			length = fs_folder_of((str){out, length}).len;
			continue;
		}
		if (length)
			out[length++] = '/';
		memcpy(out + length, part.at, part.len);
		length += part.len;
	}
	*normal = (str){out, length};
	return true;
}

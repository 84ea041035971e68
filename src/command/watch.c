/* SPDX-License-Identifier: MIT */
/* Files that change are told one by one. When a folder comes, goes or is renamed, or the queue of events has run over,
   everything is looked at anew and compared with what was seen last: folders are watched before they are listed, so
   that nothing falls between. */
#include "command/watch.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/date.h"
#include "base/map.h"

#ifdef __linux__
#include <sys/inotify.h>
#endif

enum {
	QUIET_MS = 5,     /* without news, a burst is over */
	LONGEST_MS = 200, /* a file that is still being written is not waited for any longer */
	ROOTS_EVERY_MS = 2000,
	LOOK_EVERY_MS = 500, /* when nothing tells */
	DEEPEST = 32
};

/* A file as it was seen last. */
struct sight {
	ino_t inode;
	off_t size;
	struct timespec modified, changed;
};

struct place_watched {
	size_t root;
	str below;
	bool is_parent; /* of a root: only that root's own name matters */
};

struct dirty {
	struct watch_change change;
	bool is_being_written;
};

struct watch {
	struct arena arena; /* holds the watch and its roots */
	const str *roots;
	size_t root_count;
	enum watch_method method;
	int file; /* inotify; -1 without */
	struct arena seen_arena;
	struct map seen;              /* struct sight *, by root number and path */
	struct place_watched *places; /* by watch descriptor */
	size_t place_count;
	struct arena dirty_arena, taken_arena;
	struct map dirty;    /* struct dirty *, by the same */
	int64_t first, last; /* of the burst, in milliseconds */
	int64_t looked, looked_at_roots;
	ino_t *root_inodes; /* 0: not there */
	bool must_look;
};

static str key_of(struct arena *arena, size_t root, str below)
{
	return arena_printf(arena, "%zu/%.*s", root, STR_ARG(below));
}

static struct dirty *mark_dirty(struct watch *watch, size_t root, str below)
{
	str key = key_of(&watch->dirty_arena, root, below);
	void **slot = map_at(&watch->dirty, &watch->dirty_arena, key);
	watch->last = clock_ms();
	if (watch->dirty.count == 1 && !*slot)
		watch->first = watch->last;
	if (!*slot) {
		struct dirty *dirty = arena_new(&watch->dirty_arena, struct dirty);
		dirty->change = (struct watch_change){root, str_skip(key, str_find(key, '/') + 1)};
		*slot = dirty;
	}
	return *slot;
}

/* A file that was told of must be missed when it is gone at the next look. */
static void expect(struct watch *watch, size_t root, str below)
{
	struct arena scratch = {0};
	bool is_new = !map_get(&watch->seen, key_of(&scratch, root, below));
	arena_free(&scratch);
	if (is_new)
		*map_at(&watch->seen, &watch->seen_arena, key_of(&watch->seen_arena, root, below)) =
			arena_new(&watch->seen_arena, struct sight);
}

#ifdef __APPLE__
#define st_mtim st_mtimespec
#define st_ctim st_ctimespec
#endif

static bool is_same(const struct sight *a, const struct stat *b)
{
	return a->inode == b->st_ino && a->size == b->st_size && a->modified.tv_sec == b->st_mtim.tv_sec
		&& a->modified.tv_nsec == b->st_mtim.tv_nsec && a->changed.tv_sec == b->st_ctim.tv_sec
		&& a->changed.tv_nsec == b->st_ctim.tv_nsec;
}

#ifdef __linux__
static void remember_place(struct watch *watch, int descriptor, struct place_watched place)
{
	size_t number = (size_t)descriptor;
	if (number >= watch->place_count) {
		size_t count = number * 2 + 64;
		struct place_watched *larger = arena_array(&watch->seen_arena, struct place_watched, count);
		if (watch->place_count)
			memcpy(larger, watch->places, watch->place_count * sizeof *larger);
		watch->places = larger;
		watch->place_count = count;
	}
	watch->places[number] = place;
}

/* Whether the folder tells of its changes from now on; without it, all are looked for. */
static void listen_to(struct watch *watch, const char *path, struct place_watched place)
{
	enum {
		NEWS = IN_CLOSE_WRITE | IN_MODIFY | IN_ATTRIB | IN_CREATE | IN_DELETE | IN_MOVE | IN_DELETE_SELF
			| IN_MOVE_SELF,
		PARENTS = IN_CREATE | IN_DELETE | IN_MOVE | IN_ATTRIB
	};
	if (watch->file < 0)
		return;
	int descriptor = inotify_add_watch(
		watch->file, path, (place.is_parent ? PARENTS : NEWS) | IN_ONLYDIR | IN_EXCL_UNLINK | IN_MASK_ADD);
	if (descriptor >= 0) {
		remember_place(watch, descriptor, place);
	} else if (errno == ENOSPC || errno == ENOMEM) {
		close(watch->file);
		watch->file = -1;
		watch->method = WATCH_LOOKING;
	}
}

static void listen_anew(struct watch *watch)
{
	if (watch->file >= 0)
		close(watch->file);
	watch->file = watch->method == WATCH_TOLD ? inotify_init1(IN_NONBLOCK | IN_CLOEXEC) : -1;
	if (watch->file < 0)
		watch->method = WATCH_LOOKING;
}
#else
static void listen_to(struct watch *watch, const char *path, struct place_watched place)
{
	(void)watch, (void)path, (void)place;
}

static void listen_anew(struct watch *watch)
{
	watch->file = -1;
	watch->method = WATCH_LOOKING;
}
#endif

struct look {
	struct watch *watch;
	struct map seen;
	size_t root;
};

static void see_file(struct look *look, str below, const struct stat *facts)
{
	struct watch *watch = look->watch;
	str key = key_of(&watch->seen_arena, look->root, below);
	struct sight *sight = arena_new(&watch->seen_arena, struct sight);
	const struct sight *before = map_get(&watch->seen, key);
	*sight = (struct sight){facts->st_ino, facts->st_size, facts->st_mtim, facts->st_ctim};
	*map_at(&look->seen, &watch->seen_arena, key) = sight;
	if (!before || !is_same(before, facts))
		mark_dirty(watch, look->root, below);
}

/* Through links to files, and through those of the top: a theme may be a link to where it is kept. */
static bool see(DIR *dir, const char *name, int depth, struct stat *facts)
{
	struct stat itself;
	return fstatat(dirfd(dir), name, &itself, AT_SYMLINK_NOFOLLOW) == 0 && fstatat(dirfd(dir), name, facts, 0) == 0
		&& !(S_ISLNK(itself.st_mode) && S_ISDIR(facts->st_mode) && depth > 0);
}

static void see_folder(struct look *look, const char *path, str below, int depth)
{
	char deeper[PATH_MAX];
	struct stat facts;
	listen_to(look->watch, path, (struct place_watched){.root = look->root, .below = below});
	DIR *dir = depth > DEEPEST ? NULL : opendir(path);
	if (!dir)
		return;
	for (const struct dirent *entry; (entry = readdir(dir));) {
		str name = str_of(entry->d_name);
		if (fs_is_ignored(name) || !see(dir, entry->d_name, depth, &facts))
			continue;
		str inner = below.len
			? arena_printf(&look->watch->seen_arena, "%.*s/%.*s", STR_ARG(below), STR_ARG(name))
			: arena_copy(&look->watch->seen_arena, name);
		if (!S_ISDIR(facts.st_mode))
			see_file(look, inner, &facts);
		else if ((size_t)snprintf(deeper, sizeof deeper, "%s/%s", path, entry->d_name) < sizeof deeper)
			see_folder(look, deeper, inner, depth + 1);
	}
	closedir(dir);
}

/* A root that comes or goes is told by the folder that it is in. */
static void see_root(struct look *look)
{
	char path[PATH_MAX];
	str root = look->watch->roots[look->root], parent = fs_folder_of(root);
	if (fs_c_path(parent.len ? parent : str_starts(root, S("/")) ? S("/") : S("."), path))
		listen_to(look->watch, path, (struct place_watched){.is_parent = true});
	struct stat facts;
	bool has_path = fs_c_path(root, path);
	look->watch->root_inodes[look->root] = has_path && stat(path, &facts) == 0 ? facts.st_ino : 0;
	if (has_path)
		see_folder(look, path, (str){0}, 0);
}

/* "12/roles/nurse.md" is the file of root 12. */
static size_t take_root(str *key)
{
	str digits;
	int64_t root = 0;
	str_take_until(key, '/', &digits);
	str_int(digits, &root);
	return (size_t)root;
}

static void look_at_all(struct watch *watch)
{
	struct look look = {.watch = watch};
	struct map before = watch->seen;
	struct arena arena = watch->seen_arena;
	watch->seen_arena = (struct arena){0};
	watch->places = NULL;
	watch->place_count = 0;
	listen_anew(watch);
	for (look.root = 0; look.root < watch->root_count; look.root++)
		see_root(&look);
	for (size_t i = 0; i < before.count; i++) {
		str key = before.entries[i].key;
		bool is_gone = !map_get(&look.seen, key);
		size_t root = take_root(&key);
		if (is_gone)
			mark_dirty(watch, root, key);
	}
	arena_free(&arena);
	watch->seen = look.seen;
	watch->must_look = false;
	watch->looked = clock_ms();
}

#ifdef __linux__
static bool is_a_root(const struct watch *watch, str name)
{
	for (size_t i = 0; i < watch->root_count; i++)
		if (str_eq(fs_name_of(watch->roots[i]), name))
			return true;
	return false;
}

static void take_event(struct watch *watch, const struct inotify_event *event)
{
	str name = event->len ? str_of(event->name) : (str){0};
	struct place_watched place = {.is_parent = true};
	if (event->wd >= 0 && (size_t)event->wd < watch->place_count)
		place = watch->places[event->wd];
	bool is_of_itself = event->len == 0 && (event->mask & IN_ATTRIB);
	if (is_of_itself || (event->mask & (IN_Q_OVERFLOW | IN_DELETE_SELF | IN_MOVE_SELF | IN_UNMOUNT)))
		watch->must_look = true;
	if (place.is_parent) {
		watch->must_look |= is_a_root(watch, name);
		return;
	}
	if (fs_is_ignored(name))
		return;
	if (event->mask & IN_ISDIR) {
		watch->must_look |= (event->mask & (IN_CREATE | IN_DELETE | IN_MOVE | IN_ATTRIB)) != 0;
		return;
	}
	struct arena scratch = {0};
	str below = place.below.len ? arena_printf(&scratch, "%.*s/%.*s", STR_ARG(place.below), STR_ARG(name)) : name;
	expect(watch, place.root, below);
	mark_dirty(watch, place.root, below)->is_being_written = (event->mask & IN_MODIFY) != 0;
	arena_free(&scratch);
}

static void take_events(struct watch *watch)
{
	enum { ROOM = 64 << 10 };
	_Alignas(struct inotify_event) char events[ROOM];
	ssize_t got;
	while (watch->file >= 0 && (got = read(watch->file, events, sizeof events)) > 0)
		for (ssize_t at = 0; at < got;) {
			const struct inotify_event *event = (const void *)(events + at);
			take_event(watch, event);
			at += (ssize_t)(sizeof *event + event->len);
		}
}
#else
static void take_events(struct watch *watch)
{
	(void)watch;
}
#endif

struct watch *watch_new(const str *roots, size_t count, enum watch_method method)
{
	struct arena arena = {0};
	struct watch *watch = arena_new(&arena, struct watch);
	str *kept = arena_array(&arena, str, count);
	for (size_t i = 0; i < count; i++)
		kept[i] = arena_copy(&arena, roots[i]);
	*watch = (struct watch){.roots = kept, .root_count = count, .method = method, .file = -1};
	watch->root_inodes = arena_array(&arena, ino_t, count);
	watch->arena = arena;
	look_at_all(watch);
	/* What is there at the start is no change. */
	watch->dirty = (struct map){0};
	arena_reset(&watch->dirty_arena);
	return watch;
}

enum watch_method watch_method(const struct watch *watch)
{
	return watch->method;
}

int watch_file(const struct watch *watch)
{
	return watch->file;
}

static bool is_being_written(const struct watch *watch)
{
	for (size_t i = 0; i < watch->dirty.count; i++)
		if (((const struct dirty *)watch->dirty.entries[i].value)->is_being_written)
			return true;
	return false;
}

/* When the burst may be taken for over. */
static int64_t rest_at(const struct watch *watch)
{
	int64_t latest = watch->first + LONGEST_MS, quiet = watch->last + QUIET_MS;
	if (is_being_written(watch))
		return latest;
	return quiet < latest ? quiet : latest;
}

int watch_timeout(const struct watch *watch)
{
	int64_t now = clock_ms(), until = watch->looked + LOOK_EVERY_MS;
	if (watch->must_look)
		return 0;
	if (watch->dirty.count)
		until = rest_at(watch);
	else if (watch->method == WATCH_TOLD)
		return -1;
	return until > now ? (int)(until - now) : 0;
}

static const struct watch_change *give(struct watch *watch, size_t *count)
{
	arena_reset(&watch->taken_arena);
	*count = watch->dirty.count;
	struct watch_change *changes = arena_array(&watch->taken_arena, struct watch_change, *count);
	for (size_t i = 0; i < *count; i++) {
		const struct dirty *dirty = watch->dirty.entries[i].value;
		changes[i] = dirty->change;
		changes[i].below = arena_copy(&watch->taken_arena, dirty->change.below);
	}
	watch->dirty = (struct map){0};
	arena_reset(&watch->dirty_arena);
	return changes;
}

/* A folder on the way to a root may have been replaced, which nothing tells. */
static bool has_other_roots(struct watch *watch)
{
	struct stat facts;
	char path[PATH_MAX];
	if (clock_ms() < watch->looked_at_roots + ROOTS_EVERY_MS)
		return false;
	watch->looked_at_roots = clock_ms();
	for (size_t i = 0; i < watch->root_count; i++) {
		ino_t inode = fs_c_path(watch->roots[i], path) && stat(path, &facts) == 0 ? facts.st_ino : 0;
		if (inode != watch->root_inodes[i])
			return true;
	}
	return false;
}

const struct watch_change *watch_take(struct watch *watch, size_t *count)
{
	*count = 0;
	take_events(watch);
	watch->must_look |= has_other_roots(watch);
	bool is_time = watch->method == WATCH_LOOKING && clock_ms() >= watch->looked + LOOK_EVERY_MS;
	if (watch->must_look || is_time)
		look_at_all(watch);
	if (watch->dirty.count == 0 || clock_ms() < rest_at(watch))
		return NULL;
	return give(watch, count);
}

void watch_free(struct watch *watch)
{
	struct arena arena = watch->arena;
	if (watch->file >= 0)
		close(watch->file);
	arena_free(&watch->seen_arena);
	arena_free(&watch->dirty_arena);
	arena_free(&watch->taken_arena);
	arena_free(&arena);
}

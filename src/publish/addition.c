/* SPDX-License-Identifier: MIT */
/* Each file is written under a hidden name beside its place. When all are, each is linked to its name, which fails
   where one has come to stand meanwhile; then all that was done is undone. Signals that end the program are held back
   until either is through. */
#include "publish/addition.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#include "base/process.h"
#include "publish/folder.h"

#define NEW_NAME ".rolecast-new-"
#define OLD_NAME ".rolecast-old-"

struct adding {
	struct addition *all;
	size_t count;
	int dir;
	struct arena arena;
	struct diags *diags;
	str *written; /* the hidden names, as far as they exist */
	str *saved;   /* what was replaced, likewise; empty where nothing was */
	size_t written_count, placed_count;
	str *made; /* folders that were not there, outer ones first */
	size_t made_count, made_cap;
};

/* The folder is its author's, who may have put a link where content/ is: it is followed, to write as to undo. */
static bool rename_at(int dir, str from, str to)
{
	char old[PATH_MAX], new[PATH_MAX];
	return fs_c_path(from, old) && fs_c_path(to, new) && renameat(dir, old, dir, new) == 0;
}

static void remove_at(int dir, str path)
{
	char name[PATH_MAX];
	if (fs_c_path(path, name))
		unlinkat(dir, name, 0);
}

static bool failed(struct adding *adding, str path, const char *what)
{
	return diag_system(adding->diags, "write-failed", path, errno, what);
}

/* False with a complaint when that cannot be told. */
static bool see_whether_there(struct adding *adding, str path, bool *is_there)
{
	char name[PATH_MAX];
	struct stat facts;
	if (!fs_c_path(path, name))
		return failed(adding, path, "cannot look at");
	*is_there = fstatat(adding->dir, name, &facts, AT_SYMLINK_NOFOLLOW) == 0;
	return *is_there || fs_is_absence(errno) || failed(adding, path, "cannot look at");
}

static bool there_already(struct adding *adding, str path)
{
	diag_error(adding->diags, (struct mark){0}, "already-there", "%.*s is there already", STR_ARG(path));
	diag_hint(adding->diags, "nothing was written; rename one of the two, or delete what is there");
	return false;
}

static bool check_free(struct adding *adding)
{
	bool ok = true;
	for (size_t i = 0; i < adding->count; i++) {
		struct addition *addition = &adding->all[i];
		bool stands = false;
		ok &= see_whether_there(adding, addition->path, &stands);
		addition->stayed = stands && addition->may_stay;
		if (stands && !addition->may_stay && !addition->replaces)
			ok = there_already(adding, addition->path);
	}
	return ok;
}

static void keep_made(struct adding *adding, str path)
{
	if (adding->made_count == adding->made_cap) {
		size_t cap = adding->made_cap ? adding->made_cap * 2 : 16;
		str *larger = arena_array(&adding->arena, str, cap);
		for (size_t i = 0; i < adding->made_count; i++)
			larger[i] = adding->made[i];
		adding->made = larger;
		adding->made_cap = cap;
	}
	adding->made[adding->made_count++] = path;
}

/* mkdir -p, with a note of what was made. */
static bool make_parents(struct adding *adding, str path)
{
	str parent = fs_folder_of(path);
	char name[PATH_MAX];
	if (parent.len == 0)
		return true;
	if (!make_parents(adding, parent))
		return false;
	if (!fs_c_path(parent, name))
		return failed(adding, parent, "cannot make the folder");
	if (mkdirat(adding->dir, name, 0777) == 0)
		keep_made(adding, parent);
	else if (errno != EEXIST)
		return failed(adding, parent, "cannot make the folder");
	return true;
}

static bool write_aside(struct adding *adding, const struct addition *addition)
{
	struct manifest_entry facts;
	str parent = fs_folder_of(addition->path);
	str hidden = arena_printf(&adding->arena, "%.*s%s" NEW_NAME "%ld-%zu", STR_ARG(parent), parent.len ? "/" : "",
		(long)getpid(), adding->written_count);
	if (!make_parents(adding, addition->path))
		return false;
	adding->written[adding->written_count++] = hidden;
	return folder_write(adding->dir, hidden, addition->text, &parent, &facts)
		|| failed(adding, addition->path, "cannot write");
}

/* Where a file system has no links, the name is taken by an empty file first. */
static bool place_by_renaming(struct adding *adding, const char *hidden, const char *name)
{
	int file = fs_open(adding->dir, name, O_WRONLY | O_CREAT | O_EXCL);
	if (file < 0)
		return false;
	close(file);
	if (renameat(adding->dir, hidden, adding->dir, name) == 0)
		return true;
	int error = errno;
	unlinkat(adding->dir, name, 0);
	errno = error;
	return false;
}

static bool place(struct adding *adding, str hidden, str path)
{
	char from[PATH_MAX], to[PATH_MAX];
	if (!fs_c_path(hidden, from) || !fs_c_path(path, to))
		return failed(adding, path, "cannot write");
	if (linkat(adding->dir, from, adding->dir, to, 0) == 0)
		return true;
	/* NOLINTNEXTLINE(misc-redundant-expression): two of these are one on Linux alone */
	bool has_links = errno != EPERM && errno != ENOTSUP && errno != EOPNOTSUPP && errno != ENOSYS;
	if (!has_links && place_by_renaming(adding, from, to))
		return true;
	return errno == EEXIST ? there_already(adding, path) : failed(adding, path, "cannot write");
}

/* What was there is kept under a hidden name until all is done. */
static bool replace(struct adding *adding, size_t number, str hidden)
{
	char there[PATH_MAX], saved[PATH_MAX];
	str path = adding->all[number].path, parent = fs_folder_of(path), file = fs_name_of(path);
	str name = arena_printf(&adding->arena, "%.*s%s" OLD_NAME "%ld-%.*s", STR_ARG(parent), parent.len ? "/" : "",
		(long)getpid(), STR_ARG(file));
	if (!fs_c_path(path, there) || !fs_c_path(name, saved))
		return failed(adding, path, "cannot write");
	if (linkat(adding->dir, there, adding->dir, saved, 0) != 0
		&& renameat(adding->dir, there, adding->dir, saved) != 0)
		return failed(adding, path, "cannot replace");
	adding->saved[number] = name;
	return rename_at(adding->dir, hidden, path) || failed(adding, path, "cannot replace");
}

static bool put_in_place(struct adding *adding, size_t number, str hidden)
{
	const struct addition *addition = &adding->all[number];
	bool stands = false;
	if (addition->replaces && !see_whether_there(adding, addition->path, &stands))
		return false;
	return stands ? replace(adding, number, hidden) : place(adding, hidden, addition->path);
}

static bool go_on(struct adding *adding, str path)
{
	errno = EINTR;
	return !process_is_stopped() || failed(adding, path, "cannot write");
}

static bool add_all(struct adding *adding)
{
	size_t next = 0;
	for (size_t i = 0; i < adding->count; i++)
		if (!adding->all[i].stayed
			&& (!go_on(adding, adding->all[i].path) || !write_aside(adding, &adding->all[i])))
			return false;
	for (; adding->placed_count < adding->count; adding->placed_count++) {
		const struct addition *addition = &adding->all[adding->placed_count];
		if (!addition->stayed
			&& (!go_on(adding, addition->path)
				|| !put_in_place(adding, adding->placed_count, adding->written[next++])))
			return false;
	}
	return true;
}

static void undo(struct adding *adding)
{
	char name[PATH_MAX];
	for (size_t i = 0; i < adding->count; i++) {
		if (adding->saved[i].len) {
			rename_at(adding->dir, adding->saved[i], adding->all[i].path);
			/* Renaming does nothing where both are the same file still. */
			remove_at(adding->dir, adding->saved[i]);
		} else if (i < adding->placed_count && !adding->all[i].stayed) {
			remove_at(adding->dir, adding->all[i].path);
		}
	}
	for (size_t i = adding->made_count; i > 0; i--)
		if (fs_c_path(adding->made[i - 1], name))
			unlinkat(adding->dir, name, AT_REMOVEDIR);
}

static bool open_folder(struct adding *adding, str folder)
{
	char name[PATH_MAX];
	if (!fs_make_folders(AT_FDCWD, folder) || !fs_c_path(folder.len ? folder : S("."), name))
		return failed(adding, folder, "cannot make the folder");
	adding->dir = fs_open(AT_FDCWD, name, O_RDONLY | O_DIRECTORY);
	return adding->dir >= 0 || failed(adding, folder, "cannot open the folder");
}

bool additions_write(str folder, struct addition *additions, size_t count, struct diags *diags)
{
	struct adding adding = {.all = additions, .count = count, .dir = -1, .diags = diags};
	bool was_there = fs_exists(folder.len ? folder : S(".")), ok = false;
	adding.written = arena_array(&adding.arena, str, count);
	adding.saved = arena_array(&adding.arena, str, count);
	sigset_t before;
	process_hold_signals(&before);
	if (open_folder(&adding, folder)) {
		ok = check_free(&adding) && add_all(&adding);
		for (size_t i = 0; i < adding.written_count; i++)
			remove_at(adding.dir, adding.written[i]);
		if (!ok)
			undo(&adding);
		for (size_t i = 0; i < count && ok; i++)
			if (adding.saved[i].len)
				remove_at(adding.dir, adding.saved[i]);
		close(adding.dir);
	}
	char name[PATH_MAX];
	if (!ok && !was_there && fs_c_path(folder, name))
		rmdir(name);
	arena_free(&adding.arena);
	sigprocmask(SIG_SETMASK, &before, NULL);
	return ok;
}

/* `rest` is PID-… */
static bool is_left_over(str *rest)
{
	str digits;
	int64_t process;
	return str_take_until(rest, '-', &digits) && str_int(digits, &process) && process > 0
		&& kill((pid_t)process, 0) != 0 && errno == ESRCH;
}

static void clear_entry(int dir, const char *name)
{
	struct stat facts;
	str rest = str_of(name);
	bool is_new = str_take(&rest, S(NEW_NAME)), is_old = !is_new && str_take(&rest, S(OLD_NAME));
	if ((!is_new && !is_old) || !is_left_over(&rest))
		return;
	bool is_lost = is_old && fstatat(dir, rest.at, &facts, AT_SYMLINK_NOFOLLOW) != 0;
	if (is_lost)
		renameat(dir, name, dir, rest.at);
	else
		unlinkat(dir, name, 0);
}

void additions_clear(str folder)
{
	char path[PATH_MAX];
	DIR *dir = fs_c_path(folder, path) ? opendir(path) : NULL;
	for (struct dirent *entry = dir ? readdir(dir) : NULL; entry; entry = readdir(dir))
		clear_entry(dirfd(dir), entry->d_name);
	if (dir)
		closedir(dir);
}

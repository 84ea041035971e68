/* SPDX-License-Identifier: MIT */
/* Each file is written under a hidden name beside its place. When all are, each is linked to its name, which fails
   where one has come to stand meanwhile; then all that was done is undone. Signals that end the program are held back
   until either is through. */
#include "publish/addition.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/process.h"
#include "publish/folder.h"

struct adding {
	struct addition *all;
	size_t count;
	str folder;
	int dir;
	char root[PATH_MAX], led_to[2][PATH_MAX]; /* what may be written below, all links resolved */
	str seen;                                 /* the parent that was looked at last */
	str *at;                                  /* where each is written: behind the link where its path is one */
	struct arena arena;
	struct diags *diags;
	str *written; /* the hidden names, as far as they exist */
	str *saved;   /* what was replaced, likewise; empty where nothing was */
	size_t written_count, placed_count;
	str *made; /* folders that were not there, outer ones first */
	size_t made_count, made_cap;
};

/* These may be links to anywhere: to be shared by sites. */
static const str may_lead_out[] = {{"content", 7}, {"themes", 6}};

/* The folder is its author's, who may have put links where folders are: they are followed, to write as to undo. */
static bool rename_at(int dir, str from, str to)
{
	char old[PATH_MAX], new[PATH_MAX];
	return fs_c_path(from, old) && fs_c_path(to, new) && renameat(dir, old, dir, new) == 0;
}

/* False with errno set; what is not there is removed. */
static bool remove_at(int dir, str path)
{
	char name[PATH_MAX];
	return fs_c_path(path, name) && (unlinkat(dir, name, 0) == 0 || errno == ENOENT);
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

static bool is_below(const char *path, const char *folder)
{
	str rest = str_of(path);
	return *folder && str_take(&rest, str_of(folder))
		&& (rest.len == 0 || rest.at[0] == '/' || strcmp(folder, "/") == 0);
}

static bool refuse_link(struct adding *adding, str path)
{
	struct source *source = arena_new(&adding->diags->arena, struct source);
	source->path = arena_copy(&adding->diags->arena, path);
	diag_error(adding->diags, mark_of(source, 0, 0), "link-out",
		"a symbolic link that leads out of the folder of the site, or nowhere");
	diag_hint(adding->diags, "nothing was written; put what it leads to here instead");
	return false;
}

/* Sees whether there is a link, which leads to where the program may write. False with a complaint when it may not. */
static bool check_link(struct adding *adding, str path, bool *is_there, str *real)
{
	char name[PATH_MAX], target[PATH_MAX];
	struct stat facts;
	*is_there = fs_c_path(path, name) && fstatat(adding->dir, name, &facts, AT_SYMLINK_NOFOLLOW) == 0;
	if (!*is_there)
		return fs_is_absence(errno) || failed(adding, path, "cannot look at");
	if (!S_ISLNK(facts.st_mode) || str_eq(path, may_lead_out[0]) || str_eq(path, may_lead_out[1]))
		return true;
	if (!fs_c_path(fs_join(&adding->arena, adding->folder, path), name) || !realpath(name, target)
		|| !(is_below(target, adding->root) || is_below(target, adding->led_to[0])
			|| is_below(target, adding->led_to[1])))
		return refuse_link(adding, path);
	*real = arena_copy(&adding->arena, str_of(target));
	return true;
}

/* Folders on the way may be links within the site, as they may be to read it. */
static bool check_way(struct adding *adding, str path)
{
	str parent = fs_folder_of(path), ignored;
	bool is_there = true;
	if (str_eq(parent, adding->seen))
		return true;
	for (size_t end = 0; is_there && end < parent.len;) {
		end += str_find(str_skip(parent, end), '/');
		if (!check_link(adding, str_part(parent, 0, end), &is_there, &ignored))
			return false;
		end++;
	}
	adding->seen = parent;
	return true;
}

static bool check_links(struct adding *adding)
{
	bool ok = true;
	for (size_t i = 0; i < adding->count; i++) {
		bool is_there;
		adding->at[i] = adding->all[i].path;
		ok &= check_way(adding, adding->all[i].path)
			&& (!adding->all[i].replaces
				|| check_link(adding, adding->all[i].path, &is_there, &adding->at[i]));
	}
	return ok;
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

static bool write_aside(struct adding *adding, size_t number)
{
	struct manifest_entry facts;
	const struct addition *addition = &adding->all[number];
	str parent = fs_folder_of(adding->at[number]);
	str hidden = arena_printf(&adding->arena, "%.*s%s" ADDITION_NEW "%ld-%zu", STR_ARG(parent),
		parent.len ? "/" : "", (long)getpid(), adding->written_count);
	if (!make_parents(adding, addition->path))
		return false;
	bool ok = folder_write(adding->dir, hidden, addition->text, &parent, &facts);
	if (ok || errno != EEXIST) /* else it is somebody's */
		adding->written[adding->written_count++] = hidden;
	return ok || failed(adding, addition->path, "cannot write");
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

/* A file system without links, or rights. */
static bool has_not(int error)
{
	/* NOLINTNEXTLINE(misc-redundant-expression): two of these are one on Linux alone */
	return error == EPERM || error == ENOTSUP || error == EOPNOTSUPP || error == ENOSYS;
}

static bool place(struct adding *adding, str hidden, str path)
{
	char from[PATH_MAX], to[PATH_MAX];
	if (!fs_c_path(hidden, from) || !fs_c_path(path, to))
		return failed(adding, path, "cannot write");
	if (linkat(adding->dir, from, adding->dir, to, 0) == 0)
		return true;
	if (has_not(errno) && place_by_renaming(adding, from, to))
		return true;
	return errno == EEXIST ? there_already(adding, path) : failed(adding, path, "cannot write");
}

/* Whoever may read and write the one may do so with the other, where the file system knows of rights. */
static bool take_rights(const struct adding *adding, const char *there, str hidden)
{
	enum { RIGHTS = 0777 };
	char name[PATH_MAX];
	struct stat old, new;
	if (!fs_c_path(hidden, name) || fstatat(adding->dir, there, &old, AT_SYMLINK_NOFOLLOW) != 0
		|| fstatat(adding->dir, name, &new, AT_SYMLINK_NOFOLLOW) != 0)
		return false;
	return ((old.st_mode ^ new.st_mode) & RIGHTS) == 0 || fchmodat(adding->dir, name, old.st_mode & RIGHTS, 0) == 0
		|| has_not(errno);
}

/* What was there is kept under a hidden name until all is done. */
static bool replace(struct adding *adding, size_t number, str hidden)
{
	char there[PATH_MAX], saved[PATH_MAX];
	str path = adding->at[number], parent = fs_folder_of(path), file = fs_name_of(path);
	str name = arena_printf(&adding->arena, "%.*s%s" ADDITION_OLD "%ld-%.*s", STR_ARG(parent),
		parent.len ? "/" : "", (long)getpid(), STR_ARG(file));
	if (!fs_c_path(path, there) || !fs_c_path(name, saved))
		return failed(adding, path, "cannot write");
	if (!take_rights(adding, there, hidden))
		return failed(adding, path, "cannot keep the rights of");
	if (linkat(adding->dir, there, adding->dir, saved, 0) != 0
		&& renameat(adding->dir, there, adding->dir, saved) != 0)
		return failed(adding, path, "cannot replace");
	adding->saved[number] = name;
	return rename_at(adding->dir, hidden, path) || failed(adding, path, "cannot replace");
}

static bool put_in_place(struct adding *adding, size_t number, str hidden)
{
	bool stands = false;
	if (adding->all[number].replaces && !see_whether_there(adding, adding->at[number], &stands))
		return false;
	return stands ? replace(adding, number, hidden) : place(adding, hidden, adding->at[number]);
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
		if (!adding->all[i].stayed && (!go_on(adding, adding->all[i].path) || !write_aside(adding, i)))
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

static void stays_behind(struct adding *adding, str path, const char *what)
{
	failed(adding, path, what);
	diag_hint(adding->diags, "all else is as it was");
}

static void bring_back(struct adding *adding, size_t number)
{
	str saved = adding->saved[number];
	if (!rename_at(adding->dir, saved, adding->at[number])) {
		failed(adding, adding->at[number], "cannot bring back");
		diag_hint(adding->diags, "what it was lies beside it, in %.*s", STR_ARG(fs_name_of(saved)));
	} else if (!remove_at(adding->dir, saved)) { /* renaming does nothing where both are the same file still */
		stays_behind(adding, saved, "cannot remove");
	}
}

static void undo(struct adding *adding)
{
	char name[PATH_MAX];
	for (size_t i = 0; i < adding->count; i++)
		if (adding->saved[i].len)
			bring_back(adding, i);
		else if (i < adding->placed_count && !adding->all[i].stayed && !remove_at(adding->dir, adding->at[i]))
			stays_behind(adding, adding->at[i], "cannot remove again");
	/* What others have put there meanwhile keeps a folder. */
	for (size_t i = adding->made_count; i > 0; i--)
		if (fs_c_path(adding->made[i - 1], name) && unlinkat(adding->dir, name, AT_REMOVEDIR) != 0
			&& errno != ENOTEMPTY && errno != EEXIST && errno != ENOENT)
			stays_behind(adding, adding->made[i - 1], "cannot remove again");
}

/* Hidden names, of which most are the second name of a file by now. */
static void remove_hidden(struct adding *adding, bool is_done)
{
	for (size_t i = 0; i < adding->written_count; i++)
		if (!remove_at(adding->dir, adding->written[i]) && !is_done)
			stays_behind(adding, adding->written[i], "cannot remove again");
	for (size_t i = 0; i < adding->count && is_done; i++)
		if (adding->saved[i].len)
			remove_at(adding->dir, adding->saved[i]);
}

static bool open_folder(struct adding *adding, str folder)
{
	char name[PATH_MAX];
	if (!fs_make_folders(AT_FDCWD, folder) || !fs_c_path(folder.len ? folder : S("."), name))
		return failed(adding, folder, "cannot make the folder");
	adding->dir = fs_open(AT_FDCWD, name, O_RDONLY | O_DIRECTORY);
	if (adding->dir < 0 || !realpath(name, adding->root))
		return failed(adding, folder, "cannot open the folder");
	for (size_t i = 0; i < COUNT(may_lead_out); i++)
		if (!fs_c_path(fs_join(&adding->arena, folder, may_lead_out[i]), name)
			|| !realpath(name, adding->led_to[i]))
			adding->led_to[i][0] = '\0';
	addition_lock(adding->dir, LOCK_SH);
	return true;
}

bool additions_write(str folder, struct addition *additions, size_t count, struct diags *diags)
{
	struct adding adding = {.all = additions, .count = count, .folder = folder, .dir = -1, .diags = diags};
	bool was_there = fs_exists(folder.len ? folder : S(".")), ok = false;
	adding.at = arena_array(&adding.arena, str, count);
	adding.written = arena_array(&adding.arena, str, count);
	adding.saved = arena_array(&adding.arena, str, count);
	sigset_t before;
	process_hold_signals(&before);
	if (open_folder(&adding, folder)) {
		ok = check_links(&adding) && check_free(&adding) && add_all(&adding);
		remove_hidden(&adding, ok);
		if (!ok)
			undo(&adding);
	}
	if (adding.dir >= 0)
		close(adding.dir);
	char name[PATH_MAX];
	if (!ok && !was_there && fs_c_path(folder, name))
		rmdir(name);
	arena_free(&adding.arena);
	sigprocmask(SIG_SETMASK, &before, NULL);
	return ok;
}

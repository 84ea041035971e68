/* SPDX-License-Identifier: MIT */
/* A run has these steps; a crash between any two leaves a site that works:

   survey   what stands where we would write, before anything is touched
   write    class by class: assets, data, pages, indexes; each file whole, under a temporary name. Where nothing of the
	    site is there yet, all of it is written into .rolecast-new.
   journal  what is about to be put in place
   place    by renaming: new files first, then changed ones (place.c)
   remove   what is no longer made
   manifest what is ours now; the journal goes.

   Durable: what a step relies on is on the disk before it begins. */
#include "publish/publish.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "format/compress.h"
#include "publish/run.h"

enum { LARGEST_NOTE = 1 << 28 }; /* two million files */

/* Whoever takes one for absent that cannot be read forgets what is ours. */
static bool read_note(struct publish_lock *lock, const char *name, str *text, bool *is_there, struct diags *diags)
{
	*is_there = fs_read(lock->dir, str_of(name), LARGEST_NOTE, &lock->arena, text);
	if (*is_there || fs_is_absence(errno))
		return true;
	int error = errno;
	diag_system(diags, "unreadable", fs_join(&lock->arena, lock->folder, str_of(name)), error, "cannot read");
	if (error == EFBIG)
		diag_hint(diags, "no build wrote that; delete the folder and build anew");
	return false;
}

static bool read_state(struct publish_lock *lock, struct diags *diags)
{
	str text;
	bool has_manifest;
	if (!read_note(lock, NAME_MANIFEST, &text, &has_manifest, diags))
		return false;
	if (has_manifest)
		manifest_parse(&lock->manifest, text, &lock->arena);
	if (!read_note(lock, NAME_JOURNAL, &text, &lock->was_crash, diags))
		return false;
	if (lock->was_crash)
		journal_parse(lock, text);
	return true;
}

static bool open_folder(struct publish_lock *lock, struct diags *diags)
{
	if (!fs_make_folders(AT_FDCWD, lock->folder))
		return diag_system(diags, "unwritable", lock->folder, errno, "cannot make the folder");
	lock->dir = fs_open(AT_FDCWD, arena_copy(&lock->arena, lock->folder).at, O_RDONLY | O_DIRECTORY);
	if (lock->dir < 0)
		return diag_system(diags, "unwritable", lock->folder, errno, "cannot open the folder");
	lock->file = fs_open(lock->dir, NAME_LOCK, O_RDWR | O_CREAT | O_NOFOLLOW);
	if (lock->file < 0)
		return diag_system(diags, "unwritable", lock->folder, errno, "cannot write into");
	if (folder_lock(lock->file, LOCK_EX))
		return true;
	if (errno != EWOULDBLOCK)
		return diag_system(diags, "unwritable", lock->folder, errno, "cannot lock");
	diags->is_system = true;
	diag_error(diags, (struct mark){0}, "locked", "another build, or a deploy, is at work in %.*s",
		STR_ARG(lock->folder));
	diag_hint(diags, "wait for it to end, or write into another folder with --out");
	return false;
}

struct publish_lock *publish_open(str folder, struct diags *diags)
{
	struct arena arena = {0};
	struct publish_lock *lock = arena_new(&arena, struct publish_lock);
	*lock = (struct publish_lock){.arena = arena, .folder = arena_copy(&arena, folder), .file = -1, .dir = -1};
	lock->arena = arena;
	if (!open_folder(lock, diags) || !read_state(lock, diags)) {
		publish_close(lock);
		return NULL;
	}
	return lock;
}

void publish_close(struct publish_lock *lock)
{
	if (lock->file >= 0)
		close(lock->file); /* gives up the lock; the file stays, so that nobody locks one that is gone */
	if (lock->dir >= 0)
		close(lock->dir);
	struct arena arena = lock->arena;
	arena_free(&arena);
}

static bool is_as_recorded(const struct publish_lock *lock, const struct manifest_entry *entry)
{
	struct manifest_entry there;
	return folder_stat(lock->dir, entry->path, &there) && manifest_is_same_time(&there, entry);
}

static void add_size(struct publish_result *result, const struct manifest_entry *entry)
{
	result->bytes += entry->size;
	if (entry->size <= result->largest)
		return;
	result->largest = entry->size;
	result->largest_path = entry->path;
}

static void count_files(const struct manifest_entry *entries, size_t count, struct publish_result *result)
{
	for (size_t i = 0; i < count; i++) {
		add_size(result, &entries[i]);
		const struct manifest_entry *plain = manifest_plain_of(entries, i);
		if (!plain) {
			result->files++;
			continue;
		}
		result->copies++;
		if (str_ends(entries[i].path, compress_endings[COMPRESS_BROTLI])) {
			result->brotli_bytes += entries[i].size;
			continue;
		}
		result->gzip_bytes += entries[i].size;
		result->plain_bytes += plain->size;
	}
}

/* What a killed build had written goes with the next run. */
static bool has_leftovers(const struct publish_lock *lock)
{
	struct stat facts;
	return fstatat(lock->dir, NAME_TEMPORARY, &facts, AT_SYMLINK_NOFOLLOW) == 0
		|| fstatat(lock->dir, NAME_NEW, &facts, AT_SYMLINK_NOFOLLOW) == 0;
}

bool publish_is_current(struct publish_lock *lock, struct hash128 inputs, struct publish_result *result)
{
	if (lock->was_crash || has_leftovers(lock) || lock->manifest.count == 0
		|| !hash_eq(lock->manifest.inputs, inputs))
		return false;
	for (size_t i = 0; i < lock->manifest.count; i++)
		if (!is_as_recorded(lock, &lock->manifest.entries[i]))
			return false;
	*result = (struct publish_result){.is_unchanged = true};
	count_files(lock->manifest.entries, lock->manifest.count, result);
	return true;
}

bool run_path_failed(struct publish_run *run, str path, const char *what, struct diags *diags)
{
	int error = errno;
	str folder = run->lock->folder, shown = path.len ? fs_join(&run->lock->arena, folder, path) : folder;
	diag_system(diags, "write-failed", shown, error, what);
	if (error == ENOSPC)
		diag_hint(diags, "make room and build again; what was published still stands");
	return false;
}

bool run_sync(struct publish_run *run, struct diags *diags)
{
	return !run->plan->is_durable || folder_sync(run->lock->dir)
		|| run_path_failed(run, S(""), "cannot bring to the disk what was written into", diags);
}

static bool put_note(struct publish_run *run, const char *name, str text, struct diags *diags)
{
	const struct publish_lock *lock = run->lock;
	struct manifest_entry ignored;
	str known = S(NAME_TEMPORARY), aside = S(NAME_TEMPORARY "/state");
	if (!folder_write(lock->dir, aside, text, &known, &ignored))
		return run_path_failed(run, str_of(name), "cannot write", diags);
	return run_sync(run, diags)
		&& (folder_rename(lock->dir, aside, str_of(name))
			|| run_path_failed(run, str_of(name), "cannot write", diags));
}

static bool clear_leftovers(struct publish_lock *lock, const char *name, struct diags *diags)
{
	if (folder_remove_tree(lock->dir, str_of(name)))
		return true;
	diag_system(diags, "unwritable", fs_join(&lock->arena, lock->folder, str_of(name)), errno,
		"cannot remove what a killed build has left");
	diag_hint(diags, "delete it by hand, then build again");
	return false;
}

static bool make_temporary(struct publish_lock *lock, struct diags *diags)
{
	if (!clear_leftovers(lock, NAME_TEMPORARY, diags) || !clear_leftovers(lock, NAME_NEW, diags))
		return false;
	return mkdirat(lock->dir, NAME_TEMPORARY, 0777) == 0
		|| diag_system(diags, "unwritable", lock->folder, errno, "cannot write into");
}

static bool write_journal(struct publish_run *run, struct diags *diags)
{
	struct buf text = {0};
	journal_put(run, &text);
	bool ok = put_note(run, NAME_JOURNAL, buf_str(&text), diags);
	buf_free(&text);
	return ok;
}

static bool write_classes(struct publish_run *run, struct diags *diags)
{
	const struct publish_plan *plan = run->plan;
	size_t *jobs = arena_array(&run->lock->arena, size_t, plan->job_count);
	for (size_t order = 0; order < PUBLISH_ORDERS; order++) {
		size_t count = 0;
		for (size_t i = 0; i < plan->job_count; i++)
			if (plan->jobs[i].order == order)
				jobs[count++] = i;
		if (!run_jobs(run, jobs, count, diags))
			return false;
	}
	return true;
}

static bool write_fresh(struct publish_run *run, struct diags *diags)
{
	struct publish_lock *lock = run->lock;
	bool ok = mkdirat(lock->dir, NAME_NEW, 0777) == 0;
	run->fresh = ok ? fs_open(lock->dir, NAME_NEW, O_RDONLY | O_DIRECTORY | O_NOFOLLOW) : -1;
	if (run->fresh < 0)
		return diag_system(diags, "unwritable", lock->folder, errno, "cannot write into");
	run->mode = RUN_FRESH;
	ok = write_classes(run, diags) && write_journal(run, diags) && run_place_tops(run, diags);
	close(run->fresh);
	folder_remove_tree(lock->dir, S(NAME_NEW));
	return ok;
}

static bool remove_path(struct publish_run *run, str path, struct publish_result *result, struct diags *diags)
{
	const struct publish_lock *lock = run->lock;
	if (!folder_remove(lock->dir, path))
		return run_path_failed(run, path, "cannot remove", diags);
	result->removed++;
	folder_prune(lock->dir, fs_folder_of(path));
	return true;
}

/* What cannot be looked at stays on the notes, for the next build. */
static bool remove_one(struct publish_run *run, str path, struct publish_result *result, struct diags *diags)
{
	struct publish_lock *lock = run->lock;
	struct manifest_entry there = {.path = path};
	bool is_own;
	if (!folder_stat(lock->dir, path, &there))
		return fs_is_absence(errno) || errno == EEXIST || run_path_failed(run, path, "cannot look at", diags);
	if (!run_is_own(run, &there, &is_own))
		return run_path_failed(run, path, "cannot read", diags);
	if (is_own)
		return remove_path(run, path, result, diags);
	if (map_get(&lock->manifest.by_path, path)) {
		diag_warning(diags, (struct mark){0}, "edited-output",
			"%.*s/%.*s is no longer made, but was edited by hand; it stays", STR_ARG(lock->folder),
			STR_ARG(path));
		diag_hint(diags, "delete it if it is not wanted");
	}
	return true;
}

enum removal { REMOVE_PAGES, REMOVE_OTHERS };

/* Servers send a page's compressed copy without a look at the page itself. */
static enum removal removal_of(str path)
{
	return str_ends(compress_plain_path(path), S(".html")) ? REMOVE_PAGES : REMOVE_OTHERS;
}

/* What a killed build has put in place and is no longer made is ours to remove, too. */
static bool remove_class(struct publish_run *run, enum removal removal, const struct map *planned,
	struct publish_result *result, struct diags *diags)
{
	struct publish_lock *lock = run->lock;
	bool ok = true;
	for (size_t i = 0; i < lock->manifest.count; i++) {
		str path = lock->manifest.entries[i].path;
		if (removal_of(path) == removal && !map_get(planned, path))
			ok &= remove_one(run, path, result, diags);
	}
	for (size_t i = 0; i < lock->claimed.count; i++) {
		str path = lock->claimed.entries[i].key;
		if (removal_of(path) == removal && !map_get(planned, path) && !map_get(&lock->manifest.by_path, path))
			ok &= remove_one(run, path, result, diags);
	}
	return ok;
}

/* Pages go before what they need: an old page that is still there finds its style. */
static bool remove_stale(struct publish_run *run, struct publish_result *result, struct diags *diags)
{
	struct map planned = {0};
	for (size_t i = 0; i < run->plan->file_count; i++)
		*map_at(&planned, &run->lock->arena, run->plan->files[i].path) = run;
	size_t before = result->removed;
	return remove_class(run, REMOVE_PAGES, &planned, result, diags)
		&& (result->removed == before || run_sync(run, diags))
		&& remove_class(run, REMOVE_OTHERS, &planned, result, diags);
}

static bool finish(struct publish_run *run, struct publish_result *result, struct diags *diags)
{
	const struct publish_plan *plan = run->plan;
	struct publish_lock *lock = run->lock;
	struct manifest_entry *entries = arena_array(&lock->arena, struct manifest_entry, plan->file_count);
	struct buf text = {0};
	for (size_t i = 0; i < plan->file_count; i++) {
		entries[i] = run->outcomes[i].entry;
		entries[i].path = plan->files[i].path;
		entries[i].order = PUBLISH_ASSETS;
		result->changed += !plan->files[i].copy_of && run->outcomes[i].state != STATE_UNCHANGED;
	}
	for (size_t i = 0; i < plan->job_count; i++)
		for (size_t k = 0; k < plan->jobs[i].count; k++)
			entries[plan->jobs[i].first + k].order = plan->jobs[i].order;
	/* A build with warnings is done again in full, so that they are told again. */
	struct hash128 inputs = diags->warnings ? ((struct hash128){0}) : plan->inputs;
	manifest_write(inputs, plan->made_with, entries, plan->file_count, &text);
	count_files(entries, plan->file_count, result);
	bool ok = put_note(run, NAME_MANIFEST, buf_str(&text), diags) && run_sync(run, diags);
	buf_free(&text);
	if (ok && !folder_remove(lock->dir, S(NAME_JOURNAL)))
		ok = run_path_failed(run, S(NAME_JOURNAL), "cannot remove", diags);
	folder_remove_tree(lock->dir, S(NAME_TEMPORARY));
	return ok;
}

static bool publish(struct publish_run *run, struct publish_result *result, struct diags *diags)
{
	size_t errors = diags->errors;
	bool is_all_of_it_new = run_is_all_new(run);
	if (!is_all_of_it_new && (!run_survey(run, diags) || diags->errors > errors))
		return false;
	if (!make_temporary(run->lock, diags))
		return false;
	if (is_all_of_it_new) {
		if (!write_fresh(run, diags))
			return false;
	} else {
		run->mode = RUN_UPDATE;
		if (!write_classes(run, diags) || !write_journal(run, diags) || !run_place(run, diags)
			|| !remove_stale(run, result, diags))
			return false;
	}
	return finish(run, result, diags);
}

bool publish_run(
	struct publish_lock *lock, const struct publish_plan *plan, struct publish_result *result, struct diags *diags)
{
	struct publish_run run = {.lock = lock, .plan = plan, .fresh = -1};
	*result = (struct publish_result){0};
	run.outcomes = arena_array(&lock->arena, struct outcome, plan->file_count);
	run.sinks = arena_array(&lock->arena, struct publish_sink, plan->workers);
	run.diags = arena_array(&lock->arena, struct diags, plan->workers);
	for (size_t i = 0; i < plan->workers; i++)
		run.sinks[i] = (struct publish_sink){.run = &run, .worker = i, .diags = &run.diags[i]};
	bool ok = publish(&run, result, diags);
	for (size_t i = 0; i < plan->workers; i++)
		arena_free(&run.sinks[i].scratch);
	if (!ok)
		folder_remove_tree(lock->dir, S(NAME_TEMPORARY));
	return ok;
}

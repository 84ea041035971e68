/* SPDX-License-Identifier: MIT */
/* A run has these steps; a crash between any two leaves a site that works:

   survey   what stands where we would write, before anything is touched
   journal  the paths that are about to become ours
   write    class by class: assets, data, pages, indexes; each file whole, then renamed into place. Where nothing of
	    the site is there yet, all of it is written into .rolecast-new and its top entries are renamed.
   remove   what is no longer made
   manifest what is ours now; the journal goes. */
#include "publish/publish.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "format/compress.h"
#include "publish/run.h"

enum { LARGEST_MANIFEST = 1 << 30 };

static void read_state(struct publish_lock *lock)
{
	str text, line;
	if (fs_read(lock->dir, S(NAME_MANIFEST), LARGEST_MANIFEST, &lock->arena, &text))
		manifest_parse(&lock->manifest, text, &lock->arena);
	if (!fs_read(lock->dir, S(NAME_JOURNAL), LARGEST_MANIFEST, &lock->arena, &text))
		return;
	lock->was_crash = true;
	while (str_take_line(&text, &line))
		if (line.len)
			*map_at(&lock->owned, &lock->arena, line) = lock;
}

static bool open_folder(struct publish_lock *lock, struct diags *diags)
{
	if (!fs_make_folders(AT_FDCWD, lock->folder))
		return diag_system(diags, "unwritable", lock->folder, errno, "cannot make the folder");
	lock->dir = open(arena_copy(&lock->arena, lock->folder).at, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (lock->dir < 0)
		return diag_system(diags, "unwritable", lock->folder, errno, "cannot open the folder");
	lock->file = openat(lock->dir, NAME_LOCK, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0666);
	if (lock->file < 0)
		return diag_system(diags, "unwritable", lock->folder, errno, "cannot write into");
	if (flock(lock->file, LOCK_EX | LOCK_NB) == 0)
		return true;
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
	if (!open_folder(lock, diags)) {
		publish_close(lock);
		return NULL;
	}
	read_state(lock);
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
	return folder_stat(lock->dir, entry->path, &there) && there.size == entry->size
		&& there.seconds == entry->seconds && there.nanoseconds == entry->nanoseconds;
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

bool publish_is_current(struct publish_lock *lock, struct hash128 inputs, struct publish_result *result)
{
	if (lock->was_crash || lock->manifest.count == 0 || !hash_eq(lock->manifest.inputs, inputs))
		return false;
	for (size_t i = 0; i < lock->manifest.count; i++)
		if (!is_as_recorded(lock, &lock->manifest.entries[i]))
			return false;
	*result = (struct publish_result){.is_unchanged = true};
	count_files(lock->manifest.entries, lock->manifest.count, result);
	return true;
}

static bool is_ours(const struct publish_lock *lock, str path)
{
	return map_get(&lock->manifest.by_path, path) || map_get(&lock->owned, path);
}

static void foreign(struct publish_run *run, str path, const char *what, str origin, struct diags *diags)
{
	diag_error(diags, (struct mark){0}, "foreign-file", "%.*s/%.*s is in the way: %s", STR_ARG(run->lock->folder),
		STR_ARG(path), what);
	diag_hint(diags, "what is made from %.*s would be written there; move it away, or write into another folder",
		STR_ARG(origin));
}

/* Folders on the way to a file must be folders, and no links. */
static void survey_folders(struct publish_run *run, str path, str origin, struct map *seen, struct diags *diags)
{
	struct arena *arena = &run->lock->arena;
	for (str folder = fs_folder_of(path); folder.len; folder = fs_folder_of(folder)) {
		void **slot = map_at(seen, arena, folder);
		struct stat facts;
		if (*slot)
			return;
		*slot = run;
		if (fstatat(run->lock->dir, arena_copy(arena, folder).at, &facts, AT_SYMLINK_NOFOLLOW) != 0)
			continue;
		if (S_ISLNK(facts.st_mode))
			foreign(run, folder, "it is a symbolic link, and links are not followed", origin, diags);
		else if (!S_ISDIR(facts.st_mode) && !is_ours(run->lock, folder))
			foreign(run, folder, "it is no folder", origin, diags);
	}
}

/* Marks what stands where we would write and is not known as ours. */
static size_t survey(struct publish_run *run, struct diags *diags)
{
	struct map seen = {0};
	size_t suspects = 0;
	for (size_t i = 0; i < run->plan->file_count; i++) {
		const struct publish_file *file = &run->plan->files[i];
		struct manifest_entry there;
		survey_folders(run, file->path, file->origin, &seen, diags);
		if (is_ours(run->lock, file->path))
			continue;
		if (folder_stat(run->lock->dir, file->path, &there)) {
			run->outcomes[i].is_suspect = true;
			suspects++;
		} else if (errno == EEXIST) {
			foreign(run, file->path, "it is no plain file", file->origin, diags);
		}
	}
	return suspects;
}

static bool compare_suspects(struct publish_run *run, struct diags *diags)
{
	const struct publish_plan *plan = run->plan;
	size_t *jobs = arena_array(&run->lock->arena, size_t, plan->job_count), count = 0;
	for (size_t i = 0; i < plan->job_count; i++)
		for (size_t k = 0; k < plan->jobs[i].count; k++)
			if (run->outcomes[plan->jobs[i].first + k].is_suspect) {
				jobs[count++] = i;
				break;
			}
	run->mode = RUN_COMPARE;
	return run_jobs(run, jobs, count, diags);
}

static bool put_whole(struct publish_lock *lock, const char *name, str text, struct diags *diags)
{
	struct manifest_entry ignored;
	str known = S(NAME_TEMPORARY);
	if (folder_write(lock->dir, S(NAME_TEMPORARY "/state"), text, &known, &ignored)
		&& folder_rename(lock->dir, S(NAME_TEMPORARY "/state"), str_of(name)))
		return true;
	return diag_system(
		diags, "write-failed", fs_join(&lock->arena, lock->folder, str_of(name)), errno, "cannot write");
}

static bool make_temporary(struct publish_lock *lock, struct diags *diags)
{
	folder_remove_tree(lock->dir, S(NAME_TEMPORARY));
	folder_remove_tree(lock->dir, S(NAME_NEW));
	if (mkdirat(lock->dir, NAME_TEMPORARY, 0777) == 0)
		return true;
	return diag_system(diags, "unwritable", lock->folder, errno, "cannot write into");
}

/* Every path that this build may make its own. */
static bool write_journal(struct publish_run *run, struct diags *diags)
{
	struct buf text = {0};
	for (size_t i = 0; i < run->plan->file_count; i++) {
		if (map_get(&run->lock->manifest.by_path, run->plan->files[i].path))
			continue;
		buf_put(&text, run->plan->files[i].path);
		buf_char(&text, '\n');
	}
	for (size_t i = 0; i < run->lock->owned.count; i++) {
		buf_put(&text, run->lock->owned.entries[i].key);
		buf_char(&text, '\n');
	}
	bool ok = put_whole(run->lock, NAME_JOURNAL, buf_str(&text), diags);
	buf_free(&text);
	return ok;
}

/* Durable: all temporaries are on the disk before the first rename. */
static bool rename_pending(struct publish_run *run, struct diags *diags)
{
	struct publish_lock *lock = run->lock;
	if (!run->plan->is_durable || run->mode != RUN_UPDATE)
		return true;
	folder_sync(lock->dir);
	for (size_t order = 0; order < PUBLISH_ORDERS; order++)
		for (size_t i = 0; i < run->plan->job_count; i++) {
			const struct publish_job *job = &run->plan->jobs[i];
			for (size_t k = job->first; job->order == order && k < job->first + job->count; k++) {
				struct outcome *outcome = &run->outcomes[k];
				if (outcome->state != STATE_PENDING)
					continue;
				str temporary = run_temporary(&lock->arena, k);
				if (!folder_rename(lock->dir, temporary, run->plan->files[k].path))
					return diag_system(diags, "write-failed", run->plan->files[k].path, errno,
						"cannot put in place");
				outcome->state = STATE_WRITTEN;
			}
		}
	folder_sync(lock->dir);
	return true;
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
	return rename_pending(run, diags);
}

static str top_of(str path)
{
	return str_part(path, 0, str_find(path, '/'));
}

/* Nothing of the site is there yet: neither a manifest nor any top entry of ours. */
static bool is_all_new(struct publish_run *run)
{
	struct map tops = {0};
	if (run->lock->manifest.count || run->lock->was_crash)
		return false;
	for (size_t i = 0; i < run->plan->file_count; i++) {
		str top = top_of(run->plan->files[i].path);
		void **slot = map_at(&tops, &run->lock->arena, top);
		struct stat facts;
		if (!*slot
			&& fstatat(run->lock->dir, arena_copy(&run->lock->arena, top).at, &facts, AT_SYMLINK_NOFOLLOW)
				== 0)
			return false;
		*slot = run;
	}
	return true;
}

/* Styles first, the pages' folders next, files at the root last: links resolve at any moment. */
static int top_rank(str top)
{
	if (str_eq(top, S("assets")))
		return 0;
	return str_find(top, '.') == top.len ? 1 : 2;
}

static bool move_tops(struct publish_run *run, struct diags *diags)
{
	struct publish_lock *lock = run->lock;
	struct map tops = {0};
	for (size_t i = 0; i < run->plan->file_count; i++)
		*map_at(&tops, &lock->arena, top_of(run->plan->files[i].path)) = run;
	for (int rank = 0; rank < 3; rank++)
		for (size_t i = 0; i < tops.count; i++) {
			str top = tops.entries[i].key;
			if (top_rank(top) != rank)
				continue;
			str from = arena_printf(&lock->arena, NAME_NEW "/%.*s", STR_ARG(top));
			if (!folder_rename(lock->dir, from, top))
				return diag_system(diags, "write-failed", top, errno, "cannot put in place");
		}
	return true;
}

static bool write_fresh(struct publish_run *run, struct diags *diags)
{
	struct publish_lock *lock = run->lock;
	bool ok = mkdirat(lock->dir, NAME_NEW, 0777) == 0;
	run->fresh = ok ? openat(lock->dir, NAME_NEW, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC) : -1;
	if (run->fresh < 0)
		return diag_system(diags, "unwritable", lock->folder, errno, "cannot write into");
	run->mode = RUN_FRESH;
	ok = write_classes(run, diags);
	if (ok && run->plan->is_durable)
		folder_sync(lock->dir);
	if (ok)
		ok = move_tops(run, diags);
	close(run->fresh);
	folder_remove_tree(lock->dir, S(NAME_NEW));
	return ok;
}

static void remove_one(
	struct publish_run *run, const struct manifest_entry *entry, struct publish_result *result, struct diags *diags)
{
	struct publish_lock *lock = run->lock;
	struct manifest_entry there;
	str now;
	if (!folder_stat(lock->dir, entry->path, &there))
		return;
	/* After a crash it may be what that build made of it. */
	bool is_edited = !lock->was_crash && !is_as_recorded(lock, entry)
		&& (!fs_read(lock->dir, entry->path, LARGEST_MANIFEST, &lock->arena, &now)
			|| !hash_eq(hash_128(now), entry->hash));
	if (is_edited) {
		diag_warning(diags, (struct mark){0}, "edited-output",
			"%.*s/%.*s is no longer made, but was edited by hand; it stays", STR_ARG(lock->folder),
			STR_ARG(entry->path));
		diag_hint(diags, "delete it if it is not wanted");
		return;
	}
	if (folder_remove(lock->dir, entry->path)) {
		result->removed++;
		folder_prune(lock->dir, fs_folder_of(entry->path));
	}
}

enum removal { REMOVE_PAGES, REMOVE_OTHERS, REMOVALS };

/* Servers send a page's compressed copy without a look at the page itself. */
static enum removal removal_of(str path)
{
	return str_ends(compress_plain_path(path), S(".html")) ? REMOVE_PAGES : REMOVE_OTHERS;
}

/* A file that is on the journal of a crashed build and no longer made is ours to remove, too. */
static void remove_class(struct publish_run *run, enum removal removal, const struct map *planned,
	struct publish_result *result, struct diags *diags)
{
	struct publish_lock *lock = run->lock;
	for (size_t i = 0; i < lock->manifest.count; i++) {
		const struct manifest_entry *entry = &lock->manifest.entries[i];
		if (removal_of(entry->path) == removal && !map_get(planned, entry->path))
			remove_one(run, entry, result, diags);
	}
	for (size_t i = 0; i < lock->owned.count; i++) {
		str path = lock->owned.entries[i].key;
		struct manifest_entry there;
		if (removal_of(path) != removal || map_get(planned, path) || map_get(&lock->manifest.by_path, path)
			|| !folder_stat(lock->dir, path, &there))
			continue;
		folder_remove(lock->dir, path);
		folder_prune(lock->dir, fs_folder_of(path));
		result->removed++;
	}
}

/* Pages go before what they need: an old page that is still there finds its style. */
static void remove_stale(struct publish_run *run, struct publish_result *result, struct diags *diags)
{
	struct map planned = {0};
	for (size_t i = 0; i < run->plan->file_count; i++)
		*map_at(&planned, &run->lock->arena, run->plan->files[i].path) = run;
	for (enum removal removal = 0; removal < REMOVALS; removal++)
		remove_class(run, removal, &planned, result, diags);
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
	struct hash128 inputs = diags->warnings ? (struct hash128){0} : plan->inputs;
	manifest_write(inputs, plan->made_with, entries, plan->file_count, &text);
	count_files(entries, plan->file_count, result);
	bool ok = put_whole(lock, NAME_MANIFEST, buf_str(&text), diags);
	buf_free(&text);
	if (ok && plan->is_durable)
		folder_sync(lock->dir);
	if (ok)
		ok = folder_remove(lock->dir, S(NAME_JOURNAL));
	folder_remove_tree(lock->dir, S(NAME_TEMPORARY));
	return ok;
}

/* Old files of ours that stand where a folder must be now make way first. */
static void clear_way(struct publish_run *run)
{
	struct publish_lock *lock = run->lock;
	for (size_t i = 0; i < run->plan->file_count; i++)
		for (str folder = fs_folder_of(run->plan->files[i].path); folder.len; folder = fs_folder_of(folder))
			if (map_get(&lock->manifest.by_path, folder))
				folder_remove(lock->dir, folder);
}

static bool publish(struct publish_run *run, struct publish_result *result, struct diags *diags)
{
	size_t errors = diags->errors;
	bool is_all_of_it_new = is_all_new(run);
	if (!is_all_of_it_new) {
		size_t suspects = survey(run, diags);
		bool is_clear = suspects == 0 || compare_suspects(run, diags);
		if (!is_clear || diags->errors > errors)
			return false;
	}
	if (!make_temporary(run->lock, diags) || !write_journal(run, diags))
		return false;
	if (is_all_of_it_new) {
		if (!write_fresh(run, diags))
			return false;
	} else {
		run->mode = RUN_UPDATE;
		clear_way(run);
		if (!write_classes(run, diags))
			return false;
		remove_stale(run, result, diags);
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

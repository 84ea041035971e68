/* SPDX-License-Identifier: MIT */
/* What happens to the bytes of one file. */
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "base/workers.h"
#include "publish/run.h"

bool run_failed(struct publish_sink *sink, str path, const char *what)
{
	int error = errno;
	str shown = fs_join(&sink->scratch, sink->run->lock->folder, path);
	diag_system(sink->diags, "write-failed", shown, error, what);
	if (error == ENOSPC)
		diag_hint(sink->diags, "make room and build again; what was published still stands");
	atomic_store(&sink->run->is_failed, true);
	return false;
}

bool run_unreadable(struct publish_sink *sink, str path)
{
	int error = errno;
	str shown = fs_join(&sink->scratch, sink->run->lock->folder, path);
	atomic_store(&sink->run->is_failed, true);
	return diag_system(sink->diags, "unreadable", shown, error, "cannot read");
}

bool run_foreign(struct publish_sink *sink, const struct publish_file *file)
{
	diag_error(sink->diags, (struct mark){0}, "foreign-file", "%.*s/%.*s is in the way: rolecast did not write it",
		STR_ARG(sink->run->lock->folder), STR_ARG(file->path));
	diag_hint(sink->diags,
		"what is made from %.*s would be written there; move the file away, or write into another folder",
		STR_ARG(file->origin));
	return true;
}

/* A foreign file in the way is an error unless it is what we would write. */
static bool compare(struct publish_sink *sink, const struct publish_file *file, struct outcome *outcome, str bytes)
{
	str there;
	if (!outcome->is_suspect)
		return true;
	arena_reset(&sink->scratch);
	bool is_read = fs_read(sink->run->lock->dir, file->path, bytes.len, &sink->scratch, &there);
	if (!is_read && errno != EFBIG)
		return run_unreadable(sink, file->path);
	return (is_read && str_eq(there, bytes)) || run_foreign(sink, file);
}

bool run_is_current(struct publish_sink *sink, const struct publish_file *file, struct outcome *outcome)
{
	const struct publish_lock *lock = sink->run->lock;
	const struct manifest_entry *recorded = map_get(&lock->manifest.by_path, file->path);
	struct manifest_entry there = {.path = file->path};
	if (!folder_stat(lock->dir, file->path, &there)) {
		outcome->is_new = fs_is_absence(errno);
		return false;
	}
	bool is_as_recorded = recorded && manifest_is_same_time(recorded, &there);
	if (is_as_recorded && hash_eq(recorded->hash, outcome->entry.hash) && recorded->size == outcome->entry.size) {
		outcome->entry = *recorded;
		return true;
	}
	/* What has no size that we know is not read: it may be of any. */
	bool may_be_ours = there.size == outcome->entry.size
		|| (run_knows_size(lock, &there) && run_may_read(sink->run, there.size));
	if (is_as_recorded || (may_be_ours && !folder_hash(lock->dir, &there)))
		return false;
	if (may_be_ours && there.size == outcome->entry.size && hash_eq(there.hash, outcome->entry.hash)) {
		outcome->entry = there;
		return true;
	}
	if (recorded && !(may_be_ours && run_knows(lock, &there))) {
		diag_warning(sink->diags, (struct mark){0}, "edited-output",
			"%.*s/%.*s was edited by hand; that is overwritten", STR_ARG(lock->folder),
			STR_ARG(file->path));
		diag_hint(sink->diags, "edit %.*s instead", STR_ARG(file->origin));
	}
	return false;
}

/* Servers want a compressed copy to be as old as its file, so that both tell the same Last-Modified. */
static bool write_file(
	struct publish_sink *sink, size_t number, int folder, str path, str bytes, str *known, struct outcome *outcome)
{
	const struct publish_run *run = sink->run;
	const struct publish_file *of = run->plan->files[number].copy_of;
	if (!folder_write(folder, path, bytes, known, &outcome->entry))
		return false;
	if (!of)
		return true;
	const struct manifest_entry *plain = &run->outcomes[of - run->plan->files].entry;
	outcome->entry.seconds = plain->seconds;
	outcome->entry.nanoseconds = plain->nanoseconds;
	return folder_stamp(folder, path, &outcome->entry);
}

static bool update(struct publish_sink *sink, size_t number, str bytes, struct outcome *outcome)
{
	const struct publish_run *run = sink->run;
	const struct publish_file *file = &run->plan->files[number];
	outcome->entry.size = bytes.len;
	if (run_is_current(sink, file, outcome))
		return true;
	str known = S(NAME_TEMPORARY);
	arena_reset(&sink->scratch);
	str temporary = run_temporary(&sink->scratch, number);
	if (!write_file(sink, number, run->lock->dir, temporary, bytes, &known, outcome))
		return run_failed(sink, file->path, "cannot write");
	outcome->state = STATE_PENDING;
	return true;
}

bool publish_put(struct publish_sink *sink, size_t number, str bytes)
{
	struct publish_run *run = sink->run;
	const struct publish_file *file = &run->plan->files[number];
	struct outcome *outcome = &run->outcomes[number];
	if (run->mode == RUN_COMPARE)
		return compare(sink, file, outcome, bytes);
	outcome->entry.path = file->path;
	outcome->entry.hash = hash_128(bytes);
	outcome->is_made = true;
	if (run->mode == RUN_UPDATE)
		return update(sink, number, bytes, outcome);
	outcome->state = STATE_WRITTEN;
	if (!write_file(sink, number, run->fresh, file->path, bytes, &sink->parent_known, outcome))
		return run_failed(sink, file->path, "cannot write");
	return true;
}

bool publish_put_made(struct publish_sink *sink, size_t number, str bytes, struct hash128 key)
{
	bool ok = publish_put(sink, number, bytes);
	sink->run->outcomes[number].entry.from = key;
	return ok;
}

bool publish_keep(struct publish_sink *sink, size_t number, struct hash128 key)
{
	struct publish_run *run = sink->run;
	const struct manifest_entry *recorded = map_get(&run->lock->manifest.by_path, run->plan->files[number].path);
	struct manifest_entry there = {0};
	if (run->mode == RUN_COMPARE && !run->outcomes[number].is_suspect)
		return true;
	bool stays = run->mode == RUN_UPDATE && recorded && hash_eq(recorded->from, key)
		&& folder_stat(run->lock->dir, recorded->path, &there) && manifest_is_same_time(recorded, &there);
	if (stays) {
		run->outcomes[number].entry = *recorded;
		run->outcomes[number].is_made = true;
	}
	return stays;
}

static void run_one(void *context, size_t worker, size_t item)
{
	struct publish_run *run = context;
	struct publish_sink *sink = &run->sinks[worker];
	if (atomic_load(&run->is_failed))
		return;
	sink->job = run->jobs[item];
	if (!run->plan->make(run->plan->context, worker, sink->job, sink, sink->diags))
		atomic_store(&run->is_failed, true);
}

bool run_jobs(struct publish_run *run, const size_t *jobs, size_t count, struct diags *diags)
{
	size_t errors = diags->errors;
	run->jobs = jobs;
	workers_run(run->plan->workers, count, run_one, run);
	for (size_t i = 0; i < run->plan->workers; i++)
		diags_merge(diags, &run->diags[i]);
	return diags->errors == errors && !atomic_load(&run->is_failed);
}

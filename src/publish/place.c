/* SPDX-License-Identifier: MIT */
/* New files go in place before any that changes: so whoever reads meanwhile, or after a crash between any two, finds
   all that the links of a page lead to. No page names a new file before all of these are there, and no old file goes
   before all pages are new. Of a site that is all new the home page comes last. */
#include <errno.h>

#include "format/compress.h"
#include "publish/run.h"

/* Where readers begin, and what they get for an address that is none. */
static bool is_entry(str path)
{
	str plain = compress_plain_path(path);
	return str_eq(plain, S("index.html")) || str_eq(plain, S("404.html"));
}

size_t publish_turn_of_new(str path, enum publish_order order)
{
	return is_entry(path) ? (size_t)PUBLISH_TURN_HOME : order;
}

/* A compressed copy stands in for its file, and is new only with it. */
static bool is_new(const struct publish_run *run, size_t number)
{
	const struct publish_file *of = run->plan->files[number].copy_of;
	return run->outcomes[number].is_new && (!of || run->outcomes[of - run->plan->files].is_new);
}

static size_t turn_of(const struct publish_run *run, size_t number, enum publish_order order)
{
	return is_new(run, number) ? publish_turn_of_new(run->plan->files[number].path, order)
				   : PUBLISH_TURN_CHANGED + order;
}

static bool place(struct publish_run *run, size_t number, struct diags *diags)
{
	struct arena *scratch = &run->sinks[0].scratch;
	str path = run->plan->files[number].path;
	arena_reset(scratch);
	if (!folder_rename(run->lock->dir, run_temporary(scratch, number), path))
		return run_path_failed(run, path, "cannot put in place", diags);
	run->outcomes[number].state = STATE_WRITTEN;
	return true;
}

static bool place_turn(struct publish_run *run, size_t turn, size_t *count, struct diags *diags)
{
	for (size_t i = 0; i < run->plan->job_count; i++) {
		const struct publish_job *job = &run->plan->jobs[i];
		for (size_t k = job->first; k < job->first + job->count; k++) {
			if (run->outcomes[k].state != STATE_PENDING || turn_of(run, k, job->order) != turn)
				continue;
			if (!place(run, k, diags))
				return false;
			++*count;
		}
	}
	return true;
}

/* Old files of ours that stand where a folder must be now make way first. */
static void clear_way(struct publish_run *run, struct diags *diags)
{
	struct publish_lock *lock = run->lock;
	for (size_t i = 0; i < run->plan->file_count; i++)
		for (str folder = fs_folder_of(run->plan->files[i].path); folder.len; folder = fs_folder_of(folder))
			if (run_owns(run, folder, diags))
				folder_remove(lock->dir, folder);
}

bool run_place(struct publish_run *run, struct diags *diags)
{
	size_t count = 1; /* since what was written is known to be on the disk */
	clear_way(run, diags);
	for (size_t turn = 0; turn < PUBLISH_TURNS; turn++) {
		bool relies_on_others =
			turn <= PUBLISH_ASSETS + 1 || turn == PUBLISH_TURN_HOME || turn == PUBLISH_TURN_CHANGED;
		if (relies_on_others && count) {
			if (!run_sync(run, diags))
				return false;
			count = 0;
		}
		if (!place_turn(run, turn, &count, diags))
			return false;
	}
	return count == 0 || run_sync(run, diags);
}

/* Styles first, the pages' folders next, then files at the root, the home page last. */
enum { RANK_ASSETS, RANK_FOLDERS, RANK_FILES, RANK_HOME, RANK_MISSING, RANKS };

static int rank_of(str top)
{
	str plain = compress_plain_path(top);
	if (str_eq(top, S("assets")))
		return RANK_ASSETS;
	if (is_entry(top))
		return str_eq(plain, S("index.html")) ? RANK_HOME : RANK_MISSING;
	return str_find(top, '.') == top.len ? RANK_FOLDERS : RANK_FILES;
}

str run_top_of(str path)
{
	return str_part(path, 0, str_find(path, '/'));
}

static bool place_rank(struct publish_run *run, const struct map *tops, int rank, struct diags *diags)
{
	struct publish_lock *lock = run->lock;
	for (size_t i = 0; i < tops->count; i++) {
		str top = tops->entries[i].key;
		if (rank_of(top) != rank)
			continue;
		str from = arena_printf(&lock->arena, NAME_NEW "/%.*s", STR_ARG(top));
		if (!folder_rename(lock->dir, from, top))
			return run_path_failed(run, top, "cannot put in place", diags);
	}
	return true;
}

bool run_place_tops(struct publish_run *run, struct diags *diags)
{
	struct map tops = {0};
	for (size_t i = 0; i < run->plan->file_count; i++)
		*map_at(&tops, &run->lock->arena, run_top_of(run->plan->files[i].path)) = run;
	for (int rank = 0; rank < RANKS; rank++)
		if ((rank != RANK_FILES && !run_sync(run, diags)) || !place_rank(run, &tops, rank, diags))
			return false;
	return true;
}

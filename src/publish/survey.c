/* SPDX-License-Identifier: MIT */
/* What stands in the output folder where a run would write, before anything is touched. */
#include <errno.h>
#include <fcntl.h>

#include "publish/run.h"

static void foreign(struct publish_run *run, str path, const char *what, str origin, struct diags *diags)
{
	diag_error(diags, (struct mark){0}, "foreign-file", "%.*s/%.*s is in the way: %s", STR_ARG(run->lock->folder),
		STR_ARG(path), what);
	diag_hint(diags, "what is made from %.*s would be written there; move it away, or write into another folder",
		STR_ARG(origin));
}

bool run_owns(struct publish_run *run, str path, struct diags *diags)
{
	struct manifest_entry there = {.path = path};
	bool is_own = false;
	if (map_get(&run->lock->manifest.by_path, path) || !map_get(&run->lock->claimed, path))
		return map_get(&run->lock->manifest.by_path, path);
	if (folder_stat(run->lock->dir, path, &there) && !run_is_own(run, &there, &is_own))
		run_path_failed(run, path, "cannot read", diags);
	return is_own;
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
		if (fstatat(run->lock->dir, arena_copy(arena, folder).at, &facts, AT_SYMLINK_NOFOLLOW) != 0) {
			if (!fs_is_absence(errno))
				run_path_failed(run, folder, "cannot look at", diags);
			continue;
		}
		if (S_ISLNK(facts.st_mode))
			foreign(run, folder, "it is a symbolic link, and links are not followed", origin, diags);
		else if (!S_ISDIR(facts.st_mode) && !run_owns(run, folder, diags))
			foreign(run, folder, "it is no folder", origin, diags);
	}
}

/* Marks what stands where we would write and is not known as ours. */
static size_t mark_suspects(struct publish_run *run, struct diags *diags)
{
	struct map seen = {0};
	size_t suspects = 0;
	for (size_t i = 0; i < run->plan->file_count; i++) {
		const struct publish_file *file = &run->plan->files[i];
		struct manifest_entry there;
		survey_folders(run, file->path, file->origin, &seen, diags);
		if (map_get(&run->lock->manifest.by_path, file->path))
			continue;
		if (folder_stat(run->lock->dir, file->path, &there)) {
			run->outcomes[i].is_suspect = !run_owns(run, file->path, diags);
			suspects += run->outcomes[i].is_suspect;
		} else if (errno == EEXIST) {
			foreign(run, file->path, "it is no plain file", file->origin, diags);
		} else if (!fs_is_absence(errno)) {
			run_path_failed(run, file->path, "cannot look at", diags);
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

bool run_survey(struct publish_run *run, struct diags *diags)
{
	size_t errors = diags->errors, suspects = mark_suspects(run, diags);
	return (suspects == 0 || compare_suspects(run, diags)) && diags->errors == errors;
}

/* Where nobody could look, the survey tells. */
static bool may_be_there(const struct publish_run *run, str top)
{
	char name[PATH_MAX];
	struct stat facts;
	return !fs_c_path(top, name) || fstatat(run->lock->dir, name, &facts, AT_SYMLINK_NOFOLLOW) == 0
		|| !fs_is_absence(errno);
}

bool run_is_all_new(struct publish_run *run)
{
	struct map tops = {0};
	if (run->lock->manifest.count || run->lock->was_crash)
		return false;
	for (size_t i = 0; i < run->plan->file_count; i++) {
		str top = run_top_of(run->plan->files[i].path);
		void **slot = map_at(&tops, &run->lock->arena, top);
		if (!*slot && may_be_there(run, top))
			return false;
		*slot = run;
	}
	return true;
}

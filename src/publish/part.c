/* SPDX-License-Identifier: MIT */
/* A file that is given in parts: written and hashed as it comes, and at its end put in place, or dropped when the one
   that stands there is the same. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "publish/run.h"

static const struct publish_file *file_of(const struct publish_sink *sink)
{
	return &sink->run->plan->files[sink->parts.number];
}

/* -1 where nobody looks at the bytes. */
static bool open_foreign(struct publish_sink *sink)
{
	char name[PATH_MAX];
	sink->parts.file = -1;
	if (!sink->run->outcomes[sink->parts.number].is_suspect)
		return true;
	if (fs_c_path(file_of(sink)->path, name))
		sink->parts.file = fs_open(sink->run->lock->dir, name, O_RDONLY | O_NOFOLLOW);
	return sink->parts.file >= 0 || run_unreadable(sink, file_of(sink)->path);
}

bool publish_begin(struct publish_sink *sink, size_t number)
{
	struct publish_run *run = sink->run;
	str known = S(NAME_TEMPORARY);
	sink->parts = (struct long_file){.number = number};
	if (run->mode == RUN_COMPARE)
		return open_foreign(sink);
	arena_reset(&sink->scratch);
	sink->parts.file = run->mode == RUN_UPDATE
		? folder_open_new(run->lock->dir, run_temporary(&sink->scratch, number), &known)
		: folder_open_new(run->fresh, file_of(sink)->path, &sink->parent_known);
	if (sink->parts.file < 0)
		return run_failed(sink, file_of(sink)->path, "cannot write");
	sink->parts.hasher = hasher_new();
	return true;
}

/* False when it could not be read. */
static bool compare_part(struct long_file *parts, str bytes)
{
	char there[4096];
	while (bytes.len && !parts->is_other) {
		size_t most = bytes.len < sizeof there ? bytes.len : sizeof there;
		ssize_t count = folder_read(parts->file, there, most);
		if (count < 0)
			return false;
		parts->is_other = count == 0 || memcmp(there, bytes.at, (size_t)count) != 0;
		bytes = str_skip(bytes, (size_t)count);
	}
	return true;
}

static bool is_unreadable(struct publish_sink *sink)
{
	run_unreadable(sink, file_of(sink)->path);
	close(sink->parts.file);
	return false;
}

bool publish_part(struct publish_sink *sink, str bytes)
{
	struct long_file *parts = &sink->parts;
	if (sink->run->mode == RUN_COMPARE)
		return parts->file < 0 || compare_part(parts, bytes) || is_unreadable(sink);
	hasher_bytes(parts->hasher, bytes);
	if (folder_append(parts->file, bytes))
		return true;
	run_failed(sink, file_of(sink)->path, "cannot write");
	hasher_end(parts->hasher);
	close(parts->file);
	return false;
}

static bool end_comparing(struct publish_sink *sink)
{
	struct long_file *parts = &sink->parts;
	char more;
	if (parts->file < 0)
		return true;
	ssize_t count = folder_read(parts->file, &more, 1);
	if (count < 0)
		return is_unreadable(sink);
	close(parts->file);
	return (!parts->is_other && count == 0) || run_foreign(sink, file_of(sink));
}

static void end_update(struct publish_sink *sink, struct outcome *outcome)
{
	struct manifest_entry made = outcome->entry;
	if (run_is_current(sink, file_of(sink), outcome)) {
		arena_reset(&sink->scratch);
		/* Where that fails, it goes with all the others. */
		folder_remove(sink->run->lock->dir, run_temporary(&sink->scratch, sink->parts.number));
	} else {
		outcome->entry = made;
		outcome->state = STATE_PENDING;
	}
}

bool publish_end(struct publish_sink *sink)
{
	struct publish_run *run = sink->run;
	struct long_file *parts = &sink->parts;
	struct outcome *outcome = &run->outcomes[parts->number];
	if (run->mode == RUN_COMPARE)
		return end_comparing(sink);
	outcome->entry.path = file_of(sink)->path;
	outcome->entry.hash = hasher_end(parts->hasher);
	outcome->is_made = true;
	if (!folder_close(parts->file, &outcome->entry))
		return run_failed(sink, file_of(sink)->path, "cannot write");
	if (run->mode == RUN_UPDATE)
		end_update(sink, outcome);
	else
		outcome->state = STATE_WRITTEN;
	return true;
}

/* SPDX-License-Identifier: MIT */
/* One run of publishing; only src/publish includes this. */
#ifndef ROLECAST_PUBLISH_RUN_H
#define ROLECAST_PUBLISH_RUN_H

#include <stdatomic.h>

#include "publish/folder.h"
#include "publish/publish.h"

#define NAME_LOCK ".rolecast-lock"
#define NAME_MANIFEST ".rolecast-manifest"
#define NAME_JOURNAL ".rolecast-journal"
#define NAME_TEMPORARY ".rolecast-tmp"
#define NAME_NEW ".rolecast-new"

struct publish_lock {
	struct arena arena;
	str folder;
	int file;       /* holds the lock */
	int dir;        /* the output folder */
	bool was_crash; /* there is a journal */
	struct manifest manifest;
	struct map claimed; /* by the journal: path → what was about to be put there */
};

/* Pending: written under its temporary name. */
enum file_state { STATE_UNCHANGED, STATE_WRITTEN, STATE_PENDING };

/* What became of a planned file. */
struct outcome {
	struct manifest_entry entry;
	enum file_state state;
	bool is_suspect; /* something stands there that is not ours */
	bool is_new;     /* nothing stood there */
	bool is_made;
};

enum run_mode { RUN_COMPARE, RUN_FRESH, RUN_UPDATE };

/* A file that is given in parts. */
struct long_file {
	size_t number;
	int file; /* written to; where files are compared, read from; -1: nobody looks at the bytes */
	struct hasher *hasher;
	bool is_other; /* compared: what stands there has other bytes */
};

struct publish_sink {
	struct publish_run *run;
	size_t worker, job;
	struct diags *diags;
	struct arena scratch;
	str parent_known;
	size_t made;
	struct long_file parts;
};

struct publish_run {
	struct publish_lock *lock;
	const struct publish_plan *plan;
	struct outcome *outcomes;
	struct publish_sink *sinks; /* one a worker */
	struct diags *diags;        /* one a worker */
	enum run_mode mode;
	int fresh;                /* the folder .rolecast-new when all is new */
	enum publish_order order; /* the class at work */
	const size_t *jobs;       /* of that class */
	atomic_bool is_failed;
	atomic_uint_fast64_t read; /* bytes of what stands in the output, but for those of the size that is written */
};

/* Lines that are none are passed over. */
void journal_parse(struct publish_lock *lock, str text);
/* All that this run puts in place, and what is left of those before. */
void journal_put(const struct publish_run *run, struct buf *out);
/* Whether a run before may have put so many bytes at there->path, by the manifest or the journal; whether those of
   there->hash. */
bool run_knows_size(const struct publish_lock *lock, const struct manifest_entry *there);
bool run_knows(const struct publish_lock *lock, const struct manifest_entry *there);
/* Whether so many bytes more may be read of what stands in the output. Sizes in notes may be anybody's, and files
   hollow: beyond gigabytes all is taken for somebody's. */
bool run_may_read(struct publish_run *run, uint64_t size);
/* Whether what stands at there->path is what a build wrote, by its time or else by its bytes. False with errno set when
   it cannot be read. */
bool run_is_own(struct publish_run *run, const struct manifest_entry *there, bool *is_own);

/* Whether a path is ours: on the manifest, or put there by a killed run. */
bool run_owns(struct publish_run *run, str path, struct diags *diags);

/* For the message and the end of a run: what could not be done with a file, for errno. False. */
bool run_failed(struct publish_sink *sink, str path, const char *what);
/* What stands there could not be compared. False. */
bool run_unreadable(struct publish_sink *sink, str path);
/* A file that is not ours is in the way. True: it is told with all others. */
bool run_foreign(struct publish_sink *sink, const struct publish_file *file);
/* Whether the file that stands there has the bytes of outcome->entry already; tells of hand-made changes. */
bool run_is_current(struct publish_sink *sink, const struct publish_file *file, struct outcome *outcome);
static inline str run_temporary(struct arena *arena, size_t number)
{
	return arena_join(arena, S(NAME_TEMPORARY "/"), arena_int(arena, (int64_t)number));
}
/* The same for what no worker does. */
bool run_path_failed(struct publish_run *run, str path, const char *what, struct diags *diags);
/* Where a run is durable: all that was written is on the disk. False with a diagnostic. */
bool run_sync(struct publish_run *run, struct diags *diags);
/* Nothing of the site is there yet: neither a manifest nor any top entry of ours. */
bool run_is_all_new(struct publish_run *run);
/* Compares what stands where we would write and is not known as ours. False with diagnostics. */
bool run_survey(struct publish_run *run, struct diags *diags);
/* Brings all pending files from their temporary names to their own. False with a diagnostic. */
bool run_place(struct publish_run *run, struct diags *diags);
/* The same for a site that was written into .rolecast-new. */
bool run_place_tops(struct publish_run *run, struct diags *diags);
/* The first part of a path. */
str run_top_of(str path);
/* Makes all jobs of one class; false when one failed. */
bool run_jobs(struct publish_run *run, const size_t *jobs, size_t count, struct diags *diags);

#endif

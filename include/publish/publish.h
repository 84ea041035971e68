/* SPDX-License-Identifier: MIT */
/* Brings files into the output folder: only what changed, each old or new and never half, nothing that is
   not ours touched, and after a crash the next one knows its own. What the files hold is the caller's.

   Names of ours in the output folder: .rolecast-lock, .rolecast-manifest (what is ours: path, size, hash and time of
   change; the only file there that is not the same for the same input), .rolecast-journal (while a build runs: what
   it is about to own), .rolecast-tmp/ (files on their way), .rolecast-new/ (a whole new site on its way). */
#ifndef ROLECAST_PUBLISH_PUBLISH_H
#define ROLECAST_PUBLISH_PUBLISH_H

#include "base/diag.h"
#include "base/hash.h"

/* Made in this order. */
enum publish_order { PUBLISH_ASSETS, PUBLISH_DATA, PUBLISH_PAGES, PUBLISH_INDEXES, PUBLISH_ORDERS };

/* Put in place in this order, each turn whole before the next begins: new files by class, of these last where readers
   begin; then changed files by class. So all that the links of a page lead to is there. Files no longer made go last.
 */
enum {
	PUBLISH_TURN_HOME = PUBLISH_ORDERS,
	PUBLISH_TURN_CHANGED,
	PUBLISH_TURNS = PUBLISH_TURN_CHANGED + PUBLISH_ORDERS
};
size_t publish_turn_of_new(str path, enum publish_order order);

struct publish_file {
	str path;   /* below the output folder: roles/nurse/index.html; no "..", no ".rolecast-" names */
	str origin; /* what it is made from, for messages */
	/* The file whose bytes these are, compressed; given before it, in the same job. NULL: a file of its own. */
	const struct publish_file *copy_of;
};

/* Files made together by one worker: files[first..first + count). */
struct publish_job {
	enum publish_order order;
	size_t first, count;
};

struct publish_sink;

/* Makes the files of a job and gives each to publish_put, in any order. Called from several threads at
   once, with worker < publish_plan.workers. May be called again for a job (foreign files are compared first).
   False with a diagnostic in `diags` when it failed. */
typedef bool publish_make_fn(void *context, size_t worker, size_t job, struct publish_sink *sink, struct diags *diags);
/* Hands over the bytes of files[file]; they may be overwritten afterwards. False when writing failed (reported). */
bool publish_put(struct publish_sink *sink, size_t file, str bytes);
/* For files that are dear to make. True when the one that stands there was made from `key` and is as it was recorded:
   it stays. True too where nobody would look at its bytes. They are not asked for then. */
bool publish_keep(struct publish_sink *sink, size_t file, struct hash128 key);
/* publish_put for a file that nobody should hold whole: begun, given in parts, ended. One at a time a sink. */
bool publish_begin(struct publish_sink *sink, size_t file);
bool publish_part(struct publish_sink *sink, str bytes);
bool publish_end(struct publish_sink *sink);
/* publish_put, remembering what the bytes were made from. */
bool publish_put_made(struct publish_sink *sink, size_t file, str bytes, struct hash128 key);

struct publish_plan {
	str made_with;                    /* options that make it another site than its sources alone */
	struct hash128 inputs;            /* over the program, the options, the date and all inputs */
	const struct publish_file *files; /* paths are unique */
	size_t file_count;
	const struct publish_job *jobs;
	size_t job_count;
	size_t workers;
	bool is_durable;
	publish_make_fn *make;
	void *context;
};

struct publish_result {
	size_t files, changed; /* without compressed copies */
	size_t removed;
	size_t copies; /* compressed ones */
	/* Of files that have copies: their own bytes, and those of each kind of copy. */
	uint64_t plain_bytes, gzip_bytes, brotli_bytes;
	uint64_t bytes; /* of all files */
	uint64_t largest;
	str largest_path;  /* as long as the lock */
	bool is_unchanged; /* nothing was to do: inputs and outputs were as recorded */
};

/* An output folder, locked against other builds. NULL with a diagnostic ([locked], [unwritable], …). */
struct publish_lock;
struct publish_lock *publish_open(str folder, struct diags *diags);
/* True when the manifest was made from the same inputs and every output is still as recorded. */
bool publish_is_current(struct publish_lock *lock, struct hash128 inputs, struct publish_result *result);
bool publish_run(
	struct publish_lock *lock, const struct publish_plan *plan, struct publish_result *result, struct diags *diags);
void publish_close(struct publish_lock *lock);

#endif

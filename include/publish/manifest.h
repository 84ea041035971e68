/* SPDX-License-Identifier: MIT */
/* What of an output folder is ours. */
#ifndef ROLECAST_PUBLISH_MANIFEST_H
#define ROLECAST_PUBLISH_MANIFEST_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/hash.h"
#include "base/map.h"

struct manifest_entry {
	str path;
	uint64_t size;
	struct hash128 hash;
	struct hash128 from;          /* what it was made from, for files that are dear to make; else zero */
	int64_t seconds, nanoseconds; /* time of change */
	unsigned order;               /* its class: enum publish_order */
};

struct manifest {
	struct hash128 inputs;
	str made_with; /* options that make it another site: "--drafts", "--model spread=5" */
	bool is_old;   /* it knows no classes */
	struct manifest_entry *entries;
	size_t count;
	struct map by_path; /* struct manifest_entry * */
};

/* Whether a path can be one that a build made: below the folder, and none of our notes. */
bool manifest_is_path(str path);
/* Whether a file has the size and the time of another, or of its entry. */
static inline bool manifest_is_same_time(const struct manifest_entry *a, const struct manifest_entry *b)
{
	return a->size == b->size && a->seconds == b->seconds && a->nanoseconds == b->nanoseconds;
}
/* False when the text is no manifest; *manifest is empty then. */
bool manifest_parse(struct manifest *manifest, str text, struct arena *arena);
/* Entries sorted by path. */
void manifest_write(
	struct hash128 inputs, str made_with, struct manifest_entry *entries, size_t count, struct buf *out);

/* The entry whose bytes this one is, compressed; NULL for a file of its own. Among entries sorted by path. */
const struct manifest_entry *manifest_plain_of(const struct manifest_entry *entries, size_t number);

#endif

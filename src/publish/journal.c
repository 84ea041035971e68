/* SPDX-License-Identifier: MIT */
/* The journal says what a run is about to put in place: `hash size path`, a line each. Where a run was killed, that and
   nothing else of what stands at those places is its own; what somebody has put there since is told apart by its bytes.
 */
#include <errno.h>
#include <sys/stat.h>

#include "publish/run.h"

struct claim {
	struct hash128 hash;
	uint64_t size;
	const struct claim *next; /* of the same path, by a run before */
};

/* No place is claimed more often than by so many runs, one after the other, that all were killed. */
enum { MOST_CLAIMS = 64 };

static void add(struct publish_lock *lock, str path, struct hash128 hash, uint64_t size)
{
	size_t count = 0;
	for (const struct claim *claim = map_get(&lock->claimed, path); claim; claim = claim->next)
		if (++count == MOST_CLAIMS || (claim->size == size && hash_eq(claim->hash, hash)))
			return;
	void **claims = map_at(&lock->claimed, &lock->arena, path);
	struct claim *claim = arena_new(&lock->arena, struct claim);
	*claim = (struct claim){hash, size, *claims};
	*claims = claim;
}

void journal_parse(struct publish_lock *lock, str text)
{
	str line, word, size;
	int64_t bytes;
	struct hash128 hash;
	while (str_take_line(&text, &line))
		if (str_take_until(&line, ' ', &word) && hash_parse(word, &hash) && str_take_until(&line, ' ', &size)
			&& str_int(size, &bytes) && bytes >= 0 && manifest_is_path(line))
			add(lock, line, hash, (uint64_t)bytes);
}

static void put(str path, struct hash128 hash, uint64_t size, struct buf *out)
{
	char hex[33];
	hash_hex(hash, hex);
	buf_printf(out, "%s %llu %.*s\n", hex, (unsigned long long)size, STR_ARG(path));
}

void journal_put(const struct publish_run *run, struct buf *out)
{
	const struct publish_lock *lock = run->lock;
	for (size_t i = 0; i < run->plan->file_count; i++)
		if (run->outcomes[i].state != STATE_UNCHANGED)
			put(run->plan->files[i].path, run->outcomes[i].entry.hash, run->outcomes[i].entry.size, out);
	for (size_t i = 0; i < lock->claimed.count; i++)
		for (const struct claim *claim = lock->claimed.entries[i].value; claim; claim = claim->next)
			put(lock->claimed.entries[i].key, claim->hash, claim->size, out);
}

static bool has(const struct publish_lock *lock, str path, struct hash128 hash, uint64_t size)
{
	const struct claim *claim = map_get(&lock->claimed, path);
	while (claim && (claim->size != size || !hash_eq(claim->hash, hash)))
		claim = claim->next;
	return claim;
}

static bool has_size(const struct publish_lock *lock, str path, uint64_t size)
{
	const struct claim *claim = map_get(&lock->claimed, path);
	while (claim && claim->size != size)
		claim = claim->next;
	return claim;
}

bool run_knows_size(const struct publish_lock *lock, const struct manifest_entry *there)
{
	const struct manifest_entry *recorded = map_get(&lock->manifest.by_path, there->path);
	return (recorded && recorded->size == there->size) || has_size(lock, there->path, there->size);
}

bool run_knows(const struct publish_lock *lock, const struct manifest_entry *there)
{
	const struct manifest_entry *recorded = map_get(&lock->manifest.by_path, there->path);
	return (recorded && hash_eq(recorded->hash, there->hash)) || has(lock, there->path, there->hash, there->size);
}

bool run_may_read(struct publish_run *run, uint64_t size)
{
	static const uint64_t most = (uint64_t)4 << 30;
	return size <= most && atomic_fetch_add(&run->read, size) <= most - size;
}

bool run_is_own(struct publish_run *run, const struct manifest_entry *there, bool *is_own)
{
	const struct publish_lock *lock = run->lock;
	const struct manifest_entry *recorded = map_get(&lock->manifest.by_path, there->path);
	struct manifest_entry now = *there;
	*is_own = recorded && manifest_is_same_time(recorded, there);
	if (*is_own || !run_knows_size(lock, there) || !run_may_read(run, there->size))
		return true;
	if (!folder_hash(lock->dir, &now))
		return false;
	*is_own = run_knows(lock, &now);
	return true;
}

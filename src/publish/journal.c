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

static void add(struct publish_lock *lock, str path, struct hash128 hash, uint64_t size)
{
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

bool journal_has(const struct publish_lock *lock, str path, struct hash128 hash, uint64_t size)
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

bool run_is_own(const struct publish_run *run, const struct manifest_entry *there, bool *is_own)
{
	const struct publish_lock *lock = run->lock;
	const struct manifest_entry *recorded = map_get(&lock->manifest.by_path, there->path);
	struct arena scratch = {0};
	str bytes;
	*is_own = recorded && recorded->size == there->size && recorded->seconds == there->seconds
		&& recorded->nanoseconds == there->nanoseconds;
	if (*is_own || !((recorded && recorded->size == there->size) || has_size(lock, there->path, there->size)))
		return true;
	bool ok = fs_read(lock->dir, there->path, there->size, &scratch, &bytes);
	int error = errno;
	if (ok) {
		struct hash128 hash = hash_128(bytes);
		*is_own =
			(recorded && hash_eq(recorded->hash, hash)) || journal_has(lock, there->path, hash, bytes.len);
	}
	arena_free(&scratch);
	errno = error;
	return ok || errno == EFBIG; /* it grew meanwhile, so it is somebody's */
}

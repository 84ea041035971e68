/* SPDX-License-Identifier: MIT */
/* A hash map from slices to pointers, kept in an arena; {0} is empty. Keys are not copied.
   Iterate over entries[0..count): they stand in the order of insertion. */
#ifndef ROLECAST_BASE_MAP_H
#define ROLECAST_BASE_MAP_H

#include "base/arena.h"

struct map_entry {
	str key;
	void *value;
	uint64_t hash;
};

struct map {
	struct map_entry *entries;
	uint32_t *slots; /* index of the entry + 1; 0 is free */
	size_t count, cap;
	uint64_t seed;
};

/* The value of the key, or NULL. */
void *map_get(const struct map *map, str key);
/* Where the value of the key is kept; a new key starts with NULL. */
void **map_at(struct map *map, struct arena *arena, str key);

#endif

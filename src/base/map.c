/* SPDX-License-Identifier: MIT */
#include "base/map.h"

#include "base/hash.h"

static uint32_t *slot_of(const struct map *map, str key, uint64_t hash)
{
	size_t mask = map->cap * 2 - 1;
	for (size_t i = hash & mask;; i = (i + 1) & mask) {
		uint32_t slot = map->slots[i];
		if (slot == 0)
			return &map->slots[i];
		const struct map_entry *entry = &map->entries[slot - 1];
		if (entry->hash == hash && str_eq(entry->key, key))
			return &map->slots[i];
	}
}

static void grow(struct map *map, struct arena *arena)
{
	struct map larger = {
		.cap = map->cap ? map->cap * 2 : 8, .count = map->count, .seed = map->cap ? map->seed : hash_seed()};
	larger.entries = arena_array(arena, struct map_entry, larger.cap);
	larger.slots = arena_array(arena, uint32_t, larger.cap * 2);
	for (size_t i = 0; i < map->count; i++) {
		larger.entries[i] = map->entries[i];
		*slot_of(&larger, map->entries[i].key, map->entries[i].hash) = (uint32_t)i + 1;
	}
	*map = larger;
}

void *map_get(const struct map *map, str key)
{
	if (map->count == 0)
		return NULL;
	uint32_t slot = *slot_of(map, key, hash_seeded(key, map->seed));
	return slot ? map->entries[slot - 1].value : NULL;
}

void **map_at(struct map *map, struct arena *arena, str key)
{
	if (map->count == map->cap)
		grow(map, arena);
	uint64_t hash = hash_seeded(key, map->seed);
	uint32_t *slot = slot_of(map, key, hash);
	if (*slot == 0) {
		map->entries[map->count++] = (struct map_entry){.key = key, .hash = hash};
		*slot = (uint32_t)map->count;
	}
	return &map->entries[*slot - 1].value;
}

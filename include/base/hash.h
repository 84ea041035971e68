/* SPDX-License-Identifier: MIT */
/* Content hashes: XXH3, 64 bits for tables, 128 bits for what must not collide by chance. */
#ifndef ROLECAST_BASE_HASH_H
#define ROLECAST_BASE_HASH_H

#include "base/str.h"

struct hash128 {
	uint64_t high, low;
};

uint64_t hash_64(str s);
/* For tables in memory: nobody can choose keys that all fall into one place, since the seed is each process's own. */
uint64_t hash_seeded(str s, uint64_t seed);
uint64_t hash_seed(void);
struct hash128 hash_128(str s);
bool hash_eq(struct hash128 a, struct hash128 b);
/* 32 lower-case hex digits and a NUL. */
void hash_hex(struct hash128 hash, char hex[33]);
bool hash_parse(str hex, struct hash128 *hash);

/* A hash over several parts; each part's length is hashed too. */
struct hasher;
struct hasher *hasher_new(void);
void hasher_add(struct hasher *hasher, str part);
/* The part alone: in parts or at once, the same bytes have the hash that hash_128 gives. */
void hasher_bytes(struct hasher *hasher, str part);
/* The hash so far; frees the hasher. */
struct hash128 hasher_end(struct hasher *hasher);

#endif

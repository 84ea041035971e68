/* SPDX-License-Identifier: MIT */
#include "base/hash.h"

#include <stdlib.h>
#include <string.h>
#ifdef __linux__
#include <sys/auxv.h>
#endif
#include <xxhash.h>

#include "base/arena.h"

uint64_t hash_64(str s)
{
	return XXH3_64bits(s.at, s.len);
}

uint64_t hash_seeded(str s, uint64_t seed)
{
	return XXH3_64bits_withSeed(s.at, s.len, seed);
}

uint64_t hash_seed(void)
{
	uint64_t seed = 0;
#ifdef __linux__
	const char *random = (const char *)getauxval(AT_RANDOM); /* 16 bytes that the kernel drew */
	if (random)
		memcpy(&seed, random, sizeof seed);
#else
	arc4random_buf(&seed, sizeof seed);
#endif
	return seed;
}

static struct hash128 of_xxh(XXH128_hash_t hash)
{
	return (struct hash128){.high = hash.high64, .low = hash.low64};
}

struct hash128 hash_128(str s)
{
	return of_xxh(XXH3_128bits(s.at, s.len));
}

bool hash_eq(struct hash128 a, struct hash128 b)
{
	return a.high == b.high && a.low == b.low;
}

void hash_hex(struct hash128 hash, char hex[33])
{
	static const char digits[] = "0123456789abcdef";
	for (int i = 0; i < 16; i++) {
		hex[i] = digits[hash.high >> (60 - 4 * i) & 15];
		hex[16 + i] = digits[hash.low >> (60 - 4 * i) & 15];
	}
	hex[32] = '\0';
}

static int digit_of(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool hash_parse(str hex, struct hash128 *hash)
{
	*hash = (struct hash128){0};
	if (hex.len != 32)
		return false;
	for (size_t i = 0; i < 32; i++) {
		int digit = digit_of(hex.at[i]);
		if (digit < 0)
			return false;
		uint64_t *half = i < 16 ? &hash->high : &hash->low;
		*half = *half << 4 | (uint64_t)digit;
	}
	return true;
}

struct hasher {
	XXH3_state_t *state;
};

struct hasher *hasher_new(void)
{
	struct hasher *hasher = malloc(sizeof *hasher);
	if (hasher)
		hasher->state = XXH3_createState();
	if (!hasher || !hasher->state || XXH3_128bits_reset(hasher->state) != XXH_OK)
		arena_out_of_memory();
	return hasher;
}

void hasher_add(struct hasher *hasher, str part)
{
	uint64_t len = part.len;
	XXH3_128bits_update(hasher->state, &len, sizeof len);
	XXH3_128bits_update(hasher->state, part.at, part.len);
}

void hasher_bytes(struct hasher *hasher, str part)
{
	XXH3_128bits_update(hasher->state, part.at, part.len);
}

struct hash128 hasher_end(struct hasher *hasher)
{
	struct hash128 hash = of_xxh(XXH3_128bits_digest(hasher->state));
	XXH3_freeState(hasher->state);
	free(hasher);
	return hash;
}

/* SPDX-License-Identifier: MIT */
#include "check.h"

#include "base/hash.h"
#include "base/map.h"
#include "base/nearest.h"
#include "base/slug.h"

static void test_take_line(void **state)
{
	(void)state;
	str in = S("one\r\ntwo\n\nfour"), line;
	static const char *const want[] = {"one", "two", "", "four"};
	for (size_t i = 0; i < COUNT(want); i++) {
		assert_true(str_take_line(&in, &line));
		assert_str(line, want[i]);
	}
	assert_false(str_take_line(&in, &line));
}

static void test_utf8(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		size_t fault;
	} cases[] = {{"plain text, long enough for eight", 33}, {"\xC3\xA9", 2}, {"a\xC3", 1}, {"\xC0\xAF", 0},
		{"\xED\xA0\x80", 0}, {"\xF0\x9F\x94\xA7", 4}, {"\xF4\x90\x80\x80", 0}, {"12345678\xFF", 8}};
	for (size_t i = 0; i < COUNT(cases); i++)
		assert_int_equal(str_utf8_fault(str_of(cases[i].text)), cases[i].fault);
}

static void test_cut(void **state)
{
	(void)state;
	assert_str(str_cut(S("abc"), 3), "abc");
	assert_str(str_cut(S("abc"), 2), "ab");
	assert_str(str_cut(S("a\xC3\xA9"), 2), "a");
	assert_str(str_cut(S("a\xC3\xA9x"), 3), "a\xC3\xA9");
	assert_str(str_cut(S("\xF0\x9F\x94\xA7"), 3), "");
	assert_int_equal(str_cut((str){0}, 60).len, 0);
}

static void test_int(void **state)
{
	(void)state;
	int64_t number;
	assert_true(str_int(S("-42"), &number));
	assert_int_equal(number, -42);
	assert_false(str_int(S(""), &number));
	assert_false(str_int(S("4x"), &number));
	assert_false(str_int(S("9999999999999999999"), &number));
}

static void test_map_keeps_order_and_values(void **state)
{
	(void)state;
	struct arena arena = {0};
	struct map map = {0};
	static int values[1000];
	for (size_t i = 0; i < COUNT(values); i++)
		*map_at(&map, &arena, arena_printf(&arena, "key-%zu", i)) = &values[i];
	assert_int_equal(map.count, COUNT(values));
	for (size_t i = 0; i < COUNT(values); i++) {
		char key[16];
		snprintf(key, sizeof key, "key-%zu", i);
		assert_ptr_equal(map_get(&map, str_of(key)), &values[i]);
		assert_str(map.entries[i].key, key);
	}
	assert_null(map_get(&map, S("key-1000")));
	arena_free(&arena);
}

static void test_slugs(void **state)
{
	(void)state;
	struct arena arena = {0};
	assert_str(slug_of(&arena,
			   S("C++ & \xC3\x89"
			     "criture")),
		"c-\xC3\xA9"
		"criture");
	assert_str(slug_ascii(&arena,
			   S("\xC3\x89"
			     "criture  na\xC3\xAFve!")),
		"ecriture-naive");
	assert_str(slug_of(&arena, S("What is AI, actually?")), "what-is-ai-actually");
	assert_true(slug_is_valid(S("court-reporter")));
	assert_false(slug_is_valid(S("../etc")));
	assert_false(slug_is_valid(S("a--b")));
	assert_false(slug_is_valid(S("-a")));
	arena_free(&arena);
}

static void test_nearest(void **state)
{
	(void)state;
	static const struct {
		const char *word, *candidate, *best;
	} cases[] = {{"exposre", "exposure", "exposure"}, {"tilte", "title", "title"}, {"cat", "category", ""},
		{"soc", "isco", ""}, {"x", "y", ""}, {"autonmoy", "autonomy", "autonomy"}};
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct nearest nearest = {.word = str_of(cases[i].word)};
		nearest_offer(&nearest, str_of(cases[i].candidate));
		assert_str(nearest.best, cases[i].best);
	}
}

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* Optimal string alignment as the textbooks have it, a table of all prefixes. */
static size_t edits(str a, str b)
{
	size_t table[65][65];
	for (size_t i = 0; i <= a.len; i++)
		for (size_t j = 0; j <= b.len; j++) {
			if (i == 0 || j == 0) {
				table[i][j] = i + j;
				continue;
			}
			size_t one = least(table[i - 1][j], table[i][j - 1]) + 1;
			table[i][j] = least(one, table[i - 1][j - 1] + (a.at[i - 1] != b.at[j - 1]));
			if (i > 1 && j > 1 && a.at[i - 1] == b.at[j - 2] && a.at[i - 2] == b.at[j - 1])
				table[i][j] = least(table[i][j], table[i - 2][j - 2] + 1);
		}
	return table[a.len][b.len];
}

static void test_nearest_counts_edits(void **state)
{
	(void)state;
	enum { TRIES = 5000, LONGEST = 64 };
	uint32_t draw = 1;
	size_t found = 0;
	for (size_t i = 0; i < TRIES; i++) {
		char bytes[2][LONGEST];
		str words[2] = {{bytes[0], 1 + i % LONGEST}, {bytes[1], 1 + i % LONGEST}};
		for (size_t k = 0; k < LONGEST; k++) {
			draw = draw * 1664525 + 1013904223;
			bytes[0][k] = (char)('a' + (draw >> 16) % 3);
			bytes[1][k] = draw >> 20 & 1 ? bytes[0][k] : (char)('a' + (draw >> 24) % 3);
		}
		if (i % 3 == 0 && words[1].len > 2) /* other lengths, too */
			words[1] = str_part(words[1], 1, words[1].len - 1);
		struct nearest nearest = {.word = words[0]};
		size_t limit = words[0].len / 3 > 1 ? words[0].len / 3 : 1, distance = edits(words[0], words[1]);
		nearest_offer(&nearest, words[1]);
		bool is_near = distance <= limit && distance < words[0].len;
		assert_int_equal(nearest.best.len > 0, is_near);
		assert_int_equal(nearest.distance, is_near ? distance : 0);
		found += is_near;
	}
	assert_in_range(found, TRIES / 10, TRIES);
}

/* Names whose unseeded hashes all end alike would fill a table that everybody knows in one place. */
static void test_map_cannot_be_flooded(void **state)
{
	(void)state;
	enum { KEYS = 1000, ALIKE = 0x3FF };
	struct arena arena = {0};
	struct map map = {0};
	size_t places[16] = {0};
	for (size_t i = 0; map.count < KEYS; i++) {
		char name[24];
		snprintf(name, sizeof name, "key%zu", i);
		if ((hash_64(str_of(name)) & ALIKE) == 0)
			*map_at(&map, &arena, arena_copy(&arena, str_of(name))) = &map;
	}
	for (size_t i = 0; i < map.count; i++)
		places[map.entries[i].hash & (COUNT(places) - 1)]++;
	for (size_t i = 0; i < COUNT(places); i++)
		assert_in_range(places[i], 1, KEYS / 4);
	arena_free(&arena);
}

static void test_hash_hex_round_trip(void **state)
{
	(void)state;
	char hex[33];
	struct hash128 back, hash = hash_128(S("rolecast"));
	hash_hex(hash, hex);
	assert_true(hash_parse(str_of(hex), &back));
	assert_true(hash_eq(hash, back));
	assert_false(hash_parse(S("12"), &back));
}

static void test_arena(void **state)
{
	(void)state;
	enum { MUCH = 3 << 20 };
	struct arena arena = {0};
	str joined = arena_join(&arena, S("/roles/"), (str){0}, arena_int(&arena, -7), S("/"));
	assert_str(joined, "/roles/-7/");
	assert_int_equal(joined.at[joined.len], '\0');
	assert_str(arena_join(&arena, (str){0}), "");
	/* What was given out before is zeroed when it is given out again, whether the room was kept or not. */
	for (size_t size = 64; size <= MUCH; size *= 3) {
		char *at = arena_alloc(&arena, size);
		for (size_t i = 0; i < size; i++)
			assert_int_equal(at[i], 0);
		memset(at, 'x', size);
		arena_reset(&arena);
	}
	arena_free(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_take_line), cmocka_unit_test(test_utf8),
		cmocka_unit_test(test_cut), cmocka_unit_test(test_int),
		cmocka_unit_test(test_map_keeps_order_and_values), cmocka_unit_test(test_slugs),
		cmocka_unit_test(test_nearest), cmocka_unit_test(test_nearest_counts_edits),
		cmocka_unit_test(test_map_cannot_be_flooded), cmocka_unit_test(test_hash_hex_round_trip),
		cmocka_unit_test(test_arena)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

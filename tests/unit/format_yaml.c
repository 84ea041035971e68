/* SPDX-License-Identifier: MIT */
#include "check.h"

#include "format/schema.h"

struct sample {
	struct text country;
	struct number count, share, is_on, level;
	struct dated day;
};

static const char *const level_words[] = {"low", "high", NULL};
static const struct field sample_fields[] = {
	{"country", FIELD_TEXT, FIELD_REQUIRED, offsetof(struct sample, country), .help = "a code"},
	{"count", FIELD_INT, 0, offsetof(struct sample, count), .min = 0, .max = 9},
	{"share", FIELD_DECIMAL, 0, offsetof(struct sample, share), .max = 1000, .scale = 10},
	{"is_on", FIELD_BOOL, 0, offsetof(struct sample, is_on)},
	{"level", FIELD_CHOICE, 0, offsetof(struct sample, level), .words = level_words},
	{"day", FIELD_DATE, 0, offsetof(struct sample, day)},
};
static const struct record sample_record = {"sample", sizeof(struct sample), sample_fields, COUNT(sample_fields), ""};

static struct sample load(const char *text, struct arena *arena, struct diags *diags)
{
	struct sample sample = {0};
	struct source *source = arena_new(arena, struct source);
	*source = (struct source){S("s.yaml"), str_of(text)};
	struct schema schema = {.arena = arena, .scratch = arena, .diags = diags};
	const struct yaml_node *node = yaml_parse(source, 0, source->text.len, arena, diags);
	if (node)
		schema_load(&schema, &sample_record, node, &sample);
	return sample;
}

static void test_types_come_from_the_schema(void **state)
{
	(void)state;
	static const char *const words[] = {
		"NO", "no", "true", "0x1F", "1e3", "12:30", "007", "2026-01-01", "on", "1_000"};
	for (size_t i = 0; i < COUNT(words); i++) {
		struct arena arena = {0};
		struct diags diags = {0};
		char text[64];
		snprintf(text, sizeof text, "country: %s\n", words[i]);
		assert_str(load(text, &arena, &diags).country.s, words[i]);
		assert_int_equal(diags.errors, 0);
		arena_free(&arena);
	}
}

static void test_values(void **state)
{
	(void)state;
	struct arena arena = {0};
	struct diags diags = {0};
	struct sample got =
		load("{country: X, count: 9, share: 12.5, is_on: true, level: high, day: 2024-02-29}", &arena, &diags);
	assert_int_equal(diags.errors, 0);
	assert_int_equal(got.count.value, 9);
	assert_int_equal(got.share.value, 125);
	assert_int_equal(got.is_on.value, 1);
	assert_int_equal(got.level.value, 1);
	assert_int_equal(got.day.date.day, 29);
	arena_free(&arena);
}

static void test_refusals(void **state)
{
	(void)state;
	static const struct {
		const char *text, *id;
	} cases[] = {{"country: &a X", "yaml-anchor"}, {"country: *a", "yaml-alias"}, {"country: !!str X", "yaml-tag"},
		{"country: X\n---\na: b", "yaml-documents"}, {"country: X\ncountry: Y", "duplicate-key"},
		{"? [a]\n: b\ncountry: X", "yaml-key"}, {"\tcountry: X", "yaml-syntax"},
		{"country: \"a\\0b\"", "control-character"}, {"country: X\ncount: 10", "out-of-range"},
		{"country: X\ncount: 1.5", "wrong-type"}, {"country: X\nshare: 1.25", "wrong-type"},
		{"country: X\nis_on: yes", "wrong-type"}, {"country: X\nlevel: hihg", "unknown-word"},
		{"country: X\nday: 2023-02-29", "bad-date"}, {"count: 1", "missing-key"},
		{"country: X\ncuont: 1", "unknown-key"}, {"country: null", "wrong-type"}, {"[a]", "wrong-type"},
		{"country: ''", "empty-text"}};
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct arena arena = {0};
		struct diags diags = {0};
		load(cases[i].text, &arena, &diags);
		assert_non_null(diags.first);
		assert_string_equal(diags.first->id, cases[i].id);
		assert_int_equal(diags.errors, 1);
		diags_free(&diags);
		arena_free(&arena);
	}
}

/* Places are bytes, though libyaml counts characters. */
static void test_places(void **state)
{
	(void)state;
	struct arena arena = {0};
	struct diags diags = {0};
	load("country: \xC3\xA9\xF0\x9F\x94\xA7 # \xC3\xA9\n\"count\": x\n", &arena, &diags);
	assert_str(diags_text(&diags, &arena),
		"s.yaml:2:10: error: a whole number is wanted here, not 'x' [wrong-type]\n"
		"    \"count\": x\n             ^\n");
	diags_free(&diags);
	arena_free(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_types_come_from_the_schema),
		cmocka_unit_test(test_values), cmocka_unit_test(test_refusals), cmocka_unit_test(test_places)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

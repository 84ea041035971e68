/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "check.h"
#include "content/reference.h"

static const char *const paths[] = {"docs/authoring.md", "docs/import.md"};

static const struct reference_part *part_named(str name)
{
	for (size_t i = 0; i < reference_part_count; i++)
		if (str_eq(str_of(reference_parts[i].name), name))
			return &reference_parts[i];
	fail_msg("nothing makes '%.*s'", STR_ARG(name));
	return NULL;
}

/* The file as it should be: what stands between the comments made anew. */
static size_t make_anew(str text, struct buf *out)
{
	size_t made = 0;
	str line;
	while (str_take_line(&text, &line)) {
		str rest = line, name;
		buf_put(out, line);
		buf_char(out, '\n');
		if (!str_take(&rest, S("<!-- made: ")) || !str_take_until(&rest, ' ', &name))
			continue;
		part_named(name)->put(out);
		made++;
		while (str_take_line(&text, &line) && !str_eq(line, S("<!-- end -->")))
			;
		assert_str(line, "<!-- end -->");
		buf_put(out, S("<!-- end -->\n"));
	}
	return made;
}

static size_t hold_to_tables(const char *path)
{
	struct buf got = {0}, want = {0};
	str text = check_read(path, &got);
	size_t made = make_anew(text, &want);
	if (getenv("UPDATE")) {
		FILE *file = fopen(path, "w");
		assert_non_null(file);
		assert_int_equal(fwrite(want.at, 1, want.len, file), want.len);
		fclose(file);
	} else if (!str_eq(text, buf_str(&want))) {
		fail_msg("%s is old: run this test with UPDATE=1", path);
	}
	buf_free(&got);
	buf_free(&want);
	return made;
}

/* The documents say what the tables say; UPDATE=1 writes them anew. */
static void test_documents(void **state)
{
	(void)state;
	size_t made = 0;
	for (size_t i = 0; i < COUNT(paths); i++)
		made += hold_to_tables(paths[i]);
	assert_int_equal(made, reference_part_count);
}

static void check_field(const struct record *record, const struct field *field)
{
	if (!field->help || !*field->help)
		fail_msg("'%s' of a %s has no help", field->name, record->name);
	if (field->kind == FIELD_CUSTOM && !(field->takes && field->json && field->load))
		fail_msg("'%s' of a %s does not say what it takes", field->name, record->name);
	if (field->kind == FIELD_REF && !field->refers)
		fail_msg("'%s' of a %s refers to nothing", field->name, record->name);
	if (field->fallback && (field->flags & FIELD_REQUIRED))
		fail_msg("'%s' of a %s is required and has a default", field->name, record->name);
}

static void test_tables(void **state)
{
	(void)state;
	struct reference_record records[REFERENCE_MAX_RECORDS];
	size_t count = reference_records(records);
	assert_in_range(count, 20, REFERENCE_MAX_RECORDS - 1);
	for (size_t i = 0; i < count; i++) {
		const struct record *record = records[i].record;
		assert_true(record->help && *record->help);
		for (size_t k = 0; k < i; k++)
			if (strcmp(records[k].record->name, record->name) == 0)
				fail_msg("two records have the name '%s'", record->name);
		for (size_t k = 0; k < record->count; k++)
			check_field(record, &record->fields[k]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_documents), cmocka_unit_test(test_tables)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

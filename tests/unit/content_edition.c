/* SPDX-License-Identifier: MIT */
/* An edition that is written is read as what it was. */
#include "check.h"

#include "base/fs.h"
#include "content/site.h"

/* A slice that may stand in a static initialiser. */
#define T(literal)                                                                                                     \
	{                                                                                                              \
		(literal), sizeof(literal) - 1                                                                         \
	}

static struct past_site_level levels[] = {{T("entry"), T("Entry \"one\""), -20, false}, {T("mid"), T("Mid"), 0, true}};
static uint32_t times[2][2] = {{200, 155}, {0, 1}};
static struct past_task by_level[] = {
	{T("sort"), T("Sort \\ letters: \"all\" of them"), 0, times[0], {60, 50, 70}, {50, 40, 60}},
	{T("null"), T("\xE9\x9B\xBB\xE8\xA9\xB1 \xE3\x80\x80 # no comment"), 0, times[1], {0, 0, 0}, {100, 100, 100}}};
static struct past_task plain[] = {{T("a"), T("A"), 105, NULL, {60, 50, 70}, {50, 40, 60}}};
static struct past_task alike[] = {{T("b"), T("\tB\nC\x7F\xC2\x85"), 0, NULL, {60, 50, 70}, {50, 40, 60}}};
static str moved[] = {T("old-clerk"), T("older-clerk")};

/* Worked by hand: 60 · 50 / 100 = 30. The first role's times make other weights, see fill. */
static struct past_level scores[3][2];
static struct past_role roles[] = {{.slug = T("clerk"),
					   .title = T("Clerk"),
					   .moved_from = moved,
					   .moved_count = 2,
					   .times = TIMES_BY_LEVEL,
					   .levels = scores[0],
					   .level_count = 2,
					   .tasks = by_level,
					   .task_count = 2},
	{.slug = T("maid"),
		.title = T("Maid"),
		.is_by_importance = true,
		.times = TIMES_PLAIN,
		.levels = scores[1],
		.level_count = 2,
		.tasks = plain,
		.task_count = 1},
	{.slug = T("page"),
		.title = T("Page"),
		.times = TIMES_ALIKE,
		.levels = scores[2],
		.level_count = 2,
		.tasks = alike,
		.task_count = 1}};

static struct edition sample(size_t role_count)
{
	struct edition edition = {.name.s = S("2026.1"),
		.program = S("0.1.0"),
		.levels = levels,
		.level_count = 2,
		.bands = {10, 20, 35, 50},
		.roles = roles,
		.role_count = role_count};
	edition.date.date = (struct date){2026, 1, 5};
	for (size_t r = 0; r < COUNT(roles); r++)
		for (size_t i = 0; i < 2; i++) {
			struct score_task tasks[SCORE_MAX_TASKS];
			struct score_version version;
			struct score score;
			struct past_level *level = &scores[r][i];
			*level = (struct past_level){.id = levels[i].id, .is_exact = true};
			assert_true(past_version(&edition, &roles[r], level->id, tasks, &version));
			struct score_input input = {
				tasks, version.count, version.times != TIMES_BY_LEVEL, version.tilt};
			assert_true(score_compute(&input, &score));
			level->risk = score.risk;
			level->exposure = score.exposure;
		}
	return edition;
}

static str written(const struct edition *edition, struct arena *arena)
{
	struct buf out = {0};
	edition_write(edition, &out);
	str text = buf_copy(&out, arena);
	buf_free(&out);
	return text;
}

/* Through a site. */
static void check_loaded(str text, const char *folder)
{
	struct arena arena = {0};
	struct diags diags = {0};
	struct site site = {0};
	struct site_options options = {.folder = str_of(folder), .workers = 1, .without_lint = true};
	assert_true(site_read(&site, &options, &diags));
	site_settings(&site, &diags);
	site_load(&site, &diags);
	assert_str(diags_text(&diags, &arena), "");
	assert_int_equal(site.edition_count, 1);
	struct edition *edition = &site.editions[0];
	assert_str(written(edition, &arena), text.at);
	assert_str(edition->address, "2026-1");
	assert_ptr_equal(edition_find(edition, S("maid"), S("mid")), &edition->roles[1].levels[1]);
	site_free(&site);
	diags_free(&diags);
	arena_free(&arena);
}

static void put_file(const char *path, str text)
{
	FILE *file = fopen(path, "w");
	assert_non_null(file);
	assert_int_equal(fwrite(text.at, 1, text.len, file), text.len);
	fclose(file);
}

static void test_round_trip(void **state)
{
	(void)state;
	struct arena arena = {0};
	char folder[] = "/tmp/rolecast-edition-XXXXXX";
	assert_non_null(mkdtemp(folder));
	by_level[1].id = S("null");
	by_level[1].name = S("\xE9\x9B\xBB\xE8\xA9\xB1 \xE3\x80\x80 # no comment");
	for (size_t roles_taken = 2; roles_taken <= COUNT(roles); roles_taken++) {
		struct edition edition = sample(roles_taken);
		/* fields trim their texts; no text holds control characters or line ends */
		alike[0].name = S("B\tC \xC2\xA7 \"D\"");
		str text = written(&edition, &arena);
		str folders = fs_join(&arena, str_of(folder), S("content/editions"));
		assert_true(fs_make_folders(-100, folders));
		put_file(arena_printf(&arena, "%s/content/site.yaml", folder).at,
			S("title: T\nbase_url: https://t.example\ncategories: [{id: a, title: A}]\n"));
		const char *path = arena_printf(&arena, "%s/content/editions/1.yaml", folder).at;
		put_file(path, text);
		check_loaded(text, folder);
	}
	/* NOLINTNEXTLINE(cert-env33-c): of a folder that it made itself */
	assert_int_equal(system(arena_printf(&arena, "rm -r %s", folder).at), 0);
	arena_free(&arena);
}

static void test_addresses(void **state)
{
	(void)state;
	struct arena arena = {0};
	assert_str(edition_address(&arena, S("2026.1")), "2026-1");
	assert_str(edition_address(&arena, S("Spring 2026")), "spring-2026");
	assert_str(edition_address(&arena, S("")), "now");
	assert_int_equal(edition_address(&arena, S("\xE6\x98\xA5")).len, 10);
	arena_free(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_round_trip), cmocka_unit_test(test_addresses)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
#include "check.h"

#include "page/view.h"

static void test_articles(void **state)
{
	(void)state;
	static const struct {
		const char *noun, *article;
	} cases[] = {{"Backend Developer", "a"}, {"Electrician", "an"}, {"HR Manager", "an"}, {"UX Designer", "a"},
		{"hour counter", "an"}, {"University Lecturer", "a"}, {"SRE", "an"}, {"Usher", "an"},
		{"User Researcher", "a"}, {"European Lawyer", "a"}, {"One-Stop Adviser", "a"}, {"Umpire", "an"},
		{"IT Specialist", "an"}};
	for (size_t i = 0; i < COUNT(cases); i++)
		assert_str(english_article(str_of(cases[i].noun)), cases[i].article);
}

static void test_plurals(void **state)
{
	(void)state;
	static const struct {
		const char *one, *many;
	} cases[] = {{"Backend Developer", "Backend Developers"}, {"Secretary", "Secretaries"},
		{"Attorney", "Attorneys"}, {"Coach", "Coaches"}, {"Chief of Staff", "Chiefs of Staff"},
		{"Salesperson", "Salespeople"}, {"Waitress", "Waitresses"}, {"Fisherman", "Fishermen"},
		{"Cook", "Cooks"}};
	struct arena arena = {0};
	for (size_t i = 0; i < COUNT(cases); i++)
		assert_str(english_plural(&arena, str_of(cases[i].one)), cases[i].many);
	arena_free(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_articles), cmocka_unit_test(test_plurals)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
#include "check.h"
#include "page/plan.h"

/* A plan of so many articles, each with its number as its address, among files that are not listed. */
static void make(struct plan *plan, struct site *site, size_t count)
{
	static struct article article = {.is = {.updated = {.text = {.s = {"2026-03-01", 10}}, .date = {2026, 3, 1}}}};
	*site = (struct site){.base = S("/jobs"), .url = S("https://many.example/jobs"), .articles = &article};
	*plan = (struct plan){.site = site};
	plan->outputs = arena_array(&plan->arena, struct output, 2 * count + 1);
	for (size_t i = 0; i < count; i++) {
		str url = arena_printf(&plan->arena, "/jobs/%zu/", i);
		plan->outputs[plan->count++] = (struct output){.kind = OUTPUT_ASSET, .url = S("/jobs/assets/x.css")};
		plan->outputs[plan->count++] = (struct output){
			.kind = OUTPUT_PAGE, .page = i == SITEMAP_MOST ? PAGE_ARTICLE : PAGE_PLAIN, .url = url};
	}
	plan->outputs[plan->count++] = (struct output){.kind = OUTPUT_PAGE, .url = S("/jobs/404.html")};
}

static str url_of(struct value list, size_t index)
{
	return value_str(((const struct view_entry *)list.items[index].fields)->url);
}

static void test_one_file(void **state)
{
	(void)state;
	struct site site;
	struct plan plan;
	make(&plan, &site, SITEMAP_MOST);
	assert_int_equal(sitemap_parts(&plan), 1);
	struct value all = sitemap_entries(&plan, 0, &plan.arena);
	assert_int_equal(all.len, SITEMAP_MOST);
	assert_str(url_of(all, 0), "https://many.example/jobs/0/");
	assert_str(url_of(all, SITEMAP_MOST - 1), "https://many.example/jobs/49999/");
	plan_free(&plan);
}

static void test_several_files(void **state)
{
	(void)state;
	struct site site;
	struct plan plan;
	make(&plan, &site, 2 * SITEMAP_MOST + 1);
	assert_int_equal(sitemap_parts(&plan), 3);
	struct value second = sitemap_entries(&plan, 1, &plan.arena), third = sitemap_entries(&plan, 2, &plan.arena);
	assert_int_equal(second.len, SITEMAP_MOST);
	assert_str(url_of(second, 0), "https://many.example/jobs/50000/");
	assert_int_equal(third.len, 1);
	assert_str(url_of(third, 0), "https://many.example/jobs/100000/");
	struct value index = sitemap_index(&plan, &plan.arena);
	assert_int_equal(index.len, 3);
	assert_str(url_of(index, 2), "https://many.example/jobs/sitemap-3.xml");
	const struct view_entry *newest = (const struct view_entry *)index.items[1].fields;
	assert_str(value_str(newest->updated), "2026-03-01");
	plan_free(&plan);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_one_file), cmocka_unit_test(test_several_files)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

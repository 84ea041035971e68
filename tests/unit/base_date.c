/* SPDX-License-Identifier: MIT */
#include "check.h"

#include "base/date.h"

static void test_parse(void **state)
{
	(void)state;
	struct date date;
	assert_true(date_parse(S("2024-02-29"), false, &date));
	assert_false(date_parse(S("2023-02-29"), false, &date));
	assert_false(date_parse(S("2023-13-01"), false, &date));
	assert_false(date_parse(S("2023-1-01"), false, &date));
	assert_false(date_parse(S("2023-05"), false, &date));
	assert_true(date_parse(S("2023-05"), true, &date));
	assert_int_equal(date.day, 0);
	assert_true(date_parse(S("2023"), true, &date));
	assert_false(date_parse(S("2023-01-01x"), true, &date));
}

static void test_days_round_trip(void **state)
{
	(void)state;
	assert_int_equal(date_days((struct date){1970, 1, 1}), 0);
	for (int64_t days = -200000; days < 200000; days += 7) {
		struct date date = date_of_days(days);
		assert_int_equal(date_days(date), days);
	}
}

static void test_last_day(void **state)
{
	(void)state;
	const struct {
		struct date date, last;
	} cases[] = {{{2027, 0, 0}, {2027, 12, 31}}, {{2028, 2, 0}, {2028, 2, 29}}, {{2027, 2, 0}, {2027, 2, 28}},
		{{2027, 4, 0}, {2027, 4, 30}}, {{2027, 4, 7}, {2027, 4, 7}}};
	for (size_t i = 0; i < COUNT(cases); i++)
		assert_int_equal(date_cmp(date_last(cases[i].date), cases[i].last), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_parse), cmocka_unit_test(test_days_round_trip), cmocka_unit_test(test_last_day)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

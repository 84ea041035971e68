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

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_parse), cmocka_unit_test(test_days_round_trip)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

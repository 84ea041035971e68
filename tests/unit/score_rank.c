/* SPDX-License-Identifier: MIT */
/* Spearman's rank correlation, worked by hand. */
#include "check.h"

#include "score/rank.h"

static int correlated(const double *a, const double *b, size_t count)
{
	struct rank_pair pairs[8];
	int hundredths = 1000; /* none */
	for (size_t i = 0; i < count; i++)
		pairs[i] = (struct rank_pair){.a = a[i], .b = b[i]};
	rank_pairs(pairs, count);
	rank_correlation(pairs, count, &hundredths);
	return hundredths;
}

/* Without ties it is 1 - 6 Σd² / (n (n² - 1)). */
static void test_without_ties(void **state)
{
	(void)state;
	static const double up[] = {10, 20, 30, 40, 50}, down[] = {5, 4, 3, 2, 1}, mixed[] = {2, 1, 4, 3, 5};
	assert_int_equal(correlated(up, up, 5), 100);
	assert_int_equal(correlated(up, down, 5), -100);
	assert_int_equal(correlated(up, mixed, 5), 80); /* d² 1 1 1 1 0: 1 - 24 / 120 */
}

/* Ranks 1, 2.5, 2.5, 4 against 1, 2, 3, 4. About their mean of 2.5: -1.5, 0, 0, 1.5 and -1.5, -0.5, 0.5, 1.5. The
   product is 4.5, the squares 4.5 and 5: 4.5 / √22.5 = 0.9487. */
static void test_ties(void **state)
{
	(void)state;
	static const double tied[] = {1, 2, 2, 3}, whole[] = {1, 2, 3, 4};
	assert_int_equal(correlated(tied, whole, 4), 95);
	assert_int_equal(correlated(whole, tied, 4), 95);
}

static void test_none(void **state)
{
	(void)state;
	static const double some[] = {1, 2, 3}, alike[] = {7, 7, 7};
	assert_int_equal(correlated(some, some, 2), 1000);
	assert_int_equal(correlated(some, alike, 3), 1000);
	assert_int_equal(correlated(some, some, 0), 1000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_without_ties),
		cmocka_unit_test(test_ties),
		cmocka_unit_test(test_none),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

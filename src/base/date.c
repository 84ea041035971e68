/* SPDX-License-Identifier: MIT */
#include "base/date.h"

#include <time.h>

static bool take_number(str *in, size_t digits, int *number)
{
	int64_t value;
	if (in->len < digits || !str_int(str_part(*in, 0, digits), &value) || value < 0)
		return false;
	*number = (int)value;
	*in = str_skip(*in, digits);
	return true;
}

static int days_in(int year, int month)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
	return days[month - 1] + (month == 2 && is_leap);
}

bool date_has_form(str text)
{
	static const char form[] = "9999-99-99";
	if (text.len != sizeof form - 1)
		return false;
	for (size_t i = 0; i < text.len; i++)
		if (form[i] == '-' ? text.at[i] != '-' : text.at[i] < '0' || text.at[i] > '9')
			return false;
	return true;
}

bool date_parse(str text, bool allow_partial, struct date *date)
{
	int year, month = 0, day = 0;
	if (!take_number(&text, 4, &year) || year == 0)
		return false;
	if (text.len && (!str_take(&text, S("-")) || !take_number(&text, 2, &month) || month < 1 || month > 12))
		return false;
	if (text.len
		&& (!str_take(&text, S("-")) || !take_number(&text, 2, &day) || day < 1 || day > days_in(year, month)))
		return false;
	if (text.len || (!allow_partial && day == 0))
		return false;
	*date = (struct date){.year = (int16_t)year, .month = (uint8_t)month, .day = (uint8_t)day};
	return true;
}

int64_t date_days(struct date date)
{
	/* Howard Hinnant's days_from_civil: years begin in March, eras are 400 years. */
	int64_t month = date.month ? date.month : 1, day = date.day ? date.day : 1;
	int64_t year = date.year - (month <= 2);
	int64_t era = (year >= 0 ? year : year - 399) / 400;
	int64_t of_era = year - era * 400;
	int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
	return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

struct date date_of_days(int64_t days)
{
	days += 719468;
	int64_t era = (days >= 0 ? days : days - 146096) / 146097;
	int64_t of_era = days - era * 146097;
	int64_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
	int64_t of_year = of_era - (365 * year + year / 4 - year / 100);
	int64_t shifted = (5 * of_year + 2) / 153;
	int64_t month = shifted + (shifted < 10 ? 3 : -9);
	return (struct date){.year = (int16_t)(year + era * 400 + (month <= 2)),
		.month = (uint8_t)month,
		.day = (uint8_t)(of_year - (153 * shifted + 2) / 5 + 1)};
}

int date_cmp(struct date a, struct date b)
{
	int64_t x = date_days(a), y = date_days(b);
	return (x > y) - (x < y);
}

bool date_is_set(struct date date)
{
	return date.year != 0;
}

struct date date_last(struct date date)
{
	if (date.month == 0)
		date.month = 12;
	if (date.day == 0)
		date.day = (uint8_t)days_in(date.year, date.month);
	return date;
}

int64_t clock_ms(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* SPDX-License-Identifier: MIT */
/* Calendar dates, without time or zone. */
#ifndef ROLECAST_BASE_DATE_H
#define ROLECAST_BASE_DATE_H

#include "base/str.h"

struct date {
	int16_t year;
	uint8_t month, day; /* 0 when the date is only a year, or a year and month */
};

/* YYYY-MM-DD, whether or not there is such a day. */
bool date_has_form(str text);
/* YYYY-MM-DD, and with `allow_partial` also YYYY-MM and YYYY. */
bool date_parse(str text, bool allow_partial, struct date *date);
/* Partial dates count as their first day. */
int date_cmp(struct date a, struct date b);
/* Days since 1970-01-01. */
int64_t date_days(struct date date);
struct date date_of_days(int64_t days);
bool date_is_set(struct date date);
/* The last day of a partial date: 2027 ends on 2027-12-31. */
struct date date_last(struct date date);

/* Milliseconds of a clock that only goes forward; for telling how long something took. */
int64_t clock_ms(void);

#endif

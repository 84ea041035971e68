/* SPDX-License-Identifier: MIT */
/* Every forecast of the site in one list, by the day on which it can be judged, and how the judged ones fared. */
#ifndef ROLECAST_PAGE_LEDGER_H
#define ROLECAST_PAGE_LEDGER_H

#include "content/site.h"

enum {
	LEDGER_FEW = 10,       /* judged ones below which no rate is told */
	LEDGER_MOST = 100,     /* in a section of the first page */
	LEDGER_ON_A_PAGE = 250 /* of a year */
};

struct forecast {
	const struct role *role;
	const struct stage *stage;
	struct date deadline;
	bool is_due;
};

struct tally {
	size_t open, met, missed;
	size_t due; /* of the open ones */
};

/* Those whose windows end in a year: forecasts[first..first + count). */
struct ledger_year {
	int year;
	size_t first, count, parts;
	struct tally tally;
};

struct ledger {
	struct forecast *forecasts;
	size_t count;
	struct ledger_year *years;
	size_t year_count;
	struct tally all, by_confidence[CONFIDENCES + 1]; /* the last: of those that say none */
};

void ledger_make(struct ledger *ledger, const struct site *site, struct arena *arena);
/* The address of a part (from 1) of a year, without base path. */
str ledger_url(const struct ledger_year *year, size_t part, struct arena *arena);
size_t tally_judged(const struct tally *tally);

/* open, met, missed */
str forecast_status(const struct stage *stage);
const char *confidence_key(int confidence);
/* low, medium, high; empty where it says none */
str forecast_confidence(const struct stage *stage);
/* Where its role's page shows it, base path included. */
str forecast_url(const struct forecast *forecast, struct arena *arena);

#endif

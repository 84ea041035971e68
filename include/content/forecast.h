/* SPDX-License-Identifier: MIT */
/* Forecasts (the stages of a timeline): what their dates mean, and what one that was judged owes its readers. */
#ifndef ROLECAST_CONTENT_FORECAST_H
#define ROLECAST_CONTENT_FORECAST_H

#include "content/records.h"

/* Gives each forecast of a role its id, and gathers what it cites: before its texts are filled. Errors: [bad-window]
   for one that ends before it begins, [missing-evidence] for one that was judged without a word why, [duplicate-id]. */
bool forecasts_check(struct role_record *role, struct arena *arena, struct arena *scratch, struct diags *diags);
/* The last day of its window: the end of `to`, or of `from` where it has none. */
struct date forecast_deadline(const struct stage *stage);
/* Its window is over, and nobody has judged it yet. */
bool forecast_is_due(const struct stage *stage, struct date as_of);

#endif

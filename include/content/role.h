/* SPDX-License-Identifier: MIT */
#ifndef ROLECAST_CONTENT_ROLE_H
#define ROLECAST_CONTENT_ROLE_H

#include "content/site.h"

/* What a role's score at a level was reckoned from. */
struct score_input role_input(const struct site *site, const struct role *role, size_t level);

/* Codes: ISO 3166 countries, ISO 4217 currencies, SOC and ISCO occupations. Empty text is no error. */
void codes_check_country(struct text code, struct diags *diags);
void codes_check_currency(struct text code, struct diags *diags);
/* The currencies that pay in a country is told in, blanks between them; empty for a country without any. */
str codes_currencies(str country);
void codes_check_soc(struct text code, struct diags *diags);
void codes_check_isco(struct text code, struct diags *diags);

#endif

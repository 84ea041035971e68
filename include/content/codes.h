/* SPDX-License-Identifier: MIT */
/* Codes that others keep: countries, currencies, occupations. The lists and forms also go into the schemas of
   editors. */
#ifndef ROLECAST_CONTENT_CODES_H
#define ROLECAST_CONTENT_CODES_H

#include "format/schema.h"

/* Each with a blank behind it. */
extern const char country_codes[], currency_codes[];
/* 9 stands for any digit; ends with NULL. */
extern const char *const soc_forms[], *const isco_forms[];

/* An absent code is fine. */
void codes_check_country(struct text code, struct diags *diags);
void codes_check_currency(struct text code, struct diags *diags);
/* The currencies that pay in a country is told in, blanks between them; empty for a country without any. */
str codes_currencies(str country);
/* Whether a code has one of those forms. */
bool codes_are(str code, const char *const *forms);
void codes_check_soc(struct text code, struct diags *diags);
void codes_check_isco(struct text code, struct diags *diags);

#endif

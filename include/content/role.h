/* SPDX-License-Identifier: MIT */
#ifndef ROLECAST_CONTENT_ROLE_H
#define ROLECAST_CONTENT_ROLE_H

#include "content/site.h"

/* What a role's score at a level was reckoned from. */
/* What is written of a level, empty where nothing is. */
const struct level_page *role_level_page(const struct role *role, size_t level);
struct score_input role_input(const struct site *site, const struct role *role, size_t level);

#endif

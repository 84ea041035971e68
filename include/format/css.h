/* SPDX-License-Identifier: MIT */
/* The addresses that a style sheet names: url(…) and @import. */
#ifndef ROLECAST_FORMAT_CSS_H
#define ROLECAST_FORMAT_CSS_H

#include "base/str.h"

typedef void css_address_fn(void *context, str address);
void css_addresses(str style, css_address_fn *fn, void *context);

#endif

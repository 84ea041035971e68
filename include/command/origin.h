/* SPDX-License-Identifier: MIT */
/* Whom a server answers, by what browsers say of a request: of pages elsewhere, none. */
#ifndef ROLECAST_COMMAND_ORIGIN_H
#define ROLECAST_COMMAND_ORIGIN_H

#include "base/str.h"

/* Whether the request's Host is an address, localhost, this machine's name or `own`; NULL: it says none, as old clients
 * do. */
bool origin_is_host(str own, const char *host);
/* Whether our own part of pages may be had: by pages that are served here, and by people who go there. By the headers
   Sec-Fetch-Site and Sec-Fetch-Dest; NULL where the client sends none. */
bool origin_may_fetch(const char *site, const char *destination);

#endif

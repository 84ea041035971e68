/* SPDX-License-Identifier: MIT */
/* Addresses taken apart and put together, as RFC 3986 has it. */
#ifndef ROLECAST_BASE_URL_H
#define ROLECAST_BASE_URL_H

#include "base/arena.h"

/* Slices of the address; no mark that divides them is inside. */
struct url {
	str scheme, host, path, query, fragment;
	bool has_host, has_query, has_fragment; /* "//", "?" and "#" stand there, whatever follows */
};

struct url url_split(str address);
/* A domain or an address in [ ], with or without a port; no user or password before it. */
bool url_has_plain_host(const struct url *url);
/* A path as seen from another: "../b" from "/a/x/" is "/a/b". Leading ".." at the top are dropped, as browsers do. */
str url_join(struct arena *arena, str from, str path);
/* %41 is A; what is no such escape stays. The same slice when there is nothing to do. */
str url_decode(struct arena *arena, str text);

#endif

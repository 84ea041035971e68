/* SPDX-License-Identifier: MIT */
/* What a file is, as the web says it. */
#ifndef ROLECAST_BASE_MEDIA_H
#define ROLECAST_BASE_MEDIA_H

#include "base/str.h"

struct media_row {
	const char *ending, *type;
	bool is_compressible; /* text of any kind, not what is compressed already */
};

/* By the end of a file's name; the first that fits counts. */
extern const struct media_row media_rows[];
extern const size_t media_row_count;

/* text/html; charset=utf-8 for roles/nurse/index.html */
const char *media_type(str path);
/* Whether servers had better send it compressed. */
bool media_is_compressible(str path);

#endif

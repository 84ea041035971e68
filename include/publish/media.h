/* SPDX-License-Identifier: MIT */
/* What a file is, as the web says it. */
#ifndef ROLECAST_PUBLISH_MEDIA_H
#define ROLECAST_PUBLISH_MEDIA_H

#include "base/str.h"

/* text/html; charset=utf-8 for roles/nurse/index.html */
const char *media_type(str path);
/* Whether servers had better send it compressed: text of any kind, not what is compressed already. */
bool media_is_compressible(str path);

#endif

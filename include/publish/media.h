/* SPDX-License-Identifier: MIT */
/* What a file is, as the web says it. */
#ifndef ROLECAST_PUBLISH_MEDIA_H
#define ROLECAST_PUBLISH_MEDIA_H

#include "base/str.h"

/* text/html; charset=utf-8 for roles/nurse/index.html */
const char *media_type(str path);

#endif

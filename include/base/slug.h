/* SPDX-License-Identifier: MIT */
/* Names for addresses and anchors, through utf8proc's case folding and normal forms. */
#ifndef ROLECAST_BASE_SLUG_H
#define ROLECAST_BASE_SLUG_H

#include "base/arena.h"

enum { SLUG_MAX = 80 };

/* "C++ & Écriture" → "c-écriture": letters and digits of any script, folded to lower case (NFC),
   all else one hyphen. May be empty. */
str slug_of(struct arena *arena, str text);
/* The same, with marks dropped and letters outside a-z0-9 dropped: for addresses. */
str slug_ascii(struct arena *arena, str text);
/* A name without Latin letters as a number of that name: s-0a1b2c3d, when `kind` is s. */
str slug_number(struct arena *arena, char kind, str name);
/* a-z, 0-9 and single hyphens inside, at most SLUG_MAX bytes. */
bool slug_is_valid(str text);
/* Folded for comparing and searching: NFKD, case folded, marks dropped. */
str slug_fold(struct arena *arena, str text);

#endif

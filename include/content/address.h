/* SPDX-License-Identifier: MIT */
/* Addresses that may stand only in few places, with loaders of their own, and what JSON Schema says of them. */
#ifndef ROLECAST_CONTENT_ADDRESS_H
#define ROLECAST_CONTENT_ADDRESS_H

#include "format/schema.h"

/* Into struct text; into LIST_OF(struct text). */
field_load load_old_path, load_contacts, load_keys, load_languages;
extern const char json_old_path[], json_contacts[], json_keys[], json_languages[];

/* Why a path that begins with '/' cannot be an address that any host and server takes; NULL when it can. */
struct path_fault {
	const char *why, *hint;
};
const struct path_fault *path_fault(str path);

#endif

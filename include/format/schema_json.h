/* SPDX-License-Identifier: MIT */
/* JSON Schema (2020-12) of what may be written, from the tables that load it: for editors. */
#ifndef ROLECAST_FORMAT_SCHEMA_JSON_H
#define ROLECAST_FORMAT_SCHEMA_JSON_H

#include "base/buf.h"
#include "format/schema.h"

/* A file that holds the value of one field: a record, a list of them, or a map by id. */
void schema_json(const struct field *root, struct buf *out);

#endif

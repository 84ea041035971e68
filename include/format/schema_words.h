/* SPDX-License-Identifier: MIT */
/* The tables in English, for editors, the field reference and the manual page: code stands between backticks. */
#ifndef ROLECAST_FORMAT_SCHEMA_WORDS_H
#define ROLECAST_FORMAT_SCHEMA_WORDS_H

#include "format/schema.h"

/* "who judges" → "Who judges." */
void schema_put_sentence(const char *phrase, struct buf *out);
/* What one value may be, without regard to lists: "whole number, 0 to 50"; a record's name. */
void schema_put_item(const struct field *field, struct buf *out);
/* "list of: id of a source" */
void schema_put_takes(const struct field *field, struct buf *out);
/* "Takes: list of: task. Required." */
void schema_put_terms(const struct field *field, struct buf *out);
/* Text without its backticks. */
void schema_put_plain(str text, struct buf *out);
/* What counts where it is absent, as an author would write it; false where nothing does. */
bool schema_put_fallback(const struct field *field, struct buf *out);

#endif

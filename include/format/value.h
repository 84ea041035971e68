/* SPDX-License-Identifier: MIT */
/* What templates see: text, numbers, lists and records. Sixteen bytes, by value; nothing is owned.
   A record is an array of values whose names its shape gives (fast: names are numbers), or, for data whose
   keys are only known when it is read, a map of pairs. */
#ifndef ROLECAST_FORMAT_VALUE_H
#define ROLECAST_FORMAT_VALUE_H

#include "base/arena.h"

enum { VALUE_MANY_PAIRS = 64 };

enum value_kind {
	VALUE_NONE, /* absent, null: falsy; the zero value */
	VALUE_BOOL,
	VALUE_INT,
	VALUE_TEXT,   /* escaped where it is printed; falsy when empty */
	VALUE_HTML,   /* safe as it is: {{name}} prints it without escaping; falsy when empty */
	VALUE_LIST,   /* items[0..len); falsy when empty */
	VALUE_RECORD, /* fields[0..) as shapes[len] names them */
	VALUE_MAP     /* pairs[0..len); more than VALUE_MANY_PAIRS are sorted by key */
};

struct value {
	union {
		const char *text;
		int64_t number; /* INT; BOOL: 0 or 1 */
		const struct value *items;
		const struct value *fields;
		const struct value_pair *pairs;
	};
	uint32_t len; /* bytes, items, pairs; the shape's number for RECORD */
	enum value_kind kind;
};

struct value_pair {
	str key;
	struct value value;
};

struct value value_text(str text);
struct value value_html(str html);
struct value value_int(int64_t number);
struct value value_bool(bool truth);
struct value value_list(const struct value *items, size_t count);
struct value value_map(const struct value_pair *pairs, size_t count);
struct value value_record(uint32_t shape, const struct value *fields);
bool value_is_true(struct value value);
str value_str(struct value value);

#endif

/* SPDX-License-Identifier: MIT */
#include "format/value.h"

#include <assert.h>

static_assert(sizeof(struct value) == 16, "values are passed in two registers");

struct value value_text(str text)
{
	return (struct value){.text = text.at, .len = (uint32_t)text.len, .kind = VALUE_TEXT};
}

struct value value_html(str html)
{
	return (struct value){.text = html.at, .len = (uint32_t)html.len, .kind = VALUE_HTML};
}

struct value value_int(int64_t number)
{
	return (struct value){.number = number, .kind = VALUE_INT};
}

struct value value_bool(bool truth)
{
	return (struct value){.number = truth, .kind = VALUE_BOOL};
}

struct value value_list(const struct value *items, size_t count)
{
	return (struct value){.items = items, .len = (uint32_t)count, .kind = VALUE_LIST};
}

struct value value_map(const struct value_pair *pairs, size_t count)
{
	return (struct value){.pairs = pairs, .len = (uint32_t)count, .kind = VALUE_MAP};
}

struct value value_record(uint32_t shape, const struct value *fields)
{
	return (struct value){.fields = fields, .len = shape, .kind = VALUE_RECORD};
}

bool value_is_true(struct value value)
{
	switch (value.kind) {
	case VALUE_NONE:
		return false;
	case VALUE_BOOL:
		return value.number != 0;
	case VALUE_TEXT:
	case VALUE_HTML:
	case VALUE_LIST:
		return value.len != 0;
	case VALUE_INT:
	case VALUE_RECORD:
	case VALUE_MAP:
		return true;
	}
	return false;
}

str value_str(struct value value)
{
	bool is_text = value.kind == VALUE_TEXT || value.kind == VALUE_HTML;
	return is_text ? (str){value.text, value.len} : (str){0};
}

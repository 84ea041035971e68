/* SPDX-License-Identifier: MIT */
/* A page's data as its template sees it, for people and for machines. */
#include "page/contract.h"
#include "page/strings.h"

struct showing {
	const struct strings *strings;
	struct buf *out;
	bool is_json;
};

static void show(const struct showing *showing, struct value value, size_t indent);

static void new_line(const struct showing *showing, size_t indent)
{
	buf_char(showing->out, '\n');
	for (size_t i = 0; i < indent; i++)
		buf_put(showing->out, S("  "));
}

static void put_text(const struct showing *showing, str text)
{
	enum { LONGEST = 120 };
	if (showing->is_json || text.len <= LONGEST) {
		buf_json(showing->out, text);
		return;
	}
	size_t end = LONGEST;
	while (end && ((unsigned char)text.at[end] & 0xC0) == 0x80)
		end--;
	buf_json(showing->out, str_part(text, 0, end));
	buf_printf(showing->out, " … %zu bytes", text.len);
}

static void put_field(const struct showing *showing, str name, struct value value, size_t indent, bool *is_first)
{
	bool is_empty = value.kind == VALUE_NONE || (value.kind == VALUE_LIST && value.len == 0);
	if (is_empty)
		return;
	if (showing->is_json && !*is_first)
		buf_char(showing->out, ',');
	if (showing->is_json || indent || !*is_first)
		new_line(showing, indent);
	*is_first = false;
	if (showing->is_json)
		buf_json(showing->out, name);
	else
		buf_put(showing->out, name);
	buf_put(showing->out, S(": "));
	show(showing, value, indent + 1);
}

static void show_record(const struct showing *showing, struct value value, size_t indent)
{
	bool is_first = true, is_strings = value.len == SHAPE_strings;
	size_t count = is_strings ? showing->strings->labels.count : view_records[value.len].count;
	for (size_t i = 0; i < count; i++) {
		const char *name = is_strings ? showing->strings->label_names[i] : view_records[value.len].fields[i].name;
		put_field(showing, str_of(name), value.fields[i], indent, &is_first);
	}
}

static void show_items(const struct showing *showing, struct value value, size_t indent)
{
	for (uint32_t i = 0; i < value.len; i++) {
		if (showing->is_json && i)
			buf_char(showing->out, ',');
		new_line(showing, indent);
		if (!showing->is_json)
			buf_put(showing->out, S("- "));
		show(showing, value.items[i], indent + 1);
	}
}

static void show_pairs(const struct showing *showing, struct value value, size_t indent)
{
	bool is_first = true;
	for (uint32_t i = 0; i < value.len; i++)
		put_field(showing, value.pairs[i].key, value.pairs[i].value, indent, &is_first);
}

static void show(const struct showing *showing, struct value value, size_t indent)
{
	bool is_map = value.kind == VALUE_RECORD || value.kind == VALUE_MAP;
	if (showing->is_json && (is_map || value.kind == VALUE_LIST))
		buf_char(showing->out, is_map ? '{' : '[');
	switch (value.kind) {
	case VALUE_NONE:
		buf_put(showing->out, S("null"));
		break;
	case VALUE_BOOL:
		buf_put(showing->out, value.number ? S("true") : S("false"));
		break;
	case VALUE_INT:
		buf_int(showing->out, value.number);
		break;
	case VALUE_TEXT:
	case VALUE_HTML:
		put_text(showing, value_str(value));
		break;
	case VALUE_LIST:
		show_items(showing, value, indent);
		break;
	case VALUE_RECORD:
		show_record(showing, value, indent);
		break;
	case VALUE_MAP:
		show_pairs(showing, value, indent);
		break;
	}
	if (showing->is_json && (is_map || value.kind == VALUE_LIST))
		buf_char(showing->out, is_map ? '}' : ']');
}

void contract_show(struct value root, const struct strings *strings, struct buf *out)
{
	struct showing showing = {.strings = strings, .out = out};
	show(&showing, root, 0);
	buf_char(out, '\n');
}

void contract_json(struct value root, const struct strings *strings, struct buf *out)
{
	struct showing showing = {.strings = strings, .out = out, .is_json = true};
	show(&showing, root, 1);
	buf_char(out, '\n');
}

/* SPDX-License-Identifier: MIT */
/* A page's data as its template sees it, for people and for machines. */
#include "page/contract.h"

struct showing {
	const struct contract_open *open;
	struct buf *out;
	bool is_placed; /* the outline's next line is begun already, behind a "- " */
};

struct member {
	str name;
	struct value value;
};

static size_t member_count(const struct showing *showing, struct value value)
{
	if (value.kind == VALUE_MAP)
		return value.len;
	return value.len < OPEN_SHAPES ? showing->open->of[value.len].count : view_records[value.len].count;
}

static struct member member_at(const struct showing *showing, struct value value, size_t i)
{
	if (value.kind == VALUE_MAP)
		return (struct member){value.pairs[i].key, value.pairs[i].value};
	const char *name = value.len < OPEN_SHAPES ? showing->open->of[value.len].names[i]
						   : view_records[value.len].fields[i].name;
	return (struct member){str_of(name), value.fields[i]};
}

static bool is_absent(struct value value)
{
	return value.kind == VALUE_NONE || (value.kind == VALUE_LIST && value.len == 0);
}

static bool is_empty(const struct showing *showing, struct value value)
{
	for (size_t i = 0; i < member_count(showing, value); i++)
		if (!is_absent(member_at(showing, value, i).value))
			return false;
	return true;
}

static void new_line(struct buf *out, size_t indent)
{
	buf_char(out, '\n');
	for (size_t i = 0; i < indent; i++)
		buf_put(out, S("  "));
}

static void json(const struct showing *showing, struct value value, size_t indent);

static void json_members(const struct showing *showing, struct value value, size_t indent)
{
	const char *before = "";
	for (size_t i = 0; i < member_count(showing, value); i++) {
		struct member member = member_at(showing, value, i);
		if (is_absent(member.value))
			continue;
		buf_put(showing->out, str_of(before));
		new_line(showing->out, indent);
		buf_json(showing->out, member.name);
		buf_put(showing->out, S(": "));
		json(showing, member.value, indent + 1);
		before = ",";
	}
}

static void json_items(const struct showing *showing, struct value value, size_t indent)
{
	for (uint32_t i = 0; i < value.len; i++) {
		buf_put(showing->out, i ? S(",") : S(""));
		new_line(showing->out, indent);
		json(showing, value.items[i], indent + 1);
	}
}

static void json(const struct showing *showing, struct value value, size_t indent)
{
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
		buf_json(showing->out, value_str(value));
		break;
	case VALUE_LIST:
		buf_char(showing->out, '[');
		json_items(showing, value, indent);
		buf_char(showing->out, ']');
		break;
	case VALUE_RECORD:
	case VALUE_MAP:
		buf_char(showing->out, '{');
		json_members(showing, value, indent);
		buf_char(showing->out, '}');
		break;
	}
}

/* As YAML reads it between double quotes; markup stays readable. */
static void put_quoted(struct buf *out, str text)
{
	buf_char(out, '"');
	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.at[i];
		if (c == '"' || c == '\\')
			buf_printf(out, "\\%c", c);
		else if (c == '\n')
			buf_put(out, S("\\n"));
		else if (c < 0x20 || c == 0x7F)
			buf_printf(out, "\\x%02X", c);
		else
			buf_char(out, (char)c);
	}
	buf_char(out, '"');
}

static void put_clipped(struct buf *out, str text)
{
	enum { LONGEST = 200 };
	size_t end = text.len;
	if (end > LONGEST)
		for (end = LONGEST; end && ((unsigned char)text.at[end] & 0xC0) == 0x80;)
			end--;
	put_quoted(out, str_part(text, 0, end));
	if (end < text.len)
		buf_printf(out, " # … %zu bytes", text.len);
}

static void begin_line(struct showing *showing, size_t indent)
{
	if (!showing->is_placed)
		new_line(showing->out, indent);
	showing->is_placed = false;
}

static bool has_lines(const struct showing *showing, struct value value)
{
	bool has_members = value.kind == VALUE_RECORD || value.kind == VALUE_MAP;
	return (value.kind == VALUE_LIST && value.len) || (has_members && !is_empty(showing, value));
}

static void outline(struct showing *showing, struct value value, size_t indent);

static void outline_member(struct showing *showing, struct member member, size_t indent)
{
	if (is_absent(member.value))
		return;
	begin_line(showing, indent);
	buf_put(showing->out, member.name);
	if (member.value.kind == VALUE_RECORD && member.value.len == SHAPE_strings) {
		buf_printf(
			showing->out, ": # %zu labels of strings/<language>.yaml", member_count(showing, member.value));
		return;
	}
	buf_put(showing->out, has_lines(showing, member.value) ? S(":") : S(": "));
	outline(showing, member.value, indent + 1);
}

static void outline_items(struct showing *showing, struct value value, size_t indent)
{
	for (uint32_t i = 0; i < value.len; i++) {
		begin_line(showing, indent);
		buf_put(showing->out, S("- "));
		showing->is_placed = has_lines(showing, value.items[i]);
		outline(showing, value.items[i], indent + 1);
	}
}

static void outline(struct showing *showing, struct value value, size_t indent)
{
	bool is_text = value.kind == VALUE_TEXT || value.kind == VALUE_HTML;
	if (is_text)
		put_clipped(showing->out, value_str(value));
	else if (!has_lines(showing, value))
		json(showing, value, indent);
	else if (value.kind == VALUE_LIST)
		outline_items(showing, value, indent);
	else
		for (size_t i = 0; i < member_count(showing, value); i++)
			outline_member(showing, member_at(showing, value, i), indent);
}

void contract_show(struct value root, const struct contract_open *open, struct buf *out)
{
	struct showing showing = {.open = open, .out = out, .is_placed = true};
	outline(&showing, root, 0);
	buf_char(out, '\n');
}

void contract_json(struct value root, const struct contract_open *open, struct buf *out)
{
	struct showing showing = {.open = open, .out = out};
	json(&showing, root, 1);
	buf_char(out, '\n');
}

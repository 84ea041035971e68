/* SPDX-License-Identifier: MIT */
/* Records as data for machines, and the schema of that data, from the same rows. */
#include "page/contract.h"

static bool is_absent(struct value value)
{
	return value.kind == VALUE_NONE || (value.kind == VALUE_LIST && value.len == 0)
		|| ((value.kind == VALUE_TEXT || value.kind == VALUE_HTML) && value.len == 0)
		|| (value.kind == VALUE_BOOL && !value.number);
}

static void put_map(struct buf *out, struct value map)
{
	char before = '{';
	for (uint32_t i = 0; i < map.len; i++) {
		if (is_absent(map.pairs[i].value))
			continue;
		buf_char(out, before);
		buf_json(out, map.pairs[i].key);
		buf_char(out, ':');
		contract_data(map.pairs[i].value, out);
		before = ',';
	}
	buf_put(out, before == '{' ? S("{}") : S("}"));
}

static void put_record(struct buf *out, struct value value)
{
	const struct view_record *record = &view_records[value.len];
	char before = '{';
	for (size_t i = 0; i < record->count; i++) {
		if (is_absent(value.fields[i]))
			continue;
		buf_char(out, before);
		buf_put(out, record->fields[i].key);
		contract_data(value.fields[i], out);
		before = ',';
	}
	buf_put(out, before == '{' ? S("{}") : S("}"));
}

void contract_data(struct value root, struct buf *out)
{
	switch (root.kind) {
	case VALUE_NONE:
		buf_put(out, S("null"));
		break;
	case VALUE_BOOL:
		buf_put(out, root.number ? S("true") : S("false"));
		break;
	case VALUE_INT:
		buf_int(out, root.number);
		break;
	case VALUE_TEXT:
	case VALUE_HTML:
		buf_json(out, value_str(root));
		break;
	case VALUE_LIST:
		for (uint32_t i = 0; i < root.len; i++) {
			buf_char(out, i ? ',' : '[');
			contract_data(root.items[i], out);
		}
		buf_put(out, root.len ? S("]") : S("[]"));
		break;
	case VALUE_RECORD:
		put_record(out, root);
		break;
	case VALUE_MAP:
		put_map(out, root);
		break;
	}
}

static void put_reference(struct buf *out, enum view_shape shape)
{
	buf_printf(out, "\"$ref\": \"#/$defs/%s\"", view_records[shape].name);
}

/* A list without a shape of its own holds whole numbers or texts. */
static void put_type(struct buf *out, const struct view_field *field)
{
	switch (field->kind) {
	case VIEW_TEXT:
		buf_put(out, S("\"type\": \"string\""));
		break;
	case VIEW_HTML:
		buf_put(out, S("\"type\": \"string\", \"contentMediaType\": \"text/html\""));
		break;
	case VIEW_INT:
		buf_put(out, S("\"type\": \"integer\""));
		break;
	case VIEW_FLAG:
		buf_put(out, S("\"type\": \"boolean\", \"default\": false"));
		break;
	case VIEW_RECORD:
		put_reference(out, field->of);
		break;
	case VIEW_LIST:
		buf_put(out, S("\"type\": \"array\", \"items\": {"));
		if (field->of == SHAPE_none)
			buf_put(out, S("\"type\": [\"integer\", \"string\"]"));
		else
			put_reference(out, field->of);
		buf_char(out, '}');
		break;
	case VIEW_ANY:
		break;
	}
}

static void put_object(struct buf *out, enum view_shape shape, const char *const *required, const char *indent)
{
	const struct view_record *record = &view_records[shape];
	buf_printf(out, "%s\"type\": \"object\",\n%s\"additionalProperties\": false,\n", indent, indent);
	if (required) {
		buf_printf(out, "%s\"required\": [", indent);
		for (size_t i = 0; required[i]; i++)
			buf_printf(out, "%s\"%s\"", i ? ", " : "", required[i]);
		buf_put(out, S("],\n"));
	}
	buf_printf(out, "%s\"properties\": {\n", indent);
	for (size_t i = 0; i < record->count; i++) {
		buf_printf(out, "%s  \"%s\": {", indent, record->fields[i].name);
		put_type(out, &record->fields[i]);
		buf_printf(out, "%s\"description\": ", record->fields[i].kind == VIEW_ANY ? "" : ", ");
		buf_json(out, str_of(record->fields[i].help));
		buf_printf(out, "}%s\n", i + 1 < record->count ? "," : "");
	}
	buf_printf(out, "%s}", indent);
}

static void find_used(enum view_shape shape, bool *used)
{
	const struct view_record *record = &view_records[shape];
	if (used[shape])
		return;
	used[shape] = true;
	for (size_t i = 0; i < record->count; i++)
		if (record->fields[i].of != SHAPE_none)
			find_used(record->fields[i].of, used);
}

void contract_schema(enum view_shape root, str id, const char *const *required, struct buf *out)
{
	bool used[SHAPE_COUNT] = {false}, has_any = false;
	find_used(root, used);
	buf_put(out, S("{\n  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\",\n  \"$id\": "));
	buf_json(out, id);
	buf_put(out, S(",\n"));
	put_object(out, root, required, "  ");
	buf_put(out, S(",\n  \"$defs\": {"));
	for (int i = 0; i < SHAPE_COUNT; i++) {
		if (!used[i] || i == (int)root)
			continue;
		buf_printf(out, "%s\n    \"%s\": {\n", has_any ? "," : "", view_records[i].name);
		has_any = true;
		put_object(out, (enum view_shape)i, NULL, "      ");
		buf_put(out, S("\n    }"));
	}
	buf_put(out, S("\n  }\n}\n"));
}

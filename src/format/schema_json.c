/* SPDX-License-Identifier: MIT */
/* Text fields take any scalar as it is written, so that they allow numbers and truths too. */
#include "format/schema_json.h"

enum { MOST_RECORDS = 64 };

/* Records to be defined, in the order in which they were met. */
struct definitions {
	const struct record *records[MOST_RECORDS];
	size_t count;
};

static void meet(struct definitions *definitions, const struct record *record)
{
	for (size_t i = 0; i < definitions->count; i++)
		if (definitions->records[i] == record)
			return;
	if (definitions->count < MOST_RECORDS)
		definitions->records[definitions->count++] = record;
}

/* "timeline stage" → timeline-stage */
static void put_name(struct buf *out, const struct record *record)
{
	for (const char *at = record->name; *at; at++)
		buf_char(out, *at == ' ' ? '-' : *at);
}

static void put_number(struct buf *out, const struct field *field)
{
	int64_t scale = field->kind == FIELD_DECIMAL && field->scale ? field->scale : 1;
	buf_printf(out, "\"type\": \"%s\"", field->kind == FIELD_INT ? "integer" : "number");
	if (field->max > field->min)
		buf_printf(out, ", \"minimum\": %lld, \"maximum\": %lld", (long long)(field->min / scale),
			(long long)(field->max / scale));
	if (field->kind == FIELD_DECIMAL)
		buf_printf(out, ", \"multipleOf\": %s", scale == 10 ? "0.1" : "0.01");
}

static void put_choice(struct buf *out, const struct field *field)
{
	buf_put(out, S("\"enum\": ["));
	for (size_t i = 0; field->words[i]; i++) {
		buf_put(out, i ? S(", ") : S(""));
		buf_json(out, str_of(field->words[i]));
	}
	buf_char(out, ']');
}

/* One value, without regard to lists. */
static void put_value(struct buf *out, const struct field *field, struct definitions *definitions)
{
	static const char text[] = "\"type\": [\"string\", \"number\", \"boolean\"]";
	switch (field->kind) {
	case FIELD_TEXT:
	case FIELD_REF:
	case FIELD_INLINE:
	case FIELD_BLOCK:
		buf_put(out, str_of(text));
		break;
	case FIELD_SLUG:
		buf_put(out, S("\"type\": [\"string\", \"number\"], \"pattern\": \"^[a-z0-9]+(-[a-z0-9]+)*$\""));
		break;
	case FIELD_URL:
		buf_put(out, S("\"type\": \"string\""));
		break;
	case FIELD_DATE:
		buf_put(out, S("\"type\": \"string\", \"pattern\": \"^[0-9]{4}-[0-9]{2}-[0-9]{2}$\""));
		break;
	case FIELD_ABOUT:
		buf_put(out,
			S("\"type\": [\"string\", \"integer\"], \"pattern\": \"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$\""));
		break;
	case FIELD_INT:
	case FIELD_DECIMAL:
		put_number(out, field);
		break;
	case FIELD_BOOL:
		buf_put(out, S("\"type\": \"boolean\""));
		break;
	case FIELD_CHOICE:
		put_choice(out, field);
		break;
	case FIELD_ROWS:
		buf_printf(out, "\"type\": \"array\", \"items\": {\"type\": \"array\", \"items\": {%s}}", text);
		break;
	case FIELD_RECORD:
		meet(definitions, field->record);
		buf_put(out, S("\"$ref\": \"#/$defs/"));
		put_name(out, field->record);
		buf_char(out, '"');
		break;
	case FIELD_NODE:
		break;
	case FIELD_CUSTOM:
		buf_put(out, str_of(field->json));
		break;
	}
}

static void put_field(struct buf *out, const struct field *field, struct definitions *definitions)
{
	if (field->flags & FIELD_BY_ID)
		buf_put(out, S("\"type\": \"object\", \"additionalProperties\": {"));
	else if (field->flags & FIELD_ONE_OK)
		buf_put(out, S("\"anyOf\": [{"));
	else if (field->flags & FIELD_LIST)
		buf_put(out, S("\"type\": \"array\", \"items\": {"));
	put_value(out, field, definitions);
	if ((field->flags & FIELD_ONE_OK) && !(field->flags & FIELD_BY_ID)) {
		buf_put(out, S("}, {\"type\": \"array\", \"items\": {"));
		put_value(out, field, definitions);
		buf_put(out, S("}}]"));
	} else if (field->flags & (FIELD_LIST | FIELD_BY_ID)) {
		buf_char(out, '}');
	}
}

static bool is_needed(const struct field *field)
{
	return (field->flags & FIELD_REQUIRED) && !(field->flags & FIELD_IS_FILE);
}

static void put_record(struct buf *out, const struct record *record, struct definitions *definitions)
{
	const char *before = "";
	buf_put(out, S("      \"type\": \"object\",\n      \"description\": "));
	buf_json(out, str_of(record->help));
	buf_put(out, S(",\n      \"additionalProperties\": false,\n      \"required\": ["));
	for (size_t i = 0; i < record->count; i++)
		if (is_needed(&record->fields[i])) {
			buf_printf(out, "%s\"%s\"", before, record->fields[i].name);
			before = ", ";
		}
	buf_put(out, S("],\n      \"properties\": {\n"));
	for (size_t i = 0; i < record->count; i++) {
		const struct field *field = &record->fields[i];
		buf_printf(out, "        \"%s\": {", field->name);
		size_t start = out->len;
		put_field(out, field, definitions);
		buf_put(out, out->len > start ? S(", \"description\": ") : S("\"description\": "));
		buf_json(out, str_of(field->help));
		buf_put(out, i + 1 < record->count ? S("},\n") : S("}\n"));
	}
	buf_put(out, S("      }"));
}

void schema_json(const struct field *root, struct buf *out)
{
	struct definitions definitions = {.count = 0};
	buf_put(out, S("{\n  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\",\n  \"title\": "));
	buf_json(out, str_of(root->name));
	buf_put(out, S(",\n  "));
	put_field(out, root, &definitions);
	buf_put(out, S(",\n  \"$defs\": {"));
	for (size_t i = 0; i < definitions.count; i++) {
		buf_put(out, i ? S(",\n    \"") : S("\n    \""));
		put_name(out, definitions.records[i]);
		buf_put(out, S("\": {\n"));
		put_record(out, definitions.records[i], &definitions);
		buf_put(out, S("\n    }"));
	}
	buf_put(out, S("\n  }\n}\n"));
}

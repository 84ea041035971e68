/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "format/schema.h"

static void visit_item(const struct field *field, char *at, const struct schema_visitor *visitor)
{
	if ((field->kind == FIELD_INLINE || field->kind == FIELD_BLOCK) && visitor->prose)
		visitor->prose(visitor->context, (struct prose *)(void *)at);
	else if (field->kind == FIELD_TEXT && visitor->text)
		visitor->text(visitor->context, (struct text *)(void *)at);
	else if (field->kind == FIELD_REF && visitor->ref)
		visitor->ref(visitor->context, field, (const struct text *)(const void *)at);
	else if (field->kind == FIELD_URL && visitor->url)
		visitor->url(visitor->context, (struct text *)(void *)at);
	else if (field->kind == FIELD_RECORD)
		schema_visit(field->record, at, visitor);
}

static void visit_rows(char *at, size_t count, const struct schema_visitor *visitor)
{
	struct prose_row *rows = (struct prose_row *)(void *)at;
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < rows[i].cells.count; k++)
			visitor->prose(visitor->context, &rows[i].cells.items[k]);
}

void schema_visit(const struct record *record, void *loaded, const struct schema_visitor *visitor)
{
	for (size_t i = 0; i < record->count; i++) {
		const struct field *field = &record->fields[i];
		char *at = (char *)loaded + field->offset, *items;
		size_t count = 1, size = schema_item_size(field);
		if (visitor->field)
			visitor->field(visitor->context, record, field, loaded);
		if (field->kind == FIELD_CUSTOM)
			continue; /* may be smaller than a pointer */
		memcpy(&items, at, sizeof items);
		if (field->kind == FIELD_ROWS || (field->flags & FIELD_LIST))
			memcpy(&count, at + sizeof items, sizeof count);
		else if (field->kind != FIELD_RECORD)
			items = at;
		if (field->kind == FIELD_ROWS && visitor->prose)
			visit_rows(items, count, visitor);
		for (size_t k = 0; items && size && k < count; k++)
			visit_item(field, items + k * size, visitor);
	}
}

bool schema_take_line(struct schema *schema, const struct yaml_node *node, struct text *text)
{
	bool ok = schema_take_text(schema, node, "text", text);
	if (ok)
		text->s = arena_line(schema->arena, text->s);
	return ok;
}

/* SPDX-License-Identifier: MIT */
#include "base/nearest.h"
#include "command/command.h"
#include "content/records.h"
#include "format/schema_json.h"

/* Files by what they hold; the tables of a role are found among its fields. */
static const struct field documents[] = {
	{.name = "site", .kind = FIELD_RECORD, .record = &settings_record},
	{.name = "sources", .kind = FIELD_RECORD, .flags = FIELD_LIST | FIELD_BY_ID, .record = &source_record},
	{.name = "benchmarks", .kind = FIELD_RECORD, .flags = FIELD_LIST | FIELD_BY_ID, .record = &benchmark_record},
	{.name = "edition", .kind = FIELD_RECORD, .record = &edition_record},
	{.name = "role", .kind = FIELD_RECORD, .record = &role_table},
	{.name = "level", .kind = FIELD_RECORD, .record = &level_page_record},
	{.name = "article", .kind = FIELD_RECORD, .record = &article_table},
	{.name = "page", .kind = FIELD_RECORD, .record = &page_table},
	{.name = "category", .kind = FIELD_RECORD, .record = &category_table},
};

static const struct field *document_named(str name, struct nearest *nearest)
{
	for (size_t i = 0; i < COUNT(documents); i++) {
		if (str_eq(str_of(documents[i].name), name))
			return &documents[i];
		nearest_offer(nearest, str_of(documents[i].name));
	}
	for (size_t i = 0; i < role_table.count; i++) {
		const struct field *field = &role_table.fields[i];
		if (!(field->flags & FIELD_IS_FILE))
			continue;
		if (str_eq(str_of(field->name), name))
			return field;
		nearest_offer(nearest, str_of(field->name));
	}
	return NULL;
}

const struct field *command_schema_at(size_t index)
{
	if (index < COUNT(documents))
		return &documents[index];
	index -= COUNT(documents);
	for (size_t i = 0; i < role_table.count; i++)
		if ((role_table.fields[i].flags & FIELD_IS_FILE) && index-- == 0)
			return &role_table.fields[i];
	return NULL;
}

enum exit_status command_schema(struct invocation *invocation)
{
	str name = str_of(invocation->arguments[0]);
	struct nearest nearest = {.word = name};
	const struct field *document = document_named(name, &nearest);
	if (document) {
		schema_json(document, &invocation->output);
		return EXIT_FINE;
	}
	buf_printf(&invocation->messages, "rolecast: there is no schema of '%.*s'\n", STR_ARG(name));
	if (nearest.best.len)
		buf_printf(&invocation->messages, "hint: did you mean '%.*s'?\n", STR_ARG(nearest.best));
	else
		buf_put(&invocation->messages, S("hint: `rolecast help schema` lists them\n"));
	return EXIT_USAGE;
}

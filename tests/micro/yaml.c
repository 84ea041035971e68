/* SPDX-License-Identifier: MIT */
/* YAML as trees, and trees loaded as records, against libyaml's events alone: the front matter of the example site and
   the tables of its roles. */
#include <stdlib.h>
#include <yaml.h>

#include "content/load.h"
#include "content/records.h"
#include "format/yaml.h"
#include "micro.h"

struct part {
	const struct source *source;
	size_t from, to;
	const struct field *field; /* of role_table, that the part is the value of */
	void *record;              /* as large as role_table's */
};

struct parts {
	const struct site *site;
	struct part *items;
	size_t count, bytes;
	struct arena records, scratch, unfilled, kept;
	struct diags diags;
};

static void events(void *context)
{
	const struct parts *parts = context;
	for (size_t i = 0; i < parts->count; i++) {
		const struct part *part = &parts->items[i];
		yaml_parser_t parser;
		yaml_event_t event;
		bool is_end = !yaml_parser_initialize(&parser);
		yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
		yaml_parser_set_input_string(
			&parser, (const unsigned char *)part->source->text.at + part->from, part->to - part->from);
		while (!is_end && yaml_parser_parse(&parser, &event)) {
			is_end = event.type == YAML_STREAM_END_EVENT;
			yaml_event_delete(&event);
		}
		yaml_parser_delete(&parser);
	}
}

static struct yaml_node *tree(struct parts *parts, const struct part *part)
{
	arena_reset(&parts->scratch);
	return yaml_parse_apart(part->source, part->from, part->to, &parts->scratch, &parts->kept, &parts->diags);
}

static void trees(void *context)
{
	struct parts *parts = context;
	arena_reset(&parts->kept);
	for (size_t i = 0; i < parts->count; i++)
		tree(parts, &parts->items[i]);
}

static void records(void *context)
{
	struct parts *parts = context;
	arena_reset(&parts->kept);
	for (size_t i = 0; i < parts->count; i++) {
		const struct part *part = &parts->items[i];
		const struct yaml_node *node = tree(parts, part);
		struct schema schema = schema_for(parts->site, &parts->kept, &parts->diags);
		schema.scratch = schema.inline_options.scratch = schema.block_options.scratch = &parts->scratch;
		schema.inline_options.unfilled = schema.block_options.unfilled = &parts->unfilled;
		arena_reset(&parts->unfilled);
		schema_load_field(&schema, part->field, node, (char *)part->record + part->field->offset);
	}
}

static void add(struct parts *parts, const struct source *source, size_t from, size_t to, const struct field *field)
{
	parts->items[parts->count++] =
		(struct part){source, from, to, field, arena_alloc(&parts->records, role_table.size)};
	parts->bytes += to - from;
}

/* The front matter stands between the first line and the last of what comes before the body. */
static void add_front(struct parts *parts, const struct source *source)
{
	size_t from = str_find(source->text, '\n') + 1, to = document_start(source->text);
	if (to > from + S("---\n").len)
		add(parts, source, from, to - S("---\n").len, NULL);
}

static void gather(const struct site *site, struct parts *fronts, struct parts *tables)
{
	for (size_t i = 0; i < site->input_count; i++) {
		const struct input *input = site->inputs[i];
		str name = fs_name_of(input->below);
		const struct field *field = record_field(&role_table, str_part(name, 0, str_find(name, '.')));
		if (str_ends(name, S(".md")))
			add_front(fronts, &input->source);
		else if (str_starts(input->below, S("roles/")) && str_ends(name, S(".yaml")) && field)
			add(tables, &input->source, 0, input->source.text.len, field);
	}
}

static void init(struct parts *parts, const struct site *site)
{
	*parts = (struct parts){.site = site, .items = calloc(site->input_count, sizeof *parts->items)};
	if (!parts->items)
		abort();
}

static void measure(struct micro *micro, const char *name, struct parts *parts, void (*run)(void *context))
{
	run(parts);
	micro_check(micro, parts->count && parts->diags.errors + parts->diags.warnings == 0, "read without complaints",
		name);
	micro_time(micro, &(struct micro_case){name, parts->bytes, run, events, parts});
}

static void forget(struct parts *parts)
{
	free(parts->items);
	arena_free(&parts->records);
	arena_free(&parts->scratch);
	arena_free(&parts->unfilled);
	arena_free(&parts->kept);
	diags_free(&parts->diags);
}

int main(int count, char **words)
{
	struct micro micro = {.title = "yaml", .work = "reads", .limit = "libyaml's events alone"};
	struct project project = {0};
	struct parts fronts, tables;
	if (!micro_init(&micro, count, words))
		return 2;
	if (!micro_load(&project))
		return 1;
	init(&fronts, &project.site);
	init(&tables, &project.site);
	gather(&project.site, &fronts, &tables);
	measure(&micro, "front matter, trees", &fronts, trees);
	measure(&micro, "tables of roles, trees", &tables, trees);
	measure(&micro, "tables of roles, records", &tables, records);
	forget(&fronts);
	forget(&tables);
	project_free(&project);
	return micro_end(&micro);
}

/* SPDX-License-Identifier: MIT */
/* Earlier editions: the scores as they were published. */
#include <stddef.h>
#include <stdlib.h>

#include "content/load.h"

#define AT(type, member) offsetof(struct type, member)
enum { REQ = FIELD_REQUIRED, LIST = FIELD_LIST };

static const struct field level_fields[] = {
	{"level", FIELD_TEXT, REQ, AT(edition_level, level), .help = "id that the level had"},
	{"risk", FIELD_INT, REQ, AT(edition_level, risk), .min = 0, .max = 100,
		.help = "risk of the role at this level, as published"},
	{"exposure", FIELD_INT, REQ, AT(edition_level, exposure), .min = 0, .max = 100,
		.help = "exposure of the role at this level, as published"},
};
static const struct record level_record = {.name = "past level",
	.size = sizeof(struct edition_level),
	.fields = level_fields,
	.count = COUNT(level_fields),
	.help = "the scores of one level"};

static const struct field role_fields[] = {
	{"role", FIELD_TEXT, REQ, AT(edition_role, slug), .help = "slug that the role had"},
	{"levels", FIELD_RECORD, REQ | LIST, AT(edition_role, levels), .record = &level_record,
		.help = "its scores, level by level"},
	{"tasks", FIELD_NODE, 0, AT(edition_role, tasks),
		.help = "the judgements that made the scores; kept for later, nothing reads them yet"},
};
static const struct record role_record_of_edition = {.name = "past role",
	.size = sizeof(struct edition_role),
	.fields = role_fields,
	.count = COUNT(role_fields),
	.help = "a role as it was"};

static const struct field edition_fields[] = {
	{"edition", FIELD_TEXT, REQ, AT(edition, name), .help = "name of the edition, such as 2026.1"},
	{"date", FIELD_DATE, REQ, AT(edition, date), .help = "when it was published"},
	{"roles", FIELD_RECORD, REQ | LIST, AT(edition, roles), .record = &role_record_of_edition,
		.help = "all roles that it had"},
};
const struct record edition_record = {.name = "past edition",
	.size = sizeof(struct edition),
	.fields = edition_fields,
	.count = COUNT(edition_fields),
	.help = "an earlier edition, its scores as they were published; one of the same name as `edition` in site.yaml "
		"is the present one and counts for nothing"};

static int edition_cmp(const void *x, const void *y)
{
	const struct edition *a = x, *b = y;
	int order = date_cmp(a->date.date, b->date.date);
	return order ? order : str_cmp(a->name.s, b->name.s);
}

static void load_one(struct site *site, const struct input *input, struct diags *diags)
{
	struct schema schema = schema_for(site, &site->arena, diags);
	struct edition *edition = &site->editions[site->edition_count];
	const struct yaml_node *node =
		input->is_broken ? NULL : yaml_parse(&input->source, 0, input->source.text.len, &site->arena, diags);
	if (!node || !schema_load(&schema, &edition_record, node, edition))
		return;
	for (size_t i = 0; i < edition->roles.count; i++)
		*map_at(&edition->by_slug, &site->arena, edition->roles.items[i].slug.s) = &edition->roles.items[i];
	for (size_t i = 0; i < site->edition_count; i++)
		if (str_eq(site->editions[i].name.s, edition->name.s)) {
			diag_error(diags, edition->name.mark, "duplicate-id", "two editions have the name '%.*s'",
				STR_ARG(edition->name.s));
			diag_note(diags, site->editions[i].name.mark, "the other one");
			return;
		}
	site->edition_count++;
}

void editions_load(struct site *site, struct diags *diags)
{
	site->editions = arena_array(&site->arena, struct edition, site->input_count);
	for (size_t i = 0; i < site->input_count; i++) {
		str below = site->inputs[i].below;
		if (str_starts(below, S("editions/")) && str_ends(below, S(".yaml")))
			load_one(site, &site->inputs[i], diags);
	}
	if (site->edition_count)
		qsort(site->editions, site->edition_count, sizeof *site->editions, edition_cmp);
}

const struct edition_level *edition_find(const struct edition *edition, str role, str level)
{
	const struct edition_role *found = map_get(&edition->by_slug, role);
	for (size_t i = 0; found && i < found->levels.count; i++)
		if (str_eq(found->levels.items[i].level.s, level))
			return &found->levels.items[i];
	return NULL;
}

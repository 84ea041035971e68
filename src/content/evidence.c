/* SPDX-License-Identifier: MIT */
/* Sources: what is cited. */
#include "base/nearest.h"
#include "content/load.h"

static struct yaml_node *parse(struct site *site, const struct input *input, struct diags *diags)
{
	return input->is_broken ? NULL : yaml_parse(&input->source, 0, input->source.text.len, &site->arena, diags);
}

static void check_supersedes(struct site *site, const struct citable *source, struct diags *diags)
{
	struct text older = source->supersedes;
	if (older.s.len == 0 || map_get(&site->source_by_id, older.s))
		return;
	struct nearest nearest = {.word = older.s};
	diag_error(diags, older.mark, "unknown-source", "there is no source '%.*s'", STR_ARG(older.s));
	for (size_t i = 0; diag_wants_hint(diags) && i < site->sources.count; i++)
		nearest_offer(&nearest, site->sources.items[i].id.s);
	if (nearest.best.len)
		diag_hint(diags, "did you mean '%.*s'?", STR_ARG(nearest.best));
}

bool sources_load(struct site *site, const struct input *input, struct diags *diags)
{
	static const struct field all = {
		.name = "sources", .kind = FIELD_RECORD, .flags = FIELD_LIST | FIELD_BY_ID, .record = &source_record};
	struct schema schema = schema_for(site, &site->arena, diags);
	struct yaml_node *node = parse(site, input, diags);
	site->has_unread_sources = node == NULL;
	if (!node || node->kind == YAML_NULL)
		return node != NULL;
	bool ok = schema_load_field(&schema, &all, node, &site->sources);
	for (size_t i = 0; i < site->sources.count; i++) {
		struct citable *source = &site->sources.items[i];
		if (source->id.s.len)
			*map_at(&site->source_by_id, &site->arena, source->id.s) = source;
	}
	for (size_t i = 0; i < site->sources.count; i++)
		check_supersedes(site, &site->sources.items[i], diags);
	return ok;
}

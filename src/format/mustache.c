/* SPDX-License-Identifier: MIT */
#include "format/mustache.h"

#include <string.h>

#include "base/nearest.h"
#include "format/mustache_parts.h"

struct mustache_set *mustache_new(struct arena *arena)
{
	struct mustache_set *set = arena_new(arena, struct mustache_set);
	set->arena = arena;
	return set;
}

uint32_t mustache_intern(struct mustache_set *set, str name)
{
	void **slot = map_at(&set->names, set->arena, name);
	if (!*slot)
		*slot = (void *)(uintptr_t)set->names.count;
	return (uint32_t)(uintptr_t)*slot - 1;
}

uint32_t mustache_shape(struct mustache_set *set, const char *name, const char *const *fields, size_t count)
{
	if (set->shape_count == set->shape_cap) {
		set->shape_cap = set->shape_cap ? set->shape_cap * 2 : 16;
		struct mustache_shape *larger = arena_array(set->arena, struct mustache_shape, set->shape_cap);
		if (set->shape_count)
			memcpy(larger, set->shapes, set->shape_count * sizeof *larger);
		set->shapes = larger;
	}
	set->shapes[set->shape_count] = (struct mustache_shape){.name = name, .fields = fields, .count = count};
	return (uint32_t)set->shape_count++;
}

static void number_slots(struct mustache_set *set)
{
	for (size_t i = 0; i < set->shape_count; i++)
		for (size_t k = 0; k < set->shapes[i].count; k++)
			mustache_intern(set, str_of(set->shapes[i].fields[k]));
	for (size_t i = 0; i < set->shape_count; i++) {
		struct mustache_shape *shape = &set->shapes[i];
		shape->slot_of = arena_array(set->arena, uint16_t, set->names.count);
		for (size_t k = 0; k < shape->count; k++)
			shape->slot_of[mustache_intern(set, str_of(shape->fields[k]))] = (uint16_t)(k + 1);
	}
}

static void unknown_partial(const struct mustache_set *set, const struct mustache_step *step, struct diags *diags)
{
	struct nearest nearest = {.word = step->name};
	for (size_t i = 0; i < set->templates.count; i++)
		nearest_offer(&nearest, set->templates.entries[i].key);
	diag_error(diags, step->mark, "unknown-partial", "there is no template '%.*s'", STR_ARG(step->name));
	if (nearest.best.len)
		diag_hint(diags, "did you mean '%.*s'?", STR_ARG(nearest.best));
}

static bool bind(struct mustache_set *set, struct mustache_template *tmpl, bool must_exist, struct diags *diags)
{
	bool ok = true;
	for (size_t i = 0; i < tmpl->count; i++) {
		struct mustache_op *op = &tmpl->ops[i];
		if ((op->kind != STEP_PARTIAL && op->kind != STEP_PARENT) || op->is_dynamic)
			continue;
		op->target = mustache_find(set, op->text);
		if (op->target || !must_exist)
			continue;
		unknown_partial(set, &tmpl->steps[i], diags);
		ok = false;
	}
	return ok;
}

bool mustache_link(struct mustache_set *set, bool must_exist, struct diags *diags)
{
	bool ok = true;
	number_slots(set);
	for (size_t i = 0; i < set->templates.count; i++)
		ok &= bind(set, set->templates.entries[i].value, must_exist, diags);
	return ok;
}

const struct mustache_template *mustache_find(const struct mustache_set *set, str name)
{
	return map_get(&set->templates, name);
}

const struct mustache_step *mustache_steps(const struct mustache_template *tmpl, size_t *count)
{
	*count = tmpl->count;
	return tmpl->steps;
}

str mustache_name(const struct mustache_template *tmpl)
{
	return tmpl->name;
}

/* What a tag prints of the record, as it stands in the output; nothing where only rendering can tell. */
static str printed(struct mustache_set *set, const struct mustache_op *op, struct value record)
{
	uint16_t slot = set->shapes[record.len].slot_of[op->path[1]];
	struct value value = slot ? record.fields[slot - 1] : (struct value){0};
	if (value.kind != VALUE_TEXT && value.kind != VALUE_HTML)
		return (str){0};
	str text = value_str(value);
	if (str_find(text, '\n') < text.len) /* lines of a value are not indented, those of a template are */
		return (str){0};
	if (value.kind == VALUE_HTML || op->kind == STEP_RAW)
		return text;
	struct buf escaped = {0};
	buf_html(&escaped, text);
	text = buf_copy(&escaped, set->arena);
	buf_free(&escaped);
	return text;
}

static bool is_tag_of(const struct mustache_op *op, uint32_t name)
{
	return (op->kind == STEP_VARIABLE || op->kind == STEP_RAW) && !op->is_implicit && op->path_count == 2
		&& op->path[0] == name;
}

/* The first op behind the texts that follow one another from `first` on; none of them ends a section. */
static size_t texts_end(const struct mustache_template *tmpl, const bool *is_end, size_t first)
{
	size_t end = first + 1;
	while (end < tmpl->count && tmpl->ops[end].kind == STEP_TEXT && !is_end[end])
		end++;
	return end;
}

/* Texts side by side become the first one's; the others stay where they are, since steps are numbered alike. */
static void join_texts(struct mustache_set *set, struct mustache_template *tmpl)
{
	bool *is_end = arena_array(set->arena, bool, tmpl->count + 1);
	struct buf joined = {0};
	for (size_t i = 0; i < tmpl->count; i++)
		if (tmpl->ops[i].end > i + 1)
			is_end[tmpl->ops[i].end] = true;
	for (size_t i = 0; i < tmpl->count; i++) {
		size_t end = texts_end(tmpl, is_end, i);
		if (tmpl->ops[i].kind != STEP_TEXT || end == i + 1)
			continue;
		joined.len = 0;
		for (size_t k = i; k < end; k++)
			buf_put(&joined, tmpl->ops[k].text);
		tmpl->ops[i].text = buf_copy(&joined, set->arena);
		tmpl->ops[i].end = (uint32_t)end;
		i = end - 1;
	}
	buf_free(&joined);
}

void mustache_fix(struct mustache_set *set, str name, struct value record)
{
	uint32_t number = mustache_intern(set, name);
	for (size_t i = 0; i < set->templates.count; i++) {
		struct mustache_template *tmpl = set->templates.entries[i].value;
		for (size_t k = 0; k < tmpl->count; k++) {
			struct mustache_op *op = &tmpl->ops[k];
			str text = is_tag_of(op, number) ? printed(set, op, record) : (str){0};
			if (text.len) {
				op->kind = STEP_TEXT;
				op->text = text;
			}
		}
		join_texts(set, tmpl);
	}
}

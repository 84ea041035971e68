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

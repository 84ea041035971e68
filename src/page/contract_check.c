/* SPDX-License-Identifier: MIT */
/* Walks the templates as rendering would, over kinds of records instead of records. A template that several
   others use is walked once for each stack it meets; a name is wrong only if no stack that reaches it has it. */
#include <assert.h>
#include <string.h>

#include "base/nearest.h"
#include "page/contract.h"

enum { DEEPEST = 24, ANYTHING = SHAPE_COUNT, SCALAR = SHAPE_COUNT + 1 };

struct stack {
	uint16_t shapes[DEEPEST];
	size_t depth;
};

/* What is known of one step after all walks. */
struct verdict {
	bool is_found, is_visited, is_unprintable;
	struct stack stack; /* the first one that did not have the name */
};

struct arguments {
	const struct mustache_template *tmpl;
	size_t parent;
	const struct arguments *outer;
};

struct contract_check {
	const struct mustache_set *set;
	const char *const *labels;
	size_t label_count;
	struct arena *arena;
	struct map verdicts; /* template's name → struct verdict *, one a step */
	struct map walked;   /* template, stack and arguments → anything */
	struct map templates;
};

struct walk {
	struct contract_check *check;
	struct stack stack;
	const struct arguments *arguments;
};

struct contract_check *contract_check_new(const struct mustache_set *set, const char *const *labels,
	size_t label_count, struct arena *arena)
{
	struct contract_check *check = arena_new(arena, struct contract_check);
	*check = (struct contract_check){.set = set, .labels = labels, .label_count = label_count, .arena = arena};
	return check;
}

struct meaning {
	bool is_known;
	enum view_kind kind;
	uint16_t of; /* record of RECORD and LIST; ANYTHING for ANY */
};

static struct meaning field_of(const struct contract_check *check, uint16_t shape, str name)
{
	if (shape == ANYTHING)
		return (struct meaning){true, VIEW_ANY, ANYTHING};
	if (shape == SHAPE_strings)
		for (size_t i = 0; i < check->label_count; i++)
			if (str_eq(str_of(check->labels[i]), name))
				return (struct meaning){true, VIEW_TEXT, SCALAR};
	if (shape >= SHAPE_COUNT)
		return (struct meaning){0};
	const struct view_record *record = &view_records[shape];
	for (size_t i = 0; i < record->count; i++) {
		const struct view_field *field = &record->fields[i];
		if (str_eq(str_of(field->name), name))
			return (struct meaning){true, field->kind, field->kind == VIEW_ANY ? (uint16_t)ANYTHING
				: (uint16_t)(field->of == SHAPE_none ? SCALAR : (int)field->of)};
	}
	return (struct meaning){0};
}

static struct meaning meaning_of(const struct contract_check *check, const struct stack *stack, str name)
{
	struct meaning found = {0};
	str part;
	if (str_eq(name, S("."))) {
		uint16_t top = stack->shapes[stack->depth - 1];
		bool is_scalar = top == SCALAR || top == ANYTHING;
		return (struct meaning){true, is_scalar ? VIEW_TEXT : VIEW_RECORD, top};
	}
	str_take_until(&name, '.', &part);
	for (size_t i = stack->depth; i > 0 && !found.is_known; i--)
		found = field_of(check, stack->shapes[i - 1], part);
	while (found.is_known && str_take_until(&name, '.', &part)) {
		bool has_inside = found.kind == VIEW_RECORD || found.kind == VIEW_ANY;
		found = has_inside ? field_of(check, found.of, part) : (struct meaning){0};
	}
	return found;
}

static struct verdict *verdicts_of(struct contract_check *check, const struct mustache_template *tmpl, size_t count)
{
	void **slot = map_at(&check->verdicts, check->arena, mustache_name(tmpl));
	if (!*slot) {
		*slot = arena_array(check->arena, struct verdict, count);
		*map_at(&check->templates, check->arena, mustache_name(tmpl)) = (void *)(uintptr_t)tmpl;
	}
	return *slot;
}

static struct meaning note(struct walk *walk, const struct mustache_step *step, struct verdict *verdict, bool is_printed)
{
	struct meaning meaning = meaning_of(walk->check, &walk->stack, step->name);
	if (!meaning.is_known && !verdict->is_visited)
		verdict->stack = walk->stack;
	verdict->is_visited = true;
	verdict->is_found |= meaning.is_known;
	if (is_printed && meaning.is_known && (meaning.kind == VIEW_RECORD || meaning.kind == VIEW_LIST))
		verdict->is_unprintable = true;
	return meaning;
}

static void walk_steps(struct walk *walk, const struct mustache_template *tmpl, size_t from, size_t to);

static void walk_section(struct walk *walk, const struct mustache_template *tmpl, size_t at,
	const struct mustache_step *step, struct meaning meaning)
{
	if (!meaning.is_known || walk->stack.depth == DEEPEST)
		return; /* what stands inside would only be told wrongly */
	bool is_record = meaning.kind == VIEW_RECORD || meaning.kind == VIEW_LIST || meaning.kind == VIEW_ANY;
	walk->stack.shapes[walk->stack.depth++] = is_record ? meaning.of : (uint16_t)SCALAR;
	walk_steps(walk, tmpl, at + 1, step->end);
	walk->stack.depth--;
}

static bool is_walked(struct walk *walk, const struct mustache_template *tmpl)
{
	struct buf key = {0};
	buf_put(&key, (str){(const char *)&tmpl, sizeof(const void *)});
	buf_put(&key, (str){(const char *)walk->stack.shapes, walk->stack.depth * sizeof *walk->stack.shapes});
	for (const struct arguments *each = walk->arguments; each; each = each->outer) {
		buf_put(&key, (str){(const char *)&each->tmpl, sizeof(const void *)});
		buf_put(&key, (str){(const char *)&each->parent, sizeof each->parent});
	}
	void **slot = map_at(&walk->check->walked, walk->check->arena, buf_copy(&key, walk->check->arena));
	bool was = *slot != NULL;
	*slot = walk;
	buf_free(&key);
	return was;
}

static void walk_template(struct walk *walk, const struct mustache_template *tmpl)
{
	size_t count;
	if (!tmpl || is_walked(walk, tmpl))
		return;
	mustache_steps(tmpl, &count);
	walk_steps(walk, tmpl, 0, count);
}

static void walk_parent(struct walk *walk, const struct mustache_template *tmpl, size_t at,
	const struct mustache_step *step)
{
	struct arguments arguments = {.tmpl = tmpl, .parent = at, .outer = walk->arguments};
	size_t length = 0;
	for (const struct arguments *each = walk->arguments; each; each = each->outer)
		length++;
	if (length == DEEPEST)
		return;
	walk->arguments = &arguments;
	walk_template(walk, mustache_find(walk->check->set, step->name));
	walk->arguments = arguments.outer;
}

static void walk_block(struct walk *walk, const struct mustache_template *tmpl, size_t at,
	const struct mustache_step *step)
{
	const struct arguments *before = walk->arguments, *given = NULL;
	size_t block = at, count;
	for (const struct arguments *each = before; each; each = each->outer) {
		const struct mustache_step *steps = mustache_steps(each->tmpl, &count);
		for (size_t i = each->parent + 1; i < steps[each->parent].end; i = steps[i].end)
			if (steps[i].kind == STEP_BLOCK && str_eq(steps[i].name, step->name)) {
				given = each;
				block = i;
			}
	}
	if (given) {
		walk->arguments = given->outer;
		walk_steps(walk, given->tmpl, block + 1, mustache_steps(given->tmpl, &count)[block].end);
	} else {
		walk_steps(walk, tmpl, at + 1, step->end);
	}
	walk->arguments = before;
}

static void walk_step(struct walk *walk, const struct mustache_template *tmpl, size_t at,
	const struct mustache_step *step, struct verdict *verdict)
{
	switch (step->kind) {
	case STEP_TEXT:
		break;
	case STEP_VARIABLE:
	case STEP_RAW:
		note(walk, step, verdict, true);
		break;
	case STEP_SECTION:
		walk_section(walk, tmpl, at, step, note(walk, step, verdict, false));
		break;
	case STEP_INVERTED:
		note(walk, step, verdict, false);
		walk_steps(walk, tmpl, at + 1, step->end);
		break;
	case STEP_PARTIAL:
		if (step->is_dynamic)
			note(walk, step, verdict, false);
		else
			walk_template(walk, mustache_find(walk->check->set, step->name));
		break;
	case STEP_PARENT:
		if (step->is_dynamic)
			note(walk, step, verdict, false);
		else
			walk_parent(walk, tmpl, at, step);
		break;
	case STEP_BLOCK:
		walk_block(walk, tmpl, at, step);
		break;
	}
}

static void walk_steps(struct walk *walk, const struct mustache_template *tmpl, size_t from, size_t to)
{
	size_t count;
	const struct mustache_step *steps = mustache_steps(tmpl, &count);
	struct verdict *verdicts = verdicts_of(walk->check, tmpl, count);
	for (size_t i = from; i < to; i = steps[i].end)
		walk_step(walk, tmpl, i, &steps[i], &verdicts[i]);
}

void contract_check_template(struct contract_check *check, str tmpl, enum view_shape root)
{
	struct walk walk = {.check = check, .stack = {.depth = 1, .shapes = {(uint16_t)root}}};
	walk_template(&walk, mustache_find(check->set, tmpl));
}

static void offer(const struct contract_check *check, uint16_t shape, struct nearest *nearest)
{
	for (size_t i = 0; shape == SHAPE_strings && i < check->label_count; i++)
		nearest_offer(nearest, str_of(check->labels[i]));
	if (shape >= SHAPE_COUNT)
		return;
	for (size_t i = 0; i < view_records[shape].count; i++)
		nearest_offer(nearest, str_of(view_records[shape].fields[i].name));
}

static const char *shape_name(uint16_t shape)
{
	return shape < SHAPE_COUNT ? view_records[shape].name : "text";
}

static void report_unknown(const struct contract_check *check, const struct mustache_step *step,
	const struct stack *stack, struct diags *diags)
{
	str rest = step->name, part, before = {0};
	struct stack inside = *stack;
	/* The part that is missing, and where it is. */
	while (str_take_until(&rest, '.', &part)) {
		struct meaning meaning = meaning_of(check, &inside, part);
		if (!meaning.is_known)
			break;
		inside = (struct stack){.depth = 1, .shapes = {meaning.of}};
		before = part;
	}
	struct nearest nearest = {.word = part};
	for (size_t i = inside.depth; i > 0; i--)
		offer(check, inside.shapes[i - 1], &nearest);
	bool is_label = inside.depth == 1 && inside.shapes[0] == SHAPE_strings;
	if (before.len)
		diag_error(diags, step->mark, "unknown-name", "'%.*s' has no '%.*s'", STR_ARG(before), STR_ARG(part));
	else
		diag_error(diags, step->mark, "unknown-name", "nothing that can stand here has the name '%.*s'", STR_ARG(part));
	if (nearest.best.len)
		diag_hint(diags, "did you mean '%.*s'?", STR_ARG(nearest.best));
	else if (is_label)
		diag_hint(diags, "add it to `labels` in strings/<language>.yaml");
	else
		diag_hint(diags, "the innermost record here is a '%s': see docs/templates.md",
			shape_name(inside.shapes[inside.depth - 1]));
}

static void report(const struct contract_check *check, const struct mustache_step *step, const struct verdict *verdict,
	struct diags *diags)
{
	if (!verdict->is_visited)
		return;
	if (!verdict->is_found) {
		report_unknown(check, step, &verdict->stack, diags);
	} else if (step->is_dynamic && !str_starts(step->name, S("extra"))) {
		diag_error(diags, step->mark, "dynamic-name", "'%.*s' holds no template's name", STR_ARG(step->name));
		diag_hint(diags, "only what stands under `extra` may name a template");
	} else if (verdict->is_unprintable) {
		diag_error(diags, step->mark, "not-printable", "'%.*s' is a record or a list, not text", STR_ARG(step->name));
		diag_hint(diags, "open it with {{#%.*s}}", STR_ARG(step->name));
	}
}

bool contract_check_end(struct contract_check *check, struct diags *diags)
{
	size_t errors = diags->errors, count;
	for (size_t i = 0; i < check->verdicts.count; i++) {
		const struct mustache_template *tmpl = check->templates.entries[i].value;
		const struct mustache_step *steps = mustache_steps(tmpl, &count);
		const struct verdict *verdicts = check->verdicts.entries[i].value;
		for (size_t k = 0; k < count; k++)
			report(check, &steps[k], &verdicts[k], diags);
	}
	return diags->errors == errors;
}

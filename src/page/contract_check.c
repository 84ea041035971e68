/* SPDX-License-Identifier: MIT */
/* Walks the templates as rendering would, over kinds of records instead of records. A template that several
   others use is walked once for each stack it meets; a name is wrong only if no stack that reaches it has it.

   A template that is called is not walked there and then but put on a list, on which each template stands once
   for a stack and for what parents give it. That, and stacks that hold no record twice, makes an end of templates
   that call themselves. */
#include <assert.h>
#include <string.h>

#include "page/contract_parts.h"

enum { MOST_CALLS = 1 << 15 };

/* The blocks that a parent tag gives; outer ones were given further out, and win. */
struct given {
	const struct mustache_template *tmpl;
	size_t parent;
	const struct given *outer;
};

/* No padding before the end of the stack: these bytes are the key. */
struct call {
	const struct mustache_template *tmpl;
	const struct given *given;
	struct stack stack;
};

/* Where a walk is. */
struct walk {
	struct contract_check *check;
	const struct mustache_template *tmpl;
	struct checked_file *file;
	const struct given *given;
	struct stack stack;
};

struct contract_check *contract_check_new(
	const struct mustache_set *set, const struct contract_open *open, struct arena *arena)
{
	struct contract_check *check = arena_new(arena, struct contract_check);
	*check = (struct contract_check){.set = set, .open = open, .arena = arena};
	return check;
}

/* The thing that begins with the same `key` bytes, or a copy of this one. */
static void *interned(struct map *map, struct arena *arena, const void *thing, size_t key, size_t size)
{
	void *known = map_get(map, (str){thing, key});
	if (known)
		return known;
	known = memcpy(arena_alloc(arena, size), thing, size);
	*map_at(map, arena, (str){known, key}) = known;
	return known;
}

/* A theme's file may be compiled under two names; it is judged as one. NULL for an empty template. */
static struct checked_file *file_of(struct contract_check *check, const struct mustache_template *tmpl)
{
	size_t count;
	const struct mustache_step *steps = mustache_steps(tmpl, &count);
	if (count == 0)
		return NULL;
	void **slot = map_at(&check->files, check->arena, steps->mark.source->path);
	if (!*slot) {
		struct checked_file *file = arena_new(check->arena, struct checked_file);
		*file = (struct checked_file){
			.steps = steps, .count = count, .verdicts = arena_array(check->arena, struct verdict, count)};
		*slot = file;
	}
	return *slot;
}

/* What a lower place holds of the same record is hidden, and so is all below what accepts any name. */
static void push(struct stack *stack, uint8_t shape)
{
	struct stack pushed = {0};
	for (size_t i = 0; i < stack->depth && shape != CONTRACT_ANYTHING; i++)
		if (stack->shapes[i] != shape && stack->shapes[i] != CONTRACT_SCALAR)
			pushed.shapes[pushed.depth++] = stack->shapes[i];
	pushed.shapes[pushed.depth++] = shape;
	*stack = pushed;
}

static struct meaning field_of(const struct contract_check *check, uint8_t shape, str name)
{
	if (shape == CONTRACT_ANYTHING)
		return (struct meaning){.is_known = true, .kind = VIEW_ANY, .of = CONTRACT_ANYTHING};
	for (size_t i = 0; shape < OPEN_SHAPES && i < check->open->of[shape].count; i++)
		if (str_eq(str_of(check->open->of[shape].names[i]), name))
			return (struct meaning){.is_known = true, .kind = VIEW_TEXT, .of = CONTRACT_SCALAR};
	for (size_t i = 0; shape < SHAPE_COUNT && i < view_records[shape].count; i++) {
		const struct view_field *field = &view_records[shape].fields[i];
		if (!str_eq(str_of(field->name), name))
			continue;
		bool is_opened = field->kind == VIEW_RECORD || field->kind == VIEW_LIST;
		return (struct meaning){.is_known = true,
			.kind = field->kind,
			.of = is_opened                   ? (uint8_t)field->of
				: field->kind == VIEW_ANY ? CONTRACT_ANYTHING
							  : CONTRACT_SCALAR};
	}
	return (struct meaning){0};
}

/* {{.}} */
static struct meaning meaning_of_top(uint8_t top)
{
	enum view_kind kind = top == CONTRACT_ANYTHING ? VIEW_ANY : top == CONTRACT_SCALAR ? VIEW_TEXT : VIEW_RECORD;
	return (struct meaning){.is_known = true, .kind = kind, .of = top};
}

static struct meaning meaning_on_stack(const struct contract_check *check, const struct stack *stack, str name)
{
	struct meaning found = {0};
	for (size_t i = stack->depth; i > 0 && !found.is_known; i--)
		found = field_of(check, stack->shapes[i - 1], name);
	if (found.is_known)
		return found;
	bool is_record = stack->depth == 1 || stack->shapes[stack->depth - 1] != CONTRACT_SCALAR;
	return (struct meaning){.missing = name, .of = stack->shapes[stack->depth - (is_record ? 1 : 2)]};
}

static struct meaning meaning_of(const struct contract_check *check, const struct stack *stack, str name)
{
	str part, holder;
	if (str_eq(name, S(".")))
		return meaning_of_top(stack->shapes[stack->depth - 1]);
	str_take_until(&name, '.', &part);
	struct meaning found = meaning_on_stack(check, stack, part);
	for (holder = part; found.is_known && str_take_until(&name, '.', &part); holder = part) {
		bool has_inside = found.kind == VIEW_RECORD || found.kind == VIEW_ANY;
		struct meaning inner = has_inside ? field_of(check, found.of, part) : (struct meaning){0};
		if (!inner.is_known)
			return (struct meaning){.kind = found.kind, .of = found.of, .missing = part, .holder = holder};
		found = inner;
	}
	return found;
}

static void offer_fields(const struct contract_check *check, uint8_t shape, struct nearest *nearest)
{
	for (size_t i = 0; shape < OPEN_SHAPES && i < check->open->of[shape].count; i++)
		nearest_offer(nearest, str_of(check->open->of[shape].names[i]));
	for (size_t i = 0; shape < SHAPE_COUNT && i < view_records[shape].count; i++)
		nearest_offer(nearest, str_of(view_records[shape].fields[i].name));
}

/* The first stack without the name gives the message; all of them give names to choose from. */
static void miss(const struct walk *walk, struct verdict *verdict, struct meaning meaning)
{
	if (!verdict->is_missed)
		verdict->failed = meaning;
	verdict->is_missed = true;
	if (!str_eq(meaning.missing, verdict->failed.missing))
		return;
	verdict->nearest.word = meaning.missing;
	if (meaning.holder.len && meaning.kind == VIEW_RECORD)
		offer_fields(walk->check, meaning.of, &verdict->nearest);
	for (size_t i = walk->stack.depth; i > 0 && !meaning.holder.len; i--)
		offer_fields(walk->check, walk->stack.shapes[i - 1], &verdict->nearest);
}

static struct meaning note(const struct walk *walk, size_t at)
{
	const struct mustache_step *step = &walk->file->steps[at];
	struct verdict *verdict = &walk->file->verdicts[at];
	struct meaning meaning = meaning_of(walk->check, &walk->stack, step->name);
	verdict->is_found |= meaning.is_known;
	if (!meaning.is_known)
		miss(walk, verdict, meaning);
	return meaning;
}

static void call(const struct walk *walk, size_t at, const struct mustache_template *tmpl, const struct given *given)
{
	struct contract_check *check = walk->check;
	struct call made = {.tmpl = tmpl, .given = given, .stack = walk->stack};
	if (check->calls.count < MOST_CALLS)
		interned(&check->calls, check->arena, &made, offsetof(struct call, stack.shapes) + made.stack.depth,
			sizeof made);
	else if (!check->too_many)
		check->too_many = &walk->file->steps[at];
}

static void walk_steps(const struct walk *walk, size_t from, size_t to);

static void walk_printed(const struct walk *walk, size_t at)
{
	struct meaning meaning = note(walk, at);
	struct verdict *verdict = &walk->file->verdicts[at];
	if (!meaning.is_known || (meaning.kind != VIEW_RECORD && meaning.kind != VIEW_LIST))
		return;
	verdict->is_unprintable = true;
	verdict->printed = meaning.of;
}

/* In a section without meaning all that stands inside would only be told wrongly. */
static void walk_section(const struct walk *walk, size_t at)
{
	struct meaning meaning = note(walk, at);
	struct walk inner = *walk;
	if (!meaning.is_known)
		return;
	push(&inner.stack, meaning.of);
	walk_steps(&inner, at + 1, walk->file->steps[at].end);
}

/* Which templates it names is only known from data, so the name must be the author's own to choose. */
static void walk_dynamic(const struct walk *walk, size_t at)
{
	struct meaning meaning = note(walk, at);
	if (meaning.is_known && meaning.kind != VIEW_ANY)
		walk->file->verdicts[at].is_fixed = true;
}

static void walk_partial(const struct walk *walk, size_t at)
{
	const struct mustache_template *target = mustache_find(walk->check->set, walk->file->steps[at].name);
	if (target)
		call(walk, at, target, walk->given);
}

static void walk_parent(const struct walk *walk, size_t at)
{
	const struct mustache_step *steps = walk->file->steps;
	const struct mustache_template *target = mustache_find(walk->check->set, steps[at].name);
	struct given given = {.tmpl = walk->tmpl, .parent = at, .outer = walk->given};
	if (!target)
		return;
	for (size_t i = at + 1; i < steps[at].end; i = steps[i].end)
		walk->file->verdicts[i].is_given = true;
	/* What the same tag gave further out hides what it gives again. */
	for (const struct given *each = walk->given; each; each = each->outer)
		if (each->tmpl == given.tmpl && each->parent == at) {
			call(walk, at, target, walk->given);
			return;
		}
	call(walk, at, target, interned(&walk->check->given, walk->check->arena, &given, sizeof given, sizeof given));
}

/* The block of that name which a parent tag gives, or 0; the names of the others are told from this one. */
static size_t take_given(struct checked_file *file, size_t parent, str name)
{
	size_t found = 0;
	for (size_t i = parent + 1; i < file->steps[parent].end; i = file->steps[i].end) {
		struct verdict *verdict = &file->verdicts[i];
		bool is_same = file->steps[i].kind == STEP_BLOCK && str_eq(file->steps[i].name, name);
		verdict->is_used |= is_same;
		if (is_same && !found)
			found = i;
		verdict->nearest.word = file->steps[i].name;
		nearest_offer(&verdict->nearest, name);
	}
	return found;
}

static void walk_block(const struct walk *walk, size_t at)
{
	str name = walk->file->steps[at].name;
	struct walk inner = *walk;
	size_t block = at;
	for (const struct given *each = walk->given; each; each = each->outer) {
		struct checked_file *file = file_of(walk->check, each->tmpl);
		size_t found = take_given(file, each->parent, name);
		if (!found)
			continue;
		inner.tmpl = each->tmpl;
		inner.file = file;
		inner.given = each->outer;
		block = found;
	}
	walk_steps(&inner, block + 1, inner.file->steps[block].end);
}

static void walk_step(const struct walk *walk, size_t at)
{
	const struct mustache_step *step = &walk->file->steps[at];
	switch (step->kind) {
	case STEP_TEXT:
		break;
	case STEP_VARIABLE:
	case STEP_RAW:
		walk_printed(walk, at);
		break;
	case STEP_SECTION:
		walk_section(walk, at);
		break;
	case STEP_INVERTED:
		note(walk, at);
		walk_steps(walk, at + 1, step->end);
		break;
	case STEP_PARTIAL:
	case STEP_PARENT:
		if (step->is_dynamic)
			walk_dynamic(walk, at);
		else if (step->kind == STEP_PARTIAL)
			walk_partial(walk, at);
		else
			walk_parent(walk, at);
		break;
	case STEP_BLOCK:
		walk_block(walk, at);
		break;
	}
}

static void walk_steps(const struct walk *walk, size_t from, size_t to)
{
	for (size_t i = from; i < to; i = walk->file->steps[i].end)
		walk_step(walk, i);
}

void contract_check_template(struct contract_check *check, str tmpl, enum view_shape root)
{
	struct call first = {.tmpl = mustache_find(check->set, tmpl)};
	if (!first.tmpl)
		return;
	push(&first.stack, (uint8_t)root);
	interned(&check->calls, check->arena, &first, offsetof(struct call, stack.shapes) + 1, sizeof first);
	for (; check->walked < check->calls.count; check->walked++) {
		const struct call *next = check->calls.entries[check->walked].value;
		struct walk walk = {.check = check,
			.tmpl = next->tmpl,
			.file = file_of(check, next->tmpl),
			.given = next->given,
			.stack = next->stack};
		if (walk.file)
			walk_steps(&walk, 0, walk.file->count);
	}
}

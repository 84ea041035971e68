/* SPDX-License-Identifier: MIT */
/* Runs the ops over a stack of values. A record finds a name by one look into its shape's table; only data
   without a shape compares keys. */
#include <string.h>

#include "format/mustache_parts.h"

enum { MOST_CONTEXTS = 256, MOST_CALLS = 512 };

/* The blocks that a parent tag gives; outer ones were given further out, and win. */
struct arguments {
	const struct mustache_template *tmpl;
	const struct mustache_op *parent;
	const struct arguments *outer;
};

struct run {
	const struct mustache_set *set;
	struct buf *out;
	struct value stack[MOST_CONTEXTS];
	size_t depth;
	struct buf indent;  /* stands before each line of a template that was indented */
	bool at_line_start; /* the template's next output begins a line */
	const struct arguments *arguments;
	size_t calls, partials, steps;
	size_t begun; /* bytes that stood in `out` before */
	const struct mustache_template *tmpl;
	struct diags *diags;
	bool is_failed;
};

static const struct value *find_sorted(const struct value *map, str key)
{
	uint32_t first = 0, behind = map->len;
	while (first < behind) {
		uint32_t middle = first + (behind - first) / 2;
		int order = str_cmp(map->pairs[middle].key, key);
		if (order == 0)
			return &map->pairs[middle].value;
		if (order < 0)
			first = middle + 1;
		else
			behind = middle;
	}
	return NULL;
}

static const struct value *find_pair(const struct value *map, str key)
{
	if (map->len > VALUE_MANY_PAIRS)
		return find_sorted(map, key);
	for (uint32_t i = 0; i < map->len; i++)
		if (str_eq(map->pairs[i].key, key))
			return &map->pairs[i].value;
	return NULL;
}

/* What the value has under a name, or NULL. */
static inline const struct value *find_key(const struct value *value, const struct mustache_set *set, uint32_t name)
{
	if (value->kind == VALUE_RECORD) {
		uint16_t slot = set->shapes[value->len].slot_of[name];
		return slot ? &value->fields[slot - 1] : NULL;
	}
	return value->kind == VALUE_MAP ? find_pair(value, set->names.entries[name].key) : NULL;
}

/* The first part of a name is looked for from the top of the stack down, the others inside what it named. */
static inline const struct value *look_up(const struct run *run, const struct mustache_op *op)
{
	static const struct value none;
	const struct value *each = &run->stack[run->depth - 1], *found;
	if (op->is_implicit)
		return each;
	for (; !(found = find_key(each, run->set, op->path[0])); each--)
		if (each == run->stack)
			return &none;
	for (uint32_t i = 1; i < op->path_count && found; i++)
		found = find_key(found, run->set, op->path[i]);
	return found ? found : &none;
}

static void begin_line(struct run *run)
{
	if (run->at_line_start && run->indent.len)
		buf_put(run->out, buf_str(&run->indent));
	run->at_line_start = false;
}

static void put_indented(struct run *run, str text)
{
	while (text.len) {
		size_t end = str_find(text, '\n');
		size_t length = end < text.len ? end + 1 : text.len;
		begin_line(run);
		buf_put(run->out, str_part(text, 0, length));
		run->at_line_start = end < text.len;
		text = str_skip(text, length);
	}
}

static void put_text(struct run *run, str text)
{
	if (run->indent.len) {
		put_indented(run, text);
		return;
	}
	buf_put(run->out, text);
	if (text.len)
		run->at_line_start = text.at[text.len - 1] == '\n';
}

static void put_value(struct run *run, const struct mustache_op *op)
{
	const struct value *value = look_up(run, op);
	begin_line(run);
	switch (value->kind) {
	case VALUE_TEXT:
		if (op->kind == STEP_VARIABLE)
			buf_html(run->out, (str){value->text, value->len});
		else
			buf_put(run->out, (str){value->text, value->len});
		break;
	case VALUE_HTML:
		buf_put(run->out, (str){value->text, value->len});
		break;
	case VALUE_INT:
		buf_int(run->out, value->number);
		break;
	case VALUE_BOOL:
		buf_put(run->out, value->number ? S("true") : S("false"));
		break;
	case VALUE_NONE:
	case VALUE_LIST:
	case VALUE_RECORD:
	case VALUE_MAP:
		break;
	}
}

static void run_ops(struct run *run, size_t from, size_t to);

static void fail(struct run *run, size_t at)
{
	if (!run->is_failed)
		diag_error(run->diags, run->tmpl->steps[at].mark, "too-deep",
			"templates and sections call one another too deep here");
	run->is_failed = true;
}

/* False, and told, when there were too many steps, or too much was written. */
static bool goes_on(struct run *run, size_t at)
{
	bool is_much = run->out->len - run->begun > MUSTACHE_MAX_OUTPUT;
	if (!run->is_failed && (is_much || run->steps > MUSTACHE_MAX_STEPS)) {
		diag_error(run->diags, run->tmpl->steps[at].mark, "too-large",
			is_much ? "more than %d MB come of this template"
				: "more than %d million steps in this template",
			is_much ? MUSTACHE_MAX_OUTPUT >> 20 : MUSTACHE_MAX_STEPS >> 20);
		diag_hint(
			run->diags, "templates that call one another several times each, or lists in lists, multiply");
		run->is_failed = true;
	}
	return !run->is_failed;
}

static void run_with(struct run *run, const struct value *value, size_t at)
{
	if (run->depth == MOST_CONTEXTS) {
		fail(run, at);
		return;
	}
	run->stack[run->depth++] = *value;
	run_ops(run, at + 1, run->tmpl->ops[at].end);
	run->depth--;
}

static void run_section(struct run *run, size_t at)
{
	const struct value *value = look_up(run, &run->tmpl->ops[at]);
	if (value->kind == VALUE_LIST) {
		for (uint32_t i = 0; i < value->len && !run->is_failed; i++)
			run_with(run, &value->items[i], at);
	} else if (value_is_true(*value)) {
		run_with(run, value, at);
	}
}

/* Lines of what is called get the op's indentation before them. */
static size_t push_indent(struct run *run, const struct mustache_op *op)
{
	size_t before = run->indent.len;
	buf_put(&run->indent, op->indent);
	if (op->is_alone)
		run->at_line_start = true;
	return before;
}

static void run_template(struct run *run, const struct mustache_template *tmpl, size_t at)
{
	const struct mustache_template *caller = run->tmpl;
	size_t before = push_indent(run, &caller->ops[at]);
	if (run->partials == MUSTACHE_MAX_DEPTH) {
		fail(run, at);
	} else {
		run->partials++;
		run->tmpl = tmpl;
		run_ops(run, 0, tmpl->count);
		run->tmpl = caller;
		run->partials--;
	}
	run->indent.len = before;
}

static const struct mustache_template *target_of(struct run *run, const struct mustache_op *op)
{
	if (!op->is_dynamic)
		return op->target;
	return mustache_find(run->set, value_str(*look_up(run, op)));
}

static void run_parent(struct run *run, size_t at)
{
	const struct mustache_op *op = &run->tmpl->ops[at];
	const struct mustache_template *target = target_of(run, op);
	struct arguments arguments = {.tmpl = run->tmpl, .parent = op, .outer = run->arguments};
	if (!target)
		return;
	run->arguments = &arguments;
	run_template(run, target, at);
	run->arguments = arguments.outer;
}

/* The op of the block that a parent tag gives under a name, or 0. */
static size_t argument_named(const struct arguments *arguments, str name, size_t *steps)
{
	const struct mustache_op *ops = arguments->tmpl->ops;
	size_t at = (size_t)(arguments->parent - ops);
	for (size_t i = at + 1; i < ops[at].end; i = ops[i].end, ++*steps)
		if (ops[i].kind == STEP_BLOCK && str_eq(ops[i].text, name))
			return i;
	return 0;
}

static void run_block(struct run *run, size_t at)
{
	const struct mustache_op *op = &run->tmpl->ops[at];
	const struct mustache_template *caller = run->tmpl;
	const struct arguments *given = NULL, *before_arguments = run->arguments;
	size_t before = push_indent(run, op), first = at;
	for (const struct arguments *each = run->arguments; each; each = each->outer) {
		size_t found = argument_named(each, op->text, &run->steps);
		if (found) {
			given = each;
			first = found;
		}
	}
	if (given) {
		run->tmpl = given->tmpl;
		run->arguments = given->outer;
	}
	run_ops(run, first + 1, run->tmpl->ops[first].end);
	run->tmpl = caller;
	run->arguments = before_arguments;
	run->indent.len = before;
}

static void run_ops(struct run *run, size_t from, size_t to)
{
	if (run->calls == MOST_CALLS) {
		fail(run, from ? from - 1 : 0);
		return;
	}
	run->calls++;
	run->steps++; /* an empty section takes one, too */
	const struct mustache_op *const ops = run->tmpl->ops;
	for (size_t i = from; i < to && goes_on(run, i); i = ops[i].end) {
		run->steps++;
		const struct mustache_op *op = &ops[i];
		const struct mustache_template *target;
		switch (op->kind) {
		case STEP_TEXT:
			put_text(run, op->text);
			break;
		case STEP_VARIABLE:
		case STEP_RAW:
			put_value(run, op);
			break;
		case STEP_SECTION:
			run_section(run, i);
			break;
		case STEP_INVERTED:
			if (!value_is_true(*look_up(run, op)))
				run_ops(run, i + 1, op->end);
			break;
		case STEP_PARTIAL:
			target = target_of(run, op);
			if (target)
				run_template(run, target, i);
			break;
		case STEP_PARENT:
			run_parent(run, i);
			break;
		case STEP_BLOCK:
			run_block(run, i);
			break;
		}
	}
	run->calls--;
}

bool mustache_render(const struct mustache_set *set, const struct mustache_template *tmpl, struct value data,
	struct buf *out, struct diags *diags)
{
	struct run run;
	run.set = set;
	run.out = out;
	run.stack[0] = data;
	run.depth = 1;
	run.indent = (struct buf){0};
	run.at_line_start = true;
	run.arguments = NULL;
	run.calls = run.partials = run.steps = 0;
	run.begun = out->len;
	run.tmpl = tmpl;
	run.diags = diags;
	run.is_failed = false;
	run_ops(&run, 0, tmpl->count);
	buf_free(&run.indent);
	return !run.is_failed;
}

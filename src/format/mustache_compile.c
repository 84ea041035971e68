/* SPDX-License-Identifier: MIT */
/* From text to a flat list of ops, in one pass. What makes the specification's white space come out right:

   - a tag that may stand alone on its line takes the whole line with it;
   - the lines of a block lose the indentation of the block's first line here, and get that of the place where
     the block is put when it is rendered. So a block means the same wherever it goes.

   `dedent` is the indentation, as written, that lines lose in the innermost block. */
#include <string.h>

#include "format/mustache_parts.h"

struct open_tag {
	size_t op;
	str dedent;  /* of the enclosing block, to go back to */
	size_t held; /* parent: op of the blanks before it, or SIZE_MAX */
	str blanks;
	bool is_alone;
};

struct compiler {
	struct mustache_set *set;
	struct mustache_template *tmpl;
	const struct source *source;
	struct diags *diags;
	str text, left, right;
	size_t at;     /* what stands before is done */
	size_t seen;   /* up to here the lines are known: */
	size_t line;   /* where the line begins (or the last tag that white space does not see ends) */
	bool has_text; /* something but blanks stands on the line before `seen` */
	str dedent;
	struct open_tag open[MUSTACHE_MAX_DEPTH];
	size_t depth;
};

struct tag {
	char sigil; /* 0: a plain variable */
	bool is_dynamic;
	str name;
	size_t start, end; /* of the whole tag */
	bool starts_line, ends_line;
	size_t next_line; /* where the line behind it begins, if it ends its line */
	str blanks;       /* before it on its line */
};

static struct mark mark_in(const struct compiler *compiler, str slice)
{
	return mark_slice(compiler->source, slice);
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* White space takes no notice of what stood before `at` on its line. */
static void begin_line(struct compiler *compiler, size_t at)
{
	compiler->line = compiler->seen = at;
	compiler->has_text = false;
}

static bool in_arguments(const struct compiler *compiler)
{
	return compiler->depth && compiler->tmpl->ops[compiler->open[compiler->depth - 1].op].kind == STEP_PARENT;
}

static struct mustache_op *add_op(struct compiler *compiler, enum mustache_step_kind kind, str text)
{
	struct mustache_template *tmpl = compiler->tmpl;
	if (tmpl->count == tmpl->cap) {
		size_t cap = tmpl->cap ? tmpl->cap * 2 : 32;
		struct mustache_op *ops = arena_array(compiler->set->arena, struct mustache_op, cap);
		struct mustache_step *steps = arena_array(compiler->set->arena, struct mustache_step, cap);
		if (tmpl->count) {
			memcpy(ops, tmpl->ops, tmpl->count * sizeof *ops);
			memcpy(steps, tmpl->steps, tmpl->count * sizeof *steps);
		}
		tmpl->ops = ops;
		tmpl->steps = steps;
		tmpl->cap = cap;
	}
	struct mustache_op *op = &tmpl->ops[tmpl->count];
	*op = (struct mustache_op){.kind = kind, .text = text, .end = (uint32_t)tmpl->count + 1};
	tmpl->steps[tmpl->count] = (struct mustache_step){
		.kind = kind, .name = text, .mark = mark_in(compiler, text), .end = tmpl->count + 1};
	tmpl->count++;
	return op;
}

static void path_of(struct compiler *compiler, struct mustache_op *op)
{
	str rest = op->text, part;
	op->is_implicit = str_eq(op->text, S("."));
	if (op->is_implicit)
		return;
	size_t count = 1;
	for (size_t i = 0; i < rest.len; i++)
		count += rest.at[i] == '.';
	uint32_t *path = arena_array(compiler->set->arena, uint32_t, count);
	while (str_take_until(&rest, '.', &part))
		path[op->path_count++] = mustache_intern(compiler->set, part);
	op->path = path;
}

/* Text without the blanks that the block's indentation takes from each line's start. */
static void add_text(struct compiler *compiler, size_t from, size_t to)
{
	if (in_arguments(compiler) || from >= to)
		return;
	if (compiler->dedent.len == 0) {
		add_op(compiler, STEP_TEXT, str_part(compiler->text, from, to));
		return;
	}
	while (from < to) {
		bool at_line_start = from == 0 || compiler->text.at[from - 1] == '\n';
		for (size_t i = 0;
			at_line_start && i < compiler->dedent.len && from < to && is_blank(compiler->text.at[from]);
			i++)
			from++;
		str rest = str_part(compiler->text, from, to);
		size_t end = from + str_find(rest, '\n') + 1;
		if (end > to)
			end = to;
		if (end > from)
			add_op(compiler, STEP_TEXT, str_part(compiler->text, from, end));
		from = end;
	}
}

/* The tag's line goes with it: nothing before it is kept, nor its line end. */
static void drop_line(struct compiler *compiler, const struct tag *tag)
{
	add_text(compiler, compiler->at, tag->start - tag->blanks.len);
	compiler->at = tag->next_line;
}

static void keep_line(struct compiler *compiler, const struct tag *tag)
{
	add_text(compiler, compiler->at, tag->start);
	compiler->at = tag->end;
}

static bool stands_alone(const struct tag *tag)
{
	return tag->starts_line && tag->ends_line;
}

static void pass(struct compiler *compiler, const struct tag *tag)
{
	if (stands_alone(tag))
		drop_line(compiler, tag);
	else
		keep_line(compiler, tag);
}

static str without_dedent(const struct compiler *compiler, str blanks)
{
	return str_skip(blanks, compiler->dedent.len);
}

static bool push(struct compiler *compiler, struct open_tag open)
{
	if (compiler->depth == MUSTACHE_MAX_DEPTH) {
		compiler->at = compiler->text.len; /* what follows would only be told wrongly */
		compiler->depth = 0;
		return diag_error(compiler->diags, compiler->tmpl->steps[open.op].mark, "too-deep",
			"sections nest more than %d deep", MUSTACHE_MAX_DEPTH);
	}
	compiler->open[compiler->depth++] = open;
	return true;
}

static bool open_section(struct compiler *compiler, const struct tag *tag)
{
	pass(compiler, tag);
	path_of(compiler, add_op(compiler, tag->sigil == '#' ? STEP_SECTION : STEP_INVERTED, tag->name));
	return push(compiler, (struct open_tag){.op = compiler->tmpl->count - 1, .dedent = compiler->dedent});
}

static void set_dynamic(struct compiler *compiler, struct mustache_op *op, const struct tag *tag)
{
	op->is_dynamic = tag->is_dynamic;
	compiler->tmpl->steps[compiler->tmpl->count - 1].is_dynamic = tag->is_dynamic;
	if (tag->is_dynamic)
		path_of(compiler, op);
}

static bool add_partial(struct compiler *compiler, const struct tag *tag)
{
	bool is_alone = stands_alone(tag);
	str indent = is_alone ? without_dedent(compiler, tag->blanks) : (str){0};
	pass(compiler, tag);
	struct mustache_op *op = add_op(compiler, STEP_PARTIAL, tag->name);
	op->is_alone = is_alone;
	op->indent = indent;
	set_dynamic(compiler, op, tag);
	return true;
}

/* Whether it stands alone is known at its end only: its blanks are held back in an op of their own. */
static bool open_parent(struct compiler *compiler, const struct tag *tag)
{
	struct open_tag open = {.held = SIZE_MAX, .dedent = compiler->dedent, .is_alone = tag->starts_line};
	size_t kept = tag->start - (tag->starts_line ? tag->blanks.len : 0);
	add_text(compiler, compiler->at, kept);
	if (tag->starts_line)
		open.blanks = without_dedent(compiler, tag->blanks);
	if (open.blanks.len && !in_arguments(compiler)) {
		open.held = compiler->tmpl->count;
		add_op(compiler, STEP_TEXT, open.blanks);
	}
	compiler->at = tag->end;
	open.op = compiler->tmpl->count;
	set_dynamic(compiler, add_op(compiler, STEP_PARENT, tag->name), tag);
	begin_line(compiler, tag->end);
	return push(compiler, open);
}

static void close_parent(struct compiler *compiler, const struct open_tag *open, const struct tag *tag)
{
	struct mustache_op *op = &compiler->tmpl->ops[open->op];
	compiler->at = tag->end;
	if (!open->is_alone || !tag->ends_line)
		return;
	op->is_alone = true;
	op->indent = open->blanks;
	if (open->held != SIZE_MAX)
		compiler->tmpl->ops[open->held].text.len = 0;
	compiler->at = tag->next_line;
}

/* The blanks before the first line of a block's content; those of the tag when there is none. */
static str first_indent(const struct compiler *compiler, const struct tag *tag)
{
	size_t from = tag->next_line, to = from;
	while (to < compiler->text.len && is_blank(compiler->text.at[to]))
		to++;
	str rest = str_skip(compiler->text, to);
	bool is_empty = str_take(&rest, compiler->left) && str_starts(str_trim(rest), S("/"));
	return is_empty ? tag->blanks : str_part(compiler->text, from, to);
}

static bool open_block(struct compiler *compiler, const struct tag *tag)
{
	struct open_tag open = {.dedent = compiler->dedent, .is_alone = stands_alone(tag)};
	str blanks = open.is_alone ? first_indent(compiler, tag) : tag->starts_line ? tag->blanks : compiler->dedent;
	str indent = without_dedent(compiler, blanks);
	pass(compiler, tag);
	struct mustache_op *op = add_op(compiler, STEP_BLOCK, tag->name);
	op->is_alone = open.is_alone;
	op->indent = indent;
	open.op = compiler->tmpl->count - 1;
	bool ok = push(compiler, open);
	compiler->dedent = blanks;
	return ok;
}

static bool unexpected(struct compiler *compiler, const struct tag *tag)
{
	if (compiler->depth == 0)
		return diag_error(compiler->diags, mark_in(compiler, tag->name), "unexpected-close",
			"'%.*s' is closed, but nothing is open", STR_ARG(tag->name));
	const struct mustache_step *step = &compiler->tmpl->steps[compiler->open[compiler->depth - 1].op];
	diag_error(compiler->diags, mark_in(compiler, tag->name), "unexpected-close",
		"'%.*s' is closed, but '%.*s' is open", STR_ARG(tag->name), STR_ARG(step->name));
	diag_note(compiler->diags, step->mark, "opened here");
	return false;
}

static bool close_tag(struct compiler *compiler, const struct tag *tag)
{
	struct open_tag *open = compiler->depth ? &compiler->open[compiler->depth - 1] : NULL;
	if (!open || !str_eq(compiler->tmpl->ops[open->op].text, tag->name)) {
		keep_line(compiler, tag);
		return unexpected(compiler, tag);
	}
	struct mustache_op *op = &compiler->tmpl->ops[open->op];
	if (op->kind == STEP_PARENT) {
		close_parent(compiler, open, tag);
	} else if (op->kind == STEP_BLOCK) {
		bool drops_blanks = open->is_alone && tag->starts_line;
		add_text(compiler, compiler->at, tag->start - (drops_blanks ? tag->blanks.len : 0));
		compiler->at = drops_blanks && tag->ends_line ? tag->next_line : tag->end;
	} else {
		pass(compiler, tag);
	}
	op = &compiler->tmpl->ops[open->op]; /* adding text may have moved them */
	op->end = (uint32_t)compiler->tmpl->count;
	compiler->tmpl->steps[open->op].end = compiler->tmpl->count;
	compiler->dedent = open->dedent;
	compiler->depth--;
	if (in_arguments(compiler))
		begin_line(compiler, tag->end);
	return true;
}

static bool set_delimiters(struct compiler *compiler, const struct tag *tag)
{
	str rest = tag->name, left = str_part(rest, 0, str_find(rest, ' ')), right = str_trim(str_skip(rest, left.len));
	pass(compiler, tag);
	bool is_bad = left.len == 0 || right.len == 0 || str_find(right, ' ') < right.len
		|| str_find(left, '=') < left.len || str_find(right, '=') < right.len;
	if (is_bad) {
		diag_error(
			compiler->diags, mark_in(compiler, tag->name), "bad-delimiter", "these are no two delimiters");
		diag_hint(compiler->diags, "write {{=<%% %%>=}}: two marks without '=' and blanks");
		return false;
	}
	compiler->left = left;
	compiler->right = right;
	return true;
}

static bool check_name(struct compiler *compiler, const struct tag *tag)
{
	if (tag->sigil == '!' || tag->sigil == '=')
		return true;
	if (tag->name.len == 0)
		return diag_error(compiler->diags, mark_of(compiler->source, tag->start, tag->end - tag->start),
			"empty-tag", "this tag names nothing");
	for (size_t i = 0; i < tag->name.len; i++)
		if (tag->name.at[i] == ' ' || tag->name.at[i] == '\n' || tag->name.at[i] == '\t')
			return diag_error(
				compiler->diags, mark_in(compiler, tag->name), "bad-tag", "a name holds no blanks");
	return true;
}

static bool handle(struct compiler *compiler, const struct tag *tag)
{
	if (!check_name(compiler, tag)) {
		keep_line(compiler, tag);
		return false;
	}
	bool is_ignored = in_arguments(compiler) && (tag->sigil == 0 || strchr("{&>", tag->sigil));
	switch (is_ignored ? '!' : tag->sigil) {
	case '!':
		pass(compiler, tag);
		return true;
	case '=':
		return set_delimiters(compiler, tag);
	case '#':
	case '^':
		return open_section(compiler, tag);
	case '/':
		return close_tag(compiler, tag);
	case '>':
		return add_partial(compiler, tag);
	case '<':
		return open_parent(compiler, tag);
	case '$':
		return open_block(compiler, tag);
	default:
		keep_line(compiler, tag);
		path_of(compiler, add_op(compiler, tag->sigil ? STEP_RAW : STEP_VARIABLE, tag->name));
		compiler->tmpl->steps[compiler->tmpl->count - 1].is_implicit = str_eq(tag->name, S("."));
		return true;
	}
}

/* What stands around the tag on its line. */
static void look_around(struct compiler *compiler, struct tag *tag)
{
	str text = compiler->text;
	for (; compiler->seen < tag->start; compiler->seen++) {
		bool ends_line = text.at[compiler->seen] == '\n';
		compiler->has_text = !ends_line && (compiler->has_text || !is_blank(text.at[compiler->seen]));
		if (ends_line)
			compiler->line = compiler->seen + 1;
	}
	tag->starts_line = !compiler->has_text;
	tag->blanks = str_part(text, compiler->line, tag->starts_line ? tag->start : compiler->line);
	size_t end = tag->end;
	while (end < text.len && is_blank(text.at[end]))
		end++;
	size_t after = end + (end + 1 < text.len && text.at[end] == '\r' && text.at[end + 1] == '\n');
	tag->ends_line = after == text.len || text.at[after] == '\n';
	tag->next_line = after < text.len ? after + 1 : after;
}

static bool unclosed_tag(struct compiler *compiler, size_t start)
{
	diag_error(compiler->diags, mark_of(compiler->source, start, compiler->left.len), "unclosed-tag",
		"this tag is not closed");
	diag_hint(compiler->diags, "close it with '%.*s'", STR_ARG(compiler->right));
	return false;
}

/* Reads the tag that begins at `start`. False when it has no end: nothing more can be told then. */
static bool read_tag(struct compiler *compiler, size_t start, struct tag *tag)
{
	str rest = str_skip(compiler->text, start + compiler->left.len), inner;
	size_t skipped = 0;
	*tag = (struct tag){.start = start};
	while (skipped < rest.len
		&& (is_blank(rest.at[skipped]) || rest.at[skipped] == '\n' || rest.at[skipped] == '\r'))
		skipped++;
	char sigil = skipped < rest.len ? rest.at[skipped] : '\0';
	if (sigil && strchr("#^/><$!=&{", sigil)) {
		tag->sigil = sigil;
		skipped++;
	}
	inner = str_skip(rest, skipped);
	str closer = compiler->right;
	if (sigil == '{' || sigil == '=')
		closer = arena_printf(
			compiler->set->arena, "%c%.*s", sigil == '{' ? '}' : '=', STR_ARG(compiler->right));
	size_t end = str_search(inner, closer);
	if (end >= inner.len)
		return unclosed_tag(compiler, start);
	tag->end = start + compiler->left.len + skipped + end + closer.len;
	tag->name = str_trim(str_part(inner, 0, end));
	if ((sigil == '>' || sigil == '<' || sigil == '/') && str_starts(tag->name, S("*"))) {
		tag->is_dynamic = true;
		tag->name = str_trim(str_skip(tag->name, 1));
	}
	look_around(compiler, tag);
	return true;
}

static void compile(struct compiler *compiler)
{
	struct tag tag;
	for (;;) {
		str rest = str_skip(compiler->text, compiler->at);
		size_t start = compiler->at + str_search(rest, compiler->left);
		if (start >= compiler->text.len)
			break;
		if (!read_tag(compiler, start, &tag))
			return;
		handle(compiler, &tag);
	}
	add_text(compiler, compiler->at, compiler->text.len);
	while (compiler->depth) {
		const struct mustache_step *step = &compiler->tmpl->steps[compiler->open[--compiler->depth].op];
		diag_error(
			compiler->diags, step->mark, "unclosed-section", "'%.*s' is not closed", STR_ARG(step->name));
		diag_hint(compiler->diags, "close it with {{/%.*s}}", STR_ARG(step->name));
	}
}

bool mustache_compile(struct mustache_set *set, str name, const struct source *source, struct diags *diags)
{
	size_t errors = diags->errors;
	struct mustache_template *tmpl = arena_new(set->arena, struct mustache_template);
	struct compiler compiler = {.set = set,
		.tmpl = tmpl,
		.source = source,
		.diags = diags,
		.text = source->text,
		.left = S("{{"),
		.right = S("}}")};
	tmpl->name = name;
	*map_at(&set->templates, set->arena, name) = tmpl;
	if (source->text.len > MUSTACHE_MAX_BYTES)
		return diag_error(diags, mark_of(source, 0, 0), "too-large",
			"a template of %zu bytes, where at most %d are read", source->text.len, MUSTACHE_MAX_BYTES);
	compile(&compiler);
	return diags->errors == errors;
}

/* SPDX-License-Identifier: MIT */
/* Mustache templates: all of the published specification but lambdas, with inheritance and dynamic names.
   A set holds templates that can include one another. Compile each, link once, then render as often as
   wanted and from any number of threads: rendering changes nothing in the set. */
#ifndef ROLECAST_FORMAT_MUSTACHE_H
#define ROLECAST_FORMAT_MUSTACHE_H

#include "base/buf.h"
#include "base/diag.h"
#include "base/map.h"
#include "format/value.h"

/* Of a template; of one rendering: how deep, how much it writes, and how many steps it takes for that. Templates that
   call one another twice each, or lists in lists, would else go on for years. */
enum {
	MUSTACHE_MAX_BYTES = 1 << 20,
	MUSTACHE_MAX_DEPTH = 64,
	MUSTACHE_MAX_OUTPUT = 256 << 20,
	MUSTACHE_MAX_STEPS = 1 << 28
};

/* The names of a record's fields. `slot_of[name]` is 1 + the field's index, or 0; filled by mustache_shape. */
struct mustache_shape {
	const char *name;
	const char *const *fields;
	size_t count;
	uint16_t *slot_of;
};

struct mustache_template;

struct mustache_set;

struct mustache_set *mustache_new(struct arena *arena);
/* Makes records of this shape known; returns its number for value_record. All shapes before mustache_link. */
uint32_t mustache_shape(struct mustache_set *set, const char *name, const char *const *fields, size_t count);
/* Adds a template under a name. False when it has errors (reported); all errors of a template are reported. */
bool mustache_compile(struct mustache_set *set, str name, const struct source *source, struct diags *diags);
/* Binds partials and parents to templates and names to shapes. A name without template is empty, as the specification
   wants; with `must_exist` it is an error, [unknown-partial], with the nearest name. */
bool mustache_link(struct mustache_set *set, bool must_exist, struct diags *diags);
/* Promises that wherever `name` is found, it is this record: what its fields print becomes text of the templates, so
   that it need not be looked up again. Once, after mustache_link and before the first rendering; steps stay as they
   were. */
void mustache_fix(struct mustache_set *set, str name, struct value record);
const struct mustache_template *mustache_find(const struct mustache_set *set, str name);
/* Appends the template's output for the data. False, with a diagnostic, only when partials nest deeper
   than MUSTACHE_MAX_DEPTH times, sections stack deeper, or it comes to more than MUSTACHE_MAX_OUTPUT bytes or
   MUSTACHE_MAX_STEPS steps. */
bool mustache_render(const struct mustache_set *set, const struct mustache_template *tmpl, struct value data,
	struct buf *out, struct diags *diags);

/* For checking: a compiled template as a flat list of steps, as its author wrote them. */
enum mustache_step_kind {
	STEP_TEXT,
	STEP_VARIABLE, /* {{name}} */
	STEP_RAW,      /* {{{name}}} {{&name}} */
	STEP_SECTION,  /* {{#name}} … step `end` is the first behind it */
	STEP_INVERTED, /* {{^name}} … */
	STEP_PARTIAL,  /* {{>name}} */
	STEP_PARENT,   /* {{<name}} …; inside, only STEP_BLOCK steps count */
	STEP_BLOCK     /* {{$name}} … */
};

struct mustache_step {
	enum mustache_step_kind kind;
	bool is_dynamic;  /* {{>*name}}, {{<*name}} */
	bool is_implicit; /* {{.}} {{#.}} */
	str name;         /* dotted names whole */
	struct mark mark; /* of the name */
	size_t end;       /* section, inverted, parent, block: index of the first step behind its end */
};

const struct mustache_step *mustache_steps(const struct mustache_template *tmpl, size_t *count);
str mustache_name(const struct mustache_template *tmpl);

#endif

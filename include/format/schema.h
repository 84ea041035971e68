/* SPDX-License-Identifier: MIT */
/* What authors may write, as tables: one row a field. Loading, checking, JSON Schema, the field reference, the manual
   page and scaffolding all read the same rows. Types come from here, never from how a scalar looks. */
#ifndef ROLECAST_FORMAT_SCHEMA_H
#define ROLECAST_FORMAT_SCHEMA_H

#include "base/date.h"
#include "base/map.h"
#include "format/markdown.h"
#include "format/yaml.h"

/* What fields are loaded into. All zero when absent; `mark` tells where it was written. */
struct text {
	str s;
	struct mark mark;
};

struct prose {
	struct markdown html;
	str raw;
	struct mark mark;
	bool is_set;
};

struct number {
	int64_t value; /* times the field's scale for decimals; the word's index for choices; 0 or 1 for truths */
	struct mark mark;
	bool is_set;
};

struct dated {
	struct date date;
	struct text text;
};

#define LIST_OF(type)                                                                                                  \
	struct {                                                                                                       \
		type *items;                                                                                           \
		size_t count;                                                                                          \
	}

struct prose_row {
	LIST_OF(struct prose) cells;
	struct mark mark;
};

enum field_kind {
	FIELD_TEXT,    /* struct text: stays as written */
	FIELD_SLUG,    /* struct text: a-z, 0-9, hyphens */
	FIELD_REF,     /* struct text: the id of what `refers` names; existence is content's business */
	FIELD_URL,     /* struct text: http, https, mailto, or a link within the site */
	FIELD_INLINE,  /* struct prose */
	FIELD_BLOCK,   /* struct prose */
	FIELD_DATE,    /* struct dated: YYYY-MM-DD */
	FIELD_ABOUT,   /* struct dated: also YYYY-MM and YYYY */
	FIELD_INT,     /* struct number, min..max */
	FIELD_DECIMAL, /* struct number: at most one (scale 10) or two (scale 100) decimals */
	FIELD_BOOL,    /* struct number */
	FIELD_CHOICE,  /* struct number: index into words */
	FIELD_ROWS,    /* LIST_OF(struct prose_row): a list of lists of inline Markdown */
	FIELD_RECORD,  /* pointer to a struct of `record`; NULL when absent */
	FIELD_NODE,    /* const struct yaml_node *: kept as it is */
	FIELD_CUSTOM   /* `load` does it */
};

enum field_flag {
	FIELD_REQUIRED = 1,
	FIELD_LIST = 2,    /* a list of these: LIST_OF(…) */
	FIELD_BY_ID = 4,   /* with LIST: a map id → record, whose first member is `struct text id` */
	FIELD_IS_FILE = 8, /* a role's folder may hold it as a file of this name */
	FIELD_ONE_OK = 16, /* with LIST: a single one may stand without its list */
	FIELD_IS_SITE = 32 /* URL: the site's own address: http or https, without ? and # */
};

struct schema;
struct record;

typedef bool field_load(struct schema *schema, const struct yaml_node *node, void *into);

struct field {
	const char *name;
	enum field_kind kind;
	int flags;
	size_t offset;
	const struct record *record;
	const char *const *words; /* CHOICE: ends with NULL */
	const char *refers;       /* REF: "role", "source", … */
	int64_t min, max;         /* INT, DECIMAL (scaled); RECORD with LIST: at most max of them, where it is not 0 */
	int scale;                /* DECIMAL: 10 or 100 */
	field_load *load;
	/* For editors and readers only; loading leaves these to its caller. In texts code stands between backticks. */
	const char *const *forms; /* TEXT: how it may look, 9 is any digit; ends with NULL */
	const char *codes;        /* TEXT: all that may stand, each with a blank behind it */
	const char *json;         /* CUSTOM: what JSON Schema says of it, without the braces */
	const char *takes;        /* what may be written, in words; all but CUSTOM have some of their own */
	const char *fallback;     /* what counts where it is absent, as JSON */
	const char *example;      /* TEXT: one that may be written */
	const char *help;         /* a phrase: what it is, for an author */
};

struct record {
	const char *name;
	size_t size;
	const struct field *fields;
	size_t count;
	const char *help; /* a phrase, likewise */
};

/* What loading needs to know. */
struct schema {
	struct arena *arena;
	struct arena *scratch; /* for what loading alone needs, the tree among it */
	struct diags *diags;
	struct markdown_options inline_options, block_options;
	struct map excused; /* keys that are given but could not be read: they are not missing as well */
};

/* Loads a map node into memory of record->size. False when an error was added. */
bool schema_load(struct schema *schema, const struct record *record, const struct yaml_node *node, void *into);
/* Loads one value as the field says; for custom loaders and for files that hold one field. */
bool schema_load_field(struct schema *schema, const struct field *field, const struct yaml_node *node, void *into);
/* A Markdown text that stands in the source at its mark. */
bool schema_load_prose(struct schema *schema, str text, struct mark mark, bool is_inline, struct prose *prose);
/* Walks what was loaded, in the order of the tables. Any of the functions may be NULL. */
struct schema_visitor {
	void *context;
	/* Before each field of a record. */
	void (*field)(void *context, const struct record *record, const struct field *field, const void *loaded);
	void (*prose)(void *context, struct prose *prose);
	void (*text)(void *context, struct text *text);
	void (*ref)(void *context, const struct field *field, const struct text *ref);
	void (*url)(void *context, struct text *url);
};
void schema_visit(const struct record *record, void *loaded, const struct schema_visitor *visitor);
/* Bytes of one item of a list field; 0 for kinds that load their lists themselves. */
size_t schema_item_size(const struct field *field);
/* "a list", "text", … */
const char *schema_node_kind(const struct yaml_node *node);
/* Whole text of a scalar that may not be empty; else [wrong-type] naming what was wanted. */
bool schema_take_text(struct schema *schema, const struct yaml_node *node, const char *wanted, struct text *text);
/* The same, as one line: it goes into files where a line is a record. Not for what is checked letter by letter. */
bool schema_take_line(struct schema *schema, const struct yaml_node *node, struct text *text);
bool schema_take_int(
	struct schema *schema, const struct yaml_node *node, int64_t min, int64_t max, struct number *number);

#endif

/* SPDX-License-Identifier: MIT */
/* YAML through libyaml, as a tree of nodes that know their place. Types are the schema's business: a scalar
   here is text, and whether it was quoted. Refused, each with a diagnostic: anchors, aliases, tags, second
   documents, duplicate keys, keys that are not scalars, control characters, invalid UTF-8, depth over 64. */
#ifndef ROLECAST_FORMAT_YAML_H
#define ROLECAST_FORMAT_YAML_H

#include "base/diag.h"
#include "format/value.h"

enum { YAML_MAX_BYTES = 4 << 20, YAML_MAX_DEPTH = 64, YAML_MAX_NODES = 4 << 20 };

enum yaml_kind { YAML_NULL, YAML_SCALAR, YAML_LIST, YAML_MAP };

struct yaml_node {
	enum yaml_kind kind;     /* NULL: an empty plain scalar, ~ or null */
	bool is_quoted;          /* '…' "…" | > */
	bool is_block;           /* | > */
	str text;                /* SCALAR: its text (NULL: as written) */
	struct mark mark;        /* SCALAR: as written; LIST, MAP: the first byte */
	struct yaml_node *items; /* LIST: count nodes; MAP: 2 * count nodes, key and value in turn */
	size_t count;
};

/* Parses all of source->text from byte `from` up to `to` (front matter is a part of a file). NULL with
   diagnostics when nothing can be made of it. An empty document is a YAML_NULL node. */
struct yaml_node *yaml_parse(
	const struct source *source, size_t from, size_t to, struct arena *arena, struct diags *diags);
/* The same with the nodes in an arena of their own: what is loaded from them keeps no more than their texts. */
struct yaml_node *yaml_parse_apart(const struct source *source, size_t from, size_t to, struct arena *nodes,
	struct arena *texts, struct diags *diags);
/* A tree of its own with the same texts. */
struct yaml_node *yaml_copy(const struct yaml_node *node, struct arena *arena);
/* The same for files that may be larger than YAML_MAX_BYTES. */
struct yaml_node *yaml_parse_up_to(
	const struct source *source, size_t from, size_t to, size_t most, struct arena *arena, struct diags *diags);
/* The value of a key, or NULL. */
const struct yaml_node *yaml_get(const struct yaml_node *map, str key);
/* As a template sees it, by YAML 1.2's core schema: true, false, null, whole numbers; all else is text. */
struct value yaml_value(const struct yaml_node *node, struct arena *arena);
/* Text as a scalar that loads as the same text: as it is where that is safe, else in double quotes. */
void yaml_put_text(struct buf *out, str text);
/* In double quotes, whatever it is. */
void yaml_put_quoted(struct buf *out, str text);
/* Offset of a line end that Unicode has besides ours (U+0085, U+2028, U+2029), which no text holds; text.len. */
size_t yaml_separator(str text);

#endif

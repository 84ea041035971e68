/* SPDX-License-Identifier: MIT */
/* libyaml reports events; we keep them as a tree. Its marks count code points, so a cursor walks beside
   them to tell bytes. What it lets pass and we do not (duplicate keys, anchors, a second document) is
   found here; what breaks it badly (line separators inside scalars, depth) is found before or on the way. */
#include "format/yaml.h"

#include <stdlib.h>
#include <string.h>
#include <yaml.h>

#include "base/map.h"

struct reader {
	yaml_parser_t parser;
	const struct source *source;
	struct arena *nodes, *texts;
	struct diags *diags;
	size_t point, byte; /* the cursor: so many code points are so many bytes */
	size_t from, to;
	struct buf stack; /* children of the collections that are open */
	bool is_ascii;    /* a code point is a byte */
	bool is_broken;   /* a syntax error: libyaml can tell no more */
	size_t count;     /* nodes so far */
};

static size_t byte_at(struct reader *reader, size_t point)
{
	if (reader->is_ascii)
		return reader->from + point;
	const char *text = reader->source->text.at + reader->from;
	size_t end = reader->to - reader->from;
	while (reader->point < point && reader->byte < end) {
		reader->byte++;
		while (reader->byte < end && ((unsigned char)text[reader->byte] & 0xC0) == 0x80)
			reader->byte++;
		reader->point++;
	}
	while (reader->point > point) {
		reader->byte--;
		while (((unsigned char)text[reader->byte] & 0xC0) == 0x80)
			reader->byte--;
		reader->point--;
	}
	return reader->from + reader->byte;
}

static struct mark mark_between(struct reader *reader, const yaml_event_t *event)
{
	size_t at = byte_at(reader, event->start_mark.index);
	size_t end = byte_at(reader, event->end_mark.index);
	return mark_of(reader->source, at, end - at);
}

static str line_at(str text, size_t at, size_t *begin)
{
	*begin = at < text.len ? at : text.len;
	while (*begin > 0 && text.at[*begin - 1] != '\n')
		(*begin)--;
	return str_part(text, *begin, *begin + str_find(str_skip(text, *begin), '\n'));
}

static size_t indent_of(str line)
{
	size_t indent = 0;
	while (indent < line.len && line.at[indent] == ' ')
		indent++;
	return indent;
}

/* The first line before `at` whose quotation marks do not come in pairs; 0 when all of them together do. */
static size_t open_quote_line(const struct reader *reader, size_t at)
{
	size_t number = mark_place(mark_of(reader->source, reader->from, 0)).line, found = 0, all = 0;
	str rest = str_part(reader->source->text, reader->from, at), line;
	for (; str_take_line(&rest, &line); number++) {
		size_t marks = 0;
		for (size_t i = 0; i < line.len && !(line.at[i] == '#' && (i == 0 || line.at[i - 1] == ' ')); i++)
			marks += line.at[i] == '"' && (i == 0 || line.at[i - 1] != '\\');
		if (marks % 2 && !found)
			found = number;
		all += marks;
	}
	return all % 2 ? found : 0;
}

/* The line is a key, and stands further in than the key above it, which has a value. */
static bool is_indented_further(const struct reader *reader, size_t at)
{
	size_t begin, before;
	str text = reader->source->text, line = line_at(text, at, &begin);
	if (begin <= reader->from)
		return false;
	str above = line_at(text, begin - 1, &before);
	size_t colon = str_search(line, S(": "));
	return indent_of(line) > indent_of(above) && str_search(above, S(": ")) < above.len && begin + colon >= at
		&& str_find(str_part(line, 0, colon), '"') == colon;
}

static bool next_event(struct reader *reader, yaml_event_t *event)
{
	if (reader->is_broken)
		return false;
	if (yaml_parser_parse(&reader->parser, event))
		return true;
	if (reader->parser.error == YAML_MEMORY_ERROR)
		arena_out_of_memory();
	reader->is_broken = true;
	size_t at = byte_at(reader, reader->parser.problem_mark.index);
	const char *problem = reader->parser.problem ? reader->parser.problem : "not YAML";
	diag_error(reader->diags, mark_of(reader->source, at, 1), "yaml-syntax", "%s%s%s", problem,
		reader->parser.context ? " " : "", reader->parser.context ? reader->parser.context : "");
	if (at < reader->source->text.len && reader->source->text.at[at] == '\t')
		diag_hint(reader->diags, "YAML is indented with blanks, never with tabs");
	else if (open_quote_line(reader, at))
		diag_hint(reader->diags, "a quotation mark that opens in line %zu is not closed there",
			open_quote_line(reader, at));
	else if (strstr(problem, "mapping values are not allowed") && is_indented_further(reader, at))
		diag_hint(reader->diags,
			"this line stands further in than the one above; keys of one thing begin in one column");
	else if (strstr(problem, "mapping values are not allowed"))
		diag_hint(reader->diags, "text that holds ': ' needs quotes around it");
	else if (strstr(problem, "cannot start any token"))
		diag_hint(reader->diags, "text that begins with @, ` or %% needs quotes around it");
	else if (strstr(problem, "could not find expected ':'"))
		diag_hint(reader->diags,
			"a key is followed by a colon and a blank; text over several lines needs '>' or '|'");
	return false;
}

static void refuse_properties(
	struct reader *reader, struct mark mark, const yaml_char_t *anchor, const yaml_char_t *tag)
{
	mark.len = 1;
	if (anchor) {
		diag_error(
			reader->diags, mark, "yaml-anchor", "anchors are not used here: '&%s'", (const char *)anchor);
		diag_hint(reader->diags, "write the text out where it is needed");
	}
	if (tag) {
		diag_error(reader->diags, mark, "yaml-tag", "tags are not used here: '%s'", (const char *)tag);
		diag_hint(reader->diags, "types come from the schema; leave the tag out");
	}
}

static bool is_null_word(str text)
{
	return text.len == 0 || str_eq(text, S("~")) || str_eq(text, S("null")) || str_eq(text, S("Null"))
		|| str_eq(text, S("NULL"));
}

/* The slice of the file itself where the scalar stands there as it is, else a copy. */
static str scalar_text(struct reader *reader, const yaml_event_t *event, struct mark mark)
{
	str value = {(const char *)event->data.scalar.value, event->data.scalar.length};
	str written = str_part(reader->source->text, mark.at, mark.at + mark.len);
	if (str_starts(written, value))
		return str_part(written, 0, value.len);
	str inner = str_skip(written, 1);
	if (str_starts(inner, value))
		return str_part(inner, 0, value.len);
	return arena_copy(reader->texts, value);
}

static void read_scalar(struct reader *reader, const yaml_event_t *event, struct yaml_node *node)
{
	yaml_scalar_style_t style = event->data.scalar.style;
	node->mark = mark_between(reader, event);
	refuse_properties(reader, node->mark, event->data.scalar.anchor, event->data.scalar.tag);
	node->is_quoted = style != YAML_PLAIN_SCALAR_STYLE;
	node->is_block = style == YAML_LITERAL_SCALAR_STYLE || style == YAML_FOLDED_SCALAR_STYLE;
	node->text = scalar_text(reader, event, node->mark);
	node->kind = !node->is_quoted && is_null_word(node->text) ? YAML_NULL : YAML_SCALAR;
	if (style != YAML_DOUBLE_QUOTED_SCALAR_STYLE)
		return;
	size_t control = str_control(node->text);
	if (yaml_separator(node->text) < node->text.len)
		diag_error(reader->diags, node->mark, "control-character",
			"an escape gives an invisible line separator (U+0085, U+2028 or U+2029)");
	else if (control < node->text.len)
		diag_error(reader->diags, node->mark, "control-character",
			"an escape gives an invisible control character (0x%02X)",
			(unsigned char)node->text.at[control]);
	else
		return;
	diag_hint(reader->diags, "delete the escape");
}

static void read_node(struct reader *reader, const yaml_event_t *event, struct yaml_node *node, int depth);

/* Reads children up to the event that ends the collection. They gather on the reader's stack, so that the arena
   gets them once and in their final number. */
static void read_children(struct reader *reader, struct yaml_node *node, yaml_event_type_t end, int depth)
{
	size_t base = reader->stack.len;
	for (;;) {
		struct yaml_node child = {0};
		yaml_event_t event;
		if (!next_event(reader, &event))
			break;
		if (event.type == end) {
			yaml_event_delete(&event);
			break;
		}
		read_node(reader, &event, &child, depth + 1);
		yaml_event_delete(&event);
		buf_put(&reader->stack, (str){(const char *)&child, sizeof child});
	}
	size_t bytes = reader->stack.len - base, count = bytes / sizeof *node->items;
	node->items = arena_array(reader->nodes, struct yaml_node, count);
	if (bytes)
		memcpy(node->items, reader->stack.at + base, bytes);
	node->count = node->kind == YAML_MAP ? count / 2 : count;
	reader->stack.len = base;
}

/* The first key of that name among those kept so far. A table pays only for large maps. */
static const struct yaml_node *earlier_key(
	struct reader *reader, const struct yaml_node *map, size_t kept, struct map *seen, const struct yaml_node *key)
{
	enum { FEW = 16 };
	if (map->count <= FEW) {
		for (size_t i = 0; i < kept; i++)
			if (str_eq(map->items[2 * i].text, key->text))
				return &map->items[2 * i];
		return NULL;
	}
	void **slot = map_at(seen, reader->nodes, key->text);
	const struct yaml_node *first = *slot;
	if (!first)
		*slot = &map->items[2 * kept];
	return first;
}

static void check_keys(struct reader *reader, struct yaml_node *map)
{
	struct map seen = {0};
	size_t kept = 0;
	for (size_t i = 0; i < map->count; i++) {
		struct yaml_node key = map->items[2 * i];
		if (key.kind == YAML_LIST || key.kind == YAML_MAP) {
			diag_error(reader->diags, key.mark, "yaml-key", "a key must be a word");
			continue;
		}
		const struct yaml_node *first = earlier_key(reader, map, kept, &seen, &key);
		if (first) {
			diag_error(
				reader->diags, key.mark, "duplicate-key", "'%.*s' is given twice", STR_ARG(key.text));
			diag_note(reader->diags, first->mark, "first given here");
			continue;
		}
		map->items[2 * kept] = key;
		map->items[2 * kept + 1] = map->items[2 * i + 1];
		kept++;
	}
	map->count = kept;
}

/* Each takes far more memory than the two bytes that it can be written with. */
static bool is_one_too_many(struct reader *reader, struct mark mark)
{
	if (++reader->count <= YAML_MAX_NODES)
		return false;
	if (!reader->is_broken)
		diag_error(
			reader->diags, mark, "too-large", "more than %d million keys and values", YAML_MAX_NODES >> 20);
	reader->is_broken = true;
	return true;
}

static bool is_too_deep(struct reader *reader, struct mark mark, int depth)
{
	if (depth < YAML_MAX_DEPTH)
		return false;
	reader->is_broken = true;
	diag_error(reader->diags, mark, "too-deep", "nested more than %d deep", YAML_MAX_DEPTH);
	return true;
}

static void read_node(struct reader *reader, const yaml_event_t *event, struct yaml_node *node, int depth)
{
	node->mark = mark_between(reader, event);
	if (is_one_too_many(reader, node->mark))
		return;
	switch ((int)event->type) {
	case YAML_SCALAR_EVENT:
		read_scalar(reader, event, node);
		break;
	case YAML_ALIAS_EVENT:
		diag_error(reader->diags, node->mark, "yaml-alias", "aliases are not used here: '*%s'",
			(const char *)event->data.alias.anchor);
		diag_hint(reader->diags, "write the text out, or put it in quotes if the asterisk is meant");
		node->kind = YAML_SCALAR;
		node->is_quoted = true;
		node->text = str_part(reader->source->text, node->mark.at, node->mark.at + node->mark.len);
		break;
	case YAML_SEQUENCE_START_EVENT:
		node->kind = YAML_LIST;
		node->mark.len = 1;
		refuse_properties(
			reader, node->mark, event->data.sequence_start.anchor, event->data.sequence_start.tag);
		if (!is_too_deep(reader, node->mark, depth))
			read_children(reader, node, YAML_SEQUENCE_END_EVENT, depth);
		break;
	case YAML_MAPPING_START_EVENT:
		node->kind = YAML_MAP;
		node->mark.len = 1;
		refuse_properties(reader, node->mark, event->data.mapping_start.anchor, event->data.mapping_start.tag);
		if (!is_too_deep(reader, node->mark, depth))
			read_children(reader, node, YAML_MAPPING_END_EVENT, depth);
		check_keys(reader, node);
		break;
	default:
		break;
	}
}

/* libyaml compares each directive with all before it. */
static bool check_directives(const struct source *source, str text, struct diags *diags)
{
	enum { MOST_DIRECTIVES = 16 };
	size_t count = 0;
	for (size_t at = 0; at < text.len; at++) {
		at += str_find(str_skip(text, at), '%');
		bool begins = at < text.len && (at == 0 || text.at[at - 1] == '\n');
		if (!begins || !str_starts(str_skip(text, at), S("%TAG")) || ++count <= MOST_DIRECTIVES)
			continue;
		diag_error(diags, mark_slice(source, str_part(text, at, at + 4)), "yaml-tag",
			"tags are not used here, and this is the %dth directive for one", MOST_DIRECTIVES + 1);
		return false;
	}
	return true;
}

static bool check_text(const struct source *source, size_t from, size_t to, size_t most, struct diags *diags)
{
	str text = str_part(source->text, from, to);
	if (text.len > most) {
		diag_error(diags, mark_of(source, from, 0), "too-large",
			"%zu bytes of YAML, where at most %zu are read", text.len, most);
		return false;
	}
	size_t at = yaml_separator(text);
	if (at < text.len) {
		diag_error(diags, mark_of(source, from + at, 2), "control-character",
			"an invisible line separator (U+0085, U+2028 or U+2029)");
		diag_hint(diags, "delete it, or put a plain line end in its place");
		return false;
	}
	return check_directives(source, text, diags);
}

/* The root, and whether the stream goes on behind it. */
static struct yaml_node *read_stream(struct reader *reader)
{
	struct yaml_node *root = arena_new(reader->nodes, struct yaml_node);
	root->mark = mark_of(reader->source, reader->from, 0);
	size_t documents = 0;
	bool is_end = false;
	while (!is_end) {
		yaml_event_t event;
		if (!next_event(reader, &event))
			break;
		is_end = event.type == YAML_STREAM_END_EVENT;
		if (event.type == YAML_DOCUMENT_START_EVENT && ++documents == 2) {
			diag_error(reader->diags, mark_between(reader, &event), "yaml-documents",
				"a second document begins here; one file holds one");
			is_end = true;
		} else if (event.type == YAML_SCALAR_EVENT || event.type == YAML_ALIAS_EVENT
			|| event.type == YAML_SEQUENCE_START_EVENT || event.type == YAML_MAPPING_START_EVENT) {
			read_node(reader, &event, root, 0);
		}
		yaml_event_delete(&event);
	}
	return root;
}

static struct yaml_node *parse(const struct source *source, size_t from, size_t to, size_t most, struct arena *nodes,
	struct arena *texts, struct diags *diags)
{
	if (!check_text(source, from, to, most, diags))
		return NULL;
	struct reader reader = {
		.source = source, .nodes = nodes, .texts = texts, .diags = diags, .from = from, .to = to};
	reader.is_ascii = str_columns(str_part(source->text, from, to)) == to - from;
	if (!yaml_parser_initialize(&reader.parser))
		arena_out_of_memory();
	yaml_parser_set_encoding(&reader.parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&reader.parser, (const unsigned char *)source->text.at + from, to - from);
	struct yaml_node *root = read_stream(&reader);
	yaml_parser_delete(&reader.parser);
	buf_free(&reader.stack);
	return reader.is_broken ? NULL : root;
}

struct yaml_node *yaml_parse(
	const struct source *source, size_t from, size_t to, struct arena *arena, struct diags *diags)
{
	return parse(source, from, to, YAML_MAX_BYTES, arena, arena, diags);
}

struct yaml_node *yaml_parse_up_to(
	const struct source *source, size_t from, size_t to, size_t most, struct arena *arena, struct diags *diags)
{
	return parse(source, from, to, most, arena, arena, diags);
}

struct yaml_node *yaml_parse_apart(const struct source *source, size_t from, size_t to, struct arena *nodes,
	struct arena *texts, struct diags *diags)
{
	return parse(source, from, to, YAML_MAX_BYTES, nodes, texts, diags);
}

static void copy_into(const struct yaml_node *node, struct arena *arena, struct yaml_node *copy)
{
	size_t count = node->kind == YAML_MAP ? 2 * node->count : node->kind == YAML_LIST ? node->count : 0;
	*copy = *node;
	copy->items = arena_array(arena, struct yaml_node, count);
	for (size_t i = 0; i < count; i++)
		copy_into(&node->items[i], arena, &copy->items[i]);
}

struct yaml_node *yaml_copy(const struct yaml_node *node, struct arena *arena)
{
	struct yaml_node *copy = arena_new(arena, struct yaml_node);
	copy_into(node, arena, copy);
	return copy;
}

const struct yaml_node *yaml_get(const struct yaml_node *map, str key)
{
	if (!map || map->kind != YAML_MAP)
		return NULL;
	for (size_t i = 0; i < map->count; i++)
		if (str_eq(map->items[2 * i].text, key))
			return &map->items[2 * i + 1];
	return NULL;
}

/* 1.210 is the number 1.21; what is no decimal number stays as it is. */
static str decimal_text(str text, struct arena *arena)
{
	size_t dots = 0, digits = 0;
	for (size_t i = 0; i < text.len; i++) {
		bool is_digit = text.at[i] >= '0' && text.at[i] <= '9';
		digits += is_digit;
		dots += text.at[i] == '.';
		if (!is_digit && text.at[i] != '.' && !(i == 0 && text.at[i] == '-'))
			return text;
	}
	if (dots != 1 || digits == 0 || digits > 15)
		return text;
	return arena_printf(arena, "%.15g", strtod(arena_copy(arena, text).at, NULL));
}

static struct value scalar_value(const struct yaml_node *node, struct arena *arena)
{
	int64_t number;
	str text = node->text;
	if (node->is_quoted)
		return value_text(text);
	if (str_eq(text, S("true")) || str_eq(text, S("True")) || str_eq(text, S("TRUE")))
		return value_bool(true);
	if (str_eq(text, S("false")) || str_eq(text, S("False")) || str_eq(text, S("FALSE")))
		return value_bool(false);
	if (str_int(text, &number))
		return value_int(number);
	return value_text(decimal_text(text, arena));
}

static int pair_cmp(const void *x, const void *y)
{
	const struct value_pair *a = x, *b = y;
	return str_cmp(a->key, b->key);
}

struct value yaml_value(const struct yaml_node *node, struct arena *arena)
{
	if (node->kind == YAML_SCALAR)
		return scalar_value(node, arena);
	if (node->kind == YAML_LIST) {
		struct value *items = arena_array(arena, struct value, node->count);
		for (size_t i = 0; i < node->count; i++)
			items[i] = yaml_value(&node->items[i], arena);
		return value_list(items, node->count);
	}
	if (node->kind == YAML_MAP) {
		struct value_pair *pairs = arena_array(arena, struct value_pair, node->count);
		for (size_t i = 0; i < node->count; i++)
			pairs[i] = (struct value_pair){
				node->items[2 * i].text, yaml_value(&node->items[2 * i + 1], arena)};
		if (node->count > VALUE_MANY_PAIRS)
			qsort(pairs, node->count, sizeof *pairs, pair_cmp);
		return value_map(pairs, node->count);
	}
	return (struct value){0};
}

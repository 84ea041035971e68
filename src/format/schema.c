/* SPDX-License-Identifier: MIT */
#include "format/schema.h"

#include <inttypes.h>
#include <string.h>

#include "base/map.h"
#include "base/nearest.h"
#include "base/slug.h"
#include "base/url.h"

static struct mark short_mark(const struct yaml_node *node)
{
	struct mark mark = node->mark;
	if (node->is_block)
		mark.len = 1;
	return mark;
}

const char *schema_node_kind(const struct yaml_node *node)
{
	switch (node->kind) {
	case YAML_NULL:
		return "nothing";
	case YAML_SCALAR:
		return "text";
	case YAML_LIST:
		return "a list";
	case YAML_MAP:
		return "a map of keys";
	}
	return "";
}

static bool wrong_type(struct schema *schema, const struct yaml_node *node, const char *wanted)
{
	return diag_error(schema->diags, short_mark(node), "wrong-type", "%s is wanted here, not %s", wanted,
		schema_node_kind(node));
}

/* A colon and a blank in unquoted text make a map of it: the slip behind most of these. */
static bool wrong_text(struct schema *schema, const struct yaml_node *node, const char *wanted)
{
	wrong_type(schema, node, wanted);
	if (node->kind == YAML_MAP && node->count == 1)
		diag_hint(schema->diags, "text that holds ': ' needs quotes around it");
	else if (node->kind == YAML_NULL && node->text.len)
		diag_hint(schema->diags, "if the word itself is meant, put it in quotes");
	return false;
}

bool schema_take_text(struct schema *schema, const struct yaml_node *node, const char *wanted, struct text *text)
{
	if (node->kind != YAML_SCALAR)
		return wrong_text(schema, node, wanted);
	*text = (struct text){.s = str_trim(node->text), .mark = short_mark(node)};
	if (text->s.len == 0)
		return diag_error(
			schema->diags, text->mark, "empty-text", "%s is wanted here, but it is empty", wanted);
	return true;
}

bool schema_take_int(
	struct schema *schema, const struct yaml_node *node, int64_t min, int64_t max, struct number *number)
{
	if (node->kind != YAML_SCALAR)
		return wrong_type(schema, node, "a whole number");
	*number = (struct number){.mark = node->mark, .is_set = true};
	if (node->is_quoted || !str_int(node->text, &number->value))
		return diag_error(schema->diags, short_mark(node), "wrong-type",
			"a whole number is wanted here, not '%.*s'", STR_ARG(node->text));
	int64_t given = number->value;
	if (given >= min && given <= max)
		return true;
	number->value = given < min ? min : max; /* so that what is reckoned on stays within its limits */
	return diag_error(schema->diags, node->mark, "out-of-range",
		"%" PRId64 " is out of range: from %" PRId64 " to %" PRId64, given, min, max);
}

static bool load_slug(struct schema *schema, const struct yaml_node *node, struct text *text)
{
	if (!schema_take_text(schema, node, "an id", text))
		return false;
	if (slug_is_valid(text->s))
		return true;
	diag_error(schema->diags, text->mark, "bad-id", "'%.*s' is no id: small letters a-z, digits and single hyphens",
		STR_ARG(text->s));
	str better = slug_ascii(schema->scratch, text->s);
	if (slug_is_valid(better))
		diag_hint(schema->diags, "write '%.*s'", STR_ARG(better));
	return false;
}

static bool bad_host(struct schema *schema, const struct text *text, str host)
{
	diag_error(schema->diags, text->mark, "bad-url", "'%.*s' is no host: letters, digits, hyphens and dots",
		STR_ARG(host));
	if (str_find(host, '@') < host.len)
		diag_hint(schema->diags, "leave out what stands before @: everybody can read it");
	return false;
}

static bool check_url(struct schema *schema, const struct text *text)
{
	struct url url = url_split(text->s);
	for (size_t i = 0; i < text->s.len; i++)
		if ((unsigned char)text->s.at[i] <= ' ' || strchr("<>\"", text->s.at[i]))
			return diag_error(
				schema->diags, text->mark, "bad-url", "an address holds no blanks, quotes or < >");
	if (str_starts(text->s, S("//"))) {
		diag_error(schema->diags, text->mark, "bad-url", "an address of another site begins with its scheme");
		diag_hint(schema->diags, "write https:%.*s", STR_ARG(text->s));
		return false;
	}
	if (url.scheme.len == 0) {
		if (!str_starts(text->s, S("www.")))
			return true;
		diag_error(schema->diags, text->mark, "bad-url", "an address of another site begins with its scheme");
		diag_hint(schema->diags, "write https://%.*s", STR_ARG(text->s));
		return false;
	}
	if (str_eq(url.scheme, S("mailto")))
		return text->s.len > S("mailto:").len
			|| diag_error(schema->diags, text->mark, "bad-url", "no address behind mailto:");
	if (!str_eq(url.scheme, S("http")) && !str_eq(url.scheme, S("https")))
		return diag_error(schema->diags, text->mark, "bad-url",
			"'%.*s:' is no scheme that may stand here: http, https, mailto, or a link within the site",
			STR_ARG(url.scheme));
	if (url.host.len == 0)
		return diag_error(schema->diags, text->mark, "bad-url", "no host in this address");
	return url_has_plain_host(&url) || bad_host(schema, text, url.host);
}

static bool load_url(struct schema *schema, const struct yaml_node *node, struct text *text)
{
	if (schema_take_text(schema, node, "an address", text) && check_url(schema, text))
		return true;
	text->s = (str){0}; /* nothing more is to be said of it */
	return false;
}

bool schema_load_prose(struct schema *schema, str text, struct mark mark, bool is_inline, struct prose *prose)
{
	size_t errors = schema->diags->errors;
	const struct markdown_options *options = is_inline ? &schema->inline_options : &schema->block_options;
	*prose = (struct prose){.raw = text, .mark = mark, .is_set = true};
	prose->html = markdown_parse(text, mark.source, mark.at, options, schema->arena, schema->diags);
	return schema->diags->errors == errors;
}

static bool load_prose(
	struct schema *schema, const struct field *field, const struct yaml_node *node, struct prose *prose)
{
	struct text text = {0};
	bool is_inline = field->kind == FIELD_INLINE;
	if (!schema_take_text(schema, node, "text", &text))
		return false;
	return schema_load_prose(schema, is_inline ? text.s : node->text, text.mark, is_inline, prose);
}

static bool load_date(
	struct schema *schema, const struct field *field, const struct yaml_node *node, struct dated *dated)
{
	bool is_about = field->kind == FIELD_ABOUT;
	if (!schema_take_text(schema, node, "a date", &dated->text))
		return false;
	if (date_parse(dated->text.s, is_about, &dated->date))
		return true;
	diag_error(schema->diags, dated->text.mark, "bad-date", "'%.*s' is no date", STR_ARG(dated->text.s));
	if (date_has_form(dated->text.s))
		diag_hint(schema->diags, "the calendar has no such day");
	else
		diag_hint(schema->diags, is_about ? "write 2026-11-20, 2026-11 or 2026" : "write it as 2026-11-20");
	return false;
}

/* At most as many decimals as the scale has zeros. */
static bool parse_decimal(str text, int scale, int64_t *value)
{
	bool is_below = str_take(&text, S("-"));
	str whole = text, part = {0};
	size_t dot = str_find(text, '.');
	if (dot < text.len) {
		whole = str_part(text, 0, dot);
		part = str_skip(text, dot + 1);
		if (part.len == 0)
			return false;
	}
	int64_t sum, digit;
	if (whole.len > 14 || str_starts(whole, S("-")) || !str_int(whole, &sum))
		return false;
	for (int step = scale; step > 1; step /= 10) {
		digit = 0;
		if (part.len && (part.at[0] == '-' || !str_int(str_part(part, 0, 1), &digit)))
			return false;
		part = str_skip(part, 1);
		sum = sum * 10 + digit;
	}
	*value = is_below ? -sum : sum;
	return part.len == 0;
}

static bool load_decimal(
	struct schema *schema, const struct field *field, const struct yaml_node *node, struct number *number)
{
	*number = (struct number){.mark = node->mark, .is_set = true};
	const char *decimals = field->scale == 10 ? "one decimal" : "two decimals";
	if (node->kind != YAML_SCALAR)
		return wrong_type(schema, node, "a number");
	if (node->is_quoted || !parse_decimal(node->text, field->scale, &number->value))
		return diag_error(schema->diags, short_mark(node), "wrong-type",
			"a number with at most %s is wanted here, not '%.*s'", decimals, STR_ARG(node->text));
	if (number->value < field->min || number->value > field->max)
		return diag_error(schema->diags, node->mark, "out-of-range",
			"%.*s is out of range: from %" PRId64 " to %" PRId64, STR_ARG(node->text),
			field->min / field->scale, field->max / field->scale);
	return true;
}

static bool load_bool(struct schema *schema, const struct yaml_node *node, struct number *number)
{
	*number = (struct number){.mark = node->mark, .is_set = true};
	if (node->kind != YAML_SCALAR)
		return wrong_type(schema, node, "true or false");
	number->value = !node->is_quoted && str_eq(node->text, S("true"));
	if (!node->is_quoted && (number->value || str_eq(node->text, S("false"))))
		return true;
	diag_error(schema->diags, short_mark(node), "wrong-type", "true or false is wanted here, not '%.*s'",
		STR_ARG(node->text));
	return false;
}

static bool unknown_word(struct schema *schema, const struct field *field, const struct text *text)
{
	struct nearest nearest = {.word = text->s};
	struct buf all = {0};
	for (size_t i = 0; field->words[i]; i++) {
		nearest_offer(&nearest, str_of(field->words[i]));
		buf_printf(&all, "%s%s", i ? ", " : "", field->words[i]);
	}
	diag_error(schema->diags, text->mark, "unknown-word", "'%.*s' is none of: %.*s", STR_ARG(text->s),
		STR_ARG(buf_str(&all)));
	if (nearest.best.len)
		diag_hint(schema->diags, "did you mean '%.*s'?", STR_ARG(nearest.best));
	buf_free(&all);
	return false;
}

static bool load_choice(
	struct schema *schema, const struct field *field, const struct yaml_node *node, struct number *number)
{
	struct text text = {0};
	if (!schema_take_text(schema, node, "a word", &text))
		return false;
	*number = (struct number){.mark = text.mark, .is_set = true};
	for (size_t i = 0; field->words[i]; i++)
		if (str_eq(str_of(field->words[i]), text.s)) {
			number->value = (int64_t)i;
			return true;
		}
	return unknown_word(schema, field, &text);
}

static bool load_record(struct schema *schema, const struct record *record, const struct yaml_node *node, void *into)
{
	void *made = arena_alloc(schema->arena, record->size);
	memcpy(into, &made, sizeof made);
	return schema_load(schema, record, node, made);
}

static bool load_node(struct schema *schema, const struct yaml_node *node, void *into)
{
	const struct yaml_node *kept = yaml_copy(node, schema->arena);
	memcpy(into, &kept, sizeof kept);
	return true;
}

static bool load_rows(struct schema *schema, const struct field *field, const struct yaml_node *node, void *into);

static bool load_one(struct schema *schema, const struct field *field, const struct yaml_node *node, void *into)
{
	switch (field->kind) {
	case FIELD_TEXT:
	case FIELD_REF:
		return field->takes ? schema_take_text(schema, node, "text", into)
				    : schema_take_line(schema, node, into);
	case FIELD_SLUG:
		return load_slug(schema, node, into);
	case FIELD_URL:
		return load_url(schema, node, into);
	case FIELD_INLINE:
	case FIELD_BLOCK:
		return load_prose(schema, field, node, into);
	case FIELD_DATE:
	case FIELD_ABOUT:
		return load_date(schema, field, node, into);
	case FIELD_INT:
		return schema_take_int(schema, node, field->min, field->max, into);
	case FIELD_DECIMAL:
		return load_decimal(schema, field, node, into);
	case FIELD_BOOL:
		return load_bool(schema, node, into);
	case FIELD_CHOICE:
		return load_choice(schema, field, node, into);
	case FIELD_ROWS:
		return load_rows(schema, field, node, into);
	case FIELD_RECORD:
		return load_record(schema, field->record, node, into);
	case FIELD_NODE:
		return load_node(schema, node, into);
	case FIELD_CUSTOM:
		return field->load(schema, node, into);
	}
	return false;
}

size_t schema_item_size(const struct field *field)
{
	switch (field->kind) {
	case FIELD_TEXT:
	case FIELD_SLUG:
	case FIELD_REF:
	case FIELD_URL:
		return sizeof(struct text);
	case FIELD_INLINE:
	case FIELD_BLOCK:
		return sizeof(struct prose);
	case FIELD_DATE:
	case FIELD_ABOUT:
		return sizeof(struct dated);
	case FIELD_INT:
	case FIELD_DECIMAL:
	case FIELD_BOOL:
	case FIELD_CHOICE:
		return sizeof(struct number);
	case FIELD_NODE:
		return sizeof(const struct yaml_node *);
	case FIELD_RECORD:
		return field->record->size;
	case FIELD_ROWS:
	case FIELD_CUSTOM:
		return 0; /* custom loaders load their lists themselves */
	}
	return 0;
}

static bool load_item(struct schema *schema, const struct field *field, const struct yaml_node *node, void *into)
{
	if (field->kind == FIELD_RECORD)
		return schema_load(schema, field->record, node, into);
	return load_one(schema, field, node, into);
}

/* LIST_OF(…) of any type begins with a pointer and a count. */
static char *make_list(struct schema *schema, size_t size, size_t count, void *into)
{
	char *items = arena_alloc_array(schema->arena, size, count);
	void *pointer = items;
	memcpy(into, &pointer, sizeof pointer);
	memcpy((char *)into + sizeof pointer, &count, sizeof count);
	return items;
}

static bool load_by_id(struct schema *schema, const struct field *field, const struct yaml_node *node, void *into)
{
	size_t size = schema_item_size(field);
	bool ok = true;
	if (node->kind != YAML_MAP)
		return wrong_type(schema, node, "a map from ids to records");
	char *items = make_list(schema, size, node->count, into);
	for (size_t i = 0; i < node->count; i++) {
		struct text id = {0};
		ok &= load_slug(schema, &node->items[2 * i], &id);
		ok &= load_item(schema, field, &node->items[2 * i + 1], items + i * size);
		memcpy(items + i * size, &id, sizeof id);
	}
	return ok;
}

/* Where a list must be there, an empty one is none. */
static bool check_filled(struct schema *schema, const struct field *field, const struct yaml_node *node)
{
	if (node->count || !(field->flags & FIELD_REQUIRED))
		return true;
	diag_error(schema->diags, node->mark, "empty-list", "'%s' wants at least one item", field->name);
	diag_hint(schema->diags, "%s: %s", field->name, field->help ? field->help : "");
	return false;
}

static bool load_list(struct schema *schema, const struct field *field, const struct yaml_node *node, void *into)
{
	size_t size = schema_item_size(field);
	bool ok = true;
	if (node->kind == YAML_SCALAR && (field->flags & FIELD_ONE_OK))
		return load_item(schema, field, node, make_list(schema, size, 1, into));
	if (node->kind != YAML_LIST) {
		wrong_type(schema, node, "a list");
		diag_hint(schema->diags, "begin each item with '- '");
		return false;
	}
	char *items = make_list(schema, size, node->count, into);
	for (size_t i = 0; i < node->count; i++)
		ok &= load_item(schema, field, &node->items[i], items + i * size);
	return check_filled(schema, field, node) && ok;
}

static bool load_rows(struct schema *schema, const struct field *field, const struct yaml_node *node, void *into)
{
	static const struct field cells = {.kind = FIELD_INLINE, .flags = FIELD_LIST};
	bool ok = true;
	if (node->kind != YAML_LIST)
		return wrong_type(schema, node, "a list of rows, each a list of cells,");
	char *rows = make_list(schema, sizeof(struct prose_row), node->count, into);
	for (size_t i = 0; i < node->count; i++) {
		struct prose_row row = {.mark = node->items[i].mark};
		ok &= load_list(schema, &cells, &node->items[i], &row.cells);
		memcpy(rows + i * sizeof row, &row, sizeof row);
	}
	return check_filled(schema, field, node) && ok;
}

bool schema_load_field(struct schema *schema, const struct field *field, const struct yaml_node *node, void *into)
{
	if (field->flags & FIELD_BY_ID)
		return load_by_id(schema, field, node, into);
	if (field->flags & FIELD_LIST)
		return load_list(schema, field, node, into);
	return load_one(schema, field, node, into);
}

static const struct field *field_named(const struct record *record, str name)
{
	for (size_t i = 0; i < record->count; i++)
		if (str_eq(str_of(record->fields[i].name), name))
			return &record->fields[i];
	return NULL;
}

/* Adds the name that was probably meant to *meant. */
static bool unknown_key(
	struct schema *schema, const struct record *record, const struct yaml_node *key, struct map *meant)
{
	struct nearest nearest = {.word = key->text};
	for (size_t i = 0; i < record->count; i++)
		nearest_offer(&nearest, str_of(record->fields[i].name));
	diag_error(schema->diags, key->mark, "unknown-key", "unknown key '%.*s' in a %s", STR_ARG(key->text),
		record->name);
	if (nearest.best.len) {
		diag_hint(schema->diags, "did you mean '%.*s'?", STR_ARG(nearest.best));
		*map_at(meant, schema->scratch, nearest.best) = meant;
		return false;
	}
	struct buf known = {0};
	for (size_t i = 0; i < record->count; i++)
		buf_printf(&known, "%s%s", i ? ", " : "", record->fields[i].name);
	diag_hint(schema->diags, "a %s has: %.*s", record->name, STR_ARG(buf_str(&known)));
	buf_free(&known);
	return false;
}

/* A key that was only misspelt is not missing as well. */
static bool check_required(
	struct schema *schema, const struct record *record, const struct yaml_node *node, const struct map *meant)
{
	bool ok = true;
	for (size_t i = 0; i < record->count; i++) {
		const struct field *field = &record->fields[i];
		if (!(field->flags & FIELD_REQUIRED) || yaml_get(node, str_of(field->name))
			|| map_get(meant, str_of(field->name)) || map_get(&schema->excused, str_of(field->name)))
			continue;
		struct mark mark = node->kind == YAML_MAP && node->count ? node->items[0].mark : node->mark;
		ok = diag_error(
			schema->diags, mark, "missing-key", "'%s' is missing in this %s", field->name, record->name);
		diag_hint(schema->diags, "%s: %s", field->name, field->help ? field->help : "");
	}
	return ok;
}

bool schema_load(struct schema *schema, const struct record *record, const struct yaml_node *node, void *into)
{
	struct map meant = {0};
	bool ok = true;
	if (node->kind != YAML_MAP && !(node->kind == YAML_NULL && node->text.len == 0)) {
		diag_error(schema->diags, short_mark(node), "wrong-type",
			"a %s is wanted here (keys and values), not %s", record->name, schema_node_kind(node));
		return false;
	}
	for (size_t i = 0; node->kind == YAML_MAP && i < node->count; i++) {
		const struct yaml_node *key = &node->items[2 * i], *value = key + 1;
		const struct field *field = field_named(record, key->text);
		if (!field)
			ok = unknown_key(schema, record, key, &meant);
		else if (value->kind == YAML_NULL && value->text.len == 0 && !(field->flags & FIELD_REQUIRED))
			continue; /* a key left open says nothing */
		else
			ok &= schema_load_field(schema, field, value, (char *)into + field->offset);
	}
	return check_required(schema, record, node, &meant) && ok;
}

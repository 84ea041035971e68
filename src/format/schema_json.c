/* SPDX-License-Identifier: MIT */
/* A schema accepts what the loader accepts, and says what an editor should offer. Editors offer every type that is
   listed, so what is only let pass (a truth where text stays text, a key left open) is said with two negations, from
   which nothing is offered. `markdownDescription` and `patternErrorMessage` are what editors show; validators take
   them for notes. */
#include "format/schema_json.h"

#include <assert.h>
#include <inttypes.h>
#include <string.h>

#include "format/schema_words.h"

enum { MOST_RECORDS = 64 };

/* Patterns are ECMAScript's. The loader drops blanks at both ends. */
#define TRIMMED(pattern) "^[ \\t\\r\\n]*(?:" pattern ")[ \\t\\r\\n]*$"
#define SLUG TRIMMED("[a-z0-9]+(?:-[a-z0-9]+)*")
#define IN_URL "[^\\x00-\\x20<>\"]"
#define HOST "https?://(?:\\[[A-Za-z0-9:.\\u0080-\\uFFFF]+\\]|[A-Za-z0-9._\\u0080-\\uFFFF-]+)(?::[0-9]+)?"
#define NO_SCHEME "(?!//|www\\.|[A-Za-z][A-Za-z0-9+.\\-]*:)"
#define URL TRIMMED("mailto:" IN_URL "+|" HOST "(?:[/?#]" IN_URL "*)?|" NO_SCHEME IN_URL "+")
#define SITE_URL TRIMMED(HOST "(?:/(?!\\.)[A-Za-z0-9_~+,=@!().\\u0080-\\uFFFF-]+)*/*")
#define LONG_MONTH "(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])"
#define SHORT_MONTH "(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)"
#define FEBRUARY "02-(?:0[1-9]|1[0-9]|2[0-8])"
#define LEAP_YEAR "(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)"
#define DAY "[0-9]{4}-(?:" LONG_MONTH "|" SHORT_MONTH "|" FEBRUARY ")|" LEAP_YEAR "-02-29"

/* Scalars that a pattern describes; each is defined once in a schema, under its name. */
struct form {
	const char *name, *type, *pattern, *message;
	bool reads_truth; /* true and false are text here */
};

enum form_name { FORM_TEXT, FORM_ID, FORM_ADDRESS, FORM_SITE, FORM_DATE, FORM_ABOUT, NO_FORM };

static const struct form forms[] = {[FORM_TEXT] = {"text", "[\"string\", \"number\"]", "[^ \\t\\r\\n]",
					    "This is empty: write something, or leave the key out.", true},
	[FORM_ID] = {"id", "[\"string\", \"integer\"], \"minimum\": 0, \"maxLength\": 80", SLUG,
		"An id has small letters a-z, digits and single hyphens.", true},
	[FORM_ADDRESS] = {"address", "\"string\"", URL,
		"An address begins with https://, http:// or mailto:, or leads to a page of this site.", false},
	[FORM_SITE] = {"site", "\"string\"", SITE_URL,
		"The site's own address begins with https:// and has no ? or # part.", false},
	[FORM_DATE] = {"date", "\"string\", \"format\": \"date\"", TRIMMED("(?!0000)(?:" DAY ")"),
		"A date is a day of the calendar, written as 2026-11-20.", false},
	[FORM_ABOUT] = {"about", "[\"string\", \"integer\"], \"minimum\": 1000, \"maximum\": 9999",
		TRIMMED("(?!0000)(?:[0-9]{4}(?:-(?:0[1-9]|1[0-2]))?|" DAY ")"),
		"Write a day, a month or a year: 2026-11-20, 2026-11 or 2026.", false}};
static_assert(COUNT(forms) == NO_FORM, "a row for each form");

struct writer {
	struct buf *out;
	const struct record *records[MOST_RECORDS]; /* to be defined, in the order in which they were met */
	size_t count;
};

static void meet(struct writer *writer, const struct record *record)
{
	for (size_t i = 0; i < writer->count; i++)
		if (writer->records[i] == record)
			return;
	if (writer->count < MOST_RECORDS)
		writer->records[writer->count++] = record;
}

/* "timeline stage" → timeline-stage */
static void put_name(struct buf *out, const struct record *record)
{
	for (const char *at = record->name; *at; at++)
		buf_char(out, *at == ' ' ? '-' : *at);
}

static enum form_name form_of(const struct field *field)
{
	switch (field->kind) {
	case FIELD_TEXT:
		return field->forms || field->codes ? NO_FORM : FORM_TEXT;
	case FIELD_INLINE:
	case FIELD_BLOCK:
		return FORM_TEXT;
	case FIELD_SLUG:
	case FIELD_REF:
		return FORM_ID;
	case FIELD_URL:
		return field->flags & FIELD_IS_SITE ? FORM_SITE : FORM_ADDRESS;
	case FIELD_DATE:
		return FORM_DATE;
	case FIELD_ABOUT:
		return FORM_ABOUT;
	case FIELD_INT:
	case FIELD_DECIMAL:
	case FIELD_BOOL:
	case FIELD_CHOICE:
	case FIELD_ROWS:
	case FIELD_RECORD:
	case FIELD_NODE:
	case FIELD_CUSTOM:
		return NO_FORM;
	}
	return NO_FORM;
}

static bool is_whole_number(const char *form)
{
	return form[strspn(form, "9")] == '\0';
}

/* 99-9999 as a pattern. What is all digits may stand without quotes. */
static void put_digits(struct buf *out, const char *const *shapes)
{
	struct buf pattern = {0}, message = {0};
	bool has_number = false;
	for (size_t i = 0; shapes[i]; i++) {
		has_number |= is_whole_number(shapes[i]);
		buf_put(&pattern, i ? S("|") : S("^[ \\t\\r\\n]*(?:"));
		buf_printf(&message, "%s%s", i ? " or " : "Write it as ", shapes[i]);
		for (const char *at = shapes[i]; *at; at++)
			if (*at == '9')
				buf_put(&pattern, S("[0-9]"));
			else
				buf_printf(&pattern, "%s%c", *at == '.' ? "\\" : "", *at);
	}
	buf_put(&pattern, S(")[ \\t\\r\\n]*$"));
	buf_put(&message, S(", with any digits for 9."));
	buf_put(out,
		has_number ? S("\"type\": [\"string\", \"integer\"], \"minimum\": 0, \"maximum\": 9999")
			   : S("\"type\": \"string\""));
	buf_put(out, S(", \"pattern\": "));
	buf_json(out, buf_str(&pattern));
	buf_put(out, S(", \"patternErrorMessage\": "));
	buf_json(out, buf_str(&message));
	buf_free(&pattern);
	buf_free(&message);
}

static void put_number(struct buf *out, const struct field *field)
{
	int64_t scale = field->kind == FIELD_DECIMAL ? field->scale : 1;
	buf_printf(out, "\"type\": \"%s\"", field->kind == FIELD_INT ? "integer" : "number");
	if (field->max > field->min)
		buf_printf(out, ", \"minimum\": %" PRId64 ", \"maximum\": %" PRId64, field->min / scale,
			field->max / scale);
}

static void put_choice(struct buf *out, const char *const *words)
{
	buf_put(out, S("\"type\": \"string\", \"enum\": ["));
	for (size_t i = 0; words[i]; i++)
		buf_printf(out, "%s\"%s\"", i ? ", " : "", words[i]);
	buf_char(out, ']');
}

/* As a pattern, since editors show all of an enum where one is wrong. */
static void put_codes(struct buf *out, const struct field *field)
{
	str codes = str_of(field->codes), code;
	struct buf message = {0};
	const char *before = "\"type\": \"string\", \"pattern\": \"^[ \\\\t\\\\r\\\\n]*(?:";
	for (; str_take_until(&codes, ' ', &code); before = "|")
		buf_printf(out, "%s%.*s", before, STR_ARG(code));
	buf_put(out, S(")[ \\\\t\\\\r\\\\n]*$\", \"patternErrorMessage\": "));
	schema_put_sentence(field->help, &message);
	buf_json(out, buf_str(&message));
	buf_free(&message);
}

static void put_reference(struct writer *writer, const struct record *record)
{
	meet(writer, record);
	buf_put(writer->out, S("\"$ref\": \"#/$defs/"));
	put_name(writer->out, record);
	buf_char(writer->out, '"');
}

static void put_rows(struct buf *out, const struct field *field)
{
	buf_put(out, S("\"type\": \"array\", "));
	if (field->flags & FIELD_REQUIRED)
		buf_put(out, S("\"minItems\": 1, "));
	buf_put(out, S("\"items\": {\"type\": \"array\", \"items\": {\"$ref\": \"#/$defs/cell\"}}"));
}

/* One value, without regard to lists, truths and keys left open. */
static void put_value(struct writer *writer, const struct field *field)
{
	struct buf *out = writer->out;
	enum form_name form = form_of(field);
	if (form != NO_FORM)
		buf_printf(out, "\"$ref\": \"#/$defs/%s\"", forms[form].name);
	else if (field->forms)
		put_digits(out, field->forms);
	else if (field->codes)
		put_codes(out, field);
	else if (field->kind == FIELD_CHOICE)
		put_choice(out, field->words);
	else if (field->kind == FIELD_INT || field->kind == FIELD_DECIMAL)
		put_number(out, field);
	else if (field->kind == FIELD_BOOL)
		buf_put(out, S("\"type\": \"boolean\""));
	else if (field->kind == FIELD_ROWS)
		put_rows(out, field);
	else if (field->kind == FIELD_RECORD)
		put_reference(writer, field->record);
	else if (field->kind == FIELD_CUSTOM)
		buf_put(out, str_of(field->json));
}

enum { MAY_BE_OPEN = 1, MAY_BE_LIST = 2 };

/* One value and what else may stand in its place. */
static void put_alternatives(struct writer *writer, const struct field *field, int more)
{
	struct buf *out = writer->out;
	enum form_name form = form_of(field);
	bool reads_truth = form != NO_FORM && forms[form].reads_truth;
	if (field->kind == FIELD_NODE) {
		/* Anything, but editors offer a map. */
		buf_put(out, S("\"anyOf\": [{\"type\": \"object\"}, true]"));
		return;
	}
	if (!reads_truth && !more) {
		put_value(writer, field);
		return;
	}
	buf_put(out, S("\"anyOf\": [{"));
	put_value(writer, field);
	buf_char(out, '}');
	if (more & MAY_BE_LIST) {
		buf_put(out, S(", {\"type\": \"array\", \"items\": {"));
		put_alternatives(writer, field, 0);
		buf_put(out, S("}}"));
	}
	if (reads_truth)
		buf_put(out, S(", {\"$ref\": \"#/$defs/truth\"}"));
	if (more & MAY_BE_OPEN)
		buf_put(out, S(", {\"$ref\": \"#/$defs/open\"}"));
	buf_char(out, ']');
}

static void put_list(struct writer *writer, const struct field *field)
{
	bool is_needed = (field->flags & FIELD_REQUIRED) != 0;
	struct buf *out = writer->out;
	buf_put(out, is_needed ? S("\"type\": \"array\", \"minItems\": 1") : S("\"type\": [\"array\", \"null\"]"));
	if (field->kind == FIELD_RECORD && field->max)
		buf_printf(out, ", \"maxItems\": %" PRId64, field->max);
	buf_put(out, S(", \"items\": {"));
	put_alternatives(writer, field, 0);
	buf_char(out, '}');
}

static void put_by_id(struct writer *writer, const struct field *field)
{
	bool is_needed = (field->flags & FIELD_REQUIRED) != 0;
	struct buf *out = writer->out;
	buf_put(out, is_needed ? S("\"type\": \"object\"") : S("\"type\": [\"object\", \"null\"]"));
	buf_put(out, S(", \"propertyNames\": {\"$ref\": \"#/$defs/id\"}, \"additionalProperties\": {"));
	put_alternatives(writer, field, 0);
	buf_char(out, '}');
}

static void put_constraint(struct writer *writer, const struct field *field)
{
	int open = field->flags & FIELD_REQUIRED ? 0 : MAY_BE_OPEN;
	if (field->flags & FIELD_BY_ID)
		put_by_id(writer, field);
	else if (field->flags & FIELD_ONE_OK)
		put_alternatives(writer, field, open | MAY_BE_LIST);
	else if (field->flags & FIELD_LIST)
		put_list(writer, field);
	else
		put_alternatives(writer, field, open);
}

/* "What it is." and, for editors that show Markdown, what it takes. */
static void put_description(struct buf *out, const struct field *field, const char *between)
{
	struct buf text = {0}, plain = {0};
	schema_put_sentence(field->help, &text);
	schema_put_plain(buf_str(&text), &plain);
	buf_put(out, S("\"description\": "));
	buf_json(out, buf_str(&plain));
	buf_put(&text, S("\n\n"));
	schema_put_terms(field, &text);
	buf_printf(out, "%s\"markdownDescription\": ", between);
	buf_json(out, buf_str(&text));
	buf_free(&text);
	buf_free(&plain);
}

/* `between` stands between two members. */
static void put_field(struct writer *writer, const struct field *field, const char *between)
{
	struct buf *out = writer->out;
	put_description(out, field, between);
	if (field->fallback)
		buf_printf(out, "%s\"default\": %s", between, field->fallback);
	if (field->example)
		buf_printf(out, "%s\"examples\": [\"%s\"]", between, field->example);
	buf_put(out, str_of(between));
	put_constraint(writer, field);
}

static bool is_needed(const struct field *field)
{
	return (field->flags & FIELD_REQUIRED) && !(field->flags & FIELD_IS_FILE);
}

static void put_needed(struct buf *out, const struct record *record, const char *indent)
{
	bool has_any = false;
	for (size_t i = 0; i < record->count; i++)
		if (is_needed(&record->fields[i])) {
			if (has_any)
				buf_put(out, S(", "));
			else
				buf_printf(out, ",\n%s\"required\": [", indent);
			buf_printf(out, "\"%s\"", record->fields[i].name);
			has_any = true;
		}
	if (has_any)
		buf_char(out, ']');
}

/* A record of which nothing is needed may be left empty. */
static const char *type_of(const struct record *record)
{
	for (size_t i = 0; i < record->count; i++)
		if (record->fields[i].flags & FIELD_REQUIRED)
			return "\"object\"";
	return "[\"object\", \"null\"]";
}

static void put_properties(struct writer *writer, const struct record *record, const char *indent)
{
	struct buf *out = writer->out, between = {0};
	buf_printf(&between, ",\n%s    ", indent);
	buf_char(&between, '\0');
	buf_printf(out, ",\n%s\"properties\": {\n", indent);
	for (size_t i = 0; i < record->count; i++) {
		buf_printf(out, "%s  \"%s\": {\n%s    ", indent, record->fields[i].name, indent);
		put_field(writer, &record->fields[i], between.at);
		buf_printf(out, "\n%s  }%s\n", indent, i + 1 < record->count ? "," : "");
	}
	buf_printf(out, "%s}", indent);
	buf_free(&between);
}

static void put_record(struct writer *writer, const struct record *record, const char *indent)
{
	struct buf *out = writer->out, help = {0}, plain = {0};
	schema_put_sentence(record->help, &help);
	schema_put_plain(buf_str(&help), &plain);
	buf_printf(out, "%s\"title\": \"%s\",\n%s\"description\": ", indent, record->name, indent);
	buf_json(out, buf_str(&plain));
	buf_printf(out, ",\n%s\"markdownDescription\": ", indent);
	buf_json(out, buf_str(&help));
	buf_free(&help);
	buf_free(&plain);
	buf_printf(out, ",\n%s\"type\": %s,\n%s\"additionalProperties\": false", indent, type_of(record), indent);
	put_needed(out, record, indent);
	put_properties(writer, record, indent);
}

/* What every schema defines beside its records. */
static void put_shared(struct buf *out)
{
	buf_put(out,
		S("    \"open\": {\"description\": \"A key left open says nothing.\", "
		  "\"not\": {\"not\": {\"type\": \"null\"}}},\n"
		  "    \"truth\": {\"description\": \"Where text is wanted, true and false are words.\", "
		  "\"not\": {\"not\": {\"type\": \"boolean\"}}},\n"
		  "    \"cell\": {\"anyOf\": [{\"$ref\": \"#/$defs/text\"}, {\"$ref\": \"#/$defs/truth\"}]}"));
	for (size_t i = 0; i < COUNT(forms); i++) {
		buf_printf(out, ",\n    \"%s\": {\"type\": %s,\n      \"pattern\": ", forms[i].name, forms[i].type);
		buf_json(out, str_of(forms[i].pattern));
		buf_put(out, S(",\n      \"patternErrorMessage\": "));
		buf_json(out, str_of(forms[i].message));
		buf_char(out, '}');
	}
}

void schema_json(const struct field *root, struct buf *out)
{
	struct writer writer = {.out = out};
	buf_printf(out,
		"{\n  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\",\n"
		"  \"$id\": \"urn:rolecast:schema:%s\",\n",
		root->name);
	bool is_record = root->kind == FIELD_RECORD && !(root->flags & FIELD_LIST);
	if (is_record && (root->flags & FIELD_REQUIRED)) {
		put_record(&writer, root->record, "  ");
	} else {
		buf_printf(out, "  \"title\": \"%s\",\n  ", root->name);
		put_field(&writer, root, ",\n  ");
	}
	buf_put(out, S(",\n  \"$defs\": {\n"));
	put_shared(out);
	for (size_t i = 0; i < writer.count; i++) {
		buf_put(out, S(",\n    \""));
		put_name(out, writer.records[i]);
		buf_put(out, S("\": {\n"));
		put_record(&writer, writer.records[i], "      ");
		buf_put(out, S("\n    }"));
	}
	buf_put(out, S("\n  }\n}\n"));
}

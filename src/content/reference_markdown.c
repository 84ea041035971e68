/* SPDX-License-Identifier: MIT */
#include "content/reference.h"
#include "format/schema_words.h"

enum { WIDTH = 120 };

/* Words, broken into lines as the rest of the file is. */
static void put_paragraph(const char *text, struct buf *out)
{
	str rest = str_of(text), word;
	size_t column = 0;
	while (str_take_until(&rest, ' ', &word)) {
		size_t columns = str_columns(word);
		if (column && column + 1 + columns > WIDTH) {
			buf_char(out, '\n');
			column = 0;
		} else if (column) {
			buf_char(out, ' ');
			column++;
		}
		buf_put(out, word);
		column += columns;
	}
	buf_char(out, '\n');
}

static void put_paragraphs(const char *const *texts, size_t count, struct buf *out)
{
	for (size_t i = 0; i < count; i++) {
		buf_put(out, i ? S("\n") : S(""));
		put_paragraph(texts[i], out);
	}
}

static void put_rules(struct buf *out)
{
	put_paragraphs(reference_rules, reference_rule_count, out);
}

static void put_limits(struct buf *out)
{
	struct buf text = {0};
	buf_put(&text, S("Limits: "));
	reference_put_limits(&text);
	buf_char(&text, '\0');
	put_paragraph(text.at, out);
	buf_free(&text);
}

static void put_markdown(struct buf *out)
{
	buf_put(out, S("| write | get |\n|---|---|\n"));
	for (size_t i = 0; i < reference_markdown_count; i++)
		buf_printf(out, "| %s | %s |\n", reference_markdown[i].write, reference_markdown[i].get);
	buf_char(out, '\n');
	put_paragraphs(reference_markdown_rules, reference_markdown_rule_count, out);
}

static void put_schemas(struct buf *out)
{
	struct file_kind kind;
	buf_put(out, S("| schema | file |\n|---|---|\n"));
	for (size_t i = 0; file_kind_at(i, &kind); i++) {
		if (kind.is_prose)
			continue;
		buf_printf(out, "| `%s` | ", kind.field->name);
		reference_put_place(&kind, out);
		buf_put(out, kind.is_front_matter ? S(", front matter |\n") : S(" |\n"));
	}
}

/* "timeline stage" → #timeline-stage, as GitHub names it. */
static void put_link(const struct record *record, struct buf *out)
{
	buf_printf(out, "[%s](#", record->name);
	for (const char *at = record->name; *at; at++)
		buf_char(out, *at == ' ' ? '-' : *at);
	buf_char(out, ')');
}

static void put_field(const struct field *field, struct buf *out)
{
	buf_printf(out, "| `%s` | ", field->name);
	schema_put_takes(field, out);
	if (field->kind == FIELD_RECORD) {
		out->len -= str_of(field->record->name).len;
		put_link(field->record, out);
	}
	buf_put(out, S(" |"));
	if (field->flags & FIELD_REQUIRED) {
		buf_put(out, S(" **required**"));
	} else if (field->fallback) {
		buf_put(out, S(" `"));
		schema_put_fallback(field, out);
		buf_char(out, '`');
	}
	buf_printf(out, " | %s |\n", field->help);
}

static void put_record(const struct reference_record *entry, struct buf *out)
{
	struct buf text = {0};
	buf_printf(out, "\n### %s\n\n", entry->record->name);
	if (entry->kind.field) {
		bool is_map = (entry->kind.field->flags & FIELD_BY_ID) != 0;
		reference_put_place(&entry->kind, &text);
		buf_put(&text,
			entry->kind.is_front_matter ? S(", front matter. ")
				: is_map            ? S(", a map by id. ")
						    : S(". "));
	}
	schema_put_sentence(entry->record->help, &text);
	buf_char(&text, '\0');
	put_paragraph(text.at, out);
	buf_free(&text);
	buf_put(out, S("\n| key | takes | default | what it is |\n|---|---|---|---|\n"));
	for (size_t i = 0; i < entry->record->count; i++)
		put_field(&entry->record->fields[i], out);
}

static void put_keys(struct buf *out)
{
	struct reference_record records[REFERENCE_MAX_RECORDS];
	size_t count = reference_records(records);
	buf_put(out, S("What is not required and has no default may be left out.\n"));
	for (size_t i = 0; i < count; i++)
		put_record(&records[i], out);
}

const struct reference_part reference_parts[] = {{"rules", put_rules}, {"limits", put_limits}, {"schemas", put_schemas},
	{"markdown", put_markdown}, {"keys", put_keys}};
const size_t reference_part_count = COUNT(reference_parts);

/* SPDX-License-Identifier: MIT */
#include "content/reference.h"
#include "format/schema_words.h"

enum { WIDTH = 120 };

static void put_paragraphs(const char *const *texts, size_t count, struct buf *out)
{
	for (size_t i = 0; i < count; i++) {
		buf_put(out, i ? S("\n") : S(""));
		buf_wrapped(out, str_of(texts[i]), WIDTH);
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
	buf_put(&text, S(" [All of them](limits.md)."));
	buf_wrapped(out, buf_str(&text), WIDTH);
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

/* "timeline stage" → #timeline-stage, as GitHub names it. `home` is where sources are described, if not here. */
static void put_link(const struct record *record, const char *home, struct buf *out)
{
	buf_printf(out, "[%s](%s#", record->name, record == &source_record ? home : "");
	for (const char *at = record->name; *at; at++)
		buf_char(out, *at == ' ' ? '-' : *at);
	buf_char(out, ')');
}

static void put_field(const struct field *field, const char *home, struct buf *out)
{
	buf_printf(out, "| `%s` | ", field->name);
	schema_put_takes(field, out);
	if (field->kind == FIELD_RECORD) {
		out->len -= str_of(field->record->name).len;
		put_link(field->record, home, out);
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

static void put_record(const struct reference_record *entry, const char *home, struct buf *out)
{
	struct buf text = {0};
	buf_printf(out, "\n### %s\n\n", entry->record->name);
	reference_put_lead(entry, &text);
	buf_wrapped(out, buf_str(&text), WIDTH);
	buf_free(&text);
	buf_put(out, S("\n| key | takes | default | what it is |\n|---|---|---|---|\n"));
	for (size_t i = 0; i < entry->record->count; i++)
		put_field(&entry->record->fields[i], home, out);
}

static void put_keys(struct buf *out)
{
	struct reference_record records[REFERENCE_MAX_RECORDS];
	size_t count = reference_records(records);
	buf_put(out, S("What is not required and has no default may be left out.\n"));
	for (size_t i = 0; i < count && !records[i].kind.is_apart; i++)
		put_record(&records[i], "", out);
}

/* The import's own records come last. */
static void put_import(struct buf *out)
{
	struct reference_record records[REFERENCE_MAX_RECORDS];
	size_t count = reference_records(records), first = 0;
	while (first < count && !records[first].kind.is_apart)
		first++;
	buf_put(out, S("What is not required and has no default may be left out.\n"));
	for (size_t i = first; i < count; i++)
		put_record(&records[i], "authoring.md", out);
}

const struct reference_part reference_parts[] = {{"rules", put_rules}, {"limits", put_limits}, {"schemas", put_schemas},
	{"markdown", put_markdown}, {"keys", put_keys}, {"import", put_import}};
const size_t reference_part_count = COUNT(reference_parts);

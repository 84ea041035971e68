/* SPDX-License-Identifier: MIT */
#include "content/reference.h"
#include "format/roff.h"
#include "format/schema_words.h"

static const char example[] = "---\n"
			      "title: Court Clerk\n"
			      "category: law\n"
			      "updated: 2026-11-20\n"
			      "tasks:\n"
			      "  - task: Enter filings into the docket\n"
			      "    time: 20\n"
			      "    exposure: {value: 75, low: 60, high: 85}\n"
			      "    autonomy: 60\n"
			      "  - task: Answer people at the counter\n"
			      "    time: 15\n"
			      "    exposure: low\n"
			      "---\n"
			      "## What the job is\n"
			      "\n"
			      "Of 100 hours AI reaches [=exposure].\n";

static void put_paragraphs(const char *const *texts, size_t count, struct buf *out)
{
	for (size_t i = 0; i < count; i++) {
		roff_paragraph(out);
		roff_text(out, str_of(texts[i]));
	}
}

/* A tag in bold, or with its code in bold, and what is said of it. */
static void put_item(str tag, str text, struct buf *out)
{
	roff_item(out);
	roff_text(out, tag);
	roff_line(out);
	roff_text(out, text);
	roff_line(out);
}

static void put_description(struct buf *out)
{
	roff_section(out, S("DESCRIPTION"));
	roff_paragraph(out);
	roff_text(out,
		S("`rolecast` builds a site from the files below `content/`: YAML for tables, Markdown with front "
		  "matter for "
		  "texts. `rolecast check` tells what is missing or misspelt, with file, line and column; nothing is "
		  "written "
		  "while there is a mistake. `rolecast schema` prints what stands here for editors."));
	put_paragraphs(reference_rules, reference_rule_count, out);
}

static void put_files(struct buf *out)
{
	struct file_kind kind;
	roff_section(out, S("FILES"));
	for (size_t i = 0; file_kind_at(i, &kind); i++) {
		struct buf place = {0}, about = {0};
		reference_put_place(&kind, &place);
		bool is_list = (kind.field->flags & FIELD_LIST) != 0;
		schema_put_sentence(is_list ? kind.field->help : kind.field->record->help, &about);
		put_item(buf_str(&place), buf_str(&about), out);
		buf_free(&place);
		buf_free(&about);
	}
	put_item(S("`content/benchmarks/`"), S("CSV files that `benchmarks.yaml` names."), out);
	put_item(S("`content/files/`"), S("What is copied to the root of the site as it is."), out);
}

static void put_field(const struct field *field, struct buf *out)
{
	struct buf text = {0};
	roff_item(out);
	roff_bold(out, str_of(field->name));
	roff_line(out);
	schema_put_sentence(field->help, &text);
	buf_char(&text, ' ');
	schema_put_terms(field, &text);
	roff_text(out, buf_str(&text));
	roff_line(out);
	buf_free(&text);
}

static void put_record(const struct reference_record *entry, struct buf *out)
{
	struct buf text = {0};
	roff_subsection(out, str_of(entry->record->name));
	reference_put_lead(entry, &text);
	roff_text(out, buf_str(&text));
	for (size_t i = 0; i < entry->record->count; i++)
		put_field(&entry->record->fields[i], out);
	buf_free(&text);
}

static void put_keys(struct buf *out)
{
	struct reference_record records[REFERENCE_MAX_RECORDS];
	size_t count = reference_records(records);
	roff_section(out, S("KEYS"));
	roff_paragraph(out);
	roff_text(out, S("What is not required and has no default may be left out."));
	for (size_t i = 0; i < count; i++)
		put_record(&records[i], out);
}

static void put_markdown(struct buf *out)
{
	roff_section(out, S("MARKDOWN"));
	roff_paragraph(out);
	roff_text(out, S("CommonMark, and:"));
	for (size_t i = 0; i < reference_markdown_count; i++) {
		struct buf get = {0};
		schema_put_sentence(reference_markdown[i].get, &get);
		put_item(str_of(reference_markdown[i].write), buf_str(&get), out);
		buf_free(&get);
	}
	put_paragraphs(reference_markdown_rules, reference_markdown_rule_count, out);
}

void reference_manual(const char *date, struct buf *out)
{
	struct roff_title title = {.name = "rolecast-content",
		.section = 5,
		.date = date,
		.source = "rolecast " ROLECAST_VERSION,
		.manual = "rolecast manual",
		.about = "what authors of a rolecast site write"};
	struct buf limits = {0};
	roff_title(out, &title);
	put_description(out);
	put_files(out);
	put_keys(out);
	put_markdown(out);
	roff_section(out, S("LIMITS"));
	reference_put_limits(&limits);
	roff_text(out, buf_str(&limits));
	roff_section(out, S("EXAMPLES"));
	roff_text(out, S("A role in one file, `content/roles/court-clerk.md`:"));
	roff_example(out, str_of(example));
	roff_section(out, S("SEE ALSO"));
	roff_text(out, S("`rolecast`(1), `rolecast-templates`(5)"));
	roff_line(out);
	buf_free(&limits);
}

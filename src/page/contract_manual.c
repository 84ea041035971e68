/* SPDX-License-Identifier: MIT */
#include "format/roff.h"
#include "format/schema_words.h"
#include "page/theme.h"

static const struct {
	const char *path, *about;
} files[] = {{"themes/NAME/templates/*.mustache", "one a kind of page"},
	{"themes/NAME/partials/*.mustache", "parts that templates call by name: `{{>task_table}}`"},
	{"themes/NAME/strings/LANG.yaml",
		"every word: labels, which templates print as `{{t.name}}`, and sentences, which the program fills"},
	{"themes/NAME/assets/",
		"styles (`css/`), scripts (`js/`) and pictures (`img/`), published with a hash of their content in the "
		"name"}};

static void put_item(str tag, const char *about, struct buf *out)
{
	struct buf text = {0};
	schema_put_sentence(about, &text);
	roff_item(out);
	roff_bold(out, tag);
	roff_line(out);
	roff_text(out, buf_str(&text));
	roff_line(out);
	buf_free(&text);
}

static void put_description(struct buf *out)
{
	roff_section(out, S("DESCRIPTION"));
	roff_text(out,
		S("A theme is a folder `themes/NAME/` of Mustache templates, words, styles and scripts. `theme` in "
		  "`content/site.yaml` names the themes in use; each file is taken from the first that has it, so that "
		  "a theme "
		  "of two files can change the default one. Templates may extend one another: "
		  "`{{<layout}}{{$block}}...{{/block}}"
		  "{{/layout}}`. `rolecast show URL` prints what the template of a page sees."));
	for (size_t i = 0; i < contract_rule_count; i++) {
		roff_paragraph(out);
		roff_text(out, str_of(contract_rules[i]));
	}
	roff_paragraph(out);
	roff_text(out, str_of(contract_promise));
	roff_section(out, S("FILES"));
	for (size_t i = 0; i < COUNT(files); i++)
		put_item(str_of(files[i].path), files[i].about, out);
}

static void put_templates(struct buf *out)
{
	roff_section(out, S("TEMPLATES"));
	roff_text(out, S("Each template begins with the fields of one record, all below."));
	for (size_t i = 0; i < PAGE_KINDS; i++) {
		struct buf name = {0};
		buf_printf(&name, "%s.mustache", page_rows[i].name);
		roff_item(out);
		roff_bold(out, buf_str(&name));
		roff_line(out);
		roff_text(out, str_of(view_records[page_rows[i].shape].name));
		roff_line(out);
		buf_free(&name);
	}
}

static void put_field(const struct view_field *field, struct buf *out)
{
	bool has_record = field->kind == VIEW_RECORD || field->kind == VIEW_LIST;
	struct buf about = {0};
	schema_put_sentence(field->help, &about);
	roff_item(out);
	roff_bold(out, str_of(field->name));
	roff_text(out, S(" ("));
	roff_text(out, str_of(view_kind_names[field->kind]));
	if (has_record) {
		roff_text(out, S(" "));
		roff_italic(out, str_of(view_records[field->of].name));
	}
	roff_text(out, S(")"));
	roff_line(out);
	roff_text(out, buf_str(&about));
	roff_line(out);
	buf_free(&about);
}

static void put_records(bool are_pages, struct buf *out)
{
	for (int shape = OPEN_SHAPES; shape < SHAPE_COUNT; shape++) {
		const struct view_record *record = &view_records[shape];
		if (contract_is_page((enum view_shape)shape) != are_pages)
			continue;
		roff_subsection(out, str_of(record->name));
		for (size_t i = 0; i < record->count; i++)
			put_field(&record->fields[i], out);
	}
}

void contract_manual(const char *date, struct buf *out)
{
	struct roff_title title = {.name = "rolecast-templates",
		.section = 5,
		.date = date,
		.source = "rolecast " ROLECAST_VERSION,
		.manual = "rolecast manual",
		.about = "what templates of a rolecast theme see"};
	roff_title(out, &title);
	put_description(out);
	put_templates(out);
	roff_section(out, S("PAGES"));
	put_records(true, out);
	roff_section(out, S("RECORDS"));
	roff_text(out,
		S("Two records have no fixed fields: `strings` has the labels of the theme's `strings/LANG.yaml`, "
		  "`scripts` the "
		  "addresses of its scripts, where `assets/js/scan.js` is `scan`; all are text."));
	put_records(false, out);
	roff_section(out, S("SEE ALSO"));
	roff_text(out, S("`rolecast`(1), `rolecast-content`(5)"));
	roff_line(out);
}

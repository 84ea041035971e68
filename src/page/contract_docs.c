/* SPDX-License-Identifier: MIT */
/* The contract as Markdown: pages first, then the records that they are made of. */
#include <assert.h>

#include "page/theme.h"

const char *const view_kind_names[] = {[VIEW_TEXT] = "text",
	[VIEW_HTML] = "HTML",
	[VIEW_INT] = "number",
	[VIEW_FLAG] = "flag",
	[VIEW_RECORD] = "record",
	[VIEW_LIST] = "list of",
	[VIEW_ANY] = "anything"};
static_assert(COUNT(view_kind_names) == VIEW_ANY + 1, "a word for each kind");

const char *const contract_rules[] = {
	"`text` is escaped where it is printed, `HTML` is safe as it is; both are false when empty. Write `{{name}}`\n"
	"for either.",
	"A `record` or `list` is opened with `{{#name}}`; absent or empty, it is false. An optional section of a page\n"
	"is a record with `items`, so that its heading stands in `{{#name}}` and its rows in `{{#items}}`.",
	"Inside a section, a name that its record lacks is looked for in the sections around it.",
	"A word that has a key for styling comes as two fields: `band` (low) and `band_label` (Low). A name that ends "
	"in\n"
	"`_text` is the same without markup.",
	"`anything` is what authors put under `extra`: no name inside is checked, and only these may name a partial\n"
	"(`{{>*extra.name}}`)."};
const size_t contract_rule_count = COUNT(contract_rules);
const char contract_promise[] = "A name that no record on the way to it has is an error before anything is written.";

static void put_introduction(struct buf *out)
{
	buf_put(out,
		S("# What templates can see\n\nThis file is made from `include/page/contract*.h`. `rolecast show URL` "
		  "prints "
		  "a page's data in this form.\n\n"));
	for (size_t i = 0; i < contract_rule_count; i++) {
		str rest = str_of(contract_rules[i]), line;
		for (const char *before = "- "; str_take_line(&rest, &line); before = "  ")
			buf_printf(out, "%s%.*s\n", before, STR_ARG(line));
	}
	buf_printf(out, "\n%s\n", contract_promise);
}

static void put_escaped(struct buf *out, const char *text)
{
	for (; *text; text++) {
		if (*text == '|' || *text == '<')
			buf_char(out, '\\');
		buf_char(out, *text);
	}
}

static void put_kind(struct buf *out, const struct view_field *field)
{
	if (field->kind == VIEW_RECORD)
		buf_printf(out, "[%s](#%s)", view_records[field->of].name, view_records[field->of].name);
	else if (field->kind == VIEW_LIST)
		buf_printf(out, "%s [%s](#%s)", view_kind_names[VIEW_LIST], view_records[field->of].name,
			view_records[field->of].name);
	else
		buf_put(out, str_of(view_kind_names[field->kind]));
}

static void put_record(struct buf *out, const struct view_record *record)
{
	buf_printf(out, "\n### %s\n\n| name | kind | |\n|---|---|---|\n", record->name);
	for (size_t i = 0; i < record->count; i++) {
		const struct view_field *field = &record->fields[i];
		buf_printf(out, "| `%s` | ", field->name);
		put_kind(out, field);
		buf_put(out, S(" | "));
		put_escaped(out, field->help);
		buf_put(out, S(" |\n"));
	}
}

bool contract_is_page(enum view_shape shape)
{
	for (size_t i = 0; i < PAGE_KINDS; i++)
		if (page_rows[i].shape == shape)
			return true;
	return false;
}

static void put_pages(struct buf *out)
{
	buf_put(out, S("\n## Templates\n\n| template | sees |\n|---|---|\n"));
	for (size_t i = 0; i < PAGE_KINDS; i++) {
		const char *name = view_records[page_rows[i].shape].name;
		buf_printf(out, "| `templates/%s.mustache` | [%s](#%s) |\n", page_rows[i].name, name, name);
	}
}

void contract_docs(struct buf *out)
{
	put_introduction(out);
	put_pages(out);
	buf_put(out, S("\n## Pages\n"));
	for (int shape = OPEN_SHAPES; shape < SHAPE_COUNT; shape++)
		if (contract_is_page((enum view_shape)shape))
			put_record(out, &view_records[shape]);
	buf_put(out,
		S("\n## Records\n\n### strings\n\nThe labels of the theme's `strings/<lang>.yaml`, by name; all are "
		  "text.\n\n### scripts\n\nThe addresses of the theme's scripts: `assets/js/scan.js` is `scan`; all "
		  "are text.\n\n### styles\n\nThe addresses of the theme's style sheets: `assets/css/site.css` "
		  "is `site`; all are text.\n"));
	for (int shape = OPEN_SHAPES; shape < SHAPE_COUNT; shape++)
		if (!contract_is_page((enum view_shape)shape))
			put_record(out, &view_records[shape]);
}

/* SPDX-License-Identifier: MIT */
#include "content/reference.h"

#include "format/schema_words.h"

#include "base/slug.h"

const char *const reference_rules[] = {"One rule covers both shapes of a role: the keys `tasks` to `faq` of its front "
				       "matter may instead be files of that "
				       "name in its folder. Both at once is an error. A slug is a name in addresses: "
				       "small letters a-z, digits, single "
				       "hyphens.",
	"Types come from the schema, never from guessing: a field that is text stays text, so `country: NO` is Norway. "
	"A "
	"key left open says nothing. Not taken, each with its own message: unknown or repeated keys, anchors, aliases, "
	"tags, a second document in a file, invalid UTF-8, control characters, symbolic links that lead out of "
	"`content/`."};
const size_t reference_rule_count = COUNT(reference_rules);

const struct reference_row reference_markdown[] = {
	{"a pipe table", "a table; a pipe inside code, a link or emphasis, or after a backslash, is no border"},
	{"`~~gone~~`", "struck out"},
	{"`> [!NOTE]`, `[!TIP]`, `[!IMPORTANT]`, `[!WARNING]`, `[!CAUTION]`", "a callout"},
	{"a quote whose last paragraph begins with `— `", "a quote with its author"},
	{"`[@id]`, `[@one; @two]`", "numbered notes that lead to the page's source list"},
	{"`[=risk]`, `[=exposure]`, `[=threat]`, `[=band]`",
		"this role's figure, so that nobody restates one by hand; in `levels/senior.md` that level's"},
	{"`[=risk /senior]`, `[=risk nurse]`, `[=risk nurse/senior]`", "another level's, another role's"},
	{"`[text](../nurse/index.md#section-pay)`, `[text](/roles/nurse/)`",
		"a link to a source or to an address, both checked, the base path added"},
	{"`![what it shows](chart.png)`", "a picture beside this file"}};
const size_t reference_markdown_count = COUNT(reference_markdown);

const char *const reference_markdown_rules[] = {"A backslash before `|`, `~`, `[` makes them mean themselves. Bodies "
						"begin at `##`, since the title is in the front "
						"matter. Raw HTML and addresses with other schemes than http, https "
						"and mailto are dropped with a warning, unless "
						"`site.yaml` says `unsafe_html: true`. Pictures on other sites are an "
						"error: pages ask no other site for anything.",
	"Pictures and documents (png jpg webp avif svg pdf) beside a Markdown file are published beside its page; "
	"width and "
	"height are read from the file and written into the page. A drawing (svg) that would run something is an "
	"error."};
const size_t reference_markdown_rule_count = COUNT(reference_markdown_rules);

void reference_put_limits(struct buf *out)
{
	static const struct {
		int most;
		const char *of;
	} limits[] = {{MARKDOWN_MAX_BYTES >> 10, "KB a Markdown file"}, {YAML_MAX_BYTES >> 20, "MB a YAML file"},
		{YAML_MAX_DEPTH, "deep"}, {SCORE_MAX_TASKS, "tasks a role"}, {MOST_LEVELS, "levels a site"},
		{MARKDOWN_MAX_COLUMNS, "columns a Markdown table"}, {SLUG_MAX, "letters an id or a slug"}};
	for (size_t i = 0; i < COUNT(limits); i++)
		buf_printf(out, "%s%s%d %s", i ? ", " : "", limits[i].most == YAML_MAX_DEPTH ? "nesting " : "",
			limits[i].most, limits[i].of);
	buf_char(out, '.');
}

void reference_put_place(const struct file_kind *kind, struct buf *out)
{
	bool is_role = kind->field->record == &role_table, is_intro = kind->field->record == &category_table;
	buf_put(out, kind->is_apart ? S("`") : S("`content/"));
	file_kind_put_path(kind, out);
	if (is_role)
		buf_put(out, S("` or `content/roles/<slug>/index.md"));
	if (is_intro)
		buf_put(out, S("` and `content/skills/<id>.md"));
	buf_char(out, '`');
	if (kind->is_apart)
		buf_put(out, S(", for `rolecast import`"));
}

struct listing {
	struct reference_record *records;
	size_t count;
};

static void list_record(struct listing *listing, const struct record *record, struct file_kind kind)
{
	for (size_t i = 0; i < listing->count; i++)
		if (listing->records[i].record == record)
			return;
	if (listing->count == REFERENCE_MAX_RECORDS)
		return;
	listing->records[listing->count++] = (struct reference_record){record, kind};
	for (size_t i = 0; i < record->count; i++)
		if (record->fields[i].kind == FIELD_RECORD)
			list_record(listing, record->fields[i].record, (struct file_kind){0});
}

size_t reference_records(struct reference_record records[REFERENCE_MAX_RECORDS])
{
	struct listing listing = {.records = records};
	struct file_kind kind;
	for (size_t i = 0; file_kind_at(i, &kind); i++)
		list_record(&listing, kind.field->record, kind);
	return listing.count;
}

void reference_put_lead(const struct reference_record *entry, struct buf *out)
{
	if (entry->kind.field) {
		bool is_map = (entry->kind.field->flags & FIELD_BY_ID) != 0;
		reference_put_place(&entry->kind, out);
		buf_put(out,
			entry->kind.is_front_matter ? S(", front matter. ")
				: is_map            ? S(", a map by id. ")
						    : S(". "));
	}
	schema_put_sentence(entry->record->help, out);
}

/* SPDX-License-Identifier: MIT */
#include "content/file_kind.h"

#include "content/import_map.h"

#define RECORD(label, of)                                                                                              \
	{                                                                                                              \
		.name = label, .kind = FIELD_RECORD, .flags = FIELD_REQUIRED, .record = &of, .help = label             \
	}
#define BY_ID(label, of, about)                                                                                        \
	{                                                                                                              \
		.name = label, .kind = FIELD_RECORD, .flags = FIELD_LIST | FIELD_BY_ID, .record = &of, .help = about   \
	}

static const struct field site = RECORD("site", settings_record), edition = RECORD("edition", edition_record),
			  role = RECORD("role", role_table), level = RECORD("level", level_page_record),
			  article = RECORD("article", article_table), page = RECORD("page", page_table),
			  category = RECORD("category", category_table),
			  import_map = RECORD("import-map", import_map_record),
			  sources = BY_ID("sources", source_record, "what can be cited"),
			  benchmarks = BY_ID("benchmarks", benchmark_record, "published measures beside ours");

static const struct file_kind before_tables[] = {{&site, "", "site.yaml"}, {&sources, "", "sources.yaml"},
	{&benchmarks, "", "benchmarks.yaml"}, {&edition, "editions/", "<id>.yaml"},
	{&role, "roles/", "<slug>.md", .is_front_matter = true}};
static const struct file_kind behind_tables[] = {
	{&level, "roles/<slug>/levels/", "<level>.md", .is_front_matter = true},
	{&category, "categories/", "<id>.md", .is_front_matter = true},
	{&article, "articles/", "<slug>.md", .is_front_matter = true},
	{&page, "pages/", "<slug>.md", .is_front_matter = true}, {&import_map, "", "MAP.yaml", .is_apart = true}};

/* The tables of a role that are files of its folder; faq.md is no YAML. */
static const struct field *table_at(size_t number)
{
	for (size_t i = 0; i < role_table.count; i++)
		if ((role_table.fields[i].flags & FIELD_IS_FILE) && number-- == 0)
			return &role_table.fields[i];
	return NULL;
}

bool file_kind_at(size_t number, struct file_kind *kind)
{
	if (number < COUNT(before_tables)) {
		*kind = before_tables[number];
		return true;
	}
	number -= COUNT(before_tables);
	size_t tables = 0;
	while (table_at(tables))
		tables++;
	if (number < tables) {
		const struct field *table = table_at(number);
		*kind = (struct file_kind){
			.field = table, .folder = "roles/<slug>/", .is_prose = str_eq(str_of(table->name), S("faq"))};
		return true;
	}
	number -= tables;
	if (number < COUNT(behind_tables))
		*kind = behind_tables[number];
	return number < COUNT(behind_tables);
}

bool file_kind_named(str name, struct file_kind *kind)
{
	for (size_t i = 0; file_kind_at(i, kind); i++)
		if (str_eq(str_of(kind->field->name), name))
			return true;
	return false;
}

void file_kind_put_path(const struct file_kind *kind, struct buf *out)
{
	buf_put(out, str_of(kind->folder));
	if (kind->name)
		buf_put(out, str_of(kind->name));
	else
		buf_printf(out, "%s.%s", kind->field->name, kind->is_prose ? "md" : "yaml");
}

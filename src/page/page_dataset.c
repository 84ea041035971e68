/* SPDX-License-Identifier: MIT */
/* The page about the data: its files, what their columns mean, how to recompute a score from them, how to cite them. */
#include "content/role.h"
#include "page/data.h"
#include "page/pages.h"

struct dated dataset_updated(const struct site *site)
{
	struct dated newest = {0};
	for (size_t i = 0; i < site->role_count; i++)
		if (i == 0 || date_cmp(site->roles[i].is.updated.date, newest.date) > 0)
			newest = site->roles[i].is.updated;
	return newest;
}

static const struct column_table *table_of(enum data_kind kind, enum data_table *which)
{
	for (*which = 0; *which < DATA_TABLES; (*which)++)
		if (column_tables[*which].kind == kind)
			return &column_tables[*which];
	return NULL;
}

static str table_anchor(const struct making *making, const struct column_table *table)
{
	return arena_printf(making->arena, "columns-%.*s", (int)str_find(str_of(table->name), '.'), table->name);
}

static str lines_of(const struct making *making, enum data_table which)
{
	size_t lines = columns_lines(which, making->site, &making->views->ledger);
	return strings_count(making->views->strings, making->arena, "data_lines", (int64_t)lines,
		FILLS({"count", pages_count(making, lines)},
			{"columns", pages_count(making, columns_count(&column_tables[which], making->site))}));
}

static str entries_of(const struct making *making, size_t count)
{
	return strings_count(making->views->strings, making->arena, "data_entries", (int64_t)count,
		FILLS({"count", pages_count(making, count)}));
}

static void fill_file(const struct making *making, const struct data_file *file, struct view_data_file *view)
{
	enum data_table which;
	const struct column_table *table = table_of(file->kind, &which);
	str name = str_of(file->url);
	if (!str_take(&name, S("/api/v1/")))
		name = str_skip(name, 1);
	view->title = value_text(name);
	view->url = value_text(pages_local(making, file->url));
	view->format = value_text(table ? S("CSV") : S("JSON"));
	view->about = value_text(pages_label(making, file->label));
	if (table) {
		view->size = value_text(lines_of(making, which));
		view->dictionary = value_text(table_anchor(making, table));
	} else if (file->kind == DATA_ROLES) {
		view->size = value_text(entries_of(making, making->site->role_count));
	} else if (file->kind == DATA_FORECASTS) {
		view->size = value_text(entries_of(making, making->views->ledger.count));
	} else if (file->kind == DATA_CHANGES) {
		view->size = value_text(entries_of(making, making->views->change_count));
	}
	if (file->schema)
		view->schema = value_text(pages_local(making, file->schema));
}

/* Files of one kind, of which the first stands for all; its name is below /api/v1/. */
static void fill_files(const struct making *making, str name, size_t count, const char *label, const char *schema,
	struct view_data_file *view)
{
	view->title = value_text(name);
	view->url =
		value_text(arena_printf(making->arena, "%.*s/api/v1/%.*s", STR_ARG(making->site->base), STR_ARG(name)));
	view->format = value_text(S("JSON"));
	view->about = value_text(pages_label(making, label));
	view->size = value_text(strings_count(making->views->strings, making->arena, "data_files", (int64_t)count,
		FILLS({"count", pages_count(making, count)})));
	view->schema = value_text(pages_local(making, schema));
}

static void fill_role_files(const struct making *making, struct view_data_file *view)
{
	str name = arena_printf(making->arena, "roles/%.*s.json", STR_ARG(making->site->roles[0].slug));
	fill_files(making, name, making->site->role_count, "data_role", "/api/v1/schema/role.json", view);
}

static void fill_change_files(const struct making *making, struct view_data_file *view)
{
	str name = making->views->changes[0].data;
	str_take(&name, making->site->base);
	str_take(&name, S("/api/v1/"));
	fill_files(making, name, making->views->change_count, "data_change", "/api/v1/schema/change.json", view);
}

static struct value files_of(const struct making *making)
{
	struct view_data_file *files = arena_array(making->arena, struct view_data_file, data_file_count + 2);
	size_t count = 0;
	for (size_t i = 0; i < data_file_count; i++) {
		if (!data_file_is_made(&data_files[i], making->views))
			continue;
		fill_file(making, &data_files[i], &files[count++]);
		if (data_files[i].kind == DATA_ROLES && making->site->role_count)
			fill_role_files(making, &files[count++]);
		if (data_files[i].kind == DATA_CHANGES)
			fill_change_files(making, &files[count++]);
	}
	return VIEW_ITEMS(making->arena, data_file, files, count);
}

static struct value columns_of(const struct making *making, const struct column_table *table)
{
	size_t count = columns_count(table, making->site);
	struct view_data_column *columns = arena_array(making->arena, struct view_data_column, count);
	for (size_t i = 0; i < count; i++) {
		columns[i].name = value_text(str_of(table->columns[i].name));
		columns[i].about = value_text(str_of(table->columns[i].about));
		columns[i].unit = value_text(str_of(table->columns[i].unit));
		columns[i].range = value_text(str_of(table->columns[i].range));
	}
	return VIEW_ITEMS(making->arena, data_column, columns, count);
}

static struct value tables_of(const struct making *making)
{
	struct view_data_table *tables = arena_array(making->arena, struct view_data_table, DATA_TABLES);
	size_t count = 0;
	for (size_t i = 0; i < DATA_TABLES; i++) {
		const struct column_table *table = &column_tables[i];
		if (i == TABLE_FORECASTS && making->views->ledger.count == 0)
			continue;
		tables[count].title = value_text(str_of(table->name));
		tables[count].anchor = value_text(table_anchor(making, table));
		tables[count].about = value_text(str_of(table->about));
		tables[count++].columns = columns_of(making, table);
	}
	return VIEW_ITEMS(making->arena, data_table, tables, count);
}

static str recipe_of(const struct making *making)
{
	struct buf out = {0};
	columns_recipe(&out);
	str recipe = buf_copy(&out, making->arena);
	buf_free(&out);
	return recipe;
}

static str example_of(const struct making *making)
{
	const struct site *site = making->site;
	const struct role *role = &site->roles[0];
	struct score_input input = role_input(site, role, site->baseline);
	struct score_sums sums = score_sums_of(&input);
	const struct strings *strings = making->views->strings;
	const struct score_measure *risk = &role->baseline->score.risk;
	return strings_say(strings, making->arena, "data_example",
		FILLS({"role", role->slug}, {"level", site->levels[site->baseline].id.s},
			{"sum", strings_number(strings, making->arena, (int64_t)sums.risk)},
			{"weight", strings_number(strings, making->arena, (int64_t)sums.weight)},
			{"exact", strings_decimal(strings, making->arena, risk->hundredths, 2)},
			{"risk", arena_int(making->arena, risk->value)}));
}

static str citation_of(const struct making *making)
{
	const struct settings *settings = &making->site->settings;
	const struct strings *strings = making->views->strings;
	str who = settings->assessor ? settings->assessor->name.s : (str){0};
	return strings_say(strings, making->arena, "data_citation",
		FILLS({"who", who}, {"site", settings->title.s}, {"edition", settings->edition.s},
			{"date", strings_date(strings, making->arena, dataset_updated(making->site).date)},
			{"url", view_absolute(making->site, making->arena, making->output->url)}));
}

static void fill_counts(const struct making *making, struct view_data_page *view)
{
	const struct site *site = making->site;
	size_t tasks = columns_lines(TABLE_TASKS, site, NULL) / site->level_count;
	view->roles = value_int((int64_t)site->role_count);
	view->tasks = value_int((int64_t)tasks);
	view->levels = value_int((int64_t)site->level_count);
	if (making->views->ledger.count)
		view->forecasts = value_int((int64_t)making->views->ledger.count);
}

struct value pages_dataset(const struct making *making)
{
	const struct site *site = making->site;
	struct view_data_page *view = arena_new(making->arena, struct view_data_page);
	struct dated updated = dataset_updated(site);
	str description = strings_count(making->views->strings, making->arena, "data_description",
		(int64_t)site->role_count, FILLS({"count", pages_count(making, site->role_count)}));
	struct view_meta *page = pages_meta(making, pages_say(making, "data_title"), description);
	page->updated = value_text(updated.text.s);
	pages_data(making, page, (struct value){0});
	pages_root(making, page, view);
	fill_counts(making, view);
	view->updated = value_text(strings_date(making->views->strings, making->arena, updated.date));
	view->updated_iso = value_text(updated.text.s);
	view->licence = value_text(provenance_licence(site));
	if (site->settings.data)
		view->licence_url = value_text(site->settings.data->url.s);
	view->files = files_of(making);
	view->tables = tables_of(making);
	view->recipe = value_text(recipe_of(making));
	if (site->role_count)
		view->example = value_text(example_of(making));
	view->citation = value_text(citation_of(making));
	return view_of(SHAPE_data_page, view);
}

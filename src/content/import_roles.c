/* SPDX-License-Identifier: MIT */
/* What only all rows together tell: categories, addresses, ids that would be given twice. */
#include "content/import.h"

#include <string.h>

#include "base/nearest.h"
#include "base/slug.h"

static const struct category *category_named(const struct import *import, str name)
{
	const struct settings *settings = &import->site->settings;
	for (size_t i = 0; i < settings->categories.count; i++) {
		const struct category *category = &settings->categories.items[i];
		if (str_eq(category->id.s, name) || str_eq(category->title.s, name))
			return category;
	}
	return NULL;
}

/* Of its first row nothing is kept but where it was. */
static struct mark mark_of_role(const struct import *import, const struct import_role *role)
{
	struct source *source = arena_new(import->arena, struct source);
	*source = (struct source){.path = import->path, .lines_before = role->line - 1};
	return mark_of(source, 0, 0);
}

/* A thousand roles may have the same fault. */
static bool is_told(struct import *import)
{
	return ++import->faults <= CSV_MOST_TOLD;
}

/* `role` is NULL for the one that --category names. */
static bool unknown_category(const struct import *import, str name, const struct import_role *role, struct diags *diags)
{
	const struct settings *settings = &import->site->settings;
	struct nearest nearest = {.word = name};
	struct buf all = {0}, place = {0};
	for (size_t i = 0; i < settings->categories.count; i++) {
		str id = settings->categories.items[i].id.s;
		nearest_offer(&nearest, id);
		buf_printf(&all, "%s%.*s", i ? ", " : "", STR_ARG(id));
	}
	if (role)
		buf_printf(&place, "row %zu: ", role->row);
	diag_error(diags, role ? mark_of_role(import, role) : (struct mark){0}, "unknown-category",
		"%.*sthere is no category '%.*s' in site.yaml", STR_ARG(buf_str(&place)), STR_ARG(name));
	if (nearest.best.len)
		diag_hint(diags, "did you mean '%.*s'?", STR_ARG(nearest.best));
	else
		diag_hint(diags, "categories are: %.*s", STR_ARG(buf_str(&all)));
	buf_free(&all);
	buf_free(&place);
	return false;
}

/* The category with the longest prefix of a US code; NULL when none has any. */
static const struct category *category_of_code(const struct import *import, str code)
{
	const struct settings *settings = &import->site->settings;
	const struct category *best = NULL;
	size_t longest = 0;
	if (code.len == 0 || import->map->code.value != IMPORT_SOC)
		return NULL;
	for (size_t i = 0; i < settings->categories.count; i++)
		for (size_t k = 0; k < settings->categories.items[i].soc.count; k++) {
			str prefix = settings->categories.items[i].soc.items[k].s;
			if (prefix.len <= longest || !str_starts(code, prefix))
				continue;
			longest = prefix.len;
			best = &settings->categories.items[i];
		}
	return best;
}

static bool give_category(struct import *import, struct import_role *role, struct diags *diags)
{
	const struct category *category = category_of_code(import, role->code);
	role->category_by = CATEGORY_BY_CODE;
	if (role->category.len) {
		role->category_by = CATEGORY_BY_COLUMN;
		category = category_named(import, role->category);
		if (!category)
			return is_told(import) && unknown_category(import, role->category, role, diags);
	}
	if (!category && import->category.len) {
		role->category_by = CATEGORY_BY_OPTION;
		category = category_named(import, import->category);
	}
	if (!category) {
		role->category_by = CATEGORY_FIRST;
		category = &import->site->settings.categories.items[0];
	}
	role->category = category->id.s;
	return true;
}

/* At most `most` bytes, cut behind a word where there is one. */
static str cut(str slug, size_t most)
{
	if (slug.len <= most)
		return slug;
	size_t end = most;
	while (end > most / 2 && slug.at[end] != '-')
		end--;
	return str_part(slug, 0, slug.at[end] == '-' ? end : most);
}

static str with_end(struct arena *arena, str slug, str end)
{
	return arena_printf(arena, "%.*s-%.*s", STR_ARG(cut(slug, SLUG_MAX - end.len - 1)), STR_ARG(end));
}

static bool no_slug(struct import *import, const struct import_role *role, struct diags *diags)
{
	if (!is_told(import))
		return false;
	diag_error(diags, mark_of_role(import, role), "bad-slug",
		"row %zu: no address can be made from the title '%.*s'", role->row, STR_ARG(role->title));
	diag_hint(diags, "give the file a column of codes, or a title in Latin letters");
	return false;
}

/* The address that the title alone would give, or the code where the title gives none; who has it already is noted. */
static bool share_slug(struct import *import, struct import_role *role, struct map *sharing, struct diags *diags)
{
	role->slug = cut(slug_ascii(import->arena, role->title), SLUG_MAX);
	if (role->slug.len == 0)
		role->slug = slug_ascii(import->arena, role->code);
	if (role->slug.len == 0)
		return no_slug(import, role, diags);
	struct import_role **first = (struct import_role **)map_at(sharing, import->arena, role->slug);
	role->shares_slug = *first != NULL;
	if (*first)
		(*first)->shares_slug = true;
	else
		*first = role;
	return true;
}

/* A title that others have too gets its code behind it, and so do theirs: whatever comes first in the file, a role's
   address is the same. */
static bool settle_slug(struct import *import, struct import_role *role, struct map *taken, struct diags *diags)
{
	str code = slug_ascii(import->arena, role->code);
	if (role->shares_slug && code.len)
		role->slug = with_end(import->arena, role->slug, code);
	struct import_role **first = (struct import_role **)map_at(taken, import->arena, role->slug);
	const struct import_role *other = *first;
	*first = role;
	if (!other)
		return true;
	if (!is_told(import))
		return false;
	diag_error(diags, mark_of_role(import, role), "rows-disagree",
		"rows %zu and %zu: '%.*s' and '%.*s' would have the same address, '%.*s'", other->row, role->row,
		STR_ARG(other->title), STR_ARG(role->title), STR_ARG(role->slug));
	diag_hint(diags, "rename one of them in the file, or give the file a column of codes");
	return false;
}

static bool give_slugs(struct import *import, struct diags *diags)
{
	struct map sharing = {0}, taken = {0};
	bool ok = true;
	for (size_t i = 0; i < import->role_count; i++)
		ok &= share_slug(import, import->roles[i], &sharing, diags);
	bool has_slugs = ok;
	for (size_t i = 0; i < import->role_count && has_slugs; i++)
		ok &= settle_slug(import, import->roles[i], &taken, diags);
	return ok;
}

/* Tasks without a number of their own are known by their words; two that would be one get ids of their own. */
static void give_ids(struct import *import, struct import_role *role)
{
	struct map seen = {0};
	struct arena scratch = {0};
	for (size_t i = 0; i < role->count; i++) {
		struct import_task *task = &role->tasks[i];
		str slug = task->id.len ? task->id : slug_ascii(&scratch, task->text);
		if (slug.len == 0)
			continue;
		for (size_t number = 2; map_get(&seen, slug); number++) {
			slug = with_end(
				import->arena, slug_ascii(&scratch, task->text), arena_int(&scratch, (int64_t)number));
			task->id = slug;
		}
		*map_at(&seen, &scratch, slug) = task;
	}
	arena_free(&scratch);
}

static bool has_weight(struct import *import, const struct import_role *role, struct diags *diags)
{
	uint64_t sum = 0;
	for (size_t i = 0; i < role->count; i++)
		sum += role->tasks[i].weight;
	if (sum || import->at[COLUMN_WEIGHT] == SIZE_MAX)
		return true;
	return is_told(import)
		&& diag_error(diags, mark_of_role(import, role), "no-time",
			"row %zu: the weights of '%.*s' add up to nothing", role->row, STR_ARG(role->title));
}

static void no_row(const struct import *import, struct diags *diags)
{
	size_t unrated = import->skipped[SKIP_UNRATED], by_map = import->skipped[SKIP_BY_MAP];
	diag_error(diags, (struct mark){0}, "empty-table", "no row of the file can be used");
	if (import->rows)
		diag_hint(diags, "of its %zu row%s %zu ha%s no value, and the map leaves %zu out", import->rows,
			import->rows == 1 ? "" : "s", unrated, unrated == 1 ? "s" : "ve", by_map);
	else
		diag_hint(diags, "below its headings it has 0 rows");
}

bool import_finish(struct import *import, struct diags *diags)
{
	bool is_benchmark = import->map->makes.value == IMPORT_BENCHMARK, ok = true;
	if (is_benchmark ? import->value_count == 0 : import->role_count == 0) {
		no_row(import, diags);
		return false;
	}
	if (is_benchmark)
		return true;
	if (import->category.len && !category_named(import, import->category))
		return unknown_category(import, import->category, NULL, diags);
	for (size_t i = 0; i < import->role_count; i++) {
		ok &= give_category(import, import->roles[i], diags) & has_weight(import, import->roles[i], diags);
		give_ids(import, import->roles[i]);
	}
	ok &= give_slugs(import, diags);
	if (import->faults > CSV_MOST_TOLD)
		diag_note(diags, (struct mark){0}, "and %zu more", import->faults - CSV_MOST_TOLD);
	return ok;
}

size_t import_task_count(const struct import *import)
{
	size_t count = 0;
	for (size_t i = 0; i < import->role_count; i++)
		count += import->roles[i]->count;
	return count;
}

void import_free(struct import *import)
{
	arena_free(&import->scratch);
	buf_free(&import->values);
}

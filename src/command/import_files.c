/* SPDX-License-Identifier: MIT */
/* Roles are new files, or replace what an import wrote before. Lists of sources and benchmarks are their author's: an
   entry is put behind what they have, of which no byte changes. */
#include "command/import_files.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>

#include "format/yaml.h"

enum { LARGEST_THERE = 64 << 20, MOST_SHOWN = 3 };

static bool read_there(struct import_files *files, str path, str *text)
{
	struct arena *arena = files->invocation->arena;
	return fs_read(AT_FDCWD, fs_join(arena, files->invocation->folder, path), LARGEST_THERE, arena, text);
}

static bool stands(struct import_files *files, str path)
{
	return fs_exists(fs_join(files->invocation->arena, files->invocation->folder, path));
}

static void add(struct import_files *files, struct addition addition)
{
	struct arena *arena = files->invocation->arena;
	if (files->count == files->cap) {
		files->cap = files->cap ? files->cap * 2 : 256;
		struct addition *larger = arena_array(arena, struct addition, files->cap);
		if (files->count)
			memcpy(larger, files->all, files->count * sizeof *larger);
		files->all = larger;
	}
	files->all[files->count++] = addition;
}

/* Told once for all of a kind: of a thousand roles all may be there. */
static bool refuse(struct import_files *files, enum import_refusal why, str path)
{
	struct import_refused *refused = &files->refused[why];
	if (refused->count++ < MOST_SHOWN)
		buf_printf(&refused->first, "%s%.*s", refused->first.len ? ", " : "", STR_ARG(path));
	return false;
}

static void tell_refused(struct import_files *files, struct diags *diags)
{
	static const struct {
		const char *one, *many, *hint;
	} rows[] = {
		[REFUSED_OURS] = {"is there already", "are there already", "--force writes anew what an import wrote"},
		[REFUSED_AUTHORS] = {"is there already, and its author's", "are there already, and their author's",
			"--force leaves alone what does not begin with '# Written by `rolecast import`', or as a table "
			"with 'code,title,value'"},
		[REFUSED_FILE] = {"is there already, and would be the same role",
			"are there already, and would be the same roles", "take --one-file, or delete them"},
		[REFUSED_FOLDER] = {"is there already, and would be the same role",
			"are there already, and would be the same roles", "leave --one-file out, or delete them"},
	};
	static_assert(COUNT(rows) == IMPORT_REFUSALS, "words for each");
	for (size_t i = 0; i < IMPORT_REFUSALS; i++) {
		struct import_refused *refused = &files->refused[i];
		if (refused->count == 0)
			continue;
		if (refused->count > MOST_SHOWN)
			buf_printf(&refused->first, " and %zu more", refused->count - MOST_SHOWN);
		diag_error(diags, (struct mark){0}, "already-there", "%.*s %s", STR_ARG(buf_str(&refused->first)),
			refused->count == 1 ? rows[i].one : rows[i].many);
		diag_hint(diags, "nothing was written; %s", rows[i].hint);
	}
}

static bool is_ours(str text)
{
	return str_search(str_part(text, 0, 200), S(IMPORT_MARK)) < str_part(text, 0, 200).len;
}

/* A file of a role: new, the same as is there, or in place of one that an import wrote. */
static bool add_file(struct import_files *files, str path, const struct buf *made)
{
	struct arena *arena = files->invocation->arena;
	str text = buf_str(made), there = {0};
	bool is_there = stands(files, path);
	if (is_there && read_there(files, path, &there) && str_eq(there, text)) {
		files->same++;
		return true;
	}
	if (is_there && !is_ours(there))
		return refuse(files, REFUSED_AUTHORS, path);
	if (is_there && !files->invocation->is_forced)
		return refuse(files, REFUSED_OURS, path);
	files->replaced += is_there;
	add(files, (struct addition){.path = path, .text = arena_copy(arena, text), .replaces = is_there});
	return true;
}

static bool is_small_enough(
	struct import_files *files, const struct buf *made, str path, size_t limit, struct diags *diags)
{
	if (made->len <= limit)
		return true;
	diag_error(diags, (struct mark){0}, "too-large", "%.*s would have %zu bytes, where at most %zu are read",
		STR_ARG(path), made->len, limit);
	if (files->invocation->is_one_file)
		diag_hint(diags, "without --one-file tasks have a file of their own, of up to %d MB",
			YAML_MAX_BYTES >> 20);
	return false;
}

typedef void put_file(const struct import *import, const struct import_role *role, struct buf *out);

static bool make_file(
	struct import_files *files, const struct import_role *role, str path, put_file *put, struct diags *diags)
{
	struct buf made = {0};
	put(files->import, role, &made);
	size_t limit = str_ends(path, S(".md")) ? MARKDOWN_MAX_BYTES : YAML_MAX_BYTES;
	bool ok = is_small_enough(files, &made, path, limit, diags) && add_file(files, path, &made);
	buf_free(&made);
	return ok;
}

static bool add_role(struct import_files *files, const struct import_role *role, struct diags *diags)
{
	struct arena *arena = files->invocation->arena;
	str folder = arena_printf(arena, "content/roles/%.*s", STR_ARG(role->slug));
	str file = arena_printf(arena, "%.*s.md", STR_ARG(folder));
	bool is_one = files->invocation->is_one_file;
	size_t before = files->count;
	if (stands(files, is_one ? folder : file))
		return refuse(files, is_one ? REFUSED_FOLDER : REFUSED_FILE, is_one ? folder : file);
	bool ok = is_one ? make_file(files, role, file, import_put_one_file, diags)
			 : make_file(files, role, fs_join(arena, folder, S("index.md")), import_put_index, diags)
			& make_file(files, role, fs_join(arena, folder, S("tasks.yaml")), import_put_tasks, diags);
	files->roles += files->count > before;
	return ok;
}

/* A list of entries by id, in its author's file. */
struct list {
	str path;
	struct source *source;
	struct yaml_node *node; /* NULL when there is no file, or nothing in it */
	struct buf text;
	bool has_new;
};

static bool read_list(struct import_files *files, struct list *list, struct diags *diags)
{
	struct arena *arena = files->invocation->arena;
	list->source = arena_new(arena, struct source);
	list->source->path = list->path;
	if (!stands(files, list->path))
		return true;
	if (!read_there(files, list->path, &list->source->text))
		return diag_system(diags, "unreadable", list->path, errno, "cannot read");
	buf_put(&list->text, list->source->text);
	list->node = yaml_parse(list->source, 0, list->source->text.len, arena, diags);
	if (list->node && list->node->kind == YAML_NULL)
		list->node = (struct yaml_node *)NULL;
	else if (!list->node)
		return false;
	else if (list->node->kind != YAML_MAP)
		return diag_error(diags, list->node->mark, "wrong-type", "a map from ids to records is wanted here");
	return true;
}

/* Lists are compared item by item: a scale. */
static bool is_same_value(const struct yaml_node *a, const struct yaml_node *b)
{
	if (a->kind != YAML_LIST || b->kind != YAML_LIST)
		return a->kind == b->kind && str_eq(str_trim(a->text), str_trim(b->text));
	for (size_t i = 0; i < a->count && a->count == b->count; i++)
		if (!str_eq(a->items[i].text, b->items[i].text))
			return false;
	return a->count == b->count;
}

/* What is there says the same as what would be written, in all that would be. */
static bool is_same_entry(const struct yaml_node *there, const struct yaml_node *made, const struct yaml_node **differs)
{
	static const char *const telling[] = {"title", "url", "licence", "file", "published", "as_of", "scale", "code",
		"code_column", "value_column"};
	for (size_t i = 0; i < COUNT(telling); i++) {
		const struct yaml_node *a = yaml_get(there, str_of(telling[i])),
				       *b = yaml_get(made, str_of(telling[i]));
		if (a && b && !is_same_value(a, b)) {
			*differs = a;
			return false;
		}
	}
	return true;
}

static bool append(struct import_files *files, struct list *list, str id, const struct buf *entry, struct diags *diags)
{
	struct arena *arena = files->invocation->arena;
	struct source *made = arena_new(arena, struct source);
	*made = (struct source){S("entry"), buf_copy(entry, arena)};
	const struct yaml_node *known = list->node ? yaml_get(list->node, id) : NULL, *differs = NULL;
	const struct yaml_node *node = yaml_parse(made, 0, made->text.len, arena, diags);
	if (known && is_same_entry(known, yaml_get(node, id), &differs))
		return true;
	if (known) {
		diag_error(diags, differs->mark, "entry-differs", "'%.*s' is there already, and is another one",
			STR_ARG(id));
		diag_hint(diags, "give the map's entry another id, or make the two say the same");
		return false;
	}
	if (list->text.len && list->text.at[list->text.len - 1] != '\n')
		buf_char(&list->text, '\n');
	buf_put(&list->text, buf_str(entry));
	buf_printf(&files->added, "%s%.*s in %.*s", files->added.len ? ", " : "", STR_ARG(id), STR_ARG(list->path));
	list->has_new = true;
	return true;
}

/* A list in the form {a: …}, or one that is indented, cannot be added to as text. `ok`: all went well so far. */
static bool end_list(struct import_files *files, struct list *list, bool ok, struct diags *diags)
{
	struct arena *arena = files->invocation->arena;
	struct diags ignored = {0};
	struct source *made = arena_new(arena, struct source);
	*made = (struct source){list->path, buf_copy(&list->text, arena)};
	buf_free(&list->text);
	if (!ok || !list->has_new)
		return ok;
	const struct yaml_node *node = yaml_parse(made, 0, made->text.len, arena, &ignored);
	size_t before = list->node ? list->node->count : 0;
	ok = node && node->kind == YAML_MAP && node->count > before;
	diags_free(&ignored);
	if (!ok) {
		diag_error(diags, mark_of(list->source, 0, 0), "not-appended",
			"no entry can be put behind what this file holds");
		diag_hint(diags, "write it with an entry a block, each id at the beginning of a line");
		return false;
	}
	bool is_there = stands(files, list->path);
	add(files, (struct addition){.path = list->path, .text = made->text, .replaces = is_there});
	return true;
}

static bool add_sources(struct import_files *files, struct diags *diags)
{
	const struct import_map *map = files->import->map;
	struct list list = {.path = S("content/sources.yaml")};
	bool ok = map->sources.count == 0 || read_list(files, &list, diags);
	for (size_t i = 0; ok && i < map->sources.count; i++) {
		struct buf entry = {0};
		import_put_source(&map->sources.items[i], &entry);
		ok = append(files, &list, map->sources.items[i].id.s, &entry, diags);
		buf_free(&entry);
	}
	return end_list(files, &list, ok, diags);
}

static bool add_benchmark(struct import_files *files, struct diags *diags)
{
	struct arena *arena = files->invocation->arena;
	const struct import_benchmark *benchmark = files->import->map->benchmark;
	struct list list = {.path = S("content/benchmarks.yaml")};
	/* A table of other headings is its author's. */
	str head = S("code,title,value\n");
	struct buf entry = {0}, rows = {0};
	import_put_benchmark(files->import, &entry);
	bool ok = read_list(files, &list, diags) && append(files, &list, benchmark->id.s, &entry, diags);
	ok = end_list(files, &list, ok, diags);
	str path = arena_printf(arena, "content/benchmarks/%.*s.csv", STR_ARG(benchmark->id.s)), there = {0};
	buf_put(&rows, head);
	buf_put(&rows, buf_str(&files->import->values));
	bool is_there = stands(files, path),
	     is_same = is_there && read_there(files, path, &there) && str_eq(there, buf_str(&rows));
	if (is_same)
		files->same++;
	else if (is_there && !files->invocation->is_forced)
		ok = refuse(files, REFUSED_OURS, path);
	else if (is_there && !str_starts(there, head))
		ok = refuse(files, REFUSED_AUTHORS, path);
	else
		add(files, (struct addition){.path = path, .text = buf_copy(&rows, arena), .replaces = is_there});
	files->replaced += is_there && !is_same;
	buf_free(&entry);
	buf_free(&rows);
	return ok;
}

bool import_files_make(struct import_files *files, struct diags *diags)
{
	const struct import *import = files->import;
	if (!files->invocation->is_dry)
		additions_clear(files->invocation->folder);
	bool ok = add_sources(files, diags);
	if (import->map->makes.value == IMPORT_BENCHMARK)
		ok &= add_benchmark(files, diags);
	for (size_t i = 0; i < import->role_count; i++)
		ok &= add_role(files, import->roles[i], diags);
	tell_refused(files, diags);
	return ok;
}

void import_files_free(struct import_files *files)
{
	buf_free(&files->added);
	for (size_t i = 0; i < IMPORT_REFUSALS; i++)
		buf_free(&files->refused[i].first);
}

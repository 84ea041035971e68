/* SPDX-License-Identifier: MIT */
/* Rows of one role may stand anywhere in the file. Words that repeat (titles, ids) are kept once. */
#include "content/import.h"

#include <string.h>

#include "content/import_parts.h"

static bool find_columns(struct import *import, const struct csv_row *row)
{
	bool ok = true;
	for (size_t i = 0; i < IMPORT_COLUMNS; i++) {
		struct text name = import->map->columns->names[i];
		bool is_elsewhere = i == COLUMN_ROLE && import->has_titles;
		import->at[i] = SIZE_MAX;
		if (name.s.len == 0 || is_elsewhere
			|| csv_column(row, name.s, name.mark, import->diags, &import->at[i]))
			continue;
		ok = false;
		if (i == COLUMN_ROLE && import->map->occupations)
			csv_hint(row, "the file with titles by code goes behind --titles");
	}
	return ok;
}

static str keep(struct import *import, str text)
{
	import->kept += text.len + 1;
	return arena_copy(import->arena, text);
}

/* The same text once, however often it comes. */
static str keep_once(struct import *import, str text)
{
	str *known = map_get(&import->texts, text);
	if (known)
		return *known;
	known = arena_new(import->arena, str);
	*known = keep(import, text);
	import->kept += sizeof *known + 2 * sizeof(struct map_entry);
	*map_at(&import->texts, import->arena, *known) = known;
	return *known;
}

static bool contradict(const struct taking *taking, enum import_column column, const char *what, str of, size_t before)
{
	csv_complain(taking->row, taking->import->at[column], "rows-disagree",
		"row %zu gives '%.*s' another %s than row %zu", taking->row->number, STR_ARG(of), what, before);
	return false;
}

static struct import_role *new_role(struct import *import, str key)
{
	if (import->role_count == import->cap) {
		import->cap = import->cap ? import->cap * 2 : 256;
		struct import_role **larger = arena_array(import->arena, struct import_role *, import->cap);
		if (import->role_count)
			memcpy(larger, import->roles, import->role_count * sizeof *larger);
		import->roles = larger;
	}
	struct import_role *role = arena_new(import->arena, struct import_role);
	import->kept += sizeof *role + 2 * sizeof(struct map_entry);
	*map_at(&import->by_key, import->arena, keep(import, key)) = role;
	return import->roles[import->role_count++] = role;
}

/* The role of this row; NULL when the row contradicts an earlier one. */
static struct import_role *role_of(const struct taking *taking, str code, str title, str category)
{
	struct import *import = taking->import;
	struct import_role *role = map_get(&import->by_key, code.len ? code : title);
	if (!role) {
		role = new_role(import, code.len ? code : title);
		role->title = keep_once(import, title);
		role->code = keep_once(import, code);
		role->category = keep_once(import, category);
		role->row = taking->row->number;
		role->line = taking->row->line;
		return role;
	}
	bool ok = str_eq(role->title, title) || contradict(taking, COLUMN_ROLE, "title", code, role->row);
	ok &= str_eq(role->category, category)
		|| contradict(taking, COLUMN_CATEGORY, "category", role->title, role->row);
	return ok ? role : NULL;
}

static bool is_same_judged(const struct import_judged *a, const struct import_judged *b)
{
	return memcmp(&a->judgement, &b->judgement, sizeof a->judgement) == 0;
}

/* The same task of the same role a second time: passed over when it says the same, else a contradiction. */
static bool is_there(const struct taking *taking, struct import_role *role, const struct import_task *task)
{
	for (size_t i = 0; i < role->count; i++) {
		const struct import_task *known = &role->tasks[i];
		bool is_same_text = str_eq(known->text, task->text);
		if (task->id.len ? !str_eq(known->id, task->id) : !is_same_text)
			continue;
		bool is_same = is_same_text && is_same_judged(&known->exposure, &task->exposure)
			&& is_same_judged(&known->autonomy, &task->autonomy) && known->weight == task->weight
			&& str_eq(known->rationale, task->rationale);
		if (is_same)
			taking->import->skipped[SKIP_TWICE]++;
		else
			csv_complain(taking->row, taking->import->at[COLUMN_TASK], "rows-disagree",
				"row %zu says otherwise than row %zu of the same task of '%.*s'", taking->row->number,
				known->row, STR_ARG(role->title));
		return true;
	}
	return false;
}

static void add_task(const struct taking *taking, struct import_role *role, struct import_task task)
{
	struct import *import = taking->import;
	if (role->count == SCORE_MAX_TASKS) {
		if (!role->is_full)
			csv_complain(taking->row, import->at[COLUMN_TASK], "too-many-tasks",
				"row %zu: '%.*s' has more than %d tasks", taking->row->number, STR_ARG(role->title),
				SCORE_MAX_TASKS);
		role->is_full = true;
		return;
	}
	if (role->count == role->cap) {
		role->cap = role->cap ? role->cap * 2 : 16;
		struct import_task *larger = arena_array(import->arena, struct import_task, role->cap);
		if (role->count)
			memcpy(larger, role->tasks, role->count * sizeof *larger);
		role->tasks = larger;
		import->kept += role->cap * sizeof *larger;
	}
	task.text = keep(import, task.text);
	task.id = keep_once(import, task.id);
	task.ref = keep_once(import, task.ref);
	task.rationale = keep(import, task.rationale);
	role->tasks[role->count++] = task;
}

static bool is_within_limit(const struct taking *taking)
{
	if (taking->import->kept <= IMPORT_MAX_KEPT)
		return true;
	csv_complain(taking->row, SIZE_MAX, "too-large", "row %zu: more than %d MB of roles and tasks",
		taking->row->number, IMPORT_MAX_KEPT >> 20);
	csv_hint(taking->row, "split the file, or leave rows out with `skip` in the map's `values`");
	return false;
}

/* What is wrong is told of all of a row's cells at once. */
static void take_task_row(const struct taking *taking)
{
	struct import_task task = {0};
	str code = {0}, title = {0}, category = {0};
	enum taken judged = import_take_judgements(taking, &task);
	if (judged == TAKEN_NOT)
		return;
	enum taken weighed = import_take_weight(taking, &task);
	enum taken sorted = weighed == TAKEN_NOT ? TAKEN_NOT : import_take_category(taking, &category);
	if (weighed == TAKEN_NOT || sorted == TAKEN_NOT)
		return;
	bool ok = import_take_code(taking, &code) && import_take_title(taking, code, &title);
	ok &= import_take_words(taking, &task);
	if (!ok || judged == TAKEN_WRONG || weighed == TAKEN_WRONG)
		return;
	struct import_role *role = role_of(taking, code, title, category);
	if (role && !is_there(taking, role, &task))
		add_task(taking, role, task);
}

struct import_value {
	str written;
	size_t row;
};

/* 15-1252.00 is 15-1252 to those who look for it. */
static str occupation_of(str code)
{
	return str_ends(code, S(".00")) ? str_part(code, 0, code.len - 3) : code;
}

/* A code a second time: passed over with the same value, else a contradiction. */
static bool has_value(const struct taking *taking, str code, str written)
{
	struct import *import = taking->import;
	const struct import_value *known = map_get(&import->by_key, occupation_of(code));
	if (!known)
		return false;
	if (str_eq(known->written, written))
		import->skipped[SKIP_TWICE]++;
	else
		contradict(taking, COLUMN_CODE, "value", code, known->row);
	return true;
}

static void add_value(const struct taking *taking, str code, str written)
{
	struct import *import = taking->import;
	struct import_value *value = arena_new(import->arena, struct import_value);
	*value = (struct import_value){keep(import, written), taking->row->number};
	*map_at(&import->by_key, import->arena, keep(import, occupation_of(code))) = value;
	csv_put(&import->values, code);
	buf_char(&import->values, ',');
	csv_put(&import->values, import_one_line(&import->scratch, import_cell(taking, COLUMN_ROLE)));
	buf_printf(&import->values, ",%.*s\n", STR_ARG(written));
	import->kept += 64;
	import->value_count++;
}

/* code,title,value: all rows, in the order of the file. */
static void take_value_row(const struct taking *taking)
{
	str code = {0}, written = {0};
	enum taken taken = import_take_value(taking, &written);
	if (taken == TAKEN_NOT)
		return;
	if (import_take_code(taking, &code) && taken == TAKEN && !has_value(taking, code, written))
		add_value(taking, code, written);
}

bool import_take_row(void *context, const struct csv_row *row)
{
	struct taking taking = {.import = context, .row = row};
	if (row->number == 1)
		return find_columns(taking.import, row);
	taking.import->rows++;
	if (taking.import->map->makes.value == IMPORT_BENCHMARK)
		take_value_row(&taking);
	else
		take_task_row(&taking);
	arena_reset(&taking.import->scratch);
	return is_within_limit(&taking);
}

bool import_take_name(void *context, const struct csv_row *row)
{
	struct import *import = context;
	const struct import_occupations *names = import->map->occupations;
	/* The columns of the file that follows are found anew. */
	if (row->number == 1)
		return csv_column(row, names->code.s, names->code.mark, import->diags, &import->at[COLUMN_CODE])
			& csv_column(row, names->role.s, names->role.mark, import->diags, &import->at[COLUMN_ROLE]);
	str code = str_trim(row->cells[import->at[COLUMN_CODE]]);
	str title = import_one_line(&import->scratch, row->cells[import->at[COLUMN_ROLE]]);
	if (title.len && title.len <= IMPORT_MAX_CELL && !map_get(&import->titles, code)) {
		str *kept = arena_new(import->arena, str);
		*kept = keep(import, title);
		*map_at(&import->titles, import->arena, keep(import, code)) = kept;
	}
	arena_reset(&import->scratch);
	struct taking taking = {import, row};
	return is_within_limit(&taking);
}

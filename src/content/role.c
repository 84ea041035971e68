/* SPDX-License-Identifier: MIT */
/* A role's front matter and the files of its folder become one tree of keys, so that both shapes of a role
   are loaded by the same table. What a table cannot say (times by level, ids, codes) is checked here. */
#include "content/role.h"

#include <string.h>

#include "base/nearest.h"
#include "base/slug.h"
#include "content/codes.h"
#include "content/forecast.h"
#include "content/load.h"

struct role_loading {
	const struct site *site;
	const struct role_files *files;
	struct role *role;
	struct schema schema;
	struct diags *diags;
};

static void append_key(
	struct role_loading *loading, struct yaml_node *front, struct yaml_node key, struct yaml_node *value)
{
	const struct yaml_node *given = yaml_get(front, key.text);
	if (given) {
		diag_error(loading->diags, key.mark, "given-twice",
			"'%.*s' is given in this file and in the front matter", STR_ARG(key.text));
		diag_note(loading->diags, given->mark, "the front matter's");
		diag_hint(loading->diags, "keep one of the two");
		return;
	}
	struct yaml_node *items = arena_array(loading->schema.scratch, struct yaml_node, 2 * (front->count + 1));
	if (front->count)
		memcpy(items, front->items, 2 * front->count * sizeof *items);
	items[2 * front->count] = key;
	items[2 * front->count + 1] = *value;
	front->items = items;
	front->count++;
}

/* `## Question` and its answer become {q, a}. */
static struct yaml_node *faq_node(struct role_loading *loading, const struct source *source)
{
	struct markdown_piece *pieces;
	struct arena *arena = loading->schema.scratch;
	size_t count = markdown_split(source, 0, arena, &pieces, loading->diags);
	struct yaml_node *list = arena_new(arena, struct yaml_node);
	*list = (struct yaml_node){.kind = YAML_LIST, .mark = mark_of(source, 0, 0), .count = count};
	list->items = arena_array(arena, struct yaml_node, count);
	for (size_t i = 0; i < count; i++) {
		struct yaml_node *pair = arena_array(arena, struct yaml_node, 4);
		struct mark title = mark_slice(source, pieces[i].title), body = mark_slice(source, pieces[i].body);
		pair[0] = (struct yaml_node){.kind = YAML_SCALAR, .text = S("q"), .mark = title};
		pair[1] = (struct yaml_node){
			.kind = YAML_SCALAR, .is_quoted = true, .text = pieces[i].title, .mark = title};
		pair[2] = (struct yaml_node){.kind = YAML_SCALAR, .text = S("a"), .mark = body};
		pair[3] = (struct yaml_node){
			.kind = YAML_SCALAR, .is_quoted = true, .is_block = true, .text = pieces[i].body, .mark = body};
		if (str_trim(pieces[i].body).len == 0)
			pair[3].mark = title;
		list->items[i] = (struct yaml_node){.kind = YAML_MAP, .mark = title, .items = pair, .count = 2};
	}
	return list;
}

static void unknown_file(struct role_loading *loading, const struct input *input, str name)
{
	struct nearest nearest = {.word = name};
	for (size_t i = 0; i < role_table.count; i++)
		if (role_table.fields[i].flags & FIELD_IS_FILE)
			nearest_offer(
				&nearest, arena_printf(loading->schema.scratch, "%s.yaml", role_table.fields[i].name));
	diag_error(loading->diags, mark_of(&input->source, 0, 0), "unknown-file",
		"no table of a role has the name '%.*s'", STR_ARG(name));
	if (nearest.best.len)
		diag_hint(loading->diags, "did you mean '%.*s'?", STR_ARG(nearest.best));
	else
		diag_hint(loading->diags,
			"tables are tasks, skills, timeline, agents, pay, steps, comparison, interview and "
			"jobs (.yaml), and faq.md");
}

static void take_table(struct role_loading *loading, const struct input *input, str name, struct yaml_node *front)
{
	bool is_faq = str_eq(name, S("faq.md"));
	str key = str_part(name, 0, str_find(name, '.'));
	const struct field *field = record_field(&role_table, key);
	if (!is_faq && (!field || !(field->flags & FIELD_IS_FILE) || !str_ends(name, S(".yaml")))) {
		unknown_file(loading, input, name);
		return;
	}
	*map_at(&loading->schema.excused, loading->schema.scratch, key) = loading;
	if (input->is_broken)
		return;
	struct yaml_node *value = is_faq ? faq_node(loading, &input->source)
					 : yaml_parse_apart(&input->source, 0, input->source.text.len,
						 loading->schema.scratch, loading->schema.arena, loading->diags);
	if (!value)
		return;
	struct yaml_node node = {.kind = YAML_SCALAR, .text = key, .mark = mark_of(&input->source, 0, 0)};
	append_key(loading, front, node, value);
}

static size_t level_named(const struct site *site, str id)
{
	for (size_t i = 0; i < site->level_count; i++)
		if (str_eq(site->levels[i].id.s, id))
			return i;
	return site->level_count;
}

static bool unknown_level(struct role_loading *loading, struct mark mark, str id)
{
	struct nearest nearest = {.word = id};
	struct buf all = {0};
	for (size_t i = 0; i < loading->site->level_count; i++) {
		str level = loading->site->levels[i].id.s;
		nearest_offer(&nearest, level);
		buf_printf(&all, "%s%.*s", i ? ", " : "", STR_ARG(level));
	}
	diag_error(loading->diags, mark, "unknown-level", "there is no level '%.*s'", STR_ARG(id));
	if (nearest.best.len)
		diag_hint(loading->diags, "did you mean '%.*s'?", STR_ARG(nearest.best));
	else
		diag_hint(loading->diags, "levels are: %.*s", STR_ARG(buf_str(&all)));
	buf_free(&all);
	return false;
}

/* Descriptions of its pages come from elsewhere. */
static void load_body(
	struct role_loading *loading, const struct source *source, const struct document *document, struct prose *body)
{
	loading->schema.block_options.without_plain = true;
	document_body(&loading->schema, source, document, body);
	loading->schema.block_options.without_plain = false;
}

const struct level_page *role_level_page(const struct role *role, size_t level)
{
	static const struct level_page nothing;
	return role->levels[level].page ? role->levels[level].page : &nothing;
}

static void take_level(struct role_loading *loading, const struct input *input, str name)
{
	struct document document;
	str id = str_part(name, 0, str_find(name, '.'));
	size_t level = level_named(loading->site, id);
	if (level == loading->site->level_count) {
		unknown_level(loading, mark_of(&input->source, 0, 0), id);
		return;
	}
	if (input->is_broken || !document_read(&loading->schema, &input->source, FRONT_OPTIONAL, &document))
		return;
	struct level_page *page = arena_new(&loading->role->arena, struct level_page);
	loading->role->levels[level].page = page;
	schema_load(&loading->schema, &level_page_record, document.front, page);
	load_body(loading, &input->source, &document, &page->body);
}

static void take_files(struct role_loading *loading, struct yaml_node *front)
{
	for (size_t i = 0; i < loading->files->count; i++) {
		const struct input *input = loading->files->inputs[i];
		str name = str_skip(input->below, S("roles/").len + loading->role->slug.len + 1);
		if (input == loading->files->index || !input->is_text)
			continue;
		if (str_take(&name, S("levels/")) && str_ends(name, S(".md")))
			take_level(loading, input, name);
		else
			take_table(loading, input, name, front);
	}
}

static bool match_times(struct role_loading *loading, struct task *task)
{
	static const struct field number = {.kind = FIELD_DECIMAL, .max = SCORE_MAX_TIME, .scale = 10};
	const struct yaml_node *map = task->time.node;
	bool seen[MOST_LEVELS] = {false}, ok = true;
	for (size_t i = 0; i < map->count; i++) {
		struct number given;
		size_t level = level_named(loading->site, map->items[2 * i].text);
		if (level == loading->site->level_count) {
			ok = unknown_level(loading, map->items[2 * i].mark, map->items[2 * i].text);
			continue;
		}
		seen[level] = true;
		if (schema_load_field(&loading->schema, &number, &map->items[2 * i + 1], &given))
			task->time.by_level[level] = (uint32_t)given.value;
		else
			ok = false;
	}
	for (size_t i = 0; ok && i < loading->site->level_count; i++)
		if (!seen[i])
			ok = diag_error(loading->diags, task->time.mark, "level-times", "no time for the level '%.*s'",
				STR_ARG(loading->site->levels[i].id.s));
	task->time.baseline = task->time.by_level[loading->site->baseline];
	return ok;
}

/* Either all tasks give a time or none; by level or plain, all alike. */
static bool check_times(struct role_loading *loading)
{
	struct role_record *is = &loading->role->is;
	bool ok = true;
	const struct task *first = NULL;
	for (size_t i = 0; i < is->tasks.count; i++) {
		struct task *task = &is->tasks.items[i];
		struct mark mark = task->time.is_set ? task->time.mark : task->name.mark;
		if (task->time.is_broken)
			continue;
		if (!first)
			first = task;
		if (task->time.is_set != first->time.is_set) {
			ok = diag_error(loading->diags, mark, "mixed-times",
				task->time.is_set ? "this task gives a time, the first one does not"
						  : "this task gives no time, the first one does");
			diag_hint(loading->diags, "give all tasks of a role a time, or none: then all count alike");
		} else if (task->time.is_by_level != first->time.is_by_level) {
			ok = diag_error(loading->diags, mark, "mixed-times", "some times are by level, some are not");
			diag_hint(loading->diags, "give all tasks one number, or all a map of levels");
		} else if (task->time.is_by_level) {
			ok &= match_times(loading, task);
		}
		task->time.node = NULL;
	}
	return ok;
}

/* The slug of a name; without Latin letters, a number made from it, so that the same name is the same skill or task. */
static str id_of_name(struct role_loading *loading, str name, char kind)
{
	str slug = slug_ascii(loading->schema.scratch, name);
	if (slug.len == 0 && name.len)
		slug = slug_number(loading->schema.scratch, kind, name);
	return arena_copy(&loading->role->arena, slug);
}

static bool check_task_ids(struct role_loading *loading)
{
	struct role_record *is = &loading->role->is;
	struct map seen = {0};
	bool ok = true;
	for (size_t i = 0; i < is->tasks.count; i++) {
		struct task *task = &is->tasks.items[i];
		if (task->id.s.len == 0)
			task->id = (struct text){id_of_name(loading, task->name.html.plain, 't'), task->name.mark};
		if (task->id.s.len == 0)
			continue;
		void **first = map_at(&seen, loading->schema.scratch, task->id.s);
		if (*first) {
			const struct task *other = *first;
			bool is_name =
				task->id.mark.at == task->name.mark.at && other->id.mark.at == other->name.mark.at;
			ok = is_name ? diag_error(loading->diags, task->id.mark, "duplicate-id",
				     "two tasks have the same name, or nearly")
				     : diag_error(loading->diags, task->id.mark, "duplicate-id",
					     "two tasks have the id '%.*s'", STR_ARG(task->id.s));
			if (is_name)
				diag_hint(loading->diags, "name one otherwise, or give it an id of its own");
			diag_note(loading->diags, ((const struct task *)*first)->id.mark, "the first is here");
		} else {
			*first = task;
		}
	}
	return ok;
}

/* A skill's id is the slug of its name unless it is given; the same skill twice is an error. */
static void name_skills(struct role_loading *loading)
{
	struct role_record *is = &loading->role->is;
	struct map seen = {0};
	for (size_t i = 0; i < is->skills.count; i++) {
		struct skill *skill = &is->skills.items[i];
		if (skill->id.s.len == 0)
			skill->id = (struct text){id_of_name(loading, skill->name.s, 's'), skill->name.mark};
		if (skill->id.s.len == 0)
			continue;
		void **first = map_at(&seen, loading->schema.scratch, skill->id.s);
		if (*first) {
			diag_error(loading->diags, skill->id.mark, "duplicate-id", "two skills have the id '%.*s'",
				STR_ARG(skill->id.s));
			diag_note(loading->diags, ((const struct skill *)*first)->id.mark, "the first is here");
		} else {
			*first = skill;
		}
	}
}

static bool check_tasks(struct role_loading *loading)
{
	struct role_record *is = &loading->role->is;
	if (is->tasks.count == 0)
		return false;
	if (is->tasks.count > SCORE_MAX_TASKS)
		return diag_error(loading->diags, is->tasks.items[SCORE_MAX_TASKS].name.mark, "too-many-tasks",
			"a role has at most %d tasks", SCORE_MAX_TASKS);
	for (size_t i = 0; i < is->tasks.count; i++) {
		struct task *task = &is->tasks.items[i];
		task->exposure.judgement = model_exposure(&loading->site->model, &task->exposure);
		task->autonomy.judgement = model_autonomy(&loading->site->model, &task->autonomy);
	}
	return check_task_ids(loading) & check_times(loading);
}

static void hint_categories(struct role_loading *loading)
{
	const struct settings *settings = &loading->site->settings;
	struct buf all = {0};
	for (size_t i = 0; i < settings->categories.count; i++)
		buf_printf(&all, "%s%.*s", i ? ", " : "", STR_ARG(settings->categories.items[i].id.s));
	diag_hint(loading->diags, "categories are: %.*s", STR_ARG(buf_str(&all)));
	buf_free(&all);
}

static void find_category(struct role_loading *loading)
{
	struct text id = loading->role->is.category;
	const struct settings *settings = &loading->site->settings;
	const struct category *category = map_get(&loading->site->category_by_id, id.s);
	if (category) {
		loading->role->of_category = category;
		loading->role->category_index = (size_t)(category - settings->categories.items);
		return;
	}
	if (id.s.len == 0 || settings->categories.count == 0)
		return;
	struct nearest nearest = {.word = id.s};
	for (size_t i = 0; i < settings->categories.count; i++)
		nearest_offer(&nearest, settings->categories.items[i].id.s);
	diag_error(
		loading->diags, id.mark, "unknown-category", "there is no category '%.*s' in site.yaml", STR_ARG(id.s));
	if (nearest.best.len)
		diag_hint(loading->diags, "did you mean '%.*s'?", STR_ARG(nearest.best));
	else
		hint_categories(loading);
}

static void check_pay(struct role_loading *loading)
{
	for (size_t i = 0; i < loading->role->is.pay.count; i++) {
		const struct pay *pay = &loading->role->is.pay.items[i];
		if (pay->level.s.len && level_named(loading->site, pay->level.s) == loading->site->level_count)
			unknown_level(loading, pay->level.mark, pay->level.s);
		codes_check_country(pay->country, loading->diags);
		codes_check_currency(pay->currency, loading->diags);
	}
}

/* Where its pages stand. */
static void place_role(const struct site *site, const struct role_files *files, struct role *role)
{
	role->url = arena_join(&role->arena, site->base, S("/roles/"), role->slug, S("/"));
	role->target = (struct target){.url = str_skip(role->url, site->base.len), .input = files->index};
	role->levels = arena_array(&role->arena, struct role_level, site->level_count);
	role->baseline = &role->levels[site->baseline];
	for (size_t i = 0; i < site->level_count; i++) {
		struct role_level *level = &role->levels[i];
		level->level = &site->levels[i];
		level->url = arena_join(&role->arena, role->url, level->level->id.s, S("/"));
		level->target =
			(struct target){.url = str_skip(level->url, site->base.len), .what = "a level of a role"};
	}
}

static void check_finished(struct role_loading *loading)
{
	struct role *role = loading->role;
	const struct number *draft = &role->is.is_draft;
	unfinished_check(&role_table, &role->is, &role->body, draft, loading->diags);
	for (size_t i = 0; i < loading->site->level_count; i++) {
		struct level_page *page = role->levels[i].page;
		if (page)
			unfinished_check(&level_page_record, page, &page->body, draft, loading->diags);
	}
}

static str sort_key(struct arena *arena, struct arena *scratch, str title)
{
	str folded = slug_fold(scratch, title);
	unsigned char first = folded.len ? (unsigned char)folded.at[0] : '#';
	int kind = first >= 0x80 ? 2 : first >= 'a' && first <= 'z';
	return arena_printf(arena, "%d%.*s", kind, STR_ARG(folded));
}

static void use_room(struct schema *schema, const struct role_room *room)
{
	struct markdown_options *options[] = {&schema->inline_options, &schema->block_options};
	arena_reset(room->scratch);
	schema->scratch = room->scratch;
	for (size_t i = 0; i < COUNT(options); i++) {
		options[i]->scratch = room->scratch;
		options[i]->unfilled = room->unfilled;
	}
}

void role_load(const struct site *site, const struct role_files *files, struct role *role, const struct role_room *room,
	struct diags *diags)
{
	struct role_loading loading = {.site = site,
		.files = files,
		.role = role,
		.diags = diags,
		.schema = schema_for(site, &role->arena, diags)};
	struct document document;
	size_t errors = diags->errors;
	use_room(&loading.schema, room);
	loading.schema.block_options.is_of_role = true;
	role->slug = files->slug;
	role->files = files->hash;
	role->source = &files->index->source;
	place_role(site, files, role);
	if (files->index->is_broken || !document_read(&loading.schema, role->source, FRONT_REQUIRED, &document))
		return;
	take_files(&loading, document.front);
	schema_load(&loading.schema, &role_table, document.front, &role->is);
	load_body(&loading, role->source, &document, &role->body);
	role->sort_key = sort_key(&role->arena, room->scratch, role->is.title.s);
	find_category(&loading);
	codes_check_soc(role->is.soc, diags);
	codes_check_isco(role->is.isco, diags);
	check_pay(&loading);
	name_skills(&loading);
	forecasts_check(&role->is, &role->arena, room->scratch, diags);
	comparison_check(role->is.comparison, diags);
	check_finished(&loading);
	role->is_loaded = check_tasks(&loading) && diags->errors == errors;
	role->is_skipped = !is_due(site, &role->is.is_draft, &role->is.publish_on);
	if (role->is_loaded)
		role_score(site, role, diags);
}

static void score_level(const struct site *site, struct role *role, size_t number, struct diags *diags)
{
	const struct role_record *is = &role->is;
	struct role_level *level = &role->levels[number];
	struct score_input input =
		model_input(&site->model, role, number, role->score_tasks + number * is->tasks.count);
	bool is_authored = is->tasks.items[0].time.is_by_level;
	level->is_modelled = input.is_modelled;
	if (!score_compute(&input, &level->score)) {
		diag_error(diags, is->tasks.items[0].time.mark, "no-time", "the times add up to nothing%s%.*s",
			is_authored ? " at level " : "", is_authored ? (int)site->levels[number].id.s.len : 0,
			site->levels[number].id.s.at);
		return;
	}
	level->shares = arena_array(&role->arena, struct score_share, is->tasks.count);
	score_shares(&input, &level->score, level->shares);
	level->largest = score_largest_effect(&input);
	level->band = score_band_of(level->score.risk.value, site->model.scoring.bands);
}

struct score_input role_input(const struct site *site, const struct role *role, size_t level)
{
	return (struct score_input){.tasks = role->score_tasks + level * role->is.tasks.count,
		.count = role->is.tasks.count,
		.is_modelled = role->levels[level].is_modelled,
		.tilt = site->model.tilts[level]};
}

void role_score(const struct site *site, struct role *role, struct diags *diags)
{
	size_t errors = diags->errors;
	role->has_hours =
		role->is.weights.value == 0 && role->is.tasks.items[0].time.is_set && !site->model.has_equal_weights;
	role->score_tasks = arena_array(&role->arena, struct score_task, site->level_count * role->is.tasks.count);
	for (size_t i = 0; i < site->level_count; i++)
		score_level(site, role, i, diags);
	for (size_t i = 0; i < site->level_count; i++)
		role->levels[i].verdict =
			score_verdict_of(role->levels[i].score.risk.value, role->baseline->score.risk.value);
	role->is_scored = diags->errors == errors;
}

/* SPDX-License-Identifier: MIT */
/* Earlier editions: the scores as they were published. Each lies in an arena of its own, so that one that did not
   change is taken over when a served site is loaded again. */
#include <stdlib.h>
#include <string.h>

#include "base/workers.h"
#include "content/edition_parts.h"
#include "content/load.h"
#include "content/role.h"

/* Only what is kept goes into the edition's own arena. */
static bool load_one(const struct site *site, struct edition *edition, struct diags *diags)
{
	struct arena scratch = {0};
	if (edition->input->is_broken)
		return false;
	struct schema schema = schema_for(site, &scratch, diags);
	struct written_edition *written = arena_new(&scratch, struct written_edition);
	const struct source *source = &edition->input->source;
	const struct yaml_node *node =
		yaml_parse_up_to(source, 0, source->text.len, EDITION_MAX_BYTES, &scratch, diags);
	bool ok = node && schema_load(&schema, &edition_record, node, written)
		&& edition_make(source, written, &schema, &edition->arena, edition)
		&& edition_check(edition, written, diags);
	arena_free(&scratch);
	if (!ok)
		arena_free(&edition->arena);
	return ok;
}

struct loading {
	struct site *site;
	struct edition *editions;
	bool *is_loaded;
	struct diags *diags; /* one a worker */
};

static const struct edition *edition_before(const struct site *site, const struct input *input)
{
	for (size_t i = 0; site->before && i < site->before->edition_count; i++)
		if (site->before->editions[i].input == input)
			return &site->before->editions[i];
	return NULL;
}

static void load_item(void *context, size_t worker, size_t item)
{
	struct loading *loading = context;
	struct edition *edition = &loading->editions[item];
	const struct edition *old = edition_before(loading->site, edition->input);
	if (old) {
		*edition = *old;
		edition->is_carried = true;
		loading->is_loaded[item] = true;
		return;
	}
	loading->is_loaded[item] = load_one(loading->site, edition, &loading->diags[worker]);
	if (loading->is_loaded[item])
		edition->address = edition_address(&edition->arena, edition->name.s);
}

static size_t digits_of(str s)
{
	size_t count = 0;
	while (count < s.len && s.at[count] >= '0' && s.at[count] <= '9')
		count++;
	return count;
}

/* Numbers within names count as such: 2026.9 stands before 2026.10. */
static int name_cmp(str a, str b)
{
	while (a.len && b.len) {
		size_t p = digits_of(a), q = digits_of(b);
		if (p != q && p && q)
			return p < q ? -1 : 1;
		size_t step = p && p == q ? p : 1;
		int order = str_cmp(str_part(a, 0, step), str_part(b, 0, step));
		if (order)
			return order;
		a = str_skip(a, step);
		b = str_skip(b, step);
	}
	return (a.len > 0) - (b.len > 0);
}

static int edition_cmp(const void *x, const void *y)
{
	const struct edition *a = x, *b = y;
	int order = date_cmp(a->date.date, b->date.date);
	return order ? order : name_cmp(a->name.s, b->name.s);
}

/* Keeps those that loaded, each name once. */
static void gather(struct loading *loading, size_t count, struct diags *diags)
{
	struct site *site = loading->site;
	struct map by_name = {0};
	for (size_t i = 0; i < count; i++) {
		struct edition *edition = &loading->editions[i];
		if (!loading->is_loaded[i])
			continue;
		void **slot = map_at(&by_name, &site->arena, edition->name.s);
		const struct edition *other = *slot;
		if (!other) {
			*slot = edition;
			site->editions[site->edition_count++] = *edition;
			continue;
		}
		diag_error(diags, edition->name.mark, "duplicate-id", "two editions have the name '%.*s'",
			STR_ARG(edition->name.s));
		diag_note(diags, other->name.mark, "the other one");
		if (!edition->is_carried)
			arena_free(&edition->arena);
	}
}

void editions_load(struct site *site, struct diags *diags)
{
	size_t most = 0, count = 0;
	for (size_t i = 0; i < site->input_count; i++)
		most += str_starts(site->inputs[i]->below, S("editions/"));
	struct loading loading = {.site = site,
		.editions = arena_array(&site->arena, struct edition, most),
		.is_loaded = arena_array(&site->arena, bool, most),
		.diags = arena_array(&site->arena, struct diags, site->options.workers)};
	for (size_t i = 0; i < site->input_count; i++) {
		str below = site->inputs[i]->below;
		if (str_starts(below, S("editions/")) && str_ends(below, S(".yaml")))
			loading.editions[count++].input = site->inputs[i];
	}
	workers_run(site->options.workers, count, load_item, &loading);
	for (size_t i = 0; i < site->options.workers; i++)
		diags_merge(diags, &loading.diags[i]);
	site->editions = arena_array(&site->arena, struct edition, count);
	gather(&loading, count, diags);
	if (site->edition_count)
		qsort(site->editions, site->edition_count, sizeof *site->editions, edition_cmp);
	editions_check_addresses(site, diags);
}

void editions_settle(struct site *site)
{
	for (size_t i = 0; i < site->edition_count; i++) {
		struct edition *edition = &site->editions[i];
		for (size_t k = 0; edition->is_carried && k < site->before->edition_count; k++)
			if (site->before->editions[k].input == edition->input)
				site->before->editions[k].is_carried = true;
		edition->is_carried = false;
	}
}

void editions_free(struct site *site)
{
	for (size_t i = 0; i < site->edition_count; i++)
		if (!site->editions[i].is_carried)
			arena_free(&site->editions[i].arena);
}

size_t editions_past(const struct site *site, struct arena *arena, const struct edition ***past)
{
	size_t count = 0;
	*past = arena_array(arena, const struct edition *, site->edition_count);
	for (size_t i = 0; i < site->edition_count; i++)
		if (!str_eq(site->editions[i].name.s, site->settings.edition.s))
			(*past)[count++] = &site->editions[i];
	return count;
}

static void check_address(const struct edition *edition, str name, str address, struct mark other, struct diags *diags)
{
	if (!str_eq(edition->address, address) || str_eq(edition->name.s, name))
		return;
	diag_error(diags, edition->name.mark, "duplicate-id",
		"the editions '%.*s' and '%.*s' would have one address, /changes/%.*s/", STR_ARG(edition->name.s),
		STR_ARG(name), STR_ARG(address));
	if (other.source)
		diag_note(diags, other, "the other one");
	diag_hint(diags, "name one of them otherwise");
}

void editions_check_addresses(const struct site *site, struct diags *diags)
{
	struct arena scratch = {0};
	struct map by_address = {0};
	struct text present = site->settings.edition;
	str address = edition_address(&scratch, present.s);
	for (size_t i = 0; i < site->edition_count; i++) {
		const struct edition *edition = &site->editions[i];
		check_address(edition, present.s, address, present.mark, diags);
		void **slot = map_at(&by_address, &scratch, edition->address);
		const struct edition *first = *slot;
		if (first)
			check_address(edition, first->name.s, first->address, first->name.mark, diags);
		else
			*slot = &site->editions[i];
	}
	arena_free(&scratch);
}

const struct past_level *past_level_find(const struct past_role *role, str level)
{
	for (size_t i = 0; role && i < role->level_count; i++)
		if (str_eq(role->levels[i].id, level))
			return &role->levels[i];
	return NULL;
}

const struct past_level *edition_find(const struct edition *edition, str role, str level)
{
	return past_level_find(map_get(&edition->by_slug, role), level);
}

bool past_version(const struct edition *edition, const struct past_role *role, str level, struct score_task *tasks,
	struct score_version *version)
{
	size_t number = 0;
	while (number < edition->level_count && !str_eq(edition->levels[number].id, level))
		number++;
	if (role->task_count == 0 || number == edition->level_count)
		return false;
	const struct past_site_level *of = &edition->levels[number];
	enum { ALIKE = 10 };
	for (size_t i = 0; i < role->task_count; i++) {
		const struct past_task *task = &role->tasks[i];
		uint32_t time = role->times == TIMES_BY_LEVEL ? task->times[number] : task->time;
		tasks[i] =
			(struct score_task){role->times == TIMES_ALIKE ? ALIKE : time, task->exposure, task->autonomy};
	}
	*version = (struct score_version){tasks, role->task_count, role->times, of->is_baseline ? 0 : of->tilt};
	return true;
}

/* The present as an edition */

static void take_levels(const struct site *site, const struct role *role, struct arena *arena, struct past_role *past)
{
	past->level_count = site->level_count;
	past->levels = arena_array(arena, struct past_level, site->level_count);
	for (size_t i = 0; i < site->level_count; i++) {
		const struct score *score = &role->levels[i].score;
		past->levels[i] = (struct past_level){site->levels[i].id.s, score->risk, score->exposure, true};
	}
	past->slug = role->slug;
	past->title = role->is.title.s;
	past->is_by_importance = role->is.weights.value != 0;
	past->moved_count = role->is.moved_from.count;
	past->moved_from = arena_array(arena, str, past->moved_count);
	for (size_t i = 0; i < past->moved_count; i++)
		past->moved_from[i] = role->is.moved_from.items[i].s;
}

static void take_tasks(const struct role *role, struct arena *arena, struct past_role *past)
{
	const struct task *first = &role->is.tasks.items[0];
	past->times = !first->time.is_set ? TIMES_ALIKE : first->time.is_by_level ? TIMES_BY_LEVEL : TIMES_PLAIN;
	past->task_count = role->is.tasks.count;
	past->tasks = arena_array(arena, struct past_task, past->task_count);
	for (size_t i = 0; i < past->task_count; i++) {
		const struct task *task = &role->is.tasks.items[i];
		past->tasks[i] = (struct past_task){.id = task->id.s,
			.name = task->name.html.plain,
			.time = task->time.baseline,
			.times = task->time.by_level,
			.exposure = task->exposure.judgement,
			.autonomy = task->autonomy.judgement};
	}
}

void past_role_of(const struct site *site, const struct role *role, struct arena *arena, struct past_role *past)
{
	*past = (struct past_role){0};
	take_levels(site, role, arena, past);
	take_tasks(role, arena, past);
}

void edition_of_site(
	const struct site *site, enum past_tasks tasks, struct date date, struct arena *arena, struct edition *edition)
{
	*edition = (struct edition){.name = site->settings.edition,
		.date.date = date,
		.program = S(ROLECAST_VERSION),
		.address = edition_address(arena, site->settings.edition.s),
		.level_count = site->level_count,
		.role_count = site->role_count};
	memcpy(edition->bands, site->model.scoring.bands, sizeof edition->bands);
	edition->levels = arena_array(arena, struct past_site_level, site->level_count);
	for (size_t i = 0; i < site->level_count; i++) {
		const struct level *level = &site->levels[i];
		edition->levels[i] = (struct past_site_level){
			level->id.s, level->label.s, site->model.tilts[i], i == site->baseline};
	}
	edition->roles = arena_array(arena, struct past_role, site->role_count);
	for (size_t i = 0; i < site->role_count; i++) {
		take_levels(site, &site->roles[i], arena, &edition->roles[i]);
		if (tasks == WITH_TASKS)
			take_tasks(&site->roles[i], arena, &edition->roles[i]);
		*map_at(&edition->by_slug, arena, edition->roles[i].slug) = &edition->roles[i];
	}
}

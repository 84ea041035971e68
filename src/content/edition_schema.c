/* SPDX-License-Identifier: MIT */
/* Editions as YAML: whatever a file looks like, with every complaint at its place. */
#include <stddef.h>
#include <string.h>

#include "base/nearest.h"
#include "content/edition_parts.h"
#include "content/judged.h"

#define AT(type, member) offsetof(struct type, member)
enum { REQ = FIELD_REQUIRED, LIST = FIELD_LIST };

/* clang-format off */
#define POINTS(member, about) {#member, FIELD_INT, 0, AT(written_level, member), .min = 0, .max = 100, .help = about}
#define EXACT(member, about) {#member, FIELD_INT, 0, AT(written_exact, member), .min = 0, .max = 10000, .help = about}

static const struct field exact_fields[] = {
	EXACT(risk, "the risk as it was before it was rounded to points"),
	EXACT(risk_low, "risk with every judgement at its low bound"),
	EXACT(risk_high, "risk with every judgement at its high bound"),
	EXACT(exposure, "the exposure, likewise"),
	EXACT(exposure_low, "exposure with every judgement at its low bound"),
	EXACT(exposure_high, "exposure with every judgement at its high bound"),
};
static const struct record exact_record = {.name = "past hundredths", .size = sizeof(struct written_exact),
	.fields = exact_fields, .count = COUNT(exact_fields), .help = "the scores of a level in hundredths of a point"};

static const struct field level_fields[] = {
	{"level", FIELD_TEXT, REQ, AT(written_level, level), .help = "id that the level had"},
	{"risk", FIELD_INT, REQ, AT(written_level, risk), .min = 0, .max = 100,
		.help = "risk of the role at this level, as published"},
	POINTS(risk_low, "low end of its range"),
	POINTS(risk_high, "high end of its range"),
	{"exposure", FIELD_INT, REQ, AT(written_level, exposure), .min = 0, .max = 100,
		.help = "exposure of the role at this level, as published"},
	POINTS(exposure_low, "low end of its range"),
	POINTS(exposure_high, "high end of its range"),
	{"hundredths", FIELD_RECORD, 0, AT(written_level, exact), .record = &exact_record,
		.help = "the same in hundredths of a point"},
};
static const struct record level_record = {.name = "past level", .size = sizeof(struct written_level),
	.fields = level_fields, .count = COUNT(level_fields), .help = "the scores of one level"};

static const struct field task_fields[] = {
	{"id", FIELD_SLUG, REQ, AT(written_task, id), .help = "id that the task had: by it tasks of two editions are the same"},
	{"name", FIELD_TEXT, REQ, AT(written_task, name), .help = "the task, without markup"},
	{"time", FIELD_CUSTOM, 0, AT(written_task, time), .load = load_time, .json = json_time,
		.takes = "0 to 10000 with at most one decimal, or one a level",
		.help = "its share of the week, as it was given"},
	{"exposure", FIELD_CUSTOM, REQ, AT(written_task, exposure), .load = load_bounded, .json = json_bounded,
		.takes = "`{value: 72, low: 60, high: 85}`", .help = "how far AI reached into it, with its bounds"},
	{"autonomy", FIELD_CUSTOM, REQ, AT(written_task, autonomy), .load = load_bounded, .json = json_bounded,
		.takes = "`{value: 60, low: 50, high: 70}`", .help = "how much of that AI finished alone, with its bounds"},
};
static const struct record task_record = {.name = "past task", .size = sizeof(struct written_task),
	.fields = task_fields, .count = COUNT(task_fields), .help = "a task, with the judgements that counted"};

static const char *const weight_words[] = {"time", "importance", NULL};
static const struct field role_fields[] = {
	{"role", FIELD_TEXT, REQ, AT(written_role, slug), .help = "slug that the role had"},
	{"title", FIELD_TEXT, 0, AT(written_role, title), .help = "title that it had"},
	{"weights", FIELD_CHOICE, 0, AT(written_role, weights), .words = weight_words, .fallback = "\"time\"",
		.help = "what the `time` of its tasks held: hours of a week, or importance"},
	{"moved_from", FIELD_SLUG, LIST, AT(written_role, moved_from), .help = "slugs that it had before"},
	{"levels", FIELD_RECORD, REQ | LIST, AT(written_role, levels), .record = &level_record,
		.help = "its scores, level by level"},
	{"tasks", FIELD_RECORD, LIST, AT(written_role, tasks), .record = &task_record, .max = SCORE_MAX_TASKS,
		.help = "its tasks in their order, from which the scores are reckoned again; without them it is not kept "
			"what made the scores"},
};
static const struct record role_record_of_edition = {.name = "past role", .size = sizeof(struct written_role),
	.fields = role_fields, .count = COUNT(role_fields), .help = "a role as it was"};

static const struct field site_level_fields[] = {
	{"id", FIELD_SLUG, REQ, AT(written_site_level, id), .help = "id of the level"},
	{"label", FIELD_TEXT, REQ, AT(written_site_level, label), .help = "what readers saw"},
	{"tilt", FIELD_INT, 0, AT(written_site_level, tilt), .min = -SCORE_MAX_TILT, .max = SCORE_MAX_TILT, .fallback = "0",
		.help = "how its modelled weights leaned"},
	{"baseline", FIELD_BOOL, 0, AT(written_site_level, baseline), .fallback = "false",
		.help = "the level that role pages showed"},
};
static const struct record site_level_record = {.name = "past level of the site", .size = sizeof(struct written_site_level),
	.fields = site_level_fields, .count = COUNT(site_level_fields), .help = "a level of the model"};

static const struct field model_fields[] = {
	{"levels", FIELD_RECORD, REQ | LIST, AT(written_model, levels), .record = &site_level_record, .max = MOST_LEVELS,
		.help = "the levels in their order, one of them the baseline"},
	{"bands", FIELD_CUSTOM, 0, AT(written_model, bands), .load = load_bands, .json = json_bands,
		.takes = "four whole numbers that grow, each 1 to 100", .fallback = "[10, 20, 35, 50]",
		.help = "where low, medium, high and very high risk began"},
};
static const struct record model_record = {.name = "past model", .size = sizeof(struct written_model),
	.fields = model_fields, .count = COUNT(model_fields), .help = "what the scores were reckoned with"};

static const struct field edition_fields[] = {
	{"edition", FIELD_TEXT, REQ, AT(written_edition, name), .help = "name of the edition, such as 2026.1"},
	{"date", FIELD_DATE, REQ, AT(written_edition, date), .help = "when it was published"},
	{"rolecast", FIELD_TEXT, 0, AT(written_edition, program), .help = "version of rolecast that reckoned it"},
	{"model", FIELD_RECORD, 0, AT(written_edition, model), .record = &model_record,
		.help = "what the scores were reckoned with; `tasks` need it"},
	{"roles", FIELD_RECORD, REQ | LIST, AT(written_edition, roles), .record = &role_record_of_edition,
		.help = "all roles that it had"},
};
const struct record edition_record = {.name = "past edition", .size = sizeof(struct written_edition),
	.fields = edition_fields, .count = COUNT(edition_fields),
	.help = "an earlier edition, its scores as they were published; `rolecast snapshot` writes it. One of the same name "
		"as `edition` in site.yaml is the present one and counts for nothing"};
/* clang-format on */

struct making {
	const struct written_edition *written;
	struct edition *edition;
	struct arena *arena;
	struct schema *schema;
	const struct source *source;
};

/* Slices of the file stay with it; what was unescaped is copied before the nodes go. */
static str keep(const struct making *making, str text)
{
	const char *from = making->source->text.at, *to = from + making->source->text.len;
	bool is_in_file = text.at >= from && text.at + text.len <= to;
	return text.len == 0 ? ((str){0}) : is_in_file ? text : arena_copy(making->arena, text);
}

static struct text keep_text(const struct making *making, struct text text)
{
	return (struct text){keep(making, text.s), text.mark};
}

static void make_model(const struct making *making)
{
	const struct written_model *model = making->written->model;
	static const uint8_t usual[4] = {10, 20, 35, 50};
	struct edition *edition = making->edition;
	memcpy(edition->bands, model && model->bands[3] ? model->bands : usual, sizeof usual);
	if (!model)
		return;
	edition->level_count = model->levels.count;
	edition->levels = arena_array(making->arena, struct past_site_level, model->levels.count);
	for (size_t i = 0; i < model->levels.count; i++) {
		const struct written_site_level *level = &model->levels.items[i];
		edition->levels[i] = (struct past_site_level){keep(making, level->id.s), keep(making, level->label.s),
			(int)level->tilt.value, level->baseline.value != 0};
	}
}

static uint32_t or_else(struct number number, uint32_t fallback)
{
	return number.is_set ? (uint32_t)number.value : fallback;
}

static void make_level(const struct making *making, const struct written_level *written, struct past_level *level)
{
	uint32_t risk = (uint32_t)written->risk.value, exposure = (uint32_t)written->exposure.value;
	const struct written_exact *exact = written->exact;
	level->id = keep(making, written->level.s);
	level->risk = (struct score_measure){
		.value = risk, .low = or_else(written->risk_low, risk), .high = or_else(written->risk_high, risk)};
	level->exposure = (struct score_measure){.value = exposure,
		.low = or_else(written->exposure_low, exposure),
		.high = or_else(written->exposure_high, exposure)};
	level->is_exact = exact && exact->risk.is_set && exact->exposure.is_set;
	if (!level->is_exact)
		return;
	level->risk.hundredths = (uint32_t)exact->risk.value;
	level->risk.low_hundredths = or_else(exact->risk_low, level->risk.hundredths);
	level->risk.high_hundredths = or_else(exact->risk_high, level->risk.hundredths);
	level->exposure.hundredths = (uint32_t)exact->exposure.value;
	level->exposure.low_hundredths = or_else(exact->exposure_low, level->exposure.hundredths);
	level->exposure.high_hundredths = or_else(exact->exposure_high, level->exposure.hundredths);
}

static size_t level_named(const struct edition *edition, str id)
{
	size_t i = 0;
	while (i < edition->level_count && !str_eq(edition->levels[i].id, id))
		i++;
	return i;
}

bool edition_unknown_level(const struct edition *edition, struct mark mark, str id, struct diags *diags)
{
	struct nearest nearest = {.word = id};
	for (size_t i = 0; i < edition->level_count; i++)
		nearest_offer(&nearest, edition->levels[i].id);
	diag_error(diags, mark, "unknown-level", "the model of this edition has no level '%.*s'", STR_ARG(id));
	if (nearest.best.len)
		diag_hint(diags, "did you mean '%.*s'?", STR_ARG(nearest.best));
	else
		diag_hint(diags, "its levels stand under model, levels");
	return false;
}

static void make_times(const struct making *making, const struct written_task *written, struct past_task *task)
{
	static const struct field number = {.kind = FIELD_DECIMAL, .max = SCORE_MAX_TIME, .scale = 10};
	const struct yaml_node *map = written->time.node;
	const struct edition *edition = making->edition;
	uint32_t *times = arena_array(making->arena, uint32_t, edition->level_count);
	bool seen[MOST_LEVELS] = {false}, ok = true;
	for (size_t i = 0; i < map->count; i++) {
		struct number given;
		size_t level = level_named(edition, map->items[2 * i].text);
		if (level == edition->level_count) {
			ok = edition_unknown_level(
				edition, map->items[2 * i].mark, map->items[2 * i].text, making->schema->diags);
			continue;
		}
		seen[level] = true;
		if (schema_load_field(making->schema, &number, &map->items[2 * i + 1], &given))
			times[level] = (uint32_t)given.value;
	}
	for (size_t i = 0; ok && i < edition->level_count; i++)
		if (!seen[i])
			ok = diag_error(making->schema->diags, written->time.mark, "level-times",
				"no time for the level '%.*s'", STR_ARG(edition->levels[i].id));
	task->times = times;
}

static enum score_times times_of(const struct written_task *task)
{
	return !task->time.is_set ? TIMES_ALIKE : task->time.is_by_level ? TIMES_BY_LEVEL : TIMES_PLAIN;
}

static void make_task(
	const struct making *making, enum score_times times, const struct written_task *written, struct past_task *task)
{
	struct mark mark = written->time.is_set ? written->time.mark : written->name.mark;
	*task = (struct past_task){.id = keep(making, written->id.s),
		.name = keep(making, written->name.s),
		.time = written->time.baseline,
		.exposure = written->exposure.judgement,
		.autonomy = written->autonomy.judgement};
	if (!written->time.is_broken && times_of(written) != times)
		diag_error(making->schema->diags, mark, "mixed-times",
			"this task gives its time otherwise than the first one does");
	else if (times == TIMES_BY_LEVEL)
		make_times(making, written, task);
}

static void make_role(const struct making *making, const struct written_role *written, struct past_role *role)
{
	role->slug = keep(making, written->slug.s);
	role->title = keep(making, written->title.s);
	role->is_by_importance = written->weights.value != 0;
	role->moved_count = written->moved_from.count;
	role->moved_from = arena_array(making->arena, str, role->moved_count);
	for (size_t i = 0; i < role->moved_count; i++)
		role->moved_from[i] = keep(making, written->moved_from.items[i].s);
	role->level_count = written->levels.count;
	role->levels = arena_array(making->arena, struct past_level, role->level_count);
	for (size_t i = 0; i < role->level_count; i++)
		make_level(making, &written->levels.items[i], &role->levels[i]);
	if (written->tasks.count == 0)
		return;
	if (written->tasks.count > SCORE_MAX_TASKS) {
		diag_error(making->schema->diags, written->tasks.items[SCORE_MAX_TASKS].id.mark, "too-many-tasks",
			"a role has at most %d tasks", SCORE_MAX_TASKS);
		return;
	}
	if (!making->written->model) {
		diag_error(making->schema->diags, written->tasks.items[0].id.mark, "missing-key",
			"'model' is missing in this past edition: its tasks were weighed with it");
		diag_hint(making->schema->diags, "model: %s", record_field(&edition_record, S("model"))->help);
		return;
	}
	role->times = times_of(&written->tasks.items[0]);
	role->task_count = written->tasks.count;
	role->tasks = arena_array(making->arena, struct past_task, role->task_count);
	for (size_t i = 0; i < role->task_count; i++)
		make_task(making, role->times, &written->tasks.items[i], &role->tasks[i]);
}

bool edition_make(const struct source *source, const struct written_edition *written, struct schema *schema,
	struct arena *arena, struct edition *edition)
{
	struct making making = {
		.written = written, .edition = edition, .arena = arena, .schema = schema, .source = source};
	size_t errors = schema->diags->errors;
	if (written->model && written->model->levels.count > MOST_LEVELS)
		return diag_error(schema->diags, written->model->levels.items[MOST_LEVELS].id.mark, "levels",
			"at most %d levels", MOST_LEVELS);
	edition->name = keep_text(&making, written->name);
	edition->date = (struct dated){written->date.date, keep_text(&making, written->date.text)};
	edition->program = keep(&making, written->program.s);
	make_model(&making);
	edition->role_count = written->roles.count;
	edition->roles = arena_array(arena, struct past_role, edition->role_count);
	for (size_t i = 0; i < edition->role_count; i++)
		make_role(&making, &written->roles.items[i], &edition->roles[i]);
	return schema->diags->errors == errors;
}

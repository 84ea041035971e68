/* SPDX-License-Identifier: MIT */
#include "page/data.h"

#include "content/role.h"
#include "page/pages.h"

static const char *const groups[] = {
	[SKILL_VULNERABLE] = "vulnerable", [SKILL_RESILIENT] = "resilient", [SKILL_LEARN] = "learn"};

const struct data_file data_files[] = {
	{DATA_SCORES, "/api/v1/scores.csv", "data_scores", .is_data = true},
	{DATA_TASKS, "/api/v1/tasks.csv", "data_tasks", .is_data = true},
	{DATA_FORECASTS_CSV, "/api/v1/forecasts.csv", "data_forecasts", NULL, DATA_NEEDS_FORECASTS, true},
	{DATA_ROLES, "/api/v1/roles.json", "data_roles", "/api/v1/schema/roles.json", .is_data = true},
	{DATA_FORECASTS, "/api/v1/forecasts.json", "data_forecasts", "/api/v1/schema/forecasts.json",
		DATA_NEEDS_FORECASTS, true},
	{DATA_CHANGES, "/api/v1/changes.json", "data_changes", "/api/v1/schema/changes.json", DATA_NEEDS_EDITIONS,
		true},
	{DATA_ROBUSTNESS, "/api/v1/robustness.json", "data_robustness", "/api/v1/schema/robustness.json",
		.is_data = true},
	{DATA_SEARCH, "/search.json", "data_search"},
	{DATA_SCHEMA_ROLE, "/api/v1/schema/role.json", "data_schema"},
	{DATA_SCHEMA_ROLES, "/api/v1/schema/roles.json", "data_schema"},
	{DATA_SCHEMA_ROBUSTNESS, "/api/v1/schema/robustness.json", "data_schema"},
	{DATA_SCHEMA_FORECASTS, "/api/v1/schema/forecasts.json", "data_schema", NULL, DATA_NEEDS_FORECASTS},
	{DATA_SCHEMA_CHANGES, "/api/v1/schema/changes.json", "data_schema", NULL, DATA_NEEDS_EDITIONS},
	{DATA_SCHEMA_CHANGE, "/api/v1/schema/change.json", "data_schema", NULL, DATA_NEEDS_EDITIONS},
};
const size_t data_file_count = COUNT(data_files);

bool data_file_is_made(const struct data_file *file, const struct views *views)
{
	switch (file->needs) {
	case DATA_NEEDS_FORECASTS:
		return views->ledger.count > 0;
	case DATA_NEEDS_EDITIONS:
		return views->change_count > 0;
	case DATA_NEEDS_NOTHING:
		break;
	}
	return true;
}

void data_scores(const struct site *site, struct buf *out)
{
	columns_put(TABLE_SCORES, site, NULL, &(struct drain){0}, out);
}

static void put_pair(struct buf *out, size_t number, str first, str second)
{
	buf_put(out, number ? S(",\n[") : S("\n["));
	buf_json(out, first);
	buf_char(out, ',');
	buf_json(out, second);
	buf_char(out, ']');
}

static void put_role_row(struct buf *out, size_t number, const struct role *role)
{
	buf_put(out, number ? S(",\n[") : S("\n["));
	buf_json(out, role->slug);
	buf_char(out, ',');
	buf_json(out, role->is.title.s);
	buf_printf(
		out, ",%u,%d,%zu,[", role->baseline->score.risk.value, (int)role->baseline->band, role->category_index);
	for (size_t i = 0; i < role->is.aliases.count; i++) {
		buf_put(out, i ? S(",") : S(""));
		buf_json(out, role->is.aliases.items[i].s);
	}
	buf_put(out, S("]]"));
}

/* Names once: roles are rows of [slug, title, risk, band, category, other titles], bands and categories numbers. */
static void search_index(const struct plan *plan, struct buf *out)
{
	const struct site *site = plan->site;
	size_t pages = 0;
	buf_put(out, S("{\"version\":1,\"base\":"));
	buf_json(out, site->base);
	if (site->variant_count) {
		struct arena arena = {0};
		buf_put(out, S(",\"model\":"));
		buf_json(out, model_words(site, &arena));
		arena_free(&arena);
	}
	buf_put(out, S(",\"bands\":["));
	for (size_t i = 0; i < BAND_COUNT; i++)
		put_pair(out, i, view_band_key((enum score_band)i), plan->theme->band_labels[i]);
	buf_put(out, S("],\"levels\":["));
	for (size_t i = 0; i < site->level_count; i++)
		put_pair(out, i, site->levels[i].id.s, site->levels[i].label.s);
	buf_put(out, S("],\"categories\":["));
	for (size_t i = 0; i < site->settings.categories.count; i++) {
		buf_put(out, i ? S(",") : S(""));
		buf_json(out, site->settings.categories.items[i].title.s);
	}
	buf_put(out, S("],\"roles\":["));
	for (size_t i = 0; i < site->role_count; i++)
		put_role_row(out, i, &site->roles[i]);
	buf_put(out, S("],\"pages\":["));
	for (size_t i = 0; i < site->article_count; i++)
		put_pair(out, pages++, site->articles[i].url, site->articles[i].is.title.s);
	for (size_t i = 0; i < plan->views.skill_count; i++)
		put_pair(out, pages++, plan->views.skills[i].url, plan->views.skills[i].name);
	put_pair(out, pages++, value_str(plan->views.site_view.data), strings_label(plan->views.strings, "menu_data"));
	if (plan->views.ledger.count)
		put_pair(out, pages++, value_str(plan->views.site_view.forecasts),
			strings_label(plan->views.strings, "menu_forecasts"));
	buf_put(out, S("]}\n"));
}

static struct value judged(struct arena *arena, uint32_t value, uint32_t low, uint32_t high)
{
	struct view_judgement *view = arena_new(arena, struct view_judgement);
	view->value = value_int(value);
	view->low = value_int(low);
	view->high = value_int(high);
	return view_of(SHAPE_judgement, view);
}

static struct value scan_levels(const struct views *views, const struct role_views *shared, struct arena *arena)
{
	const struct role *role = shared->role;
	const struct site *site = views->site;
	size_t levels = site->level_count, tasks = role->is.tasks.count;
	struct view_scan_level *items = arena_array(arena, struct view_scan_level, levels);
	for (size_t i = 0; i < levels; i++) {
		const struct role_level *level = &role->levels[i];
		struct value *times = arena_array(arena, struct value, tasks);
		struct value *permille = arena_array(arena, struct value, tasks);
		for (size_t k = 0; k < tasks; k++) {
			times[k] = value_int(role->score_tasks[i * tasks + k].time);
			permille[k] = value_int(level->shares[k].weight_permille);
		}
		items[i].id = shared->levels[i].id;
		items[i].label = shared->levels[i].label;
		items[i].url = shared->levels[i].url;
		items[i].is_modelled = value_bool(level->is_modelled);
		if (level->is_modelled)
			items[i].tilt = value_int(site->model.tilts[i]);
		items[i].times = value_list(times, tasks);
		items[i].permille = value_list(permille, tasks);
		items[i].risk = judged(arena, level->score.risk.value, level->score.risk.low, level->score.risk.high);
		items[i].exposure = judged(
			arena, level->score.exposure.value, level->score.exposure.low, level->score.exposure.high);
	}
	return VIEW_ITEMS(arena, scan_level, items, levels);
}

static struct value scan_tasks(const struct role *role, struct arena *arena)
{
	size_t count = role->is.tasks.count;
	struct view_scan_task *items = arena_array(arena, struct view_scan_task, count);
	for (size_t i = 0; i < count; i++) {
		const struct task *task = &role->is.tasks.items[i];
		struct judgement exposure = task->exposure.judgement, autonomy = task->autonomy.judgement;
		items[i].id = value_text(task->id.s);
		items[i].name = value_text(task->name.html.plain);
		items[i].exposure = judged(arena, exposure.value, exposure.low, exposure.high);
		items[i].autonomy = judged(arena, autonomy.value, autonomy.low, autonomy.high);
	}
	return VIEW_ITEMS(arena, scan_task, items, count);
}

static struct value scan_skills(const struct views *views, const struct role *role, struct arena *arena)
{
	size_t count = role->is.skills.count;
	struct view_scan_skill *items = arena_array(arena, struct view_scan_skill, count);
	for (size_t i = 0; i < count; i++) {
		const struct skill *skill = &role->is.skills.items[i];
		const struct skill_topic *topic = map_get(&views->skill_by_id, skill->id.s);
		items[i].id = value_text(skill->id.s);
		items[i].name = value_text(skill->name.s);
		items[i].group = value_text(str_of(groups[skill->group.value]));
		items[i].url = value_text(topic->url);
	}
	return VIEW_ITEMS(arena, scan_skill, items, count);
}

static struct value scan_safer(const struct views *views, const struct role *role, struct arena *arena)
{
	const struct relations *relations = &views->relations[role - views->site->roles];
	struct view_scan_role *items = arena_array(arena, struct view_scan_role, relations->safer_count);
	for (size_t i = 0; i < relations->safer_count; i++) {
		const struct role *other = &views->site->roles[relations->safer[i]];
		items[i].title = value_text(other->is.title.s);
		items[i].url = value_text(other->url);
		items[i].risk = value_int(other->baseline->score.risk.value);
	}
	return VIEW_ITEMS(arena, scan_role, items, relations->safer_count);
}

struct value data_scan(const struct views *views, const struct role_views *shared, struct arena *arena)
{
	const struct site *site = views->site;
	const struct role *role = shared->role;
	struct view_scan *view = arena_new(arena, struct view_scan);
	struct value *bounds = arena_array(arena, struct value, BAND_COUNT - 1);
	for (size_t i = 0; i + 1 < BAND_COUNT; i++)
		bounds[i] = value_int(site->model.scoring.bands[i]);
	view->role = value_text(role->slug);
	view->title = value_text(role->is.title.s);
	view->plural = shared->view.plural;
	view->url = value_text(role->url);
	view->edition = value_text(site->settings.edition.s);
	view->has_hours = value_bool(role_has_hours(role));
	view->bands = value_list(bounds, BAND_COUNT - 1);
	view->baseline = value_text(site->levels[site->baseline].id.s);
	view->levels = scan_levels(views, shared, arena);
	view->tasks = scan_tasks(role, arena);
	view->skills = scan_skills(views, role, arena);
	view->safer = scan_safer(views, role, arena);
	return view_of(SHAPE_scan, view);
}

static void fill_entry(
	const struct views *views, const struct role *role, struct arena *arena, struct view_api_entry *view)
{
	const struct score *score = &role->baseline->score;
	struct value *aliases = arena_array(arena, struct value, role->is.aliases.count);
	for (size_t i = 0; i < role->is.aliases.count; i++)
		aliases[i] = value_text(role->is.aliases.items[i].s);
	view->slug = value_text(role->slug);
	view->title = value_text(role->is.title.s);
	view->url = value_text(view_absolute(views->site, arena, role->url));
	view->data = value_text(
		arena_printf(arena, "%.*s/api/v1/roles/%.*s.json", STR_ARG(views->site->url), STR_ARG(role->slug)));
	view->category = value_text(role->of_category->id.s);
	view->soc = value_text(role->is.soc.s);
	view->isco = value_text(role->is.isco.s);
	view->updated = value_text(role->is.updated.text.s);
	view->aliases = value_list(aliases, role->is.aliases.count);
	view->risk = view_measure(views, &score->risk, arena);
	view->exposure = view_measure(views, &score->exposure, arena);
	view->threat = value_int(score->threat);
	view->band = value_text(view_band_key(role->baseline->band));
	view->rank = value_int((int64_t)role->rank);
	view->percentile = value_int(role->percentile);
	view->sums = provenance_sums(views->site, role, views->site->baseline, arena);
	view->sources = provenance_sources(role, arena);
	view->levels = views->role_links[role - views->site->roles].levels;
}

/* The list of site.model, or nothing. */
static void robustness(const struct plan *plan, struct maker *maker)
{
	struct view_api_robustness view = {.version = value_int(1)};
	view.site = value_text(arena_printf(&maker->arena, "%.*s/", STR_ARG(plan->site->url)));
	view.edition = value_text(plan->site->settings.edition.s);
	view.model = provenance_model(&plan->views, &maker->arena);
	view.robustness = views_robustness(&plan->views, &maker->arena);
	contract_data(view_of(SHAPE_api_robustness, &view), &maker->out);
	buf_char(&maker->out, '\n');
}

static void all_roles(const struct plan *plan, struct maker *maker)
{
	const struct site *site = plan->site;
	struct view_api_roles view = {.version = value_int(1)};
	struct view_api_entry *entries = arena_array(&maker->arena, struct view_api_entry, site->role_count);
	for (size_t i = 0; i < site->role_count; i++)
		fill_entry(&plan->views, &site->roles[i], &maker->arena, &entries[i]);
	view.site = value_text(arena_printf(&maker->arena, "%.*s/", STR_ARG(site->url)));
	view.title = value_text(site->settings.title.s);
	view.edition = value_text(site->settings.edition.s);
	view.assessor = plan->views.site_view.assessor_name;
	view.licence = value_text(provenance_licence(site));
	view.program = value_text(provenance_program());
	view.model = provenance_model(&plan->views, &maker->arena);
	view.roles = VIEW_ITEMS(&maker->arena, api_entry, entries, site->role_count);
	contract_data(view_of(SHAPE_api_roles, &view), &maker->out);
	buf_char(&maker->out, '\n');
}

static struct value level_shares(const struct views *views, const struct role *role, size_t level, struct arena *arena)
{
	size_t count = role->is.tasks.count;
	struct view_api_share *items = arena_array(arena, struct view_api_share, count);
	struct value *effects = arena_array(arena, struct value, count);
	struct score_input input = role_input(views->site, role, level);
	views_effects(&input, arena, effects);
	for (size_t i = 0; i < count; i++) {
		const struct score_share *share = &role->levels[level].shares[i];
		items[i].id = value_text(role->is.tasks.items[i].id.s);
		items[i].weight = value_int((int64_t)score_task_weight(&input, i));
		items[i].permille = value_int(share->weight_permille);
		items[i].contribution = value_int(share->contribution);
		items[i].contribution_hundredths = value_int(share->contribution_hundredths);
		items[i].contribution_exact =
			value_text(strings_decimal(views->strings, arena, share->contribution_hundredths, 2));
		items[i].sensitivity = effects[i];
	}
	return VIEW_ITEMS(arena, api_share, items, count);
}

static struct value api_levels(const struct views *views, const struct role_views *shared, struct arena *arena)
{
	const struct role *role = shared->role;
	size_t count = views->site->level_count;
	struct view_api_level *items = arena_array(arena, struct view_api_level, count);
	for (size_t i = 0; i < count; i++) {
		const struct level_page *written = role_level_page(role, i);
		struct score_input input = role_input(views->site, role, i);
		items[i].level = view_of(SHAPE_level, &shared->levels[i]);
		items[i].score = view_of(SHAPE_score, &shared->scores[i]);
		items[i].history = shared->assessments[i].history;
		items[i].insights = shared->assessments[i].insights;
		items[i].sums = provenance_sums(views->site, role, i, arena);
		items[i].tasks = level_shares(views, role, i, arena);
		items[i].band_moves = views_band_moves(views, role, &input, arena);
		items[i].summary = view_prose(&written->summary);
		if (written->skills.count)
			items[i].skills =
				views_skills(views, role, written->skills.items, written->skills.count, arena);
		items[i].steps = view_steps(written->steps.items, written->steps.count, arena);
		items[i].body = view_prose(&written->body);
	}
	return VIEW_ITEMS(arena, api_level, items, count);
}

/* A role may have been judged by somebody else than the rest. */
static void put_assessor(const struct site *site, const struct role *role, struct view_api_role *view)
{
	const struct assessor *house = site->settings.assessor;
	str name = role->is.assessed_by.s, method = role->is.method.s;
	if (name.len == 0 && house)
		name = house->name.s;
	if (method.len == 0 && house && role->is.assessed_by.s.len == 0)
		method = house->method.s;
	view->assessor = value_text(name);
	view->method = value_text(method);
}

static void one_role(const struct plan *plan, const struct output *output, struct maker *maker)
{
	const struct views *views = &plan->views;
	const struct role *role = &plan->site->roles[output->index];
	const struct role_views *shared = page_role_views(plan, role, maker);
	struct arena *arena = &maker->arena;
	struct view_api_role view = {.version = value_int(1)};
	view.site = value_text(arena_printf(arena, "%.*s/", STR_ARG(plan->site->url)));
	view.url = value_text(view_absolute(plan->site, arena, role->url));
	view.edition = value_text(plan->site->settings.edition.s);
	view.updated = value_text(role->is.updated.text.s);
	put_assessor(plan->site, role, &view);
	view.licence = value_text(provenance_licence(plan->site));
	view.program = value_text(provenance_program());
	view.model = provenance_model(views, arena);
	view.role = view_of(SHAPE_role, &shared->view);
	view.assessment = view_of(SHAPE_assessment, &shared->assessments[plan->site->baseline]);
	view.levels = api_levels(views, shared, arena);
	view.inputs = data_scan(views, shared, arena);
	view.tasks = provenance_tasks(role, arena);
	view.body = view_prose(&role->body);
	contract_data(view_of(SHAPE_api_role, &view), &maker->out);
	buf_char(&maker->out, '\n');
}

/* What each document of the API always has. */
static const struct api_schema {
	enum data_kind kind;
	enum view_shape shape;
	const char *name, *required[13];
} schemas[] = {
	{DATA_SCHEMA_ROLE, SHAPE_api_role, "role",
		{"version", "site", "url", "updated", "program", "model", "role", "assessment", "levels", "inputs",
			"tasks"}},
	{DATA_SCHEMA_ROLES, SHAPE_api_roles, "roles", {"version", "site", "title", "program", "model", "roles"}},
	{DATA_SCHEMA_FORECASTS, SHAPE_api_forecasts, "forecasts",
		{"version", "site", "title", "program", "tallies", "forecasts"}},
	{DATA_SCHEMA_CHANGES, SHAPE_api_changes, "changes", {"version", "site", "title", "changes"}},
	{DATA_SCHEMA_CHANGE, SHAPE_api_change, "change",
		{"version", "site", "before", "after", "level", "up", "down", "new", "gone", "same"}},
	{DATA_SCHEMA_ROBUSTNESS, SHAPE_api_robustness, "robustness", {"version", "site", "model"}},
};

static void put_schema(const struct plan *plan, enum data_kind kind, struct buf *out)
{
	struct arena arena = {0};
	for (size_t i = 0; i < COUNT(schemas); i++)
		if (schemas[i].kind == kind)
			contract_schema(schemas[i].shape,
				arena_printf(&arena, "%.*s/api/v1/schema/%s.json", STR_ARG(plan->site->url),
					schemas[i].name),
				schemas[i].required, out);
	arena_free(&arena);
}

static void one_change(const struct plan *plan, const struct output *output, struct maker *maker)
{
	const struct change *change = &plan->views.changes[output->index];
	struct arena arena = {0};
	data_change(&plan->views, &change->revisions, view_absolute(plan->site, &arena, change->url), &maker->out);
	arena_free(&arena);
}

void data_render(const struct plan *plan, const struct output *output, struct maker *maker)
{
	if (output->data != DATA_ROLE)
		page_forget_role(maker);
	switch (output->data) {
	case DATA_SEARCH:
		search_index(plan, &maker->out);
		break;
	case DATA_SCORES:
		columns_put(TABLE_SCORES, plan->site, NULL, &maker->drain, &maker->out);
		break;
	case DATA_TASKS:
		columns_put(TABLE_TASKS, plan->site, NULL, &maker->drain, &maker->out);
		break;
	case DATA_FORECASTS_CSV:
		columns_put(TABLE_FORECASTS, plan->site, &plan->views.ledger, &maker->drain, &maker->out);
		break;
	case DATA_FORECASTS:
		provenance_forecasts(plan, maker);
		break;
	case DATA_ROLES:
		all_roles(plan, maker);
		break;
	case DATA_ROLE:
		one_role(plan, output, maker);
		break;
	case DATA_CHANGES:
		data_changes(plan, maker);
		break;
	case DATA_CHANGE:
		one_change(plan, output, maker);
		break;
	case DATA_ROBUSTNESS:
		robustness(plan, maker);
		break;
	case DATA_SCHEMA_ROLE:
	case DATA_SCHEMA_ROLES:
	case DATA_SCHEMA_FORECASTS:
	case DATA_SCHEMA_CHANGES:
	case DATA_SCHEMA_CHANGE:
	case DATA_SCHEMA_ROBUSTNESS:
		put_schema(plan, output->data, &maker->out);
		break;
	}
}

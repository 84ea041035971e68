/* SPDX-License-Identifier: MIT */
/* The assessment of a role, and of one seniority. */
#include <string.h>

#include "content/role.h"
#include "page/data.h"
#include "page/pages.h"

const struct role_views *page_role_views(const struct plan *plan, const struct role *role, struct maker *maker)
{
	if (maker->role.role != role) {
		page_forget_role(maker);
		views_role(&plan->views, role, &maker->arena, &maker->role);
	}
	return &maker->role;
}

void page_forget_role(struct maker *maker)
{
	arena_reset(&maker->arena);
	maker->role.role = NULL;
}

const struct role_views *pages_role_views(const struct making *making)
{
	return page_role_views(making->plan, &making->site->roles[making->output->index], making->maker);
}

static struct value scan_of(const struct making *making, const struct role_views *shared)
{
	struct buf json = {0};
	contract_data(data_scan(making->views, shared, making->arena), &json);
	struct value scan = value_html(buf_copy(&json, making->arena));
	buf_free(&json);
	return scan;
}

struct value pages_role(const struct making *making)
{
	const struct role_views *shared = pages_role_views(making);
	const struct role *role = shared->role;
	const struct strings *strings = making->views->strings;
	struct view_role_page *view = arena_new(making->arena, struct view_role_page);
	str plural = value_str(shared->view.plural);
	str title = strings_say(strings, making->arena, "role_title",
		FILLS({"plural", plural}, {"edition", making->site->settings.edition.s}));
	str risk = arena_int(making->arena, role->baseline->score.risk.value);
	str exposure = arena_int(making->arena, role->baseline->score.exposure.value);
	str description = role_say(making->views, role, making->arena, "role_description",
		FILLS({"plural", plural}, {"risk", risk},
			{"band", making->plan->theme->band_labels[role->baseline->band]}, {"exposure", exposure}));
	struct view_meta *page = pages_meta(making, title, description);
	pages_shorten(page, value_str(shared->view.question));
	struct crumb way[] = {{role->of_category->title.s, value_str(shared->view.category_url)}};
	page->crumbs = pages_crumbs(making, way, COUNT(way), role->is.title.s);
	page->updated = value_text(role->is.updated.text.s);
	page->type = value_text(S("article"));
	pages_root(making, page, view);
	pages_data(making, page, shared->view.faq);
	view->role = view_of(SHAPE_role, &shared->view);
	view->assessment = view_of(SHAPE_assessment, &shared->assessments[making->site->baseline]);
	view->spread = making->views->spread;
	view->share = pages_share(making, role, page);
	view->scan = scan_of(making, shared);
	view->body = view_prose(&role->body);
	return view_of(SHAPE_role_page, view);
}

static int64_t moved(const struct role *role, size_t level, size_t task)
{
	return (int64_t)role->levels[level].shares[task].weight_permille - role->baseline->shares[task].weight_permille;
}

/* The tasks whose share differs most from the baseline's, in words. */
static struct value reasons(const struct making *making, const struct role *role, size_t level)
{
	enum { MOST_REASONS = 3, LEAST_PERMILLE = 20 };
	bool used[SCORE_MAX_TASKS] = {false};
	str phrases[MOST_REASONS];
	size_t count = 0;
	while (count < MOST_REASONS) {
		size_t best = role->is.tasks.count;
		int64_t most = LEAST_PERMILLE - 1;
		for (size_t i = 0; i < role->is.tasks.count; i++) {
			int64_t by = moved(role, level, i), size = by < 0 ? -by : by;
			if (used[i] || size <= most)
				continue;
			best = i;
			most = size;
		}
		if (best == role->is.tasks.count)
			break;
		used[best] = true;
		const struct strings *strings = making->views->strings;
		str here = strings_decimal(
			strings, making->arena, (int64_t)role->levels[level].shares[best].weight_permille * 10, 1);
		str there = strings_decimal(
			strings, making->arena, (int64_t)role->baseline->shares[best].weight_permille * 10, 1);
		str said = role_say(making->views, role, making->arena,
			moved(role, level, best) > 0 ? "reason_more" : "reason_less",
			FILLS({"task", role->is.tasks.items[best].name.html.plain}, {"here", here}, {"there", there},
				{"baseline", role->baseline->level->label.s}));
		phrases[count++] = view_escaped(making->arena, said);
	}
	return view_phrases(making->arena, phrases, count);
}

static struct value level_items(const struct making *making, const struct role_views *shared, size_t current)
{
	struct view_levels *levels = arena_new(making->arena, struct view_levels);
	struct view_level *copy = arena_array(making->arena, struct view_level, making->site->level_count);
	memcpy(copy, shared->levels, making->site->level_count * sizeof *copy);
	copy[current].is_current = value_bool(true);
	levels->items = VIEW_ITEMS(making->arena, level, copy, making->site->level_count);
	return view_of(SHAPE_levels, levels);
}

static void fill_level_words(const struct making *making, const struct role_views *shared, struct view_level_page *view,
	str *title, str *description)
{
	static const char *const verdicts[] = {[VERDICT_REDUCED] = "verdict_reduced",
		[VERDICT_TYPICAL] = "verdict_typical",
		[VERDICT_ELEVATED] = "verdict_elevated"};
	const struct strings *strings = making->views->strings;
	const struct role *role = shared->role;
	const struct role_level *level = &role->levels[making->output->level];
	int64_t by = (int64_t)level->score.risk.value - role->baseline->score.risk.value;
	str plural = value_str(shared->view.plural), label = level->level->label.s;
	str risk = arena_int(making->arena, level->score.risk.value);
	str baseline = arena_int(making->arena, role->baseline->score.risk.value);
	str difference = arena_int(making->arena, by < 0 ? -by : by);
	view->heading = value_text(
		strings_say(strings, making->arena, "level_heading", FILLS({"level", label}, {"plural", plural})));
	view->dek = value_text(
		strings_say(strings, making->arena, "level_dek", FILLS({"level", label}, {"plural", plural})));
	view->verdict_sentence =
		value_text(strings_count(strings, making->arena, verdicts[level->verdict], by < 0 ? -by : by,
			FILLS({"level", label}, {"plural", plural}, {"risk", risk}, {"baseline_risk", baseline},
				{"difference", difference})));
	*title = strings_say(strings, making->arena, "level_title",
		FILLS({"level", label}, {"plural", plural}, {"edition", making->site->settings.edition.s}));
	*description = strings_say(strings, making->arena, "level_description",
		FILLS({"level", label}, {"plural", plural}, {"risk", risk},
			{"difference_words", value_str(view->verdict_sentence)}));
}

struct value pages_level(const struct making *making)
{
	const struct role_views *shared = pages_role_views(making);
	const struct role *role = shared->role;
	size_t number = making->output->level;
	const struct level_page *written = role_level_page(role, number);
	struct view_level_page *view = arena_new(making->arena, struct view_level_page);
	struct view_role *own = arena_new(making->arena, struct view_role);
	str title, description;
	fill_level_words(making, shared, view, &title, &description);
	struct view_meta *page = pages_meta(making, title, description);
	pages_shorten(page, value_str(view->heading));
	struct crumb way[] = {
		{role->of_category->title.s, value_str(shared->view.category_url)}, {role->is.title.s, role->url}};
	page->crumbs = pages_crumbs(making, way, COUNT(way), role->levels[number].level->label.s);
	page->updated = value_text(role->is.updated.text.s);
	page->type = value_text(S("article"));
	pages_root(making, page, view);
	*own = shared->view;
	own->levels = level_items(making, shared, number);
	if (written->skills.count)
		own->skills =
			views_skills(making->views, role, written->skills.items, written->skills.count, making->arena);
	pages_data(making, page, (struct value){0});
	view->role = view_of(SHAPE_role, own);
	view->level = view_of(SHAPE_level, &shared->levels[number]);
	view->assessment = view_of(SHAPE_assessment, &shared->assessments[number]);
	view->baseline = view_of(SHAPE_score, &shared->scores[making->site->baseline]);
	view->summary = view_prose(&written->summary);
	if (number != making->site->baseline)
		view->reasons = reasons(making, role, number);
	view->steps = view_steps(written->steps.items, written->steps.count, making->arena);
	view->body = view_prose(&written->body);
	return view_of(SHAPE_level_page, view);
}

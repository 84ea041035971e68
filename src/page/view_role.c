/* SPDX-License-Identifier: MIT */
/* What all pages of a role share. */
#include <string.h>

#include "content/forecast.h"
#include "content/role.h"
#include "page/view.h"

struct making {
	const struct views *views;
	const struct role *role;
	struct arena *arena;
};

static struct value text_date(const struct making *making, const struct dated *dated)
{
	return value_text(strings_date(making->views->strings, making->arena, dated->date));
}

static struct value notes(const struct making *making, const struct text *ids, size_t count)
{
	return view_notes(making->views, &making->role->cited, ids, count, making->arena);
}

static struct value note(const struct making *making, str id)
{
	return view_note(making->views, &making->role->cited, id, making->arena);
}

static struct value word(const struct making *making, const char *prefix, const char *const *keys, int64_t index)
{
	return value_text(strings_word(making->views->strings, prefix, keys[index]));
}

/* A record of one list, absent when it is empty. */
#define SECTION(making, name, list_name, array, count)                                                                 \
	section((making), SHAPE_##name, sizeof(struct view_##name), offsetof(struct view_##name, items),               \
		VIEW_ITEMS((making)->arena, list_name, (array), (count)))

static struct value section(
	const struct making *making, enum view_shape shape, size_t size, size_t items_at, struct value items)
{
	if (items.len == 0)
		return (struct value){0};
	char *view = arena_alloc(making->arena, size);
	memcpy(view + items_at, &items, sizeof items);
	return view_of(shape, view);
}

/* A level's own skills may be ones that no role names: those have no page. */
static str skill_url(const struct making *making, const struct skill *skill)
{
	const struct skill_topic *topic = map_get(&making->views->skill_by_id, skill->id.s);
	return topic ? topic->url : (str){0};
}

static struct value skill_group(
	const struct making *making, const struct skill *skills, size_t count, enum skill_group group)
{
	struct view_skill *items = arena_array(making->arena, struct view_skill, count);
	size_t found = 0;
	for (size_t i = 0; i < count; i++) {
		if (skills[i].group.value != group)
			continue;
		struct view_skill *view = &items[found++];
		view->id = value_text(skills[i].id.s);
		view->name = value_text(skills[i].name.s);
		view->why = view_prose(&skills[i].why);
		view->url = value_text(skills[i].url.s);
		view->page_url = value_text(skill_url(making, &skills[i]));
		view->notes = notes(making, skills[i].sources.items, skills[i].sources.count);
	}
	if (found == 0)
		return (struct value){0};
	struct view_skill_group *view = arena_new(making->arena, struct view_skill_group);
	view->count = value_int((int64_t)found);
	view->items = VIEW_ITEMS(making->arena, skill, items, found);
	return view_of(SHAPE_skill_group, view);
}

static struct value skills_of(const struct making *making, const struct skill *skills, size_t count)
{
	if (count == 0)
		return (struct value){0};
	struct view_skills *view = arena_new(making->arena, struct view_skills);
	view->count = value_int((int64_t)count);
	view->vulnerable = skill_group(making, skills, count, SKILL_VULNERABLE);
	view->resilient = skill_group(making, skills, count, SKILL_RESILIENT);
	view->learn = skill_group(making, skills, count, SKILL_LEARN);
	return view_of(SHAPE_skills, view);
}

struct value views_skills(const struct views *views, const struct role *role, const struct skill *skills, size_t count,
	struct arena *arena)
{
	struct making making = {.views = views, .role = role, .arena = arena};
	return skills_of(&making, skills, count);
}

static struct value timeline_of(const struct making *making)
{
	size_t count = making->role->is.timeline.count;
	struct view_stage *items = arena_array(making->arena, struct view_stage, count);
	for (size_t i = 0; i < count; i++) {
		const struct stage *stage = &making->role->is.timeline.items[i];
		items[i].from = text_date(making, &stage->from);
		items[i].to = text_date(making, &stage->to);
		items[i].from_iso = value_text(stage->from.text.s);
		items[i].to_iso = value_text(stage->to.text.s);
		items[i].claim = view_prose(&stage->claim);
		items[i].evidence = view_prose(&stage->evidence);
		items[i].anchor = value_text(arena_join(making->arena, S("forecast-"), stage->id.s));
		items[i].confidence = value_text(forecast_confidence(stage));
		if (stage->confidence.is_set)
			items[i].confidence_label = value_text(
				strings_word(making->views->strings, "confidence_", forecast_confidence(stage).at));
		items[i].status = value_text(forecast_status(stage));
		items[i].status_label =
			value_text(strings_word(making->views->strings, "status_", forecast_status(stage).at));
		items[i].is_due = value_bool(forecast_is_due(stage, making->views->site->options.as_of));
		items[i].notes = notes(making, stage->sources.items, stage->sources.count);
	}
	return SECTION(making, timeline, stage, items, count);
}

static struct value agents_of(const struct making *making)
{
	size_t count = making->role->is.agents.count;
	struct view_agent *items = arena_array(making->arena, struct view_agent, count);
	for (size_t i = 0; i < count; i++) {
		const struct agent *agent = &making->role->is.agents.items[i];
		items[i].company = value_text(agent->company.s);
		items[i].product = value_text(agent->product.s);
		items[i].does = view_prose(&agent->does);
		items[i].as_of = text_date(making, &agent->as_of);
		items[i].url = value_text(agent->url.s);
		items[i].notes = notes(making, agent->sources.items, agent->sources.count);
	}
	return SECTION(making, agents, agent, items, count);
}

static const char *const per_keys[] = {[PER_YEAR] = "year", [PER_MONTH] = "month", [PER_HOUR] = "hour"};

static void fill_pay_row(const struct making *making, const struct pay *pay, struct view_pay_row *row)
{
	const struct level *level = view_level(making->views->site, pay->level.s);
	row->country = value_text(strings_country(making->views->strings, pay->country.s));
	row->country_code = value_text(pay->country.s);
	row->level_id = value_text(pay->level.s);
	if (level)
		row->level = value_text(level->label.s);
	row->amount =
		value_text(strings_money(making->views->strings, making->arena, pay->amount.value, pay->currency.s));
	row->amount_plain = value_text(arena_printf(
		making->arena, "%lld.%02lld", (long long)pay->amount.value / 100, (long long)pay->amount.value % 100));
	row->per_key = value_text(str_of(per_keys[pay->per.value]));
	row->per = word(making, "per_", per_keys, pay->per.value);
	row->currency = value_text(pay->currency.s);
	row->as_of = text_date(making, &pay->as_of);
	row->note = note(making, pay->source.s);
}

static void fill_ai_cost(const struct making *making, struct view_pay *view)
{
	const struct ai_cost *cost = making->views->site->settings.ai_cost;
	const struct strings *strings = making->views->strings;
	static const int64_t times[] = {[PER_YEAR] = 1, [PER_MONTH] = 12, [PER_HOUR] = 0};
	if (!cost)
		return;
	view->ai_product = value_text(cost->product.s);
	view->ai_amount = value_text(strings_money(strings, making->arena, cost->amount.value, cost->currency.s));
	view->ai_per = word(making, "per_", per_keys, cost->per.value);
	if (cost->per.value == PER_MONTH)
		view->ai_yearly = value_text(
			strings_money(strings, making->arena, cost->amount.value * times[PER_MONTH], cost->currency.s));
	view->ai_as_of = text_date(making, &cost->as_of);
	view->ai_note = note(making, cost->source.s);
}

static struct value pay_of(const struct making *making)
{
	size_t count = making->role->is.pay.count;
	if (count == 0)
		return (struct value){0};
	struct view_pay *view = arena_new(making->arena, struct view_pay);
	struct view_pay_row *rows = arena_array(making->arena, struct view_pay_row, count);
	for (size_t i = 0; i < count; i++)
		fill_pay_row(making, &making->role->is.pay.items[i], &rows[i]);
	fill_ai_cost(making, view);
	view->items = VIEW_ITEMS(making->arena, pay_row, rows, count);
	return view_of(SHAPE_pay, view);
}

static struct value interview_of(const struct making *making)
{
	size_t count = making->role->is.interview.count;
	struct view_interview_item *items = arena_array(making->arena, struct view_interview_item, count);
	for (size_t i = 0; i < count; i++) {
		items[i].question = view_prose(&making->role->is.interview.items[i].question);
		items[i].listen_for = view_prose(&making->role->is.interview.items[i].listen_for);
	}
	return SECTION(making, interview, interview_item, items, count);
}

static struct value jobs_of(const struct making *making)
{
	size_t count = 0;
	struct view_job *items = arena_array(making->arena, struct view_job, making->role->is.jobs.count);
	for (size_t i = 0; i < making->role->is.jobs.count; i++) {
		const struct job *job = &making->role->is.jobs.items[i];
		if (date_cmp(job->expires.date, making->views->site->options.as_of) < 0)
			continue;
		struct view_job *view = &items[count++];
		view->title = value_text(job->title.s);
		view->employer = value_text(job->employer.s);
		view->place = value_text(job->place.s);
		view->url = value_text(job->url.s);
		view->posted = text_date(making, &job->posted);
		view->expires = text_date(making, &job->expires);
	}
	return SECTION(making, jobs, job, items, count);
}

/* How the measure came to know the role, unless it has the very code. */
static struct value match_of(const struct making *making, const struct published *published)
{
	const struct strings *strings = making->views->strings;
	struct arena *arena = making->arena;
	str code = published->code->code;
	switch (published->match) {
	case MATCH_SAME:
		break;
	case MATCH_FINER:
		return value_text(strings_count(strings, arena, "benchmark_finer", (int64_t)published->count,
			FILLS({"count", strings_number(strings, arena, (int64_t)published->count)}, {"code", code})));
	case MATCH_BROADER:
		return value_text(strings_say(strings, arena, "benchmark_broader", FILLS({"code", code})));
	}
	return (struct value){0};
}

static void fill_benchmark(const struct making *making, const struct benchmark *benchmark,
	const struct published *published, struct view_benchmark *view)
{
	const struct strings *strings = making->views->strings;
	double low = (double)benchmark->scale[0].value / 100, high = (double)benchmark->scale[1].value / 100;
	view->id = value_text(benchmark->id.s);
	view->title = value_text(benchmark->title.s);
	view->publisher = value_text(benchmark->publisher.s);
	view->url = value_text(benchmark->url.s);
	view->value = value_text(published->written);
	view->scale = value_text(arena_printf(making->arena, "%g\xE2\x80\x93%g", low, high));
	view->position = value_int(view_position(benchmark, published->value));
	if (published->percentile >= 0)
		view->percentile = value_int(published->percentile);
	if (published->population > 0) {
		view->population = value_int((int64_t)published->population);
		view->population_text =
			value_text(strings_number(strings, making->arena, (int64_t)published->population));
	}
	view->code = value_text(published->code->code);
	view->match = match_of(making, published);
	view->licence = value_text(benchmark->licence.s);
	view->as_of = text_date(making, &benchmark->as_of);
	view->note = note(making, benchmark->source.s);
}

static struct value benchmarks_of(const struct making *making)
{
	const struct site *site = making->views->site;
	struct view_benchmark *items = arena_array(making->arena, struct view_benchmark, site->benchmarks.count);
	size_t count = 0;
	for (size_t i = 0; i < site->benchmarks.count; i++) {
		struct published published;
		if (benchmark_find(&site->benchmarks.items[i], making->role, making->arena, &published))
			fill_benchmark(making, &site->benchmarks.items[i], &published, &items[count++]);
	}
	return SECTION(making, benchmarks, benchmark, items, count);
}

static struct value articles_of(const struct making *making)
{
	const struct views *views = making->views;
	const struct article_list *list = &views->articles_of[making->role - views->site->roles];
	struct view_link *items = arena_array(making->arena, struct view_link, list->count);
	for (size_t i = 0; i < list->count; i++) {
		items[i].title = value_text(list->items[i]->is.title.s);
		items[i].url = value_text(list->items[i]->url);
	}
	return SECTION(making, links, link, items, list->count);
}

static struct value faq_of(const struct making *making, str plural)
{
	const struct role_level *level = making->role->baseline;
	struct arena *arena = making->arena;
	const struct score *score = &level->score;
	str risk = arena_int(arena, score->risk.value), exposure = arena_int(arena, score->exposure.value);
	str low = arena_int(arena, score->risk.low), high = arena_int(arena, score->risk.high);
	str question = strings_say(making->views->strings, arena, "faq_score_question", FILLS({"plural", plural}));
	str answer = role_say(making->views, making->role, arena, "faq_score_answer",
		FILLS({"plural", plural}, {"risk", risk}, {"band", making->views->theme->band_labels[level->band]},
			{"exposure", exposure}, {"low", low}, {"high", high},
			{"threat", arena_int(arena, score->threat)}));
	return view_faq(making->role->is.faq.items, making->role->is.faq.count, question, answer, arena);
}

static void fill_level(const struct making *making, const struct role_level *level, struct view_level *view)
{
	const struct role *role = making->role;
	int64_t difference = (int64_t)level->score.risk.value - role->baseline->score.risk.value;
	view->id = value_text(level->level->id.s);
	view->label = value_text(level->level->label.s);
	view->url = value_text(level->url);
	view->risk = value_int(level->score.risk.value);
	view->exposure = value_int(level->score.exposure.value);
	view->threat = value_int(level->score.threat);
	view->band = value_text(view_band_key(level->band));
	view->band_label = value_text(making->views->theme->band_labels[level->band]);
	view->verdict = value_text(view_verdict_key(level->verdict));
	view->verdict_label =
		value_text(strings_word(making->views->strings, "verdict_", view_verdict_key(level->verdict).at));
	if (level != role->baseline)
		view->difference = value_text(view_signed(making->arena, difference));
	view->is_baseline = value_bool(level == role->baseline);
	view->is_modelled = value_bool(level->is_modelled);
}

static void fill_head(const struct making *making, struct view_role *view)
{
	const struct role *role = making->role;
	const struct role_record *is = &role->is;
	const struct assessor *assessor = making->views->site->settings.assessor;
	str plural = role_plural(making->views, role, making->arena);
	str article = is->article.s.len ? is->article.s : english_article(is->title.s);
	view->slug = value_text(role->slug);
	view->title = value_text(is->title.s);
	view->plural = value_text(plural);
	view->with_article = value_text(arena_join(making->arena, article, S(" "), is->title.s));
	view->url = value_text(role->url);
	view->icon = value_text(is->icon.s);
	view->question = value_text(
		strings_say(making->views->strings, making->arena, "role_question", FILLS({"plural", plural})));
	view->tagline = view_prose(&is->tagline);
	view->summary = view_prose(&is->summary);
	view->category = value_text(role->of_category->title.s);
	view->category_url = value_text(arena_join(
		making->arena, making->views->site->base, S("/categories/"), role->of_category->id.s, S("/")));
	view->soc = value_text(is->soc.s);
	view->isco = value_text(is->isco.s);
	view->method = value_text(is->method.s);
	view->assessed_by = value_text(is->assessed_by.s.len ? is->assessed_by.s
			: assessor                           ? assessor->name.s
							     : (str){0});
	view->updated = text_date(making, &is->updated);
	view->updated_iso = value_text(is->updated.text.s);
	view->baseline_label = value_text(role->baseline->level->label.s);
}

static struct value aliases_of(const struct making *making)
{
	size_t count = making->role->is.aliases.count;
	struct view_phrase *items = arena_array(making->arena, struct view_phrase, count);
	for (size_t i = 0; i < count; i++)
		items[i].html = value_text(making->role->is.aliases.items[i].s);
	return VIEW_ITEMS(making->arena, phrase, items, count);
}

void views_role(const struct views *views, const struct role *role, struct arena *arena, struct role_views *made)
{
	struct making making = {.views = views, .role = role, .arena = arena};
	size_t levels = views->site->level_count;
	made->role = role;
	made->levels = arena_array(arena, struct view_level, levels);
	made->assessments = arena_array(arena, struct view_assessment, levels);
	made->scores = arena_array(arena, struct view_score, levels);
	struct view_role *view = &made->view;
	*view = (struct view_role){0};
	fill_head(&making, view);
	for (size_t i = 0; i < levels; i++)
		fill_level(&making, &role->levels[i], &made->levels[i]);
	for (size_t i = 0; i < levels; i++)
		views_assessment(views, role, i, arena, &made->assessments[i], &made->scores[i]);
	view->aliases = aliases_of(&making);
	view->levels = SECTION(&making, levels, level, made->levels, levels);
	view->skills = skills_of(&making, role->is.skills.items, role->is.skills.count);
	view->timeline = timeline_of(&making);
	view->agents = agents_of(&making);
	view->pay = pay_of(&making);
	view->steps = view_steps(role->is.steps.items, role->is.steps.count, arena);
	view->benchmarks = benchmarks_of(&making);
	view->comparison = view_comparison(role->is.comparison, arena);
	view->interview = interview_of(&making);
	view->jobs = jobs_of(&making);
	view->faq = faq_of(&making, value_str(view->plural));
	const struct relations *relations = &views->relations[role - views->site->roles];
	view->safer = views_relations(views, role, relations->safer, relations->safer_count, arena);
	view->related = views_relations(views, role, relations->nearest, relations->nearest_count, arena);
	view->articles = articles_of(&making);
	view->sources = view_sources(views, role->cited.items, role->cited.count, arena);
	if (role->is.extra)
		view->extra = yaml_value(role->is.extra, arena);
}

/* SPDX-License-Identifier: MIT */
/* Skills across roles. */
#include <stdlib.h>

#include "page/pages.h"

/* What many professions lean on says more than what one does. */
static int topic_cmp(const void *x, const void *y)
{
	const struct skill_topic *a = x, *b = y;
	if (a->count != b->count)
		return a->count > b->count ? -1 : 1;
	int order = str_cmp(a->name, b->name);
	return order ? order : str_cmp(a->id, b->id);
}

static int use_cmp(const void *x, const void *y)
{
	const struct role *a = ((const struct skill_use *)x)->role, *b = ((const struct skill_use *)y)->role;
	if (a->rank != b->rank)
		return a->rank < b->rank ? -1 : 1;
	return (a > b) - (a < b);
}

bool skill_topic_has(const struct skill_topic *topic, const struct role *role)
{
	struct skill_use use = {.role = role};
	return bsearch(&use, topic->uses, topic->count, sizeof *topic->uses, use_cmp) != NULL;
}

static struct skill_topic *topic_of(struct views *views, struct map *known, const struct skill *skill)
{
	void **slot = map_at(known, views->arena, skill->id.s);
	if (!*slot) {
		struct skill_topic *topic = arena_new(views->arena, struct skill_topic);
		topic->id = skill->id.s;
		topic->name = skill->name.s;
		topic->url = arena_printf(
			views->arena, "%.*s/skills/%.*s/", STR_ARG(views->site->base), STR_ARG(skill->id.s));
		*slot = topic;
	}
	return *slot;
}

static void add_use(struct skill_topic *topic, const struct role *role, const struct skill *skill)
{
	topic->uses[topic->count++] = (struct skill_use){role, skill};
	topic->in_group[skill->group.value]++;
}

/* Each skill has at most one file. */
static void give_intros(struct views *views)
{
	for (size_t i = 0; i < views->site->skill_intro_count; i++) {
		struct skill_topic *topic = map_get(&views->skill_by_id, views->site->skill_intros[i].id);
		if (topic)
			topic->intro = &views->site->skill_intros[i];
	}
}

/* Counted first, so that each topic's uses stand in one array. */
static void list_uses(struct views *views, struct map *known)
{
	const struct site *site = views->site;
	for (size_t i = 0; i < site->role_count; i++)
		for (size_t k = 0; k < site->roles[i].is.skills.count; k++)
			topic_of(views, known, &site->roles[i].is.skills.items[k])->count++;
	for (size_t i = 0; i < known->count; i++) {
		struct skill_topic *topic = known->entries[i].value;
		topic->uses = arena_array(views->arena, struct skill_use, topic->count);
		topic->count = 0;
	}
	for (size_t i = 0; i < site->role_count; i++)
		for (size_t k = 0; k < site->roles[i].is.skills.count; k++) {
			const struct skill *skill = &site->roles[i].is.skills.items[k];
			add_use(map_get(known, skill->id.s), &site->roles[i], skill);
		}
}

void views_skill_topics(struct views *views)
{
	struct map known = {0};
	list_uses(views, &known);
	views->skill_count = known.count;
	views->skills = arena_array(views->arena, struct skill_topic, known.count);
	for (size_t i = 0; i < known.count; i++)
		views->skills[i] = *(const struct skill_topic *)known.entries[i].value;
	if (known.count)
		qsort(views->skills, known.count, sizeof *views->skills, topic_cmp);
	for (size_t i = 0; i < known.count; i++) {
		struct skill_topic *topic = &views->skills[i];
		qsort(topic->uses, topic->count, sizeof *topic->uses, use_cmp);
		*map_at(&views->skill_by_id, views->arena, topic->id) = topic;
	}
	give_intros(views);
}

static void fill_link(const struct making *making, const struct skill_topic *topic, struct view_skill_link *link)
{
	link->id = value_text(topic->id);
	link->title = value_text(topic->name);
	link->url = value_text(topic->url);
	if (topic->intro)
		link->description = value_text(topic->intro->description);
	link->count = value_int((int64_t)topic->count);
	link->count_label = value_text(strings_count(making->views->strings, making->arena, "role_count",
		(int64_t)topic->count, FILLS({"count", pages_count(making, topic->count)})));
	link->vulnerable = value_int((int64_t)topic->in_group[SKILL_VULNERABLE]);
	link->resilient = value_int((int64_t)topic->in_group[SKILL_RESILIENT]);
	link->learn = value_int((int64_t)topic->in_group[SKILL_LEARN]);
}

struct value pages_skills(const struct making *making)
{
	const struct views *views = making->views;
	struct view_skills_page *view = arena_new(making->arena, struct view_skills_page);
	struct view_skill_link *links = arena_array(making->arena, struct view_skill_link, views->skill_count);
	for (size_t i = 0; i < views->skill_count; i++)
		fill_link(making, &views->skills[i], &links[i]);
	str description = strings_count(views->strings, making->arena, "skills_description",
		(int64_t)views->skill_count, FILLS({"count", pages_count(making, views->skill_count)}));
	pages_root(making, pages_listed(making, pages_say(making, "skills_title"), description), view);
	view->items = VIEW_ITEMS(making->arena, skill_link, links, views->skill_count);
	return view_of(SHAPE_skills_page, view);
}

static struct value uses_of(const struct making *making, const struct skill_topic *topic, enum skill_group group)
{
	struct view_skill_use *items = arena_array(making->arena, struct view_skill_use, topic->count);
	size_t count = 0;
	for (size_t i = 0; i < topic->count; i++) {
		const struct skill_use *use = &topic->uses[i];
		if (use->skill->group.value != group)
			continue;
		items[count].other =
			view_of(SHAPE_role_link, &making->views->role_links[use->role - making->site->roles]);
		/* Without the marks of its citations: those are numbered on the role's page. */
		items[count++].why = value_text(use->skill->why.html.plain);
	}
	if (count == 0)
		return (struct value){0};
	struct view_skill_uses *view = arena_new(making->arena, struct view_skill_uses);
	view->count = value_int((int64_t)count);
	view->items = VIEW_ITEMS(making->arena, skill_use, items, count);
	return view_of(SHAPE_skill_uses, view);
}

static str skill_sentence(const struct making *making, const struct skill_topic *topic)
{
	static const char *const names[] = {[SKILL_VULNERABLE] = "skill_vulnerable",
		[SKILL_RESILIENT] = "skill_resilient",
		[SKILL_LEARN] = "skill_learn"};
	const struct strings *strings = making->views->strings;
	str parts[SKILL_GROUPS];
	size_t count = 0;
	for (size_t i = 0; i < SKILL_GROUPS; i++)
		if (topic->in_group[i])
			parts[count++] = strings_count(strings, making->arena, names[i], (int64_t)topic->in_group[i],
				FILLS({"count", pages_count(making, topic->in_group[i])}));
	return strings_say(strings, making->arena, "skill_sentence",
		FILLS({"skill", topic->name}, {"list", strings_list(strings, making->arena, parts, count)}));
}

struct value pages_skill(const struct making *making)
{
	const struct skill_topic *topic = &making->views->skills[making->output->index];
	struct view_skill_page *view = arena_new(making->arena, struct view_skill_page);
	struct view_skill_link *link = arena_new(making->arena, struct view_skill_link);
	str sentence = skill_sentence(making, topic);
	str title = strings_say(making->views->strings, making->arena, "skill_title", FILLS({"skill", topic->name}));
	str described = topic->intro && topic->intro->description.len ? topic->intro->description : sentence;
	struct view_meta *page = pages_meta(making, title, described);
	pages_shorten(page, topic->name);
	struct crumb way[] = {{pages_label(making, "menu_skills"), pages_local(making, "/skills/")}};
	page->crumbs = pages_crumbs(making, way, COUNT(way), topic->name);
	pages_data(making, page, (struct value){0});
	pages_root(making, page, view);
	fill_link(making, topic, link);
	view->skill = view_of(SHAPE_skill_link, link);
	if (topic->intro)
		view->body = view_prose(&topic->intro->body);
	view->sentence = value_text(sentence);
	view->vulnerable = uses_of(making, topic, SKILL_VULNERABLE);
	view->resilient = uses_of(making, topic, SKILL_RESILIENT);
	view->learn = uses_of(making, topic, SKILL_LEARN);
	return view_of(SHAPE_skill_page, view);
}

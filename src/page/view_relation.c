/* SPDX-License-Identifier: MIT */
/* Roles that have something in common, and what it is. */
#include "page/view.h"

/* Names of the skills that both roles give, in the order of the first. */
static size_t shared_skills(const struct views *views, const struct role *a, const struct role *b, str *names)
{
	size_t count = 0;
	for (size_t i = 0; i < a->is.skills.count; i++)
		if (skill_topic_has(map_get(&views->skill_by_id, a->is.skills.items[i].id.s), b))
			names[count++] = a->is.skills.items[i].name.s;
	return count;
}

static str what_is_shared(
	const struct views *views, const struct role *role, const struct role *other, struct arena *arena)
{
	str *names = arena_array(arena, str, role->is.skills.count);
	size_t count = shared_skills(views, role, other, names);
	if (count)
		return strings_count(views->strings, arena, "shares_skills", (int64_t)count,
			FILLS({"count", strings_number(views->strings, arena, (int64_t)count)},
				{"list", strings_list(views->strings, arena, names, count)}));
	if (role->of_category == other->of_category)
		return strings_say(
			views->strings, arena, "shares_category", FILLS({"category", role->of_category->title.s}));
	return (str){0};
}

struct value views_relations(
	const struct views *views, const struct role *role, const uint32_t *others, size_t count, struct arena *arena)
{
	const struct site *site = views->site;
	struct view_relation *items = arena_array(arena, struct view_relation, count);
	if (count == 0)
		return (struct value){0};
	for (size_t i = 0; i < count; i++) {
		const struct role *other = &site->roles[others[i]];
		const struct pair *pair = pair_find(
			views->pairs, views->pair_count, site, (size_t)(role - site->roles), others[i], arena);
		items[i].other = view_of(SHAPE_role_link, &views->role_links[others[i]]);
		items[i].difference = value_text(view_signed(
			arena, (int64_t)other->baseline->score.risk.value - role->baseline->score.risk.value));
		items[i].sentence = value_text(what_is_shared(views, role, other, arena));
		if (!pair)
			continue;
		items[i].compare_url = value_text(pair->url);
		items[i].compare_label = value_text(strings_say(views->strings, arena, "compare_link",
			FILLS({"left", role->is.title.s}, {"right", other->is.title.s})));
	}
	struct view_relations *view = arena_new(arena, struct view_relations);
	view->count = value_int((int64_t)count);
	view->items = VIEW_ITEMS(arena, relation, items, count);
	return view_of(SHAPE_relations, view);
}

/* SPDX-License-Identifier: MIT */
/* Two roles side by side; the picker for up to four; the personal scan's own page. */
#include "page/pages.h"

enum { MOST_PAIRS = 60 };

static str range(const struct making *making, const struct score_measure *measure)
{
	return arena_printf(making->arena, "%u (%u\xE2\x80\x93%u)", measure->value, measure->low, measure->high);
}

static str pair_title(const struct making *making, const struct pair *pair)
{
	return strings_say(making->views->strings, making->arena, "pair_title",
		FILLS({"left", making->site->roles[pair->left].is.title.s},
			{"right", making->site->roles[pair->right].is.title.s}));
}

struct value pages_compare(const struct making *making)
{
	const struct views *views = making->views;
	struct view_compare_page *view = arena_new(making->arena, struct view_compare_page);
	size_t count = views->pair_count < MOST_PAIRS ? views->pair_count : MOST_PAIRS;
	struct view_link *links = arena_array(making->arena, struct view_link, count);
	for (size_t i = 0; i < count; i++) {
		links[i].title = value_text(pair_title(making, &views->pairs[i]));
		links[i].url = value_text(views->pairs[i].url);
	}
	pages_root(making,
		pages_listed(making, pages_say(making, "compare_title"), pages_say(making, "compare_description")),
		view);
	view->pairs = VIEW_ITEMS(making->arena, link, links, count);
	return view_of(SHAPE_compare_page, view);
}

struct value pages_scan(const struct making *making)
{
	struct view_scan_page *view = arena_new(making->arena, struct view_scan_page);
	pages_root(making, pages_listed(making, pages_say(making, "scan_title"), pages_say(making, "scan_description")),
		view);
	view->top = pages_top_roles(making);
	return view_of(SHAPE_scan_page, view);
}

struct rows {
	struct view_pair_row *items;
	size_t count;
};

static void add_row(struct rows *rows, str label, str left, str right, str difference)
{
	struct view_pair_row *row = &rows->items[rows->count++];
	row->label = value_text(label);
	row->left = value_text(left);
	row->right = value_text(right);
	row->difference = value_text(difference);
}

static size_t count_labelled(const struct role *role, enum score_label label)
{
	size_t count = 0;
	for (size_t i = 0; i < role->is.tasks.count; i++)
		count += score_label_of(role->is.tasks.items[i].exposure.judgement.value) == label;
	return count;
}

static struct value number_rows(const struct making *making, const struct role *left, const struct role *right)
{
	enum { MOST_ROWS = 8 };
	const struct score *a = &left->baseline->score, *b = &right->baseline->score;
	struct rows rows = {.items = arena_array(making->arena, struct view_pair_row, MOST_ROWS)};
	const struct {
		const char *label;
		int64_t left, right;
	} numbers[] = {{"week_automated", a->automated, b->automated}, {"week_assisted", a->assisted, b->assisted},
		{"week_human", a->human, b->human},
		{"tasks_high", (int64_t)count_labelled(left, LABEL_HIGH), (int64_t)count_labelled(right, LABEL_HIGH)},
		{"tasks_low", (int64_t)count_labelled(left, LABEL_LOW), (int64_t)count_labelled(right, LABEL_LOW)}};
	add_row(&rows, pages_label(making, "risk"), range(making, &a->risk), range(making, &b->risk),
		view_signed(making->arena, (int64_t)b->risk.value - a->risk.value));
	add_row(&rows, pages_label(making, "exposure"), range(making, &a->exposure), range(making, &b->exposure),
		view_signed(making->arena, (int64_t)b->exposure.value - a->exposure.value));
	add_row(&rows, pages_label(making, "band"), making->plan->theme->band_labels[left->baseline->band],
		making->plan->theme->band_labels[right->baseline->band], (str){0});
	for (size_t i = 0; i < COUNT(numbers); i++)
		add_row(&rows, pages_label(making, numbers[i].label), arena_int(making->arena, numbers[i].left),
			arena_int(making->arena, numbers[i].right),
			view_signed(making->arena, numbers[i].right - numbers[i].left));
	return VIEW_ITEMS(making->arena, pair_row, rows.items, rows.count);
}

static struct value level_rows(const struct making *making, const struct role *left, const struct role *right)
{
	struct rows rows = {.items = arena_array(making->arena, struct view_pair_row, making->site->level_count)};
	for (size_t i = 0; i < making->site->level_count; i++) {
		uint32_t a = left->levels[i].score.risk.value, b = right->levels[i].score.risk.value;
		add_row(&rows, making->site->levels[i].label.s, arena_int(making->arena, a),
			arena_int(making->arena, b), view_signed(making->arena, (int64_t)b - a));
	}
	return VIEW_ITEMS(making->arena, pair_row, rows.items, rows.count);
}

/* What two rows have in common that can be compared. */
static str pay_key(const struct making *making, const struct pay *pay)
{
	return arena_join(making->arena, pay->country.s, S("/"), pay->currency.s, S("/"), pay->level.s, S("/"),
		arena_int(making->arena, pay->per.value));
}

static void add_pay(const struct making *making, struct rows *rows, const struct pay *a, const struct pay *b)
{
	const struct strings *strings = making->views->strings;
	const struct level *level = view_level(making->site, a->level.s);
	str label = strings_say(strings, making->arena, "pair_pay",
		FILLS({"country", strings_country(strings, a->country.s)},
			{"level", level ? level->label.s : a->level.s}));
	add_row(rows, label, strings_money(strings, making->arena, a->amount.value, a->currency.s),
		strings_money(strings, making->arena, b->amount.value, b->currency.s), (str){0});
}

static struct value pay_rows(const struct making *making, const struct role *left, const struct role *right)
{
	struct rows rows = {.items = arena_array(making->arena, struct view_pair_row, left->is.pay.count)};
	struct map of_right = {0};
	for (size_t i = 0; left->is.pay.count && i < right->is.pay.count; i++) {
		void **slot = map_at(&of_right, making->arena, pay_key(making, &right->is.pay.items[i]));
		if (!*slot)
			*slot = &right->is.pay.items[i];
	}
	for (size_t i = 0; i < left->is.pay.count; i++) {
		const struct pay *same = map_get(&of_right, pay_key(making, &left->is.pay.items[i]));
		if (same)
			add_pay(making, &rows, &left->is.pay.items[i], same);
	}
	if (rows.count == 0)
		return (struct value){0};
	struct view_pair_rows *view = arena_new(making->arena, struct view_pair_rows);
	view->items = VIEW_ITEMS(making->arena, pair_row, rows.items, rows.count);
	return view_of(SHAPE_pair_rows, view);
}

enum skill_side { SKILLS_OF_BOTH, SKILLS_OF_ONE };

/* The role's skills that the other names too, or does not. */
static struct value skills_of(
	const struct making *making, const struct role *role, const struct role *other, enum skill_side side)
{
	str *names = arena_array(making->arena, str, role->is.skills.count);
	size_t count = 0;
	for (size_t i = 0; i < role->is.skills.count; i++) {
		const struct skill *skill = &role->is.skills.items[i];
		const struct skill_topic *topic = map_get(&making->views->skill_by_id, skill->id.s);
		if (skill_topic_has(topic, other) != (side == SKILLS_OF_BOTH))
			continue;
		names[count++] = arena_join(making->arena, S("<a href=\""), topic->url, S("\">"),
			view_escaped(making->arena, skill->name.s), S("</a>"));
	}
	return view_phrases(making->arena, names, count);
}

static struct value tasks_of(const struct making *making, const struct role *role, enum score_label label)
{
	str *names = arena_array(making->arena, str, role->is.tasks.count);
	size_t count = 0;
	for (size_t i = 0; i < role->is.tasks.count; i++) {
		if (score_label_of(role->is.tasks.items[i].exposure.judgement.value) != label)
			continue;
		names[count++] = view_escaped(making->arena, role->is.tasks.items[i].name.html.plain);
	}
	return view_phrases(making->arena, names, count);
}

static struct value compared(const struct making *making, const struct role *role, const struct role *other)
{
	struct view_compared *view = arena_new(making->arena, struct view_compared);
	view->role = view_of(SHAPE_role_link, &making->views->role_links[role - making->site->roles]);
	view->takes_on = tasks_of(making, role, LABEL_HIGH);
	view->stays_human = tasks_of(making, role, LABEL_LOW);
	view->own_skills = skills_of(making, role, other, SKILLS_OF_ONE);
	return view_of(SHAPE_compared, view);
}

static size_t largest_task(const struct role *role)
{
	size_t best = 0;
	for (size_t i = 1; i < role->is.tasks.count; i++)
		if (role->baseline->shares[i].contribution_hundredths
			> role->baseline->shares[best].contribution_hundredths)
			best = i;
	return best;
}

static str risk_sentence(const struct making *making, const struct role *left, const struct role *right)
{
	int64_t a = left->baseline->score.risk.value, b = right->baseline->score.risk.value, by = b > a ? b - a : a - b;
	return strings_count(making->views->strings, making->arena,
		by ? (b > a ? "pair_higher" : "pair_lower") : "pair_equal", by,
		FILLS({"left", role_plural(making->views, left, making->arena)},
			{"right", role_plural(making->views, right, making->arena)},
			{"left_risk", arena_int(making->arena, a)}, {"right_risk", arena_int(making->arena, b)},
			{"difference", arena_int(making->arena, by)}));
}

static str overlap_sentence(const struct making *making, const struct role *left, const struct role *right)
{
	const struct score_measure *a = &left->baseline->score.risk, *b = &right->baseline->score.risk;
	bool overlaps = a->low <= b->high && b->low <= a->high;
	return pages_say(making, overlaps ? "pair_overlap" : "pair_apart");
}

static str top_sentence(const struct making *making, const struct role *role)
{
	size_t task = largest_task(role);
	uint32_t points = role->baseline->shares[task].contribution;
	return strings_count(making->views->strings, making->arena, "pair_top", points,
		FILLS({"plural", role_plural(making->views, role, making->arena)},
			{"task", role->is.tasks.items[task].name.html.plain},
			{"points", arena_int(making->arena, points)},
			{"risk", arena_int(making->arena, role->baseline->score.risk.value)}));
}

static struct value sentences_of(const struct making *making, const struct role *left, const struct role *right)
{
	const str said[] = {risk_sentence(making, left, right), overlap_sentence(making, left, right),
		top_sentence(making, left), top_sentence(making, right)};
	str html[COUNT(said)];
	for (size_t i = 0; i < COUNT(said); i++)
		html[i] = view_escaped(making->arena, said[i]);
	return view_phrase_list(making->arena, html, COUNT(html));
}

struct value pages_pair(const struct making *making)
{
	const struct pair *pair = &making->views->pairs[making->output->index];
	const struct role *left = &making->site->roles[pair->left], *right = &making->site->roles[pair->right];
	struct view_pair_page *view = arena_new(making->arena, struct view_pair_page);
	str title = pair_title(making, pair);
	struct view_meta *page = pages_meta(making, title, risk_sentence(making, left, right));
	struct crumb way[] = {{pages_label(making, "menu_compare"), pages_local(making, "/compare/")}};
	page->crumbs = pages_crumbs(making, way, COUNT(way), title);
	pages_data(making, page, (struct value){0});
	pages_root(making, page, view);
	view->left = compared(making, left, right);
	view->right = compared(making, right, left);
	view->sentences = sentences_of(making, left, right);
	view->rows = number_rows(making, left, right);
	view->levels = level_rows(making, left, right);
	view->pay = pay_rows(making, left, right);
	view->shared_skills = skills_of(making, left, right, SKILLS_OF_BOTH);
	return view_of(SHAPE_pair_page, view);
}

/* SPDX-License-Identifier: MIT */
/* What all pages share, made once. */
#include <assert.h>
#include <stdlib.h>

#include "page/host.h"
#include "page/policy.h"

static struct value text_date(const struct views *views, struct arena *arena, struct date date)
{
	return value_text(strings_date(views->strings, arena, date));
}

static int risk_cmp(const void *x, const void *y)
{
	const struct role *a = *(const struct role *const *)x, *b = *(const struct role *const *)y;
	if (a->rank != b->rank)
		return a->rank < b->rank ? -1 : 1;
	return (a > b) - (a < b); /* the site's order: by title */
}

static int category_cmp(const void *x, const void *y)
{
	const struct role *a = *(const struct role *const *)x, *b = *(const struct role *const *)y;
	if (a->category_index != b->category_index)
		return a->category_index < b->category_index ? -1 : 1;
	return -risk_cmp(x, y);
}

static void order_roles(struct views *views)
{
	const struct site *site = views->site;
	size_t count = site->role_count, categories = site->settings.categories.count;
	views->orders.by_risk = arena_array(views->arena, const struct role *, count);
	views->orders.by_category = arena_array(views->arena, const struct role *, count);
	views->orders.place_in_category = arena_array(views->arena, size_t, count);
	views->orders.category_start = arena_array(views->arena, size_t, categories + 1);
	for (size_t i = 0; i < count; i++)
		views->orders.by_risk[i] = views->orders.by_category[i] = &site->roles[i];
	if (count == 0)
		return;
	qsort(views->orders.by_risk, count, sizeof *views->orders.by_risk, risk_cmp);
	qsort(views->orders.by_category, count, sizeof *views->orders.by_category, category_cmp);
	for (size_t i = 0; i < count; i++) {
		views->orders.place_in_category[views->orders.by_category[i] - site->roles] = i;
		views->orders.category_start[views->orders.by_category[i]->category_index + 1] = i + 1;
	}
	for (size_t i = 1; i <= categories; i++)
		if (views->orders.category_start[i] < views->orders.category_start[i - 1])
			views->orders.category_start[i] = views->orders.category_start[i - 1];
}

static struct value role_levels(const struct views *views, const struct role *role)
{
	size_t count = views->site->level_count;
	struct view_level *levels = arena_array(views->arena, struct view_level, count);
	for (size_t i = 0; i < count; i++) {
		const struct role_level *level = &role->levels[i];
		levels[i].id = value_text(level->level->id.s);
		levels[i].label = value_text(level->level->label.s);
		levels[i].risk = value_int(level->score.risk.value);
		levels[i].band = value_text(view_band_key(level->band));
		levels[i].is_baseline = value_bool(level == role->baseline);
		levels[i].url = value_text(level->url);
	}
	return VIEW_ITEMS(views->arena, level, levels, count);
}

static void fill_role_link(const struct views *views, const struct role *role, struct view_role_link *link)
{
	const struct score *score = &role->baseline->score;
	link->title = value_text(role->is.title.s);
	link->slug = value_text(role->slug);
	link->url = value_text(role->url);
	link->address = value_text(view_absolute(views->site, views->arena, role->url));
	link->icon = value_text(role->is.icon.s);
	link->tagline = value_text(role->is.tagline.html.plain);
	link->category = value_text(role->of_category->title.s);
	link->category_url = value_text(
		arena_join(views->arena, views->site->base, S("/categories/"), role->of_category->id.s, S("/")));
	link->rank = value_int((int64_t)role->rank);
	link->risk = value_int(score->risk.value);
	link->risk_low = value_int(score->risk.low);
	link->risk_high = value_int(score->risk.high);
	link->risk_span = value_int((int64_t)score->risk.high - score->risk.low);
	link->exposure = value_int(score->exposure.value);
	link->threat = value_int(score->threat);
	link->automated = value_int(score->automated);
	link->assisted = value_int(score->assisted);
	link->human = value_int(score->human);
	link->band = value_text(view_band_key(role->baseline->band));
	link->band_label = value_text(views->theme->band_labels[role->baseline->band]);
	link->updated = text_date(views, views->arena, role->is.updated.date);
	link->updated_iso = value_text(role->is.updated.text.s);
	link->levels = role_levels(views, role);
}

/* Of roles sorted by risk; between the two in the middle, the mean. */
static uint32_t median_of(const struct role *const *roles, size_t count)
{
	const struct role *low = roles[(count - 1) / 2], *high = roles[count / 2];
	return (uint32_t)score_half((uint64_t)low->baseline->score.risk.value + high->baseline->score.risk.value, 2);
}

static void make_categories(struct views *views)
{
	const struct site *site = views->site;
	size_t all = site->settings.categories.count;
	views->categories = arena_array(views->arena, struct view_category_link, all);
	views->category_of = arena_array(views->arena, const struct category *, all);
	for (size_t i = 0; i < all; i++) {
		size_t first = views->orders.category_start[i], count = views->orders.category_start[i + 1] - first;
		if (count == 0)
			continue;
		const struct category *category = &site->settings.categories.items[i];
		uint32_t median = median_of(views->orders.by_category + first, count);
		struct view_category_link *link = &views->categories[views->category_count];
		views->category_of[views->category_count++] = category;
		link->id = value_text(category->id.s);
		link->title = value_text(category->title.s);
		link->url = value_text(arena_join(views->arena, site->base, S("/categories/"), category->id.s, S("/")));
		link->count = value_int((int64_t)count);
		link->count_label = value_text(strings_count(views->strings, views->arena, "role_count", (int64_t)count,
			FILLS({"count", strings_number(views->strings, views->arena, (int64_t)count)})));
		link->risk = value_int(median);
		link->band = value_text(view_band_key(score_band_of(median, site->model.scoring.bands)));
	}
}

static void fill_article_link(const struct views *views, const struct article *article, struct view_article_link *link)
{
	link->title = value_text(article->is.title.s);
	link->url = value_text(article->url);
	link->address = value_text(view_absolute(views->site, views->arena, article->url));
	link->dek = value_text(article->is.dek.html.plain);
	link->dek_text = value_text(article->is.dek.html.plain);
	link->author = value_text(article->is.author.s);
	link->date = text_date(views, views->arena, article->is.date.date);
	link->date_iso = value_text(article->is.date.text.s);
}

static struct article_list *list_of(const struct views *views, const struct article *article, size_t role)
{
	const struct role *named = map_get(&views->site->role_by_slug, article->is.roles.items[role].s);
	return named ? &views->articles_of[named - views->site->roles] : NULL;
}

/* Counted first, so that each role's stand in one array; an article may name a role twice. */
static void list_articles(struct views *views)
{
	const struct site *site = views->site;
	views->articles_of = arena_array(views->arena, struct article_list, site->role_count);
	for (size_t i = 0; i < site->article_count; i++)
		for (size_t k = 0; k < site->articles[i].is.roles.count; k++) {
			struct article_list *list = list_of(views, &site->articles[i], k);
			if (list)
				list->count++;
		}
	for (size_t i = 0; i < site->role_count; i++) {
		struct article_list *list = &views->articles_of[i];
		assert(list);
		list->items = arena_array(views->arena, const struct article *, list->count);
		list->count = 0;
	}
	for (size_t i = 0; i < site->article_count; i++)
		for (size_t k = 0; k < site->articles[i].is.roles.count; k++) {
			const struct article *article = &site->articles[i];
			struct article_list *list = list_of(views, article, k);
			if (list && (list->count == 0 || list->items[list->count - 1] != article))
				list->items[list->count++] = article;
		}
}

struct value views_spread(const struct views *views, const struct role *const *roles, size_t count, struct arena *arena)
{
	enum { BINS = 10 };
	struct view_spread *spread = arena_new(arena, struct view_spread);
	struct view_bin *bins = arena_array(arena, struct view_bin, BINS);
	size_t in_bin[BINS] = {0}, most = 1;
	if (count == 0)
		return (struct value){0};
	for (size_t i = 0; i < count; i++) {
		uint32_t risk = roles[i]->baseline->score.risk.value;
		size_t bin = risk >= 100 ? BINS - 1 : risk / BINS;
		if (++in_bin[bin] > most)
			most = in_bin[bin];
	}
	for (size_t i = 0; i < BINS; i++) {
		bins[i].low = value_int((int64_t)i * 10);
		bins[i].high = value_int(i + 1 == BINS ? 100 : (int64_t)i * 10 + 9);
		bins[i].count = value_int((int64_t)in_bin[i]);
		bins[i].x = value_int((int64_t)i * 10);
		bins[i].height = value_int((int64_t)(in_bin[i] * 100 / most));
		bins[i].band =
			value_text(view_band_key(score_band_of((uint32_t)i * 10, views->site->model.scoring.bands)));
	}
	uint32_t low = roles[0]->baseline->score.risk.value, high = roles[count - 1]->baseline->score.risk.value;
	uint32_t median = median_of(roles, count);
	spread->sentence = value_text(strings_count(views->strings, arena, "spread", (int64_t)count,
		FILLS({"count", strings_number(views->strings, arena, (int64_t)count)},
			{"low", arena_printf(arena, "%u", low)}, {"high", arena_printf(arena, "%u", high)},
			{"median", arena_printf(arena, "%u", median)})));
	spread->items = VIEW_ITEMS(arena, bin, bins, BINS);
	return view_of(SHAPE_spread, spread);
}

static int menu_cmp(const void *x, const void *y)
{
	const struct page *a = *(const struct page *const *)x, *b = *(const struct page *const *)y;
	int64_t p = a->is.menu.value, q = b->is.menu.value;
	return p != q ? (p > q) - (p < q) : str_cmp(a->slug, b->slug);
}

static void add_link(struct view_link *links, size_t *count, str title, str url)
{
	links[*count].title = value_text(title);
	links[(*count)++].url = value_text(url);
}

static str local(const struct views *views, const char *path)
{
	return arena_join(views->arena, views->site->base, str_of(path));
}

/* The author's menu; without one, the lists of the site and the pages that ask for a place. */
static struct value make_menu(const struct views *views)
{
	const struct site *site = views->site;
	struct view_link *links =
		arena_array(views->arena, struct view_link, site->page_count + site->settings.menus.count + 6);
	const struct page **pages = arena_array(views->arena, const struct page *, site->page_count);
	size_t count = 0, chosen = 0;
	for (size_t i = 0; i < site->settings.menus.count; i++)
		add_link(links, &count, site->settings.menus.items[i].title.s, site->settings.menus.items[i].url.s);
	if (count)
		return VIEW_ITEMS(views->arena, link, links, count);
	add_link(links, &count, strings_label(views->strings, "menu_roles"), local(views, "/roles/"));
	add_link(links, &count, strings_label(views->strings, "menu_categories"), local(views, "/categories/"));
	add_link(links, &count, strings_label(views->strings, "menu_compare"), local(views, "/compare/"));
	add_link(links, &count, strings_label(views->strings, "menu_scan"), local(views, "/scan/"));
	if (site->article_count)
		add_link(links, &count, strings_label(views->strings, "menu_articles"), local(views, "/articles/"));
	for (size_t i = 0; i < site->page_count; i++)
		if (site->pages[i].is.menu.value > 0)
			pages[chosen++] = &site->pages[i];
	if (chosen)
		qsort(pages, chosen, sizeof *pages, menu_cmp);
	for (size_t i = 0; i < chosen; i++)
		add_link(links, &count, pages[i]->is.title.s, pages[i]->url);
	return VIEW_ITEMS(views->arena, link, links, count);
}

static struct value make_footer(const struct views *views)
{
	const struct site *site = views->site;
	struct view_link *links = arena_array(views->arena, struct view_link, MOST_IN_FOOTER + 5);
	size_t count = 0;
	for (size_t i = 0; i < site->page_count && i < MOST_IN_FOOTER; i++)
		add_link(links, &count, site->pages[i].is.title.s, site->pages[i].url);
	if (views->skill_count)
		add_link(links, &count, strings_label(views->strings, "menu_skills"), local(views, "/skills/"));
	add_link(links, &count, strings_label(views->strings, "menu_sources"), local(views, "/sources/"));
	if (views->ledger.count)
		add_link(links, &count, strings_label(views->strings, "menu_forecasts"), local(views, "/forecasts/"));
	add_link(links, &count, strings_label(views->strings, "menu_data"), local(views, "/data/"));
	if (views->change_count)
		add_link(links, &count, strings_label(views->strings, "menu_changes"), local(views, "/changes/"));
	return VIEW_ITEMS(views->arena, link, links, count);
}

static bool has_hours_only(const struct site *site)
{
	for (size_t i = 0; i < site->role_count; i++)
		if (!role_has_hours(&site->roles[i]))
			return false;
	return true;
}

/* In the pages where their host is known to send no headers. */
static str policy_of(const struct views *views)
{
	struct buf policy = {0};
	if (views->site->settings.host.is_set && !host_of(views->site)->has_headers)
		policy_put(views->site, &policy);
	str kept = buf_copy(&policy, views->arena);
	buf_free(&policy);
	return kept;
}

static void make_site(struct views *views)
{
	const struct site *site = views->site;
	const struct settings *settings = &site->settings;
	struct view_site *view = &views->site_view;
	view->title = value_text(settings->title.s);
	view->tagline = value_text(settings->tagline.html.plain);
	view->tagline_html = view_prose(&settings->tagline);
	view->description = value_text(settings->description.s);
	view->language = value_text(settings->language.s);
	view->edition = value_text(settings->edition.s);
	view->url = value_text(site->url);
	view->base = value_text(site->base);
	view->home = value_text(local(views, "/"));
	if (views->theme->css)
		view->css = value_text(views->theme->css->url);
	view->scripts = value_record(SHAPE_scripts, views->theme->script_values);
	view->styles = value_record(SHAPE_styles, views->theme->style_values);
	if (views->theme->icon)
		view->icon = value_text(views->theme->icon->url);
	str policy = policy_of(views);
	if (policy.len)
		view->policy = value_text(policy);
	view->feed = value_text(local(views, "/feed.xml"));
	if (views->change_count) {
		view->changes = value_text(local(views, "/changes/"));
		view->changes_feed = value_text(local(views, "/changes/feed.xml"));
	}
	view->search = value_text(local(views, "/search.json"));
	view->data = value_text(local(views, "/data/"));
	if (views->ledger.count)
		view->forecasts = value_text(local(views, "/forecasts/"));
	if (settings->form) {
		view->form_action = value_text(settings->form->action.s);
		view->form_label = value_text(settings->form->label.s);
	}
	if (settings->assessor) {
		view->assessor_name = value_text(settings->assessor->name.s);
		view->assessor_method = value_text(settings->assessor->method.s);
		view->assessor_url = value_text(settings->assessor->url.s);
	}
	view->model = views_model(views, views->arena);
	view->role_count = value_int((int64_t)site->role_count);
	view->has_hours = value_bool(has_hours_only(site));
	view->page_count = value_int((int64_t)(site->role_count * (site->level_count + 1)));
	view->menu = make_menu(views);
	view->footer = make_footer(views);
	view->categories = VIEW_ITEMS(views->arena, category_link, views->categories, views->category_count);
	if (settings->extra)
		view->extra = yaml_value(settings->extra, views->arena);
	views->site_record = view_of(SHAPE_site, view);
	views->strings_record = value_record(SHAPE_strings, views->strings->label_values);
}

void views_init(struct views *views, const struct site *site, const struct theme *theme, struct arena *arena)
{
	*views = (struct views){.site = site, .theme = theme, .strings = &theme->strings, .arena = arena};
	order_roles(views);
	views->relations = relate_roles(site, &views->orders, arena);
	views->pairs = relate_pairs(site, views->relations, arena, &views->pair_count);
	views_skill_topics(views);
	ledger_make(&views->ledger, site, arena);
	views->role_links = arena_array(arena, struct view_role_link, site->role_count);
	for (size_t i = 0; i < site->role_count; i++)
		fill_role_link(views, &site->roles[i], &views->role_links[i]);
	make_categories(views);
	views->articles = arena_array(arena, struct view_article_link, site->article_count);
	for (size_t i = 0; i < site->article_count; i++)
		fill_article_link(views, &site->articles[i], &views->articles[i]);
	list_articles(views);
	views_changes(views);
	make_site(views);
	const struct role **lowest_first = arena_array(arena, const struct role *, site->role_count);
	for (size_t i = 0; i < site->role_count; i++)
		lowest_first[i] = views->orders.by_risk[site->role_count - 1 - i];
	views->spread = views_spread(views, lowest_first, site->role_count, arena);
}

/* SPDX-License-Identifier: MIT */
/* What each kind of page sees at the bottom of its stack. */
#include <string.h>

#include "page/pages.h"

str pages_say(const struct making *making, const char *sentence)
{
	return strings_say(making->views->strings, making->arena, sentence, NULL, 0);
}

str pages_label(const struct making *making, const char *name)
{
	return strings_label(making->views->strings, name);
}

str pages_count(const struct making *making, size_t count)
{
	return strings_number(making->views->strings, making->arena, (int64_t)count);
}

str pages_local(const struct making *making, const char *path)
{
	return arena_printf(making->arena, "%.*s%s", STR_ARG(making->site->base), path);
}

struct value pages_crumbs(const struct making *making, const struct crumb *way, size_t count, str title)
{
	struct view_link *links = arena_array(making->arena, struct view_link, count + 2);
	links[0].title = making->views->site_view.title;
	links[0].url = making->views->site_view.home;
	for (size_t i = 0; i < count; i++) {
		links[i + 1].title = value_text(way[i].title);
		links[i + 1].url = value_text(way[i].url);
	}
	links[count + 1].title = value_text(title);
	links[count + 1].url = value_text(making->output->url);
	links[count + 1].is_current = value_bool(true);
	return VIEW_ITEMS(making->arena, link, links, count + 2);
}

struct view_meta *pages_meta(const struct making *making, str title, str description)
{
	struct view_meta *view = arena_new(making->arena, struct view_meta);
	const struct site *site = making->site;
	view->kind = value_text(str_of(page_rows[making->output->page].name));
	view->title = value_text(title);
	view->full_title = value_text(
		arena_printf(making->arena, "%.*s \xC2\xB7 %.*s", STR_ARG(title), STR_ARG(site->settings.title.s)));
	pages_shorten(view, title);
	view->description = value_text(description);
	view->url = value_text(making->output->url);
	view->canonical = value_text(view_absolute(site, making->arena, making->output->url));
	view->type = value_text(S("website"));
	view->crumbs = pages_crumbs(making, NULL, 0, title);
	return view;
}

void pages_shorten(struct view_meta *page, str shorter)
{
	if (str_columns(value_str(page->full_title)) > LONGEST_TITLE)
		page->full_title = value_text(shorter);
}

struct view_meta *pages_listed(const struct making *making, str title, str description)
{
	struct view_meta *page = pages_meta(making, title, description);
	pages_data(making, page, (struct value){0});
	return page;
}

/* The site as all pages see it, but for pages that the menu leads to: there one link is marked. */
static struct value site_of(const struct making *making)
{
	const struct view_site *shared = &making->views->site_view;
	size_t count = shared->menu.len, current = count;
	struct view_link *links = arena_array(making->arena, struct view_link, count);
	for (size_t i = 0; i < count; i++) {
		links[i] = *(const struct view_link *)(const void *)shared->menu.items[i].fields;
		if (str_eq(value_str(links[i].url), making->output->url))
			current = i;
	}
	if (current == count)
		return making->views->site_record;
	struct view_site *own = arena_new(making->arena, struct view_site);
	*own = *shared;
	links[current].is_current = value_bool(true);
	own->menu = VIEW_ITEMS(making->arena, link, links, count);
	return view_of(SHAPE_site, own);
}

/* Every root record begins with these three, see PAGE_FIELDS. */
void pages_root(const struct making *making, struct view_meta *page, void *root)
{
	struct value first[] = {making->output->role ? making->views->site_record : site_of(making),
		view_of(SHAPE_meta, page), making->views->strings_record};
	memcpy(root, first, sizeof first);
}

static struct value link_items(const struct making *making, const struct view_role_link *links, size_t count)
{
	struct view_role_link *copy = arena_array(making->arena, struct view_role_link, count);
	if (count)
		memcpy(copy, links, count * sizeof *copy);
	return VIEW_ITEMS(making->arena, role_link, copy, count);
}

struct value pages_articles_list(const struct making *making, size_t most)
{
	size_t count = making->site->article_count < most ? making->site->article_count : most;
	struct view_article_link *copy = arena_array(making->arena, struct view_article_link, count);
	if (count)
		memcpy(copy, making->views->articles, count * sizeof *copy);
	return VIEW_ITEMS(making->arena, article_link, copy, count);
}

enum { FEW_ROLES = 5, FEW_ARTICLES = 3 };

struct value pages_top_roles(const struct making *making)
{
	size_t all = making->site->role_count, count = all < FEW_ROLES ? all : FEW_ROLES;
	return view_role_items(making->views, making->views->orders.by_risk, count, making->arena);
}

static struct value bottom_roles(const struct making *making)
{
	size_t all = making->site->role_count, count = all < FEW_ROLES ? all : FEW_ROLES;
	const struct role *lowest[FEW_ROLES];
	for (size_t i = 0; i < count; i++)
		lowest[i] = making->views->orders.by_risk[all - 1 - i];
	return view_role_items(making->views, lowest, count, making->arena);
}

static struct value home_data(const struct making *making)
{
	const struct settings *settings = &making->site->settings;
	struct view_home_page *view = arena_new(making->arena, struct view_home_page);
	str title = strings_say(making->views->strings, making->arena, "home_title",
		FILLS({"site", settings->title.s}, {"tagline", settings->tagline.html.plain}));
	str description = settings->description.s.len ? settings->description.s : settings->tagline.html.plain;
	if (description.len == 0)
		description = strings_count(making->views->strings, making->arena, "home_description",
			(int64_t)making->site->role_count,
			FILLS({"count", pages_count(making, making->site->role_count)}));
	struct view_meta *page = pages_meta(making, title, description);
	page->full_title = page->title;
	page->is_home = value_bool(true);
	page->crumbs = (struct value){0};
	pages_data(making, page, (struct value){0});
	pages_root(making, page, view);
	view->body = view_prose(&settings->text);
	view->spread = making->views->spread;
	view->movers = views_movers(making->views, FEW_ROLES, making->arena);
	view->top = pages_top_roles(making);
	if (making->site->role_count > (size_t)2 * FEW_ROLES)
		view->bottom = bottom_roles(making);
	view->articles = pages_articles_list(making, FEW_ARTICLES);
	return view_of(SHAPE_home_page, view);
}

/* The first letter without its marks; digits and signs go under '#'. */
static str letter_of(const struct role *role, struct arena *arena)
{
	str key = role->sort_key;
	if (str_take(&key, S("0")))
		return S("#");
	if (str_take(&key, S("1")))
		return arena_printf(arena, "%c", key.at[0] - 'a' + 'A');
	size_t length = 2;
	while (length < key.len && ((unsigned char)key.at[length] & 0xC0) == 0x80)
		length++;
	return str_part(key, 1, length);
}

static struct value letters(const struct making *making)
{
	const struct views *views = making->views;
	struct view_letter *groups = arena_array(making->arena, struct view_letter, making->site->role_count);
	size_t count = 0;
	for (size_t i = 0; i < making->site->role_count;) {
		str letter = letter_of(&making->site->roles[i], making->arena);
		size_t first = i;
		while (i < making->site->role_count
			&& str_eq(letter_of(&making->site->roles[i], making->arena), letter))
			i++;
		groups[count].letter = value_text(letter);
		groups[count].anchor = value_text(str_eq(letter, S("#"))
				? S("letter-other")
				: arena_printf(making->arena, "letter-%.*s", STR_ARG(letter)));
		groups[count++].items = link_items(making, views->role_links + first, i - first);
	}
	return VIEW_ITEMS(making->arena, letter, groups, count);
}

static struct value roles_data(const struct making *making)
{
	struct view_roles_page *view = arena_new(making->arena, struct view_roles_page);
	size_t count = making->site->role_count;
	str description = strings_count(making->views->strings, making->arena, "roles_description", (int64_t)count,
		FILLS({"count", pages_count(making, count)}));
	pages_root(making, pages_listed(making, pages_say(making, "roles_title"), description), view);
	view->letters = letters(making);
	view->ranking = view_role_items(making->views, making->views->orders.by_risk, count, making->arena);
	return view_of(SHAPE_roles_page, view);
}

static struct value categories_data(const struct making *making)
{
	struct view_categories_page *view = arena_new(making->arena, struct view_categories_page);
	size_t count = making->views->category_count;
	struct view_category_link *copy = arena_array(making->arena, struct view_category_link, count);
	if (count)
		memcpy(copy, making->views->categories, count * sizeof *copy);
	str description = strings_count(making->views->strings, making->arena, "categories_description", (int64_t)count,
		FILLS({"count", pages_count(making, count)}));
	pages_root(making, pages_listed(making, pages_say(making, "categories_title"), description), view);
	view->items = VIEW_ITEMS(making->arena, category_link, copy, count);
	return view_of(SHAPE_categories_page, view);
}

static struct value category_data(const struct making *making)
{
	const struct views *views = making->views;
	const struct category *category = views->category_of[making->output->index];
	size_t number = (size_t)(category - making->site->settings.categories.items);
	size_t first = views->orders.category_start[number], count = views->orders.category_start[number + 1] - first;
	const struct role **highest = arena_array(making->arena, const struct role *, count);
	for (size_t i = 0; i < count; i++)
		highest[i] = views->orders.by_category[first + count - 1 - i];
	struct view_category_page *view = arena_new(making->arena, struct view_category_page);
	str name = category->title.s, described = category->description;
	str title = strings_say(views->strings, making->arena, "category_title",
		FILLS({"category", name}, {"count", pages_count(making, count)}));
	if (described.len == 0)
		described = strings_count(views->strings, making->arena, "category_description", (int64_t)count,
			FILLS({"category", name}, {"count", pages_count(making, count)}));
	struct view_meta *page = pages_meta(making, title, described);
	struct crumb way[] = {{pages_label(making, "menu_categories"), pages_local(making, "/categories/")}};
	page->crumbs = pages_crumbs(making, way, COUNT(way), name);
	pages_data(making, page, (struct value){0});
	pages_root(making, page, view);
	view->category = view_of(SHAPE_category_link, &views->categories[making->output->index]);
	view->body = view_prose(&category->body);
	view->spread = views_spread(views, views->orders.by_category + first, count, making->arena);
	view->roles = view_role_items(views, highest, count, making->arena);
	return view_of(SHAPE_category_page, view);
}

static struct value articles_data(const struct making *making)
{
	struct view_articles_page *view = arena_new(making->arena, struct view_articles_page);
	pages_root(making,
		pages_listed(making, pages_say(making, "articles_title"), pages_say(making, "articles_description")),
		view);
	view->items = pages_articles_list(making, making->site->article_count);
	return view_of(SHAPE_articles_page, view);
}

static struct value sources_data(const struct making *making)
{
	struct view_sources_page *view = arena_new(making->arena, struct view_sources_page);
	str description = strings_count(making->views->strings, making->arena, "sources_description",
		(int64_t)making->site->sources.count,
		FILLS({"count", pages_count(making, making->site->sources.count)}));
	pages_root(making, pages_listed(making, pages_say(making, "sources_title"), description), view);
	view->sources = views_all_sources(making->views, making->arena);
	return view_of(SHAPE_sources_page, view);
}

static struct value missing_data(const struct making *making)
{
	struct view_missing_page *view = arena_new(making->arena, struct view_missing_page);
	struct view_meta *page =
		pages_meta(making, pages_say(making, "missing_title"), pages_say(making, "missing_description"));
	page->is_hidden = value_bool(true);
	page->crumbs = (struct value){0};
	pages_root(making, page, view);
	view->top = pages_top_roles(making);
	return view_of(SHAPE_missing_page, view);
}

static struct value feed_data(const struct making *making)
{
	struct view_feed *view = arena_new(making->arena, struct view_feed);
	str updated;
	pages_root(
		making, pages_meta(making, making->site->settings.title.s, making->site->settings.description.s), view);
	view->items = feed_entries(making->views, making->arena, &updated);
	view->updated = value_text(updated);
	return view_of(SHAPE_feed, view);
}

static struct value sitemap_data(const struct making *making)
{
	struct view_sitemap *view = arena_new(making->arena, struct view_sitemap);
	pages_root(making, pages_meta(making, making->site->settings.title.s, (str){0}), view);
	view->items = sitemap_entries(making->plan, making->output->index, making->arena);
	return view_of(SHAPE_sitemap, view);
}

static struct value sitemaps_data(const struct making *making)
{
	struct view_sitemap *view = arena_new(making->arena, struct view_sitemap);
	pages_root(making, pages_meta(making, making->site->settings.title.s, (str){0}), view);
	view->items = sitemap_index(making->plan, making->arena);
	return view_of(SHAPE_sitemap, view);
}

static struct value robots_data(const struct making *making)
{
	struct view_plain_page *view = arena_new(making->arena, struct view_plain_page);
	pages_root(making, pages_meta(making, making->site->settings.title.s, (str){0}), view);
	return view_of(SHAPE_plain_page, view);
}

typedef struct value data_fn(const struct making *making);

static data_fn *const makers[PAGE_KINDS] = {[PAGE_HOME] = home_data,
	[PAGE_ROLES] = roles_data,
	[PAGE_ROLE] = pages_role,
	[PAGE_LEVEL] = pages_level,
	[PAGE_CATEGORIES] = categories_data,
	[PAGE_CATEGORY] = category_data,
	[PAGE_ARTICLES] = articles_data,
	[PAGE_ARTICLE] = pages_article,
	[PAGE_PLAIN] = pages_plain,
	[PAGE_METHODOLOGY] = pages_methodology,
	[PAGE_SOURCES] = sources_data,
	[PAGE_FORECASTS] = pages_forecasts,
	[PAGE_FORECAST_YEAR] = pages_forecast_year,
	[PAGE_DATA] = pages_dataset,
	[PAGE_CHANGES] = pages_changes,
	[PAGE_CHANGE] = pages_change,
	[PAGE_CHANGES_FEED] = pages_changes_feed,
	[PAGE_MISSING] = missing_data,
	[PAGE_MOVED] = pages_moved,
	[PAGE_SKILLS] = pages_skills,
	[PAGE_SKILL] = pages_skill,
	[PAGE_COMPARE] = pages_compare,
	[PAGE_PAIR] = pages_pair,
	[PAGE_SCAN] = pages_scan,
	[PAGE_CARD] = pages_card,
	[PAGE_BADGE] = pages_badge,
	[PAGE_LLMS] = pages_llms,
	[PAGE_FEED] = feed_data,
	[PAGE_SITEMAP] = sitemap_data,
	[PAGE_SITEMAPS] = sitemaps_data,
	[PAGE_ROBOTS] = robots_data};

struct value page_data(const struct plan *plan, const struct output *output, struct maker *maker)
{
	struct making making = {.plan = plan,
		.views = &plan->views,
		.site = plan->site,
		.output = output,
		.maker = maker,
		.arena = &maker->arena};
	if (output->role)
		pages_role_views(&making); /* before anything else: it may begin the arena anew */
	else
		page_forget_role(maker);
	return makers[output->page](&making);
}

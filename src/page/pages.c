/* SPDX-License-Identifier: MIT */
/* What each kind of page sees at the bottom of its stack. */
#include <string.h>

#include "page/plan.h"

struct making {
	const struct plan *plan;
	const struct views *views;
	const struct site *site;
	const struct output *output;
	struct maker *maker;
	struct arena *arena;
};

static str say(const struct making *making, const char *sentence)
{
	return strings_say(making->views->strings, making->arena, sentence, NULL, 0);
}

static str label(const struct making *making, const char *name)
{
	return strings_label(making->views->strings, name);
}

static str count_text(const struct making *making, size_t count)
{
	return strings_number(making->views->strings, making->arena, (int64_t)count);
}

static str local(const struct making *making, const char *path)
{
	return arena_printf(making->arena, "%.*s%s", STR_ARG(making->site->base), path);
}

/* The way to a page: home, then what is given, then the page itself. */
struct crumb {
	str title, url;
};

static struct value crumbs(const struct making *making, const struct crumb *way, size_t count, str title)
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

static struct view_meta *meta(const struct making *making, str title, str description)
{
	struct view_meta *view = arena_new(making->arena, struct view_meta);
	const struct site *site = making->site;
	view->kind = value_text(str_of(page_rows[making->output->page].name));
	view->title = value_text(title);
	view->full_title = value_text(arena_printf(making->arena, "%.*s \xC2\xB7 %.*s", STR_ARG(title),
		STR_ARG(site->settings.title.s)));
	view->description = value_text(description);
	view->url = value_text(making->output->url);
	view->canonical = value_text(arena_printf(making->arena, "%.*s%.*s", STR_ARG(site->url),
		STR_ARG(str_skip(making->output->url, site->base.len))));
	view->type = value_text(S("website"));
	view->crumbs = crumbs(making, NULL, 0, title);
	return view;
}

/* Every root record begins with these three, see PAGE_FIELDS. */
static void fill_root(const struct making *making, struct view_meta *page, void *root)
{
	struct value first[] = {making->views->site_record, view_of(SHAPE_meta, page), making->views->strings_record};
	memcpy(root, first, sizeof first);
}

static struct value link_items(const struct making *making, const struct view_role_link *links, size_t count)
{
	struct view_role_link *copy = arena_array(making->arena, struct view_role_link, count);
	if (count)
		memcpy(copy, links, count * sizeof *copy);
	return VIEW_ITEMS(making->arena, role_link, copy, count);
}

static struct value article_items(const struct making *making, size_t most)
{
	size_t count = making->site->article_count < most ? making->site->article_count : most;
	struct view_article_link *copy = arena_array(making->arena, struct view_article_link, count);
	if (count)
		memcpy(copy, making->views->articles, count * sizeof *copy);
	return VIEW_ITEMS(making->arena, article_link, copy, count);
}

enum { FEW_ROLES = 5, FEW_ARTICLES = 3 };

static struct value top_roles(const struct making *making)
{
	size_t all = making->site->role_count, count = all < FEW_ROLES ? all : FEW_ROLES;
	return view_role_items(making->views, making->views->by_risk, count, making->arena);
}

static struct value bottom_roles(const struct making *making)
{
	size_t all = making->site->role_count, count = all < FEW_ROLES ? all : FEW_ROLES;
	const struct role *lowest[FEW_ROLES];
	for (size_t i = 0; i < count; i++)
		lowest[i] = making->views->by_risk[all - 1 - i];
	return view_role_items(making->views, lowest, count, making->arena);
}

static struct value home_data(const struct making *making)
{
	const struct settings *settings = &making->site->settings;
	struct view_home_page *view = arena_new(making->arena, struct view_home_page);
	str title = strings_say(making->views->strings, making->arena, "home_title",
		FILLS({"site", settings->title.s}, {"tagline", settings->tagline.html.plain}));
	str description = settings->description.s.len ? settings->description.s : settings->tagline.html.plain;
	struct view_meta *page = meta(making, title, description);
	page->full_title = page->title;
	page->is_home = value_bool(true);
	page->crumbs = (struct value){0};
	fill_root(making, page, view);
	view->body = view_prose(&settings->text);
	view->spread = making->views->spread;
	view->top = top_roles(making);
	view->bottom = bottom_roles(making);
	view->articles = article_items(making, FEW_ARTICLES);
	return view_of(SHAPE_home_page, view);
}

/* The first letter as a heading, upper case; digits and the rest go under '#'. */
static str letter_of(const struct role *role, struct arena *arena)
{
	str title = role->is.title.s;
	unsigned char first = title.len ? (unsigned char)title.at[0] : '#';
	if (first >= 'a' && first <= 'z')
		return arena_printf(arena, "%c", first - 'a' + 'A');
	if (first >= 'A' && first <= 'Z')
		return arena_printf(arena, "%c", first);
	size_t length = 1;
	while (length < title.len && ((unsigned char)title.at[length] & 0xC0) == 0x80)
		length++;
	return first >= 0xC2 ? str_part(title, 0, length) : S("#");
}

static struct value letters(const struct making *making)
{
	const struct views *views = making->views;
	struct view_letter *groups = arena_array(making->arena, struct view_letter, making->site->role_count);
	size_t count = 0;
	for (size_t i = 0; i < making->site->role_count;) {
		str letter = letter_of(&making->site->roles[i], making->arena);
		size_t first = i;
		while (i < making->site->role_count && str_eq(letter_of(&making->site->roles[i], making->arena), letter))
			i++;
		groups[count].letter = value_text(letter);
		groups[count].anchor = value_text(str_eq(letter, S("#")) ? S("letter-other")
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
		FILLS({"count", count_text(making, count)}));
	fill_root(making, meta(making, say(making, "roles_title"), description), view);
	view->letters = letters(making);
	view->ranking = view_role_items(making->views, making->views->by_risk, count, making->arena);
	return view_of(SHAPE_roles_page, view);
}

static const struct role_views *role_views(const struct making *making)
{
	const struct role *role = &making->site->roles[making->output->index];
	if (making->maker->role.role != role) {
		arena_reset(&making->maker->arena);
		views_role(making->views, role, &making->maker->arena, &making->maker->role);
	}
	return &making->maker->role;
}

static struct value role_data(const struct making *making)
{
	const struct role_views *shared = role_views(making);
	const struct role *role = shared->role;
	const struct strings *strings = making->views->strings;
	struct view_role_page *view = arena_new(making->arena, struct view_role_page);
	str plural = value_str(shared->view.plural);
	str title = strings_say(strings, making->arena, "role_title",
		FILLS({"plural", plural}, {"edition", making->site->settings.edition.s}));
	str risk = arena_printf(making->arena, "%u", role->baseline->score.risk.value);
	str exposure = arena_printf(making->arena, "%u", role->baseline->score.exposure.value);
	str description = strings_say(strings, making->arena, "role_description", FILLS({"plural", plural}, {"risk", risk},
		{"band", making->plan->theme->band_labels[role->baseline->band]}, {"exposure", exposure}));
	struct view_meta *page = meta(making, title, description);
	struct crumb way[] = {{role->of_category->title.s, value_str(shared->view.category_url)}};
	page->crumbs = crumbs(making, way, COUNT(way), role->is.title.s);
	page->updated = value_text(role->is.updated.text.s);
	page->type = value_text(S("article"));
	fill_root(making, page, view);
	view->role = view_of(SHAPE_role, &shared->view);
	view->assessment = view_of(SHAPE_assessment, &shared->assessments[making->site->baseline]);
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
		str here = strings_decimal(strings, making->arena, role->levels[level].shares[best].weight_permille * 10, 1);
		str there = strings_decimal(strings, making->arena, role->baseline->shares[best].weight_permille * 10, 1);
		str said = strings_say(strings, making->arena, moved(role, level, best) > 0 ? "reason_more" : "reason_less",
			FILLS({"task", role->is.tasks.items[best].name.html.plain}, {"here", here}, {"there", there},
				{"baseline", role->baseline->level->label.s}));
		struct buf html = {0};
		buf_html(&html, said);
		phrases[count++] = buf_copy(&html, making->arena);
		buf_free(&html);
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
	static const char *const verdicts[] = {[VERDICT_REDUCED] = "verdict_reduced", [VERDICT_TYPICAL] = "verdict_typical",
		[VERDICT_ELEVATED] = "verdict_elevated"};
	const struct strings *strings = making->views->strings;
	const struct role *role = shared->role;
	const struct role_level *level = &role->levels[making->output->level];
	int64_t by = (int64_t)level->score.risk.value - role->baseline->score.risk.value;
	str plural = value_str(shared->view.plural), label = level->level->label.s;
	str risk = arena_printf(making->arena, "%u", level->score.risk.value);
	str baseline = arena_printf(making->arena, "%u", role->baseline->score.risk.value);
	str difference = arena_printf(making->arena, "%lld", (long long)(by < 0 ? -by : by));
	view->heading = value_text(strings_say(strings, making->arena, "level_heading",
		FILLS({"level", label}, {"plural", plural})));
	view->dek = value_text(strings_say(strings, making->arena, "level_dek", FILLS({"level", label}, {"plural", plural})));
	view->verdict_sentence = value_text(strings_count(strings, making->arena, verdicts[level->verdict], by < 0 ? -by : by,
		FILLS({"level", label}, {"plural", plural}, {"risk", risk}, {"baseline_risk", baseline},
			{"difference", difference})));
	*title = strings_say(strings, making->arena, "level_title",
		FILLS({"level", label}, {"plural", plural}, {"edition", making->site->settings.edition.s}));
	*description = strings_say(strings, making->arena, "level_description", FILLS({"level", label}, {"plural", plural},
		{"risk", risk}, {"difference_words", value_str(view->verdict_sentence)}));
}

static struct value level_data(const struct making *making)
{
	const struct role_views *shared = role_views(making);
	const struct role *role = shared->role;
	size_t number = making->output->level;
	const struct level_page *written = &role->levels[number].page;
	struct view_level_page *view = arena_new(making->arena, struct view_level_page);
	struct view_role *own = arena_new(making->arena, struct view_role);
	str title, description;
	fill_level_words(making, shared, view, &title, &description);
	struct view_meta *page = meta(making, title, description);
	struct crumb way[] = {{role->of_category->title.s, value_str(shared->view.category_url)},
		{role->is.title.s, role->url}};
	page->crumbs = crumbs(making, way, COUNT(way), role->levels[number].level->label.s);
	page->updated = value_text(role->is.updated.text.s);
	page->type = value_text(S("article"));
	fill_root(making, page, view);
	*own = shared->view;
	own->levels = level_items(making, shared, number);
	if (written->skills.count)
		own->skills = views_skills(making->views, role, written->skills.items, written->skills.count, making->arena);
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

static struct value categories_data(const struct making *making)
{
	struct view_categories_page *view = arena_new(making->arena, struct view_categories_page);
	size_t count = making->views->category_count;
	struct view_category_link *copy = arena_array(making->arena, struct view_category_link, count);
	if (count)
		memcpy(copy, making->views->categories, count * sizeof *copy);
	str description = strings_count(making->views->strings, making->arena, "categories_description", (int64_t)count,
		FILLS({"count", count_text(making, count)}));
	fill_root(making, meta(making, say(making, "categories_title"), description), view);
	view->items = VIEW_ITEMS(making->arena, category_link, copy, count);
	return view_of(SHAPE_categories_page, view);
}

static struct value category_data(const struct making *making)
{
	const struct views *views = making->views;
	const struct category *category = views->category_of[making->output->index];
	size_t number = (size_t)(category - making->site->settings.categories.items);
	size_t first = views->category_start[number], count = views->category_start[number + 1] - first;
	const struct role **highest = arena_array(making->arena, const struct role *, count);
	for (size_t i = 0; i < count; i++)
		highest[i] = views->by_category[first + count - 1 - i];
	struct view_category_page *view = arena_new(making->arena, struct view_category_page);
	str name = category->title.s, described = category->description;
	str title = strings_say(views->strings, making->arena, "category_title",
		FILLS({"category", name}, {"count", count_text(making, count)}));
	if (described.len == 0)
		described = strings_count(views->strings, making->arena, "category_description", (int64_t)count,
			FILLS({"category", name}, {"count", count_text(making, count)}));
	struct view_meta *page = meta(making, title, described);
	struct crumb way[] = {{label(making, "menu_categories"), local(making, "/categories/")}};
	page->crumbs = crumbs(making, way, COUNT(way), name);
	fill_root(making, page, view);
	view->category = view_of(SHAPE_category_link, &views->categories[making->output->index]);
	view->body = view_prose(&category->body);
	view->spread = views_spread(views, views->by_category + first, count, making->arena);
	view->roles = view_role_items(views, highest, count, making->arena);
	return view_of(SHAPE_category_page, view);
}

static struct value articles_data(const struct making *making)
{
	struct view_articles_page *view = arena_new(making->arena, struct view_articles_page);
	fill_root(making, meta(making, say(making, "articles_title"), say(making, "articles_description")), view);
	view->items = article_items(making, making->site->article_count);
	return view_of(SHAPE_articles_page, view);
}

static struct value contents(const struct making *making, const struct prose *body)
{
	enum { FEWEST = 3 };
	struct view_heading *items = arena_array(making->arena, struct view_heading, body->html.heading_count);
	size_t count = 0;
	for (size_t i = 0; i < body->html.heading_count; i++) {
		const struct markdown_heading *heading = &body->html.headings[i];
		if (heading->level > 3)
			continue;
		items[count].anchor = value_text(heading->id);
		items[count].html = value_html(heading->html);
		items[count++].is_second = value_bool(heading->level == 2);
	}
	if (count < FEWEST)
		return (struct value){0};
	struct view_headings *view = arena_new(making->arena, struct view_headings);
	view->items = VIEW_ITEMS(making->arena, heading, items, count);
	return view_of(SHAPE_headings, view);
}

static struct value article_roles(const struct making *making, const struct article *article)
{
	const struct role **roles = arena_array(making->arena, const struct role *, article->is.roles.count);
	size_t count = 0;
	for (size_t i = 0; i < article->is.roles.count; i++) {
		const struct role *role = map_get(&making->site->role_by_slug, article->is.roles.items[i].s);
		if (role)
			roles[count++] = role;
	}
	if (count == 0)
		return (struct value){0};
	struct view_role_links *view = arena_new(making->arena, struct view_role_links);
	view->count = value_int((int64_t)count);
	view->items = view_role_items(making->views, roles, count, making->arena);
	return view_of(SHAPE_role_links, view);
}

static struct value key_points(const struct making *making, const struct article *article)
{
	str *phrases = arena_array(making->arena, str, article->is.key_points.count);
	for (size_t i = 0; i < article->is.key_points.count; i++)
		phrases[i] = article->is.key_points.items[i].html.html;
	return view_phrases(making->arena, phrases, article->is.key_points.count);
}

static struct value article_data(const struct making *making)
{
	const struct article *article = &making->site->articles[making->output->index];
	struct view_article_page *view = arena_new(making->arena, struct view_article_page);
	struct view_article_link *own = arena_new(making->arena, struct view_article_link);
	struct view_meta *page = meta(making, article->is.title.s, article->is.dek.html.plain);
	struct crumb way[] = {{label(making, "menu_articles"), local(making, "/articles/")}};
	bool is_updated = date_is_set(article->is.updated.date);
	page->crumbs = crumbs(making, way, COUNT(way), article->is.title.s);
	page->type = value_text(S("article"));
	page->updated = value_text(is_updated ? article->is.updated.text.s : article->is.date.text.s);
	fill_root(making, page, view);
	*own = making->views->articles[making->output->index];
	own->dek = view_prose(&article->is.dek);
	view->article = view_of(SHAPE_article_link, own);
	view->updated = value_text(strings_date(making->views->strings, making->arena, article->is.updated.date));
	view->updated_iso = value_text(article->is.updated.text.s);
	view->key_points = key_points(making, article);
	view->contents = contents(making, &article->body);
	view->body = view_prose(&article->body);
	view->comparison = view_comparison(article->is.comparison, making->arena);
	view->faq = view_faq(article->is.faq.items, article->is.faq.count, (str){0}, (str){0}, making->arena);
	view->roles = article_roles(making, article);
	view->sources = view_sources(making->views, article->sources, article->source_count, making->arena);
	if (article->is.extra)
		view->extra = yaml_value(article->is.extra, making->arena);
	return view_of(SHAPE_article_page, view);
}

static str first_words(const struct prose *body, struct arena *arena)
{
	enum { LONGEST = 160 };
	str plain = body->html.plain;
	if (plain.len <= LONGEST)
		return plain;
	size_t end = LONGEST;
	while (end > 0 && plain.at[end] != ' ')
		end--;
	return arena_printf(arena, "%.*s\xE2\x80\xA6", (int)end, plain.at);
}

static struct view_meta *page_meta(const struct making *making, const struct page *page)
{
	str description = page->is.description.s.len ? page->is.description.s : first_words(&page->body, making->arena);
	return meta(making, page->is.title.s, description);
}

static struct value plain_data(const struct making *making)
{
	const struct page *page = &making->site->pages[making->output->index];
	struct view_plain_page *view = arena_new(making->arena, struct view_plain_page);
	fill_root(making, page_meta(making, page), view);
	view->body = view_prose(&page->body);
	view->contents = contents(making, &page->body);
	view->sources = view_sources(making->views, page->sources, page->source_count, making->arena);
	if (page->is.extra)
		view->extra = yaml_value(page->is.extra, making->arena);
	return view_of(SHAPE_plain_page, view);
}

static struct value band_rows(const struct making *making)
{
	struct view_band_row *rows = arena_array(making->arena, struct view_band_row, BAND_COUNT);
	const uint8_t *bounds = making->site->scoring.bands;
	for (size_t i = 0; i < BAND_COUNT; i++) {
		rows[i].band = value_text(view_band_key((enum score_band)i));
		rows[i].band_label = value_text(making->plan->theme->band_labels[i]);
		rows[i].from = value_int(i ? bounds[i - 1] : 0);
		rows[i].to = value_int(i + 1 < BAND_COUNT ? bounds[i] - 1 : 100);
	}
	return VIEW_ITEMS(making->arena, band_row, rows, BAND_COUNT);
}

static struct value level_rows(const struct making *making)
{
	size_t count = making->site->level_count;
	struct view_level_row *rows = arena_array(making->arena, struct view_level_row, count);
	for (size_t i = 0; i < count; i++) {
		const struct level *level = &making->site->levels[i];
		int64_t tilt = level->tilt.value;
		rows[i].id = value_text(level->id.s);
		rows[i].label = value_text(level->label.s);
		rows[i].tilt = value_text(arena_printf(making->arena, "%s%lld", tilt > 0 ? "+" : tilt < 0 ? "\xE2\x88\x92" : "",
			(long long)(tilt < 0 ? -tilt : tilt)));
		rows[i].is_baseline = value_bool(i == making->site->baseline);
	}
	return VIEW_ITEMS(making->arena, level_row, rows, count);
}

static struct value methodology_data(const struct making *making)
{
	const struct page *page = &making->site->pages[making->output->index];
	struct view_methodology_page *view = arena_new(making->arena, struct view_methodology_page);
	fill_root(making, page_meta(making, page), view);
	view->body = view_prose(&page->body);
	view->contents = contents(making, &page->body);
	view->sources = view_sources(making->views, page->sources, page->source_count, making->arena);
	view->bands = band_rows(making);
	view->levels = level_rows(making);
	view->spread = value_int(making->site->scoring.spread.value);
	view->autonomy = value_int(making->site->scoring.autonomy.value);
	if (page->is.extra)
		view->extra = yaml_value(page->is.extra, making->arena);
	return view_of(SHAPE_methodology_page, view);
}

static struct value sources_data(const struct making *making)
{
	struct view_sources_page *view = arena_new(making->arena, struct view_sources_page);
	str description = strings_count(making->views->strings, making->arena, "sources_description",
		(int64_t)making->site->sources.count, FILLS({"count", count_text(making, making->site->sources.count)}));
	fill_root(making, meta(making, say(making, "sources_title"), description), view);
	view->sources = views_all_sources(making->views, making->arena);
	return view_of(SHAPE_sources_page, view);
}

static struct value missing_data(const struct making *making)
{
	struct view_missing_page *view = arena_new(making->arena, struct view_missing_page);
	struct view_meta *page = meta(making, say(making, "missing_title"), say(making, "missing_description"));
	page->is_hidden = value_bool(true);
	page->crumbs = (struct value){0};
	fill_root(making, page, view);
	view->top = top_roles(making);
	return view_of(SHAPE_missing_page, view);
}

static struct value feed_data(const struct making *making)
{
	struct view_feed *view = arena_new(making->arena, struct view_feed);
	str updated;
	fill_root(making, meta(making, making->site->settings.title.s, making->site->settings.description.s), view);
	view->items = feed_entries(making->views, making->arena, &updated);
	view->updated = value_text(updated);
	return view_of(SHAPE_feed, view);
}

static struct value sitemap_data(const struct making *making)
{
	struct view_sitemap *view = arena_new(making->arena, struct view_sitemap);
	fill_root(making, meta(making, making->site->settings.title.s, (str){0}), view);
	view->items = sitemap_entries(making->plan, making->arena);
	return view_of(SHAPE_sitemap, view);
}

static struct value robots_data(const struct making *making)
{
	struct view_plain_page *view = arena_new(making->arena, struct view_plain_page);
	fill_root(making, meta(making, making->site->settings.title.s, (str){0}), view);
	return view_of(SHAPE_plain_page, view);
}

typedef struct value data_fn(const struct making *making);

static data_fn *const makers[PAGE_KINDS] = {[PAGE_HOME] = home_data, [PAGE_ROLES] = roles_data, [PAGE_ROLE] = role_data,
	[PAGE_LEVEL] = level_data, [PAGE_CATEGORIES] = categories_data, [PAGE_CATEGORY] = category_data,
	[PAGE_ARTICLES] = articles_data, [PAGE_ARTICLE] = article_data, [PAGE_PLAIN] = plain_data,
	[PAGE_METHODOLOGY] = methodology_data, [PAGE_SOURCES] = sources_data, [PAGE_MISSING] = missing_data,
	[PAGE_FEED] = feed_data, [PAGE_SITEMAP] = sitemap_data, [PAGE_ROBOTS] = robots_data};

struct value page_data(const struct plan *plan, const struct output *output, struct maker *maker)
{
	struct making making = {.plan = plan, .views = &plan->views, .site = plan->site, .output = output, .maker = maker,
		.arena = &maker->arena};
	bool is_of_role = output->page == PAGE_ROLE || output->page == PAGE_LEVEL;
	if (!is_of_role) {
		arena_reset(&maker->arena);
		maker->role.role = NULL;
	}
	if (is_of_role)
		role_views(&making); /* before anything else: it may begin the arena anew */
	return makers[output->page](&making);
}

/* SPDX-License-Identifier: MIT */
/* Pages of text: articles, plain pages, the methodology. */
#include "page/pages.h"

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

struct value pages_article(const struct making *making)
{
	const struct article *article = &making->site->articles[making->output->index];
	struct view_article_page *view = arena_new(making->arena, struct view_article_page);
	struct view_article_link *own = arena_new(making->arena, struct view_article_link);
	struct view_meta *page = pages_meta(making, article->is.title.s, article->is.dek.html.plain);
	struct crumb way[] = {{pages_label(making, "menu_articles"), pages_local(making, "/articles/")}};
	bool is_updated = date_is_set(article->is.updated.date);
	page->crumbs = pages_crumbs(making, way, COUNT(way), article->is.title.s);
	page->type = value_text(S("article"));
	page->updated = value_text(is_updated ? article->is.updated.text.s : article->is.date.text.s);
	pages_root(making, page, view);
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
	pages_data(making, page, view->faq);
	view->roles = article_roles(making, article);
	view->sources = view_sources(making->views, article->cited.items, article->cited.count, making->arena);
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
	return pages_meta(making, page->is.title.s, description);
}

static void fill_text(const struct making *making, const struct page *page, struct value *body, struct value *headings,
	struct value *sources, struct value *extra)
{
	*body = view_prose(&page->body);
	*headings = contents(making, &page->body);
	*sources = view_sources(making->views, page->cited.items, page->cited.count, making->arena);
	if (page->is.extra)
		*extra = yaml_value(page->is.extra, making->arena);
}

struct value pages_plain(const struct making *making)
{
	const struct page *page = &making->site->pages[making->output->index];
	struct view_plain_page *view = arena_new(making->arena, struct view_plain_page);
	struct view_meta *meta = page_meta(making, page);
	pages_data(making, meta, (struct value){0});
	pages_root(making, meta, view);
	fill_text(making, page, &view->body, &view->contents, &view->sources, &view->extra);
	return view_of(SHAPE_plain_page, view);
}

static struct value band_rows(const struct making *making)
{
	struct view_band_row *rows = arena_array(making->arena, struct view_band_row, BAND_COUNT);
	const uint8_t *bounds = making->site->model.scoring.bands;
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
		rows[i].id = value_text(level->id.s);
		rows[i].label = value_text(level->label.s);
		rows[i].tilt = value_text(view_signed(making->arena, making->site->model.tilts[i]));
		rows[i].is_baseline = value_bool(i == making->site->baseline);
	}
	return VIEW_ITEMS(making->arena, level_row, rows, count);
}

struct value pages_methodology(const struct making *making)
{
	const struct page *page = &making->site->pages[making->output->index];
	struct view_methodology_page *view = arena_new(making->arena, struct view_methodology_page);
	struct view_meta *meta = page_meta(making, page);
	pages_data(making, meta, (struct value){0});
	pages_root(making, meta, view);
	fill_text(making, page, &view->body, &view->contents, &view->sources, &view->extra);
	view->bands = band_rows(making);
	view->levels = level_rows(making);
	view->agreements = views_agreements(making->views, making->arena);
	view->robustness = views_robustness(making->views, making->arena);
	view->spread = value_int(making->site->model.scoring.spread.value);
	view->autonomy = value_int(making->site->model.scoring.autonomy.value);
	return view_of(SHAPE_methodology_page, view);
}

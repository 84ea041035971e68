/* SPDX-License-Identifier: MIT */
/* Once all is loaded and scored, the holes that Markdown left are filled, each text once, whatever number of
   pages it stands on: a source's number is the same on all pages of a role. */
#include "content/load.h"

#include <assert.h>

#include "base/nearest.h"

struct filling {
	const struct site *site;
	struct arena *arena;
	struct diags *diags;
	str folder; /* of the source, below content/ */
	const struct role *role;
	struct role *self;              /* the same, to note which others it mentions */
	struct map mentioned;           /* by slug; in the arena of the citations */
	const struct role_level *level; /* whose figures are meant by default */
	struct citations citations;     /* numbered for this page; none: link to the page of all sources */
	struct buf *out;
	struct buf plain;
};

static void cite(struct filling *filling, struct citable *source, struct mark mark)
{
	if (source)
		citations_add(&filling->citations, source, mark);
}

static void cite_prose(void *context, struct prose *prose)
{
	struct filling *filling = context;
	for (size_t i = 0; i < prose->html.hole_count; i++) {
		const struct markdown_hole *hole = &prose->html.holes[i];
		for (size_t k = 0; hole->kind == HOLE_CITATION && k < hole->count; k++)
			cite(filling, citable_named(filling->site, hole->ids[k], hole->mark, filling->diags),
				hole->mark);
	}
}

static void unknown_role(struct filling *filling, str slug, struct mark mark)
{
	struct nearest nearest = {.word = slug};
	diag_error(filling->diags, mark, "unknown-role", "there is no role '%.*s'", STR_ARG(slug));
	for (size_t i = 0; diag_wants_hint(filling->diags) && i < filling->site->role_count; i++)
		nearest_offer(&nearest, filling->site->roles[i].slug);
	if (site_has_skipped(filling->site, slug))
		diag_hint(filling->diags, "it is a draft, or its day has not come: --drafts takes it, too");
	else if (nearest.best.len)
		diag_hint(filling->diags, "did you mean '%.*s'?", STR_ARG(nearest.best));
}

static void cite_ref(void *context, const struct field *field, const struct text *ref)
{
	struct filling *filling = context;
	if (str_eq(str_of(field->refers), S("source")))
		cite(filling, citable_named(filling->site, ref->s, ref->mark, filling->diags), ref->mark);
	else if (str_eq(str_of(field->refers), S("role")) && ref->s.len
		&& !map_get(&filling->site->role_by_slug, ref->s))
		unknown_role(filling, ref->s, ref->mark);
}

static void fill_citation(struct filling *filling, const struct markdown_hole *hole)
{
	buf_put(filling->out, S("<sup class=\"note\">"));
	for (size_t i = 0; i < hole->count; i++) {
		const struct citable *source = map_get(&filling->site->source_by_id, hole->ids[i]);
		if (!source)
			continue;
		size_t number = citation_number(&filling->citations.cited, source);
		if (i)
			buf_put(filling->out, S(", "));
		if (number)
			buf_printf(
				filling->out, "<a href=\"#source-%zu\" role=\"doc-noteref\">%zu</a>", number, number);
		else
			buf_printf(filling->out, "<a href=\"%.*s/sources/#%.*s\">%zu</a>", STR_ARG(filling->site->base),
				STR_ARG(source->id.s), (size_t)(source - filling->site->sources.items) + 1);
	}
	buf_put(filling->out, S("</sup>"));
}

static bool bad_figure(struct filling *filling, const struct markdown_hole *hole, const char *why)
{
	diag_error(filling->diags, hole->mark, "bad-figure", "[=%.*s]: %s", STR_ARG(hole->text), why);
	diag_hint(filling->diags,
		"write [=risk], [=exposure], [=threat] or [=band]; for another level or role "
		"[=risk /senior], [=risk nurse], [=risk nurse/senior]");
	return false;
}

static const struct role_level *level_of(const struct filling *filling, const struct role *role, str id)
{
	for (size_t i = 0; i < filling->site->level_count; i++)
		if (str_eq(filling->site->levels[i].id.s, id))
			return &role->levels[i];
	return NULL;
}

static void mention(struct filling *filling, str slug)
{
	struct role *self = filling->self;
	if (!self || str_eq(slug, self->slug))
		return;
	void **slot = map_at(&filling->mentioned, filling->citations.arena, slug);
	if (*slot)
		return;
	*slot = self;
	size_t count = self->mentions.count;
	if ((count & (count - 1)) == 0) { /* it is full at each power of two */
		str *larger = arena_array(filling->arena, str, count ? 2 * count : 1);
		for (size_t i = 0; i < count; i++)
			larger[i] = self->mentions.items[i];
		self->mentions.items = larger;
	}
	self->mentions.items[self->mentions.count++] = arena_copy(filling->arena, slug);
}

/* Whose figure is meant. */
static const struct role_level *figure_level(
	struct filling *filling, const struct markdown_hole *hole, str whose, const struct role **role)
{
	str slug = str_part(whose, 0, str_find(whose, '/')), level = str_skip(whose, slug.len + 1);
	*role = slug.len ? map_get(&filling->site->role_by_slug, slug) : filling->role;
	if (slug.len && !*role) {
		unknown_role(filling, slug, hole->mark);
		return NULL;
	}
	if (!*role) {
		bad_figure(filling, hole, "name the role here, since this text belongs to none");
		return NULL;
	}
	if (slug.len)
		mention(filling, slug);
	if (level.len == 0)
		return slug.len || !filling->level ? (*role)->baseline : filling->level;
	const struct role_level *found = level_of(filling, *role, level);
	if (!found)
		bad_figure(filling, hole, "there is no such level");
	return found;
}

static void put_band(struct filling *filling, enum score_band band)
{
	static const char *const keys[] = {[BAND_MINIMAL] = "minimal",
		[BAND_LOW] = "low",
		[BAND_MEDIUM] = "medium",
		[BAND_HIGH] = "high",
		[BAND_VERY_HIGH] = "very high"};
	static_assert(COUNT(keys) == BAND_COUNT, "a word for each band");
	buf_html(filling->out,
		filling->site->options.band_labels ? filling->site->options.band_labels[band] : str_of(keys[band]));
}

static void fill_figure(struct filling *filling, const struct markdown_hole *hole)
{
	str rest = str_trim(hole->text), name = str_part(rest, 0, str_find(rest, ' '));
	const struct role *role;
	static const char *const names[] = {"risk", "exposure", "threat", "band"};
	size_t known = 0;
	while (known < COUNT(names) && !str_eq(name, str_of(names[known])))
		known++;
	if (known == COUNT(names)) {
		bad_figure(filling, hole, "there is no such figure");
		return;
	}
	const struct role_level *level = figure_level(filling, hole, str_trim(str_skip(rest, name.len)), &role);
	if (!level || !role->is_scored)
		return; /* the role's own mistakes are reported where they are */
	if (str_eq(name, S("risk")))
		buf_int(filling->out, level->score.risk.value);
	else if (str_eq(name, S("exposure")))
		buf_int(filling->out, level->score.exposure.value);
	else if (str_eq(name, S("threat")))
		buf_printf(filling->out, "%u/10", level->score.threat);
	else
		put_band(filling, level->band);
}

/* A link to a role that is there, but left out. */
static bool leads_to_skipped(struct filling *filling, str link)
{
	str path = str_part(link, 0, str_find(link, '#')), slug;
	bool is_address = str_starts(path, S("/"));
	str joined = is_address || filling->folder.len == 0
		? path
		: arena_printf(filling->arena, "%.*s/%.*s", STR_ARG(filling->folder), STR_ARG(path));
	if (!fs_normal(filling->arena, joined, &path) || !str_take(&path, S("roles/")))
		return false;
	slug = str_part(path, 0, str_find(path, '/'));
	return site_has_skipped(filling->site, str_ends(slug, S(".md")) ? str_part(slug, 0, slug.len - 3) : slug);
}

static bool broken_link(struct filling *filling, struct mark mark, str link)
{
	struct nearest nearest = {.word = link};
	diag_error(filling->diags, mark, "broken-link", "nothing of this site stands at '%.*s'", STR_ARG(link));
	if (diag_wants_hint(filling->diags))
		target_offer_all(filling->site, &nearest);
	if (leads_to_skipped(filling, link))
		diag_hint(filling->diags, "that is a draft, or its day has not come: --drafts takes it, too");
	else if (nearest.best.len)
		diag_hint(filling->diags, "did you mean '%.*s'?", STR_ARG(nearest.best));
	else
		diag_hint(filling->diags,
			"name a source (../nurse/index.md) or an address that begins with / (/roles/nurse/)");
	return false;
}

static bool leads_away(str link)
{
	return str_starts(link, S("https://")) || str_starts(link, S("http://")) || str_starts(link, S("mailto:"))
		|| link.len == 0 || link.at[0] == '#';
}

static const struct target *target_of(struct filling *filling, str path)
{
	str full;
	if (str_starts(path, S("/")))
		return target_at(filling->site, path);
	str joined = filling->folder.len
		? arena_printf(filling->arena, "%.*s/%.*s", STR_ARG(filling->folder), STR_ARG(path))
		: path;
	if (!fs_normal(filling->arena, joined, &full))
		return NULL;
	return target_of_source(filling->site, full);
}

/* The address as a page of the site writes it, or false with a diagnostic. */
static bool resolve(struct filling *filling, str link, struct mark mark, str *address)
{
	*address = link;
	if (leads_away(link) || (filling->site->settings.unsafe_html.value && str_find(link, ':') < link.len))
		return true;
	size_t end = str_find(link, '#');
	if (str_find(link, '?') < end)
		end = str_find(link, '?');
	const struct target *target = target_of(filling, str_part(link, 0, end));
	if (!target)
		return broken_link(filling, mark, link);
	*address = arena_printf(filling->arena, "%.*s%.*s%.*s", STR_ARG(filling->site->base), STR_ARG(target->url),
		STR_ARG(str_skip(link, end)));
	return true;
}

static void fill_link(struct filling *filling, const struct markdown_hole *hole)
{
	str address;
	if (resolve(filling, hole->text, hole->mark, &address))
		buf_html(filling->out, address);
}

static void fill_picture(struct filling *filling, const struct markdown_hole *hole)
{
	bool is_elsewhere = leads_away(hole->text) && hole->text.len;
	if (is_elsewhere && !filling->site->settings.unsafe_html.value) {
		diag_error(filling->diags, hole->mark, "picture-elsewhere", "this picture stands on another site");
		diag_hint(filling->diags,
			"put it beside the text and name the file: pages ask no other site for anything");
		return;
	}
	const struct target *target = is_elsewhere ? NULL : target_of(filling, hole->text);
	if (!is_elsewhere && (!target || !target->input)) {
		diag_error(filling->diags, hole->mark, "missing-picture", "there is no picture '%.*s'",
			STR_ARG(hole->text));
		diag_hint(filling->diags, "its path is relative to this file");
		return;
	}
	buf_put(filling->out, S("src=\""));
	if (target)
		buf_html(filling->out, filling->site->base);
	buf_html(filling->out, target ? target->url : hole->text);
	buf_put(filling->out, S("\""));
	if (target && target->input->width && target->input->height)
		buf_printf(filling->out, " width=\"%u\" height=\"%u\"", target->input->width, target->input->height);
}

static void fill_hole(struct filling *filling, const struct markdown_hole *hole)
{
	switch (hole->kind) {
	case HOLE_CITATION:
		fill_citation(filling, hole);
		break;
	case HOLE_FIGURE:
		fill_figure(filling, hole);
		break;
	case HOLE_LINK:
		fill_link(filling, hole);
		break;
	case HOLE_IMAGE:
		fill_picture(filling, hole);
		break;
	}
}

static void fill_prose(void *context, struct prose *prose)
{
	struct filling *filling = context;
	struct markdown *html = &prose->html;
	size_t done = 0, plain_done = 0;
	bool has_figure = false;
	if (html->hole_count == 0)
		return;
	filling->out->len = filling->plain.len = 0;
	if (prose->mark.source)
		filling->folder = fs_folder_of(str_skip(prose->mark.source->path, S("content/").len));
	for (size_t i = 0; i < html->hole_count; i++) {
		const struct markdown_hole *hole = &html->holes[i];
		buf_put(filling->out, str_part(html->html, done, hole->at));
		done = hole->at;
		size_t start = filling->out->len;
		fill_hole(filling, hole);
		if (hole->kind != HOLE_FIGURE || !html->plain.at)
			continue;
		has_figure = true;
		buf_put(&filling->plain, str_part(html->plain, plain_done, hole->plain_at));
		buf_put(&filling->plain, str_skip(buf_str(filling->out), start));
		plain_done = hole->plain_at;
	}
	buf_put(filling->out, str_skip(html->html, done));
	html->html = buf_copy(filling->out, filling->arena);
	if (has_figure) {
		buf_put(&filling->plain, str_skip(html->plain, plain_done));
		html->plain = buf_copy(&filling->plain, filling->arena);
	}
	html->hole_count = 0;
}

static void fill_url(void *context, struct text *url)
{
	struct filling *filling = context;
	str address;
	if (url->s.len == 0)
		return;
	if (url->mark.source)
		filling->folder = fs_folder_of(str_skip(url->mark.source->path, S("content/").len));
	if (resolve(filling, url->s, url->mark, &address))
		url->s = address;
}

static void fill_record(struct filling *filling, const struct record *record, void *loaded)
{
	const struct schema_visitor fill = {.context = filling, .prose = fill_prose, .url = fill_url};
	schema_visit(record, loaded, &fill);
}

static void cite_record(struct filling *filling, const struct record *record, void *loaded)
{
	const struct schema_visitor gather = {.context = filling, .prose = cite_prose, .ref = cite_ref};
	schema_visit(record, loaded, &gather);
}

void links_role(const struct site *site, struct role *role, struct diags *diags)
{
	struct buf out = {0};
	struct arena scratch = {0};
	struct filling filling = {.site = site,
		.arena = &role->arena,
		.citations = {.arena = &scratch},
		.diags = diags,
		.role = role,
		.self = role,
		.out = &out};
	cite_prose(&filling, &role->is.tagline);
	cite_prose(&filling, &role->is.summary);
	cite_prose(&filling, &role->body);
	cite_record(&filling, &role_table, &role->is);
	const struct ai_cost *cost = site->settings.ai_cost;
	if (cost && role->is.pay.count)
		cite(&filling, map_get(&site->source_by_id, cost->source.s), cost->source.mark);
	for (size_t i = 0; i < site->level_count; i++) {
		struct level_page *page = role->levels[i].page;
		if (page) {
			cite_record(&filling, &level_page_record, page);
			cite_prose(&filling, &page->body);
		}
	}
	role->cited = citations_kept(&filling.citations, &role->arena, &role->cited_at);
	fill_record(&filling, &role_table, &role->is);
	fill_prose(&filling, &role->body);
	for (size_t i = 0; i < site->level_count; i++) {
		struct level_page *page = role->levels[i].page;
		filling.level = &role->levels[i];
		if (page) {
			fill_record(&filling, &level_page_record, page);
			fill_prose(&filling, &page->body);
		}
	}
	arena_free(&scratch);
	buf_free(&out);
	buf_free(&filling.plain);
}

static void links_article(struct filling *filling, struct article *article)
{
	citations_begin(&filling->citations);
	cite_prose(filling, &article->is.dek);
	cite_prose(filling, &article->body);
	cite_record(filling, &article_table, &article->is);
	article->cited = citations_kept(&filling->citations, filling->arena, NULL);
	fill_record(filling, &article_table, &article->is);
	fill_prose(filling, &article->body);
}

static void links_page(struct filling *filling, struct page *page)
{
	citations_begin(&filling->citations);
	cite_prose(filling, &page->body);
	page->cited = citations_kept(&filling->citations, filling->arena, NULL);
	fill_prose(filling, &page->body);
}

void links_rest(struct site *site, struct diags *diags)
{
	struct buf out = {0};
	struct arena scratch = {0};
	struct filling filling = {
		.site = site, .arena = &site->arena, .citations = {.arena = &scratch}, .diags = diags, .out = &out};
	for (size_t i = 0; i < site->article_count; i++) {
		diags->has_many = diags->errors + diags->warnings >= DIAG_MOST_SOUGHT;
		links_article(&filling, &site->articles[i]);
	}
	for (size_t i = 0; i < site->page_count; i++) {
		diags->has_many = diags->errors + diags->warnings >= DIAG_MOST_SOUGHT;
		links_page(&filling, &site->pages[i]);
	}
	/* These pages have no source list of their own: their citations lead to the page of all sources. */
	citations_begin(&filling.citations);
	cite_record(&filling, &settings_record, &site->settings);
	for (size_t i = 0; i < site->settings.categories.count; i++)
		cite_prose(&filling, &site->settings.categories.items[i].body);
	for (size_t i = 0; i < site->skill_intro_count; i++)
		cite_prose(&filling, &site->skill_intros[i].body);
	citations_begin(&filling.citations);
	for (size_t i = 0; i < site->skill_intro_count; i++)
		fill_prose(&filling, &site->skill_intros[i].body);
	struct text base_url = site->settings.base_url;
	fill_record(&filling, &settings_record, &site->settings);
	site->settings.base_url = base_url;
	for (size_t i = 0; i < site->settings.categories.count; i++)
		fill_prose(&filling, &site->settings.categories.items[i].body);
	for (size_t i = 0; i < site->sources.count; i++)
		fill_record(&filling, &source_record, &site->sources.items[i]);
	for (size_t i = 0; i < site->benchmarks.count; i++) {
		cite_record(&filling, &benchmark_record, &site->benchmarks.items[i]);
		fill_record(&filling, &benchmark_record, &site->benchmarks.items[i]);
	}
	arena_free(&scratch);
	buf_free(&out);
	buf_free(&filling.plain);
}

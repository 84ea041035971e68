/* SPDX-License-Identifier: MIT */
/* Articles, pages and introductions: front matter and a body. */
#include <stdlib.h>
#include <string.h>

#include "base/nearest.h"
#include "content/load.h"

bool is_due(const struct site *site, const struct number *draft, const struct dated *publish_on)
{
	bool is_early = date_is_set(publish_on->date) && date_cmp(publish_on->date, site->options.as_of) > 0;
	return site->options.with_drafts || (draft->value == 0 && !is_early);
}

void skip_source(
	struct site *site, const struct source *source, const struct number *draft, const struct dated *publish_on)
{
	size_t count = site->skipped_count;
	if ((count & (count - 1)) == 0) { /* full at each power of two */
		struct skipped *larger = arena_array(&site->arena, struct skipped, count ? 2 * count : 1);
		if (count)
			memcpy(larger, site->skipped, count * sizeof *larger);
		site->skipped = larger;
	}
	site->skipped[site->skipped_count++] = (struct skipped){.path = source->path,
		.why = draft->value ? S("draft")
				    : arena_printf(&site->arena, "from %.*s", STR_ARG(publish_on->text.s))};
}

static int skipped_cmp(const void *x, const void *y)
{
	return str_cmp(((const struct skipped *)x)->path, ((const struct skipped *)y)->path);
}

void skipped_sort(struct site *site)
{
	if (site->skipped_count)
		qsort(site->skipped, site->skipped_count, sizeof *site->skipped, skipped_cmp);
}

bool skipped_has(const struct site *site, str path)
{
	struct skipped key = {.path = path};
	return site->skipped_count
		&& bsearch(&key, site->skipped, site->skipped_count, sizeof *site->skipped, skipped_cmp);
}

bool site_has_skipped(const struct site *site, str role)
{
	struct arena scratch = {0};
	bool has = skipped_has(site, arena_join(&scratch, S("content/roles/"), role, S(".md")))
		|| skipped_has(site, arena_join(&scratch, S("content/roles/"), role, S("/index.md")));
	arena_free(&scratch);
	return has;
}

bool comparison_check(const struct comparison *comparison, struct diags *diags)
{
	bool ok = true;
	for (size_t i = 0; comparison && i < comparison->rows.count; i++)
		if (comparison->rows.items[i].cells.count != comparison->columns.count)
			ok = diag_error(diags, comparison->rows.items[i].mark, "row-width",
				"cells in this row: %zu; columns of the table: %zu",
				comparison->rows.items[i].cells.count, comparison->columns.count);
	return ok;
}

bool article_load(struct site *site, const struct input *input, str slug, struct article *article, struct diags *diags)
{
	struct schema schema = schema_for(site, &site->arena, diags);
	struct document document;
	article->slug = slug;
	article->source = &input->source;
	article->url = arena_printf(&site->arena, "%.*s/articles/%.*s/", STR_ARG(site->base), STR_ARG(slug));
	if (input->is_broken || !document_read(&schema, &input->source, FRONT_REQUIRED, &document))
		return false;
	bool ok = schema_load(&schema, &article_table, document.front, &article->is);
	ok &= document_body(&schema, &input->source, &document, &article->body);
	ok &= comparison_check(article->is.comparison, diags);
	ok &= unfinished_check(&article_table, &article->is, &article->body, &article->is.is_draft, diags);
	article->is_skipped = !is_due(site, &article->is.is_draft, &article->is.publish_on);
	return ok;
}

bool page_load(struct site *site, const struct input *input, str slug, struct page *page, struct diags *diags)
{
	struct schema schema = schema_for(site, &site->arena, diags);
	struct document document;
	page->slug = slug;
	page->source = &input->source;
	page->url = arena_printf(&site->arena, "%.*s/%.*s/", STR_ARG(site->base), STR_ARG(slug));
	if (input->is_broken || !document_read(&schema, &input->source, FRONT_REQUIRED, &document))
		return false;
	bool ok = schema_load(&schema, &page_table, document.front, &page->is);
	ok &= document_body(&schema, &input->source, &document, &page->body);
	ok &= unfinished_check(&page_table, &page->is, &page->body, &page->is.is_draft, diags);
	page->is_skipped = !is_due(site, &page->is.is_draft, &(struct dated){0});
	return ok;
}

/* An introduction has a description for search engines, and a body. */
static bool load_intro(
	struct site *site, const struct input *input, str *description, struct prose *body, struct diags *diags)
{
	struct schema schema = schema_for(site, &site->arena, diags);
	struct document document;
	struct category_record record = {0};
	if (input->is_broken || !document_read(&schema, &input->source, FRONT_OPTIONAL, &document))
		return false;
	bool ok = schema_load(&schema, &category_table, document.front, &record);
	*description = record.description.s;
	return document_body(&schema, &input->source, &document, body) && ok;
}

static bool is_skill(struct site *site, str id)
{
	bool is_known = site->skill_ids.count > 0;
	for (size_t i = 0; !is_known && i < site->role_count; i++)
		for (size_t k = 0; k < site->roles[i].is.skills.count; k++) {
			str own = site->roles[i].is.skills.items[k].id.s;
			*map_at(&site->skill_ids, &site->arena, own) = &site->roles[i];
		}
	return map_get(&site->skill_ids, id);
}

void skill_intro_load(struct site *site, const struct input *input, str id, struct diags *diags)
{
	struct skill_intro *intro = &site->skill_intros[site->skill_intro_count++];
	struct nearest nearest = {.word = id};
	*intro = (struct skill_intro){.id = id, .source = &input->source};
	load_intro(site, input, &intro->description, &intro->body, diags);
	if (is_skill(site, id))
		return;
	diag_error(diags, mark_of(&input->source, 0, 0), "unknown-skill", "no role has a skill '%.*s'", STR_ARG(id));
	for (size_t i = 0; diag_wants_hint(diags) && i < site->skill_ids.count; i++)
		nearest_offer(&nearest, site->skill_ids.entries[i].key);
	if (nearest.best.len)
		diag_hint(diags, "did you mean '%.*s'?", STR_ARG(nearest.best));
}

void category_load(struct site *site, const struct input *input, str id, struct diags *diags)
{
	struct nearest nearest = {.word = id};
	struct category *category = map_get(&site->category_by_id, id);
	if (category) {
		load_intro(site, input, &category->description, &category->body, diags);
		return;
	}
	/* A site.yaml that has none was complained of already. */
	if (site->settings.categories.count == 0)
		return;
	diag_error(diags, mark_of(&input->source, 0, 0), "unknown-category", "there is no category '%.*s' in site.yaml",
		STR_ARG(id));
	for (size_t i = 0; diag_wants_hint(diags) && i < site->settings.categories.count; i++)
		nearest_offer(&nearest, site->settings.categories.items[i].id.s);
	if (nearest.best.len)
		diag_hint(diags, "did you mean '%.*s'?", STR_ARG(nearest.best));
}

/* SPDX-License-Identifier: MIT */
#include "page/plan.h"

#include <errno.h>
#include <fcntl.h>

#include "base/fs.h"
#include "page/data.h"
#include "page/host.h"

static void add(struct plan *plan, struct output output)
{
	if (plan->site->base.len)
		output.url = arena_join(&plan->arena, plan->site->base, output.url);
	plan->outputs[plan->count++] = output;
}

/* /roles/nurse/ is written to roles/nurse/index.html. */
static void add_page(struct plan *plan, enum page_kind kind, size_t index, size_t level, str url, str origin)
{
	str path = str_skip(url, 1);
	if (str_ends(url, S("/")))
		path = arena_join(&plan->arena, path, S("index.html"));
	add(plan,
		(struct output){.kind = OUTPUT_PAGE,
			.page = kind,
			.index = index,
			.level = level,
			.path = path,
			.url = url,
			.origin = origin});
}

static void add_data(struct plan *plan, enum data_kind data, size_t index, str url)
{
	add(plan,
		(struct output){.kind = OUTPUT_DATA,
			.data = data,
			.index = index,
			.path = str_skip(url, 1),
			.url = url,
			.origin = S("content")});
}

static str without_base(const struct plan *plan, str url)
{
	return str_skip(url, plan->site->base.len);
}

static str below(struct plan *plan, str url, str name)
{
	return arena_join(&plan->arena, url, name);
}

/* All that is made of one role stands together. */
static void add_role(struct plan *plan, size_t index)
{
	const struct role *role = &plan->site->roles[index];
	size_t first = plan->count, baseline = plan->site->baseline;
	str url = without_base(plan, role->url), origin = role->source->path;
	add_data(plan, DATA_ROLE, index, arena_join(&plan->arena, S("/api/v1/roles/"), role->slug, S(".json")));
	if (views_has_cards(&plan->views)) {
		add_page(plan, PAGE_CARD, index, baseline, below(plan, url, S("card.png")), origin);
		plan->outputs[plan->count - 1].kind = OUTPUT_CARD;
	}
	add_page(plan, PAGE_BADGE, index, baseline, below(plan, url, S("badge.svg")), origin);
	add_page(plan, PAGE_ROLE, index, baseline, url, origin);
	for (size_t i = 0; i < plan->site->level_count; i++)
		add_page(plan, PAGE_LEVEL, index, i, role->levels[i].target.url, origin);
	for (size_t i = first; i < plan->count; i++)
		plan->outputs[i].role = role;
}

static void add_data_files(struct plan *plan)
{
	for (size_t i = 0; i < data_file_count; i++)
		if (data_file_is_made(&data_files[i], &plan->views))
			add_data(plan, data_files[i].kind, 0, str_of(data_files[i].url));
	for (size_t i = 0; i < plan->views.change_count; i++)
		add_data(plan, DATA_CHANGE, i, without_base(plan, plan->views.changes[i].data));
}

static void add_ledger(struct plan *plan)
{
	const struct ledger *ledger = &plan->views.ledger;
	for (size_t i = 0; i < ledger->year_count; i++)
		for (size_t part = 1; part <= ledger->years[i].parts; part++)
			add_page(plan, PAGE_FORECAST_YEAR, i, part - 1,
				ledger_url(&ledger->years[i], part, &plan->arena), S("content/roles"));
	if (ledger->count)
		add_page(plan, PAGE_FORECASTS, 0, 0, S("/forecasts/"), S("content/roles"));
}

static void add_content(struct plan *plan)
{
	const struct site *site = plan->site;
	for (size_t i = 0; i < site->role_count; i++)
		add_role(plan, i);
	for (size_t i = 0; i < plan->views.category_count; i++)
		add_page(plan, PAGE_CATEGORY, i, 0, without_base(plan, value_str(plan->views.categories[i].url)),
			S("site.yaml"));
	for (size_t i = 0; i < plan->views.skill_count; i++)
		add_page(plan, PAGE_SKILL, i, 0, without_base(plan, plan->views.skills[i].url), S("content/roles"));
	for (size_t i = 0; i < plan->views.pair_count; i++)
		add_page(plan, PAGE_PAIR, i, 0, without_base(plan, plan->views.pairs[i].url), S("content/roles"));
	for (size_t i = 0; i < site->article_count; i++)
		add_page(plan, PAGE_ARTICLE, i, 0, without_base(plan, site->articles[i].url),
			site->articles[i].source->path);
	for (size_t i = 0; i < site->page_count; i++) {
		bool is_method = str_eq(site->pages[i].slug, S("methodology"));
		add_page(plan, is_method ? PAGE_METHODOLOGY : PAGE_PLAIN, i, 0, without_base(plan, site->pages[i].url),
			site->pages[i].source->path);
	}
}

static void add_lists(struct plan *plan)
{
	static const struct {
		enum page_kind kind;
		const char *url;
	} lists[] = {{PAGE_CATEGORIES, "/categories/"}, {PAGE_SOURCES, "/sources/"}, {PAGE_DATA, "/data/"},
		{PAGE_MISSING, "/404.html"}, {PAGE_COMPARE, "/compare/"}, {PAGE_SCAN, "/scan/"},
		{PAGE_ROLES, "/roles/"}, {PAGE_HOME, "/"}, {PAGE_FEED, "/feed.xml"}, {PAGE_ROBOTS, "/robots.txt"},
		{PAGE_LLMS, "/llms.txt"}};
	if (plan->views.skill_count)
		add_page(plan, PAGE_SKILLS, 0, 0, S("/skills/"), S("content/roles"));
	if (plan->site->article_count)
		add_page(plan, PAGE_ARTICLES, 0, 0, S("/articles/"), S("content/articles"));
	add_ledger(plan);
	for (size_t i = 0; i < COUNT(lists); i++)
		add_page(plan, lists[i].kind, 0, 0, str_of(lists[i].url), S("content"));
}

static void add_changes(struct plan *plan)
{
	if (plan->views.change_count == 0)
		return;
	for (size_t i = 0; i < plan->views.change_count; i++)
		add_page(
			plan, PAGE_CHANGE, i, 0, without_base(plan, plan->views.changes[i].url), S("content/editions"));
	add_page(plan, PAGE_CHANGES, 0, 0, S("/changes/"), S("content/editions"));
	add_page(plan, PAGE_CHANGES_FEED, 0, 0, S("/changes/feed.xml"), S("content/editions"));
}

static void add_files(struct plan *plan)
{
	for (size_t i = 0; i < plan->theme->asset_count; i++) {
		const struct asset *asset = &plan->theme->assets[i];
		add(plan,
			(struct output){.kind = OUTPUT_ASSET,
				.index = i,
				.path = asset->path,
				.origin = asset->source->path,
				.url = arena_printf(&plan->arena, "/%.*s", STR_ARG(asset->path))});
	}
	for (size_t i = 0; i < plan->site->attachment_count; i++) {
		const struct attachment *attachment = &plan->site->attachments[i];
		add(plan,
			(struct output){.kind = OUTPUT_ATTACHMENT,
				.index = i,
				.path = attachment->path,
				.origin = attachment->input->source.path,
				.url = arena_printf(&plan->arena, "/%.*s", STR_ARG(attachment->path))});
	}
}

static void add_sitemaps(struct plan *plan)
{
	size_t parts = sitemap_parts(plan);
	for (size_t i = 0; parts > 1 && i < parts; i++)
		add_page(plan, PAGE_SITEMAP, i, 0, sitemap_url(i, &plan->arena), S("content"));
	add_page(plan, parts > 1 ? PAGE_SITEMAPS : PAGE_SITEMAP, 0, 0, S("/sitemap.xml"), S("content"));
}

static void add_moved_page(struct plan *plan, size_t redirect, size_t level, str url, str origin)
{
	add_page(plan, PAGE_MOVED, redirect, level, url, origin);
	plan->outputs[plan->count - 1].leads_on = true;
}

/* What others may have embedded or read by machine stays where it was, too. */
static void add_copies(struct plan *plan, const struct redirect *redirect)
{
	size_t first = plan->count, index = (size_t)(redirect->role - plan->site->roles);
	size_t baseline = plan->site->baseline;
	str origin = redirect->role->source->path, slug = str_skip(redirect->from, S("/roles/").len);
	if (views_has_cards(&plan->views)) {
		add_page(plan, PAGE_CARD, index, baseline, below(plan, redirect->from, S("card.png")), origin);
		plan->outputs[first].kind = OUTPUT_CARD;
	}
	add_page(plan, PAGE_BADGE, index, baseline, below(plan, redirect->from, S("badge.svg")), origin);
	add_data(plan, DATA_ROLE, index,
		arena_printf(&plan->arena, "/api/v1/roles/%.*s.json", STR_ARG(str_part(slug, 0, slug.len - 1))));
	for (size_t i = first; i < plan->count; i++) {
		plan->outputs[i].role = redirect->role;
		plan->outputs[i].leads_on = true;
	}
}

static void add_moved(struct plan *plan)
{
	const struct site *site = plan->site;
	if (!host_needs_pages(site))
		return;
	for (size_t i = 0; i < site->redirect_count; i++) {
		const struct redirect *redirect = &site->redirects[i];
		str origin = redirect->mark.source->path;
		bool is_page = str_ends(redirect->from, S("/")) || str_ends(redirect->from, S(".html"));
		if (is_page)
			add_moved_page(plan, i, site->level_count, redirect->from, origin);
		for (size_t k = 0; redirect->role && k < site->level_count; k++)
			add_moved_page(plan, i, k,
				arena_printf(&plan->arena, "%.*s%.*s/", STR_ARG(redirect->from),
					STR_ARG(site->levels[k].id.s)),
				origin);
		if (redirect->role)
			add_copies(plan, redirect);
	}
}

static void add_host_files(struct plan *plan)
{
	for (size_t i = 0; i < HOST_FILES; i++) {
		const char *path = host_file_path(plan->site, (enum host_file)i);
		if (path)
			add(plan,
				(struct output){.kind = OUTPUT_HOST,
					.index = i,
					.path = str_of(path),
					.origin = S("content/site.yaml"),
					.url = arena_printf(&plan->arena, "/%s", path)});
	}
}

void plan_make(struct plan *plan, const struct site *site, const struct theme *theme)
{
	enum { LISTS = 32 + (int)HOST_FILES, OF_ROLE = 5 };
	*plan = (struct plan){.site = site, .theme = theme};
	views_init(&plan->views, site, theme, &plan->arena);
	size_t most = (site->role_count + site->redirect_count) * (site->level_count + OF_ROLE)
		+ plan->views.skill_count + plan->views.pair_count + site->settings.categories.count
		+ site->article_count + site->page_count + theme->asset_count + site->attachment_count
		+ plan->views.ledger.count + 2 * plan->views.change_count + LISTS;
	most += most / SITEMAP_MOST + 1;
	plan->outputs = arena_array(&plan->arena, struct output, most);
	add_files(plan);
	add_data_files(plan);
	add_content(plan);
	add_changes(plan);
	add_lists(plan);
	add_moved(plan);
	add_host_files(plan);
	add_sitemaps(plan);
}

const struct output *plan_find(const struct plan *plan, str address)
{
	str with_slash = address;
	for (size_t i = 0; i < plan->count; i++) {
		const struct output *output = &plan->outputs[i];
		bool is_short = output->url.len == with_slash.len + 1 && str_ends(output->url, S("/"))
			&& str_starts(output->url, address);
		str local = str_skip(output->url, plan->site->base.len);
		if (str_eq(output->url, address) || str_eq(output->path, address) || str_eq(local, address) || is_short)
			return output;
	}
	return NULL;
}

void plan_free(struct plan *plan)
{
	arena_free(&plan->arena);
	*plan = (struct plan){0};
}

struct value plan_data(
	const struct plan *plan, const struct output *output, struct maker *maker, enum view_shape *shape)
{
	*shape = page_rows[output->page].shape;
	return page_data(plan, output, maker);
}

static bool copy_attachment(
	const struct plan *plan, const struct output *output, struct maker *maker, struct diags *diags)
{
	const struct input *input = plan->site->attachments[output->index].input;
	str bytes;
	page_forget_role(maker);
	str path = fs_join(&maker->arena, plan->site->options.folder, input->source.path);
	if (!fs_read(AT_FDCWD, path, INPUT_MAX_BYTES, &maker->arena, &bytes))
		return diag_system(diags, "unreadable", input->source.path, errno, "cannot read");
	buf_put(&maker->out, bytes);
	return true;
}

/* A page for which more was needed is followed by many for which it is not. */
enum { MOST_KEPT = 1 << 20 };

bool plan_render(const struct plan *plan, const struct output *output, struct maker *maker, struct diags *diags)
{
	if (maker->out.cap > MOST_KEPT)
		buf_free(&maker->out);
	maker->out.len = 0;
	switch (output->kind) {
	case OUTPUT_ASSET:
		buf_put(&maker->out, plan->theme->assets[output->index].bytes);
		return true;
	case OUTPUT_ATTACHMENT:
		return copy_attachment(plan, output, maker, diags);
	case OUTPUT_DATA:
		data_render(plan, output, maker);
		return true;
	case OUTPUT_HOST:
		host_file_render(plan, (enum host_file)output->index, &maker->out);
		return true;
	case OUTPUT_CARD:
	case OUTPUT_PAGE:
		return mustache_render(plan->theme->set, plan->theme->templates[output->page],
			page_data(plan, output, maker), &maker->out, diags);
	}
	return false;
}

void drain_some(const struct drain *drain, struct buf *out)
{
	enum { MUCH = 1 << 18 };
	if (!drain->take || out->len < MUCH)
		return;
	drain->take(drain->context, buf_str(out));
	out->len = 0;
}

void maker_free(struct maker *maker)
{
	arena_free(&maker->arena);
	buf_free(&maker->out);
	buf_free(&maker->picture);
	*maker = (struct maker){0};
}

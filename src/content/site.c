/* SPDX-License-Identifier: MIT */
/* The order of loading: what all need (settings, sources), then roles by several workers, then what looks
   across the site (ranks, links). Each step goes on after mistakes, so that one run reports them all. */
#include "content/site.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/nearest.h"
#include "base/slug.h"
#include "base/workers.h"
#include "content/lint.h"
#include "content/load.h"

static_assert(offsetof(struct input, source) == 0, "an input is found from its source");

/* Roles whose unfilled texts go together. */
enum { BATCH = 512 };

struct loading {
	struct site *site;
	struct diags *diags;
	struct diags *worker_diags;
	struct arena *scratches; /* one a worker */
	struct arena *unfilled;  /* one a batch and worker */
	struct role **in_order;  /* of loading; NULL for those that are skipped */
	size_t first;            /* of the batch that is filled */
	struct role_files *roles;
	size_t role_count;
	struct lint *lint;
};

static bool is_stopped(const struct site *site)
{
	return site->options.is_stopped && site->options.is_stopped();
}

static bool has_slug(const struct input *input, str slug, struct diags *diags)
{
	struct arena scratch = {0};
	if (slug_is_valid(slug))
		return true;
	diag_error(diags, mark_of(&input->source, 0, 0), "bad-slug",
		"'%.*s' cannot be an address: small letters a-z, digits "
		"and single hyphens, at most 80",
		STR_ARG(slug));
	str better = slug_ascii(&scratch, slug);
	if (slug_is_valid(better))
		diag_hint(diags, "rename it to '%.*s'", STR_ARG(better));
	arena_free(&scratch);
	return false;
}

static struct hash128 files_hash(const struct role_files *files)
{
	struct hasher *hasher = hasher_new();
	for (size_t i = 0; i < files->count; i++) {
		const struct input *input = files->inputs[i];
		hasher_add(hasher, input->below);
		hasher_add(hasher, (str){(const char *)&input->hash, sizeof input->hash});
	}
	return hasher_end(hasher);
}

/* Takes the files of one folder, or one file, off the sorted inputs. */
static size_t gather_role(struct loading *loading, size_t first)
{
	struct input *const *inputs = loading->site->inputs + first;
	const struct input *input = inputs[0];
	str rest = str_skip(input->below, S("roles/").len), slug = str_part(rest, 0, str_find(rest, '/'));
	struct role_files files = {.slug = slug, .inputs = inputs, .count = 1};
	if (slug.len == rest.len) {
		if (!str_ends(rest, S(".md")))
			return first + 1;
		files.slug = str_part(rest, 0, rest.len - 3);
		files.index = input;
	}
	str folder = str_part(input->below, 0, input->below.len - rest.len + slug.len + 1);
	while (!files.index && first + files.count < loading->site->input_count
		&& str_starts(inputs[files.count]->below, folder))
		files.count++;
	for (size_t i = 0; i < files.count && !files.index; i++)
		if (str_eq(str_skip(inputs[i]->below, folder.len), S("index.md")))
			files.index = inputs[i];
	if (!files.index) {
		diag_error(loading->diags, mark_of(&input->source, 0, 0), "no-index",
			"the folder '%.*s' has no index.md", STR_ARG(folder));
		diag_hint(loading->diags, "index.md holds the role's front matter and overview");
	} else if (has_slug(files.index, files.slug, loading->diags)) {
		files.hash = files_hash(&files);
		loading->roles[loading->role_count++] = files;
	}
	return first + files.count;
}

static bool is_published_beside(str below)
{
	static const char *const kinds[] = {".png", ".jpg", ".jpeg", ".webp", ".avif", ".svg", ".pdf"};
	for (size_t i = 0; i < COUNT(kinds); i++)
		if (str_ends(below, str_of(kinds[i])))
			return true;
	return false;
}

static void take_attachment(struct site *site, const struct input *input, str path)
{
	site->attachments[site->attachment_count++] = (struct attachment){.input = input, .path = path};
}

static void take_stray(struct loading *loading, const struct input *input)
{
	static const char *const places[] = {"site.yaml", "sources.yaml", "benchmarks.yaml", "roles/<slug>.md",
		"categories/<id>.md", "articles/<slug>.md", "pages/<slug>.md"};
	struct nearest nearest = {.word = input->below};
	for (size_t i = 0; i < COUNT(places); i++)
		nearest_offer(&nearest, str_of(places[i]));
	diag_error(loading->diags, mark_of(&input->source, 0, 0), "unknown-file", "nothing reads this file");
	if (nearest.best.len)
		diag_hint(loading->diags, "did you mean '%.*s'?", STR_ARG(nearest.best));
	else
		diag_hint(loading->diags, "what is to be copied as it is goes into content/files/");
}

static bool is_in(str below, const char *folder, str *rest)
{
	*rest = below;
	return str_take(rest, str_of(folder));
}

/* Pages' and articles' names are those of their files. */
static str slug_in(str rest)
{
	return str_part(rest, 0, rest.len - 3);
}

static void load_article(struct loading *loading, const struct input *input, str slug)
{
	struct site *site = loading->site;
	struct article article = {0};
	if (!has_slug(input, slug, loading->diags))
		return;
	article_load(site, input, slug, &article, loading->diags);
	if (article.is_skipped)
		skip_source(site, &input->source, &article.is.is_draft, &article.is.publish_on);
	else
		site->articles[site->article_count++] = article;
}

static void load_page(struct loading *loading, const struct input *input, str slug)
{
	struct site *site = loading->site;
	struct page page = {0};
	if (!has_slug(input, slug, loading->diags))
		return;
	page_load(site, input, slug, &page, loading->diags);
	if (page.is_skipped)
		skip_source(site, &input->source, &page.is.is_draft, &(struct dated){0});
	else
		site->pages[site->page_count++] = page;
}

/* Each stands on each page. */
static void check_places(const struct site *site, struct diags *diags)
{
	size_t count = 0;
	for (size_t i = 0; i < site->page_count; i++)
		if (site->pages[i].is.menu.value > 0 && ++count == MOST_IN_MENU + 1) {
			diag_error(diags, site->pages[i].is.menu.mark, "too-many",
				"more than %d pages ask for a place in the menu", MOST_IN_MENU);
			diag_hint(diags, "leave `menu` out where another page links to this one");
		}
}

static bool is_read_elsewhere(str below)
{
	return str_eq(below, S("site.yaml")) || str_eq(below, S("sources.yaml")) || str_eq(below, S("benchmarks.yaml"))
		|| (str_starts(below, S("benchmarks/")) && str_ends(below, S(".csv")))
		|| (str_starts(below, S("editions/")) && str_ends(below, S(".yaml")));
}

static void take_input(struct loading *loading, const struct input *input)
{
	str rest, below = input->below;
	bool is_page = str_ends(below, S(".md"))
		&& str_find(str_skip(below, str_find(below, '/') + 1), '/')
			== str_skip(below, str_find(below, '/') + 1).len;
	if (is_read_elsewhere(below))
		return;
	if (is_in(below, "files/", &rest))
		take_attachment(loading->site, input, rest);
	else if (is_published_beside(below))
		take_attachment(loading->site, input, below);
	else if (is_in(below, "roles/", &rest) && input->is_text)
		return;
	else if (is_page && is_in(below, "articles/", &rest))
		load_article(loading, input, slug_in(rest));
	else if (is_page && is_in(below, "pages/", &rest))
		load_page(loading, input, slug_in(rest));
	else if (is_page && is_in(below, "categories/", &rest))
		category_load(loading->site, input, slug_in(rest), loading->diags);
	else if (is_page && is_in(below, "skills/", &rest))
		skill_intro_load(loading->site, input, slug_in(rest), loading->diags);
	else
		take_stray(loading, input);
}

static struct arena *unfilled_of(const struct loading *loading, size_t number)
{
	return loading->unfilled + number / BATCH * loading->site->options.workers;
}

static void load_role(void *context, size_t worker, size_t item)
{
	struct loading *loading = context;
	const struct role_files *files = &loading->roles[item];
	struct role *role = &loading->site->roles[item];
	if (files->same) {
		*role = *files->same;
		role->is_carried = true;
	} else if (!is_stopped(loading->site)) {
		const struct role_room room = {&loading->scratches[worker], unfilled_of(loading, item) + worker};
		role_load(loading->site, files, role, &room, &loading->worker_diags[worker]);
	}
	role->number = item;
}

/* A role is the same when its files are, and those of the roles whose figures it gives. */
static void find_same(struct loading *loading)
{
	struct site *site = loading->site;
	struct map same = {0};
	if (!site->may_carry)
		return;
	for (size_t i = 0; i < loading->role_count; i++) {
		struct role_files *files = &loading->roles[i];
		struct role *old = map_get(&site->before->role_by_slug, files->slug);
		if (!old || !hash_eq(old->files, files->hash))
			continue;
		files->same = old;
		*map_at(&same, &site->arena, files->slug) = old;
	}
	for (size_t i = 0; i < loading->role_count; i++) {
		const struct role *old = loading->roles[i].same;
		for (size_t k = 0; old && k < old->mentions.count; k++)
			if (!map_get(&same, old->mentions.items[k]))
				loading->roles[i].same = NULL;
	}
}

static void free_all(struct arena *arenas, size_t count)
{
	for (size_t i = 0; i < count; i++)
		arena_free(&arenas[i]);
}

static void load_roles(struct loading *loading)
{
	struct site *site = loading->site;
	loading->roles = arena_array(&site->arena, struct role_files, site->input_count);
	for (size_t i = 0; i < site->input_count;)
		i = str_starts(site->inputs[i]->below, S("roles/")) ? gather_role(loading, i) : i + 1;
	find_same(loading);
	site->roles = arena_array(&site->arena, struct role, loading->role_count);
	loading->scratches = arena_array(&site->arena, struct arena, site->options.workers);
	loading->unfilled =
		arena_array(&site->arena, struct arena, (loading->role_count / BATCH + 1) * site->options.workers);
	workers_run(site->options.workers, loading->role_count, load_role, loading);
	free_all(loading->scratches, site->options.workers);
	site->role_count = loading->role_count;
}

static int role_cmp(const void *x, const void *y)
{
	const struct role *a = x, *b = y;
	int order = (a->is_skipped > b->is_skipped) - (a->is_skipped < b->is_skipped);
	if (order == 0)
		order = str_cmp(a->sort_key, b->sort_key);
	if (order == 0)
		order = str_cmp(a->is.title.s, b->is.title.s);
	return order ? order : str_cmp(a->slug, b->slug);
}

static bool is_sorted(const struct site *site)
{
	for (size_t i = 1; i < site->role_count; i++)
		if (role_cmp(&site->roles[i - 1], &site->roles[i]) > 0)
			return false;
	return true;
}

/* Skipped roles move to the end and are no longer counted. */
static void sort_roles(struct site *site, struct diags *diags)
{
	size_t kept = 0;
	if (!is_sorted(site))
		qsort(site->roles, site->role_count, sizeof *site->roles, role_cmp);
	for (size_t i = 0; i < site->role_count; i++) {
		struct role *role = &site->roles[i];
		if (role->is_skipped) {
			skip_source(site, role->source, &role->is.is_draft, &role->is.publish_on);
			arena_free(&role->arena);
			continue;
		}
		void **slot = map_at(&site->role_by_slug, &site->arena, role->slug);
		if (*slot)
			target_is_taken(role, *slot, diags);
		else
			*slot = role;
		kept++;
	}
	site->role_count = kept;
}

static void rank_roles(struct site *site)
{
	struct standing *standings = arena_array(&site->arena, struct standing, site->role_count);
	for (size_t i = 0; i < site->role_count; i++)
		standings[i].risk = site->roles[i].baseline->score.risk.value;
	standings_rank(standings, site->role_count);
	for (size_t i = 0; i < site->role_count; i++) {
		struct role *role = &site->roles[i];
		role->rank = standings[i].rank;
		role->below = standings[i].below;
		role->percentile = (uint32_t)score_half(
			100 * (uint64_t)(standings[i].below + standings[i].same), site->role_count);
	}
}

static int article_cmp(const void *x, const void *y)
{
	const struct article *a = x, *b = y;
	int order = date_cmp(b->is.date.date, a->is.date.date);
	return order ? order : str_cmp(a->slug, b->slug);
}

static void fill_role(void *context, size_t worker, size_t item)
{
	struct loading *loading = context;
	struct role *role = loading->in_order[loading->first + item];
	if (!role)
		return;
	if (role->is_carried && loading->lint)
		lint_carried(loading->lint, role, worker);
	if (role->is_carried || is_stopped(loading->site))
		return;
	if (loading->lint)
		lint_role(loading->lint, role, worker, &loading->worker_diags[worker]);
	links_role(loading->site, role, &loading->worker_diags[worker]);
}

/* Between batches, not within, so that hints are the same with any number of workers. */
static void count_complaints(struct loading *loading)
{
	size_t count = 0, workers = loading->site->options.workers;
	for (size_t i = 0; i < workers; i++)
		count += loading->worker_diags[i].errors + loading->worker_diags[i].warnings;
	for (size_t i = 0; i < workers; i++)
		loading->worker_diags[i].has_many = count >= DIAG_MOST_SOUGHT;
}

/* Batch by batch, so that what is unfilled and what is filled never stand there twice for all. */
static void fill_roles(struct loading *loading)
{
	struct site *site = loading->site;
	size_t workers = site->options.workers;
	loading->in_order = arena_array(&site->arena, struct role *, loading->role_count);
	for (size_t i = 0; i < site->role_count; i++)
		loading->in_order[site->roles[i].number] = &site->roles[i];
	for (; loading->first < loading->role_count; loading->first += BATCH) {
		size_t left = loading->role_count - loading->first;
		workers_run(workers, left < BATCH ? left : BATCH, fill_role, loading);
		count_complaints(loading);
		free_all(unfilled_of(loading, loading->first), workers);
	}
}

static void free_unfilled(struct loading *loading)
{
	if (loading->unfilled)
		free_all(loading->unfilled, (loading->role_count / BATCH + 1) * loading->site->options.workers);
}

static void merge_workers(struct loading *loading)
{
	for (size_t i = 0; i < loading->site->options.workers; i++)
		diags_merge(loading->diags, &loading->worker_diags[i]);
}

bool site_settings(struct site *site, struct diags *diags)
{
	const struct input *settings = input_named(site, S("site.yaml"));
	if (settings)
		return settings_load(site, settings, diags);
	diag_error(diags, (struct mark){0}, "no-site", "there is no content/site.yaml");
	diag_hint(diags, "it needs title, base_url and categories");
	return false;
}

static bool load(struct loading *loading, struct diags *diags)
{
	struct site *site = loading->site;
	size_t errors = diags->errors;
	const struct input *sources = input_named(site, S("sources.yaml"));
	const struct input *benchmarks = input_named(site, S("benchmarks.yaml"));
	if (sources)
		sources_load(site, sources, diags);
	if (benchmarks)
		benchmarks_load(site, benchmarks, diags);
	editions_load(site, diags);
	loading->worker_diags = arena_array(&site->arena, struct diags, site->options.workers);
	load_roles(loading);
	if (is_stopped(site))
		return false;
	sort_roles(site, diags);
	size_t others = 0;
	for (size_t i = 0; i < site->input_count; i++)
		others += !str_starts(site->inputs[i]->below, S("roles/")) || !site->inputs[i]->is_text;
	site->articles = arena_array(&site->arena, struct article, others);
	site->pages = arena_array(&site->arena, struct page, others);
	site->skill_intros = arena_array(&site->arena, struct skill_intro, others);
	site->attachments = arena_array(&site->arena, struct attachment, others);
	for (size_t i = 0; i < site->input_count; i++) {
		diags->has_many = diags->errors + diags->warnings >= DIAG_MOST_SOUGHT;
		take_input(loading, site->inputs[i]);
	}
	check_places(site, diags);
	drawings_check(site, diags);
	if (site->article_count)
		qsort(site->articles, site->article_count, sizeof *site->articles, article_cmp);
	skipped_sort(site);
	merge_workers(loading);
	rank_roles(site);
	targets_register(site, diags);
	site->has_lost = site->may_carry && targets_lost(site, site->before);
	if (site->has_lost || is_stopped(site))
		return false;
	redirects_check(site, diags);
	if (!site->options.without_lint)
		security_check(site, diags);
	if (!site->options.without_lint)
		loading->lint = lint_begin(site, &site->arena, diags);
	fill_roles(loading);
	merge_workers(loading);
	if (loading->lint)
		lint_rest(loading->lint, diags);
	links_rest(site, diags);
	redirects_gather(site);
	if (loading->lint)
		lint_end(loading->lint, diags);
	return diags->errors == errors;
}

bool site_load(struct site *site, struct diags *diags)
{
	struct loading loading = {.site = site, .diags = diags};
	if (!site->levels)
		return false; /* there is no site.yaml */
	bool ok = load(&loading, diags);
	free_unfilled(&loading);
	return ok;
}

void site_free(struct site *site)
{
	for (size_t i = 0; i < site->role_count; i++)
		if (!site->roles[i].is_carried)
			arena_free(&site->roles[i].arena);
	editions_free(site);
	for (size_t i = 0; i < site->input_count; i++)
		if (site->inputs[i] && (!site->before || site->inputs[i]->is_new))
			input_free(site->inputs[i]);
	arena_free(&site->arena);
	*site = (struct site){0};
}

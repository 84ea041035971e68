/* SPDX-License-Identifier: MIT */
/* Every address of the site with what makes it: links are checked against this, and two makers of one
   address are found here. Addresses of roles are told by their form, all others are kept in maps. */
#include "content/forecast.h"
#include "content/load.h"

static void same_url(struct target target, const struct target *other, struct diags *diags)
{
	const struct input *mine = target.input ? target.input : other->input;
	const struct input *theirs = target.input && other->input ? other->input : NULL;
	diag_error(diags, mine ? mark_of(&mine->source, 0, 0) : (struct mark){0}, "same-url",
		"%.*s is already the address of %s", STR_ARG(target.url),
		theirs                ? "another source"
			: other->what ? other->what
			: target.what ? target.what
				      : "another page");
	if (theirs)
		diag_note(diags, mark_of(&theirs->source, 0, 0), "the other source");
	diag_hint(diags, "rename one of the two");
}

void target_is_taken(const struct role *role, const struct role *first, struct diags *diags)
{
	same_url(role->target, &first->target, diags);
}

static void add(struct site *site, struct target target, struct diags *diags)
{
	const struct target *other = target_at(site, target.url);
	if (other) {
		same_url(target, other, diags);
		return;
	}
	struct target *kept = arena_new(&site->arena, struct target);
	*kept = target;
	*map_at(&site->target_by_url, &site->arena, kept->url) = kept;
	if (kept->input)
		*map_at(&site->target_by_source, &site->arena, kept->input->below) = kept;
}

static void add_made(struct site *site, str url, const char *what, struct diags *diags)
{
	add(site, (struct target){.url = url, .what = what}, diags);
}

/* Sources of content are always the first member of their input. */
static const struct input *input_of(const struct source *source)
{
	return (const struct input *)(const void *)source;
}

/* Addresses here are without base path. */
static str without_base(const struct site *site, str url)
{
	return str_skip(url, site->base.len);
}

static const struct target *level_target(const struct role *role, const struct site *site, str id)
{
	for (size_t i = 0; i < site->level_count; i++)
		if (str_eq(site->levels[i].id.s, id))
			return &role->levels[i].target;
	return NULL;
}

const struct target *target_at(const struct site *site, str url)
{
	str rest = url, slug, level;
	const struct target *found = map_get(&site->target_by_url, url);
	if (found || !str_take(&rest, S("/roles/")) || !str_ends(rest, S("/")) || !str_take_until(&rest, '/', &slug))
		return found;
	const struct role *role = map_get(&site->role_by_slug, slug);
	if (!role || rest.len == 0)
		return role ? &role->target : NULL;
	str_take_until(&rest, '/', &level);
	return rest.len ? NULL : level_target(role, site, level);
}

/* Any Markdown file of a role's folder leads to the page that shows it. */
const struct target *target_of_source(const struct site *site, str below)
{
	str rest = below, slug;
	const struct target *found = map_get(&site->target_by_source, below);
	if (found || !str_take(&rest, S("roles/")) || !str_ends(rest, S(".md")))
		return found;
	bool is_file = str_find(rest, '/') == rest.len;
	slug = str_part(rest, 0, is_file ? rest.len - 3 : str_find(rest, '/'));
	const struct role *role = map_get(&site->role_by_slug, slug);
	if (!role || !input_named(site, below))
		return NULL;
	rest = str_skip(rest, slug.len + 1);
	if (!is_file && str_take(&rest, S("levels/")))
		return level_target(role, site, str_part(rest, 0, str_find(rest, '.')));
	return &role->target;
}

void target_offer_all(const struct site *site, struct nearest *nearest)
{
	for (size_t i = 0; i < site->target_by_url.count; i++)
		nearest_offer(nearest, site->target_by_url.entries[i].key);
	for (size_t i = 0; i < site->role_count; i++) {
		nearest_offer(nearest, site->roles[i].target.url);
		for (size_t k = 0; k < site->level_count; k++)
			nearest_offer(nearest, site->roles[i].levels[k].target.url);
	}
}

static void add_generated(struct site *site, struct diags *diags)
{
	static const struct {
		const char *url, *what;
	} made[] = {{"/", "the home page"}, {"/roles/", "the list of roles"},
		{"/categories/", "the list of categories"}, {"/articles/", "the list of articles"},
		{"/sources/", "the page of all sources"}, {"/404.html", "the page for what is not found"},
		{"/feed.xml", "the feed"}, {"/sitemap.xml", "the sitemap"}, {"/robots.txt", "robots.txt"},
		{"/assets/", "the theme's files"}, {"/skills/", "the list of skills"},
		{"/compare/", "the page that compares roles"}, {"/scan/", "the personal scan"},
		{"/llms.txt", "llms.txt"}, {"/search.json", "the index for searching"}, {"/api/", "the data"},
		{"/api/v1/roles.json", "the data of all roles"}, {"/api/v1/scores.csv", "the scores as a table"},
		{"/api/v1/tasks.csv", "the tasks as a table"}, {"/data/", "the page about the data"}};
	for (size_t i = 0; i < COUNT(made); i++)
		add_made(site, str_of(made[i].url), made[i].what, diags);
	bool *has_roles = arena_array(&site->arena, bool, site->settings.categories.count);
	for (size_t i = 0; i < site->role_count; i++)
		if (site->roles[i].of_category)
			has_roles[site->roles[i].category_index] = true;
	for (size_t i = 0; i < site->settings.categories.count; i++) {
		const struct category *category = &site->settings.categories.items[i];
		if (has_roles[i])
			add_made(site, arena_printf(&site->arena, "/categories/%.*s/", STR_ARG(category->id.s)),
				"a category", diags);
	}
}

/* The ledger has a page a year, whatever parts that has. */
/* Years have four digits. */
enum { LAST_YEAR = 9999 };

static void add_forecasts(struct site *site, struct diags *diags)
{
	static const char *const made[] = {"/forecasts/", "/api/v1/forecasts.csv", "/api/v1/forecasts.json"};
	bool has_any = false, has_year[LAST_YEAR + 1] = {false};
	for (size_t i = 0; i < site->role_count; i++)
		for (size_t k = 0; k < site->roles[i].is.timeline.count; k++) {
			int year = forecast_deadline(&site->roles[i].is.timeline.items[k]).year;
			if (has_year[year])
				continue;
			has_any = has_year[year] = true;
			add_made(site,
				arena_join(&site->arena, S("/forecasts/"), arena_int(&site->arena, year), S("/")),
				"the forecasts of a year", diags);
		}
	for (size_t i = 0; has_any && i < COUNT(made); i++)
		add_made(site, str_of(made[i]), "the ledger of forecasts", diags);
}

/* Two editions of one address have been told of. */
static void add_change(struct site *site, str address, const char *what, struct diags *diags)
{
	str url = arena_printf(&site->arena, "/changes/%.*s/", STR_ARG(address));
	const struct target *there = map_get(&site->target_by_url, url);
	if (!there || there->input)
		add_made(site, url, what, diags);
}

static void add_changes(struct site *site, struct diags *diags)
{
	const struct edition **past;
	size_t count = editions_past(site, &site->arena, &past);
	bool has_present = site->variant_count == 0;
	if (count + has_present < 2)
		return;
	add_made(site, S("/changes/"), "the page of changes", diags);
	add_made(site, S("/changes/feed.xml"), "the feed of changes", diags);
	if (has_present)
		add_change(site, edition_address(&site->arena, site->settings.edition.s),
			"the changes since the newest edition", diags);
	for (size_t i = 1; i < count; i++)
		add_change(site, past[i]->address, "the changes of an edition", diags);
}

/* Each id once: the first role's mention makes the page for all. */
static void add_skills(struct site *site, struct diags *diags)
{
	struct map seen = {0};
	for (size_t i = 0; i < site->role_count; i++)
		for (size_t k = 0; k < site->roles[i].is.skills.count; k++) {
			str id = site->roles[i].is.skills.items[k].id.s;
			void **slot = map_at(&seen, &site->arena, id);
			if (*slot)
				continue;
			*slot = site;
			add_made(site, arena_printf(&site->arena, "/skills/%.*s/", STR_ARG(id)), "a skill", diags);
		}
}

static void add_attachment(struct site *site, const struct attachment *attachment, struct diags *diags)
{
	str url = arena_printf(&site->arena, "/%.*s", STR_ARG(attachment->path));
	if (str_ends(url, S("/index.html")) && target_at(site, str_part(url, 0, url.len - 10)))
		url.len -= 10;
	add(site, (struct target){.url = url, .input = attachment->input}, diags);
}

/* Introductions are linked as the pages that show them. */
static void alias_intros(struct site *site)
{
	for (size_t i = 0; i < site->input_count; i++) {
		str id = site->inputs[i]->below;
		bool is_category = str_take(&id, S("categories/"));
		if ((!is_category && !str_take(&id, S("skills/"))) || !str_ends(id, S(".md")))
			continue;
		str url = arena_printf(
			&site->arena, "/%s/%.*s/", is_category ? "categories" : "skills", (int)(id.len - 3), id.at);
		void *target = map_get(&site->target_by_url, url);
		if (target)
			*map_at(&site->target_by_source, &site->arena, site->inputs[i]->below) = target;
	}
}

void targets_register(struct site *site, struct diags *diags)
{
	add_generated(site, diags);
	add_skills(site, diags);
	add_forecasts(site, diags);
	add_changes(site, diags);
	for (size_t i = 0; i < site->article_count; i++)
		add(site,
			(struct target){.url = without_base(site, site->articles[i].url),
				.input = input_of(site->articles[i].source)},
			diags);
	for (size_t i = 0; i < site->page_count; i++)
		add(site,
			(struct target){.url = without_base(site, site->pages[i].url),
				.input = input_of(site->pages[i].source)},
			diags);
	for (size_t i = 0; i < site->attachment_count; i++)
		add_attachment(site, &site->attachments[i], diags);
	alias_intros(site);
}

/* Its address, and as a picture its size. */
static bool is_as_before(const struct target *now, const struct target *then)
{
	if (!now || !str_eq(now->url, then->url) || !now->input != !then->input)
		return false;
	return !now->input || (now->input->width == then->input->width && now->input->height == then->input->height);
}

bool targets_lost(const struct site *site, const struct site *before)
{
	for (size_t i = 0; i < before->target_by_url.count; i++) {
		const struct map_entry *entry = &before->target_by_url.entries[i];
		if (!is_as_before(target_at(site, entry->key), entry->value))
			return true;
	}
	for (size_t i = 0; i < before->target_by_source.count; i++) {
		const struct map_entry *entry = &before->target_by_source.entries[i];
		if (!is_as_before(target_of_source(site, entry->key), entry->value))
			return true;
	}
	for (size_t i = 0; i < before->role_count; i++) {
		const struct role *now = map_get(&site->role_by_slug, before->roles[i].slug);
		if (!now || now->target.input->below.len != before->roles[i].target.input->below.len)
			return true;
	}
	/* Links may name any Markdown file of a role. */
	for (size_t i = 0; i < before->input_count; i++) {
		str below = before->inputs[i]->below;
		if (str_starts(below, S("roles/")) && str_ends(below, S(".md")) && !input_named(site, below))
			return true;
	}
	return false;
}

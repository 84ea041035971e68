/* SPDX-License-Identifier: MIT */
/* Every address of the site with what makes it: links are checked against this, and two makers of one
   address are found here. */
#include "content/load.h"

static bool add(struct site *site, struct target target, struct diags *diags)
{
	struct target *kept = arena_new(&site->arena, struct target);
	*kept = target;
	void **slot = map_at(&site->target_by_url, &site->arena, kept->url);
	const struct target *other = *slot;
	if (other) {
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
		return false;
	}
	*slot = kept;
	if (kept->input)
		*map_at(&site->target_by_source, &site->arena, kept->input->below) = kept;
	return true;
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

static const char level_page[] = "a level of a role";

static void add_role(struct site *site, const struct role *role, struct diags *diags)
{
	str url = without_base(site, role->url);
	if (!add(site, (struct target){.url = url, .input = input_of(role->source)}, diags))
		return;
	for (size_t i = 0; i < site->level_count; i++) {
		str level = arena_printf(&site->arena, "%.*s%.*s/", STR_ARG(url), STR_ARG(site->levels[i].id.s));
		const struct target *other = map_get(&site->target_by_url, level);
		/* Two levels of one name are told at site.yaml. */
		if (!other || other->what != level_page)
			add_made(site, level, level_page, diags);
	}
}

/* Links may name a role's other files too; they lead to the page that shows them. */
static void alias_role_files(struct site *site)
{
	for (size_t i = 0; i < site->input_count; i++) {
		const struct input *input = &site->inputs[i];
		str rest = input->below, slug;
		if (!str_take(&rest, S("roles/")) || !str_ends(rest, S(".md")) || !str_take_until(&rest, '/', &slug))
			continue;
		const struct role *role = map_get(&site->role_by_slug, slug);
		bool is_level = str_take(&rest, S("levels/"));
		if (!role || map_get(&site->target_by_source, input->below))
			continue;
		str url = is_level ? arena_printf(
				  &site->arena, "/roles/%.*s/%.*s/", STR_ARG(slug), (int)str_find(rest, '.'), rest.at)
				   : without_base(site, role->url);
		*map_at(&site->target_by_source, &site->arena, input->below) = map_get(&site->target_by_url, url);
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
		{"/api/v1/roles.json", "the data of all roles"}, {"/api/v1/scores.csv", "the scores as a table"}};
	for (size_t i = 0; i < COUNT(made); i++)
		add_made(site, str_of(made[i].url), made[i].what, diags);
	for (size_t i = 0; i < site->settings.categories.count; i++) {
		const struct category *category = &site->settings.categories.items[i];
		bool has_roles = false;
		for (size_t k = 0; k < site->role_count; k++)
			has_roles |= site->roles[k].of_category == category;
		if (has_roles)
			add_made(site, arena_printf(&site->arena, "/categories/%.*s/", STR_ARG(category->id.s)),
				"a category", diags);
	}
}

/* Each id once: the first role's mention makes the page for all. */
static void add_skills(struct site *site, struct diags *diags)
{
	static const char what[] = "a skill";
	for (size_t i = 0; i < site->role_count; i++)
		for (size_t k = 0; k < site->roles[i].is.skills.count; k++) {
			str id = site->roles[i].is.skills.items[k].id.s;
			str url = arena_printf(&site->arena, "/skills/%.*s/", STR_ARG(id));
			const struct target *other = map_get(&site->target_by_url, url);
			if (!other || other->what != what)
				add_made(site, url, what, diags);
		}
}

static void add_attachment(struct site *site, const struct attachment *attachment, struct diags *diags)
{
	str url = arena_printf(&site->arena, "/%.*s", STR_ARG(attachment->path));
	if (str_ends(url, S("/index.html")) && map_get(&site->target_by_url, str_part(url, 0, url.len - 10)))
		url.len -= 10;
	add(site, (struct target){.url = url, .input = attachment->input}, diags);
}

void links_register(struct site *site, struct diags *diags)
{
	add_generated(site, diags);
	for (size_t i = 0; i < site->role_count; i++)
		add_role(site, &site->roles[i], diags);
	add_skills(site, diags);
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
	for (size_t i = 0; i < site->input_count; i++) {
		str id = site->inputs[i].below;
		bool is_category = str_take(&id, S("categories/"));
		if ((!is_category && !str_take(&id, S("skills/"))) || !str_ends(id, S(".md")))
			continue;
		str url = arena_printf(
			&site->arena, "/%s/%.*s/", is_category ? "categories" : "skills", (int)(id.len - 3), id.at);
		void *target = map_get(&site->target_by_url, url);
		if (target)
			*map_at(&site->target_by_source, &site->arena, site->inputs[i].below) = target;
	}
	alias_role_files(site);
}

/* SPDX-License-Identifier: MIT */
/* Addresses where something was. What stands in site.yaml leads from one address; a role that moved leads from all
   that stood below its old slug. Each is told apart by its path without base; what had a page ends in '/', however it
   was written. */
#include "content/load.h"

#include <assert.h>

/* A slug that a role had. */
struct old_slug {
	const struct role *role;
	struct mark mark; /* where it is given first */
};

struct checking {
	struct site *site;
	struct diags *diags;
	struct arena arena;
	struct map by_path; /* path → struct lead * */
	struct map by_old;  /* slug → struct old_slug * */
};

/* /old, /old/ and /old/index.html are one. */
static str plain_path(struct arena *arena, str path)
{
	str last = fs_name_of(path);
	if (str_eq(last, S("index.html")))
		return str_part(path, 0, path.len - last.len);
	if (last.len && str_find(last, '.') == last.len)
		return arena_printf(arena, "%.*s/", STR_ARG(path));
	return path;
}

static str path_of(str link)
{
	return str_part(str_part(link, 0, str_find(link, '#')), 0, str_find(link, '?'));
}

/* The slug of /roles/<slug>/, of all below it, and of its data. */
static str slug_in(str path)
{
	if (str_take(&path, S("/api/v1/roles/")) && str_ends(path, S(".json")))
		return str_part(path, 0, path.len - S(".json").len);
	if (!str_take(&path, S("/roles/")) || str_find(path, '/') == path.len)
		return (str){0};
	return str_part(path, 0, str_find(path, '/'));
}

static void twice(struct mark mark, struct mark first, str what, struct diags *diags)
{
	diag_error(diags, mark, "same-redirect", "%.*s leads to two places", STR_ARG(what));
	diag_note(diags, first, "the other one");
	diag_hint(diags, "leave one of them");
}

static void has_holder(const struct role *role, const struct role *holder, const struct text *slug, struct diags *diags)
{
	diag_error(diags, slug->mark, "redirect-taken",
		holder == role ? "'%.*s' is the slug that this role has" : "'%.*s' is the slug of another role",
		STR_ARG(slug->s));
	if (holder != role)
		diag_note(diags, mark_of(holder->source, 0, 0), "this one");
	diag_hint(diags, "moved_from names slugs that no role has any more");
}

static void check_slug(struct checking *checking, const struct role *role, const struct text *slug)
{
	const struct role *holder = map_get(&checking->site->role_by_slug, slug->s);
	void **slot = map_at(&checking->by_old, &checking->arena, slug->s);
	const struct old_slug *first = *slot;
	if (holder) {
		has_holder(role, holder, slug, checking->diags);
	} else if (first && first->role == role) {
		diag_error(checking->diags, slug->mark, "duplicate-id", "slug '%.*s' is given twice", STR_ARG(slug->s));
		diag_note(checking->diags, first->mark, "first given here");
	} else if (first) {
		twice(slug->mark, first->mark, arena_printf(&checking->arena, "/roles/%.*s/", STR_ARG(slug->s)),
			checking->diags);
	} else {
		struct old_slug *old = arena_new(&checking->arena, struct old_slug);
		*old = (struct old_slug){role, slug->mark};
		*slot = old;
	}
}

static void check_roles(struct checking *checking)
{
	struct site *site = checking->site;
	for (size_t i = 0; i < site->role_count; i++)
		for (size_t k = 0; k < site->roles[i].is.moved_from.count; k++)
			if (site->roles[i].is.moved_from.items[k].s.len)
				check_slug(checking, &site->roles[i], &site->roles[i].is.moved_from.items[k]);
}

static void taken(const struct lead *lead, const struct target *target, struct diags *diags)
{
	diag_error(diags, lead->from.mark, "redirect-taken", "%.*s cannot lead on: it is the address of %s",
		STR_ARG(lead->from.s),
		target->input          ? "a page or file"
			: target->what ? target->what
				       : "another page");
	if (target->input)
		diag_note(diags, mark_of(&target->input->source, 0, 0), "made from this");
	diag_hint(diags, "an address leads on when nothing stands there any more");
}

static void check_from(struct checking *checking, struct lead *lead)
{
	struct site *site = checking->site;
	lead->from.s = plain_path(&site->arena, lead->from.s);
	const struct target *target = target_at(site, lead->from.s);
	const struct old_slug *moved = map_get(&checking->by_old, slug_in(lead->from.s));
	void **slot = map_at(&checking->by_path, &checking->arena, lead->from.s);
	const struct lead *first = *slot;
	if (target) {
		taken(lead, target, checking->diags);
	} else if (moved && slug_in(lead->from.s).len) {
		twice(lead->from.mark, mark_of(moved->role->source, 0, 0), lead->from.s, checking->diags);
		diag_hint(checking->diags, "that role names the slug in moved_from, and leads from all below it");
	} else if (first) {
		twice(lead->from.mark, first->from.mark, lead->from.s, checking->diags);
	} else {
		*slot = lead;
	}
}

/* Below a role's old slug, what stands below its new one. */
static str follow_role(struct checking *checking, str link)
{
	str slug = slug_in(path_of(link));
	const struct old_slug *old = slug.len ? map_get(&checking->by_old, slug) : NULL;
	if (!old || !str_starts(link, S("/roles/")))
		return link;
	return arena_printf(&checking->site->arena, "/roles/%.*s%.*s", STR_ARG(old->role->slug),
		STR_ARG(str_skip(link, S("/roles/").len + slug.len)));
}

/* /a/ of https://jobs.example/site/a/, where that is this site. */
static str own_path(const struct site *site, str address)
{
	str path = address;
	bool is_own = str_take(&path, site->url) && (path.len == 0 || path.at[0] == '/');
	return !is_own ? address : path.len ? path : S("/");
}

static const struct lead *next_of(struct checking *checking, const struct lead *lead)
{
	str path = own_path(checking->site, path_of(lead->to.s));
	return str_starts(path, S("/")) ? map_get(&checking->by_path, plain_path(&checking->arena, path)) : NULL;
}

static void endless(const struct lead *lead, struct diags *diags)
{
	diag_error(diags, lead->from.mark, "redirect-loop", "%.*s leads back to itself", STR_ARG(lead->from.s));
	diag_hint(diags, "an address leads on to a page that is there");
}

/* What is known of where an address leads in the end. */
enum way { WAY_UNKNOWN, WAY_WALKED, WAY_ENDS, WAY_ENDLESS };

struct walk {
	enum way *ways; /* one a lead */
	size_t *steps;  /* of the walk at hand: the leads, in order */
	size_t count;
};

static void leads_to(struct checking *checking, struct lead *lead, str to)
{
	lead->to.s = follow_role(checking, to);
	if (!str_starts(lead->to.s, S("mailto:")))
		return;
	diag_error(checking->diags, lead->to.mark, "bad-redirect", "an address leads on to a page, not to mail");
	diag_hint(checking->diags, "name a page of the site or a whole address elsewhere");
}

/* Told once, of the first of those that lead to one another: the steps from `at` on. */
static void tell_loop(struct checking *checking, const struct walk *walk, size_t at)
{
	size_t step = walk->count, first = at;
	while (walk->steps[--step] != at)
		if (walk->steps[step] < first)
			first = walk->steps[step];
	endless(&checking->site->settings.redirects.items[first], checking->diags);
}

/* To the end of the chain, or to what is known already; all on the way lead there, too. */
static void follow(struct checking *checking, struct walk *walk, size_t from)
{
	struct lead *leads = checking->site->settings.redirects.items;
	assert(leads);
	const struct lead *next = &leads[from];
	size_t at = from;
	for (walk->count = 0; next && walk->ways[at] == WAY_UNKNOWN; at = next ? (size_t)(next - leads) : at) {
		walk->ways[at] = WAY_WALKED;
		walk->steps[walk->count++] = at;
		next = next_of(checking, &leads[at]);
	}
	if (next && walk->ways[at] == WAY_WALKED)
		tell_loop(checking, walk, at);
	bool is_endless = next && walk->ways[at] != WAY_ENDS;
	str to = leads[at].to.s;
	for (size_t i = walk->count; i--;) {
		walk->ways[walk->steps[i]] = is_endless ? WAY_ENDLESS : WAY_ENDS;
		if (!is_endless)
			leads_to(checking, &leads[walk->steps[i]], to);
	}
}

static void follow_all(struct checking *checking)
{
	struct lead *leads = checking->site->settings.redirects.items;
	size_t count = checking->site->settings.redirects.count;
	struct walk walk = {.ways = arena_array(&checking->arena, enum way, count),
		.steps = arena_array(&checking->arena, size_t, count)};
	for (size_t i = 0; i < count; i++)
		if (leads[i].to.s.len && walk.ways[i] == WAY_UNKNOWN)
			follow(checking, &walk, i);
	for (size_t i = 0; i < count; i++)
		if (walk.ways[i] == WAY_ENDLESS)
			leads[i].to.s = (str){0}; /* nothing more is to be said of it */
}

void redirects_check(struct site *site, struct diags *diags)
{
	struct checking checking = {.site = site, .diags = diags};
	check_roles(&checking);
	for (size_t i = 0; i < site->settings.redirects.count; i++)
		if (site->settings.redirects.items[i].from.s.len)
			check_from(&checking, &site->settings.redirects.items[i]);
	follow_all(&checking);
	arena_free(&checking.arena);
}

void redirects_gather(struct site *site)
{
	size_t most = site->settings.redirects.count;
	for (size_t i = 0; i < site->role_count; i++)
		most += site->roles[i].is.moved_from.count;
	site->redirects = arena_array(&site->arena, struct redirect, most);
	for (size_t i = 0; i < site->settings.redirects.count; i++) {
		const struct lead *lead = &site->settings.redirects.items[i];
		site->redirects[site->redirect_count++] =
			(struct redirect){.from = lead->from.s, .to = lead->to.s, .mark = lead->from.mark};
	}
	for (size_t i = 0; i < site->role_count; i++)
		for (size_t k = 0; k < site->roles[i].is.moved_from.count; k++) {
			const struct text *slug = &site->roles[i].is.moved_from.items[k];
			site->redirects[site->redirect_count++] =
				(struct redirect){.from = arena_printf(&site->arena, "/roles/%.*s/", STR_ARG(slug->s)),
					.to = arena_copy(&site->arena, site->roles[i].url),
					.role = &site->roles[i],
					.mark = slug->mark};
		}
}

/* Its data stand elsewhere. */
static str data_of(const struct site *site, const struct redirect *redirect, str path, struct arena *arena)
{
	str slug = slug_in(redirect->from);
	if (!str_take(&path, S("/api/v1/roles/")) || !str_take(&path, slug) || !str_eq(path, S(".json")))
		return (str){0};
	return arena_printf(arena, "%.*s/api/v1/roles/%.*s.json", STR_ARG(site->base), STR_ARG(redirect->role->slug));
}

str redirect_find(const struct site *site, str path, struct arena *arena)
{
	str plain = plain_path(arena, path);
	for (size_t i = 0; i < site->redirect_count; i++) {
		const struct redirect *redirect = &site->redirects[i];
		if (str_eq(redirect->from, plain))
			return redirect->to;
		if (redirect->role && str_starts(plain, redirect->from))
			return arena_printf(
				arena, "%.*s%.*s", STR_ARG(redirect->to), STR_ARG(str_skip(path, redirect->from.len)));
		str data = redirect->role ? data_of(site, redirect, path, arena) : (str){0};
		if (data.len)
			return data;
	}
	return (str){0};
}

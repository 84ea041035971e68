/* SPDX-License-Identifier: MIT */
/* _headers and _redirects, as Netlify has them and others read them. All rules that fit an address count, and where two
   set one header both values are sent: so no header is set by two rules, unless the second takes the first back. */
#include "page/host_parts.h"
#include "page/policy.h"

static void put_rule(const struct plan *plan, const char *path, struct buf *out)
{
	buf_put(out, plan->site->base);
	buf_printf(out, "%s\n", path);
}

static void put_header(const char *name, const char *value, struct buf *out)
{
	buf_printf(out, "  %s: %s\n", name, value);
}

static void put_shared(const struct plan *plan, const char *path, const char *more, struct buf *out)
{
	put_rule(plan, path, out);
	if (host_of(plan->site)->has_detaching)
		buf_put(out, S("  ! Cross-Origin-Resource-Policy\n"));
	put_header("Cross-Origin-Resource-Policy", "cross-origin", out);
	if (more)
		put_header("Access-Control-Allow-Origin", more, out);
}

/* Where the host would guess another type. */
static void put_types(const struct plan *plan, struct buf *out)
{
	for (size_t i = 0; i < plan->count; i++) {
		const struct output *output = &plan->outputs[i];
		bool is_table = output->kind == OUTPUT_DATA && str_ends(output->path, S(".csv"));
		bool is_feed = output->kind == OUTPUT_PAGE && str_ends(output->path, S("feed.xml"));
		if (!is_table && !is_feed)
			continue;
		buf_printf(out, "%.*s\n", STR_ARG(output->url));
		put_header("Content-Type", is_feed ? "application/atom+xml; charset=utf-8" : "text/csv; charset=utf-8",
			out);
	}
}

static void put_asset(const struct plan *plan, const char *path, struct buf *out)
{
	put_rule(plan, path, out);
	put_header("Cache-Control", CACHE_FOREVER, out);
	if (!host_of(plan->site)->has_detaching)
		put_header("Cross-Origin-Resource-Policy", "same-origin", out);
}

/* One by one where an author's own files lie among them, whose names stay when they change. */
static void put_assets(const struct plan *plan, struct buf *out)
{
	bool is_shared = false;
	for (size_t i = 0; i < plan->site->attachment_count; i++)
		is_shared |= str_starts(plan->site->attachments[i].path, S("assets/"));
	if (!is_shared) {
		put_asset(plan, "/assets/*", out);
		return;
	}
	for (size_t i = 0; i < plan->theme->asset_count; i++) {
		struct arena arena = {0};
		put_asset(plan, arena_printf(&arena, "/%.*s", STR_ARG(plan->theme->assets[i].path)).at, out);
		arena_free(&arena);
	}
}

void host_put_list_headers(const struct plan *plan, struct buf *out)
{
	bool has_detaching = host_of(plan->site)->has_detaching;
	put_rule(plan, "/*", out);
	buf_put(out, S("  Content-Security-Policy: "));
	policy_put_header(plan->site, out);
	buf_char(out, '\n');
	for (size_t i = 0; i < policy_header_count; i++)
		put_header(policy_headers[i].name, policy_headers[i].value, out);
	if (has_detaching)
		put_header("Cross-Origin-Resource-Policy", "same-origin", out);
	put_assets(plan, out);
	put_shared(plan, "/api/*", "*", out);
	put_shared(plan, "/roles/:role/badge.svg", NULL, out);
	if (views_has_cards(&plan->views))
		put_shared(plan, "/roles/:role/card.png", NULL, out);
	put_types(plan, out);
}

struct listing {
	const struct plan *plan;
	const struct host *host;
	struct buf *out;
	struct arena arena;
};

static void put_line(struct listing *listing, str from, str to)
{
	host_put_encoded(host_path(listing->plan, from, &listing->arena), listing->out);
	buf_char(listing->out, ' ');
	host_put_encoded(to, listing->out);
	buf_put(listing->out, S(" 301\n"));
}

/* Where a slash at the end matters, links without it led to the page, too. */
static void put_both(struct listing *listing, str from, str to)
{
	if (listing->host->is_exact && from.len > 1 && str_ends(from, S("/")))
		put_line(listing, str_part(from, 0, from.len - 1), to);
	put_line(listing, from, to);
}

static str below(struct listing *listing, str url, const char *name, const char *end)
{
	return arena_printf(&listing->arena, "%.*s%s%s", STR_ARG(url), name, end);
}

/* One by one, where the host has no room for patterns. */
static void put_role(struct listing *listing, const struct redirect *redirect)
{
	const struct site *site = listing->plan->site;
	put_both(listing, redirect->from, redirect->to);
	for (size_t i = 0; i < site->level_count; i++) {
		const char *level = arena_copy(&listing->arena, site->levels[i].id.s).at;
		put_both(listing, below(listing, redirect->from, level, "/"), below(listing, redirect->to, level, "/"));
	}
	put_line(listing, below(listing, redirect->from, "badge.svg", ""),
		below(listing, redirect->to, "badge.svg", ""));
	if (views_has_cards(&listing->plan->views))
		put_line(listing, below(listing, redirect->from, "card.png", ""),
			below(listing, redirect->to, "card.png", ""));
}

static size_t count_roles(const struct site *site)
{
	size_t count = 0;
	for (size_t i = 0; i < site->redirect_count; i++)
		count += site->redirects[i].role != NULL;
	return count;
}

/* Plain rules first: Cloudflare counts all behind the first pattern as patterns. */
void host_put_list_redirects(const struct plan *plan, struct buf *out)
{
	const struct site *site = plan->site;
	struct listing listing = {.plan = plan, .host = host_of(site), .out = out};
	bool has_patterns = count_roles(site) <= listing.host->most_splats;
	for (size_t i = 0; i < site->redirect_count; i++) {
		const struct redirect *redirect = &site->redirects[i];
		if (!redirect->role) {
			put_both(&listing, redirect->from, redirect->to);
			continue;
		}
		put_line(&listing, host_old_data(redirect, &listing.arena),
			host_new_data(site, redirect, &listing.arena));
		if (!has_patterns)
			put_role(&listing, redirect);
		else if (listing.host->is_exact)
			put_line(&listing, str_part(redirect->from, 0, redirect->from.len - 1), redirect->to);
	}
	for (size_t i = 0; has_patterns && i < site->redirect_count; i++)
		if (site->redirects[i].role)
			put_line(&listing, below(&listing, site->redirects[i].from, "*", ""),
				below(&listing, site->redirects[i].to, ":splat", ""));
	arena_free(&listing.arena);
}

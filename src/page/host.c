/* SPDX-License-Identifier: MIT */
/* A row a host. Where each number comes from stands in docs/hosts.md. */
#include "page/host.h"

#include <assert.h>
#include <string.h>

#include "base/url.h"
#include "page/host_parts.h"

#define KIB(number) ((uint64_t)(number) << 10)
#define MIB(number) ((uint64_t)(number) << 20)
#define GB(number) ((uint64_t)(number)*1000000000)

static const struct host hosts[] = {
	[HOST_GITHUB_PAGES] = {.name = "GitHub Pages",
		.makes = {[HOST_FILE_DOMAIN] = true, [HOST_FILE_NO_JEKYLL] = true},
		.limits = {[MEASURE_FILE_SIZE] = {.usual = MIB(100)},
			[MEASURE_SITE_SIZE] = {.usual = GB(1), .most = MIB(1024)}}},
	[HOST_GITLAB_PAGES] = {.name = "GitLab Pages",
		.has_redirects = true,
		.most_splats = SIZE_MAX,
		.makes = {[HOST_FILE_REDIRECTS] = true},
		.limits = {[MEASURE_REDIRECTS] = {.most = 1000},
			[MEASURE_REDIRECT_FILE] = {.most = KIB(64)},
			[MEASURE_FILES] = {.usual = 200000},
			[MEASURE_SITE_SIZE] = {.usual = GB(1)}}},
	[HOST_NETLIFY] = {.name = "Netlify",
		.has_headers = true,
		.has_redirects = true,
		.is_at_root = true,
		.most_splats = SIZE_MAX,
		.makes = {[HOST_FILE_HEADERS] = true, [HOST_FILE_REDIRECTS] = true},
		.limits = {[MEASURE_REDIRECTS] = {.usual = 10000}}},
	[HOST_CLOUDFLARE_PAGES] = {.name = "Cloudflare Pages",
		.has_headers = true,
		.has_redirects = true,
		.is_at_root = true,
		.is_exact = true,
		.has_detaching = true,
		.most_splats = 100,
		.makes = {[HOST_FILE_HEADERS] = true, [HOST_FILE_REDIRECTS] = true},
		.limits = {[MEASURE_REDIRECTS] = {.most = 2000},
			[MEASURE_REDIRECT_LINE] = {.most = 1000},
			[MEASURE_HEADER_RULES] = {.most = 100},
			[MEASURE_HEADER_LINE] = {.most = 2000},
			[MEASURE_FILES] = {.usual = 20000, .most = 100000},
			[MEASURE_FILE_SIZE] = {.most = MIB(25)}}},
	[HOST_NGINX] = {.name = "nginx",
		.has_headers = true,
		.has_redirects = true,
		.makes = {[HOST_FILE_NGINX] = true}},
	[HOST_APACHE] = {.name = "Apache",
		.has_headers = true,
		.has_redirects = true,
		.makes = {[HOST_FILE_APACHE] = true}},
	[HOST_STORAGE] = {.name = "plain storage"},
};
static_assert(COUNT(hosts) == HOST_KINDS, "a row for each host");

const struct host *host_of(const struct site *site)
{
	static const struct host unknown = {.name = "this host"};
	return site->settings.host.is_set ? &hosts[site->settings.host.value] : &unknown;
}

bool host_needs_pages(const struct site *site)
{
	return !host_of(site)->has_redirects;
}

/* The domain that the site has to itself: a host without a path, no number, and none of GitHub's own. */
str host_domain(const struct site *site)
{
	str host = url_split(site->url).host;
	host = str_part(host, 0, str_find(host, ':'));
	bool is_number = true;
	for (size_t i = 0; i < host.len; i++)
		is_number &= host.at[i] == '.' || (host.at[i] >= '0' && host.at[i] <= '9') || host.at[0] == '[';
	return site->base.len || is_number || str_ends(host, S(".github.io")) ? ((str){0}) : host;
}

const char *host_file_path(const struct site *site, enum host_file file)
{
	static const char *const paths[] = {[HOST_FILE_HEADERS] = "_headers",
		[HOST_FILE_REDIRECTS] = "_redirects",
		[HOST_FILE_NGINX] = ".nginx.conf",
		[HOST_FILE_APACHE] = ".htaccess",
		[HOST_FILE_DOMAIN] = "CNAME",
		[HOST_FILE_NO_JEKYLL] = ".nojekyll",
		[HOST_FILE_SECURITY] = ".well-known/security.txt"};
	static_assert(COUNT(paths) == HOST_FILES, "a path for each file");
	bool is_made = host_of(site)->makes[file];
	if (file == HOST_FILE_SECURITY)
		is_made = site->settings.security != NULL;
	else if (file == HOST_FILE_DOMAIN)
		is_made = is_made && host_domain(site).len;
	else if (file == HOST_FILE_REDIRECTS)
		is_made = is_made && site->redirect_count;
	return is_made ? paths[file] : NULL;
}

str host_path(const struct plan *plan, str path, struct arena *arena)
{
	return arena_printf(arena, "%.*s%.*s", STR_ARG(plan->site->base), STR_ARG(path));
}

void host_put_encoded(str path, struct buf *out)
{
	static const char plain[] = "-._~!()+,=@&/:?#%;*'[]";
	for (size_t i = 0; i < path.len; i++) {
		char c = path.at[i];
		bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
			|| (c && strchr(plain, c));
		if (is_plain)
			buf_char(out, c);
		else
			buf_printf(out, "%%%02X", (unsigned char)c);
	}
}

struct host_goal host_goal_of(str address)
{
	size_t fragment = str_find(address, '#'), query = str_find(str_part(address, 0, fragment), '?');
	return (struct host_goal){.path = str_part(address, 0, query),
		.query = str_part(address, query, fragment),
		.fragment = str_skip(address, fragment)};
}

/* "/roles/old/" → "old" */
static str slug_of(const struct redirect *redirect)
{
	str slug = str_skip(redirect->from, S("/roles/").len);
	return str_part(slug, 0, slug.len - 1);
}

str host_old_data(const struct redirect *redirect, struct arena *arena)
{
	return arena_printf(arena, "/api/v1/roles/%.*s.json", STR_ARG(slug_of(redirect)));
}

str host_new_data(const struct site *site, const struct redirect *redirect, struct arena *arena)
{
	return arena_printf(arena, "%.*s/api/v1/roles/%.*s.json", STR_ARG(site->base), STR_ARG(redirect->role->slug));
}

void host_put_pattern(str text, struct buf *out)
{
	for (size_t i = 0; i < text.len; i++) {
		if (text.at[i] && strchr("\\^$.|?*+()[]{}", text.at[i]))
			buf_char(out, '\\');
		buf_char(out, text.at[i]);
	}
}

static void put_fields(
	const char *name, const struct text *items, size_t count, const struct site *site, struct buf *out)
{
	struct url own = url_split(site->url);
	for (size_t i = 0; i < count; i++) {
		bool is_own = str_starts(items[i].s, S("/"));
		buf_printf(out, "%s: ", name);
		if (is_own)
			buf_printf(out, "https://%.*s", STR_ARG(own.host));
		buf_printf(out, "%.*s\n", STR_ARG(items[i].s));
	}
}

/* RFC 9116. Its day is over when it ends, everywhere. */
static void put_security(const struct site *site, struct buf *out)
{
	const struct security *security = site->settings.security;
	put_fields("Contact", security->contact.items, security->contact.count, site, out);
	buf_printf(out, "Expires: %.*sT23:59:59Z\n", STR_ARG(security->expires.text.s));
	put_fields("Encryption", security->encryption.items, security->encryption.count, site, out);
	put_fields("Acknowledgments", security->acknowledgments.items, security->acknowledgments.count, site, out);
	for (size_t i = 0; i < security->languages.count; i++)
		buf_printf(out, "%s%.*s", i ? ", " : "Preferred-Languages: ", STR_ARG(security->languages.items[i].s));
	if (security->languages.count)
		buf_char(out, '\n');
	if (site->base.len == 0 && str_starts(site->url, S("https://")))
		buf_printf(out, "Canonical: %.*s/.well-known/security.txt\n", STR_ARG(site->url));
	put_fields("Policy", security->policy.items, security->policy.count, site, out);
	put_fields("Hiring", security->hiring.items, security->hiring.count, site, out);
}

void host_file_render(const struct plan *plan, enum host_file file, struct buf *out)
{
	str domain = host_domain(plan->site);
	switch (file) {
	case HOST_FILE_HEADERS:
		host_put_list_headers(plan, out);
		break;
	case HOST_FILE_REDIRECTS:
		host_put_list_redirects(plan, out);
		break;
	case HOST_FILE_NGINX:
		host_put_nginx(plan, out);
		break;
	case HOST_FILE_APACHE:
		host_put_apache(plan, out);
		break;
	case HOST_FILE_DOMAIN:
		buf_printf(out, "%.*s\n", STR_ARG(domain));
		break;
	case HOST_FILE_SECURITY:
		put_security(plan->site, out);
		break;
	case HOST_FILE_NO_JEKYLL:
	case HOST_FILES:
		break;
	}
}

/* SPDX-License-Identifier: MIT */
/* What nginx includes in a server block. A location that sets one header has to set them all again, so each does. */
#include "base/media.h"
#include "page/host_parts.h"
#include "page/policy.h"

struct nginx {
	const struct plan *plan;
	struct buf *out;
	str base; /* decoded, as nginx matches it */
	struct arena arena;
};

enum sharing { SHARE_NOT, SHARE_PICTURE, SHARE_DATA };

/* What is redirected may have been embedded elsewhere: others may follow it. */
#define LEADING_ON                                                                                                     \
	"\t\tadd_header Cross-Origin-Resource-Policy \"cross-origin\";\n"                                              \
	"\t\tadd_header Access-Control-Allow-Origin \"*\";\n\t\tadd_header Cache-Control \"" CACHE_ASKING "\";\n"

static void put_header(struct nginx *nginx, const char *indent, const char *name, str value, const char *when)
{
	buf_printf(nginx->out, "%sadd_header %s \"%.*s\"%s;\n", indent, name, STR_ARG(value), when);
}

/* "immutable" is for what is there alone, all else for errors, too. */
static void put_headers(struct nginx *nginx, const char *indent, bool is_forever, enum sharing sharing)
{
	struct buf policy = {0};
	policy_put_header(nginx->plan->site, &policy);
	put_header(nginx, indent, "Content-Security-Policy", buf_str(&policy), " always");
	buf_free(&policy);
	for (size_t i = 0; i < policy_header_count; i++)
		put_header(nginx, indent, policy_headers[i].name, str_of(policy_headers[i].value), " always");
	put_header(nginx, indent, "Cross-Origin-Resource-Policy",
		sharing == SHARE_NOT ? S("same-origin") : S("cross-origin"), " always");
	if (sharing == SHARE_DATA)
		put_header(nginx, indent, "Access-Control-Allow-Origin", S("*"), " always");
	if (is_forever)
		put_header(nginx, indent, "Cache-Control", S(CACHE_FOREVER), "");
	else
		put_header(nginx, indent, "Cache-Control", S(CACHE_ASKING), " always");
}

static void open_location(struct nginx *nginx, const char *how, str path)
{
	buf_printf(nginx->out, "\n\tlocation %s\"%.*s\" {\n", how, STR_ARG(path));
}

static void close_location(struct nginx *nginx)
{
	buf_put(nginx->out, S("\t}\n"));
}

/* A pattern behind the base path, which is text. */
static str pattern(struct nginx *nginx, str text, const char *end)
{
	struct buf out = {0};
	buf_char(&out, '^');
	host_put_pattern(nginx->base, &out);
	host_put_pattern(text, &out);
	buf_put(&out, str_of(end));
	str made = buf_copy(&out, &nginx->arena);
	buf_free(&out);
	return made;
}

static str encoded(struct nginx *nginx, str address)
{
	struct buf out = {0};
	host_put_encoded(address, &out);
	str made = buf_copy(&out, &nginx->arena);
	buf_free(&out);
	return made;
}

static void put_types(struct nginx *nginx)
{
	buf_put(nginx->out, S("\n\ttypes {\n"));
	for (size_t i = 0; i < media_row_count; i++)
		if (media_rows[i].ending[0] == '.')
			buf_printf(nginx->out, "\t\t\"%s\" %s;\n", media_rows[i].type, media_rows[i].ending + 1);
	buf_put(nginx->out, S("\t}\n\tdefault_type application/octet-stream;\n\n"));
}

static void put_groups(struct nginx *nginx)
{
	const struct plan *plan = nginx->plan;
	open_location(nginx, "~ ", pattern(nginx, S("/"), "(?:.*/)?\\.(?!well-known/)"));
	buf_put(nginx->out, S("\t\treturn 404;\n"));
	close_location(nginx);
	open_location(nginx, "~ ", pattern(nginx, S("/assets/"), ".+\\.[0-9a-f]{12}\\.[a-z0-9]+$"));
	put_headers(nginx, "\t\t", true, SHARE_NOT);
	close_location(nginx);
	open_location(nginx, "~ ", pattern(nginx, S("/roles/"), "[^/]+/(?:badge\\.svg|card\\.png)$"));
	put_headers(nginx, "\t\t", false, SHARE_PICTURE);
	close_location(nginx);
	open_location(nginx, "", host_path(plan, S("/api/"), &nginx->arena));
	put_headers(nginx, "\t\t", false, SHARE_DATA);
	close_location(nginx);
	for (size_t i = 0; i < plan->count; i++) {
		if (plan->outputs[i].kind != OUTPUT_PAGE || !str_ends(plan->outputs[i].path, S("feed.xml")))
			continue;
		str path = arena_printf(&nginx->arena, "/%.*s", STR_ARG(plan->outputs[i].path));
		open_location(nginx, "= ", host_path(plan, path, &nginx->arena));
		buf_printf(nginx->out, "\t\ttypes {}\n\t\tdefault_type \"%s\";\n", media_type(path));
		close_location(nginx);
	}
}

static void put_exact(struct nginx *nginx, str from, str to)
{
	struct host_goal goal = host_goal_of(encoded(nginx, to));
	open_location(nginx, "= ", host_path(nginx->plan, from, &nginx->arena));
	buf_put(nginx->out, S(LEADING_ON));
	buf_printf(nginx->out, "\t\treturn 301 \"%.*s%.*s%.*s\";\n", STR_ARG(goal.path),
		STR_ARG(goal.query.len ? goal.query : S("$is_args$args")), STR_ARG(goal.fragment));
	close_location(nginx);
}

/* All below the old slug. */
static void put_role(struct nginx *nginx, const struct redirect *redirect)
{
	put_exact(nginx, host_old_data(redirect, &nginx->arena),
		host_new_data(nginx->plan->site, redirect, &nginx->arena));
	put_exact(nginx, str_part(redirect->from, 0, redirect->from.len - 1), redirect->to);
	open_location(nginx, "^~ ", host_path(nginx->plan, redirect->from, &nginx->arena));
	buf_put(nginx->out, S(LEADING_ON));
	buf_printf(nginx->out, "\t\trewrite \"%.*s\" \"%.*s$1\" permanent;\n",
		STR_ARG(pattern(nginx, redirect->from, "(.*)$")), STR_ARG(encoded(nginx, redirect->to)));
	close_location(nginx);
}

static void put_redirects(struct nginx *nginx)
{
	const struct site *site = nginx->plan->site;
	for (size_t i = 0; i < site->redirect_count; i++) {
		const struct redirect *redirect = &site->redirects[i];
		if (redirect->role) {
			put_role(nginx, redirect);
			continue;
		}
		put_exact(nginx, redirect->from, redirect->to);
		if (str_ends(redirect->from, S("/")))
			put_exact(nginx, str_part(redirect->from, 0, redirect->from.len - 1), redirect->to);
	}
}

static void put_head(struct nginx *nginx)
{
	struct buf *out = nginx->out;
	str base = nginx->base;
	buf_put(out,
		S("# Written by rolecast, and written anew by each build: docs/hosts.md.\n"
		  "# In the server block of the site:\n#\n"));
	buf_printf(out, "#     root /srv/www;  # so that this file is /srv/www%.*s/.nginx.conf\n", STR_ARG(base));
	buf_printf(out, "#     include /srv/www%.*s/.nginx.conf;\n#\n", STR_ARG(base));
	buf_put(out,
		S("# What stands in rolecast.d/*.conf beside nginx.conf counts for the site, too: `brotli_static on;` "
		  "there, where\n# the module is loaded, sends the .br files of `build --precompress`.\n\n"));
	if (base.len)
		buf_printf(out,
			"location = \"%.*s\" {\n\tabsolute_redirect off;\n\treturn 301 \"%.*s/$is_args$args\";\n}\n\n",
			STR_ARG(base), STR_ARG(encoded(nginx, nginx->plan->site->base)));
	buf_printf(out, "location \"%.*s/\" {\n", STR_ARG(base));
	buf_put(out,
		S("\tindex index.html;\n\tautoindex off;\n\tabsolute_redirect off;\n\tgzip_static on;\n\tgzip_vary "
		  "on;\n"));
	buf_put(out, S("\tinclude rolecast.d/*.conf;\n"));
	buf_printf(out, "\terror_page 404 \"%.*s/404.html\";\n\terror_page 403 =404 \"%.*s/404.html\";\n",
		STR_ARG(base), STR_ARG(base));
}

void host_put_nginx(const struct plan *plan, struct buf *out)
{
	struct nginx nginx = {.plan = plan, .out = out};
	nginx.base = host_path(plan, S(""), &nginx.arena);
	put_head(&nginx);
	put_types(&nginx);
	put_headers(&nginx, "\t", false, SHARE_NOT);
	put_groups(&nginx);
	put_redirects(&nginx);
	buf_put(out, S("}\n"));
	arena_free(&nginx.arena);
}

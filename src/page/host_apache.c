/* SPDX-License-Identifier: MIT */
/* .htaccess. Each part asks whether its module is there. Files that were compressed ahead are found by two rounds of
   mod_rewrite: the first goes over to the file, the second gives it its type, which would be lost on the way. */
#include <string.h>

#include "base/media.h"
#include "base/url.h"
#include "page/host_parts.h"
#include "page/policy.h"

struct apache {
	const struct plan *plan;
	struct buf *out;
	str base; /* decoded, as Apache matches it */
	struct arena arena;
};

static void put_header(struct apache *apache, const char *how, const char *name, const char *value)
{
	buf_printf(apache->out, "\tHeader %s %s \"%s\"\n", how, name, value);
}

/* What holds for some addresses only. */
static void put_when(struct apache *apache, const char *path, const char *pattern)
{
	buf_put(apache->out, S("\t<If \"%{REQUEST_URI} =~ m#^"));
	host_put_pattern(apache->base, apache->out);
	buf_printf(apache->out, "%s%s(?:\\.(?:br|gz))?$#\">\n", path, pattern);
}

static void end_when(struct apache *apache)
{
	buf_put(apache->out, S("\t</If>\n"));
}

static void put_headers(struct apache *apache)
{
	struct buf *out = apache->out;
	buf_put(out, S("\n<IfModule mod_headers.c>\n\tHeader always set Content-Security-Policy \""));
	policy_put_header(apache->plan->site, out);
	buf_put(out, S("\"\n"));
	for (size_t i = 0; i < policy_header_count; i++)
		put_header(apache, "always set", policy_headers[i].name, policy_headers[i].value);
	put_header(apache, "always set", "Cross-Origin-Resource-Policy", "same-origin");
	put_header(apache, "set", "Cache-Control", CACHE_ASKING);
	put_when(apache, "/assets/", ".+\\.[0-9a-f]{12}\\.[a-z0-9]+");
	put_header(apache, "set", "Cache-Control", CACHE_FOREVER);
	end_when(apache);
	put_when(apache, "/roles/", "[^/]+/(?:badge\\.svg|card\\.png)");
	put_header(apache, "always set", "Cross-Origin-Resource-Policy", "cross-origin");
	end_when(apache);
	put_when(apache, "/api/", ".*");
	put_header(apache, "always set", "Cross-Origin-Resource-Policy", "cross-origin");
	put_header(apache, "always set", "Access-Control-Allow-Origin", "*");
	end_when(apache);
	/* What is redirected may have been embedded elsewhere: others may follow it. */
	buf_put(out,
		S("\tHeader always set Cross-Origin-Resource-Policy \"cross-origin\" \"expr=%{REQUEST_STATUS} -eq "
		  "301\"\n"
		  "\tHeader always set Access-Control-Allow-Origin \"*\" \"expr=%{REQUEST_STATUS} -eq 301\"\n"
		  "</IfModule>\n"));
}

static void put_types(struct apache *apache)
{
	buf_put(apache->out, S("\n<IfModule mod_mime.c>\n"));
	for (size_t i = 0; i < media_row_count; i++)
		if (media_rows[i].ending[0] == '.')
			buf_printf(apache->out, "\tAddType \"%s\" %s\n", media_rows[i].type, media_rows[i].ending);
	buf_put(apache->out, S("\tRemoveLanguage .br\n</IfModule>\n"));
	for (size_t i = 0; i < media_row_count; i++)
		if (media_rows[i].ending[0] != '.')
			buf_printf(apache->out, "<Files \"%s\">\n\tForceType \"%s\"\n</Files>\n", media_rows[i].ending,
				media_rows[i].type);
}

static void put_endings(struct buf *out)
{
	bool is_first = true;
	for (size_t i = 0; i < media_row_count; i++)
		if (media_rows[i].is_compressible && media_rows[i].ending[0] == '.') {
			buf_printf(out, "%s%s", is_first ? "" : "|", media_rows[i].ending + 1);
			is_first = false;
		}
}

static void put_encoding(struct apache *apache, const char *name, const char *ending)
{
	struct buf *out = apache->out;
	for (int is_folder = 0; is_folder < 2; is_folder++) {
		const char *file = is_folder ? "index.html" : "";
		buf_printf(out,
			"\tRewriteCond \"%%{HTTP:Accept-Encoding}\" "
			"\"(?:^|[\\s,])%s\\s*(?:,|$|;\\s*q=(?!0(?:\\.0*)?(?:[\\s,]|$)))\"\n"
			"\tRewriteCond \"%%{REQUEST_FILENAME}%s%s\" -f\n\tRewriteRule \"",
			name, file, ending);
		if (is_folder) {
			buf_put(out, S("(?:^|/)$"));
		} else {
			buf_put(out, S("\\.(?:"));
			put_endings(out);
			buf_put(out, S(")$"));
		}
		buf_printf(out, "\" \"%%{REQUEST_URI}%s%s\" [E=rolecast:%s,L]\n", file, ending, name);
	}
}

static void put_compressed(struct apache *apache)
{
	struct buf *out = apache->out;
	buf_put(out, S("\t<IfModule mod_headers.c>\n"));
	put_encoding(apache, "br", ".br");
	put_encoding(apache, "gzip", ".gz");
	for (size_t i = 0; i < media_row_count; i++) {
		if (!media_rows[i].is_compressible)
			continue;
		buf_put(out, S("\tRewriteCond \"%{ENV:REDIRECT_rolecast}\" \".\"\n\tRewriteRule \""));
		host_put_pattern(str_of(media_rows[i].ending), out);
		buf_printf(out, "\\.(?:br|gz)$\" \"-\" \"[T=%s,E=no-gzip:1,E=no-brotli:1,L]\"\n", media_rows[i].type);
	}
	buf_put(out,
		S("\tHeader set Content-Encoding \"%{REDIRECT_rolecast}e\" env=REDIRECT_rolecast\n"
		  "\t<FilesMatch \"\\.(?:"));
	put_endings(out);
	buf_put(out,
		S(")(?:\\.(?:br|gz))?$\">\n\t\tHeader merge Vary Accept-Encoding\n\t</FilesMatch>\n\t</IfModule>\n"));
}

/* Where %20 would stand for the twentieth group. */
static void put_goal(str address, struct buf *out)
{
	struct buf encoded = {0};
	host_put_encoded(address, &encoded);
	for (size_t i = 0; i < encoded.len; i++) {
		if (encoded.at[i] == '%')
			buf_char(out, '\\');
		buf_char(out, encoded.at[i]);
	}
	buf_free(&encoded);
}

static void put_pattern(str from, struct buf *out)
{
	bool is_page = str_ends(from, S("/"));
	buf_put(out, S("\tRewriteRule \"^"));
	host_put_pattern(str_part(from, 1, is_page ? from.len - 1 : from.len), out);
	buf_put(out, is_page ? S("/?$\" \"") : S("$\" \""));
}

/* What was asked for behind a ? stands before the #. */
static void put_exact(struct apache *apache, str from, str to)
{
	struct host_goal goal = host_goal_of(to);
	struct buf *out = apache->out;
	if (goal.fragment.len && goal.query.len == 0) {
		buf_put(out, S("\tRewriteCond \"%{QUERY_STRING}\" \"^(.+)$\"\n"));
		put_pattern(from, out);
		put_goal(goal.path, out);
		buf_put(out, S("?%1"));
		put_goal(goal.fragment, out);
		buf_put(out, S("\" [R=301,NE,L]\n"));
	}
	put_pattern(from, out);
	put_goal(to, out);
	buf_put(out, S("\" [R=301,NE,L]\n"));
}

static void put_role(struct apache *apache, const struct redirect *redirect)
{
	struct buf *out = apache->out;
	put_exact(apache, host_old_data(redirect, &apache->arena),
		host_new_data(apache->plan->site, redirect, &apache->arena));
	buf_put(out, S("\tRewriteRule \"^"));
	host_put_pattern(str_part(redirect->from, 1, redirect->from.len - 1), out);
	buf_put(out, S("(?:/(.*))?$\" \""));
	buf_put(out, redirect->to); /* a slug below base_url: Apache encodes it, with what was asked for */
	buf_put(out, S("$1\" [R=301,L]\n"));
}

static void put_rules(struct apache *apache)
{
	const struct site *site = apache->plan->site;
	buf_printf(apache->out, "\n<IfModule mod_rewrite.c>\n\tRewriteEngine On\n\tRewriteBase \"%.*s/\"\n",
		STR_ARG(apache->base));
	buf_put(apache->out,
		S("\tRewriteRule \"(?:^|/)\\.(?!well-known/)\" \"-\" [R=404,L]\n"
		  "\tRewriteCond \"%{REQUEST_FILENAME}\" -d\n"
		  "\tRewriteCond \"%{REQUEST_FILENAME}/index.html\" !-f\n"
		  "\tRewriteRule \"(?:^|/)$\" \"-\" [R=404,L]\n"));
	for (size_t i = 0; i < site->redirect_count; i++) {
		if (site->redirects[i].role)
			put_role(apache, &site->redirects[i]);
		else
			put_exact(apache, site->redirects[i].from, site->redirects[i].to);
	}
	put_compressed(apache);
	buf_put(apache->out, S("</IfModule>\n"));
}

/* mod_alias encodes by itself, once more what is encoded. */
static void put_decoded(str address, struct buf *out)
{
	struct arena arena = {0};
	str decoded = url_decode(&arena, address);
	bool is_plain = true;
	for (size_t i = 0; i < decoded.len; i++)
		is_plain &= (unsigned char)decoded.at[i] >= ' ' && !strchr("\"\\$", decoded.at[i]);
	if (is_plain)
		buf_put(out, decoded);
	else
		host_put_encoded(address, out);
	arena_free(&arena);
}

/* Without mod_rewrite: the same, but for what was asked for behind a ?, where the new address has a #. */
static void put_plain_rules(struct apache *apache)
{
	const struct site *site = apache->plan->site;
	struct buf *out = apache->out;
	if (site->redirect_count == 0)
		return;
	buf_put(out, S("\n<IfModule !mod_rewrite.c>\n\t<IfModule mod_alias.c>\n"));
	for (size_t i = 0; i < site->redirect_count; i++) {
		const struct redirect *redirect = &site->redirects[i];
		bool is_page = str_ends(redirect->from, S("/"));
		buf_put(out, S("\tRedirectMatch 301 \"^"));
		host_put_pattern(apache->base, out);
		host_put_pattern(str_part(redirect->from, 0, redirect->from.len - is_page), out);
		buf_put(out, redirect->role ? S("(?:/(.*))?$\" \"") : is_page ? S("/?$\" \"") : S("$\" \""));
		put_decoded(redirect->to, out);
		buf_put(out, redirect->role ? S("$1\"\n") : S("\"\n"));
		if (!redirect->role)
			continue;
		buf_put(out, S("\tRedirectMatch 301 \"^"));
		host_put_pattern(apache->base, out);
		host_put_pattern(host_old_data(redirect, &apache->arena), out);
		buf_put(out, S("$\" \""));
		put_decoded(host_new_data(site, redirect, &apache->arena), out);
		buf_put(out, S("\"\n"));
	}
	buf_put(out, S("\t</IfModule>\n</IfModule>\n"));
}

void host_put_apache(const struct plan *plan, struct buf *out)
{
	struct apache apache = {.plan = plan, .out = out};
	apache.base = host_path(plan, S(""), &apache.arena);
	buf_put(out,
		S("# Written by rolecast, and written anew by each build: docs/hosts.md. Needs `AllowOverride All`.\n\n"
		  "Options -Indexes\nDirectoryIndex index.html\nDirectorySlash On\n"));
	buf_put(out, S("ErrorDocument 404 \""));
	host_put_encoded(plan->site->base, out);
	buf_put(out, S("/404.html\"\n\n<FilesMatch \"^\\.\">\n\tRequire all denied\n</FilesMatch>\n"));
	put_headers(&apache);
	put_types(&apache);
	put_rules(&apache);
	put_plain_rules(&apache);
	arena_free(&apache.arena);
}

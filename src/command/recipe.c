/* SPDX-License-Identifier: MIT */
/* Recipes: what a CI system runs to check, build and publish a site. */
#include <assert.h>

#include "command/creation.h"

enum way { WAY_GITHUB_PAGES, WAY_GITLAB_PAGES, WAY_NETLIFY, WAY_CLOUDFLARE_PAGES, WAY_SERVER, WAY_STORAGE, WAYS };

/* Each way of publishing: the name that templates ask for, and what they say of it. */
static const struct {
	const char *flag, *where;
	enum scaffold scaffold;
	const char *deploy; /* of site.yaml, where rolecast itself does the sending */
} ways[] = {
	[WAY_GITHUB_PAGES] = {"is_github_pages", "GitHub Pages", SCAFFOLD_GITHUB, NULL},
	[WAY_GITLAB_PAGES] = {"is_gitlab_pages", "GitLab Pages", SCAFFOLD_GITLAB, NULL},
	[WAY_NETLIFY] = {"is_netlify", "Netlify", SCAFFOLD_GITHUB, NULL},
	[WAY_CLOUDFLARE_PAGES] = {"is_cloudflare_pages", "Cloudflare Pages", SCAFFOLD_GITHUB, NULL},
	[WAY_SERVER] = {"is_server", "a server of your own", SCAFFOLD_GITHUB, "rsync: USER@HOST:/FOLDER/"},
	[WAY_STORAGE] = {"is_storage", "object storage", SCAFFOLD_GITHUB, "rclone: store:BUCKET"},
};
static_assert(COUNT(ways) == WAYS, "a row a way");

/* Hosts, as site.yaml has them. */
static const struct {
	const char *host;
	enum way way;
} recipes[] = {
	{"github-pages", WAY_GITHUB_PAGES},
	{"gitlab-pages", WAY_GITLAB_PAGES},
	{"netlify", WAY_NETLIFY},
	{"cloudflare-pages", WAY_CLOUDFLARE_PAGES},
	{"nginx", WAY_SERVER},
	{"apache", WAY_SERVER},
	{"storage", WAY_STORAGE},
};

static bool find_way(struct creation *creation, str host, enum way *way)
{
	const char *names[COUNT(recipes)];
	for (size_t i = 0; i < COUNT(recipes); i++) {
		names[i] = recipes[i].host;
		*way = recipes[i].way;
		if (str_eq(host, str_of(names[i])))
			return true;
	}
	command_no_choice(creation->invocation, "host", host, names, COUNT(names));
	return false;
}

bool creation_take_host(struct creation *creation, str host, enum scaffold *scaffold)
{
	enum way way;
	if (!find_way(creation, host, &way))
		return false;
	*scaffold = ways[way].scaffold;
	creation_give_text(creation, "host", host);
	creation_give_text(creation, "where", str_of(ways[way].where));
	creation_give_text(creation, "recipe", scaffold_path(*scaffold));
	if (ways[way].deploy)
		creation_give_text(creation, "deploy", str_of(ways[way].deploy));
	for (size_t i = 0; i < WAYS; i++)
		creation_give(creation, ways[i].flag, value_bool(i == way));
	return true;
}

static void say_recipe(struct creation *creation, str host, str path, const char *deploy)
{
	struct buf *out = &creation->invocation->messages;
	if (creation->invocation->is_quiet)
		return;
	buf_printf(out,
		"What must be set before it runs stands at the head of %.*s.\n"
		"content/site.yaml says for which host rolecast writes%s:\n  host: %.*s\n",
		STR_ARG(path), deploy ? ", and where it sends" : "", STR_ARG(host));
	if (deploy)
		buf_printf(out, "  deploy:\n    - id: live\n      %s\n", deploy);
}

bool creation_new_recipe(struct creation *creation)
{
	struct invocation *invocation = creation->invocation;
	str host = str_of(invocation->arguments[1]);
	enum scaffold scaffold;
	enum way way;
	if (!find_way(creation, host, &way) || !creation_take_host(creation, host, &scaffold))
		return false;
	str path = scaffold_path(scaffold);
	if (!creation_load_site(creation))
		return false;
	if (fs_exists(fs_join(invocation->arena, invocation->folder, path)))
		return creation_taken(creation, (struct mark){0},
			arena_printf(invocation->arena, "%.*s is there already", STR_ARG(path)),
			"move it away, to begin anew");
	if (!creation_write(creation, 1U << scaffold, invocation->folder, (str){0}))
		return false;
	say_recipe(creation, host, path, ways[way].deploy);
	return true;
}

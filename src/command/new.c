/* SPDX-License-Identifier: MIT */
/* `new` asks nothing and overwrites nothing. */
#include "base/nearest.h"
#include "base/slug.h"
#include "command/creation.h"

/* Their ids, with commas. */
static str categories_but(struct creation *creation, str category)
{
	struct buf ids = {0};
	for (size_t i = 0; i < creation->site.settings.categories.count; i++) {
		str id = creation->site.settings.categories.items[i].id.s;
		if (!str_eq(id, category))
			buf_printf(&ids, "%s%.*s", ids.len ? ", " : "", STR_ARG(id));
	}
	str all = buf_copy(&ids, creation->invocation->arena);
	buf_free(&ids);
	return all;
}

static bool find_category(struct creation *creation, str *category)
{
	str wanted = creation->invocation->category;
	const struct settings *settings = &creation->site.settings;
	struct nearest nearest = {.word = wanted};
	*category = settings->categories.items[0].id.s;
	for (size_t i = 0; i < settings->categories.count; i++) {
		str id = settings->categories.items[i].id.s;
		nearest_offer(&nearest, id);
		if (str_eq(id, wanted))
			*category = id;
	}
	if (wanted.len == 0 || str_eq(*category, wanted))
		return true;
	diag_error(&creation->diags, (struct mark){0}, "unknown-category", "there is no category '%.*s' in site.yaml",
		STR_ARG(wanted));
	if (nearest.best.len)
		diag_hint(&creation->diags, "did you mean '%.*s'?", STR_ARG(nearest.best));
	else
		diag_hint(&creation->diags, "categories are: %.*s", STR_ARG(categories_but(creation, (str){0})));
	return false;
}

static void give_categories(struct creation *creation, str category)
{
	creation_give_text(creation, "category", category);
	creation_give_text(creation, "other_categories", categories_but(creation, category));
}

static void give_levels(struct creation *creation)
{
	struct buf times = {0};
	for (size_t i = 0; i < creation->site.level_count; i++)
		buf_printf(&times, "%s%.*s: 16", i ? ", " : "{", STR_ARG(creation->site.levels[i].id.s));
	buf_char(&times, '}');
	creation_give_text(creation, "level_times", buf_copy(&times, creation->invocation->arena));
	creation_give_text(creation, "baseline", creation->site.levels[creation->site.baseline].id.s);
	buf_free(&times);
}

static bool new_role(struct creation *creation)
{
	struct invocation *invocation = creation->invocation;
	struct arena *arena = invocation->arena;
	str category;
	if (!creation_load_site(creation) || !find_category(creation, &category))
		return false;
	bool ok = creation_check_path(creation, arena_printf(arena, "content/roles/%.*s.md", STR_ARG(creation->slug)))
		& creation_check_path(creation, arena_printf(arena, "content/roles/%.*s", STR_ARG(creation->slug)));
	for (size_t i = 0; ok && i < creation->site.role_count; i++)
		ok = creation_check_title(creation, &creation->site.roles[i].is.title, "a role");
	if (!ok)
		return false;
	creation_give_names(creation);
	give_categories(creation, category);
	give_levels(creation);
	bool is_one = invocation->is_one_file;
	if (!creation_write(
		    creation, 1U << (is_one ? SCAFFOLD_ROLE_IN_ONE_FILE : SCAFFOLD_ROLE), invocation->folder, (str){0}))
		return false;
	creation_say_draft(creation, WITH_NUMBERS);
	return is_one || creation_write_schemas(creation, invocation->folder, (str){0});
}

static bool write_text(struct creation *creation, enum scaffold scaffold)
{
	creation_give_names(creation);
	if (!creation_write(creation, 1U << scaffold, creation->invocation->folder, (str){0}))
		return false;
	creation_say_draft(creation, WITHOUT_NUMBERS);
	return true;
}

static bool new_article(struct creation *creation)
{
	struct arena *arena = creation->invocation->arena;
	if (!creation_load_site(creation))
		return false;
	bool ok =
		creation_check_path(creation, arena_printf(arena, "content/articles/%.*s.md", STR_ARG(creation->slug)));
	for (size_t i = 0; ok && i < creation->site.article_count; i++)
		ok = creation_check_title(creation, &creation->site.articles[i].is.title, "an article");
	if (!ok)
		return false;
	return write_text(creation, SCAFFOLD_ARTICLE);
}

/* Pages stand at the root, where much is taken. */
static bool check_address(struct creation *creation)
{
	struct arena *arena = creation->invocation->arena;
	str url = arena_printf(arena, "/%.*s/", STR_ARG(creation->slug));
	const struct target *target = map_get(&creation->site.target_by_url, url);
	if (!target)
		return true;
	return creation_taken(creation, (struct mark){0},
		target->what ? arena_printf(arena, "%.*s is already the address of %s", STR_ARG(url), target->what)
			     : arena_printf(arena, "%.*s is already an address of the site", STR_ARG(url)),
		"give it another title, or --slug another address");
}

static bool new_page(struct creation *creation)
{
	struct arena *arena = creation->invocation->arena;
	if (!creation_load_site(creation))
		return false;
	bool ok = creation_check_path(creation, arena_printf(arena, "content/pages/%.*s.md", STR_ARG(creation->slug)))
		&& check_address(creation);
	for (size_t i = 0; ok && i < creation->site.page_count; i++)
		ok = creation_check_title(creation, &creation->site.pages[i].is.title, "a page");
	if (!ok)
		return false;
	return write_text(creation, SCAFFOLD_PAGE);
}

static void say_theme(struct creation *creation)
{
	struct buf *out = &creation->invocation->messages;
	const struct settings *settings = &creation->site.settings;
	if (creation->invocation->is_quiet)
		return;
	buf_printf(out, "A theme over those in use. It counts once content/site.yaml names it first:\n  theme: [%.*s",
		STR_ARG(creation->slug));
	for (size_t i = 0; i < settings->theme.count; i++)
		buf_printf(out, ", %.*s", STR_ARG(settings->theme.items[i].s));
	buf_put(out, settings->theme.count ? S("]\n") : S(", default]\n"));
}

static bool theme_has(struct creation *creation, str theme, str file)
{
	struct arena *arena = creation->invocation->arena;
	str path = arena_printf(arena, "themes/%.*s/%.*s", STR_ARG(theme), STR_ARG(file));
	return fs_exists(fs_join(arena, creation->invocation->folder, path));
}

/* The site's own themes keep their layout and style sheets below the new one's; the last sheet counts. */
static void give_below(struct creation *creation)
{
	struct arena *arena = creation->invocation->arena;
	const struct settings *settings = &creation->site.settings;
	struct value *styles = arena_array(arena, struct value, settings->theme.count + 1);
	struct value_pair *names = arena_array(arena, struct value_pair, settings->theme.count + 1);
	size_t count = 0;
	str parent = S("default");
	for (size_t i = settings->theme.count; i > 0; i--) {
		str theme = settings->theme.items[i - 1].s;
		if (theme_has(creation, theme, S("partials/layout.mustache")))
			parent = theme;
		if (theme_has(creation, theme, arena_printf(arena, "assets/css/%.*s.css", STR_ARG(theme))))
			names[count++] = (struct value_pair){S("name"), value_text(theme)};
	}
	names[count++] = (struct value_pair){S("name"), value_text(creation->slug)};
	for (size_t i = 0; i < count; i++)
		styles[i] = value_map(&names[i], 1);
	creation_give_text(creation, "parent", parent);
	creation_give(creation, "styles", value_list(styles, count));
}

static bool new_theme(struct creation *creation)
{
	struct invocation *invocation = creation->invocation;
	str name = creation->title;
	str better = slug_ascii(invocation->arena, name);
	if (!slug_is_valid(name))
		return creation_refuse_word(creation, "this cannot be the name of a theme:", name,
			slug_is_valid(better)
				? arena_printf(invocation->arena, "rolecast new theme %.*s", STR_ARG(better)).at
				: "small letters a-z, digits and single hyphens, at most 80");
	if (str_eq(name, S("default")))
		return creation_refuse(creation, "the default theme is there already", "rolecast new theme house");
	creation->slug = name;
	if (!creation_load_site(creation)
		|| !creation_check_path(creation, arena_printf(invocation->arena, "themes/%.*s", STR_ARG(name))))
		return false;
	const struct settings *settings = &creation->site.settings;
	creation_give_text(creation, "name", name);
	give_below(creation);
	creation_give_text(creation, "language", settings->language.s);
	creation_give_yaml(creation, "site_title_yaml",
		arena_printf(invocation->arena, "%.*s, over the default theme", STR_ARG(settings->title.s)));
	if (!creation_write(creation, 1U << SCAFFOLD_THEME, invocation->folder, (str){0}))
		return false;
	say_theme(creation);
	return true;
}

enum naming { NAMED_BY_TITLE, NAMED_BY_FOLDER, NAMED_BY_NAME, NAMED_BY_HOST };

static const struct kind {
	const char *name;
	bool (*make)(struct creation *creation);
	enum naming naming;
	bool has_slug, is_role;
} kinds[] = {
	{"role", new_role, NAMED_BY_TITLE, .has_slug = true, .is_role = true},
	{"article", new_article, NAMED_BY_TITLE, .has_slug = true},
	{"page", new_page, NAMED_BY_TITLE, .has_slug = true},
	{"site", creation_new_site, NAMED_BY_FOLDER},
	{"theme", new_theme, NAMED_BY_NAME},
	{"recipe", creation_new_recipe, NAMED_BY_HOST},
};

static const struct kind *kind_named(struct creation *creation, str name)
{
	struct nearest nearest = {.word = name};
	for (size_t i = 0; i < COUNT(kinds); i++) {
		if (str_eq(str_of(kinds[i].name), name))
			return &kinds[i];
		nearest_offer(&nearest, str_of(kinds[i].name));
	}
	struct arena *arena = creation->invocation->arena;
	creation_refuse_word(creation, "new cannot make a", name,
		nearest.best.len ? arena_printf(arena, "did you mean '%.*s'?", STR_ARG(nearest.best)).at
				 : "role, article, page, site, theme or recipe");
	return NULL;
}

/* Options that only some kinds take. */
static bool check_options(struct creation *creation, const struct kind *kind)
{
	const struct invocation *invocation = creation->invocation;
	const char *wrong = !kind->is_role && invocation->category.len        ? "--category"
		: !kind->is_role && invocation->is_one_file                   ? "--one-file"
		: !kind->has_slug && invocation->slug.len                     ? "--slug"
		: kind->naming != NAMED_BY_FOLDER && invocation->for_host.len ? "--for"
									      : NULL;
	if (!wrong)
		return true;
	buf_printf(&creation->invocation->messages, "rolecast: new %s takes no %s\nhint: rolecast help new\n",
		kind->name, wrong);
	return false;
}

/* What a kind wants behind its name, and an example. */
static const struct {
	const char *wants, *example;
} wanted[] = {
	[NAMED_BY_TITLE] = {"a title", "\"Court Reporter\""},
	[NAMED_BY_FOLDER] = {"a folder", "jobs"},
	[NAMED_BY_NAME] = {"a name", "house"},
	[NAMED_BY_HOST] = {"a host", "gitlab-pages"},
};

static bool take_words(struct creation *creation, const struct kind *kind)
{
	const struct invocation *invocation = creation->invocation;
	if (!check_options(creation, kind))
		return false;
	if (kind->naming == NAMED_BY_FOLDER)
		return true;
	if (invocation->argument_count < 2) {
		buf_printf(&creation->invocation->messages, "rolecast: new %s wants %s\nhint: rolecast new %s %s\n",
			kind->name, wanted[kind->naming].wants, kind->name, wanted[kind->naming].example);
		return false;
	}
	return kind->naming == NAMED_BY_HOST
		|| (creation_take_title(creation, invocation->arguments[1])
			&& (!kind->has_slug || creation_take_slug(creation)));
}

enum exit_status command_new(struct invocation *invocation)
{
	struct creation creation = {.invocation = invocation};
	const struct kind *kind = kind_named(&creation, str_of(invocation->arguments[0]));
	if (!kind || !take_words(&creation, kind))
		return EXIT_USAGE;
	bool ok = kind->make(&creation);
	enum exit_status status = command_report(invocation, &creation.diags);
	if (!ok && status == EXIT_FINE)
		status = EXIT_USAGE; /* told already */
	diags_free(&creation.diags);
	site_free(&creation.site);
	return status;
}

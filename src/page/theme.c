/* SPDX-License-Identifier: MIT */
#include "page/theme.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>

#include "base/fs.h"
#include "base/nearest.h"

const struct page_row page_rows[] = {
	[PAGE_HOME] = {"home", SHAPE_home_page, .is_index = true},
	[PAGE_ROLES] = {"roles", SHAPE_roles_page, .is_index = true},
	[PAGE_ROLE] = {"role", SHAPE_role_page},
	[PAGE_LEVEL] = {"level", SHAPE_level_page},
	[PAGE_CATEGORIES] = {"categories", SHAPE_categories_page, .is_index = true},
	[PAGE_CATEGORY] = {"category", SHAPE_category_page, .is_index = true},
	[PAGE_ARTICLES] = {"articles", SHAPE_articles_page, .is_index = true},
	[PAGE_ARTICLE] = {"article", SHAPE_article_page},
	[PAGE_PLAIN] = {"page", SHAPE_plain_page},
	[PAGE_METHODOLOGY] = {"methodology", SHAPE_methodology_page},
	[PAGE_SOURCES] = {"sources", SHAPE_sources_page, .is_index = true},
	[PAGE_FORECASTS] = {"forecasts", SHAPE_forecasts_page, .is_index = true},
	[PAGE_FORECAST_YEAR] = {"forecast_year", SHAPE_forecast_year_page, .is_index = true},
	[PAGE_DATA] = {"data", SHAPE_data_page, .is_index = true},
	[PAGE_CHANGES] = {"changes", SHAPE_changes_page, .is_index = true},
	[PAGE_CHANGE] = {"change", SHAPE_change_page, .is_index = true},
	[PAGE_CHANGES_FEED] = {"changes_feed", SHAPE_feed, .is_index = true, .is_unlinked = true},
	[PAGE_MISSING] = {"missing", SHAPE_missing_page, .is_unlinked = true},
	[PAGE_MOVED] = {"moved", SHAPE_moved_page, .is_index = true, .is_unlinked = true},
	[PAGE_SKILLS] = {"skills", SHAPE_skills_page, .is_index = true},
	[PAGE_SKILL] = {"skill", SHAPE_skill_page},
	[PAGE_COMPARE] = {"compare", SHAPE_compare_page, .is_index = true},
	[PAGE_PAIR] = {"pair", SHAPE_pair_page},
	[PAGE_SCAN] = {"scan", SHAPE_scan_page},
	[PAGE_CARD] = {"card", SHAPE_card_page, .is_unlinked = true},
	[PAGE_BADGE] = {"badge", SHAPE_badge_page, .is_unlinked = true},
	[PAGE_LLMS] = {"llms", SHAPE_llms_page, .is_index = true, .is_unlinked = true},
	[PAGE_FEED] = {"feed", SHAPE_feed, .is_index = true, .is_unlinked = true},
	[PAGE_SITEMAP] = {"sitemap", SHAPE_sitemap, .is_index = true, .is_unlinked = true},
	[PAGE_SITEMAPS] = {"sitemaps", SHAPE_sitemap, .is_index = true, .is_unlinked = true},
	[PAGE_ROBOTS] = {"robots", SHAPE_plain_page, .is_index = true, .is_unlinked = true},
};
static_assert(COUNT(page_rows) == PAGE_KINDS, "a row for each page kind");

static const struct text *theme_names(const struct site *site, size_t *count)
{
	static const struct text fallback = {.s = {"default", 7}};
	*count = site->settings.theme.count ? site->settings.theme.count : 1;
	return site->settings.theme.count ? site->settings.theme.items : &fallback;
}

/* `shown` is the folder as messages name it. */
struct theme_place {
	str name, folder, shown;
};

static bool unreadable(struct theme *theme, str path, int error, const char *what, struct diags *diags)
{
	theme->is_unreadable = true;
	return diag_system(diags, "unreadable", path, error, what);
}

static bool read_file(
	struct theme *theme, const struct theme_place *place, const struct fs_entry *entry, struct diags *diags)
{
	struct theme_file *file = &theme->files[theme->file_count++];
	str text;
	str path = fs_join(&theme->arena, place->folder, entry->path);
	file->theme = place->name;
	file->below = entry->path;
	file->source.path = fs_join(&theme->arena, place->shown, entry->path);
	if (entry->leads_out)
		return diag_error(diags, mark_of(&file->source, 0, 0), "link-out",
			"a symbolic link that leads out of the theme, or nowhere");
	if (entry->size > THEME_MAX_BYTES)
		return diag_error(diags, mark_of(&file->source, 0, 0), "too-large",
			"%zu bytes, where at most %d are read", (size_t)entry->size, THEME_MAX_BYTES);
	if (!fs_read(AT_FDCWD, path, THEME_MAX_BYTES, &theme->arena, &text))
		return unreadable(theme, file->source.path, errno, "cannot read", diags);
	file->source.text = text;
	file->hash = hash_128(text);
	bool is_text = !str_starts(entry->path, S("assets/img/"));
	size_t fault = is_text ? str_utf8_fault(text) : text.len;
	if (fault == text.len)
		return true;
	return diag_error(diags, mark_of(&file->source, fault, 1), "invalid-utf8", "byte 0x%02X is not valid UTF-8",
		(unsigned char)text.at[fault]);
}

/* *error is why nobody could look. */
static bool has_theme(str folder, int *error)
{
	bool is_there = fs_is_folder(folder);
	*error = is_there || fs_is_absence(errno) ? 0 : errno;
	return is_there;
}

/* The site's own theme of a name counts before the one that came with the program. False with *error set, or 0 where
   there is none. */
static bool find_theme(struct theme *theme, const struct site *site, str name, struct theme_place *place, int *error)
{
	str own = arena_printf(&theme->arena, "themes/%.*s", STR_ARG(name));
	*error = 0;
	if (str_find(name, '/') < name.len || str_starts(name, S(".")))
		return false;
	*place = (struct theme_place){name, fs_join(&theme->arena, site->options.folder, own), own};
	if (has_theme(place->folder, error) || *error)
		return *error == 0;
	place->folder = place->shown = fs_join(&theme->arena, site->options.themes, name);
	return site->options.themes.len && has_theme(place->folder, error);
}

static void offer_themes(struct theme *theme, str folder, struct nearest *nearest)
{
	str *names;
	size_t count;
	if (!fs_folders(folder, &theme->arena, &names, &count))
		return;
	for (size_t i = 0; i < count; i++)
		nearest_offer(nearest, names[i]);
}

static bool unknown_theme(struct theme *theme, const struct site *site, const struct text *name, struct diags *diags)
{
	struct nearest nearest = {.word = name->s};
	if (site->options.themes.len == 0 && site->options.themes_error)
		return diag_system(diags, "unreadable", S("the themes that came with rolecast"),
			site->options.themes_error, "cannot look for");
	offer_themes(theme, fs_join(&theme->arena, site->options.folder, S("themes")), &nearest);
	if (site->options.themes.len)
		offer_themes(theme, site->options.themes, &nearest);
	diag_error(diags, name->mark, "unknown-theme", "there is no theme 'themes/%.*s'", STR_ARG(name->s));
	if (nearest.best.len)
		diag_hint(diags, "did you mean '%.*s'?", STR_ARG(nearest.best));
	else if (str_eq(name->s, S("default")))
		diag_hint(diags,
			"the default theme is installed with rolecast; ROLECAST_THEMES names its folder if "
			"it was moved");
	else
		diag_hint(diags, "`rolecast new theme NAME` makes one");
	return false;
}

static bool read_theme(struct theme *theme, const struct site *site, const struct text *name, struct diags *diags)
{
	struct theme_place place;
	struct fs_entry *entries;
	size_t count;
	str where;
	int error;
	if (!find_theme(theme, site, name->s, &place, &error))
		return error ? unreadable(theme, place.shown, error, "cannot look at", diags)
			     : unknown_theme(theme, site, name, diags);
	if (!fs_list(place.folder, &theme->arena, &entries, &count, &where))
		return unreadable(theme, arena_join(&theme->arena, place.shown, str_skip(where, place.folder.len)),
			errno, "cannot list", diags);
	struct theme_file *larger = arena_array(&theme->arena, struct theme_file, theme->file_count + count);
	if (theme->file_count)
		memcpy(larger, theme->files, theme->file_count * sizeof *larger);
	theme->files = larger;
	bool ok = true;
	for (size_t i = 0; i < count; i++)
		ok &= read_file(theme, &place, &entries[i], diags);
	return ok;
}

/* The first theme's file of a name is the one that counts. */
static void note_overridden(struct theme *theme)
{
	struct map first = {0};
	struct arena scratch = {0};
	for (size_t i = 0; i < theme->file_count; i++) {
		void **of_name = map_at(&first, &scratch, theme->files[i].below);
		theme->files[i].is_overridden = *of_name;
		*of_name = &theme->files[i];
	}
	arena_free(&scratch);
}

static void compile_file(struct theme *theme, const struct theme_file *file, struct diags *diags)
{
	str name = fs_name_of(file->below);
	name.len -= S(".mustache").len;
	str full = arena_printf(&theme->arena, "%.*s/%.*s", STR_ARG(file->theme), STR_ARG(name));
	mustache_compile(theme->set, full, &file->source, diags);
	if (file->is_overridden)
		return;
	const struct mustache_template *same = mustache_find(theme->set, name);
	if (same) {
		diag_error(diags, mark_of(&file->source, 0, 0), "same-template", "two templates have the name '%.*s'",
			STR_ARG(name));
		diag_hint(diags, "templates and partials share their names; rename one");
		return;
	}
	struct diags repeated = {0}; /* its mistakes are told already, under its full name */
	mustache_compile(theme->set, name, &file->source, &repeated);
	diags_free(&repeated);
}

static void compile_all(struct theme *theme, struct diags *diags)
{
	for (size_t i = 0; i < theme->file_count; i++) {
		const struct theme_file *file = &theme->files[i];
		bool is_template = str_starts(file->below, S("templates/")) || str_starts(file->below, S("partials/"));
		if (is_template && str_ends(file->below, S(".mustache")))
			compile_file(theme, file, diags);
	}
}

static void find_templates(struct theme *theme, const struct site *site, struct diags *diags)
{
	struct buf missing = {0};
	for (size_t i = 0; i < PAGE_KINDS; i++) {
		theme->templates[i] = mustache_find(theme->set, str_of(page_rows[i].name));
		if (!theme->templates[i])
			buf_printf(&missing, "%s%s", missing.len ? ", " : "", page_rows[i].name);
	}
	if (missing.len) {
		struct mark mark = site->settings.theme.count ? site->settings.theme.items[0].mark : (struct mark){0};
		diag_error(diags, mark, "missing-template", "no theme in use has these templates: %.*s",
			STR_ARG(buf_str(&missing)));
		diag_hint(diags, "put `default` last in the list of themes");
	}
	buf_free(&missing);
}

static bool load_strings(struct theme *theme, const struct site *site, struct diags *diags)
{
	struct source **files = arena_array(&theme->arena, struct source *, theme->file_count + 1);
	str language = site->settings.language.s.len ? site->settings.language.s : S("en");
	str wanted = arena_printf(&theme->arena, "strings/%.*s.yaml", STR_ARG(language));
	size_t count = 0;
	for (size_t i = 0; i < theme->file_count; i++)
		if (str_eq(theme->files[i].below, wanted))
			files[count++] = &theme->files[i].source;
	if (count == 0) {
		diag_error(
			diags, site->settings.language.mark, "unknown-language", "no theme has %.*s", STR_ARG(wanted));
		return false;
	}
	return strings_load(&theme->strings, files, count, &theme->arena, diags);
}

static const struct asset *asset_named(const struct theme *theme, const char *name)
{
	return asset_find(theme->assets, theme->asset_count, str_of(name));
}

static void gather_assets(struct theme *theme, const struct site *site, struct diags *diags)
{
	theme->assets = arena_array(&theme->arena, struct asset, theme->file_count);
	for (size_t i = 0; i < theme->file_count; i++) {
		const struct theme_file *file = &theme->files[i];
		if (str_starts(file->below, S("assets/")) && !file->is_overridden)
			theme->assets[theme->asset_count++] = (struct asset){
				.name = str_skip(file->below, S("assets/").len), .source = &file->source};
	}
	assets_name(theme->assets, theme->asset_count, site->base, &theme->arena, diags);
	theme->css = asset_named(theme, "css/site.css");
	theme->icon = asset_named(theme, "img/icon.svg");
}

/* js/scan.js is what templates call site.scripts.scan. */
static struct value *name_assets(struct theme *theme, str folder, str ending, enum view_shape shape)
{
	const char **names = arena_array(&theme->arena, const char *, theme->asset_count);
	struct value *values = arena_array(&theme->arena, struct value, theme->asset_count);
	size_t count = 0;
	for (size_t i = 0; i < theme->asset_count; i++) {
		str name = theme->assets[i].name;
		if (!str_take(&name, folder) || !str_ends(name, ending))
			continue;
		names[count] = arena_copy(&theme->arena, str_part(name, 0, name.len - ending.len)).at;
		values[count++] = value_text(theme->assets[i].url);
	}
	theme->open.of[shape] = (struct contract_names){names, count};
	return values;
}

static void check_contract(struct theme *theme, struct diags *diags)
{
	struct contract_check *check = contract_check_new(theme->set, &theme->open, &theme->arena);
	for (size_t i = 0; i < PAGE_KINDS; i++)
		if (theme->templates[i])
			contract_check_template(check, str_of(page_rows[i].name), page_rows[i].shape);
	contract_check_end(check, diags);
}

bool theme_read(struct theme *theme, const struct site *site, struct diags *diags)
{
	size_t errors = diags->errors, count;
	const struct text *names = theme_names(site, &count);
	for (size_t i = 0; i < count; i++)
		read_theme(theme, site, &names[i], diags);
	return diags->errors == errors;
}

bool theme_load(struct theme *theme, const struct site *site, struct diags *diags)
{
	static const char *const bands[] = {"minimal", "low", "medium", "high", "very-high"};
	static const char *const callouts[] = {"note", "tip", "important", "warning", "caution"};
	size_t errors = diags->errors;
	if (theme->is_unreadable)
		return false; /* what it lacks would be told as mistakes */
	note_overridden(theme);
	bool has_strings = load_strings(theme, site, diags);
	theme->set = mustache_new(&theme->arena);
	gather_assets(theme, site, diags);
	theme->script_values = name_assets(theme, S("js/"), S(".js"), SHAPE_scripts);
	theme->style_values = name_assets(theme, S("css/"), S(".css"), SHAPE_styles);
	theme->open.of[SHAPE_strings] =
		(struct contract_names){theme->strings.label_names, theme->strings.labels.count};
	contract_declare(theme->set, &theme->arena, &theme->open);
	compile_all(theme, diags);
	find_templates(theme, site, diags);
	mustache_link(theme->set, true, diags);
	if (diags->errors == errors && has_strings)
		check_contract(theme, diags);
	if (has_strings) /* roots alone have `t`, and it is the same in all */
		mustache_fix(theme->set, S("t"), value_record(SHAPE_strings, theme->strings.label_values));
	for (size_t i = 0; i < BAND_COUNT && has_strings; i++)
		theme->band_labels[i] = strings_word(&theme->strings, "band_", bands[i]);
	for (size_t i = 0; i < COUNT(callouts) && has_strings; i++)
		theme->callout_titles[i] = strings_word(&theme->strings, "callout_", callouts[i]);
	return diags->errors == errors;
}

void theme_free(struct theme *theme)
{
	struct arena arena = theme->arena;
	*theme = (struct theme){0};
	arena_free(&arena); /* the theme itself may lie in it */
}

/* SPDX-License-Identifier: MIT */
#include "content/address.h"
#include "content/codes.h"
#include "content/load.h"

static const struct level default_levels[] = {
	{.id = {.s = {"entry", 5}}, .label = {.s = {"Entry", 5}}, .tilt = {.value = -20, .is_set = true}},
	{.id = {.s = {"mid", 3}}, .label = {.s = {"Mid", 3}}, .is_baseline = {.value = 1, .is_set = true}},
	{.id = {.s = {"senior", 6}}, .label = {.s = {"Senior", 6}}, .tilt = {.value = 20, .is_set = true}},
	{.id = {.s = {"lead", 4}}, .label = {.s = {"Lead", 4}}, .tilt = {.value = 33, .is_set = true}},
};

struct schema schema_for(const struct site *site, struct arena *arena, struct diags *diags)
{
	bool allow_html = site->settings.unsafe_html.value != 0;
	return (struct schema){.arena = arena,
		.scratch = arena,
		.diags = diags,
		.inline_options = {.is_inline = true, .allow_html = allow_html},
		.block_options = {.allow_html = allow_html, .callout_titles = site->options.callout_titles}};
}

static bool check_baseline(struct site *site, struct diags *diags)
{
	size_t found = 0;
	for (size_t i = 0; i < site->level_count; i++) {
		if (!site->levels[i].is_baseline.value)
			continue;
		site->baseline = i;
		if (++found == 2)
			return diag_error(
				diags, site->levels[i].is_baseline.mark, "levels", "two levels are the baseline");
	}
	const struct level *baseline = &site->levels[site->baseline];
	if (found == 0) {
		diag_error(diags, site->levels[0].id.mark, "levels", "no level is the baseline");
		diag_hint(diags, "give the level that role pages show 'baseline: true'");
		return false;
	}
	if (baseline->tilt.value != 0)
		return diag_error(diags, baseline->tilt.mark, "levels", "the baseline's tilt is 0 by definition");
	return true;
}

static bool load_levels(struct site *site, struct diags *diags)
{
	site->levels = default_levels;
	site->level_count = COUNT(default_levels);
	site->baseline = 1;
	if (site->settings.levels.count == 0)
		return true;
	site->levels = site->settings.levels.items;
	site->level_count = site->settings.levels.count;
	site->baseline = 0;
	if (site->level_count > MOST_LEVELS)
		return diag_error(diags, site->levels[MOST_LEVELS].id.mark, "levels", "at most %d levels", MOST_LEVELS);
	for (size_t i = 0; i < site->level_count; i++)
		for (size_t k = 0; k < i; k++)
			if (str_eq(site->levels[i].id.s, site->levels[k].id.s)) {
				diag_error(diags, site->levels[i].id.mark, "duplicate-id",
					"level '%.*s' is given twice", STR_ARG(site->levels[i].id.s));
				diag_note(diags, site->levels[k].id.mark, "first given here");
				return false;
			}
	return check_baseline(site, diags);
}

static struct scoring scoring_of(const struct settings *settings)
{
	static const uint8_t bands[4] = {10, 20, 35, 50};
	struct scoring scoring = settings->scoring ? *settings->scoring : (struct scoring){0};
	if (!scoring.spread.is_set)
		scoring.spread.value = 10;
	if (!scoring.autonomy.is_set)
		scoring.autonomy.value = 50;
	bool has_bands = scoring.bands[3] != 0, has_words = scoring.words[2].high != 0;
	for (int i = 0; i < 4 && !has_bands; i++)
		scoring.bands[i] = bands[i];
	for (int i = 0; i < 3 && !has_words; i++)
		scoring.words[i] = judgement_of_word(i);
	return scoring;
}

/* The model in force, with whatever levels there are. */
static bool load_model(struct site *site, bool has_levels, struct diags *diags)
{
	struct scoring scoring = scoring_of(&site->settings);
	return model_load(site, &scoring, has_levels, diags);
}

/* https://example.org/jobs/ → base "/jobs", url without the last slash. */
static bool load_address(struct site *site, struct diags *diags)
{
	struct text given = site->settings.base_url;
	str url = given.s;
	while (str_ends(url, S("/")))
		url.len--;
	str rest = url;
	if (!str_take(&rest, S("https://")) && !str_take(&rest, S("http://"))) {
		diag_error(diags, given.mark, "bad-url", "base_url is the site's own address: it begins with https://");
		return false;
	}
	if (str_find(rest, '?') < rest.len || str_find(rest, '#') < rest.len)
		return diag_error(diags, given.mark, "bad-url", "base_url has no ? or # part");
	str base = str_skip(rest, str_find(rest, '/'));
	const struct path_fault *fault = base.len ? path_fault(base) : NULL;
	if (fault) {
		diag_error(diags, given.mark, "bad-url", "'%.*s' is no path for a site: %s", STR_ARG(base), fault->why);
		diag_hint(diags, "%s", fault->hint);
		return false;
	}
	site->url = url;
	site->base = base;
	return true;
}

static bool check_categories(struct site *site, struct diags *diags)
{
	bool ok = true;
	for (size_t i = 0; i < site->settings.categories.count; i++) {
		struct category *category = &site->settings.categories.items[i];
		if (category->id.s.len == 0)
			continue;
		void **slot = map_at(&site->category_by_id, &site->arena, category->id.s);
		const struct category *first = *slot;
		if (first) {
			ok = diag_error(diags, category->id.mark, "duplicate-id", "category '%.*s' is given twice",
				STR_ARG(category->id.s));
			diag_note(diags, first->id.mark, "first given here");
		} else {
			*slot = category;
		}
	}
	return ok;
}

static bool check_menus(const struct site *site, struct diags *diags)
{
	if (site->settings.menus.count <= MOST_IN_MENU)
		return true;
	diag_error(diags, site->settings.menus.items[MOST_IN_MENU].title.mark, "too-many",
		"%zu places in the menu, where at most %d fit", site->settings.menus.count, MOST_IN_MENU);
	diag_hint(diags, "each stands on each page: link the others from a page of their own");
	return false;
}

bool settings_load(struct site *site, const struct input *input, struct diags *diags)
{
	struct schema schema = schema_for(site, &site->arena, diags);
	site->level_count = COUNT(default_levels);
	site->levels = default_levels;
	site->baseline = 1;
	site->settings.language.s = S("en");
	struct yaml_node *node =
		input->is_broken ? NULL : yaml_parse(&input->source, 0, input->source.text.len, &site->arena, diags);
	if (!node) {
		load_model(site, false, diags);
		return false;
	}
	bool ok = schema_load(&schema, &settings_record, node, &site->settings);
	bool has_levels = load_levels(site, diags);
	ok &= has_levels & load_model(site, has_levels, diags) & check_categories(site, diags)
		& check_menus(site, diags) & deploy_targets_check(&site->settings, diags);
	if (site->settings.base_url.s.len)
		ok &= load_address(site, diags);
	size_t errors = diags->errors;
	if (site->settings.ai_cost)
		codes_check_currency(site->settings.ai_cost->currency, diags);
	return ok && diags->errors == errors;
}

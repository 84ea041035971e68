/* SPDX-License-Identifier: MIT */
#include "command/project.h"

static void add_number(struct hasher *hasher, int64_t number)
{
	hasher_add(hasher, (str){(const char *)&number, sizeof number});
}

static void add_file(struct hasher *hasher, str path, struct hash128 hash)
{
	hasher_add(hasher, path);
	hasher_add(hasher, (str){(const char *)&hash, sizeof hash});
}

static struct hash128 inputs_of(const struct project *project)
{
	const struct site_options *options = &project->site.options;
	struct hasher *hasher = hasher_new();
	hasher_add(hasher, S(ROLECAST_VERSION));
	add_number(hasher, date_days(options->as_of));
	add_number(hasher, options->with_drafts);
	add_number(hasher, options->without_cards);
	for (size_t i = 0; i < project->site.variant_count; i++) {
		hasher_add(hasher, project->site.variant[i].key);
		hasher_add(hasher, project->site.variant[i].value);
	}
	for (size_t i = 0; i < project->site.input_count; i++)
		add_file(hasher, project->site.inputs[i]->source.path, project->site.inputs[i]->hash);
	for (size_t i = 0; i < project->theme->file_count; i++) {
		/* By its name in the theme: where themes are installed changes nothing. */
		hasher_add(hasher, project->theme->files[i].theme);
		add_file(hasher, project->theme->files[i].below, project->theme->files[i].hash);
	}
	return hasher_end(hasher);
}

static struct theme *new_theme(void)
{
	struct arena arena = {0};
	struct theme *theme = arena_new(&arena, struct theme);
	theme->arena = arena;
	return theme;
}

bool project_read(
	struct project *project, const struct site_options *options, struct hash128 *inputs, struct diags *diags)
{
	bool ok = site_read(&project->site, options, diags);
	if (project->site.input_count == 0)
		return ok && site_settings(&project->site, diags);
	ok &= site_settings(&project->site, diags);
	project->theme = new_theme();
	ok &= theme_read(project->theme, &project->site, diags);
	*inputs = inputs_of(project);
	return ok;
}

/* The theme's words that stand in the authors' texts. */
static void use_words(struct project *project)
{
	project->site.options.band_labels = project->theme->band_labels;
	project->site.options.callout_titles = project->theme->callout_titles;
}

bool project_load(struct project *project, struct diags *diags)
{
	bool ok = project->theme->file_count == 0 || theme_load(project->theme, &project->site, diags);
	if (ok)
		use_words(project);
	ok &= site_load(&project->site, diags);
	ok &= diags->errors == 0;
	if (ok)
		plan_make(&project->plan, &project->site, project->theme);
	return ok;
}

static bool is_style(const struct theme_file *file)
{
	return str_ends(file->below, S(".css"));
}

static enum project_change theme_change(const struct theme *now, const struct theme *next)
{
	enum project_change change = PROJECT_SAME;
	if (now->file_count != next->file_count)
		return PROJECT_PAGES;
	for (size_t i = 0; i < now->file_count; i++) {
		const struct theme_file *old = &now->files[i], *new = &next->files[i];
		if (!str_eq(old->source.path, new->source.path))
			return PROJECT_PAGES;
		if (hash_eq(old->hash, new->hash))
			continue;
		if (!is_style(new))
			return PROJECT_PAGES;
		change = PROJECT_STYLE;
	}
	return change;
}

/* Words of the theme stand in texts that were filled with them. */
static bool has_same_words(const struct theme *now, const struct theme *next)
{
	for (size_t i = 0; i < BAND_COUNT; i++)
		if (!str_eq(now->band_labels[i], next->band_labels[i]))
			return false;
	for (size_t i = 0; i < COUNT(now->callout_titles); i++)
		if (!str_eq(now->callout_titles[i], next->callout_titles[i]))
			return false;
	return true;
}

static enum project_change update_theme(
	struct project *next, struct project *now, const struct project_changes *changes, struct diags *diags)
{
	bool is_other_site = input_named(&next->site, S("site.yaml")) != input_named(&now->site, S("site.yaml"));
	if (!changes->has_theme && !is_other_site) {
		next->theme = now->theme;
		return PROJECT_SAME;
	}
	next->theme = new_theme();
	bool ok = theme_read(next->theme, &next->site, diags);
	enum project_change change = theme_change(now->theme, next->theme);
	if (change == PROJECT_SAME && ok && !is_other_site) {
		theme_free(next->theme);
		next->theme = now->theme;
		return PROJECT_SAME;
	}
	if (ok && theme_load(next->theme, &next->site, diags))
		use_words(next);
	next->site.may_carry &= has_same_words(now->theme, next->theme);
	return change;
}

void project_forget(struct project *next, const struct project *now)
{
	if (next->theme == now->theme)
		next->theme = NULL;
	project_free(next);
}

struct keeping {
	const struct site *site;
	const struct theme *theme; /* NULL: it was read anew */
};

static bool is_of_theme(const struct theme *theme, const struct source *source)
{
	for (size_t i = 0; theme && i < theme->file_count; i++)
		if (&theme->files[i].source == source)
			return true;
	return false;
}

static bool still_holds(const void *context, const struct source *source)
{
	const struct keeping *keeping = context;
	return site_has_carried(keeping->site, source) || is_of_theme(keeping->theme, source);
}

static bool is_still_there(const void *context, const struct source *source)
{
	const struct keeping *keeping = context;
	str below = source ? source->path : (str){0};
	if (!source || is_of_theme(keeping->theme, source))
		return true;
	const struct input *input = str_take(&below, S("content/")) ? input_named(keeping->site, below) : NULL;
	return input && &input->source == source;
}

/* One attempt; true when it need not be made again without carrying. */
static bool update(struct project *next, struct project *now, const struct project_changes *changes,
	enum carrying carrying, enum project_change *change, struct diags *diags)
{
	bool is_same;
	*next = (struct project){0};
	bool ok = site_read_again(
		&next->site, &now->site, changes->content, changes->content_count, carrying, &is_same, diags);
	ok &= site_settings(&next->site, diags);
	*change = update_theme(next, now, changes, diags);
	if (!is_same)
		*change = PROJECT_PAGES;
	if (*change != PROJECT_SAME || !ok)
		site_load(&next->site, diags);
	return !next->site.has_lost;
}

bool project_update(struct project *next, struct project *now, const struct project_changes *changes,
	const struct diags *said, enum project_change *change, struct diags *diags)
{
	struct diags first = {0};
	if (!update(next, now, changes, CARRY_ROLES, change, &first)) {
		diags_free(&first);
		project_forget(next, now);
		update(next, now, changes, CARRY_NOTHING, change, &first);
	}
	diags_merge(diags, &first);
	bool is_stopped = next->site.options.is_stopped && next->site.options.is_stopped();
	if (*change != PROJECT_SAME) {
		struct keeping keeping = {&next->site, next->theme == now->theme ? next->theme : NULL};
		diags_keep(diags, said, still_holds, is_still_there, &keeping);
	}
	return diags->errors == 0 && !is_stopped;
}

void project_settle(struct project *next, struct project *now)
{
	site_settle(&next->site);
	if (next->theme == now->theme)
		now->theme = NULL;
}

void project_plan(struct project *project)
{
	plan_make(&project->plan, &project->site, project->theme);
}

void project_free(struct project *project)
{
	plan_free(&project->plan);
	if (project->theme)
		theme_free(project->theme);
	project->theme = NULL;
	site_free(&project->site);
}

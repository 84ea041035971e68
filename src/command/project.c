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
	for (size_t i = 0; i < project->site.input_count; i++)
		add_file(hasher, project->site.inputs[i].source.path, project->site.inputs[i].hash);
	for (size_t i = 0; i < project->theme.file_count; i++) {
		/* By its name in the theme: where themes are installed changes nothing. */
		hasher_add(hasher, project->theme.files[i].theme);
		add_file(hasher, project->theme.files[i].below, project->theme.files[i].hash);
	}
	return hasher_end(hasher);
}

bool project_read(
	struct project *project, const struct site_options *options, struct hash128 *inputs, struct diags *diags)
{
	bool ok = site_read(&project->site, options, diags);
	if (project->site.input_count == 0)
		return ok && site_settings(&project->site, diags);
	ok &= site_settings(&project->site, diags);
	ok &= theme_read(&project->theme, &project->site, diags);
	*inputs = inputs_of(project);
	return ok;
}

bool project_load(struct project *project, struct diags *diags)
{
	bool ok = project->theme.file_count == 0 || theme_load(&project->theme, &project->site, diags);
	if (ok) {
		project->site.options.band_labels = project->theme.band_labels;
		project->site.options.callout_titles = project->theme.callout_titles;
	}
	ok &= site_load(&project->site, diags);
	ok &= diags->errors == 0;
	if (ok)
		plan_make(&project->plan, &project->site, &project->theme);
	return ok;
}

void project_free(struct project *project)
{
	plan_free(&project->plan);
	theme_free(&project->theme);
	site_free(&project->site);
}

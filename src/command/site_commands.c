/* SPDX-License-Identifier: MIT */
/* Commands that read a site: explain, show, score; what those have in common with check and build. */
#include <unistd.h>

#include "base/nearest.h"
#include "command/command.h"
#include "command/project.h"
#include "command/report.h"

str command_made_with(const struct invocation *invocation)
{
	struct buf out = {0};
	buf_put(&out, invocation->with_drafts ? S("--drafts") : S(""));
	for (size_t i = 0; i < invocation->model_count; i++)
		buf_printf(&out, "%s--model %.*s", out.len ? " " : "", STR_ARG(invocation->model[i]));
	str options = buf_copy(&out, invocation->arena);
	buf_free(&out);
	return options;
}

struct site_options command_site_options(const struct invocation *invocation)
{
	int error;
	str themes = command_themes(invocation->arena, &error);
	return (struct site_options){.folder = invocation->folder,
		.themes = themes,
		.themes_error = error,
		.as_of = invocation->as_of,
		.with_drafts = invocation->with_drafts,
		.without_cards = invocation->without_cards,
		.model = invocation->model,
		.model_count = invocation->model_count,
		.workers = invocation->workers};
}

bool command_load(struct invocation *invocation, struct project *project, struct diags *diags)
{
	struct hash128 inputs;
	struct site_options options = command_site_options(invocation);
	options.with_repeats = invocation->command->run == command_check;
	options.without_lint = !options.with_repeats;
	bool ok = project_read(project, &options, &inputs, diags);
	if (project->site.input_count == 0)
		return false;
	return project_load(project, diags) && ok;
}

static void end(struct project *project, struct diags *diags)
{
	diags_free(diags);
	project_free(project);
}

void command_put_count(struct buf *out, size_t count, const char *one)
{
	size_t unit = 1;
	while (count / unit >= 1000)
		unit *= 1000;
	buf_printf(out, "%zu", count / unit);
	for (unit /= 1000; unit > 0; unit /= 1000)
		buf_printf(out, ",%03zu", count / unit % 1000);
	buf_printf(out, " %s%s", one, count == 1 ? "" : "s");
}

void command_put_problems(const struct diags *diags, struct buf *out)
{
	if (diags->errors)
		command_put_count(out, diags->errors, "error");
	if (diags->errors && diags->warnings)
		buf_put(out, S(", "));
	if (diags->warnings)
		command_put_count(out, diags->warnings, "warning");
}

void command_put_skipped(const struct site *site, struct buf *out)
{
	if (site->skipped_count == 0)
		return;
	buf_printf(out, "%zu skipped:", site->skipped_count);
	for (size_t i = 0; i < site->skipped_count; i++)
		buf_printf(out, "%s %.*s (%.*s)", i ? "," : "", STR_ARG(site->skipped[i].path),
			STR_ARG(site->skipped[i].why));
	buf_char(out, '\n');
}

void command_put_variant(const struct site *site, struct buf *out)
{
	struct arena scratch = {0};
	if (site->variant_count)
		buf_printf(out, "a variant, not the site's own scores: %.*s\n", STR_ARG(model_words(site, &scratch)));
	arena_free(&scratch);
}

static struct sheet sheet_for(struct invocation *invocation)
{
	return (struct sheet){.out = &invocation->output,
		.arena = invocation->arena,
		.width = sheet_width(STDOUT_FILENO),
		.has_colour = command_has_colour(invocation, STDOUT_FILENO)};
}

static void put_scores(struct invocation *invocation, const struct site *site, enum report_format wanted)
{
	struct sheet sheet = sheet_for(invocation);
	if (wanted == REPORT_TABLE && site->variant_count)
		report_variant(site, &sheet);
	else
		report_scores(site, wanted, &sheet);
}

enum exit_status command_score(struct invocation *invocation)
{
	struct project project = {0};
	struct diags diags = {0};
	str format = invocation->wants_json ? S("json") : invocation->format.len ? invocation->format : S("table");
	enum report_format wanted = str_eq(format, S("json")) ? REPORT_JSON
		: str_eq(format, S("csv"))                    ? REPORT_CSV
							      : REPORT_TABLE;
	static const char *const formats[] = {"table", "json", "csv"};
	if (wanted == REPORT_TABLE && !str_eq(format, S("table")))
		return command_no_choice(invocation, "format", format, formats, COUNT(formats));
	if (command_load(invocation, &project, &diags))
		put_scores(invocation, &project.site, wanted);
	enum exit_status status = command_report(invocation, &diags);
	end(&project, &diags);
	return status;
}

static void explain(struct invocation *invocation, const struct site *site, const struct report_target targets[2])
{
	struct buf *out = &invocation->output;
	struct sheet sheet = sheet_for(invocation);
	bool is_pair = invocation->argument_count > 1;
	if (site->variant_count && !invocation->wants_json)
		report_model(site, &sheet);
	if (is_pair && invocation->wants_json)
		report_difference_json(site, targets, out);
	else if (is_pair)
		report_difference(targets, &sheet);
	else if (invocation->wants_json)
		report_explain_json(site, targets, out);
	else
		report_explain(site, targets, &sheet);
}

enum exit_status command_explain(struct invocation *invocation)
{
	struct project project = {0};
	struct diags diags = {0};
	struct report_target targets[2];
	bool ok = command_load(invocation, &project, &diags);
	bool is_found = ok;
	for (size_t i = 0; ok && i < invocation->argument_count; i++)
		is_found &= report_find(&project.site, str_of(invocation->arguments[i]), &targets[i], &diags);
	if (is_found)
		explain(invocation, &project.site, targets);
	enum exit_status status = command_report(invocation, &diags);
	end(&project, &diags);
	return status;
}

static str nearest_page(const struct plan *plan, str address)
{
	struct nearest nearest = {.word = address};
	for (size_t i = 0; i < plan->count; i++)
		if (plan->outputs[i].kind == OUTPUT_PAGE)
			nearest_offer(&nearest, str_skip(plan->outputs[i].url, plan->site->base.len));
	return nearest.best;
}

static const struct output *find_page(const struct plan *plan, str address, struct diags *diags)
{
	const struct output *output = plan_find(plan, address);
	if (output && (output->kind == OUTPUT_PAGE || output->kind == OUTPUT_CARD))
		return output;
	if (output)
		diag_error(diags, (struct mark){0}, "no-page", "'%.*s' is a file, no page", STR_ARG(address));
	else
		diag_error(diags, (struct mark){0}, "no-page", "no page has the address '%.*s'", STR_ARG(address));
	str near = output ? ((str){0}) : nearest_page(plan, address);
	if (near.len)
		diag_hint(diags, "did you mean '%.*s'?", STR_ARG(near));
	else
		diag_hint(diags, "write an address such as /roles/nurse/");
	return NULL;
}

enum exit_status command_show(struct invocation *invocation)
{
	struct project project = {0};
	struct diags diags = {0};
	struct maker maker = {0};
	enum view_shape shape;
	const struct output *output = NULL;
	if (command_load(invocation, &project, &diags))
		output = find_page(&project.plan, str_of(invocation->arguments[0]), &diags);
	if (output) {
		struct value data = plan_data(&project.plan, output, &maker, &shape);
		if (invocation->wants_json)
			contract_json(data, &project.theme->open, &invocation->output);
		else
			contract_show(data, &project.theme->open, &invocation->output);
	}
	enum exit_status status = command_report(invocation, &diags);
	maker_free(&maker);
	end(&project, &diags);
	return status;
}

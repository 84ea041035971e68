/* SPDX-License-Identifier: MIT */
#include "command/command.h"
#include "command/editor.h"
#include "command/progress.h"
#include "command/project.h"
#include "format/svg.h"
#include "page/host.h"
#include "publish/publish.h"

struct building {
	const struct plan *plan;
	struct maker *makers; /* one a worker */
	struct publish_file *files;
	struct publish_job *jobs;
	size_t job_count;
	str drawn_by; /* what cards depend on besides their drawings */
	struct progress *progress;
};

static enum publish_order order_of(const struct output *output)
{
	if (output->role)
		return PUBLISH_PAGES;
	if (output->kind == OUTPUT_HOST)
		return PUBLISH_INDEXES;
	if (output->kind == OUTPUT_DATA)
		return PUBLISH_DATA;
	if (output->kind != OUTPUT_PAGE)
		return PUBLISH_ASSETS;
	return page_rows[output->page].is_index ? PUBLISH_INDEXES : PUBLISH_PAGES;
}

/* A role's files are one job, so that what they share is made once. */
static void make_jobs(struct building *building, struct arena *arena)
{
	const struct plan *plan = building->plan;
	building->files = arena_array(arena, struct publish_file, plan->count);
	building->jobs = arena_array(arena, struct publish_job, plan->count);
	for (size_t i = 0; i < plan->count; i++) {
		const struct output *output = &plan->outputs[i];
		building->files[i] = (struct publish_file){.path = output->path, .origin = output->origin};
		if (i && output->role && output->role == plan->outputs[i - 1].role)
			building->jobs[building->job_count - 1].count++;
		else
			building->jobs[building->job_count++] =
				(struct publish_job){.order = order_of(output), .first = i, .count = 1};
	}
}

/* A card's picture is drawn only when its drawing, or what draws it, has changed. */
static bool put_card(str version, size_t file, struct maker *maker, struct publish_sink *sink, struct diags *diags)
{
	struct hasher *hasher = hasher_new();
	str drawing = buf_str(&maker->out);
	hasher_add(hasher, version);
	hasher_add(hasher, drawing);
	struct hash128 key = hasher_end(hasher);
	if (publish_keep(sink, file, key))
		return true;
	maker->picture.len = 0;
	return svg_to_png(drawing, SVG_CARD_WIDTH, SVG_CARD_HEIGHT, &maker->picture, diags)
		&& publish_put_made(sink, file, buf_str(&maker->picture), key);
}

static bool put(const struct building *building, size_t file, struct maker *maker, struct publish_sink *sink,
	struct diags *diags)
{
	if (building->plan->outputs[file].kind == OUTPUT_CARD)
		return put_card(building->drawn_by, file, maker, sink, diags);
	return publish_put(sink, file, buf_str(&maker->out));
}

static bool make(void *context, size_t worker, size_t job, struct publish_sink *sink, struct diags *diags)
{
	struct building *building = context;
	struct maker *maker = &building->makers[worker];
	const struct publish_job *of = &building->jobs[job];
	for (size_t i = of->first; i < of->first + of->count; i++) {
		if (!plan_render(building->plan, &building->plan->outputs[i], maker, diags)
			|| !put(building, i, maker, sink, diags))
			return false;
		progress_step(building->progress);
	}
	return true;
}

static bool write_site(struct invocation *invocation, struct project *project, struct progress *progress,
	struct publish_lock *lock, struct hash128 inputs, struct publish_result *result, struct diags *diags)
{
	struct building building = {.plan = &project->plan, .progress = progress};
	building.makers = arena_array(invocation->arena, struct maker, invocation->workers);
	make_jobs(&building, invocation->arena);
	if (views_has_cards(&project->plan.views))
		building.drawn_by = svg_version(invocation->arena);
	struct publish_plan plan = {.inputs = inputs,
		.files = building.files,
		.file_count = project->plan.count,
		.jobs = building.jobs,
		.job_count = building.job_count,
		.workers = invocation->workers,
		.is_durable = invocation->is_durable,
		.make = make,
		.context = &building};
	progress_stage(progress, PROGRESS_RENDERING, project->plan.count);
	bool ok = publish_run(lock, &plan, result, diags);
	for (size_t i = 0; i < invocation->workers; i++)
		maker_free(&building.makers[i]);
	return ok;
}

static void put_summary(struct invocation *invocation, const struct site *site, const struct publish_result *result,
	const struct diags *diags, int64_t milliseconds)
{
	struct buf *out = &invocation->messages;
	if (invocation->is_quiet)
		return;
	command_put_skipped(site, out);
	command_put_variant(site, out);
	if (!invocation->is_dated)
		buf_printf(out, "taking today's date, %04d-%02d-%02d (--as-of takes another)\n", invocation->as_of.year,
			invocation->as_of.month, invocation->as_of.day);
	buf_printf(out, "%zu files, %zu changed", result->files, result->changed);
	if (result->removed)
		buf_printf(out, ", %zu removed", result->removed);
	if (diags->errors + diags->warnings) {
		buf_put(out, S(", "));
		command_put_problems(diags, out);
	}
	buf_printf(out, ", %lld ms\n", (long long)milliseconds);
}

/* True when the site was written, or nothing was to do. */
static bool build(struct invocation *invocation, struct project *project, struct progress *progress,
	struct publish_result *result, struct diags *diags)
{
	struct hash128 inputs;
	struct site_options options = command_site_options(invocation);
	bool is_read = project_read(project, &options, &inputs, diags);
	if (project->site.input_count == 0)
		return false;
	progress_stage(progress, PROGRESS_LOADING, project->site.input_count);
	str out = invocation->out;
	if (!str_starts(out, S("/")))
		out = fs_join(invocation->arena, invocation->folder, out);
	/* With mistakes in the content nothing is touched, not even to make the folder. */
	bool has_output = fs_is_folder(out);
	struct publish_lock *lock = has_output ? publish_open(out, diags) : NULL;
	if (has_output && !lock)
		return false;
	bool is_current = lock && is_read && publish_is_current(lock, inputs, result);
	bool ok = is_current || (project_load(project, diags) && is_read);
	if (ok && !is_current)
		ok = host_check(&project->plan, diags);
	if (ok && !is_current && views_has_cards(&project->plan.views))
		ok = svg_check(diags);
	if (ok && !lock)
		lock = publish_open(out, diags);
	if (ok && !is_current)
		ok = lock && write_site(invocation, project, progress, lock, inputs, result, diags);
	if (ok) {
		struct host_sizes sizes = {result->bytes, result->largest, result->largest_path};
		host_check_sizes(&project->site, &sizes, diags);
	}
	if (lock)
		publish_close(lock);
	return ok;
}

enum exit_status command_build(struct invocation *invocation)
{
	struct project project = {0};
	struct diags diags = {0};
	struct publish_result result = {0};
	int64_t start = clock_ms();
	struct progress *progress = progress_start(invocation);
	bool ok = build(invocation, &project, progress, &result, &diags);
	progress_end(progress);
	enum exit_status status = command_report(invocation, &diags);
	if (ok) {
		editor_refresh_schemas(invocation->folder, invocation->arena);
		put_summary(invocation, &project.site, &result, &diags, clock_ms() - start);
	} else if (!invocation->is_quiet) {
		command_put_problems(&diags, &invocation->messages);
		buf_put(&invocation->messages,
			diags.is_system ? S("; what was published still stands\n") : S("; nothing was written\n"));
	}
	diags_free(&diags);
	project_free(&project);
	return status;
}

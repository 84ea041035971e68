/* SPDX-License-Identifier: MIT */
#include "base/media.h"
#include "command/command.h"
#include "command/editor.h"
#include "command/progress.h"
#include "command/project.h"
#include "format/compress.h"
#include "format/svg.h"
#include "page/host.h"
#include "publish/publish.h"

/* What a worker keeps between files. */
struct hand {
	struct maker maker;
	struct compressor compressor;
	struct buf compressed;
};

struct building {
	const struct plan *plan;
	struct hand *hands; /* one a worker */
	struct publish_file *files;
	const struct output **outputs; /* of which a file is, itself or compressed */
	size_t file_count;
	struct publish_job *jobs;
	size_t job_count;
	str drawn_by; /* what cards depend on besides their drawings */
	bool has_copies;
	str compressed_by; /* what copies depend on besides their files */
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

/* What authors put there under the name of a copy, or of a folder above it, is theirs. */
static void find_taken(const struct plan *plan, struct map *taken, struct arena *arena)
{
	for (size_t i = 0; i < plan->count; i++) {
		if (plan->outputs[i].kind != OUTPUT_ATTACHMENT)
			continue;
		for (str path = plan->outputs[i].path; path.len; path = fs_folder_of(path))
			*map_at(taken, arena, path) = taken;
	}
}

static void add_file(struct building *building, const struct output *output, str path, const struct publish_file *of)
{
	building->files[building->file_count] =
		(struct publish_file){.path = path, .origin = output->origin, .copy_of = of};
	building->outputs[building->file_count++] = output;
}

static void add_copies(
	struct building *building, const struct output *output, const struct map *taken, struct arena *arena)
{
	const struct publish_file *file = &building->files[building->file_count - 1];
	str paths[COMPRESS_FORMS];
	if (!building->has_copies || !media_is_compressible(output->path))
		return;
	for (size_t form = 0; form < COMPRESS_FORMS; form++) {
		paths[form] = arena_printf(arena, "%.*s%.*s", STR_ARG(output->path), STR_ARG(compress_endings[form]));
		if (map_get(taken, paths[form]))
			return;
	}
	for (size_t form = 0; form < COMPRESS_FORMS; form++)
		add_file(building, output, paths[form], file);
}

/* A role's files are one job, so that what they share is made once. */
static void make_jobs(struct building *building, struct arena *arena)
{
	const struct plan *plan = building->plan;
	size_t most = plan->count * (building->has_copies ? 1 + COMPRESS_FORMS : 1);
	struct map taken = {0};
	building->files = arena_array(arena, struct publish_file, most);
	building->outputs = arena_array(arena, const struct output *, most);
	building->jobs = arena_array(arena, struct publish_job, plan->count);
	if (building->has_copies)
		find_taken(plan, &taken, arena);
	for (size_t i = 0; i < plan->count; i++) {
		const struct output *output = &plan->outputs[i];
		size_t first = building->file_count;
		if (i == 0 || !output->role || output->role != plan->outputs[i - 1].role)
			building->jobs[building->job_count++] =
				(struct publish_job){.order = order_of(output), .first = first};
		add_file(building, output, output->path, NULL);
		add_copies(building, output, &taken, arena);
		building->jobs[building->job_count - 1].count += building->file_count - first;
	}
}

static struct hash128 key_of(str version, str bytes)
{
	struct hasher *hasher = hasher_new();
	hasher_add(hasher, version);
	hasher_add(hasher, bytes);
	return hasher_end(hasher);
}

/* A card's picture is drawn only when its drawing, or what draws it, has changed. */
static bool put_card(str version, size_t file, struct maker *maker, struct publish_sink *sink, struct diags *diags)
{
	str drawing = buf_str(&maker->out);
	struct hash128 key = key_of(version, drawing);
	if (publish_keep(sink, file, key))
		return true;
	maker->picture.len = 0;
	return svg_to_png(drawing, SVG_CARD_WIDTH, SVG_CARD_HEIGHT, &maker->picture, diags)
		&& publish_put_made(sink, file, buf_str(&maker->picture), key);
}

/* The maker still has the bytes of the file that this is a copy of. */
static bool put_copy(const struct building *building, size_t file, struct hand *hand, struct publish_sink *sink)
{
	str plain = buf_str(&hand->maker.out);
	enum compress_form form = COMPRESS_GZIP;
	while (!str_ends(building->files[file].path, compress_endings[form]))
		form++;
	struct hash128 key = key_of(building->compressed_by, plain);
	if (publish_keep(sink, file, key))
		return true;
	hand->compressed.len = 0;
	enum compress_effort effort = building->outputs[file]->kind == OUTPUT_ASSET ? COMPRESS_BEST : COMPRESS_FAST;
	compress_bytes(&hand->compressor, form, effort, plain, &hand->compressed);
	return publish_put_made(sink, file, buf_str(&hand->compressed), key);
}

/* Begun with the first part, so that short files are put at once. */
struct parts {
	struct publish_sink *sink;
	size_t file;
	bool is_begun, is_failed;
};

static void take_part(void *context, str bytes)
{
	struct parts *parts = context;
	if (!parts->is_begun)
		parts->is_failed = !publish_begin(parts->sink, parts->file);
	parts->is_begun = true;
	parts->is_failed = parts->is_failed || !publish_part(parts->sink, bytes);
}

/* They are made of the whole. */
static bool has_copies(const struct building *building, size_t file)
{
	return file + 1 < building->file_count && building->files[file + 1].copy_of == &building->files[file];
}

static bool put(
	const struct building *building, size_t file, struct hand *hand, struct publish_sink *sink, struct diags *diags)
{
	const struct output *output = building->outputs[file];
	struct maker *maker = &hand->maker;
	if (building->files[file].copy_of)
		return put_copy(building, file, hand, sink);
	struct parts parts = {.sink = sink, .file = file};
	maker->drain = (struct drain){0};
	if (!has_copies(building, file))
		maker->drain = (struct drain){take_part, &parts};
	if (!plan_render(building->plan, output, maker, diags))
		return false;
	if (output->kind == OUTPUT_CARD)
		return put_card(building->drawn_by, file, maker, sink, diags);
	if (!parts.is_begun)
		return publish_put(sink, file, buf_str(&maker->out));
	take_part(&parts, buf_str(&maker->out));
	return !parts.is_failed && publish_end(sink);
}

static bool make(void *context, size_t worker, size_t job, struct publish_sink *sink, struct diags *diags)
{
	struct building *building = context;
	const struct publish_job *of = &building->jobs[job];
	for (size_t i = of->first; i < of->first + of->count; i++) {
		if (!put(building, i, &building->hands[worker], sink, diags))
			return false;
		progress_step(building->progress);
	}
	return true;
}

static void free_hand(struct hand *hand)
{
	maker_free(&hand->maker);
	compressor_free(&hand->compressor);
	buf_free(&hand->compressed);
}

static bool write_site(struct invocation *invocation, struct project *project, struct progress *progress,
	struct publish_lock *lock, struct hash128 inputs, struct publish_result *result, struct diags *diags)
{
	struct building building = {
		.plan = &project->plan, .progress = progress, .has_copies = invocation->precompresses};
	building.hands = arena_array(invocation->arena, struct hand, invocation->workers);
	building.compressed_by = compress_version(invocation->arena);
	make_jobs(&building, invocation->arena);
	if (views_has_cards(&project->plan.views))
		building.drawn_by = svg_version(invocation->arena);
	struct publish_plan plan = {.inputs = inputs,
		.made_with = command_made_with(invocation),
		.files = building.files,
		.file_count = building.file_count,
		.jobs = building.jobs,
		.job_count = building.job_count,
		.workers = invocation->workers,
		.is_durable = invocation->is_durable,
		.make = make,
		.context = &building};
	progress_stage(progress, building.has_copies ? PROGRESS_COMPRESSING : PROGRESS_RENDERING, building.file_count);
	bool ok = publish_run(lock, &plan, result, diags);
	for (size_t i = 0; i < invocation->workers; i++)
		free_hand(&building.hands[i]);
	return ok;
}

static void put_bytes(struct buf *out, uint64_t bytes)
{
	enum { KB = 1000, MB = 1000000 };
	if (bytes < MB)
		buf_printf(out, "%llu kB", (unsigned long long)((bytes + KB / 2) / KB));
	else
		buf_printf(out, "%llu.%llu MB", (unsigned long long)((bytes + MB / 20) / MB),
			(unsigned long long)((bytes + MB / 20) % MB / (MB / 10)));
}

static void put_copies(const struct publish_result *result, struct buf *out)
{
	if (result->copies == 0)
		return;
	buf_put(out, S(", "));
	put_bytes(out, result->plain_bytes);
	buf_put(out, S(" (gzip "));
	put_bytes(out, result->gzip_bytes);
	buf_put(out, S(", brotli "));
	put_bytes(out, result->brotli_bytes);
	buf_char(out, ')');
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
	put_copies(result, out);
	if (diags->errors + diags->warnings) {
		buf_put(out, S(", "));
		command_put_problems(diags, out);
	}
	buf_printf(out, ", %lld ms\n", (long long)milliseconds);
}

/* A site with compressed copies is another than one without. */
static struct hash128 with_copies(struct hash128 inputs, struct arena *arena)
{
	return key_of(compress_version(arena), (str){(const char *)&inputs, sizeof inputs});
}

/* Before anything is written: what the host takes, and what the options need. */
static bool is_possible(const struct invocation *invocation, const struct plan *plan, struct diags *diags)
{
	size_t copies = 0;
	for (size_t i = 0; invocation->precompresses && i < plan->count; i++)
		copies += media_is_compressible(plan->outputs[i].path) ? COMPRESS_FORMS : 0;
	return host_check(plan, copies, diags) && (!views_has_cards(&plan->views) || svg_check(diags))
		&& (!invocation->precompresses || compress_check(diags));
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
	if (invocation->precompresses)
		inputs = with_copies(inputs, invocation->arena);
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
		ok = is_possible(invocation, &project->plan, diags);
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

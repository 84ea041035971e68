/* SPDX-License-Identifier: MIT */
#include "publish/deploy.h"

#include <stdio.h>
#include <unistd.h>

#include "base/nearest.h"
#include "base/process.h"
#include "command/command.h"
#include "command/progress.h"
#include "command/project.h"
#include "command/sheet.h"
#include "page/host.h"

struct deploying {
	struct invocation *invocation;
	struct progress *progress;
	const struct site *site;
	struct deployment is;
	struct sheet sheet; /* what is told while it goes on */
};

/* The plan is to be read before it is done, not at the end. */
static void flush(struct buf *messages)
{
	str rest = buf_str(messages);
	size_t written = rest.len ? fwrite(rest.at, 1, rest.len, stderr) : 0;
	(void)written;
	fflush(stderr);
	messages->len = 0;
}

static void list_targets(const struct site *site, struct buf *out)
{
	buf_put(out, S("hint: site.yaml has"));
	for (size_t i = 0; i < site->settings.deploy.count; i++)
		buf_printf(out, "%s %.*s",
			i == 0                                        ? ""
				: i + 1 < site->settings.deploy.count ? ","
								      : " and",
			STR_ARG(site->settings.deploy.items[i].id.s));
	buf_char(out, '\n');
}

/* NULL, told as wrong usage, when the words name none. */
static const struct deploy_target *find_target(
	const struct invocation *invocation, const struct site *site, struct buf *out)
{
	str name = invocation->argument_count ? str_of(invocation->arguments[0]) : (str){0};
	struct nearest nearest = {.word = name};
	if (name.len == 0 && site->settings.deploy.count == 1)
		return &site->settings.deploy.items[0];
	for (size_t i = 0; i < site->settings.deploy.count; i++) {
		if (str_eq(site->settings.deploy.items[i].id.s, name))
			return &site->settings.deploy.items[i];
		nearest_offer(&nearest, site->settings.deploy.items[i].id.s);
	}
	if (name.len == 0)
		buf_put(out, S("rolecast: which target? There are several.\n"));
	else
		buf_printf(
			out, "rolecast: there is no target '%.*s'\n", STR_ARG(buf_shown_in(invocation->arena, name)));
	if (nearest.best.len)
		buf_printf(out, "hint: did you mean '%.*s'?\n", STR_ARG(nearest.best));
	else
		list_targets(site, out);
	return NULL;
}

static bool has_targets(const struct site *site, struct diags *diags)
{
	if (site->settings.deploy.count)
		return true;
	diag_error(diags, (struct mark){0}, "no-target", "site.yaml names no place to send the site to");
	diag_hint(diags, "give it `deploy:`, such as [{id: live, rsync: \"me@example.org:/var/www/jobs\"}]");
	return false;
}

/* "add     12 files" and the first few of them, as far as the line goes. */
static void put_group(struct deploying *deploying, const char *word, const str *paths, size_t count)
{
	enum { WORD = 8, SHOWN = 3 };
	struct sheet *sheet = &deploying->sheet;
	struct buf line = {0};
	if (count == 0)
		return;
	buf_put(sheet->out, S("  "));
	sheet_left(sheet, str_of(word), WORD);
	buf_printf(&line, "%.*s %s: ", STR_ARG(sheet_count(sheet, count)), count == 1 ? "file" : "files");
	for (size_t i = 0; i < count && i < SHOWN; i++) {
		buf_put(&line, i ? S(", ") : S(""));
		buf_put(&line, paths[i]);
	}
	if (count > SHOWN)
		buf_put(&line, S(", …"));
	size_t room = sheet->width - WORD - 2;
	sheet_left(sheet, buf_str(&line), room > str_cells(buf_str(&line)) ? str_cells(buf_str(&line)) : room);
	sheet_end_line(sheet);
	buf_free(&line);
}

static size_t paths_of(const struct deployment *deployment, enum deploy_change change, str *paths)
{
	size_t count = 0;
	for (size_t i = 0; i < deployment->count; i++)
		if (deployment->files[i].change == change)
			paths[count++] = deployment->files[i].path;
	return count;
}

static bool has_nothing_to_do(const struct deployment *deployment)
{
	return deployment->adds + deployment->changes + deployment->delete_count == 0;
}

static void put_plan(struct deploying *deploying)
{
	const struct deployment *deployment = &deploying->is;
	str *paths = arena_array(deployment->arena, str, deployment->count + 1);
	enum deploy_kind kind = deploy_target_kind(deployment->target);
	buf_printf(deploying->sheet.out, "%.*s: %s to %.*s", STR_ARG(deployment->target->id.s), deploy_kind_name(kind),
		STR_ARG(deployment->target->addresses[kind].s));
	if (kind == DEPLOY_GIT)
		buf_printf(deploying->sheet.out, ", branch %.*s",
			STR_ARG(deployment->target->branch.s.len ? deployment->target->branch.s : S("gh-pages")));
	sheet_end_line(&deploying->sheet);
	put_group(deploying, "add", paths, paths_of(deployment, DEPLOY_ADD, paths));
	put_group(deploying, "change", paths, paths_of(deployment, DEPLOY_CHANGE, paths));
	put_group(deploying, "delete", deployment->deletes, deployment->delete_count);
}

/* Files of others, there and here, stay where they are. */
static void put_others(struct deploying *deploying)
{
	const struct deployment *deployment = &deploying->is;
	struct buf *out = deploying->sheet.out;
	if (deployment->foreign) {
		command_put_count(out, deployment->foreign, "file");
		buf_printf(out, " there %s not of this site, and %s\n", deployment->foreign == 1 ? "is" : "are",
			deployment->foreign == 1 ? "stays" : "stay");
	}
	if (deployment->stray_count == 0)
		return;
	command_put_count(out, deployment->stray_count, "file");
	buf_printf(out, " in %.*s %s not of this site, and %s not sent: ",
		STR_ARG(buf_shown_in(deployment->arena, deployment->out)), deployment->stray_count == 1 ? "is" : "are",
		deployment->stray_count == 1 ? "is" : "are");
	for (size_t i = 0; i < deployment->stray_count && i < 3; i++)
		buf_printf(out, "%s%.*s", i ? ", " : "", STR_ARG(deployment->strays[i]));
	buf_put(out, deployment->stray_count > 3 ? S(", …\n") : S("\n"));
}

/* --dry-run: all paths, for people and for other programs. */
static void put_paths(const struct deployment *deployment, struct buf *out)
{
	static const char *const words[] = {[DEPLOY_ADD] = "add", [DEPLOY_CHANGE] = "change"};
	for (int change = DEPLOY_ADD; change <= DEPLOY_CHANGE; change++)
		for (size_t i = 0; i < deployment->count; i++)
			if ((int)deployment->files[i].change == change)
				buf_printf(out, "%-6s %.*s\n", words[change], STR_ARG(deployment->files[i].path));
	for (size_t i = 0; i < deployment->delete_count; i++)
		buf_printf(out, "delete %.*s\n", STR_ARG(deployment->deletes[i]));
}

static void put_counts(const struct deployment *deployment, struct buf *out)
{
	const struct {
		size_t count;
		const char *word;
	} rows[] = {
		{deployment->adds, "added"}, {deployment->changes, "changed"}, {deployment->delete_count, "deleted"}};
	const char *before = "";
	for (size_t i = 0; i < COUNT(rows); i++)
		if (rows[i].count) {
			buf_printf(out, "%s%zu %s", before, rows[i].count, rows[i].word);
			before = ", ";
		}
}

static void put_summary(const struct deploying *deploying, int64_t milliseconds)
{
	const struct deployment *deployment = &deploying->is;
	struct buf *out = &deploying->invocation->messages;
	str name = deployment->target->id.s;
	if (has_nothing_to_do(deployment)) {
		buf_printf(out, "%.*s: nothing to do, ", STR_ARG(name));
		command_put_count(out, deployment->count, "file");
		buf_put(out, deployment->count == 1 ? S(" is the same") : S(" are the same"));
	} else {
		buf_printf(
			out, deploying->invocation->is_dry ? "%.*s: not done: " : "deployed to %.*s: ", STR_ARG(name));
		put_counts(deployment, out);
	}
	buf_printf(out, ", %lld ms\n", (long long)milliseconds);
}

/* It begins with the first file: until then the tool may ask for a password. */
static void count_step(void *context)
{
	struct deploying *deploying = context;
	const struct deployment *deployment = &deploying->is;
	if (!deploying->progress) {
		deploying->progress = progress_start(deploying->invocation);
		progress_stage(deploying->progress, PROGRESS_SENDING, deployment->adds + deployment->changes);
	}
	progress_step(deploying->progress);
}

/* One line, that of the commit. */
static str message_of(const struct site *site, struct arena *arena)
{
	if (site->settings.edition.s.len == 0)
		return arena_printf(arena, "%.*s\n", STR_ARG(site->settings.title.s));
	return arena_printf(
		arena, "%.*s, edition %.*s\n", STR_ARG(site->settings.title.s), STR_ARG(site->settings.edition.s));
}

static void fill(
	struct deploying *deploying, const struct site *site, const struct deploy_target *target, struct diags *diags)
{
	struct invocation *invocation = deploying->invocation;
	deploying->site = site;
	deploying->is = (struct deployment){.arena = invocation->arena,
		.diags = diags,
		.target = target,
		.folder = invocation->folder,
		.out = invocation->out,
		.made_with = command_made_with(invocation),
		.message = message_of(site, invocation->arena),
		.url = site->url,
		.timeout = invocation->timeout,
		.max_deletes = invocation->max_deletes,
		.is_forced = invocation->is_forced,
		.may_ask = isatty(STDIN_FILENO) != 0,
		.step = count_step,
		.context = deploying};
}

/* A line that stays: one that is drawn again and again would draw over a question of the tool's. */
static void say_comparing(const struct deploying *deploying)
{
	struct buf *out = &deploying->invocation->messages;
	if (deploying->invocation->is_quiet || !command_has_terminal(STDERR_FILENO))
		return;
	buf_put(out, S("comparing "));
	command_put_count(out, deploying->is.count, "file");
	buf_printf(out, " with %.*s\n", STR_ARG(deploying->is.target->id.s));
	flush(out);
}

static bool survey(struct deploying *deploying)
{
	struct deployment *deployment = &deploying->is;
	if (!deploy_open(deployment))
		return false;
	struct host_sizes sizes = {deployment->bytes, deployment->largest, deployment->largest_path};
	if (!host_check_sizes(deploying->site, &sizes, deployment->diags))
		return false;
	say_comparing(deploying);
	return deploy_survey(deployment);
}

/* What is planned is told first, also when it may not be done. */
static bool deploy(struct deploying *deploying)
{
	struct invocation *invocation = deploying->invocation;
	struct deployment *deployment = &deploying->is;
	if (!survey(deploying))
		return false;
	if (!invocation->is_quiet) {
		if (!has_nothing_to_do(deployment) && !invocation->is_dry)
			put_plan(deploying);
		put_others(deploying);
		flush(&invocation->messages);
	}
	if (invocation->is_dry)
		put_paths(deployment, &invocation->output);
	if (!deploy_check(deployment) || invocation->is_dry)
		return deployment->diags->errors == 0;
	bool ok = deploy_send(deployment);
	progress_end(deploying->progress);
	return ok;
}

enum exit_status command_deploy(struct invocation *invocation)
{
	struct site site = {0};
	struct diags diags = {0};
	struct site_options options = command_site_options(invocation);
	struct deploying deploying = {.invocation = invocation};
	const struct deploy_target *target = NULL;
	int64_t start = clock_ms();
	deploying.sheet = (struct sheet){
		.out = &invocation->messages, .arena = invocation->arena, .width = sheet_width(STDERR_FILENO)};
	process_hold_signals(NULL);
	bool is_read = site_read_settings(&site, &options, &diags) && has_targets(&site, &diags);
	if (is_read)
		target = find_target(invocation, &site, &invocation->messages);
	bool ok = false;
	if (target) {
		fill(&deploying, &site, target, &diags);
		ok = deploy(&deploying);
		deploy_close(&deploying.is);
	}
	enum exit_status status = command_report(invocation, &diags);
	if (ok && !invocation->is_quiet)
		put_summary(&deploying, clock_ms() - start);
	diags_free(&diags);
	site_free(&site);
	return is_read && !target ? EXIT_USAGE : status;
}

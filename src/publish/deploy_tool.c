/* SPDX-License-Identifier: MIT */
/* What the tools share: being started, and files that tell them what to do. These lie where a build puts its own files
   on their way, so that the next build or deploy clears them away. */
#include <assert.h>
#include <errno.h>
#include <string.h>

#include "publish/deploy_parts.h"
#include "publish/run.h"

void deploy_word(struct deploy_words *words, const char *word)
{
	assert(words->count + 1 < COUNT(words->at));
	words->at[words->count++] = word;
}

static bool no_tool(struct deployment *deployment, const char *program, int error)
{
	deployment->diags->is_system = true;
	diag_error(deployment->diags, deployment->target->addresses[deploy_target_kind(deployment->target)].mark,
		"no-tool", "%s cannot be started: %s", program,
		error == ENOENT ? "it is not installed" : strerror(error));
	diag_hint(deployment->diags, "install the package %s, or choose another kind of target: rsync, rclone or git",
		program);
	return false;
}

static bool stopped(struct deployment *deployment)
{
	deployment->diags->is_system = true;
	diag_error(deployment->diags, (struct mark){0}, "interrupted", "stopped before %.*s was up to date",
		STR_ARG(deployment->target->id.s));
	diag_hint(deployment->diags,
		"what readers find there works; the same command again carries on where this one stopped");
	return false;
}

bool deploy_run(struct deployment *deployment, const struct deploy_words *words, const struct deploy_run *how,
	struct process_end *end)
{
	struct process process = {.words = words->at,
		.environment = how->environment,
		.input = how->input,
		.line_end = how->line_end,
		.print = how->print,
		.complain = how->complain,
		.context = how->context};
	if (process_is_stopped())
		return stopped(deployment);
	*end = process_run(&process, deployment->arena);
	if (process_is_stopped())
		return stopped(deployment);
	if (end->unread)
		return diag_system(deployment->diags, "deploy-broken-off", str_of(words->at[0]), end->unread,
			"cannot read what is said by");
	return end->error == 0 || no_tool(deployment, words->at[0], end->error);
}

const char *deploy_scratch(struct deployment *deployment, const char *name, str text)
{
	struct manifest_entry ignored;
	str known = S(NAME_TEMPORARY);
	str path = arena_printf(deployment->arena, NAME_TEMPORARY "/%s", name);
	if (folder_remove(deployment->lock->dir, path)
		&& folder_write(deployment->lock->dir, path, text, &known, &ignored))
		return arena_printf(deployment->arena, "%s/%s", deployment->scratch, name).at;
	diag_system(deployment->diags, "write-failed", fs_join(deployment->arena, deployment->out, path), errno,
		"cannot write");
	return NULL;
}

const char *deploy_scratch_folder(struct deployment *deployment, const char *name)
{
	str path = arena_printf(deployment->arena, NAME_TEMPORARY "/%s", name);
	if (fs_make_folders(deployment->lock->dir, path))
		return arena_printf(deployment->arena, "%s/%s", deployment->scratch, name).at;
	diag_system(deployment->diags, "write-failed", fs_join(deployment->arena, deployment->out, path), errno,
		"cannot make the folder");
	return NULL;
}

const char *deploy_list(struct deployment *deployment, const str *paths, size_t count)
{
	struct buf text = {0};
	for (size_t i = 0; i < count; i++) {
		buf_put(&text, str_of(deployment->tool->list_start));
		buf_put(&text, paths[i]);
		buf_char(&text, deployment->tool->list_end);
	}
	const char *list = deploy_scratch(deployment, "list", buf_str(&text));
	buf_free(&text);
	return list;
}

void deploy_listen(struct deployment *deployment)
{
	for (size_t i = 0; i < deployment->count; i++)
		deployment->files[i].is_heard = false;
}

void deploy_hear(struct deployment *deployment, str path)
{
	struct deploy_file *file = map_get(&deployment->by_path, path);
	if (file)
		file->is_heard = true;
}

bool deploy_has_heard(struct deployment *deployment, enum deploy_change least)
{
	for (size_t i = 0; i < deployment->count; i++)
		if (!deployment->files[i].is_heard && deployment->files[i].change >= least)
			return deploy_passed_over(deployment, deployment->files[i].path);
	return true;
}

/* SPDX-License-Identifier: MIT */
/* In steps, so that whoever reads the site meanwhile, or after a crash between any two, finds each page with what it
   shows, and no page missing that was there before and is there after:

   journal  what is about to be ours, beside what already is
   way      old files of ours that stand where a folder must be
   send     new files class by class (assets, data, pages, indexes), then changed ones likewise
   verify   the tool compares what was sent
   remove   what is no longer made: pages before what they show
   record   what is ours now; the journal goes. */
#include <stdlib.h>

#include "base/fs.h"
#include "format/compress.h"
#include "publish/deploy_parts.h"
#include "publish/publish.h"

typedef bool step_with_list(struct deployment *deployment, const char *list);

static bool with_list(struct deployment *deployment, const str *paths, size_t count, step_with_list *step)
{
	if (count == 0)
		return true;
	const char *list = deploy_list(deployment, paths, count);
	return list && step(deployment, list);
}

static bool put_text(struct deployment *deployment, const char *name,
	void (*make)(const struct deployment *deployment, struct buf *out))
{
	struct buf text = {0};
	make(deployment, &text);
	bool ok = deployment->tool->put(deployment, name, buf_str(&text));
	buf_free(&text);
	return ok;
}

static bool is_below(str path, str folder)
{
	return path.len > folder.len && str_starts(path, folder) && path.at[folder.len] == '/';
}

/* An old file where a folder must be, or old files below what must be a file. */
static bool is_in_the_way(const struct deployment *deployment, str old)
{
	for (size_t end = 0; end < old.len; end++)
		if (old.at[end] == '/' && map_get(&deployment->by_path, str_part(old, 0, end)))
			return true;
	size_t low = 0, high = deployment->count;
	str behind = arena_printf(deployment->arena, "%.*s/", STR_ARG(old));
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (str_cmp(deployment->files[middle].path, behind) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low < deployment->count && is_below(deployment->files[low].path, old);
}

static int depth_cmp(const void *x, const void *y)
{
	str a = *(const str *)x, b = *(const str *)y;
	size_t in_a = 0, in_b = 0;
	for (size_t i = 0; i < a.len; i++)
		in_a += a.at[i] == '/';
	for (size_t i = 0; i < b.len; i++)
		in_b += b.at[i] == '/';
	return in_a != in_b ? (in_a < in_b) - (in_a > in_b) : str_cmp(a, b);
}

/* Folders that are left empty, the deepest first. Those with files of others are known to be none. */
static bool prune(struct deployment *deployment, const str *paths, size_t count)
{
	struct map kept = {0}, empty = {0};
	for (size_t i = 0; i < deployment->count; i++)
		for (str folder = fs_folder_of(deployment->files[i].path); folder.len; folder = fs_folder_of(folder))
			*map_at(&kept, deployment->arena, folder) = deployment;
	for (size_t i = 0; i < deployment->there.count; i++) {
		str path = deployment->there.entries[i].key;
		bool is_going = map_get(&deployment->recorded, path) && !map_get(&deployment->by_path, path);
		for (str folder = fs_folder_of(path); folder.len && !is_going; folder = fs_folder_of(folder))
			*map_at(&kept, deployment->arena, folder) = deployment;
	}
	for (size_t i = 0; i < count; i++)
		for (str folder = fs_folder_of(paths[i]); folder.len; folder = fs_folder_of(folder))
			if (!map_get(&kept, folder))
				*map_at(&empty, deployment->arena, folder) = deployment;
	str *folders = arena_array(deployment->arena, str, empty.count + 1);
	for (size_t i = 0; i < empty.count; i++)
		folders[i] = empty.entries[i].key;
	if (empty.count)
		qsort(folders, empty.count, sizeof *folders, depth_cmp);
	return empty.count == 0 || deployment->tool->prune(deployment, folders, empty.count);
}

/* What is deleted when. */
enum removal { IN_THE_WAY, PAGE, SHOWN_BY_PAGES };

static enum removal removal_of(const struct deployment *deployment, str path)
{
	str name = fs_name_of(path);
	if (is_in_the_way(deployment, path))
		return IN_THE_WAY;
	return str_search(name, S(".html")) < name.len ? PAGE : SHOWN_BY_PAGES;
}

static size_t those(const struct deployment *deployment, enum removal which, str *paths)
{
	size_t count = 0;
	for (size_t i = 0; i < deployment->delete_count; i++)
		if (removal_of(deployment, deployment->deletes[i]) == which)
			paths[count++] = deployment->deletes[i];
	return count;
}

static bool clear_way(struct deployment *deployment)
{
	str *paths = arena_array(deployment->arena, str, deployment->delete_count + 1);
	size_t count = those(deployment, IN_THE_WAY, paths);
	return with_list(deployment, paths, count, deployment->tool->remove) && prune(deployment, paths, count);
}

static bool remove_rest(struct deployment *deployment)
{
	str *paths = arena_array(deployment->arena, str, deployment->delete_count + 1);
	size_t pages = those(deployment, PAGE, paths), others = those(deployment, SHOWN_BY_PAGES, paths + pages);
	return with_list(deployment, paths, pages, deployment->tool->remove)
		&& with_list(deployment, paths + pages, others, deployment->tool->remove)
		&& prune(deployment, paths, pages + others);
}

/* A compressed copy stands in for its file, and is new only with it. */
static bool is_new(const struct deployment *deployment, const struct deploy_file *file)
{
	const struct deploy_file *plain = map_get(&deployment->by_path, compress_plain_path(file->path));
	return file->change == DEPLOY_ADD && (!plain || plain->change == DEPLOY_ADD);
}

static size_t turn_of(const struct deployment *deployment, const struct deploy_file *file)
{
	return is_new(deployment, file) ? publish_turn_of_new(file->path, file->order)
					: PUBLISH_TURN_CHANGED + file->order;
}

static bool send_in_turns(struct deployment *deployment)
{
	str *paths = arena_array(deployment->arena, str, deployment->adds + deployment->changes + 1);
	size_t all = 0;
	for (size_t turn = 0; turn < PUBLISH_TURNS; turn++) {
		size_t start = all;
		for (size_t i = 0; i < deployment->count; i++) {
			const struct deploy_file *file = &deployment->files[i];
			if (file->change != DEPLOY_SAME && turn_of(deployment, file) == turn)
				paths[all++] = file->path;
		}
		if (!with_list(deployment, paths + start, all - start, deployment->tool->send))
			return false;
	}
	return with_list(deployment, paths, all, deployment->tool->verify);
}

static bool send_step_by_step(struct deployment *deployment)
{
	const struct deploy_tool *tool = deployment->tool;
	bool is_recorded = deploy_is_recorded(deployment);
	deployment->has_journal |= !is_recorded;
	bool ok = tool->prepare(deployment) && (is_recorded || put_text(deployment, RECORD_JOURNAL, deploy_put_journal))
		&& clear_way(deployment) && send_in_turns(deployment) && remove_rest(deployment)
		&& (is_recorded || put_text(deployment, RECORD_NAME, deploy_put_record));
	return ok && tool->tidy(deployment);
}

bool deploy_send(struct deployment *deployment)
{
	if (deployment->adds + deployment->changes + deployment->delete_count == 0 && !deployment->needs_tidying)
		return true;
	return deployment->tool->publish ? deployment->tool->publish(deployment) : send_step_by_step(deployment);
}

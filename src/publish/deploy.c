/* SPDX-License-Identifier: MIT */
#include "publish/deploy.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

#include "publish/deploy_parts.h"
#include "publish/run.h"

static const struct deploy_tool *const tools[] = {
	[DEPLOY_RSYNC] = &deploy_rsync, [DEPLOY_RCLONE] = &deploy_rclone, [DEPLOY_GIT] = &deploy_git};

/* Opening */

static bool not_built(struct deployment *deployment, const char *what, str path)
{
	diag_error(deployment->diags, (struct mark){0}, "not-built", "%.*s%s%.*s%s", STR_ARG(deployment->out),
		path.len ? "/" : "", STR_ARG(path), what);
	diag_hint(deployment->diags, "nothing was sent; `rolecast build` first");
	return false;
}

static bool edited(struct deployment *deployment, str path)
{
	diag_error(deployment->diags, (struct mark){0}, "edited-output", "%.*s/%.*s was edited by hand",
		STR_ARG(deployment->out), STR_ARG(path));
	diag_hint(deployment->diags, "nothing was sent; `rolecast build` makes it what it was");
	return false;
}

/* False, told once, when one of the folders above is none: tools go through links, or leave out what is behind them. */
static bool check_folders_above(struct deployment *deployment, str path, struct map *folders)
{
	bool ok = true;
	for (str folder = fs_folder_of(path); folder.len && ok; folder = fs_folder_of(folder)) {
		char name[PATH_MAX];
		struct stat facts;
		void **known = map_at(folders, deployment->arena, folder);
		if (!*known) {
			bool is_other = fs_c_path(folder, name)
				&& fstatat(deployment->lock->dir, name, &facts, AT_SYMLINK_NOFOLLOW) == 0
				&& !S_ISDIR(facts.st_mode);
			*known = is_other ? (void *)folders : (void *)deployment;
			ok = !is_other || not_built(deployment, " is no plain folder", folder);
		}
		ok &= *known == deployment;
	}
	return ok;
}

static bool unseen(struct deployment *deployment, str path, const char *what)
{
	str shown = path.len ? fs_join(deployment->arena, deployment->out, path) : deployment->out;
	return diag_system(deployment->diags, "unreadable", shown, errno, what);
}

/* A copy of an output has other times: then the bytes count. */
static bool check_file(struct deployment *deployment, const struct manifest_entry *entry)
{
	struct manifest_entry there = {.path = entry->path};
	if (!folder_stat(deployment->lock->dir, entry->path, &there))
		return fs_is_absence(errno) ? not_built(deployment, " is missing", entry->path)
			: errno == EEXIST   ? not_built(deployment, " is no plain file", entry->path)
					    : unseen(deployment, entry->path, "cannot look at");
	if (manifest_is_same_time(&there, entry))
		return true;
	if (there.size != entry->size)
		return edited(deployment, entry->path);
	if (!folder_hash(deployment->lock->dir, &there))
		return unseen(deployment, entry->path, "cannot read");
	return hash_eq(there.hash, entry->hash) || edited(deployment, entry->path);
}

static bool take_files(struct deployment *deployment)
{
	const struct manifest *manifest = &deployment->lock->manifest;
	struct map folders = {0};
	bool ok = true;
	deployment->files = arena_array(deployment->arena, struct deploy_file, manifest->count);
	deployment->count = manifest->count;
	for (size_t i = 0; i < manifest->count; i++) {
		const struct manifest_entry *entry = &manifest->entries[i];
		deployment->bytes += entry->size;
		if (entry->size > deployment->largest) {
			deployment->largest = entry->size;
			deployment->largest_path = entry->path;
		}
		enum publish_order order = entry->order < PUBLISH_ORDERS ? entry->order : PUBLISH_INDEXES;
		deployment->files[i] = (struct deploy_file){.path = entry->path, .order = order};
		*map_at(&deployment->by_path, deployment->arena, entry->path) = &deployment->files[i];
		ok &= check_folders_above(deployment, entry->path, &folders) && check_file(deployment, entry);
	}
	return ok;
}

static bool find_strays(struct deployment *deployment)
{
	struct fs_entry *entries;
	size_t count;
	str where;
	if (!fs_list(deployment->lock->folder, deployment->arena, &entries, &count, &where))
		return diag_system(deployment->diags, "unreadable",
			arena_join(deployment->arena, deployment->out, str_skip(where, deployment->lock->folder.len)),
			errno, "cannot list");
	deployment->strays = arena_array(deployment->arena, str, count);
	for (size_t i = 0; i < count; i++)
		if (!map_get(&deployment->by_path, entries[i].path))
			deployment->strays[deployment->stray_count++] =
				deploy_harmless(deployment->arena, entries[i].path);
	return true;
}

static bool check_options(struct deployment *deployment)
{
	str made = deployment->lock->manifest.made_with, wanted = deployment->made_with;
	if (str_eq(made, wanted))
		return true;
	if (made.len) {
		diag_error(deployment->diags, (struct mark){0}, "other-build", "%.*s was built with %.*s",
			STR_ARG(deployment->out), STR_ARG(made));
		diag_hint(deployment->diags,
			"nothing was sent; build without it, or say that it is meant: rolecast deploy %.*s %.*s",
			STR_ARG(deployment->target->id.s), STR_ARG(made));
	} else {
		diag_error(deployment->diags, (struct mark){0}, "other-build", "%.*s was built without %.*s",
			STR_ARG(deployment->out), STR_ARG(wanted));
		diag_hint(deployment->diags, "nothing was sent; rolecast build %.*s", STR_ARG(wanted));
	}
	return false;
}

static bool check_output(struct deployment *deployment)
{
	const struct publish_lock *lock = deployment->lock;
	if (lock->was_crash)
		return not_built(deployment, ": its last build was cut short", (str){0});
	if (lock->manifest.count == 0)
		return not_built(deployment, " holds no site", (str){0});
	if (lock->manifest.is_old)
		return not_built(deployment, " was built by an older rolecast", (str){0});
	return check_options(deployment) && take_files(deployment) && find_strays(deployment);
}

static bool open_scratch(struct deployment *deployment)
{
	struct publish_lock *lock = deployment->lock;
	char real[PATH_MAX];
	folder_remove_tree(lock->dir, S(NAME_TEMPORARY));
	if (mkdirat(lock->dir, NAME_TEMPORARY, 0700) != 0 || !realpath(lock->folder.at, real))
		return diag_system(deployment->diags, "unwritable", deployment->out, errno, "cannot write into");
	deployment->source = arena_printf(deployment->arena, "%s/", real).at;
	deployment->scratch = arena_printf(deployment->arena, "%s/" NAME_TEMPORARY, real).at;
	return true;
}

bool deploy_open(struct deployment *deployment)
{
	str out = deployment->out;
	if (!str_starts(out, S("/")))
		out = fs_join(deployment->arena, deployment->folder, out);
	if (!fs_is_folder(out))
		return fs_is_absence(errno) ? not_built(deployment, " is not there", (str){0})
					    : unseen(deployment, (str){0}, "cannot look at");
	deployment->lock = publish_open(out, deployment->diags);
	deployment->tool = tools[deploy_target_kind(deployment->target)];
	return deployment->lock && check_output(deployment) && open_scratch(deployment)
		&& deploy_take_address(deployment) && deploy_check_place(deployment);
}

void deploy_close(struct deployment *deployment)
{
	if (!deployment->lock)
		return;
	if (deployment->scratch)
		folder_remove_tree(deployment->lock->dir, S(NAME_TEMPORARY));
	publish_close(deployment->lock);
	deployment->lock = NULL;
}

/* The plan */

void deploy_is_there(struct deployment *deployment, str path)
{
	str top = str_part(path, 0, str_find(path, '/'));
	if (str_eq(path, S(RECORD_NAME)))
		deployment->has_record = true;
	else if (str_eq(path, S(RECORD_JOURNAL)))
		deployment->has_journal = deployment->has_leftovers = true;
	else if (str_eq(top, S(RECORD_TEMPORARY)))
		deployment->has_leftovers = true;
	else if (!str_starts(path, S(".rolecast-")))
		*map_at(&deployment->there, deployment->arena, arena_copy(deployment->arena, path)) = deployment;
}

void deploy_mark(struct deployment *deployment, str path, enum deploy_change change)
{
	struct deploy_file *file = map_get(&deployment->by_path, path);
	if (file)
		file->change = change;
}

static int path_cmp(const void *x, const void *y)
{
	return str_cmp(*(const str *)x, *(const str *)y);
}

/* index.html.1a2b3c4d.partial: what rclone has left of a file of ours when it was killed. */
static bool is_partial_file(const struct deployment *deployment, str path)
{
	enum { FEWEST_DIGITS = 6 };
	if (!str_ends(path, S(".partial")))
		return false;
	path.len -= S(".partial").len;
	size_t end = path.len;
	while (path.len && str_find(S("0123456789abcdef"), path.at[path.len - 1]) < 16)
		path.len--;
	if (end - path.len < FEWEST_DIGITS || !str_ends(path, S(".")))
		return false;
	path.len--;
	return map_get(&deployment->by_path, path) || map_get(&deployment->recorded, path);
}

static void plan_deletes(struct deployment *deployment)
{
	const struct map *there = &deployment->there;
	deployment->deletes = arena_array(deployment->arena, str, there->count);
	for (size_t i = 0; i < there->count; i++) {
		str path = there->entries[i].key;
		if (map_get(&deployment->by_path, path))
			continue;
		bool is_link = map_get(&deployment->links, path) != NULL;
		if (!is_link && (map_get(&deployment->recorded, path) || is_partial_file(deployment, path)))
			deployment->deletes[deployment->delete_count++] = path;
		else
			deployment->foreign++;
	}
	if (deployment->delete_count)
		qsort(deployment->deletes, deployment->delete_count, sizeof *deployment->deletes, path_cmp);
}

bool deploy_is_recorded(const struct deployment *deployment)
{
	if (!deployment->has_record || deployment->has_old_record || deployment->other_site.len
		|| deployment->recorded.count != deployment->count)
		return false;
	for (size_t i = 0; i < deployment->count; i++)
		if (!map_get(&deployment->recorded, deployment->files[i].path))
			return false;
	return true;
}

bool deploy_survey(struct deployment *deployment)
{
	if (!deployment->tool->look(deployment))
		return false;
	if (!deploy_find_links(deployment))
		return false;
	for (size_t i = 0; i < deployment->count; i++) {
		deployment->adds += deployment->files[i].change == DEPLOY_ADD;
		deployment->changes += deployment->files[i].change == DEPLOY_CHANGE;
	}
	plan_deletes(deployment);
	deployment->needs_tidying = deployment->has_leftovers || !deploy_is_recorded(deployment);
	return true;
}

static bool check_deletes(const struct deployment *deployment)
{
	enum { FEW = 20, PART = 10 };
	size_t count = deployment->delete_count, had = deployment->recorded.count;
	bool is_usual = deployment->max_deletes == DEPLOY_ANY_DELETES ? count <= FEW || count * PART <= had
								      : count <= (size_t)deployment->max_deletes;
	if (is_usual)
		return true;
	diag_error(deployment->diags, (struct mark){0}, "too-many-deletes", "%.*s would lose %zu of its %zu files",
		STR_ARG(deployment->target->id.s), count, had);
	diag_hint(deployment->diags,
		"nothing was sent; --dry-run lists them, and if that is meant, --max-deletes %zu allows it", count);
	return false;
}

/* A file of others is in the way unless its bytes are what we would send. */
static bool check_foreign(const struct deployment *deployment)
{
	size_t count = 0;
	str first = {0};
	for (size_t i = 0; i < deployment->count && !deployment->is_forced; i++) {
		const struct deploy_file *file = &deployment->files[i];
		bool is_ours = map_get(&deployment->recorded, file->path) && !map_get(&deployment->links, file->path);
		if (file->change != DEPLOY_CHANGE || is_ours)
			continue;
		first = count ? first : file->path;
		count++;
	}
	if (count == 0)
		return true;
	diag_error(deployment->diags, (struct mark){0}, "foreign-file",
		"%.*s of %.*s%s in the way: rolecast did not put %s there", STR_ARG(first),
		STR_ARG(deployment->target->id.s),
		count == 1 ? " is" : arena_printf(deployment->arena, " and %zu other files are", count - 1).at,
		count == 1 ? "it" : "them");
	diag_hint(deployment->diags,
		"nothing was sent; is %s the right place? --force replaces what is in the way, and nothing else",
		deployment->address);
	return false;
}

static bool in_the_way(const struct deployment *deployment, str path, const char *what)
{
	diag_error(deployment->diags, (struct mark){0}, "foreign-file", "%.*s of %.*s is in the way: it is %s",
		STR_ARG(path), STR_ARG(deployment->target->id.s), what);
	diag_hint(deployment->diags, "nothing was sent; move it away");
	return false;
}

/* A file of others where a folder must be could only be deleted: nobody can ask for that. */
static bool check_folders(const struct deployment *deployment)
{
	for (size_t i = 0; i < deployment->count; i++) {
		str folder = fs_folder_of(deployment->files[i].path);
		for (; folder.len; folder = fs_folder_of(folder)) {
			if (map_get(&deployment->links, folder))
				return in_the_way(deployment, folder, "a link, and leads elsewhere");
			if (map_get(&deployment->there, folder) && !map_get(&deployment->recorded, folder))
				return in_the_way(deployment, folder, "no folder");
		}
	}
	return true;
}

/* What would be written to a name of ours would land where the link leads. */
static bool check_names(const struct deployment *deployment)
{
	static const char *const ours[] = {RECORD_NAME, RECORD_JOURNAL, RECORD_TEMPORARY};
	for (size_t i = 0; i < COUNT(ours); i++)
		if (map_get(&deployment->links, str_of(ours[i])))
			return in_the_way(deployment, str_of(ours[i]), "a link, and leads elsewhere");
	return true;
}

static bool check_site(const struct deployment *deployment)
{
	if (deployment->other_site.len == 0 || deployment->is_forced)
		return true;
	diag_error(deployment->diags, (struct mark){0}, "other-site", "%.*s holds another site: %.*s",
		STR_ARG(deployment->target->id.s), STR_ARG(deployment->other_site));
	diag_hint(deployment->diags,
		"nothing was sent; is %s the right place? With --force this site takes over: it replaces and deletes "
		"the other one's files",
		deployment->address);
	return false;
}

bool deploy_check(struct deployment *deployment)
{
	if (!check_site(deployment))
		return false;
	bool ok = check_deletes(deployment) & check_folders(deployment) & check_names(deployment);
	return check_foreign(deployment) && ok;
}

/* SPDX-License-Identifier: MIT */
/* A target that is a folder of this machine: it is looked at here, because the tools follow links there, or replace
   them, and git runs the hooks of a repository that it is pointed to. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <strings.h>
#include <unistd.h>

#include "base/fs.h"
#include "base/url.h"
#include "publish/deploy_parts.h"
#include "publish/run.h"

/* All links followed, also where only the first folders of the path are there. */
static str real_of(struct arena *arena, str path)
{
	char name[PATH_MAX], real[PATH_MAX];
	for (str at = path;; at = fs_folder_of(at)) {
		if (fs_c_path(at.len ? at : S("/"), name) && realpath(name, real)) {
			str rest = str_skip(path, at.len ? at.len + 1 : 1);
			return rest.len ? fs_join(arena, str_of(real), rest) : arena_copy(arena, str_of(real));
		}
		if (at.len == 0)
			return path;
	}
}

static bool is_within(str path, str folder)
{
	for (str at = path;; at = fs_folder_of(at)) {
		if (fs_is_same(at.len ? at : S("/"), folder))
			return true;
		if (at.len == 0)
			return false;
	}
}

/* The folder of this machine that an address means; empty for one elsewhere. */
static str folder_of(const struct deployment *deployment, str address)
{
	if (deploy_colon(address) == address.len)
		return address;
	bool is_file = deploy_target_kind(deployment->target) == DEPLOY_GIT && str_starts(address, S("file://"));
	return is_file ? url_decode(deployment->arena, str_skip(address, S("file:").len)) : (str){0};
}

/* The tool gets a folder as it is looked at here: a system might read a ".." behind a link otherwise. */
bool deploy_take_address(struct deployment *deployment)
{
	const struct deploy_target *target = deployment->target;
	str address = target->addresses[deploy_target_kind(target)].s, normal;
	str folder = folder_of(deployment, address);
	char site[PATH_MAX], real[PATH_MAX];
	deployment->address = arena_copy(deployment->arena, address).at;
	if (!fs_c_path(deployment->folder.len ? deployment->folder : S("."), site) || !realpath(site, real))
		return diag_system(deployment->diags, "unreadable", deployment->folder, errno, "cannot open");
	deployment->site = arena_copy(deployment->arena, str_of(real));
	if (folder.len == 0)
		return true;
	if (!str_starts(folder, S("/")))
		folder = fs_join(deployment->arena, deployment->site, folder);
	if (!fs_normal(deployment->arena, folder, &normal))
		normal = (str){0};
	str whole = arena_printf(deployment->arena, "/%.*s", STR_ARG(normal));
	deployment->address = whole.at;
	deployment->local = real_of(deployment->arena, whole).at;
	return true;
}

/* The checkout that holds the site: what came with it may be anybody's. Empty when there is none. */
static str checkout_of(struct arena *arena, str site)
{
	for (; site.len; site = fs_folder_of(site))
		if (fs_exists(fs_join(arena, site, S(".git"))))
			return site;
	return site;
}

/* What git keeps for itself: a program that looks at the repository would obey it. */
static bool is_in_repository(struct arena *arena, str path)
{
	static const char *const parts[] = {"HEAD", "objects", "refs"};
	for (; path.len; path = fs_folder_of(path)) {
		size_t found = 0;
		while (found < COUNT(parts) && fs_exists(fs_join(arena, path, str_of(parts[found]))))
			found++;
		str name = fs_name_of(path);
		if (found == COUNT(parts) || (name.len == 4 && strncasecmp(name.at, ".git", 4) == 0))
			return true;
	}
	return false;
}

static bool bad_place(struct deployment *deployment, const char *what)
{
	const struct deploy_target *target = deployment->target;
	diag_error(deployment->diags, target->addresses[deploy_target_kind(target)].mark, "bad-target",
		"target '%.*s' %s", STR_ARG(target->id.s), what);
	diag_hint(deployment->diags,
		"nothing was sent; choose one that is neither in the folder of the site nor around it");
	return false;
}

bool deploy_check_place(struct deployment *deployment)
{
	str local = deployment->local ? str_of(deployment->local) : (str){0}, out = deployment->lock->folder;
	str site = deployment->site, inner = str_of(deployment->source);
	str checkout = checkout_of(deployment->arena, site);
	bool is_git = deploy_target_kind(deployment->target) == DEPLOY_GIT;
	if (local.len == 0)
		return true;
	if (fs_is_same(local, out))
		return bad_place(deployment, "is the output folder itself");
	if (is_within(local, out))
		return bad_place(deployment, "is inside the output folder");
	if (is_within(local, site))
		return bad_place(deployment, "is inside the folder of the site");
	if (is_within(site, local) || is_within(str_part(inner, 0, inner.len - 1), local))
		return bad_place(deployment, "holds the site or its output");
	if (!is_git && is_in_repository(deployment->arena, local))
		return bad_place(deployment, "is inside what git keeps for itself");
	return !is_git || checkout.len == 0 || !is_within(local, checkout)
		|| bad_place(deployment, "is a repository inside the checkout of the site");
}

/* Links */

void deploy_is_link(struct deployment *deployment, str path)
{
	str kept = arena_copy(deployment->arena, path);
	*map_at(&deployment->links, deployment->arena, kept) = deployment;
	if (!str_starts(path, S(".rolecast-")))
		*map_at(&deployment->there, deployment->arena, kept) = deployment;
}

static bool cannot_look(struct deployment *deployment, str path)
{
	str folder = str_of(deployment->local);
	str shown = path.len ? fs_join(deployment->arena, folder, path) : folder;
	return diag_system(deployment->diags, "unreadable", shown, errno, "cannot look at");
}

/* False, told, when nobody can say whether it is one: a tool would go through it. */
static bool look_at(struct deployment *deployment, int dir, str path)
{
	char name[PATH_MAX];
	struct stat facts;
	if (!fs_c_path(path, name) || fstatat(dir, name, &facts, AT_SYMLINK_NOFOLLOW) != 0)
		return fs_is_absence(errno) || cannot_look(deployment, path);
	if (S_ISLNK(facts.st_mode))
		deploy_is_link(deployment, path);
	return true;
}

/* What is below a link is not looked at for its own sake: that the link is there is enough. */
static bool look_below(struct deployment *deployment, int dir)
{
	static const char *const ours[] = {RECORD_NAME, RECORD_JOURNAL, RECORD_TEMPORARY};
	struct map seen = {0};
	bool ok = true;
	for (size_t i = 0; i < COUNT(ours); i++)
		ok = ok && look_at(deployment, dir, str_of(ours[i]));
	for (size_t i = 0; i < deployment->count && ok; i++) {
		str path = deployment->files[i].path;
		ok = look_at(deployment, dir, path);
		for (str folder = fs_folder_of(path); folder.len && ok; folder = fs_folder_of(folder)) {
			void **is_seen = map_at(&seen, deployment->arena, folder);
			if (*is_seen)
				break;
			*is_seen = deployment;
			ok = look_at(deployment, dir, folder);
		}
	}
	return ok;
}

bool deploy_find_links(struct deployment *deployment)
{
	int dir = deployment->local ? fs_open(AT_FDCWD, deployment->local, O_RDONLY | O_DIRECTORY) : -1;
	bool ok = dir >= 0 || !deployment->local || fs_is_absence(errno) || cannot_look(deployment, (str){0});
	if (dir >= 0) {
		ok = look_below(deployment, dir);
		close(dir);
	}
	for (size_t i = 0; i < deployment->links.count; i++)
		deploy_mark(deployment, deployment->links.entries[i].key, DEPLOY_CHANGE);
	return ok;
}

bool deploy_clear_links(struct deployment *deployment)
{
	int dir = deployment->local ? fs_open(AT_FDCWD, deployment->local, O_RDONLY | O_DIRECTORY) : -1;
	bool ok = true;
	for (size_t i = 0; i < deployment->links.count && dir >= 0 && ok; i++) {
		str path = deployment->links.entries[i].key;
		if (map_get(&deployment->by_path, path) && !folder_remove(dir, path))
			ok = diag_system(deployment->diags, "unwritable",
				fs_join(deployment->arena, str_of(deployment->local), path), errno, "cannot remove");
	}
	if (dir >= 0)
		close(dir);
	return ok;
}

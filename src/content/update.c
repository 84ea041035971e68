/* SPDX-License-Identifier: MIT */
/* A site anew after a few of its files changed. Inputs and roles that are as they were are shared with the site
   before until the new one is known to be right; then they change hands. */
#include <assert.h>
#include <errno.h>
#include <stdlib.h>

#include "content/load.h"

static int path_cmp(const void *x, const void *y)
{
	return str_cmp(*(const str *)x, *(const str *)y);
}

/* Those of `paths` that are there now, sorted; the folder is <site>/content. */
static size_t look(
	struct site *site, str content, const str *sorted, size_t count, struct fs_entry *entries, struct diags *diags)
{
	size_t found = 0;
	for (size_t i = 0; i < count; i++) {
		if (i && str_eq(sorted[i], sorted[i - 1]))
			continue;
		if (fs_look(content, sorted[i], &site->arena, &entries[found]))
			found++;
		else if (errno != ENOENT)
			diag_system(diags, "unreadable", sorted[i], errno, "cannot read");
	}
	return found;
}

static bool is_as_it_was(const struct input *now, const struct input *then)
{
	return then && hash_eq(now->hash, then->hash) && now->size == then->size && now->is_broken == then->is_broken
		&& now->is_text == then->is_text;
}

/* Both lists are sorted; what `changed` names is taken from `fresh`, or is gone. */
static bool merge(struct site *site, const struct site *before, const str *changed, size_t changed_count,
	struct input **fresh, size_t fresh_count)
{
	bool is_same = true;
	size_t next = 0, skip = 0;
	for (size_t i = 0; i < before->input_count || next < fresh_count;) {
		struct input *old = i < before->input_count ? before->inputs[i] : NULL;
		struct input *new = next < fresh_count ? fresh[next] : NULL;
		assert(old || new);
		int order = !old ? 1 : !new ? -1 : str_cmp(old->below, new->below);
		if (order < 0) {
			while (skip < changed_count && str_cmp(changed[skip], old->below) < 0)
				skip++;
			bool is_gone = skip < changed_count && str_eq(changed[skip], old->below);
			is_same &= !is_gone;
			if (!is_gone)
				site->inputs[site->input_count++] = old;
			i++;
			continue;
		}
		bool is_equal = order == 0 && is_as_it_was(new, old);
		new->is_new = !is_equal;
		is_same &= is_equal;
		site->inputs[site->input_count++] = is_equal ? old : new;
		if (is_equal)
			input_free(new);
		i += order == 0;
		next++;
	}
	return is_same;
}

/* What links lead to may be among what changed under another name. */
static str *with_links(struct site *site, const str *paths, size_t *count)
{
	const struct site *before = site->before;
	size_t links = 0;
	for (size_t i = 0; i < before->input_count; i++)
		links += before->inputs[i]->is_link;
	str *all = arena_array(&site->arena, str, *count + links);
	for (size_t i = 0; i < *count; i++)
		all[i] = paths[i];
	for (size_t i = 0; i < before->input_count; i++)
		if (before->inputs[i]->is_link)
			all[(*count)++] = before->inputs[i]->below;
	return all;
}

bool site_read_again(struct site *site, struct site *before, const str *paths, size_t count, enum carrying carrying,
	bool *is_same, struct diags *diags)
{
	size_t errors = diags->errors;
	*site = (struct site){.options = before->options, .before = before};
	str content = fs_join(&site->arena, site->options.folder, S("content"));
	str *sorted = with_links(site, paths, &count);
	struct fs_entry *entries = arena_array(&site->arena, struct fs_entry, count);
	struct input **fresh = arena_array(&site->arena, struct input *, count);
	if (count)
		qsort(sorted, count, sizeof *sorted, path_cmp);
	size_t found = look(site, content, sorted, count, entries, diags);
	inputs_read(site, entries, found, fresh, diags);
	site->inputs = arena_array(&site->arena, struct input *, before->input_count + found);
	*is_same = merge(site, before, sorted, count, fresh, found);
	bool is_history = false;
	for (size_t i = 0; i < count; i++)
		is_history |= str_starts(sorted[i], S("editions/"));
	/* Scores of earlier editions are looked for in texts, too. */
	site->may_carry = carrying == CARRY_ROLES && !is_history
		&& input_named(site, S("site.yaml")) == input_named(before, S("site.yaml"))
		&& input_named(site, S("sources.yaml")) == input_named(before, S("sources.yaml"));
	return diags->errors == errors;
}

/* Inputs that both have belong to the later site. */
static void take_inputs(struct site *site)
{
	struct site *before = site->before;
	for (size_t i = 0, k = 0; i < site->input_count && k < before->input_count;) {
		int order = str_cmp(site->inputs[i]->below, before->inputs[k]->below);
		if (order == 0 && site->inputs[i] == before->inputs[k])
			before->inputs[k] = NULL;
		i += order <= 0;
		k += order >= 0;
	}
	for (size_t i = 0; i < site->input_count; i++)
		site->inputs[i]->is_new = false;
}

/* What a carried role knows of its site is equal in both, but lies elsewhere now. */
static void take_role(struct site *site, struct role *role)
{
	struct site *before = site->before;
	struct role *old = map_get(&before->role_by_slug, role->slug);
	old->arena = (struct arena){0};
	role->is_carried = false;
	role->of_category = &site->settings.categories.items[role->category_index];
	for (size_t i = 0; i < site->level_count; i++)
		role->levels[i].level = &site->levels[i];
	for (size_t i = 0; i < role->cited.count; i++)
		role->cited.items[i] = &site->sources.items[role->cited.items[i] - before->sources.items];
}

void site_settle(struct site *site)
{
	take_inputs(site);
	editions_settle(site);
	for (size_t i = 0; i < site->role_count; i++)
		if (site->roles[i].is_carried)
			take_role(site, &site->roles[i]);
	site->before = NULL;
}

bool site_has_carried(const struct site *site, const struct source *source)
{
	str path = source ? source->path : (str){0}, slug;
	if (!str_take(&path, S("content/roles/")))
		return false;
	slug = str_part(path, 0, str_find(path, '/'));
	if (slug.len == path.len && str_ends(slug, S(".md")))
		slug.len -= S(".md").len;
	const struct role *role = map_get(&site->role_by_slug, slug);
	return role && role->is_carried;
}

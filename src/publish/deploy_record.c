/* SPDX-License-Identifier: MIT */
/* Lines of text: a head, `site` and its address, a path a line, `end`. What is recorded as ours at a target is what two
   files say together, one of which is whole at any moment: so a line is believed only when it has its end. */
#include "publish/deploy_parts.h"
#include "publish/manifest.h"

#include <stdlib.h>

static const str head = {"rolecast deployed 1\n", 20}, last = {"end\n", 4}, of_site = {"site ", 5};

/* It comes from elsewhere: a path that leads out of the target, or to a name of ours, is none. */
static bool is_path(str path)
{
	return path.len <= 4096 && manifest_is_path(path);
}

/* A path, which may begin like this as well, has no "//" in it. */
static void take_site(struct deployment *deployment, str *text)
{
	str line = str_part(*text, 0, str_find(*text, '\n')), rest = line;
	if (line.len == text->len || !str_take(&rest, of_site) || str_search(rest, S("://")) == rest.len) {
		deployment->has_old_record = true;
		return;
	}
	*text = str_skip(*text, line.len + 1);
	if (!str_eq(rest, deployment->url))
		deployment->other_site = deploy_harmless(deployment->arena, rest);
}

void deploy_take_record(struct deployment *deployment, str text)
{
	if (!str_take(&text, head))
		return;
	text = arena_copy(deployment->arena, text);
	take_site(deployment, &text);
	for (size_t length; (length = str_find(text, '\n')) < text.len; text = str_skip(text, length + 1)) {
		str path = str_part(text, 0, length);
		bool is_end = str_eq(path, S("end")) && text.len == last.len;
		if (!is_end && is_path(path))
			*map_at(&deployment->recorded, deployment->arena, path) = deployment;
	}
}

static int path_cmp(const void *x, const void *y)
{
	return str_cmp(*(const str *)x, *(const str *)y);
}

static void put_paths(str url, str *paths, size_t count, struct buf *out)
{
	if (count)
		qsort(paths, count, sizeof *paths, path_cmp);
	buf_put(out, head);
	buf_printf(out, "%.*s%.*s\n", STR_ARG(of_site), STR_ARG(url));
	for (size_t i = 0; i < count; i++) {
		if (i && str_eq(paths[i], paths[i - 1]))
			continue;
		buf_put(out, paths[i]);
		buf_char(out, '\n');
	}
	buf_put(out, last);
}

/* Both with those of the site, the second with all others of ours that are there, too. */
static void put_those(const struct deployment *deployment, bool with_old, struct buf *out)
{
	struct arena arena = {0};
	const struct map *old = &deployment->recorded;
	str *paths = arena_array(&arena, str, deployment->count + old->count + 1);
	size_t count = 0;
	for (size_t i = 0; i < deployment->count; i++)
		paths[count++] = deployment->files[i].path;
	for (size_t i = 0; i < old->count && with_old; i++)
		if (map_get(&deployment->there, old->entries[i].key))
			paths[count++] = old->entries[i].key;
	put_paths(deployment->url, paths, count, out);
	arena_free(&arena);
}

void deploy_put_record(const struct deployment *deployment, struct buf *out)
{
	put_those(deployment, false, out);
}

void deploy_put_journal(const struct deployment *deployment, struct buf *out)
{
	put_those(deployment, true, out);
}

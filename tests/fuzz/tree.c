/* SPDX-License-Identifier: MIT */
#include "tree.h"

#include <stdlib.h>

#include "content/load.h"

static const char settings[] = "title: T\nbase_url: https://e.example/b\ncategories: [{id: c, title: C}]\n";
static const char sources[] = "s:\n  title: S\n  publisher: P\n  url: https://e.example\n  published: 2024\n";

/* As input files are checked before anything reads them. */
static bool is_text(str text)
{
	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.at[i];
		if ((c < ' ' && c != '\n' && c != '\t' && c != '\r') || c == 0x7F)
			return false;
		if (c == 0xC2 && i + 1 < text.len && (unsigned char)text.at[i + 1] < 0xA0 && text.at[i + 1] != '\x85')
			return false;
	}
	return str_utf8_fault(text) == text.len;
}

static bool has_ending(str below)
{
	return str_ends(below, S(".md")) || str_ends(below, S(".yaml")) || str_ends(below, S(".csv"));
}

/* A build does not see hidden files. */
static bool is_hidden(str below)
{
	while (below.len) {
		size_t end = str_find(below, '/');
		if (fs_is_ignored(str_part(below, 0, end)))
			return true;
		below = str_skip(below, end + 1);
	}
	return false;
}

bool tree_add(struct tree *tree, str below, str text)
{
	size_t at = 0, most = str_ends(below, S(".md")) ? MARKDOWN_MAX_BYTES : YAML_MAX_BYTES;
	str normal;
	if (tree->count == TREE_MOST_FILES || !is_text(below) || !fs_normal(&tree->arena, below, &normal)
		|| !str_eq(below, normal) || below.len == 0 || is_hidden(below))
		return false;
	if (has_ending(below) && (!is_text(text) || text.len > most))
		return false;
	while (at < tree->count && str_cmp(tree->inputs[at]->below, below) < 0)
		at++;
	if (at < tree->count && str_eq(tree->inputs[at]->below, below))
		return false;
	for (size_t i = tree->count; i > at; i--)
		tree->inputs[i] = tree->inputs[i - 1];
	struct input *input = tree->inputs[at] = &tree->files[tree->count++];
	bool is_read = has_ending(below) && !str_starts(below, S("files/"));
	*input = (struct input){.below = arena_copy(&tree->arena, below), .is_text = is_read, .size = text.len};
	input->source.path = arena_join(&tree->arena, S("content/"), below);
	if (is_read)
		input->source.text = arena_copy(&tree->arena, text);
	input->names_us = str_search(input->source.text, S("rolecast:")) < input->source.text.len;
	input->runs = drawing_runs(below, text);
	input->hash = hash_128(text);
	return true;
}

void tree_unpack(struct tree *tree, str bytes)
{
	str line, path = {0};
	const char *from = bytes.at;
	while (bytes.len) {
		const char *start = bytes.at;
		if (!str_take_line(&bytes, &line))
			break;
		if (!str_take(&line, S("@@ ")))
			continue;
		if (path.len)
			tree_add(tree, path, (str){from, (size_t)(start - from)});
		path = line;
		from = bytes.at;
	}
	if (path.len)
		tree_add(tree, path, (str){from, (size_t)(bytes.at - from)});
}

void tree_complete(struct tree *tree)
{
	tree_add(tree, S("site.yaml"), str_of(settings));
	tree_add(tree, S("sources.yaml"), str_of(sources));
}

static void begin(struct tree *tree)
{
	tree->site = (struct site){.options = {.folder = S("."), .as_of = {2026, 11, 21}, .workers = 1},
		.inputs = tree->inputs,
		.input_count = tree->count};
}

bool tree_load(struct tree *tree)
{
	begin(tree);
	bool ok = site_settings(&tree->site, &tree->diags);
	ok &= site_load(&tree->site, &tree->diags);
	return ok && tree->diags.errors == 0;
}

void tree_free(struct tree *tree)
{
	struct buf out = {0};
	diags_sort(&tree->diags);
	diags_json(&tree->diags, &out);
	out.len = 0;
	diags_print(&tree->diags, &out, true);
	buf_free(&out);
	diags_free(&tree->diags);
	site_free(&tree->site);
	arena_free(&tree->arena);
	*tree = (struct tree){0};
}

const struct theme *tree_theme(void)
{
	static struct theme theme;
	static struct tree tree;
	if (theme.file_count)
		return &theme;
	tree_complete(&tree);
	begin(&tree);
	if (!site_settings(&tree.site, &tree.diags) || !theme_read(&theme, &tree.site, &tree.diags)
		|| !theme_load(&theme, &tree.site, &tree.diags))
		abort();
	return &theme;
}

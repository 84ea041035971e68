/* SPDX-License-Identifier: MIT */
/* The first byte picks the file of a site that the rest is: as a tree of nodes, then through its schema. What is
   written of a tree's texts is read again as the same. */
#include <stdlib.h>

#include "format/yaml.h"
#include "tree.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static const char role[] =
	"---\ntitle: R\ncategory: c\nupdated: 2026-01-01\ntagline: T\nsummary: S\n"
	"tasks:\n  - {task: a, time: 10, exposure: 5, autonomy: 5, rationale: r, sources: [s]}\n---\n";
static const char bare[] = "---\ntitle: R\ncategory: c\nupdated: 2026-01-01\ntagline: T\nsummary: S\n---\n";
static const char tasks[] = "- {task: a, time: 10, exposure: 5, autonomy: 5, rationale: r, sources: [s]}\n";
static const char *const paths[] = {"site.yaml", "sources.yaml", "benchmarks.yaml", "roles/r/tasks.yaml",
	"roles/r/skills.yaml", "roles/r/timeline.yaml", "roles/r/pay.yaml", "roles/r/agents.yaml", "roles/r/steps.yaml",
	"editions/1.yaml", "roles/r/index.md", "roles/r/comparison.yaml", "roles/r/interview.yaml"};

static void check_text(str text)
{
	struct arena arena = {0};
	struct diags diags = {0};
	struct buf out = {0};
	yaml_put_text(&out, text);
	struct source source = {S("again.yaml"), buf_str(&out)};
	const struct yaml_node *node = yaml_parse(&source, 0, out.len, &arena, &diags);
	if (!node || node->kind != YAML_SCALAR || !str_eq(node->text, text))
		abort();
	buf_free(&out);
	arena_free(&arena);
	diags_free(&diags);
}

static void check_texts(const struct yaml_node *node)
{
	if (node->kind == YAML_SCALAR)
		check_text(node->text);
	size_t count = node->kind == YAML_MAP ? 2 * node->count : node->kind == YAML_LIST ? node->count : 0;
	for (size_t i = 0; i < count; i++)
		check_texts(&node->items[i]);
}

static void parse(str text)
{
	struct arena arena = {0};
	struct diags diags = {0};
	struct source source = {S("fuzz.yaml"), text};
	const struct yaml_node *node = yaml_parse(&source, 0, text.len, &arena, &diags);
	if (node) {
		yaml_value(node, &arena);
		if (text.len < 4096)
			check_texts(node);
	}
	diags_free(&diags);
	arena_free(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	static struct tree tree;
	if (size == 0)
		return 0;
	str path = str_of(paths[bytes[0] % COUNT(paths)]), text = {(const char *)bytes + 1, size - 1};
	if (tree_add(&tree, path, text)) {
		bool is_in_folder = str_starts(path, S("roles/r/"));
		parse(text);
		tree_add(&tree, is_in_folder ? S("roles/r/index.md") : S("roles/r.md"),
			str_of(is_in_folder ? bare : role));
		if (is_in_folder)
			tree_add(&tree, S("roles/r/tasks.yaml"), str_of(tasks));
		tree_complete(&tree);
		tree_load(&tree);
	}
	tree_free(&tree);
	return 0;
}

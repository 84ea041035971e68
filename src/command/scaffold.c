/* SPDX-License-Identifier: MIT */
#include "command/scaffold.h"

#include <assert.h>

#include "command/embedded.h"
#include "format/mustache.h"
#include "format/yaml.h"

/* One row a file; its path is a template too. */
static const struct scaffold_row {
	enum scaffold of;
	const char *name, *path;
	bool may_stay;
} rows[] = {
	{SCAFFOLD_ROLE, "role/index.md", "content/roles/{{slug}}/index.md"},
	{SCAFFOLD_ROLE, "role/tasks.yaml", "content/roles/{{slug}}/tasks.yaml"},
	{SCAFFOLD_ROLE, "role/skills.yaml", "content/roles/{{slug}}/skills.yaml"},
	{SCAFFOLD_ROLE, "role/timeline.yaml", "content/roles/{{slug}}/timeline.yaml"},
	{SCAFFOLD_ROLE, "role/faq.md", "content/roles/{{slug}}/faq.md"},
	{SCAFFOLD_ROLE_IN_ONE_FILE, "role/one-file.md", "content/roles/{{slug}}.md"},
	{SCAFFOLD_ARTICLE, "article.md", "content/articles/{{slug}}.md"},
	{SCAFFOLD_PAGE, "page.md", "content/pages/{{slug}}.md"},
	{SCAFFOLD_SITE, "site/site.yaml", "content/site.yaml"},
	{SCAFFOLD_SITE, "site/sources.yaml", "content/sources.yaml"},
	{SCAFFOLD_SITE, "site/role.md", "content/roles/example-clerk/index.md"},
	{SCAFFOLD_SITE, "site/tasks.yaml", "content/roles/example-clerk/tasks.yaml"},
	{SCAFFOLD_SITE, "site/skills.yaml", "content/roles/example-clerk/skills.yaml"},
	{SCAFFOLD_SITE, "site/steps.yaml", "content/roles/example-clerk/steps.yaml"},
	{SCAFFOLD_SITE, "site/faq.md", "content/roles/example-clerk/faq.md"},
	{SCAFFOLD_SITE, "site/about.md", "content/pages/about.md"},
	{SCAFFOLD_SITE, "site/methodology.md", "content/pages/methodology.md"},
	{SCAFFOLD_SITE, "site/readme.md", "README.md"},
	{SCAFFOLD_SITE, "site/gitignore", ".gitignore", .may_stay = true},
	{SCAFFOLD_SITE, "site/extensions.json", ".vscode/extensions.json", .may_stay = true},
	{SCAFFOLD_THEME, "theme/theme.yaml", "themes/{{name}}/theme.yaml"},
	{SCAFFOLD_THEME, "theme/layout.mustache", "themes/{{name}}/partials/layout.mustache"},
	{SCAFFOLD_THEME, "theme/strings.yaml", "themes/{{name}}/strings/{{language}}.yaml"},
	{SCAFFOLD_THEME, "theme/house.css", "themes/{{name}}/assets/css/{{name}}.css"},
	{SCAFFOLD_GITHUB, "recipe/workflow.yml", ".github/workflows/publish.yml", .may_stay = true},
	{SCAFFOLD_GITHUB, "recipe/install-rolecast", ".ci/install-rolecast", .may_stay = true},
	{SCAFFOLD_GITLAB, "recipe/gitlab-ci.yml", ".gitlab-ci.yml", .may_stay = true},
	{SCAFFOLD_GITLAB, "recipe/install-rolecast", ".ci/install-rolecast", .may_stay = true},
};

static void compile(struct mustache_set *set, str name, str text, struct arena *arena, struct diags *diags)
{
	struct source *source = arena_new(arena, struct source);
	*source = (struct source){name, text};
	mustache_compile(set, name, source, diags);
}

static str fill(const struct mustache_set *set, str name, struct value values, struct arena *arena, struct diags *diags)
{
	struct buf out = {0};
	mustache_render(set, mustache_find(set, name), values, &out, diags);
	str filled = buf_copy(&out, arena);
	buf_free(&out);
	return filled;
}

str scaffold_path(enum scaffold recipe)
{
	size_t i = 0;
	while (rows[i].of != recipe)
		i++;
	return str_of(rows[i].path);
}

static bool is_wanted(size_t row, unsigned scaffolds)
{
	return scaffolds >> rows[row].of & 1;
}

struct addition *scaffold_fill(unsigned scaffolds, struct value values, struct arena *arena, size_t *count)
{
	struct mustache_set *set = mustache_new(arena);
	struct addition *additions = arena_array(arena, struct addition, COUNT(rows));
	struct diags diags = {0};
	for (size_t i = 0; i < embedded_count; i++) {
		str name = str_of(embedded_files[i].name);
		if (str_take(&name, S("scaffold/")))
			compile(set, name, embedded_files[i].bytes, arena, &diags);
	}
	for (size_t i = 0; i < COUNT(rows); i++)
		if (is_wanted(i, scaffolds))
			compile(set, str_of(rows[i].path), str_of(rows[i].path), arena, &diags);
	mustache_link(set, true, &diags);
	*count = 0;
	for (size_t i = 0; i < COUNT(rows); i++)
		if (is_wanted(i, scaffolds))
			additions[(*count)++] =
				(struct addition){.path = fill(set, str_of(rows[i].path), values, arena, &diags),
					.text = fill(set, str_of(rows[i].name), values, arena, &diags),
					.may_stay = rows[i].may_stay};
	assert(diags.errors == 0);
	diags_free(&diags);
	return additions;
}

str scaffold_yaml(struct arena *arena, str text)
{
	struct buf out = {0};
	yaml_put_text(&out, text);
	str scalar = buf_copy(&out, arena);
	buf_free(&out);
	return scalar;
}

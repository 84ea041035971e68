/* SPDX-License-Identifier: MIT */
/* mustache_spec FILE …: runs files of cases in the form of the published specification and prints TAP. */
#include <fcntl.h>
#include <stdio.h>

#include "base/fs.h"
#include "format/mustache.h"
#include "format/yaml.h"

struct tally {
	size_t run, failed;
};

static str text_of(const struct yaml_node *node)
{
	return node ? node->text : (str){0};
}

static void compile_partials(
	struct mustache_set *set, const struct yaml_node *partials, struct arena *arena, struct diags *diags)
{
	for (size_t i = 0; partials && i < partials->count; i++) {
		struct source *source = arena_new(arena, struct source);
		*source = (struct source){.path = partials->items[2 * i].text, .text = partials->items[2 * i + 1].text};
		mustache_compile(set, source->path, source, diags);
	}
}

static void run_case(const struct yaml_node *test, struct tally *tally)
{
	struct arena arena = {0};
	struct diags diags = {0};
	struct buf out = {0};
	struct mustache_set *set = mustache_new(&arena);
	struct source source = {S("template"), text_of(yaml_get(test, S("template")))};
	str want = text_of(yaml_get(test, S("expected"))), name = text_of(yaml_get(test, S("name")));
	const struct yaml_node *data = yaml_get(test, S("data"));
	mustache_compile(set, S("(the template)"), &source, &diags);
	compile_partials(set, yaml_get(test, S("partials")), &arena, &diags);
	mustache_link(set, false, &diags);
	mustache_render(set, mustache_find(set, S("(the template)")),
		data ? yaml_value(data, &arena) : (struct value){0}, &out, &diags);
	bool ok = str_eq(buf_str(&out), want) && diags.errors == 0;
	tally->run++;
	tally->failed += !ok;
	printf("%sok %zu - %.*s\n", ok ? "" : "not ", tally->run, STR_ARG(name));
	if (!ok)
		printf("# template |%.*s|\n# got |%.*s|\n# want |%.*s|\n", STR_ARG(source.text), STR_ARG(buf_str(&out)),
			STR_ARG(want));
	buf_free(&out);
	diags_free(&diags);
	arena_free(&arena);
}

static bool run_file(const char *path, struct tally *tally)
{
	struct arena arena = {0};
	struct diags diags = {0};
	struct source source = {.path = str_of(path)};
	if (!fs_read(AT_FDCWD, source.path, YAML_MAX_BYTES, &arena, &source.text)) {
		printf("Bail out! cannot read %s\n", path);
		return false;
	}
	const struct yaml_node *root = yaml_parse(&source, 0, source.text.len, &arena, &diags);
	const struct yaml_node *tests = root ? yaml_get(root, S("tests")) : NULL;
	for (size_t i = 0; tests && i < tests->count; i++)
		run_case(&tests->items[i], tally);
	bool ok = tests != NULL && diags.errors == 0;
	if (!ok)
		printf("Bail out! %s is no file of cases\n", path);
	diags_free(&diags);
	arena_free(&arena);
	return ok;
}

int main(int count, char **paths)
{
	struct tally tally = {0};
	bool ok = true;
	for (int i = 1; i < count; i++)
		ok &= run_file(paths[i], &tally);
	printf("1..%zu\n", tally.run);
	return ok && tally.failed == 0 && tally.run > 0 ? 0 : 1;
}

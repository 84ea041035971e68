/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "check.h"
#include "page/contract.h"
#include "page/strings.h"

static const char *const labels[] = {"tasks", "sources", "updated"};
static const struct contract_open opened = {.of = {[SHAPE_strings] = {labels, COUNT(labels)}}};

struct file {
	const char *name, *text;
};

struct root {
	const char *name;
	enum view_shape shape;
};

/* Complaints about the templates, as a person would read them. */
static str checked(struct arena *arena, const struct file *files, const struct root *roots)
{
	struct diags diags = {0};
	struct mustache_set *set = mustache_new(arena);
	contract_declare(set, arena, &opened);
	for (; files->name; files++) {
		struct source *source = arena_new(arena, struct source);
		*source = (struct source){str_of(files->name), str_of(files->text)};
		mustache_compile(set, str_of(files->name), source, &diags);
	}
	mustache_link(set, true, &diags);
	assert_int_equal(diags.errors, 0);
	struct contract_check *check = contract_check_new(set, &opened, arena);
	for (; roots->name; roots++)
		contract_check_template(check, str_of(roots->name), roots->shape);
	bool ok = contract_check_end(check, &diags);
	assert_int_equal(ok, diags.errors == 0);
	str text = diags_text(&diags, arena);
	diags_free(&diags);
	return text;
}

#define FILES(...)                                                                                                     \
	(const struct file[])                                                                                          \
	{                                                                                                              \
		__VA_ARGS__,                                                                                           \
		{                                                                                                      \
			0                                                                                              \
		}                                                                                                      \
	}
#define ROOTS(...)                                                                                                     \
	(const struct root[])                                                                                          \
	{                                                                                                              \
		__VA_ARGS__,                                                                                           \
		{                                                                                                      \
			0                                                                                              \
		}                                                                                                      \
	}
#define assert_checked(files, roots, want)                                                                             \
	do {                                                                                                           \
		struct arena arena = {0};                                                                              \
		assert_str(checked(&arena, (files), (roots)), (want));                                                 \
		arena_free(&arena);                                                                                    \
	} while (0)
/* One template for role pages. */
#define assert_role(text, want) assert_checked(FILES({"role", (text)}), ROOTS({"role", SHAPE_role_page}), (want))

static void test_good(void **state)
{
	(void)state;
	assert_role("", "");
	assert_role("{{role.title}} {{{role.title}}} {{&role.tagline}} {{t.tasks}}", "");
	assert_role("{{#role.levels}}{{#items}}{{label}} {{role.title}} {{t.tasks}}{{/items}}{{/role.levels}}", "");
	assert_role("{{^role.faq}}{{site.title}}{{/role.faq}}", "");
	assert_role(
		"{{#role.title}}{{.}}{{role.icon}}{{/role.title}}{{#site.role_count}}{{.}}{{/site.role_count}}", "");
	assert_role("{{#t}}{{tasks}}{{/t}}", "");
	assert_role("{{#role.levels.items}}{{#.}}{{label}}{{/.}}{{/role.levels.items}}", "");
}

static void test_falling_through(void **state)
{
	(void)state;
	assert_role(
		"{{#role}}{{#levels}}{{#items}}{{#is_first}}{{soc}}{{body}}{{/is_first}}{{/items}}{{/levels}}{{/role}}",
		"");
	/* Only the first part of a dotted name falls through. */
	assert_role("{{#role}}{{levels.soc}}{{/role}}",
		"role:1:12: error: 'levels' has no 'soc' [unknown-name]\n"
		"    {{#role}}{{levels.soc}}{{/role}}\n"
		"               ^~~~~~~~~~\n"
		"hint: the record 'levels' has: items\n");
}

static void test_unknown(void **state)
{
	(void)state;
	assert_role("{{role.titel}}",
		"role:1:3: error: 'role' has no 'titel' [unknown-name]\n"
		"    {{role.titel}}\n"
		"      ^~~~~~~~~~\n"
		"hint: did you mean 'title'?\n");
	assert_role("{{#role}}{{bodi}}{{/role}}",
		"role:1:12: error: nothing that can stand here has the name 'bodi' [unknown-name]\n"
		"    {{#role}}{{bodi}}{{/role}}\n"
		"               ^~~~\n"
		"hint: did you mean 'body'?\n");
	assert_role("{{#assessment.tasks.items}}{{#name}}{{wonder}}{{/name}}{{/assessment.tasks.items}}",
		"role:1:39: error: nothing that can stand here has the name 'wonder' [unknown-name]\n"
		"    {{#assessment.tasks.items}}{{#name}}{{wonder}}{{/name}}{{/assessment.tasks.items}}\n"
		"                                          ^~~~~~\n"
		"hint: the record 'task' has: number, id, name, name_text, hours, share, permille, exposure, "
		"exposure_low, "
		"exposure_high, exposure_span, autonomy, autonomy_low, autonomy_high, autonomy_span, label, "
		"…; all are in docs/templates.md\n");
	/* What stands in a section without meaning is not told as well. */
	assert_role("{{#rolle}}{{titel}}{{/rolle}}{{^rolle}}{{site.titel}}{{/rolle}}",
		"role:1:4: error: nothing that can stand here has the name 'rolle' [unknown-name]\n"
		"    {{#rolle}}{{titel}}{{/rolle}}{{^rolle}}{{site.titel}}{{/rolle}}\n"
		"       ^~~~~\n"
		"hint: did you mean 'role'?\n"
		"role:1:33: error: nothing that can stand here has the name 'rolle' [unknown-name]\n"
		"    {{#rolle}}{{titel}}{{/rolle}}{{^rolle}}{{site.titel}}{{/rolle}}\n"
		"                                    ^~~~~\n"
		"hint: did you mean 'role'?\n"
		"role:1:42: error: 'site' has no 'titel' [unknown-name]\n"
		"    {{#rolle}}{{titel}}{{/rolle}}{{^rolle}}{{site.titel}}{{/rolle}}\n"
		"                                             ^~~~~~~~~~\n"
		"hint: did you mean 'title'?\n");
}

static void test_inside_what_is_no_record(void **state)
{
	(void)state;
	assert_role("{{role.levels.items.label}}",
		"role:1:3: error: 'items' has no 'label' [unknown-name]\n"
		"    {{role.levels.items.label}}\n"
		"      ^~~~~~~~~~~~~~~~~~~~~~~\n"
		"hint: 'items' is a list: open it with {{#role.levels.items}}\n");
	assert_role("{{role.title.long}}",
		"role:1:3: error: 'title' has no 'long' [unknown-name]\n"
		"    {{role.title.long}}\n"
		"      ^~~~~~~~~~~~~~~\n"
		"hint: 'title' is no record: it has nothing inside\n");
}

static void test_labels(void **state)
{
	(void)state;
	assert_role("{{t.task}}",
		"role:1:3: error: 't' has no 'task' [unknown-name]\n"
		"    {{t.task}}\n"
		"      ^~~~~~\n"
		"hint: did you mean 'tasks'? if not, add it to `labels` in strings/<language>.yaml\n");
	assert_role("{{t.greeting}}",
		"role:1:3: error: 't' has no 'greeting' [unknown-name]\n"
		"    {{t.greeting}}\n"
		"      ^~~~~~~~~~\n"
		"hint: add it to `labels` in strings/<language>.yaml\n");
}

static void test_not_printable(void **state)
{
	(void)state;
	assert_role("{{role.levels}} {{{role.aliases}}}",
		"role:1:3: error: 'role.levels' is a record or a list, not text [not-printable]\n"
		"    {{role.levels}} {{{role.aliases}}}\n"
		"      ^~~~~~~~~~~\n"
		"hint: open it with {{#role.levels}}\n"
		"role:1:20: error: 'role.aliases' is a record or a list, not text [not-printable]\n"
		"    {{role.levels}} {{{role.aliases}}}\n"
		"                       ^~~~~~~~~~~~\n"
		"hint: open it with {{#role.aliases}}\n");
	assert_role("{{#role.aliases}}{{.}}{{/role.aliases}}",
		"role:1:20: error: what stands here is a record, not text [not-printable]\n"
		"    {{#role.aliases}}{{.}}{{/role.aliases}}\n"
		"                       ^\n"
		"hint: the record 'phrase' has: html, is_first, is_last\n");
}

static void test_extra(void **state)
{
	(void)state;
	assert_role(
		"{{site.extra}} {{role.extra.a.b}} {{#role.extra}}{{x}}{{#y.z}}{{.}}{{w}}{{/y.z}}{{/role.extra}}", "");
	assert_role("{{#site.extra.rows}}{{#.}}{{cell}}{{/.}}{{/site.extra.rows}}", "");
	assert_role("{{#role.extra}}{{x}}{{/role.extra}}{{x}}",
		"role:1:38: error: nothing that can stand here has the name 'x' [unknown-name]\n"
		"    {{#role.extra}}{{x}}{{/role.extra}}{{x}}\n"
		"                                         ^\n"
		"hint: the record 'role_page' has: site, page, t, role, assessment, spread, share, scan, body\n");
}

static void test_dynamic(void **state)
{
	(void)state;
	assert_role(
		"{{>*site.extra.part}}{{#role.extra}}{{>*part}}{{<*frame}}{{$a}}{{b}}{{/a}}{{/frame}}{{/role.extra}}",
		"");
	assert_role("{{>*page.kind}}",
		"role:1:5: error: 'page.kind' holds no template's name [dynamic-name]\n"
		"    {{>*page.kind}}\n"
		"        ^~~~~~~~~\n"
		"hint: only what stands under `extra` may name a template\n");
	assert_role("{{>*extras}}",
		"role:1:5: error: nothing that can stand here has the name 'extras' [unknown-name]\n"
		"    {{>*extras}}\n"
		"        ^~~~~~\n"
		"hint: the record 'role_page' has: site, page, t, role, assessment, spread, share, scan, body\n");
}

static void test_partial_on_two_stacks(void **state)
{
	(void)state;
	/* `name` is a task's and a skill's, `why` only a skill's: some stack has each. */
	const struct file good[] = {{"role",
					    "{{#assessment.tasks.items}}{{>item}}{{/assessment.tasks.items}}"
					    "{{#role.skills.learn.items}}{{>item}}{{/role.skills.learn.items}}"},
		{"item", "{{name}}{{why}}{{hours}}"}, {0}};
	assert_checked(good, ROOTS({"role", SHAPE_role_page}), "");
	/* The nearest name may be one of the second stack only. */
	const struct file bad[] = {{"role", good[0].text}, {"item", "{{wyh}}"}, {0}};
	assert_checked(bad, ROOTS({"role", SHAPE_role_page}),
		"item:1:3: error: nothing that can stand here has the name 'wyh' [unknown-name]\n"
		"    {{wyh}}\n"
		"      ^~~\n"
		"hint: did you mean 'why'?\n");
}

static void test_several_roots(void **state)
{
	(void)state;
	const struct root roots[] = {{"role", SHAPE_role_page}, {"home", SHAPE_home_page}, {0}};
	assert_checked(FILES({"role", "{{>head}}"}, {"home", "{{>head}}"},
			       {"head", "{{#role}}{{soc}}{{/role}}{{spread.sentence}}"}),
		roots, "");
	/* Not reached: nothing is said. */
	assert_checked(FILES({"role", "x"}, {"home", "y"}, {"spare", "{{nothing}}"}), roots, "");
	/* Printable on one page, but not on the other. */
	assert_checked(FILES({"role", "{{#role}}{{>cell}}{{/role}}"}, {"home", "{{#top}}{{>cell}}{{/top}}"},
			       {"cell", "{{levels}}{{articles}}"}),
		roots,
		"cell:1:3: error: 'levels' is a record or a list, not text [not-printable]\n"
		"    {{levels}}{{articles}}\n"
		"      ^~~~~~\n"
		"hint: open it with {{#levels}}\n"
		"cell:1:13: error: 'articles' is a record or a list, not text [not-printable]\n"
		"    {{levels}}{{articles}}\n"
		"                ^~~~~~~~\n"
		"hint: open it with {{#articles}}\n");
}

static void test_parents(void **state)
{
	(void)state;
	const struct root role[] = {{"role", SHAPE_role_page}, {0}};
	/* A block is walked where the parent has it, with the stack there. */
	assert_checked(
		FILES({"role", "{{<frame}}{{$row}}{{label}}{{/row}}{{/frame}}"},
			{"frame",
				"{{#role.levels.items}}{{$row}}{{wrong_but_replaced}}{{/row}}{{/role.levels.items}}"}),
		role, "");
	assert_checked(FILES({"role", "{{<frame}}{{$row}}{{label}}{{/row}}{{/frame}}"}, {"frame", "{{$row}}{{/row}}"}),
		role,
		"role:1:21: error: nothing that can stand here has the name 'label' [unknown-name]\n"
		"    {{<frame}}{{$row}}{{label}}{{/row}}{{/frame}}\n"
		"                        ^~~~~\n"
		"hint: the record 'role_page' has: site, page, t, role, assessment, spread, share, scan, body\n");
	/* The default counts when nothing is given. */
	assert_checked(FILES({"role", "{{<frame}}{{/frame}}"}, {"frame", "{{$row}}{{wrong}}{{/row}}"}), role,
		"frame:1:11: error: nothing that can stand here has the name 'wrong' [unknown-name]\n"
		"    {{$row}}{{wrong}}{{/row}}\n"
		"              ^~~~~\n"
		"hint: the record 'role_page' has: site, page, t, role, assessment, spread, share, scan, body\n");
	/* Three deep, a block within a block, and one that a partial of the parent has. */
	assert_checked(
		FILES({"role", "{{<middle}}{{$inner}}{{soc}}{{/inner}}{{$foot}}{{body}}{{/foot}}{{/middle}}"},
			{"middle", "{{<frame}}{{$main}}{{#role}}{{$inner}}{{/inner}}{{/role}}{{/main}}{{/frame}}"},
			{"frame", "{{$main}}{{/main}}{{>foot}}"}, {"foot", "{{$foot}}{{/foot}}"}),
		role, "");
}

static void test_unused_blocks(void **state)
{
	(void)state;
	assert_checked(FILES({"role", "{{<frame}}{{$mian}}{{/mian}}\n{{$sidebar}}{{unread}}{{/sidebar}}{{/frame}}"},
			       {"frame", "{{$main}}{{/main}}"}),
		ROOTS({"role", SHAPE_role_page}),
		"role:1:14: warning: 'frame' has no block 'mian' [unused-block]\n"
		"    {{<frame}}{{$mian}}{{/mian}}\n"
		"                 ^~~~\n"
		"hint: did you mean 'main'?\n"
		"role:2:4: warning: 'frame' has no block 'sidebar' [unused-block]\n"
		"    {{$sidebar}}{{unread}}{{/sidebar}}{{/frame}}\n"
		"       ^~~~~~~\n"
		"hint: what stands in it is never shown\n");
	/* Overruled further out is not unused. */
	assert_checked(FILES({"role", "{{<middle}}{{$main}}a{{/main}}{{/middle}}"},
			       {"middle", "{{<frame}}{{$main}}b{{/main}}{{/frame}}"}, {"frame", "{{$main}}{{/main}}"}),
		ROOTS({"role", SHAPE_role_page}), "");
}

static void test_recursion(void **state)
{
	(void)state;
	const struct root role[] = {{"role", SHAPE_role_page}, {0}};
	assert_checked(FILES({"role", "{{>self}}"},
			       {"self", "{{#site}}{{>self}}{{/site}}{{#page}}{{>self}}{{/page}}{{body}}"}),
		role, "");
	/* The name is there from the second time on. */
	assert_checked(FILES({"role", "{{>self}}"}, {"self", "{{tagline_html}}{{#site}}{{>self}}{{/site}}"}), role, "");
	assert_checked(FILES({"role", "{{<role}}{{$a}}{{body}}{{/a}}{{/role}}{{$a}}{{/a}}"}), role, "");
	assert_checked(FILES({"role", "{{#role.extra}}{{>tree}}{{/role.extra}}"},
			       {"tree", "{{name}}{{#children}}{{>tree}}{{/children}}"}),
		role, "");
}

/* Each order of ten records would be a stack of its own. */
static void test_too_many_ways(void **state)
{
	(void)state;
	assert_checked(
		FILES({"home",
			"{{#site}}{{>home}}{{/site}}{{#page}}{{>home}}{{/page}}{{#t}}{{>home}}{{/"
			"t}}{{#spread}}{{>home}}{{/spread}}\n"
			"{{#top}}{{>home}}{{/top}}{{#articles}}{{>home}}{{/articles}}{{#site.menu}}{{>home}}{{/"
			"site.menu}}\n"
			"{{#site.categories}}{{>home}}{{/site.categories}}{{#spread.items}}{{>home}}{{/spread.items}}\n"
			"{{#page.data}}{{>home}}{{/page.data}}"}),
		ROOTS({"home", SHAPE_home_page}),
		"home:2:12: error: templates call one another in too many ways to be checked [too-deep]\n"
		"    "
		"{{#top}}{{>home}}{{/top}}{{#articles}}{{>home}}{{/articles}}{{#site.menu}}{{>home}}{{/site.menu}}\n"
		"               ^~~~\n"
		"hint: call 'home' in fewer sections\n");
}

static void test_declared_numbers(void **state)
{
	(void)state;
	struct arena arena = {0};
	struct mustache_set *set = mustache_new(&arena);
	contract_declare(set, &arena, &opened);
	assert_int_equal(mustache_shape(set, "next", NULL, 0), SHAPE_COUNT);
	assert_string_equal(view_records[SHAPE_task].name, "task");
	arena_free(&arena);
}

/* Fields by name, so that a row more or less in the contract leaves this test alone. */
static struct value page_of_two_links(struct arena *arena)
{
	struct view_link *links = arena_array(arena, struct view_link, 2);
	struct view_missing_page *page = arena_new(arena, struct view_missing_page);
	struct view_site *site = arena_new(arena, struct view_site);
	struct view_meta *meta = arena_new(arena, struct view_meta);
	struct value *items = arena_array(arena, struct value, 2);
	struct value *numbers = arena_array(arena, struct value, 2);
	struct value_pair *pairs = arena_array(arena, struct value_pair, 2);
	links[0] = (struct view_link){.title = value_text(S("A \"b\"")), .is_first = value_bool(true)};
	links[1] = (struct view_link){.title = value_text(S("C"))};
	for (size_t i = 0; i < 2; i++)
		items[i] = value_record(SHAPE_link, (const struct value *)&links[i]);
	numbers[0] = value_int(1);
	numbers[1] = value_int(-2);
	pairs[0] = (struct value_pair){S("numbers"), value_list(numbers, 2)};
	pairs[1] = (struct value_pair){.key = S("nothing")};
	site->tagline_html = value_html(S("<b>x</b>\n"));
	site->menu = value_list(items, 2);
	site->extra = value_map(pairs, 2);
	page->site = value_record(SHAPE_site, (const struct value *)site);
	page->page = value_record(SHAPE_meta, (const struct value *)meta);
	return value_record(SHAPE_missing_page, (const struct value *)page);
}

static void test_show(void **state)
{
	(void)state;
	struct arena arena = {0};
	struct buf out = {0};
	struct value page = page_of_two_links(&arena);
	contract_show(page, &opened, &out);
	assert_str(buf_str(&out),
		"site:\n"
		"  tagline_html: \"<b>x</b>\\n\"\n"
		"  menu:\n"
		"    - title: \"A \\\"b\\\"\"\n"
		"      is_first: true\n"
		"    - title: \"C\"\n"
		"  extra:\n"
		"    numbers:\n"
		"      - 1\n"
		"      - -2\n"
		"page: {}\n");
	out.len = 0;
	contract_json(page, &opened, &out);
	assert_str(buf_str(&out),
		"{\n"
		"  \"site\": {\n"
		"    \"tagline_html\": \"\\u003cb>x\\u003c/b>\\n\",\n"
		"    \"menu\": [\n"
		"      {\n"
		"        \"title\": \"A \\\"b\\\"\",\n"
		"        \"is_first\": true},\n"
		"      {\n"
		"        \"title\": \"C\"}],\n"
		"    \"extra\": {\n"
		"      \"numbers\": [\n"
		"        1,\n"
		"        -2]}},\n"
		"  \"page\": {}}\n");
	buf_free(&out);
	arena_free(&arena);
}

static void test_show_clips_whole_characters(void **state)
{
	(void)state;
	struct arena arena = {0};
	struct buf text = {0}, out = {0}, want = {0};
	buf_char(&text, '.');
	for (int i = 0; i < 150; i++)
		buf_put(&text, S("\xC3\xA9"));
	contract_show(value_text(buf_str(&text)), &opened, &out);
	buf_printf(&want, "\"%.*s\" # … 301 bytes\n", 199, text.at);
	buf_char(&want, '\0');
	assert_str(buf_str(&out), want.at);
	buf_free(&text);
	buf_free(&out);
	buf_free(&want);
	arena_free(&arena);
}

/* docs/templates.md is what the contract says; UPDATE=1 writes it anew. */
static void test_docs(void **state)
{
	(void)state;
	struct buf want = {0};
	contract_docs(&want);
	check_document("docs/templates.md", &want);
	buf_free(&want);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_good), cmocka_unit_test(test_falling_through),
		cmocka_unit_test(test_unknown), cmocka_unit_test(test_inside_what_is_no_record),
		cmocka_unit_test(test_labels), cmocka_unit_test(test_not_printable), cmocka_unit_test(test_extra),
		cmocka_unit_test(test_dynamic), cmocka_unit_test(test_partial_on_two_stacks),
		cmocka_unit_test(test_several_roots), cmocka_unit_test(test_parents),
		cmocka_unit_test(test_unused_blocks), cmocka_unit_test(test_recursion),
		cmocka_unit_test(test_too_many_ways), cmocka_unit_test(test_declared_numbers),
		cmocka_unit_test(test_show), cmocka_unit_test(test_show_clips_whole_characters),
		cmocka_unit_test(test_docs)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

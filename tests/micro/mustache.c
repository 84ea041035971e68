/* SPDX-License-Identifier: MIT */
/* The Mustache engine against copying what it writes: templates of each kind over a hundred rows, pages of the default
   theme with their data, and compiling the theme. */
#include "micro.h"

enum { ROWS = 100, TAGS = 3 };

struct rendering {
	const struct mustache_set *set;
	const struct mustache_template *tmpl;
	struct value data;
	struct buf out;
	struct diags diags;
	str written; /* what the subject writes */
};

static void render(void *context)
{
	struct rendering *rendering = context;
	rendering->out.len = 0;
	mustache_render(rendering->set, rendering->tmpl, rendering->data, &rendering->out, &rendering->diags);
}

static void copy(void *context)
{
	struct rendering *rendering = context;
	rendering->out.len = 0;
	buf_put(&rendering->out, rendering->written);
}

/* Times what was set up, once it is known to write `want`. */
static void measure(struct micro *micro, const char *name, struct rendering *rendering, str want)
{
	render(rendering);
	micro_check(micro, rendering->diags.errors == 0 && str_eq(buf_str(&rendering->out), want),
		"written as it should be", name);
	rendering->written = want;
	micro_time(micro, &(struct micro_case){name, want.len, render, copy, rendering});
	buf_free(&rendering->out);
	diags_free(&rendering->diags);
}

static const char *const row_fields[] = {"title", "url", "sentence", "marked", "number", "is_open", "of", "tags"};
static const char *const root_fields[] = {"site", "rows"};
static const char *const of_fields[] = {"label", "score"};

/* `want` is what one row gives. {{>cell}} and {{<frame}} stand below. */
static const struct {
	const char *name, *tmpl, *want;
} kinds[] = {
	{"text alone",
		"<li class=\"row\"><span class=\"bar\" aria-hidden=\"true\"></span><span>of 100 hours</span></li>\n",
		"<li class=\"row\"><span class=\"bar\" aria-hidden=\"true\"></span><span>of 100 hours</span></li>\n"},
	{"names", "<a href=\"{{url}}\">{{title}}</a>\n", "<a href=\"/roles/nurse/\">Registered nurse</a>\n"},
	{"names, unescaped", "<a href=\"{{{url}}}\">{{{title}}}</a>\n",
		"<a href=\"/roles/nurse/\">Registered nurse</a>\n"},
	{"sentences", "<p>{{sentence}}</p>\n",
		"<p>Giving medicines, and watching what they do, stays with the people who answer for it.</p>\n"},
	{"sentences with marks", "<p>{{marked}}</p>\n",
		"<p>Notes &amp; handovers: the model&#39;s part is &quot;first draft&quot;, no more.</p>\n"},
	{"numbers", "<td>{{number}}</td>\n", "<td>1234</td>\n"},
	{"names further out", "<b>{{site}}</b>\n", "<b>Rolecast</b>\n"},
	{"dotted names", "<b>{{of.label}}: {{of.score}}</b>\n", "<b>Care: 37</b>\n"},
	{"conditions", "{{#is_open}}<i>open</i>{{/is_open}}{{^is_open}}<i>closed</i>{{/is_open}}\n", "<i>open</i>\n"},
	{"a record's names", "{{#of}}<b>{{label}}: {{score}}</b>{{/of}}\n", "<b>Care: 37</b>\n"},
	{"lists in lists", "<ul>{{#tags}}<li>{{.}}</li>{{/tags}}</ul>\n",
		"<ul><li>care</li><li>night shifts</li><li>medicines</li></ul>\n"},
	{"partials", "<tr>{{>cell}}{{>cell}}</tr>\n", "<tr><td>1234</td><td>1234</td></tr>\n"},
	{"partials on lines of their own", "<tr>\n  {{>lines}}\n</tr>\n", "<tr>\n  <td>\n    1234\n  </td>\n</tr>\n"},
	{"inheritance", "<body>{{<frame}}{{$body}}{{title}}{{/body}}{{/frame}}</body>\n",
		"<body><main><h1>Registered nurse</h1></main></body>\n"},
};

static void add(struct mustache_set *set, struct arena *arena, const char *name, str text)
{
	struct source *source = arena_new(arena, struct source);
	struct diags diags = {0};
	*source = (struct source){str_of(name), text, 0};
	mustache_compile(set, source->path, source, &diags);
	diags_free(&diags);
}

static struct value rows_of(struct mustache_set *set, struct arena *arena)
{
	uint32_t row_shape = mustache_shape(set, "row", row_fields, COUNT(row_fields));
	uint32_t of_shape = mustache_shape(set, "of", of_fields, COUNT(of_fields));
	static const char *const tags[TAGS] = {"care", "night shifts", "medicines"};
	struct value *rows = arena_array(arena, struct value, ROWS), *of = arena_array(arena, struct value, 2);
	struct value *row = arena_array(arena, struct value, COUNT(row_fields));
	struct value *tag_values = arena_array(arena, struct value, TAGS);
	for (size_t i = 0; i < TAGS; i++)
		tag_values[i] = value_text(str_of(tags[i]));
	of[0] = value_text(S("Care"));
	of[1] = value_int(37);
	row[0] = value_text(S("Registered nurse"));
	row[1] = value_text(S("/roles/nurse/"));
	row[2] = value_text(S("Giving medicines, and watching what they do, stays with the people who answer for it."));
	row[3] = value_text(S("Notes & handovers: the model's part is \"first draft\", no more."));
	row[4] = value_int(1234);
	row[5] = value_bool(true);
	row[6] = value_record(of_shape, of);
	row[7] = value_list(tag_values, TAGS);
	for (size_t i = 0; i < ROWS; i++)
		rows[i] = value_record(row_shape, row);
	return value_list(rows, ROWS);
}

static void measure_kind(struct micro *micro, size_t number)
{
	struct arena arena = {0};
	struct diags diags = {0};
	struct mustache_set *set = mustache_new(&arena);
	struct value root[] = {value_text(S("Rolecast")), rows_of(set, &arena)};
	uint32_t root_shape = mustache_shape(set, "root", root_fields, COUNT(root_fields));
	str text = arena_printf(&arena, "{{#rows}}\n%s{{/rows}}\n", kinds[number].tmpl);
	add(set, &arena, "whole", text);
	add(set, &arena, "cell", S("<td>{{number}}</td>"));
	add(set, &arena, "lines", S("<td>\n  {{number}}\n</td>\n"));
	add(set, &arena, "frame", S("<main><h1>{{$body}}none{{/body}}</h1></main>"));
	mustache_link(set, true, &diags);
	struct buf want = {0};
	for (size_t i = 0; i < ROWS; i++)
		buf_put(&want, str_of(kinds[number].want));
	struct rendering rendering = {
		.set = set, .tmpl = mustache_find(set, S("whole")), .data = value_record(root_shape, root)};
	measure(micro, kinds[number].name, &rendering, buf_str(&want));
	buf_free(&want);
	diags_free(&diags);
	arena_free(&arena);
}

static const struct {
	const char *name;
	enum page_kind kind;
} pages[] = {{"page: home", PAGE_HOME}, {"page: list of roles", PAGE_ROLES}, {"page: role", PAGE_ROLE},
	{"page: level of a role", PAGE_LEVEL}, {"page: article", PAGE_ARTICLE}, {"page: sources", PAGE_SOURCES},
	{"page: forecasts", PAGE_FORECASTS}, {"page: feed", PAGE_FEED}};

static const struct output *page_of(const struct plan *plan, enum page_kind kind)
{
	for (size_t i = 0; i < plan->count; i++)
		if (plan->outputs[i].kind == OUTPUT_PAGE && plan->outputs[i].page == kind)
			return &plan->outputs[i];
	return NULL;
}

static void measure_page(struct micro *micro, const struct plan *plan, size_t number)
{
	const struct output *output = page_of(plan, pages[number].kind);
	struct maker built = {0}, seen = {0};
	struct diags diags = {0};
	enum view_shape shape;
	micro_check(micro, output != NULL, "the example site has such a page", pages[number].name);
	if (!output)
		return;
	micro_check(micro, plan_render(plan, output, &built, &diags), "rendered in a build", pages[number].name);
	struct rendering rendering = {.set = plan->theme->set,
		.tmpl = plan->theme->templates[output->page],
		.data = plan_data(plan, output, &seen, &shape)};
	measure(micro, pages[number].name, &rendering, buf_str(&built.out));
	maker_free(&built);
	maker_free(&seen);
	diags_free(&diags);
}

struct compiling {
	const struct theme *theme;
	struct arena arena;
	struct diags diags;
	struct buf out;
	size_t bytes;
};

static bool is_template(const struct theme_file *file)
{
	return str_ends(file->below, S(".mustache"));
}

static void compile_theme(void *context)
{
	struct compiling *compiling = context;
	arena_reset(&compiling->arena);
	struct mustache_set *set = mustache_new(&compiling->arena);
	for (size_t i = 0; i < compiling->theme->file_count; i++)
		if (is_template(&compiling->theme->files[i]))
			mustache_compile(set, compiling->theme->files[i].below, &compiling->theme->files[i].source,
				&compiling->diags);
	mustache_link(set, false, &compiling->diags);
}

static void copy_theme(void *context)
{
	struct compiling *compiling = context;
	compiling->out.len = 0;
	for (size_t i = 0; i < compiling->theme->file_count; i++)
		if (is_template(&compiling->theme->files[i]))
			buf_put(&compiling->out, compiling->theme->files[i].source.text);
}

static void measure_compiling(struct micro *micro, const struct theme *theme)
{
	struct compiling compiling = {.theme = theme};
	compile_theme(&compiling);
	copy_theme(&compiling);
	micro_check(micro, compiling.diags.errors == 0 && compiling.out.len, "the theme compiles", "templates");
	micro_time(micro,
		&(struct micro_case){
			"compile the theme (bytes read)", compiling.out.len, compile_theme, copy_theme, &compiling});
	arena_free(&compiling.arena);
	diags_free(&compiling.diags);
	buf_free(&compiling.out);
}

int main(int count, char **words)
{
	struct micro micro = {.title = "mustache", .work = "writes", .limit = "memcpy of the output"};
	struct project project = {0};
	if (!micro_init(&micro, count, words))
		return 2;
	if (!micro_load(&project))
		return 1;
	for (size_t i = 0; i < COUNT(kinds); i++)
		measure_kind(&micro, i);
	for (size_t i = 0; i < COUNT(pages); i++)
		measure_page(&micro, &project.plan, i);
	measure_compiling(&micro, project.theme);
	project_free(&project);
	return micro_end(&micro);
}

/* SPDX-License-Identifier: MIT */
/* The Markdown pass against cmark alone (parsing and writing HTML): the example site's bodies and its texts of one
   paragraph, and bodies made of random words as tools/bench makes them. */
#include <cmark.h>
#include <stdlib.h>

#include "content/load.h"
#include "format/yaml.h"
#include "micro.h"

struct passage {
	str text;
	const struct source *source;
};

struct texts {
	struct passage *items;
	size_t count, cap, bytes;
	struct markdown_options options;
	struct arena kept, scratch, unfilled;
	struct diags diags;
};

static void add(struct texts *texts, str text, const struct source *source)
{
	if (texts->count == texts->cap) {
		texts->cap = texts->cap ? texts->cap * 2 : 64;
		texts->items = realloc(texts->items, texts->cap * sizeof *texts->items);
		if (!texts->items)
			abort();
	}
	texts->items[texts->count++] = (struct passage){text, source};
	texts->bytes += text.len;
}

static void parse(void *context)
{
	struct texts *texts = context;
	texts->options.scratch = &texts->scratch;
	texts->options.unfilled = &texts->unfilled;
	arena_reset(&texts->kept);
	for (size_t i = 0; i < texts->count; i++) {
		arena_reset(&texts->scratch);
		arena_reset(&texts->unfilled);
		markdown_parse(
			texts->items[i].text, texts->items[i].source, 0, &texts->options, &texts->kept, &texts->diags);
	}
}

static void cmark_whole(void *context)
{
	const struct texts *texts = context;
	for (size_t i = 0; i < texts->count; i++) {
		str text = texts->items[i].text;
		cmark_node *document = cmark_parse_document(text.at, text.len, CMARK_OPT_DEFAULT);
		free(cmark_render_html(document, CMARK_OPT_DEFAULT));
		cmark_node_free(document);
	}
}

static void cmark_parsing(void *context)
{
	const struct texts *texts = context;
	for (size_t i = 0; i < texts->count; i++) {
		str text = texts->items[i].text;
		cmark_node_free(cmark_parse_document(text.at, text.len, CMARK_OPT_DEFAULT));
	}
}

/* `html` without the ids that headings have here. */
static void put_without_ids(struct buf *out, str html)
{
	for (str rest = html; rest.len;) {
		size_t start = str_search(rest, S(" id=\""));
		buf_put(out, str_part(rest, 0, start));
		rest = str_skip(rest, start + S(" id=\"").len);
		if (start < html.len)
			rest = str_skip(rest, str_find(rest, '"') + 1);
	}
}

/* The engine alone writes what cmark writes, but for ids. */
static bool is_as_cmark(const struct passage *text)
{
	struct arena arena = {0};
	struct diags diags = {0};
	struct buf got = {0};
	struct markdown_options bare = {.is_bare = true};
	char *want = cmark_markdown_to_html(text->text.at, text->text.len, CMARK_OPT_DEFAULT);
	put_without_ids(&got, markdown_parse(text->text, text->source, 0, &bare, &arena, &diags).html);
	bool is_same = str_eq(buf_str(&got), str_of(want));
	free(want);
	buf_free(&got);
	diags_free(&diags);
	arena_free(&arena);
	return is_same;
}

/* Tables and callouts are ours alone. */
static bool has_additions(str text)
{
	return str_find(text, '|') < text.len || str_search(text, S("[!")) < text.len
		|| str_search(text, S("~~")) < text.len || str_search(text, S("\n> ")) < text.len
		|| str_find(text, '\\') < text.len;
}

static void measure(struct micro *micro, const char *name, struct texts *texts)
{
	micro_check(micro, texts->count > 0, "there are such texts", name);
	for (size_t i = 0; i < texts->count; i++)
		if (!has_additions(texts->items[i].text))
			micro_check(micro, is_as_cmark(&texts->items[i]), "HTML as cmark writes it", name);
	parse(texts);
	micro_check(micro, texts->diags.errors + texts->diags.warnings == 0, "nothing to complain of", name);
	micro_time(micro, &(struct micro_case){name, texts->bytes, parse, cmark_whole, texts});
}

static void forget(struct texts *texts)
{
	free(texts->items);
	arena_free(&texts->kept);
	arena_free(&texts->scratch);
	arena_free(&texts->unfilled);
	diags_free(&texts->diags);
}

static bool is_word_only(str text)
{
	struct arena arena = {0};
	struct diags diags = {0};
	struct source source = {.path = S("text"), .text = text};
	struct markdown_options options = {.is_inline = true};
	struct markdown made = markdown_parse(text, &source, 0, &options, &arena, &diags);
	bool is_same = str_eq(made.html, text);
	diags_free(&diags);
	arena_free(&arena);
	return is_same;
}

/* Scalars of several words that are one paragraph. */
static void gather_inline(
	const struct yaml_node *node, const struct source *source, struct texts *words, struct texts *marked)
{
	size_t children = node->kind == YAML_MAP ? 2 * node->count : node->kind == YAML_LIST ? node->count : 0;
	for (size_t i = 0; i < children; i++)
		gather_inline(&node->items[i], source, words, marked);
	bool is_line = node->kind == YAML_SCALAR && str_find(node->text, '\n') == node->text.len;
	if (!is_line || str_find(node->text, ' ') == node->text.len)
		return;
	add(is_word_only(node->text) ? words : marked, node->text, source);
}

static void gather(
	const struct site *site, struct arena *arena, struct texts *bodies, struct texts *words, struct texts *marked)
{
	struct diags ignored = {0};
	for (size_t i = 0; i < site->input_count; i++) {
		const struct input *input = site->inputs[i];
		const struct source *source = &input->source;
		bool is_role = str_starts(input->below, S("roles/")), is_markdown = str_ends(input->below, S(".md"));
		if (is_markdown && (is_role || str_starts(input->below, S("articles/"))))
			add(bodies, str_skip(source->text, document_start(source->text)), source);
		struct yaml_node *node = is_role && str_ends(input->below, S(".yaml"))
			? yaml_parse(source, 0, source->text.len, arena, &ignored)
			: NULL;
		if (node)
			gather_inline(node, source, words, marked);
	}
	diags_free(&ignored);
}

static void put_words(struct buf *out, uint64_t *seed, size_t count)
{
	static const char *const words[] = {"plan", "review", "draft", "check", "measure", "repair", "order", "teach",
		"record", "answer", "the", "a", "and", "report", "machine", "client", "contract", "schedule"};
	for (size_t i = 0; i < count; i++) {
		*seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
		buf_put(out, i ? S(" ") : S("So "));
		buf_put(out, str_of(words[(*seed >> 33) % COUNT(words)]));
	}
}

/* Bodies of random words, with a citation or a figure a paragraph. */
static void make_bodies(struct texts *texts, struct arena *arena)
{
	enum { BODIES = 20, PARTS = 4, WORDS = 60 };
	uint64_t seed = 1;
	for (size_t i = 0; i < BODIES; i++) {
		struct buf body = {0};
		struct source *source = arena_new(arena, struct source);
		for (size_t k = 0; k < PARTS; k++) {
			buf_put(&body, S("## "));
			put_words(&body, &seed, 5);
			buf_put(&body, S("\n\n"));
			put_words(&body, &seed, WORDS);
			buf_put(&body, S(". The risk is [=risk].\n\n"));
			put_words(&body, &seed, WORDS);
			buf_put(&body, S(". [@study-1]\n\n"));
		}
		*source = (struct source){.path = S("made"), .text = buf_copy(&body, arena)};
		add(texts, source->text, source);
		buf_free(&body);
	}
}

/* How much of cmark's own work parsing is. */
static void measure_parsing(struct micro *micro, const char *name, struct texts *texts)
{
	micro_time(micro, &(struct micro_case){name, texts->bytes, cmark_parsing, cmark_whole, texts});
}

int main(int count, char **words)
{
	struct micro micro = {.title = "markdown", .work = "reads", .limit = "cmark alone"};
	struct project project = {0};
	struct arena arena = {0};
	struct texts bodies = {0}, plain = {.options = {.is_inline = true}}, marked = {.options = {.is_inline = true}},
		     made = {0};
	if (!micro_init(&micro, count, words))
		return 2;
	if (!micro_load(&project))
		return 1;
	gather(&project.site, &arena, &bodies, &plain, &marked);
	make_bodies(&made, &arena);
	measure(&micro, "bodies, example site", &bodies);
	measure_parsing(&micro, "  (cmark's parsing alone)", &bodies);
	measure(&micro, "bodies, random words", &made);
	measure_parsing(&micro, "  (cmark's parsing alone)", &made);
	measure(&micro, "one line, words only", &plain);
	measure(&micro, "one line, with markup", &marked);
	measure_parsing(&micro, "  (cmark's parsing alone)", &marked);
	forget(&bodies);
	forget(&plain);
	forget(&marked);
	forget(&made);
	arena_free(&arena);
	project_free(&project);
	return micro_end(&micro);
}

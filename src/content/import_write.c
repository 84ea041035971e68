/* SPDX-License-Identifier: MIT */
/* What is written loads again as what was read: text is quoted as YAML and, where Markdown is read, escaped. */
#include <string.h>

#include "content/import.h"

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* What would open a heading, a list or a quote. */
static size_t opening_mark(str text)
{
	size_t digits = 0;
	while (digits < text.len && is_digit(text.at[digits]))
		digits++;
	bool is_numbered = digits && digits < text.len && (text.at[digits] == '.' || text.at[digits] == ')');
	if (is_numbered)
		return digits;
	return text.len && strchr("#-+>=", text.at[0]) ? 0 : text.len;
}

void import_put_markdown(str text, struct buf *out)
{
	size_t opening = opening_mark(text);
	bool is_placeholder = str_starts(text, S("TODO:"));
	for (size_t i = 0; i < text.len; i++) {
		bool is_mark = strchr("\\`*_[]<&~|", text.at[i]) != NULL;
		bool is_colon = is_placeholder && i == S("TODO").len;
		if (is_mark || is_colon || i == opening)
			buf_char(out, '\\');
		buf_char(out, text.at[i]);
	}
}

static void put_key(struct buf *out, const char *indent, const char *key, str text)
{
	if (text.len == 0)
		return;
	buf_printf(out, "%s%s: ", indent, key);
	yaml_put_text(out, text);
	buf_char(out, '\n');
}

/* Dates and US codes are no numbers, and need no quotes. */
static void put_plain(struct buf *out, const char *indent, const char *key, str text)
{
	if (text.len)
		buf_printf(out, "%s%s: %.*s\n", indent, key, STR_ARG(text));
}

static void put_markdown_key(struct buf *out, const char *indent, const char *key, str text)
{
	struct buf markdown = {0};
	import_put_markdown(text, &markdown);
	put_key(out, indent, key, buf_str(&markdown));
	buf_free(&markdown);
}

static void put_judgement(struct buf *out, const char *indent, const char *key, const struct import_judged *judged)
{
	struct judgement judgement = judged->judgement;
	if (!judged->is_set)
		return;
	if (judgement.low == JUDGED_NUMBER)
		buf_printf(out, "%s%s: %d\n", indent, key, judgement.value);
	else
		buf_printf(out, "%s%s: {value: %d, low: %d, high: %d}\n", indent, key, judgement.value, judgement.low,
			judgement.high);
}

/* What the map says of both judgements, in one line; a reason of the file comes first. */
static void put_rationale(struct buf *out, const char *indent, const struct import_task *task)
{
	const struct import_rule *rules[] = {task->exposure_says, task->autonomy_says};
	struct buf text = {0};
	import_put_markdown(task->rationale, &text);
	for (size_t i = 0; i < COUNT(rules); i++)
		if (rules[i] && rules[i]->says.raw.len)
			buf_printf(&text, "%s%.*s", text.len ? " " : "", STR_ARG(rules[i]->says.raw));
	put_key(out, indent, "rationale", buf_str(&text));
	buf_free(&text);
}

static void put_sources(const struct import *import, struct buf *out, const char *indent)
{
	if (import->map->sources.count == 0)
		return;
	buf_printf(out, "%ssources: [", indent);
	for (size_t i = 0; i < import->map->sources.count; i++)
		buf_printf(out, "%s%.*s", i ? ", " : "", STR_ARG(import->map->sources.items[i].id.s));
	buf_put(out, S("]\n"));
}

static void put_weight(struct buf *out, const char *indent, uint32_t tenths)
{
	buf_printf(out, tenths % 10 ? "%stime: %u.%u\n" : "%stime: %u\n", indent, tenths / 10, tenths % 10);
}

/* Between nothing and all: nothing is claimed until somebody judges. */
static void put_unjudged(struct buf *out, const char *indent)
{
	buf_printf(out,
		"%sexposure: {value: 50, low: 0, high: 100}\n"
		"%sautonomy: {value: 50, low: 0, high: 100}\n"
		"%srationale: \"TODO: how far does AI reach into this today, and what needs somebody?\"\n",
		indent, indent, indent);
}

static void put_task(const struct import *import, const struct import_task *task, const char *indent, struct buf *out)
{
	bool is_draft = import->map->makes.value == IMPORT_DRAFTS;
	struct buf inner = {0};
	buf_printf(&inner, "%s  ", indent);
	buf_char(&inner, '\0');
	buf_printf(out, "%s- ", indent);
	put_markdown_key(out, "", "task", task->text);
	put_key(out, inner.at, "id", task->id);
	if (import->at[COLUMN_WEIGHT] != SIZE_MAX)
		put_weight(out, inner.at, task->weight);
	if (is_draft) {
		put_unjudged(out, inner.at);
	} else {
		put_judgement(out, inner.at, "exposure", &task->exposure);
		put_judgement(out, inner.at, "autonomy", &task->autonomy);
		put_rationale(out, inner.at, task);
	}
	put_sources(import, out, inner.at);
	if (task->ref.len) {
		buf_printf(out, "%srefs: [", inner.at);
		yaml_put_text(out, task->ref);
		buf_put(out, S("]\n"));
	}
	buf_free(&inner);
}

static void put_head(const struct import *import, const struct import_role *role, struct buf *out)
{
	const struct import_map *map = import->map;
	buf_put(out, S("---\n" IMPORT_MARK "\n"));
	put_key(out, "", "title", role->title);
	if (map->titles.value == IMPORT_PLURAL)
		put_key(out, "", "plural", role->title);
	put_key(out, "", "category", role->category);
	put_plain(out, "", "updated", map->updated.text.s.len ? map->updated.text.s : import->today);
	if (map->code.value == IMPORT_SOC)
		put_plain(out, "", "soc", role->code);
	else
		put_key(out, "", "isco", role->code);
	if (map->weights.value)
		buf_put(out, S("weights: importance\n"));
	put_key(out, "", "assessed_by", map->assessed_by.s);
	put_key(out, "", "method", map->method.s);
	if (map->makes.value == IMPORT_DRAFTS)
		buf_put(out,
			S("# Its judgements stand for nothing until each TODO is answered; then take this line out.\n"
			  "draft: true\n"));
}

static void put_body(const struct import *import, struct buf *out)
{
	str note = str_trim(import->map->note.raw);
	buf_put(out, S("---\n"));
	if (note.len)
		buf_printf(out, "%.*s\n", STR_ARG(note));
}

void import_put_index(const struct import *import, const struct import_role *role, struct buf *out)
{
	put_head(import, role, out);
	put_body(import, out);
}

void import_put_tasks(const struct import *import, const struct import_role *role, struct buf *out)
{
	buf_put(out, S(IMPORT_MARK "\n"));
	for (size_t i = 0; i < role->count; i++)
		put_task(import, &role->tasks[i], "", out);
}

void import_put_one_file(const struct import *import, const struct import_role *role, struct buf *out)
{
	put_head(import, role, out);
	buf_put(out, S("tasks:\n"));
	for (size_t i = 0; i < role->count; i++)
		put_task(import, &role->tasks[i], "  ", out);
	put_body(import, out);
}

void import_put_source(const struct citable *source, struct buf *out)
{
	buf_printf(out, "%.*s:\n", STR_ARG(source->id.s));
	put_key(out, "  ", "title", source->title.s);
	put_key(out, "  ", "publisher", source->publisher.s);
	put_key(out, "  ", "url", source->url.s);
	put_plain(out, "  ", "published", source->published.text.s);
	put_key(out, "  ", "edition", source->edition.s);
	put_plain(out, "  ", "accessed", source->accessed.text.s);
	put_plain(out, "  ", "expires", source->expires.text.s);
	put_key(out, "  ", "supersedes", source->supersedes.s);
	put_key(out, "  ", "licence", source->licence.s);
	put_key(out, "  ", "quote", source->quote.s);
	put_key(out, "  ", "note", source->note.s);
}

static void put_hundredths(struct buf *out, int64_t number)
{
	buf_int(out, number / 100);
	if (number % 100)
		buf_printf(out, ".%02d", (int)(number % 100));
}

void import_put_benchmark(const struct import *import, struct buf *out)
{
	const struct import_benchmark *benchmark = import->map->benchmark;
	buf_printf(out, "%.*s:\n", STR_ARG(benchmark->id.s));
	put_key(out, "  ", "title", benchmark->title.s);
	put_key(out, "  ", "publisher", benchmark->publisher.s);
	put_key(out, "  ", "url", benchmark->url.s);
	buf_printf(out,
		"  file: benchmarks/%.*s.csv\n  code: %s\n  code_column: code\n  value_column: value\n  scale: [",
		STR_ARG(benchmark->id.s), import->map->code.value == IMPORT_SOC ? "soc" : "isco");
	put_hundredths(out, benchmark->scale[0].value);
	buf_put(out, S(", "));
	put_hundredths(out, benchmark->scale[1].value);
	buf_put(out, S("]\n"));
	put_key(out, "  ", "licence", benchmark->licence.s);
	put_plain(out, "  ", "as_of", benchmark->as_of.text.s);
	put_key(out, "  ", "source", benchmark->source.s);
}

/* SPDX-License-Identifier: MIT */
/* What readers see was written somewhere: in the page's own source, in a template that makes it, or in another file of
   the content. It is looked for as text, in that order; where it was put together from pieces, the page's source or
   else its template is named instead. */
#include <fcntl.h>
#include <stdio.h>

#include "base/url.h"
#include "page/inspect_parts.h"

/* What to look for. */
struct clues {
	str content[4], templates[4]; /* any of these, the first one first */
	size_t content_count, template_count;
	const char *const *keys; /* of a front matter */
	size_t key_count;
	bool is_heading; /* content[0] stands in a heading of Markdown */
};

static bool is_word(char c)
{
	unsigned char u = (unsigned char)c;
	return (u >= 'a' && u <= 'z') || (u >= 'A' && u <= 'Z') || (u >= '0' && u <= '9') || u == '-' || u == '_'
		|| u >= 0x80;
}

/* Where a text stands by itself, not as a part of a longer word; text.len when it does not. */
static size_t find_whole(str text, str sought)
{
	for (size_t at = 0; at < text.len; at++) {
		at += str_search(str_skip(text, at), sought);
		if (at == text.len)
			break;
		size_t end = at + sought.len;
		bool goes_on_before =
			at > 0 && is_word(text.at[at - 1]) && (is_word(sought.at[0]) || sought.at[0] == '/');
		bool goes_on_behind = end < text.len && (is_word(text.at[end]) || text.at[end] == '/')
			&& (is_word(text.at[end - 1]) || text.at[end - 1] == '/');
		if (!goes_on_before && !goes_on_behind)
			return at;
	}
	return text.len;
}

static bool search(const struct source *source, const str *sought, size_t count, struct mark *mark)
{
	for (size_t i = 0; i < count; i++) {
		size_t at = sought[i].len > 1 ? find_whole(source->text, sought[i]) : source->text.len;
		if (at == source->text.len)
			continue;
		*mark = mark_of(source, at, sought[i].len);
		return true;
	}
	return false;
}

static bool search_heading(const struct source *source, str words, struct mark *mark)
{
	str rest = source->text, line;
	while (words.len && str_take_line(&rest, &line)) {
		if (!str_starts(line, S("#")) || str_search(line, words) == line.len)
			continue;
		*mark = mark_slice(source, line);
		return true;
	}
	return false;
}

static bool search_key(const struct source *source, const struct clues *clues, struct mark *mark)
{
	for (size_t i = 0; i < clues->key_count; i++) {
		str rest = source->text, line;
		while (str_take_line(&rest, &line)) {
			if (!str_starts(line, str_of(clues->keys[i])))
				continue;
			*mark = mark_slice(source, line);
			return true;
		}
	}
	return false;
}

static bool search_source(const struct source *source, const struct clues *clues, struct mark *mark)
{
	if (clues->key_count)
		return search_key(source, clues, mark);
	if (clues->is_heading)
		return clues->content_count && search_heading(source, clues->content[0], mark);
	return search(source, clues->content, clues->content_count, mark);
}

/* A role's origin is its one file, or index.md in its folder, whose other files are its too. */
static bool is_of(const struct output *output, str path)
{
	str folder = str_ends(output->origin, S("/index.md")) ? fs_folder_of(output->origin) : (str){0};
	bool is_below = folder.len && str_starts(path, folder) && path.len > folder.len && path.at[folder.len] == '/';
	return str_eq(path, output->origin) || (is_below && output->role);
}

/* Inputs are in order: the first that can be of the output, or all when there is none. */
static size_t first_of(const struct site *site, const struct output *output)
{
	size_t first = 0, behind = output ? site->input_count : 0;
	while (first < behind) {
		size_t middle = first + (behind - first) / 2;
		str path = site->inputs[middle]->source.path;
		if (!is_of(output, path) && str_cmp(path, output->origin) < 0)
			first = middle + 1;
		else
			behind = middle;
	}
	return first;
}

static bool search_content(
	const struct look *look, const struct clues *clues, const struct output *output, struct mark *mark)
{
	const struct site *site = look->plan->site;
	size_t rounds = clues->key_count || clues->is_heading ? 1 : clues->content_count,
	       first = first_of(site, output);
	/* The surest clue first, in all files. */
	for (size_t round = 0; round < rounds; round++)
		for (size_t i = first; i < site->input_count; i++) {
			const struct input *input = site->inputs[i];
			if (output && !is_of(output, input->source.path))
				break;
			if (!input->is_text)
				continue;
			if (rounds == 1 ? search_source(&input->source, clues, mark)
					: search(&input->source, &clues->content[round], 1, mark))
				return true;
		}
	return false;
}

static const struct source *template_named(const struct look *look, str name)
{
	static const char *const folders[] = {"templates", "partials"};
	const struct theme *theme = look->plan->theme;
	size_t slash = str_find(name, '/');
	str only = slash < name.len ? str_part(name, 0, slash) : (str){0};
	str own = slash < name.len ? str_skip(name, slash + 1) : name;
	for (size_t i = 0; i < theme->file_count; i++) {
		str below = theme->files[i].below;
		if (only.len && !str_eq(theme->files[i].theme, only))
			continue;
		for (size_t k = 0; k < COUNT(folders); k++) {
			str rest = below;
			if (str_take(&rest, str_of(folders[k])) && str_take(&rest, S("/"))
				&& str_ends(rest, S(".mustache")) && str_eq(str_part(rest, 0, rest.len - 9), own))
				return &theme->files[i].source;
		}
	}
	return NULL;
}

/* The templates that a template reaches, itself first. */
struct reach {
	const struct look *look;
	struct map seen;
};

static void reach(struct reach *reached, str name, size_t depth)
{
	size_t count;
	const struct mustache_template *tmpl = mustache_find(reached->look->plan->theme->set, name);
	if (!tmpl || depth > MUSTACHE_MAX_DEPTH || map_get(&reached->seen, name))
		return;
	const struct source *source = template_named(reached->look, name);
	if (!source)
		return;
	*map_at(&reached->seen, reached->look->arena, name) = (void *)(uintptr_t)source;
	const struct mustache_step *steps = mustache_steps(tmpl, &count);
	for (size_t i = 0; i < count; i++)
		if ((steps[i].kind == STEP_PARTIAL || steps[i].kind == STEP_PARENT) && !steps[i].is_dynamic)
			reach(reached, steps[i].name, depth + 1);
}

/* Only what stands once among some templates says which of them it is. */
static bool search_once(struct source *const *templates, size_t count, str clue, struct mark *mark)
{
	size_t found = 0;
	for (size_t i = 0; i < count; i++) {
		struct mark here;
		if (!search(templates[i], &clue, 1, &here))
			continue;
		str behind = str_skip(templates[i]->text, here.at + here.len);
		found += find_whole(behind, clue) < behind.len ? 2 : 1;
		*mark = here;
	}
	return found == 1;
}

/* The templates that all kinds of pages with the finding reach; its place is among them. */
static size_t common_templates(const struct look *look, const struct finding *finding, struct source **templates)
{
	bool is_seen[PAGE_KINDS] = {false};
	size_t kinds = 0, count = 0;
	struct map reached_by = {0}; /* source's path → how many kinds, as a pointer into `tally` */
	size_t *tally = arena_array(look->arena, size_t, look->plan->theme->file_count + 1);
	for (size_t i = 0; i < finding->pages.count; i++) {
		const struct output *output = &look->plan->outputs[finding->pages.at[i]];
		struct reach reached = {.look = look};
		if (is_seen[output->page] || !inspect_template(look, output))
			continue;
		is_seen[output->page] = true;
		kinds++;
		reach(&reached, str_of(page_rows[output->page].name), 0);
		for (size_t k = 0; k < reached.seen.count; k++) {
			struct source *source = reached.seen.entries[k].value;
			void **slot = map_at(&reached_by, look->arena, source->path);
			if (!*slot) {
				templates[count] = source;
				*slot = &tally[count++];
			}
			++*(size_t *)*slot;
		}
	}
	size_t common = 0;
	for (size_t i = 0; i < count; i++)
		if (tally[i] == kinds)
			templates[common++] = templates[i];
	return common;
}

static bool search_templates(
	const struct look *look, const struct clues *clues, const struct finding *finding, struct mark *mark)
{
	struct source **templates = arena_array(look->arena, struct source *, look->plan->theme->file_count + 1);
	size_t count = common_templates(look, finding, templates);
	for (size_t i = 0; i < clues->template_count; i++)
		if (search_once(templates, count, clues->templates[i], mark))
			return true;
	return false;
}

static void add_clue(struct clues *clues, str clue)
{
	if (clue.len < 2)
		return;
	clues->content[clues->content_count++] = clue;
	clues->templates[clues->template_count++] = clue;
}

/* The same address is written in several ways: with the base path or without, as a source or by its last part. */
static void clues_of_address(const struct look *look, struct clues *clues, str address)
{
	str local = address, site_url = look->plan->site->url;
	struct url url = url_split(address);
	if (address.len == 0) {
		add_clue(clues, S("href=\"\""));
		add_clue(clues, S("src=\"\""));
	}
	add_clue(clues, address);
	bool is_whole =
		str_take(&local, site_url) || (look->plan->site->base.len && str_take(&local, look->plan->site->base));
	if (is_whole)
		add_clue(clues, local);
	if (url.fragment.len)
		add_clue(clues, str_skip(address, address.len - url.fragment.len - 1));
	str name = str_ends(url.path, S("/")) ? str_part(url.path, 0, url.path.len - 1) : url.path;
	bool is_folder = name.len < url.path.len;
	name = fs_name_of(name);
	if (name.len && !url.fragment.len)
		add_clue(clues, is_folder && name.at > url.path.at ? (str){name.at - 1, name.len + 2} : name);
}

/* Written without the base path, where others write it behind {{site.base}}. */
static void clues_of_outsider(const struct look *look, struct clues *clues, str address)
{
	add_clue(clues, arena_printf(look->arena, "\"%.*s\"", STR_ARG(address)));
	add_clue(clues, arena_printf(look->arena, "'%.*s'", STR_ARG(address)));
}

static void clues_of_tag(const struct look *look, struct clues *clues, const char *format, str what, size_t number)
{
	char tag[8];
	if (what.at) {
		clues->templates[clues->template_count++] =
			arena_printf(look->arena, "%s\"%.*s\"", format, STR_ARG(what));
		clues->content[clues->content_count++] = clues->templates[clues->template_count - 1];
		return;
	}
	snprintf(tag, sizeof tag, "%s%zu", format, number);
	clues->templates[clues->template_count++] = arena_copy(look->arena, str_of(tag));
}

static void clues_of_heading(const struct look *look, struct clues *clues, const struct finding *finding)
{
	clues->is_heading = true;
	clues->content[clues->content_count++] = finding->what;
	if (finding->number)
		clues_of_tag(look, clues, "<h", (str){0}, finding->number);
}

static const char *const title_keys[] = {"title:"};
static const char *const description_keys[] = {"description:", "dek:", "summary:", "tagline:", "title:"};

static void clues_of_keys(struct clues *clues, const char *const *keys, size_t count, str tag)
{
	clues->keys = keys;
	clues->key_count = count;
	if (tag.len)
		clues->templates[clues->template_count++] = tag;
}

static struct clues clues_of(const struct look *look, const struct finding *finding)
{
	struct clues clues = {0};
	switch (finding->kind) {
	case FIND_BROKEN_LINK:
	case FIND_BAD_ADDRESS:
	case FIND_BROKEN_ANCHOR:
		clues_of_address(look, &clues, finding->what);
		break;
	case FIND_OUTSIDE_BASE:
		clues_of_outsider(look, &clues, finding->what);
		break;
	case FIND_NO_ALT:
		clues_of_address(look, &clues, finding->what);
		clues.template_count = 0;
		clues.templates[clues.template_count++] = S("<img");
		break;
	case FIND_SAME_ANCHOR:
		clues_of_tag(look, &clues, "id=", finding->what, 0);
		break;
	case FIND_EMPTY_SECTION:
		if (str_starts(finding->what, S("#")))
			clues_of_tag(look, &clues, "id=", str_skip(finding->what, 1), 0);
		else
			clues_of_heading(look, &clues, finding);
		break;
	case FIND_EMPTY_HEADING:
	case FIND_SKIPPED_LEVEL:
		clues_of_heading(look, &clues, finding);
		break;
	case FIND_PAGE_HEADING:
		clues_of_tag(look, &clues, "<h", (str){0}, 1);
		break;
	case FIND_NO_TITLE:
		clues.templates[clues.template_count++] = S("<title");
		clues.templates[clues.template_count++] = S("<meta charset");
		break;
	case FIND_ORPHAN:
		clues_of_keys(&clues, title_keys, COUNT(title_keys), (str){0});
		break;
	case FIND_LONG_TITLE:
	case FIND_SAME_TITLE:
		clues_of_keys(&clues, title_keys, COUNT(title_keys), S("<title"));
		break;
	case FIND_NO_DESCRIPTION:
		clues.templates[clues.template_count++] = S("name=\"description\"");
		clues.templates[clues.template_count++] = S("<title");
		break;
	case FIND_LONG_DESCRIPTION:
	case FIND_SAME_DESCRIPTION:
		clues_of_keys(&clues, description_keys, COUNT(description_keys), S("name=\"description\""));
		break;
	case FIND_BAD_XML:
	case FIND_KINDS:
		break;
	}
	return clues;
}

const struct source *inspect_template(const struct look *look, const struct output *output)
{
	bool is_made = output->kind == OUTPUT_PAGE || output->kind == OUTPUT_CARD;
	return is_made ? template_named(look, str_of(page_rows[output->page].name)) : NULL;
}

static bool search_theme_file(const struct look *look, const struct clues *clues, str path, struct mark *mark)
{
	for (size_t i = 0; i < look->plan->theme->file_count; i++) {
		const struct source *source = &look->plan->theme->files[i].source;
		if (str_eq(source->path, path))
			return search(source, clues->content, clues->content_count, mark);
	}
	return false;
}

/* The text of a file that is published as it is. */
static const struct source *attached(struct look *look, const struct output *output)
{
	enum { LARGEST = 1 << 20 };
	void **slot = map_at(&look->files, look->arena, output->origin);
	struct source *source = *slot;
	if (source)
		return source;
	*slot = source = arena_new(look->told, struct source);
	source->path = arena_copy(look->told, output->origin);
	str path = fs_join(look->arena, look->plan->site->options.folder, output->origin);
	if (!fs_read(AT_FDCWD, path, LARGEST, look->told, &source->text))
		source->text = (str){0};
	return source;
}

/* What authors write in Markdown has none of these. */
static bool is_of_templates(const struct finding *finding)
{
	return finding->kind == FIND_PAGE_HEADING || finding->kind == FIND_EMPTY_HEADING
		|| (finding->kind == FIND_EMPTY_SECTION && str_starts(finding->what, S("#")));
}

/* What the page is made from, when the place in it cannot be told. */
static struct mark fallback(const struct look *look, const struct finding *finding, const struct output *output)
{
	struct clues title = {.keys = title_keys, .key_count = COUNT(title_keys)};
	struct mark mark = {0};
	const struct source *source = inspect_template(look, output);
	bool is_told = source && is_of_templates(finding);
	if ((!is_told && search_content(look, &title, output, &mark)) || !source || finding->kind == FIND_ORPHAN)
		return mark;
	return mark_of(source, 0, 0);
}

/* Pages of several sources have it, so that it is hardly any one's own. */
static bool is_shared(const struct look *look, const struct finding *finding)
{
	const struct output *outputs = look->plan->outputs, *first = &outputs[finding->pages.at[0]];
	for (size_t i = 1; i < finding->pages.count; i++)
		if (!str_eq(outputs[finding->pages.at[i]].origin, first->origin))
			return true;
	return false;
}

struct mark inspect_trace_shared(const struct look *look, const struct finding *finding)
{
	struct clues clues = clues_of(look, finding);
	struct mark mark = {0};
	bool is_of_content = finding->kind == FIND_LONG_TITLE || finding->kind == FIND_LONG_DESCRIPTION
		|| (clues.is_heading && finding->what.len);
	bool is_told = !is_of_content && is_shared(look, finding) && search_templates(look, &clues, finding, &mark);
	return is_told ? mark : (struct mark){0};
}

/* What is no page's own: templates, and content that shows on other pages. */
static struct mark search_beyond(
	const struct look *look, const struct finding *finding, const struct clues *clues, uint32_t number)
{
	struct finding here = *finding;
	struct mark mark = {0};
	bool is_link = clues->content_count && !clues->is_heading && finding->kind != FIND_SAME_ANCHOR;
	here.pages = (struct page_list){.at = &number, .count = 1};
	if (search_templates(look, clues, &here, &mark) || (is_link && search_content(look, clues, NULL, &mark)))
		return mark;
	return (struct mark){0};
}

static struct mark trace_attached(struct look *look, const struct clues *clues, const struct output *output)
{
	struct mark mark;
	const struct source *source = attached(look, output);
	return search_source(source, clues, &mark) ? mark : mark_of(source, 0, 0);
}

struct traced inspect_trace(
	struct look *look, const struct finding *finding, uint32_t number, struct trace_memo memos[PAGE_KINDS + 1])
{
	const struct output *output = &look->plan->outputs[number];
	struct clues clues = clues_of(look, finding);
	struct traced traced = {.is_exact = true};
	struct trace_memo *memo = &memos[output->kind == OUTPUT_PAGE ? output->page : PAGE_KINDS];
	if (output->kind == OUTPUT_ATTACHMENT)
		return (struct traced){.mark = trace_attached(look, &clues, output), .is_exact = true};
	if (search_content(look, &clues, output, &traced.mark)
		|| search_theme_file(look, &clues, output->origin, &traced.mark))
		return traced;
	if (!memo->is_known)
		*memo = (struct trace_memo){.is_known = true, .mark = search_beyond(look, finding, &clues, number)};
	traced.mark = memo->mark;
	if (traced.mark.source)
		return traced;
	return (struct traced){.mark = fallback(look, finding, output)};
}

/* SPDX-License-Identifier: MIT */
/* Every file below content/ is read once, by several workers, and hashed; text is checked for what no parser
   should meet. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

#include "base/workers.h"
#include "content/load.h"

struct reading {
	const struct site *site;
	struct input **inputs;
	const struct fs_entry *entries;
	struct diags *diags; /* one a worker */
};

static bool has_text(str path)
{
	return str_ends(path, S(".md")) || str_ends(path, S(".yaml")) || str_ends(path, S(".yml"))
		|| str_ends(path, S(".csv"));
}

static bool check_text(const struct input *input, struct diags *diags)
{
	str text = input->source.text;
	size_t fault = str_utf8_fault(text);
	if (fault < text.len) {
		diag_error(diags, mark_of(&input->source, fault, 1), "invalid-utf8", "byte 0x%02X is not valid UTF-8",
			(unsigned char)text.at[fault]);
		diag_hint(diags, "save the file as UTF-8");
		return false;
	}
	fault = str_control(text);
	if (fault < text.len) {
		diag_error(diags, mark_of(&input->source, fault, 1), "control-character",
			"an invisible control character (0x%02X)", (unsigned char)text.at[fault]);
		diag_hint(diags, "delete it");
		return false;
	}
	return true;
}

/* It becomes an address, and a line of lists. */
static bool check_name(const struct input *input, struct diags *diags)
{
	str name = input->source.path;
	size_t length, control = str_obeyed(name, &length);
	if (str_utf8_fault(name) == name.len && control == name.len)
		return true;
	struct mark mark = mark_of(&input->source, 0, 0);
	if (control < name.len)
		diag_error(diags, mark, "control-character",
			"the name of this file holds what is not seen (U+%04X, behind '%.*s')",
			str_code_point(str_part(name, control, control + length)),
			STR_ARG(fs_name_of(str_part(name, 0, control))));
	else
		diag_error(diags, mark, "invalid-utf8", "the name of this file is not valid UTF-8");
	diag_hint(diags, "rename it");
	return false;
}

static size_t most_bytes(const struct input *input)
{
	if (input->is_text && str_starts(input->below, S("editions/")) && !str_ends(input->below, S(".md")))
		return EDITION_MAX_BYTES;
	if (!input->is_text || str_ends(input->below, S(".csv")))
		return INPUT_MAX_BYTES;
	return str_ends(input->below, S(".md")) ? MARKDOWN_MAX_BYTES : YAML_MAX_BYTES;
}

static bool check_size(struct input *input, struct diags *diags)
{
	size_t limit = most_bytes(input);
	if (input->size <= limit)
		return true;
	input->is_broken = true;
	return diag_error(diags, mark_of(&input->source, 0, 0), "too-large", "%zu bytes, where at most %zu are read",
		input->size, limit);
}

static bool read_text(struct input *input, str path, struct diags *diags)
{
	if (!fs_read(AT_FDCWD, path, INPUT_MAX_BYTES, &input->arena, &input->source.text)) {
		input->is_broken = true;
		return diag_system(diags, "unreadable", input->source.path, errno, "cannot read");
	}
	input->hash = hash_128(input->source.text);
	str_take(&input->source.text, S("\xEF\xBB\xBF"));
	input->names_us = str_search(input->source.text, S("rolecast:")) < input->source.text.len;
	input->is_broken = !check_text(input, diags);
	return !input->is_broken;
}

/* It lives in an arena of its own, with its name and its text. */
static struct input *input_new(const struct fs_entry *entry)
{
	enum { SMALL = 1 << 16, ROUNDING = 64 };
	struct arena arena = {0};
	str folder = S("content/");
	size_t size = sizeof(struct input) + folder.len + entry->path.len + ROUNDING;
	arena_expect(&arena, size + (entry->size < SMALL ? entry->size : 0));
	struct input *input = arena_new(&arena, struct input);
	input->source.path = arena_join(&arena, folder, entry->path);
	input->below = str_skip(input->source.path, folder.len);
	input->is_text = has_text(input->below) && !str_starts(input->below, S("files/"));
	input->arena = arena;
	return input;
}

void input_free(struct input *input)
{
	struct arena arena = input->arena;
	arena_free(&arena);
}

static void read_one(void *context, size_t worker, size_t item)
{
	struct reading *reading = context;
	const struct fs_entry *entry = &reading->entries[item];
	struct input *input = reading->inputs[item] = input_new(entry);
	struct diags *diags = &reading->diags[worker];
	struct arena scratch = {0};
	str path = fs_join(&scratch, reading->site->options.folder, input->source.path), bytes;
	input->size = entry->size;
	input->is_link = entry->is_link;
	if (!check_name(input, diags)) {
		input->is_broken = true;
	} else if (entry->leads_out) {
		input->is_broken = true;
		diag_error(diags, mark_of(&input->source, 0, 0), "link-out",
			"a symbolic link that leads out of content/, or nowhere");
		diag_hint(diags, "copy the file here instead");
	} else if (!check_size(input, diags)) {
		; /* is told */
	} else if (input->is_text) {
		read_text(input, path, diags);
	} else if (!fs_read(AT_FDCWD, path, INPUT_MAX_BYTES, &scratch, &bytes)) {
		input->is_broken = true;
		diag_system(diags, "unreadable", input->source.path, errno, "cannot read");
	} else {
		input->hash = hash_128(bytes);
		picture_size(bytes, entry->path, &input->width, &input->height);
		input->runs = drawing_runs(entry->path, bytes);
	}
	arena_free(&scratch);
}

bool inputs_read(
	struct site *site, const struct fs_entry *entries, size_t count, struct input **inputs, struct diags *diags)
{
	struct reading reading = {.site = site, .entries = entries, .inputs = inputs};
	size_t errors = diags->errors;
	reading.diags = arena_array(&site->arena, struct diags, site->options.workers);
	workers_run(site->options.workers, count, read_one, &reading);
	for (size_t i = 0; i < site->options.workers; i++)
		diags_merge(diags, &reading.diags[i]);
	return diags->errors == errors;
}

static bool cannot_look(str folder, struct diags *diags)
{
	return !fs_is_absence(errno) && !diag_system(diags, "unreadable", folder, errno, "cannot look at");
}

static bool has_content(const struct site_options *options, str content, struct diags *diags)
{
	if (options->folder.len && !fs_is_folder(options->folder))
		return !cannot_look(options->folder, diags)
			&& diag_error(diags, (struct mark){0}, "no-content", "there is no folder '%.*s'",
				STR_ARG(options->folder));
	if (fs_is_folder(content))
		return true;
	if (cannot_look(content, diags))
		return false;
	diag_error(diags, (struct mark){0}, "no-content", "there is no folder content/ in '%.*s'",
		STR_ARG(options->folder));
	diag_hint(diags,
		"run rolecast in the folder that holds content/, or name it with -C; `rolecast new site` "
		"begins one");
	return false;
}

bool site_read(struct site *site, const struct site_options *options, struct diags *diags)
{
	struct fs_entry *entries;
	str where;
	site->options = *options;
	str content = fs_join(&site->arena, options->folder, S("content"));
	if (!has_content(options, content, diags))
		return false;
	bool is_listed = fs_list(content, &site->arena, &entries, &site->input_count, &where);
	if (!is_listed && errno == ELOOP) {
		diag_error(diags, (struct mark){0}, "too-deep", "folders in content/ nest more than %d deep",
			FS_MAX_DEPTH);
		diag_hint(diags, "a page's address needs no more than a few");
		return false;
	}
	if (!is_listed)
		return diag_system(diags, "unreadable", where, errno, "cannot list");
	site->inputs = arena_array(&site->arena, struct input *, site->input_count);
	return inputs_read(site, entries, site->input_count, site->inputs, diags);
}

bool site_read_settings(struct site *site, const struct site_options *options, struct diags *diags)
{
	struct fs_entry entry;
	site->options = *options;
	str content = fs_join(&site->arena, options->folder, S("content"));
	if (!has_content(options, content, diags))
		return false;
	site->input_count = fs_look(content, S("site.yaml"), &site->arena, &entry);
	if (site->input_count == 0 && !fs_is_absence(errno))
		return diag_system(
			diags, "unreadable", fs_join(&site->arena, content, S("site.yaml")), errno, "cannot look at");
	site->inputs = arena_array(&site->arena, struct input *, 1);
	return (site->input_count == 0 || inputs_read(site, &entry, 1, site->inputs, diags))
		&& site_settings(site, diags);
}

static int below_cmp(const void *key, const void *input)
{
	return str_cmp(*(const str *)key, (*(struct input *const *)input)->below);
}

const struct input *input_named(const struct site *site, str below)
{
	struct input *const *found = site->input_count
		? bsearch(&below, site->inputs, site->input_count, sizeof *site->inputs, below_cmp)
		: NULL;
	return found ? *found : NULL;
}

static size_t line_end(str text, size_t at)
{
	size_t end = at + str_find(str_skip(text, at), '\n');
	return end < text.len ? end + 1 : text.len;
}

static bool is_fence(str text, size_t at, size_t end)
{
	str line = str_part(text, at, end);
	return str_starts(line, S("---")) && str_trim(str_skip(line, 3)).len == 0;
}

static bool no_front_matter(const struct source *source, struct diags *diags)
{
	diag_error(diags, mark_of(source, 0, 0), "front-matter", "this file has no front matter");
	diag_hint(diags, "begin with a line '---', then 'title: …' and the other keys, then a line '---'");
	return false;
}

size_t document_start(str text)
{
	size_t at = line_end(text, 0);
	if (!is_fence(text, 0, at))
		return 0;
	while (at < text.len) {
		size_t end = line_end(text, at);
		if (is_fence(text, at, end))
			return end;
		at = end;
	}
	return 0;
}

bool document_read(
	const struct schema *schema, const struct source *source, enum front_matter needs, struct document *document)
{
	struct diags *diags = schema->diags;
	str text = source->text;
	size_t start = line_end(text, 0);
	*document = (struct document){.front = arena_new(schema->scratch, struct yaml_node)};
	document->front->kind = YAML_MAP;
	document->front->mark = mark_of(source, 0, 0);
	if (!is_fence(text, 0, start) || text.len == 0)
		return needs == FRONT_OPTIONAL || no_front_matter(source, diags);
	for (size_t at = start; at < text.len;) {
		size_t end = line_end(text, at);
		if (is_fence(text, at, end)) {
			document->body = end;
			struct yaml_node *front =
				yaml_parse_apart(source, start, at, schema->scratch, schema->arena, diags);
			if (front && front->kind == YAML_MAP)
				document->front = front;
			else if (front && front->kind != YAML_NULL)
				return diag_error(diags, front->mark, "wrong-type",
					"front matter is keys and values, not %s", schema_node_kind(front));
			return front != NULL;
		}
		at = end;
	}
	diag_error(diags, mark_of(source, 0, 3), "front-matter", "the front matter has no end");
	diag_hint(diags, "close it with a line '---'");
	return false;
}

bool document_body(
	struct schema *schema, const struct source *source, const struct document *document, struct prose *body)
{
	str text = str_skip(source->text, document->body);
	if (str_trim(text).len == 0)
		return true;
	return schema_load_prose(schema, text, mark_of(source, document->body, 0), false, body);
}

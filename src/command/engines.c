/* SPDX-License-Identifier: MIT */
/* The two engines by themselves, for theme work and conformance tests; the version. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/fs.h"
#include "command/command.h"
#include "format/markdown.h"
#include "format/mustache.h"
#include "format/yaml.h"

enum { LARGEST_INPUT = 64 << 20 };

static bool read_standard_input(struct buf *text, struct diags *diags)
{
	enum { STEP = 1 << 16 };
	for (;;) {
		ssize_t got = read(STDIN_FILENO, buf_reserve(text, STEP), STEP);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return diag_system(diags, "unreadable", S("standard input"), errno, "cannot read");
		if (got == 0)
			return true;
		text->len += (size_t)got;
		if (text->len > LARGEST_INPUT)
			return diag_error(diags, (struct mark){0}, "too-large",
				"standard input holds more than %d bytes", LARGEST_INPUT);
	}
}

/* A file, or standard input for "-". */
static bool read_source(struct invocation *invocation, const char *name, struct source *source, struct diags *diags)
{
	source->path = str_of(name);
	if (strcmp(name, "-") != 0) {
		str path = source->path;
		if (path.len && path.at[0] != '/')
			path = fs_join(invocation->arena, invocation->folder, path);
		if (fs_read(AT_FDCWD, path, LARGEST_INPUT, invocation->arena, &source->text))
			return true;
		return diag_system(diags, "unreadable", source->path, errno, "cannot read");
	}
	struct buf text = {0};
	source->path = S("standard input");
	bool ok = read_standard_input(&text, diags);
	source->text = buf_copy(&text, invocation->arena);
	buf_free(&text);
	return ok;
}

static int hex_of(str text, size_t at)
{
	int value = 0;
	for (size_t i = at; i < at + 4; i++) {
		char c = i < text.len ? text.at[i] : 'x';
		int digit = c >= '0' && c <= '9' ? c - '0'
			: c >= 'a' && c <= 'f'   ? c - 'a' + 10
			: c >= 'A' && c <= 'F'   ? c - 'A' + 10
						 : -1;
		if (digit < 0)
			return -1;
		value = value * 16 + digit;
	}
	return value;
}

static bool is_escape(str text, size_t at)
{
	return at + 1 < text.len && text.at[at] == '\\' && text.at[at + 1] == 'u';
}

/* JSON writes characters beyond U+FFFF as two escapes, which YAML does not know. */
static str join_surrogates(struct arena *arena, str text)
{
	struct buf out = {0};
	for (size_t i = 0; i < text.len; i++) {
		int high = is_escape(text, i) ? hex_of(text, i + 2) : -1;
		int low = is_escape(text, i + 6) ? hex_of(text, i + 8) : -1;
		if (high >= 0xD800 && high < 0xDC00 && low >= 0xDC00 && low < 0xE000) {
			unsigned point = 0x10000U + ((unsigned)(high - 0xD800) << 10) + (unsigned)(low - 0xDC00);
			buf_printf(&out, "\\U%08X", point);
			i += 11;
		} else if (text.at[i] == '\\' && i + 1 < text.len) {
			buf_put(&out, str_part(text, i, i + 2));
			i++;
		} else {
			buf_char(&out, text.at[i]);
		}
	}
	str joined = buf_copy(&out, arena);
	buf_free(&out);
	return joined;
}

static bool read_data(struct invocation *invocation, const char *name, struct value *data, struct diags *diags)
{
	struct source *source = arena_new(invocation->arena, struct source);
	if (!read_source(invocation, name, source, diags))
		return false;
	size_t fault = str_utf8_fault(source->text);
	if (fault < source->text.len)
		return diag_error(diags, mark_of(source, fault, 1), "invalid-utf8", "byte 0x%02X is not valid UTF-8",
			(unsigned char)source->text.at[fault]);
	str trimmed = str_trim(source->text);
	if (str_starts(trimmed, S("{")) || str_starts(trimmed, S("[")) || str_starts(trimmed, S("\"")))
		source->text = join_surrogates(invocation->arena, source->text);
	const struct yaml_node *root = yaml_parse(source, 0, source->text.len, invocation->arena, diags);
	if (root)
		*data = yaml_value(root, invocation->arena);
	return root && diags->errors == 0;
}

/* Compiles a template and, one after another, those it names that stand beside it. */
static void compile_beside(
	struct invocation *invocation, struct mustache_set *set, str folder, str name, struct diags *diags)
{
	struct source *source = arena_new(invocation->arena, struct source);
	source->path =
		fs_join(invocation->arena, folder, arena_printf(invocation->arena, "%.*s.mustache", STR_ARG(name)));
	if (str_find(name, '\0') < name.len || mustache_find(set, name)
		|| !fs_read(AT_FDCWD, source->path, LARGEST_INPUT, invocation->arena, &source->text))
		return;
	mustache_compile(set, name, source, diags);
}

static void compile_partials(struct invocation *invocation, struct mustache_set *set, str folder,
	const struct mustache_template *tmpl, struct diags *diags)
{
	size_t count;
	const struct mustache_step *steps = mustache_steps(tmpl, &count);
	for (size_t i = 0; i < count; i++) {
		bool names_one = steps[i].kind == STEP_PARTIAL || steps[i].kind == STEP_PARENT;
		if (!names_one || steps[i].is_dynamic || mustache_find(set, steps[i].name))
			continue;
		compile_beside(invocation, set, folder, steps[i].name, diags);
		const struct mustache_template *found = mustache_find(set, steps[i].name);
		if (found)
			compile_partials(invocation, set, folder, found, diags);
	}
}

/* A name that data gives can be any template beside the first. */
static void compile_all_beside(struct invocation *invocation, struct mustache_set *set, str folder, struct diags *diags)
{
	struct fs_entry *entries;
	size_t count;
	str where;
	if (!fs_list(folder, invocation->arena, &entries, &count, &where))
		return;
	for (size_t i = 0; i < count; i++)
		if (str_ends(entries[i].path, S(".mustache")) && str_find(entries[i].path, '/') == entries[i].path.len)
			compile_beside(
				invocation, set, folder, str_part(entries[i].path, 0, entries[i].path.len - 9), diags);
}

static bool uses_dynamic_names(const struct mustache_template *tmpl)
{
	size_t count;
	const struct mustache_step *steps = mustache_steps(tmpl, &count);
	for (size_t i = 0; i < count; i++)
		if (steps[i].is_dynamic)
			return true;
	return false;
}

enum exit_status command_render(struct invocation *invocation)
{
	struct diags diags = {0};
	struct source source = {0};
	struct value data = {0};
	struct mustache_set *set = mustache_new(invocation->arena);
	bool ok = read_source(invocation, invocation->arguments[0], &source, &diags);
	if (ok && invocation->argument_count > 1)
		ok = read_data(invocation, invocation->arguments[1], &data, &diags);
	if (ok && mustache_compile(set, S("(template)"), &source, &diags)) {
		const struct mustache_template *tmpl = mustache_find(set, S("(template)"));
		str folder = fs_folder_of(source.path);
		if (source.path.len && source.path.at[0] != '/')
			folder = fs_join(invocation->arena, invocation->folder, folder);
		compile_partials(invocation, set, folder, tmpl, &diags);
		if (uses_dynamic_names(tmpl))
			compile_all_beside(invocation, set, folder, &diags);
		mustache_link(set, false, &diags);
		if (diags.errors == 0)
			mustache_render(set, tmpl, data, &invocation->output, &diags);
	}
	if (diags.errors)
		invocation->output.len = 0;
	enum exit_status status = command_report(invocation, &diags);
	diags_free(&diags);
	return status;
}

enum exit_status command_markdown(struct invocation *invocation)
{
	struct diags diags = {0};
	struct source source = {0};
	static const struct markdown_options bare = {.is_bare = true};
	const char *name = invocation->argument_count ? invocation->arguments[0] : "-";
	if (read_source(invocation, name, &source, &diags)) {
		struct markdown html = markdown_parse(source.text, &source, 0, &bare, invocation->arena, &diags);
		buf_put(&invocation->output, html.html);
	}
	enum exit_status status = command_report(invocation, &diags);
	diags_free(&diags);
	return status;
}

enum exit_status command_version(struct invocation *invocation)
{
	buf_put(&invocation->output, S("rolecast " ROLECAST_VERSION "\n"));
	return EXIT_FINE;
}

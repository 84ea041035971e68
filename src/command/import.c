/* SPDX-License-Identifier: MIT */
/* The file is read as it comes: however long it is, only its roles are kept. */
#include "content/import.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/nearest.h"
#include "command/command.h"
#include "command/editor.h"
#include "command/embedded.h"
#include "command/import_files.h"
#include "command/progress.h"
#include "command/project.h"
#include "command/sheet.h"

enum { LARGEST_MAP = 1 << 20, PIECE = 256 << 10 };

struct importing {
	struct invocation *invocation;
	struct diags diags;
	struct source map_text;
	struct import_map map;
	struct site site;
	struct import import;
	struct import_files files;
	struct progress *progress;
};

static enum exit_status wrong_use(struct invocation *invocation, const char *what, const char *hint)
{
	buf_printf(&invocation->messages, "rolecast: %s\nhint: %s\n", what, hint);
	return EXIT_USAGE;
}

/* The presets are the files of src/command/import. */
static bool preset_at(size_t number, str *name, str *text)
{
	for (size_t i = 0; i < embedded_count; i++) {
		*name = str_of(embedded_files[i].name);
		if (!str_take(name, S("import/")) || number-- > 0)
			continue;
		*name = str_part(*name, 0, str_find(*name, '.'));
		*text = embedded_files[i].bytes;
		return true;
	}
	return false;
}

static enum exit_status find_preset(struct importing *importing)
{
	struct invocation *invocation = importing->invocation;
	enum { MOST_PRESETS = 16 };
	const char *names[MOST_PRESETS];
	size_t count = 0;
	str name, text;
	for (; count < MOST_PRESETS && preset_at(count, &name, &text); count++) {
		names[count] = arena_copy(invocation->arena, name).at;
		if (!str_eq(name, invocation->preset))
			continue;
		importing->map_text = (struct source){
			.path = arena_printf(invocation->arena, "preset %.*s", STR_ARG(name)), .text = text};
		return EXIT_FINE;
	}
	return command_no_choice(invocation, "preset", invocation->preset, names, count);
}

static str below_folder(const struct invocation *invocation, str path)
{
	return str_starts(path, S("/")) ? path : fs_join(invocation->arena, invocation->folder, path);
}

static bool read_map(struct importing *importing)
{
	struct invocation *invocation = importing->invocation;
	struct source *source = &importing->map_text;
	if (invocation->preset.len)
		return true;
	source->path = invocation->map;
	if (!fs_read(
		    AT_FDCWD, below_folder(invocation, invocation->map), LARGEST_MAP, invocation->arena, &source->text))
		return diag_system(&importing->diags, "unreadable", source->path, errno, "cannot read");
	str_take(&source->text, S("\xEF\xBB\xBF"));
	size_t fault = str_utf8_fault(source->text);
	if (fault < source->text.len)
		return diag_error(&importing->diags, mark_of(source, fault, 1), "invalid-utf8",
			"byte 0x%02X is not valid UTF-8", (unsigned char)source->text.at[fault]);
	return true;
}

static bool load_map(struct importing *importing)
{
	struct invocation *invocation = importing->invocation;
	struct import_setting *settings =
		arena_array(invocation->arena, struct import_setting, invocation->setting_count);
	for (size_t i = 0; i < invocation->setting_count; i++) {
		str given = invocation->settings[i];
		size_t sign = str_find(given, '=');
		settings[i] = (struct import_setting){str_part(given, 0, sign), str_skip(given, sign + 1)};
	}
	return import_map_load(&importing->map, &importing->map_text, settings, invocation->setting_count,
		invocation->arena, &importing->diags);
}

/* Only site.yaml has to be right; what else is wrong there stands in nobody's way. */
static bool load_site(struct importing *importing)
{
	struct invocation *invocation = importing->invocation;
	struct site_options options = command_site_options(invocation);
	struct diags ignored = {0};
	str content = fs_join(invocation->arena, options.folder, S("content"));
	bool is_there = fs_is_folder(content);
	bool ok = site_read(&importing->site, &options, is_there ? &ignored : &importing->diags);
	if (ignored.is_system)
		diags_merge(&importing->diags, &ignored);
	diags_free(&ignored);
	return (ok || is_there) && !importing->diags.is_system && site_settings(&importing->site, &importing->diags);
}

struct stream {
	struct importing *importing;
	csv_row_fn *fn;
};

static bool take_row(void *context, const struct csv_row *row)
{
	struct stream *stream = context;
	progress_step(stream->importing->progress);
	return stream->fn(&stream->importing->import, row);
}

/* A piece is filled as far as it goes, so that the first one holds the headings; false at the end, or when reading
   failed (with errno set). */
static bool read_piece(int file, struct buf *piece)
{
	piece->len = 0;
	errno = 0;
	while (piece->len < PIECE) {
		ssize_t got = read(file, buf_reserve(piece, PIECE - piece->len), PIECE - piece->len);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			break;
		piece->len += (size_t)got;
	}
	return piece->len > 0;
}

static bool read_rows(struct importing *importing, int file, str shown, csv_row_fn *fn)
{
	struct stream stream = {importing, fn};
	struct csv_form form = {.separator = import_map_separator(&importing->map),
		.quoting = importing->map.quotes.value ? CSV_QUOTES_ARE_TEXT : CSV_QUOTES_ENCLOSE,
		.quote_hint = "where quotes mean nothing, the map says `quotes: text`"};
	struct csv_reader *reader =
		csv_open(&form, shown, NULL, take_row, &stream, importing->invocation->arena, &importing->diags);
	struct buf piece = {0};
	while (read_piece(file, &piece) && csv_take(reader, buf_str(&piece)))
		;
	int error = errno;
	if (error)
		csv_fail(reader);
	bool ok = csv_close(reader);
	buf_free(&piece);
	if (error)
		return diag_system(&importing->diags, "unreadable", shown, error, "cannot read");
	return ok;
}

static bool read_file(struct importing *importing, str name, csv_row_fn *fn)
{
	char path[PATH_MAX];
	bool is_input = str_eq(name, S("-"));
	if (is_input)
		return read_rows(importing, STDIN_FILENO, S("standard input"), fn);
	if (!fs_c_path(below_folder(importing->invocation, name), path))
		return diag_system(&importing->diags, "unreadable", name, errno, "cannot read");
	int file = open(path, O_RDONLY | O_CLOEXEC);
	if (file < 0)
		return diag_system(&importing->diags, "unreadable", name, errno, "cannot read");
	bool ok = read_rows(importing, file, name, fn);
	close(file);
	return ok;
}

static bool read_titles(struct importing *importing)
{
	struct invocation *invocation = importing->invocation;
	struct import *import = &importing->import;
	if (invocation->titles.len == 0)
		return true;
	if (!importing->map.occupations) {
		diag_error(
			&importing->diags, importing->map.mark, "missing-key", "'occupations' is missing in this map");
		diag_hint(&importing->diags, "it names the columns of the file that --titles gives");
		return false;
	}
	bool ok = read_file(importing, invocation->titles, import_take_name);
	import->has_titles = ok;
	return ok;
}

static bool take_all(struct importing *importing)
{
	struct invocation *invocation = importing->invocation;
	struct date today = invocation->as_of;
	importing->import = (struct import){.map = &importing->map,
		.site = &importing->site,
		.path = str_eq(str_of(invocation->arguments[0]), S("-")) ? S("standard input")
									 : str_of(invocation->arguments[0]),
		.category = invocation->category,
		.arena = invocation->arena,
		.diags = &importing->diags,
		.today = arena_printf(invocation->arena, "%04d-%02d-%02d", today.year, today.month, today.day)};
	importing->files = (struct import_files){.invocation = invocation, .import = &importing->import};
	progress_stage(importing->progress, PROGRESS_IMPORTING, 0);
	return load_site(importing) && read_titles(importing)
		&& read_file(importing, str_of(invocation->arguments[0]), import_take_row)
		&& import_finish(&importing->import, &importing->diags)
		&& import_files_make(&importing->files, &importing->diags);
}

static void put_skipped(const struct import *import, struct sheet *sheet)
{
	static const char *const reasons[] = {[SKIP_BY_MAP] = "that the map leaves out",
		[SKIP_UNRATED] = "without a value",
		[SKIP_TWICE] = "that say the same as another"};
	struct buf text = {0};
	for (size_t i = 0; i < IMPORT_SKIPS; i++)
		if (import->skipped[i])
			buf_printf(&text, "%s%.*s %s", text.len ? ", " : "",
				STR_ARG(sheet_count(sheet, import->skipped[i])), reasons[i]);
	if (text.len)
		sheet_row(sheet, S("left out"), 12, buf_str(&text));
	buf_free(&text);
}

/* "830 by their codes, 93 in the first (office)" */
static void put_categories(const struct importing *importing, struct sheet *sheet)
{
	const struct import *import = &importing->import;
	size_t counts[CATEGORY_WAYS] = {0};
	struct buf text = {0};
	for (size_t i = 0; i < import->role_count; i++)
		counts[import->roles[i]->category_by]++;
	static const char *const ways[] = {[CATEGORY_BY_COLUMN] = "by the file",
		[CATEGORY_BY_CODE] = "by their codes",
		[CATEGORY_BY_OPTION] = "as --category says",
		[CATEGORY_FIRST] = "in the first"};
	for (size_t i = 0; i < CATEGORY_WAYS; i++) {
		if (counts[i] == 0)
			continue;
		buf_printf(&text, "%s%.*s %s", text.len ? ", " : "", STR_ARG(sheet_count(sheet, counts[i])), ways[i]);
		if (i == CATEGORY_FIRST)
			buf_printf(&text, " (%.*s), since no `soc` in site.yaml fits their codes",
				STR_ARG(importing->site.settings.categories.items[0].id.s));
	}
	sheet_row(sheet, S("fields"), 12, buf_str(&text));
	buf_free(&text);
}

static void put_shared(const struct import *import, struct sheet *sheet)
{
	enum { MOST_SHOWN = 4 };
	struct buf text = {0};
	size_t count = 0;
	for (size_t i = 0; i < import->role_count; i++)
		if (import->roles[i]->shares_slug && count++ < MOST_SHOWN)
			buf_printf(&text, "%s%.*s", count > 1 ? ", " : "", STR_ARG(import->roles[i]->slug));
	if (count > MOST_SHOWN)
		buf_printf(&text, " and %zu more", count - MOST_SHOWN);
	if (count)
		buf_put(&text, S(": titles that would have one address, so that their codes stand behind"));
	if (count)
		sheet_row(sheet, S("alike"), 12, buf_str(&text));
	buf_free(&text);
}

static void put_written(const struct importing *importing, struct sheet *sheet)
{
	const struct import_files *files = &importing->files;
	struct buf text = {0};
	command_put_count(&text, files->count, "file");
	if (files->roles)
		buf_printf(&text, ", of %.*s role%s in content/roles/", STR_ARG(sheet_count(sheet, files->roles)),
			files->roles == 1 ? "" : "s");
	if (files->replaced)
		buf_printf(&text, "; %.*s anew", STR_ARG(sheet_count(sheet, files->replaced)));
	if (files->same)
		buf_printf(&text, "; %.*s there already, and the same", STR_ARG(sheet_count(sheet, files->same)));
	sheet_row(sheet, importing->invocation->is_dry ? S("to write") : S("written"), 12, buf_str(&text));
	if (files->added.len)
		sheet_row(sheet, S("entries"), 12, buf_str(&files->added));
	buf_free(&text);
}

static void put_next(const struct importing *importing, struct sheet *sheet)
{
	static const char *const next[] = {
		[IMPORT_ROLES] = "`rolecast check`, then `rolecast build`",
		[IMPORT_DRAFTS] = "answer each TODO; `rolecast serve --drafts` shows the roles",
		[IMPORT_BENCHMARK] = "`rolecast build`: roles that have a code show the measure",
	};
	sheet_row(sheet, S("next"), 12,
		importing->invocation->is_dry ? S("the same without --dry-run")
					      : str_of(next[importing->map.makes.value]));
}

static void put_summary(struct importing *importing)
{
	struct invocation *invocation = importing->invocation;
	const struct import *import = &importing->import;
	struct sheet sheet = {.out = &invocation->messages,
		.arena = invocation->arena,
		.width = sheet_width(STDERR_FILENO),
		.has_colour = command_has_colour(invocation, STDERR_FILENO)};
	bool is_benchmark = importing->map.makes.value == IMPORT_BENCHMARK;
	size_t tasks = import_task_count(import);
	struct buf text = {0};
	sheet_put(&sheet, INK_STRONG, importing->map.title.s);
	sheet_end_line(&sheet);
	sheet_row(&sheet, S("rows"), 12, sheet_count(&sheet, import->rows));
	put_skipped(import, &sheet);
	if (is_benchmark) {
		sheet_row(&sheet, S("values"), 12, sheet_count(&sheet, import->value_count));
	} else {
		buf_printf(&text, "%.*s, with %.*s task%s", STR_ARG(sheet_count(&sheet, import->role_count)),
			STR_ARG(sheet_count(&sheet, tasks)), tasks == 1 ? "" : "s");
		sheet_row(&sheet, importing->map.makes.value == IMPORT_DRAFTS ? S("drafts") : S("roles"), 12,
			buf_str(&text));
		put_categories(importing, &sheet);
		put_shared(import, &sheet);
	}
	put_written(importing, &sheet);
	put_next(importing, &sheet);
	buf_free(&text);
}

static enum exit_status check_words(struct invocation *invocation)
{
	if (!invocation->preset.len == !invocation->map.len)
		return wrong_use(invocation, "import wants a map of the columns: --preset NAME or --map FILE",
			"rolecast help import; presets are eloundou-human, eloundou-gpt4, onet-tasks and scores");
	if (!invocation->prints_map && invocation->argument_count == 0)
		return wrong_use(invocation, "import wants a FILE, or - for standard input", "rolecast help import");
	return EXIT_FINE;
}

static bool write_all(struct importing *importing)
{
	struct invocation *invocation = importing->invocation;
	if (invocation->is_dry)
		return true;
	return additions_write(invocation->folder, importing->files.all, importing->files.count, &importing->diags);
}

static bool import_all(struct importing *importing)
{
	/* YAML with a key twice is told, and loads nevertheless. */
	bool ok = load_map(importing) && importing->diags.errors == 0;
	if (!ok)
		return false;
	importing->progress = progress_start(importing->invocation);
	ok = take_all(importing) && importing->diags.errors == 0;
	/* Its thread would be killed by signals that writing holds back. */
	progress_end(importing->progress);
	ok = ok && write_all(importing);
	if (ok && !importing->invocation->is_quiet)
		put_summary(importing);
	return ok;
}

static void end(struct importing *importing)
{
	import_free(&importing->import);
	import_files_free(&importing->files);
	diags_free(&importing->diags);
	site_free(&importing->site);
}

enum exit_status command_import(struct invocation *invocation)
{
	struct importing importing = {.invocation = invocation};
	enum exit_status status = check_words(invocation);
	if (status == EXIT_FINE && invocation->preset.len)
		status = find_preset(&importing);
	if (status != EXIT_FINE)
		return status;
	bool ok = read_map(&importing);
	if (ok && invocation->prints_map)
		buf_put(&invocation->output, importing.map_text.text);
	else
		ok = ok && import_all(&importing);
	status = command_report(invocation, &importing.diags);
	if (!ok && !invocation->is_quiet) {
		command_put_problems(&importing.diags, &invocation->messages);
		buf_put(&invocation->messages, S("; nothing was written\n"));
	}
	end(&importing);
	return status;
}

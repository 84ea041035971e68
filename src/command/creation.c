/* SPDX-License-Identifier: MIT */
/* The site is loaded first, so that what is written fits it: its categories, levels and addresses. Mistakes in what is
   there already do not stand in the way, but for those in site.yaml. */
#include "command/creation.h"

#include "base/slug.h"
#include "command/editor.h"
#include "command/project.h"

bool creation_refuse(struct creation *creation, const char *what, const char *hint)
{
	buf_put(&creation->invocation->messages, S("rolecast: "));
	buf_shown(&creation->invocation->messages, str_of(what));
	buf_printf(&creation->invocation->messages, "\nhint: %s\n", hint);
	return false;
}

/* The word as it was given, clipped where nobody would read on. */
bool creation_refuse_word(struct creation *creation, const char *what, str word, const char *hint)
{
	enum { MOST_SHOWN = 60 };
	size_t shown = word.len < MOST_SHOWN ? word.len : MOST_SHOWN;
	while (shown < word.len && shown > 0 && ((unsigned char)word.at[shown] & 0xC0) == 0x80)
		shown--;
	return creation_refuse(creation,
		arena_printf(creation->invocation->arena, "%s '%.*s%s'", what, (int)shown, word.at,
			shown < word.len ? "…" : "")
			.at,
		hint);
}

void creation_give(struct creation *creation, const char *name, struct value value)
{
	creation->pairs[creation->pair_count++] = (struct value_pair){str_of(name), value};
}

void creation_give_text(struct creation *creation, const char *name, str text)
{
	creation_give(creation, name, value_text(text));
}

void creation_give_yaml(struct creation *creation, const char *name, str text)
{
	creation_give_text(creation, name, scaffold_yaml(creation->invocation->arena, text));
}

void creation_give_dates(struct creation *creation)
{
	struct arena *arena = creation->invocation->arena;
	struct date today = creation->invocation->as_of;
	creation_give_text(
		creation, "today", arena_printf(arena, "%04d-%02d-%02d", today.year, today.month, today.day));
	creation_give_text(creation, "year", arena_printf(arena, "%04d", today.year));
	creation_give_text(creation, "next_year", arena_printf(arena, "%04d", today.year + 1));
}

/* What a line of YAML cannot hold: control characters, line ends of Unicode, marks of byte order, no characters. */
static bool is_unwritable(str text)
{
	static const char *const sequences[] = {
		"\xE2\x80\xA8", "\xE2\x80\xA9", "\xEF\xBB\xBF", "\xEF\xBF\xBE", "\xEF\xBF\xBF"};
	unsigned char c = (unsigned char)text.at[0], next = text.len > 1 ? (unsigned char)text.at[1] : 0;
	for (size_t i = 0; i < COUNT(sequences); i++)
		if (str_starts(text, str_of(sequences[i])))
			return true;
	return c < 0x20 || c == 0x7F || (c == 0xC2 && next < 0xA0);
}

bool creation_take_title(struct creation *creation, const char *given)
{
	str title = str_trim(str_of(given));
	if (title.len == 0)
		return creation_refuse(creation, "the title is empty", "write one, such as \"Court Reporter\"");
	if (str_utf8_fault(title) < title.len)
		return creation_refuse(creation, "the title is not UTF-8", "set the terminal to UTF-8");
	for (size_t i = 0; i < title.len; i++)
		if (is_unwritable(str_skip(title, i)))
			return creation_refuse(creation, "the title holds a line end or another control character",
				"a title is one line of text");
	creation->title = title;
	return true;
}

bool creation_take_slug(struct creation *creation)
{
	str given = creation->invocation->slug, title = creation->title;
	creation->slug = given.len ? given : slug_ascii(creation->invocation->arena, title);
	if (slug_is_valid(creation->slug))
		return true;
	if (given.len)
		return creation_refuse_word(creation, "this cannot be an address:", given,
			"small letters a-z, digits and single hyphens, at most 80");
	return creation_refuse_word(creation,
		creation->slug.len ? "the address of this title would be too long:"
				   : "no address can be made from the title",
		title, "--slug NAME gives one, of small letters a-z, digits and single hyphens, at most 80");
}

bool creation_taken(struct creation *creation, struct mark mark, str what, const char *hint)
{
	diag_error(&creation->diags, mark, "already-there", "%.*s", STR_ARG(what));
	diag_hint(&creation->diags, "nothing was written; %s", hint);
	return false;
}

bool creation_check_path(struct creation *creation, str path)
{
	struct arena *arena = creation->invocation->arena;
	if (!fs_exists(fs_join(arena, creation->invocation->folder, path)))
		return true;
	return creation_taken(creation, (struct mark){0}, arena_printf(arena, "%.*s is there already", STR_ARG(path)),
		"give it another title, or --slug another address");
}

bool creation_check_title(struct creation *creation, const struct text *title, const char *what)
{
	struct arena *arena = creation->invocation->arena;
	if (!str_eq(slug_fold(arena, title->s), slug_fold(arena, creation->title)))
		return true;
	return creation_taken(creation, title->mark, arena_printf(arena, "%s has this title already", what),
		"give the new one another title");
}

bool creation_load_site(struct creation *creation)
{
	struct site *site = &creation->site;
	struct diags *diags = &creation->diags, ignored = {0};
	struct site_options options = command_site_options(creation->invocation);
	options.with_drafts = true;
	additions_clear(options.folder);
	str content = fs_join(creation->invocation->arena, options.folder, S("content"));
	bool ok = site_read(site, &options, fs_is_folder(content) ? &ignored : diags);
	if (ignored.is_system)
		diags_merge(diags, &ignored);
	ok = (ok || fs_is_folder(content)) && !diags->is_system && site_settings(site, diags);
	if (ok)
		site_load(site, &ignored);
	if (ignored.is_system)
		diags_merge(diags, &ignored);
	diags_free(&ignored);
	return ok && diags->errors == 0;
}

void creation_give_names(struct creation *creation)
{
	const struct settings *settings = &creation->site.settings;
	creation_give_yaml(creation, "title_yaml", creation->title);
	creation_give_text(creation, "slug", creation->slug);
	creation_give_yaml(
		creation, "author_yaml", settings->assessor ? settings->assessor->name.s : settings->title.s);
	creation_give_text(
		creation, "example_role", creation->site.role_count ? creation->site.roles[0].slug : S("slug"));
	creation_give(creation, "is_one_file", value_bool(creation->invocation->is_one_file));
	creation_give_dates(creation);
}

bool creation_write(struct creation *creation, unsigned scaffolds, str folder, str shown)
{
	struct arena *arena = creation->invocation->arena;
	size_t count;
	struct addition *additions =
		scaffold_fill(scaffolds, value_map(creation->pairs, creation->pair_count), arena, &count);
	if (!additions_write(folder, additions, count, &creation->diags))
		return false;
	for (size_t i = 0; i < count; i++)
		if (!additions[i].stayed)
			buf_printf(&creation->invocation->output, "%.*s\n",
				STR_ARG(fs_join(arena, shown, additions[i].path)));
	for (size_t i = 0; i < count && !creation->invocation->is_quiet; i++)
		if (additions[i].stayed)
			buf_printf(&creation->invocation->messages, "%.*s was there, and stays as it is\n",
				STR_ARG(additions[i].path));
	return true;
}

bool creation_write_schemas(struct creation *creation, str folder, str shown)
{
	struct arena *arena = creation->invocation->arena;
	bool had_some = editor_has_schemas(folder, arena);
	if (!editor_write_schemas(folder, arena, &creation->diags))
		return false;
	if (!had_some)
		buf_printf(&creation->invocation->output, "%.*s\n",
			STR_ARG(fs_join(arena, shown, S(".rolecast/schema/"))));
	return true;
}

void creation_say_draft(struct creation *creation, enum has_numbers has_numbers)
{
	if (creation->invocation->is_quiet)
		return;
	buf_printf(&creation->invocation->messages,
		"A draft: each TODO in it is a question to answer%s.\n"
		"  to see it      rolecast serve --drafts\n"
		"  to publish it  take `draft: true` out; `rolecast check` finds what is left\n",
		has_numbers == WITH_NUMBERS ? ",\nand its numbers stand for nothing yet" : "");
}

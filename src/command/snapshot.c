/* SPDX-License-Identifier: MIT */
/* `snapshot` freezes the present scores, with what made them, as an edition. */
#include <string.h>

#include "command/project.h"
#include "publish/addition.h"

struct freezing {
	struct invocation *invocation;
	const struct site *site;
	struct edition edition;
	str path;
	struct diags *diags;
};

/* A name is a file's name, and a word of a command, too. */
static bool is_file_name(str name)
{
	enum { LONGEST = 100 };
	size_t length;
	if (str_obeyed(name, &length) < name.len || str_find(name, '/') < name.len || str_find(name, '\\') < name.len)
		return false;
	return name.len > 0 && name.len <= LONGEST && name.at[0] != '.' && name.at[0] != '-'
		&& str_trim(name).len == name.len && str_utf8_fault(name) == name.len;
}

static bool refuse(struct freezing *freezing, const char *what, str word, const char *hint)
{
	buf_printf(&freezing->invocation->messages, "rolecast: %s%.*s\nhint: %s\n", what,
		STR_ARG(buf_shown_in(freezing->invocation->arena, word)), hint);
	return false;
}

/* False, told as wrong usage. */
static bool name_it(struct freezing *freezing)
{
	struct invocation *invocation = freezing->invocation;
	bool is_given = invocation->argument_count > 0;
	struct text name = freezing->site->settings.edition;
	if (is_given)
		name = (struct text){.s = str_of(invocation->arguments[0])};
	freezing->edition.name = name;
	freezing->path = arena_printf(invocation->arena, "content/editions/%.*s.yaml", STR_ARG(name.s));
	if (is_file_name(name.s))
		return true;
	if (name.s.len == 0 && !is_given)
		return refuse(
			freezing, "site.yaml gives no `edition` to name it by", (str){0}, "rolecast snapshot NAME");
	return refuse(freezing,
		"this cannot be the name of an edition: ", arena_printf(invocation->arena, "'%.*s'", STR_ARG(name.s)),
		"it becomes a file in content/editions/, such as 2026.1");
}

/* One of this name in another file would be there twice. */
static bool check_name(struct freezing *freezing)
{
	for (size_t i = 0; i < freezing->site->edition_count; i++) {
		const struct edition *edition = &freezing->site->editions[i];
		bool is_same_file = str_eq(edition->input->source.path, freezing->path);
		if (!str_eq(edition->name.s, freezing->edition.name.s) || is_same_file)
			continue;
		diag_error(freezing->diags, edition->name.mark, "already-there", "an edition has this name already");
		diag_hint(freezing->diags, "nothing was written; give the new one another name");
		return false;
	}
	return true;
}

/* Editions have a page each; a name that would give two one address makes the site wrong. */
static bool check_address(struct freezing *freezing)
{
	const struct site *site = freezing->site;
	struct arena *arena = freezing->invocation->arena;
	str name = freezing->edition.name.s, address = edition_address(arena, name);
	struct text present = site->settings.edition, other = {0};
	if (!str_eq(present.s, name) && str_eq(edition_address(arena, present.s), address))
		other = present;
	for (size_t i = 0; i < site->edition_count; i++)
		if (!str_eq(site->editions[i].name.s, name) && str_eq(site->editions[i].address, address))
			other = site->editions[i].name;
	if (other.s.len == 0)
		return true;
	diag_error(freezing->diags, other.mark, "duplicate-id",
		"the editions '%.*s' and '%.*s' would have one address, /changes/%.*s/", STR_ARG(name),
		STR_ARG(other.s), STR_ARG(address));
	diag_hint(freezing->diags, "nothing was written; give the new one another name");
	return false;
}

static bool check_roles(struct freezing *freezing)
{
	if (freezing->site->role_count)
		return true;
	diag_error(freezing->diags, (struct mark){0}, "empty-list", "there is no role whose scores could be kept");
	if (freezing->site->skipped_count)
		diag_hint(freezing->diags, "drafts are left out; --drafts takes them");
	return false;
}

static bool write(struct freezing *freezing, str text)
{
	struct invocation *invocation = freezing->invocation;
	struct addition addition = {.path = freezing->path, .text = text, .replaces = invocation->is_forced};
	str path = fs_join(invocation->arena, invocation->folder, freezing->path);
	additions_clear(invocation->folder);
	if (!invocation->is_forced && fs_exists(path)) {
		diag_error(freezing->diags, (struct mark){0}, "already-there", "%.*s is there already",
			STR_ARG(freezing->path));
		diag_hint(freezing->diags, "nothing was written; what was published stays, or --force writes over it");
		return false;
	}
	if (!additions_write(invocation->folder, &addition, 1, freezing->diags))
		return false;
	buf_printf(&invocation->output, "%.*s\n", STR_ARG(freezing->path));
	return true;
}

static void say_what(struct freezing *freezing)
{
	struct buf *out = &freezing->invocation->messages;
	const struct edition *edition = &freezing->edition;
	struct date date = edition->date.date;
	size_t tasks = 0;
	for (size_t i = 0; i < edition->role_count; i++)
		tasks += edition->roles[i].task_count;
	buf_printf(out, "Edition %.*s of %04d-%02d-%02d: ", STR_ARG(edition->name.s), date.year, date.month, date.day);
	command_put_count(out, edition->role_count, "role");
	buf_put(out, S(", "));
	command_put_count(out, edition->level_count, "level");
	buf_put(out, S(", "));
	command_put_count(out, tasks, "task");
	buf_char(out, '\n');
	command_put_skipped(freezing->site, out);
}

/* One word for a shell, which leaves what stands between single quotes as it is. */
static str as_word(const struct freezing *freezing)
{
	str name = freezing->edition.name.s;
	struct buf out = {0};
	bool is_plain = true;
	buf_char(&out, '\'');
	for (size_t i = 0; i < name.len; i++) {
		is_plain &= !strchr(" !\"#$&'()*;<=>?[]^`{|}~", name.at[i]);
		if (name.at[i] == '\'')
			buf_put(&out, S("'\\'"));
		buf_char(&out, name.at[i]);
	}
	buf_char(&out, '\'');
	str word = is_plain ? name : buf_copy(&out, freezing->invocation->arena);
	buf_free(&out);
	return word;
}

static void say_next(struct freezing *freezing)
{
	enum { WIDTH = 80 };
	struct arena *arena = freezing->invocation->arena;
	str name = freezing->edition.name.s, word = as_word(freezing), words;
	if (str_eq(name, freezing->site->settings.edition.s))
		words = arena_printf(arena,
			"Next: name the edition that begins now in content/site.yaml, `edition:`. Until then %.*s is "
			"the present one, and pages tell of no change. `rolecast diff %.*s` does.",
			STR_ARG(name), STR_ARG(word));
	else
		words = arena_printf(arena, "`rolecast diff %.*s` tells what has changed since.", STR_ARG(word));
	buf_wrapped(&freezing->invocation->messages, words, WIDTH);
}

static bool freeze(struct freezing *freezing)
{
	struct invocation *invocation = freezing->invocation;
	struct text name = freezing->edition.name;
	if (!check_roles(freezing) || !check_name(freezing) || !check_address(freezing))
		return false;
	edition_of_site(freezing->site, WITH_TASKS, invocation->as_of, invocation->arena, &freezing->edition);
	freezing->edition.name = name;
	struct buf text = {0};
	edition_write(&freezing->edition, &text);
	bool ok = true;
	if (invocation->is_dry)
		buf_put(&invocation->output, buf_str(&text));
	else
		ok = write(freezing, buf_str(&text));
	buf_free(&text);
	if (ok && !invocation->is_quiet) {
		say_what(freezing);
		if (!invocation->is_dry)
			say_next(freezing);
	}
	return ok;
}

enum exit_status command_snapshot(struct invocation *invocation)
{
	struct project project = {0};
	struct diags diags = {0};
	struct freezing freezing = {.invocation = invocation, .site = &project.site, .diags = &diags};
	enum exit_status usage = EXIT_FINE;
	if (command_load(invocation, &project, &diags)) {
		if (name_it(&freezing))
			freeze(&freezing);
		else
			usage = EXIT_USAGE;
	}
	enum exit_status status = command_report(invocation, &diags);
	diags_free(&diags);
	project_free(&project);
	return status == EXIT_FINE ? usage : status;
}

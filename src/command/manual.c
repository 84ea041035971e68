/* SPDX-License-Identifier: MIT */
/* rolecast(1), from the tables of commands and options. */
#include "command/command.h"
#include "content/model.h"
#include "format/roff.h"
#include "format/schema_words.h"

struct row {
	const char *name, *about;
};

static const struct row statuses[] = {{"0", "fine"}, {"1", "problems in the site; each was told with its place"},
	{"2", "wrong usage"},
	{"3", "the system failed: a folder that is locked or unwritable, a tool that is missing"}};

static const struct row variables[] = {
	{"SOURCE_DATE_EPOCH",
		"the day that counts for publish_on and expiry, in seconds since 1970; `--as-of` comes first"},
	{"NO_COLOR", "no colour on terminals, unless `--colour` asks for it"},
	{"CLICOLOR_FORCE", "colour in pipes too; `NO_COLOR` comes first"},
	{"RSYNC_PASSWORD, RSYNC_RSH, GIT_SSH_COMMAND, RCLONE_CONFIG",
		"and all else that rsync, git and rclone look at: `deploy` leaves it to them"},
	{"TERM", "neither colour nor progress where it is unset or `dumb`"}};

static const struct row files[] = {{"content/", "what authors write, see rolecast-content(5)"},
	{"themes/", "templates, words, styles, see rolecast-templates(5)"},
	{"public/", "the site as it is written; `--out` names another folder"},
	{"public/.rolecast-manifest", "what of the output folder is ours; nothing else there is replaced or removed"},
	{"public/.rolecast-journal, public/.rolecast-tmp/",
		"there while a build writes or a deploy sends; after a crash the next one clears them away"},
	{"public/.rolecast-lock", "held while a build writes or a deploy sends, so that there is one at a time"},
	{".rolecast-deployed, .rolecast-deploying",
		"where a deploy has sent the site: which files there are ours; nothing else there is replaced or "
		"removed"}};

static void put_sentence(const char *text, struct buf *out)
{
	struct buf sentence = {0};
	schema_put_sentence(text, &sentence);
	roff_text(out, buf_str(&sentence));
	roff_line(out);
	buf_free(&sentence);
}

static void put_rows(const char *heading, const struct row *rows, size_t count, struct buf *out)
{
	roff_section(out, str_of(heading));
	for (size_t i = 0; i < count; i++) {
		roff_item(out);
		roff_bold(out, str_of(rows[i].name));
		roff_line(out);
		put_sentence(rows[i].about, out);
	}
}

/* Words of a usage: what is typed bold, what stands for something else in italics. */
static void put_usage(const struct command *command, struct buf *out)
{
	roff_bold(out, str_of(command->name));
	if (*command->arguments) {
		buf_char(out, ' ');
		roff_italic(out, str_of(command->arguments));
	}
	roff_line(out);
}

static void put_examples(const struct command *command, struct buf *out)
{
	struct buf lines = {0};
	for (size_t i = 0; i < MOST_EXAMPLES && command->examples[i].words; i++)
		buf_printf(&lines, "# %s\n%s\n", command->examples[i].about, command->examples[i].words);
	roff_example(out, buf_str(&lines));
	buf_free(&lines);
}

/* Lines with a gap in them are rows of a table, and stay as they are. */
static void put_details(str details, struct buf *out)
{
	struct buf rows = {0};
	str line;
	while (str_take_line(&details, &line)) {
		bool is_row = str_search(line, S("  ")) < line.len;
		if (is_row)
			buf_printf(&rows, "%.*s\n", STR_ARG(line));
		if (rows.len && (!is_row || details.len == 0)) {
			roff_example(out, buf_str(&rows));
			rows.len = 0;
		}
		if (!is_row && line.len) {
			roff_text(out, line);
			roff_line(out);
		}
	}
	buf_free(&rows);
}

static void put_command(const struct command *command, struct buf *out)
{
	roff_item(out);
	put_usage(command, out);
	put_sentence(command->about, out);
	put_details(str_of(command->details), out);
}

static void put_users(const char *names, struct buf *out)
{
	str users = str_of(names), user;
	buf_put(out, S("For "));
	for (size_t i = 0; str_take_until(&users, ' ', &user); i++) {
		if (i)
			buf_put(out, users.len ? S(", ") : S(" and "));
		roff_bold(out, user);
	}
	buf_put(out, S("."));
	roff_line(out);
}

static void put_option(const struct command_option *option, struct buf *out)
{
	char letter[] = {'-', option->letter, 0};
	roff_item(out);
	if (option->letter)
		roff_bold(out, str_of(letter));
	if (option->letter && option->name)
		buf_put(out, S(", "));
	if (option->name) {
		struct buf name = {0};
		buf_printf(&name, "--%s", option->name);
		roff_bold(out, buf_str(&name));
		buf_free(&name);
	}
	if (option->argument) {
		buf_char(out, ' ');
		roff_italic(out, str_of(option->argument));
	}
	roff_line(out);
	put_sentence(option->about, out);
	if (option->users)
		put_users(option->users, out);
}

static void put_description(struct buf *out)
{
	roff_section(out, S("SYNOPSIS"));
	roff_bold(out, S("rolecast"));
	buf_char(out, ' ');
	roff_italic(out, S("COMMAND"));
	buf_put(out, S(" [OPTION...] [ARGUMENT...]"));
	roff_line(out);
	roff_section(out, S("DESCRIPTION"));
	roff_text(out,
		S("`rolecast` builds sites of assessment pages: what will AI do to this profession? Authors describe a "
		  "role in Markdown and YAML; rolecast scores it, shows its working, and writes a static site. Every "
		  "number on a page can be recomputed from inputs that stand beside it."));
	roff_line(out);
	roff_paragraph(out);
	roff_text(out,
		S("A mistake in the content is told with file, line, column and a remedy, all of them in one run, and "
		  "nothing is written while there is one. Data goes to standard output, messages to standard error."));
	roff_line(out);
}

static void put_model_keys(struct buf *out)
{
	roff_section(out, S("KEYS OF --MODEL"));
	roff_text(out,
		S("What a run has otherwise than site.yaml. Several stand in one word with commas or blanks between "
		  "them, or "
		  "each behind a `--model` of its own; their order means nothing."));
	roff_line(out);
	for (size_t i = 0; i < model_key_count; i++) {
		roff_item(out);
		roff_bold(out, str_of(model_keys[i].name));
		buf_char(out, '=');
		roff_italic(out, str_of(model_keys[i].takes));
		roff_line(out);
		put_sentence(model_keys[i].about, out);
	}
}

void command_manual(const char *date, struct buf *out)
{
	const struct roff_title title = {.name = "rolecast",
		.section = 1,
		.date = date,
		.source = "rolecast " ROLECAST_VERSION,
		.manual = "rolecast manual",
		.about = "build a site of assessment pages"};
	roff_title(out, &title);
	put_description(out);
	roff_section(out, S("COMMANDS"));
	for (size_t i = 0; i < command_count; i++)
		put_command(&commands[i], out);
	roff_section(out, S("OPTIONS"));
	roff_text(out, S("Options stand before or behind the command; `--` ends them."));
	roff_line(out);
	for (size_t i = 0; i < command_option_count; i++)
		put_option(&command_options[i], out);
	put_model_keys(out);
	put_rows("EXIT STATUS", statuses, COUNT(statuses), out);
	put_rows("ENVIRONMENT", variables, COUNT(variables), out);
	put_rows("FILES", files, COUNT(files), out);
	roff_section(out, S("EXAMPLES"));
	for (size_t i = 0; i < command_count; i++)
		put_examples(&commands[i], out);
	roff_section(out, S("SEE ALSO"));
	roff_bold(out, S("rolecast-content"));
	buf_put(out, S("(5), "));
	roff_bold(out, S("rolecast-templates"));
	buf_put(out, S("(5)"));
	roff_line(out);
}

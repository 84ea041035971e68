/* SPDX-License-Identifier: MIT */
/* Help from the tables of commands and options, and hints for who mistyped a word of them. */
#include <unistd.h>

#include "base/nearest.h"
#include "command/command.h"
#include "command/diagnostics.h"
#include "command/sheet.h"
#include "content/model.h"

/* Where what is said of a command, an option or an example begins. */
enum { COMMANDS_AT = 33, OPTIONS_AT = 24, USAGE_AT = 6, FURTHEST = 52 };

static struct sheet sheet_for(const struct invocation *invocation, struct buf *out)
{
	return (struct sheet){.out = out,
		.arena = invocation->arena,
		.width = sheet_width(STDOUT_FILENO),
		.has_colour = command_has_colour(invocation, STDOUT_FILENO)};
}

/* The first examples of a command, their explanations from column `at` on. */
static void put_examples(struct sheet *sheet, const struct command *command, size_t most, size_t at)
{
	for (size_t i = 0; i < most && command->examples[i].words; i++)
		sheet_row(sheet, str_of(command->examples[i].words), at, str_of(command->examples[i].about));
}

/* Behind the longest of them that leaves room for an explanation. */
static size_t column_behind(const struct command *command, size_t most, size_t at)
{
	for (size_t i = 0; i < most && command->examples[i].words; i++) {
		size_t end = 2 + str_of(command->examples[i].words).len + 3;
		if (end > at && end <= FURTHEST)
			at = end;
	}
	return at;
}

static str usage_of(const struct sheet *sheet, const struct command *command)
{
	return arena_printf(sheet->arena, "%s%s%s", command->name, *command->arguments ? " " : "", command->arguments);
}

static void put_options(struct sheet *sheet, const struct command *command)
{
	sheet_head(sheet, "Options");
	for (size_t i = 0; i < command_option_count; i++) {
		const struct command_option *option = &command_options[i];
		char letter[] = {'-', option->letter, 0};
		if (!command_takes(command, option))
			continue;
		str left = arena_printf(sheet->arena, "%s%s%s%s%s%s", option->letter ? letter : "  ",
			option->letter && option->name ? ","
				: option->name         ? " "
						       : "",
			option->name ? " --" : "", option->name ? option->name : "", option->argument ? " " : "",
			option->argument ? option->argument : "");
		sheet_row(sheet, left, OPTIONS_AT, str_of(option->about));
	}
}

/* The keys stand where the ranking is: with score. */
static void put_model_keys(struct sheet *sheet)
{
	sheet_head(sheet, "Keys of --model");
	for (size_t i = 0; i < model_key_count; i++)
		sheet_row(sheet, arena_printf(sheet->arena, "%s=%s", model_keys[i].name, model_keys[i].takes),
			OPTIONS_AT, str_of(model_keys[i].about));
	buf_char(sheet->out, '\n');
	sheet_text(sheet, 0,
		"Several stand in one word with commas between them, or each behind a --model of its own: --model "
		"tilt.senior=30,spread=5. Their order means nothing. docs/scoring.md has the rules.");
}

static void help_one(struct sheet *sheet, const struct command *command)
{
	str details = str_of(command->details), paragraph;
	sheet_head(sheet, "Examples");
	put_examples(sheet, command, MOST_EXAMPLES, column_behind(command, MOST_EXAMPLES, 0));
	sheet_head(sheet, "Usage");
	sheet_row(sheet, arena_printf(sheet->arena, "rolecast %.*s", STR_ARG(usage_of(sheet, command))), USAGE_AT,
		str_of(command->about));
	if (details.len)
		buf_char(sheet->out, '\n');
	while (str_take_line(&details, &paragraph))
		sheet_text(sheet, 0, "%.*s", STR_ARG(paragraph));
	put_options(sheet, command);
	if (command->run == command_score)
		put_model_keys(sheet);
}

enum which { EVERY_COMMAND, USUAL_COMMANDS };

static void put_commands(struct sheet *sheet, enum which which)
{
	for (size_t i = 0; i < command_count; i++)
		if (which == EVERY_COMMAND || commands[i].is_usual)
			sheet_row(sheet, usage_of(sheet, &commands[i]), COMMANDS_AT, str_of(commands[i].about));
}

static void help_all(struct sheet *sheet)
{
	size_t at = 0;
	for (size_t i = 0; i < command_count; i++)
		at = commands[i].is_usual ? column_behind(&commands[i], 1, at) : at;
	sheet_head(sheet, "Examples");
	for (size_t i = 0; i < command_count; i++)
		if (commands[i].is_usual)
			put_examples(sheet, &commands[i], 1, at);
	sheet_head(sheet, "Commands");
	put_commands(sheet, EVERY_COMMAND);
	put_options(sheet, NULL);
	buf_char(sheet->out, '\n');
	sheet_text(sheet, 0, "rolecast help COMMAND tells more of one, with examples.");
	sheet_text(sheet, 0, "Exit status: 0 fine, 1 problems in the site, 2 wrong usage, 3 the system failed.");
}

void command_help(const struct invocation *invocation, const struct command *command, struct buf *out)
{
	struct sheet sheet = sheet_for(invocation, out);
	if (command)
		help_one(&sheet, command);
	else
		help_all(&sheet);
}

void command_hint_usual(const struct invocation *invocation, struct buf *out)
{
	struct sheet sheet = {.out = out, .arena = invocation->arena, .width = sheet_width(STDERR_FILENO)};
	buf_put(out, S("rolecast: which command?\n"));
	put_commands(&sheet, USUAL_COMMANDS);
	buf_put(out, S("hint: rolecast --help lists all commands and options\n"));
}

void command_hint_near(str word, struct buf *out)
{
	struct nearest nearest = {.word = word};
	for (size_t i = 0; i < command_count; i++)
		nearest_offer(&nearest, str_of(commands[i].name));
	if (nearest.best.len)
		buf_printf(out, "hint: did you mean '%.*s'?\n", STR_ARG(nearest.best));
	else
		buf_put(out, S("hint: rolecast --help lists commands and options\n"));
}

enum exit_status command_no_choice(
	struct invocation *invocation, const char *what, str word, const char *const *choices, size_t count)
{
	struct buf *out = &invocation->messages;
	struct nearest nearest = {.word = word};
	for (size_t i = 0; i < count; i++)
		nearest_offer(&nearest, str_of(choices[i]));
	buf_printf(out, "rolecast: there is no %s '", what);
	buf_shown(out, word);
	buf_put(out, S("'\nhint: "));
	if (nearest.best.len)
		buf_printf(out, "did you mean '%.*s'?", STR_ARG(nearest.best));
	for (size_t i = 0; i < count && nearest.best.len == 0; i++)
		buf_printf(out, "%s%s", i == 0 ? "" : i + 1 < count ? ", " : " or ", choices[i]);
	buf_char(out, '\n');
	return EXIT_USAGE;
}

static enum exit_status unknown_help(struct invocation *invocation, str word)
{
	struct nearest nearest = {.word = word};
	for (size_t i = 0; i < command_count; i++)
		nearest_offer(&nearest, str_of(commands[i].name));
	nearest_offer(&nearest, S("diagnostics"));
	diagnostics_offer(&nearest);
	buf_printf(&invocation->messages, "rolecast: there is no command or diagnostic '%.*s'\n",
		STR_ARG(buf_shown_in(invocation->arena, word)));
	if (nearest.best.len)
		buf_printf(&invocation->messages, "hint: did you mean '%.*s'?\n", STR_ARG(nearest.best));
	else
		buf_put(&invocation->messages,
			S("hint: rolecast --help lists commands, rolecast help diagnostics all diagnostics\n"));
	return EXIT_USAGE;
}

enum exit_status command_help_run(struct invocation *invocation)
{
	str word = invocation->argument_count ? str_of(invocation->arguments[0]) : (str){0};
	const struct command *command = command_named(word);
	const struct diagnostic *diagnostic = diagnostic_named(word);
	if (command || word.len == 0)
		command_help(invocation, command, &invocation->output);
	else if (diagnostic)
		diagnostic_help(diagnostic, &invocation->output);
	else if (str_eq(word, S("diagnostics")))
		diagnostics_list(&invocation->output);
	else
		return unknown_help(invocation, word);
	return EXIT_FINE;
}

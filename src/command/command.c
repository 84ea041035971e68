/* SPDX-License-Identifier: MIT */
#include "command/command.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/nearest.h"
#include "base/workers.h"

/* One row a command, one row an option. */
/* clang-format off */
const struct command commands[] = {
	{"build", "", "write the site into its output folder", 0, 0,
		"Everything is loaded, checked and scored before the first byte is written: with any error, nothing "
		"is.\n"
		"Only files that changed are written; files no longer made are removed; files of others are never "
		"touched.",
		command_build},
	{"check", "", "find every problem, write nothing", 0, 0,
		"Loads, checks and scores everything. When that is fine, makes every page in\n"
		"memory and looks at links and anchors, headings, pictures, titles and\n"
		"descriptions, and for pages that nothing leads to. Addresses of other sites are\n"
		"read, not opened.\n\n"
		"Every problem of every file is told in one run. --format json (short: --json)\n"
		"prints them for machines, --format github as a workflow of GitHub shows them\n"
		"beside the lines, both on stdout.",
		command_check},
	{"explain", "ROLE[/LEVEL]", "show a score term by term", 1, 1,
		"The arithmetic behind one score, which judgement matters most, and what would move its band.",
		command_explain},
	{"show", "URL", "show what a page's template sees", 1, 1,
		"URL is a page's address (/roles/nurse/) or its path in the output folder.", command_show},
	{"score", "", "print the scores of all roles at all levels", 0, 0,
		"--format table, json or csv; --json is short for --format json.", command_score},
	{"schema", "NAME", "print a JSON Schema for editors", 1, 1,
		"NAME is site, sources, benchmarks, edition, role, level, article, page or category; or a file of a\n"
		"role's folder: tasks, skills, timeline, agents, pay, steps, comparison, interview, jobs, faq.",
		command_schema},
	{"render", "TEMPLATE [DATA]", "render one Mustache template", 1, 2,
		"DATA is a YAML or JSON file, '-' for standard input. Partials stand beside TEMPLATE as "
		"NAME.mustache.\n"
		"Writes exactly what the template gives.",
		command_render},
	{"markdown", "[FILE]", "turn Markdown into HTML", 0, 1,
		"Reads standard input without FILE. Citations, figures and links stay as they are written.",
		command_markdown},
	{"completions", "SHELL", "print completions for bash, zsh or fish", 1, 1,
		"bash   source <(rolecast completions bash), in ~/.bashrc\n"
		"zsh    rolecast completions zsh > a file _rolecast in a folder of $fpath\n"
		"fish   rolecast completions fish > ~/.config/fish/completions/rolecast.fish",
		command_completions},
	{"help", "[COMMAND|ID]", "explain a command, or what a diagnostic means", 0, 1,
		"ID is what stands in brackets behind a complaint: rolecast help broken-link.\n"
		"rolecast help diagnostics lists them all.",
		command_help_run},
	{"version", "", "print the version", 0, 0, "", command_version},
};
const size_t command_count = COUNT(commands);

enum option_id {
	OPTION_FOLDER,
	OPTION_OUT,
	OPTION_FORMAT,
	OPTION_AS_OF,
	OPTION_JOBS,
	OPTION_DRAFTS,
	OPTION_NO_CARDS,
	OPTION_STRICT,
	OPTION_DURABLE,
	OPTION_QUIET,
	OPTION_JSON,
	OPTION_COLOUR,
	OPTION_HELP,
	OPTION_VERSION
};

const struct command_option command_options[] = {
	{OPTION_FOLDER, 'C', NULL, "DIR", "work in DIR, which holds content/ and themes/", NULL},
	{OPTION_OUT, 'o', "out", "DIR", "write into DIR instead of public", "build"},
	{OPTION_FORMAT, 'f', "format", "FORMAT", "score: table, json or csv; check: text, json or github",
		"check score"},
	{OPTION_AS_OF, 0, "as-of", "DATE", "the day that counts for publish_on and expiry",
		"build check explain show score"},
	{OPTION_JOBS, 'j', "jobs", "N", "use N workers; all processors by default", "build check explain show score"},
	{OPTION_DRAFTS, 0, "drafts", NULL, "take drafts and what is not due yet", "build check explain show score"},
	{OPTION_NO_CARDS, 0, "no-cards", NULL, "leave the share cards out, whatever site.yaml says", "build"},
	{OPTION_STRICT, 0, "strict", NULL, "warnings count as errors", "check"},
	{OPTION_DURABLE, 0, "durable", NULL, "survive a loss of power as well", "build"},
	{OPTION_QUIET, 'q', "quiet", NULL, "say nothing but problems", NULL},
	{OPTION_JSON, 0, "json", NULL, "print for machines", "check explain show score"},
	{OPTION_COLOUR, 0, "colour", "WHEN", "auto, always or never", NULL},
	{OPTION_HELP, 'h', "help", NULL, "explain", NULL},
	{OPTION_VERSION, 'V', "version", NULL, "print the version", NULL},
};

const size_t command_option_count = COUNT(command_options);

/* clang-format on */

const struct command *command_named(str name)
{
	for (size_t i = 0; i < command_count; i++)
		if (str_eq(str_of(commands[i].name), name))
			return &commands[i];
	return NULL;
}

bool command_takes(const struct command *command, const struct command_option *option)
{
	str users = option->users ? str_of(option->users) : (str){0}, user;
	if (!option->users || !command)
		return true;
	while (str_take_until(&users, ' ', &user))
		if (str_eq(user, str_of(command->name)))
			return true;
	return false;
}

static bool usage(struct invocation *invocation, const char *what, str word, str near)
{
	buf_printf(&invocation->messages, "rolecast: %s '%.*s'\n", what, STR_ARG(word));
	if (near.len)
		buf_printf(&invocation->messages, "hint: did you mean '%.*s'?\n", STR_ARG(near));
	else
		buf_put(&invocation->messages, S("hint: rolecast --help lists commands and options\n"));
	return false;
}

static bool take_number(struct invocation *invocation, str value)
{
	int64_t number;
	if (!str_int(value, &number) || number < 1 || number > 64)
		return usage(invocation, "--jobs wants a number from 1 to 64, not", value, (str){0});
	invocation->workers = (size_t)number;
	return true;
}

static bool take_colour(struct invocation *invocation, str value)
{
	static const char *const words[] = {
		[COLOUR_AUTO] = "auto", [COLOUR_ALWAYS] = "always", [COLOUR_NEVER] = "never"};
	for (size_t i = 0; i < COUNT(words); i++)
		if (str_eq(value, str_of(words[i]))) {
			invocation->colour = (enum colour)i;
			return true;
		}
	return usage(invocation, "--colour wants auto, always or never, not", value, (str){0});
}

static bool take_date(struct invocation *invocation, str value)
{
	invocation->is_dated = true;
	if (date_parse(value, false, &invocation->as_of))
		return true;
	return usage(invocation, "--as-of wants a date such as 2026-11-20, not", value, (str){0});
}

static bool take_option(struct invocation *invocation, enum option_id id, str value)
{
	switch (id) {
	case OPTION_FOLDER:
		invocation->folder = value;
		return true;
	case OPTION_OUT:
		invocation->out = value;
		return value.len > 0 || usage(invocation, "--out wants a folder, not", value, (str){0});
	case OPTION_FORMAT:
		invocation->format = value;
		return true;
	case OPTION_AS_OF:
		return take_date(invocation, value);
	case OPTION_JOBS:
		return take_number(invocation, value);
	case OPTION_DRAFTS:
		return invocation->with_drafts = true;
	case OPTION_DURABLE:
		return invocation->is_durable = true;
	case OPTION_STRICT:
		return invocation->is_strict = true;
	case OPTION_NO_CARDS:
		return invocation->without_cards = true;
	case OPTION_QUIET:
		return invocation->is_quiet = true;
	case OPTION_JSON:
		return invocation->wants_json = true;
	case OPTION_COLOUR:
		return take_colour(invocation, value);
	case OPTION_HELP:
		return invocation->wants_help = true;
	case OPTION_VERSION:
		invocation->command = command_named(S("version"));
		return true;
	}
	return false;
}

struct words {
	char **at;
	size_t count, next;
	unsigned used; /* options seen, by id */
};

static bool with_value(struct invocation *invocation, struct words *words, const struct command_option *option,
	str shown, str value, bool has_value)
{
	words->used |= 1U << option->id;
	if (!option->argument)
		return has_value ? usage(invocation, "no value goes with", shown, (str){0})
				 : take_option(invocation, option->id, (str){0});
	if (!has_value && words->next == words->count)
		return usage(invocation, "a value is missing behind", shown, (str){0});
	if (!has_value)
		value = str_of(words->at[words->next++]);
	return take_option(invocation, option->id, value);
}

static bool parse_long(struct invocation *invocation, struct words *words, str word)
{
	str name = str_part(word, 2, str_find(word, '='));
	bool has_value = name.len + 2 < word.len;
	struct nearest nearest = {.word = name};
	for (size_t i = 0; i < command_option_count; i++) {
		if (!command_options[i].name)
			continue;
		str own = str_of(command_options[i].name);
		if (str_eq(own, name) || (command_options[i].id == OPTION_COLOUR && str_eq(name, S("color"))))
			return with_value(
				invocation, words, &command_options[i], word, str_skip(word, name.len + 3), has_value);
		nearest_offer(&nearest, own);
	}
	str near = nearest.best.len ? arena_printf(invocation->arena, "--%.*s", STR_ARG(nearest.best)) : (str){0};
	return usage(invocation, "unknown option", word, near);
}

static bool parse_short(struct invocation *invocation, struct words *words, str word)
{
	for (size_t i = 0; i < command_option_count; i++) {
		if (command_options[i].letter == 0 || command_options[i].letter != word.at[1])
			continue;
		return with_value(
			invocation, words, &command_options[i], str_part(word, 0, 2), str_skip(word, 2), word.len > 2);
	}
	return usage(invocation, "unknown option", word, (str){0});
}

static bool take_word(struct invocation *invocation, str word)
{
	if (invocation->command) {
		invocation->arguments[invocation->argument_count++] = word.at;
		return true;
	}
	invocation->command = command_named(word);
	if (invocation->command)
		return true;
	struct nearest nearest = {.word = word};
	for (size_t i = 0; i < command_count; i++)
		nearest_offer(&nearest, str_of(commands[i].name));
	return usage(invocation, "unknown command", word, nearest.best);
}

static bool check_use(struct invocation *invocation, const struct words *words)
{
	const struct command *command = invocation->command;
	for (size_t i = 0; i < command_option_count; i++)
		if ((words->used >> command_options[i].id & 1U) && !command_takes(command, &command_options[i])) {
			buf_printf(&invocation->messages, "rolecast: %s takes no %s%s\nhint: rolecast help %s\n",
				command->name, command_options[i].name ? "--" : "-",
				command_options[i].name ? command_options[i].name : "C", command->name);
			return false;
		}
	if (invocation->wants_help)
		return true;
	if (invocation->argument_count < command->least)
		buf_printf(&invocation->messages, "rolecast: %s wants %s\nhint: rolecast help %s\n", command->name,
			command->arguments, command->name);
	else if (invocation->argument_count > command->most)
		buf_printf(&invocation->messages, "rolecast: too many words for %s: '%s'\nhint: rolecast help %s\n",
			command->name, invocation->arguments[command->most], command->name);
	else
		return true;
	return false;
}

static bool take_environment(struct invocation *invocation)
{
	const char *epoch = getenv("SOURCE_DATE_EPOCH");
	int64_t seconds;
	if (invocation->is_dated)
		return true;
	if (!epoch || !*epoch) {
		invocation->as_of = date_of_days((int64_t)time(NULL) / 86400);
		return true;
	}
	invocation->is_dated = true;
	if (!str_int(str_of(epoch), &seconds) || seconds < 0 || seconds > 253402300799)
		return usage(invocation, "SOURCE_DATE_EPOCH is no number of seconds:", str_of(epoch), (str){0});
	invocation->as_of = date_of_days(seconds / 86400);
	return true;
}

bool command_parse(struct invocation *invocation, int count, char **words_at)
{
	struct words words = {.at = words_at, .count = (size_t)count, .next = 1};
	invocation->folder = S(".");
	invocation->out = S("public");
	invocation->workers = workers_available();
	invocation->arguments = arena_array(invocation->arena, const char *, (size_t)count + 1);
	bool ends_options = false, ok = true;
	while (ok && words.next < words.count) {
		str word = str_of(words.at[words.next++]);
		if (!ends_options && str_eq(word, S("--")))
			ends_options = true;
		else if (!ends_options && str_starts(word, S("--")))
			ok = parse_long(invocation, &words, word);
		else if (!ends_options && word.len > 1 && word.at[0] == '-')
			ok = parse_short(invocation, &words, word);
		else
			ok = take_word(invocation, word);
	}
	if (!ok || !take_environment(invocation))
		return false;
	if (!invocation->command && !invocation->wants_help) {
		command_help(NULL, &invocation->messages);
		return false;
	}
	return !invocation->command || check_use(invocation, &words);
}

static void help_options(const struct command *command, struct buf *out)
{
	buf_put(out, S("\nOptions\n"));
	for (size_t i = 0; i < command_option_count; i++) {
		const struct command_option *option = &command_options[i];
		struct buf left = {0};
		if (!command_takes(command, option))
			continue;
		if (option->letter)
			buf_printf(&left, "-%c%s", option->letter, option->name ? ", " : "");
		else
			buf_put(&left, S("    "));
		if (option->name)
			buf_printf(&left, "--%s", option->name);
		if (option->argument)
			buf_printf(&left, " %s", option->argument);
		buf_printf(out, "  %-22.*s%s\n", STR_ARG(buf_str(&left)), option->about);
		buf_free(&left);
	}
}

void command_help(const struct command *command, struct buf *out)
{
	if (command) {
		buf_printf(out, "rolecast %s%s%s: %s\n", command->name, *command->arguments ? " " : "",
			command->arguments, command->about);
		if (*command->details)
			buf_printf(out, "\n%s\n", command->details);
		help_options(command, out);
		return;
	}
	buf_put(out,
		S("Examples\n"
		  "  rolecast build                       write the site of this folder into public/\n"
		  "  rolecast check                       find every problem, write nothing\n"
		  "  rolecast explain nurse/senior        the arithmetic of one score\n"
		  "  rolecast score --format csv          all scores as a table\n"
		  "\nCommands\n"));
	for (size_t i = 0; i < command_count; i++)
		buf_printf(out, "  %-9s %-16s %s\n", commands[i].name, commands[i].arguments, commands[i].about);
	help_options(NULL, out);
	buf_put(out, S("\nExit status: 0 fine, 1 problems in the site, 2 wrong usage, 3 the system failed.\n"));
}

bool command_has_colour(const struct invocation *invocation, int file)
{
	const char *no_colour = getenv("NO_COLOR"), *force = getenv("CLICOLOR_FORCE"), *terminal = getenv("TERM");
	if (invocation->colour != COLOUR_AUTO)
		return invocation->colour == COLOUR_ALWAYS;
	if (no_colour && *no_colour)
		return false;
	if (force && *force && strcmp(force, "0") != 0)
		return true;
	return isatty(file) && terminal && strcmp(terminal, "dumb") != 0;
}

enum exit_status command_report(struct invocation *invocation, struct diags *diags)
{
	diags_sort(diags);
	bool is_check = invocation->command->run == command_check;
	if (is_check && (invocation->wants_json || str_eq(invocation->format, S("json"))))
		diags_json(diags, &invocation->output);
	else if (is_check && str_eq(invocation->format, S("github")))
		diags_github(diags, &invocation->output);
	else
		diags_print(diags, &invocation->messages, command_has_colour(invocation, STDERR_FILENO));
	if (diags->is_system)
		return EXIT_SYSTEM;
	return diags->errors || (invocation->is_strict && diags->warnings) ? EXIT_PROBLEMS : EXIT_FINE;
}

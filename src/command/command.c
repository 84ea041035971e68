/* SPDX-License-Identifier: MIT */
#include "command/command.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/nearest.h"
#include "base/workers.h"
#include "command/sheet.h"

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
	buf_printf(
		&invocation->messages, "rolecast: %s '%.*s'\n", what, STR_ARG(buf_shown_in(invocation->arena, word)));
	if (near.len)
		buf_printf(&invocation->messages, "hint: did you mean '%.*s'?\n",
			STR_ARG(buf_shown_in(invocation->arena, near)));
	else if (invocation->command)
		buf_printf(&invocation->messages, "hint: rolecast help %s\n", invocation->command->name);
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

static bool take_port(struct invocation *invocation, str value)
{
	int64_t number;
	if (!str_int(value, &number) || number < 0 || number > UINT16_MAX)
		return usage(invocation, "--port wants a number from 0 to 65535, not", value, (str){0});
	invocation->port = (uint16_t)number;
	return true;
}

static bool take_max_deletes(struct invocation *invocation, str value)
{
	if (!str_int(value, &invocation->max_deletes) || invocation->max_deletes < 0)
		return usage(invocation, "--max-deletes wants a number of files, not", value, (str){0});
	return true;
}

static bool take_timeout(struct invocation *invocation, str value)
{
	enum { LONGEST = 86400 };
	int64_t number;
	if (!str_int(value, &number) || number < 1 || number > LONGEST)
		return usage(invocation, "--timeout wants a number of seconds, not", value, (str){0});
	invocation->timeout = (int)number;
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
	command_no_choice(invocation, "way to colour", value, words, COUNT(words));
	return false;
}

static bool take_date(struct invocation *invocation, str value)
{
	invocation->is_dated = true;
	if (date_parse(value, false, &invocation->as_of))
		return true;
	return usage(invocation, "--as-of wants a date such as 2026-11-20, not", value, (str){0});
}

/* KEY=VALUE, in the order of the command line. */
static bool take_setting(struct invocation *invocation, str value)
{
	size_t sign = str_find(value, '=');
	if (sign == 0 || sign == value.len)
		return usage(invocation, "--set wants KEY=VALUE, not", value, (str){0});
	invocation->settings[invocation->setting_count++] = value;
	return true;
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
	case OPTION_MODEL:
		invocation->model[invocation->model_count++] = value;
		return true;
	case OPTION_JOBS:
		return take_number(invocation, value);
	case OPTION_DRAFTS:
		return invocation->with_drafts = true;
	case OPTION_PRECOMPRESS:
		return invocation->precompresses = true;
	case OPTION_DURABLE:
		return invocation->is_durable = true;
	case OPTION_CATEGORY:
		invocation->category = value;
		return value.len > 0 || usage(invocation, "--category wants an id, not", value, (str){0});
	case OPTION_SLUG:
		invocation->slug = value;
		return value.len > 0 || usage(invocation, "--slug wants a name, not", value, (str){0});
	case OPTION_FOR:
		invocation->for_host = value;
		return value.len > 0 || usage(invocation, "--for wants a host, not", value, (str){0});
	case OPTION_ONE_FILE:
		return invocation->is_one_file = true;
	case OPTION_LEVEL:
		invocation->level = value;
		return value.len > 0 || usage(invocation, "--level wants an id, not", value, (str){0});
	case OPTION_MAP:
		invocation->map = value;
		return value.len > 0 || usage(invocation, "--map wants a file, not", value, (str){0});
	case OPTION_PRESET:
		invocation->preset = value;
		return value.len > 0 || usage(invocation, "--preset wants a name, not", value, (str){0});
	case OPTION_SET:
		return take_setting(invocation, value);
	case OPTION_TITLES:
		invocation->titles = value;
		return value.len > 0 || usage(invocation, "--titles wants a file, not", value, (str){0});
	case OPTION_PRINT_MAP:
		return invocation->prints_map = true;
	case OPTION_DRY_RUN:
		return invocation->is_dry = true;
	case OPTION_FORCE:
		return invocation->is_forced = true;
	case OPTION_MAX_DELETES:
		return take_max_deletes(invocation, value);
	case OPTION_TIMEOUT:
		return take_timeout(invocation, value);
	case OPTION_STRICT:
		return invocation->is_strict = true;
	case OPTION_PORT:
		return take_port(invocation, value);
	case OPTION_HOST:
		invocation->host = value;
		return value.len > 0 || usage(invocation, "--host wants an address, not", value, (str){0});
	case OPTION_OPEN:
		return invocation->opens = true;
	case OPTION_POLL:
		return invocation->is_polling = true;
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
	uint64_t used; /* options seen, by id */
};

/* A negative number is a value, if a wrong one. */
static bool is_option(const char *word)
{
	int64_t number;
	return word[0] == '-' && word[1] != 0 && !str_int(str_of(word), &number);
}

static bool with_value(struct invocation *invocation, struct words *words, const struct command_option *option,
	str shown, str value, bool has_value)
{
	words->used |= UINT64_C(1) << option->id;
	if (!option->argument)
		return has_value ? usage(invocation, "no value goes with", shown, (str){0})
				 : take_option(invocation, option->id, (str){0});
	if (!has_value && (words->next == words->count || is_option(words->at[words->next])))
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
		if (!invocation->command || command_takes(invocation->command, &command_options[i]))
			nearest_offer(&nearest, own);
	}
	for (size_t i = 0; i < command_option_count && nearest.best.len == 0; i++)
		if (command_options[i].name)
			nearest_offer(&nearest, str_of(command_options[i].name));
	str near = nearest.best.len ? arena_printf(invocation->arena, "--%.*s", STR_ARG(nearest.best)) : (str){0};
	return usage(invocation, "unknown option", word, near);
}

/* -json, where --json was meant. */
static bool is_long_with_one_dash(str word)
{
	for (size_t i = 0; i < command_option_count; i++)
		if (command_options[i].name && word.len > 2
			&& str_eq(str_skip(word, 1), str_of(command_options[i].name)))
			return true;
	return false;
}

static bool parse_short(struct invocation *invocation, struct words *words, str word)
{
	if (is_long_with_one_dash(word))
		return usage(
			invocation, "unknown option", word, arena_printf(invocation->arena, "-%.*s", STR_ARG(word)));
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
	buf_printf(&invocation->messages, "rolecast: unknown command '%.*s'\n",
		STR_ARG(buf_shown_in(invocation->arena, word)));
	command_hint_near(word, &invocation->messages);
	return false;
}

/* "hint: --strict goes with check" */
static bool usage_of_another(struct invocation *invocation, const struct command_option *option)
{
	const char *dashes = option->name ? "--" : "-";
	str name = option->name ? str_of(option->name) : (str){&option->letter, 1};
	str users = str_of(option->users), user;
	buf_printf(&invocation->messages, "rolecast: %s takes no %s%.*s\nhint: %s%.*s goes with",
		invocation->command->name, dashes, STR_ARG(name), dashes, STR_ARG(name));
	for (size_t i = 0; str_take_until(&users, ' ', &user); i++)
		buf_printf(&invocation->messages, "%s %.*s", i == 0 ? "" : users.len ? "," : " and", STR_ARG(user));
	buf_char(&invocation->messages, '\n');
	return false;
}

static bool check_use(struct invocation *invocation, const struct words *words)
{
	const struct command *command = invocation->command;
	if (invocation->wants_help)
		return true;
	for (size_t i = 0; i < command_option_count; i++)
		if ((words->used >> command_options[i].id & 1) && !command_takes(command, &command_options[i]))
			return usage_of_another(invocation, &command_options[i]);
	if (invocation->argument_count < command->least)
		buf_printf(&invocation->messages, "rolecast: %s wants %s\nhint: rolecast help %s\n", command->name,
			command->arguments, command->name);
	else if (invocation->argument_count > command->most)
		buf_printf(&invocation->messages, "rolecast: too many words for %s: '%.*s'\nhint: rolecast help %s\n",
			command->name,
			STR_ARG(buf_shown_in(invocation->arena, str_of(invocation->arguments[command->most]))),
			command->name);
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

enum { USUAL_PORT = 4747, USUAL_TIMEOUT = 60 };

/* Who asks for help gets it, whatever else is wrong. */
static bool asks_for_help(const struct words *words)
{
	for (size_t i = 1; i < words->count && strcmp(words->at[i], "--") != 0; i++)
		if (strcmp(words->at[i], "--help") == 0 || strcmp(words->at[i], "-h") == 0)
			return true;
	return false;
}

bool command_parse(struct invocation *invocation, int count, char **words_at)
{
	struct words words = {.at = words_at, .count = (size_t)count, .next = 1};
	invocation->folder = S(".");
	invocation->out = S("public");
	invocation->workers = workers_available();
	invocation->host = S("127.0.0.1");
	invocation->port = USUAL_PORT;
	invocation->timeout = USUAL_TIMEOUT;
	invocation->max_deletes = -1;
	invocation->arguments = arena_array(invocation->arena, const char *, (size_t)count + 1);
	invocation->model = arena_array(invocation->arena, str, (size_t)count + 1);
	invocation->settings = arena_array(invocation->arena, str, (size_t)count + 1);
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
	if (!ok && asks_for_help(&words)) {
		invocation->messages.len = 0;
		return invocation->wants_help = true;
	}
	if (!ok || !take_environment(invocation))
		return false;
	if (!invocation->command && !invocation->wants_help) {
		command_hint_usual(invocation, &invocation->messages);
		return false;
	}
	return !invocation->command || check_use(invocation, &words);
}

bool command_has_terminal(int file)
{
	const char *terminal = getenv("TERM");
	return isatty(file) && terminal && strcmp(terminal, "dumb") != 0;
}

bool command_has_colour(const struct invocation *invocation, int file)
{
	const char *no_colour = getenv("NO_COLOR"), *force = getenv("CLICOLOR_FORCE");
	if (invocation->colour != COLOUR_AUTO)
		return invocation->colour == COLOUR_ALWAYS;
	if (no_colour && *no_colour)
		return false;
	if (force && *force && strcmp(force, "0") != 0)
		return true;
	return command_has_terminal(file);
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
		diags_print_in(diags, &invocation->messages, command_has_colour(invocation, STDERR_FILENO),
			sheet_columns(STDERR_FILENO));
	if (diags->is_system || diags->is_usage)
		return diags->is_system ? EXIT_SYSTEM : EXIT_USAGE;
	return diags->errors || (invocation->is_strict && diags->warnings) ? EXIT_PROBLEMS : EXIT_FINE;
}

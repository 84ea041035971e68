/* SPDX-License-Identifier: MIT */
#include "command/command.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/nearest.h"
#include "base/workers.h"
#include "command/sheet.h"

/* One row a command, one row an option. */
/* clang-format off */
const struct command commands[] = {
	{"new", "KIND [TITLE]", "begin a role, article, page, theme or site", 1, 2,
		"role TITLE     content/roles/SLUG/, or SLUG.md with --one-file\n"
		"article TITLE  content/articles/SLUG.md\n"
		"page TITLE     content/pages/SLUG.md\n"
		"theme NAME     themes/NAME, a small one over the default theme\n"
		"site [DIR]     a whole small site in an empty folder\n"
		"\n"
		"Roles, articles and pages hold the questions that an author answers. They are\n"
		"drafts: the site leaves them out until `draft: true` goes. Nothing is ever\n"
		"overwritten. The paths that were written go to standard output.",
		command_new, {
			{"rolecast new site jobs", "a small site in the folder jobs"},
			{"rolecast new role \"Patent Clerk\"", "a role in a folder, a table a file"},
			{"rolecast new role Paralegal --one-file --category law", "in one file"},
			{"rolecast new article \"What happened in May\"", "an article"}}, true},
	{"import", "[FILE]", "make roles, or a benchmark, of published data", 0, 1,
		"FILE is CSV or TSV, '-' for standard input, of any length. A map says what its columns mean; some come "
		"with rolecast, and --print-map prints one to begin your own. docs/import.md has the map's keys.\n"
		"Roles go into content/roles/, a folder each, their source with its licence into sources.yaml. Either all is "
		"written or nothing. What is there stays, unless --force says so and an import wrote it.",
		command_import, {
			{"rolecast import ours.csv --map ours.yaml", "your own ratings as roles"},
			{"rolecast import ours.csv --map ours.yaml -n", "what that would make"},
			{"rolecast import data.tsv --preset eloundou-gpt4", "published ratings"},
			{"rolecast import --preset onet-tasks --print-map", "a map to copy"}}, true},
	{"build", "", "write the site into its output folder", 0, 0,
		"Everything is loaded, checked and scored before the first byte is written: with any error, nothing is.\n"
		"Only files that changed are written; files no longer made are removed; files of others are never touched.",
		command_build, {
			{"rolecast build", "write the site into public/"},
			{"rolecast build --drafts --out preview", "with drafts, into preview/"},
			{"rolecast build --as-of 2026-12-01", "as of a day, for the same bytes"}}, true},
	{"serve", "", "show the site in a browser, and follow each change", 0, 0,
		"Pages are made from memory when they are asked for; nothing is written. Open pages follow each saved "
		"change. While something is wrong, they stay as they were and say what it is.\n"
		"Only this machine can look, unless --host names another address to listen on.",
		command_serve, {
			{"rolecast serve --drafts --open", "with drafts, and open the browser"},
			{"rolecast serve --port 8000", "on another port"},
			{"rolecast serve --host 0.0.0.0", "for the whole network to see"}}, true},
	{"check", "", "find every problem, write nothing", 0, 0,
		"Loads, checks and scores everything. When that is fine, makes every page in memory and looks at links and "
		"anchors, headings, pictures, titles and descriptions, and for pages that nothing leads to. Addresses of "
		"other sites are read, not opened.\n"
		"Warns of claims that nothing supports, too: figures without a source, sources past their day and others.\n\n"
		"Every problem of every file is told in one run. --format json (short: --json) prints them for machines, "
		"--format github as a workflow of GitHub shows them beside the lines, both on stdout.",
		command_check, {
			{"rolecast check", "find every problem of every file"},
			{"rolecast check --strict", "fail on warnings, too"},
			{"rolecast check --format github", "for a workflow of GitHub"}}, true},
	{"explain", "ROLE[/LEVEL] [OTHER]", "show a score term by term, or how two differ", 1, 2,
		"The arithmetic behind one score, its range, which judgement matters most, and what would move its band.\n"
		"With OTHER, a second ROLE[/LEVEL]: both side by side, and their difference task by task.",
		command_explain, {
			{"rolecast explain electrician", "a role's score, term by term"},
			{"rolecast explain court-reporter/senior", "at one level"},
			{"rolecast explain electrician electrician/lead", "how two differ"},
			{"rolecast explain electrician --json", "for machines"}}, true},
	{"show", "URL", "show what a page's template sees", 1, 1,
		"URL is a page's address (/roles/nurse/) or its path in the output folder.", command_show, {
			{"rolecast show /roles/electrician/", "a page by its address"},
			{"rolecast show roles/index.html", "by its file"},
			{"rolecast show / --json", "for machines"}}},
	{"score", "", "print the scores of all roles at all levels", 0, 0,
		"--format table, json or csv; --json is short for --format json.", command_score, {
			{"rolecast score", "all scores as a table"},
			{"rolecast score --format csv > scores.csv", "for a spreadsheet"},
			{"rolecast score --json", "with every task"}}, true},
	{"schema", "NAME", "print a JSON Schema for editors", 1, 1,
		"NAME is site, sources, benchmarks, edition, role, level, article, page, category or import-map; or a file of a "
		"role's folder: tasks, skills, timeline, agents, pay, steps, comparison, interview, jobs, faq.",
		command_schema, {
			{"rolecast schema tasks", "of a role's tasks.yaml"},
			{"rolecast schema site > site.schema.json", "for site.yaml"}}},
	{"render", "TEMPLATE [DATA]", "render one Mustache template", 1, 2,
		"DATA is a YAML or JSON file, '-' for standard input. Partials stand beside TEMPLATE as NAME.mustache.\n"
		"Writes exactly what the template gives.",
		command_render, {
			{"rolecast render card.mustache data.yaml", "a template with its data"},
			{"rolecast score --json | rolecast render list.mustache -", "data from a pipe"}}},
	{"markdown", "[FILE]", "turn Markdown into HTML", 0, 1,
		"Reads standard input without FILE. Citations, figures and links stay as they are written.",
		command_markdown, {
			{"rolecast markdown notes.md", "a file"},
			{"echo 'A *new* line.' | rolecast markdown", "from a pipe"}}},
	{"completions", "SHELL", "print completions for bash, zsh or fish", 1, 1,
		"For bash the example's line stands in ~/.bashrc; for zsh _rolecast goes into a folder of $fpath.",
		command_completions, {
			{"source <(rolecast completions bash)", "bash"},
			{"rolecast completions zsh > _rolecast", "zsh"},
			{"rolecast completions fish > ~/.config/fish/completions/rolecast.fish", "fish"}}},
	{"help", "[COMMAND|ID]", "explain a command, or what a diagnostic means", 0, 1,
		"ID is what stands in brackets behind a complaint. The word diagnostics lists them all.", command_help_run, {
			{"rolecast help", "all commands"},
			{"rolecast help explain", "one of them"},
			{"rolecast help broken-link", "what a complaint means, and how to mend it"},
			{"rolecast help diagnostics", "all that may be complained of"}}},
	{"version", "", "print the version", 0, 0, "", command_version, {{"rolecast version", "name and number"}}},
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
	OPTION_PORT,
	OPTION_HOST,
	OPTION_OPEN,
	OPTION_POLL,
	OPTION_CATEGORY,
	OPTION_SLUG,
	OPTION_ONE_FILE,
	OPTION_MAP,
	OPTION_PRESET,
	OPTION_SET,
	OPTION_TITLES,
	OPTION_PRINT_MAP,
	OPTION_DRY_RUN,
	OPTION_FORCE,
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
	{OPTION_FORMAT, 'f', "format", "FORMAT", "of score: table, json, csv; of check: text, json, github",
		"check score"},
	{OPTION_AS_OF, 0, "as-of", "DATE", "the day that counts as today",
		"build serve check explain new import show score"},
	{OPTION_JOBS, 'j', "jobs", "N", "use N workers; all processors by default", "build serve check explain show score"},
	{OPTION_DRAFTS, 0, "drafts", NULL, "take drafts and what is not due yet", "build serve check explain show score"},
	{OPTION_NO_CARDS, 0, "no-cards", NULL, "leave the share cards out, whatever site.yaml says", "build serve"},
	{OPTION_PORT, 'p', "port", "N", "listen on port N instead of 4747; 0 takes any that is free", "serve"},
	{OPTION_HOST, 0, "host", "HOST", "listen on HOST, so that others can look", "serve"},
	{OPTION_OPEN, 0, "open", NULL, "open the browser", "serve"},
	{OPTION_POLL, 0, "poll", NULL, "look for changes now and then, where the system tells of none", "serve"},
	{OPTION_CATEGORY, 0, "category", "ID", "the role's field; the first of site.yaml by default", "new import"},
	{OPTION_SLUG, 0, "slug", "NAME", "its name in addresses; made from the title by default", "new"},
	{OPTION_ONE_FILE, 0, "one-file", NULL, "the whole role in one file", "new import"},
	{OPTION_MAP, 'm', "map", "FILE", "what the columns mean, as YAML", "import"},
	{OPTION_PRESET, 0, "preset", "NAME", "a map that comes with rolecast: eloundou-human, eloundou-gpt4, onet-tasks, scores",
		"import"},
	{OPTION_SET, 0, "set", "KEY=VALUE", "a value in place of the map's, such as columns.value=beta; may come again", "import"},
	{OPTION_TITLES, 0, "titles", "FILE", "a second table, with titles by code", "import"},
	{OPTION_PRINT_MAP, 0, "print-map", NULL, "print the map, read nothing", "import"},
	{OPTION_DRY_RUN, 'n', "dry-run", NULL, "tell what would be done, write nothing", "import"},
	{OPTION_FORCE, 0, "force", NULL, "write roles anew that an import wrote before", "import"},
	{OPTION_STRICT, 0, "strict", NULL, "warnings count as errors", "check"},
	{OPTION_DURABLE, 0, "durable", NULL, "survive a loss of power as well", "build"},
	{OPTION_QUIET, 'q', "quiet", NULL, "say nothing but problems", NULL},
	{OPTION_JSON, 0, "json", NULL, "print for machines", "check explain show score"},
	{OPTION_COLOUR, 0, "colour", "WHEN", "when to colour: auto, always or never", NULL},
	{OPTION_HELP, 'h', "help", NULL, "explain the command", NULL},
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
	case OPTION_JOBS:
		return take_number(invocation, value);
	case OPTION_DRAFTS:
		return invocation->with_drafts = true;
	case OPTION_DURABLE:
		return invocation->is_durable = true;
	case OPTION_CATEGORY:
		invocation->category = value;
		return value.len > 0 || usage(invocation, "--category wants an id, not", value, (str){0});
	case OPTION_SLUG:
		invocation->slug = value;
		return value.len > 0 || usage(invocation, "--slug wants a name, not", value, (str){0});
	case OPTION_ONE_FILE:
		return invocation->is_one_file = true;
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

static bool is_option(const char *word)
{
	return word[0] == '-' && word[1] != 0;
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
	buf_printf(&invocation->messages, "rolecast: unknown command '%.*s'\n", STR_ARG(word));
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

enum { USUAL_PORT = 4747 };

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
	invocation->arguments = arena_array(invocation->arena, const char *, (size_t)count + 1);
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
	if (diags->is_system)
		return EXIT_SYSTEM;
	return diags->errors || (invocation->is_strict && diags->warnings) ? EXIT_PROBLEMS : EXIT_FINE;
}

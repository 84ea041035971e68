/* SPDX-License-Identifier: MIT */
/* What a person typed, and the commands that do it. One row a command, one row an option: parsing and help read
   the same tables. */
#ifndef ROLECAST_COMMAND_COMMAND_H
#define ROLECAST_COMMAND_COMMAND_H

#include "base/buf.h"
#include "base/date.h"
#include "base/diag.h"

enum exit_status { EXIT_FINE = 0, EXIT_PROBLEMS = 1, EXIT_USAGE = 2, EXIT_SYSTEM = 3 };

enum colour { COLOUR_AUTO, COLOUR_ALWAYS, COLOUR_NEVER };

struct invocation {
	const struct command *command;
	str folder;   /* -C */
	str out;      /* --out */
	str format;   /* --format */
	str category; /* --category */
	str slug;     /* --slug */
	str for_host; /* --for */
	str host;     /* --host */
	str level;    /* --level */
	str *model;   /* each --model */
	size_t model_count;
	str map, preset, titles; /* import */
	str *settings;           /* --set, KEY=VALUE each */
	size_t setting_count;
	uint16_t port;       /* --port */
	int timeout;         /* --timeout, seconds */
	int64_t max_deletes; /* --max-deletes; below 0: what is usual */
	struct date as_of;   /* --as-of, SOURCE_DATE_EPOCH or today */
	bool is_dated;       /* one of the first two said so */
	size_t workers;
	bool with_drafts, without_cards, is_durable, is_strict, is_quiet, is_one_file, wants_json, wants_help;
	bool precompresses;     /* --precompress */
	bool opens, is_polling; /* serve */
	bool is_forced, is_dry; /* --force, --dry-run */
	bool prints_map;        /* --print-map */
	enum colour colour;
	const char **arguments;
	size_t argument_count;
	struct buf output;   /* goes to stdout at the end */
	struct buf messages; /* goes to stderr */
	struct arena *arena; /* for the whole run */
};

enum { MOST_EXAMPLES = 5 };

/* What a shell takes, in the folder of a site; tests/site/help.py runs each on the example site. */
struct command_example {
	const char *words, *about;
};

struct command {
	const char *name, *arguments, *about;
	size_t least, most;  /* arguments */
	const char *details; /* what `help NAME` says more, a paragraph a line */
	enum exit_status (*run)(struct invocation *invocation);
	struct command_example examples[MOST_EXAMPLES]; /* the first is the plainest */
	bool is_usual; /* told to who has typed no command at all, and first in the whole help */
};

extern const struct command commands[];
extern const size_t command_count;

/* By the order of `command_options`. */
enum option_id {
	OPTION_FOLDER,
	OPTION_OUT,
	OPTION_FORMAT,
	OPTION_AS_OF,
	OPTION_MODEL,
	OPTION_JOBS,
	OPTION_DRAFTS,
	OPTION_NO_CARDS,
	OPTION_PORT,
	OPTION_HOST,
	OPTION_OPEN,
	OPTION_POLL,
	OPTION_CATEGORY,
	OPTION_SLUG,
	OPTION_FOR,
	OPTION_ONE_FILE,
	OPTION_MAP,
	OPTION_PRESET,
	OPTION_SET,
	OPTION_TITLES,
	OPTION_PRINT_MAP,
	OPTION_DRY_RUN,
	OPTION_FORCE,
	OPTION_MAX_DELETES,
	OPTION_TIMEOUT,
	OPTION_STRICT,
	OPTION_LEVEL,
	OPTION_PRECOMPRESS,
	OPTION_DURABLE,
	OPTION_QUIET,
	OPTION_JSON,
	OPTION_COLOUR,
	OPTION_HELP,
	OPTION_VERSION
};

struct command_option {
	enum option_id id;
	char letter;
	const char *name, *argument, *about; /* no argument: it stands by itself */
	const char *users;                   /* the commands that take it; NULL: all */
};

extern const struct command_option command_options[];
extern const size_t command_option_count;
/* Whether a command takes an option; without a command, some do. */
bool command_takes(const struct command *command, const struct command_option *option);

/* Fills the invocation; false when the words make no sense (told in messages). */
bool command_parse(struct invocation *invocation, int count, char **words);
const struct command *command_named(str name);
/* The whole help, or one command's. */
void command_help(const struct invocation *invocation, const struct command *command, struct buf *out);
/* What is said when there is no command: the usual ones. */
void command_hint_usual(const struct invocation *invocation, struct buf *out);
/* A hint with the command nearest to a word, or where they all are. */
void command_hint_near(str word, struct buf *out);
/* rolecast(1) in roff, of that day. */
void command_manual(const char *date, struct buf *out);
/* Complains that a word is none of the choices, with the nearest or all of them as a hint: "there is no format 'jsn'".
 */
enum exit_status command_no_choice(
	struct invocation *invocation, const char *what, str word, const char *const *choices, size_t count);

/* Complaints in the form that was asked for; the status they mean. */
enum exit_status command_report(struct invocation *invocation, struct diags *diags);
/* A terminal that can do more than write. */
bool command_has_terminal(int file);
bool command_has_colour(const struct invocation *invocation, int file);

enum exit_status command_import(struct invocation *invocation);
enum exit_status command_build(struct invocation *invocation);
enum exit_status command_deploy(struct invocation *invocation);
enum exit_status command_serve(struct invocation *invocation);
enum exit_status command_new(struct invocation *invocation);
enum exit_status command_check(struct invocation *invocation);
enum exit_status command_explain(struct invocation *invocation);
enum exit_status command_show(struct invocation *invocation);
enum exit_status command_schema(struct invocation *invocation);
enum exit_status command_snapshot(struct invocation *invocation);
enum exit_status command_diff(struct invocation *invocation);
enum exit_status command_score(struct invocation *invocation);
enum exit_status command_render(struct invocation *invocation);
enum exit_status command_markdown(struct invocation *invocation);
enum exit_status command_completions(struct invocation *invocation);
enum exit_status command_help_run(struct invocation *invocation);
enum exit_status command_version(struct invocation *invocation);

#endif

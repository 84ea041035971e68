/* SPDX-License-Identifier: MIT */
/* Completions for shells, from the tables of commands and options. */
#include "command/command.h"
#include "content/file_kind.h"

static void put_words(struct buf *out, const struct command *command)
{
	for (size_t i = 0; i < command_option_count; i++) {
		const struct command_option *option = &command_options[i];
		if (!command_takes(command, option))
			continue;
		if (option->name)
			buf_printf(out, " --%s", option->name);
		else
			buf_printf(out, " -%c", option->letter);
	}
}

static void put_commands(struct buf *out)
{
	for (size_t i = 0; i < command_count; i++)
		buf_printf(out, "%s%s", i ? " " : "", commands[i].name);
}

/* Options whose argument is the next word, as a pattern of `case`. */
static void put_with_argument(struct buf *out)
{
	const char *before = "";
	for (size_t i = 0; i < command_option_count; i++) {
		const struct command_option *option = &command_options[i];
		if (!option->argument)
			continue;
		if (option->letter)
			buf_printf(out, "%s-%c", before, option->letter);
		if (option->name)
			buf_printf(out, "%s--%s", option->letter ? "|" : before, option->name);
		before = "|";
	}
}

static void put_schemas(struct buf *out)
{
	struct file_kind kind;
	for (size_t i = 0; file_kind_at(i, &kind); i++)
		buf_printf(out, "%s%s", i ? " " : "", kind.field->name);
}

static void put_kinds(struct buf *out)
{
	buf_put(out, S("role article page theme site recipe"));
}

static void put_shells(struct buf *out)
{
	buf_put(out, S("bash zsh fish"));
}

static void put_topics(struct buf *out)
{
	put_commands(out);
	buf_put(out, S(" diagnostics"));
}

/* What may stand first behind a command, where it is one of a few words; else it is a file's name or the author's. */
static bool put_choices(struct buf *out, const struct command *command)
{
	static const struct {
		enum exit_status (*of)(struct invocation *invocation);
		void (*put)(struct buf *out);
	} rows[] = {{command_schema, put_schemas}, {command_new, put_kinds}, {command_completions, put_shells},
		{command_help_run, put_topics}};
	for (size_t i = 0; i < COUNT(rows); i++)
		if (rows[i].of == command->run) {
			rows[i].put(out);
			return true;
		}
	return false;
}

static void bash(struct buf *out)
{
	buf_put(out,
		S("_rolecast() {\n"
		  "\tlocal word=${COMP_WORDS[COMP_CWORD]} command= i\n"
		  "\tfor ((i = 1; i < COMP_CWORD; i++)); do\n"
		  "\t\tcase ${COMP_WORDS[i]} in\n\t\t"));
	put_with_argument(out);
	buf_put(out,
		S(") ((i++)) ;;\n"
		  "\t\t-*) ;;\n"
		  "\t\t*) command=${COMP_WORDS[i]}; break ;;\n"
		  "\t\tesac\n"
		  "\tdone\n"
		  "\tlocal words is_file=1\n"
		  "\tcase $command in\n"
		  "\t'') words='"));
	put_commands(out);
	put_words(out, NULL);
	buf_put(out, S("' ;;\n"));
	for (size_t i = 0; i < command_count; i++) {
		buf_printf(out, "\t%s) words='", commands[i].name);
		put_words(out, &commands[i]);
		buf_char(out, ' ');
		bool has_choices = put_choices(out, &commands[i]);
		buf_put(out, has_choices ? S("'; is_file= ;;\n") : S("' ;;\n"));
	}
	buf_put(out,
		S("\tesac\n"
		  "\tCOMPREPLY=($(compgen -W \"$words\" -- \"$word\"))\n"
		  "\t[[ -n $command && -n $is_file && $word != -* ]] && COMPREPLY+=($(compgen -f -- \"$word\"))\n"
		  "}\n"
		  "complete -o filenames -F _rolecast rolecast\n"));
}

/* Text between single quotes, where a single quote ends it. */
static void put_quoted(struct buf *out, const char *text, const char *quote)
{
	for (; *text; text++)
		if (*text == '\'')
			buf_put(out, str_of(quote));
		else
			buf_char(out, *text);
}

static void fish_option(struct buf *out, const struct command *command, const struct command_option *option)
{
	buf_put(out, S("complete -c rolecast"));
	if (command)
		buf_printf(out, " -n '__fish_seen_subcommand_from %s'", command->name);
	if (option->letter)
		buf_printf(out, " -s %c", option->letter);
	if (option->name)
		buf_printf(out, " -l %s", option->name);
	buf_put(out, option->argument ? S(" -r -d '") : S(" -d '"));
	put_quoted(out, option->about, "\\'");
	buf_put(out, S("'\n"));
}

static void fish(struct buf *out)
{
	for (size_t i = 0; i < command_count; i++) {
		buf_printf(out, "complete -c rolecast -n __fish_use_subcommand -f -a %s -d '", commands[i].name);
		put_quoted(out, commands[i].about, "\\'");
		buf_put(out, S("'\n"));
		struct buf choices = {0};
		if (put_choices(&choices, &commands[i]))
			buf_printf(out, "complete -c rolecast -n '__fish_seen_subcommand_from %s' -f -a '%.*s'\n",
				commands[i].name, STR_ARG(buf_str(&choices)));
		buf_free(&choices);
	}
	for (size_t k = 0; k < command_option_count; k++) {
		if (!command_options[k].users)
			fish_option(out, NULL, &command_options[k]);
		for (size_t i = 0; command_options[k].users && i < command_count; i++)
			if (command_takes(&commands[i], &command_options[k]))
				fish_option(out, &commands[i], &command_options[k]);
	}
}

/* As _arguments wants it: '(-o --out)'{-o,--out}'[about]:DIR:_files' */
static void zsh_option(struct buf *out, const struct command_option *option)
{
	buf_put(out, S("\t\t"));
	if (option->letter && option->name)
		buf_printf(out, "'(-%c --%s)'{-%c,--%s}'", option->letter, option->name, option->letter, option->name);
	else if (option->name)
		buf_printf(out, "'--%s", option->name);
	else
		buf_printf(out, "'-%c", option->letter);
	buf_char(out, '[');
	put_quoted(out, option->about, "'\\''");
	buf_char(out, ']');
	if (option->argument)
		buf_printf(out, ":%s:_files", option->argument);
	buf_put(out, S("' \\\n"));
}

static void zsh(struct buf *out)
{
	buf_put(out, S("#compdef rolecast\n_rolecast() {\n\tlocal -a commands=(\n"));
	for (size_t i = 0; i < command_count; i++) {
		buf_printf(out, "\t\t'%s:", commands[i].name);
		put_quoted(out, commands[i].about, "'\\''");
		buf_put(out, S("'\n"));
	}
	buf_put(out, S("\t)\n\tlocal command=${words[(r)("));
	for (size_t i = 0; i < command_count; i++)
		buf_printf(out, "%s%s", i ? "|" : "", commands[i].name);
	buf_put(out, S(")]}\n\tcase $command in\n"));
	for (size_t i = 0; i < command_count; i++) {
		buf_printf(out, "\t%s) _arguments \\\n", commands[i].name);
		for (size_t k = 0; k < command_option_count; k++)
			if (command_takes(&commands[i], &command_options[k]))
				zsh_option(out, &command_options[k]);
		buf_put(out, S("\t\t'*:"));
		struct buf choices = {0};
		if (put_choices(&choices, &commands[i]))
			buf_printf(out, "%s:(%.*s)' ;;\n", commands[i].name, STR_ARG(buf_str(&choices)));
		else
			buf_put(out, S("file:_files' ;;\n"));
		buf_free(&choices);
	}
	buf_put(out, S("\t*) _describe command commands ;;\n\tesac\n}\n_rolecast \"$@\"\n"));
}

enum exit_status command_completions(struct invocation *invocation)
{
	static const struct {
		const char *name;
		void (*put)(struct buf *out);
	} shells[] = {{"bash", bash}, {"zsh", zsh}, {"fish", fish}};
	str name = str_of(invocation->arguments[0]);
	for (size_t i = 0; i < COUNT(shells); i++)
		if (str_eq(str_of(shells[i].name), name)) {
			shells[i].put(&invocation->output);
			return EXIT_FINE;
		}
	static const char *const names[] = {"bash", "zsh", "fish"};
	return command_no_choice(invocation, "shell", name, names, COUNT(names));
}

/* SPDX-License-Identifier: MIT */
/* What the kinds of `rolecast new` share. */
#ifndef ROLECAST_COMMAND_CREATION_H
#define ROLECAST_COMMAND_CREATION_H

#include "command/command.h"
#include "command/scaffold.h"
#include "content/site.h"

enum { MOST_VALUES = 32 };

struct creation {
	struct invocation *invocation;
	struct site site;
	struct diags diags;
	str title, slug; /* of a theme: its name, twice */
	struct value_pair pairs[MOST_VALUES];
	size_t pair_count;
};

/* "rolecast: WHAT" with its hint: wrong usage. Always false. */
bool creation_refuse(struct creation *creation, const char *what, const char *hint);
/* The same with the word as it was given. */
bool creation_refuse_word(struct creation *creation, const char *what, str word, const char *hint);
/* Something stands there already: [already-there], at the mark if it has one. Always false. */
bool creation_taken(struct creation *creation, struct mark mark, str what, const char *hint);

/* A title for people: one line, in UTF-8. */
bool creation_take_title(struct creation *creation, const char *given);
/* From --slug, or made from the title. */
bool creation_take_slug(struct creation *creation);

/* The site as it is; drafts count, since their addresses are taken too. False when site.yaml has mistakes. */
bool creation_load_site(struct creation *creation);
/* False, and told, when something has this path or this title. */
bool creation_check_path(struct creation *creation, str path);
bool creation_check_title(struct creation *creation, const struct text *title, const char *what);

/* Values for the templates. */
void creation_give(struct creation *creation, const char *name, struct value value);
void creation_give_text(struct creation *creation, const char *name, str text);
/* As a YAML scalar. */
void creation_give_yaml(struct creation *creation, const char *name, str text);
void creation_give_dates(struct creation *creation);
/* Title, slug, author and dates. */
void creation_give_names(struct creation *creation);

/* Writes scaffolds (bits) below the folder; their paths, below `shown`, go to standard output. */
bool creation_write(struct creation *creation, unsigned scaffolds, str folder, str shown);
/* Schemas for editors come with the first file that names one. */
bool creation_write_schemas(struct creation *creation, str folder, str shown);
/* How to see a draft, and how to publish it. */
enum has_numbers { WITHOUT_NUMBERS, WITH_NUMBERS };
void creation_say_draft(struct creation *creation, enum has_numbers has_numbers);

bool creation_new_site(struct creation *creation);

/* Values about the host of that name, and the recipe that publishes there; false, and told, when there is none. */
bool creation_take_host(struct creation *creation, str host, enum scaffold *recipe);
bool creation_new_recipe(struct creation *creation);

#endif

/* SPDX-License-Identifier: MIT */
/* HTML and XML as those who read pages see them, through libxml2: elements with their attributes, and text, one after
   the other; no tree is kept. Without libxml2 nothing is visited. */
#ifndef ROLECAST_FORMAT_HTML_H
#define ROLECAST_FORMAT_HTML_H

#include "base/arena.h"

/* Names of HTML are lower case. Everything is gone after the call. */
struct html_element {
	const char *name;
	const char *const *attributes; /* name, value, name, value, …, NULL; a value may be NULL; may itself be NULL */
};

/* What is called; any may be NULL. Elements are closed in order, those without an end tag too. */
struct html_visitor {
	void *context;
	void (*open)(void *context, const struct html_element *element);
	void (*close)(void *context, const char *name);
	void (*text)(void *context, str text); /* in pieces */
	void (*raw)(void *context, str text);  /* of script and style, in pieces */
};

struct xml_fault {
	size_t line;
	str message;
};

bool html_is_there(void);
/* Once, before several threads visit. */
void html_begin(void);
/* Any text makes a page: what browsers mend is mended. */
void html_visit(str page, const struct html_visitor *visitor);
/* False when it is no well-formed XML; the fault's message lies in the arena. */
bool xml_visit(str text, const struct html_visitor *visitor, struct arena *arena, struct xml_fault *fault);

bool html_is(const struct html_element *element, const char *name);
/* An attribute's value with blanks at its ends dropped; {NULL, 0} when it is not there. */
str html_attribute(const struct html_element *element, const char *name);

#endif

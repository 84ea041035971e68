/* SPDX-License-Identifier: MIT */
/* Over the pages of a thousand roles libxml2's events take a fifth of the time of a parser that builds the tree that
   the HTML standard asks for, and one library reads both languages. What it does not know (that a browser moves a stray
   table cell, say) is not asked here. */
#include "format/html.h"

#include <string.h>

bool html_is(const struct html_element *element, const char *name)
{
	return strcmp(element->name, name) == 0;
}

str html_attribute(const struct html_element *element, const char *name)
{
	for (const char *const *at = element->attributes; at && *at; at += 2)
		if (strcmp(at[0], name) == 0)
			return at[1] ? str_trim(str_of(at[1])) : S("");
	return (str){0};
}

#ifdef ROLECAST_PAGE_CHECK

/* The headers of this library do not keep to our warnings. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wundef"
#pragma GCC diagnostic ignored "-Wstrict-prototypes"
#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#pragma GCC diagnostic pop

static void on_open(void *context, const xmlChar *name, const xmlChar **attributes)
{
	const struct html_visitor *visitor = context;
	struct html_element element = {.name = (const char *)name, .attributes = (const char *const *)attributes};
	visitor->open(visitor->context, &element);
}

static void on_close(void *context, const xmlChar *name)
{
	const struct html_visitor *visitor = context;
	visitor->close(visitor->context, (const char *)name);
}

static void on_text(void *context, const xmlChar *text, int length)
{
	const struct html_visitor *visitor = context;
	visitor->text(visitor->context, (str){(const char *)text, (size_t)length});
}

static void on_raw(void *context, const xmlChar *text, int length)
{
	const struct html_visitor *visitor = context;
	visitor->raw(visitor->context, (str){(const char *)text, (size_t)length});
}

static xmlSAXHandler handler_for(const struct html_visitor *visitor)
{
	return (xmlSAXHandler){.startElement = visitor->open ? on_open : NULL,
		.endElement = visitor->close ? on_close : NULL,
		.characters = visitor->text ? on_text : NULL,
		.cdataBlock = visitor->raw ? on_raw : NULL};
}

bool html_is_there(void)
{
	return true;
}

void html_begin(void)
{
	xmlInitParser();
}

void html_visit(str page, const struct html_visitor *visitor)
{
	xmlSAXHandler handler = handler_for(visitor);
	union {
		const struct html_visitor *visitor;
		void *context;
	} user = {.visitor = visitor};
	htmlParserCtxtPtr parser =
		htmlCreatePushParserCtxt(&handler, user.context, NULL, 0, NULL, XML_CHAR_ENCODING_UTF8);
	if (!parser)
		arena_out_of_memory();
	htmlCtxtUseOptions(parser, HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET);
	htmlParseChunk(parser, page.at, (int)page.len, 1);
	htmlFreeParserCtxt(parser);
}

static void take_fault(xmlParserCtxtPtr parser, struct arena *arena, struct xml_fault *fault)
{
	const xmlError *error = xmlCtxtGetLastError(parser);
	*fault = (struct xml_fault){.message = S("it cannot be read")};
	if (!error || !error->message)
		return;
	fault->line = error->line > 0 ? (size_t)error->line : 0;
	fault->message = arena_copy(arena, str_trim(str_of(error->message)));
}

bool xml_visit(str text, const struct html_visitor *visitor, struct arena *arena, struct xml_fault *fault)
{
	xmlSAXHandler handler = handler_for(visitor);
	handler.cdataBlock = handler.characters;
	union {
		const struct html_visitor *visitor;
		void *context;
	} user = {.visitor = visitor};
	xmlParserCtxtPtr parser = xmlCreatePushParserCtxt(&handler, user.context, NULL, 0, NULL);
	if (!parser)
		arena_out_of_memory();
	/* Entities of its own a text cannot have here, since nothing keeps them; NOENT is for &amp; in attributes. */
	xmlCtxtUseOptions(parser, XML_PARSE_NOENT | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NONET);
	bool ok = xmlParseChunk(parser, text.at, (int)text.len, 1) == 0 && parser->wellFormed;
	if (!ok)
		take_fault(parser, arena, fault);
	xmlFreeParserCtxt(parser);
	return ok;
}

#else

bool html_is_there(void)
{
	return false;
}

void html_begin(void)
{
}

void html_visit(str page, const struct html_visitor *visitor)
{
	(void)page;
	(void)visitor;
}

bool xml_visit(str text, const struct html_visitor *visitor, struct arena *arena, struct xml_fault *fault)
{
	(void)text;
	(void)visitor;
	(void)arena;
	(void)fault;
	return true;
}

#endif

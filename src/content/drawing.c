/* SPDX-License-Identifier: MIT */
/* A drawing (SVG) within a page runs nothing; opened by itself it is a page of the site, with its scripts. This is no
   XML parser: where a drawing is no well-formed XML, browsers stop as well, and what could hide something (entities,
   another encoding) counts as what runs. */
#include <strings.h>

#include "content/load.h"

struct scan {
	str rest;
	const char *found;
};

static str local_name(str name)
{
	size_t colon = str_find(name, ':');
	return colon < name.len ? str_skip(name, colon + 1) : name;
}

/* Control characters end a name, too: a parser stops there, but may have told the tag before. */
static bool is_blank(char c)
{
	return (unsigned char)c <= ' ';
}

static str take_name(str *text)
{
	size_t end = 0;
	while (end < text->len && !is_blank(text->at[end]) && text->at[end] != '=' && text->at[end] != '>'
		&& text->at[end] != '/')
		end++;
	str name = str_part(*text, 0, end);
	*text = str_skip(*text, end);
	return name;
}

static void skip_blanks(str *text)
{
	while (text->len && is_blank(text->at[0]))
		*text = str_skip(*text, 1);
}

/* Capitals do not matter, so that nobody has to know where they do. */
static bool begins(str text, const char *word)
{
	str wanted = str_of(word);
	return text.len >= wanted.len && strncasecmp(text.at, word, wanted.len) == 0;
}

static bool is_word(str text, const char *word)
{
	return text.len == str_of(word).len && begins(text, word);
}

/* Numbers, and names that a document type may bring along, can stand for any sign. */
static bool has_hidden_signs(str value)
{
	static const char *const plain[] = {"&amp;", "&lt;", "&gt;", "&quot;", "&apos;"};
	for (size_t at = 0; (at += str_find(str_skip(value, at), '&')) < value.len; at++) {
		bool is_plain = false;
		for (size_t i = 0; i < COUNT(plain); i++)
			is_plain |= str_starts(str_skip(value, at), str_of(plain[i]));
		if (!is_plain)
			return true;
	}
	return false;
}

/* Browsers pass over blanks and control characters in a scheme. */
static bool is_running_address(str value)
{
	char start[16] = "";
	size_t count = 0;
	if (has_hidden_signs(value))
		return true;
	for (size_t i = 0; i < value.len && count + 1 < sizeof start; i++)
		if ((unsigned char)value.at[i] > ' ')
			start[count++] = value.at[i];
	str scheme = {start, count};
	return begins(scheme, "javascript:") || begins(scheme, "vbscript:")
		|| (begins(scheme, "data:") && (!begins(scheme, "data:image/") || begins(scheme, "data:image/svg")));
}

static const char *in_attribute(str name, str value)
{
	if (begins(name, "xmlns") && (str_search(value, S("xhtml")) < value.len || has_hidden_signs(value)))
		return "HTML";
	name = local_name(name);
	if (name.len > 2 && begins(name, "on"))
		return "a handler of events";
	if ((is_word(name, "href") || is_word(name, "src")) && is_running_address(value))
		return "an address that runs";
	if (!is_word(name, "attributeName"))
		return NULL;
	bool is_hidden = has_hidden_signs(value);
	value = local_name(str_trim(value));
	return is_hidden || is_word(value, "href") || begins(value, "on") ? "an address that changes" : NULL;
}

static const char *in_name(str name)
{
	static const struct {
		const char *name, *what;
	} none[] = {{"script", "a script"}, {"foreignObject", "HTML (foreignObject)"}, {"iframe", "a frame"},
		{"object", "another page"}, {"embed", "another page"}, {"handler", "a handler of events"},
		{"listener", "a handler of events"}};
	for (size_t i = 0; i < COUNT(none); i++)
		if (is_word(local_name(name), none[i].name))
			return none[i].what;
	return NULL;
}

/* False where the tag breaks off. */
static bool take_attribute(struct scan *scan)
{
	str name = take_name(&scan->rest), value;
	skip_blanks(&scan->rest);
	if (name.len == 0 || !str_take(&scan->rest, S("=")))
		return false;
	skip_blanks(&scan->rest);
	char quote = scan->rest.len ? scan->rest.at[0] : '\0';
	if (quote != '"' && quote != '\'')
		return false;
	scan->rest = str_skip(scan->rest, 1);
	if (!str_take_until(&scan->rest, quote, &value))
		return false;
	scan->found = in_attribute(name, value);
	return scan->found == NULL;
}

static void take_tag(struct scan *scan)
{
	str_take(&scan->rest, S("/"));
	scan->found = in_name(take_name(&scan->rest));
	for (bool goes_on = scan->found == NULL; goes_on;) {
		skip_blanks(&scan->rest);
		goes_on = scan->rest.len && scan->rest.at[0] != '>' && scan->rest.at[0] != '/' && take_attribute(scan);
	}
}

static void skip_past(str *text, str end)
{
	size_t at = str_search(*text, end);
	*text = str_skip(*text, at < text->len ? at + end.len : text->len);
}

static bool is_in_other_encoding(str declaration)
{
	size_t at = str_search(declaration, S("encoding"));
	str rest = str_skip(declaration, at + S("encoding").len);
	if (at == declaration.len)
		return false;
	skip_blanks(&rest);
	str_take(&rest, S("="));
	skip_blanks(&rest);
	return !begins(str_skip(rest, 1), "utf-8");
}

/* The '>' behind it stands in no quotes, where what follows would not be what it seems. */
static bool is_closed(str type)
{
	char quote = '\0';
	for (size_t i = 0; i < type.len; i++)
		if (quote == '\0' && (type.at[i] == '"' || type.at[i] == '\''))
			quote = type.at[i];
		else if (type.at[i] == quote)
			quote = '\0';
	return quote == '\0';
}

static void take_declaration(struct scan *scan)
{
	if (str_take(&scan->rest, S("!--"))) {
		skip_past(&scan->rest, S("-->"));
	} else if (str_take(&scan->rest, S("![CDATA["))) {
		skip_past(&scan->rest, S("]]>"));
	} else if (str_starts(scan->rest, S("!"))) {
		str type = str_part(scan->rest, 0, str_find(scan->rest, '>'));
		bool is_plain = begins(type, "!DOCTYPE") && is_closed(type) && str_find(type, '[') == type.len
			&& str_find(type, '<') == type.len;
		scan->found = is_plain ? NULL : "a document type with parts of its own";
		scan->rest = str_skip(scan->rest, type.len);
	} else {
		str told = str_part(scan->rest, 0, str_search(scan->rest, S("?>")));
		bool is_style = begins(told, "?xml-stylesheet");
		scan->found = is_style               ? "a style sheet from elsewhere"
			: is_in_other_encoding(told) ? "another encoding than UTF-8"
						     : NULL;
		skip_past(&scan->rest, S("?>"));
	}
}

/* Servers tell a drawing by its name, whatever its capitals. */
static bool has_ending(str path, const char *ending)
{
	size_t dot = path.len;
	while (dot && path.at[dot - 1] != '.')
		dot--;
	return dot && is_word(str_skip(path, dot), ending);
}

const char *drawing_runs(str path, str text)
{
	struct scan scan = {.rest = text};
	if (has_ending(path, "svgz"))
		return "what is compressed";
	if (!has_ending(path, "svg"))
		return NULL;
	/* An escape changes the encoding in some (ISO 2022), and what it hides would be passed over here. */
	if (str_utf8_fault(text) < text.len || str_find(text, '\0') < text.len || str_find(text, '\x1b') < text.len)
		return "another encoding than UTF-8";
	while (!scan.found && scan.rest.len) {
		scan.rest = str_skip(scan.rest, str_find(scan.rest, '<') + 1);
		if (str_starts(scan.rest, S("!")) || str_starts(scan.rest, S("?")))
			take_declaration(&scan);
		else if (scan.rest.len)
			take_tag(&scan);
	}
	return scan.found;
}

void drawings_check(const struct site *site, struct diags *diags)
{
	for (size_t i = 0; i < site->attachment_count && !site->settings.unsafe_html.value; i++) {
		const struct input *input = site->attachments[i].input;
		if (!input->runs)
			continue;
		diag_error(diags, mark_of(&input->source, 0, 0), "unsafe-drawing",
			"this drawing holds %s: opened by itself it is a page of the site", input->runs);
		diag_hint(diags, "take it out, or make a PNG of it; `unsafe_html: true` in site.yaml lets it be");
	}
}

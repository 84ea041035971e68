/* SPDX-License-Identifier: MIT */
/* What `rolecast new` leaves for an author begins with TODO:, so that a placeholder cannot be published by oversight:
   a line that begins so is found wherever text or Markdown may stand. */
#include "content/load.h"

struct unfinished {
	struct diags *diags;
	bool ok;
};

/* Behind the marks of lists, quotes, headings and emphasis. */
static str begin_of(str line)
{
	while (line.len
		&& (line.at[0] == ' ' || line.at[0] == '\t' || line.at[0] == '>' || line.at[0] == '-'
			|| line.at[0] == '#' || line.at[0] == '*' || line.at[0] == '|'))
		line = str_skip(line, 1);
	return line;
}

static bool is_left(str line)
{
	return str_starts(begin_of(line), S("TODO:"));
}

static void check_lines(struct unfinished *unfinished, str rest, struct mark mark)
{
	str line;
	if (str_search(rest, S("TODO:")) == rest.len)
		return;
	while (str_take_line(&rest, &line)) {
		if (!is_left(line))
			continue;
		/* Folded and quoted texts are no part of their file. */
		str text = mark.source->text;
		bool is_slice = line.at >= text.at && line.at < text.at + text.len;
		struct mark place = is_slice ? mark_slice(mark.source, str_part(begin_of(line), 0, 5)) : mark;
		diag_error(unfinished->diags, place, "unfinished", "this is still to be written");
		if (unfinished->ok)
			diag_hint(unfinished->diags, "write it, or keep all of it out of the site with 'draft: true'");
		unfinished->ok = false;
	}
}

static void check_prose(void *context, struct prose *prose)
{
	check_lines(context, prose->raw, prose->mark);
}

static void check_text(void *context, struct text *text)
{
	check_lines(context, text->s, text->mark);
}

bool unfinished_check(
	const struct record *record, void *loaded, struct prose *body, const struct number *draft, struct diags *diags)
{
	struct unfinished unfinished = {.diags = diags, .ok = true};
	struct schema_visitor visitor = {.context = &unfinished, .prose = check_prose, .text = check_text};
	if (draft->value)
		return true;
	schema_visit(record, loaded, &visitor);
	if (body)
		check_prose(&unfinished, body);
	return unfinished.ok;
}

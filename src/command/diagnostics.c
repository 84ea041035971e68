/* SPDX-License-Identifier: MIT */
#include "command/diagnostics.h"

#include "base/nearest.h"

enum { WIDTH = 80 };

static const struct diagnostic_group *const groups[] = {&diagnostics_read, &diagnostics_records, &diagnostics_texts,
	&diagnostics_claims, &diagnostics_pages, &diagnostics_themes, &diagnostics_hosts, &diagnostics_output, &diagnostics_deploy};

const struct diagnostic *diagnostic_named(str id)
{
	for (size_t i = 0; i < COUNT(groups); i++)
		for (size_t k = 0; k < groups[i]->count; k++)
			if (str_eq(str_of(groups[i]->rows[k].id), id))
				return &groups[i]->rows[k];
	return NULL;
}

void diagnostics_offer(struct nearest *nearest)
{
	for (size_t i = 0; i < COUNT(groups); i++)
		for (size_t k = 0; k < groups[i]->count; k++)
			nearest_offer(nearest, str_of(groups[i]->rows[k].id));
}

static void put_indented(str text, struct buf *out)
{
	str line;
	while (str_take_line(&text, &line))
		buf_printf(out, "%s%.*s\n", line.len ? "    " : "", STR_ARG(line));
}

void diagnostic_help(const struct diagnostic *diagnostic, struct buf *out)
{
	buf_printf(out, "%s\n\n", diagnostic->id);
	buf_wrapped(out, str_of(diagnostic->means), WIDTH);
	buf_printf(out, "\nWrong%s%s:\n\n", diagnostic->file ? ", in " : "", diagnostic->file ? diagnostic->file : "");
	put_indented(str_of(diagnostic->example), out);
	buf_put(out, S("\nMended:\n\n"));
	put_indented(str_of(diagnostic->mended), out);
}

/* Up to the first full stop that ends a sentence, without it. */
static str first_sentence(str text)
{
	size_t end = str_search(text, S(". "));
	return end < text.len ? str_part(text, 0, end) : str_part(text, 0, text.len - 1);
}

void diagnostics_list(struct buf *out)
{
	enum { ID_WIDTH = 17 };
	buf_put(out, S("rolecast help ID explains one, with an example and how it is mended.\n"));
	for (size_t i = 0; i < COUNT(groups); i++) {
		buf_printf(out, "\n%s\n", groups[i]->title);
		for (size_t k = 0; k < groups[i]->count; k++) {
			str brief = first_sentence(str_of(groups[i]->rows[k].means));
			buf_printf(out, "  %-*s %.*s\n", ID_WIDTH, groups[i]->rows[k].id, STR_ARG(brief));
		}
	}
}

static void put_doc(const struct diagnostic *row, struct buf *out)
{
	buf_printf(out, "\n### %s\n\n", row->id);
	/* Marks of Markdown and Mustache in a sentence mean themselves. */
	for (const char *at = row->means; *at; at++) {
		if (*at == '<' || *at == '*' || *at == '[' || *at == '_')
			buf_char(out, '\\');
		buf_char(out, *at);
	}
	if (row->file)
		buf_printf(out, "\n\nWrong, in `%s`:\n\n", row->file);
	else
		buf_put(out, S("\n\nWrong:\n\n"));
	buf_printf(out, "````\n%s````\n\nMended:\n\n````\n%s````\n", row->example, row->mended);
}

void diagnostics_docs(struct buf *out)
{
	buf_put(out,
		S("# What can be wrong\n\nThis file is made from `src/command/diagnostics_*.c`. Every complaint ends "
		  "with its id in brackets, which stays the same from\nversion to version; `rolecast help ID` prints "
		  "what stands here.\n"));
	for (size_t i = 0; i < COUNT(groups); i++) {
		buf_printf(out, "\n## %s\n", groups[i]->title);
		for (size_t k = 0; k < groups[i]->count; k++)
			put_doc(&groups[i]->rows[k], out);
	}
}

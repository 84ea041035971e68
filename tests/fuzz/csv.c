/* SPDX-License-Identifier: MIT */
/* A table in one piece and in pieces of a few bytes: the same rows, the same complaints. The first byte says how long
   the pieces are, and whether quotes enclose cells. */
#include <stdlib.h>

#include "format/csv.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct seen {
	struct buf cells;
	struct diags diags;
	struct arena arena;
};

static bool take_row(void *context, const struct csv_row *row)
{
	struct seen *seen = context;
	buf_printf(&seen->cells, "%zu %zu:", row->number, row->line);
	for (size_t i = 0; i < row->count; i++) {
		buf_json(&seen->cells, row->cells[i]);
		csv_mark(row, i);
	}
	buf_char(&seen->cells, '\n');
	return true;
}

static void read_in_pieces(str text, size_t piece, enum csv_quoting quoting, struct seen *seen)
{
	struct csv_form form = {.separator = ',', .quoting = quoting};
	struct csv_reader *reader = csv_open(&form, S("file"), NULL, take_row, seen, &seen->arena, &seen->diags);
	while (text.len && csv_take(reader, str_part(text, 0, piece)))
		text = str_skip(text, piece);
	csv_close(reader);
	/* Not the line itself: of one that is not whole yet, only the beginning can be shown. */
	for (const struct diag *diag = seen->diags.first; diag; diag = diag->next) {
		struct place place = mark_place(diag->mark);
		buf_printf(&seen->cells, "%zu:%zu: %.*s [%s]\n", place.line, place.column, STR_ARG(diag->message),
			diag->id);
	}
}

static void forget(struct seen *seen)
{
	buf_free(&seen->cells);
	diags_free(&seen->diags);
	arena_free(&seen->arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size == 0)
		return 0;
	str text = {(const char *)data + 1, size - 1};
	size_t piece = 4 + data[0] / 2; /* what opens a text, a mark of byte order, comes in one piece */
	enum csv_quoting quoting = data[0] % 2 ? CSV_QUOTES_ARE_TEXT : CSV_QUOTES_ENCLOSE;
	struct seen whole = {0}, parts = {0};
	read_in_pieces(text, size, quoting, &whole);
	read_in_pieces(text, piece, quoting, &parts);
	/* A NUL byte is told before all else of its line, as far as that is there. */
	bool has_nul = str_find(text, '\0') < text.len;
	if (!has_nul && !str_eq(buf_str(&whole.cells), buf_str(&parts.cells)))
		abort();
	forget(&whole);
	forget(&parts);
	return 0;
}

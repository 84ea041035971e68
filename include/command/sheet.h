/* SPDX-License-Identifier: MIT */
/* Tables and sentences for a terminal: columns, headings, bars; colour where it is wanted. */
#ifndef ROLECAST_COMMAND_SHEET_H
#define ROLECAST_COMMAND_SHEET_H

#include "base/buf.h"

/* Signs that several tables use. */
#define MINUS "\xE2\x88\x92"
#define ARROW "\xE2\x86\x92"
#define TO "\xE2\x80\x93"

enum ink { INK_PLAIN, INK_STRONG, INK_FAINT, INK_MORE, INK_LESS, INK_COUNT };

struct sheet {
	struct buf *out;
	struct arena *arena; /* for texts on their way */
	size_t width;        /* of the terminal, 60 to 120; 80 where there is none */
	bool has_colour;
};

/* Columns of the terminal behind `file`; 0 when it is none. */
size_t sheet_columns(int file);
/* Columns of the terminal behind `file`, within what a sheet takes. */
size_t sheet_width(int file);
void sheet_put(struct sheet *sheet, enum ink ink, str text);
/* A line in bold, with an empty one before it unless it is the first. */
void sheet_head(struct sheet *sheet, const char *text);
/* Cut with an ellipsis where it is wider than `width`, at a blank if there is one near; padded to it. */
void sheet_left(struct sheet *sheet, str text, size_t width);
void sheet_right(struct sheet *sheet, enum ink ink, str text, size_t width);
/* A sentence in lines of at most 80 columns, each behind `indent` blanks. */
void sheet_text(struct sheet *sheet, size_t indent, const char *format, ...) PRINTF_LIKE(3, 4);
/* What stands at the left, two blanks in, and what is said of it from column `at` on, in as many lines as it takes; on
   the next line where the left is too long. */
void sheet_row(struct sheet *sheet, str left, size_t at, str about);
/* `value` of `most` as a bar of at most `width` columns, in eighths. */
void sheet_bar(struct sheet *sheet, uint64_t value, uint64_t most, size_t width);
void sheet_end_line(struct sheet *sheet);

/* 54,000 */
str sheet_count(const struct sheet *sheet, uint64_t number);
/* 16.67 */
str sheet_exact(const struct sheet *sheet, uint32_t hundredths);
/* +0.46, −6.38 */
str sheet_signed(const struct sheet *sheet, int32_t hundredths);

#endif

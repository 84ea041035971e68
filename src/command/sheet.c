/* SPDX-License-Identifier: MIT */
#include "command/sheet.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define ELLIPSIS "\xE2\x80\xA6"

enum { USUAL = 80, NARROWEST = 60, WIDEST = 120 };

static const char *const inks[] = {
	[INK_PLAIN] = "",
	[INK_STRONG] = "\033[1m",
	[INK_FAINT] = "\033[2m",
	[INK_MORE] = "\033[33m",
	[INK_LESS] = "\033[36m",
};
static_assert(COUNT(inks) == INK_COUNT, "one each");

size_t sheet_columns(int file)
{
	struct winsize size;
	return isatty(file) && ioctl(file, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

size_t sheet_width(int file)
{
	size_t columns = sheet_columns(file);
	if (columns == 0)
		return USUAL;
	return columns < NARROWEST ? NARROWEST : columns > WIDEST ? WIDEST : columns;
}

void sheet_put(struct sheet *sheet, enum ink ink, str text)
{
	bool is_inked = sheet->has_colour && ink != INK_PLAIN;
	if (is_inked)
		buf_put(sheet->out, str_of(inks[ink]));
	buf_put(sheet->out, text);
	if (is_inked)
		buf_put(sheet->out, S("\033[0m"));
}

void sheet_head(struct sheet *sheet, const char *text)
{
	if (sheet->out->len)
		buf_char(sheet->out, '\n');
	sheet_put(sheet, INK_STRONG, str_of(text));
	sheet_end_line(sheet);
}

static void put_blanks(struct sheet *sheet, size_t count)
{
	for (size_t i = 0; i < count; i++)
		buf_char(sheet->out, ' ');
}

/* Where a text is cut: before the last blank of its last quarter, else where there is no more room. */
static str cut(str text, size_t width)
{
	str part = str_within(text, width - 1);
	for (size_t at = part.len; at > part.len - part.len / 4; at--)
		if (text.at[at] == ' ') {
			bool is_point = text.at[at - 1] == ',' || text.at[at - 1] == ':' || text.at[at - 1] == ';';
			return str_part(text, 0, is_point ? at - 1 : at);
		}
	return part;
}

void sheet_left(struct sheet *sheet, str text, size_t width)
{
	size_t cells = str_cells(text);
	if (cells > width) {
		text = cut(text, width);
		cells = str_cells(text) + 1;
		buf_put(sheet->out, text);
		buf_put(sheet->out, S(ELLIPSIS));
	} else {
		buf_put(sheet->out, text);
	}
	put_blanks(sheet, width - cells);
}

void sheet_right(struct sheet *sheet, enum ink ink, str text, size_t width)
{
	size_t cells = str_cells(text);
	put_blanks(sheet, width > cells ? width - cells : 0);
	sheet_put(sheet, ink, text);
}

/* Words in lines, each behind `indent` blanks, when the first line already stands at `used`. */
static void put_words(struct sheet *sheet, size_t indent, size_t used, str text)
{
	size_t width = sheet->width < USUAL ? sheet->width : USUAL;
	bool is_first = true;
	str word;
	while (str_take_until(&text, ' ', &word)) {
		size_t cells = str_cells(word);
		if (!is_first && used + 1 + cells > width) {
			buf_char(sheet->out, '\n');
			is_first = true;
			used = 0;
		}
		if (is_first && used < indent) {
			put_blanks(sheet, indent - used);
			used = indent;
		} else if (!is_first) {
			buf_char(sheet->out, ' ');
			used++;
		}
		used += cells;
		buf_put(sheet->out, word);
		is_first = false;
	}
	buf_char(sheet->out, '\n');
}

void sheet_row(struct sheet *sheet, str left, size_t at, str about)
{
	size_t used = 2 + str_cells(left);
	buf_put(sheet->out, S("  "));
	buf_put(sheet->out, left);
	if (about.len && used + 2 > at) {
		buf_char(sheet->out, '\n');
		used = 0;
	}
	put_words(sheet, at, used, about);
}

void sheet_text(struct sheet *sheet, size_t indent, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	int length = vsnprintf(NULL, 0, format, arguments);
	va_end(arguments);
	assert(length >= 0);
	char *text = arena_alloc(sheet->arena, (size_t)length + 1);
	va_start(arguments, format);
	vsnprintf(text, (size_t)length + 1, format, arguments);
	va_end(arguments);
	put_words(sheet, indent, 0, str_of(text));
}

void sheet_bar(struct sheet *sheet, uint64_t value, uint64_t most, size_t width)
{
	static const char *const parts[] = {"", "\xE2\x96\x8F", "\xE2\x96\x8E", "\xE2\x96\x8D", "\xE2\x96\x8C",
		"\xE2\x96\x8B", "\xE2\x96\x8A", "\xE2\x96\x89"};
	struct buf bar = {0};
	uint64_t eighths = most ? (value * width * 8 + most / 2) / most : 0;
	for (uint64_t i = 0; i < eighths / 8; i++)
		buf_put(&bar, S("\xE2\x96\x88"));
	buf_put(&bar, str_of(parts[eighths % 8]));
	if (bar.len)
		sheet_put(sheet, INK_LESS, buf_str(&bar));
	buf_free(&bar);
}

/* A line ends with its last sign, not with the blanks that pad its last column. */
void sheet_end_line(struct sheet *sheet)
{
	while (sheet->out->len && sheet->out->at[sheet->out->len - 1] == ' ')
		sheet->out->len--;
	buf_char(sheet->out, '\n');
}

str sheet_count(const struct sheet *sheet, uint64_t number)
{
	struct buf out = {0};
	str digits = arena_printf(sheet->arena, "%llu", (unsigned long long)number);
	for (size_t i = 0; i < digits.len; i++) {
		if (i && (digits.len - i) % 3 == 0)
			buf_char(&out, ',');
		buf_char(&out, digits.at[i]);
	}
	str count = buf_copy(&out, sheet->arena);
	buf_free(&out);
	return count;
}

str sheet_exact(const struct sheet *sheet, uint32_t hundredths)
{
	return arena_printf(sheet->arena, "%u.%02u", hundredths / 100, hundredths % 100);
}

str sheet_signed(const struct sheet *sheet, int32_t hundredths)
{
	uint32_t size = (uint32_t)(hundredths < 0 ? -hundredths : hundredths);
	const char *sign = hundredths < 0 ? MINUS : hundredths > 0 ? "+" : "";
	return arena_printf(sheet->arena, "%s%u.%02u", sign, size / 100, size % 100);
}

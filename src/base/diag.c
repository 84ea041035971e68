/* SPDX-License-Identifier: MIT */
#include "base/diag.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

PRINTF_LIKE(2, 0)
static str formatted(struct arena *arena, const char *format, va_list args)
{
	va_list again;
	va_copy(again, args);
	int length = vsnprintf(NULL, 0, format, again);
	va_end(again);
	size_t size = length < 0 ? 0 : (size_t)length;
	char *at = arena_alloc(arena, size + 1);
	vsnprintf(at, size + 1, format, args);
	return (str){at, size};
}

/* How often an id was said of a file. */
struct alike {
	size_t count;
	struct diag *last; /* that was told */
};

static struct alike *alike_of(struct diags *diags, const struct source *source, const char *id)
{
	enum { LONGEST_ID = 64 };
	char bytes[sizeof source + LONGEST_ID];
	str word = str_part(str_of(id), 0, LONGEST_ID);
	memcpy(bytes, &source, sizeof source);
	memcpy(bytes + sizeof source, word.at, word.len);
	str key = {bytes, sizeof source + word.len};
	struct alike *alike = map_get(&diags->alike, key);
	if (!alike) {
		alike = arena_new(&diags->arena, struct alike);
		*map_at(&diags->alike, &diags->arena, arena_copy(&diags->arena, key)) = alike;
	}
	return alike;
}

/* One slip repeated through a large file would only bury the others. */
static bool is_one_too_many(struct diags *diags, struct mark mark, const char *id, struct alike **alike)
{
	*alike = mark.source ? alike_of(diags, mark.source, id) : NULL;
	diags->is_dropped = *alike && (*alike)->count == DIAG_MOST_ALIKE;
	if (!diags->is_dropped)
		return false;
	if ((*alike)->last) {
		struct diag *newest = diags->last;
		diags->last = (*alike)->last;
		diags->is_dropped = false;
		diag_note(diags, (struct mark){0}, "more like this follow in this file and are not told");
		diags->last = newest;
		diags->is_dropped = true;
		(*alike)->last = NULL;
	}
	return true;
}

static void append(struct diags *diags, struct diag *diag)
{
	if (diags->last)
		diags->last->next = diag;
	else
		diags->first = diag;
	diags->last = diag;
	diags->is_dropped = false;
	diag->order = diags->errors + diags->warnings;
	if (diag->severity == SEVERITY_ERROR)
		diags->errors++;
	else
		diags->warnings++;
}

PRINTF_LIKE(5, 0)
static void add(
	struct diags *diags, enum severity severity, struct mark mark, const char *id, const char *format, va_list args)
{
	struct alike *alike;
	if (is_one_too_many(diags, mark, id, &alike))
		return;
	struct diag *diag = arena_new(&diags->arena, struct diag);
	*diag = (struct diag){.severity = severity, .id = id, .mark = mark};
	diag->message = formatted(&diags->arena, format, args);
	append(diags, diag);
	if (alike) {
		alike->count++;
		alike->last = diag;
	}
}

bool diag_error(struct diags *diags, struct mark mark, const char *id, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	add(diags, SEVERITY_ERROR, mark, id, format, args);
	va_end(args);
	return false;
}

void diag_warning(struct diags *diags, struct mark mark, const char *id, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	add(diags, SEVERITY_WARNING, mark, id, format, args);
	va_end(args);
}

bool diag_system(struct diags *diags, const char *id, str path, int error, const char *what)
{
	diags->is_system = true;
	return diag_error(diags, (struct mark){0}, id, "%s %.*s: %s", what, STR_ARG(path), strerror(error));
}

bool diag_wants_hint(const struct diags *diags)
{
	return diags->last && !diags->is_dropped && !diags->has_many;
}

void diag_hint(struct diags *diags, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	if (diags->last && !diags->is_dropped)
		diags->last->hint = formatted(&diags->arena, format, args);
	va_end(args);
}

void diag_note(struct diags *diags, struct mark mark, const char *format, ...)
{
	if (!diags->last || diags->is_dropped)
		return;
	struct diag_note *note = arena_new(&diags->arena, struct diag_note);
	note->mark = mark;
	va_list args;
	va_start(args, format);
	note->message = formatted(&diags->arena, format, args);
	va_end(args);
	struct diag_note **end = &diags->last->notes;
	while (*end)
		end = &(*end)->next;
	*end = note;
}

static void append_copy(struct diags *into, const struct diag *diag)
{
	struct diag *copy = arena_new(&into->arena, struct diag);
	*copy = *diag;
	copy->next = NULL;
	copy->notes = NULL;
	copy->message = arena_copy(&into->arena, diag->message);
	copy->hint = diag->hint.len ? arena_copy(&into->arena, diag->hint) : (str){0};
	append(into, copy);
}

void diags_keep(
	struct diags *into, const struct diags *from, diag_keep *is_kept, diag_keep *is_there, const void *context)
{
	for (const struct diag *diag = from->first; diag; diag = diag->next) {
		if (!is_kept(context, diag->mark.source))
			continue;
		append_copy(into, diag);
		for (const struct diag_note *note = diag->notes; note; note = note->next)
			if (is_there(context, note->mark.source))
				diag_note(into, note->mark, "%.*s", STR_ARG(note->message));
	}
}

void diags_merge(struct diags *into, struct diags *from)
{
	for (const struct diag *diag = from->first; diag; diag = diag->next) {
		append_copy(into, diag);
		for (const struct diag_note *note = diag->notes; note; note = note->next)
			diag_note(into, note->mark, "%.*s", STR_ARG(note->message));
	}
	into->is_system = into->is_system || from->is_system;
	into->is_usage = into->is_usage || from->is_usage;
	diags_free(from);
}

static int mark_cmp(struct mark a, struct mark b)
{
	if (!a.source || !b.source)
		return (a.source != NULL) - (b.source != NULL);
	int order = a.source == b.source ? 0 : str_cmp(a.source->path, b.source->path);
	size_t x = a.source->lines_before, y = b.source->lines_before;
	if (order == 0 && x != y)
		return x < y ? -1 : 1;
	return order ? order : (a.at > b.at) - (a.at < b.at);
}

/* Complete: what the threads' timing decides (order of arrival) must not show. */
static int diag_cmp(const void *x, const void *y)
{
	const struct diag *a = *(struct diag *const *)x, *b = *(struct diag *const *)y;
	int order = mark_cmp(a->mark, b->mark);
	if (order == 0)
		order = strcmp(a->id, b->id);
	if (order == 0)
		order = str_cmp(a->message, b->message);
	return order ? order : (a->order > b->order) - (a->order < b->order);
}

static bool is_same(const struct diag *a, const struct diag *b)
{
	return mark_cmp(a->mark, b->mark) == 0 && strcmp(a->id, b->id) == 0 && str_eq(a->message, b->message);
}

void diags_sort(struct diags *diags)
{
	size_t count = diags->errors + diags->warnings, at = 0;
	struct diag **all = arena_array(&diags->arena, struct diag *, count);
	for (struct diag *diag = diags->first; diag; diag = diag->next)
		all[at++] = diag;
	if (count)
		qsort(all, count, sizeof *all, diag_cmp);
	diags->first = diags->last = NULL;
	diags->errors = diags->warnings = 0;
	for (size_t i = 0; i < count; i++) {
		if (i && diags->last && is_same(diags->last, all[i]))
			continue;
		all[i]->next = NULL;
		append(diags, all[i]);
	}
}

struct paint {
	const char *bold, *error, *warning, *note, *dim, *end;
};

static const struct paint plain = {"", "", "", "", "", ""};
static const struct paint colours = {"\033[1m", "\033[1;31m", "\033[1;35m", "\033[1;36m", "\033[2m", "\033[0m"};

/* Where printing is: in a terminal lines are broken between words, and what follows is indented. */
struct print {
	struct buf *out;
	const struct paint *paint;
	size_t width, column; /* width 0: lines are as long as they are */
	struct line_cursor cursor;
};

static void print_text(struct print *print, str text)
{
	buf_shown(print->out, text);
	print->column += str_columns(text);
}

static void print_words(struct print *print, str text)
{
	str word;
	if (print->width == 0) {
		buf_shown(print->out, text);
		return;
	}
	for (bool is_first = true; str_take_until(&text, ' ', &word); is_first = false) {
		size_t columns = str_columns(word);
		if (print->column + !is_first + columns > print->width && columns + 4 < print->width) {
			buf_put(print->out, S("\n    "));
			print->column = 4;
		} else if (!is_first) {
			print_text(print, S(" "));
		}
		print_text(print, word);
	}
}

static void print_end(struct print *print)
{
	buf_char(print->out, '\n');
	print->column = 0;
}

static void print_head(struct print *print, struct mark mark, const char *colour, const char *kind, str message)
{
	struct buf place = {0};
	if (mark.source) {
		struct place at = mark_place_from(&print->cursor, mark);
		buf_printf(&place, "%.*s:%zu:%zu: ", STR_ARG(mark.source->path), at.line, at.column);
	}
	buf_put(print->out, str_of(print->paint->bold));
	print_text(print, buf_str(&place));
	buf_free(&place);
	buf_printf(print->out, "%s%s%s:%s ", print->paint->end, colour, kind, print->paint->end);
	print->column += strlen(kind) + 2;
	print_words(print, message);
}

/* A very long line must not spoil the terminal. */
static str clipped(str line, size_t from, size_t to)
{
	str part = str_part(line, from, to);
	while (part.len && ((unsigned char)part.at[0] & 0xC0) == 0x80)
		part = str_skip(part, 1);
	while (part.len && part.len < line.len - (size_t)(part.at - line.at)
		&& ((unsigned char)part.at[part.len] & 0xC0) == 0x80)
		part.len--;
	return part;
}

static void print_excerpt(struct print *print, struct mark mark)
{
	enum { WIDEST = 120, NARROWEST = 40, INDENT = 4 };
	struct buf *out = print->out;
	const struct paint *paint = print->paint;
	size_t most = print->width;
	size_t widest = most == 0 || most > WIDEST + INDENT ? WIDEST : most < NARROWEST ? NARROWEST : most - INDENT;
	if (!mark.source)
		return;
	struct place place = mark_place_from(&print->cursor, mark);
	str line = place.excerpt;
	if (str_trim(line).len == 0)
		return;
	size_t at = mark.at < mark.source->text.len ? mark.at : mark.source->text.len;
	size_t column = (size_t)(mark.source->text.at + at - line.at);
	size_t from = column > widest / 2 && line.len > widest ? column - widest / 2 : 0;
	str shown = clipped(line, from, from + widest);
	column -= (size_t)(shown.at - line.at) < column ? (size_t)(shown.at - line.at) : column;
	if (column > shown.len)
		column = shown.len;
	size_t width = str_columns(str_part(shown, column, column + mark.len));
	buf_put(out, S("    "));
	buf_shown(out, shown);
	buf_put(out, S("\n    "));
	for (size_t i = 0; i < str_columns(str_part(shown, 0, column)); i++)
		buf_char(out, ' ');
	buf_put(out, str_of(paint->error));
	buf_char(out, '^');
	for (size_t i = 1; i < width; i++)
		buf_char(out, '~');
	buf_put(out, str_of(paint->end));
	buf_char(out, '\n');
}

void diag_put_excerpt(struct mark mark, struct buf *out)
{
	struct print print = {.out = out, .paint = &plain};
	print_excerpt(&print, mark);
}

static void print_id(struct print *print, const char *id)
{
	size_t columns = strlen(id) + 3;
	bool is_long = print->width && print->column + columns > print->width;
	buf_printf(print->out, "%s%s[%s]%s", is_long ? "\n    " : " ", print->paint->dim, id, print->paint->end);
	print_end(print);
}

static void print_one(const struct diag *diag, struct print *print)
{
	const struct paint *paint = print->paint;
	bool is_error = diag->severity == SEVERITY_ERROR;
	print_head(print, diag->mark, is_error ? paint->error : paint->warning, is_error ? "error" : "warning",
		diag->message);
	print_id(print, diag->id);
	print_excerpt(print, diag->mark);
	if (diag->hint.len) {
		buf_printf(print->out, "%shint:%s ", paint->note, paint->end);
		print->column = strlen("hint: ");
		print_words(print, diag->hint);
		print_end(print);
	}
	for (const struct diag_note *note = diag->notes; note; note = note->next) {
		print_head(print, note->mark, paint->note, "note", note->message);
		print_end(print);
		print_excerpt(print, note->mark);
	}
}

void diags_print_in(const struct diags *diags, struct buf *out, bool with_colour, size_t width)
{
	struct print print = {.out = out, .paint = with_colour ? &colours : &plain, .width = width};
	for (const struct diag *diag = diags->first; diag; diag = diag->next)
		print_one(diag, &print);
}

void diags_print(const struct diags *diags, struct buf *out, bool with_colour)
{
	diags_print_in(diags, out, with_colour, 0);
}

static void json_mark(struct buf *out, struct mark mark, struct line_cursor *cursor)
{
	if (!mark.source)
		return;
	struct place place = mark_place_from(cursor, mark);
	buf_put(out, S("\"file\":"));
	buf_json(out, mark.source->path);
	buf_printf(out, ",\"line\":%zu,\"column\":%zu,", place.line, place.column);
}

static void json_one(const struct diag *diag, struct buf *out, struct line_cursor *cursor)
{
	buf_put(out, S("{"));
	json_mark(out, diag->mark, cursor);
	buf_printf(out, "\"severity\":\"%s\",\"id\":\"%s\",\"message\":",
		diag->severity == SEVERITY_ERROR ? "error" : "warning", diag->id);
	buf_json(out, diag->message);
	if (diag->hint.len) {
		buf_put(out, S(",\"hint\":"));
		buf_json(out, diag->hint);
	}
	if (diag->notes)
		buf_put(out, S(",\"notes\":["));
	for (const struct diag_note *note = diag->notes; note; note = note->next) {
		buf_put(out, S("{"));
		json_mark(out, note->mark, cursor);
		buf_put(out, S("\"message\":"));
		buf_json(out, note->message);
		buf_put(out, note->next ? S("},") : S("}]"));
	}
	buf_put(out, S("}"));
}

/* JSON is looked at in terminals, too: what these would obey comes as an escape. */
static void put_json_line(struct buf *out, str json)
{
	size_t length, at;
	for (; (at = str_obeyed(json, &length)) < json.len; json = str_skip(json, at + length)) {
		buf_put(out, str_part(json, 0, at));
		buf_printf(out, "\\u%04x", str_code_point(str_part(json, at, at + length)));
	}
	buf_put(out, json);
}

void diags_json(const struct diags *diags, struct buf *out)
{
	struct line_cursor cursor = {0};
	struct buf line = {0};
	buf_put(out, S("["));
	for (const struct diag *diag = diags->first; diag; diag = diag->next) {
		line.len = 0;
		json_one(diag, &line, &cursor);
		buf_put(out, S("\n  "));
		put_json_line(out, buf_str(&line));
		buf_put(out, diag->next ? S(",") : S("\n"));
	}
	buf_put(out, S("]\n"));
	buf_free(&line);
}

void diags_free(struct diags *diags)
{
	arena_free(&diags->arena);
	*diags = (struct diags){0};
}

/* What a workflow command cannot hold as it is; properties hold even less. */
static void put_workflow_text(struct buf *out, str text, const char *special)
{
	for (size_t shown; text.len; text = str_skip(text, shown ? shown : 1)) {
		shown = 0;
		while (shown < text.len && str_find(str_of(special), text.at[shown]) == str_of(special).len)
			shown++;
		if (shown)
			buf_shown(out, str_part(text, 0, shown));
		else
			buf_printf(out, "%%%02X", (unsigned char)text.at[0]);
	}
}

void diags_github(const struct diags *diags, struct buf *out)
{
	static const char in_data[] = "%\r\n", in_property[] = "%\r\n:,";
	struct line_cursor cursor = {0};
	for (const struct diag *diag = diags->first; diag; diag = diag->next) {
		buf_put(out, diag->severity == SEVERITY_ERROR ? S("::error ") : S("::warning "));
		if (diag->mark.source) {
			struct place place = mark_place_from(&cursor, diag->mark);
			buf_put(out, S("file="));
			put_workflow_text(out, diag->mark.source->path, in_property);
			buf_printf(out, ",line=%zu,col=%zu,", place.line, place.column);
		}
		buf_printf(out, "title=%s::", diag->id);
		put_workflow_text(out, diag->message, in_data);
		if (diag->hint.len) {
			buf_put(out, S("%0Ahint: "));
			put_workflow_text(out, diag->hint, in_data);
		}
		for (const struct diag_note *note = diag->notes; note; note = note->next)
			if (!note->mark.source) {
				buf_put(out, S("%0Anote: "));
				put_workflow_text(out, note->message, in_data);
			}
		buf_char(out, '\n');
	}
}

/* SPDX-License-Identifier: MIT */
#include "format/schema_words.h"

#include <assert.h>
#include <inttypes.h>

static const char *const kinds[] = {[FIELD_TEXT] = "text",
	[FIELD_SLUG] = "id",
	[FIELD_REF] = "id of a ",
	[FIELD_URL] = "address",
	[FIELD_INLINE] = "one line of Markdown",
	[FIELD_BLOCK] = "Markdown",
	[FIELD_DATE] = "date",
	[FIELD_ABOUT] = "date, month or year",
	[FIELD_INT] = "whole number",
	[FIELD_DECIMAL] = "number",
	[FIELD_BOOL] = "true or false",
	[FIELD_CHOICE] = "",
	[FIELD_ROWS] = "list of: list of: one line of Markdown",
	[FIELD_RECORD] = "",
	[FIELD_NODE] = "anything",
	[FIELD_CUSTOM] = ""};
static_assert(COUNT(kinds) == FIELD_CUSTOM + 1, "words for each kind");

void schema_put_sentence(const char *phrase, struct buf *out)
{
	str text = str_of(phrase);
	char first = text.len ? text.at[0] : '.';
	bool is_name = text.len > 1 && text.at[1] >= 'A' && text.at[1] <= 'Z';
	if (first >= 'a' && first <= 'z' && !is_name) {
		buf_char(out, (char)(first - 'a' + 'A'));
		text = str_skip(text, 1);
	}
	buf_put(out, text);
	if (!str_ends(text, S(".")))
		buf_char(out, '.');
}

/* `year`, `month` or `hour` */
static void put_words(const char *const *words, struct buf *out)
{
	for (size_t i = 0; words[i]; i++)
		buf_printf(out, "%s`%s`", i == 0 ? "" : words[i + 1] ? ", " : " or ", words[i]);
}

static void put_range(const struct field *field, struct buf *out)
{
	int64_t scale = field->kind == FIELD_DECIMAL ? field->scale : 1;
	if (field->max > field->min)
		buf_printf(out, ", %" PRId64 " to %" PRId64, field->min / scale, field->max / scale);
	if (field->kind == FIELD_DECIMAL)
		buf_put(out, field->scale == 10 ? S(", at most one decimal") : S(", at most two decimals"));
}

void schema_put_item(const struct field *field, struct buf *out)
{
	if (field->takes) {
		buf_put(out, str_of(field->takes));
		return;
	}
	buf_put(out, str_of(kinds[field->kind]));
	if (field->kind == FIELD_REF)
		buf_put(out, str_of(field->refers));
	else if (field->kind == FIELD_CHOICE)
		put_words(field->words, out);
	else if (field->kind == FIELD_INT || field->kind == FIELD_DECIMAL)
		put_range(field, out);
	else if (field->kind == FIELD_RECORD)
		buf_put(out, str_of(field->record->name));
}

void schema_put_takes(const struct field *field, struct buf *out)
{
	if (field->flags & FIELD_BY_ID)
		buf_put(out, S("map from ids to: "));
	else if ((field->flags & FIELD_LIST) && !(field->flags & FIELD_ONE_OK))
		buf_put(out, S("list of: "));
	schema_put_item(field, out);
	if (field->flags & FIELD_ONE_OK)
		buf_put(out, S(", or a list"));
}

void schema_put_plain(str text, struct buf *out)
{
	str part;
	while (str_take_until(&text, '`', &part))
		buf_put(out, part);
}

bool schema_put_fallback(const struct field *field, struct buf *out)
{
	str text = field->fallback ? str_of(field->fallback) : (str){0}, part;
	if (text.len == 0)
		return false;
	while (str_take_until(&text, '"', &part))
		buf_put(out, part);
	return true;
}

void schema_put_terms(const struct field *field, struct buf *out)
{
	buf_put(out, S("Takes: "));
	schema_put_takes(field, out);
	buf_char(out, '.');
	if (field->fallback) {
		buf_put(out, S(" Default: `"));
		schema_put_fallback(field, out);
		buf_put(out, S("`."));
	} else if (field->flags & FIELD_REQUIRED) {
		buf_put(out, field->flags & FIELD_IS_FILE ? S(" Required, here or as a file.") : S(" Required."));
	}
}

/* SPDX-License-Identifier: MIT */
#include "base/slug.h"

#include <stdlib.h>
#include <utf8proc.h>

#include "base/hash.h"

static bool is_word(utf8proc_int32_t point)
{
	switch ((int)utf8proc_category(point)) {
	case UTF8PROC_CATEGORY_LU:
	case UTF8PROC_CATEGORY_LL:
	case UTF8PROC_CATEGORY_LT:
	case UTF8PROC_CATEGORY_LM:
	case UTF8PROC_CATEGORY_LO:
	case UTF8PROC_CATEGORY_ND:
	case UTF8PROC_CATEGORY_NL:
	case UTF8PROC_CATEGORY_MN:
	case UTF8PROC_CATEGORY_MC:
		return true;
	default:
		return false;
	}
}

static str mapped(struct arena *arena, str text, utf8proc_option_t options)
{
	utf8proc_uint8_t *out = NULL;
	utf8proc_ssize_t length = utf8proc_map(
		(const utf8proc_uint8_t *)text.at, (utf8proc_ssize_t)text.len, &out, options | UTF8PROC_STABLE);
	str copy = length > 0 ? arena_copy(arena, (str){(const char *)out, (size_t)length}) : (str){0};
	free(out);
	return copy;
}

/* Keeps what `keep` accepts; every other run is one hyphen, none at the ends. */
static str hyphenate(struct arena *arena, str text, bool (*keep)(utf8proc_int32_t))
{
	char *out = arena_alloc(arena, text.len + 1);
	size_t length = 0;
	for (size_t i = 0; i < text.len;) {
		utf8proc_int32_t point;
		utf8proc_ssize_t step = utf8proc_iterate(
			(const utf8proc_uint8_t *)text.at + i, (utf8proc_ssize_t)(text.len - i), &point);
		if (step <= 0)
			break;
		if (keep(point))
			for (utf8proc_ssize_t k = 0; k < step; k++)
				out[length++] = text.at[i + (size_t)k];
		else if (length && out[length - 1] != '-')
			out[length++] = '-';
		i += (size_t)step;
	}
	if (length && out[length - 1] == '-')
		length--;
	return (str){out, length};
}

static bool is_ascii_word(utf8proc_int32_t point)
{
	return (point >= 'a' && point <= 'z') || (point >= '0' && point <= '9');
}

static bool is_plain_ascii(str text)
{
	for (size_t i = 0; i < text.len; i++)
		if ((unsigned char)text.at[i] >= 0x80)
			return false;
	return true;
}

static str lowered(struct arena *arena, str text)
{
	char *out = arena_alloc(arena, text.len + 1);
	for (size_t i = 0; i < text.len; i++) {
		char c = text.at[i];
		out[i] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
	}
	return (str){out, text.len};
}

str slug_of(struct arena *arena, str text)
{
	if (is_plain_ascii(text))
		return hyphenate(arena, lowered(arena, text), is_ascii_word);
	return hyphenate(arena, mapped(arena, text, UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD), is_word);
}

str slug_fold(struct arena *arena, str text)
{
	if (is_plain_ascii(text))
		return lowered(arena, text);
	return mapped(arena, text, UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK);
}

str slug_ascii(struct arena *arena, str text)
{
	return hyphenate(arena, slug_fold(arena, text), is_ascii_word);
}

str slug_number(struct arena *arena, char kind, str name)
{
	return arena_printf(arena, "%c-%08x", kind, (unsigned)(hash_64(slug_fold(arena, name)) & 0xFFFFFFFFU));
}

bool slug_is_valid(str text)
{
	if (text.len == 0 || text.len > SLUG_MAX)
		return false;
	for (size_t i = 0; i < text.len; i++) {
		bool is_inner_hyphen = text.at[i] == '-' && i > 0 && i + 1 < text.len && text.at[i - 1] != '-';
		if (!is_inner_hyphen && !is_ascii_word(text.at[i]))
			return false;
	}
	return true;
}

/* SPDX-License-Identifier: MIT */
/* Numbers as prose writes them, and the words around them. */
#ifndef ROLECAST_CONTENT_QUANTITY_H
#define ROLECAST_CONTENT_QUANTITY_H

#include "base/str.h"

/* Which words count: in other languages than English, signs only. */
enum wording { WORDING_SIGNS, WORDING_ENGLISH };

struct quantity {
	size_t from, to;
	int64_t value;   /* its whole part */
	bool is_whole;   /* no decimals */
	bool is_grouped; /* 285,000 */
	bool is_word;    /* twenty-five */
};

/* The number that begins at byte `at`, a number of its own: no part of a word, date, code or fraction. In English also
   one to ninety-nine in words. */
bool quantity_take(str text, size_t at, enum wording wording, struct quantity *quantity);
/* The first number at or behind `from`. */
bool quantity_next(str text, size_t from, enum wording wording, struct quantity *quantity);
/* Cheap: false only if no number stands in the text. */
bool quantity_may_occur(str text, enum wording wording);

/* Where the blanks at `at` end. */
size_t quantity_skip_blanks(str text, size_t at);
/* The word of letters at `at` (behind blanks); `*at` moves behind it. Empty when none stands there. */
str quantity_word(str text, size_t *at);
/* The word that ends before `*at` (and blanks); `*at` moves to its first letter. */
str quantity_word_before(str text, size_t *at);
/* Whether a word is in a list that ends with NULL; capitals do not matter. */
bool quantity_is_one_of(str word, const char *const *words);
/* Takes the words one after another, blanks between them; false leaves `*at`. */
bool quantity_take_words(str text, size_t *at, const char *words);

#endif

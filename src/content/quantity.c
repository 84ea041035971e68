/* SPDX-License-Identifier: MIT */
#include "content/quantity.h"

#include <string.h>
#include <strings.h>

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
	char lower = (char)(c | 0x20);
	return lower >= 'a' && lower <= 'z';
}

/* Bytes of words in any script. */
static bool is_wordish(char c)
{
	return is_letter(c) || (unsigned char)c >= 0x80;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static char at_or_blank(str text, size_t at)
{
	return at < text.len ? text.at[at] : ' ';
}

size_t quantity_skip_blanks(str text, size_t at)
{
	while (at < text.len && is_blank(text.at[at]))
		at++;
	return at;
}

str quantity_word(str text, size_t *at)
{
	size_t from = quantity_skip_blanks(text, *at), to = from;
	while (to < text.len && is_letter(text.at[to]))
		to++;
	if (to > from)
		*at = to;
	return str_part(text, from, to);
}

str quantity_word_before(str text, size_t *at)
{
	size_t to = *at;
	while (to > 0 && is_blank(text.at[to - 1]))
		to--;
	size_t from = to;
	while (from > 0 && is_letter(text.at[from - 1]))
		from--;
	if (to > from)
		*at = from;
	return str_part(text, from, to);
}

static bool is_word(str word, const char *wanted)
{
	return word.len == strlen(wanted) && strncasecmp(word.at, wanted, word.len) == 0;
}

bool quantity_is_one_of(str word, const char *const *words)
{
	for (size_t i = 0; words[i] && word.len; i++)
		if (is_word(word, words[i]))
			return true;
	return false;
}

bool quantity_take_words(str text, size_t *at, const char *words)
{
	str rest = str_of(words), wanted;
	size_t from = *at;
	while (str_take_until(&rest, ' ', &wanted)) {
		str word = quantity_word(text, &from);
		if (word.len != wanted.len || strncasecmp(word.at, wanted.at, word.len) != 0)
			return false;
	}
	*at = from;
	return true;
}

static const struct {
	const char *word;
	int value;
} numbers[] = {{"one", 1}, {"two", 2}, {"three", 3}, {"four", 4}, {"five", 5}, {"six", 6}, {"seven", 7}, {"eight", 8},
	{"nine", 9}, {"ten", 10}, {"eleven", 11}, {"twelve", 12}, {"thirteen", 13}, {"fourteen", 14}, {"fifteen", 15},
	{"sixteen", 16}, {"seventeen", 17}, {"eighteen", 18}, {"nineteen", 19}, {"twenty", 20}, {"thirty", 30},
	{"forty", 40}, {"fifty", 50}, {"sixty", 60}, {"seventy", 70}, {"eighty", 80}, {"ninety", 90}};

static int value_of_word(str word)
{
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers && word.len; i++)
		if (numbers[i].word[0] == (word.at[0] | 0x20) && is_word(word, numbers[i].word))
			return numbers[i].value;
	return 0;
}

static bool take_in_words(str text, size_t at, struct quantity *quantity)
{
	size_t end = at;
	if (at > 0 && (is_wordish(text.at[at - 1]) || is_digit(text.at[at - 1]) || text.at[at - 1] == '-'))
		return false;
	int value = value_of_word(quantity_word(text, &end));
	if (value == 0)
		return false;
	if (value >= 20 && at_or_blank(text, end) == '-') {
		size_t next = end + 1;
		int ones = next < text.len && is_letter(text.at[next]) ? value_of_word(quantity_word(text, &next)) : 0;
		if (ones > 0 && ones < 10) {
			value += ones;
			end = next;
		}
	}
	*quantity = (struct quantity){.from = at, .to = end, .value = value, .is_whole = true, .is_word = true};
	return !is_wordish(at_or_blank(text, end)) && at_or_blank(text, end) != '-';
}

static size_t digits_end(str text, size_t at)
{
	while (at < text.len && is_digit(text.at[at]))
		at++;
	return at;
}

/* ",000" behind one to three digits, as often as it comes. */
static size_t groups_end(str text, size_t from, size_t at)
{
	if (at - from > 3)
		return at;
	while (at_or_blank(text, at) == ',' && digits_end(text, at + 1) == at + 4)
		at += 4;
	return at;
}

static bool is_part_of_code(str text, size_t at)
{
	char before = at > 0 ? text.at[at - 1] : ' ', further = at > 1 ? text.at[at - 2] : ' ';
	if (is_letter(before) || is_digit(before) || strchr("#/.,:@=+", before))
		return true;
	return before == '-' && !is_blank(further);
}

bool quantity_take(str text, size_t at, enum wording wording, struct quantity *quantity)
{
	if (at >= text.len)
		return false;
	if (is_letter(text.at[at]))
		return wording == WORDING_ENGLISH && take_in_words(text, at, quantity);
	if (!is_digit(text.at[at]) || is_part_of_code(text, at))
		return false;
	size_t whole = digits_end(text, at), end = groups_end(text, at, whole);
	*quantity = (struct quantity){.from = at, .is_whole = true, .is_grouped = end > whole};
	for (size_t i = at; i < end && quantity->value < INT64_C(1000000000000); i++)
		if (is_digit(text.at[i]))
			quantity->value = quantity->value * 10 + (text.at[i] - '0');
	char mark = at_or_blank(text, end);
	if ((mark == '.' || mark == ',') && digits_end(text, end + 1) > end + 1) {
		end = digits_end(text, end + 1);
		quantity->is_whole = false;
	}
	quantity->to = end;
	/* 10:30, 7/10, 1.2.3 and the like are no plain numbers. */
	char next = at_or_blank(text, end), then = at_or_blank(text, end + 1);
	return !(strchr(":/.,", next) && is_digit(then));
}

bool quantity_next(str text, size_t from, enum wording wording, struct quantity *quantity)
{
	for (size_t i = from; i < text.len; i++) {
		bool is_start =
			is_digit(text.at[i]) || (is_letter(text.at[i]) && (i == 0 || !is_letter(text.at[i - 1])));
		if (is_start && quantity_take(text, i, wording, quantity))
			return true;
	}
	return false;
}

/* What the words of numbers begin with. */
static bool may_begin_number(const char *at)
{
	switch ((at[0] | 0x20) << 16 | (at[1] | 0x20) << 8 | (at[2] | 0x20)) {
	case 'f' << 16 | 'o' << 8 | 'r': /* forty, and not the many that begin with "for" */
		return (at[3] | 0x20) == 't';
	case 't' << 16 | 'h' << 8 | 'i':
		return (at[3] | 0x20) == 'r';
	case 'o' << 16 | 'n' << 8 | 'e':
	case 't' << 16 | 'w' << 8 | 'o':
	case 't' << 16 | 'w' << 8 | 'e':
	case 't' << 16 | 'h' << 8 | 'r':
	case 't' << 16 | 'e' << 8 | 'n':
	case 'f' << 16 | 'o' << 8 | 'u':
	case 'f' << 16 | 'i' << 8 | 'v':
	case 'f' << 16 | 'i' << 8 | 'f':
	case 's' << 16 | 'i' << 8 | 'x':
	case 's' << 16 | 'e' << 8 | 'v':
	case 'e' << 16 | 'i' << 8 | 'g':
	case 'e' << 16 | 'l' << 8 | 'e':
	case 'n' << 16 | 'i' << 8 | 'n':
		return true;
	default:
		return false;
	}
}

/* "One" is mostly no number; what makes it one follows it. */
static bool is_number_word(str text, size_t at)
{
	static const char *const makers[] = {"in", "out", "percent", "per", "thousand", "million", "billion", NULL};
	enum { LONGEST_START = 4 };
	if (at + LONGEST_START > text.len || !may_begin_number(text.at + at))
		return false;
	int value = value_of_word(quantity_word(text, &at));
	return value > 1 || (value == 1 && quantity_is_one_of(quantity_word(text, &at), makers));
}

bool quantity_may_occur(str text, enum wording wording)
{
	bool was_letter = false;
	for (size_t i = 0; i < text.len; i++) {
		bool is_now = is_letter(text.at[i]);
		if (is_now && !was_letter && wording == WORDING_ENGLISH && is_number_word(text, i))
			return true;
		if (!is_now && is_digit(text.at[i]) && !is_part_of_code(text, i))
			return true;
		was_letter = is_now;
	}
	return false;
}

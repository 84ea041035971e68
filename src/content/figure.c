/* SPDX-License-Identifier: MIT */
/* Precision before recall: only forms that hardly ever are anything else. Years, dates, ratings, plain counts and small
   decimals are left alone. */
#include "content/figure.h"

#include <string.h>

static const char *const magnitudes[] = {
	"thousand", "million", "billion", "trillion", "lakh", "lakhs", "crore", "crores", NULL};
static const char *const short_magnitudes[] = {"k", "m", "bn", "mn", "LPA", NULL};
static const char *const money_words[] = {
	"dollar", "dollars", "euro", "euros", "pound", "pounds", "rupee", "rupees", "yen", "yuan", "francs", NULL};
static const char *const codes[] = {"USD", "EUR", "GBP", "INR", "JPY", "CNY", "CHF", "CAD", "AUD", "NZD", "SEK", "NOK",
	"DKK", "PLN", "CZK", "BRL", "MXN", "ZAR", "SGD", "HKD", "KRW", NULL};
static const char *const signs[] = {"$", "\xC2\xA3", "\xC2\xA5", "\xE2\x82\xAC", "\xE2\x82\xB9", "\xE2\x82\xA9",
	"\xE2\x82\xBD", "\xE2\x82\xBA", "\xE2\x82\xB1", "\xE2\x82\xAA", "\xE2\x82\xAB", NULL};
static const char *const clock_words[] = {"second", "seconds", "minute", "minutes", "hour", "hours", "day", "days",
	"week", "weeks", "month", "months", NULL};
static const char *const comparisons[] = {"as", "more", "less", "fewer", "higher", "lower", "faster", "slower",
	"larger", "bigger", "smaller", "greater", "longer", "cheaper", "likelier", "better", "worse", NULL};
static const char *const gains[] = {"speed", "speedup", "productivity", "output", "growth", "increase", "improvement",
	"return", "returns", "pay", "salary", NULL};
static const char *const joining[] = {"and", "but", "nor", "for", "from", "with", "are", "was", "were", "has", "have",
	"per", "when", "where", "which", "that", "the", "then", "than", "this", "while", "times", "into", "over", NULL};
/* What "7 out of 10" counts, unless it is a rating. */
static const char *const crowds[] = {"people", "men", "women", "children", "staff", NULL};

static size_t sign_at(str text, size_t at)
{
	for (size_t i = 0; signs[i]; i++)
		if (str_starts(str_skip(text, at), str_of(signs[i])))
			return strlen(signs[i]);
	return 0;
}

static bool take_dash(str text, size_t *at)
{
	str rest = str_skip(text, *at);
	size_t before = rest.len;
	if (str_take(&rest, S("\xE2\x80\x93")) || str_take(&rest, S("-"))) {
		*at += before - rest.len;
		return true;
	}
	return false;
}

/* The other end of "10–20", "95 or 98", "from 20 to 30": where it ends, or `at`. */
static size_t range_end(str text, size_t at, enum wording wording)
{
	static const char *const joints[] = {"to", "or", "and", NULL};
	struct quantity other;
	size_t end = at;
	if (!take_dash(text, &end)) {
		str joint = quantity_word(text, &end);
		if (wording != WORDING_ENGLISH || !quantity_is_one_of(joint, joints))
			return at;
		end = quantity_skip_blanks(text, end);
	} else if (end < text.len && text.at[end] >= '0' && text.at[end] <= '9') {
		/* The dash would make it part of a code. */
		str rest = str_skip(text, end);
		return quantity_take(rest, 0, wording, &other) ? end + other.to : at;
	}
	return quantity_take(text, end, wording, &other) ? other.to : at;
}

static bool take_percent(str text, size_t *at, enum wording wording)
{
	size_t end = quantity_skip_blanks(text, *at);
	if (end < text.len && text.at[end] == '%') {
		*at = end + 1;
		return true;
	}
	if (wording != WORDING_ENGLISH)
		return false;
	end = *at;
	if (end < text.len && text.at[end] == '-')
		end++;
	if (!quantity_take_words(text, &end, "percent") && !quantity_take_words(text, &end, "per cent")
		&& !quantity_take_words(text, &end, "percentage points")
		&& !quantity_take_words(text, &end, "percentage point"))
		return false;
	*at = end;
	return true;
}

static bool is_percent(str text, const struct quantity *number, enum wording wording, struct figure *figure)
{
	size_t end = number->to, further = range_end(text, number->to, wording);
	bool is_all = number->is_whole && number->value == 100;
	if (!take_percent(text, &end, wording)) {
		end = further;
		is_all = false;
		if (further == number->to || !take_percent(text, &end, wording))
			return false;
	}
	figure->kind = FIGURE_PERCENT;
	figure->to = end;
	return !is_all; /* "100 percent sure" */
}

static bool take_word_of(str text, size_t *at, const char *const *words)
{
	size_t end = *at;
	if (!quantity_is_one_of(quantity_word(text, &end), words))
		return false;
	*at = end;
	return true;
}

static bool has_code_before(str text, size_t *at)
{
	size_t from = *at;
	if (!quantity_is_one_of(quantity_word_before(text, &from), codes) || (from > 0 && text.at[from - 1] == '-'))
		return false;
	*at = from;
	return true;
}

static bool has_sign_before(str text, size_t *at)
{
	for (size_t i = 0; signs[i]; i++) {
		str before = str_part(text, 0, *at);
		if (!str_ends(before, str_of(signs[i])))
			continue;
		*at -= strlen(signs[i]);
		return true;
	}
	return false;
}

static bool is_money(str text, const struct quantity *number, enum wording wording, struct figure *figure)
{
	size_t from = number->from, end = number->to;
	bool has_currency = has_sign_before(text, &from) || has_code_before(text, &from);
	if (has_currency)
		end = range_end(text, end, WORDING_SIGNS);
	bool has_magnitude = wording == WORDING_ENGLISH
		&& (take_word_of(text, &end, magnitudes)
			|| (has_currency && take_word_of(text, &end, short_magnitudes)));
	if (!has_currency) {
		size_t sign = quantity_skip_blanks(text, end), length = sign_at(text, sign);
		/* "$" leads: behind a number it belongs to the next one. */
		has_currency = length > 1 && !(sign > end && sign + length < text.len && text.at[sign + length] != ' ');
		if (has_currency)
			end = sign + length;
		else
			has_currency = take_word_of(text, &end, codes)
				|| (wording == WORDING_ENGLISH && !number->is_word
					&& take_word_of(text, &end, money_words))
				|| (has_magnitude && take_word_of(text, &end, money_words));
	}
	if (!has_currency)
		return false;
	figure->kind = FIGURE_MONEY;
	figure->from = from;
	figure->to = end;
	return !(number->is_whole && number->value == 0);
}

/* "285,000 firms"; a number in a sum or a cell of its own counts nothing. */
static bool counts_something(str text, size_t at)
{
	size_t end = at;
	str word = quantity_word(text, &end);
	if (at == text.len || text.at[at] != ' ' || word.len < 3 || word.at[0] < 'a')
		return false;
	return !quantity_is_one_of(word, joining);
}

static bool is_large(str text, const struct quantity *number, enum wording wording, struct figure *figure)
{
	static const char *const lakhs_a_year[] = {"LPA", NULL};
	size_t end = number->to;
	if (wording != WORDING_ENGLISH)
		return false;
	if (!take_word_of(text, &end, magnitudes) && !take_word_of(text, &end, lakhs_a_year)
		&& !(number->is_grouped && counts_something(text, end)))
		return false;
	figure->kind = FIGURE_LARGE;
	figure->to = end;
	return true;
}

/* "1 in 5", "nine out of ten developers"; no "5 in 2025", "1 in 5 minutes", "7 out of 10" as a rating. */
static bool is_share(str text, const struct quantity *number, enum wording wording, struct figure *figure)
{
	struct quantity whole;
	size_t end = number->to;
	bool is_out = quantity_take_words(text, &end, "out of");
	if (wording != WORDING_ENGLISH || !number->is_whole || (!is_out && !quantity_take_words(text, &end, "in"))
		|| quantity_skip_blanks(text, end) == end)
		return false;
	quantity_take_words(text, &end, "every");
	if (!quantity_take(text, quantity_skip_blanks(text, end), wording, &whole) || !whole.is_whole
		|| whole.value <= number->value || (whole.value >= 1900 && whole.value <= 2100 && !whole.is_grouped)
		|| number->value == 0)
		return false;
	size_t behind = whole.to;
	str next = quantity_word(text, &behind);
	if (quantity_is_one_of(next, clock_words)
		|| (behind == whole.to && behind < text.len && text.at[behind] == '%'))
		return false;
	bool is_crowd = str_ends(next, S("s")) || quantity_is_one_of(next, crowds);
	static const char *const no_crowds[] = {"is", "was", "as", "says", "means", "this", "its", "has", NULL};
	if (is_out && (!is_crowd || quantity_is_one_of(next, no_crowds)))
		return false;
	figure->kind = FIGURE_SHARE;
	figure->to = whole.to;
	return true;
}

/* "1.8 times as high", "10x faster", "3-fold". */
static bool is_ratio(str text, const struct quantity *number, enum wording wording, struct figure *figure)
{
	size_t end = number->to;
	if (wording != WORDING_ENGLISH)
		return false;
	if (quantity_take_words(text, &end, "times")) {
		size_t behind = end;
		figure->to = end;
		figure->kind = FIGURE_RATIO;
		return take_word_of(text, &behind, comparisons) && (behind > end);
	}
	if (number->is_word)
		return false;
	str rest = str_skip(text, end);
	figure->kind = FIGURE_RATIO;
	if (str_take(&rest, S("-fold")) || str_take(&rest, S("fold"))) {
		figure->to = text.len - rest.len;
		return true;
	}
	if (!str_take(&rest, S("x")) && !str_take(&rest, S("\xC3\x97")))
		return false;
	end = figure->to = text.len - rest.len;
	return rest.len && rest.at[0] == ' '
		&& (take_word_of(text, &end, comparisons) || take_word_of(text, &end, gains));
}

typedef bool is_figure(str text, const struct quantity *number, enum wording wording, struct figure *figure);

bool figure_next(str text, size_t from, enum wording wording, struct figure *figure)
{
	static is_figure *const forms[] = {is_percent, is_money, is_share, is_ratio, is_large};
	struct quantity number;
	size_t start = from;
	while (quantity_next(text, from, wording, &number)) {
		for (size_t i = 0; i < COUNT(forms); i++) {
			*figure =
				(struct figure){.from = number.from, .number = str_part(text, number.from, number.to)};
			/* A sign between two numbers ("47£111") is that of the first. */
			if (forms[i](text, &number, wording, figure) && figure->from >= start)
				return true;
		}
		from = number.to;
	}
	return false;
}

/* SPDX-License-Identifier: MIT */
/* "The risk is 21", "21/100", "AI reaches about 55 of 100 hours": a number is ours only where the words just before
   it say so, or where it is written as a rating in a sentence that speaks of one. Shares of the week ("30 of 100
   hours") look alike and are not meant. */
#include "content/figure.h"

struct keyword {
	const char *word;
	int kinds;
	bool wants_scale; /* only before "of 100" */
};

static const struct keyword keywords[] = {{"risk", STATED_RISK, false}, {"exposure", STATED_EXPOSURE, false},
	{"threat", STATED_THREAT, false}, {"score", STATED_RISK | STATED_EXPOSURE | STATED_THREAT, false},
	{"scores", STATED_RISK | STATED_EXPOSURE | STATED_THREAT, false},
	{"scored", STATED_RISK | STATED_EXPOSURE | STATED_THREAT, false}, {"reach", STATED_EXPOSURE, true},
	{"reaches", STATED_EXPOSURE, true}, {"touches", STATED_EXPOSURE, true}, {"finish", STATED_RISK, true},
	{"automate", STATED_RISK, true}};

static const char *const connectors[] = {"is", "was", "of", "at", "to", "stands", "comes", "out", "about", "around",
	"roughly", "nearly", "almost", "some", "score", "figure", "level", "rating", "now", "a", "an", "the", "be",
	"as", "only", "just", "currently", "today", "up", NULL};
/* Behind a number that stands for itself. */
static const char *const followers[] = {"and", "but", "or", "which", "while", "for", "at", "on", "in", "because", "so",
	"as", "with", "today", "now", NULL};

enum scale { SCALE_NONE, SCALE_TEN, SCALE_HUNDRED };

/* "/100", "of 100", "out of every 100". */
static enum scale take_scale(str text, size_t *at, bool *is_rating)
{
	str rest = str_skip(text, *at);
	size_t end = *at;
	bool is_out = quantity_take_words(text, &end, "out of");
	*is_rating = is_out || str_starts(rest, S("/"));
	if (str_starts(rest, S("/")))
		end = *at + 1;
	else if (!is_out && !quantity_take_words(text, &end, "of"))
		return SCALE_NONE;
	quantity_take_words(text, &end, "every");
	end = quantity_skip_blanks(text, end);
	rest = str_skip(text, end);
	enum scale scale = str_take(&rest, S("100")) ? SCALE_HUNDRED
		: str_take(&rest, S("10"))           ? SCALE_TEN
						     : SCALE_NONE;
	if (scale == SCALE_NONE || (rest.len && rest.at[0] >= '0' && rest.at[0] <= '9')) {
		*is_rating = false;
		return SCALE_NONE;
	}
	*at = text.len - rest.len;
	return scale;
}

static int kinds_of(str word, enum scale scale)
{
	for (size_t i = 0; i < COUNT(keywords); i++) {
		const char *const one[] = {keywords[i].word, NULL};
		if (quantity_is_one_of(word, one))
			return keywords[i].wants_scale && scale != SCALE_HUNDRED ? 0 : keywords[i].kinds;
	}
	return 0;
}

/* Which score the words before say it is; "score" leaves it to the word before that. */
static int kinds_before(str text, size_t at, enum scale scale)
{
	enum { FAR = 6 };
	int kinds = 0;
	for (int i = 0; i < FAR; i++) {
		size_t from = at;
		while (from > 0 && (text.at[from - 1] == ':' || text.at[from - 1] == '=' || text.at[from - 1] == ' '))
			from--;
		str word = quantity_word_before(text, &from);
		int own = kinds_of(word, scale);
		if (own && (kinds == 0 || (own & (own - 1)) == 0))
			kinds = own;
		if (word.len == 0 || (kinds && !(own & (own - 1))) || !(own || quantity_is_one_of(word, connectors)))
			break;
		at = from;
	}
	return kinds;
}

static bool ends_sentence(str text, size_t at)
{
	return (text.at[at] == '.' || text.at[at] == '?' || text.at[at] == '!')
		&& (at + 1 == text.len || text.at[at + 1] == ' ' || text.at[at + 1] == '\n');
}

/* Which scores the sentence around a rating speaks of. */
static int kinds_around(str text, size_t from, size_t to)
{
	enum { FAR = 400 };
	int kinds = 0;
	size_t first = from > FAR ? from - FAR : 0, last = to + FAR < text.len ? to + FAR : text.len;
	while (from > first && !ends_sentence(text, from - 1))
		from--;
	while (to < last && !ends_sentence(text, to))
		to++;
	for (size_t i = from; i < to;) {
		size_t end = i;
		str word = quantity_word(text, &end);
		if (word.len)
			kinds |= kinds_of(word, SCALE_NONE);
		i = end > i ? end : i + 1;
	}
	return kinds;
}

static bool stands_alone(str text, size_t at)
{
	if (at < text.len && (text.at[at] == '%' || text.at[at] == '-' || (unsigned char)text.at[at] >= 0x80))
		return false;
	size_t end = quantity_skip_blanks(text, at);
	if (end < text.len && (text.at[end] == '%' || (text.at[end] >= '0' && text.at[end] <= '9')))
		return false;
	end = at;
	str next = quantity_word(text, &end);
	return next.len == 0 || quantity_is_one_of(next, followers);
}

static bool is_stated(str text, size_t at, size_t to, struct stated *stated)
{
	bool is_rating;
	size_t end = to;
	enum scale scale = take_scale(text, &end, &is_rating);
	int kinds = scale == SCALE_NONE && !stands_alone(text, to) ? 0 : kinds_before(text, at, scale);
	if (kinds == 0 && is_rating)
		kinds = kinds_around(text, at, end);
	if (scale == SCALE_TEN)
		kinds &= STATED_THREAT;
	else if (scale == SCALE_HUNDRED)
		kinds &= STATED_RISK | STATED_EXPOSURE;
	stated->kinds = kinds;
	stated->from = at;
	stated->to = end;
	return kinds != 0;
}

bool stated_next(str text, size_t from, struct stated *stated)
{
	enum { MOST_DIGITS = 3 };
	for (size_t i = from; i < text.len; i++) {
		if (text.at[i] < '0' || text.at[i] > '9')
			continue;
		size_t end = i;
		stated->value = 0;
		for (; end < text.len && text.at[end] >= '0' && text.at[end] <= '9'; end++)
			if (end - i < MOST_DIGITS)
				stated->value = stated->value * 10 + (text.at[end] - '0');
		char before = i > 0 ? text.at[i - 1] : ' ', next = end < text.len ? text.at[end] : ' ';
		char then = end + 1 < text.len ? text.at[end + 1] : ' ';
		bool is_plain = before == ' ' || before == '\n' || before == '(' || before == '"' || before == '~';
		bool has_more = (next == '.' || next == ',' || next == ':') && then >= '0' && then <= '9';
		bool is_letter = (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z');
		if (is_plain && !has_more && !is_letter && end - i <= MOST_DIGITS && is_stated(text, i, end, stated))
			return true;
		i = end - 1;
	}
	return false;
}

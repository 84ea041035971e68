/* SPDX-License-Identifier: MIT */
/* Enough English for job titles; `plural` and `article` in a role's front matter overrule it. */
#include <string.h>

#include "page/view.h"

static bool is_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

static char lower(char c)
{
	return is_upper(c) ? (char)(c - 'A' + 'a') : c;
}

static bool starts_like(str word, const char *lower_prefix)
{
	str prefix = str_of(lower_prefix);
	if (word.len < prefix.len)
		return false;
	for (size_t i = 0; i < prefix.len; i++)
		if (lower(word.at[i]) != prefix.at[i])
			return false;
	return true;
}

static bool is_spelled_out(str word)
{
	size_t letters = 0;
	for (size_t i = 0; i < word.len; i++) {
		if (!is_upper(word.at[i]) && word.at[i] != '-' && word.at[i] != '/')
			return false;
		letters += is_upper(word.at[i]);
	}
	return letters > 0 && letters < 5;
}

/* By sound, not by letter: an HR manager, a UX designer, an hour, a user. */
str english_article(str noun)
{
	static const char *const silent_h[] = {"hour", "honest", "heir", "honor", "honour"};
	static const char *const like_you[] = {"uni", "use", "usa", "util", "eu", "one", "ubi", "ura"};
	static const char *const an_after_all[] = {"unin", "unim", "unid"};
	str word = str_part(noun, 0, str_find(noun, ' '));
	if (word.len == 0)
		return S("a");
	if (is_spelled_out(word))
		return strchr("AEFHILMNORSX", word.at[0]) ? S("an") : S("a");
	for (size_t i = 0; i < COUNT(silent_h); i++)
		if (starts_like(word, silent_h[i]))
			return S("an");
	for (size_t i = 0; i < COUNT(an_after_all); i++)
		if (starts_like(word, an_after_all[i]))
			return S("an");
	for (size_t i = 0; i < COUNT(like_you); i++)
		if (starts_like(word, like_you[i]))
			return S("a");
	return strchr("aeiou", lower(word.at[0])) ? S("an") : S("a");
}

static bool is_vowel(char c)
{
	return strchr("aeiou", lower(c)) != NULL;
}

static str plural_word(struct arena *arena, str word)
{
	static const struct {
		const char *one, *many;
	} irregular[] = {{"person", "people"}, {"man", "men"}, {"woman", "women"}, {"child", "children"}};
	for (size_t i = 0; i < COUNT(irregular); i++) {
		str one = str_of(irregular[i].one);
		if (!str_ends(word, one) && !(word.len == one.len && starts_like(word, irregular[i].one)))
			continue;
		size_t kept = word.len - one.len;
		char first = kept ? irregular[i].many[0] : word.at[0];
		return arena_printf(arena, "%.*s%c%s", (int)kept, word.at, first, irregular[i].many + 1);
	}
	bool takes_es = str_ends(word, S("s")) || str_ends(word, S("x")) || str_ends(word, S("z"))
		|| str_ends(word, S("ch")) || str_ends(word, S("sh"));
	if (word.len > 1 && str_ends(word, S("y")) && !is_vowel(word.at[word.len - 2]))
		return arena_join(arena, str_part(word, 0, word.len - 1), S("ies"));
	return arena_join(arena, word, takes_es ? S("es") : S("s"));
}

/* Chiefs of Staff, Engineers in Training: what stands before the preposition takes the plural. */
str english_plural(struct arena *arena, str noun)
{
	static const char *const prepositions[] = {" of ", " in ", " for ", " at ", " ("};
	size_t end = noun.len;
	for (size_t i = 0; i < COUNT(prepositions); i++) {
		size_t at = str_search(noun, str_of(prepositions[i]));
		if (at > 0 && at < end)
			end = at;
	}
	size_t start = end;
	while (start && noun.at[start - 1] != ' ')
		start--;
	str many = plural_word(arena, str_part(noun, start, end));
	return arena_join(arena, str_part(noun, 0, start), many, str_skip(noun, end));
}

str role_plural(const struct views *views, const struct role *role, struct arena *arena)
{
	if (role->is.plural.s.len)
		return role->is.plural.s;
	if (!str_starts(views->site->settings.language.s, S("en")))
		return role->is.title.s;
	return english_plural(arena, role->is.title.s);
}

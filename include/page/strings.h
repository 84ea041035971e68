/* SPDX-License-Identifier: MIT */
/* The words of a theme in one language: labels that templates print, and sentences that are filled here with
   the right plural. Another language is another file. */
#ifndef ROLECAST_PAGE_STRINGS_H
#define ROLECAST_PAGE_STRINGS_H

#include "base/date.h"
#include "base/map.h"
#include "format/mustache.h"
#include "format/yaml.h"

enum plural_form { PLURAL_ZERO, PLURAL_ONE, PLURAL_TWO, PLURAL_FEW, PLURAL_MANY, PLURAL_OTHER, PLURAL_FORMS };

struct sentence;

struct strings {
	struct arena *arena;
	struct map labels;    /* name → struct value * (text) */
	struct map sentences; /* name → struct sentence * */
	struct map countries; /* ISO 3166 code → str * */
	str months[12];
	str group, decimal, comma; /* comma: between items of a list, ", " */
	enum plural_form (*plural)(int64_t count);
	struct mustache_set *patterns;
	const char **label_names; /* the fields of the record `t`, in the order of label_values */
	struct value *label_values;
};

/* Reads files that lie over one another, the first one's words before the later ones'. All labels and sentences
   that the program itself needs must be there ([missing-string]). */
bool strings_load(
	struct strings *strings, struct source *const *files, size_t count, struct arena *arena, struct diags *diags);

/* A label's text; what is not there was reported by strings_load. */
str strings_label(const struct strings *strings, const char *name);
/* "band_" + "low". */
str strings_word(const struct strings *strings, const char *prefix, const char *key);

/* A sentence filled with values; ends with a row without name. The plural follows `count` if one is given. */
struct fill {
	const char *name;
	str text;
};
str strings_say(const struct strings *strings, struct arena *arena, const char *name, const struct fill *fills,
	size_t fill_count);
/* The same with its plural chosen by a number. */
str strings_count(const struct strings *strings, struct arena *arena, const char *name, int64_t count,
	const struct fill *fills, size_t fill_count);
#define FILLS(...) (const struct fill[]){__VA_ARGS__}, COUNT(((const struct fill[]){__VA_ARGS__}))

/* "a", "a and b", "a, b and c". */
str strings_list(const struct strings *strings, struct arena *arena, const str *items, size_t count);
/* 1234567 with the language's groups. */
str strings_number(const struct strings *strings, struct arena *arena, int64_t number);
/* Hundredths as 12.34 with the language's decimal mark; `decimals` 1 or 2. */
str strings_decimal(const struct strings *strings, struct arena *arena, int64_t hundredths, int decimals);
/* "20 November 2026", "November 2026", "2026". */
str strings_date(const struct strings *strings, struct arena *arena, struct date date);
str strings_country(const struct strings *strings, str code);
/* An amount of money in hundredths, as people there write it. */
str strings_money(const struct strings *strings, struct arena *arena, int64_t hundredths, str currency);

#endif

/* SPDX-License-Identifier: MIT */
/* Lists, numbers, dates and money as the language writes them. */
#include <string.h>

#include "page/strings.h"

/* Items that hold commas themselves stand between semicolons. */
static bool holds_comma(const str *items, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (str_find(items[i], ',') < items[i].len)
			return true;
	return false;
}

str strings_list(const struct strings *strings, struct arena *arena, const str *items, size_t count)
{
	if (count == 0)
		return (str){0};
	if (count == 1)
		return items[0];
	bool is_long = holds_comma(items, count);
	if (count == 2 && !is_long)
		return strings_say(strings, arena, "list_two", FILLS({"a", items[0]}, {"b", items[1]}));
	struct buf head = {0};
	str comma = is_long ? S("; ") : strings->comma;
	for (size_t i = 0; i + 1 < count; i++) {
		if (i)
			buf_put(&head, comma);
		buf_put(&head, items[i]);
	}
	str text = strings_say(strings, arena, is_long ? "list_long" : "list_many",
		FILLS({"head", buf_str(&head)}, {"last", items[count - 1]}));
	buf_free(&head);
	return text;
}

static char *put(char *out, str text)
{
	return text.len ? (char *)memcpy(out, text.at, text.len) + text.len : out;
}

/* From the right, the last group of three, then groups of `width`. */
static str grouped(const struct strings *strings, struct arena *arena, int64_t number, size_t width)
{
	char room[STR_DIGITS];
	str digits = str_of_int(number, room);
	char *out = arena_alloc(arena, digits.len * (1 + strings->group.len) + 1), *end = out;
	for (size_t i = 0; i < digits.len; i++) {
		size_t left = digits.len - i;
		bool is_border = i > 0 && left >= 3 && (left - 3) % width == 0 && digits.at[i - 1] != '-';
		if (is_border)
			end = put(end, strings->group);
		*end++ = digits.at[i];
	}
	return (str){out, (size_t)(end - out)};
}

str strings_number(const struct strings *strings, struct arena *arena, int64_t number)
{
	return grouped(strings, arena, number, 3);
}

str strings_decimal(const struct strings *strings, struct arena *arena, int64_t hundredths, int decimals)
{
	int64_t size = hundredths < 0 ? -hundredths : hundredths;
	int64_t part = decimals == 1 ? (size + 5) / 10 : size;
	int64_t scale = decimals == 1 ? 10 : 100;
	str sign = hundredths < 0 ? S("\xE2\x88\x92") : (str){0}, whole = strings_number(strings, arena, part / scale);
	char *out = arena_alloc(arena, sign.len + whole.len + strings->decimal.len + 3), *end = out;
	end = put(put(put(end, sign), whole), strings->decimal);
	for (int64_t place = scale / 10; place; place /= 10)
		*end++ = (char)('0' + part / place % 10);
	return (str){out, (size_t)(end - out)};
}

str strings_date(const struct strings *strings, struct arena *arena, struct date date)
{
	if (!date_is_set(date))
		return (str){0};
	str year = arena_int(arena, date.year);
	if (date.month == 0)
		return year;
	str month = strings->months[date.month - 1];
	if (date.day == 0)
		return strings_say(strings, arena, "date_month", FILLS({"month", month}, {"year", year}));
	return strings_say(strings, arena, "date_full",
		FILLS({"day", arena_int(arena, date.day)}, {"month", month}, {"year", year}));
}

str strings_country(const struct strings *strings, str code)
{
	const str *name = map_get(&strings->countries, code);
	return name ? *name : code;
}

static const struct {
	const char *code, *sign;
} signs[] = {{"USD", "$"}, {"EUR", "€"}, {"GBP", "£"}, {"INR", "₹"}, {"JPY", "¥"}, {"CNY", "CN¥"}, {"KRW", "₩"},
	{"BRL", "R$"}, {"AUD", "A$"}, {"CAD", "C$"}, {"NZD", "NZ$"}, {"SGD", "S$"}, {"NGN", "₦"}, {"PHP", "₱"},
	{"VND", "₫"}, {"ILS", "₪"}, {"UAH", "₴"}};

static str sign_of(str currency, struct arena *arena)
{
	for (size_t i = 0; i < COUNT(signs); i++)
		if (str_eq(str_of(signs[i].code), currency))
			return str_of(signs[i].sign);
	return arena_join(arena, currency, S("\xC2\xA0"));
}

str strings_money(const struct strings *strings, struct arena *arena, int64_t hundredths, str currency)
{
	bool is_rupee = str_eq(currency, S("INR"));
	int64_t whole = hundredths / 100, cents = hundredths % 100;
	/* A hundred thousand rupees are a lakh, and pay is told in lakh. */
	if (is_rupee && whole >= 100000 && cents == 0 && whole % 1000 == 0) {
		str amount = whole % 100000 == 0
			? strings_number(strings, arena, whole / 100000)
			: strings_decimal(strings, arena, whole / 1000, whole % 10000 == 0 ? 1 : 2);
		return strings_say(strings, arena, "lakh", FILLS({"amount", amount}));
	}
	str sign = sign_of(currency, arena), amount = grouped(strings, arena, whole, is_rupee ? 2 : 3);
	if (cents == 0)
		return arena_join(arena, sign, amount);
	return arena_printf(
		arena, "%.*s%.*s%.*s%02d", STR_ARG(sign), STR_ARG(amount), STR_ARG(strings->decimal), (int)cents);
}

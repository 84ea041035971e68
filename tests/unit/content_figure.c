/* SPDX-License-Identifier: MIT */
/* What the claims lint finds in a sentence, and, more to the point, what it does not. */
#include "check.h"

#include "content/figure.h"
#include "format/markdown.h"

/* want: what is found, one "kind:words" after another, separated by bars. */
struct sentence {
	const char *input, *want;
};

static const struct sentence figures[] = {
	/* percentages */
	{"It fell by 13 percent relative to others.", "percent:13 percent"},
	{"Use grew 40% in a year.", "percent:40%"},
	{"About 2.5 per cent of them", "percent:2.5 per cent"},
	{"certified at 95 or 98 percent", "percent:95 or 98 percent"},
	{"10\xE2\x80\x93"
	 "20% and from 20 to 30 percent, 10-20%",
		"percent:10\xE2\x80\x93"
		"20%|percent:20 to 30 percent|percent:10-20%"},
	{"roughly seventy percent, or seventy-five percent", "percent:seventy percent|percent:seventy-five percent"},
	{"**40** percent of *them*", "percent:40   percent"},
	{"46\npercent of developers", "percent:46\npercent"},
	{"a 20-percent rise by 7 percentage points", "percent:20-percent|percent:7 percentage points"},
	{"(~80%) \"90%\"", "percent:80%|percent:90%"},
	/* money */
	{"a market of $4.2 billion", "money:$4.2 billion"},
	{"at $200/mo ($2,400/yr), US$ is the sign", "money:$200|money:$2,400"},
	{"\xC2\xA3"
	 "5m, \xE2\x82\xAC"
	 "10, 20 \xE2\x82\xAC and \xE2\x82\xB9"
	 "6 lakh",
		"money:\xC2\xA3"
		"5m|money:\xE2\x82\xAC"
		"10|money:20 \xE2\x82\xAC|money:\xE2\x82\xB9"
		"6 lakh"},
	{"USD 200 or 200 USD", "money:USD 200|money:200 USD"},
	{"100 dollars a month, two million pounds", "money:100 dollars|money:two million pounds"},
	{"$120k a year", "money:$120k"},
	/* large numbers */
	{"A study of 285,000 firms", "large:285,000"},
	{"about 3 million people, three million people", "large:3 million|large:three million"},
	{"India: 28 LPA experienced", "large:28 LPA"},
	/* shares and ratios */
	{"one in five developers, 1 in 5", "share:one in five|share:1 in 5"},
	{"nine out of ten developers, 9 out of 10 people", "share:nine out of ten|share:9 out of 10"},
	{"three in every hundred and 3 in every 100", "share:3 in every 100"},
	{"about 1.8 times as high, four times more", "ratio:1.8 times|ratio:four times"},
	{"at 10x speed, a 3-fold rise", "ratio:10x|ratio:3-fold"},
	/* none of these is a claim about the world that wants a note */
	{"In 2024, on 7 October 2023, since 1999, in the 1990s, by 2030", ""},
	{"2020\xE2\x80\x93"
	 "30 and 2023-24, ages 22 to 25, 22- to 25-year-olds",
		""},
	{"at 10:30, 24/7, within 5 minutes, 40 hours a week", ""},
	{"version 2.1.3, GPT-4, E2, COVID-19, HTML5, O*NET 29.0", ""},
	{"three levels, 12 tasks, 923 occupations, 246 tasks", ""},
	{"the 1st, the 22nd, step 3, page 7, chapter 11", ""},
	{"47/100, 7/10, 47 out of 100, 7 out of 10 and so on", ""},
	{"of 100 hours, 30 of 100 hours, 1 of 3 tasks", ""},
	{"0.45 on a scale from 0 to 1", ""},
	{"100 percent sure, 100% of it", ""},
	{"`95%` is code, and `` 40% ` $5 `` too", ""},
	{"[40%](https://e.example/?a=50%25)", "percent:40%"},
	{"[a](https://e.example/?a=50%25) <https://e.example/60%>", ""},
	{"[@study-40%] [=risk]% <!-- 40% -->", ""},
	{"hired 5 in 2025, done 1 in 5 minutes, 3 in 2", ""},
	{"run it 5 times, 3 times a day, the 10x engineer, a 2x4, 0x1F", ""},
	{"twice as long, half of them, a third of the week, millions of people", ""},
	{"50 \xC3\x97 60 = 160,000, 5,400 / 100, 1,500 and 2,000.", ""},
	{"one of them, ten of us, one in a million", ""},
	{"nothing at all", ""},
	{"", ""},
};

static const struct sentence signs_only[] = {
	{"12 % oder 40 \xE2\x82\xAC", "percent:12 %|money:40 \xE2\x82\xAC"},
	{"12 percent, one in five, 285,000 firms, 3 million", ""},
};

static const struct sentence statements[] = {
	{"The risk is 21.", "1:21"},
	{"a risk of about 21, and", "1:21"},
	{"risk: 21", "1:21"},
	{"The exposure stands at 55 of 100 hours.", "2:55 of 100"},
	{"AI reaches about 55 of 100 hours", "2:55 of 100"},
	{"could automate 21 out of every 100 hours", "1:21 out of every 100"},
	{"the threat score is 6/10", "4:6/10"},
	{"a risk score of 21", "1:21"},
	{"The score, at 21/100, is low.", "3:21/100"},
	{"It scores 7 out of 10.", "4:7 out of 10"},
	{"Writing code is 30 of 100 hours and contributes more to the score than any other task.", ""},
	{"Production code falls from 30 to 16 of 100 hours.", ""},
	{"the risk of 3 failures, the risk fell 21 percent, risk in 2021", ""},
	{"a risk of 21%, exposure of 5.5, score 1,000", ""},
	{"AI reaches 21 hospitals. It took 7/10 of a day.", ""},
	{"The risk is high. In 24 weeks it passes.", ""},
	{"The risk is [=risk].", ""},
};

static const struct {
	const char *title;
	int count;
	const char *words;
} promises[] = {{"5 Key Trends for 2026", 5, "5 Key Trends"}, {"Will it replace us? 5 key trends", 5, "5 key trends"},
	{"Seven ways to stay", 7, "Seven ways"}, {"Nurses: the twelve skills that count", 12, "twelve skills"},
	{"The top 10 AI-proof jobs", 10, "10 AI-proof jobs"}, {"Why the same job gets 47 and 7", 0, ""},
	{"One way to stay", 0, ""}, {"In 2026 jobs change", 0, ""}, {"What five questions tell", 0, ""},
	{"Nurse: 3 years later", 0, ""}, {"2026 trends", 0, ""}, {"", 0, ""}};

static str wording_of(const char *text, char room[1024])
{
	str given = str_of(text);
	markdown_wording(given, room);
	return (str){room, given.len};
}

static void put_found(struct buf *found, const char *kind, str text, size_t from, size_t to)
{
	buf_printf(found, "%s%s:%.*s", found->len ? "|" : "", kind, STR_ARG(str_part(text, from, to)));
}

static void check_figures(const struct sentence *sentences, size_t count, enum wording wording)
{
	static const char *const kinds[] = {[FIGURE_PERCENT] = "percent",
		[FIGURE_MONEY] = "money",
		[FIGURE_LARGE] = "large",
		[FIGURE_SHARE] = "share",
		[FIGURE_RATIO] = "ratio"};
	for (size_t i = 0; i < count; i++) {
		char room[1024];
		struct buf found = {0};
		struct figure figure;
		str text = wording_of(sentences[i].input, room);
		for (size_t at = 0; figure_next(text, at, wording, &figure); at = figure.to)
			put_found(&found, kinds[figure.kind], text, figure.from, figure.to);
		assert_str(buf_str(&found), sentences[i].want);
		if (found.len)
			assert_true(quantity_may_occur(text, wording));
		buf_free(&found);
	}
}

static void test_figures(void **state)
{
	(void)state;
	check_figures(figures, COUNT(figures), WORDING_ENGLISH);
	check_figures(signs_only, COUNT(signs_only), WORDING_SIGNS);
}

static void test_statements(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(statements); i++) {
		char room[1024], kinds[STR_DIGITS + 1];
		struct buf found = {0};
		struct stated stated;
		str text = wording_of(statements[i].input, room);
		for (size_t at = 0; stated_next(text, at, &stated); at = stated.to) {
			snprintf(kinds, sizeof kinds, "%d", stated.kinds);
			put_found(&found, kinds, text, stated.from, stated.to);
		}
		assert_str(buf_str(&found), statements[i].want);
		buf_free(&found);
	}
}

static void test_promises(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(promises); i++) {
		struct promise promise = {0};
		str title = str_of(promises[i].title);
		promise_find(title, &promise);
		assert_int_equal(promise.count, promises[i].count);
		assert_str(str_part(title, promise.from, promise.to), promises[i].words);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_figures), cmocka_unit_test(test_statements), cmocka_unit_test(test_promises)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

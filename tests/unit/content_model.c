/* SPDX-License-Identifier: MIT */
/* Variants of the model: what words mean, what they do to judgements and tilts, and a ranking worked by hand. */
#include "check.h"

#include "content/site.h"

#define TEXT(literal)                                                                                                  \
	{                                                                                                              \
		.s = { literal, sizeof(literal) - 1 }                                                                  \
	}

static const struct level levels[] = {
	{.id = TEXT("entry"), .tilt = {.value = -20}},
	{.id = TEXT("mid"), .is_baseline = {.value = 1}},
	{.id = TEXT("senior"), .tilt = {.value = 20}},
	{.id = TEXT("lead"), .tilt = {.value = 33}},
};

static struct scoring usual(void)
{
	struct scoring scoring = {.spread = {.value = 10}, .autonomy = {.value = 50}, .bands = {10, 20, 35, 50}};
	for (int i = 0; i < 3; i++)
		scoring.words[i] = judgement_of_word(i);
	return scoring;
}

/* A site of the four levels under the words; how many mistakes they have. */
static size_t load(struct site *site, const char *words)
{
	struct diags diags = {0};
	struct scoring scoring = usual();
	str given = str_of(words);
	*site = (struct site){.levels = levels, .level_count = COUNT(levels), .baseline = 1};
	site->options.model = &given;
	site->options.model_count = 1;
	bool ok = model_load(site, &scoring, true, &diags);
	size_t errors = diags.errors;
	assert_int_equal(ok, errors == 0);
	assert_int_equal(diags.is_usage, errors > 0);
	diags_free(&diags);
	return errors;
}

static void test_mistakes(void **state)
{
	(void)state;
	static const struct {
		const char *words;
		size_t mistakes;
	} cases[] = {
		{"spread=5", 0},
		{"spread=+5", 0},
		{"spread=50", 0},
		{"spread=51", 1},
		{"spread=-1", 1},
		{"spread=", 1},
		{"spread", 1},
		{"", 1},
		{" ", 1},
		{"spred=5", 1},
		{"tilt.senior=33", 0},
		{"tilt.senior=-33", 0},
		{"tilt.senior=34", 1},
		{"tilt.chief=1", 1},
		{"tilt.LEVEL=1", 1},
		{"tilt.mid=0", 0},
		{"tilt.mid=1", 1},
		{"tilt.mid=1,baseline=senior", 0},
		{"tilt.senior=1,baseline=senior", 1},
		{"tilts=0", 0},
		{"tilts=200%", 0},
		{"tilts=-1%", 1},
		{"weights=equal", 0},
		{"weights=time", 1},
		{"judgements=low", 0},
		{"judgements=mid", 1},
		{"bands=10,20,35,50", 0},
		{"bands=10,20,35,50,spread=3", 0},
		{"spread=3,bands=1,2,3,4 tilts=0", 0},
		{"spread=5, tilts=0, weights=equal", 0},
		{"spread=5, tilts=", 1},
		{"bands=10,20,35", 1},
		{"bands=10,20,35,50,60", 1},
		{"bands=10,20,20,50", 1},
		{"bands=0,20,35,50", 1},
		{"bands=10,20,35,101", 1},
		{"spread=5,", 1},
		{"spread=1 spread=2", 1},
		{"words.low=101,words.high=x,nope=1", 3},
		{"autonomy.all=100,autonomy.shift=-100,exposure.shift=100", 0},
		{"autonomy.shift=-101", 1},
	};
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct site site;
		if (load(&site, cases[i].words) != cases[i].mistakes)
			fail_msg("%s", cases[i].words);
		arena_free(&site.arena);
	}
}

static void check_tilts(const char *words, int entry, int mid, int senior, int lead)
{
	struct site site;
	const int want[] = {entry, mid, senior, lead};
	assert_int_equal(load(&site, words), 0);
	for (size_t i = 0; i < COUNT(want); i++)
		assert_int_equal(site.model.tilts[i], want[i]);
	arena_free(&site.arena);
}

static void test_tilts(void **state)
{
	(void)state;
	check_tilts("spread=5", -20, 0, 20, 33);
	check_tilts("tilt.senior=30,tilt.entry=-1", -1, 0, 30, 33);
	check_tilts("tilts=0", 0, 0, 0, 0);
	check_tilts("tilts=50%", -10, 0, 10, 17);        /* 16.5, a half away from 0 */
	check_tilts("tilts=200%", -33, 0, 33, 33);       /* 40 and 66, cut off */
	check_tilts("baseline=senior", -33, -20, 0, 13); /* less 20 each: -40 is cut off */
	check_tilts("tilt.lead=5 baseline=senior", -33, -20, 0, 5);
	check_tilts("baseline=senior tilt.lead=5", -33, -20, 0, 5);
	check_tilts(
		"tilts=50%,tilt.senior=3,baseline=entry", 0, 10, 3, 17); /* 0, 20, 40 and 53: cut off, then halved */
}

static void check_judgement(struct judgement got, int low, int value, int high)
{
	assert_int_equal(got.low, low);
	assert_int_equal(got.value, value);
	assert_int_equal(got.high, high);
}

static void check_judged(const char *words, const struct judged *judged, int low, int value, int high)
{
	struct site site;
	assert_int_equal(load(&site, words), 0);
	check_judgement(model_autonomy(&site.model, judged), low, value, high);
	arena_free(&site.arena);
}

static void test_judgements(void **state)
{
	(void)state;
	static const struct judged number = {.given = {60, JUDGED_NUMBER, 0}, .is_set = true};
	static const struct judged word = {.given = {2, JUDGED_WORD, 0}, .is_set = true};
	static const struct judged bounds = {.given = {72, 60, 85}, .is_set = true}, none = {.is_set = false};
	check_judged("tilts=0", &number, 50, 60, 70);
	check_judged("spread=5", &number, 55, 60, 65);
	check_judged("spread=5", &bounds, 60, 72, 85);
	check_judged("spread=5", &word, 67, 83, 100);
	check_judged("spread=5,autonomy=30", &none, 25, 30, 35);
	check_judged("autonomy=30", &number, 50, 60, 70);
	check_judged("words.high=90", &word, 67, 90, 100);
	check_judged("words.high=60", &word, 60, 60, 100); /* the bounds make room */
	check_judged("judgements=low", &bounds, 60, 60, 85);
	check_judged("judgements=high,spread=5", &number, 55, 65, 65);
	check_judged("autonomy.shift=20", &bounds, 80, 92, 100);
	check_judged("autonomy.shift=-65", &bounds, 0, 7, 20);
	check_judged("judgements=high,autonomy.shift=-5", &bounds, 55, 80, 80);
	check_judged("exposure.shift=20", &bounds, 60, 72, 85); /* an autonomy, not an exposure */
	check_judged("autonomy.all=100,autonomy.shift=-5,judgements=low", &bounds, 100, 100, 100);
}

/* What the site has stands beside it; single levels come last. */
static void test_changes(void **state)
{
	(void)state;
	struct site site;
	struct arena scratch = {0};
	assert_int_equal(load(&site, "bands=1,2,3,4 autonomy.shift=+05 tilt.lead=30,baseline=mid tilts=050"), 0);
	assert_str(
		model_words(&site, &scratch), "baseline=mid, tilts=50%, autonomy.shift=5, bands=1,2,3,4, tilt.lead=30");
	for (size_t i = 0; i < site.variant_count; i++) {
		str key = site.variant[i].key, own = site.variant[i].own;
		assert_true(str_eq(own,
			str_eq(key, S("baseline"))            ? S("mid")
				: str_eq(key, S("tilt.lead")) ? S("33")
				: str_eq(key, S("bands"))     ? S("10,20,35,50")
							      : (str){0}));
	}
	arena_free(&scratch);
	arena_free(&site.arena);
}

/* Exposures and autonomies without bounds; times stand in tenths.
     A: 3 hours of 100 × 40, 1 of nothing: 3·40 / 4 = 30     B: 1 of 50 × 100, 1 of nothing: 50 / 2 = 25
     C: 1 of 100 × 10: 10 */
#define TASK(hours, exposed, alone)                                                                                    \
	{                                                                                                              \
		.time = {.is_set = true, .baseline = 10 * (hours)},                                                    \
		.exposure = {.given = {exposed, exposed, exposed}, .is_set = true}, .autonomy = {                      \
			.given = {alone, alone, alone},                                                                \
			.is_set = true                                                                                 \
		}                                                                                                      \
	}

static struct task a[] = {TASK(3, 100, 40), TASK(1, 0, 0)};
static struct task b[] = {TASK(1, 50, 100), TASK(1, 0, 0)};
static struct task c[] = {TASK(1, 100, 10)};

static struct role roles[] = {
	{.is = {.title = TEXT("A"), .tasks = {a, COUNT(a)}}},
	{.is = {.title = TEXT("B"), .tasks = {b, COUNT(b)}}},
	{.is = {.title = TEXT("C"), .tasks = {c, COUNT(c)}}},
};

static struct site ranked(size_t level_count, size_t role_count)
{
	struct diags diags = {0};
	struct scoring scoring = usual();
	struct site site = {.levels = levels + 1, .level_count = level_count, .roles = roles, .role_count = role_count};
	assert_true(model_load(&site, &scoring, true, &diags));
	return site;
}

/* At senior, tilt 20: A weighs 3·4000 and 6000, 12000·40 / 18000 = 26.67; B 5000 and 6000, 5000·50 / 11000 = 22.73. */
static void test_standings(void **state)
{
	(void)state;
	struct site site = ranked(2, 3);
	struct standing standings[3];
	static const struct {
		uint32_t risk, hundredths;
		size_t rank;
	} want[2][3] = {{{30, 3000, 1}, {25, 2500, 2}, {10, 1000, 3}}, {{27, 2667, 1}, {23, 2273, 2}, {10, 1000, 3}}};
	for (size_t level = 0; level < 2; level++) {
		model_standings(&site, &site.model, level, standings);
		for (size_t i = 0; i < 3; i++) {
			assert_int_equal(standings[i].risk, want[level][i].risk);
			assert_int_equal(standings[i].hundredths, want[level][i].hundredths);
			assert_int_equal(standings[i].rank, want[level][i].rank);
		}
	}
}

/* All tasks alike: A 40 / 2 = 20, B 25, C 10: A and B change places, 1 - 6·2 / (3·8) = 0.50.
   Exposure alone: A 75, B 25, C 100: C comes from 3 to 1, 1 - 6·(1 + 1 + 4) / 24 = -0.50.
   Every judgement has its bounds where it is and every task its autonomy, so that the other variants change nothing.
   Tilt 0 gives A 30, B 25 at senior; tilt 33 gives A 10050·40 / 16700 = 24.07 and B 5000·50 / 11650 = 21.46: no move.
 */
static void test_robustness(void **state)
{
	(void)state;
	struct site site = ranked(2, 3);
	struct robust_row rows[ROBUST_ROWS];
	static const struct {
		const char *name;
		size_t level;
		int correlation;
		size_t moved, from, to;
	} want[] = {{"equal", 0, 50, 0, 1, 2}, {"exposure", 0, -50, 2, 3, 1}, {"flat", 1, 100, 3, 0, 0},
		{"steep", 1, 100, 3, 0, 0}};
	assert_int_equal(model_robustness(&site, rows), COUNT(want));
	for (size_t i = 0; i < COUNT(want); i++) {
		assert_string_equal(rows[i].name, want[i].name);
		assert_int_equal(rows[i].level, want[i].level);
		assert_true(rows[i].has_correlation);
		assert_int_equal(rows[i].correlation, want[i].correlation);
		assert_ptr_equal(rows[i].moved, want[i].moved < 3 ? &roles[want[i].moved] : NULL);
		assert_int_equal(rows[i].from, want[i].from);
		assert_int_equal(rows[i].to, want[i].to);
	}
	site.role_count = 2;
	assert_int_equal(model_robustness(&site, rows), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_mistakes), cmocka_unit_test(test_tilts),
		cmocka_unit_test(test_judgements), cmocka_unit_test(test_changes), cmocka_unit_test(test_standings),
		cmocka_unit_test(test_robustness)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

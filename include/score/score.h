/* SPDX-License-Identifier: MIT */
/* Scores of a role at one level, in integers only: no I/O, no allocation, no strings.
   The rules are those of docs/scoring.md; the same arithmetic runs in the reader's browser. */
#ifndef ROLECAST_SCORE_SCORE_H
#define ROLECAST_SCORE_SCORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	SCORE_MAX_TASKS = 200,
	SCORE_MAX_TIME = 100000, /* tenths */
	SCORE_MAX_TILT = 33
};

/* 0..100 each, low <= value <= high. */
struct judgement {
	uint8_t value, low, high;
};

struct score_task {
	uint32_t time; /* tenths, 0..SCORE_MAX_TIME: that level's if authored, the baseline's if modelled */
	struct judgement exposure, autonomy;
};

struct score_input {
	const struct score_task *tasks;
	size_t count;
	bool is_modelled; /* weights follow from the baseline's time and tilt */
	int tilt;         /* -33..33; 0 at the baseline; unused when not modelled. Within it more exposure never
			     lowers E; at a negative tilt it can lower R (docs/scoring.md). */
};

/* One measure: the value, and the same with every judgement at its low, then high bound. Points and hundredths
   are each rounded from the exact sums: 20.496 prints as 20, and as 20.50. */
struct score_measure {
	uint32_t value, low, high;                            /* 0..100 */
	uint32_t hundredths, low_hundredths, high_hundredths; /* 0..10000 */
};

enum score_band { BAND_MINIMAL, BAND_LOW, BAND_MEDIUM, BAND_HIGH, BAND_VERY_HIGH, BAND_COUNT };
enum score_label { LABEL_LOW, LABEL_MEDIUM, LABEL_HIGH, LABEL_COUNT };
enum score_verdict { VERDICT_REDUCED, VERDICT_TYPICAL, VERDICT_ELEVATED, VERDICT_COUNT };

struct score {
	struct score_measure exposure, risk;
	uint32_t threat;                     /* 0..10 */
	uint32_t automated, assisted, human; /* of 100 hours; they add up to 100 */
	uint64_t weight;                     /* sum of the tasks' weights; 0 only for an input without weight */
};

/* What one task gives to the score; arrays as long as the input's tasks. */
struct score_share {
	uint32_t weight_permille;         /* add up to 1000 */
	uint32_t contribution;            /* points of risk; add up to risk.value */
	uint32_t contribution_hundredths; /* add up to risk.hundredths */
};

/* floor((2p + q) / 2q): the only rounding there is. q > 0. */
uint64_t score_half(uint64_t p, uint64_t q);

/* One of the words low, medium, high: thirds of the scale. `third` is 0, 1 or 2. */
struct judgement judgement_of_word(int third);
/* A bare number with the site's spread, clipped to 0..100. */
struct judgement judgement_of_number(int value, int spread);

uint64_t score_task_weight(const struct score_input *input, size_t task);
/* The largest number that divides the weights of all tasks, for it cancels; 1 for an input without weight. */
uint64_t score_common_weight(const struct score_input *input);

/* The exact sums behind a score: E is exposure / weight, R is risk / (100 weight); and those with every judgement at
   its low, then its high bound. */
struct score_sums {
	uint64_t weight, exposure, risk;
	uint64_t exposure_low, exposure_high, risk_low, risk_high;
};
struct score_sums score_sums_of(const struct score_input *input);

/* False when the tasks' weights add up to nothing; *score is then all zero. */
bool score_compute(const struct score_input *input, struct score *score);
/* Fills shares[0..input->count) from the input and what score_compute made of it; all zero without weight. */
void score_shares(const struct score_input *input, const struct score *score, struct score_share *shares);

/* `bounds` ascend: the four scores (printed R) at which low, medium, high and very high begin, 10 20 35 50. */
enum score_band score_band_of(uint32_t risk, const uint8_t bounds[4]);
enum score_label score_label_of(uint32_t exposure);
enum score_verdict score_verdict_of(uint32_t risk, uint32_t baseline_risk);

/* The effect of one judgement moved to its own bounds, weights kept. All zero for an input without weight. */
struct score_effect {
	size_t task;
	bool is_autonomy;   /* else exposure */
	uint32_t low, high; /* printed R at the judgement's low and high bound */
	uint32_t low_hundredths, high_hundredths;
};

/* The effect of a task's exposure or autonomy. */
struct score_effect score_effect_of(const struct score_input *input, size_t task, bool is_autonomy);
/* All of them, two a task: its exposure's, then its autonomy's. */
void score_effects(const struct score_input *input, struct score_effect *effects);
/* Those that move R most, at most `most`, the largest first (high - low in hundredths; ties to the earlier task,
   exposure first), without those that do not move it; how many. */
size_t score_largest_effects(const struct score_input *input, struct score_effect *effects, size_t most);
/* The one that moves R most (high - low in hundredths; ties to the earlier task, exposure first). */
struct score_effect score_largest_effect(const struct score_input *input);
/* The N of "no single judgement moves it by more than N": the most points by which the printed R at any one
   judgement's bound differs from the printed R. With uneven bounds it need not come from the largest effect. */
uint32_t score_largest_step(const struct score_input *input);

struct score_move {
	size_t task;
	bool is_autonomy;
	int from, to;
	enum score_band band;
};

/* The smallest change of one task's exposure or autonomy value (whole points, kept in 0..100, weights kept)
   that moves the band of R up (`direction` 1) or down (-1); ties to the earlier task, exposure first. False
   when no single one can; *move is then untouched. */
bool score_band_move(const struct score_input *input, const uint8_t bounds[4], int direction, struct score_move *move);
/* All that could, one a judgement at most, the smallest change first, ties as above; how many. `moves` has room for
   two a task. */
size_t score_band_moves(
	const struct score_input *input, const uint8_t bounds[4], int direction, struct score_move *moves);

/* What became of a task between two scores: its share of the week grew, shrank, stayed; or only one has the task. */
enum score_change_kind { CHANGE_GAINED, CHANGE_LOST, CHANGE_KEPT, CHANGE_GONE, CHANGE_NEW, CHANGE_KINDS };

struct score_change {
	enum score_change_kind kind;
	size_t before, after; /* the task's number in each; unused where it is not there */
	int32_t hundredths;   /* what it gives to the risk after, less what it gave before */
};

struct score_side {
	const struct score_share *shares;
	size_t count;
};

/* The difference between two risks, task by task: their hundredths add up to exactly that. `same[i]` is the number of
   the task in `after` that is task i of `before`, or -1; no number twice. The largest first, ties to the earlier task,
   tasks of `after` alone behind. `changes` has room for the tasks of both; how many there are. */
size_t score_compare(struct score_side before, struct score_side after, const int *same, struct score_change *changes);
/* The hundredths of the changes of each kind. */
void score_changes_sum(const struct score_change *changes, size_t count, int32_t sums[CHANGE_KINDS]);

/* How the times of a role are given: none, one a task, or one a task and level. */
enum score_times { TIMES_ALIKE, TIMES_PLAIN, TIMES_BY_LEVEL };

/* A role at one level, at one point of its history. */
struct score_version {
	const struct score_task *tasks; /* the times are that level's, or the baseline's if it is modelled */
	size_t count;
	enum score_times times;
	int tilt; /* of the level; 0 at the baseline. It counts where times are not by level. */
};

/* What differs between two versions. In the order of docs/scoring.md, but for those of one task, which stand together.
   WEIGHTS and WORDING are for who tells of them: they move nothing, and score_steps makes none. */
enum score_step_kind {
	STEP_WEIGHTS,  /* hours became importance, or the reverse */
	STEP_TILT,     /* of the level */
	STEP_REPLACED, /* no task is in both */
	STEP_GONE,     /* a task */
	STEP_TIMES,    /* they are given in another way: all of them at once */
	STEP_UNIT,     /* all of them grew or shrank alike */
	STEP_WORDING,  /* of a task */
	STEP_EXPOSURE, /* of a task: its value, or only its bounds */
	STEP_AUTONOMY,
	STEP_TIME,
	STEP_NEW, /* a task */
	STEP_KINDS
};

struct score_step {
	enum score_step_kind kind;
	size_t before, after; /* the task's number in each version that has it */
	int32_t hundredths;   /* R behind the step less R before it */
};

enum { SCORE_MOST_STEPS = 3 * SCORE_MAX_TASKS + 2 };

/* Makes `after` of `before`, one change at a time; the steps add up to exactly the difference of the two risks in
   hundredths. `same[i]` is the number of the task in `after` that is task i of `before`, or -1; no number twice. Where
   a step leaves no weight, the risk counts as it was. `steps` has room for SCORE_MOST_STEPS; how many there are. */
size_t score_steps(const struct score_version *before, const struct score_version *after, const int *same,
	struct score_step *steps);

#endif

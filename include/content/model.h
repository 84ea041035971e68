/* SPDX-License-Identifier: MIT */
/* How scores are made of what authors wrote: the settings of site.yaml, or a variant of them for one run.
   docs/scoring.md has the rules. */
#ifndef ROLECAST_CONTENT_MODEL_H
#define ROLECAST_CONTENT_MODEL_H

#include "base/diag.h"
#include "content/records.h"

struct site;
struct role;

enum model_side { SIDE_VALUE, SIDE_LOW, SIDE_HIGH };

struct model {
	struct scoring scoring; /* with the defaults filled in */
	int tilts[MOST_LEVELS]; /* of the site's levels */
	size_t baseline;        /* the level that written times belong to */
	enum model_side side;   /* which end of each judgement counts */
	int exposure_shift;     /* points by which each exposure is moved */
	int autonomy_shift;     /* the same of autonomies */
	bool has_one_autonomy;  /* all tasks have the same, without bounds … */
	uint8_t one_autonomy;   /* … this one */
	bool has_equal_weights; /* as if no task had a time */
};

/* One thing that a variant has otherwise than the site. */
struct variant_change {
	str key, value; /* "tilt.senior", "20" */
	str own;        /* the site's: "33"; empty where that is no number: as it is written */
};

/* A key of --model, for help and documents. */
struct model_key {
	const char *name, *takes, *about;
	int least, most; /* of a number; equal: it takes none */
};
extern const struct model_key model_keys[];
extern const size_t model_key_count;

/* Makes site->own of `scoring` and the site's levels, and site->model of that and the words of site->options, each
   KEY=VALUE or several with blanks or commas between them. Without `has_levels`, which are then wrong themselves,
   nothing is said of those that are named. All that is wrong is told, [bad-model], as wrong usage. */
bool model_load(struct site *site, const struct scoring *scoring, bool has_levels, struct diags *diags);
/* The same of words that are known to be right: what the program asks itself. */
struct model model_variant(const struct site *site, str words);

/* A judgement as written under a model. */
struct judgement model_exposure(const struct model *model, const struct judged *exposure);
struct judgement model_autonomy(const struct model *model, const struct judged *autonomy);
/* Whether a role's weights at a level are modelled. */
bool model_is_modelled(const struct model *model, const struct role *role, size_t level);
/* What a role's score at a level is reckoned from; `tasks`, which has room for the role's, is filled for it. */
struct score_input model_input(
	const struct model *model, const struct role *role, size_t level, struct score_task *tasks);

/* A role among all at one level. */
struct standing {
	uint32_t risk, hundredths;
	size_t rank;        /* by printed risk, 1 the highest; equals share */
	size_t below, same; /* roles with a lower risk, and with this one */
};
/* Fills the rest from the risks. */
void standings_rank(struct standing *standings, size_t count);
/* One a role of the site, in its order. */
void model_standings(const struct site *site, const struct model *model, size_t level, struct standing *standings);
/* All roles at one level, in this run and by the site's own model. */
struct against_own {
	struct standing *now, *own;
	bool has_correlation; /* of the two rankings */
	int correlation;      /* hundredths */
};
/* One a level of the site. */
struct against_own *model_against_own(const struct site *site, struct arena *arena);
/* "tilt.senior=20, spread=5" */
str model_words(const struct site *site, struct arena *arena);
/* Spearman's rank correlation of two standings, by printed risk; false where there is none. */
bool model_correlation(
	const struct standing *a, const struct standing *b, size_t count, struct arena *arena, int *hundredths);

/* The ranking under one of the fixed variants, beside the one in force. */
struct robust_row {
	const char *name;  /* "low", "high", …: what strings call it */
	const char *words; /* what --model takes for it */
	size_t level;
	bool has_correlation; /* else all risks are alike on one side */
	int correlation;      /* hundredths */
	const struct role
		*moved; /* the role whose rank changes most, the first by title among equals; NULL: none does */
	size_t from, to;
};
enum { ROBUST_ROWS = 6 + 2 * MOST_LEVELS, ROBUST_FEWEST_ROLES = 3 };
/* Those variants that change any score; how many. None with fewer than three roles. */
size_t model_robustness(const struct site *site, struct robust_row rows[ROBUST_ROWS]);

#endif

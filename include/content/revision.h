/* SPDX-License-Identifier: MIT */
/* What became of roles between two editions, and the judgements that moved their scores. */
#ifndef ROLECAST_CONTENT_REVISION_H
#define ROLECAST_CONTENT_REVISION_H

#include "content/edition.h"

enum revision_kind { REVISION_UP, REVISION_DOWN, REVISION_NEW, REVISION_GONE, REVISION_SAME, REVISION_KINDS };

struct revision {
	enum revision_kind kind; /* at the level that is compared */
	const struct past_role *before, *after;
	const struct past_level *was, *is; /* NULL where the role, or its level, is not there */
	int32_t hundredths;                /* of the risk; whole points unless it is exact */
	bool is_exact;                     /* both sides keep hundredths */
	size_t number;                     /* for a steady order */
};

struct revisions {
	const struct edition *before, *after;
	str level;
	struct revision *items; /* up, the most first; down likewise; new, gone, same, each in its edition's order */
	size_t count, counts[REVISION_KINDS];
};

/* Compares two editions at a level. Roles are the same by their slug, or by one that they had before. */
void revisions_make(const struct edition *before, const struct edition *after, str level, struct arena *arena,
	struct revisions *made);
/* The edition's baseline; `otherwise` where it keeps no model. */
str edition_baseline(const struct edition *edition, str otherwise);
/* Whether it keeps a score of any role at the level. */
bool edition_has_level(const struct edition *edition, str level);
/* The level at which two editions are compared: the baseline of the later one, or of the earlier where only that is in
   both. */
str revisions_level(const struct edition *before, const struct edition *after, str otherwise);
/* What a role of `after` was: found by its slug, then by those it had before that no other role has now. NULL when it
   was not there. */
const struct past_role *past_role_find(
	const struct edition *before, const struct edition *after, const struct past_role *role);

/* One change of a role, and what it does to its risk: see score_steps. */
struct revision_step {
	enum score_step_kind kind;
	const struct past_task *before, *after; /* NULL where it is about no task, or the task is not there */
	int32_t hundredths;
	int32_t from, to; /* EXPOSURE, AUTONOMY: points; TIME: tenths; TILT */
};

/* The steps from one to the other at a level; they add up to the difference of the risks. False when either edition
   does not keep what made the score at that level. */
bool revision_steps(const struct edition *before, const struct past_role *was, const struct edition *after,
	const struct past_role *is, str level, struct arena *arena, struct revision_step **steps, size_t *count);
/* What differs between the models of two editions; nothing when one of them keeps none. */
enum model_change_kind { MODEL_LEVEL_NEW, MODEL_LEVEL_GONE, MODEL_LABEL, MODEL_TILT, MODEL_BASELINE, MODEL_BANDS };
struct model_change {
	enum model_change_kind kind;
	const struct past_site_level *before, *after; /* NULL where it is not there, or of BANDS */
};
size_t revision_model(
	const struct edition *before, const struct edition *after, struct arena *arena, struct model_change **changes);

/* At most `most` of the steps, those of the largest effect first, then in their order. Returns how many. */
size_t revision_largest(struct revision_step *steps, size_t count, size_t most);

#endif

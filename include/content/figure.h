/* SPDX-License-Identifier: MIT */
/* What the claims lint looks for in wording (see docs/authoring.md). Texts come as markdown_wording makes them. */
#ifndef ROLECAST_CONTENT_FIGURE_H
#define ROLECAST_CONTENT_FIGURE_H

#include "content/quantity.h"

/* A figure that says something of the world: it wants a source. */
enum figure_kind { FIGURE_PERCENT, FIGURE_MONEY, FIGURE_LARGE, FIGURE_SHARE, FIGURE_RATIO, FIGURE_KINDS };

struct figure {
	enum figure_kind kind;
	size_t from, to;
	str number; /* as written: the same number of the same kind is the same figure */
};

/* The first at or behind `from`. */
bool figure_next(str text, size_t from, enum wording wording, struct figure *figure);

/* A number that is said to be a score of ours. */
enum stated_kind { STATED_RISK = 1, STATED_EXPOSURE = 2, STATED_THREAT = 4 };

struct stated {
	int kinds; /* which of them it may be */
	int64_t value;
	size_t from, to;
};

/* English only. */
bool stated_next(str text, size_t from, struct stated *stated);

/* "7 skills that …": so many of something are to follow. English only. */
struct promise {
	int64_t count;
	size_t from, to;
};
bool promise_find(str title, struct promise *promise);
/* A heading that is none of what was promised: "Conclusion". */
bool promise_is_frame(str heading);

#endif

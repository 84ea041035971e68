/* SPDX-License-Identifier: MIT */
/* An edition as its file has it, with the place of everything; only src/content includes this. */
#ifndef ROLECAST_CONTENT_EDITION_PARTS_H
#define ROLECAST_CONTENT_EDITION_PARTS_H

#include "content/edition.h"

struct written_exact {
	struct number risk, risk_low, risk_high, exposure, exposure_low, exposure_high;
};

struct written_level {
	struct text level;
	struct number risk, risk_low, risk_high, exposure, exposure_low, exposure_high;
	struct written_exact *exact;
};

struct written_task {
	struct text id, name;
	struct task_time time;
	struct judged exposure, autonomy;
};

struct written_role {
	struct text slug, title;
	struct number weights;
	LIST_OF(struct text) moved_from;
	LIST_OF(struct written_level) levels;
	LIST_OF(struct written_task) tasks;
};

struct written_site_level {
	struct text id, label;
	struct number tilt, baseline;
};

struct written_model {
	LIST_OF(struct written_site_level) levels;
	uint8_t bands[4];
};

struct written_edition {
	struct text name, program;
	struct dated date;
	struct written_model *model;
	LIST_OF(struct written_role) roles;
};

/* Makes an edition of what was written; nothing of it lies in the nodes. False when an error was added. */
bool edition_make(const struct source *source, const struct written_edition *written, struct schema *schema,
	struct arena *arena, struct edition *edition);
bool edition_unknown_level(const struct edition *edition, struct mark mark, str id, struct diags *diags);

/* edition_check.c: ids once, levels of the model, and the scores that the tasks give. `written` tells the places; NULL
   where there are none to tell. Fills edition->by_slug. */
bool edition_check(struct edition *edition, const struct written_edition *written, struct diags *diags);

#endif

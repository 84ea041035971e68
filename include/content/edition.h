/* SPDX-License-Identifier: MIT */
/* Earlier editions: scores as they were published, with the model and the judgements that made them where the file
   keeps those. The present site can be seen as an edition, too. */
#ifndef ROLECAST_CONTENT_EDITION_H
#define ROLECAST_CONTENT_EDITION_H

#include "content/records.h"

struct site;
struct role;
struct input;

struct past_level {
	str id;
	struct score_measure risk, exposure; /* where only points are kept, low and high equal them */
	bool is_exact;                       /* hundredths and ranges are known */
};

struct past_task {
	str id, name;
	uint32_t time;         /* tenths; unless by level */
	const uint32_t *times; /* tenths, by the edition's levels */
	struct judgement exposure, autonomy;
};

struct past_role {
	str slug, title; /* the title may be empty */
	str *moved_from;
	size_t moved_count;
	bool is_by_importance;
	enum score_times times;
	struct past_level *levels;
	size_t level_count;
	struct past_task *tasks; /* none: what made the scores is not kept */
	size_t task_count;
};

struct past_site_level {
	str id, label;
	int tilt;
	bool is_baseline;
};

struct edition {
	struct text name;
	struct dated date;
	str program; /* version of rolecast that wrote it */
	str address; /* of its page of changes: /changes/2026-1/ has 2026-1 */
	struct past_site_level *levels;
	size_t level_count; /* 0: the model is not kept */
	uint8_t bands[4];
	struct past_role *roles;
	size_t role_count;
	struct map by_slug; /* struct past_role * */
	const struct input *input;
	struct arena arena;
	bool is_carried; /* taken over from the site before, which still owns it: see site_read_again */
};

/* editions/<id>.yaml, all of them, by several workers. */
enum { EDITION_MAX_BYTES = 64 << 20 };
void editions_load(struct site *site, struct diags *diags);
/* After an update that went well: carried editions belong to `site` now. */
void editions_settle(struct site *site);
void editions_free(struct site *site);
/* After the settings and all editions: two of one address are an error. */
void editions_check_addresses(const struct site *site, struct diags *diags);

/* What an edition says of a role at a level; NULL when it says nothing. */
const struct past_level *edition_find(const struct edition *edition, str role, str level);
const struct past_level *past_level_find(const struct past_role *role, str level);
/* The site's editions but for one that has the name of the present one, oldest first; the last is the newest. */
size_t editions_past(const struct site *site, struct arena *arena, const struct edition ***past);

/* The site as an edition of that date. Its texts lie in the site. Tasks are left out without WITH_TASKS. */
enum past_tasks { WITHOUT_TASKS, WITH_TASKS };
void edition_of_site(
	const struct site *site, enum past_tasks tasks, struct date date, struct arena *arena, struct edition *edition);
/* A role of the present, its tasks too. */
void past_role_of(const struct site *site, const struct role *role, struct arena *arena, struct past_role *past);
/* A role's input at one of its levels, as it was scored; `tasks` has room for them all. False where the tasks or that
   level are not kept. */
bool past_version(const struct edition *edition, const struct past_role *role, str level, struct score_task *tasks,
	struct score_version *version);

/* edition_text.c: the file that `snapshot` writes, a line a task. */
void edition_write(const struct edition *edition, struct buf *out);
/* The name of an edition in addresses. */
str edition_address(struct arena *arena, str name);

#endif

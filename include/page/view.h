/* SPDX-License-Identifier: MIT */
/* What pages show, made from what authors wrote. What all pages share is made once for the site; what a role's
   pages share, once for the role. */
#ifndef ROLECAST_PAGE_VIEW_H
#define ROLECAST_PAGE_VIEW_H

#include "content/revision.h"
#include "page/ledger.h"
#include "page/relate.h"
#include "page/theme.h"

/* A skill and the roles that name it. */
struct skill_use {
	const struct role *role;
	const struct skill *skill;
};

struct skill_topic {
	str id, name, url;      /* named as the first role by title names it */
	struct skill_use *uses; /* highest risk first */
	size_t count;
	size_t in_group[SKILL_GROUPS];
	const struct skill_intro *intro; /* NULL if nobody wrote one */
};

/* Those that name a role, newest first. */
struct article_list {
	const struct article **items;
	size_t count;
};

/* From one edition to the next, or to the site as it is. */
struct change {
	const struct edition *before, *after;
	struct revisions revisions; /* at the baseline of the later one */
	str url, data;              /* addresses */
	bool is_present;
};

/* Shared by all pages; read-only while pages are made. */
struct views {
	const struct site *site;
	const struct theme *theme;
	const struct strings *strings;
	struct arena *arena;
	struct value site_record, strings_record;
	struct view_site site_view;
	struct view_role_link *role_links; /* one a role, in the site's order */
	struct role_orders orders;
	struct relations *relations; /* one a role */
	struct pair *pairs;          /* of roles that have a page together */
	size_t pair_count;
	struct skill_topic *skills; /* by name */
	size_t skill_count;
	struct map skill_by_id;                /* struct skill_topic * */
	struct view_category_link *categories; /* those that have roles */
	size_t category_count;
	const struct category **category_of; /* one a view of categories */
	struct view_article_link *articles;
	struct article_list *articles_of; /* one a role */
	struct value spread;              /* of all roles */
	struct edition present;           /* without tasks; only where there is an earlier edition */
	struct change *changes;           /* newest first */
	size_t change_count;
	struct value change_links; /* a list, which each page of a change shows */
	struct ledger ledger;
};

/* All that the pages of one role share. */
struct role_views {
	const struct role *role;
	struct view_role view;
	struct view_level *levels;
	struct view_assessment *assessments; /* one a level */
	struct view_score *scores;
};

void views_init(struct views *views, const struct site *site, const struct theme *theme, struct arena *arena);
void views_role(const struct views *views, const struct role *role, struct arena *arena, struct role_views *made);
/* One level's numbers, tasks and sentences. */
void views_assessment(const struct views *views, const struct role *role, size_t level, struct arena *arena,
	struct view_assessment *assessment, struct view_score *score);
struct value views_score(const struct views *views, const struct role *role, size_t level, struct arena *arena,
	struct view_score *score);
struct value view_measure(const struct views *views, const struct score_measure *measure, struct arena *arena);
struct value views_spread(
	const struct views *views, const struct role *const *roles, size_t count, struct arena *arena);

/* Parts used by several pages. */
struct value view_of(enum view_shape shape, const void *view);
/* Records made of an array of views, each `size` bytes, with is_first and is_last filled in. */
struct value view_items(struct arena *arena, enum view_shape shape, void *views, size_t size, size_t count);
#define VIEW_ITEMS(arena, name, array, count)                                                                          \
	view_items((arena), SHAPE_##name, (array), sizeof(struct view_##name), (count))
/* A record with only `items`, or nothing when there are none. */
struct value view_phrases(struct arena *arena, const str *html, size_t count);
struct value view_phrase_list(struct arena *arena, const str *html, size_t count);
struct value view_prose(const struct prose *prose);
/* Sources by their numbers among those that are cited on the page; NULL: none are, and all lead to the page of sources.
 */
struct value view_notes(const struct views *views, const struct cited *cited, const struct text *ids, size_t count,
	struct arena *arena);
struct value view_note(const struct views *views, const struct cited *cited, str id, struct arena *arena);
struct value view_sources(const struct views *views, struct citable *const *sources, size_t count, struct arena *arena);
struct value view_comparison(const struct comparison *comparison, struct arena *arena);
struct value view_faq(
	const struct question *questions, size_t count, str first_question, str first_answer, struct arena *arena);
struct value view_steps(const struct step *steps, size_t count, struct arena *arena);
struct value view_role_items(
	const struct views *views, const struct role *const *roles, size_t count, struct arena *arena);
/* A role's skills, or those that one level gives instead. */
struct value views_skills(const struct views *views, const struct role *role, const struct skill *skills, size_t count,
	struct arena *arena);
/* page_skill.c: the skills that roles name, joined by id. */
void views_skill_topics(struct views *views);
bool skill_topic_has(const struct skill_topic *topic, const struct role *role);
/* Cards are made: site.yaml and the options want them. */
bool views_has_cards(const struct views *views);
/* history.c: the score of a role's level in earlier editions; absent when none has it. */
struct value views_history(const struct views *views, const struct role *role, size_t level, struct arena *arena);
/* changes.c: what changed from edition to edition; nothing without an earlier one. */
void views_changes(struct views *views);
/* What moved a role's score at a level from an edition to the present; absent when nothing changed. */
struct value views_causes_since(const struct views *views, const struct edition *edition, const struct role *role,
	size_t level, struct arena *arena);
/* Roles of one kind; absent when there are none. `changed` are those of REVISION_SAME that were judged anew. */
struct value views_revisions(
	const struct views *views, const struct change *change, enum revision_kind kind, struct arena *arena);
void views_change_link(
	const struct views *views, const struct change *change, struct arena *arena, struct view_change_link *link);
struct value views_model_changes(const struct views *views, const struct change *change, struct arena *arena);
/* The steps of one role between two editions; see revision_steps. Tasks of the present are looked up. */
bool views_steps(const struct views *views, const struct edition *before, const struct past_role *was,
	const struct edition *after, const struct past_role *is, str level, struct arena *arena,
	struct revision_step **steps, size_t *count);
const char *view_step_key(enum score_step_kind kind);
/* Roles whose risk moved since the newest edition, most first. */
struct value views_movers(const struct views *views, size_t most, struct arena *arena);
/* agreement.c: each published measure beside our exposure. */
struct value views_agreements(const struct views *views, struct arena *arena);
/* sensitivity.c: the judgements that move a level's risk most, and what would move its band; absent where none has
 * room.
 */
struct value views_sensitivity(const struct views *views, const struct role *role, size_t level, struct arena *arena);
/* For data: each task's effects, one record a task; and every move. */
void views_effects(const struct score_input *input, struct arena *arena, struct value *each);
struct value views_band_moves(
	const struct views *views, const struct role *role, const struct score_input *input, struct arena *arena);
/* How the ranking holds under other assumptions: reckoned anew each time, in time linear in roles. */
struct value views_robustness(const struct views *views, struct arena *arena);
/* What this run has otherwise than site.yaml; absent but in a variant. */
struct value views_model(const struct views *views, struct arena *arena);
/* What a role is related to. */
struct value views_relations(
	const struct views *views, const struct role *role, const uint32_t *others, size_t count, struct arena *arena);
/* Text as HTML. */
str view_escaped(struct arena *arena, str text);
/* An address of the site, with base path, as it is for the world. */
str view_absolute(const struct site *site, struct arena *arena, str url);
/* −3, +3 or 0. */
str view_signed(struct arena *arena, int64_t number);
/* claims.c: every source of the site with the claims and pages that rest on it. */
struct value views_all_sources(const struct views *views, struct arena *arena);
str view_band_key(enum score_band band);
str view_verdict_key(enum score_verdict verdict);
/* number, range, word or default: how a judgement was written */
str view_judged_as(const struct judged *judged);
/* A level of the site, or NULL. */
const struct level *view_level(const struct site *site, str id);
/* A published value on a scale of 0 to 100. */
int64_t view_position(const struct benchmark *benchmark, double value);

/* "a" or "an", and the plural, by the rules of English; other languages give the words themselves. */
str english_article(str noun);
str english_plural(struct arena *arena, str noun);
/* Weights are hours: only then may "of 100 hours" be said. */
bool role_has_hours(const struct role *role);
/* The sentence, or its twin `<name>_importance` for a role without hours. */
str role_say(const struct views *views, const struct role *role, struct arena *arena, const char *name,
	const struct fill *fills, size_t fill_count);
str role_plural(const struct views *views, const struct role *role, struct arena *arena);

#endif

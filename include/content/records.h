/* SPDX-License-Identifier: MIT */
/* What authors write, as it is in memory; the tables that load it stand in src/content/records.c. */
#ifndef ROLECAST_CONTENT_RECORDS_H
#define ROLECAST_CONTENT_RECORDS_H

#include "base/map.h"
#include "format/schema.h"
#include "score/score.h"

/* The menu, and the links at the end of each page to plain pages, stand on all pages. */
enum { MOST_LEVELS = 12, MOST_IN_MENU = 100, MOST_IN_FOOTER = 100 };

/* site.yaml */
struct assessor {
	struct text name, method, url;
};

struct category {
	struct text id, title;
	LIST_OF(struct text) soc;
	/* From categories/<id>.md */
	struct prose body;
	str description;
};

struct level {
	struct text id, label;
	struct number tilt, is_baseline;
};

struct scoring {
	struct number spread, autonomy;
	struct judgement words[3];
	uint8_t bands[4];
};

struct ai_cost {
	struct text product;
	struct number amount, per;
	struct text currency;
	struct dated as_of;
	struct text source;
};

struct menu_item {
	struct text title, url;
};

struct form {
	struct text action, label;
};

/* On what terms others may use the site's data. */
struct data_terms {
	struct text licence, url;
};

enum deploy_kind { DEPLOY_RSYNC, DEPLOY_RCLONE, DEPLOY_GIT, DEPLOY_KINDS };

struct deploy_target {
	struct text id;
	struct text addresses[DEPLOY_KINDS]; /* exactly one is given */
	struct text branch;
};

/* In the order of the words that site.yaml takes. */
enum host_kind {
	HOST_GITHUB_PAGES,
	HOST_GITLAB_PAGES,
	HOST_NETLIFY,
	HOST_CLOUDFLARE_PAGES,
	HOST_NGINX,
	HOST_APACHE,
	HOST_STORAGE,
	HOST_KINDS
};

/* An address of the site that leads on. */
struct lead {
	struct text from; /* without base path; that of a page ends in '/' */
	struct text to;
};

/* What RFC 9116 puts into security.txt. */
struct security {
	LIST_OF(struct text) contact, encryption, policy, acknowledgments, hiring, languages;
	struct dated expires;
};

struct settings {
	struct text title, base_url, language, edition;
	struct prose tagline;
	struct text description;
	struct prose text;
	LIST_OF(struct text) theme;
	LIST_OF(struct category) categories;
	struct assessor *assessor;
	LIST_OF(struct level) levels;
	struct scoring *scoring;
	struct ai_cost *ai_cost;
	LIST_OF(struct menu_item) menus;
	struct number host;
	LIST_OF(struct deploy_target) deploy;
	LIST_OF(struct lead) redirects;
	struct security *security;
	struct number cards, unsafe_html;
	struct form *form;
	struct data_terms *data;
	const struct yaml_node *extra;
};

/* sources.yaml, benchmarks.yaml */
struct citable {
	struct text id, title, publisher, url;
	struct dated published, accessed, expires;
	struct text edition, supersedes, licence, quote, note;
};

struct benchmark_code {
	str code;
	str digits; /* of the code, what only fills it up left out */
	double value;
	str written;    /* the value as the file gives it */
	int percentile; /* as the file gives it, or -1 */
	struct mark mark;
};

struct benchmark {
	struct text id, title, url, file;
	struct number code;
	struct text code_column, value_column, percentile_column;
	struct number scale[2];    /* times 100 */
	struct number occupations; /* of the whole measure, when the file is a part of it */
	struct text licence, publisher, source;
	struct dated as_of;
	LIST_OF(struct benchmark_code) values; /* sorted by digits */
	double *ascending;                     /* values of all occupations, groups left out */
	size_t ascending_count;
};

/* A role and its tables. */
struct task_time {
	bool is_set, is_by_level;
	bool is_broken;    /* reported already */
	uint32_t baseline; /* tenths */
	uint32_t by_level[MOST_LEVELS];
	const struct yaml_node *node; /* the map from level ids, until they are matched */
	struct mark mark;
};

/* In a judgement as written, low says what value is. */
enum { JUDGED_NUMBER = 101, JUDGED_WORD = 102 };

struct judged {
	struct judgement given;     /* as written */
	struct judgement judgement; /* under the model in force */
	struct mark mark;
	bool is_set;
};

struct task {
	struct prose name;
	struct text id;
	struct task_time time;
	struct judged exposure, autonomy;
	struct prose rationale;
	LIST_OF(struct text) sources, refs;
};

enum skill_group { SKILL_VULNERABLE, SKILL_RESILIENT, SKILL_LEARN, SKILL_GROUPS };

struct skill {
	struct text name, id, url;
	struct number group;
	struct prose why;
	LIST_OF(struct text) sources;
};

enum stage_status { STAGE_OPEN, STAGE_MET, STAGE_MISSED, STAGE_STATUSES };
enum stage_confidence { CONFIDENCE_LOW, CONFIDENCE_MEDIUM, CONFIDENCE_HIGH, CONFIDENCES };

struct stage {
	struct text id;
	struct dated from, to;
	struct prose claim, evidence;
	struct number confidence, status;
	LIST_OF(struct text) sources;
	LIST_OF(struct text) cites; /* those, and what its texts cite, each once */
};

struct agent {
	struct text company, product, url;
	struct prose does;
	struct dated as_of;
	LIST_OF(struct text) sources;
};

enum pay_per { PER_YEAR, PER_MONTH, PER_HOUR };

struct pay {
	struct text country, currency, level, source;
	struct number amount, per; /* amount in hundredths */
	struct dated as_of;
};

struct step {
	struct prose lead, body;
};

struct interview {
	struct prose question, listen_for;
};

struct job {
	struct text title, employer, url, place;
	struct dated expires, posted;
};

struct comparison {
	struct text caption;
	LIST_OF(struct text) columns;
	LIST_OF(struct prose_row) rows;
};

struct question {
	struct prose q, a;
};

/* levels/<level>.md */
struct level_page {
	struct prose summary;
	LIST_OF(struct prose) insights;
	LIST_OF(struct step) steps;
	LIST_OF(struct skill) skills;
	struct prose body;
};

struct role_record {
	struct text title, plural, article, icon, soc, isco, category, assessed_by, method;
	struct dated updated, publish_on;
	struct prose tagline, summary;
	LIST_OF(struct text) aliases, moved_from, related, refs;
	struct number weights, is_draft;
	LIST_OF(struct task) tasks;
	LIST_OF(struct skill) skills;
	LIST_OF(struct stage) timeline;
	LIST_OF(struct agent) agents;
	LIST_OF(struct pay) pay;
	LIST_OF(struct step) steps;
	struct comparison *comparison;
	LIST_OF(struct interview) interview;
	LIST_OF(struct job) jobs;
	LIST_OF(struct question) faq;
	const struct yaml_node *extra;
};

struct article_record {
	struct text title, author;
	struct prose dek;
	struct dated date, updated, publish_on;
	LIST_OF(struct text) roles, refs;
	LIST_OF(struct prose) key_points;
	struct comparison *comparison;
	LIST_OF(struct question) faq;
	struct number is_draft;
	const struct yaml_node *extra;
};

struct page_record {
	struct text title, description;
	struct number menu, is_draft;
	const struct yaml_node *extra;
};

struct category_record {
	struct text description;
	const struct yaml_node *extra;
};

extern const struct record edition_record, settings_record, source_record, benchmark_record, role_table,
	level_page_record, article_table, page_table, category_table;
/* Of a target that was checked: the kind whose address is given; what its key is called. */
enum deploy_kind deploy_target_kind(const struct deploy_target *target);
/* Where the ':' behind a host stands; the length of the address when it is a folder of this machine. */
size_t deploy_colon(str address);
const char *deploy_kind_name(enum deploy_kind kind);
/* For faq in a role's folder and the like: the table's row of that name, or NULL. */
const struct field *record_field(const struct record *record, str name);

#endif

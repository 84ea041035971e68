/* SPDX-License-Identifier: MIT */
/* What templates can see: one record a thing, one row a field. From these rows come the structs that views fill,
   the check of templates before anything is written, and docs/templates.md.

   Conventions: an optional section is a record, absent when empty, with `items`; items carry is_first and is_last.
   A word that has a key for styling comes as two fields: `band` (low) and `band_label` (Low).
   `_text` marks the same without markup. */
#ifndef ROLECAST_PAGE_CONTRACT_H
#define ROLECAST_PAGE_CONTRACT_H

#include "format/mustache.h"
#include "format/value.h"
#include "page/contract_api.h"
#include "page/contract_lists.h"
#include "page/contract_pages.h"
#include "page/contract_role.h"

/* F(kind, name, record, help); kinds: TEXT HTML INT FLAG RECORD LIST ANY. */

/* clang-format off */
/* Records first used by others stand first; V(name). */
#define VIEWS(V)                                                                                                       \
	V(link) V(phrase) V(phrases) V(links) V(usage) V(usages) V(category_link) V(model_change) V(model) V(site)     \
	V(meta) V(measure) V(score) V(note) V(source) V(sources) V(task) V(tasks) V(level) V(levels) V(insights)       \
	V(effect) V(sensitivity) V(assessment) V(skill) V(skill_group) V(skills) V(stage) V(timeline) V(agent)         \
	V(agents) V(pay_row) V(pay) V(step) V(steps) V(cell) V(row) V(comparison) V(interview_item) V(interview)       \
	V(job) V(jobs) V(question) V(faq) V(benchmark) V(benchmarks) V(role_link) V(role_links) V(relation)            \
	V(relations) V(letter) V(role) V(article_link) V(bin) V(spread) V(skill_link) V(skill_use) V(skill_uses)       \
	V(compared) V(pair_row) V(pair_rows) V(agreement_point) V(agreement) V(mover) V(cause) V(causes)               \
	V(revision) V(revisions) V(change_link) V(history_point) V(history) V(share) V(card_line) V(role_group)        \
	V(judgement) V(forecast) V(forecasts) V(calibration) V(ledger_year) V(data_file) V(data_column)                \
	V(data_table) V(scan_level) V(scan_task) V(scan_skill) V(scan_role) V(scan) V(api_effects) V(api_sums)         \
	V(api_model_level) V(api_model) V(api_task) V(api_share) V(api_move) V(api_level) V(api_role) V(api_entry)     \
	V(api_roles) V(robust_row) V(robustness) V(api_robustness) V(api_edition) V(api_step) V(api_revision_level)    \
	V(api_revision) V(api_model_change) V(api_change) V(api_change_entry) V(api_changes) V(api_forecast)           \
	V(api_tally) V(api_forecasts) V(band_row) V(level_row) V(heading) V(headings) V(entry) V(home_page)            \
	V(roles_page) V(role_page) V(level_page) V(categories_page) V(category_page) V(articles_page)                  \
	V(article_page) V(plain_page) V(methodology_page) V(sources_page) V(changes_page) V(change_page)               \
	V(forecasts_page) V(forecast_year_page) V(data_page) V(missing_page) V(moved_page) V(skills_page) V(skill_page)  \
	V(compare_page) V(pair_page) V(scan_page) V(card_page) V(badge_page) V(llms_page) V(feed) V(sitemap)

/* clang-format on */

#define VIEW_NUMBER(name) SHAPE_##name,
/* What strings, scripts and styles hold is the theme's to say; their fields are known when it is loaded. */
enum view_shape {
	SHAPE_none,
	SHAPE_strings,
	SHAPE_scripts,
	SHAPE_styles,
	VIEWS(VIEW_NUMBER) SHAPE_COUNT,
	OPEN_SHAPES = SHAPE_styles + 1
};
#undef VIEW_NUMBER

#define VIEW_MEMBER(kind, name, of, help) struct value name;
#define VIEW_STRUCT(name)                                                                                              \
	struct view_##name {                                                                                           \
		VIEW_##name(VIEW_MEMBER)                                                                               \
	};
VIEWS(VIEW_STRUCT)
#undef VIEW_MEMBER
#undef VIEW_STRUCT

enum view_kind { VIEW_TEXT, VIEW_HTML, VIEW_INT, VIEW_FLAG, VIEW_RECORD, VIEW_LIST, VIEW_ANY };

struct view_field {
	const char *name;
	str key; /* the name as JSON writes it, with its colon */
	enum view_kind kind;
	enum view_shape of;
	const char *help;
};

struct view_record {
	const char *name;
	const struct view_field *fields;
	size_t count;
};

/* Indexed by enum view_shape; `none`, `strings`, `scripts` and `styles` have no fields here. */
extern const struct view_record view_records[SHAPE_COUNT];

/* The fields of the open shapes, by shape. */
struct contract_names {
	const char *const *names;
	size_t count;
};
struct contract_open {
	struct contract_names of[OPEN_SHAPES];
};

/* Makes all records known to the set, in this order. Shape numbers given by the set equal the enum. */
void contract_declare(struct mustache_set *set, struct arena *arena, const struct contract_open *open);

/* Checks the template and all it can reach, with `root` at the bottom of the stack: each name must stand in a
   record that some stack which reaches it can hold. Told at the end, when all templates were walked; errors:
   [unknown-name] with the nearest name that exists, [not-printable], [dynamic-name], [too-deep]; a warning:
   [unused-block]. The set must be linked and outlive the check. */
struct contract_check;
struct contract_check *contract_check_new(
	const struct mustache_set *set, const struct contract_open *open, struct arena *arena);
void contract_check_template(struct contract_check *check, str tmpl, enum view_shape root);
bool contract_check_end(struct contract_check *check, struct diags *diags);

/* A page's data as its template sees it: an outline for people, long texts clipped; or JSON, whole.
   What is absent is left out. */
void contract_show(struct value root, const struct contract_open *open, struct buf *out);
void contract_json(struct value root, const struct contract_open *open, struct buf *out);
/* JSON without white space. The value may hold no record of an open shape. */
void contract_data(struct value root, struct buf *out);
/* JSON Schema, 2020-12, of what contract_data gives for a record. `required` names fields of the root, NULL at its end.
 */
void contract_schema(enum view_shape root, str id, const char *const *required, struct buf *out);
/* The reference for authors of themes: docs/templates.md. */
void contract_docs(struct buf *out);
/* The same as the manual page rolecast-templates(5); `date` is the day of this version. */
void contract_manual(const char *date, struct buf *out);

/* What both say of the records in general. Code stands between backticks. */
extern const char *const view_kind_names[], *const contract_rules[];
extern const size_t contract_rule_count;
extern const char contract_promise[];
/* Whether a page's template begins with this record. */
bool contract_is_page(enum view_shape shape);

#endif

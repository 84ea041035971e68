/* SPDX-License-Identifier: MIT */
/* The tables of what may be written. The help texts are the field reference: see docs/authoring.md. */
#include "content/records.h"

#include <stddef.h>
#include <string.h>

#include "content/judged.h"

#define AT(type, member) offsetof(struct type, member)
#define RECORD(variable, type, label, table, about)                                                                    \
	const struct record variable = {                                                                               \
		.name = label, .size = sizeof(struct type), .fields = table, .count = COUNT(table), .help = about}

enum { REQ = FIELD_REQUIRED, LIST = FIELD_LIST, FILE_TOO = FIELD_IS_FILE };

static const char *const confidence_words[] = {"low", "medium", "high", NULL};
static const char *const status_words[] = {"open", "met", "missed", NULL};
static const char *const per_words[] = {"year", "month", "hour", NULL};
static const char *const group_words[] = {"vulnerable", "resilient", "learn", NULL};
static const char *const weight_words[] = {"time", "importance", NULL};
static const char *const code_words[] = {"soc", "isco", NULL};

/* One row a field. */
/* clang-format off */

/* site.yaml */

static const struct field assessor_fields[] = {
	{"name", FIELD_TEXT, REQ, AT(assessor, name), .help = "who judges, as it is printed"},
	{"method", FIELD_TEXT, 0, AT(assessor, method), .help = "how, in a few words"},
	{"url", FIELD_URL, 0, AT(assessor, url), .help = "where that is explained"},
};
static RECORD(assessor_record, assessor, "assessor", assessor_fields, "who stands behind the judgements");

static const struct field category_fields[] = {
	{"id", FIELD_SLUG, REQ, AT(category, id), .help = "name in addresses"},
	{"title", FIELD_TEXT, REQ, AT(category, title), .help = "name as printed"},
	{"soc", FIELD_TEXT, LIST, AT(category, soc), .help = "SOC prefixes that belong to it, for imports"},
};
static RECORD(category_in_site, category, "category", category_fields, "a field of work");

static const struct field level_fields[] = {
	{"id", FIELD_SLUG, REQ, AT(level, id), .help = "name in addresses"},
	{"label", FIELD_TEXT, REQ, AT(level, label), .help = "name as printed"},
	{"tilt", FIELD_INT, 0, AT(level, tilt), .min = -SCORE_MAX_TILT, .max = SCORE_MAX_TILT,
		.help = "how far a modelled week leans to what AI does not reach, -33 to 33"},
	{"baseline", FIELD_BOOL, 0, AT(level, is_baseline), .help = "the level that role pages show; exactly one"},
};
static RECORD(level_record, level, "level", level_fields, "a seniority");

static const struct field scoring_fields[] = {
	{"spread", FIELD_INT, 0, AT(scoring, spread), .min = 0, .max = 50,
		.help = "doubt either side of a bare number"},
	{"autonomy", FIELD_INT, 0, AT(scoring, autonomy), .min = 0, .max = 100,
		.help = "autonomy where a task gives none"},
	{"words", FIELD_CUSTOM, 0, AT(scoring, words), .load = load_words, .json = json_words,
		.help = "what low, medium and high stand for"},
	{"bands", FIELD_CUSTOM, 0, AT(scoring, bands), .load = load_bands, .json = json_bands,
		.help = "where low, medium, high and very high begin"},
};
static RECORD(scoring_record, scoring, "scoring", scoring_fields, "the assumptions of the score");

static const struct field ai_cost_fields[] = {
	{"product", FIELD_TEXT, REQ, AT(ai_cost, product), .help = "name of the product"},
	{"amount", FIELD_DECIMAL, REQ, AT(ai_cost, amount), .max = 100000000000, .scale = 100, .help = "its price"},
	{"currency", FIELD_TEXT, REQ, AT(ai_cost, currency), .help = "ISO 4217 code"},
	{"per", FIELD_CHOICE, REQ, AT(ai_cost, per), .words = per_words, .help = "year, month or hour"},
	{"as_of", FIELD_ABOUT, REQ, AT(ai_cost, as_of), .help = "when that was the price"},
	{"source", FIELD_REF, REQ, AT(ai_cost, source), .refers = "source", .help = "where it is published"},
};
static RECORD(ai_cost_record, ai_cost, "ai_cost", ai_cost_fields, "what AI costs, beside pay");

static const struct field menu_fields[] = {
	{"title", FIELD_TEXT, REQ, AT(menu_item, title), .help = "what the link says"},
	{"url", FIELD_URL, REQ, AT(menu_item, url), .help = "where it leads"},
};
static RECORD(menu_record, menu_item, "menu item", menu_fields, "a link of the main navigation");

static const struct field form_fields[] = {
	{"action", FIELD_URL, REQ, AT(form, action), .help = "where the form is sent"},
	{"label", FIELD_TEXT, REQ, AT(form, label), .help = "what the button says"},
};
static RECORD(form_record, form, "form", form_fields, "a report or newsletter form");

static const struct field settings_fields[] = {
	{"title", FIELD_TEXT, REQ, AT(settings, title), .help = "name of the site"},
	{"base_url", FIELD_URL, REQ, AT(settings, base_url),
		.help = "address of the published site, such as https://example.org/jobs"},
	{"language", FIELD_TEXT, 0, AT(settings, language), .help = "which strings file is used; en by default"},
	{"edition", FIELD_TEXT, 0, AT(settings, edition), .help = "name of this edition, such as 2026.1"},
	{"tagline", FIELD_INLINE, 0, AT(settings, tagline), .help = "the site in one line"},
	{"description", FIELD_TEXT, 0, AT(settings, description), .help = "for search engines and feeds"},
	{"text", FIELD_BLOCK, 0, AT(settings, text), .help = "what the home page says"},
	{"theme", FIELD_TEXT, LIST | FIELD_ONE_OK, AT(settings, theme),
		.help = "themes, the first that has a file gives it; [default]"},
	{"assessor", FIELD_RECORD, 0, AT(settings, assessor), .record = &assessor_record,
		.help = "who judges, and how"},
	{"categories", FIELD_RECORD, REQ | LIST, AT(settings, categories), .record = &category_in_site,
		.help = "fields of work"},
	{"levels", FIELD_RECORD, LIST, AT(settings, levels), .record = &level_record,
		.help = "seniorities, lowest first; entry, mid, senior, lead by default"},
	{"scoring", FIELD_RECORD, 0, AT(settings, scoring), .record = &scoring_record,
		.help = "assumptions of the score"},
	{"ai_cost", FIELD_RECORD, 0, AT(settings, ai_cost), .record = &ai_cost_record,
		.help = "what AI costs, beside pay"},
	{"menus", FIELD_RECORD, LIST, AT(settings, menus), .record = &menu_record,
		.help = "main navigation; made from the pages by default"},
	{"host", FIELD_NODE, 0, AT(settings, host), .help = "where the site is published"},
	{"deploy", FIELD_NODE, 0, AT(settings, deploy), .help = "targets of rolecast deploy"},
	{"cards", FIELD_BOOL, 0, AT(settings, cards), .help = "whether share cards are drawn; they are unless this says false"},
	{"form", FIELD_RECORD, 0, AT(settings, form), .record = &form_record, .help = "a report or newsletter form"},
	{"unsafe_html", FIELD_BOOL, 0, AT(settings, unsafe_html),
		.help = "raw HTML and any address in Markdown stay as written"},
	{"extra", FIELD_NODE, 0, AT(settings, extra), .help = "free for your theme"},
};
RECORD(settings_record, settings, "site", settings_fields, "the site as a whole");

/* sources.yaml, benchmarks.yaml */

static const struct field source_fields[] = {
	{"title", FIELD_TEXT, REQ, AT(citable, title), .help = "title"},
	{"publisher", FIELD_TEXT, REQ, AT(citable, publisher), .help = "who published it"},
	{"url", FIELD_URL, REQ, AT(citable, url), .help = "where it is"},
	{"published", FIELD_ABOUT, REQ, AT(citable, published), .help = "2026-11-20, 2026-11 or 2026"},
	{"edition", FIELD_TEXT, 0, AT(citable, edition), .help = "which edition or version"},
	{"accessed", FIELD_DATE, 0, AT(citable, accessed), .help = "when it was read"},
	{"expires", FIELD_DATE, 0, AT(citable, expires), .help = "until when its claims count"},
	{"supersedes", FIELD_REF, 0, AT(citable, supersedes), .refers = "source", .help = "id of the older edition"},
	{"licence", FIELD_TEXT, 0, AT(citable, licence), .help = "licence"},
	{"quote", FIELD_TEXT, 0, AT(citable, quote), .help = "what it says, word for word"},
	{"note", FIELD_TEXT, 0, AT(citable, note), .help = "what to know about it"},
};
RECORD(source_record, citable, "source", source_fields, "something that can be cited");

static const struct field benchmark_fields[] = {
	{"title", FIELD_TEXT, REQ, AT(benchmark, title), .help = "name of the measure"},
	{"url", FIELD_URL, REQ, AT(benchmark, url), .help = "where it is published"},
	{"file", FIELD_TEXT, REQ, AT(benchmark, file), .help = "CSV file below content/, such as benchmarks/beta.csv"},
	{"code", FIELD_CHOICE, REQ, AT(benchmark, code), .words = code_words, .help = "soc or isco"},
	{"code_column", FIELD_TEXT, REQ, AT(benchmark, code_column), .help = "heading of the column of codes"},
	{"value_column", FIELD_TEXT, REQ, AT(benchmark, value_column), .help = "heading of the column of values"},
	{"scale", FIELD_CUSTOM, REQ, AT(benchmark, scale), .load = load_scale, .json = json_scale,
		.help = "[lowest, highest] possible value"},
	{"licence", FIELD_TEXT, REQ, AT(benchmark, licence), .help = "licence of the data"},
	{"publisher", FIELD_TEXT, 0, AT(benchmark, publisher), .help = "who publishes it"},
	{"as_of", FIELD_ABOUT, 0, AT(benchmark, as_of), .help = "date of the data"},
	{"source", FIELD_REF, 0, AT(benchmark, source), .refers = "source", .help = "its entry in sources.yaml"},
};
RECORD(benchmark_record, benchmark, "benchmark", benchmark_fields, "a published measure beside ours");

/* Roles */

static const struct field task_fields[] = {
	{"task", FIELD_INLINE, REQ, AT(task, name), .help = "what it is, in the words of someone who does it"},
	{"id", FIELD_SLUG, 0, AT(task, id), .help = "stable name; made from the task by default"},
	{"time", FIELD_CUSTOM, 0, AT(task, time), .load = load_time, .json = json_time,
		.help = "share of the week, any unit; or by level"},
	{"exposure", FIELD_CUSTOM, REQ, AT(task, exposure), .load = load_judged, .json = json_judgement,
		.help = "how far AI reaches into it, 0 to 100"},
	{"autonomy", FIELD_CUSTOM, 0, AT(task, autonomy), .load = load_judged, .json = json_judgement,
		.help = "of that reach, how much AI finishes with nobody in the loop"},
	{"rationale", FIELD_INLINE, 0, AT(task, rationale),
		.help = "one or two sentences that a practitioner would accept"},
	{"sources", FIELD_REF, LIST, AT(task, sources), .refers = "source", .help = "ids from sources.yaml"},
	{"refs", FIELD_TEXT, LIST, AT(task, refs), .help = "codes elsewhere, such as O*NET task ids"},
};
static RECORD(task_record, task, "task", task_fields, "a part of the week");

static const struct field skill_fields[] = {
	{"skill", FIELD_TEXT, REQ, AT(skill, name), .help = "name of the skill"},
	{"group", FIELD_CHOICE, REQ, AT(skill, group), .words = group_words, .help = "vulnerable, resilient or learn"},
	{"why", FIELD_INLINE, REQ, AT(skill, why), .help = "why it is in this group"},
	{"id", FIELD_SLUG, 0, AT(skill, id), .help = "stable name; made from the skill by default"},
	{"url", FIELD_URL, 0, AT(skill, url), .help = "where to learn more"},
	{"sources", FIELD_REF, LIST, AT(skill, sources), .refers = "source", .help = "ids from sources.yaml"},
};
static RECORD(skill_record, skill, "skill", skill_fields, "something to lean on");

static const struct field stage_fields[] = {
	{"from", FIELD_ABOUT, REQ, AT(stage, from), .help = "from when"},
	{"to", FIELD_ABOUT, 0, AT(stage, to), .help = "until when"},
	{"claim", FIELD_INLINE, REQ, AT(stage, claim), .help = "what is expected, so that it can be checked"},
	{"confidence", FIELD_CHOICE, 0, AT(stage, confidence), .words = confidence_words,
		.help = "low, medium or high"},
	{"status", FIELD_CHOICE, 0, AT(stage, status), .words = status_words, .help = "open, met or missed"},
	{"evidence", FIELD_INLINE, 0, AT(stage, evidence), .help = "what showed that it was met or missed"},
	{"sources", FIELD_REF, LIST, AT(stage, sources), .refers = "source", .help = "ids from sources.yaml"},
};
static RECORD(stage_record, stage, "timeline stage", stage_fields, "a dated forecast");

static const struct field agent_fields[] = {
	{"company", FIELD_TEXT, REQ, AT(agent, company), .help = "who makes it"},
	{"product", FIELD_TEXT, REQ, AT(agent, product), .help = "its name"},
	{"does", FIELD_INLINE, REQ, AT(agent, does), .help = "what it does in this work"},
	{"as_of", FIELD_ABOUT, REQ, AT(agent, as_of), .help = "when that was so"},
	{"url", FIELD_URL, 0, AT(agent, url), .help = "where it is"},
	{"sources", FIELD_REF, LIST, AT(agent, sources), .refers = "source", .help = "ids from sources.yaml"},
};
static RECORD(agent_record, agent, "agent", agent_fields, "AI at work in the field");

static const struct field pay_fields[] = {
	{"country", FIELD_TEXT, REQ, AT(pay, country), .help = "ISO 3166 code, such as US"},
	{"currency", FIELD_TEXT, REQ, AT(pay, currency), .help = "ISO 4217 code, such as USD"},
	{"level", FIELD_REF, REQ, AT(pay, level), .refers = "level", .help = "id of the level"},
	{"amount", FIELD_DECIMAL, REQ, AT(pay, amount), .max = 100000000000, .scale = 100, .help = "the pay"},
	{"per", FIELD_CHOICE, REQ, AT(pay, per), .words = per_words, .help = "year, month or hour"},
	{"as_of", FIELD_ABOUT, REQ, AT(pay, as_of), .help = "when that was so"},
	{"source", FIELD_REF, REQ, AT(pay, source), .refers = "source", .help = "id from sources.yaml"},
};
static RECORD(pay_record, pay, "pay entry", pay_fields, "what the work is paid");

static const struct field step_fields[] = {
	{"lead", FIELD_INLINE, REQ, AT(step, lead), .help = "the imperative"},
	{"body", FIELD_BLOCK, 0, AT(step, body), .help = "the explanation"},
};
static RECORD(step_record, step, "step", step_fields, "something to do");

static const struct field interview_fields[] = {
	{"question", FIELD_INLINE, REQ, AT(interview, question), .help = "the question"},
	{"listen_for", FIELD_INLINE, 0, AT(interview, listen_for), .help = "what a good answer has"},
};
static RECORD(interview_record, interview, "interview question", interview_fields,
	"a question that shows who can do the work");

static const struct field job_fields[] = {
	{"title", FIELD_TEXT, REQ, AT(job, title), .help = "title of the opening"},
	{"employer", FIELD_TEXT, REQ, AT(job, employer), .help = "who hires"},
	{"url", FIELD_URL, REQ, AT(job, url), .help = "where to apply"},
	{"expires", FIELD_DATE, REQ, AT(job, expires), .help = "last day it is shown"},
	{"place", FIELD_TEXT, 0, AT(job, place), .help = "where"},
	{"posted", FIELD_DATE, 0, AT(job, posted), .help = "since when"},
};
static RECORD(job_record, job, "job", job_fields, "an opening");

static const struct field comparison_fields[] = {
	{"caption", FIELD_TEXT, REQ, AT(comparison, caption), .help = "what is compared"},
	{"columns", FIELD_TEXT, REQ | LIST, AT(comparison, columns), .help = "headings"},
	{"rows", FIELD_ROWS, REQ, AT(comparison, rows), .help = "one list a row, one cell a column"},
};
static RECORD(comparison_record, comparison, "comparison", comparison_fields, "a table of then and now");

static const struct field question_fields[] = {
	{"q", FIELD_INLINE, REQ, AT(question, q), .help = "the question"},
	{"a", FIELD_BLOCK, REQ, AT(question, a), .help = "the answer"},
};
static RECORD(question_record, question, "question", question_fields, "a question with its answer");

static const struct field role_fields[] = {
	{"title", FIELD_TEXT, REQ, AT(role_record, title), .help = "name of the role: Backend Developer"},
	{"category", FIELD_REF, REQ, AT(role_record, category), .refers = "category", .help = "id from site.yaml"},
	{"updated", FIELD_DATE, REQ, AT(role_record, updated), .help = "when the judgements were last gone over"},
	{"plural", FIELD_TEXT, 0, AT(role_record, plural),
		.help = "where English does not follow the rules: salespeople"},
	{"article", FIELD_TEXT, 0, AT(role_record, article), .help = "a or an, where the rules are wrong"},
	{"icon", FIELD_TEXT, 0, AT(role_record, icon), .help = "an emoji"},
	{"soc", FIELD_TEXT, 0, AT(role_record, soc), .help = "US occupation code: 15-1252 or 15-1252.00"},
	{"isco", FIELD_TEXT, 0, AT(role_record, isco), .help = "ISCO-08 code: 2512"},
	{"tagline", FIELD_INLINE, 0, AT(role_record, tagline), .help = "the role in one line"},
	{"summary", FIELD_INLINE, 0, AT(role_record, summary), .help = "the answer in one sentence"},
	{"aliases", FIELD_TEXT, LIST, AT(role_record, aliases), .help = "other job titles, for search"},
	{"moved_from", FIELD_SLUG, LIST, AT(role_record, moved_from), .help = "old slugs, for redirects"},
	{"assessed_by", FIELD_TEXT, 0, AT(role_record, assessed_by),
		.help = "who judged this role, if not the site's assessor"},
	{"method", FIELD_TEXT, 0, AT(role_record, method), .help = "how, if not as the site's assessor"},
	{"related", FIELD_REF, LIST, AT(role_record, related), .refers = "role",
		.help = "slugs of roles to name first"},
	{"refs", FIELD_URL, LIST, AT(role_record, refs), .help = "addresses of the same occupation elsewhere"},
	{"weights", FIELD_CHOICE, 0, AT(role_record, weights), .words = weight_words,
		.help = "time (hours) or importance"},
	{"draft", FIELD_BOOL, 0, AT(role_record, is_draft), .help = "true keeps it out of the site"},
	{"publish_on", FIELD_DATE, 0, AT(role_record, publish_on), .help = "first day it is published"},
	{"tasks", FIELD_RECORD, REQ | LIST | FILE_TOO, AT(role_record, tasks), .record = &task_record,
		.help = "the week, task by task"},
	{"skills", FIELD_RECORD, LIST | FILE_TOO, AT(role_record, skills), .record = &skill_record,
		.help = "vulnerable, resilient, to learn"},
	{"timeline", FIELD_RECORD, LIST | FILE_TOO, AT(role_record, timeline), .record = &stage_record,
		.help = "dated forecasts"},
	{"agents", FIELD_RECORD, LIST | FILE_TOO, AT(role_record, agents), .record = &agent_record,
		.help = "AI at work in this field"},
	{"pay", FIELD_RECORD, LIST | FILE_TOO, AT(role_record, pay), .record = &pay_record,
		.help = "pay by country and level"},
	{"steps", FIELD_RECORD, LIST | FILE_TOO, AT(role_record, steps), .record = &step_record, .help = "what to do"},
	{"comparison", FIELD_RECORD, FILE_TOO, AT(role_record, comparison), .record = &comparison_record,
		.help = "then and now"},
	{"interview", FIELD_RECORD, LIST | FILE_TOO, AT(role_record, interview), .record = &interview_record,
		.help = "interview questions"},
	{"jobs", FIELD_RECORD, LIST | FILE_TOO, AT(role_record, jobs), .record = &job_record, .help = "openings"},
	{"faq", FIELD_RECORD, LIST | FILE_TOO, AT(role_record, faq), .record = &question_record,
		.help = "questions and answers"},
	{"extra", FIELD_NODE, 0, AT(role_record, extra), .help = "free for your theme"},
};
RECORD(role_table, role_record, "role", role_fields, "a profession");

static const struct field level_page_fields[] = {
	{"summary", FIELD_INLINE, 0, AT(level_page, summary), .help = "this level in one sentence"},
	{"insights", FIELD_INLINE, LIST, AT(level_page, insights), .help = "what matters at this level"},
	{"steps", FIELD_RECORD, LIST, AT(level_page, steps), .record = &step_record,
		.help = "what to do at this level"},
	{"skills", FIELD_RECORD, LIST, AT(level_page, skills), .record = &skill_record,
		.help = "skills at this level, instead of the role's"},
};
RECORD(level_page_record, level_page, "level page", level_page_fields, "prose for one seniority");

/* Articles and pages */

static const struct field article_fields[] = {
	{"title", FIELD_TEXT, REQ, AT(article_record, title), .help = "title"},
	{"dek", FIELD_INLINE, REQ, AT(article_record, dek), .help = "the article in one sentence"},
	{"author", FIELD_TEXT, REQ, AT(article_record, author), .help = "who wrote it"},
	{"date", FIELD_DATE, REQ, AT(article_record, date), .help = "when it was published"},
	{"updated", FIELD_DATE, 0, AT(article_record, updated), .help = "when it was last changed"},
	{"roles", FIELD_REF, LIST, AT(article_record, roles), .refers = "role",
		.help = "slugs of the roles it is about"},
	{"refs", FIELD_URL, LIST, AT(article_record, refs), .help = "addresses of the same text elsewhere"},
	{"key_points", FIELD_INLINE, LIST, AT(article_record, key_points), .help = "in short"},
	{"comparison", FIELD_RECORD, 0, AT(article_record, comparison), .record = &comparison_record,
		.help = "a table"},
	{"faq", FIELD_RECORD, LIST, AT(article_record, faq), .record = &question_record,
		.help = "questions and answers"},
	{"draft", FIELD_BOOL, 0, AT(article_record, is_draft), .help = "true keeps it out of the site"},
	{"publish_on", FIELD_DATE, 0, AT(article_record, publish_on), .help = "first day it is published"},
	{"extra", FIELD_NODE, 0, AT(article_record, extra), .help = "free for your theme"},
};
RECORD(article_table, article_record, "article", article_fields, "a long read");

static const struct field page_fields[] = {
	{"title", FIELD_TEXT, REQ, AT(page_record, title), .help = "title"},
	{"description", FIELD_TEXT, 0, AT(page_record, description), .help = "for search engines"},
	{"draft", FIELD_BOOL, 0, AT(page_record, is_draft), .help = "true keeps it out of the site"},
	{"menu", FIELD_INT, 0, AT(page_record, menu), .min = 0, .max = 1000,
		.help = "place in the main navigation, 1 first; 0 or none: in the footer only"},
	{"extra", FIELD_NODE, 0, AT(page_record, extra), .help = "free for your theme"},
};
RECORD(page_table, page_record, "page", page_fields, "a page of text");

static const struct field category_page_fields[] = {
	{"description", FIELD_TEXT, 0, AT(category_record, description), .help = "for search engines"},
	{"extra", FIELD_NODE, 0, AT(category_record, extra), .help = "free for your theme"},
};
RECORD(category_table, category_record, "introduction", category_page_fields,
	"what stands above a category's or skill's list");

/* clang-format on */

const struct field *record_field(const struct record *record, str name)
{
	for (size_t i = 0; i < record->count; i++)
		if (str_eq(str_of(record->fields[i].name), name))
			return &record->fields[i];
	return NULL;
}

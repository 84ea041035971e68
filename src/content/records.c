/* SPDX-License-Identifier: MIT */
/* The tables of what may be written. The help texts are the field reference: see docs/authoring.md. */
#include "content/records.h"

#include <stddef.h>
#include <string.h>

#include "content/address.h"
#include "content/codes.h"
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
static const char *const host_words[] = {[HOST_GITHUB_PAGES] = "github-pages",
	[HOST_GITLAB_PAGES] = "gitlab-pages",
	[HOST_NETLIFY] = "netlify",
	[HOST_CLOUDFLARE_PAGES] = "cloudflare-pages",
	[HOST_NGINX] = "nginx",
	[HOST_APACHE] = "apache",
	[HOST_STORAGE] = "storage",
	[HOST_KINDS] = NULL};
static const char *const code_words[] = {"soc", "isco", NULL};

#define TAKES_JUDGEMENT "judgement: whole number, 0 to 100; or `{value, low, high}`; or `low`, `medium`, `high`"

/* One row a field. */
/* clang-format off */

/* site.yaml */

static const struct field assessor_fields[] = {
	{"name", FIELD_TEXT, REQ, AT(assessor, name), .help = "who judges, as it is printed"},
	{"method", FIELD_TEXT, 0, AT(assessor, method), .help = "how they judge, in a few words"},
	{"url", FIELD_URL, 0, AT(assessor, url), .help = "where the method is explained"},
};
static RECORD(assessor_record, assessor, "assessor", assessor_fields, "who stands behind the judgements");

static const struct field category_fields[] = {
	{"id", FIELD_SLUG, REQ, AT(category, id), .help = "name in addresses; roles name their category by it"},
	{"title", FIELD_TEXT, REQ, AT(category, title), .help = "name as printed"},
	{"soc", FIELD_TEXT, LIST, AT(category, soc), .help = "SOC prefixes that belong to it, for imports"},
};
static RECORD(category_in_site, category, "category", category_fields, "a field of work");

static const struct field level_fields[] = {
	{"id", FIELD_SLUG, REQ, AT(level, id), .help = "name in addresses"},
	{"label", FIELD_TEXT, REQ, AT(level, label), .help = "name as printed"},
	{"tilt", FIELD_INT, 0, AT(level, tilt), .min = -SCORE_MAX_TILT, .max = SCORE_MAX_TILT, .fallback = "0",
		.help = "how far a modelled week leans to what AI does not reach"},
	{"baseline", FIELD_BOOL, 0, AT(level, is_baseline), .fallback = "false",
		.help = "the level that role pages show; exactly one is"},
};
static RECORD(level_record, level, "level", level_fields,
	"a seniority; without any, a site has entry, mid (the baseline), senior and lead");

static const struct field scoring_fields[] = {
	{"spread", FIELD_INT, 0, AT(scoring, spread), .min = 0, .max = 50, .fallback = "10",
		.help = "doubt either side of a judgement that is a bare number"},
	{"autonomy", FIELD_INT, 0, AT(scoring, autonomy), .min = 0, .max = 100, .fallback = "50",
		.help = "autonomy of tasks that give none"},
	{"words", FIELD_CUSTOM, 0, AT(scoring, words), .load = load_words, .json = json_words,
		.takes = "map of three judgements: `low`, `medium` and `high`, each `{value, low, high}`",
		.help = "what the words low, medium and high stand for; thirds of the scale by default"},
	{"bands", FIELD_CUSTOM, 0, AT(scoring, bands), .load = load_bands, .json = json_bands,
		.takes = "list of four growing whole numbers, 1 to 100", .fallback = "[10, 20, 35, 50]",
		.help = "the risks where low, medium, high and very high begin"},
};
static RECORD(scoring_record, scoring, "scoring", scoring_fields, "the assumptions of the score");

static const struct field ai_cost_fields[] = {
	{"product", FIELD_TEXT, REQ, AT(ai_cost, product),
		.help = "name of the AI product whose price is compared"},
	{"amount", FIELD_DECIMAL, REQ, AT(ai_cost, amount), .max = 100000000000, .scale = 100,
		.help = "its price"},
	{"currency", FIELD_TEXT, REQ, AT(ai_cost, currency), .codes = currency_codes, .takes = "ISO 4217 code",
		.help = "ISO 4217 code of the currency, such as USD"},
	{"per", FIELD_CHOICE, REQ, AT(ai_cost, per), .words = per_words,
		.help = "what the amount is for: a year, a month or an hour"},
	{"as_of", FIELD_ABOUT, REQ, AT(ai_cost, as_of), .help = "when that was the price"},
	{"source", FIELD_REF, REQ, AT(ai_cost, source), .refers = "source",
		.help = "where the price is published"},
};
static RECORD(ai_cost_record, ai_cost, "ai_cost", ai_cost_fields, "what AI costs, shown beside pay");

static const struct field menu_fields[] = {
	{"title", FIELD_TEXT, REQ, AT(menu_item, title), .help = "what the link says"},
	{"url", FIELD_URL, REQ, AT(menu_item, url), .help = "where the link leads"},
};
static RECORD(menu_record, menu_item, "menu item", menu_fields, "a link of the main navigation");

static const struct field form_fields[] = {
	{"action", FIELD_URL, REQ, AT(form, action), .help = "where the form is sent"},
	{"label", FIELD_TEXT, REQ, AT(form, label), .help = "what the button says"},
};
static RECORD(form_record, form, "form", form_fields, "a form for reports or a newsletter, at the end of each page");

static const struct field data_fields[] = {
	{"licence", FIELD_TEXT, REQ, AT(data_terms, licence), .help = "licence of the data, such as CC BY 4.0"},
	{"url", FIELD_URL, 0, AT(data_terms, url), .help = "where the licence can be read"},
};
static RECORD(data_record, data_terms, "data set", data_fields,
	"on what terms others may use the site's data; without it `/data/` says that no licence is named");

static const struct field deploy_fields[] = {
	{"id", FIELD_SLUG, REQ, AT(deploy_target, id), .help = "its name: `rolecast deploy NAME`"},
	{"rsync", FIELD_TEXT, 0, AT(deploy_target, addresses[DEPLOY_RSYNC]),
		.takes = "`HOST:PATH`, `rsync://HOST/MODULE/PATH`, `HOST::MODULE/PATH`, or a folder",
		.help = "a folder that rsync can write into, on a server or here"},
	{"rclone", FIELD_TEXT, 0, AT(deploy_target, addresses[DEPLOY_RCLONE]), .takes = "`REMOTE:PATH`, or a folder",
		.help = "a place that rclone knows by your own configuration, such as s3:jobs-site"},
	{"git", FIELD_TEXT, 0, AT(deploy_target, addresses[DEPLOY_GIT]), .takes = "address of a Git repository",
		.help = "a repository, one branch of which is the site"},
	{"branch", FIELD_TEXT, 0, AT(deploy_target, branch), .fallback = "\"gh-pages\"",
		.help = "the branch, where `git` is given"},
};
static RECORD(deploy_record, deploy_target, "deploy target", deploy_fields,
	"where `rolecast deploy` sends the site: exactly one of rsync, rclone and git is given");

static const struct field lead_fields[] = {
	{"from", FIELD_CUSTOM, REQ, AT(lead, from), .load = load_old_path, .json = json_old_path,
		.takes = "path of this site that begins with `/`",
		.help = "the old address, without the path of base_url; nothing may stand there any more"},
	{"to", FIELD_URL, REQ, AT(lead, to), .help = "where it leads now: a page of the site, or a whole address elsewhere"},
};
static RECORD(lead_record, lead, "redirect", lead_fields, "an address that has moved, and where to");

static const struct field security_fields[] = {
	{"contact", FIELD_CUSTOM, REQ, AT(security, contact), .load = load_contacts, .json = json_contacts,
		.takes = "list of addresses (`mailto:`, `https:`, `tel:`), or one without its list",
		.help = "where to tell of a weakness, the best way first"},
	{"expires", FIELD_DATE, REQ, AT(security, expires), .help = "last day on which all this is true, at most a year ahead"},
	{"policy", FIELD_URL, LIST | FIELD_ONE_OK, AT(security, policy), .help = "how reports are dealt with"},
	{"encryption", FIELD_CUSTOM, 0, AT(security, encryption), .load = load_keys, .json = json_keys,
		.takes = "list of addresses (`https:`, `dns:`, `openpgp4fpr:`), or one without its list",
		.help = "keys to encrypt a report with"},
	{"languages", FIELD_CUSTOM, 0, AT(security, languages), .load = load_languages, .json = json_languages,
		.takes = "list of language tags, or one without its list", .help = "languages of reports: en, de"},
	{"acknowledgments", FIELD_URL, LIST | FIELD_ONE_OK, AT(security, acknowledgments),
		.help = "page that thanks those who reported"},
	{"hiring", FIELD_URL, LIST | FIELD_ONE_OK, AT(security, hiring), .help = "openings in security"},
};
static RECORD(security_record, security, "security contact", security_fields,
	"whom to tell of a weakness; becomes `/.well-known/security.txt`");

static const struct field settings_fields[] = {
	{"title", FIELD_TEXT, REQ, AT(settings, title), .help = "name of the site"},
	{"base_url", FIELD_URL, REQ | FIELD_IS_SITE, AT(settings, base_url),
		.help = "address of the published site, such as https://example.org/jobs"},
	{"language", FIELD_TEXT, 0, AT(settings, language), .fallback = "\"en\"",
		.help = "language of the site; the theme has a strings file of that name"},
	{"edition", FIELD_TEXT, 0, AT(settings, edition), .help = "name of this edition, such as 2026.1"},
	{"tagline", FIELD_INLINE, 0, AT(settings, tagline), .help = "the site in one line"},
	{"description", FIELD_TEXT, 0, AT(settings, description),
		.help = "the site in one or two sentences, for search engines and feeds"},
	{"text", FIELD_BLOCK, 0, AT(settings, text), .help = "what the home page says"},
	{"theme", FIELD_TEXT, LIST | FIELD_ONE_OK, AT(settings, theme), .fallback = "[\"default\"]",
		.help = "themes; the first one that has a file gives it"},
	{"assessor", FIELD_RECORD, 0, AT(settings, assessor), .record = &assessor_record,
		.help = "who judges, and how"},
	{"categories", FIELD_RECORD, REQ | LIST, AT(settings, categories), .record = &category_in_site,
		.help = "the fields of work, in the order in which they are shown"},
	{"levels", FIELD_RECORD, LIST, AT(settings, levels), .record = &level_record, .max = MOST_LEVELS,
		.help = "the seniorities, lowest first; entry, mid, senior and lead by default"},
	{"scoring", FIELD_RECORD, 0, AT(settings, scoring), .record = &scoring_record,
		.help = "assumptions of the score"},
	{"ai_cost", FIELD_RECORD, 0, AT(settings, ai_cost), .record = &ai_cost_record,
		.help = "what AI costs, shown beside pay"},
	{"menus", FIELD_RECORD, LIST, AT(settings, menus), .record = &menu_record, .max = MOST_IN_MENU,
		.help = "the main navigation; made from the pages by default"},
	{"host", FIELD_CHOICE, 0, AT(settings, host), .words = host_words,
		.help = "where the site is published: what that host reads (redirects, headers) is written for it, and its "
			"limits are watched"},
	{"deploy", FIELD_RECORD, LIST, AT(settings, deploy), .record = &deploy_record,
		.help = "where `rolecast deploy` sends the site"},
	{"redirects", FIELD_RECORD, LIST, AT(settings, redirects), .record = &lead_record,
		.help = "old addresses that lead on; those of roles follow from `moved_from`"},
	{"security", FIELD_RECORD, 0, AT(settings, security), .record = &security_record,
		.help = "whom to tell of a weakness of the site"},
	{"cards", FIELD_BOOL, 0, AT(settings, cards), .fallback = "true",
		.help = "whether share cards are drawn"},
	{"form", FIELD_RECORD, 0, AT(settings, form), .record = &form_record,
		.help = "a form for reports or a newsletter"},
	{"data", FIELD_RECORD, 0, AT(settings, data), .record = &data_record,
		.help = "the licence of the site's data"},
	{"unsafe_html", FIELD_BOOL, 0, AT(settings, unsafe_html), .fallback = "false",
		.help = "true leaves raw HTML, any address in Markdown and what runs in drawings as written"},
	{"extra", FIELD_NODE, 0, AT(settings, extra),
		.help = "whatever your theme wants to know; templates see it as `site.extra`"},
};
RECORD(settings_record, settings, "site", settings_fields,
	"the site as a whole; with `title`, `base_url` and `categories` it is complete");

/* sources.yaml, benchmarks.yaml */

static const struct field source_fields[] = {
	{"title", FIELD_TEXT, REQ, AT(citable, title), .help = "title of the source, as it is cited"},
	{"publisher", FIELD_TEXT, REQ, AT(citable, publisher), .help = "who published it"},
	{"url", FIELD_URL, REQ, AT(citable, url), .help = "where it can be read"},
	{"published", FIELD_ABOUT, REQ, AT(citable, published),
		.help = "when it was published, as exactly as is known"},
	{"edition", FIELD_TEXT, 0, AT(citable, edition), .help = "which edition or version was used"},
	{"accessed", FIELD_DATE, 0, AT(citable, accessed), .help = "when it was read"},
	{"expires", FIELD_DATE, 0, AT(citable, expires), .help = "last day on which its claims count"},
	{"supersedes", FIELD_REF, 0, AT(citable, supersedes), .refers = "source",
		.help = "the older edition that it replaces"},
	{"licence", FIELD_TEXT, 0, AT(citable, licence), .help = "licence under which it may be used"},
	{"quote", FIELD_TEXT, 0, AT(citable, quote), .help = "what it says, word for word"},
	{"note", FIELD_TEXT, 0, AT(citable, note), .help = "what readers should know about it"},
};
RECORD(source_record, citable, "source", source_fields,
	"something that can be cited, by its id: `[@id]` in Markdown, `sources: [id]` elsewhere");

static const struct field benchmark_fields[] = {
	{"title", FIELD_TEXT, REQ, AT(benchmark, title), .help = "name of the measure"},
	{"url", FIELD_URL, REQ, AT(benchmark, url), .help = "where it is published"},
	{"file", FIELD_TEXT, REQ, AT(benchmark, file),
		.help = "its CSV file below content/, such as benchmarks/beta.csv"},
	{"code", FIELD_CHOICE, REQ, AT(benchmark, code), .words = code_words,
		.help = "which occupation code its rows have: soc or isco"},
	{"code_column", FIELD_TEXT, REQ, AT(benchmark, code_column), .help = "heading of the column of codes"},
	{"value_column", FIELD_TEXT, REQ, AT(benchmark, value_column),
		.help = "heading of the column of values"},
	{"scale", FIELD_CUSTOM, REQ, AT(benchmark, scale), .load = load_scale, .json = json_scale,
		.takes = "list of two numbers, the lower first",
		.help = "the lowest and the highest value that the measure can have"},
	{"licence", FIELD_TEXT, REQ, AT(benchmark, licence), .help = "licence of the data"},
	{"percentile_column", FIELD_TEXT, 0, AT(benchmark, percentile_column),
		.help = "heading of a column of percentiles, for a file that is a part of the measure; reckoned from "
			"the file's values without it"},
	{"occupations", FIELD_INT, 0, AT(benchmark, occupations), .min = 1, .max = 1000000,
		.help = "how many occupations the whole measure has, when the file is a part of it"},
	{"publisher", FIELD_TEXT, 0, AT(benchmark, publisher), .help = "who publishes it"},
	{"as_of", FIELD_ABOUT, 0, AT(benchmark, as_of), .help = "date of the data"},
	{"source", FIELD_REF, 0, AT(benchmark, source), .refers = "source",
		.help = "its entry in sources.yaml"},
};
RECORD(benchmark_record, benchmark, "benchmark", benchmark_fields,
	"a published measure that stands beside ours, its values in a CSV file, found by occupation code: the same, or "
	"finer ones that begin with it, or the group that holds it");

/* Roles */

static const struct field task_fields[] = {
	{"task", FIELD_INLINE, REQ, AT(task, name), .help = "what it is, in the words of someone who does it"},
	{"id", FIELD_SLUG, 0, AT(task, id), .help = "stable name of the task; made from its text by default"},
	{"time", FIELD_CUSTOM, 0, AT(task, time), .load = load_time, .json = json_time,
		.takes = "number, 0 to 10000; or a map of one for each level: `{entry: 40, mid: 20, senior: 8, lead: 2}`",
		.help = "share of a week in any unit, one number or one for each level; without any, all tasks count alike"},
	{"exposure", FIELD_CUSTOM, REQ, AT(task, exposure), .load = load_judged, .json = json_judgement,
		.takes = TAKES_JUDGEMENT,
		.help = "how far AI reaches into the task, 0 to 100"},
	{"autonomy", FIELD_CUSTOM, 0, AT(task, autonomy), .load = load_judged, .json = json_judgement,
		.takes = TAKES_JUDGEMENT,
		.help = "of that reach, how much AI finishes with nobody in the loop; without it the autonomy of `scoring` in site.yaml"},
	{"rationale", FIELD_INLINE, 0, AT(task, rationale),
		.help = "why, in one or two sentences that a practitioner would accept"},
	{"sources", FIELD_REF, LIST, AT(task, sources), .refers = "source",
		.help = "what the judgements rest on, from sources.yaml"},
	{"refs", FIELD_TEXT, LIST, AT(task, refs),
		.help = "codes of the same task elsewhere, such as O*NET task ids"},
};
static RECORD(task_record, task, "task", task_fields,
	"a part of the week. A judgement is a whole number from 0 to 100, which gets the spread of `scoring` "
	"either side; or a number with its bounds, `{value: 72, low: 60, high: 85}`; or `low`, `medium` or "
	"`high`");

static const struct field skill_fields[] = {
	{"skill", FIELD_TEXT, REQ, AT(skill, name), .help = "name of the skill"},
	{"group", FIELD_CHOICE, REQ, AT(skill, group), .words = group_words,
		.help = "vulnerable where AI takes it over, resilient where it does not, learn where it becomes worth having"},
	{"why", FIELD_INLINE, REQ, AT(skill, why), .help = "why it is in this group"},
	{"id", FIELD_SLUG, 0, AT(skill, id),
		.help = "stable name, in addresses; made from the skill by default"},
	{"url", FIELD_URL, 0, AT(skill, url), .help = "where to learn more"},
	{"sources", FIELD_REF, LIST, AT(skill, sources), .refers = "source",
		.help = "what that rests on, from sources.yaml"},
};
static RECORD(skill_record, skill, "skill", skill_fields, "a skill that loses worth, keeps it or gains it");

static const struct field stage_fields[] = {
	{"from", FIELD_ABOUT, REQ, AT(stage, from), .help = "when the stage begins"},
	{"to", FIELD_ABOUT, 0, AT(stage, to),
		.help = "when it ends, and the forecast is due to be judged; without it, when what `from` names is over"},
	{"claim", FIELD_INLINE, REQ, AT(stage, claim), .help = "what is expected, so that it can be checked"},
	{"id", FIELD_SLUG, 0, AT(stage, id),
		.help = "stable name, in addresses; made from the claim by default"},
	{"confidence", FIELD_CHOICE, 0, AT(stage, confidence), .words = confidence_words,
		.help = "how sure the forecast is"},
	{"status", FIELD_CHOICE, 0, AT(stage, status), .words = status_words, .fallback = "\"open\"",
		.help = "what became of it"},
	{"evidence", FIELD_INLINE, 0, AT(stage, evidence), .help = "what is known so far; of one that was met or missed, what showed it, and then it must be there"},
	{"sources", FIELD_REF, LIST, AT(stage, sources), .refers = "source",
		.help = "what it rests on, from sources.yaml"},
};
static RECORD(stage_record, stage, "timeline stage", stage_fields, "a dated forecast");

static const struct field agent_fields[] = {
	{"company", FIELD_TEXT, REQ, AT(agent, company), .help = "who makes the product"},
	{"product", FIELD_TEXT, REQ, AT(agent, product), .help = "its name"},
	{"does", FIELD_INLINE, REQ, AT(agent, does), .help = "what it does in this work"},
	{"as_of", FIELD_ABOUT, REQ, AT(agent, as_of), .help = "when that was so"},
	{"url", FIELD_URL, 0, AT(agent, url), .help = "where the product is presented"},
	{"sources", FIELD_REF, LIST, AT(agent, sources), .refers = "source",
		.help = "what shows it, from sources.yaml"},
};
static RECORD(agent_record, agent, "agent", agent_fields, "AI at work in the field");

static const struct field pay_fields[] = {
	{"country", FIELD_TEXT, REQ, AT(pay, country), .codes = country_codes, .takes = "ISO 3166 code",
		.help = "ISO 3166 code of the country, such as US"},
	{"currency", FIELD_TEXT, REQ, AT(pay, currency), .codes = currency_codes, .takes = "ISO 4217 code",
		.help = "ISO 4217 code of the currency, such as USD"},
	{"level", FIELD_REF, REQ, AT(pay, level), .refers = "level", .help = "the level that earns it"},
	{"amount", FIELD_DECIMAL, REQ, AT(pay, amount), .max = 100000000000, .scale = 100, .help = "the pay"},
	{"per", FIELD_CHOICE, REQ, AT(pay, per), .words = per_words, .help = "what the amount is for: a year, a month or an hour"},
	{"as_of", FIELD_ABOUT, REQ, AT(pay, as_of), .help = "when that was the pay"},
	{"source", FIELD_REF, REQ, AT(pay, source), .refers = "source",
		.help = "where it is published, from sources.yaml"},
};
static RECORD(pay_record, pay, "pay entry", pay_fields, "what the work is paid, in one country at one level");

static const struct field step_fields[] = {
	{"lead", FIELD_INLINE, REQ, AT(step, lead), .help = "what to do, in the imperative"},
	{"body", FIELD_BLOCK, 0, AT(step, body), .help = "how, and why"},
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
	{"expires", FIELD_DATE, REQ, AT(job, expires), .help = "last day on which it is shown"},
	{"place", FIELD_TEXT, 0, AT(job, place), .help = "where the work is done"},
	{"posted", FIELD_DATE, 0, AT(job, posted), .help = "day on which it was announced"},
};
static RECORD(job_record, job, "job", job_fields, "an opening, shown until its last day has passed");

static const struct field comparison_fields[] = {
	{"caption", FIELD_TEXT, REQ, AT(comparison, caption), .help = "what is compared"},
	{"columns", FIELD_TEXT, REQ | LIST, AT(comparison, columns), .help = "headings of the columns"},
	{"rows", FIELD_ROWS, REQ, AT(comparison, rows),
		.help = "the rows, each a list of as many cells as there are columns"},
};
static RECORD(comparison_record, comparison, "comparison", comparison_fields, "a table of then and now");

static const struct field question_fields[] = {
	{"q", FIELD_INLINE, REQ, AT(question, q), .help = "the question"},
	{"a", FIELD_BLOCK, REQ, AT(question, a), .help = "the answer"},
};
static RECORD(question_record, question, "question", question_fields,
	"a question with its answer; in the folder of a role `faq.md` holds them, each as `## Question` and the "
	"answer below");

static const struct field role_fields[] = {
	{"title", FIELD_TEXT, REQ, AT(role_record, title),
		.help = "name of the role, such as Backend Developer"},
	{"category", FIELD_REF, REQ, AT(role_record, category), .refers = "category",
		.help = "the field of work it belongs to, from site.yaml"},
	{"updated", FIELD_DATE, REQ, AT(role_record, updated),
		.help = "when the judgements were last gone over"},
	{"plural", FIELD_TEXT, 0, AT(role_record, plural),
		.help = "its plural, where English does not follow the rules: salespeople"},
	{"article", FIELD_TEXT, 0, AT(role_record, article), .help = "a or an, where the rules are wrong"},
	{"icon", FIELD_TEXT, 0, AT(role_record, icon), .help = "an emoji"},
	{"soc", FIELD_TEXT, 0, AT(role_record, soc), .forms = soc_forms, .example = "15-1252",
		.help = "US occupation code: 15-1252 or 15-1252.00"},
	{"isco", FIELD_TEXT, 0, AT(role_record, isco), .forms = isco_forms, .example = "2512",
		.help = "ISCO-08 code: 2512"},
	{"tagline", FIELD_INLINE, 0, AT(role_record, tagline), .help = "the role in one line"},
	{"summary", FIELD_INLINE, 0, AT(role_record, summary), .help = "the answer in one sentence"},
	{"aliases", FIELD_TEXT, LIST, AT(role_record, aliases), .help = "other job titles, for search"},
	{"moved_from", FIELD_SLUG, LIST, AT(role_record, moved_from),
		.help = "slugs that the role had before: their addresses lead to it, and by them it is found in earlier "
			"editions"},
	{"assessed_by", FIELD_TEXT, 0, AT(role_record, assessed_by),
		.help = "who judged this role, if not the site's assessor"},
	{"method", FIELD_TEXT, 0, AT(role_record, method),
		.help = "how it was judged, if not as the site's assessor does"},
	{"related", FIELD_REF, LIST, AT(role_record, related), .refers = "role",
		.help = "roles to name first among the related ones"},
	{"refs", FIELD_URL, LIST, AT(role_record, refs), .help = "addresses of the same occupation elsewhere"},
	{"weights", FIELD_CHOICE, 0, AT(role_record, weights), .words = weight_words, .fallback = "\"time\"",
		.help = "what the `time` of tasks holds: hours of a week, or importance"},
	{"draft", FIELD_BOOL, 0, AT(role_record, is_draft), .fallback = "false",
		.help = "true keeps it out of the site"},
	{"publish_on", FIELD_DATE, 0, AT(role_record, publish_on),
		.help = "first day on which it is published"},
	{"tasks", FIELD_RECORD, REQ | LIST | FILE_TOO, AT(role_record, tasks), .record = &task_record, .max = SCORE_MAX_TASKS,
		.help = "the week, task by task; all of them give `time`, or none does"},
	{"skills", FIELD_RECORD, LIST | FILE_TOO, AT(role_record, skills), .record = &skill_record,
		.help = "skills that lose worth, keep it or gain it"},
	{"timeline", FIELD_RECORD, LIST | FILE_TOO, AT(role_record, timeline), .record = &stage_record,
		.help = "dated forecasts"},
	{"agents", FIELD_RECORD, LIST | FILE_TOO, AT(role_record, agents), .record = &agent_record,
		.help = "AI at work in this field"},
	{"pay", FIELD_RECORD, LIST | FILE_TOO, AT(role_record, pay), .record = &pay_record,
		.help = "pay by country and level"},
	{"steps", FIELD_RECORD, LIST | FILE_TOO, AT(role_record, steps), .record = &step_record,
		.help = "what to do"},
	{"comparison", FIELD_RECORD, FILE_TOO, AT(role_record, comparison), .record = &comparison_record,
		.help = "then and now, as a table"},
	{"interview", FIELD_RECORD, LIST | FILE_TOO, AT(role_record, interview), .record = &interview_record,
		.help = "interview questions"},
	{"jobs", FIELD_RECORD, LIST | FILE_TOO, AT(role_record, jobs), .record = &job_record,
		.help = "openings"},
	{"faq", FIELD_RECORD, LIST | FILE_TOO, AT(role_record, faq), .record = &question_record,
		.help = "questions and answers"},
	{"extra", FIELD_NODE, 0, AT(role_record, extra),
		.help = "whatever your theme wants to know; templates see it as `role.extra`"},
};
RECORD(role_table, role_record, "role", role_fields,
	"a profession. Keys from `tasks` to `faq` may be files of its folder instead");

static const struct field level_page_fields[] = {
	{"summary", FIELD_INLINE, 0, AT(level_page, summary), .help = "this level in one sentence"},
	{"insights", FIELD_INLINE, LIST, AT(level_page, insights), .help = "what matters at this level"},
	{"steps", FIELD_RECORD, LIST, AT(level_page, steps), .record = &step_record,
		.help = "what to do at this level"},
	{"skills", FIELD_RECORD, LIST, AT(level_page, skills), .record = &skill_record,
		.help = "skills at this level, instead of the role's"},
};
RECORD(level_page_record, level_page, "level page", level_page_fields,
	"prose for one seniority; the body of the file is its text, the front matter is optional. Exposure and "
	"autonomy belong to tasks, never to a level");

/* Articles and pages */

static const struct field article_fields[] = {
	{"title", FIELD_TEXT, REQ, AT(article_record, title), .help = "title of the article"},
	{"dek", FIELD_INLINE, REQ, AT(article_record, dek), .help = "the article in one sentence"},
	{"author", FIELD_TEXT, REQ, AT(article_record, author), .help = "who wrote it"},
	{"date", FIELD_DATE, REQ, AT(article_record, date), .help = "when it was published"},
	{"updated", FIELD_DATE, 0, AT(article_record, updated), .help = "when it was last changed"},
	{"roles", FIELD_REF, LIST, AT(article_record, roles), .refers = "role",
		.help = "the roles that it is about"},
	{"refs", FIELD_URL, LIST, AT(article_record, refs), .help = "addresses of the same text elsewhere"},
	{"key_points", FIELD_INLINE, LIST, AT(article_record, key_points), .help = "what it says, in short"},
	{"comparison", FIELD_RECORD, 0, AT(article_record, comparison), .record = &comparison_record,
		.help = "a table"},
	{"faq", FIELD_RECORD, LIST, AT(article_record, faq), .record = &question_record,
		.help = "questions and answers"},
	{"draft", FIELD_BOOL, 0, AT(article_record, is_draft), .fallback = "false",
		.help = "true keeps it out of the site"},
	{"publish_on", FIELD_DATE, 0, AT(article_record, publish_on),
		.help = "first day on which it is published"},
	{"extra", FIELD_NODE, 0, AT(article_record, extra),
		.help = "whatever your theme wants to know; templates see it as `extra`"},
};
RECORD(article_table, article_record, "article", article_fields, "a long read");

static const struct field page_fields[] = {
	{"title", FIELD_TEXT, REQ, AT(page_record, title), .help = "title of the page"},
	{"description", FIELD_TEXT, 0, AT(page_record, description),
		.help = "the page in one sentence, for search engines"},
	{"draft", FIELD_BOOL, 0, AT(page_record, is_draft), .fallback = "false", .help = "true keeps it out of the site"},
	{"menu", FIELD_INT, 0, AT(page_record, menu), .min = 0, .max = 1000, .fallback = "0",
		.help = "place in the main navigation, 1 first; with 0 only the footer links it"},
	{"extra", FIELD_NODE, 0, AT(page_record, extra),
		.help = "whatever your theme wants to know; templates see it as `extra`"},
};
RECORD(page_table, page_record, "page", page_fields,
	"a page of text; one called `methodology` also shows the bands, levels and assumptions in force");

static const struct field category_page_fields[] = {
	{"description", FIELD_TEXT, 0, AT(category_record, description),
		.help = "the list in one sentence, for search engines"},
	{"extra", FIELD_NODE, 0, AT(category_record, extra),
		.help = "notes of your own; no template sees them"},
};
RECORD(category_table, category_record, "introduction", category_page_fields,
	"what stands above the list of a category or a skill; the front matter is optional");

/* clang-format on */

const struct field *record_field(const struct record *record, str name)
{
	for (size_t i = 0; i < record->count; i++)
		if (str_eq(str_of(record->fields[i].name), name))
			return &record->fields[i];
	return NULL;
}

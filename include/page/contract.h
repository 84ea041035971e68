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

/* F(kind, name, record, help); kinds: TEXT HTML INT FLAG RECORD LIST ANY. */

/* One row a field. */
/* clang-format off */
#define ITEM_FLAGS(F)                                                                                                  \
	F(FLAG, is_first, none, "the first of its list")                                                               \
	F(FLAG, is_last, none, "the last of its list")

#define VIEW_link(F)                                                                                                   \
	F(TEXT, title, none, "what the link says")                                                                     \
	F(TEXT, url, none, "where it leads, base path included")                                                       \
	F(FLAG, is_current, none, "leads to this very page")                                                           \
	ITEM_FLAGS(F)

#define VIEW_phrase(F)                                                                                                 \
	F(HTML, html, none, "the phrase or sentence")                                                                  \
	ITEM_FLAGS(F)

#define VIEW_phrases(F)                                                                                                \
	F(INT, count, none, "how many")                                                                                \
	F(LIST, items, phrase, "one a phrase")

#define VIEW_links(F) F(LIST, items, link, "one a link")

#define VIEW_usage(F)                                                                                                  \
	F(TEXT, title, none, "the page")                                                                               \
	F(TEXT, url, none, "its address, base path included")                                                          \
	F(RECORD, claims, links, "what there rests on it; absent where only the text cites it")                        \
	F(INT, count, none, "how many claims; in place of them for a source of more than 300")                         \
	ITEM_FLAGS(F)

#define VIEW_usages(F)                                                                                                 \
	F(TEXT, sentence, none, "in how many places it is used")                                                       \
	F(FLAG, is_long, none, "more than a few, so that they may be folded")                                          \
	F(LIST, items, usage, "one a page")

#define VIEW_model_change(F)                                                                                           \
	F(TEXT, key, none, "such as tilt.senior")                                                                      \
	F(TEXT, value, none, "what it is in this build")                                                               \
	F(TEXT, own, none, "what site.yaml has; absent where that is no number")                                       \
	ITEM_FLAGS(F)

#define VIEW_model(F)                                                                                                  \
	F(TEXT, sentence, none, "that these are not the site's own scores, and why")                                   \
	F(LIST, items, model_change, "one a key of --model")

#define VIEW_site(F)                                                                                                   \
	F(TEXT, title, none, "the site's name")                                                                        \
	F(TEXT, tagline, none, "the site in one line")                                                                 \
	F(HTML, tagline_html, none, "the same with its markup")                                                        \
	F(TEXT, description, none, "for search engines and feeds")                                                     \
	F(TEXT, language, none, "BCP 47 tag, such as en")                                                              \
	F(TEXT, edition, none, "name of the edition, such as 2026.1")                                                  \
	F(TEXT, url, none, "absolute address of the home page, without the last slash")                                \
	F(TEXT, base, none, "base path, empty or /name; stands before every address of the site")                      \
	F(TEXT, home, none, "path of the home page")                                                                   \
	F(TEXT, css, none, "address of the style sheet")                                                               \
	F(RECORD, scripts, scripts, "addresses of the theme's scripts, by name")                                       \
	F(RECORD, styles, styles, "addresses of all its style sheets, by name")                                        \
	F(TEXT, icon, none, "address of the favicon, if the theme has one")                                            \
	F(TEXT, feed, none, "address of the Atom feed")                                                                \
	F(TEXT, changes, none, "address of the page of changes; absent without an earlier edition") \
	F(TEXT, changes_feed, none, "address of their Atom feed") \
	F(TEXT, search, none, "address of the index for searching")                                                    \
	F(TEXT, data, none, "address of the page about the data")                                                      \
	F(TEXT, forecasts, none, "address of the ledger of forecasts; absent when no role has one")                    \
	F(TEXT, form_action, none, "where the form of readers is sent; absent unless site.yaml names it")              \
	F(TEXT, form_label, none, "what the form is for")                                                              \
	F(TEXT, assessor_name, none, "who judges")                                                                     \
	F(TEXT, assessor_method, none, "how")                                                                          \
	F(TEXT, assessor_url, none, "where that is explained")                                                         \
	F(RECORD, model, model, "what this build has otherwise than site.yaml; absent but in a variant")               \
	F(INT, role_count, none, "number of roles")                                                                    \
	F(FLAG, has_hours, none, "weights are hours in every role")                                                    \
	F(INT, page_count, none, "number of role and level pages")                                                     \
	F(LIST, menu, link, "main navigation")                                                                         \
	F(LIST, footer, link, "pages to link at the end of each page")                                                 \
	F(LIST, categories, category_link, "all categories that have roles")                                           \
	F(ANY, extra, none, "whatever site.yaml holds under extra")

#define VIEW_meta(F)                                                                                                   \
	F(TEXT, kind, none, "the template's name: home, roles, role, level, …")                                        \
	F(TEXT, title, none, "the document's title, without the site's name")                                          \
	F(TEXT, full_title, none, "the title element: title and site, or less where that is long")                                                 \
	F(TEXT, description, none, "one or two plain sentences")                                                       \
	F(TEXT, url, none, "path of this page, base path included")                                                    \
	F(TEXT, canonical, none, "absolute address of this page")                                                      \
	F(TEXT, type, none, "Open Graph type: website, article or profile")                                            \
	F(TEXT, image, none, "absolute address of the picture for sharing, if the page has one")                       \
	F(TEXT, image_alt, none, "the picture in words")                                                               \
	F(TEXT, updated, none, "ISO date, if the page has one")                                                        \
	F(FLAG, is_home, none, "the home page")                                                                        \
	F(FLAG, is_hidden, none, "not for search engines")                                                             \
	F(LIST, crumbs, link, "the way here from the home page; the last is this page")                                \
	F(LIST, data, phrase, "JSON-LD objects, safe inside a script element")

#define VIEW_measure(F)                                                                                                \
	F(INT, value, none, "0 to 100")                                                                                \
	F(INT, low, none, "if every judgement erred low")                                                              \
	F(INT, high, none, "if every judgement erred high")                                                            \
	F(INT, span, none, "high minus low: the width of a range bar")                                                 \
	F(TEXT, exact, none, "with two decimals as the language writes them: 21.37")                                   \
	F(INT, hundredths, none, "the same as a number: 2137")                                                         \
	F(FLAG, has_range, none, "low and high differ")

#define VIEW_score(F)                                                                                                  \
	F(RECORD, risk, measure, "of 100 hours, those AI could do with nobody in the loop")                            \
	F(RECORD, exposure, measure, "of 100 hours, those AI reaches")                                                 \
	F(INT, threat, none, "0 to 10; never print it without its sentence")                                           \
	F(INT, automated, none, "hours of 100: risk")                                                                  \
	F(INT, assisted, none, "hours of 100: exposure less risk")                                                     \
	F(INT, human, none, "hours of 100: the rest")                                                                  \
	F(TEXT, band, none, "minimal, low, medium, high or very-high")                                                 \
	F(TEXT, band_label, none, "the same in words")                                                                 \
	F(TEXT, band_risk, none, "the band as a phrase: Medium risk")                                                  \
	F(INT, percentile, none, "share of the site's roles with a lower or equal risk; at the baseline only")         \
	F(TEXT, threat_sentence, none, "6/10: AI reaches about 55 of every 100 hours; …")                              \
	F(TEXT, range_sentence, none, "what the range means")                                                          \
	F(TEXT, week_sentence, none, "the stacked bar in words")                                                       \
	F(TEXT, place_sentence, none, "where this role stands among all")

#define VIEW_note(F)                                                                                                   \
	F(INT, number, none, "number in the page's source list")                                                       \
	F(TEXT, url, none, "address of the entry there")                                                               \
	F(TEXT, title, none, "the source's title")                                                                     \
	ITEM_FLAGS(F)

#define VIEW_source(F)                                                                                                 \
	F(INT, number, none, "number in the page's source list; absent on the page of all sources")                    \
	F(TEXT, id, none, "its id in sources.yaml")                                                                    \
	F(TEXT, anchor, none, "id of the list entry")                                                                  \
	F(TEXT, title, none, "title")                                                                                  \
	F(TEXT, publisher, none, "publisher")                                                                          \
	F(TEXT, url, none, "where it is")                                                                              \
	F(TEXT, published, none, "date as given, in words")                                                            \
	F(TEXT, edition, none, "edition")                                                                              \
	F(TEXT, accessed, none, "when it was read, in words")                                                          \
	F(TEXT, expires, none, "until when it counts, in words")                                                       \
	F(TEXT, licence, none, "licence")                                                                              \
	F(TEXT, quote, none, "what it says, word for word")                                                            \
	F(TEXT, note, none, "what to know about it")                                                                   \
	F(RECORD, used_by, usages, "the pages that rest on it; only on the page of all sources")                       \
	ITEM_FLAGS(F)

#define VIEW_sources(F)                                                                                                \
	F(INT, count, none, "how many")                                                                                \
	F(LIST, items, source, "one a source")

#define VIEW_task(F)                                                                                                   \
	F(INT, number, none, "place in the table, from 1")                                                             \
	F(TEXT, id, none, "id of the task")                                                                            \
	F(HTML, name, none, "the task")                                                                                \
	F(TEXT, name_text, none, "the task without markup")                                                            \
	F(TEXT, hours, none, "hours of 100 at this level, one decimal; absent when weights are importance")            \
	F(TEXT, share, none, "weight in percent, one decimal")                                                         \
	F(INT, permille, none, "weight in thousandths")                                                                \
	F(INT, exposure, none, "0 to 100")                                                                             \
	F(INT, exposure_low, none, "its low bound")                                                                    \
	F(INT, exposure_high, none, "its high bound")                                                                  \
	F(INT, exposure_span, none, "high less low")                                                                   \
	F(INT, autonomy, none, "0 to 100")                                                                             \
	F(INT, autonomy_low, none, "its low bound")                                                                    \
	F(INT, autonomy_high, none, "its high bound")                                                                  \
	F(INT, autonomy_span, none, "high less low")                                                                   \
	F(TEXT, label, none, "low, medium or high: the exposure")                                                      \
	F(TEXT, label_text, none, "the same in words")                                                                 \
	F(INT, contribution, none, "points of the risk score")                                                         \
	F(TEXT, contribution_exact, none, "with two decimals")                                                         \
	F(HTML, rationale, none, "why")                                                                                \
	F(LIST, notes, note, "its sources")                                                                            \
	ITEM_FLAGS(F)

#define VIEW_tasks(F)                                                                                                  \
	F(INT, count, none, "how many")                                                                                \
	F(FLAG, has_rationales, none, "at least one task says why")                                                    \
	F(FLAG, has_hours, none, "weights are hours")                                                                  \
	F(LIST, items, task, "one a task")

#define VIEW_level(F)                                                                                                  \
	F(TEXT, id, none, "id, such as senior")                                                                        \
	F(TEXT, label, none, "such as Senior")                                                                         \
	F(TEXT, url, none, "address of its page")                                                                      \
	F(INT, risk, none, "risk at this level")                                                                       \
	F(INT, exposure, none, "exposure at this level")                                                               \
	F(INT, threat, none, "threat at this level, 0 to 10")                                                          \
	F(TEXT, band, none, "band of its risk")                                                                        \
	F(TEXT, band_label, none, "the same in words")                                                                 \
	F(TEXT, verdict, none, "reduced, typical or elevated")                                                         \
	F(TEXT, verdict_label, none, "the same in words")                                                              \
	F(TEXT, difference, none, "points against the baseline, with sign; absent at the baseline")                    \
	F(FLAG, is_baseline, none, "the level that the role page shows")                                               \
	F(FLAG, is_modelled, none, "weights follow from the baseline's by the tilt")                                   \
	F(FLAG, is_current, none, "this page's level")                                                                 \
	ITEM_FLAGS(F)

#define VIEW_levels(F) F(LIST, items, level, "one a level, in the site's order")

#define VIEW_insights(F) F(LIST, items, phrase, "derived sentences, then the author's")

#define VIEW_effect(F)                                                                                                 \
	F(HTML, name, none, "the task")                                                                                \
	F(TEXT, id, none, "id of the task")                                                                            \
	F(TEXT, measure, none, "exposure or autonomy, in words")                                                       \
	F(INT, value, none, "the judgement")                                                                           \
	F(INT, low, none, "its low bound")                                                                             \
	F(INT, high, none, "its high bound")                                                                           \
	F(TEXT, risk_low, none, "risk with this one judgement at its low bound, two decimals")                         \
	F(TEXT, risk_high, none, "and at its high bound")                                                              \
	F(INT, x, none, "left end of a bar, on a scale of 0 to 100 that the largest bar fills")                        \
	F(INT, span, none, "its width")                                                                                \
	ITEM_FLAGS(F)

#define VIEW_sensitivity(F)                                                                                            \
	F(INT, at, none, "where the risk is on the scale of the bars")                                                 \
	F(LIST, moves, phrase, "what would move the band, up and down")                                                \
	F(LIST, items, effect, "the five that move the risk most, the largest first")

#define VIEW_assessment(F)                                                                                             \
	F(RECORD, score, score, "the numbers")                                                                         \
	F(RECORD, history, history, "the score in earlier editions; absent when there are none")                       \
	F(RECORD, tasks, tasks, "the week, task by task")                                                              \
	F(RECORD, takes_on, phrases, "tasks of high exposure, the largest share first")                                \
	F(RECORD, stays_human, phrases, "tasks of low exposure, the largest share first")                              \
	F(INT, high_count, none, "tasks of high exposure")                                                             \
	F(INT, low_count, none, "tasks of low exposure")                                                               \
	F(LIST, chips, phrase, "counts in words: 1 task of high exposure")                                             \
	F(RECORD, insights, insights, "key insights")                                                                  \
	F(TEXT, sensitivity_sentence, none, "which single judgement moves the score most")                             \
	F(RECORD, sensitivity, sensitivity, "what each judgement does to the risk; absent where none has room")        \
	F(TEXT, arithmetic, none, "the sum that makes the score, in one line")                                         \
	F(TEXT, model_sentence, none, "how a modelled level is reckoned; absent when authored")

#define VIEW_skill(F)                                                                                                  \
	F(TEXT, id, none, "id")                                                                                        \
	F(TEXT, name, none, "the skill")                                                                               \
	F(HTML, why, none, "why it is in this group")                                                                  \
	F(TEXT, url, none, "where to learn more")                                                                      \
	F(TEXT, page_url, none, "address of the page about the skill")                                                 \
	F(LIST, notes, note, "its sources")                                                                            \
	ITEM_FLAGS(F)

#define VIEW_skill_group(F)                                                                                            \
	F(INT, count, none, "how many")                                                                                \
	F(LIST, items, skill, "one a skill")

#define VIEW_skills(F)                                                                                                 \
	F(INT, count, none, "how many")                                                                                \
	F(RECORD, vulnerable, skill_group, "skills under pressure")                                                    \
	F(RECORD, resilient, skill_group, "skills that hold")                                                          \
	F(RECORD, learn, skill_group, "skills worth learning")

#define VIEW_stage(F)                                                                                                  \
	F(TEXT, anchor, none, "id of its entry: forecast- and its own id")                                             \
	F(TEXT, from, none, "from when, in words")                                                                     \
	F(TEXT, to, none, "until when, in words")                                                                      \
	F(TEXT, from_iso, none, "from when, as given")                                                                 \
	F(TEXT, to_iso, none, "until when, as given")                                                                  \
	F(HTML, claim, none, "what is expected")                                                                       \
	F(TEXT, confidence, none, "low, medium or high")                                                               \
	F(TEXT, confidence_label, none, "the same in words")                                                           \
	F(TEXT, status, none, "open, met or missed")                                                                   \
	F(TEXT, status_label, none, "the same in words")                                                               \
	F(FLAG, is_due, none, "its window is over, and nobody has judged it yet")                                      \
	F(HTML, evidence, none, "what is known of it; of a judged one, what showed it")                                                                      \
	F(LIST, notes, note, "its sources")                                                                            \
	ITEM_FLAGS(F)

#define VIEW_timeline(F) F(LIST, items, stage, "one a stage, in time order as given")

#define VIEW_agent(F)                                                                                                  \
	F(TEXT, company, none, "who makes it")                                                                         \
	F(TEXT, product, none, "its name")                                                                             \
	F(HTML, does, none, "what it does")                                                                            \
	F(TEXT, as_of, none, "when that was so, in words")                                                             \
	F(TEXT, url, none, "where it is")                                                                              \
	F(LIST, notes, note, "its sources")                                                                            \
	ITEM_FLAGS(F)

#define VIEW_agents(F) F(LIST, items, agent, "one a product")

#define VIEW_pay_row(F)                                                                                                \
	F(TEXT, country, none, "in words")                                                                             \
	F(TEXT, country_code, none, "ISO 3166")                                                                        \
	F(TEXT, level, none, "label of the level")                                                                     \
	F(TEXT, level_id, none, "id of the level")                                                                     \
	F(TEXT, amount, none, "as people there read it: $120,730, ₹28 lakh")                                           \
	F(TEXT, amount_plain, none, "the amount as a plain number")                                                    \
	F(TEXT, per, none, "a year, a month, an hour")                                                                 \
	F(TEXT, per_key, none, "year, month or hour")                                                                  \
	F(TEXT, currency, none, "ISO 4217")                                                                            \
	F(TEXT, as_of, none, "in words")                                                                               \
	F(RECORD, note, note, "its source")                                                                            \
	ITEM_FLAGS(F)

#define VIEW_pay(F)                                                                                                    \
	F(TEXT, ai_product, none, "what AI is compared, if site.yaml names it")                                        \
	F(TEXT, ai_amount, none, "its price")                                                                          \
	F(TEXT, ai_per, none, "a month, a year")                                                                       \
	F(TEXT, ai_yearly, none, "its price in a year")                                                                \
	F(TEXT, ai_as_of, none, "when that was so, in words")                                                          \
	F(RECORD, ai_note, note, "its source")                                                                         \
	F(LIST, items, pay_row, "one a country and level")

#define VIEW_step(F)                                                                                                   \
	F(INT, number, none, "from 1")                                                                                 \
	F(HTML, lead, none, "the imperative")                                                                          \
	F(HTML, text, none, "the explanation; not `body`, which a step without one would take from the page")          \
	ITEM_FLAGS(F)

#define VIEW_steps(F) F(LIST, items, step, "one a step")

#define VIEW_cell(F)                                                                                                   \
	F(HTML, html, none, "the cell")                                                                                \
	F(TEXT, column, none, "its column's heading")                                                                  \
	ITEM_FLAGS(F)

#define VIEW_row(F)                                                                                                    \
	F(LIST, cells, cell, "one a column; the first names the row")                                                  \
	ITEM_FLAGS(F)

#define VIEW_comparison(F)                                                                                             \
	F(TEXT, caption, none, "what is compared")                                                                     \
	F(LIST, columns, phrase, "headings")                                                                           \
	F(LIST, items, row, "one a row")

#define VIEW_interview_item(F)                                                                                         \
	F(HTML, question, none, "the question")                                                                        \
	F(HTML, listen_for, none, "what a good answer has")                                                            \
	ITEM_FLAGS(F)

#define VIEW_interview(F) F(LIST, items, interview_item, "one a question")

#define VIEW_job(F)                                                                                                    \
	F(TEXT, title, none, "title")                                                                                  \
	F(TEXT, employer, none, "who hires")                                                                           \
	F(TEXT, place, none, "where")                                                                                  \
	F(TEXT, url, none, "where to apply")                                                                           \
	F(TEXT, posted, none, "since when, in words")                                                                  \
	F(TEXT, expires, none, "until when, in words")                                                                 \
	ITEM_FLAGS(F)

#define VIEW_jobs(F) F(LIST, items, job, "one an opening; expired ones are left out")

#define VIEW_question(F)                                                                                               \
	F(HTML, question, none, "the question")                                                                        \
	F(TEXT, question_text, none, "without markup")                                                                 \
	F(HTML, answer, none, "the answer")                                                                            \
	F(TEXT, answer_text, none, "without markup")                                                                   \
	F(TEXT, anchor, none, "id of the question")                                                                    \
	ITEM_FLAGS(F)

#define VIEW_faq(F)                                                                                                    \
	F(LIST, items, question, "one a question; the generated one about the score comes first on role pages")

#define VIEW_benchmark(F)                                                                                              \
	F(TEXT, id, none, "id of the measure")                                                                         \
	F(TEXT, title, none, "name of the measure")                                                                    \
	F(TEXT, publisher, none, "who publishes it")                                                                   \
	F(TEXT, url, none, "where it is")                                                                              \
	F(TEXT, value, none, "the published value")                                                                    \
	F(TEXT, scale, none, "its scale: 0 to 1")                                                                      \
	F(INT, position, none, "the value on a scale of 0 to 100: for a bar")                                          \
	F(INT, percentile, none,                                                                                       \
		"of 100 occupations of the measure, those with a lower or equal value; absent when the file holds a part "  \
		"without percentiles, or fewer than 20")                                                               \
	F(INT, population, none, "how many occupations the measure has; absent when not known")                                               \
	F(TEXT, population_text, none, "the same as people write it")                                                  \
	F(TEXT, code, none, "the occupation code that matched; of finer ones the last")                                \
	F(TEXT, match, none, "how it matched, in words: a mean of finer codes, a group; absent when it is the same")    \
	F(TEXT, licence, none, "licence of the data")                                                                  \
	F(TEXT, as_of, none, "in words")                                                                               \
	F(RECORD, note, note, "its source")                                                                            \
	ITEM_FLAGS(F)

#define VIEW_benchmarks(F) F(LIST, items, benchmark, "one a measure that knows this occupation")

#define VIEW_role_link(F)                                                                                              \
	F(TEXT, title, none, "name of the role")                                                                       \
	F(TEXT, slug, none, "its name in addresses")                                                                   \
	F(TEXT, url, none, "address")                                                                                  \
	F(TEXT, address, none, "absolute address")                                                                     \
	F(TEXT, icon, none, "its icon")                                                                                \
	F(TEXT, tagline, none, "without markup")                                                                       \
	F(TEXT, category, none, "title of its category")                                                               \
	F(TEXT, category_url, none, "address of its category")                                                         \
	F(INT, rank, none, "place by risk, 1 is the highest; equal risks share a place")                               \
	F(INT, risk, none, "risk")                                                                                     \
	F(INT, risk_low, none, "low end of its range")                                                                 \
	F(INT, risk_high, none, "high end of its range")                                                               \
	F(INT, risk_span, none, "high less low")                                                                       \
	F(INT, exposure, none, "exposure")                                                                             \
	F(INT, threat, none, "threat, 0 to 10")                                                                        \
	F(INT, automated, none, "hours of 100")                                                                        \
	F(INT, assisted, none, "hours of 100")                                                                         \
	F(INT, human, none, "hours of 100")                                                                            \
	F(TEXT, band, none, "band")                                                                                    \
	F(TEXT, band_label, none, "the same in words")                                                                 \
	F(TEXT, updated, none, "in words")                                                                             \
	F(TEXT, updated_iso, none, "ISO date")                                                                         \
	F(LIST, levels, level, "its levels")                                                                           \
	ITEM_FLAGS(F)

#define VIEW_role_links(F)                                                                                             \
	F(INT, count, none, "how many")                                                                                \
	F(LIST, items, role_link, "one a role")

#define VIEW_relation(F)                                                                                               \
	F(RECORD, other, role_link, "the other role")                                                                  \
	F(TEXT, difference, none, "its risk less this role's, with sign")                                              \
	F(TEXT, sentence, none, "what the two share")                                                                  \
	F(TEXT, compare_url, none, "address of the page that compares the two; absent when there is none")             \
	F(TEXT, compare_label, none, "what the link to it says")                                                       \
	ITEM_FLAGS(F)

#define VIEW_relations(F)                                                                                              \
	F(INT, count, none, "how many")                                                                                \
	F(LIST, items, relation, "one a role")

#define VIEW_letter(F)                                                                                                 \
	F(TEXT, letter, none, "first letter")                                                                          \
	F(TEXT, anchor, none, "id of the group")                                                                       \
	F(LIST, items, role_link, "roles that begin with it")                                                          \
	ITEM_FLAGS(F)

#define VIEW_role(F)                                                                                                   \
	F(TEXT, slug, none, "its name in addresses")                                                                   \
	F(TEXT, title, none, "name: Backend Developer")                                                                \
	F(TEXT, plural, none, "Backend Developers")                                                                    \
	F(TEXT, with_article, none, "a Backend Developer")                                                             \
	F(TEXT, url, none, "address of the role page")                                                                 \
	F(TEXT, icon, none, "an emoji, if given")                                                                      \
	F(TEXT, question, none, "the heading: Will AI replace Backend Developers?")                                    \
	F(HTML, tagline, none, "in one line")                                                                          \
	F(HTML, summary, none, "the answer in one sentence")                                                           \
	F(TEXT, category, none, "title of the category")                                                               \
	F(TEXT, category_url, none, "its address")                                                                     \
	F(TEXT, soc, none, "occupation code, US SOC")                                                                  \
	F(TEXT, isco, none, "occupation code, ISCO-08")                                                                \
	F(TEXT, method, none, "how this role was judged, if not as the site's assessor does")                          \
	F(TEXT, assessed_by, none, "who judged this role")                                                             \
	F(TEXT, updated, none, "in words")                                                                             \
	F(TEXT, updated_iso, none, "ISO date")                                                                         \
	F(LIST, aliases, phrase, "other job titles")                                                                   \
	F(TEXT, baseline_label, none, "label of the level that the role page shows")                                   \
	F(RECORD, levels, levels, "the ladder")                                                                        \
	F(RECORD, skills, skills, "what to lean on")                                                                   \
	F(RECORD, timeline, timeline, "dated forecasts")                                                               \
	F(RECORD, agents, agents, "AI at work in this field")                                                          \
	F(RECORD, pay, pay, "human against AI cost")                                                                   \
	F(RECORD, steps, steps, "what to do")                                                                          \
	F(RECORD, benchmarks, benchmarks, "how others score this job")                                                 \
	F(RECORD, comparison, comparison, "then and now")                                                              \
	F(RECORD, interview, interview, "interview questions")                                                         \
	F(RECORD, jobs, jobs, "openings")                                                                              \
	F(RECORD, faq, faq, "questions and answers")                                                                   \
	F(RECORD, safer, relations, "roles with much in common and a risk that is lower by 4 points or more")          \
	F(RECORD, related, relations, "nearest roles that are not among the safer ones")                               \
	F(RECORD, articles, links, "articles about it")                                                                \
	F(RECORD, sources, sources, "what the role's pages rest on")                                                   \
	F(ANY, extra, none, "whatever the author put under extra")

#define VIEW_category_link(F)                                                                                          \
	F(TEXT, id, none, "id")                                                                                        \
	F(TEXT, title, none, "title")                                                                                  \
	F(TEXT, url, none, "address")                                                                                  \
	F(INT, count, none, "number of roles")                                                                         \
	F(TEXT, count_label, none, "in words: 3 roles")                                                                \
	F(INT, risk, none, "median risk of its roles")                                                                 \
	F(TEXT, band, none, "band of that")                                                                            \
	ITEM_FLAGS(F)

#define VIEW_article_link(F)                                                                                           \
	F(TEXT, title, none, "title")                                                                                  \
	F(TEXT, url, none, "address")                                                                                  \
	F(TEXT, address, none, "absolute address")                                                                     \
	F(HTML, dek, none, "in one sentence")                                                                          \
	F(TEXT, dek_text, none, "without markup")                                                                      \
	F(TEXT, author, none, "who wrote it")                                                                          \
	F(TEXT, date, none, "in words")                                                                                \
	F(TEXT, date_iso, none, "ISO date")                                                                            \
	ITEM_FLAGS(F)

#define VIEW_bin(F)                                                                                                    \
	F(INT, low, none, "from this risk")                                                                            \
	F(INT, high, none, "to this risk")                                                                             \
	F(INT, count, none, "roles in it")                                                                             \
	F(INT, x, none, "left edge, on a scale of 0 to 100")                                                           \
	F(INT, height, none, "0 to 100, the largest bin is 100")                                                       \
	F(TEXT, band, none, "band of its lower end")                                                                   \
	ITEM_FLAGS(F)

#define VIEW_spread(F)                                                                                                 \
	F(TEXT, sentence, none, "the spread in words")                                                                 \
	F(LIST, items, bin, "ten bins of ten points")

#define VIEW_skill_link(F)                                                                                             \
	F(TEXT, id, none, "id")                                                                                        \
	F(TEXT, title, none, "name")                                                                                   \
	F(TEXT, url, none, "address of its page")                                                                      \
	F(TEXT, description, none, "in one sentence, if its introduction gives one")                                   \
	F(INT, count, none, "roles that name it")                                                                      \
	F(TEXT, count_label, none, "in words: 3 roles")                                                                \
	F(INT, vulnerable, none, "roles in which it is under pressure")                                                \
	F(INT, resilient, none, "roles in which it holds its worth")                                                   \
	F(INT, learn, none, "roles in which it is worth learning")                                                     \
	ITEM_FLAGS(F)

#define VIEW_skill_use(F)                                                                                              \
	F(RECORD, other, role_link, "the role")                                                                        \
	F(HTML, why, none, "what the role says of the skill")                                                          \
	ITEM_FLAGS(F)

#define VIEW_skill_uses(F)                                                                                             \
	F(INT, count, none, "how many")                                                                                \
	F(LIST, items, skill_use, "one a role, highest risk first")

#define VIEW_compared(F)                                                                                               \
	F(RECORD, role, role_link, "the role")                                                                         \
	F(RECORD, takes_on, phrases, "its tasks of high exposure")                                                     \
	F(RECORD, stays_human, phrases, "its tasks of low exposure")                                                   \
	F(RECORD, own_skills, phrases, "skills that the other does not name")                                          \
	ITEM_FLAGS(F)

#define VIEW_pair_row(F)                                                                                               \
	F(TEXT, label, none, "what is compared")                                                                       \
	F(TEXT, left, none, "the first role")                                                                          \
	F(TEXT, right, none, "the second role")                                                                        \
	F(TEXT, difference, none, "the second less the first, with sign; absent where that says nothing")              \
	ITEM_FLAGS(F)

#define VIEW_pair_rows(F) F(LIST, items, pair_row, "one a row")

#define VIEW_agreement_point(F)                                                                                        \
	F(TEXT, title, none, "the role")                                                                               \
	F(TEXT, url, none, "its address")                                                                              \
	F(INT, ours, none, "our number, 0 to 100")                                                                     \
	F(TEXT, theirs, none, "the published value")                                                                   \
	ITEM_FLAGS(F)

#define VIEW_agreement(F)                                                                                              \
	F(TEXT, id, none, "id of the measure")                                                                         \
	F(TEXT, title, none, "name of the measure")                                                                    \
	F(TEXT, publisher, none, "who publishes it")                                                                   \
	F(TEXT, url, none, "where it is")                                                                              \
	F(TEXT, low, none, "lowest value of its scale")                                                                \
	F(TEXT, high, none, "highest value of its scale")                                                              \
	F(INT, count, none, "roles that it knows")                                                                     \
	F(TEXT, correlation, none,                                                                                     \
		"Spearman's rank correlation between ours and theirs, two decimals; absent for fewer than three")      \
	F(TEXT, sentence, none, "the same in words")                                                                   \
	F(TEXT, licence, none, "licence of its data")                                                                  \
	F(TEXT, as_of, none, "date of its data, in words")                                                             \
	F(TEXT, dots, none, "path of a drawing: a dot a role, theirs from left to right, ours from 100 down to 0")      \
	F(TEXT, part, none, "what `points` are of, in words, when there are more roles than they hold")                \
	F(LIST, points, agreement_point, "one a role; of many, those on which the two orders differ most")             \
	ITEM_FLAGS(F)

#define VIEW_mover(F)                                                                                                  \
	F(RECORD, other, role_link, "the role")                                                                        \
	F(TEXT, before, none, "its risk in the edition before")                                                        \
	F(TEXT, difference, none, "points since then, with sign")                                                      \
	ITEM_FLAGS(F)

#define VIEW_cause(F) \
	F(TEXT, kind, none, "weights, tilt, replaced, gone, times, unit, wording, exposure, autonomy, time or new") \
	F(TEXT, sentence, none, "the change in words") \
	F(TEXT, effect, none, "points of risk that it made, with sign and two decimals") \
	F(FLAG, is_up, none, "it raised the risk") \
	F(FLAG, is_down, none, "it lowered the risk") \
	ITEM_FLAGS(F)

#define VIEW_causes(F) \
	F(TEXT, note, none, "why none can be told: the edition holds scores alone") \
	F(TEXT, more, none, "how many are left out, in words") \
	F(LIST, items, cause, "the largest effect first, at most five")

#define VIEW_revision(F) \
	F(TEXT, title, none, "the role") \
	F(TEXT, url, none, "address of its page; absent when it is gone") \
	F(TEXT, before, none, "risk in the edition before, with two decimals where both keep them; absent when the role is new") \
	F(TEXT, after, none, "risk since then, likewise; absent when the role is gone") \
	F(TEXT, difference, none, "points of risk, with sign; two decimals where both editions keep them") \
	F(FLAG, is_up, none, "the risk rose") \
	F(FLAG, is_down, none, "the risk fell") \
	F(RECORD, causes, causes, "what moved it") \
	ITEM_FLAGS(F)

#define VIEW_revisions(F) \
	F(INT, count, none, "how many") \
	F(TEXT, more, none, "how many are left out, in words") \
	F(LIST, items, revision, "the largest change first")

#define VIEW_change_link(F) \
	F(TEXT, title, none, "What changed in edition 2026.1") \
	F(TEXT, url, none, "address of its page") \
	F(TEXT, edition, none, "name of the edition; absent when the present has none") \
	F(TEXT, before, none, "name of the edition before it") \
	F(TEXT, date, none, "when it was published, in words; absent for the present") \
	F(TEXT, date_iso, none, "ISO date") \
	F(FLAG, is_present, none, "the site as it is") \
	F(TEXT, sentence, none, "how many roles went up, down, came and went") \
	F(LIST, movers, revision, "at most three of the largest changes, without causes") \
	ITEM_FLAGS(F)

#define VIEW_history_point(F)                                                                                          \
	F(TEXT, edition, none, "name of the edition")                                                                  \
	F(TEXT, date, none, "in words")                                                                                \
	F(INT, risk, none, "risk at this level")                                                                       \
	F(INT, exposure, none, "exposure at this level")                                                               \
	F(INT, x, none, "place on a scale of 0 to 100, the oldest edition first")                                      \
	F(INT, y, none, "100 less risk")                                                                               \
	ITEM_FLAGS(F)

#define VIEW_history(F)                                                                                                \
	F(TEXT, sentence, none, "the change in words")                                                                 \
	F(TEXT, difference, none, "points of risk since the edition before, with sign")                                \
	F(TEXT, line, none, "the points of a line: 0,79 100,78")                                                       \
	F(RECORD, causes, causes, "what moved it since the edition before; absent when nothing did") \
	F(TEXT, changes_url, none, "address of the page of all changes since then") \
	F(LIST, items, history_point, "one an edition, the oldest first")

#define VIEW_share(F)                                                                                                  \
	F(TEXT, url, none, "absolute address of the page")                                                             \
	F(TEXT, text, none, "what to say with it")                                                                     \
	F(TEXT, mail, none, "address that begins a mail")                                                              \
	F(TEXT, card, none, "path of the picture card.png; absent without cards")                                      \
	F(TEXT, badge, none, "path of badge.svg")                                                                      \
	F(INT, badge_width, none, "its width in pixels; it is 40 high")                                                \
	F(TEXT, embed, none, "HTML that shows the badge on another site")                                              \
	F(LIST, links, link, "plain links to services")

#define VIEW_card_line(F)                                                                                              \
	F(TEXT, text, none, "a line of the title")                                                                     \
	F(INT, y, none, "its base line")                                                                               \
	ITEM_FLAGS(F)

#define VIEW_role_group(F)                                                                                             \
	F(TEXT, title, none, "title of the category")                                                                  \
	F(LIST, items, role_link, "its roles")                                                                         \
	ITEM_FLAGS(F)

#define VIEW_judgement(F)                                                                                              \
	F(INT, value, none, "0 to 100")                                                                                \
	F(INT, low, none, "its low bound")                                                                             \
	F(INT, high, none, "its high bound")

#define VIEW_scan_level(F)                                                                                             \
	F(TEXT, id, none, "id")                                                                                        \
	F(TEXT, label, none, "label")                                                                                  \
	F(TEXT, url, none, "address of its page")                                                                      \
	F(FLAG, is_modelled, none, "weights follow from the baseline's by the tilt")                                   \
	F(INT, tilt, none, "tilt of a modelled level")                                                                 \
	F(LIST, times, none,                                                                                           \
		"a whole number a task, tenths of a unit: those of this level, or the baseline's where it is "         \
		"modelled")                                                                                            \
	F(LIST, permille, none, "weights in thousandths, one a task")                                                  \
	F(RECORD, risk, judgement, "published risk")                                                                   \
	F(RECORD, exposure, judgement, "published exposure")

#define VIEW_scan_task(F)                                                                                              \
	F(TEXT, id, none, "id")                                                                                        \
	F(TEXT, name, none, "the task without markup")                                                                 \
	F(RECORD, exposure, judgement, "how far AI reaches into it")                                                   \
	F(RECORD, autonomy, judgement, "how much of that it finishes alone")

#define VIEW_scan_skill(F)                                                                                             \
	F(TEXT, id, none, "id")                                                                                        \
	F(TEXT, name, none, "name")                                                                                    \
	F(TEXT, group, none, "vulnerable, resilient or learn")                                                         \
	F(TEXT, url, none, "address of its page")

#define VIEW_scan_role(F)                                                                                              \
	F(TEXT, title, none, "name")                                                                                   \
	F(TEXT, url, none, "address")                                                                                  \
	F(INT, risk, none, "risk at the baseline")

#define VIEW_scan(F)                                                                                                   \
	F(TEXT, role, none, "slug")                                                                                    \
	F(TEXT, title, none, "name")                                                                                   \
	F(TEXT, plural, none, "plural")                                                                                \
	F(TEXT, url, none, "address of the role page")                                                                 \
	F(TEXT, edition, none, "edition of the site")                                                                  \
	F(FLAG, has_hours, none, "weights are hours")                                                                  \
	F(LIST, bands, none, "the four risks at which low, medium, high and very high begin")                          \
	F(TEXT, baseline, none, "id of the baseline level")                                                            \
	F(LIST, levels, scan_level, "one a level")                                                                     \
	F(LIST, tasks, scan_task, "one a task")                                                                        \
	F(LIST, skills, scan_skill, "one a skill")                                                                     \
	F(LIST, safer, scan_role, "roles with much in common and lower risk")

#define VIEW_api_sums(F)                                                                                               \
	F(INT, exposure, none, "exposure is this divided by exposure_weight, rounded once")                            \
	F(INT, exposure_low, none, "the same with every judgement at its low bound")                                   \
	F(INT, exposure_high, none, "and at its high bound")                                                           \
	F(INT, exposure_weight, none, "the sum of the weights")                                                        \
	F(INT, risk, none, "risk is this divided by risk_weight, rounded once")                                        \
	F(INT, risk_low, none, "the same with every judgement at its low bound")                                       \
	F(INT, risk_high, none, "and at its high bound")                                                               \
	F(INT, risk_weight, none, "100 times the sum of the weights")

#define VIEW_api_model_level(F)                                                                                        \
	F(TEXT, id, none, "id")                                                                                        \
	F(TEXT, label, none, "label")                                                                                  \
	F(INT, tilt, none, "how far a modelled week leans to what AI does not reach")                                  \
	F(FLAG, is_baseline, none, "the level that role pages show")

#define VIEW_api_model(F)                                                                                              \
	F(INT, formula, none, "1: the rules of docs/scoring.md")                                                       \
	F(INT, spread, none, "points of doubt either side of a bare number")                                           \
	F(INT, autonomy, none, "autonomy where a task gives none")                                                     \
	F(LIST, words, judgement, "what low, medium and high stand for")                                               \
	F(LIST, bands, none, "the four risks at which low, medium, high and very high begin")                          \
	F(LIST, levels, api_model_level, "one a level, lowest first")                                                  \
	F(LIST, changes, model_change, "what this build has otherwise than site.yaml; absent but in a variant")

#define VIEW_api_task(F)                                                                                               \
	F(TEXT, id, none, "id of the task")                                                                            \
	F(TEXT, exposure_as, none, "how the exposure was written: number, range or word")                              \
	F(TEXT, autonomy_as, none, "how the autonomy was: number, range, word, or default where the site gives it")    \
	F(LIST, sources, none, "ids of what the judgements rest on")                                                   \
	F(LIST, refs, none, "codes of the same task elsewhere")

#define VIEW_api_effects(F)                                                                                            \
	F(INT, exposure_low, none, "risk in hundredths with this exposure alone at its low bound")                     \
	F(INT, exposure_high, none, "at its high bound")                                                               \
	F(INT, autonomy_low, none, "with this autonomy alone at its low bound")                                        \
	F(INT, autonomy_high, none, "at its high bound")

#define VIEW_api_share(F)                                                                                              \
	F(TEXT, id, none, "id of the task")                                                                            \
	F(INT, weight, none, "exact weight")                                                                           \
	F(INT, permille, none, "weight in thousandths")                                                                \
	F(INT, contribution, none, "points of the risk")                                                               \
	F(TEXT, contribution_exact, none, "with two decimals as the language writes them")                             \
	F(INT, contribution_hundredths, none, "the same as a number")                                                  \
	F(RECORD, sensitivity, api_effects, "the risk with one of its judgements elsewhere")

#define VIEW_api_move(F)                                                                                               \
	F(TEXT, band, none, "the band then")                                                                           \
	F(TEXT, task, none, "id of the task")                                                                          \
	F(TEXT, judgement, none, "exposure or autonomy")                                                               \
	F(INT, from, none, "its value")                                                                                \
	F(INT, to, none, "the nearest value at which the band is another, all else kept")                              \
	F(FLAG, is_within, none, "within the bounds of the judgement")                                                 \
	ITEM_FLAGS(F)

#define VIEW_api_level(F)                                                                                              \
	F(RECORD, level, level, "which one, and its verdict")                                                          \
	F(RECORD, score, score, "the numbers")                                                                         \
	F(RECORD, history, history, "the score in earlier editions")                                                   \
	F(RECORD, insights, insights, "key insights")                                                                  \
	F(RECORD, sums, api_sums, "the exact sums behind the numbers")                                                 \
	F(LIST, tasks, api_share, "weight and contribution of each task")                                              \
	F(LIST, band_moves, api_move, "single judgements that would move the band, those up first, the nearest first") \
	F(HTML, summary, none, "the author's summary")                                                                 \
	F(RECORD, skills, skills, "skills of this level, where they differ")                                           \
	F(RECORD, steps, steps, "what to do at this level")                                                            \
	F(HTML, body, none, "the author's prose")

#define VIEW_api_role(F)                                                                                               \
	F(INT, version, none, "1: of this format")                                                                     \
	F(TEXT, site, none, "absolute address of the site")                                                            \
	F(TEXT, url, none, "absolute address of the page")                                                             \
	F(TEXT, edition, none, "edition of the site")                                                                  \
	F(TEXT, updated, none, "ISO date on which the judgements were last gone over")                                 \
	F(TEXT, assessor, none, "who judged it")                                                                       \
	F(TEXT, method, none, "how")                                                                                   \
	F(TEXT, licence, none, "licence of the data, if the site names one")                                           \
	F(TEXT, program, none, "the program that made this, with its version")                                         \
	F(RECORD, model, api_model, "the assumptions of the scores")                                                   \
	F(RECORD, role, role, "the role with all its tables")                                                          \
	F(RECORD, assessment, assessment, "at the baseline, task by task")                                             \
	F(LIST, levels, api_level, "one a level")                                                                      \
	F(RECORD, inputs, scan, "what the scores are made from: enough to recompute every one")                        \
	F(LIST, tasks, api_task, "how each judgement was written and what it rests on, in the order of inputs")        \
	F(HTML, body, none, "the overview")

#define VIEW_api_entry(F)                                                                                              \
	F(TEXT, slug, none, "slug")                                                                                    \
	F(TEXT, title, none, "name")                                                                                   \
	F(TEXT, url, none, "absolute address of the page")                                                             \
	F(TEXT, data, none, "absolute address of its data")                                                            \
	F(TEXT, category, none, "id of the category")                                                                  \
	F(TEXT, soc, none, "US SOC code")                                                                              \
	F(TEXT, isco, none, "ISCO-08 code")                                                                            \
	F(TEXT, updated, none, "ISO date")                                                                             \
	F(LIST, aliases, none, "other job titles")                                                                     \
	F(RECORD, risk, measure, "at the baseline")                                                                    \
	F(RECORD, exposure, measure, "at the baseline")                                                                \
	F(INT, threat, none, "0 to 10")                                                                                \
	F(TEXT, band, none, "band of the risk")                                                                        \
	F(INT, rank, none, "by risk, 1 is the highest")                                                                \
	F(INT, percentile, none, "share of the roles with a lower or equal risk")                                      \
	F(RECORD, sums, api_sums, "the exact sums behind risk and exposure")                                           \
	F(LIST, sources, none, "ids of all that the role rests on; its own data has them whole")                       \
	F(LIST, levels, level, "one a level")

#define VIEW_api_roles(F)                                                                                              \
	F(INT, version, none, "1: of this format")                                                                     \
	F(TEXT, site, none, "absolute address of the site")                                                            \
	F(TEXT, title, none, "the site's name")                                                                        \
	F(TEXT, edition, none, "edition of the site")                                                                  \
	F(TEXT, assessor, none, "who judges")                                                                          \
	F(TEXT, licence, none, "licence of the data, if the site names one")                                           \
	F(TEXT, program, none, "the program that made this, with its version")                                         \
	F(RECORD, model, api_model, "the assumptions of the scores")                                                   \
	F(LIST, roles, api_entry, "one a role, by title")

#define VIEW_api_forecast(F)                                                                                           \
	F(TEXT, role, none, "slug of the role")                                                                        \
	F(TEXT, title, none, "its name")                                                                               \
	F(TEXT, id, none, "id of the forecast, unique within the role")                                                \
	F(TEXT, url, none, "absolute address of its place on the page of the role")                                    \
	F(TEXT, claim, none, "what is expected, without markup")                                                       \
	F(TEXT, from, none, "when its window begins: a date, month or year, as given")                                 \
	F(TEXT, to, none, "when it ends, as given; absent where only from is")                                         \
	F(TEXT, deadline, none, "ISO date: the last day of the window")                                                \
	F(TEXT, confidence, none, "low, medium or high; absent where it says none")                                    \
	F(TEXT, status, none, "open, met or missed")                                                                   \
	F(FLAG, is_due, none, "the window was over when this was made, and it is open still")                          \
	F(TEXT, evidence, none, "what is known of it; of a judged one, what showed it")                                \
	F(LIST, sources, none, "ids of what it rests on, as on the page of all sources")

#define VIEW_api_tally(F)                                                                                              \
	F(TEXT, confidence, none, "high, medium, low; absent for forecasts that say none")                             \
	F(INT, open, none, "still open")                                                                               \
	F(INT, met, none, "met")                                                                                       \
	F(INT, missed, none, "missed")

#define VIEW_api_forecasts(F)                                                                                          \
	F(INT, version, none, "1: of this format")                                                                     \
	F(TEXT, site, none, "absolute address of the site")                                                            \
	F(TEXT, title, none, "the site's name")                                                                        \
	F(TEXT, edition, none, "edition of the site")                                                                  \
	F(TEXT, licence, none, "licence of the data, if the site names one")                                           \
	F(TEXT, program, none, "the program that made this, with its version")                                         \
	F(LIST, tallies, api_tally, "how many, by confidence")                                                         \
	F(LIST, forecasts, api_forecast, "every forecast, what ends first before")

#define VIEW_forecast(F)                                                                                               \
	F(TEXT, role, none, "name of the role")                                                                        \
	F(TEXT, url, none, "its place on the page of the role")                                                        \
	F(TEXT, anchor, none, "id of this entry")                                                                      \
	F(TEXT, from, none, "when its window begins, in words")                                                        \
	F(TEXT, to, none, "when it ends, in words")                                                                    \
	F(TEXT, claim, none, "what is expected, without markup")                                                       \
	F(TEXT, confidence, none, "low, medium or high")                                                               \
	F(TEXT, confidence_label, none, "the same in words")                                                           \
	F(TEXT, status, none, "open, met or missed")                                                                   \
	F(TEXT, status_label, none, "the same in words")                                                               \
	F(FLAG, is_due, none, "its window is over, and nobody has judged it yet")                                      \
	F(TEXT, evidence, none, "what is known of it; of a judged one, what showed it; without markup")                \
	F(LIST, notes, note, "its sources, with addresses on the page of all sources")                                 \
	ITEM_FLAGS(F)

#define VIEW_forecasts(F)                                                                                              \
	F(INT, count, none, "how many")                                                                                \
	F(TEXT, more, none, "how many are not listed here, in words; absent when all are")                             \
	F(LIST, items, forecast, "one a forecast")

#define VIEW_calibration(F)                                                                                            \
	F(TEXT, label, none, "the confidence, in words")                                                               \
	F(INT, open, none, "still open")                                                                               \
	F(INT, met, none, "met")                                                                                       \
	F(INT, missed, none, "missed")                                                                                 \
	F(TEXT, share, none, "of 100 judged, those that were met; absent for fewer than ten")                          \
	ITEM_FLAGS(F)

#define VIEW_ledger_year(F)                                                                                            \
	F(TEXT, year, none, "the year")                                                                                \
	F(TEXT, url, none, "address of its page")                                                                      \
	F(INT, open, none, "still open")                                                                               \
	F(INT, met, none, "met")                                                                                       \
	F(INT, missed, none, "missed")                                                                                 \
	ITEM_FLAGS(F)

#define VIEW_data_file(F)                                                                                              \
	F(TEXT, title, none, "its name: scores.csv")                                                                   \
	F(TEXT, url, none, "its address")                                                                              \
	F(TEXT, format, none, "CSV or JSON")                                                                           \
	F(TEXT, about, none, "what it holds")                                                                          \
	F(TEXT, size, none, "lines and columns, or entries, in words")                                                 \
	F(TEXT, schema, none, "address of its JSON Schema")                                                            \
	F(TEXT, dictionary, none, "id of its dictionary on this page")                                                 \
	ITEM_FLAGS(F)

#define VIEW_data_column(F)                                                                                            \
	F(TEXT, name, none, "heading in the file")                                                                     \
	F(TEXT, about, none, "what it means, in English")                                                              \
	F(TEXT, unit, none, "its unit")                                                                                \
	F(TEXT, range, none, "what values it can have")                                                                \
	ITEM_FLAGS(F)

#define VIEW_data_table(F)                                                                                             \
	F(TEXT, title, none, "name of the file")                                                                       \
	F(TEXT, anchor, none, "id of the dictionary")                                                                  \
	F(TEXT, about, none, "what a line is, in English")                                                             \
	F(LIST, columns, data_column, "one a column")                                                                  \
	ITEM_FLAGS(F)

#define VIEW_api_edition(F) \
	F(TEXT, name, none, "name of the edition; absent when the present has none") \
	F(TEXT, date, none, "ISO date; absent for the present") \
	F(FLAG, is_present, none, "the site as it is") \
	F(TEXT, rolecast, none, "version of the program that reckoned it") \
	F(INT, roles, none, "how many roles it has") \
	F(TEXT, baseline, none, "id of its baseline level")

#define VIEW_api_step(F) \
	F(TEXT, kind, none, "see docs/scoring.md, Steps") \
	F(TEXT, task, none, "id of the task; absent where it is about no one task") \
	F(TEXT, name, none, "the task as it is, or was when it is gone") \
	F(TEXT, name_before, none, "wording: the task as it was") \
	F(INT, before, none, "exposure, autonomy, tilt: the value before; time: tenths") \
	F(INT, after, none, "the value after") \
	F(INT, low_before, none, "exposure, autonomy: the low bound before") \
	F(INT, low_after, none, "and after") \
	F(INT, high_before, none, "exposure, autonomy: the high bound before") \
	F(INT, high_after, none, "and after") \
	F(INT, effect_hundredths, none, "risk behind this step less risk before it, in hundredths of a point")

#define VIEW_api_revision_level(F) \
	F(TEXT, level, none, "id of the level") \
	F(FLAG, is_compared, none, "the level that change is told for") \
	F(INT, risk_before, none, "absent when the level is new") \
	F(INT, risk_after, none, "absent when the level is gone") \
	F(INT, exposure_before, none, "absent when the level is new") \
	F(INT, exposure_after, none, "absent when the level is gone") \
	F(INT, risk_hundredths_before, none, "absent where only points are kept") \
	F(INT, risk_hundredths_after, none, "absent where only points are kept") \
	F(INT, difference_hundredths, none, "risk after less risk before, in hundredths; absent where only points are kept") \
	F(FLAG, has_causes, none, "both editions keep what made the score; steps then add up to the difference") \
	F(LIST, steps, api_step, "one change at a time, in the order in which they are made")

#define VIEW_api_revision(F) \
	F(TEXT, role, none, "slug; of the earlier edition when it is gone") \
	F(TEXT, title, none, "title") \
	F(TEXT, role_before, none, "the slug that it had before, where that differs") \
	F(TEXT, url, none, "absolute address of its page; absent when it is gone") \
	F(TEXT, change, none, "up, down, new, gone or same: the risk at the level that is compared") \
	F(LIST, levels, api_revision_level, "one a level that either edition has")

#define VIEW_api_model_change(F) \
	F(TEXT, kind, none, "level-new, level-gone, label, tilt, baseline or bands") \
	F(TEXT, level, none, "id of the level") \
	F(INT, tilt_before, none, "tilt") \
	F(INT, tilt_after, none, "tilt") \
	F(TEXT, label_before, none, "label") \
	F(TEXT, label_after, none, "label")

#define VIEW_api_change(F) \
	F(INT, version, none, "1: of this format") \
	F(TEXT, site, none, "absolute address of the site") \
	F(TEXT, url, none, "absolute address of the page; absent for what no page shows") \
	F(RECORD, before, api_edition, "the earlier edition") \
	F(RECORD, after, api_edition, "the later one, or the present") \
	F(TEXT, level, none, "the level that is compared: the baseline of the later one") \
	F(INT, up, none, "roles whose risk rose") \
	F(INT, down, none, "roles whose risk fell") \
	F(INT, new, none, "roles that are new") \
	F(INT, gone, none, "roles that are gone") \
	F(INT, same, none, "roles whose risk is the same") \
	F(LIST, model, api_model_change, "what changed in the model, where both keep one") \
	F(LIST, roles, api_revision, "all but those in which nothing changed")

#define VIEW_api_change_entry(F) \
	F(RECORD, before, api_edition, "the earlier edition") \
	F(RECORD, after, api_edition, "the later one, or the present") \
	F(TEXT, url, none, "absolute address of the page") \
	F(TEXT, data, none, "absolute address of its data") \
	F(INT, up, none, "roles whose risk rose") \
	F(INT, down, none, "roles whose risk fell") \
	F(INT, new, none, "roles that are new") \
	F(INT, gone, none, "roles that are gone") \
	F(INT, same, none, "roles whose risk is the same")

#define VIEW_api_changes(F) \
	F(INT, version, none, "1: of this format") \
	F(TEXT, site, none, "absolute address of the site") \
	F(TEXT, title, none, "name of the site") \
	F(LIST, changes, api_change_entry, "newest first")

#define VIEW_robust_row(F)                                                                                             \
	F(TEXT, id, none, "name of the variant")                                                                       \
	F(TEXT, model, none, "what --model takes for it")                                                              \
	F(TEXT, title, none, "the variant in words")                                                                   \
	F(TEXT, level, none, "id of the level whose ranking it is")                                                    \
	F(TEXT, level_label, none, "its label")                                                                        \
	F(FLAG, is_baseline, none, "the baseline's ranking")                                                           \
	F(TEXT, correlation, none, "Spearman's rank correlation with the ranking in force, two decimals; absent where all risks are alike") \
	F(TEXT, role, none, "title of the role whose rank changes most; absent when no rank changes")                  \
	F(TEXT, slug, none, "its name in addresses")                                                                   \
	F(TEXT, url, none, "its address")                                                                              \
	F(INT, from, none, "its rank in force")                                                                        \
	F(INT, to, none, "its rank in the variant")                                                                    \
	ITEM_FLAGS(F)

#define VIEW_robustness(F)                                                                                             \
	F(INT, count, none, "how many roles are ranked")                                                               \
	F(TEXT, sentence, none, "what the table comes to")                                                             \
	F(LIST, items, robust_row, "one a variant and level that changes any score")

#define VIEW_api_robustness(F)                                                                                         \
	F(INT, version, none, "1: of this format")                                                                     \
	F(TEXT, site, none, "absolute address of the site")                                                            \
	F(TEXT, edition, none, "edition of the site")                                                                  \
	F(RECORD, model, api_model, "the assumptions of the scores")                                                   \
	F(RECORD, robustness, robustness, "how the ranking holds under other assumptions; absent with fewer than three roles")

#define VIEW_band_row(F)                                                                                               \
	F(TEXT, band, none, "key")                                                                                     \
	F(TEXT, band_label, none, "in words")                                                                          \
	F(INT, from, none, "lowest risk of the band")                                                                  \
	F(INT, to, none, "highest risk of the band")                                                                   \
	ITEM_FLAGS(F)

#define VIEW_level_row(F)                                                                                              \
	F(TEXT, id, none, "id")                                                                                        \
	F(TEXT, label, none, "label")                                                                                  \
	F(TEXT, tilt, none, "tilt, with sign")                                                                         \
	F(FLAG, is_baseline, none, "the level that role pages show")                                                   \
	ITEM_FLAGS(F)

#define VIEW_heading(F)                                                                                                \
	F(TEXT, anchor, none, "its id")                                                                                \
	F(HTML, html, none, "what it says")                                                                            \
	F(FLAG, is_second, none, "a heading of the second level")                                                      \
	ITEM_FLAGS(F)

#define VIEW_headings(F) F(LIST, items, heading, "one a heading of levels two and three")

/* What every page has. */
#define PAGE_FIELDS(F)                                                                                                 \
	F(RECORD, site, site, "the site")                                                                              \
	F(RECORD, page, meta, "this page")                                                                             \
	F(RECORD, t, strings, "the words of strings/<lang>.yaml under `labels`, by name")

#define VIEW_home_page(F)                                                                                              \
	PAGE_FIELDS(F)                                                                                                 \
	F(HTML, body, none, "description of the site")                                                                 \
	F(RECORD, spread, spread, "all scores")                                                                        \
	F(LIST, movers, mover, "roles that moved most since the edition before, at most five")                         \
	F(LIST, top, role_link, "the five roles of highest risk")                                                      \
	F(LIST, bottom, role_link, "the five roles of lowest risk")                                                    \
	F(LIST, articles, article_link, "the newest articles")

#define VIEW_roles_page(F)                                                                                             \
	PAGE_FIELDS(F)                                                                                                 \
	F(LIST, letters, letter, "all roles, A to Z")                                                                  \
	F(LIST, ranking, role_link, "all roles, highest risk first")

#define VIEW_role_page(F)                                                                                              \
	PAGE_FIELDS(F)                                                                                                 \
	F(RECORD, role, role, "the role")                                                                              \
	F(RECORD, assessment, assessment, "at the baseline")                                                           \
	F(RECORD, spread, spread, "all scores, to show this one's place among them")                                   \
	F(RECORD, share, share, "to pass the page on")                                                                 \
	F(HTML, scan, none,                                                                                            \
		"what the personal scan reckons with, a scan record as JSON, safe inside a script element")            \
	F(HTML, body, none, "the overview")

#define VIEW_level_page(F)                                                                                             \
	PAGE_FIELDS(F)                                                                                                 \
	F(RECORD, role, role, "the role")                                                                              \
	F(RECORD, level, level, "this level")                                                                          \
	F(RECORD, assessment, assessment, "at this level")                                                             \
	F(RECORD, baseline, score, "the baseline's numbers")                                                           \
	F(TEXT, heading, none, "Will AI replace Senior Backend Developers?")                                           \
	F(TEXT, dek, none, "what this page is")                                                                        \
	F(HTML, summary, none, "the author's summary for this level")                                                  \
	F(TEXT, verdict_sentence, none, "the verdict against the baseline")                                            \
	F(RECORD, reasons, phrases, "which tasks make the difference")                                                 \
	F(RECORD, steps, steps, "what to do at this level")                                                            \
	F(HTML, body, none, "the author's prose for this level")

#define VIEW_categories_page(F)                                                                                        \
	PAGE_FIELDS(F)                                                                                                 \
	F(LIST, items, category_link, "all categories that have roles")

#define VIEW_category_page(F)                                                                                          \
	PAGE_FIELDS(F)                                                                                                 \
	F(RECORD, category, category_link, "the category")                                                             \
	F(HTML, body, none, "its introduction")                                                                        \
	F(RECORD, spread, spread, "its scores")                                                                        \
	F(LIST, roles, role_link, "its roles, highest risk first")

#define VIEW_articles_page(F)                                                                                          \
	PAGE_FIELDS(F)                                                                                                 \
	F(LIST, items, article_link, "newest first")

#define VIEW_article_page(F)                                                                                           \
	PAGE_FIELDS(F)                                                                                                 \
	F(RECORD, article, article_link, "the article")                                                                \
	F(TEXT, updated, none, "when it was last changed, in words; absent when never")                                \
	F(TEXT, updated_iso, none, "ISO date")                                                                         \
	F(RECORD, key_points, phrases, "in short")                                                                     \
	F(RECORD, contents, headings, "contents list; absent with fewer than three headings")                          \
	F(HTML, body, none, "the text")                                                                                \
	F(RECORD, comparison, comparison, "its table")                                                                 \
	F(RECORD, faq, faq, "questions and answers")                                                                   \
	F(RECORD, roles, role_links, "the roles it is about")                                                          \
	F(RECORD, sources, sources, "what it rests on")                                                                \
	F(ANY, extra, none, "whatever the author put under extra")

#define VIEW_plain_page(F)                                                                                             \
	PAGE_FIELDS(F)                                                                                                 \
	F(HTML, body, none, "the text")                                                                                \
	F(RECORD, contents, headings, "contents list; absent with fewer than three headings")                          \
	F(RECORD, sources, sources, "what it rests on")                                                                \
	F(ANY, extra, none, "whatever the author put under extra")

#define VIEW_methodology_page(F)                                                                                       \
	PAGE_FIELDS(F)                                                                                                 \
	F(HTML, body, none, "the text")                                                                                \
	F(RECORD, contents, headings, "contents list")                                                                 \
	F(RECORD, sources, sources, "what it rests on")                                                                \
	F(LIST, bands, band_row, "the bands in force")                                                                 \
	F(LIST, levels, level_row, "the levels in force")                                                              \
	F(LIST, agreements, agreement, "published measures beside ours")                                               \
	F(RECORD, robustness, robustness, "how the ranking holds under other assumptions; absent with fewer than three roles") \
	F(INT, spread, none, "points of doubt either side of a bare number")                                           \
	F(INT, autonomy, none, "autonomy where a task gives none")                                                     \
	F(ANY, extra, none, "whatever the author put under extra")

#define VIEW_sources_page(F)                                                                                           \
	PAGE_FIELDS(F)                                                                                                 \
	F(RECORD, sources, sources, "every source, with the claims and pages that rest on it")

#define VIEW_forecasts_page(F)                                                                                         \
	PAGE_FIELDS(F)                                                                                                 \
	F(INT, open, none, "forecasts that are open")                                                                  \
	F(INT, due, none, "of these, those whose window is over")                                                      \
	F(INT, met, none, "that were met")                                                                             \
	F(INT, missed, none, "that were missed")                                                                       \
	F(TEXT, rate_sentence, none, "how many of the judged ones were met; that they are too few while they are")     \
	F(TEXT, confidence_sentence, none, "whether those of high confidence were met more often")                     \
	F(LIST, calibration, calibration, "one a confidence")                                                          \
	F(RECORD, overdue, forecasts, "open, and their window is over; at most 100")                                   \
	F(RECORD, upcoming, forecasts, "open, what ends first before; at most 100")                                    \
	F(RECORD, judged, forecasts, "met or missed, what ended last before; at most 100")                             \
	F(LIST, years, ledger_year, "pages with all of them, by the year in which they end")

#define VIEW_forecast_year_page(F)                                                                                     \
	PAGE_FIELDS(F)                                                                                                 \
	F(TEXT, year, none, "the year in which they end")                                                              \
	F(RECORD, list, forecasts, "at most 250, what ends first before")                                              \
	F(LIST, parts, link, "the parts of a long year; absent when there is one")

#define VIEW_data_page(F)                                                                                              \
	PAGE_FIELDS(F)                                                                                                 \
	F(TEXT, updated, none, "when a judgement was last gone over, in words")                                        \
	F(TEXT, updated_iso, none, "ISO date")                                                                         \
	F(INT, roles, none, "how many roles")                                                                          \
	F(INT, tasks, none, "how many tasks, of all roles")                                                            \
	F(INT, levels, none, "how many levels")                                                                        \
	F(INT, forecasts, none, "how many forecasts; absent when none")                                                \
	F(TEXT, licence, none, "licence of the data; absent when site.yaml names none")                                \
	F(TEXT, licence_url, none, "where it can be read")                                                             \
	F(LIST, files, data_file, "one a file")                                                                        \
	F(LIST, tables, data_table, "the dictionaries of the CSV files")                                               \
	F(TEXT, recipe, none, "commands that recompute every risk from tasks.csv")                                     \
	F(TEXT, example, none, "the same for one role, with its sums")                                                 \
	F(TEXT, citation, none, "how to cite the data")

#define VIEW_changes_page(F) \
	PAGE_FIELDS(F) \
	F(LIST, items, change_link, "newest first") \
	F(TEXT, first, none, "the first edition that is kept, in words")

#define VIEW_change_page(F) \
	PAGE_FIELDS(F) \
	F(RECORD, change, change_link, "from which edition to which") \
	F(RECORD, model, phrases, "what changed in the model") \
	F(RECORD, up, revisions, "roles whose risk rose") \
	F(RECORD, down, revisions, "roles whose risk fell") \
	F(RECORD, changed, revisions, "roles judged anew whose risk is the same") \
	F(RECORD, added, revisions, "roles that are new") \
	F(RECORD, gone, revisions, "roles that are gone") \
	F(TEXT, data, none, "address of the same as data") \
	F(LIST, others, change_link, "all changes, newest first")

#define VIEW_missing_page(F)                                                                                           \
	PAGE_FIELDS(F)                                                                                                 \
	F(LIST, top, role_link, "a few roles to go on with")

#define VIEW_skills_page(F)                                                                                            \
	PAGE_FIELDS(F)                                                                                                 \
	F(LIST, items, skill_link, "all skills, A to Z")

#define VIEW_skill_page(F)                                                                                             \
	PAGE_FIELDS(F)                                                                                                 \
	F(RECORD, skill, skill_link, "the skill")                                                                      \
	F(HTML, body, none, "its introduction")                                                                        \
	F(TEXT, sentence, none, "how the roles see it")                                                                \
	F(RECORD, vulnerable, skill_uses, "roles in which it is under pressure")                                       \
	F(RECORD, resilient, skill_uses, "roles in which it holds its worth")                                          \
	F(RECORD, learn, skill_uses, "roles in which it is worth learning")

#define VIEW_compare_page(F)                                                                                           \
	PAGE_FIELDS(F)                                                                                                 \
	F(LIST, pairs, link, "pages that compare two roles, at most 60")

#define VIEW_pair_page(F)                                                                                              \
	PAGE_FIELDS(F)                                                                                                 \
	F(RECORD, left, compared, "the first role")                                                                    \
	F(RECORD, right, compared, "the second")                                                                       \
	F(LIST, sentences, phrase, "the differences in words")                                                         \
	F(LIST, rows, pair_row, "the numbers side by side")                                                            \
	F(LIST, levels, pair_row, "risk by level")                                                                     \
	F(RECORD, pay, pair_rows, "pay in the same country, level and currency")                                       \
	F(RECORD, shared_skills, phrases, "skills that both name")

#define VIEW_scan_page(F)                                                                                              \
	PAGE_FIELDS(F)                                                                                                 \
	F(LIST, top, role_link, "a few roles to begin with")

#define VIEW_card_page(F)                                                                                              \
	PAGE_FIELDS(F)                                                                                                 \
	F(RECORD, role, role, "the role")                                                                              \
	F(RECORD, score, score, "at the baseline")                                                                     \
	F(LIST, lines, card_line, "the question, broken into lines")                                                   \
	F(INT, size, none, "font size of the lines")                                                                   \
	F(FLAG, has_hours, none, "weights are hours")

#define VIEW_badge_page(F)                                                                                             \
	PAGE_FIELDS(F)                                                                                                 \
	F(RECORD, role, role, "the role")                                                                              \
	F(RECORD, score, score, "at the baseline")                                                                     \
	F(TEXT, text, none, "what the badge says")                                                                     \
	F(INT, width, none, "its width in pixels")

#define VIEW_llms_page(F)                                                                                              \
	PAGE_FIELDS(F)                                                                                                 \
	F(LIST, groups, role_group, "roles by category")                                                               \
	F(LIST, articles, article_link, "newest first")

/* Feeds and lists for machines are templates too. */
#define VIEW_entry(F)                                                                                                  \
	F(TEXT, title, none, "title")                                                                                  \
	F(TEXT, url, none, "absolute address")                                                                         \
	F(TEXT, id, none, "stable id")                                                                                 \
	F(TEXT, updated, none, "ISO date")                                                                             \
	F(TEXT, summary, none, "in one sentence")                                                                      \
	F(TEXT, author, none, "who wrote it")                                                                          \
	ITEM_FLAGS(F)

#define VIEW_feed(F)                                                                                                   \
	PAGE_FIELDS(F)                                                                                                 \
	F(TEXT, updated, none, "date of the newest entry")                                                             \
	F(LIST, items, entry, "newest first, at most 50")

#define VIEW_sitemap(F)                                                                                                \
	PAGE_FIELDS(F)                                                                                                 \
	F(LIST, items, entry, "every page for search engines")

/* Records first used by others stand first; V(name). */
#define VIEWS(V)                                                                                                       \
	V(link) V(phrase) V(phrases) V(links) V(usage) V(usages) V(category_link) V(model_change) V(model) V(site) V(meta) V(measure) V(score) V(note)             \
	V(source) V(sources) V(task) V(tasks) V(level) V(levels) V(insights) V(effect) V(sensitivity) V(assessment) V(skill)                    \
	V(skill_group) V(skills) V(stage) V(timeline) V(agent) V(agents) V(pay_row) V(pay) V(step) V(steps)            \
	V(cell) V(row) V(comparison) V(interview_item) V(interview) V(job) V(jobs) V(question) V(faq)                  \
	V(benchmark) V(benchmarks) V(role_link) V(role_links) V(relation) V(relations) V(letter) V(role)               \
	V(article_link) V(bin) V(spread) V(skill_link) V(skill_use) V(skill_uses) V(compared) V(pair_row)              \
	V(pair_rows) V(agreement_point) V(agreement) V(mover) V(cause) V(causes) V(revision) V(revisions) \
	V(change_link) V(history_point) V(history) V(share) V(card_line) V(role_group) V(judgement) V(forecast) \
	V(forecasts) V(calibration) V(ledger_year) V(data_file) V(data_column) V(data_table) V(scan_level) \
	V(scan_task) V(scan_skill) V(scan_role) V(scan) V(api_effects) V(api_sums) V(api_model_level) \
	V(api_model) V(api_task) V(api_share) V(api_move) V(api_level) V(api_role) V(api_entry) V(api_roles) \
	V(robust_row) V(robustness) V(api_robustness) V(api_edition) V(api_step) V(api_revision_level) \
	V(api_revision) V(api_model_change) V(api_change) V(api_change_entry) V(api_changes) V(api_forecast) \
	V(api_tally) V(api_forecasts) V(band_row) V(level_row) V(heading) V(headings) V(entry) V(home_page) \
	V(roles_page) V(role_page) V(level_page) V(categories_page) V(category_page) V(articles_page) \
	V(article_page) V(plain_page) V(methodology_page) V(sources_page) V(changes_page) V(change_page) \
	V(forecasts_page) V(forecast_year_page) V(data_page) V(missing_page) \
	V(skills_page) V(skill_page) V(compare_page) V(pair_page) V(scan_page) V(card_page) V(badge_page)              \
	V(llms_page) V(feed) V(sitemap)

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

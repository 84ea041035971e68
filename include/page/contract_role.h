/* SPDX-License-Identifier: MIT */
/* What templates can see of a role, and what stands on all pages: a row a field, see page/contract.h. */
#ifndef ROLECAST_PAGE_CONTRACT_ROLE_H
#define ROLECAST_PAGE_CONTRACT_ROLE_H

/* clang-format off */
/* One row a field. */
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
	F(TEXT, policy, none, "Content-Security-Policy, for the head of pages; absent where the host sends it")          \
	F(TEXT, feed, none, "address of the Atom feed")                                                                \
	F(TEXT, changes, none, "address of the page of changes; absent without an earlier edition")                    \
	F(TEXT, changes_feed, none, "address of their Atom feed")                                                      \
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
	F(TEXT, full_title, none, "the title element: title and site, or less where that is long")                     \
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
	F(HTML, evidence, none, "what is known of it; of a judged one, what showed it")                                \
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
		"of 100 occupations of the measure, those with a lower or equal value; absent when the file holds a part " \
		"without percentiles, or fewer than 20")                                                               \
	F(INT, population, none, "how many occupations the measure has; absent when not known")                        \
	F(TEXT, population_text, none, "the same as people write it")                                                  \
	F(TEXT, code, none, "the occupation code that matched; of finer ones the last")                                \
	F(TEXT, match, none, "how it matched, in words: a mean of finer codes, a group; absent when it is the same")   \
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
/* clang-format on */

#endif

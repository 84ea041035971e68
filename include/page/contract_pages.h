/* SPDX-License-Identifier: MIT */
/* The records at the bottom of each page's stack, a row a field; see page/contract.h. */
#ifndef ROLECAST_PAGE_CONTRACT_PAGES_H
#define ROLECAST_PAGE_CONTRACT_PAGES_H

/* clang-format off */
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

#define VIEW_changes_page(F)                                                                                           \
	PAGE_FIELDS(F)                                                                                                 \
	F(LIST, items, change_link, "newest first")                                                                    \
	F(TEXT, first, none, "the first edition that is kept, in words")

#define VIEW_change_page(F)                                                                                            \
	PAGE_FIELDS(F)                                                                                                 \
	F(RECORD, change, change_link, "from which edition to which")                                                  \
	F(RECORD, model, phrases, "what changed in the model")                                                         \
	F(RECORD, up, revisions, "roles whose risk rose")                                                              \
	F(RECORD, down, revisions, "roles whose risk fell")                                                            \
	F(RECORD, changed, revisions, "roles judged anew whose risk is the same")                                      \
	F(RECORD, added, revisions, "roles that are new")                                                              \
	F(RECORD, gone, revisions, "roles that are gone")                                                              \
	F(TEXT, data, none, "address of the same as data")                                                             \
	F(LIST, others, change_link, "all changes, newest first")

#define VIEW_missing_page(F)                                                                                           \
	PAGE_FIELDS(F)                                                                                                 \
	F(LIST, top, role_link, "a few roles to go on with")

#define VIEW_moved_page(F)                                                                                             \
	PAGE_FIELDS(F)                                                                                                 \
	F(TEXT, to, none, "address of the page now")                                                                   \
	F(TEXT, name, none, "what the page is called; its address where that is not known")

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
	F(LIST, items, entry, "pages for search engines, at most 50,000; of `sitemaps` the files that list them")
/* clang-format on */

#endif

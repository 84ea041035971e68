/* SPDX-License-Identifier: MIT */
/* What templates can see of all that is not a role: a row a field, see page/contract.h. */
#ifndef ROLECAST_PAGE_CONTRACT_LISTS_H
#define ROLECAST_PAGE_CONTRACT_LISTS_H

/* clang-format off */
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
	F(TEXT, dots, none, "path of a drawing: a dot a role, theirs from left to right, ours from 100 down to 0")     \
	F(TEXT, part, none, "what `points` are of, in words, when there are more roles than they hold")                \
	F(LIST, points, agreement_point, "one a role; of many, those on which the two orders differ most")             \
	ITEM_FLAGS(F)

#define VIEW_mover(F)                                                                                                  \
	F(RECORD, other, role_link, "the role")                                                                        \
	F(TEXT, before, none, "its risk in the edition before")                                                        \
	F(TEXT, difference, none, "points since then, with sign")                                                      \
	ITEM_FLAGS(F)

#define VIEW_cause(F)                                                                                                  \
	F(TEXT, kind, none, "weights, tilt, replaced, gone, times, unit, wording, exposure, autonomy, time or new")    \
	F(TEXT, sentence, none, "the change in words")                                                                 \
	F(TEXT, effect, none, "points of risk that it made, with sign and two decimals")                               \
	F(FLAG, is_up, none, "it raised the risk")                                                                     \
	F(FLAG, is_down, none, "it lowered the risk")                                                                  \
	ITEM_FLAGS(F)

#define VIEW_causes(F)                                                                                                 \
	F(TEXT, note, none, "why none can be told: the edition holds scores alone")                                    \
	F(TEXT, more, none, "how many are left out, in words")                                                         \
	F(LIST, items, cause, "the largest effect first, at most five")

#define VIEW_revision(F)                                                                                               \
	F(TEXT, title, none, "the role")                                                                               \
	F(TEXT, url, none, "address of its page; absent when it is gone")                                              \
	F(TEXT, before, none, "risk in the edition before, with two decimals where both keep them; absent when the role is new") \
	F(TEXT, after, none, "risk since then, likewise; absent when the role is gone")                                \
	F(TEXT, difference, none, "points of risk, with sign; two decimals where both editions keep them")             \
	F(FLAG, is_up, none, "the risk rose")                                                                          \
	F(FLAG, is_down, none, "the risk fell")                                                                        \
	F(RECORD, causes, causes, "what moved it")                                                                     \
	ITEM_FLAGS(F)

#define VIEW_revisions(F)                                                                                              \
	F(INT, count, none, "how many")                                                                                \
	F(TEXT, more, none, "how many are left out, in words")                                                         \
	F(LIST, items, revision, "the largest change first")

#define VIEW_change_link(F)                                                                                            \
	F(TEXT, title, none, "What changed in edition 2026.1")                                                         \
	F(TEXT, url, none, "address of its page")                                                                      \
	F(TEXT, edition, none, "name of the edition; absent when the present has none")                                \
	F(TEXT, before, none, "name of the edition before it")                                                         \
	F(TEXT, date, none, "when it was published, in words; absent for the present")                                 \
	F(TEXT, date_iso, none, "ISO date")                                                                            \
	F(FLAG, is_present, none, "the site as it is")                                                                 \
	F(TEXT, sentence, none, "how many roles went up, down, came and went")                                         \
	F(LIST, movers, revision, "at most three of the largest changes, without causes")                              \
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
	F(RECORD, causes, causes, "what moved it since the edition before; absent when nothing did")                   \
	F(TEXT, changes_url, none, "address of the page of all changes since then")                                    \
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
/* clang-format on */

#endif

/* SPDX-License-Identifier: MIT */
/* The records of /api/v1, a row a field; see page/contract.h. */
#ifndef ROLECAST_PAGE_CONTRACT_API_H
#define ROLECAST_PAGE_CONTRACT_API_H

/* clang-format off */
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

#define VIEW_api_edition(F)                                                                                            \
	F(TEXT, name, none, "name of the edition; absent when the present has none")                                   \
	F(TEXT, date, none, "ISO date; absent for the present")                                                        \
	F(FLAG, is_present, none, "the site as it is")                                                                 \
	F(TEXT, rolecast, none, "version of the program that reckoned it")                                             \
	F(INT, roles, none, "how many roles it has")                                                                   \
	F(TEXT, baseline, none, "id of its baseline level")

#define VIEW_api_step(F)                                                                                               \
	F(TEXT, kind, none, "see docs/scoring.md, Steps")                                                              \
	F(TEXT, task, none, "id of the task; absent where it is about no one task")                                    \
	F(TEXT, name, none, "the task as it is, or was when it is gone")                                               \
	F(TEXT, name_before, none, "wording: the task as it was")                                                      \
	F(INT, before, none, "exposure, autonomy, tilt: the value before; time: tenths")                               \
	F(INT, after, none, "the value after")                                                                         \
	F(INT, low_before, none, "exposure, autonomy: the low bound before")                                           \
	F(INT, low_after, none, "and after")                                                                           \
	F(INT, high_before, none, "exposure, autonomy: the high bound before")                                         \
	F(INT, high_after, none, "and after")                                                                          \
	F(INT, effect_hundredths, none, "risk behind this step less risk before it, in hundredths of a point")

#define VIEW_api_revision_level(F)                                                                                     \
	F(TEXT, level, none, "id of the level")                                                                        \
	F(FLAG, is_compared, none, "the level that change is told for")                                                \
	F(INT, risk_before, none, "absent when the level is new")                                                      \
	F(INT, risk_after, none, "absent when the level is gone")                                                      \
	F(INT, exposure_before, none, "absent when the level is new")                                                  \
	F(INT, exposure_after, none, "absent when the level is gone")                                                  \
	F(INT, risk_hundredths_before, none, "absent where only points are kept")                                      \
	F(INT, risk_hundredths_after, none, "absent where only points are kept")                                       \
	F(INT, difference_hundredths, none, "risk after less risk before, in hundredths; absent where only points are kept") \
	F(FLAG, has_causes, none, "both editions keep what made the score; steps then add up to the difference")       \
	F(LIST, steps, api_step, "one change at a time, in the order in which they are made")

#define VIEW_api_revision(F)                                                                                           \
	F(TEXT, role, none, "slug; of the earlier edition when it is gone")                                            \
	F(TEXT, title, none, "title")                                                                                  \
	F(TEXT, role_before, none, "the slug that it had before, where that differs")                                  \
	F(TEXT, url, none, "absolute address of its page; absent when it is gone")                                     \
	F(TEXT, change, none, "up, down, new, gone or same: the risk at the level that is compared")                   \
	F(LIST, levels, api_revision_level, "one a level that either edition has")

#define VIEW_api_model_change(F)                                                                                       \
	F(TEXT, kind, none, "level-new, level-gone, label, tilt, baseline or bands")                                   \
	F(TEXT, level, none, "id of the level")                                                                        \
	F(INT, tilt_before, none, "tilt")                                                                              \
	F(INT, tilt_after, none, "tilt")                                                                               \
	F(TEXT, label_before, none, "label")                                                                           \
	F(TEXT, label_after, none, "label")

#define VIEW_api_change(F)                                                                                             \
	F(INT, version, none, "1: of this format")                                                                     \
	F(TEXT, site, none, "absolute address of the site")                                                            \
	F(TEXT, url, none, "absolute address of the page; absent for what no page shows")                              \
	F(RECORD, before, api_edition, "the earlier edition")                                                          \
	F(RECORD, after, api_edition, "the later one, or the present")                                                 \
	F(TEXT, level, none, "the level that is compared: the baseline of the later one")                              \
	F(INT, up, none, "roles whose risk rose")                                                                      \
	F(INT, down, none, "roles whose risk fell")                                                                    \
	F(INT, new, none, "roles that are new")                                                                        \
	F(INT, gone, none, "roles that are gone")                                                                      \
	F(INT, same, none, "roles whose risk is the same")                                                             \
	F(LIST, model, api_model_change, "what changed in the model, where both keep one")                             \
	F(LIST, roles, api_revision, "all but those in which nothing changed")

#define VIEW_api_change_entry(F)                                                                                       \
	F(RECORD, before, api_edition, "the earlier edition")                                                          \
	F(RECORD, after, api_edition, "the later one, or the present")                                                 \
	F(TEXT, url, none, "absolute address of the page")                                                             \
	F(TEXT, data, none, "absolute address of its data")                                                            \
	F(INT, up, none, "roles whose risk rose")                                                                      \
	F(INT, down, none, "roles whose risk fell")                                                                    \
	F(INT, new, none, "roles that are new")                                                                        \
	F(INT, gone, none, "roles that are gone")                                                                      \
	F(INT, same, none, "roles whose risk is the same")

#define VIEW_api_changes(F)                                                                                            \
	F(INT, version, none, "1: of this format")                                                                     \
	F(TEXT, site, none, "absolute address of the site")                                                            \
	F(TEXT, title, none, "name of the site")                                                                       \
	F(LIST, changes, api_change_entry, "newest first")

#define VIEW_api_robustness(F)                                                                                         \
	F(INT, version, none, "1: of this format")                                                                     \
	F(TEXT, site, none, "absolute address of the site")                                                            \
	F(TEXT, edition, none, "edition of the site")                                                                  \
	F(RECORD, model, api_model, "the assumptions of the scores")                                                   \
	F(RECORD, robustness, robustness, "how the ranking holds under other assumptions; absent with fewer than three roles")
/* clang-format on */

#endif

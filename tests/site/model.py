#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Variants of the model: a build with --model is what the same settings in site.yaml give, says what it is, and is not
taken for another; sensitivity and robustness reckoned here a second time."""
import csv
import io
import json
import os
import re
import shutil
import subprocess

from helpers import BINARY, ROOT, Tap, build, folder, make_site, picture

WORDS = "tilt.senior=5,tilt.lead=-7,spread=3 autonomy=20,words.low=10,bands=5,12,24,48"
SETTINGS = """scoring:
  spread: 3
  autonomy: 20
  bands: [5, 12, 24, 48]
  words: {low: {value: 10, low: 0, high: 33}, medium: {value: 50, low: 34, high: 66}, high: {value: 83, low: 67, high: 100}}
levels:
  - {id: entry, label: Entry, tilt: -20}
  - {id: mid, label: Mid, baseline: true}
  - {id: senior, label: Senior, tilt: 5}
  - {id: lead, label: Lead, tilt: -7}
"""
MADE = """---
title: {title}
category: trades
updated: 2026-01-02
tasks:
  - {{task: Sort things, time: {time}, exposure: {exposure}, autonomy: medium}}
  - {{task: Talk, time: 10, exposure: low}}
  - {{task: Plan, time: 4, exposure: {{value: 50, low: 20, high: 90}}, autonomy: {autonomy}}}
---
Of 100 hours AI does [=risk], and [=risk /senior] at that level.
"""


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def write(path, text):
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def made_site(site):
    """The example site with a dozen modelled roles whose hours nobody wrote down by level."""
    make_site(site)
    shutil.rmtree(f"{site}/content/editions")
    for number in range(12):
        write(f"{site}/content/roles/made-{number:02}.md", MADE.format(
            title=f"Maker {number:02}", time=5 + number * 7 % 40, exposure=number * 37 % 90 + 5, autonomy=number * 53 % 100))


def rolecast(site, *words):
    return subprocess.run([BINARY, "-C", site, *words, "--as-of", "2026-11-21"], capture_output=True, text=True, check=False)


def scores(site, *words):
    return json.loads(rolecast(site, "score", "--json", *words).stdout)


def without_notice(text):
    text = re.sub(r'<p class="disclaimer threat" role="note">.*?</p>\n', "", text)
    text = re.sub(r',"changes":\[[^\]]*\]', "", text)
    text = re.sub(r'"model":"[^"]*",(?="bands")', "", text)
    text = re.sub(r"<subtitle>.*</subtitle>\n", "", text)
    return re.sub(r"A variant, .*\n\n", "", text)


def check_same_as_settings(tap, base, site):
    other = f"{base}/other"
    made_site(other)
    write(f"{other}/content/site.yaml", read(f"{other}/content/site.yaml") + SETTINGS)
    ok = build(site, "--model", WORDS, out=f"{base}/variant").returncode == 0 and build(other, out=f"{base}/settings").returncode == 0
    tap.ok(ok, "a variant builds, and so do the same settings")
    ours, theirs, wrong = picture(f"{base}/variant"), picture(f"{base}/settings"), []
    for path in ours:
        if path.endswith((".png", ".css", ".js")) or path.endswith("badge.svg") or path == "api/v1/scores.csv":
            continue
        if without_notice(read(f"{base}/variant/{path}")) != without_notice(read(f"{base}/settings/{path}")):
            wrong.append(path)
    tap.ok(set(ours) == set(theirs), "they make the same files", sorted(set(ours) ^ set(theirs)))
    # The page that shares a badge has its size and its text; that of the data tells of the columns that only variants have.
    wrong = [path for path in wrong if not re.fullmatch(r"roles/[^/]+/index\.html|data/index\.html", path)]
    tap.ok(not wrong, "but for the notice their contents are the same", wrong[:5])
    one, two = (list(csv.DictReader(io.StringIO(read(f"{base}/{name}/api/v1/scores.csv")))) for name in ("variant", "settings"))
    tap.ok([{key: row[key] for key in two[0]} for row in one] == two, "and so are the scores")


def check_says_so(tap, base, site):
    pages = [path for path in picture(f"{base}/variant") if path.endswith(".html")]
    silent = [path for path in pages if "A variant, not this site&#39;s own scores" not in read(f"{base}/variant/{path}")
              and "A variant, not this site's own scores" not in read(f"{base}/variant/{path}")]
    tap.ok(pages and not silent, "every page says that it is a variant", silent[:5])
    tap.ok("tilt.senior = 5 instead of 20" in read(f"{base}/variant/index.html"), "and of what")
    want = {"key": "tilt.senior", "value": "5", "own": "20"}
    for path in ("api/v1/roles.json", "api/v1/roles/made-01.json", "api/v1/robustness.json"):
        got = json.loads(read(f"{base}/variant/{path}"))["model"]["changes"]
        tap.ok(want in [{key: one[key] for key in want if key in one} for one in got], f"{path} says so, too", got)
    tap.ok("tilt.senior=5" in json.loads(read(f"{base}/variant/search.json"))["model"], "so does the index for searching")
    tap.ok("in a variant" in read(f"{base}/variant/roles/made-01/badge.svg"), "so does the badge")
    tap.ok("<subtitle>A variant" in read(f"{base}/variant/feed.xml") and "A variant" in read(f"{base}/variant/llms.txt"),
           "so do the feed and the list for language models")
    table = rolecast(site, "score", "--format", "csv", "--model", WORDS).stdout
    tap.ok(table == read(f"{base}/variant/api/v1/scores.csv") and 'tilt.senior=5' in table, "scores.csv is what score prints, and says so")
    plain = {(row["role"], row["level"]): row["risk"] for row in scores(site)}
    rows = list(csv.DictReader(io.StringIO(table)))
    tap.ok(all(int(row["default_risk"]) == plain[row["role"], row["level"]] for row in rows), "with the site's own risk")
    figures = {(row["role"], row["level"]): row["risk"] for row in scores(site, "--model", WORDS)}
    text = f"AI does {figures['made-03', 'mid']}, and {figures['made-03', 'senior']} at"
    tap.ok(text in read(f"{base}/variant/roles/made-03/index.html"), "figures in texts follow", text)


def check_terminal(tap, site):
    words, said = "spread=3, tilts=50", "a variant, not the site's own scores: tilts=50%, spread=3\n"
    for command in (("build",), ("build",), ("check",)):
        done = rolecast(site, *command, "--model", words)
        tap.ok(done.returncode == 0 and said in done.stderr, f"{command[0]} says what it was made with", done.stderr)
    tap.ok("a variant" not in build(site).stderr, "without --model nothing of the kind")


def check_hours(tap, site):
    pages = ("index.html", "roles/index.html", "categories/trades/index.html", "roles/made-01/index.html")
    notes = {}
    for words in ((), ("--model", "weights=equal")):
        build(site, *words)
        notes[words] = [note for page in pages for note in re.findall(r'class="note-line">(?:Whole bar|Risk): .*', read(f"{site}/public/{page}"))]
    own, equal = notes.values()
    tap.ok(len(own) >= len(pages) and all("100 hours" in note for note in own), "notes under bars tell hours", own)
    tap.ok(len(equal) == len(own) and not any("100 hours" in note for note in equal), "but where all tasks count alike", equal)


def check_manifest(tap, site):
    page = f"{site}/public/roles/made-01/index.html"
    build(site)
    plain = picture(f"{site}/public")
    build(site, "--model", "spread=3,tilt.lead=5")
    variant, time = picture(f"{site}/public"), os.stat(page).st_mtime_ns
    tap.ok(variant != plain, "a variant is not taken for the site")
    build(site, "--model", "tilt.lead=+5", "--model", "spread=3")
    tap.ok(os.stat(page).st_mtime_ns == time and picture(f"{site}/public") == variant, "the same one, otherwise typed, is there already")
    build(site, "--model", "spread=3,tilt.lead=6")
    tap.ok(picture(f"{site}/public") != variant, "another is another")
    build(site)
    tap.ok(picture(f"{site}/public") == plain, "and without --model the site is itself again")
    done = build(site, "--model", "spread=x")
    tap.ok(done.returncode == 2 and picture(f"{site}/public") == plain, "with a mistake nothing is written", done.stderr)


def ranks(values):
    return [sum(other < value for other in values) + (sum(other == value for other in values) + 1) / 2 for value in values]


def spearman(a, b):
    x, y = ranks(a), ranks(b)
    mean = (len(a) + 1) / 2
    squares = sum((p - mean) ** 2 for p in x) * sum((q - mean) ** 2 for q in y)
    return sum((p - mean) * (q - mean) for p, q in zip(x, y)) / squares ** 0.5


def check_robustness(tap, site):
    table = json.loads(read(f"{site}/public/api/v1/robustness.json"))["robustness"]
    page = read(f"{site}/public/methodology/index.html")
    own, wrong, seen = scores(site), [], set()
    for row in table["items"]:
        seen.add((row["model"], row["level"]))
        then = {one["role"]: one["risk"] for one in own if one["level"] == row["level"]}
        now = {one["role"]: one["risk"] for one in scores(site, "--model", row["model"]) if one["level"] == row["level"]}
        names = sorted(then)
        want = f"{spearman([then[name] for name in names], [now[name] for name in names]):.2f}"
        rank = lambda risks, name: 1 + sum(risk > risks[name] for risk in risks.values())
        moves = {name: abs(rank(then, name) - rank(now, name)) for name in names}
        most = max(moves.values())
        moved = (row["from"], row["to"]) == (rank(then, row["slug"]), rank(now, row["slug"])) and moves[row["slug"]] == most \
            if "slug" in row else most == 0
        if row["correlation"] != want or not moved or f">{row['correlation']}<" not in page:
            wrong.append((row, want, most))
    tap.ok(not wrong, "each row of the robustness table is what score --model gives", wrong[:3])
    baseline = {"judgements=low", "judgements=high", "autonomy=17", "autonomy=83", "weights=equal", "autonomy.all=100"}
    # Lead's tilt is the largest there is: twice of it changes nothing.
    want = {(model, "mid") for model in baseline} | {(model, level) for model in ("tilts=0%", "tilts=200%") for level in ("entry", "senior", "lead")}
    want.remove(("tilts=200%", "lead"))
    tap.ok(seen == want, "every variant has its row", sorted(seen ^ want))
    tap.ok(table["sentence"] in page.replace("&#39;", "'").replace("&quot;", '"'), "the page has the sentence")


def half(p, q):
    return (2 * p + q) // (2 * q)


def risk_with(weights, tasks, number, name, value, unit):
    done = sum(weight * (value if (i, name) == (number, "exposure") else task["exposure"]["value"])
               * (value if (i, name) == (number, "autonomy") else task["autonomy"]["value"])
               for i, (weight, task) in enumerate(zip(weights, tasks)))
    return half(done, unit * sum(weights))


def band_of(risk, bands):
    return sum(risk >= bound for bound in bands)


def wrong_effects(data, level, inputs):
    bands, names = data["inputs"]["bands"], ["minimal", "low", "medium", "high", "very-high"]
    tasks, wrong = data["inputs"]["tasks"], []
    weights = [time * (5000 + inputs.get("tilt", 0) * (50 - task["exposure"]["value"]) if inputs.get("is_modelled") else 5000)
               for time, task in zip(inputs["times"], tasks)]
    at = lambda number, name, value: band_of(risk_with(weights, tasks, number, name, value, 100), bands)
    moves, band = {(move["task"], move["judgement"], move["to"] > move["from"]): move for move in level.get("band_moves", [])}, None
    for number, (task, share) in enumerate(zip(tasks, level["tasks"])):
        for name in ("exposure", "autonomy"):
            for end in ("low", "high"):
                if share["sensitivity"][f"{name}_{end}"] != risk_with(weights, tasks, number, name, task[name][end], 1):
                    wrong.append((task["id"], name, end))
            value = task[name]["value"]
            band = at(number, name, value)
            for is_up, room in ((True, range(value + 1, 101)), (False, range(value - 1, -1, -1))):
                to = next((to for to in room if at(number, name, to) != band), None)
                move = moves.pop((task["id"], name, is_up), None)
                got = move and (move["from"], move["to"], move["band"], move.get("is_within", False))
                if got != (to is not None and (value, to, names[at(number, name, to)], task[name]["low"] <= to <= task[name]["high"]) or None):
                    wrong.append((task["id"], name, is_up, to, move))
    return wrong + list(moves)


def check_sensitivity(tap, site):
    wrong, count, widest = [], 0, []
    for path in sorted(os.listdir(f"{site}/public/api/v1/roles")):
        data = json.loads(read(f"{site}/public/api/v1/roles/{path}"))
        for level, inputs in zip(data["levels"], data["inputs"]["levels"]):
            count += 1
            wrong += [(path, inputs["id"], *one) for one in wrong_effects(data, level, inputs)]
        swing = lambda one: round(100 * (float(one["risk_high"]) - float(one["risk_low"])))
        items = data["assessment"]["sensitivity"]["items"]
        baseline = next(level for level in data["levels"] if level["level"].get("is_baseline"))
        all_swings = sorted((share["sensitivity"][f"{name}_high"] - share["sensitivity"][f"{name}_low"]
                             for share in baseline["tasks"] for name in ("exposure", "autonomy")), reverse=True)
        if [swing(one) for one in items] != [one for one in all_swings[:5] if one]:
            widest.append(path)
    tap.ok(count and not wrong, f"effects and band moves of {count} levels, reckoned again", wrong[:4])
    tap.ok(not widest, "pages show the five largest", widest)
    page = read(f"{site}/public/roles/made-01/index.html")
    tap.ok('id="section-sensitivity"' in page and 'href="#section-sensitivity"' in page, "with a section of its own")


def check_nothing_to_say(tap, site):
    tasks = "tasks:\n  - {task: Wait, time: 4, exposure: {value: 40, low: 40, high: 40}, autonomy: {value: 50, low: 50, high: 50}}\n"
    write(f"{site}/content/roles/fixed.md", f"---\ntitle: Fixed\ncategory: trades\nupdated: 2026-01-02\n{tasks}---\n")
    build(site)
    page = read(f"{site}/public/roles/fixed/index.html")
    tap.ok("section-sensitivity" not in page, "a role whose judgements have no room has no such section")
    write(f"{site}/content/roles/fixed.md", f"---\ntitle: Fixed\ncategory: trades\nupdated: 2026-01-02\nweights: importance\n"
          "tasks:\n  - {task: Wait, time: 4, exposure: 40}\n  - {task: See, time: 4, exposure: 80}\n---\n")
    build(site)
    page = read(f"{site}/public/roles/fixed/index.html")
    section = page[page.index('id="section-sensitivity"'):]
    tap.ok("hour" not in section[:section.index("</section>")], "one weighted by importance is told nothing of hours")


def check_editions(tap, site):
    make_site(site)
    build(site)
    plain = read(f"{site}/public/index.html"), json.loads(read(f"{site}/public/api/v1/roles/electrician.json"))["assessment"]
    build(site, "--model", "autonomy.shift=9")
    variant = read(f"{site}/public/index.html"), json.loads(read(f"{site}/public/api/v1/roles/electrician.json"))["assessment"]
    tap.ok("history" in plain[1] and "history" not in variant[1] and "Moved most since" not in variant[0],
           "a variant is not held against editions of the site")


def check_few(tap, site):
    for count, has_table in ((2, False), (3, True)):
        os.makedirs(f"{site}/content/roles", exist_ok=True)
        os.makedirs(f"{site}/content/pages", exist_ok=True)
        write(f"{site}/content/site.yaml", "title: Few\nbase_url: https://few.example\ntheme: default\ncategories: [{id: trades, title: Trades}]\n")
        write(f"{site}/content/pages/methodology.md", "---\ntitle: Method\n---\nHow it is done.\n")
        for number in range(count):
            write(f"{site}/content/roles/made-{number}.md", MADE.format(title=f"Maker {number}", time=9, exposure=20 + 30 * number, autonomy=number))
        done = build(site)
        table = json.loads(read(f"{site}/public/api/v1/robustness.json"))
        page = read(f"{site}/public/methodology/index.html")
        tap.ok(done.returncode == 0 and ("robustness" in table) == has_table == ("section-robustness" in page),
               f"{count} roles have {'a' if has_table else 'no'} table of robustness", done.stderr)


def main():
    tap = Tap()
    with folder() as base:
        site = f"{base}/site"
        made_site(site)
        check_same_as_settings(tap, base, site)
        check_says_so(tap, base, site)
        check_terminal(tap, site)
        check_hours(tap, site)
        check_manifest(tap, site)
        check_robustness(tap, site)
        check_sensitivity(tap, site)
        check_nothing_to_say(tap, site)
        shutil.copytree(f"{ROOT}/themes", f"{base}/few/themes")
        check_editions(tap, f"{base}/example")
        check_few(tap, f"{base}/few")
    tap.end()


main()

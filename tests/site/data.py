#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The data of a site: every score recomputed from the JSON alone, from tasks.csv by the commands that /data/ prints, and
the ledger of forecasts, its rates reckoned here a second time, with none, one, few and many judged."""
import csv
import html
import json
import os
import re
import shutil
import subprocess

from helpers import ROOT, Tap, build, folder, half, make_site, read, write

HARD = ['=1+1, "quoted"', "@sum", "Plain, with a comma", "Ends in a\n    second line"]


def rows(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def recomputed(data):
    """Level → the two measures with their bounds, from inputs alone."""
    found, inputs = {}, data["inputs"]
    for level in inputs["levels"]:
        weights = [time * (5000 + level.get("tilt", 0) * (50 - task["exposure"]["value"]) if level.get("is_modelled") else 5000)
                   for time, task in zip(level["times"], inputs["tasks"])]
        sums = {"exposure_weight": sum(weights), "risk_weight": 100 * sum(weights)}
        for bound, name in (("value", ""), ("low", "_low"), ("high", "_high")):
            sums["exposure" + name] = sum(w * t["exposure"][bound] for w, t in zip(weights, inputs["tasks"]))
            sums["risk" + name] = sum(w * t["exposure"][bound] * t["autonomy"][bound] for w, t in zip(weights, inputs["tasks"]))
        measures = {measure: {bound: half(sums[measure + name], sums[measure + "_weight"])
                              for bound, name in (("value", ""), ("low", "_low"), ("high", "_high"))}
                    for measure in ("risk", "exposure")}
        found[level["id"]] = (weights, sums, measures)
    return found


def of_score(score):
    return {measure: {bound: score[measure][bound] for bound in ("value", "low", "high")} for measure in ("risk", "exposure")}


def check_json(tap, out):
    wrong, count = [], 0
    listed = {one["slug"]: one for one in json.loads(read(f"{out}/api/v1/roles.json"))["roles"]}
    for slug, entry in listed.items():
        data = json.loads(read(f"{out}/api/v1/roles/{slug}.json"))
        made = recomputed(data)
        for level in data["levels"]:
            weights, sums, measures = made[level["level"]["id"]]
            count += 1
            if (level["sums"], of_score(level["score"])) != (sums, measures):
                wrong.append(f"{slug}/{level['level']['id']}: {level['sums']} {sums}")
            if [task["weight"] for task in level["tasks"]] != weights:
                wrong.append(f"{slug}/{level['level']['id']}: weights")
            if level["score"]["band"] != next(name for name, most in zip(
                    ("minimal", "low", "medium", "high", "very-high"), [*data["model"]["bands"], 101]) if measures["risk"]["value"] < most):
                wrong.append(f"{slug}/{level['level']['id']}: band")
        if entry["sums"] != made[data["inputs"]["baseline"]][1]:
            wrong.append(f"{slug}: the list's sums")
        known = {source["id"] for source in data["role"].get("sources", {}).get("items", [])}
        cited = {id for task in data["tasks"] for id in task.get("sources", [])}
        if not cited <= known or set(entry.get("sources", [])) != known:
            wrong.append(f"{slug}: sources")
    tap.ok(count and not wrong, f"the JSON alone makes all scores, ranges and bands of {count} levels", wrong[:4])


def check_csv(tap, out):
    scores, tasks = rows(f"{out}/api/v1/scores.csv"), rows(f"{out}/api/v1/tasks.csv")
    page = read(f"{out}/data/index.html")
    recipe = html.unescape(re.search(r"<pre[^>]*><code>(.*?)</code></pre>", page, re.DOTALL)[1])
    done = subprocess.run(["sh", "-c", recipe], cwd=f"{out}/api/v1", capture_output=True, text=True, check=False)
    want = sorted(f"{row['role']}/{row['level']} {row['risk']}" for row in scores)
    tap.ok(sorted(done.stdout.splitlines()) == want, "the commands of /data/ make every risk from tasks.csv", done.stdout[:300] + done.stderr)
    tap.ok(recipe.strip() in read(f"{ROOT}/docs/data.md"), "docs/data.md has the same commands")
    wrong = []
    for row in scores:
        own = [task for task in tasks if (task["role"], task["level"]) == (row["role"], row["level"])]
        number = lambda task, name: int(task[name])
        for bound in ("", "_low", "_high"):
            reach = sum(number(t, "weight") * number(t, "exposure" + bound) for t in own)
            done = sum(number(t, "weight") * number(t, "exposure" + bound) * number(t, "autonomy" + bound) for t in own)
            if (int(row["exposure_sum" + bound]), int(row["risk_sum" + bound])) != (reach, done):
                wrong.append(f"{row['role']}/{row['level']} sums{bound}")
            if int(row["exposure" + bound]) != half(reach, int(row["weight_sum"])):
                wrong.append(f"{row['role']}/{row['level']} exposure{bound}")
        for name, total in (("contribution", "risk"), ("contribution_hundredths", "risk_hundredths")):
            if sum(number(t, name) for t in own) != int(row[total]):
                wrong.append(f"{row['role']}/{row['level']} {name}")
        if sum(number(t, "weight_permille") for t in own) != 1000:
            wrong.append(f"{row['role']}/{row['level']} permille")
    tap.ok(not wrong, "tasks.csv adds up to scores.csv", wrong[:4])
    for name in ("scores", "tasks", "forecasts"):
        lines = read(f"{out}/api/v1/{name}.csv").splitlines()
        table = page[page.index(f'id="columns-{name}"'):]
        columns = re.findall(r'<th scope="row"><code>(.*?)</code>', table[:table.index("</table>")])
        tap.ok(columns == lines[0].split(","), f"{name}.csv: the page tells its columns, in their order", columns)
        size = re.search(rf'>{name}\.csv</a></th>.*?CSV, ([\d,]+) lines? of (\d+) columns', page)
        tap.ok(size and (int(size[1].replace(",", "")), int(size[2])) == (len(lines) - 1, len(columns)),
               f"{name}.csv: and how long it is", size and size[0])


def check_cells(tap, site, out):
    """What is hard to write in CSV comes back as it was, but for the guard against formulas and line ends."""
    listed = "".join(f"  - task: {json.dumps(task)}\n    exposure: {'{value: 30, low: 20, high: 50}' if i else 'high'}\n"
                     for i, task in enumerate(HARD[:3]))
    write(f"{site}/content/roles/hard.md", f"---\ntitle: Hard\ncategory: law\nupdated: 2026-01-02\ntasks:\n{listed}"
          "  - task: >-\n      Ends in a\n      second line\n    exposure: 7\n    autonomy: low\n---\nText.\n")
    done = build(site)
    tasks = [row for row in rows(f"{out}/api/v1/tasks.csv") if (row["role"], row["level"]) == ("hard", "mid")]
    tap.ok(done.returncode == 0 and [row["task"] for row in tasks] == ["'" + HARD[0], "'" + HARD[1], HARD[2], "Ends in a second line"],
           "commas, quotes, line ends and what looks like a formula", [row["task"] for row in tasks])
    tap.ok([(row["exposure_as"], row["autonomy_as"]) for row in tasks]
           == [("word", "default"), ("range", "default"), ("range", "default"), ("number", "word")], "how each judgement was written")
    data = json.loads(read(f"{out}/api/v1/roles/hard.json"))
    tap.ok([(task["exposure_as"], task["autonomy_as"]) for task in data["tasks"]]
           == [(row["exposure_as"], row["autonomy_as"]) for row in tasks], "and the JSON says so, too")
    tap.ok([row["time"] for row in tasks] == ["1.0"] * 4, "without times all count alike")
    os.remove(f"{site}/content/roles/hard.md")


def forecast(number, year, confidence=None, status="open"):
    return (f"  - from: {year - 1}\n    to: {year}\n    claim: Thing {number} comes.\n"
            + (f"    confidence: {confidence}\n" if confidence else "")
            + (f"    status: {status}\n    evidence: It was seen, number {number}.\n" if status != "open" else ""))


def ledger_site(site, roles):
    """Roles of a task each, with the forecasts given."""
    shutil.rmtree(f"{site}/content", ignore_errors=True)
    write(f"{site}/content/site.yaml", "title: Test\nbase_url: https://test.example/jobs\nedition: '2'\ndescription: For tests.\n"
          "categories: [{id: a, title: Alpha}]\n")
    for number, stages in enumerate(roles):
        write(f"{site}/content/roles/role-{number:03}.md", f"---\ntitle: Role {number:03}\ncategory: a\nupdated: 2026-01-02\n"
              f"tasks: [{{task: Wait, exposure: {number % 90}}}]\n" + (f"timeline:\n{''.join(stages)}" if stages else "") + "---\nText.\n")
    return build(site)


def said(out):
    page = read(f"{out}/forecasts/index.html")
    section = page[page.index('id="section-rate"'):]
    return page, section[:section.index("<div")]


def check_rates(tap, site, out):
    done = ledger_site(site, [[], []])
    there = [path for path in ("forecasts", "api/v1/forecasts.csv", "api/v1/forecasts.json", "api/v1/schema/forecasts.json")
             if os.path.exists(f"{out}/{path}")]
    page = read(f"{out}/data/index.html")
    tap.ok(done.returncode == 0 and not there and "forecast" not in page.lower(), "without a forecast there is no ledger, and nobody speaks of one", there)
    tap.ok("none named" in page and '"license"' not in page, "without a licence the page says so")

    ledger_site(site, [[forecast(1, 2027)], []])
    page, rate = said(out)
    tap.ok("No forecast has been judged yet" in rate and "%" not in page, "none judged")
    tap.ok('href="/jobs/roles/role-000/#forecast-thing-1-comes"' in page and 'id="forecast-thing-1-comes"' in read(f"{out}/roles/role-000/index.html"),
           "a forecast leads to its place on the page of its role")

    ledger_site(site, [[forecast(1, 2025, "high", "met")], [forecast(2, 2025), forecast(3, 2027, "low")]])
    page, rate = said(out)
    tap.ok("1 forecast has been judged so far (1 met, 0 missed): too few" in rate, "one judged is too few", rate)
    due, upcoming, judged = (page.index(f'id="section-{name}"') for name in ("due", "open", "judged"))
    at = [page.index(f'id="role-{role:03}.thing-{number}-comes"') for role, number in ((1, 2), (1, 3), (0, 1))]
    tap.ok(due < at[0] < upcoming < at[1] < judged < at[2], "what is due, open and judged stands apart", (due, upcoming, judged, at))
    tap.ok("It was seen, number 1." in page, "the judged one has its evidence")
    got = {row["forecast_id"]: (row["status"], row["due"], row["deadline"]) for row in rows(f"{out}/api/v1/forecasts.csv")}
    tap.ok(got == {"thing-1-comes": ("met", "false", "2025-12-31"), "thing-2-comes": ("open", "true", "2025-12-31"),
                   "thing-3-comes": ("open", "false", "2027-12-31")}, "forecasts.csv", got)
    ledger_site(site, [[forecast(1, 2025, "high", "met"), *(forecast(n, 2024, "low", "missed") for n in range(2, 10))]])
    tap.ok("9 forecasts have been judged so far (1 met, 8 missed): too few" in said(out)[1], "nine are too few")


def check_bare(tap, site, out):
    """All drafts: a site without roles."""
    ledger_site(site, [[]])
    path = f"{site}/content/roles/role-000.md"
    write(path, read(path).replace("title:", "draft: true\ntitle:"))
    done = build(site)
    page = read(f"{out}/data/index.html")
    tap.ok(done.returncode == 0 and "roles/role-000.json" not in page and len(rows(f"{out}/api/v1/tasks.csv")) == 0,
           "without roles the page about the data still stands", done.stderr)


def check_many(tap, site, out):
    """Ten of each confidence and more; 300 that end in one year."""
    plans = [("high", 12, 9), ("medium", 10, 5), ("low", 4, 1), (None, 3, 3)]
    stages, number = [], 0
    for confidence, judged, met in plans:
        for i in range(judged):
            number += 1
            stages.append(forecast(number, 2024 + i % 2, confidence, "met" if i < met else "missed"))
    roles = [stages] + [[forecast(i, 2030, "medium")] for i in range(300)]
    done = ledger_site(site, roles)
    page, rate = said(out)
    judged, met = sum(row[1] for row in plans), sum(row[2] for row in plans)
    tap.ok(done.returncode == 0 and f"{judged} forecasts have been judged so far: {met} met, {judged - met} missed, or {half(100 * met, judged)} of 100 met." in rate,
           "many judged have a rate", done.stderr + rate)
    tap.ok("met more often than the others: 9 of 12, against 9 of 17" in rate, "and those of high confidence one of their own", rate)
    cells = re.findall(r'<tr><th scope="row">([a-z ]+)</th>(.*?)</tr>', page)
    shares = [re.sub(r"<.*?>", " ", cell).split()[3:] for _, cell in cells]
    tap.ok([name for name, _ in cells] == ["high", "medium", "low", "not given"] and shares == [["75"], ["50"], ["too", "few"], ["too", "few"]],
           "a share for each that has ten", (cells, shares))
    data = json.loads(read(f"{out}/api/v1/forecasts.json"))
    tap.ok([(t.get("confidence"), t["open"], t["met"], t["missed"]) for t in data["tallies"]]
           == [("high", 0, 9, 3), ("medium", 300, 5, 5), ("low", 0, 1, 3), (None, 0, 3, 0)], "the JSON counts the same", data["tallies"])
    tap.ok(page.count('<li id="') == 100 + judged and "200 more stand on the pages of their years" in page, "the first page is bounded")
    first, second = (read(f"{out}/forecasts/2030/{part}index.html") for part in ("", "2/"))
    tap.ok((first.count('<li id="'), second.count('<li id="')) == (250, 50) and not os.path.exists(f"{out}/forecasts/2030/3"),
           "a year of 300 is two pages", (first.count('<li id="'), second.count('<li id="')))
    every = {one["role"] + "." + one["id"] for one in data["forecasts"]}
    listed = {id for year in ("2024", "2025", "2030", "2030/2") for id in
              re.findall(r'<li id="(.*?)"', read(f"{out}/forecasts/{year}/index.html"))}
    tap.ok(listed == every and len(every) == 300 + judged, "the years hold every one", len(every ^ listed))
    ledger_site(site, [[forecast(n, 2024, "high", "met" if n < 4 else "missed") for n in range(10)],
                       [forecast(n, 2024, "low", "met" if n < 4 else "missed") for n in range(10)]])
    tap.ok("met as often as the others: 4 of 10, and 4 of 10" in said(out)[1], "alike", said(out)[1])
    ledger_site(site, [[forecast(n, 2024, "high", "met" if n < 3 else "missed") for n in range(10)],
                       [forecast(n, 2024, "low", "met" if n < 4 else "missed") for n in range(10)]])
    tap.ok("met less often than the others: 3 of 10, against 4 of 10" in said(out)[1], "worse")


tap = Tap()
with folder() as base:
    site, out = f"{base}/site", f"{base}/site/public"
    make_site(site)
    done = build(site)
    tap.ok(done.returncode == 0, "the example site builds", done.stderr)
    check_json(tap, out)
    check_csv(tap, out)
    check_cells(tap, site, out)
    check_rates(tap, site, out)
    check_bare(tap, site, out)
    check_many(tap, site, out)
tap.end()

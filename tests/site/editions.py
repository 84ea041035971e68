#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A year with editions: scores are kept, judgements change, and what moved the scores is told, reckoned here a second time
from the rule of docs/scoring.md."""
import glob
import json
import os
import re
import shutil
import subprocess
import xml.etree.ElementTree as ElementTree

from helpers import BINARY, ROOT, Tap, build, folder, picture, read, write

TILTS = {"entry": -20, "mid": 0, "senior": 20, "lead": 33}
TASKS = [["sort", "Sort letters", 20, (60, 50, 70), (50, 40, 60)], ["phone", "Answer the phone", 15, (40, 30, 50), (25, 15, 35)],
         ["stamp", "Stamp forms", 5, (17, 0, 33), (50, 40, 60)]]


def role(site, slug, tasks, more="", draft=False):
    judged = lambda three: "{value: %d, low: %d, high: %d}" % three
    rows = "".join(f"  - {{id: {id}, task: {name}, time: {time}, exposure: {judged(exposure)}, autonomy: {judged(autonomy)}}}\n"
                   for id, name, time, exposure, autonomy in tasks)
    write(f"{site}/content/roles/{slug}.md", f"---\ntitle: {slug.title()}\ncategory: office\nupdated: 2026-01-02\n"
          f"{'draft: true' + chr(10) if draft else ''}{more}tasks:\n{rows}---\n## Overview\n\nPaper in, paper out.\n")


def settings(site, edition):
    write(f"{site}/content/site.yaml", f"title: Test\nbase_url: https://test.example/jobs\nedition: '{edition}'\n"
          "description: For tests.\ncategories:\n  - {id: office, title: Office}\n")


def run(site, *words):
    return subprocess.run([BINARY, "-C", site, *words], capture_output=True, text=True, check=False,
                          env={**os.environ, "NO_COLOR": "1"})


def diff(site, *words):
    done = run(site, "diff", *words, "--json", "--as-of", "2026-11-21")
    return json.loads(done.stdout) if done.returncode == 0 else done.stderr


def risk(tasks, tilt):
    """In hundredths; None without weight."""
    weights = [int(time * 10) * (5000 + tilt * (50 - exposure[0])) for _, _, time, exposure, _ in tasks]
    done = sum(weight * task[3][0] * task[4][0] for weight, task in zip(weights, tasks))
    total = sum(weights)
    return (2 * done + total) // (2 * total) if total else None


def steps(before, after, tilt):
    """[(kind, task, effect)] of tasks with plain times, none of them all in one unit more."""
    now, last, told = [list(task) for task in before], risk(before, tilt), []

    def step(kind, task):
        nonlocal last
        new = risk(now, tilt)
        new = last if new is None else new
        told.append((kind, task, new - last))
        last = new

    ids = [task[0] for task in after]
    for task in before:
        if task[0] not in ids:
            now = [one for one in now if one[0] != task[0]]
            step("gone", task[0])
    for task in after:
        own = [one for one in now if one[0] == task[0]]
        if not own:
            continue
        if own[0][1] != task[1]:
            told.append(("wording", task[0], 0))
        for at, kind in ((3, "exposure"), (4, "autonomy"), (2, "time")):
            if own[0][at] != task[at]:
                own[0][at] = task[at]
                step(kind, task[0])
    for task in after:
        if not any(one[0] == task[0] for one in now):
            now.append(task)
            step("new", task[0])
    return told


def told(data, slug="clerk"):
    """By level, as steps() gives them."""
    roles = [one for one in data.get("roles", []) if one["role"] == slug]
    return {level["level"]: [(step["kind"], step.get("task"), step["effect_hundredths"]) for step in level.get("steps", [])]
            for level in roles[0]["levels"]} if roles else {}


def changed(number, at, value):
    tasks = [list(task) for task in TASKS]
    tasks[number][at] = value
    return tasks


EDITS = {
    "an exposure": changed(1, 3, (60, 50, 70)),
    "an autonomy": changed(0, 4, (45, 35, 55)),
    "a time": changed(2, 2, 7.5),
    "a bound": changed(0, 3, (60, 55, 70)),
    "a wording": changed(0, 1, "Sort all the letters"),
    "a task that is gone": TASKS[:2],
    "a new task": TASKS + [["post", "Take them to the post", 4, (5, 0, 10), (0, 0, 10)]],
    "everything at once": [["post", "Post", 4, (5, 0, 10), (0, 0, 10)], ["phone", "Talk", 1, (30, 30, 50), (90, 15, 95)],
                           ["sort", "Sort", 80, (99, 50, 100), (1, 0, 60)]],
}


def check_snapshot(tap, base, site):
    done = run(site, "snapshot", "--as-of", "2026-01-05")
    tap.ok(done.returncode == 0 and done.stdout == "content/editions/1.yaml\n", "a snapshot says what it wrote", done.stderr)
    kept = read(f"{site}/content/editions/1.yaml")
    tap.ok("role: clerk" in kept and "role: typist" in kept and "draft" not in kept, "drafts are not in it", kept)
    tap.ok(kept.count("      - {id: ") == 6, "a line a task")
    done = run(site, "snapshot")
    tap.ok(done.returncode == 1 and "[already-there]" in done.stderr and read(f"{site}/content/editions/1.yaml") == kept,
           "it never writes over one", done.stderr)
    for workers in "1", "4":
        copy = f"{base}/copy{workers}"
        shutil.copytree(site, copy)
        run(copy, "snapshot", "--force", "--as-of", "2026-01-05", "-j", workers)
        tap.ok(read(f"{copy}/content/editions/1.yaml") == kept, f"the same bytes, -j{workers}")
    done = run(site, "snapshot", "--drafts", "--dry-run", "draft")
    tap.ok("role: draft" in done.stdout and os.listdir(f"{site}/content/editions") == ["1.yaml"], "--drafts, and --dry-run writes nothing")
    done = run(site, "snapshot", "--", "-x")
    tap.ok(done.returncode == 2 and not os.path.exists(f"{site}/content/editions/-x.yaml"), "a name that diff would take for an option", done.stderr)
    done = run(f"{base}/copy1", "snapshot", "it's $so")
    tap.ok("`rolecast diff 'it'\\''s $so'`" in done.stderr, "what comes next is quoted for a shell", done.stderr)
    done = build(site)
    tap.ok(done.returncode == 0 and not os.path.exists(f"{site}/public/changes"), "the present edition has no changes", done.stderr)
    settings(site, "2")


def check_edits(tap, site):
    tap.ok(diff(site, "1").get("roles") is None, "nothing has changed yet")
    for name, tasks in EDITS.items():
        role(site, "clerk", tasks)
        data = diff(site, "1")
        want = {level: steps(TASKS, tasks, tilt) for level, tilt in TILTS.items()}
        tap.ok(told(data) == want, f"{name}: exactly its steps", f"{told(data)}\n{want}")
        sums = [(level["difference_hundredths"], sum(step["effect_hundredths"] for step in level.get("steps", [])))
                for level in data["roles"][0]["levels"]]
        wrong = [pair for pair in sums if pair[0] != pair[1]]
        right = [risk(tasks, tilt) - risk(TASKS, tilt) for tilt in TILTS.values()]
        tap.ok(not wrong and [pair[0] for pair in sums] == right, f"{name}: they add up to the difference", sums)
    role(site, "clerk", EDITS["an exposure"])
    text = run(site, "diff", "1").stdout
    tap.ok("Answer the phone: exposure 40 → 60" in text and text.count("→") == 3, "the table names that task alone", text)
    role(site, "clerk", TASKS)
    role(site, "bureau-clerk", TASKS, more="moved_from: [clerk]\n")
    os.remove(f"{site}/content/roles/clerk.md")
    data = diff(site, "1")
    tap.ok(data["same"] == 2 and data["new"] == data["gone"] == 0, "a role with a new slug is the same role", data)
    role(site, "clerk", TASKS)
    done = run(site, "diff", "1")
    tap.ok(done.returncode == 1 and "bureau-clerk" in done.stderr and "[redirect-taken]" in done.stderr, "unless the role of the old slug goes on", done.stderr)
    os.remove(f"{site}/content/roles/bureau-clerk.md")


def check_file(tap, site):
    role(site, "clerk", TASKS)
    path = f"{site}/content/editions/1.yaml"
    kept = read(path)
    for name, text in (("edited", kept.replace("time: 15,", "time: 16,", 1)), ("edited, with a comment", kept.replace("time: 15,", "time: 16,", 1) + "# more\n")):
        write(path, text)
        done = run(site, "check")
        tap.ok(done.returncode == 1 and re.search(r"editions/1.yaml:\d+:\d+: error: the tasks of 'clerk' give .*\[edition-scores\]", done.stderr),
               f"{name}: the scores no longer agree", done.stderr)
    write(path, kept + "# as it was, but read as YAML\n" + "# " + "much to say; " * 400000 + "\n")
    tap.ok(run(site, "check").returncode == 0 and diff(site, "1").get("roles") is None, "an edition may be larger than other YAML")
    with open(path, "r+b") as file:
        file.truncate((64 << 20) + 1)
    done = run(site, "check")
    tap.ok(done.returncode == 1 and "[too-large]" in done.stderr, "up to 64 MB", done.stderr)
    write(path, kept)


def check_pages(tap, site):
    role(site, "clerk", EDITS["everything at once"])
    role(site, "archivist", TASKS[:1])
    write(f"{site}/content/editions/0.yaml", "edition: '0'\ndate: 2025-06-01\nroles:\n"
          "  - {role: clerk, levels: [{level: mid, risk: 12, exposure: 50}]}\n")
    done = build(site)
    tap.ok(done.returncode == 0, "it builds", done.stderr)
    page = read(f"{site}/public/changes/2/index.html")
    tap.ok("Autonomy of “Talk”: 25 → 90" in page and "Archivist" in page, "a page tells what moved the scores")
    own = read(f"{site}/public/roles/clerk/index.html")
    tap.ok("→" in own and 'href="/jobs/changes/2/"' in own, "a role's page names some of it, and leads there")
    index = read(f"{site}/public/changes/index.html")
    tap.ok(index.index("/changes/2/") < index.index("/changes/1/") and "The first edition kept is 0 of 1 June 2025" in index, "the list, newest first")
    tap.ok("scores alone" in read(f"{site}/public/changes/1/index.html"), "what is not kept is said not to be")
    feed = ElementTree.parse(f"{site}/public/changes/feed.xml").getroot()
    space = "{http://www.w3.org/2005/Atom}"
    entries = [(entry.find(f"{space}id").text, entry.find(f"{space}updated").text) for entry in feed.iter(f"{space}entry")]
    tap.ok(entries == [("https://test.example/jobs/changes/2/", "2026-01-05T00:00:00Z"), ("https://test.example/jobs/changes/1/", "2026-01-05T00:00:00Z")],
           "the feed", entries)
    data = json.loads(read(f"{site}/public/api/v1/changes/2.json"))
    url = data.pop("url")
    tap.ok(data == diff(site, "1") and url == "https://test.example/jobs/changes/2/", "the data is what diff --json prints")
    done = run(site, "check")
    tap.ok(done.returncode == 0, "its pages are sound", done.stderr)
    role(site, "typist", EDITS["an exposure"])
    run(site, "snapshot", "--as-of", "2026-02-01")
    settings(site, "3")
    build(site)
    first = picture(f"{site}/public/changes/1")
    tap.ok(first and "Typist" in read(f"{site}/public/changes/2/index.html"), "what is frozen stays on its page")
    data = json.loads(read(f"{site}/public/api/v1/changes.json"))
    tap.ok([one["after"]["name"] for one in data["changes"]] == ["3", "2", "1"], "all of them, as data")


def check_levels(tap, base):
    """Another baseline makes no role new."""
    site, path = f"{base}/levels", f"{base}/levels/content/site.yaml"
    settings(site, "1")
    shutil.copytree(f"{ROOT}/themes", f"{site}/themes")
    role(site, "clerk", TASKS)
    run(site, "snapshot", "--as-of", "2026-01-05")
    settings(site, "2")
    write(path, read(path) + "levels:\n  - {id: mid, label: Mid, tilt: 5}\n  - {id: expert, label: Expert, baseline: true}\n")
    data = diff(site, "1")
    tap.ok(data["level"] == "mid" and data["up"] + data["down"] == 1 and not data["new"], "compared at the baseline there was", data)
    tap.ok(told(data)["mid"] == [("tilt", None, risk(TASKS, 5) - risk(TASKS, 0))], "and moved by its tilt", told(data))
    tap.ok(diff(site, "1", "--level", "expert")["new"] == 1, "at a new level every score is new")
    done = build(site)
    data = json.loads(read(f"{site}/public/api/v1/changes.json"))["changes"][0]
    tap.ok(done.returncode == 0 and data["new"] == 0 and data["up"] + data["down"] == 1, "pages likewise", data)


def check_hundredths(tap, base):
    """Scores alone may differ in hundredths at a level that is not the one compared."""
    site = f"{base}/hundredths"
    settings(site, "3")
    shutil.copytree(f"{ROOT}/themes", f"{site}/themes")
    role(site, "clerk", TASKS)
    for name, exact in ("1", 3012), ("2", 3049):
        write(f"{site}/content/editions/{name}.yaml", f"edition: '{name}'\ndate: 2025-0{name}-01\nroles:\n  - role: clerk\n    levels:\n"
              "      - {level: mid, risk: 20, exposure: 60}\n"
              f"      - {{level: lead, risk: 30, exposure: 60, hundredths: {{risk: {exact}, exposure: 6000}}}}\n")
    roles = diff(site, "1", "2").get("roles", [])
    tap.ok([level.get("difference_hundredths") for one in roles for level in one["levels"]] == [None, 37], "it is told", roles)


def check_order(tap, base):
    """By date; of one date by name, numbers in it as numbers."""
    site = f"{base}/order"
    settings(site, "now")
    shutil.copytree(f"{ROOT}/themes", f"{site}/themes")
    role(site, "clerk", TASKS)
    names = ["2026.2", "2026.9", "2026.9b", "2026.10", "2026.10.1", "b", "1"]
    for name in sorted(names):
        date = "2026-02-01" if name == "1" else "2026-01-01"
        write(f"{site}/content/editions/{name}.yaml", f"edition: '{name}'\ndate: {date}\nroles:\n"
              "  - {role: clerk, levels: [{level: mid, risk: 20, exposure: 60}]}\n")
    made = build(site)
    told = json.loads(read(f"{site}/public/api/v1/changes.json"))["changes"] if made.returncode == 0 else []
    tap.ok([one["before"]["name"] for one in told] == names[::-1], "editions stand in the order of their days and numbers", told or made.stderr)


def check_many(tap, base):
    """Pages stay readable."""
    site = f"{base}/many"
    settings(site, "1")
    shutil.copytree(f"{ROOT}/themes", f"{site}/themes")
    for number in range(400):
        role(site, f"maker-{number}", [[f"t{i}", f"Task {i}", 5 + i, (50, 40, 60), (50, 40, 60)] for i in range(8)])
    run(site, "snapshot", "--as-of", "2026-01-05")
    settings(site, "2")
    for number in range(400):
        role(site, f"maker-{number}", [[f"t{i}", f"Task {i}", 5 + i, (50 + number // 20 + i, 40, 90), (50, 40, 60)] for i in range(8)])
    done = build(site)
    page = read(f"{site}/public/changes/2/index.html")
    tap.ok(done.returncode == 0 and page.count("/roles/maker-") == 300 and "And 100 more." in page and "and 3 more changes" in page,
           "few causes a role, few roles a page", done.stderr)
    tap.ok(len(page) < 200000, "a page of bounded size", len(page))
    data = json.loads(read(f"{site}/public/api/v1/changes/2.json"))
    tap.ok(len(data["roles"]) == 400 and all(len(level["steps"]) == 8 for one in data["roles"] for level in one["levels"]), "all of it as data")


def check_serve(tap, site):
    from serving import Serve, differences, wait_for
    write(f"{site}/content/site.yaml", read(f"{site}/content/site.yaml").replace("test.example/jobs", "test.example"))
    serve = Serve(site, "--no-cards")
    path = f"{site}/content/editions/1.yaml"
    kept = read(path)
    out = f"{site}/right"

    def is_followed(name):
        shutil.rmtree(out, ignore_errors=True)
        build(site, out=out)
        tap.ok(wait_for(lambda: not serve.state()["problems"] and not differences(serve, out)), f"serve follows {name}", differences(serve, out))

    is_followed("nothing yet")
    run(site, "snapshot", "1", "--force", "--as-of", "2026-01-06")
    is_followed("an edition that is frozen anew")
    role(site, "clerk", EDITS["an autonomy"])
    is_followed("a judgement")
    write(path, kept.replace("time: 15,", "time: 16,", 1))
    tap.ok(wait_for(lambda: any(problem["id"] == "edition-scores" for problem in serve.state()["problems"])), "serve tells of an edition that is wrong")
    write(path, kept)
    is_followed("its mend")
    os.remove(path)
    is_followed("one that goes")
    for other in glob.glob(f"{site}/content/editions/*"):
        os.remove(other)
    is_followed("the last one that goes")
    serve.stop()


def main():
    tap = Tap()
    with folder("/dev/shm" if os.path.isdir("/dev/shm") else None) as base:
        site = f"{base}/site"
        settings(site, "1")
        shutil.copytree(f"{ROOT}/themes", f"{site}/themes")
        role(site, "clerk", TASKS)
        role(site, "typist", TASKS)
        role(site, "draft", TASKS, draft=True)
        check_snapshot(tap, base, site)
        check_edits(tap, site)
        check_file(tap, site)
        check_pages(tap, site)
        check_levels(tap, base)
        check_hundredths(tap, base)
        check_order(tap, base)
        check_many(tap, base)
        if "[no-server]" not in run(site, "serve", "--port", "0", "--host", "256.0.0.1").stderr:
            check_serve(tap, site)
    tap.end()


main()

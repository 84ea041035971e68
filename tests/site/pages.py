#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What pages and data say of a site made for the purpose, reckoned here a second time: relations, earlier editions,
agreement with a published measure, the API's numbers, cards that are kept, a theme laid over another."""
import csv
import io
import json
import os
import re
import shutil
import subprocess

from helpers import BINARY, ROOT, Tap, build, folder, half, read, spearman, write

COUNT = 12


def role(number, exposure, skills):
    rows = "".join(f"  - {{skill: {skill}, group: learn, why: Because it holds.}}\n" for skill in skills)
    return (f"---\ntitle: Maker {number:02}\ncategory: {'a' if number % 2 else 'b'}\nupdated: 2026-01-02\n"
            f"soc: 11-10{number:02}\ntasks:\n  - {{task: Sort item{number}, time: 30, exposure: {exposure}, autonomy: 60}}\n"
            f"  - {{task: Talk, time: 10, exposure: 20, autonomy: 10}}\n" + (f"skills:\n{rows}" if rows else "") + "---\n")


def make(site):
    shutil.copytree(f"{ROOT}/themes", f"{site}/themes")
    write(f"{site}/content/site.yaml", "title: Test\nbase_url: https://test.example/jobs\nedition: '2'\ndescription: For tests.\n"
          "categories: [{id: a, title: Alpha}, {id: b, title: Beta}]\n")
    write(f"{site}/content/benchmarks.yaml", "m:\n  title: Measure\n  url: https://example.org/m\n  file: benchmarks/m.csv\n"
          "  code: soc\n  code_column: code\n  value_column: v\n  scale: [0, 1]\n  licence: MIT\n")
    exposures = [(number * 37) % 90 + 5 for number in range(COUNT)]
    theirs = [round(((number * 53) % 7) / 10, 2) for number in range(COUNT)]
    write(f"{site}/content/benchmarks/m.csv", "code,v\n" + "".join(
        f"11-10{number:02}.00,{value}\n" for number, value in enumerate(theirs)))
    for number in range(COUNT):
        skills = ["Shared"] if number in (2, 5, 9) else []
        write(f"{site}/content/roles/maker-{number:02}.md", role(number, exposures[number], skills))
    return theirs


def recomputed(inputs, level):
    weights = [time * (5000 + level.get("tilt", 0) * (50 - task["exposure"]["value"]) if level.get("is_modelled") else 5000)
               for time, task in zip(level["times"], inputs["tasks"])]
    total = sum(weights)
    return {bound: half(sum(weight * task["exposure"][bound] * task["autonomy"][bound]
                            for weight, task in zip(weights, inputs["tasks"])), 100 * total)
            for bound in ("value", "low", "high")}


def api(site, number):
    return json.loads(read(f"{site}/public/api/v1/roles/maker-{number:02}.json"))


def check_api(tap, site):
    wrong = []
    for number in range(COUNT):
        inputs = api(site, number)["inputs"]
        wrong += [f"{number} {level['id']}" for level in inputs["levels"] if level["risk"] != recomputed(inputs, level)]
    tap.ok(not wrong, "the API's inputs make its scores", wrong)
    scores = subprocess.run([BINARY, "-C", site, "score", "--format", "csv"], capture_output=True, text=True, check=False)
    tap.ok(scores.stdout == read(f"{site}/public/api/v1/scores.csv"), "scores.csv is what `score --format csv` prints")
    listed = json.loads(read(f"{site}/public/api/v1/roles.json"))["roles"]
    rows = [row for row in csv.DictReader(io.StringIO(scores.stdout)) if row["baseline"] == "true"]
    tap.ok([(one["slug"], one["risk"]["value"]) for one in listed] == [(row["role"], int(row["risk"])) for row in rows],
           "the list of roles has the same scores")
    found = json.loads(read(f"{site}/public/search.json"))
    tap.ok([one[:3] for one in found["roles"]] == [[one["slug"], one["title"], one["risk"]["value"]] for one in listed],
           "so has the index for searching")


def check_relations(tap, site):
    two, five = api(site, 2), api(site, 5)
    nine = api(site, 9)
    risk = {data["inputs"]["role"]: data["assessment"]["score"]["risk"]["value"] for data in (two, five, nine)}
    for data in (two, five, nine):
        own = risk[data["inputs"]["role"]]
        others = {name: value for name, value in risk.items() if name != data["inputs"]["role"]}
        safer = {item["other"]["slug"] for item in data["role"].get("safer", {}).get("items", [])}
        nearest = {item["other"]["slug"] for item in data["role"].get("related", {}).get("items", [])}
        wanted = {name for name, value in others.items() if value + 4 <= own}
        tap.ok(wanted <= safer, f"{data['inputs']['role']}: who shares the skill with less risk is a safer move", safer)
        tap.ok(set(others) - wanted <= nearest, f"{data['inputs']['role']}: who shares it otherwise is near", nearest)
    every = [api(site, number) for number in range(COUNT)]
    low = [item for data in every for item in data["role"].get("safer", {}).get("items", [])
           if item["other"]["risk"] + 4 > data["assessment"]["score"]["risk"]["value"]]
    tap.ok(not low, "a safer move is safer by 4 points or more", low[:2])
    links = [item["compare_url"] for data in every for part in ("safer", "related")
             for item in data["role"].get(part, {}).get("items", []) if "compare_url" in item]
    tap.ok(links and all(os.path.exists(f"{site}/public{link[5:]}index.html") for link in links), "comparisons are there")
    skill = read(f"{site}/public/skills/shared/index.html")
    tap.ok(all(f"/jobs/roles/maker-{number:02}/" in skill for number in (2, 5, 9)) and "maker-03" not in skill,
           "a skill's page lists the roles that name it")


def check_agreement(tap, site, theirs):
    write(f"{site}/content/pages/methodology.md", "---\ntitle: Method\n---\nText.\n")
    build(site)
    text = read(f"{site}/public/methodology/index.html")
    exposure = [float(api(site, number)["assessment"]["score"]["exposure"]["exact"]) for number in range(COUNT)]
    want = f"{spearman(exposure, theirs):.2f}".replace("-", "−")
    got = re.search(r"agree with a rank correlation of ([−\-\d.]+)", text)
    tap.ok(got and got.group(1).replace("-", "−") == want, f"the rank correlation is {want}", got and got.group(0))
    dots = re.search(r'class="dots" d="([^"]*)"', text).group(1)
    tap.ok(1 < dots.count("h0") <= COUNT, "a dot a place")
    tap.ok(len(re.findall(r'<th scope="row"><a href="/jobs/roles/maker-', text)) == COUNT, "a row a role")


def check_editions(tap, site):
    data = api(site, 3)
    risk, moved = data["assessment"]["score"]["risk"]["value"], api(site, 4)["assessment"]["score"]["risk"]["value"]
    tap.ok("history" not in data["assessment"], "without an earlier edition there is no history")
    write(f"{site}/content/editions/1.yaml", "edition: '1'\ndate: 2025-06-01\nroles:\n"
          f"  - {{role: maker-03, levels: [{{level: mid, risk: {risk}, exposure: 50}}]}}\n"
          f"  - {{role: maker-04, levels: [{{level: mid, risk: {moved - 3}, exposure: 50}}]}}\n"
          "  - {role: gone, levels: [{level: mid, risk: 5, exposure: 9}]}\n")
    done = build(site)
    tap.ok(done.returncode == 0, "an edition is read", done.stderr)
    same, up = api(site, 3)["assessment"]["history"], api(site, 4)["assessment"]["history"]
    tap.ok(same["sentence"] == "Unchanged since edition 1." and same["difference"] == "0", "unchanged", same)
    tap.ok(up["sentence"] == f"3 points higher than in edition 1 ({moved - 3})." and up["line"] == f"0,{103 - moved} 100,{100 - moved}",
           "three points up", up)
    home = read(f"{site}/public/index.html")
    movers = home[home.index("section-movers"):]
    movers = movers[:movers.index("</section>")]
    tap.ok("Maker 04" in movers and "Maker 03" not in movers, "the home page tells who moved")


def times(site):
    cards = [f"{site}/public/roles/maker-{number:02}/card.png" for number in range(COUNT)]
    return [os.stat(card).st_mtime_ns for card in cards]


def check_cards(tap, site):
    done = build(site, cards=True)
    tap.ok(done.returncode == 0 and os.path.exists(f"{site}/public/roles/maker-01/card.png"), "cards are drawn", done.stderr)
    with open(f"{site}/public/roles/maker-01/card.png", "rb") as file:
        head = file.read(24)
    tap.ok(head[1:4] == b"PNG" and head[16:24] == b"\0\0\4\xb0\0\0\2\x76", "1200 by 630")
    before = times(site)
    path = f"{site}/content/roles/maker-01.md"
    write(path, read(path).replace("Talk", "Speak"))
    build(site, cards=True)
    tap.ok(times(site) == before, "a change that no card shows draws none")
    write(path, read(path).replace("autonomy: 60", "autonomy: 90"))
    build(site, cards=True)
    after = times(site)
    tap.ok([a == b for a, b in zip(before, after)].count(False) == 1, "a changed score draws its own card only")
    card = f"{site}/public/roles/maker-02/card.png"
    with open(card, "ab") as file:
        file.write(b"x")
    done = build(site, cards=True)
    with open(card, "rb") as file:
        tap.ok("edited by hand" in done.stderr and file.read()[-1:] != b"x", "a card that was touched is drawn again", done.stderr)
    template = f"{site}/themes/default/templates/card.mustache"
    whole = read(template)
    write(template, whole.replace("</svg>", ""))
    done = build(site, cards=True)
    tap.ok(done.returncode != 0 and "[card-render]" in done.stderr, "a broken drawing is an error", done.stderr)
    write(template, whole)
    build(site)
    tap.ok(not os.path.exists(card) and "card.png" not in read(f"{site}/public/roles/maker-02/index.html"),
           "without cards no page speaks of one")


def check_theme(tap, site):
    """The example of docs/themes.md."""
    write(f"{site}/content/site.yaml", read(f"{site}/content/site.yaml") + "theme: [house, default]\n")
    write(f"{site}/themes/house/partials/disclaimer.mustache", "<p class=\"house\">{{t.limits}} {{t.house_note}}</p>\n")
    write(f"{site}/themes/house/templates/page.mustache", "{{<default/page}}{{/default/page}}\n")
    write(f"{site}/themes/house/strings/en.yaml", "labels:\n  limits: Mind the limits.\n  house_note: Ours.\nsentences:\n"
          "  role_question: \"Does AI take the work of {{plural}}?\"\n")
    done = build(site)
    page = read(f"{site}/public/roles/maker-03/index.html") if done.returncode == 0 else ""
    tap.ok(done.returncode == 0, "one theme over another", done.stderr)
    tap.ok('<p class="house">Mind the limits. Ours.</p>' in page and "<h1>Does AI take the work of Makers 03?</h1>" in page
           or "Does AI take the work of" in page, "its file, its labels and its sentence are taken")
    tap.ok('id="section-tasks"' in page, "and the rest comes from the other")


def check_other_scripts(tap, site):
    """Names without Latin letters get an address of their own, the same for the same name."""
    for name in ("one", "two"):
        write(f"{site}/content/roles/{name}.md", f"---\ntitle: 分析 {name}\ncategory: a\nupdated: 2026-01-02\n"
              "tasks: [{task: 調査, exposure: 50}, {task: 報告, exposure: 9}]\nskills: [{skill: 分析, group: learn, why: x}]\n---\n")
    done = build(site)
    page = read(f"{site}/public/roles/one/index.html")
    links = re.findall(r'href="/jobs(/skills/s-[0-9a-f]{8}/)"', page)
    tap.ok(done.returncode == 0 and len(links) == 1, "a skill in another script has a page", done.stderr)
    tap.ok(links and read(f"{site}/public{links[0]}index.html").count("/jobs/roles/") >= 2, "which both roles share")
    for name in ("one", "two"):
        os.remove(f"{site}/content/roles/{name}.md")


def check_form(tap, site):
    settings, page = f"{site}/content/site.yaml", f"{site}/public/roles/maker-03/index.html"
    plain = read(settings)
    tap.ok('method="post"' not in read(page), "no form unless site.yaml names where it goes")
    write(settings, plain + "form: {action: 'https://post.example/x', label: Letters}\n")
    build(site)
    tap.ok('method="post" action="https://post.example/x"' in read(page) and "<h2>Letters</h2>" in read(page), "then there is one")
    write(settings, plain)


def check_much_cited(tap, site):
    """Claims are listed one by one up to 300 of a source; of more, each page's are counted."""
    write(f"{site}/content/sources.yaml", "study: {title: A study, publisher: P, url: 'https://example.org', published: 2020}\n")
    for count, told in ((150, True), (151, False)):
        for number in range(2):
            tasks = "".join(f"  - {{task: Work {task}, time: 1, exposure: 50, sources: [study]}}\n" for task in range(count))
            write(f"{site}/content/roles/citing-{number}.md",
                  f"---\ntitle: Citing {number}\ncategory: a\nupdated: 2026-01-02\ntasks:\n{tasks}---\n")
        done = build(site)
        text = read(f"{site}/public/sources/index.html") if done.returncode == 0 else ""
        tap.ok(("#task-work-7" in text) == told and (f"Citing 1</a> ({count})" in text) != told and f"{2 * count} places" in text,
               f"{2 * count} claims are {'told' if told else 'counted'}", done.stderr)
    for number in range(2):
        os.remove(f"{site}/content/roles/citing-{number}.md")
    os.remove(f"{site}/content/sources.yaml")


def check_sparse(tap, site):
    """No heading without content, however little there is."""
    write(f"{site}/content/roles/bare.md", "---\ntitle: Bare\ncategory: a\nupdated: 2026-01-02\ntasks: [{task: Wait, exposure: 5}]\n---\n")
    build(site)
    page = read(f"{site}/public/roles/bare/index.html")
    for name in ("agents", "timeline", "pay", "skills", "steps", "benchmarks", "comparison", "interview", "jobs", "overview", "takes-on"):
        tap.ok(f"section-{name}" not in page, f"a bare role has no section {name} and no link to one")


def check_plain_text(tap, site):
    """Texts without markup (descriptions, data for search engines) give the same figures as those with it."""
    write(f"{site}/content/roles/figured.md", "---\ntitle: Figured\ncategory: a\nupdated: 2026-01-02\n"
          "tasks: [{task: Wait, exposure: 40, autonomy: 50}]\nfaq:\n  - q: Well?\n    a: Of **100** hours [=risk], of [=exposure] in all.\n"
          "---\n")
    build(site)
    tap.ok('"text":"Of 100 hours 20, of 40 in all."' in read(f"{site}/public/roles/figured/index.html"),
           "figures stand in texts without markup, too")
    os.remove(f"{site}/content/roles/figured.md")


tap = Tap()
with folder() as base:
    site = f"{base}/site"
    measure = make(site)
    done = build(site)
    tap.ok(done.returncode == 0, "it builds", done.stderr)
    check_api(tap, site)
    check_relations(tap, site)
    check_agreement(tap, site, measure)
    check_editions(tap, site)
    if "no-cards" not in build(site, out="aside", cards=True).stderr:
        check_cards(tap, site)
    check_form(tap, site)
    check_sparse(tap, site)
    check_much_cited(tap, site)
    check_plain_text(tap, site)
    check_other_scripts(tap, site)
    check_theme(tap, site)
tap.end()

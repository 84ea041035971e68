#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""`tools/bench` on sites of a few roles: every line is measured, unequal pages are caught. No time is held against a limit."""
import importlib.machinery
import importlib.util
import json
import os
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
sys.dont_write_bytecode = True
sys.path[:0] = [f"{HERE}/site", f"{ROOT}/tools"]
from benchmark import content, equal, lines, peers, report, targets  # noqa: E402
from benchmark.site import LEVELS  # noqa: E402
from helpers import BINARY, Tap, folder, read, write  # noqa: E402

ROLES, MORE, PEER_ROLES = 3, 6, 4
tap = Tap()


def bench(*words):
    return subprocess.run([sys.executable, f"{ROOT}/tools/bench", *words], capture_output=True, text=True, check=False)


def door():
    """tools/bench as a module."""
    loader = importlib.machinery.SourceFileLoader("door", f"{ROOT}/tools/bench")
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("door", loader))
    loader.exec_module(module)
    return module


def every_line(base):
    done = bench("--all", str(ROLES), "--more", str(MORE), "--card-roles", "2", "--edits", "2", "--runs", "1", "--no-peers",
                 "--binary", BINARY, "--work", base, "--json", f"{base}/result.json")
    tap.ok(done.returncode == 0, "all is measured", done.stderr)
    result = json.loads(read(f"{base}/result.json"))
    parts, rows = result["parts"], {row["key"]: row for row in result["targets"]}
    tap.ok(list(rows) == [target.key for target in targets.TARGETS], "each target has its row", list(rows))
    absent = {"hugo_to_rolecast", "zola_to_rolecast"} | ({"serve_event"} if "left_out" in parts["serve"] else set())
    absent |= {"workers_load", "workers_build"} if result["machine"]["cores"] < 2 else set()
    odd = [row for row in rows.values() if (row["figure"] is None) != (row["key"] in absent) or (row["figure"] or 1) <= 0]
    tap.ok(not odd, "each has a figure, but what was left out", odd)
    steps = [step for part in ("cold", "workers", "growth") for step in flat(parts[part]["steps"])]
    odd = [step for step in steps if not (step["wall_s"] > 0 and step["cpu_s"] >= 0 and step["peak_mb"] > 0)]
    tap.ok(len(steps) == 10 and not odd, "ten steps took time and memory", steps)
    few, many = parts["growth"]["steps"]["few"], parts["growth"]["steps"]["many"]
    tap.ok((few["roles"], many["roles"]) == (ROLES, MORE) and 5 * ROLES < few["files"] < many["files"]
           and few["bytes"] < many["bytes"], "more roles are more files", (few, many))
    tap.ok(all(row["limit_mb"] == round((4 * row["content_bytes"] + 32e6) / 1e6, 1) for row in (few, many)),
           "memory is held against 4 × content + 32 MB", (few, many))
    tap.ok(result["binary"]["version"].startswith("rolecast ") and result["machine"]["cpu"] and result["machine"]["kernel"],
           "machine and binary are described", result["machine"])
    tap.ok(all(target.line in done.stdout for target in targets.TARGETS), "the table has each target", done.stdout)
    tap.ok(os.listdir(base) == ["result.json"], "nothing is left behind", os.listdir(base))


def flat(steps):
    """Rows that have times, however deep."""
    for value in steps.values():
        if "wall_s" in value:
            yield value
        else:
            yield from flat(value)


def quick_use(base):
    done = bench("2", "--runs", "1", "--binary", BINARY, "--work", base, "--json")
    found = json.loads(done.stdout) if done.returncode == 0 else {}
    tap.ok([row["step"] for row in found.get("steps", [])] == ["cold build", "cp -r", "unchanged", "one edit"],
           "the quick use has its four steps", done.stderr)
    done = bench("--runs", "0")
    tap.ok(done.returncode == 2 and "begin at 1" in done.stderr, "no runs is wrong usage", done.stderr)
    done = bench("2", "--json", f"{base}/result.json")
    tap.ok(done.returncode == 2 and "belongs to --all" in done.stderr, "nor has the quick use a file of JSON", done.stderr)
    done = bench("2", "--binary", f"{base}/nothing")
    tap.ok(done.returncode == 1 and "there is no program" in done.stderr, "a binary that is not there", done.stderr)
    write(f"{base}/fails", "#!/bin/sh\necho no luck >&2\nexit 1\n")
    os.chmod(f"{base}/fails", 0o755)
    done = bench("2", "--binary", f"{base}/fails", "--work", base)
    tap.ok(done.returncode == 1 and "no luck" in done.stderr, "what a build complains of is told", done.stderr)
    done = bench("--all", "1000000000", "--no-peers", "--binary", BINARY, "--work", base)
    tap.ok(done.returncode == 1 and "are needed" in done.stderr, "a site that finds no room is not begun", done.stderr)


def verdicts():
    cold, hugo = targets.TARGETS[0], targets.TARGETS[3]
    over, under = targets.judge(cold, 1.5), targets.judge(cold, 0.8)
    tap.ok((over["met"], over["off_percent"]) == (False, 50.0) and report.verdict(over) == "missed by 50 %",
           "1.5 where 1.0 is the most", over)
    tap.ok((under["met"], report.verdict(under)) == (True, "met, 20 % to spare"), "0.8 where 1.0 is the most", under)
    low, high = targets.judge(hugo, 15), targets.judge(hugo, 25)
    tap.ok((low["met"], report.verdict(low)) == (False, "missed by 25 %"), "15 where 20 is the least", low)
    tap.ok((high["met"], report.verdict(high)) == (True, "met, 25 % to spare"), "25 where 20 is the least", high)
    tap.ok(report.verdict(targets.judge(hugo, None)) == "not measured", "no figure is no verdict")


def unequal(base):
    want = equal.wanted(["a"], ["entry"], ["field-0"])
    tap.ok(len(want) == 6 and "roles/a/entry/index.html" in want, "the pages that all are to make", want)
    for name in ("rolecast", "Hugo", "Zola"):
        for page in want:
            write(f"{base}/{name}/{page}", f"<p>Fifty  hours &amp; more</p>{'<b></b>' * 100}" + "\n" * (name == "Hugo"))
    write(f"{base}/rolecast/skills/index.html", "more")
    write(f"{base}/Zola/404.html", "more")
    folders = {name: f"{base}/{name}" for name in ("rolecast", "Hugo", "Zola")}

    def faults(path, text):
        """What is found with one file of Zola's otherwise; None takes it away."""
        before = read(f"{base}/Zola/{path}") if os.path.exists(f"{base}/Zola/{path}") else None
        write(f"{base}/Zola/{path}", text) if text is not None else os.remove(f"{base}/Zola/{path}")
        found = equal.compare(folders, want, ("rolecast",))[0]
        write(f"{base}/Zola/{path}", before) if before is not None else os.remove(f"{base}/Zola/{path}")
        return found

    page = "roles/a/index.html"
    text = read(f"{base}/Zola/{page}")
    found, sums = equal.compare(folders, want, ("rolecast",))
    tap.ok(not found and sums["rolecast"]["more_pages"] == 1 and sums["Hugo"]["pages"] == 6, "equal pages are equal", found)
    tap.ok(faults(page, None)[0] == f"Zola lacks 1 of 6 pages, such as {page}", "a page that lacks", faults(page, None))
    tap.ok(faults("x/index.html", "x") == ["Zola has 1 pages too many, such as x/index.html"], "a page too many")
    larger = faults(page, text + " " * (len(text) // 11))
    tap.ok(not larger, "9 % more bytes are allowed", larger)
    larger = faults(page, text + " " * (len(text) // 8))
    tap.ok(len(larger) == 1 and f"more than a tenth, such as {page}" in larger[0], "12 % more bytes of one page", larger)
    tap.ok(any("in size by more than a tenth: {" in fault for fault in faults(page, text * 2)), "far more bytes of all pages",
           faults(page, text * 2))
    tap.ok(faults(page, text.replace("Fifty", "Sixty")) == [f"1 pages differ in their words, such as {page}"], "other words")


def peer_content(base):
    peers.make_sites(BINARY, base, PEER_ROLES)
    want = peers.wanted(PEER_ROLES)
    made = equal.pages(f"{base}/rolecast-out")
    tap.ok(want <= made.keys(), "the theme of the comparison makes the pages", want - made.keys())
    for name, pages in (("hugo", PEER_ROLES), ("zola", PEER_ROLES * (1 + len(LEVELS)))):
        texts = [read(os.path.join(at, file)) for at, _, files in os.walk(f"{base}/{name}/content") for file in files
                 if at.find("/roles/role-") > 0 or file.startswith("role-")]
        tap.ok(len(texts) == pages and not any("[@" in text or "[=" in text for text in texts),
               f"{name}: a file a page, no marks that only rolecast knows", len(texts))
    reckoned = json.loads(read(f"{base}/hugo/data/reckoned.json"))
    tap.ok(reckoned["role-1"] == json.loads(read(f"{base}/zola/reckoned/role-1.json"))
           and len(reckoned["role-1"]["levels"]) == len(LEVELS), "both get the same reckoned figures")


def fake(base, name, drop=""):
    """A program that makes just the pages wanted, as rolecast made them, but DROP."""
    out = f"{base}/{name.lower()}-out"
    script = "".join(f"mkdir -p {out}/{os.path.dirname(page)}; cp {base}/rolecast-out/{page} {out}/{page}\n"
                     for page in sorted(peers.wanted(PEER_ROLES)) if page != drop)
    return peers.Program(["sh", "-ec", script])


def contest(base):
    own, want = peers.programs(BINARY, "", base)["rolecast"], peers.wanted(PEER_ROLES)
    lost = "roles/role-1/lead/index.html"
    empty = {name: peers.Program(["true"]) for name in ("rolecast", "Hugo", "Zola")}
    for drop, faults in (("", []), (lost, [f"Zola lacks 1 of {len(want)} pages, such as {lost}"])):
        for name in ("hugo", "zola"):
            shutil.rmtree(f"{base}/{name}-out", ignore_errors=True)
        every = {"rolecast": own, "Hugo": fake(base, "Hugo"), "Zola": fake(base, "Zola", drop)}
        found = peers.contest(every, empty, base, PEER_ROLES, 2)
        tap.ok(found["faults"] == faults and found["programs"]["Hugo"]["pages"] == len(want)
               and found["to_rolecast"]["Hugo"]["wall"] > 0,
               "a page that lacks is told of" if drop else "equal programs are compared", found)
    return found


def loud(base, found):
    """A result with unequal pages: told on stderr, no figure of it, and not a success."""
    class Args:
        peers, peer_roles, runs, binary, json = "root", PEER_ROLES, 1, BINARY, None
    before, peers.measure = peers.measure, lambda *_: found
    part, figures = lines.others(Args, base)
    peers.measure = before
    tap.ok(part == found and figures == {}, "unequal pages give no figures", figures)
    shown = "\n".join(report.peers_lines({"versions": {"Hugo": "0", "Zola": "0"}, **found}))
    tap.ok(f"NOT EQUAL: {found['faults'][0]}" in shown and "Hugo takes " in shown, "the table says so", shown)
    result = {"machine": {}, "binary": {}, "parts": {"peers": part}, "targets": []}
    module = door()
    module.lines.measure, module.report.lines = lambda *_: result, lambda _: ["# a table"]
    tap.ok(module.run_all(Args, base) == 1, "nor is it a success")


with folder() as base:
    every_line(base)
with folder() as base:
    quick_use(base)
with folder() as base:
    unequal(base)
with folder() as base:
    peer_content(base)
    loud(base, contest(base))
verdicts()
tap.end()

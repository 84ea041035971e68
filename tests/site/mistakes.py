#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Thirty different mistakes in ten files are thirty located complaints in one run, and nothing is written."""
import os
import re

from helpers import Tap, build, folder, make_site, picture

HEAD = "---\ntitle: Nurse\ncategory: technology\nupdated: 2026-01-02\n"
TASK = "tasks:\n  - {task: Watch over patients, exposure: 20}\n"

# file → text and how many mistakes it holds
FILES = {
    "roles/m1.md": (HEAD + "tagline: one: two\n" + TASK + "---\n", 1),                        # 1 syntax
    "roles/m2.md": (HEAD + "titel: x\nicon: [a]\nsoc: 15\npublish_on: 2026-02-30\n" + TASK + "---\n", 4),
    "roles/m3/index.md": (HEAD + "related: [nobody]\n---\n# Title\n\n[@nothing]\n\n[=rsk]\n", 4),
    "roles/m3/tasks.yaml": ("- {task: A, exposure: 101}\n- {task: B, exposure: {value: 5, low: 9, high: 9}}\n"
                            "- {task: C, exposre: 3}\n- {task: A, exposure: 5}\n", 4),
    "roles/m3/skills.yaml": ("- {skill: A, group: vulnerible, why: B}\n- {skill: B, group: learn}\n", 2),
    "roles/m3/pay.yaml": ("- {country: UK, currency: USD, level: senoir, amount: x, per: year, as_of: 2024, "
                          "source: bls-oews-2021}\n", 3),
    "roles/m4.md": (HEAD + "tasks:\n  - {task: A, exposure: 5, time: 3}\n  - {task: B, exposure: 5}\n---\n"
                    "[a](../nowhere.md)\n\n![b](none.png)\n\n> [!NOT]\n> x\n", 4),
    "articles/m5.md": ("---\ntitle: A\ndek: B\nauthor: C\ndate: today\nroles: [electrican]\n---\n| a |\n|---|\n| 1 | 2 |\n", 3),
    "pages/m6.md": ("---\ntitle: A\nmenu: -1\n---\n[=risk]\n\n[@a b]\n", 3),
    "pages/M7.md": ("---\ntitle: A\n---\n", 1),
    "stray.md": ("x\n", 1),
}

tap = Tap()
with folder() as base:
    site = f"{base}/site"
    make_site(site)
    build(site)
    before = picture(f"{site}/public")
    total = 0
    for name, (text, count) in FILES.items():
        os.makedirs(os.path.dirname(f"{site}/content/{name}"), exist_ok=True)
        with open(f"{site}/content/{name}", "w", encoding="utf-8") as file:
            file.write(text)
        total += count
    done = build(site)
    located = re.findall(r"^content/(\S+?):\d+:\d+: error: ", done.stderr, re.MULTILINE)
    tap.ok(total == 30 and len(located) == 30, f"thirty mistakes, {len(located)} located complaints", done.stderr)
    for name, (_, count) in FILES.items():
        tap.ok(located.count(name) == count, f"{count} in {name}, told {located.count(name)}")
    tap.ok(len(re.findall(r"error: ", done.stderr)) == len(located), "no complaint without a place")
    tap.ok(done.returncode == 1, "status 1")
    tap.ok(picture(f"{site}/public") == before, "the output is as it was")
tap.end()

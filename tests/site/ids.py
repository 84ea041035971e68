#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""No heading, whatever it is called, gets an id that a page uses for something else: what the theme's templates and scripts
hold is gathered here, so that an id that comes to it has to be reserved in src/format/markdown_id.c, too."""
import collections
import glob
import re
import subprocess

from helpers import BINARY, ROOT, Tap, build, folder, make_site, read, write

# What ids that are put together come to, by how they are written: in every text, and in those of roles.
MADE = {"{{anchor}}": ["source-1", "source-12", "faq-1", "faq-2-will-it"], "task-{{id}}": [], "`level-${roles.indexOf(role)}`": ["level-0"], "id": [],
        "`${input.id}-list`": ["search-box-list"], "`scan-task-${i}`": ["scan-task-7"], "`${input.id}-${i}`": ["search-box-3"]}
OF_ROLES = ["task-transcript", "forecast-drafts"]
FREE = {"Introduction": "introduction", "Section 4": "section-4", "Source code": "source-code", "Source 1 again": "source-1-again", "Task list": "task-list",
        "Forecast": "forecast", "Main points": "main-points", "FAQ": "faq", "Level": "level"}


def gathered():
    found = set()
    for path in glob.glob(f"{ROOT}/themes/**/*.mustache", recursive=True):
        found |= set(re.findall(r'(?<![-\w])id="([^"]*)"', read(path)))
    for path in glob.glob(f"{ROOT}/themes/**/*.js", recursive=True):
        found |= {word.strip('"') for word in re.findall(r"\.id = ([^;]*);", read(path))}
        found |= set(re.findall(r"option\(entry, (`[^`]*`)\)", read(path)))
    return found


def heading_ids(text):
    return re.findall(r'<h\d id="([^"]*)"', text)


def doubles(text):
    return [each for each, count in collections.Counter(re.findall(r'(?<![-\w])id="([^"]*)"', text)).items() if count > 1]


def check_engine(tap):
    theme = gathered()
    plain = {each for each in theme if not re.search(r"\W", each.replace("-", ""))} - MADE.keys()
    tap.ok(len(plain) > 50 and theme - plain <= MADE.keys(), "all ids of the theme are known", sorted(theme - plain - MADE.keys()))
    taken = sorted(plain.union(*MADE.values()))
    text = "".join(f"## {each.replace('-', ' ').capitalize()}\n\n" for each in taken for _ in range(2))
    given = heading_ids(subprocess.run([BINARY, "markdown"], input=text, capture_output=True, text=True, check=True).stdout)
    tap.ok(len(given) == 2 * len(taken) == len(set(given)) and not set(given) & set(taken), "no heading gets one of them", sorted(set(given) & set(taken)))
    given = heading_ids(subprocess.run([BINARY, "markdown"], input="## Source\n## Source\n## Source\n## Main\n## Main 2\n## Main\n", capture_output=True,
                                       text=True, check=True).stdout)
    numbers = [f"source-{number}" for number in range(1, 9)]
    tap.ok(given[0] == "source" and len(set(given)) == 6 and not {"main", *numbers} & set(given), "nor does one that is there twice", given)
    given = heading_ids(subprocess.run([BINARY, "markdown"], input="".join(f"## {each}\n" for each in FREE), capture_output=True, text=True, check=True).stdout)
    tap.ok(given == list(FREE.values()), "all others are called as they were", given)


def check_site(tap, base):
    site = f"{base}/site"
    make_site(site)
    headings = [each.replace("-", " ").capitalize() for each in gathered().union(*MADE.values(), OF_ROLES) if not re.search(r"\W", each.replace("-", ""))]
    more = "".join(f"\n## {each}\n\nWords.\n" for each in sorted(headings))
    for path in ("roles/court-reporter.md", "articles/why-the-same-job-gets-47-and-7.md", "pages/about.md", "pages/methodology.md"):
        write(f"{site}/content/{path}", read(f"{site}/content/{path}") + more)
    done = build(site)
    tap.ok(done.returncode == 0, "a site of such headings is built", done.stderr[-2000:])
    bad = {path: doubles(read(path)) for path in glob.glob(f"{site}/public/**/*.html", recursive=True)}
    tap.ok(len(bad) > 20 and not any(bad.values()), "no page has an id twice", {path[len(site):]: each for path, each in bad.items() if each})
    role = read(f"{site}/public/roles/court-reporter/index.html")
    tap.ok('id="task-transcript"' in role and role.count('id="heading-task-transcript"') == 1 and 'id="scan-data"' in role, "ids of tasks stay those of tasks")


tap = Tap()
check_engine(tap)
with folder() as base:
    check_site(tap, base)
tap.end()

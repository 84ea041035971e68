#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The example site keeps what it promises its readers: each profession whole, judged within published ratings or with a
reason, paid in several countries, nothing said twice, and all of it small."""
import glob
import html
import json
import os
import re
import subprocess

from helpers import BINARY, ROOT, Tap, build, folder, make_site, read, spearman

LEVELS = 4
GROUPS = ("vulnerable", "resilient", "learn")
# What could not be found for a profession: an ISCO unit group of its name, pay in a third country.
NOT_FOUND = {"court-reporter": ("codes", "pay in three countries")}


def words(text):
    text = re.sub(r"<pre.*?</pre>|<sup.*?</sup>", " ", text, flags=re.DOTALL)
    return len(re.findall(r"\w[\w’'-]*", html.unescape(re.sub(r"<[^>]+>", " ", text))))


def body_of(path):
    return read(path).split("---\n", 2)[2]


def weeks(data):
    """The share of each task in permille, a tuple a level."""
    return [tuple(level["permille"]) for level in data["inputs"]["levels"]]


def missing(slug, data):
    """What a profession lacks, in words."""
    role, tasks = data["role"], data["assessment"]["tasks"]["items"]
    items = lambda key: role.get(key, {}).get("items", [])
    wanted = {
        "codes": bool(role.get("soc") and role.get("isco")),
        "8 to 12 tasks": 8 <= len(tasks) <= 12,
        "a rationale and a source for each task": all(t.get("rationale") and t.get("notes") for t in tasks),
        "bounds": all(t["exposure_low"] < t["exposure_high"] for t in tasks),
        "a week of its own at each level": len(set(weeks(data))) == LEVELS,
        "hours that somebody wrote": not any("modelled" in str(level.get("note", "")) for level in data["levels"]),
        "skills of three groups": all(role["skills"].get(group, {}).get("items") for group in GROUPS),
        "three forecasts with a last day": sum("to_iso" in one for one in items("timeline")) >= 3,
        "products with their day and source": bool(items("agents")) and all(a.get("as_of") and a["notes"] for a in items("agents")),
        "pay in three countries": len({one["country_code"] for one in items("pay")}) >= 3,
        "four steps": len(items("steps")) >= 4,
        "a table of then and now": len(items("comparison")) >= 4,
        "four interview questions": len(items("interview")) >= 4,
        "five questions of its own": len(items("faq")) >= 6,
        "an overview of 250 words": words(data["body"]) >= 250,
        "prose for two levels": sum(words(level.get("body", "")) >= 60 for level in data["levels"]) >= 2,
        "published measures beside it": len(items("benchmarks")) == 3,
    }
    return [what for what, there in wanted.items() if not there and what not in NOT_FOUND.get(slug, ())]


def human(data):
    return next(float(one["value"]) for one in data["role"]["benchmarks"]["items"] if one["id"] == "eloundou-human")


def cites(data, source):
    """Whether the overview has a note to a source."""
    numbers = [one["number"] for one in data["role"]["sources"]["items"] if one["id"] == source]
    return any(f'"#source-{number}"' in data["body"] for number in numbers)


def check_roles(tap, public):
    roles = {os.path.basename(path)[:-5]: json.loads(read(path)) for path in glob.glob(f"{public}/api/v1/roles/*.json")}
    tap.ok(len(roles) >= 24, "twenty-four professions", len(roles))
    tap.ok(len({data["role"]["category"] for data in roles.values()}) >= 8, "in eight fields")
    for slug, data in sorted(roles.items()):
        tap.ok(not missing(slug, data), f"{slug} is whole", missing(slug, data))
        ours = data["assessment"]["score"]["exposure"]["hundredths"] / 100
        far = abs(ours - 100 * human(data)) > 20
        tap.ok(not far or cites(data, "eloundou-data"), f"{slug}: {ours} against {100 * human(data):.2f} of 100 is near, or told of")
    exposure = [data["assessment"]["score"]["exposure"]["hundredths"] for data in roles.values()]
    rank = spearman(exposure, [human(data) for data in roles.values()])
    print(f"# rank correlation of exposure with the people's ratings: {rank:.2f} over {len(roles)} professions")
    tap.ok(rank > 0.5, "the order by exposure is roughly the people's", rank)


def check_articles(tap):
    articles = glob.glob(f"{ROOT}/content/articles/*.md")
    short = [path for path in articles if words(body_of(path)) < 900]
    tap.ok(len(articles) >= 6 and not short, "six articles of nine hundred words", short or len(articles))
    bare = [path for path in articles if "[@" not in body_of(path) or "|---" not in body_of(path)]
    tap.ok(not bare, "each with sources and a table", bare)


def main():
    tap = Tap()
    done = subprocess.run([BINARY, "-C", ROOT, "check", "--strict", "--as-of", "2026-11-21"], capture_output=True, text=True,
                          check=False)
    tap.ok(done.returncode == 0, "nothing to complain of, no sentence in two professions", done.stderr)
    with folder() as site:
        make_site(site, content=f"{ROOT}/content")
        tap.ok(build(site).returncode == 0, "it builds")
        check_roles(tap, f"{site}/public")
    check_articles(tap)
    size = sum(os.path.getsize(path) for path in glob.glob(f"{ROOT}/content/**", recursive=True) if os.path.isfile(path))
    tap.ok(size < 3_000_000, "and all of it is light", size)
    tap.end()


main()

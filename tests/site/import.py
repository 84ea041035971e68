#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""`rolecast import`: what is written loads again as what was read, whatever signs it holds; all of it or nothing; bad files
are told row by row; memory does not grow with the file. Published scores come out again, where their data lies beside the
checkout; those of an invented file always."""
import csv
import io
import json
import os
import re
import resource
import signal
import subprocess
import time
from fractions import Fraction

from helpers import BINARY, ROOT, Tap, folder, picture, read, write

PUBLISHED = os.environ.get("ROLECAST_PUBLISHED") or f"{ROOT}/../shared/data/eloundou"
ENVIRONMENT = {**{key: value for key, value in os.environ.items() if key != "SOURCE_DATE_EPOCH"},
               "ROLECAST_THEMES": f"{ROOT}/themes", "NO_COLOR": "1"}
SITE = """title: Invented work
base_url: https://work.example
categories:
  - {id: office, title: Office}
  - {id: air, title: Air, soc: ["00"]}
  - {id: kites, title: Kites, soc: ["00-0001"]}
"""
MAP = """title: Invented ratings
sources:
  kite-survey: {title: A survey of kites, publisher: Nobody, url: "https://kites.example/", published: 2026-05, licence: CC0}
columns: {role: title, code: code, task: task, exposure: rating}
values: {exposure: {none: 0, some: {value: 50, low: 20, high: 80}, out: skip}}
"""
HEAD = "code,title,task,rating\n"
ONE = HEAD + "00-0001.00,Kite Tuner,Tune kites,some\n"


def rolecast(site, *words, given=None, setup=None):
    return subprocess.run([BINARY, "-C", site, *words, "--as-of", "2026-11-21"] if words[0] != "schema" else [BINARY, *words],
                          input=given, capture_output=True, check=False, env=ENVIRONMENT, preexec_fn=setup,
                          stdin=subprocess.DEVNULL if given is None else None)


def make(base, name, text=ONE, map_text=MAP):
    site = f"{base}/{name}"
    write(f"{site}/content/site.yaml", SITE)
    write(f"{site}/file", text)
    write(f"{site}/map.yaml", map_text)
    return site


def import_(site, *words, **more):
    return rolecast(site, "import", *(words or ("file", "--map", "map.yaml")), **more)


def scores(site):
    done = rolecast(site, "score", "--json")
    return {one["role"]: one for one in json.loads(done.stdout) if one["baseline"]} if done.returncode == 0 else done.stderr.decode()


def api(site):
    done = rolecast(site, "build", "--no-cards", "--quiet", "--drafts")
    if done.returncode:
        return done.stderr.decode()
    return {name[:-5]: json.loads(read(f"{site}/public/api/v1/roles/{name}")) for name in os.listdir(f"{site}/public/api/v1/roles")}


def everything(site):
    return {os.path.join(at, name) for at, folders, names in os.walk(site) for name in folders + names}, picture(site)


def small_files():
    """The last role is too large for the disk."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))


def table(rows, **how):
    out = io.StringIO()
    csv.writer(out, lineterminator="\n", **how).writerows(rows)
    return out.getvalue()


tap = Tap()

# Signs that would be markup, or no text to YAML, come out as they went in.
SIGNS = ["yes", "null", "~", "1.0", "2026-11-21", "- x", "# x", "1. x", "2) x", "> x", "a: b", "a #b", "it's", 'say "so"', "[x](y) [@z] [=risk]",
         "*a* _b_ `c` ~~d~~", "a | b", "<b>&amp;</b>", "back\\slash \\* \\|", "! @ % & = + ?", "{a: b}", "🪁 kites", "Ünïcødé 文字", "TODO: rest", "{{x}}",
         "---", "...", ".", "'", '"', "a,b;c", "| pipe", "=== x", "&amp; &lt;"]
TITLES_OF_SIGNS = ["yes", 'Kite: #1 "Tuner"', *("K" * number + "字" * 30 for number in (1, 2, 3))] + [f"{text} Role {number}" for number, text in enumerate(SIGNS) if not text.startswith("TODO")]
with folder() as base:
    rows = [["code", "title", "task", "rating"]] + [["00-0001.00", "Kite Tuner", text, "40"] for text in SIGNS]
    rows += [[f"00-01{number:02}.00", title, "Count", "none"] for number, title in enumerate(TITLES_OF_SIGNS)]
    for name, words in (("folders", ()), ("one-file", ("--one-file",))):
        site = make(base, name, table(rows))
        done = import_(site, "file", "--map", "map.yaml", *words)
        roles = api(site)
        tap.ok(done.returncode == 0 and isinstance(roles, dict), f"{name}: any signs load", done.stderr.decode() + str(roles)[:500])
        roles = roles if isinstance(roles, dict) else {}
        tasks = [task["name_text"] for task in roles["kite-tuner"]["assessment"]["tasks"]["items"]] if roles else []
        tap.ok(tasks == SIGNS, f"{name}: tasks", [pair for pair in zip(tasks, SIGNS) if pair[0] != pair[1]])
        titles = {one["role"]["title"] for one in roles.values()}
        tap.ok(titles == {"Kite Tuner", *TITLES_OF_SIGNS}, f"{name}: titles", titles ^ {"Kite Tuner", *TITLES_OF_SIGNS})

# The file in other shapes gives the same roles.
    want = None
    body = [["00-0001.00", "Kite Tuner", "Tune, by ear", "some"], ["00-0002.00", "Cloud Clerk", 'File "old" clouds', "none"],
            ["00-0001.00", "Kite Tuner", "Count kites", "80"], ["00-0001.00", "Kite Tuner", "Rest", "out"]]
    all_rows = [["code", "title", "task", "rating"]] + body
    plain = table(all_rows)
    shapes = {"commas": plain, "tabs": table(all_rows, delimiter="\t"), "semicolons": table(all_rows, delimiter=";"), "all quoted": table(all_rows, quoting=csv.QUOTE_ALL),
              "CRLF": plain.replace("\n", "\r\n"), "lone CR": plain.replace("\n", "\r"), "a mark of byte order": "\ufeff" + plain,
              "no end of line": plain.rstrip("\n"), "empty lines": plain.replace("\n", "\n\n"), "rows in another order": table([all_rows[0], body[1], *body[:1], *body[2:]]),
              "rows twice": table(all_rows + body), "more columns": table([row + ["x", ""] for row in all_rows[:1]] + [row + ["y", ""] for row in body]),
              "empty cells at the end": table([row + ["", ""] if n else row for n, row in enumerate(all_rows)]), "empty rows": plain + ",,,\n" + " , ,,\n"}
    for name, text in shapes.items():
        site = make(base, "shape " + name, text)
        done = import_(site)
        seen = picture(f"{site}/content")
        want = want or seen
        tap.ok(done.returncode == 0 and seen == want, f"{name}: the same roles", done.stderr.decode())
    quoted = make(base, "newline", table([all_rows[0], ["00-0001.00", "Kite Tuner", "Tune\nkites\r\n\tby   ear", "some"]]))
    import_(quoted)
    tap.ok("task: Tune kites by ear\n" in read(f"{quoted}/content/roles/kite-tuner/tasks.yaml"), "line ends in cells become blanks")
    done = import_(make(base, "input"), "-", "--map", "map.yaml", given=plain.encode())
    tap.ok(done.returncode == 0 and picture(f"{base}/input/content") == want, "standard input", done.stderr)
    site = make(base, "text quotes", 'code\ttitle\ttask\trating\n00-0001.00\tKite Tuner\t"Tune" a 5" kite\tsome\n', MAP + "quotes: text\n")
    done = import_(site)
    tap.ok(done.returncode == 0 and '\\"Tune\\" a 5\\" kite' in read(f"{site}/content/roles/kite-tuner/tasks.yaml"), "quotes that are text", done.stderr)

# Categories: the longest prefix, the option, the first.
    site = make(base, "fields", HEAD + "00-0001.00,Kite Tuner,Tune,some\n00-0002.00,Cloud Clerk,File,some\n11-0001.00,Ladder Clerk,Climb,some\n")
    done = import_(site)
    fields = {slug: re.search("^category: (.*)$", read(f"{site}/content/roles/{slug}/index.md"), re.M)[1] for slug in os.listdir(f"{site}/content/roles")}
    tap.ok(fields == {"kite-tuner": "kites", "cloud-clerk": "air", "ladder-clerk": "office"}, "fields by prefix", fields)
    tap.ok(b"2 by their codes, 1 in the first (office)" in done.stderr, "fields are counted", done.stderr)
    done = import_(site, "file", "--map", "map.yaml", "--category", "air", "--force")
    tap.ok("category: air" in read(f"{site}/content/roles/ladder-clerk/index.md") and b"1 as --category says" in done.stderr, "fields by the option", done.stderr)
    done = import_(site, "file", "--map", "map.yaml", "--category", "ari", "--force")
    tap.ok(done.returncode == 1 and b"did you mean 'air'?" in done.stderr, "an unknown field", done.stderr)
    site = make(base, "field column", "title,task,rating,field\nKite Tuner,Tune,50,K\nCloud Clerk,File,50,Office\nRain Clerk,File,50,no\n",
                MAP.replace("code: code, ", "category: field, ").replace("values: {", "values: {category: {K: kites, no: skip}, "))
    done = import_(site)
    fields = {slug: re.search("^category: (.*)$", read(f"{site}/content/roles/{slug}/index.md"), re.M)[1] for slug in os.listdir(f"{site}/content/roles")}
    tap.ok(fields == {"kite-tuner": "kites", "cloud-clerk": "office"}, "fields by a column", str(fields) + done.stderr.decode())

# Numbers, scales, spreads, weights, reasons.
    site = make(base, "numbers", "title,task,e,el,eh,a,w,why,id\nKite Tuner,Tune,0.705,0.1,1,3,1.25,Ears *matter*,8823.0\nKite Tuner,Count,.5,0,0.5,1e0,10,,8824\n", """
title: Numbers
columns: {role: title, task: task, exposure: e, exposure_low: el, exposure_high: eh, autonomy: a, weight: w, rationale: why, task_id: id}
scale: {exposure: [0, 1], autonomy: [0, 5]}
spread: {autonomy: 30}
""")
    done = import_(site)
    text = read(f"{site}/content/roles/kite-tuner/tasks.yaml") if done.returncode == 0 else ""
    tap.ok("exposure: {value: 71, low: 10, high: 100}" in text and "autonomy: {value: 60, low: 30, high: 90}" in text
           and "autonomy: {value: 20, low: 0, high: 50}" in text and "time: 1.3\n" in text and 'rationale: "Ears \\\\*matter\\\\*"' in text
           and "id: task-8823\n" in text and 'refs: ["8823"]' in text, "numbers", text + done.stderr.decode())
    tap.ok(isinstance(scores(site), dict), "and they load", scores(site))
    done = import_(make(base, "many roles", "title,task,rating\n" + "".join(f"文字{'字' * n},Tune,some\n" for n in range(50)), MAP.replace("code: code, ", "")))
    tap.ok(done.returncode == 1 and done.stderr.count(b"[bad-slug]") == 20 and b"and 30 more" in done.stderr, "many roles of one fault", done.stderr.decode()[-300:])
    done = import_(make(base, "nothing", "title,task,rating,w\nKite Tuner,Tune,some,0\n", MAP.replace("code: code", "weight: w")))
    tap.ok(done.returncode == 1 and b"add up to nothing" in done.stderr, "weights that add up to nothing", done.stderr)

# Addresses.
    site = make(base, "alike", HEAD + "00-0001.00,C Tuner,Tune,some\n00-0002.00,C++ Tuner,Tune,some\n00-0003.00,D Tuner,Tune,some\n")
    done = import_(site)
    tap.ok(sorted(os.listdir(f"{site}/content/roles")) == ["c-tuner-00-0001-00", "c-tuner-00-0002-00", "d-tuner"] and b"alike" in done.stderr, "one address for two", done.stderr)
    site = make(base, "long", HEAD + "00-0001.00," + "Tuners of kites and " * 12 + ",Tune,some\n00-0002.00,文字,Tune,some\n")
    import_(site)
    slugs = sorted(os.listdir(f"{site}/content/roles"))
    tap.ok(slugs[0] == "00-0002-00" and slugs[1].startswith("tuners-of-kites") and len(slugs[1]) <= 80 and isinstance(scores(site), dict), "long titles, titles in other letters", slugs)

# Nothing is lost: what is there stays, or comes back.
    site = make(base, "again")
    import_(site)
    before = picture(f"{site}/content")
    done = import_(site)
    tap.ok(done.returncode == 0 and picture(f"{site}/content") == before and b"the same" in done.stderr, "the same once more changes nothing", done.stderr)
    write(f"{site}/file", ONE.replace("some", "80"))
    write(f"{site}/content/roles/kite-tuner/faq.md", "## Is it windy?\n\nOften.\n")
    before = picture(f"{site}/content")
    done = import_(site)
    tap.ok(done.returncode == 1 and picture(f"{site}/content") == before, "what is there is not overwritten", done.stderr)
    done = import_(site, "file", "--map", "map.yaml", "--force", "--dry-run")
    tap.ok(done.returncode == 0 and picture(f"{site}/content") == before and b"to write" in done.stderr, "--dry-run writes nothing", done.stderr)
    done = import_(site, "file", "--map", "map.yaml", "--force")
    after = picture(f"{site}/content")
    tap.ok(done.returncode == 0 and {path for path in before if before[path] != after.get(path)} == {"roles/kite-tuner/tasks.yaml"} and before.keys() == after.keys(),
           "--force replaces what an import wrote, and that alone", done.stderr)
    write(f"{site}/file", ONE)
    path = f"{site}/content/roles/kite-tuner/index.md"
    write(path, read(path).replace("# Written by", "# Once written by"))
    before = picture(f"{site}/content")
    done = import_(site, "file", "--map", "map.yaml", "--force", "--category", "air")
    tap.ok(done.returncode == 1 and picture(f"{site}/content") == before and b"its author's" in done.stderr, "--force leaves an author's role alone", done.stderr)
    done = import_(make(base, "other"), "file", "--map", "map.yaml", "--one-file")
    done = import_(f"{base}/other", "file", "--map", "map.yaml", "--force")
    tap.ok(done.returncode == 1 and b"would be the same role" in done.stderr, "a role in its other shape", done.stderr)
    site = make(base, "full")
    write(f"{site}/content/sources.yaml", "# Mine.\nmine: {title: Mine, publisher: Me, url: \"https://me.example/\", published: 2026}")
    many = HEAD + "".join(f"00-{n:04}.00,Kite Tuner {n},Tune the kite until it sings,some\n" for n in range(300))
    write(f"{site}/file", many + "00-0001.00,Kite Tuner 1," + "x" * 3000 + ",some\n")
    seen = everything(site)
    done = import_(site, setup=small_files)
    tap.ok(done.returncode == 3 and everything(site) == seen, "a write that fails leaves nothing", done.stderr)
    done = import_(site)
    sources = read(f"{site}/content/sources.yaml")
    tap.ok(done.returncode == 0 and sources.startswith("# Mine.\nmine: {title: Mine") and "\nkite-survey:\n" in sources and isinstance(scores(site), dict),
           "sources are put behind what is there", sources[:200] + done.stderr.decode())

# Killed while it writes: at once nothing is there, or (-9) the next import clears what is left.
    site = make(base, "killed", HEAD + "".join(f"00-{n:04}.00,Kite Tuner {n},Tune,some\n" for n in range(4000)))
    whole = make(base, "not killed", read(f"{site}/file"))
    import_(whole)
    for number in (signal.SIGTERM, signal.SIGKILL):
        before = picture(f"{site}/content")
        process = subprocess.Popen([BINARY, "-C", site, "import", "file", "--map", "map.yaml", "--as-of", "2026-11-21", "--quiet"], env=ENVIRONMENT, stderr=subprocess.DEVNULL)
        while process.poll() is None and len(os.listdir(f"{site}/content/roles") if os.path.exists(f"{site}/content/roles") else ()) < 200:
            time.sleep(0.001)
        process.send_signal(number)
        status = process.wait()
        left = {os.path.join(at, name) for at, folders, names in os.walk(f"{site}/content") for name in folders + names}
        if number == signal.SIGTERM:
            tap.ok(status == -number and left == {f"{site}/content/site.yaml"} and picture(f"{site}/content") == before, "asked to end, it undoes all", f"{status} {len(left)}")
        else:
            tap.ok(status == -number and any(".rolecast-new-" in path for path in left), "killed, it leaves something", f"{status} {len(left)}")
    done = import_(site)
    hidden = [path for path in everything(f"{site}/content")[0] if "/.rolecast-" in path]
    tap.ok(done.returncode == 0 and not hidden and picture(f"{site}/content") == picture(f"{whole}/content"), "the next import clears that", done.stderr.decode() + str(hidden[:3]))

# Bad files: one message each, status 1, nothing written.
    BAD = {
        "UTF-16": (ONE.encode("utf-16"), "iconv -f UTF-16"), "Latin-1": (ONE.replace("Tuner", "Café").encode("latin-1"), "iconv -f LATIN1"),
        "a Latin-1 heading": (ONE.replace("title", "títle").encode("latin-1"), "invalid-utf8"), "NUL": (ONE.replace("Tune ", "Tu\0ne").encode(), "control-character"),
        "a bell": (ONE.replace("Tune ", "Tu\7ne"), "control-character"), "a spreadsheet": (b"PK\x03\x04" + bytes(100), "spreadsheet"),
        "nothing": ("", "empty-table"), "blank lines": ("\n\n\r\n", "empty-table"), "headings alone": (HEAD, "empty-table"), "all left out": (ONE.replace("some", "out"), "empty-table"),
        "a short row": (ONE + "00-0001.00,x\n", "row 3 has 2 cells"), "a long row": (ONE + "00-0001.00,x,y,some,z\n", "row 3 has 5 cells"),
        "a stray quote": (ONE + '00-0001.00,Kite Tuner,a "b" c,some\n', "row 3, column 'task': a quote"), "an open quote": (ONE + '00-0001.00,"Kite Tuner,x,some\n' * 3, "has no end"),
        "an open quote in a long file": (ONE + '00-0001.00,"Kite Tuner,x,some\n' + "00-0001.00,Kite Tuner,x,some\n" * 60000, "has no end"),
        "a row of a megabyte": (ONE + "00-0001.00,Kite Tuner," + "x" * (1 << 20) + ",some\n", "too-large"), "a cell of pages": (ONE + "00-0001.00,Kite Tuner," + "x" * 5000 + ",some\n", "at most 4096"),
        "an unknown rating": (ONE.replace("some", "sume"), "did you mean 'some'?"), "a number outside": (ONE.replace("some", "101"), "outside the scale"),
        "a bad code": (ONE.replace("00-0001.00", "1-2"), "bad-code"), "no code": (ONE.replace("00-0001.00", ""), "bad-code"), "no title": (ONE.replace("Kite Tuner", " "), "column 'title': an empty cell"),
        "no task": (ONE.replace("Tune kites", ""), "column 'task': an empty cell"), "two titles": (ONE + "00-0001.00,Kite Master,Count,some\n", "another title than row 2"),
        "two judgements": (ONE + "00-0001.00,Kite Tuner,Tune kites,none\n", "says otherwise than row 2"), "a missing column": (ONE.replace("rating", "ratings"), "did you mean 'ratings'?"),
        "a column twice": (ONE.replace("code,", "task,", 1), "columns have the heading 'task'"), "201 tasks": (HEAD + "".join(f"00-0001.00,Kite Tuner,Tune {n},some\n" for n in range(201)), "'Kite Tuner' has more than 200 tasks"),
    }
    for name, (text, told) in BAD.items():
        site = make(base, "bad " + name, text)
        before = picture(site)
        done = import_(site)
        tap.ok(done.returncode == 1 and told.encode() in done.stderr and b"nothing was written" in done.stderr and picture(site) == before and len(done.stderr) < 20000,
               f"bad: {name}", done.stderr.decode(errors="replace")[:2000])
    site = make(base, "place", ONE + "\n" + '00-0001.00,Kite Tuner,"two\nlines",80\n' + "00-0001.00,Kite Tuner,Count,sume\n")
    tap.ok(b"file:6:29: error: row 4, column 'rating'" in import_(site).stderr, "lines are counted as an editor does", import_(site).stderr)
    site = make(base, "crlf", ONE.replace("\n", "\r\n") + "00-0001.00,Kite Tuner,Count,sume\r\n")
    tap.ok(b"file:3:29: error: row 3" in import_(site).stderr, "with CRLF too", import_(site).stderr)
    site = make(base, "all", ONE + "00-0001.00,Kite Tuner,Count,sume\n" * 1254)
    told = import_(site).stderr
    tap.ok(told.count(b": error: ") == 20 and b"and 1,234 more" in told, "twenty are told, the others counted", told[-300:])
    for words, status, told in ((("file",), 2, "--preset NAME or --map FILE"), (("file", "--map", "map.yaml", "--preset", "scores"), 2, "--preset NAME or --map FILE"), (("--map", "map.yaml"), 2, "wants a FILE"),
                                (("file", "--preset", "eloundou-humn"), 2, "did you mean 'eloundou-human'?"), (("gone", "--map", "map.yaml"), 3, "cannot read gone"), (("file", "--map", "gone.yaml"), 3, "cannot read gone.yaml"),
                                (("file", "--map", "map.yaml", "--set", "columns"), 2, "KEY=VALUE"), (("file", "--map", "map.yaml", "--set", "columns.exposure=ratng"), 1, "--set columns.exposure:1:1: error"),
                                (("file", "--map", "map.yaml", "--set", "title.x=y"), 1, "holds no keys"), ((".", "--map", "map.yaml"), 3, "cannot read"), (("file", "--map", "map.yaml", "--titles", "file"), 1, "'occupations' is missing")):
        done = import_(make(base, "words"), *words)
        tap.ok(done.returncode == status and told.encode() in done.stderr and not os.path.exists(f"{base}/words/content/roles"), " ".join(words), done.stderr)
    for name, twice in (("map.yaml", MAP + "title: Again\n"), ("content/site.yaml", SITE + "title: Again\n"),
                        ("content/sources.yaml", 'a: {title: A, publisher: A, url: "https://a.example/", published: 2026}\n' * 2)):
        site = make(base, "twice " + name)
        write(f"{site}/{name}", twice)
        before = everything(site)
        done = import_(site)
        tap.ok(done.returncode == 1 and b"given twice" in done.stderr and b"nothing was written" in done.stderr and everything(site) == before, f"a key twice in {name}: nothing is written", done.stderr)
    write(f"{base}/no site/file", ONE)
    write(f"{base}/no site/map.yaml", MAP)
    tap.ok(b"no-content" in import_(f"{base}/no site").stderr, "without a site")
    site = make(base, "wrong site")
    write(f"{site}/content/site.yaml", SITE + "titel: x\n")
    tap.ok(import_(site).returncode == 1, "site.yaml must be right")

# Drafts from O*NET's own files, as text with a file of titles and as the spreadsheet has it.
    STATEMENTS = ("O*NET-SOC Code\tTask ID\tTask\tTask Type\tIncumbents Responding\tDate\tDomain Source\r\n"
                  '00-0001.00\t1\tTune "loud" kites.\tCore\t55\t08/2026\tIncumbent\r\n00-0001.00\t2\tCount kites.\tn/a\tn/a\t08/2026\tAnalyst\r\n')
    TITLES = "O*NET-SOC Code\tTitle\tDescription\r\n00-0001.00\tKite Tuners\tTune kites.\r\n00-0002.00\tCloud Clerks\tFile clouds.\r\n"
    site = make(base, "onet", STATEMENTS)
    write(f"{site}/titles", TITLES)
    done = import_(site, "file", "--preset", "onet-tasks", "--titles", "titles")
    tap.ok(done.returncode == 0 and b"drafts    1, with 2 tasks" in done.stderr, "drafts", done.stderr)
    tap.ok(rolecast(site, "check", "--drafts").returncode == 0, "they load", rolecast(site, "check", "--drafts").stderr)
    text = read(f"{site}/content/roles/kite-tuners/index.md")
    write(f"{site}/content/roles/kite-tuners/index.md", text.replace("draft: true\n", ""))
    done = rolecast(site, "check")
    tap.ok(done.returncode == 1 and done.stderr.count(b"[unfinished]") == 4, "and cannot be published unjudged", done.stderr)
    sheet = make(base, "onet sheet", STATEMENTS.replace("Code\t", "Code\tTitle\t").replace("00\t", "00\tKite Tuners\t"))
    done = import_(sheet, "file", "--preset", "onet-tasks")
    tap.ok(done.returncode == 0 and read(f"{sheet}/content/roles/kite-tuners/tasks.yaml") == read(f"{site}/content/roles/kite-tuners/tasks.yaml"), "titles in the file itself", done.stderr)
    done = import_(make(base, "onet bare", STATEMENTS), "file", "--preset", "onet-tasks")
    tap.ok(done.returncode == 1 and b"--titles" in done.stderr, "without titles it says how to give them", done.stderr)

# A benchmark.
    site = make(base, "benchmark", 'soc,name,beta\n00-0001.00,"Kites, all",0.46\n00-0002.00,Clouds,\n00-0003.00,Rain,1\n')
    words = ("file", "--preset", "scores", "--set", "columns={code: soc, role: name, value: beta}", "--set", "benchmark.id=kites", "--set", "benchmark.title=Kites: exposed",
             "--set", "benchmark.url=https://kites.example/", "--set", "benchmark.licence=CC0")
    done = import_(site, *words)
    tap.ok(done.returncode == 0 and read(f"{site}/content/benchmarks/kites.csv") == 'code,title,value\n00-0001.00,"Kites, all",0.46\n00-0003.00,Rain,1\n', "a benchmark", done.stderr)
    tap.ok(import_(site, *words).returncode == 0, "the same once more")
    same = make(base, "benchmark again", 'soc,name,beta\n00-0001.00,A,0.5\n00-0001,A,0.5\n00-0002,=1+1,*\n00-0003,=1+1,0.25\n')
    done = import_(same, *words, "--set", "values.value={'*': skip}")
    tap.ok(done.returncode == 0 and read(f"{same}/content/benchmarks/kites.csv") == "code,title,value\n00-0001.00,A,0.5\n00-0003,'=1+1,0.25\n"
           and b"1 that the map leaves out, 1 that say" in done.stderr, "the same value twice, cells that are no value", done.stderr)
    tap.ok(rolecast(same, "check").stderr.count(b"error") == 0, "it loads", rolecast(same, "check").stderr)
    write(f"{same}/file", 'soc,name,beta\n00-0001.00,A,0.5\n00-0001,A,0.6\n00-0002,B,"1,364"\n')
    told = import_(same, *words).stderr
    tap.ok(b"gives '00-0001' another value than row 2" in told and b"nothing between their thousands" in told, "a code that says two things, a number with thousands", told)
    done = import_(same, *words, "--set", "values.value={'*': 5}")
    tap.ok(done.returncode == 1 and b"can only be left out" in done.stderr, "a cell cannot stand for a value", done.stderr)
    write(f"{same}/file", "soc,name,beta\n00-0001,A,5\n")
    done = import_(same, *words, "--force", "--set", "benchmark.scale=[0, 10]")
    tap.ok(done.returncode == 1 and b"[entry-differs]" in done.stderr and b"0.25" in read(f"{same}/content/benchmarks/kites.csv").encode(), "another scale is another measure", done.stderr)
    write(f"{same}/file", "soc,name,beta\n00-0001,A,0.75\n")
    write(f"{same}/content/benchmarks/kites.csv", "soc,mine\n00-0001,1\n")
    done = import_(same, *words, "--force")
    tap.ok(done.returncode == 1 and b"its author's" in done.stderr and "mine" in read(f"{same}/content/benchmarks/kites.csv"), "--force leaves an author's table alone", done.stderr)
    write(f"{same}/file", "soc,name,beta\n00-0001,A,\n00-0002,A,\n00-0003,A,*\n")
    done = import_(same, *words, "--set", "values.value={'*': skip}")
    tap.ok(done.returncode == 1 and b"of its 3 rows 2 have no value, and the map leaves 1 out" in done.stderr, "why no row can be used", done.stderr)
    tap.ok(b"[empty-table]" not in import_(same, ".", "--map", "map.yaml").stderr, "a folder is said to be one, and no more")
    write(f"{site}/roles.csv", ONE)
    import_(site, "roles.csv", "--map", "map.yaml")
    roles = api(site)
    tap.ok(isinstance(roles, dict) and "0.46" in json.dumps(roles["kite-tuner"]), "stands beside a role of its code", roles if isinstance(roles, str) else "")
    for old, new, told in (("00-0003.00", "00-0001.00", "another value than row 2"), (",1\n", ",2\n", "outside the scale"), (",1\n", ",x\n", "a number is wanted")):
        write(f"{site}/file", read(f"{site}/file").replace(old, new, 1) if old in read(f"{site}/file") else "")
        done = import_(site, *words, "--force")
        tap.ok(done.returncode == 1 and told.encode() in done.stderr, f"a benchmark's row: {told}", done.stderr)
        write(f"{site}/file", 'soc,name,beta\n00-0001.00,"Kites, all",0.46\n00-0002.00,Clouds,\n00-0003.00,Rain,1\n')

# Presets print as the maps that they are, and such a map does the same.
    for name in ("eloundou-human", "eloundou-gpt4", "onet-tasks", "scores"):
        done = import_(base, "--preset", name, "--print-map")
        tap.ok(done.returncode == 0 and done.stdout.decode() == read(f"{ROOT}/src/command/import/{name}.yaml"), f"{name} prints its map")

# A long stream takes no more memory than a short one.
    stream = make(base, "stream", "")
    peaks = []
    block = "".join(f"00-{n:04}.00,Kite Tuner {n},Tune the kite number {m} until it sings,some\n" for n in range(50) for m in range(20)).encode()
    for blocks in (20, 600):
        process = subprocess.Popen([BINARY, "-C", stream, "import", "-", "--map", "map.yaml", "--dry-run"], stdin=subprocess.PIPE, stderr=subprocess.PIPE,
                                   env={**ENVIRONMENT, "ASAN_OPTIONS": "quarantine_size_mb=1"})
        process.stdin.write(HEAD.encode())
        for _ in range(blocks):
            process.stdin.write(block)
        process.stdin.close()
        told = process.stderr.read().decode()
        _, status, usage = os.wait4(process.pid, 0)
        peaks.append(usage.ru_maxrss)
        tap.ok(status == 0 and f"{1000 * blocks:,}" in told, f"a stream of {len(block) * blocks >> 20} MB", told)
    tap.ok(peaks[1] < peaks[0] + 4096, "memory does not grow with it", peaks)


# The β of each occupation, and α to γ as its range.
def halved_up(number):
    return (2 * number.numerator + number.denominator) // (2 * number.denominator)


def worked_out(path, column):
    """Exposure by the paper's arithmetic, in hundredths, as fractions: code → (low, value, high)."""
    sums = {}
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            weight = 2 if row["Task Type"] == "Core" else 1
            low, value, high = {"E0": (0, 0, 0), "E1": (2, 2, 2), "E2": (0, 1, 2)}[row[column]]
            old = sums.setdefault(row["O*NET-SOC Code"], [0, 0, 0, 0])
            sums[row["O*NET-SOC Code"]] = [old[0] + weight, old[1] + weight * low, old[2] + weight * value, old[3] + weight * high]
    return {code: tuple(Fraction(10000 * part, 2 * all_[0]) for part in all_[1:]) for code, all_ in sums.items()}


def of_program(site):
    found = scores(site)
    return found if isinstance(found, str) else {one["soc"]: tuple(one["hundredths"][key] for key in ("exposure_low", "exposure", "exposure_high")) for one in found.values()}


INVENTED = """\tO*NET-SOC Code\tTask ID\tTask\tTask Type\tTitle\thuman_exposure_agg\tgpt4_exposure\tgpt4_automation
0\t00-0001.00\t1.0\tTune the lanterns of the harbour by ear.\tCore\tLantern Tuners (invented)\tE0\tE0\tT0
1\t00-0001.00\t2.0\tWrite down which lantern "hums".\tCore\tLantern Tuners (invented)\tE1\tE1\tT4
2\t00-0002.00\t5.0\tCount clouds.\tCore\tCloud Clerks (invented)\tE2\tE2\tT2
3\t00-0001.00\t3.0\tAnswer letters about dim lanterns.\tSupplemental\tLantern Tuners (invented)\tE2\tE1\tT3
4\t00-0001.00\t4.0\tCarry the ladder.\t\tLantern Tuners (invented)\tE0\tE2\tT1
"""
with folder() as base:
    write(f"{base}/invented.tsv", INVENTED.replace('"hums"', '"hums"').replace('Write down which lantern "hums".', '"Write down which lantern ""hums""."'))
    for preset, column in (("eloundou-human", "human_exposure_agg"), ("eloundou-gpt4", "gpt4_exposure")):
        site = make(base, preset)
        done = import_(site, f"{base}/invented.tsv", "--preset", preset)
        want = {code: tuple(map(halved_up, three)) for code, three in worked_out(f"{base}/invented.tsv", column).items()}
        tap.ok(done.returncode == 0 and of_program(site) == want, f"invented ratings: {preset}", f"{of_program(site)} {want} {done.stderr.decode()}")
        tap.ok(want["00-0002.00"] == (0, 5000, 10000) and want["00-0001.00"] == ((3333, 4167, 5000) if preset == "eloundou-human" else (5000, 5833, 6667)),
               f"{preset}: worked by hand", want)
        risk = scores(site)["cloud-clerks-invented"]["hundredths"]
        tap.ok((risk["risk_low"], risk["risk"], risk["risk_high"]) == (0, 2500, 7500), f"{preset}: autonomy 25 either side", risk)

if not os.path.exists(f"{PUBLISHED}/full_labelset.tsv"):
    print("# the published ratings are not here: left out")
else:
    with folder() as base:
        with open(f"{PUBLISHED}/occ_level.csv", encoding="utf-8", newline="") as file:
            published = {row["O*NET-SOC Code"]: row for row in csv.DictReader(file)}
        for preset, column, prefix in (("eloundou-human", "human_exposure_agg", "human_rating"), ("eloundou-gpt4", "gpt4_exposure", "dv_rating")):
            site = make(base, preset)
            done = import_(site, os.path.abspath(f"{PUBLISHED}/full_labelset.tsv"), "--preset", preset)
            ours, exact = of_program(site), worked_out(f"{PUBLISHED}/full_labelset.tsv", column)
            tap.ok(done.returncode == 0 and len(ours) == 923 and ours.keys() == published.keys(), f"{preset}: 923 occupations", done.stderr)
            wrong = [(code, ours.get(code), row) for code, row in published.items() if ours.get(code) != tuple(map(halved_up, exact[code]))]
            tap.ok(not wrong, f"{preset}: exposure and its range, by exact fractions", wrong[:3])
            # What is printed there is the binary number nearest to the fraction: the two are the same figure.
            far = [(code, name) for code, row in published.items() for name, part in zip(("alpha", "beta", "gamma"), exact[code])
                   if abs(float(row[f"{prefix}_{name}"]) - float(part / 10000)) > 1e-12]
            tap.ok(not far, f"{preset}: the fractions are what was published", far[:3])
            ties = sum(part.denominator == 2 for three in exact.values() for part in three)
            print(f"# {preset}: {ties} of {3 * len(exact)} figures lie between two hundredths; all are rounded up")
tap.end()

# SPDX-License-Identifier: MIT
"""Every limit: what lies at its edge is taken, what lies one beyond is refused in its place, and what lies far beyond
is refused soon and in little memory. docs/limits.md says what the code says."""
import glob
import json
import os
import re
import resource
import subprocess

from helpers import BINARY, PATIENCE, ROOT, Tap, folder, read, write

MOST_MEMORY, MOST_SECONDS = 1500 << 20, 60
IS_WATCHED = PATIENCE > 1 or b"__asan_init" in open(BINARY, "rb").read()  # sanitizers reserve far more than they use
SITE = "title: S\nbase_url: https://s.example\ncards: false\ncategories: [{id: office, title: Office}]\n"
TASK = "{task: Sort letters, exposure: 60}"
KB, MB = 1 << 10, 1 << 20

# Enums that are limits of what a site may hold, and where docs/limits.md shows them.
ENUMS = {"INPUT_MAX_BYTES": "256 MB", "MARKDOWN_MAX_BYTES": "256 KB", "YAML_MAX_BYTES": "4 MB", "EDITION_MAX_BYTES": "64 MB", "THEME_MAX_BYTES": "16 MB",
         "MUSTACHE_MAX_BYTES": "1 MB", "YAML_MAX_DEPTH": "64", "MARKDOWN_MAX_DEPTH": "64", "MUSTACHE_MAX_DEPTH": "64", "FS_MAX_DEPTH": "32",
         "YAML_MAX_NODES": "4 million", "MUSTACHE_MAX_OUTPUT": "256 MB", "MUSTACHE_MAX_STEPS": "256 million", "MARKDOWN_MAX_COLUMNS": "100",
         "SLUG_MAX": "80", "SCORE_MAX_TASKS": "200", "SCORE_MAX_TIME": "10,000", "SCORE_MAX_TILT": "33", "MOST_LEVELS": "12", "MOST_IN_MENU": "100",
         "MOST_IN_FOOTER": "100", "CSV_MAX_ROW": "1 MB", "IMPORT_MAX_CELL": "4,096 bytes", "IMPORT_MAX_KEPT": "256 MB", "DIAG_MOST_ALIKE": "100", "DIAG_MOST_SOUGHT": "2,000",
         "CSV_MOST_TOLD": "20", "SITEMAP_MOST": "50,000", "GUESTS_MOST": "2,000", "GUESTS_MOST_OF_ONE": "256", "GUESTS_MOST_DOCUMENTS": "250",
         "LIVE_MOST": "256", "LIVE_MOST_OF_ONE": "64"}
# Those that only say how much of something is shown, or how large a table in the program is.
OTHERS = {"MOST_SAFER", "MOST_NEAREST", "LONGEST_TITLE", "LONGEST_DESCRIPTION", "LEDGER_MOST", "REFERENCE_MAX_RECORDS", "MOST_VALUES", "MOST_EXAMPLES",
          "SCORE_MOST_STEPS", "VALUE_MANY_PAIRS"}


def shown(name, value):
    if name == "SCORE_MAX_TIME":
        value //= 10
    if name in ("YAML_MAX_NODES", "MUSTACHE_MAX_STEPS"):
        return f"{value >> 20} million"
    if name == "IMPORT_MAX_CELL":
        return f"{value:,} bytes"
    unit = "MB" if value >= MB else "KB" if value >= 64 * KB and name != "SITEMAP_MOST" else ""
    return f"{value // (MB if unit == 'MB' else KB)} {unit}" if unit else f"{value:,}"


def enums():
    found = {}
    for path in glob.glob(f"{ROOT}/include/**/*.h", recursive=True):
        for name, value in re.findall(r"\b([A-Z_]*(?:MAX|MOST|LARGEST|LONGEST)[A-Z_]*) = ([^,}/\n]+)", read(path)):
            found[name] = value.strip()
    return found


def check_docs(tap):
    text, found, wrong = read(f"{ROOT}/docs/limits.md"), enums(), []
    wrong += [f"{name} is in neither table of this test" for name in found if name not in ENUMS and name not in OTHERS]
    for name, words in ENUMS.items():
        if not re.fullmatch(r"[\d <]+", found.get(name, "-")):
            wrong.append(f"{name} is gone: {found.get(name)}")
        elif shown(name, eval(found[name])) != words or words not in text:  # digits and << only
            wrong.append(f"{name}: {shown(name, eval(found[name]))}, the table has {words}, docs/limits.md {words in text}")
    ids = set(re.findall(r"\| `([a-z-]+)` \|$", text, re.M))
    wrong += [f"no diagnostic {each}" for each in ids if f'{{"{each}",' not in "".join(read(path) for path in glob.glob(f"{ROOT}/src/command/diagnostics_*.c"))]
    tap.ok(not wrong and len(ids) > 5, "docs/limits.md has every limit", "\n".join(wrong))


def role(front="", body="## A\n\nb\n", tasks=f"[{TASK}]"):
    return f"---\ntitle: Clerk\ncategory: office\nupdated: 2026-01-02\ntasks: {tasks}\n{front}---\n{body}"


def padded(text, size, pad):
    data = text.encode()
    return data + (pad.encode() * size)[:size - len(data)]


def clerk(**more):
    return {"content/roles/clerk.md": role(**more)}


def deep(depth):
    return "extra: " + "[" * depth + "]" * depth + "\n"  # two stand around it: the map, and what it is the value of


def past(count):
    return {"content/editions/1.yaml": "edition: '1'\ndate: 2026-01-01\nroles:\n- role: clerk\n  title: Clerk\n  levels:\n"
            + "".join(f"  - {{level: l{i}, risk: 1, exposure: 1}}\n" for i in range(count))}


def levels(count):
    return SITE + "levels:\n" + "".join(f"- {{id: l{i}, label: L{i}, baseline: {'true' if i == 0 else 'false'}}}\n" for i in range(count))


def quoted(depth):
    return ">" * depth + "a\n\n> \u2014 b\n"


def table(columns):
    return f"{'|a' * columns}|\n{'|-' * columns}|\n{'|b' * columns}|\n"


def nested(depth, site=SITE):
    """Templates that call the next one, each once."""
    files = {f"themes/x/partials/p{i}.mustache": f"{{{{>p{i + 1}}}}}\n" for i in range(depth)}
    return {**files, f"themes/x/partials/p{depth}.mustache": "end\n", "themes/x/templates/home.mustache": "{{<default/home}}{{/default/home}}{{>p0}}\n",
            "content/site.yaml": site + "theme: [x, default]\n"}


def laughs(text, depth=40):
    """Each calls the next one twice."""
    files = {f"t/p{i}.mustache": f"{{{{>p{i + 1}}}}}{{{{>p{i + 1}}}}}" for i in range(depth)}
    return {**files, f"t/p{depth}.mustache": text, "t/d.yaml": "a: [1, 2]\n"}


def sized(path, size, text="", pad="\n"):
    return {path: padded(text, size, pad)}


MARKDOWN = "content/roles/clerk.md"
# what, at the edge, beyond it, which diagnostic, where
CASES = [
    ("a Markdown file", sized(MARKDOWN, 256 * KB, role()), sized(MARKDOWN, 256 * KB + 1, role()), "too-large", f"{MARKDOWN}:1:1"),
    ("a YAML file", sized("content/sources.yaml", 4 * MB), sized("content/sources.yaml", 4 * MB + 1), "too-large", "content/sources.yaml:1:1"),
    ("site.yaml", sized("content/site.yaml", 4 * MB, SITE), sized("content/site.yaml", 4 * MB + 1, SITE), "too-large", "content/site.yaml:1:1"),
    ("nesting of YAML", clerk(front=deep(63)), clerk(front=deep(64)), "too-deep", f"{MARKDOWN}:6:71"),
    ("nesting of quotes", clerk(body=quoted(62)), clerk(body=quoted(65)), "too-deep", f"{MARKDOWN}:7:1"),
    ("columns of a table", clerk(body=table(100)), clerk(body="|a|b|\n|-|-|\n" + "|c" * 103 + "|\n"), "table-columns", f"{MARKDOWN}:9:"),
    ("tasks of a role", clerk(tasks="[" + ", ".join(f"{{task: T{i}, exposure: 1}}" for i in range(200)) + "]"),
     clerk(tasks="[" + ", ".join(f"{{task: T{i}, exposure: 1}}" for i in range(201)) + "]"), "too-many-tasks", f"{MARKDOWN}:5:"),
    ("levels of a site", {"content/site.yaml": levels(12)}, {"content/site.yaml": levels(13)}, "levels", "content/site.yaml:18:"),
    ("pages that ask for a place in the menu", {f"content/pages/p{i:03}.md": f"---\ntitle: P{i}\nmenu: {i + 1}\n---\nText.\n" for i in range(100)},
     {f"content/pages/p{i:03}.md": f"---\ntitle: P{i}\nmenu: {i + 1}\n---\nText.\n" for i in range(101)}, "too-many", "content/pages/p100.md:3:"),
    ("places in the menu", {"content/site.yaml": SITE + "menus:\n" + "- {title: A, url: /roles/}\n" * 100},
     {"content/site.yaml": SITE + "menus:\n" + "- {title: A, url: /roles/}\n" * 101}, "too-many", "content/site.yaml:106:"),
    ("a slug", {f"content/roles/{'a' * 80}.md": role()}, {f"content/roles/{'a' * 81}.md": role()}, "bad-slug", f"content/roles/{'a' * 81}.md:1:1"),
    ("an id", clerk(tasks=f"[{{task: T, id: {'a' * 80}, exposure: 1}}]"), clerk(tasks=f"[{{task: T, id: {'a' * 81}, exposure: 1}}]"), "bad-id", f"{MARKDOWN}:5:"),
    ("levels of a role in an edition", past(12), past(13), "levels", "content/editions/1.yaml:19:"),
    ("the time of a task", clerk(tasks="[{task: T, time: 10000, exposure: 1}]"), clerk(tasks="[{task: T, time: 10000.1, exposure: 1}]"), "out-of-range",
     f"{MARKDOWN}:5:"),
    ("an exposure", clerk(tasks="[{task: T, exposure: 100}]"), clerk(tasks="[{task: T, exposure: 101}]"), "out-of-range", f"{MARKDOWN}:5:"),
    ("an exposure below", clerk(tasks="[{task: T, exposure: 0}]"), clerk(tasks="[{task: T, exposure: -1}]"), "out-of-range", f"{MARKDOWN}:5:"),
    ("an amount", {"content/site.yaml": SITE + "ai_cost: {product: A, amount: 1000000000, currency: USD, per: month, as_of: 2026, source: s}\n",
                   "content/sources.yaml": "s: {title: T, publisher: P, url: https://a.example/, published: 2026}\n"},
     {"content/site.yaml": SITE + "ai_cost: {product: A, amount: 1000000000.01, currency: USD, per: month, as_of: 2026, source: s}\n",
      "content/sources.yaml": "s: {title: T, publisher: P, url: https://a.example/, published: 2026}\n"}, "out-of-range", "content/site.yaml:5:"),
    ("a tilt", {"content/site.yaml": SITE + "levels: [{id: a, label: A, baseline: true}, {id: b, label: B, tilt: 33}]\n"},
     {"content/site.yaml": SITE + "levels: [{id: a, label: A, baseline: true}, {id: b, label: B, tilt: 34}]\n"}, "out-of-range", "content/site.yaml:5:"),
    ("a day", {MARKDOWN: role().replace("2026-01-02", "9999-12-31")}, {MARKDOWN: role().replace("2026-01-02", "10000-01-01")}, "bad-date", f"{MARKDOWN}:4:"),
    ("a leap day", {MARKDOWN: role().replace("2026-01-02", "2024-02-29")}, {MARKDOWN: role().replace("2026-01-02", "2100-02-29")}, "bad-date", f"{MARKDOWN}:4:"),
    ("an old address", {"content/site.yaml": SITE + f"redirects: [{{from: /{'a' * 499}, to: /roles/}}]\n"},
     {"content/site.yaml": SITE + f"redirects: [{{from: /{'a' * 500}, to: /roles/}}]\n"}, "bad-redirect", "content/site.yaml:5:"),
    ("folders", {f"content/files/{'d/' * 31}f": "a"}, {f"content/files/{'d/' * 32}f": "a"}, "too-deep", ""),
    ("a template", {"content/site.yaml": SITE + "theme: [x, default]\n", "themes/x/partials/big.mustache": padded("", MB, "a")},
     {"content/site.yaml": SITE + "theme: [x, default]\n", "themes/x/partials/big.mustache": padded("", MB + 1, "a")}, "too-large", "themes/x/partials/big.mustache:1:1"),
    ("templates that call one another", nested(61), nested(66), "too-deep", "themes/"),
]

# what, the files, the words of the command, which diagnostics may be told
FAR = [
    ("a Markdown file of 100 MB", {MARKDOWN: 100 * MB}, None, "too-large"),
    ("a YAML file of 100 MB", {"content/sources.yaml": 100 * MB}, None, "too-large"),
    ("an edition of 100 MB", {"content/editions/e.yaml": 100 * MB}, None, "too-large"),
    ("a table of 300 MB", {"content/benchmarks/b.csv": 300 * MB}, None, "too-large"),
    ("a picture of 300 MB", {"content/articles/p.png": 300 * MB}, None, "too-large"),
    ("a file of 300 MB", {"content/files/f.bin": 300 * MB}, None, "too-large"),
    ("a picture of a theme of 100 MB", {"content/site.yaml": SITE + "theme: [x, default]\n", "themes/x/assets/img/p.png": 100 * MB}, None, "too-large"),
    ("YAML 100,000 deep", {"content/sources.yaml": "[" * 100000}, None, "too-deep"),
    ("YAML 100,000 deep, in lines", {"content/sources.yaml": "? " * 100000}, None, "too-deep"),
    ("Markdown 100,000 deep", clerk(body=">" * 100000), None, "too-deep"),
    ("emphasis 50,000 deep", clerk(body="*a **b " * 25000 + "c** d*" * 25000), None, "too-deep too-large"),
    ("30 million values in an edition", {"content/editions/e.yaml": b"- a\n" * (15 * MB)}, None, "too-large"),
    ("64 MB of one word", {"content/editions/e.yaml": b"a" * (60 * MB)}, None, "wrong-type"),
    ("directives of YAML", {"content/sources.yaml": "".join(f"%TAG !t{i}! tag:x\n" for i in range(200000)) + "---\na: 1\n"}, None, "yaml-tag"),
    ("100,000 mistakes", {"content/sources.yaml": "".join(f"s{i}: {{title: T, publisher: P, url: 'x:y', published: 26}}\n" for i in range(50000))}, None, "bad-url"),
    ("a chain of redirects", {"content/site.yaml": SITE + "redirects:\n" + "".join(f"- {{from: /o{i}/, to: /o{(i + 1) % 30000}/}}\n" for i in range(30000))}, None,
     "redirect-loop"),
    ("sections 100,000 deep", {"t/t.mustache": "{{#a}}" * 100000, "t/d.yaml": "a: 1\n"}, ["render", "t/t.mustache", "t/d.yaml"], "too-deep"),
    ("templates that double", laughs("x"), ["render", "t/p0.mustache", "t/d.yaml"], "too-large"),
    ("templates that double, and write much", laughs("x" * 100000, 30), ["render", "t/p0.mustache", "t/d.yaml"], "too-large"),
    ("a template that calls itself", {"t/t.mustache": "{{>t}}", "t/d.yaml": "a: 1\n"}, ["render", "t/t.mustache", "t/d.yaml"], "too-deep"),
    ("a template that calls itself by a value", {"t/t.mustache": "{{>*a}}{{>*a}}", "t/d.yaml": "a: t\n"}, ["render", "t/t.mustache", "t/d.yaml"], "too-deep"),
    ("lists in lists", {"t/t.mustache": "{{#a}}" * 6 + "{{/a}}" * 6, "t/d.yaml": "a: [" + "1, " * 1000 + "1]\n"}, ["render", "t/t.mustache", "t/d.yaml"], "too-large"),
]


def lay_out(path, files):
    for below, data in {"content/site.yaml": SITE, MARKDOWN: role(), **files}.items():
        if isinstance(data, int):  # so many bytes that take no room
            write(f"{path}/{below}", "")
            os.truncate(f"{path}/{below}", data)
        else:
            write(f"{path}/{below}", data)
    os.makedirs(f"{path}/themes", exist_ok=True)
    os.symlink(f"{ROOT}/themes/default", f"{path}/themes/default")


def bound():
    if not IS_WATCHED:
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


def run(files, words=None):
    with folder() as path:
        lay_out(path, files)
        command = [BINARY, *(words or ["check", "--as-of", "2026-11-21"])]
        try:
            return subprocess.run(command, cwd=path, capture_output=True, text=True, errors="replace", timeout=MOST_SECONDS * PATIENCE, check=False, preexec_fn=bound)
        except subprocess.TimeoutExpired:
            return subprocess.CompletedProcess(command, "too slow", "", "too slow")


def errors(done):
    return [line for line in done.stderr.split("\n") if re.search(r"\berror: .*\[[a-z0-9-]+\]", line)]


def check_hints(tap):
    """Articles are filled one after the other, roles 512 at once."""
    article = "---\ntitle: A {0}\ndek: D.\nauthor: A\ndate: 2026-01-02\n---\n{1}\n"
    links = " ".join(f"[a](/rolesz{i}/)" for i in range(100))
    done = run({f"content/articles/a{i}.md": article.format(i, links) for i in range(10, 31)}, ["check", "--as-of", "2026-11-21", "--format", "json"])
    told = [each for each in json.loads(done.stdout) if each["id"] == "broken-link"]
    hinted = {each["file"][-6:-3] for each in told if "did you mean" in each.get("hint", "")}
    tap.ok(len(told) == 2100 and hinted == {f"a{i}" for i in range(10, 30)}, "2,000 complaints get a hint, the next does not", f"{len(told)} {sorted(hinted)}")
    files = {f"content/roles/r{i:04}.md": role(body="## A\n\n" + " ".join(f"[a](/roles/r{i:04}{k}/)" for k in "abcde") + "\n").replace("Clerk", f"R{i}") for i in range(600)}
    told = [run(files, ["check", "--as-of", "2026-11-21", f"-j{workers}"]).stderr for workers in (1, 2)]
    count = told[0].count("did you mean")
    tap.ok(told[0] == told[1] and 2000 <= count < 3000, "hints end at the same place with any number of workers", f"{count} {len(told[0])} {len(told[1])}")


def main():
    tap = Tap()
    check_docs(tap)
    check_hints(tap)
    for name, edge, beyond, id, place in CASES:
        done = run(edge)
        tap.ok(done.returncode == 0, f"{name}: at the edge", done.stderr[-600:])
        done = run(beyond)
        told = errors(done)
        tap.ok(done.returncode == 1 and any(f"[{id}]" in line and line.startswith(place or "error") for line in told), f"{name}: beyond",
               f"{done.returncode} {told[:3]}")
    for name, files, words, ids in FAR:
        if IS_WATCHED and ("million" in name or "64 MB" in name):
            continue
        done = run(files, words)
        told = errors(done)
        tap.ok(done.returncode == 1 and told and any(f"[{id}]" in told[0] for id in ids.split()), f"{name}: refused, in bounded memory and time",
               f"{done.returncode} {[line[:200] for line in told[:3]]} {done.stderr[-200:] if not told else ''}")
    tap.end()


if __name__ == "__main__":
    main()

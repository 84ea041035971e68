# SPDX-License-Identifier: MIT
"""No pass of ours grows with the square of its input: four times the input costs about four times the instructions, what
an empty one costs taken off. Instructions are counted by perf; where it cannot (in most virtual machines) the ordinary run
skips this, since time is no measure among other tests. ROLECAST_LINEAR=time takes processor time, the least of three, and
a wider limit; ROLECAST_LINEAR=valgrind counts by valgrind, on smaller inputs, which takes an hour. ROLECAST_ONLY=WORD
runs those with the word in their name."""
import os
import re
import resource
import shutil
import subprocess

from helpers import BINARY, ROOT, Tap, folder, write

MODE = os.environ.get("ROLECAST_LINEAR", "")
ONLY = os.environ.get("ROLECAST_ONLY", "")
MOST = {"perf": 4.8, "valgrind": 4.8, "time": 8}  # a square gives 16; n log n and larger tables a little more than 4
SITE = "title: S\nbase_url: https://s.example\ncards: false\ncategories: [{id: office, title: Office}]\n"
CHECK = ["check", "-j1", "--as-of", "2026-11-21"]
SOURCE = "{title: T, publisher: P, url: https://a.example/, published: 2026"


def lines(form, count):
    return "".join(form.replace("#", str(i)).replace("^", str(i + 1)) for i in range(count))


def role(front="", body="", title="Clerk", tasks="[{task: Sort letters, exposure: 60}]"):
    return f"---\ntitle: {title}\ncategory: office\nupdated: 2026-01-02\ntasks: {tasks}\n{front}---\n## A\n\n{body}\n"


# Markdown by itself and as the body of a role: what is written n times, in #, its number, in ^, the next one, and how often at first.
MARKDOWN = {
    "quotes": ("> " * 50 + "a\n", 400), "items": ("* a\n", 9000), "brackets": ("[", 40000), "pictures": ("![[[[", 8000), "angles": ("<", 40000),
    "tags": ("<a ", 15000), "comments": ("a <!--", 8000), "CDATA": ("a <![CDATA[", 5000), "backticks": ("`a``", 12000), "emphasis": ("*a_ ", 12000),
    "opening emphasis": ("*a **b ", 6000), "closing emphasis": ("a* b** ", 6000), "strikes": ("~~a~~ *b* ", 4000), "open strikes": ("~~a ", 12000),
    "definitions and uses": ("[r#]: /roles/\n\n[r#]\n\n", 1500), "rows": ("|a|b|\n|-|-|\n", 5000), "pipes": ("a|b\n", 12000), "entities": ("&amp;", 9000),
    "ampersands": ("&", 40000), "same headings": ("## a\n\nb\n\n", 4000), "headings": ("## h#\n\n", 4000), "numbered headings": ("## a\n## a-#\n", 2500),
    "anchors": ("[a](#h#)\n\n## h#\n\n", 1200), "links": ("[a](/roles/) ", 4000), "autolinks": ("<http://a.example/#\\@b> ", 2000), "escapes": ("\\| \\~ ", 8000),
    "fences": ("```\nb\n```\n", 5000), "callouts": ("> [!NOTE]\n> a\n\n", 3000), "attributions": ("> a\n>\n> \u2014 b\n\n", 3000),
    "breaks": ("a\\\n", 9000), "HTML": ("<div>\n\n", 7000), "tags in lines": ("a<b>\n", 9000), "closing brackets": ("a]", 25000),
    "open references": ("[a][b", 9000), "underlines": ("a\n-\n", 9000), "blank items": ("* a\n\n", 9000), "words": ("word ", 15000), "a long word": ("a", 60000),
    "blank lines": ("\n", 60000), "figures": ("It is 3% of it. ", 3500), "figures by paragraph": ("It is 3% of it.\n\n", 3000), "cited figures": ("It is 3% of it [@s]. ", 2500),
    "figures in a table": ("|a|3%|\n", 6000), "digits": ("1 ", 25000), "citations": ("a [@s] ", 7000), "scores": ("[=risk] ", 6000),
    "sentences": ("Word# one two three four five six. ", 1200), "allowances": ("It is 3%. <!-- rolecast: allow uncited-figure: b -->\n\n", 800),
    "allowances in a line": ("It is 3%. <!-- rolecast: allow uncited-figure: b --> ", 800), "allowances of nothing": ("A <!-- rolecast: alow x -->\n\n", 1500),
    "missing pictures": ("![a](b.png)\n\n", 3000), "unknown sources": ("a [@x#]\n\n", 3000), "unknown roles": ("[=risk x#]\n\n", 3000), "lost links": ("[a](/x#/)\n\n", 2000),
}

# Sites: which file holds it (or, with # in its name, which files), what stands before, n times, behind, how often at first.
FRONT, BEHIND = role().split("---\n## A", 1)[0], "---\n## A\n\nb\n"
CLERK, SETTINGS, SOURCES = "roles/clerk.md", "site.yaml", "sources.yaml"
SITES = {
    "keys": (SETTINGS, SITE + "extra:\n", "  k#: 1\n", "", 12000), "the same key": (SETTINGS, SITE + "extra:\n", "  k: 1\n", "", 12000),
    "keys given twice": (SETTINGS, SITE + "extra:\n", "  k#: 1\n  k#: 2\n", "", 8000), "unknown keys": (SETTINGS, SITE, "zk#: 1\n", "", 12000),
    "numbers": (SETTINGS, SITE + "extra: [", "1, ", "1]\n", 50000), "comments": (SETTINGS, SITE, "# a\n", "", 60000),
    "sources": (SOURCES, "", f"s#: {SOURCE}}}\n", "", 2500), "sources that supersede": (SOURCES, "x: " + SOURCE + "}\n", f"s#: {SOURCE}, supersedes: s^}}\n", "", 2000),
    "mistakes of two kinds": (SOURCES, "", "s#: {title: T, publisher: P, url: 'x:y', published: 26}\n", "", 2500),
    "redirects": (SETTINGS, SITE + "redirects:\n", "- {from: /o#/, to: /roles/}\n", "", 2500), "a chain of redirects": (SETTINGS, SITE + "redirects:\n", "- {from: /o#/, to: /o^/}\n", "", 2500),
    "the same redirect": (SETTINGS, SITE + "redirects:\n", "- {from: /o/, to: /roles/}\n", "", 2500), "categories": (SETTINGS, SITE.replace("}]", "}"), ", {id: c#, title: C}", "]\n", 4000),
    "the same category": (SETTINGS, SITE.replace("}]", "}"), ", {id: c, title: C}", "]\n", 4000),
    "old slugs": (CLERK, FRONT + "moved_from: [", "o#, ", "x]\n" + BEHIND, 800), "other titles": (CLERK, FRONT + "aliases: [", "o#, ", "x]\n" + BEHIND, 6000),
    "skills": (CLERK, FRONT + "skills:\n", "- {skill: S#, group: learn, why: W.}\n", BEHIND, 500), "forecasts": (CLERK, FRONT + "timeline:\n", "- {from: 2030, claim: Claim # of it.}\n", BEHIND, 800),
    "the same forecast": (CLERK, FRONT + "timeline:\n", "- {from: 2030, claim: Claim.}\n", BEHIND, 1500), "steps": (CLERK, FRONT + "steps:\n", "- {lead: Do #., body: B.}\n", BEHIND, 1500),
    "questions": (CLERK, FRONT + "faq:\n", "- {q: Why #?, a: B.}\n", BEHIND, 1500), "agents": (CLERK, FRONT + "agents:\n", "- {company: A, product: P#, does: B., as_of: 2026}\n", BEHIND, 1200),
    "rows to compare": (CLERK, FRONT + "comparison:\n  caption: C\n  columns: [A, B]\n  rows:\n", "  - [a, b]\n", BEHIND, 3000), "cells to compare": (CLERK, FRONT + "comparison:\n  caption: C\n  columns: [A, B]\n  rows:\n  - [", "a, ", "b]\n" + BEHIND, 4000),
    "too many tasks": (CLERK, FRONT.replace("tasks: [{task: Sort letters, exposure: 60}]\n", "tasks:\n"), "- {task: T#, exposure: 60}\n", BEHIND, 2500),
    "related roles": (CLERK, FRONT + "related: [", "z#, ", "z]\n" + BEHIND, 4000), "roles": ("roles/r#.md", "", role(title="R#"), "", 100),
    "drafts": ("roles/r#.md", "", role("draft: true\n", title="R#"), "", 500), "roles of the same title": ("roles/r#.md", "", role(title="Same"), "", 100),
    "roles of the same words": ("roles/r#.md", "", role(body="One two three four five six seven eight.", title="R#"), "", 100),
    "pages": ("pages/p#.md", "", "---\ntitle: P#\n---\n## A\n\nb\n", "", 300), "articles": ("articles/p#.md", "", "---\ntitle: P#\ndek: D\nauthor: A\ndate: 2026-01-02\n---\nb\n", "", 200),
    "files": ("files/f#.txt", "", "a", "", 800), "introductions of no skill": ("skills/s#.md", "", "---\ndescription: D\n---\n", "", 300),
}

FIGURE, ALLOWED = "It is #% of it.", "# rolecast: allow uncited-figure, b\n"
SITES |= {
    "allowances of folded text": (CLERK, FRONT + "faq:\n- q: Why?\n  " + ALLOWED + "  a: |\n", f"    {FIGURE}\n\n", BEHIND, 1500),
    "allowances of a folded table": (CLERK, FRONT + "faq:\n- q: Why?\n  " + ALLOWED + "  a: |\n    |a|b|\n    |-|-|\n", "    |a|#%|\n", BEHIND, 2500),
}

# Sites of several files that grow together: how often at first, the files as above.
CITED = {SOURCES: ("", f"s#: {SOURCE}}}\n", "")}
AGENT = "- {company: A, product: P#, does: B., as_of: 2026}\n"
PAY = "- {country: US, currency: USD, level: mid, amount: 5, per: year, as_of: 2026, source: s}\n"
SKILL = "- {skill: S#, group: learn, why: W.}\n"
SEVERAL = {
    "allowances of escapes": (1200, {"roles/a/index.md": (role(), "", ""), "roles/a/agents.yaml": ("", AGENT.replace("B.", '"\\u00e9 3% <!-- rolecast: allow uncited-figure: b -->"'), "")}),
    "sources cited by a role": (6500, CITED | {CLERK: (FRONT + "---\n## A\n\n", "[@s#]", "")}),
    "sources of a task": (12000, CITED | {"roles/a/index.md": (role(title="A").replace("tasks: [{task: Sort letters, exposure: 60}]\n", ""), "", ""), "roles/a/tasks.yaml": ("- task: T\n  exposure: 60\n  sources: [", "s#, ", "s0]\n")}),
    "sources of a forecast": (12000, CITED | {CLERK: (FRONT + "timeline:\n- {from: 2030, claim: Claim., sources: [", "s#, ", "s0]}\n" + BEHIND)}),
    "pay in two roles": (4000, {SOURCES: (f"s: {SOURCE}}}\n", "", ""), "roles/a/index.md": (role(title="A"), "", ""), "roles/b/index.md": (role(title="B"), "", ""),
        "roles/a/pay.yaml": ("", PAY, ""), "roles/b/pay.yaml": ("", PAY.replace("mid", "senior"), "")}),
    "old slugs of two roles": (6000, {CLERK: (FRONT + "moved_from: [", "o#, ", "x]\n" + BEHIND), "roles/b.md": (FRONT + "moved_from: [", "o#, ", "y]\n" + BEHIND)}),
    "skills of two roles": (6000, {"roles/a/index.md": (role(title="A"), "", ""), "roles/b/index.md": (role(title="B"), "", ""), "roles/a/skills.yaml": ("", SKILL, ""), "roles/b/skills.yaml": ("", SKILL, "")}),
    "roles of the last category": (1500, {SETTINGS: (SITE.split("{id")[0], "{id: c#, title: C}, ", "{id: office, title: Office}]\n"), "roles/r#.md": ("", role("draft: true\n", title="R#"), "")}),
    "drafts and lost roles": (1500, {"roles/r#.md": ("", role("draft: true\n", title="R#"), ""), CLERK: (FRONT + "related: [", "z#, ", "z]\n" + BEHIND)}),
    "editions": (400, {"editions/e#.yaml": ("", "edition: E#\ndate: 2026-01-02\nroles: [{role: x, levels: [{level: mid, risk: 1, exposure: 8}]}]\n", "")}),
    "editions of one address": (400, {"editions/e#.yaml": ("", "edition: " + "E" * 80 + "#\ndate: 2026-01-02\nroles: [{role: x, levels: [{level: mid, risk: 1, exposure: 8}]}]\n", "")}),
    "the same target": (3000, {SETTINGS: (SITE + "deploy:\n", "- {id: t, rsync: 'h:/a#/'}\n", "")}),
    "targets": (3000, {SETTINGS: (SITE + "deploy:\n", "- {id: t#, rsync: 'h:/a#/'}\n", "")}),
}

# Templates with their data: each begun, n times, ended.
TEMPLATES = {
    "tags": (("", "{{a}} ", ""), ("a: 1\n", "", ""), 15000), "names in names": (("", "{{a.b.c}} ", ""), ("a: {b: {c: 1}}\n", "", ""), 15000), "missing names": (("", "{{z}} ", ""), ("a: 1\n", "", ""), 15000),
    "sections": (("", "{{#a}}x{{/a}}", ""), ("a: 1\n", "", ""), 12000), "open sections": (("", "{{#a#}}", ""), ("a: 1\n", "", ""), 12000), "ends": (("", "{{/a}}", ""), ("a: 1\n", "", ""), 12000),
    "open tags": (("", "{{ a ", ""), ("a: 1\n", "", ""), 12000), "delimiters": (("", "{{=<% %>=}}<%={{ }}=%>", ""), ("a: 1\n", "", ""), 8000), "lines of tags": (("", "  {{! a }}\n", ""), ("a: 1\n", "", ""), 12000),
    "a list": (("{{#a}}{{.}}{{/a}}", "", ""), ("a: [", "1, ", "1]\n"), 40000), "many keys": (("", "{{k#}}", ""), ("", "k#: 1\n", ""), 8000), "a far key": (("", "{{k0}}{{z}}", ""), ("", "k#: 1\n", ""), 6000),
    "partials": (("", "  {{>p}}\n", ""), ("a: 1\n", "", ""), 8000), "blocks": (("", "{{$b#}}x{{/b#}}", ""), ("a: 1\n", "", ""), 5000), "escapes": (("{{a}}", "", ""), ("a: '", "<&", "'\n"), 60000),
    "deep JSON": (("x", "", ""), ("", "{\"a\":", ""), 8000), "block lists": (("x", "", ""), ("", "- a\n", ""), 30000), "keys of lists": (("x", "", ""), ("", "? [a]\n: b\n", ""), 6000),
    "letters beyond ASCII": (("x", "", ""), ("", "\u00e9#: \u00e9\n", ""), 12000), "quoted lines": (("x", "", ""), ("a: \"", "b\n  ", "\"\n"), 30000), "folded lines": (("x", "", ""), ("a: >\n", "  b\n", ""), 30000),
    "anchors": (("x", "", ""), ("", "k#: &a# 1\n", ""), 8000), "tags of YAML": (("x", "", ""), ("", "k#: !t 1\n", ""), 8000), "directives": (("x", "", ""), ("", "%TAG !t#! tag:x\n", "---\na: 1\n"), 3000),
}


def content(files, count):
    made = {}
    for path, (before, form, behind) in files.items():
        if "#" in path:
            made |= {"content/" + path.replace("#", str(i)): form.replace("#", str(i)) for i in range(count)}
        else:
            made["content/" + path] = before + lines(form, count) + behind
    return made


def jobs():
    """Name, how often at first, what makes the files, the command."""
    for name, (form, count) in MARKDOWN.items():
        yield f"Markdown, {name}", count, (lambda n, form=form: {"m.md": lines(form, n)}), ["markdown", "m.md"]
        yield f"a role with {name}", count // 2, (lambda n, form=form: {"content/" + CLERK: role(body=lines(form, n)), "content/" + SOURCES: f"s: {SOURCE}}}\n"}), CHECK
    several = {name: (count, {path: (before, form, behind)}) for name, (path, before, form, behind, count) in SITES.items()}
    for name, (count, files) in (several | SEVERAL).items():
        yield f"a site with {name}", count, (lambda n, files=files: content(files, n)), CHECK
    for name, (template, data, count) in TEMPLATES.items():
        def files(n, template=template, data=data):
            return {"t.mustache": template[0] + lines(template[1], n) + template[2], "d.yaml": data[0] + lines(data[1], n) + data[2], "p.mustache": "x\ny\n"}
        yield f"a template with {name}", count, files, ["render", "t.mustache", "d.yaml"]


def perf_counts():
    done = subprocess.run(["perf", "stat", "-x,", "-e", "instructions:u", "true"], capture_output=True, text=True, check=False) if shutil.which("perf") else None
    return bool(done and re.match(r"\d+,", done.stderr))


def cost(mode, path, words):
    """Of one run: instructions, or seconds. None when the command crashed."""
    command, most = [BINARY, *words], 3 if mode == "time" else 1
    if mode == "perf":
        command = ["perf", "stat", "-x,", "-e", "instructions:u", *command]
    if mode == "valgrind":
        command = ["valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null", *command]
    found = []
    for _ in range(most):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run(command, cwd=path, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, errors="replace", check=False)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        if done.returncode not in (0, 1):
            return None
        if mode == "time":
            found.append(after.ru_utime - before.ru_utime)
        else:
            number = re.search(r"^(\d+),.*instructions|I +refs: +([\d,]+)", done.stderr, re.M)
            found.append(int((number.group(1) or number.group(2)).replace(",", "")))
    return min(found)


def measure(mode, count, files, words):
    costs = []
    for n in (0, count, 4 * count):
        with folder() as path:
            os.symlink(f"{ROOT}/themes", f"{path}/themes")
            for below, text in {"content/site.yaml": SITE, "content/" + CLERK: role(), **files(n)}.items():
                write(f"{path}/{below}", text)
            costs.append(cost(mode, path, words))
    return costs


def main():
    tap = Tap()
    mode = "perf" if perf_counts() and MODE != "time" else {"all": "time"}.get(MODE, MODE)
    if mode not in MOST:
        print("1..0 # SKIP perf counts no instructions here; ROLECAST_LINEAR=time takes processor time")
        return
    for name, count, files, words in jobs():
        if ONLY not in name:
            continue
        empty, once, four = measure(mode, count // 8 if mode == "valgrind" else count, files, words)
        if None in (empty, once, four):
            tap.ok(False, name, "crashed")
            continue
        least = 0.02 if mode == "time" else 200000  # less than that is noise
        growth = (four - empty) / max(once - empty, least)
        tap.ok(growth <= MOST[mode], name, f"{once - empty} becomes {four - empty}: {growth:.1f} times, for four times the input")
    tap.end()


if __name__ == "__main__":
    main()

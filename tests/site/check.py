#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The example site passes `check --strict`; broken in many ways, each is told by its id, at the place to mend."""
import json
import os
import re
import subprocess

from helpers import BINARY, ROOT, Tap, folder, make_site

ABOUT, ARTICLE, SITE = "content/pages/about.md", "content/articles/why-the-same-job-gets-47-and-7.md", "content/site.yaml"
LAYOUT, HEAD, FOOTER = ("themes/default/partials/" + name for name in
                        ("layout.mustache", "head.mustache", "site_footer.mustache"))
MISSING, FEED, STYLE = ("themes/default/" + name for name in
                        ("templates/missing.mustache", "templates/feed.mustache", "assets/css/site.css"))
FREE_HTML = ("site", SITE, "unsafe_html: true\n")
DOT = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'


def check(site, *words):
    done = subprocess.run([BINARY, "-C", site, "check", "--as-of", "2026-11-21", *words], capture_output=True, text=True,
                          check=False)
    return done


def add(text):
    return lambda old: old + text


def swap(what, by):
    def change(old):
        assert what in old, f"{what} is not there to be broken"
        return old.replace(what, by, 1)
    return change


def end_of_main(text):
    return {LAYOUT: swap("</main>", text + "</main>")}


def raw(text):
    """HTML that an author writes into a page."""
    return {SITE: add("unsafe_html: true\n"), ABOUT: add(f"\n{text}\n")}


# name → files and how each changes, the id, its severity, and where it is told (a file, or None)
BREAKS = {
    "a link to an anchor of the same page": ({ABOUT: add("\n[x](#nowhere)\n")}, "broken-anchor", "error", ABOUT),
    "a link to an anchor of another page": ({ABOUT: add("\n[x](/roles/electrician/#section-nowhere)\n")}, "broken-anchor", "error", ABOUT),
    "an absolute address of this site": ({ABOUT: add("\n[x](https://rolecast.example/nowhere/)\n")}, "broken-link", "error", ABOUT),
    "a link of the footer": ({FOOTER: add('<a href="{{site.base}}/nowhere/">x</a>\n')}, "broken-link", "error", FOOTER),
    "a link without its last slash": (raw('<a href="/roles">x</a>'), "broken-link", "error", ABOUT),
    "a relative link": (raw('<a href="../nowhere/">x</a>'), "broken-link", "error", ABOUT),
    "a script that is not there": ({LAYOUT: swap("</body>", '<script src="/nowhere.js"></script></body>')}, "broken-link", "error", LAYOUT),
    "a picture's src": (raw('<img src="nowhere.png" alt="x">'), "broken-link", "error", ABOUT),
    "one of a srcset": (raw('<img src="/assets/none.png" srcset="/a.png 1x, /b.png 2x" alt="x">'), "broken-link", "error", ABOUT),
    "an address in a style sheet": ({STYLE: add("a { background: url(/nowhere.png) }\n")}, "broken-link", "error", STYLE),
    "an address in a style attribute": (raw('<p style="background: url(\'/nowhere.png\')">x</p>'), "broken-link", "error", ABOUT),
    "an address in a style element": (raw('<style>@import "/nowhere.css";</style>'), "broken-link", "error", ABOUT),
    "an entry of the feed": ({FEED: swap('href="{{url}}"', 'href="{{site.url}}/nowhere/"')}, "broken-link", "error", FEED),
    "an entry of the site map": ({"themes/default/templates/sitemap.mustache": swap("{{#items}}", "<url><loc>{{site.url}}/nowhere/</loc></url>{{#items}}")},
                                 "broken-link", "error", "themes/default/templates/sitemap.mustache"),
    "a link of llms.txt": ({"themes/default/templates/llms.mustache": add("- [x]({{{site.url}}}/nowhere/)\n")}, "broken-link", "error", "themes/default/templates/llms.mustache"),
    "a feed that is no XML": ({FEED: swap("</feed>", "</feeed>")}, "xml-syntax", "error", FEED),
    "a link that leaves the base path": ({SITE: swap("https://rolecast.example", "https://rolecast.example/jobs"),
                                          FOOTER: add('<a href="/roles/">x</a>\n')}, "outside-base", "error", FOOTER),
    "an address without host": (raw('<a href="https:///x">x</a>'), "bad-url", "error", ABOUT),
    "a misspelt scheme": (raw('<a href="htps://x.example/">x</a>'), "bad-url", "error", ABOUT),
    "a script as an address": (raw('<a href="javascript:void(0)">x</a>'), "bad-url", "error", ABOUT),
    "an empty address": (raw('<a href="">x</a>'), "bad-url", "error", ABOUT),
    "an id twice": (raw('<p id="a">x</p><p id="a">x</p>'), "same-anchor", "warning", ABOUT),
    "two h1": (end_of_main("<h1>Again</h1><p>x</p>"), "page-heading", "warning", LAYOUT),
    "no h1": ({MISSING: swap("<h1>{{t.missing}}</h1>", "")}, "page-heading", "warning", MISSING),
    "a level that is left out": ({ABOUT: add("\n## A\n\ntext\n\n#### Too deep\n\ntext\n")}, "skipped-level", "warning", ABOUT),
    "a heading without words": (end_of_main("<h2> </h2><p>x</p>"), "empty-heading", "warning", LAYOUT),
    "a heading with nothing below": ({ABOUT: add("\n## Nothing here\n\n## Next\n\ntext\n")}, "empty-section", "warning", ABOUT),
    "a last heading with nothing below": ({ABOUT: add("\n## Nothing here\n")}, "empty-section", "warning", ABOUT),
    "an empty section": (end_of_main('<section id="section-x"></section>'), "empty-section", "warning", LAYOUT),
    "a picture without words": ({"content/pages/dot.svg": lambda old: DOT, ABOUT: add("\n![](dot.svg)\n")}, "no-alt", "warning", ABOUT),
    "a picture of the theme without alt": (end_of_main('<img src="{{site.icon}}">'), "no-alt", "warning", LAYOUT),
    "no title": ({HEAD: swap("{{page.full_title}}", "")}, "no-title", "warning", HEAD),
    "a long title": ({ARTICLE: lambda old: re.sub(r"(?m)^title: .*", "title: " + "Long " * 20, old)}, "long-title", "warning", ARTICLE),
    "one title twice": ({ABOUT: lambda old: re.sub(r"(?m)^title: .*", "title: Privacy", old),
                         "content/pages/privacy.md": lambda old: re.sub(r"(?m)^title: .*", "title: Privacy", old)},
                        "same-title", "warning", ABOUT),
    "no description": ({HEAD: swap('<meta name="description" content="{{page.description}}">', "")}, "no-description", "warning", HEAD),
    "a long description": ({ARTICLE: lambda old: re.sub(r"(?m)^dek: .*", "dek: " + "Long " * 50, old)}, "long-description", "warning", ARTICLE),
    "one description twice": ({HEAD: swap("{{page.description}}", "{{site.description}}")}, "same-description", "warning", None),
    "an orphan": ({"content/articles/alone.md": lambda old: "---\ntitle: Alone\ndek: No page names it.\nauthor: A\ndate: 2026-01-01\n---\ntext\n",
                   "themes/default/templates/articles.mustache": swap("{{>article_item}}", "x"),
                   "themes/default/templates/home.mustache": swap("{{>article_item}}", "x")}, "orphan", "warning", "content/articles/alone.md"),
}


def lay_out(site, changes):
    make_site(site)
    for path, change in changes.items():
        old = ""
        if os.path.exists(f"{site}/{path}"):
            with open(f"{site}/{path}", encoding="utf-8") as file:
                old = file.read()
        with open(f"{site}/{path}", "w", encoding="utf-8") as file:
            file.write(change(old))


def test_break(tap, name, changes, id, severity, place):
    with folder() as site:
        lay_out(site, changes)
        done = check(site, "--json")
        told = [one for one in json.loads(done.stdout) if one["id"] == id]
        tap.ok(told and all(one["severity"] == severity for one in told) and done.returncode == (severity == "error"),
               f"{name}: {id}", done.stdout + done.stderr)
        if place:
            tap.ok([one["file"] for one in told if "file" in one][:1] == [place], f"{name}: told at {place}", told)
        tap.ok(len(told) == 1 or name == "one of a srcset", f"{name}: told once, not {len(told)} times",
               json.dumps(told, indent=1))


def main():
    tap = Tap()
    done = check(ROOT, "--strict")
    if "without libxml2" in done.stderr:
        tap.ok(True, "built without libxml2: no page can be looked at # SKIP")
        tap.end()
    tap.ok(done.returncode == 0, "the example site has no problem", done.stderr)
    tap.ok(re.search(r"^no problems in \d+ files, \d+ pages, [\d,]+ links, \d+ ms$", done.stderr, re.MULTILINE),
           "the last line says what was looked at", done.stderr)
    for name, (changes, id, severity, place) in BREAKS.items():
        test_break(tap, name, changes, id, severity, place)
    with folder() as site:
        lay_out(site, {FOOTER: add('<a href="{{site.base}}/nowhere/">x</a>\n')})
        texts = {check(site, f"-j{workers}").stderr for workers in (1, 2, 7)}
        steady = {re.sub(r"\d+ ms", "", text) for text in texts}
        tap.ok(len(steady) == 1, "the same complaints with one worker and with many", steady)
        tap.ok(re.search(r"^note: on / and \d+ other pages$|^note: on \S+ and \d+ other pages$", steady.pop(), re.MULTILINE),
               "a link of the layout is told once, with how many pages have it")
    tap.end()


main()

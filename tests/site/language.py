#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Another language is a file: the example site with German words, numbers and dates, and no English label left."""
import html
import re

from helpers import ROOT, Tap, build, folder, make_site


def keys(language, part, ending):
    with open(f"{ROOT}/themes/default/strings/{language}.yaml", encoding="utf-8") as file:
        text = file.read()
    text = text[text.index(f"\n{part}:"):]
    text = text[:text.index(ending)] if ending else text
    return dict(re.findall(r"^  \"?(\w+)\"?: *\"?(.*?)\"?$", text, re.MULTILINE))


tap = Tap()
for part, ending in (("labels", "\ncountries:"), ("countries", "\nsentences:"), ("sentences", "")):
    english, german = keys("en", part, ending), keys("de", part, ending)
    tap.ok(set(english) == set(german), f"{part}: the same names", sorted(set(english) ^ set(german)))
with folder() as base:
    site = f"{base}/site"
    make_site(site)
    with open(f"{site}/content/site.yaml", encoding="utf-8") as file:
        settings = file.read()
    with open(f"{site}/content/site.yaml", "w", encoding="utf-8") as file:
        file.write(settings.replace("language: en", "language: de"))
    done = build(site)
    tap.ok(done.returncode == 0, "it builds", done.stderr)
    with open(f"{site}/public/roles/electrician/index.html", encoding="utf-8") as file:
        page = html.unescape(file.read())
    tap.ok('<html lang="de">' in page, "the page says its language")
    tap.ok("20. November 2026" in page, "dates")
    tap.ok(re.search(r">22,0<", page), "numbers")
    tap.ok("Ersetzt KI Electrician?" in page, "sentences")
    english = {value for name, value in keys("en", "labels", "\ncountries:").items() if len(value) > 3}
    german = set(keys("de", "labels", "\ncountries:").values())
    headings = re.findall(r"<(?:h[1-6]|th|dt|caption|legend|label|button)\b[^>]*>([^<]+)<", page)
    left = [heading for heading in headings if heading.strip() in english - german]
    tap.ok(not left, "no English label is left", left)
tap.end()

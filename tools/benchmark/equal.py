# SPDX-License-Identifier: MIT
"""Whether several programs made the same pages: the same addresses, sizes within a tenth, the same words."""
import html
import os
import re

WITHIN = 1.10
TAG = re.compile(r"<[^>]*>")
BLANK = re.compile(r"\s+")
ALONE = {"404.html"}  # Zola makes one whatever is asked


def pages(folder):
    """Address → bytes of each HTML file."""
    found = {}
    for base, _, names in os.walk(folder):
        for name in names:
            below = os.path.relpath(os.path.join(base, name), folder)
            if name.endswith(".html") and below not in ALONE:
                found[below] = os.path.getsize(os.path.join(base, name))
    return found


def words(path):
    with open(path, encoding="utf-8") as file:
        text = file.read()
    return BLANK.sub("", html.unescape(TAG.sub(" ", text)))


def wanted(roles, levels, fields):
    """The pages that all are to make."""
    every = ["", "roles/", "categories/"] + [f"categories/{field}/" for field in fields]
    for role in roles:
        every += [f"roles/{role}/"] + [f"roles/{role}/{level}/" for level in levels]
    return {f"{address}index.html" for address in every}


def addresses(made, want, may_have_more):
    for name, found in made.items():
        missing, more = want - found.keys(), found.keys() - want
        if missing:
            yield f"{name} lacks {len(missing)} of {len(want)} pages, such as {min(missing)}"
        if more and name not in may_have_more:
            yield f"{name} has {len(more)} pages too many, such as {min(more)}"


def sizes(made, want):
    totals = {name: sum(found.get(page, 0) for page in want) for name, found in made.items()}
    if max(totals.values()) > WITHIN * min(totals.values()):
        yield f"the pages differ in size by more than a tenth: {totals}"
    odd = [page for page in sorted(want) if all(page in found for found in made.values())
           and max(found[page] for found in made.values()) > WITHIN * min(found[page] for found in made.values())]
    if odd:
        yield f"{len(odd)} pages differ in size by more than a tenth, such as {odd[0]}: " + \
            ", ".join(f"{name} {found[odd[0]]}" for name, found in made.items())


def texts(folders, made, want):
    odd = [page for page in sorted(want) if all(page in found for found in made.values())
           and len({words(os.path.join(folder, page)) for folder in folders.values()}) > 1]
    if odd:
        yield f"{len(odd)} pages differ in their words, such as {odd[0]}"


def compare(folders, want, may_have_more=()):
    """FOLDERS: name → output. Returns what is not equal, a sentence each, and pages and bytes of each program."""
    made = {name: pages(folder) for name, folder in folders.items()}
    faults = [*addresses(made, want, may_have_more), *sizes(made, want), *texts(folders, made, want)]
    return faults, {name: {"pages": len(want & found.keys()), "html_bytes": sum(found.get(page, 0) for page in want),
                           "more_pages": len(found.keys() - want)} for name, found in made.items()}

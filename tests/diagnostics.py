#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What `rolecast help ID` says is true: every id of the program has its text and none is of the past, each example raises
its id, and mended no longer."""
import os
import re
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
BINARY = os.path.abspath(sys.argv[1])
sys.path.insert(0, f"{ROOT}/tests/golden")
import run  # noqa: E402, pylint: disable=wrong-import-position


def rolecast(folder, *words):
    return subprocess.run([BINARY, *words], cwd=folder, capture_output=True, check=False, stdin=subprocess.DEVNULL,
                          env={**os.environ, "NO_COLOR": "1"})


def help_of(id):
    """Where an example stands (None: in no one file), the example, the same mended."""
    text = rolecast(ROOT, "help", id).stdout.decode()
    found = re.fullmatch(r"(.*?)\n\n(.*?)\n\nWrong(?:, in (\S+))?:\n\n(.*?)\n\nMended:\n\n(.*)", text, re.DOTALL)
    lines = lambda part: "".join(line[4:] + "\n" for line in part.rstrip("\n").split("\n"))
    return found and (found[3], lines(found[4]), lines(found[5]))


def with_keys(text, keys):
    """Top-level keys put in place of those of the same name, or behind all."""
    for block in re.findall(r"^\S.*\n(?:[ \n].*\n?)*", keys, re.MULTILINE):
        name = block.split(":")[0]
        text = re.sub(rf"^{name}:.*\n(?:[ ].*\n)*", "", text, flags=re.MULTILINE)
    return text + keys


def laid_over(old, new):
    """A whole file, keys of a YAML file or of front matter, or more text of a Markdown file."""
    has_keys = re.match(r"[a-z_]+:( |$)", new, re.MULTILINE)
    if old is None or new.startswith("---"):
        return new
    if not old.startswith("---"):
        return with_keys(old, new) if has_keys else new
    if not has_keys:
        return old + "\n" + new
    _, front, body = old.split("---\n", 2)
    return "---\n" + with_keys(front, new) + "---\n" + body


def ids_told(path, text):
    with tempfile.TemporaryDirectory(prefix="diagnostics-") as folder:
        shutil.copytree(f"{ROOT}/tests/golden/_base/small", folder, dirs_exist_ok=True)
        shutil.copytree(f"{ROOT}/themes/default", f"{folder}/themes/default")
        file = f"{folder}/{path}"
        os.makedirs(os.path.dirname(file), exist_ok=True)
        if path.startswith("themes/house/"):
            run.write(f"{folder}/content/site.yaml", run.read(f"{folder}/content/site.yaml") + "theme: [house, default]\n")
        run.write(file, laid_over(run.read(file) if os.path.exists(file) else None, text))
        done = rolecast(folder, "check", "--json", "--as-of", "2026-11-21")
        return set(re.findall(r'"id":"([a-z0-9-]+)"', done.stdout.decode("utf-8", "surrogateescape")))


def is_prose(text):
    """What is mended by moving files is told in a sentence."""
    return re.match(r"(The same in|Put|Move|Write|Name|Save|Delete|Cite) ", text)


def try_example(id, looks_at_pages):
    told = help_of(id)
    results = [(f"{id}: help has an example and its mend", bool(told), id)]
    path, example, mended = told or (None, "", "")
    of_pages = f'{{"{id}", SEVERITY_' in run.read(f"{ROOT}/src/page/inspect_report.c")
    if not path or (of_pages and not looks_at_pages):
        return results
    ids = ids_told(path, example)
    results.append((f"{id}: the example raises it, and nothing else", ids == {id}, ids))
    if not is_prose(mended):
        ids = ids_told(path, mended)
        results.append((f"{id}: mended, it is gone", not ids, ids))
    return results


def main():
    listed = re.findall(r"^  ([a-z0-9-]+) ", rolecast(ROOT, "help", "diagnostics").stdout.decode(), re.MULTILINE)
    in_program = run.ids_in_program()
    results = [("every id has a text", not in_program - set(listed), in_program - set(listed)),
               ("every text is of an id", not set(listed) - in_program, set(listed) - in_program),
               ("each is listed once", len(set(listed)) == len(listed), "")]
    looks_at_pages = b"without libxml2" not in rolecast(ROOT, "check", "--as-of", "2026-11-21").stderr
    with ThreadPoolExecutor(4) as pool:
        for of_one in pool.map(lambda id: try_example(id, looks_at_pages), listed):
            results += of_one
    for number, (name, ok, why) in enumerate(results, 1):
        print(f"{'' if ok else 'not '}ok {number} - {name}")
        if not ok:
            print(f"# {why}")
    print(f"1..{len(results)}")
    sys.exit(0 if all(ok for _, ok, _ in results) else 1)


main()

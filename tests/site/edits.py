#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Random edits, renames, deletions and half-written files while a site is served: after each, what is served is what a
clean build gives, or, while something is wrong, what was right last and a problem told.

ROLECAST_EDITS says how many (60), ROLECAST_SEED which, ROLECAST_MODEL under which assumptions."""
import os
import random
import re
import shutil
import subprocess

from helpers import BINARY, ROOT, THREE, Tap, build, folder, make_site
from serving import Serve, differences, wait_for

EDITS = int(os.environ.get("ROLECAST_EDITS", "60"))
MODEL = ["--model", os.environ["ROLECAST_MODEL"]] if os.environ.get("ROLECAST_MODEL") else []
rng = random.Random(int(os.environ.get("ROLECAST_SEED", "1")))
PARTS = {"content": THREE, "themes": f"{ROOT}/themes"}  # what a site begins with


def files_of(site, *endings):
    found = []
    for part in PARTS:
        for base, _, names in os.walk(f"{site}/{part}"):
            found += [os.path.join(base, name) for name in names if name.endswith(endings) and name[0] != "."]
    return sorted(found)


def read(path):
    with open(path, "rb") as file:
        return file.read()


def write(path, data):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(data)


def rename_over(path, data):
    write(f"{path}~", data)
    os.rename(f"{path}~", path)


def change_number(site):
    path = rng.choice(files_of(f"{site}", "tasks.yaml", "electrician.md", "court-reporter.md"))
    data = bytearray(read(path))
    digits = [i for i, byte in enumerate(data) if 0x30 <= byte <= 0x39 and b":" in data[max(0, i - 3):i]]
    if digits:
        data[rng.choice(digits)] = rng.randrange(0x30, 0x3A)
    rng.choice([write, rename_over])(path, bytes(data))


def add_text(site):
    path = rng.choice(files_of(site, ".md"))
    role = rng.choice(["electrician", "court-reporter", "backend-developer", "nobody"] + [""] * 3)
    figure = f"[=risk {role}]" if role else "some"
    claim = rng.choice(["", "", f" Use grew {rng.randrange(9)}0%.", " <b>bold</b>", "\n\n<!-- rolecast: allow uncited-figure, ours -->\n"
                        "Use fell 30%.", "\n\n> A quote of nobody.\n"])
    rename_over(path, read(path) + f"\nWords {rng.randrange(1000)} and {figure}.{claim}\n".encode())


def halve(site):
    path = rng.choice(files_of(site, ".md", ".yaml", ".mustache"))
    data = read(path)
    write(path, data[:rng.randrange(len(data) + 1)])


def write_slowly(site):
    path = rng.choice(files_of(site, ".md", ".yaml"))
    data = read(path)
    with open(path, "wb") as file:
        for start in range(0, len(data), 1 + len(data) // 4):
            file.write(data[start:start + 1 + len(data) // 4])
            file.flush()


def delete(site):
    os.remove(rng.choice(files_of(site, ".md", ".yaml", ".csv", ".mustache", ".css")))


def rename_role(site):
    names = sorted(os.listdir(f"{site}/content/roles"))
    if names:
        name = rng.choice(names)
        stem, dot, ending = name.partition(".")
        os.rename(f"{site}/content/roles/{name}", f"{site}/content/roles/{stem[:20]}-{rng.randrange(90)}{dot}{ending}")


def copy_role(site):
    name = rng.choice(sorted(os.listdir(f"{THREE}/roles")))
    stem, dot, ending = name.partition(".")
    source, target = f"{THREE}/roles/{name}", f"{site}/content/roles/{stem}-{rng.randrange(90)}{dot}{ending}"
    if os.path.isdir(source):
        shutil.copytree(source, target, dirs_exist_ok=True)
    else:
        write(target, read(source))


def change_forecast(site):
    """A stage is judged, or its window moved: what was due may no longer be, and a year's page comes or goes."""
    path = rng.choice(files_of(site, "timeline.yaml", "electrician.md", "court-reporter.md") or files_of(site, ".yaml"))
    parts = re.split(rb"(?<=  status: )(?:open|met|missed)$|(?<=  to: )20\d\d", read(path), flags=re.M)
    found = re.findall(rb"(?<=  status: )(?:open|met|missed)$|(?<=  to: )20\d\d", read(path), flags=re.M)
    if found:
        at = rng.randrange(len(found))
        found[at] = (b"20%d" % rng.randrange(24, 33)) if found[at].isdigit() else rng.choice([b"open", b"met", b"missed"])
        rename_over(path, b"".join(part + end for part, end in zip(parts, found + [b""])))


def add_picture(site):
    size = rng.randrange(1, 200)
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}"/>'
    write(f"{site}/content/pages/drawn.svg", drawing.encode())
    page = f"{site}/content/pages/about.md"
    if os.path.exists(page) and b"drawn.svg" not in read(page):
        write(page, read(page) + b"\n![Something drawn](drawn.svg)\n")


def change_style(site):
    path = rng.choice(files_of(site, ".css") or files_of(site, ".js"))
    write(path, read(path) + f"\n/* {rng.randrange(1000)} */\n.x{rng.randrange(9)} {{ margin: 0; }}\n".encode()
          if path.endswith(".css") else read(path))


def change_template(site):
    path = rng.choice(files_of(site, ".mustache"))
    write(path, read(path) + rng.choice([b"<!-- more -->\n", b"{{! nothing }}\n", b"{{site.title}}\n", b"{{nope}}\n"]))


def change_words(site):
    path = f"{site}/themes/default/strings/en.yaml"
    if os.path.exists(path):
        write(path, read(path).replace(b"band_low:", b"band_low: Rather", 1)
              if rng.random() < .5 else read(path) + b"\n# more\n")


def change_site(site):
    path = f"{site}/content/{rng.choice(['site.yaml', 'sources.yaml'])}"
    if os.path.exists(path):
        write(path, read(path).replace(b"title: ", b"title: More ", 1))


def take_snapshot(site):
    """Editions that only grow: a site with mistakes takes none."""
    month = rng.randrange(1, 9)
    subprocess.run([BINARY, "-C", site, "snapshot", f"e{month}", "--force", "--quiet", "--as-of", f"2026-{month:02}-01"],
                   capture_output=True, check=False)


def check_out(site):
    """As version control does: everything at once, back to what it was."""
    for part, first in PARTS.items():
        shutil.rmtree(f"{site}/{part}", ignore_errors=True)
        shutil.copytree(first, f"{site}/{part}")


def mend(site):
    """File by file, what was there at first."""
    known = set()
    for part, first in PARTS.items():
        for base, _, names in os.walk(first):
            for name in names:
                source = os.path.join(base, name)
                target = f"{site}/{part}/{os.path.relpath(source, first)}"
                known.add(target)
                if not os.path.exists(target) or read(target) != read(source):
                    rename_or_write = rng.choice([write, rename_over])
                    os.makedirs(os.path.dirname(target), exist_ok=True)
                    rename_or_write(target, read(source))
    for path in files_of(site, ""):
        if path not in known:
            os.remove(path)


def pages_of(folder):
    """What is made by the program; pictures are read when they are asked for."""
    return [os.path.relpath(os.path.join(base, name), folder) for base, _, names in os.walk(folder) for name in names
            if name != "drawn.svg"]


KINDS = [change_number] * 4 + [add_text] * 4 + [change_forecast] * 4 + [halve, halve, write_slowly, write_slowly, delete, rename_role, copy_role,
                                               add_picture, change_style, change_template, change_words, change_site, take_snapshot, take_snapshot,
                                               check_out]


def told(serve):
    """What open pages show, without excerpts."""
    return {(problem.get("place", ""), problem["severity"], problem["message"], problem["id"])
            for problem in serve.state()["problems"]}


def said(stderr):
    """The same from a build's messages."""
    return {(place.rstrip(": "), severity, message, name) for place, severity, message, name in
            re.findall(r"^(\S*?:\d+:\d+: )?(warning|error): (.*) \[([a-z0-9-]+)\]$", stderr, re.M)}


def main():
    tap = Tap()
    with folder("/dev/shm" if os.path.isdir("/dev/shm") else None) as base:
        site, out, right = f"{base}/site", f"{base}/out", f"{base}/right"
        make_site(site)
        build(site, *MODEL, out=right)
        serve = Serve(site, "--no-cards", *MODEL, *(["--poll"] if os.environ.get("ROLECAST_POLL") else []))
        good = bad = 0
        failures = []
        is_wrong, is_known = False, True
        for number in range(EDITS):
            kind = rng.choice([mend, mend, check_out]) if is_wrong and rng.random() < .5 else rng.choice(KINDS)
            times = rng.choice([1, 1, 1, 3])
            for _ in range(times):
                kind(site)
            shutil.rmtree(out, ignore_errors=True)
            made = build(site, *MODEL, out=out)
            is_wrong = made.returncode != 0
            if is_wrong:
                bad += 1
                ok = wait_for(lambda: serve.state()["problems"] and any(
                    problem["severity"] == "error" for problem in serve.state()["problems"]))
                # Of several edits the first may have been right, and been shown, until the next right one.
                is_known = is_known and times == 1 and kind not in (mend, check_out)
                ok = ok and (not is_known or not differences(serve, right, pages_of(right)))
            else:
                good += 1
                ok = wait_for(lambda: not differences(serve, out) and told(serve) == said(made.stderr))
                ok = ok or print("# told", told(serve) ^ said(made.stderr))
                shutil.rmtree(right)
                os.rename(out, right)
                is_known = True
            if not ok:
                failures.append(f"{number} {kind.__name__}: build {made.returncode}, {differences(serve, right)}, "
                                f"{str(serve.state()['problems'])[:300]}")
                if len(failures) > 5 or serve.process.poll() is not None:
                    break
        status, _ = serve.stop()
        tap.ok(not failures, f"{EDITS} edits ({bad} of them mistakes) are served as they are built", "\n".join(failures))
        tap.ok(good >= EDITS // 4 and bad >= EDITS // 10, "both good and bad ones were made", f"{good} {bad}")
        tap.ok(status == 0 and "Sanitizer" not in serve.said, "nothing broke on the way", serve.said[-2000:])
    tap.end()


main()

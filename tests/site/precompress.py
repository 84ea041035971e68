#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""build --precompress: every text has its two copies and they hold its bytes, nothing else has any, only what changed is
compressed anew, whatever was killed in between; a build without takes them away."""
import gzip
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time

from helpers import Tap, build, claim, command, folder, make_site, picture, read, write

tap = Tap()
UNBROTLI = sys.argv[2] if len(sys.argv) > 2 else None
TEXTS = (".html", ".css", ".js", ".mjs", ".json", ".map", ".xml", ".txt", ".csv", ".md", ".svg", ".webmanifest")
COPIES = (".gz", ".br")
EDITS = 12


def wrong_copies(out, skipped=()):
    """What of the output has not exactly the copies it should have."""
    files = picture(out)
    wrong, packed = [], []
    for path in files:
        if path.endswith(COPIES):
            if path[:-3] not in files:
                wrong.append(f"{path} is a copy of nothing")
            continue
        has = [path + ending in files for ending in COPIES]
        if path.endswith(TEXTS) and path not in skipped:
            if not all(has):
                wrong.append(f"{path} has no copies")
                continue
            packed.append(f"{out}/{path}")
            with gzip.open(f"{out}/{path}.gz") as copy, open(f"{out}/{path}", "rb") as plain:
                if copy.read() != plain.read():
                    wrong.append(f"{path}.gz holds something else")
        elif path not in skipped and any(has):
            wrong.append(f"{path} has copies")
    if UNBROTLI:
        names = f"{out}/../names"
        write(names, "".join(f"{path}\n" for path in packed))
        done = subprocess.run([UNBROTLI, names], capture_output=True, text=True, check=False)
        wrong += [f"{path}.br holds something else" for path in done.stdout.splitlines()]
        if done.returncode > 1 or done.stderr:
            wrong.append(f"unbrotli: {done.returncode} {done.stderr}")
    return wrong


def times(out):
    return {path: os.stat(f"{out}/{path}").st_mtime_ns for path in picture(out)}


def inodes(out):
    return {path: os.stat(f"{out}/{path}").st_ino for path in picture(out)}


def other_age(out):
    """Copies that are not as old as their file."""
    at = times(out)
    return [path for path in at if path.endswith(COPIES) and at[path] != at[path[:-3]]]


def add_files(site):
    write(f"{site}/content/files/numbers.csv", "a,b\n" + "1,2\n" * 2000)
    for ending in ("mjs", "js.map", "webmanifest"):
        write(f"{site}/content/files/app.{ending}", '{"name": "nothing"}\n' * 40)
    write(f"{site}/content/files/kept.csv", "a,b\n" * 100)
    write(f"{site}/content/files/kept.csv.br/inside.txt", "a folder in the place of a copy\n")
    write(f"{site}/content/files/empty.txt", "")
    write(f"{site}/content/files/picture.webp", b"RIFF" + bytes(range(256)) * 20)
    write(f"{site}/content/files/no-ending", "text " * 500)
    write(f"{site}/content/files/mine.csv", "a,b\n" * 100)
    write(f"{site}/content/files/mine.csv.gz", gzip.compress(b"a,b\n" * 100, mtime=0))


def copies(base):
    site, out = f"{base}/site", f"{base}/site/public"
    make_site(site, copies=3)
    add_files(site)
    done = build(site, "--precompress", "-j1")
    wrong = wrong_copies(out, skipped=("mine.csv", "kept.csv"))
    tap.ok(done.returncode == 0 and not wrong, "each text has two copies that hold its bytes, nothing else has any",
           done.stderr + "\n".join(wrong[:20]))
    files = picture(out)
    tap.ok("mine.csv.br" not in files and "kept.csv.gz" not in files and read_bytes(f"{out}/mine.csv.gz") == read_bytes(f"{site}/content/files/mine.csv.gz"),
           "a copy that the author made stays, and there is none of ours beside it")
    tap.ok(not other_age(out), "copies are as old as their files", other_age(out))
    small = sum(os.path.getsize(f"{out}/{path}") for path in files if path.endswith(".br"))
    large = sum(os.path.getsize(f"{out}/{path[:-3]}") for path in files if path.endswith(".br"))
    tap.ok(small * 3 < large, "they are less than a third of it", f"{small} of {large}")
    for workers in ("2", "8"):
        build(site, "--precompress", f"-j{workers}", out=f"{base}/j{workers}")
        tap.ok(picture(f"{base}/j{workers}") == files, f"{workers} workers give the same bytes")
    build(site, "--precompress", "--durable", out=f"{base}/durable")
    tap.ok(picture(f"{base}/durable") == files, "so does --durable")
    return files


def read_bytes(path):
    with open(path, "rb") as file:
        return file.read()


def summary(site, *words):
    done = subprocess.run([word for word in command(site, *words) if word != "--quiet"], capture_output=True, text=True,
                          check=False)
    return done.stderr.splitlines()[-1]


def only_what_changed(base):
    site, out = f"{base}/site", f"{base}/site/public"
    before = inodes(out)
    done = build(site, "--precompress")
    tap.ok(inodes(out) == before and done.returncode == 0, "with nothing to do nothing is written")
    page = f"{site}/content/roles/electrician.md"
    write(page, read(page) + "\nOne more sentence.\n")
    old = picture(out)
    build(site, "--precompress")
    new, after = picture(out), inodes(out)
    changed = {path for path in new if old.get(path) != new[path]}
    written = {path for path in after if after[path] != before.get(path)}
    plain = {path for path in changed if not path.endswith(COPIES)}
    tap.ok(written == changed and any("roles/electrician/" in path for path in plain) and len(plain) < 20,
           "after an edit only what changed is written", sorted(written ^ changed))
    tap.ok(changed == plain | {path + ending for path in plain for ending in COPIES}, "and only its copies", sorted(changed))
    build(site, "--precompress", out=f"{base}/clean")
    tap.ok(picture(f"{base}/clean") == new, "which gives what a clean build gives")


def with_and_without(base):
    site, out = f"{base}/site", f"{base}/site/public"
    full = picture(out)
    plain = {path: hash for path, hash in full.items() if not path.endswith(COPIES) or path == "mine.csv.gz"}
    line = summary(site, "--precompress")
    told = re.fullmatch(r"(\d+) files, 0 changed, ([\d.]+) MB \(gzip (\d+) kB, brotli (\d+) kB\), \d+ ms", line)
    tap.ok(told and int(told[1]) == len(plain) and int(told[4]) < int(told[3]) < float(told[2]) * 300,
           "the summary counts files, and tells what their copies come to", line)
    line = summary(site)
    tap.ok(picture(out) == plain and line.startswith(f"{len(plain)} files, 0 changed, {len(full) - len(plain)} removed, ")
           and "gzip" not in line, "a build without takes them away", line)
    line = summary(site, "--precompress")
    tap.ok(picture(out) == full and line.startswith(f"{len(plain)} files, 0 changed, "), "a build with brings them back", line)
    write(f"{out}/index.html.gz", "mine")
    done = build(site, "--precompress")
    tap.ok("[edited-output]" in done.stderr and picture(out) == full, "one edited by hand is told and made again", done.stderr)
    os.remove(f"{out}/index.html.br")
    build(site, "--precompress")
    tap.ok(picture(out) == full, "one that was deleted comes back")
    os.remove(f"{out}/.rolecast-manifest")
    done = build(site, "--precompress")
    tap.ok(picture(out) == full and done.returncode == 0, "copies without a manifest that have the same bytes become ours",
           done.stderr)
    build(site)
    write(f"{out}/roles/index.html.br", "mine")
    before = picture(out)
    done = build(site, "--precompress")
    tap.ok("[foreign-file]" in done.stderr and picture(out) == before, "a foreign file in the place of a copy is an error",
           done.stderr)
    os.remove(f"{out}/roles/index.html.br")


def after_a_crash(base):
    """A journal is what a killed build leaves: what it had made of a copy is no edit by hand."""
    site, out = f"{base}/site", f"{base}/site/public"
    build(site, "--precompress")
    full = picture(out)
    shutil.copy(f"{out}/about/index.html.gz", f"{out}/index.html.gz")
    write(f"{out}/.rolecast-journal", claim(out, "about/index.html.gz", "index.html.gz"))
    done = build(site)
    tap.ok(not os.path.exists(f"{out}/index.html.gz") and done.stderr == "", "a copy that a killed build made is removed", done.stderr)
    done = build(site, "--precompress")
    tap.ok(picture(out) == full and done.stderr == "", "and comes back", done.stderr)


class Follower:
    """Looks at what a build removes: a page is gone before what it needs."""

    def __init__(self, out):
        self.out = out
        self.seen = 0

    def orphans(self):
        """Pages, as files or copies, whose style is not there."""
        found = []
        for path in picture(self.out):
            if not path.endswith((".html", ".html.gz")):
                continue
            try:
                with (gzip.open if path.endswith(".gz") else open)(f"{self.out}/{path}", "rb") as page:
                    text = page.read().decode()
            except FileNotFoundError:
                continue
            for style in re.findall(r'href="/(assets/[^"]+\.css)"', text):
                self.seen += 1
                if not os.path.exists(f"{self.out}/{style}"):
                    found.append(f"{path} wants {style}")
        return found


def edit_style(site, number):
    styles = f"{site}/themes/default/assets/css"
    name = sorted(os.listdir(styles))[0]
    write(f"{styles}/{name}", re.sub(r"\n\.edited .*\n$", "", read(f"{styles}/{name}")) + f"\n.edited {{ order: {number}; }}\n")


def edits_and_kills(base):
    """Random edits, some of all pages, each build killed at a random moment or left to its end; with and without copies."""
    site, out = f"{base}/many", f"{base}/many/public"
    make_site(site, copies=5)
    rng = random.Random(5)
    start = time.perf_counter()
    build(site, "--precompress")
    length = time.perf_counter() - start
    follower = Follower(out)
    roles = [f"{site}/content/roles/{name}" for name in sorted(os.listdir(f"{site}/content/roles")) if name.endswith(".md")]
    killed, orphans, wrong, other = 0, [], [], 0
    for number in range(EDITS):
        if rng.random() < 0.6:
            edit_style(site, number)
        page = rng.choice(roles)
        write(page, read(page) + f"\nSentence number {number}.\n")
        words = [] if rng.random() < 0.2 else ["--precompress"]
        with subprocess.Popen(command(site, *words), stderr=subprocess.DEVNULL) as process:
            time.sleep(rng.random() * length * 0.5)
            process.send_signal(signal.SIGKILL)
            killed += process.wait() == -signal.SIGKILL
        if words:
            orphans += follower.orphans()
        if rng.random() < 0.5:
            continue
        wrong += build(site, "--precompress").stderr.splitlines() + wrong_copies(out)
        shutil.rmtree(f"{base}/clean", ignore_errors=True)
        build(site, "--precompress", out=f"{base}/clean")
        other += picture(f"{base}/clean") != picture(out)
    tap.ok(killed > 2, f"{killed} of {EDITS} builds were killed while they ran")
    tap.ok(follower.seen and not orphans, "never a page, or a copy of one, whose style is missing", "\n".join(orphans[:5]))
    tap.ok(not wrong, "after the next build every copy holds its file's bytes", "\n".join(wrong[:5]))
    tap.ok(other == 0, "and all is what a clean build gives", other)


def pages_go_first(base):
    """A folder's time is that of the last removal in it, so it tells the order: copies of pages, then the old style."""
    site, out = f"{base}/many", f"{base}/many/public"
    build(site, "--precompress")
    style = next(path for path in picture(out) if path.endswith(".css"))
    edit_style(site, EDITS)
    done = build(site)
    pages = max(os.stat(base).st_mtime_ns for base, _, names in os.walk(f"{out}/roles") if names == ["index.html"])
    styles = os.stat(f"{out}/assets/css").st_mtime_ns
    tap.ok(done.returncode == 0 and not os.path.exists(f"{out}/{style}") and pages <= styles,
           "copies of pages are removed before the style that they want", f"{pages} {styles}")


with folder("/dev/shm" if os.path.isdir("/dev/shm") else None) as base:
    make_site(f"{base}/trial")
    done = build(f"{base}/trial", "--precompress")
    if "[no-compression]" in done.stderr:
        tap.ok(done.returncode == 3 and not os.path.exists(f"{base}/trial/public"),
               "compiled without compression it says so, and writes nothing", done.stderr)
        tap.end()
    copies(base)
    only_what_changed(base)
    with_and_without(base)
    after_a_crash(base)
    edits_and_kills(base)
    pages_go_first(base)
tap.end()

#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Killed at any moment, out of room, in the way of others: no file is ever half, nothing foreign is touched, and the
next build is equal to a clean one."""
import fcntl
import os
import random
import shutil
import signal
import subprocess
import time

from helpers import BINARY, ROOT, Tap, build, claim, command, folder, make_site, picture, read, write

tap = Tap()
KILLS = int(os.environ.get("ROLECAST_KILLS", "20"))


def edit(site, word):
    """Every page changes: its title is in the head of all."""
    path = f"{site}/content/site.yaml"
    with open(path, encoding="utf-8") as file:
        lines = file.read().split("\n")
    lines = [f"title: Rolecast {word}" if line.startswith("title:") else line for line in lines]
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(lines))


def parent_folder():
    return "/dev/shm" if os.path.isdir("/dev/shm") else None


def kill_builds(tap, base, copies, kills, *words):
    site = f"{base}/site"
    make_site(site, copies=copies)
    edit(site, "one")
    start = time.perf_counter()
    build(site, *words)
    length = time.perf_counter() - start
    old = picture(f"{site}/public")
    edit(site, "two")
    build(site, *words, out=f"{base}/new")
    new = picture(f"{base}/new")
    rng = random.Random(7)
    whole = healed = killed = 0
    for _ in range(kills):
        shutil.rmtree(f"{site}/public")
        edit(site, "one")
        build(site, *words)
        edit(site, "two")
        process = subprocess.Popen(command(site, *words), stderr=subprocess.DEVNULL)
        time.sleep(rng.random() * length)
        process.send_signal(signal.SIGKILL)
        killed += process.wait() == -signal.SIGKILL
        seen = picture(f"{site}/public")
        whole += all(hash in (old.get(path), new.get(path)) for path, hash in seen.items()) and old.keys() <= seen.keys()
        done = build(site, *words)
        healed += picture(f"{site}/public") == new and done.stderr == ""
    name = "".join(f" {word}" for word in words)
    tap.ok(killed > kills // 4, f"{killed} of {kills} builds{name} were killed while they ran")
    tap.ok(whole == kills, f"after each every page was there, old or new and whole ({whole} of {kills})")
    tap.ok(healed == kills, f"after each the next build gave what a clean one gives ({healed} of {kills})")


def kill_first_builds(tap, base):
    site = f"{base}/site"
    new = picture(f"{base}/new")
    rng = random.Random(11)
    whole = healed = 0
    for _ in range(KILLS):
        shutil.rmtree(f"{site}/public")
        process = subprocess.Popen(command(site), stderr=subprocess.DEVNULL)
        time.sleep(rng.random() * 0.1)
        process.send_signal(signal.SIGKILL)
        process.wait()
        seen = picture(f"{site}/public") if os.path.isdir(f"{site}/public") else {}
        whole += all(hash == new.get(path) for path, hash in seen.items())
        build(site)
        healed += picture(f"{site}/public") == new
    tap.ok(whole == KILLS, f"a first build killed leaves only whole files ({whole} of {KILLS})")
    tap.ok(healed == KILLS, f"and the next one is equal to a clean one ({healed} of {KILLS})")


def full_disk(tap, base):
    """A file-size limit stands in for a full disk where none can be mounted: writes fail half-way."""
    site = f"{base}/site"
    edit(site, "three")
    before = picture(f"{site}/public")
    limited = ["sh", "-c", 'ulimit -f 16; exec "$@"', "sh", *command(site)]
    done = subprocess.run(limited, capture_output=True, text=True, check=False,
                          preexec_fn=lambda: signal.signal(signal.SIGXFSZ, signal.SIG_IGN))
    build(site, out=f"{base}/three")
    new = picture(f"{base}/three")
    seen = picture(f"{site}/public")
    tap.ok(done.returncode == 3 and "cannot write" in done.stderr, "a failed write is told, with status 3", done.stderr)
    tap.ok(all(hash in (before.get(path), new.get(path)) for path, hash in seen.items()) and before.keys() <= seen.keys(),
           "every file is the old or the new one")
    done = build(site)
    tap.ok(picture(f"{site}/public") == new and done.returncode == 0, "the next build heals it", done.stderr)


def long_file(tap, base):
    """tasks.csv is written in parts when it is long; nobody can tell."""
    site = f"{base}/long"
    make_site(site, copies=60)
    out, table = f"{site}/public", f"{site}/public/api/v1/tasks.csv"
    build(site)
    parts = read(table)
    done = build(site, "--precompress", out=f"{base}/whole")
    is_same = "[no-compression]" in done.stderr or parts == read(f"{base}/whole/api/v1/tasks.csv")
    tap.ok(len(parts) > 1 << 19 and is_same, "in parts as when it is made whole", done.stderr)
    write(f"{site}/content/roles/electrician.md", read(f"{site}/content/roles/electrician.md").replace("title: Electrician", "title: Wirer"))
    done = build(site)
    build(site, out=f"{base}/anew")
    tap.ok(picture(out) == picture(f"{base}/anew"), "an edit of one role", done.stderr)
    before = os.stat(table).st_ino
    write(f"{site}/content/site.yaml", read(f"{site}/content/site.yaml") + "\n")
    words = [word for word in command(site) if word != "--quiet"]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    tap.ok(os.stat(table).st_ino == before and " 0 changed" in done.stderr, "the same bytes are not written again", done.stderr)
    write(table, read(table) + "edited")
    done = build(site)
    tap.ok("tasks.csv was edited by hand" in done.stderr and picture(out) == picture(f"{base}/anew"), "an edit by hand is told", done.stderr)
    os.remove(f"{out}/.rolecast-manifest")
    tap.ok(build(site).returncode == 0, "without a manifest the same bytes become ours")
    for what, text in (("longer", parts + "\n"), ("shorter", parts[:-1]), ("other", "x" + parts[1:]), ("empty", "")):
        os.remove(f"{out}/.rolecast-manifest")
        write(table, text)
        done = build(site)
        tap.ok(done.returncode == 1 and "tasks.csv is in the way" in done.stderr and read(table) == text, f"a foreign file in the way that is {what}", done.stderr)
        write(table, read(f"{base}/anew/api/v1/tasks.csv"))
        build(site)


def foreign(tap, base):
    site = f"{base}/small"
    make_site(site)
    out = f"{site}/public"
    os.makedirs(f"{out}/roles/electrician")
    with open(f"{out}/roles/electrician/index.html", "w", encoding="utf-8") as file:
        file.write("mine")
    with open(f"{out}/CNAME", "w", encoding="utf-8") as file:
        file.write("example.org")
    os.symlink("/etc", f"{out}/assets")
    before = picture(out)
    done = build(site)
    tap.ok(done.returncode == 1 and done.stderr.count("[foreign-file]") == 2 and picture(out) == before,
           "foreign files and links in the way are errors, and nothing is written", done.stderr)
    os.remove(f"{out}/assets")
    os.remove(f"{out}/roles/electrician/index.html")
    done = build(site)
    tap.ok(done.returncode == 0 and "CNAME" in picture(out), "a foreign file elsewhere stays", done.stderr)
    page = f"{out}/roles/electrician/index.html"
    with open(page, "a", encoding="utf-8") as file:
        file.write("edited")
    done = build(site)
    with open(page, encoding="utf-8") as file:
        tap.ok("[edited-output]" in done.stderr and not file.read().endswith("edited"),
               "an output edited by hand is told and overwritten", done.stderr)
    os.remove(f"{out}/.rolecast-manifest")
    done = build(site)
    tap.ok(done.returncode == 0, "outputs without a manifest that have the same bytes become ours", done.stderr)


def somebodys(tap, base):
    """What somebody put there since a build was killed is not taken for what that build was about to write."""
    site, out = f"{base}/some", f"{base}/some/public"
    make_site(site)
    write(f"{site}/content/files/doc.txt", "ours")
    build(site)
    journal = claim(out, "doc.txt", "doc.txt") + claim(out, "robots.txt", "gone.txt") + claim(out, "robots.txt", "moved.txt")
    os.remove(f"{site}/content/files/doc.txt")
    build(site)
    shutil.copy(f"{out}/robots.txt", f"{out}/moved.txt")
    write(f"{out}/doc.txt", "mine")
    write(f"{out}/gone.txt", "mine")
    write(f"{out}/.rolecast-journal", journal)
    done = build(site)
    left = [name for name in ("doc.txt", "gone.txt", "moved.txt") if os.path.exists(f"{out}/{name}")]
    tap.ok(done.returncode == 0 and left == ["doc.txt", "gone.txt"], "somebody's files stay, those of the killed build go", f"{left} {done.stderr}")
    write(f"{out}/.rolecast-journal", journal)
    write(f"{site}/content/files/doc.txt", "ours again")
    done = build(site)
    tap.ok(done.returncode == 1 and "foreign-file" in done.stderr and read(f"{out}/doc.txt") == "mine", "nor are they written over", done.stderr)
    os.remove(f"{out}/doc.txt")
    build(site)
    write(f"{out}/doc.txt", "edited by hand")
    os.remove(f"{site}/content/files/doc.txt")
    write(f"{out}/.rolecast-journal", journal)
    done = build(site)
    tap.ok("edited-output" in done.stderr and read(f"{out}/doc.txt") == "edited by hand", "after a crash, too, what was edited by hand stays", done.stderr)


def locked(tap, base):
    site = f"{base}/small"
    with open(f"{site}/public/.rolecast-lock", "w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = build(site)
    tap.ok(done.returncode == 3 and "[locked]" in done.stderr, "a second build at a time says so", done.stderr)


def mistakes(tap, base):
    site = f"{base}/small"
    before = picture(f"{site}/public")
    with open(f"{site}/content/roles/electrician.md", "a", encoding="utf-8") as file:
        file.write("[@nobody]\n")
    done = build(site)
    tap.ok(done.returncode == 1 and picture(f"{site}/public") == before, "with a mistake nothing is written", done.stderr)


def closed_output(tap):
    """A reader that has gone has seen enough; a full disk is told."""
    with subprocess.Popen([BINARY, "-C", ROOT, "score", "--json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.close()
        said = process.stderr.read().decode()
    tap.ok(said == "" and process.returncode == 3, "output into a closed pipe ends without a word", said)
    if os.path.exists("/dev/full"):
        with open("/dev/full", "wb") as full:
            done = subprocess.run([BINARY, "-C", ROOT, "score"], stdout=full, stderr=subprocess.PIPE, text=True, check=False)
        tap.ok(done.returncode == 3 and "cannot write to standard output" in done.stderr, "into a full one it is told", done.stderr)


with folder(parent_folder()) as base:
    kill_builds(tap, base, 15, KILLS)
    if KILLS > 2 and "[no-compression]" not in build(f"{base}/site", "--precompress", out=f"{base}/trial").stderr:
        kill_builds(tap, f"{base}/copies", 6, KILLS // 3, "--precompress")
    kill_first_builds(tap, base)
    full_disk(tap, base)
    foreign(tap, base)
    long_file(tap, base)
    somebodys(tap, base)
    locked(tap, base)
    mistakes(tap, base)
    closed_output(tap)
tap.end()

#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The same bytes with any number of workers, from any folder, in any locale, time zone and state of the output."""
import os
import random
import shutil
import subprocess

from helpers import BINARY, Tap, build, folder, make_site, picture

tap = Tap()


def locales(base):
    """A Turkish and a German locale of our own where the system can make them; those it has by these names elsewhere."""
    os.makedirs(f"{base}/locales")
    made = 0
    for name in ("tr_TR", "de_DE"):
        try:
            subprocess.run(["localedef", "-i", name, "-f", "UTF-8", f"{base}/locales/{name}.UTF-8"], capture_output=True, check=False)
        except OSError:
            break
        made += os.path.isdir(f"{base}/locales/{name}.UTF-8")
    return {"LOCPATH": f"{base}/locales"} if made == 2 else {}


def copy_in_order(source, target, order):
    """The same tree, its entries made in an order of their own: a memory file system lists the newest first."""
    os.makedirs(target)
    for name in order(sorted(os.listdir(source))):
        if os.path.isdir(f"{source}/{name}"):
            copy_in_order(f"{source}/{name}", f"{target}/{name}", order)
        else:
            shutil.copyfile(f"{source}/{name}", f"{target}/{name}")


def file_orders(tap):
    """What stands where in a folder is the file system's own affair."""
    shared = "/dev/shm" if os.path.isdir("/dev/shm") else None
    with folder(shared) as base:
        make_site(f"{base}/site", copies=5)
        shuffled = random.Random(5)
        orders = {"forth": list, "back": lambda names: names[::-1], "mixed": lambda names: shuffled.sample(names, len(names))}
        for name, order in orders.items():
            copy_in_order(f"{base}/site", f"{base}/{name}", order)
            build(f"{base}/{name}", "-j1")
        listed = {tuple(entry.name for entry in os.scandir(f"{base}/{name}/content/roles")) for name in orders}
        pictures = [picture(f"{base}/{name}/public") for name in orders]
        differ = "" if len(listed) > 1 else " # SKIP this file system lists them alike"
        tap.ok(len(pictures[0]) > 100 and all(one == pictures[0] for one in pictures),
               f"files that the file system lists in {len(listed)} orders{differ}")


file_orders(tap)
done = subprocess.run(["nm", "-D", BINARY], capture_output=True, text=True, check=False) if shutil.which("nm") else None
if done and done.returncode == 0 and "open" in done.stdout:
    tap.ok(not {"setlocale", "newlocale", "uselocale"} & {line.split()[-1].split("@")[0] for line in done.stdout.splitlines() if line.strip()},
           "no locale is ever asked for")
with folder() as first, folder() as other:
    make_site(f"{first}/site", copies=5)
    shutil.copytree(f"{first}/site", f"{other}/a place/elsewhere")
    done = build(f"{first}/site", "-j1")
    want = picture(f"{first}/site/public")
    tap.ok(done.returncode == 0 and "index.html" in want, "one worker builds", done.stderr)
    for workers in ("2", "8"):
        build(f"{first}/site", f"-j{workers}", out=f"{first}/j{workers}")
        tap.ok(picture(f"{first}/j{workers}") == want, f"{workers} workers give the same")
    build(f"{other}/a place/elsewhere")
    tap.ok(picture(f"{other}/a place/elsewhere/public") == want, "another folder gives the same")
    build(f"{first}/site", out=f"{first}/abroad", environment={"LC_ALL": "tr_TR.UTF-8", "LANG": "de_DE.UTF-8",
                                                            "TZ": "Pacific/Kiritimati", **locales(other)})
    tap.ok(picture(f"{first}/abroad") == want, "another locale and time zone give the same")
    for words, environment in ((("-j1",), {}), (("-j8",), {"LC_ALL": "tr_TR.UTF-8", "TZ": "Pacific/Kiritimati"})):
        done = build(f"{other}/a place/elsewhere", "--precompress", *words, out=f"{other}/packed{words[0]}", environment=environment)
    one, eight = picture(f"{other}/packed-j1"), picture(f"{other}/packed-j8")
    tap.ok(one == eight and {path: hash for path, hash in one.items() if not path.endswith((".gz", ".br"))} ==
           ({} if "[no-compression]" in done.stderr else want), "compressed copies too are the same with any number of workers, in any place and time zone", done.stderr)

    page = f"{first}/site/public/roles/electrician/index.html"
    before = os.stat(page).st_mtime_ns
    done = build(f"{first}/site")
    tap.ok(os.stat(page).st_mtime_ns == before and done.returncode == 0, "nothing to do is left alone")
    role = f"{first}/site/content/roles/electrician.md"
    with open(role, encoding="utf-8") as file:
        text = file.read()
    with open(role, "w", encoding="utf-8") as file:
        file.write(text + "\nOne more sentence.\n")
    others = os.stat(f"{first}/site/public/roles/court-reporter/index.html").st_mtime_ns
    build(f"{first}/site")
    build(f"{first}/site", out=f"{first}/clean")
    tap.ok(picture(f"{first}/site/public") == picture(f"{first}/clean"), "an edit gives what a clean build gives")
    tap.ok(os.stat(f"{first}/site/public/roles/court-reporter/index.html").st_mtime_ns == others,
           "pages that did not change are not written")
    os.remove(role)
    build(f"{first}/site", "--durable")
    shutil.rmtree(f"{first}/clean")
    build(f"{first}/site", "--durable", out=f"{first}/clean")
    now = picture(f"{first}/site/public")
    tap.ok(now == picture(f"{first}/clean") and not any("roles/electrician/" in path for path in now),
           "a role that is gone is gone from the output")
    tap.ok(not os.path.exists(f"{first}/site/public/roles/electrician"), "with its folder")
tap.end()

#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The same bytes with any number of workers, from any folder, in any locale, time zone and state of the output."""
import os
import shutil

from helpers import Tap, build, folder, make_site, picture

tap = Tap()
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
                                                            "TZ": "Pacific/Kiritimati"})
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

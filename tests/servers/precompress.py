#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""nginx sends compressed copies while builds change, add and remove them: always a whole page, and what it needs."""
import gzip
import os
import random
import re
import sys
import threading

import serving
from helpers import Tap, build, folder, make_site, picture, read, write

tap = Tap()
BUILDS = 12
TYPES = "text/html html; text/css css; application/json json; image/svg+xml svg;"


def body(answer):
    return gzip.decompress(answer.body) if answer.one("Content-Encoding") == "gzip" else answer.body


def copies_are_sent(server, out):
    wrong, paths = [], [path for path in picture(out) if path.endswith((".html", ".css", ".json", ".svg"))]
    for path in paths:
        packed, plain = server.get(f"/{path}", Accept_Encoding="gzip"), server.get(f"/{path}")
        with open(f"{out}/{path}", "rb") as file:
            text = file.read()
        if (packed.one("Content-Encoding") != "gzip" or plain.one("Content-Encoding") or body(packed) != text
                or plain.body != text or packed.one("Content-Type") != plain.one("Content-Type")):
            wrong.append(path)
        elif (packed.one("Last-Modified") != plain.one("Last-Modified") or packed.one("ETag") == plain.one("ETag")):
            wrong.append(f"{path}: {packed.headers} {plain.headers}")
    tap.ok(paths and not wrong, f"{len(paths)} files are sent as their copies, as old as they are", wrong[:3])


class Reader(threading.Thread):
    """Opens pages at random, with and without gzip, and their styles."""

    def __init__(self, server, pages):
        super().__init__()
        self.server, self.pages = server, pages
        self.is_over = False
        self.seen, self.styles, self.wrong = 0, set(), []

    def missing_style(self, path, accepts):
        page = self.server.get(path, Accept_Encoding=accepts)
        if page.status != 200:
            return f"{page.status}"
        text = body(page).decode()
        style = re.search(r'href="(/assets/[^"]+\.css)"', text).group(1)
        self.styles.add(style)
        answer = self.server.get(style, Accept_Encoding=accepts)
        if answer.status == 200 and body(answer) and text.endswith("</html>\n"):
            return None
        return f"{style}: {answer.status}"

    def run(self):
        rng = random.Random(3)
        while not self.is_over:
            path, accepts = rng.choice(self.pages), rng.choice(["gzip", "identity"])
            missing = self.missing_style(path, accepts)
            # Who got the old page just before its style went gets the new one now.
            if missing and self.missing_style(path, accepts) == missing:
                self.wrong.append(f"{path} ({accepts}) {missing}")
            self.seen += 1


def edit(site, number):
    style = f"{site}/themes/default/assets/css/site.css"
    write(style, re.sub(r"\n\.edited .*\n$", "", read(style)) + f"\n.edited {{ order: {number}; }}\n")


def while_it_changes(server, site, out):
    pages = ["/" + path.removesuffix("index.html") for path in picture(out) if path.endswith("index.html")]
    reader = Reader(server, pages)
    reader.start()
    failed = ""
    for number in range(BUILDS):
        edit(site, number)
        failed += build(site, *([] if number % 4 == 3 else ["--precompress"])).stderr
    reader.is_over = True
    reader.join()
    tap.ok(not failed and len(reader.styles) > 3, f"{reader.seen} pages were opened while {BUILDS} builds went on", failed)
    tap.ok(not reader.wrong, "never one that was missing, or without its style", "\n".join(reader.wrong[:5]))


with folder() as base:
    os.chmod(base, 0o755)
    site, out = f"{base}/site", f"{base}/site/public"
    make_site(site, copies=30)
    done = build(site, "--precompress")
    if "[no-compression]" in done.stderr:
        print("1..0 # SKIP compiled without compression")
        sys.exit(0)
    os.makedirs(f"{base}/nginx")
    with serving.nginx(f"{base}/nginx", out, f"gzip_static on;\ntypes {{ {TYPES} }}") as server:
        copies_are_sent(server, out)
        while_it_changes(server, site, out)
        build(site, "--precompress")
        copies_are_sent(server, out)
tap.end()

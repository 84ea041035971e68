#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What a person at a terminal sees: progress in one line that is gone at the end, tables as wide as the terminal, colour."""
import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios
import unicodedata

from helpers import BINARY, PATIENCE, Tap, folder, make_site

CLEAR = "\r\x1b[K"
ESCAPE = "\x1b["


def terminal(words, kind="xterm", columns=80, stop_at=None, environment=None):
    """Runs a command with a terminal of its own; ^C is typed when `stop_at` is seen. All that was written, and the status."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    base = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "CLICOLOR_FORCE")}
    process = subprocess.Popen(words, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True,
                               preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
                               env={**base, "TERM": kind, **(environment or {})})
    os.close(theirs)
    seen = b""
    while True:
        try:
            got = os.read(ours, 4096)
        except OSError:
            got = b""
        if not got:
            break
        seen += got
        if stop_at and stop_at in seen:
            os.write(ours, b"\x03")
            stop_at = None
    os.close(ours)
    return seen.decode().replace("\r\n", "\n"), process.wait()


def has_terminals():
    """A bare chroot may have none."""
    try:
        for end in pty.openpty():
            os.close(end)
        return True
    except OSError:
        return False


def cells(line):
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in line if not unicodedata.combining(sign))


def build(base, out, *words):
    return [BINARY, "-C", base, "build", "--as-of", "2026-11-21", "-j1", "-o", out, *words]


def slow_build(base):
    """A build of a second or two: cards take their time; where none can be drawn, many roles do."""
    make_site(f"{base}/cards", copies=12)
    trial = subprocess.run(build(f"{base}/cards", "trial"), capture_output=True, check=False)
    if trial.returncode == 0:
        return lambda out, *words: build(f"{base}/cards", out, *words)
    make_site(f"{base}/many", copies=200)
    return lambda out, *words: build(f"{base}/many", out, "--no-cards", *words)


def files_of(out):
    return [name for _, _, names in os.walk(out) for name in names if not name.startswith(".rolecast-")]


def test_progress(tap, base):
    slow = slow_build(base)
    seen, status = terminal(slow("one"))
    told, rest = seen.rsplit(CLEAR, 1)
    lines = told.split(CLEAR)[1:]
    tap.ok(status == 0 and len(lines) > 1 and all(re.fullmatch(r"(reading|loading [\d,]+|rendering [\d,]+ of [\d,]+) files", line)
                                                  for line in lines), "one line tells how far a build is", seen)
    done = [int(line.split()[1].replace(",", "")) for line in lines if line.startswith("rendering")]
    total = int(re.match(r"(\d+) files, ", rest).group(1))
    tap.ok(done == sorted(done) and done[-1] <= total and f" of {total:,} files" in told, "it counts up to all files", lines)
    tap.ok("\n" not in told and rest.startswith(f"{total} files, {total} changed"), "it is gone at the end", repr(rest))
    seen, status = terminal(slow("two"), columns=20)
    tap.ok(status == 0 and all(len(line) < 20 for line in seen.split(CLEAR)[1:-1]), "it never fills a narrow terminal", seen)
    for name, words, kind in (("--quiet", ["--quiet"], "xterm"), ("a dumb terminal", [], "dumb")):
        seen, status = terminal(slow("three" + kind, *words), kind)
        tap.ok(status == 0 and "\x1b" not in seen and "render" not in seen, f"nothing with {name}", repr(seen))
    piped = subprocess.run(slow("four"), capture_output=True, text=True, check=False)
    tap.ok("\x1b" not in piped.stderr and "render" not in piped.stderr and piped.returncode == 0, "nothing in a pipe", piped.stderr)
    seen, status = terminal(slow("copies", "--precompress"))
    if "[no-compression]" not in seen:
        total = len(files_of(f"{base}/cards/copies") or files_of(f"{base}/many/copies"))
        tap.ok(status == 0 and re.search(rf"{re.escape(CLEAR)}rendering and compressing [\d,]+ of {total:,} files", seen),
               "compressed copies are counted with the files", repr(seen[-400:]))
    seen, status = terminal(slow("five"), stop_at=b"rendering")
    tap.ok(status == -2 and seen.endswith(CLEAR), "^C leaves an empty line", repr(seen))
    seen, status = terminal(build(f"{base}/cards", "trial"))
    slow_too = " # SKIP under a watch nothing is soon done" if PATIENCE > 1 else ""
    tap.ok(slow_too or (status == 0 and CLEAR not in seen), f"nothing for a build that is soon done{slow_too}", repr(seen))


def test_width(tap, base):
    for columns, wanted in ((40, 60), (60, 60), (80, 80), (100, 100), (200, 120)):
        for words in (["court-reporter/senior"], ["electrician", "electrician/lead"], ["backend-developer", "electrician"]):
            seen, status = terminal([BINARY, "-C", f"{base}/cards", "explain", *words, "--colour", "never"], columns=columns)
            widest = max(cells(line) for line in seen.splitlines())
            tap.ok(status == 0 and wanted - 3 <= widest <= wanted, f"explain {' '.join(words)} in {columns} columns", f"{widest}\n{seen}")


def test_colour(tap, base):
    words = [BINARY, "-C", f"{base}/cards", "explain", "electrician"]
    plain = terminal([*words, "--colour", "never"])[0]
    coloured = terminal(words)[0]
    tap.ok(ESCAPE in coloured and re.sub(r"\x1b\[\d*m", "", coloured) == plain, "colour adds nothing but colour", coloured)
    tap.ok(terminal(words, environment={"NO_COLOR": "1"})[0] == plain, "NO_COLOR is honoured")
    tap.ok(terminal(words, "dumb")[0] == plain, "a dumb terminal gets none")
    tap.ok(ESCAPE in terminal([BINARY, "--help"])[0] and ESCAPE not in terminal([BINARY, "--help", "--colour", "never"])[0], "help too")


if not has_terminals():
    print("1..0 # SKIP this system gives no terminals")
    sys.exit(0)
tap = Tap()
with folder() as base:
    test_progress(tap, base)
    test_width(tap, base)
    test_colour(tap, base)
tap.end()

#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""usage: tests/memcheck.py BUILD [TEST...]: the tests of a build folder with every process of ours under valgrind's
memcheck, one TAP line a test: no report, and what the test says by itself. Tests of packages are left out: they compile
programs of their own; and those of faults: valgrind would be struck with the program."""
import glob
import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import time

LEFT_OUT = {"package", "layers", "manual", "fault"}
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def memcheck(logs):
    return [shutil.which("valgrind") or "valgrind", "-q", "--leak-check=full", "--show-leak-kinds=definite,indirect", "--errors-for-leak-kinds=definite,indirect",
            f"--suppressions={ROOT}/tests/memcheck.txt", "--error-exitcode=99", "--num-callers=16", f"--log-file={logs}/%p"]


def wrapped(base, name, program, logs):
    """A program that is `program` under memcheck, to stand in for it in tests that are scripts."""
    path = f"{base}/{name}"
    with open(path, "w", encoding="utf-8") as file:
        file.write(f"#!/bin/sh\nexec {shlex.join(memcheck(logs))} {shlex.quote(program)} \"$@\"\n")
    os.chmod(path, 0o755)
    return path


def command_of(test, build, base, logs):
    """Scripts get what they run wrapped; programs are run under memcheck themselves."""
    program, *words = (os.path.join(build, word) if word.startswith("./") else word for word in test["cmd"])
    ours = lambda path: path.startswith(build + os.sep) and os.access(path, os.X_OK) and os.path.isfile(path)  # noqa: E731
    if ours(program):
        return [*memcheck(logs), program, *words]
    return [program, *(wrapped(base, os.path.basename(word), word, logs) if ours(word) else word for word in words)]


def run(test, build):
    with tempfile.TemporaryDirectory() as base:
        logs = f"{base}/logs"
        os.makedirs(logs)
        environment = {**os.environ, **test["env"], "ROLECAST_KILLS": "3", "ROLECAST_EDITS": "6", "ROLECAST_SLOW": "1", "G_SLICE": "always-malloc"}
        start = time.monotonic()
        try:
            done = subprocess.run(command_of(test, build, base, logs), cwd=test["workdir"] or build, env=environment, capture_output=True, text=True,
                                  errors="replace", timeout=3600, check=False)
        except subprocess.TimeoutExpired:
            return ["it did not end within an hour"], 0, 3600, 0
        bad = [f"status {done.returncode}\n{done.stderr[-1500:]}"] if done.returncode else []
        bad += re.findall(r"^not ok .*(?:\n#.*)*", done.stdout, re.MULTILINE)
        cases = len(re.findall(r"^ok\b", done.stdout, re.MULTILINE))
        reports = []
        for path in glob.glob(f"{logs}/*"):
            with open(path, encoding="utf-8", errors="replace") as file:
                reports += [text] if (text := file.read()).strip() else []
        return bad + reports[:5], cases, time.monotonic() - start, len(glob.glob(f"{logs}/*"))


def main():
    for number in (signal.SIGINT, signal.SIGHUP):  # tests send them; in the background they may be set aside
        signal.signal(number, signal.default_int_handler)
    build = os.path.abspath(sys.argv[1])
    tests = json.loads(subprocess.run(["meson", "introspect", "--tests", build], capture_output=True, check=True).stdout)
    tests = [test for test in tests if not {suite.split(":")[-1] for suite in test["suite"]} & LEFT_OUT and (not sys.argv[2:] or test["name"] in sys.argv[2:])]
    failed = processes = cases = 0
    for number, test in enumerate(tests, 1):
        bad, count, seconds, ran = run(test, build)
        failed += bool(bad)
        processes, cases = processes + ran, cases + count
        print(f"{'not ' if bad else ''}ok {number} - {test['name']}: {count} cases, {ran} processes, {seconds:.0f} s", flush=True)
        for text in bad:
            print("# " + text.replace("\n", "\n# "), flush=True)
    print(f"# {cases} cases in {processes} processes\n1..{len(tests)}")
    sys.exit(1 if failed or not tests else 0)


main()

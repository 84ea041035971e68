#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""usage: run.py BINARY [NAME...] : runs each test of this folder (or those named), some at a time, and adds up their lines."""
import concurrent.futures
import os
import re
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
PARTS = {"deploys": ("webdav", "sftp", "folder,daemon,local", "shell,git,refused")}  # what a test can do apart; it waits most of the time


def count(binary, test, part):
    """Prints what failed; (passed, failed). A test that stops early has failed."""
    name = f"{test} ({part})" if part else test
    environment = os.environ | ({"ROLECAST_PLACES": part} if part else {})
    done = subprocess.run([sys.executable, f"{HERE}/{test}.py", binary], stdout=subprocess.PIPE, text=True, check=False, env=environment)
    good = len(re.findall(r"^ok\b", done.stdout, re.MULTILINE))
    bad = len(re.findall(r"^not ok\b", done.stdout, re.MULTILINE))
    for line in re.findall(r"^(?:not ok|#).*$", done.stdout, re.MULTILINE):
        print(f"{name}: {line}", file=sys.stderr)
    planned = re.search(r"^1\.\.(\d+)$", done.stdout, re.MULTILINE)
    if not planned or int(planned[1]) != good + bad:
        print(f"{name}: stopped before its end (status {done.returncode})", file=sys.stderr)
        bad += 1
    print(f"{name}: {good} passed, {bad} failed", file=sys.stderr)
    return good, bad


def main():
    others = {"run", "serving", "places"}
    names = sys.argv[2:] or sorted(name[:-3] for name in os.listdir(HERE) if name.endswith(".py") and name[:-3] not in others)
    with concurrent.futures.ThreadPoolExecutor((os.cpu_count() or 1) + 1) as pool:
        jobs = [pool.submit(count, os.path.abspath(sys.argv[1]), name, part) for name in names for part in PARTS.get(name, ("",))]
        totals = [job.result() for job in jobs]
    passed, failed = (sum(column) for column in zip(*totals))
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed or passed == 0 else 0)


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""usage: run.py BINARY [NAME...] : runs each test of this folder (or those named) and adds up their lines."""
import os
import re
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))


def count(binary, name):
    """Prints what failed; (passed, failed). A test that stops early has failed."""
    done = subprocess.run([sys.executable, f"{HERE}/{name}.py", binary], stdout=subprocess.PIPE, text=True, check=False)
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
    others = {"run", "serving"}
    names = sys.argv[2:] or sorted(name[:-3] for name in os.listdir(HERE) if name.endswith(".py") and name[:-3] not in others)
    totals = [count(os.path.abspath(sys.argv[1]), name) for name in names]
    passed, failed = (sum(column) for column in zip(*totals))
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed or passed == 0 else 0)


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""usage: tests/compilers.py [BINARY...]: the example site as every compiler here makes the program for it, at every level of
optimisation, with and without hardening, and as the binaries given make it: the same bytes."""
import os
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "site"))
GIVEN = [os.path.abspath(path) for path in sys.argv[1:]]
sys.argv[1:] = GIVEN[:1] or ["build/rolecast"]
from helpers import ROOT, Tap, picture  # noqa: E402  (it wants a binary)

WAYS = [("gcc", ["-Doptimization=0"]), ("gcc", ["-Doptimization=2"]), ("gcc", ["-Doptimization=3", "-Db_lto=true"]),
        ("gcc", ["-Doptimization=s", "-Dhardened=false", "-Db_pie=false"]), ("clang", ["-Doptimization=0"]),
        ("clang", ["-Doptimization=2"]), ("clang", ["-Doptimization=3", "-Dhardened=false"])]


def compiled(base, compiler, options):
    build = f"{base}/build"
    shutil.rmtree(build, ignore_errors=True)
    environment = {**os.environ, "CC": compiler}
    for words in (["meson", "setup", build, ROOT, "-Dwerror=false", "-Db_lundef=false", *options],
                  ["ninja", "-C", build, "rolecast"]):
        done = subprocess.run(words, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            return None, done.stdout[-2000:] + done.stderr[-2000:]
    return f"{build}/rolecast", ""


def made_by(binary, out):
    done = subprocess.run([binary, "-C", ROOT, "build", "--as-of", "2026-11-21", "--quiet", "-o", out], capture_output=True, text=True, check=False)
    return picture(out) if done.returncode == 0 else {}, done.stderr


def main():
    tap = Tap()
    with tempfile.TemporaryDirectory() as base:
        want = {}
        for number, binary in enumerate(GIVEN):
            seen, why = made_by(binary, f"{base}/given{number}")
            want = want or seen
            tap.ok(len(seen) > 100 and seen == want, f"{os.path.relpath(binary, ROOT)}: {len(seen)} files, the same", why)
        for number, (compiler, options) in enumerate(WAYS if os.environ.get("ROLECAST_COMPILERS") else []):
            name = " ".join([compiler, *(option.replace("-Doptimization=", "-O").replace("-Db_lto=true", "-flto") for option in options)])
            if not shutil.which(compiler):
                tap.ok(True, f"{name} # SKIP {compiler} is not here")
                continue
            binary, why = compiled(base, compiler, options)
            seen = {}
            if binary:
                seen, why = made_by(binary, f"{base}/{number}")
            want = want or seen
            differ = [path for path in want if seen.get(path) != want[path]][:5]
            tap.ok(len(seen) > 100 and seen == want, f"{name}: {len(seen)} files, the same", f"{why}{differ}")
    tap.end()


main()

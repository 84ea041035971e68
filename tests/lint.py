#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""usage: tests/lint.py BUILD: clang-tidy over every file that the build compiles, by .clang-tidy, and cppcheck over src/; a
TAP line each file with what they say."""
import concurrent.futures
import glob
import json
import os
import re
import shutil
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
# readdir_r is obsolete; no folder is read by two threads.
CPPCHECK = ["cppcheck", "--std=c11", "--enable=warning,performance,portability", "--error-exitcode=1", "--quiet", "--library=posix",
            "--suppress=readdirCalled", "-Iinclude", "-D__GNUC__", "-D_GNU_SOURCE", "-DROLECAST_CARDS", "-DROLECAST_PRECOMPRESS",
            "-DROLECAST_PAGE_CHECK", "src"]


def tidy_program():
    found = [path for folder in os.environ["PATH"].split(os.pathsep) for path in glob.glob(f"{folder}/clang-tidy*")]
    names = sorted({os.path.basename(path) for path in found if re.search(r"clang-tidy(-\d+)?$", path)})
    return names[0] if names else None


def tidied(program, build, path):
    done = subprocess.run([program, "-p", build, "--quiet", path], cwd=ROOT, capture_output=True, text=True, check=False)
    return path, done.returncode == 0, done.stdout


def main():
    build = os.path.abspath(sys.argv[1])
    with open(f"{build}/compile_commands.json", encoding="utf-8") as file:
        commands = json.load(file)
    paths = sorted({os.path.normpath(os.path.join(command["directory"], command["file"])) for command in commands})
    paths = [path for path in paths if path.startswith((f"{ROOT}/src/", f"{ROOT}/tests/"))]
    number = failed = 0
    program = tidy_program()
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for path, good, said in pool.map(lambda path: tidied(program, build, path), paths if program else []):
            number, failed = number + 1, failed + (not good)
            print(f"{'' if good else 'not '}ok {number} - {os.path.relpath(path, ROOT)}", flush=True)
            if not good:
                print("# " + said.strip().replace("\n", "\n# "), flush=True)
    if shutil.which("cppcheck"):
        done = subprocess.run(CPPCHECK, cwd=ROOT, capture_output=True, text=True, check=False)
        number, failed = number + 1, failed + (done.returncode != 0)
        print(f"{'not ' if done.returncode else ''}ok {number} - cppcheck")
        if done.returncode:
            print("# " + done.stderr.strip().replace("\n", "\n# "))
    print(f"1..{number}")
    sys.exit(1 if failed or number == 0 else 0)


main()

#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""usage: run.py BINARY [CASE...]: runs the golden cases beside this file and prints TAP.

A case is a folder: `cmd` (a line `base: NAME` if it builds on _base/NAME, then the command's words), `in/` (files laid
over the base), and what the command must give: `stdout`, `stderr`, `status`, and in `out/` files that must come
out byte for byte. UPDATE=1 writes those instead of comparing. The last test asks that every diagnostic id of the
program is in some case's expected output, or in not-golden.txt with the reason why not.
"""
import difflib
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
UPDATE = os.environ.get("UPDATE") == "1"


def read(path):
    if not os.path.exists(path):
        return ""
    with open(path, encoding="utf-8", errors="surrogateescape") as file:
        return file.read()


def write(path, text):
    with open(path, "w", encoding="utf-8", errors="surrogateescape") as file:
        file.write(text)


def lay_out(case, folder):
    words = read(f"{HERE}/{case}/cmd")
    base = re.match(r"base: (\S+)\n", words)
    if base:
        shutil.copytree(f"{HERE}/_base/{base.group(1)}", folder, dirs_exist_ok=True)
        words = words[base.end():]
    if os.path.isdir(f"{HERE}/{case}/in"):
        shutil.copytree(f"{HERE}/{case}/in", folder, dirs_exist_ok=True, symlinks=True)
    if not os.path.exists(f"{folder}/themes/default"):
        shutil.copytree(f"{ROOT}/themes/default", f"{folder}/themes/default")
    return shlex.split(words)


def steady(text, folder):
    text = re.sub(r"\.[0-9a-f]{12}\.(css|js|svg)\b", r".HASH.\1", text.replace(folder, "FOLDER"))
    text = re.sub(r"\b\d+ labels\b", "N labels", text)
    return re.sub(r"\b\d+ ms\b", "N ms", text)


def run(binary, case):
    with tempfile.TemporaryDirectory(prefix="golden-") as folder:
        words = lay_out(case, folder)
        environment = {key: value for key, value in os.environ.items() if key != "SOURCE_DATE_EPOCH"}
        environment.update(LC_ALL="C", TZ="UTC", NO_COLOR="1", COLUMNS="80")
        done = subprocess.run([binary, *words], cwd=folder, env=environment, capture_output=True, check=False,
                              stdin=subprocess.DEVNULL)
        got = {"stdout": steady(done.stdout.decode("utf-8", "surrogateescape"), folder),
               "stderr": steady(done.stderr.decode("utf-8", "surrogateescape"), folder), "status": f"{done.returncode}\n"}
        out = f"{HERE}/{case}/out"
        for base, _, names in os.walk(out):
            for name in names:
                below = os.path.relpath(os.path.join(base, name), out)
                got[f"out/{below}"] = read(f"{folder}/public/{below}")
        return got


def compare(case, got):
    problems = []
    for name, text in got.items():
        path = f"{HERE}/{case}/{name}"
        want = read(path)
        if text == want:
            continue
        if UPDATE and (text or os.path.exists(path)):
            write(path, text)
            continue
        problems += difflib.unified_diff(want.splitlines(), text.splitlines(), f"{name} wanted", f"{name} got", lineterm="", n=1)
    return problems


def ids_in_program():
    ids = set()
    for base, _, names in os.walk(f"{ROOT}/src"):
        for name in names:
            text = read(os.path.join(base, name))
            ids.update(re.findall(r'\{"([a-z0-9-]+)", SEVERITY_', text))
            for call in re.finditer(r"(?:diag_(?:error|warning|system)|csv_complain)\(", text):
                id = re.search(r'"([a-z0-9]+(?:-[a-z0-9]+)*)"', text[call.end():call.end() + 200])
                if id:
                    ids.add(id.group(1))
    return ids


def ids_in_cases(cases):
    shown = "".join(read(f"{HERE}/{case}/{name}") for case in cases for name in ("stdout", "stderr"))
    excused = set(re.findall(r"^([a-z0-9-]+):", read(f"{HERE}/not-golden.txt"), re.MULTILINE))
    return set(re.findall(r"\[([a-z0-9-]+)\]\n", shown)) | set(re.findall(r'"id":"([a-z0-9-]+)"', shown)) | excused


def main():
    binary = os.path.abspath(sys.argv[1])
    every = sorted(name for name in os.listdir(HERE) if os.path.exists(f"{HERE}/{name}/cmd"))
    cases = sys.argv[2:] or every
    failed = 0
    for number, case in enumerate(cases, 1):
        got = run(binary, case)
        if "built without libxml2" in got["stderr"]:
            print(f"ok {number} - {case} # SKIP built without libxml2")
            continue
        problems = compare(case, got)
        failed += bool(problems)
        print(f"{'not ' if problems else ''}ok {number} - {case}")
        for line in problems[:60]:
            print("# " + line)
    if cases == every:
        missing = sorted(ids_in_program() - ids_in_cases(cases))
        failed += bool(missing)
        print(f"{'not ' if missing else ''}ok {len(cases) + 1} - every diagnostic has a case")
        for id in missing:
            print(f"# no case shows [{id}]")
    print(f"1..{len(cases) + (cases == every)}")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()

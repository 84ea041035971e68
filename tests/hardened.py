#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""usage: tests/hardened.py BINARY [MODULE]: what the compiler and the linker put in the way of whoever finds a mistake in our
memory is in the program, as readelf tells it."""
import re
import shutil
import subprocess
import sys

FORMS = [("position-independent", "-h", r"Type:\s+DYN"), ("its tables read-only once it has started", "-lW", r"GNU_RELRO"),
         ("all functions bound before it starts", "-dW", r"\bNOW\b|BIND_NOW"), ("a guarded stack", "-sW", r"__stack_chk_fail"),
         ("checked calls of the C library", "-sW", r"__\w+_chk\b(?<!__stack_chk)")]


def asked(path, option):
    return subprocess.run(["readelf", option, path], capture_output=True, text=True, check=True).stdout


def main():
    if not shutil.which("readelf") or not asked_is_elf(sys.argv[1]):
        print("1..0 # SKIP readelf, or a program in ELF, is not here")
        return
    number = failed = 0
    for path in sys.argv[1:]:
        name = path.rsplit("/", 1)[-1]
        for what, option, pattern in FORMS:
            if "checked calls" in what and (path != sys.argv[1] or "@GLIBC_" not in asked(path, option)):
                continue
            good = bool(re.search(pattern, asked(path, option)))
            number, failed = number + 1, failed + (not good)
            print(f"{'' if good else 'not '}ok {number} - {name}: {what}")
        stack = re.search(r"GNU_STACK.*\n?.*?\b(R[W ]E|RW)\b", asked(path, "-lW"))
        good = bool(stack) and "E" not in stack[1]
        number, failed = number + 1, failed + (not good)
        print(f"{'' if good else 'not '}ok {number} - {name}: no code on the stack")
        writable = re.findall(r"LOAD.*\bRWE\b", asked(path, "-lW"))
        number, failed = number + 1, failed + bool(writable)
        print(f"{'not ' if writable else ''}ok {number} - {name}: nothing that can be written and run")
    print(f"1..{number}")
    sys.exit(1 if failed else 0)


def asked_is_elf(path):
    with open(path, "rb") as file:
        return file.read(4) == b"\x7fELF"


main()

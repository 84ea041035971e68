#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""usage: version.py BINARY MANUAL-PAGE... : the version stands in meson.build; the program, the changelog, the Debian
changelog and the manual pages say the same, and a changelog that tells a day tells that of the manual pages."""
import os
import re
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def found(path, pattern):
    with open(path, encoding="utf-8") as file:
        match = re.search(pattern, file.read(), re.MULTILINE)
    return match.groups() if match else (f"{os.path.basename(path)} has nothing like {pattern}",) * 2


def main():
    version, = found(f"{ROOT}/meson.build", r"^  version: '(\d+\.\d+\.\d+)',$")
    day, = found(f"{ROOT}/meson.build", r"^version_date = '(\d{4}-\d\d-\d\d)'")
    told = subprocess.run([sys.argv[1], "--version"], capture_output=True, text=True, check=True).stdout
    heading = found(f"{ROOT}/CHANGELOG.md", r"^## (\S+) - (\S+)$")
    debian = found(f"{ROOT}/debian/changelog", r"\Arolecast \((\S+)\) (\S+);")
    checks = [("the program", told.split()[1], version), ("CHANGELOG.md", heading[0], version), ("debian/changelog", debian[0], version),
              ("the day in CHANGELOG.md", heading[1], day if heading[1] != "unreleased" else "unreleased")]
    for page in sys.argv[2:]:
        when, what = found(page, r'^\.TH \S+ \d "([^"]*)" "rolecast ([^"]*)"')
        checks += [(os.path.basename(page), what, version), (f"the day in {os.path.basename(page)}", when, day)]
    for number, (name, is_there, wanted) in enumerate(checks, 1):
        print(f"{'ok' if is_there == wanted else 'not ok'} {number} - {name}: {is_there}, and meson.build: {wanted}")
    print(f"1..{len(checks)}")
    sys.exit(any(is_there != wanted for _, is_there, wanted in checks))


if __name__ == "__main__":
    main()

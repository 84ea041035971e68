#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""No include points the wrong way: base, format, score, content, page, publish, command."""
import os
import re
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
LAYERS = ["base", "format", "score", "content", "page", "publish", "command"]

wrong = []
for rank, layer in enumerate(LAYERS):
    for top in ("src", "include"):
        for base, _, names in os.walk(f"{ROOT}/{top}/{layer}"):
            for name in names:
                with open(os.path.join(base, name), encoding="utf-8") as file:
                    for number, line in enumerate(file, 1):
                        found = re.match(r'#include "(\w+)/', line)
                        if found and LAYERS.index(found.group(1)) > rank:
                            wrong.append(f"{top}/{layer}/{name}:{number}: {line.strip()}")
print(f"{'not ' if wrong else ''}ok 1 - no include points the wrong way")
for line in wrong:
    print("# " + line)
print("1..1")
sys.exit(1 if wrong else 0)

# SPDX-License-Identifier: MIT
"""What the tests of whole builds share: a site to build, the binary, and a picture of an output folder."""
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BINARY = os.path.abspath(sys.argv[1])
PATIENCE = 20 if os.environ.get("ROLECAST_SLOW") else 1  # under what watches a program and slows it down
THREE = f"{ROOT}/tests/site/three"  # the example site when it was small: a role in a folder, two in a file each


def make_site(folder, copies=1, content=THREE):
    """A site; each role `copies` times, so that a build takes a while."""
    shutil.copytree(content, f"{folder}/content")
    shutil.copytree(f"{ROOT}/themes", f"{folder}/themes")
    for number in range(1, copies):
        for name in os.listdir(f"{content}/roles"):
            source = f"{content}/roles/{name}"
            if os.path.isdir(source):
                shutil.copytree(source, f"{folder}/content/roles/{name}-{number}")
            else:
                stem, ending = name.split(".")
                shutil.copy(source, f"{folder}/content/roles/{stem}-{number}.{ending}")


def command(folder, *words, out="public", cards=False):
    """Cards take their time, so that only the tests that are about them make any."""
    return [BINARY, "-C", folder, "build", "--as-of", "2026-11-21", "--quiet", "-o", out,
            *([] if cards else ["--no-cards"]), *words]


def build(folder, *words, out="public", environment=None, cards=False):
    return subprocess.run(command(folder, *words, out=out, cards=cards), capture_output=True, text=True, check=False,
                          env={**os.environ, **(environment or {})})


def picture(folder):
    """Path → hash of every file but rolecast's own notes."""
    seen = {}
    for base, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(base, name)
            below = os.path.relpath(path, folder)
            if not below.startswith(".rolecast-"):
                with open(path, "rb") as file:
                    seen[below] = hashlib.sha256(file.read()).hexdigest()
    return seen


def write(path, text):
    """Text, or bytes as they are."""
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(text if isinstance(text, bytes) else text.encode())


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def claim(out, of, path):
    """A line of a journal: the bytes of `of`, which the last build wrote, were about to be put at `path`."""
    for line in read(f"{out}/.rolecast-manifest").split("\n"):
        words = line.split(" ", 5)
        if words[-1] == of:
            return f"{words[1].split(':')[0]} {words[2]} {path}\n"
    raise KeyError(of)


def ranks(values):
    return [sum(other < value for other in values) + (sum(other == value for other in values) + 1) / 2 for value in values]


def spearman(a, b):
    x, y = ranks(a), ranks(b)
    mean = (len(a) + 1) / 2
    product = sum((p - mean) * (q - mean) for p, q in zip(x, y))
    return product / (sum((p - mean) ** 2 for p in x) * sum((q - mean) ** 2 for q in y)) ** 0.5


def half(p, q):
    return (2 * p + q) // (2 * q)


class Tap:
    def __init__(self):
        self.number = 0
        self.failed = 0

    def ok(self, truth, name, why=""):
        self.number += 1
        self.failed += not truth
        print(f"{'' if truth else 'not '}ok {self.number} - {name}")
        if not truth and why:
            print("# " + str(why).replace("\n", "\n# "))

    def end(self):
        print(f"1..{self.number}")
        sys.exit(1 if self.failed else 0)


def folder(parent=None):
    return tempfile.TemporaryDirectory(prefix="rolecast-test-", dir=parent)

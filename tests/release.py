#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""`tools/release`: from two clones, at other paths and under other umasks, the tarball is the same bytes; it holds what is
in git, readable by all, and turns no warning into an error."""
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def run(*words, umask=0o022):
    done = subprocess.run(words, capture_output=True, text=True, check=False, umask=umask)
    if done.returncode:
        sys.exit(f"{' '.join(words)}: {done.stdout}{done.stderr}")
    return done.stdout


def pack(clone, umask, when):
    """A clone of what is committed, and its tarball."""
    run("git", "clone", "-q", "--no-hardlinks", ROOT, clone, umask=umask)
    for base, _, names in os.walk(f"{clone}/tools"):
        for name in names:
            os.utime(os.path.join(base, name), (when, when))
    out = f"{clone}-out"
    run(f"{clone}/tools/release", "--no-tests", out, umask=umask)
    name, = (name for name in os.listdir(out) if name.endswith(".tar.xz"))
    return f"{out}/{name}"


def read(path):
    with open(path, "rb") as file:
        return file.read()


def checks(base):
    one, two = pack(f"{base}/a", 0o022, 1), pack(f"{base}/b/of another name", 0o002, 1700000000)
    yield "two clones give the same bytes", read(one) == read(two), ""
    yield "and the same checksum", read(f"{one}.sha256") == read(f"{two}.sha256"), ""
    done = subprocess.run(["sha256sum", "--quiet", "-c", f"{os.path.basename(one)}.sha256"], cwd=os.path.dirname(one), check=False,
                          capture_output=True, text=True)
    yield "sha256sum can check it", done.returncode == 0, done.stderr
    with tarfile.open(one) as archive:
        entries = archive.getmembers()
        build = next(entry for entry in entries if entry.name.count("/") == 1 and entry.name.endswith("/meson.build"))
        text = archive.extractfile(build).read().decode()
    odd = [entry.name for entry in entries if entry.uid or entry.gid or entry.uname != "root" or not entry.issym()
           and entry.mode != (0o755 if entry.isdir() or entry.mode & 0o100 else 0o644)]
    yield "all may read it, and it names nobody", not odd, odd
    yield "all is of one time", len({entry.mtime for entry in entries}) == 1, {entry.mtime for entry in entries}
    listed = set(run("git", "-C", f"{base}/a", "ls-files", "-z").split("\0")) - {""}
    packed = {entry.name.split("/", 1)[1] for entry in entries if not entry.isdir()}
    yield "it holds what is in git", packed == listed, packed ^ listed
    yield "warnings are no errors in it", re.search(r"'werror=false'", text) and "werror=true" not in text, ""
    with open(f"{base}/a/README.md", "a", encoding="utf-8") as file:
        file.write("not committed\n")
    done = subprocess.run([f"{base}/a/tools/release", "--no-tests", f"{base}/dirty"], capture_output=True, text=True, check=False)
    yield "what is not committed is no release", done.returncode == 1 and "uncommitted" in done.stderr, done.stdout + done.stderr
    shutil.rmtree(f"{base}/a/.git")
    done = subprocess.run([f"{base}/a/tools/release", f"{base}/none"], capture_output=True, text=True, check=False)
    yield "without git it says why", done.returncode == 1 and "no git checkout" in done.stderr, done.stderr


def main():
    for tool in ("git", "meson", "sha256sum"):
        if not shutil.which(tool):
            print(f"1..0 # SKIP {tool} is not installed")
            return
    if not os.path.exists(f"{ROOT}/.git"):
        print("1..0 # SKIP this is no git checkout")
        return
    known = subprocess.run(["git", "-C", ROOT, "rev-parse", "HEAD"], capture_output=True, text=True, check=False)
    if known.returncode:
        print(f"1..0 # SKIP {known.stderr.splitlines()[0]}")
        return
    number = failed = 0
    with tempfile.TemporaryDirectory(prefix="rolecast-test-") as base:
        for name, ok, why in checks(base):
            number, failed = number + 1, failed + (not ok)
            print(f"{'ok' if ok else 'not ok'} {number} - {name}")
            if not ok and why:
                print("# " + str(why)[-2000:].replace("\n", "\n# "))
    print(f"1..{number}")
    sys.exit(failed > 0)


if __name__ == "__main__":
    main()

# SPDX-License-Identifier: MIT
"""Makes the tree of a source tarball ready; `meson dist` runs it before it packs.

Nothing of the packing person's machine is left in it: all files have the time of the commit (git gives it to each), and
the modes that everybody may read. A release compiles with whatever compiler comes, so warnings are no errors there."""
import os
import sys


def edit(path, before, after):
    with open(path, encoding="utf-8") as file:
        text = file.read()
    if text.count(before) != 1:
        sys.exit(f"{path}: {before} does not stand there once")
    with open(path, "w", encoding="utf-8") as file:
        file.write(text.replace(before, after))


def settle(path, when):
    if not os.path.islink(path):
        runs = os.path.isdir(path) or os.stat(path).st_mode & 0o100
        os.chmod(path, 0o755 if runs else 0o644)
    os.utime(path, (when, when), follow_symlinks=False)


def main():
    root = os.environ["MESON_DIST_ROOT"]
    when = int(os.stat(f"{root}/README.md").st_mtime)
    edit(f"{root}/meson.build", "werror=true", "werror=false")
    for base, folders, names in os.walk(root, topdown=False):
        for name in names + folders:
            settle(os.path.join(base, name), when)
    settle(root, when)


if __name__ == "__main__":
    main()

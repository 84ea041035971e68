#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A folder that cannot be listed is told by its own name, and no command takes what it could not list for empty. Called with the
binary and the shim."""
from faults import BUILD, Scene, Tap, folder, make_content, room, write
from scenes import DeployScene


class Listing(Scene):
    def __init__(self, base, name, words):
        super().__init__(base, name, words)
        make_content(f"{self.stock}/site", "new")
        write(f"{self.stock}/site/content/files/deep/deeper/notes.txt", "x\n")


def try_opening(tap, base):
    scene = Listing(base, "a build", BUILD)
    opened, bad = [path for _, name, path in scene.calls() if name == "opendir"], []
    for at, path in enumerate(opened, 1):
        struck, done = scene.strike(1, "calls", at, "error:13", "opendir")
        below = path.split("/site/")[-1]
        is_told = done.returncode == 3 and f"cannot list {scene.lane(1)}/site/{below}: Permission denied" in done.stderr
        if "/site/content" in path and not (struck and is_told):
            bad.append(f"{below}: {done.returncode} {done.stderr}")
    tap.ok(sum("/site/content" in path for path in opened) > 3 and not bad, f"{scene.name}: each folder is told by its name", "\n".join(bad) or opened)


def try_reading(tap, base, name, words):
    """Of each folder the first entry cannot be read."""
    scene = Listing(base, name, words)
    struck, done = scene.strike(1, "calls", 1, "sticky:5", "readdir")
    tap.ok(struck and done.returncode == 3 and "Input/output error" in done.stderr, f"{name}: what cannot be read is not empty", f"{struck} {done.returncode} {done.stderr}")


def try_links(tap, base):
    """Whether a link stands at the target cannot be told: a tool would go through it."""
    scene = DeployScene(base, "a deploy", "rsync", tools="fake")
    scene.prepare()
    looks = [path for _, name, path in scene.calls() if name == "stat"]
    bad = []
    for at in [at for at, path in enumerate(looks, 1) if ".rolecast-deploy" in path]:
        struck, done = scene.strike(1, "calls", at, "error:13", "stat")
        if not struck or done.returncode != 3 or "cannot look at" not in done.stderr:
            bad.append(f"{looks[at - 1]}: {done.returncode} {done.stderr}")
    tap.ok(any(".rolecast-deploy" in path for path in looks) and not bad, "a deploy looks for links, or does not begin", "\n".join(bad))


if __name__ == "__main__":
    tap = Tap()
    with folder(room()) as base:
        try_opening(tap, base)
        try_reading(tap, base, "a build that cannot read", BUILD)
        try_links(tap, base)
        try_reading(tap, base, "a new site", ("new", "site", "content"))
    tap.end()

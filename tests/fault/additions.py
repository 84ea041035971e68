#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""`new` and `snapshot`, killed at any step, leave nothing hidden once the next one of them has run; and what they cannot undo
when something fails is told by its name. Called with the binary and the shim."""
import os
import resource

from faults import ALL, KILLED, Scene, Strike, Tap, each, folder, make_content, room, run, sample, tell, words_of

AFTER = ("--as-of", "2026-11-21")


def files_of(site):
    return {os.path.relpath(os.path.join(at, name), site) for at, folders, names in os.walk(site) for name in folders + names
            if not at.startswith(f"{site}/public")}


def hidden_of(site):
    return {path for path in files_of(site) if os.path.basename(path).startswith(".rolecast-") or ".rolecast/schema/." in path}


class AddingScene(Scene):
    def __init__(self, base, name, words, afterwards):
        super().__init__(base, name, (*words, *AFTER))
        self.afterwards = afterwards
        make_content(f"{self.stock}/site", "new")
        self.before = files_of(f"{self.stock}/site")

    def heal(self, lane):
        done = run(words_of(f"{lane}/site", *self.afterwards, *AFTER))
        left, is_fine = hidden_of(f"{lane}/site"), done.returncode == 0 or "[not-empty]" in done.stderr  # a part of the new site stands
        return ([] if is_fine else [f"the next one says {done.returncode} {done.stderr}"]) + ([f"the next one leaves {left}"] if left else [])


def kill(scene, number, strike):
    was_struck, done = scene.strike(number, "changes", strike.at, strike.action)
    if not was_struck or done.returncode != KILLED:
        return [f"it was not killed: {done.returncode} {done.stderr}"]
    return scene.heal(scene.lane(number))


def break_down(scene, number, strike):
    """There is no room for the files, and then one of them cannot be removed."""
    words, before = scene.command(scene.reset(number)), resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, before[1]))
    done = run(words, {"FAULT_NAME": "unlink", "FAULT_COUNT": "calls", "FAULT_AT": str(strike.at), "FAULT_DO": strike.action})
    resource.setrlimit(resource.RLIMIT_FSIZE, before)
    site = f"{scene.lane(number)}/site"
    left = {path for path in files_of(site) - scene.before if os.path.isfile(f"{site}/{path}")}
    untold = {path for path in left if path not in done.stderr}
    return ([] if left and done.returncode == 3 else [f"it ended with {done.returncode}: {done.stderr}, and left {left}"]) \
        + ([f"nobody is told of {sorted(untold)}: {done.stderr}"] if untold else [])


def try_kills(tap, scene):
    strikes = sample([Strike(at, action, about) for at, _, about in scene.calls() if at for action in ("kill", "killed")], 1 if ALL else 3)
    bad = each(scene, strikes, kill)
    tell(tap, scene, "the next one clears what a kill left", len(strikes), bad, f"{len(strikes)} kills")


def try_undoing(tap, scene):
    bad = each(scene, [Strike(1, "error:5", "unlink")], break_down)
    tell(tap, scene, "what cannot be undone is told", 1, bad, "one file that cannot be removed")


if __name__ == "__main__":
    tap = Tap()
    with folder(room()) as base:
        role = AddingScene(base, "new role", ("new", "role", "Tea Taster"), ("new", "page", "Imprint"))
        try_kills(tap, role)
        try_undoing(tap, role)
        try_kills(tap, AddingScene(base, "new theme", ("new", "theme", "garden"), ("snapshot", "2026.9")))
        snapshot = AddingScene(base, "a snapshot", ("snapshot", "2026.1"), ("snapshot", "2026.2"))
        try_kills(tap, snapshot)
        try_undoing(tap, snapshot)
        try_kills(tap, AddingScene(base, "new site", ("new", "site", "garden"), ("new", "site", "garden")))
    tap.end()

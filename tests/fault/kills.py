#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Killed right before, in the midst of, and right after each call that changes something, a build, a snapshot and a deploy
leave what works, and the next one does the rest. Called with the binary and the shim; ROLECAST_FAULTS=all kills at each."""
from faults import ALL, EVERY, KILLED, BuildScene, Strike, Tap, each, folder, room, sample, tell
from scenes import DeployScene, SnapshotScene, tools


def judge(scene, number, strike):
    was_struck, done = scene.strike(number, "changes", strike.at, strike.action)
    lane = scene.lane(number)
    if not was_struck and "-j2" in scene.words:  # two workers may make a folder once or twice
        return []
    if not was_struck or done.returncode != KILLED:
        return [f"it was not killed: {done.returncode} {done.stderr}"]
    return scene.faults(lane) + scene.heal(lane)


def strikes_of(scene):
    found = []
    for at, name, about in scene.calls():
        actions = ("kill", "half", "killed") if name == "write" else ("kill", "killed")
        found += [Strike(at, action, about) for action in actions if at]
    return found


def try_scene(tap, scene, every):
    scene.prepare()
    strikes = strikes_of(scene)
    changes = len({strike.at for strike in strikes})
    strikes = sample(strikes, every)
    bad = each(scene, strikes, judge)
    tell(tap, scene, "nothing is lost by kills", len(strikes), bad, f"{changes} calls that change something, {len(strikes)} kills")


if __name__ == "__main__":
    tap = Tap()
    with folder(room()) as base:
        every = 1 if ALL else EVERY * 4 + 1
        try_scene(tap, BuildScene(base, "first build", is_first=True), every)
        try_scene(tap, BuildScene(base, "build with all changed"), every)
        try_scene(tap, BuildScene(base, "durable build", "--durable"), every)
        try_scene(tap, BuildScene(base, "durable first build", "--durable", is_first=True), every)
        try_scene(tap, BuildScene(base, "build with copies", "--precompress"), every * 3)
        try_scene(tap, SnapshotScene(base, "snapshot"), 1 if ALL else 3)
        try_scene(tap, SnapshotScene(base, "snapshot over another", "--force", has_old=True), 1 if ALL else 3)
        for kind in tools() if ALL else ["rsync"] if "rsync" in tools() else []:
            try_scene(tap, DeployScene(base, f"deploy by {kind}", kind), 1 if ALL else EVERY * 4 + 1)
        if ALL:
            try_scene(tap, BuildScene(base, "build by two workers", "-j2"), 5)
        if ALL and "rsync" in tools():
            try_scene(tap, DeployScene(base, "first deploy by rsync", "rsync", is_first=True), 1)
    tap.end()

#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Each wish for memory is refused in turn: in rolecast and in its libraries. Then the program ends with status 3 and says
why, or does without; what was published still works, and the next build heals it. Called with the binary and the shim."""
import collections
import os

from faults import ALL, BINARY, EVERY, BuildScene, Strike, Tap, each, folder, room, sample, tell
from scenes import SnapshotScene

ENDS = collections.Counter()


def judge(scene, number, strike):
    was_struck, done = scene.strike(number, "memory", strike.at, strike.action)
    lane = scene.lane(number)
    if not was_struck:
        return ["memory was never asked for"]
    faults = scene.faults(lane)
    ENDS[strike.about, done.returncode] += 1
    if done.returncode == 0:
        faults += [] if scene.is_done(lane) else ["status 0, but it is not done"]
    elif done.returncode != 3:
        faults.append(f"it ended with {done.returncode}: {done.stderr[-300:]}")
    elif "rolecast: error: out of memory\n" not in done.stderr and "cannot allocate memory" not in done.stderr.lower():
        faults.append(f"memory is not what it blames: {done.returncode} {done.stderr[-300:]}")
    return faults + scene.heal(lane)


def strikes_of(scene):
    """Who asks, by the name of the library."""
    found = []
    for line in scene.log("memory"):
        at, _, asker = line.partition(" ")
        name = "rolecast" if os.path.basename(asker) == os.path.basename(BINARY) else os.path.basename(asker).split(".so")[0]
        found += [Strike(int(at), "error:12", name)] + ([Strike(int(at), "sticky:12", name)] if int(at) % 10 == 0 else [])
    return found


def try_scene(tap, scene, every):
    ENDS.clear()
    scene.prepare()
    strikes = strikes_of(scene)
    count = len(strikes)
    strikes = sample(strikes, every)
    bad = each(scene, strikes, judge)
    ends = ", ".join(f"{name} {'went on' if status == 0 else f'ended with {status}'} {number} times"
                     for (name, status), number in sorted(ENDS.items()))
    tell(tap, scene, "nothing is lost for want of memory", len(strikes), bad, f"{count} faults possible, {len(strikes)} made; {ends}")


if __name__ == "__main__":
    tap = Tap()
    with folder(room()) as base:
        every = 1 if ALL else EVERY * 20 + 1
        try_scene(tap, BuildScene(base, "first build", is_first=True), every)
        try_scene(tap, BuildScene(base, "build with all changed"), every)
        try_scene(tap, BuildScene(base, "build with copies", "--precompress"), every * 3)
        try_scene(tap, SnapshotScene(base, "snapshot"), every * 3)
    tap.end()

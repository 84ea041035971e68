#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Loss of power while `build --durable` runs. What the build did is recorded call by call, with its bytes, and done again on a
model of a disk that promises no more than it must: what was not synced may be lost. Names that were made, renamed and
removed survive in any subset, in any order; of the bytes of a file nothing, a part, zeros, or all. A rename is one step.

For each moment, and several survivals of each, every file must be the old or the new one, links must resolve, and the next
build must give what a clean one gives. A build without --durable must not get through, or the model would show nothing.
Called with the binary and the shim; ROLECAST_FAULTS=all tries more survivals and heals each tree."""
import os
import random
import shutil

from faults import ALL, EVERY, BuildScene, Tap, each, folder, keep, room, sample, tell

SEED = int(os.environ.get("ROLECAST_SEED", "1"))
ROOT = 0


def read_record(path, top):
    """(call, path below top, other path below top, or bytes)"""
    steps = []
    with open(path, "rb") as file:
        while head := file.readline():
            name, first, second = head.decode().split(" ")
            a, b = file.read(int(first)), file.read(int(second))
            prefix = os.fsencode(top)
            if not a.startswith(prefix) and name not in ("syncfs", "fsync"):
                continue
            below = a[len(prefix):].strip(b"/").decode()
            if name == "write":
                steps.append((name, below, b))
            else:
                steps.append((name, below, b[len(prefix):].strip(b"/").decode() if b else ""))
    return steps


class Disk:
    """Folders are {name: number}; files are bytes. What a step changes is kept until a sync: entries of folders as
    (folder, name, number or None), in steps that are one; bytes of files as a number."""

    def __init__(self, top):
        self.folders, self.files, self.count = {ROOT: {}}, {}, ROOT
        self.entries, self.dirty = [], {}  # since the last sync; of dirty files what is on the disk
        for at, _, names in os.walk(top):
            parent = self.make_folder(os.path.relpath(at, top))
            for name in names:
                with open(os.path.join(at, name), "rb") as file:
                    self.files[self.new()] = file.read()
                self.folders[parent][name] = self.count
        self.saved = {number: dict(entries) for number, entries in self.folders.items()}
        self.entries.clear()

    def new(self):
        self.count += 1
        return self.count

    def make_folder(self, path):
        number = ROOT
        for name in path.split("/") if path not in (".", "") else []:
            if name not in self.folders[number]:
                self.folders[self.new()] = {}
                self.folders[number][name] = self.count
            number = self.folders[number][name]
        return number

    def find(self, path):
        *parents, name = path.split("/")
        number = ROOT
        for parent in parents:
            number = self.folders[number][parent]
        return number, name

    def put(self, *changes):
        for place, name, number in changes:
            if number is None:
                self.folders[place].pop(name, None)
            else:
                self.folders[place][name] = number
        self.entries.append(changes)

    def soil(self, number, data):
        self.dirty.setdefault(number, self.files.get(number, b""))
        self.files[number] = data

    def step(self, call, path, more):
        if call == "syncfs":
            self.saved = {number: dict(entries) for number, entries in self.folders.items()}
            self.entries, self.dirty = [], {}
            return
        if not path:  # the output folder itself
            return
        place, name = self.find(path)
        if call == "fsync":
            self.dirty.pop(self.folders[place].get(name), None)
        elif call == "create" and name in self.folders[place]:
            self.soil(self.folders[place][name], b"")
        elif call == "create":
            self.soil(self.new(), b"")
            self.put((place, name, self.count))
        elif call == "write":
            number = self.folders[place][name]
            self.soil(number, self.files[number] + more)
        elif call == "mkdir":
            self.folders[self.new()] = {}
            self.put((place, name, self.count))
        elif call in ("unlink", "rmdir"):
            self.put((place, name, None))
        elif call == "rename":
            other, new_name = self.find(more)
            self.put((place, name, None), (other, new_name, self.folders[place][name]))
        else:
            raise AssertionError(call)

    def tree(self, chosen, data_of):
        """Path → bytes of what is there when `chosen` of the entries survive."""
        folders = {number: dict(self.saved.get(number, {})) for number in self.folders}
        for changes in chosen:
            for place, name, number in changes:
                if number is None:
                    folders[place].pop(name, None)
                else:
                    folders[place][name] = number
        found, todo = {}, [("", ROOT)]
        while todo:
            prefix, number = todo.pop()
            for name, child in folders[number].items():
                if child in folders:
                    todo.append((f"{prefix}{name}/", child))
                else:
                    found[prefix + name] = data_of(child)
        return found


def by_folder(entries, rng):
    """Of each folder what came first; folders know nothing of one another."""
    places = {}
    for changes in entries:
        places.setdefault(changes[-1][0], []).append(changes)
    kept = {place: rng.randint(0, len(those)) for place, those in places.items()}
    seen = dict.fromkeys(places, 0)
    for changes in entries:
        place = changes[-1][0]
        seen[place] += 1
        if seen[place] <= kept[place]:
            yield changes


def survivals(disk, rng, rounds):
    """(what is kept of the names, what of the bytes)"""
    def lost(number):
        return disk.dirty.get(number, disk.files[number])

    def zeros(number):
        return b"\0" * len(disk.files[number]) if number in disk.dirty else disk.files[number]

    def anything():
        chosen = {}

        def data_of(number):
            if number not in disk.dirty:
                return disk.files[number]
            if number not in chosen:
                whole = disk.files[number]
                chosen[number] = rng.choice((disk.dirty[number], whole, b"\0" * len(whole), whole[:rng.randint(0, len(whole))]))
            return chosen[number]
        return data_of

    entries = disk.entries
    yield "nothing", [], lost
    yield "all names, no bytes", entries, lost
    yield "all names, zeros", entries, zeros
    yield "all", entries, disk.files.get
    for number in range(rounds):
        yield f"the first names ({number})", entries[:rng.randint(0, len(entries))], anything()
        yield f"the first names of each folder ({number})", list(by_folder(entries, rng)), anything()
        share = rng.random()
        yield f"some names ({number})", [changes for changes in entries if rng.random() < share], anything()


class PowerScene(BuildScene):
    """Its faults are those of a tree of the model."""

    def faults_of(self, tree):
        seen = {path: keep(data) for path, data in tree.items() if not path.startswith(".rolecast-")}
        return self.faults_in(seen)

    def put(self, lane, tree):
        """With the times that the notes know, so that nothing is looked at just because it is younger."""
        out = f"{lane}/site/public"
        shutil.rmtree(out, ignore_errors=True)
        for path, data in tree.items():
            os.makedirs(os.path.dirname(f"{out}/{path}"), exist_ok=True)
            with open(f"{out}/{path}", "wb") as file:
                file.write(data)
            facts = self.times.get((path, data))
            if facts:
                os.utime(f"{out}/{path}", ns=facts)

    def record(self):
        lane, path = self.reset(0), f"{self.base}/record"
        self.times = {}
        out = f"{lane}/site/public"
        os.makedirs(out, exist_ok=True)
        disk = Disk(out)
        self.take_times(out)
        done = self.call(lane, {"FAULT_RECORD": path})
        assert done.returncode == 0, done.stderr
        self.take_times(out)
        steps = read_record(path, out)
        for step in steps:  # the model must know all that was done
            disk.step(*step)
        os.remove(path)
        is_same = disk.tree(disk.entries, disk.files.get) == self.real(out)
        return steps, is_same

    def real(self, out):
        found = {}
        for at, _, names in os.walk(out):
            for name in names:
                path = os.path.join(at, name)
                with open(path, "rb") as file:
                    found[os.path.relpath(path, out)] = file.read()
        return found

    def take_times(self, out):
        for path, data in self.real(out).items():
            facts = os.stat(f"{out}/{path}")
            self.times[path, data] = (facts.st_atime_ns, facts.st_mtime_ns)


class Survival:
    def __init__(self, step, name, tree, faults):
        self.step, self.name, self.tree, self.faults = step, name, tree, faults

    def __str__(self):
        return f"power lost after step {self.step}, {self.name} survives"


def all_survivals(scene, steps, rounds):
    lane = scene.reset(0)
    os.makedirs(f"{lane}/site/public", exist_ok=True)
    disk, rng, seen = Disk(f"{lane}/site/public"), random.Random(SEED), set()
    for number in range(len(steps) + 1):
        for name, chosen, data_of in survivals(disk, rng, rounds):
            tree = disk.tree(chosen, data_of)
            key = hash(frozenset((path, keep(data)) for path, data in tree.items()))
            if key not in seen:
                seen.add(key)
                call = " ".join(steps[number - 1][:2]) if number else "nothing"
                yield Survival(f"{number}, {call}", name, tree, scene.faults_of(tree))
        if number < len(steps):
            disk.step(*steps[number])


def heal(scene, number, survival):
    lane = scene.reset(number)
    scene.put(lane, survival.tree)
    return scene.heal(lane)


def try_scene(tap, scene, rounds, every):
    scene.prepare()
    steps, is_same = scene.record()
    tap.ok(is_same, f"{scene.name}: the model of the disk does what the disk did")
    found = list(all_survivals(scene, steps, rounds))
    bad = [(survival, survival.faults) for survival in found if survival.faults]
    syncs = sum(call in ("syncfs", "fsync") for call, *_ in steps)
    tell(tap, scene, "nothing is lost with the power", len(found), bad, f"{len(steps)} steps, {syncs} syncs, {len(found)} trees")
    healed = sample(found, every)
    bad = each(scene, healed, heal)
    tell(tap, scene, "the next build heals it", len(healed), bad, f"{len(healed)} trees healed")


def try_without(tap, scene):
    """What is not claimed, and shows that the model finds what it should."""
    scene.prepare()
    steps, _ = scene.record()
    lost = sum(bool(survival.faults) for survival in all_survivals(scene, steps, 1))
    tap.ok(lost > 0, f"without --durable the model finds losses ({lost} trees)")


if __name__ == "__main__":
    tap = Tap()
    with folder(room()) as base:
        rounds, every = (6, 1) if ALL else (1, EVERY * 16 + 1)
        try_scene(tap, PowerScene(base, "durable build", "--durable"), rounds, every)
        try_scene(tap, PowerScene(base, "durable first build", "--durable", is_first=True), rounds, every)
        if ALL:
            try_scene(tap, PowerScene(base, "durable build with copies", "--durable", "--precompress"), 2, 7)
        try_without(tap, PowerScene(base, "build"))
        try_without(tap, PowerScene(base, "first build", is_first=True))
    tap.end()

#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Each call by which a build reaches the system fails in turn, with each error that it may have: what was published still
works, the message names the file and the cause, and the next build heals it. Interrupted calls, and those that do a
part, are survived. Called with the binary and the shim; ROLECAST_FAULTS=all strikes each call, a number each so many-th."""
import re

from faults import ALL, ERRNO, EVERY, BuildScene, Strike, Tap, cause, each, folder, room, sample, tell
from scenes import DeployScene, LongScene, SnapshotScene, fake_failures, tools

# What each call may fail with; `short` does half of it, `then:` makes the next one on that file fail, `sticky:` all of its kind.
ERRORS = {
    "affinity": ["error:EINVAL"],
    "close": ["error:EIO", "error:EINTR", "error:ENOSPC"],
    "create": ["error:ENOSPC", "error:EIO", "error:EMFILE", "error:EACCES", "error:EINTR", "sticky:ENOSPC"],
    "dup": ["error:EMFILE"],
    "fdopendir": ["error:ENOMEM"],
    "fflush": ["error:ENOSPC"],
    "flock": ["error:ENOLCK", "error:EINTR"],
    "fstat": ["error:EIO"],
    "fsync": ["error:EIO", "error:ENOSPC"],
    "fwrite": ["error:EIO"],
    "link": ["error:EIO", "error:ENOSPC", "error:EPERM"],
    "mkdir": ["error:ENOSPC", "error:EACCES", "error:EIO", "sticky:ENOSPC"],
    "open": ["error:EIO", "error:EMFILE", "error:EACCES", "error:EINTR"],
    "opendir": ["error:EIO", "error:EMFILE", "error:EACCES"],
    "pipe": ["error:EMFILE"],
    "poll": ["error:EINTR"],
    "read": ["error:EIO", "error:EINTR", "short", "then:EIO"],
    "readdir": ["error:EIO"],
    "realpath": ["error:EIO", "error:EACCES"],
    "rename": ["error:EIO", "error:ENOSPC", "error:EACCES"],
    "rmdir": ["error:EIO", "error:EACCES"],
    "spawn": ["error:EAGAIN", "error:ENOMEM"],
    "stat": ["error:EIO", "error:EACCES"],
    "syncfs": ["error:EIO", "error:ENOSPC"],
    "thread": ["error:EAGAIN"],
    "unlink": ["error:EIO", "error:EACCES"],
    "utimens": ["error:EPERM"],
    "waitpid": ["error:EINTR"],
    "write": ["error:ENOSPC", "error:EIO", "error:EINTR", "short", "then:ENOSPC", "sticky:ENOSPC"],
}
# These cannot fail, as they are used: flags of a pipe.
CANNOT = {"fcntl"}


def must_survive(name, action):
    return action in ("short", "error:EINTR") or name in ("affinity", "thread", "utimens") or (name, action) == ("link", "error:EPERM")


def with_number(action):
    kind, _, error = action.partition(":")
    return f"{kind}:{ERRNO[error]}" if error else action


def faults_told(scene, strike, done):
    """The status, and what is said."""
    status, error = done.returncode, strike.action.partition(":")[2]
    if status is None:
        return ["it hung"]
    if status < 0 or status > 3:
        return [f"it ended with {status}: {done.stderr[-300:]}"]
    if status == 0:
        return []
    if must_survive(strike.about.split()[0], strike.action):
        return [f"it was not survived: {status} {done.stderr}"]
    if status != 3:
        return [f"status {status}: {done.stderr}"]
    wanted = cause(ERRNO[error])
    if not re.search(rf"error: .*[\w.-]+: {wanted}", done.stderr) and "standard output" not in done.stderr:
        return [f"it does not name the file and the cause, {wanted}: {done.stderr!r}"]
    return []


def judge(scene, number, strike):
    name = strike.about.split()[0]
    was_struck, done = scene.strike(number, "calls", strike.at, with_number(strike.action), name)
    lane = scene.lane(number)
    if not was_struck:  # how often tools are listened to, and which worker makes a folder, is up to the clock
        is_up_to = name in ("poll", "waitpid") or "pipe:" in strike.about or "-j2" in scene.words
        return [] if is_up_to else ["the call was never made"]
    if "fwrite" in strike.about or "fflush" in strike.about:
        return scene.faults(lane)
    faults = faults_told(scene, strike, done) + scene.faults(lane)
    if done.returncode == 0 and not scene.is_done(lane):
        faults.append("status 0, but it is not done")
    return faults + scene.heal(lane)


def strikes_of(scene):
    found, calls, numbers = [], list(scene.calls()), {}
    for _, name, about in calls:
        assert name in ERRORS or name in CANNOT, about
        numbers[name] = numbers.get(name, 0) + 1
        found += [Strike(numbers[name], action, about) for action in ERRORS.get(name, [])]
    return len(calls), found


def try_scene(tap, scene, every, is_chosen=lambda strike: True):
    scene.prepare()
    count, strikes = strikes_of(scene)
    strikes = sample([strike for strike in strikes if is_chosen(strike)], every)
    bad = each(scene, strikes, judge)
    survived = sum(must_survive(strike.about.split()[0], strike.action) for strike in strikes)
    tell(tap, scene, "nothing is lost by calls that fail", len(strikes), bad,
         f"{count} calls, {len(strikes)} faults, {survived} of them to be survived")


def touches_output(strike):
    return "/public" in strike.about


def touches_long(strike):
    """What is written in parts, and how it goes in place."""
    return "tasks.csv" in strike.about or ".rolecast-tmp" in strike.about


def not_again(limit):
    """The same call on file after file of the output is struck `limit` times."""
    seen = {}

    def is_chosen(strike):
        name, _, path = strike.about.partition(" ")
        kind = (name, strike.action, "/site/public/" in path and "rolecast" not in path)
        seen[kind] = seen.get(kind, 0) + 1
        return not kind[2] or seen[kind] <= limit
    return is_chosen


def reads_site(strike):
    """A build has shown what comes of those."""
    return "/themes/" in strike.about


def looks_at_places(strike):
    """What a deploy looks at before all else."""
    ends = ("/site/content", "/site.yaml", "/site/public", "/target", "/target/")
    return strike.action == "error:EACCES" and strike.about.endswith(ends) and strike.at <= 8


if __name__ == "__main__":
    tap = Tap()
    with folder(room()) as base:
        every = 1 if ALL else EVERY * 16 + 1
        try_scene(tap, BuildScene(base, "first build", is_first=True), every)
        try_scene(tap, BuildScene(base, "build with all changed"), every)
        try_scene(tap, BuildScene(base, "durable build", "--durable"), every, touches_output)
        try_scene(tap, BuildScene(base, "build with copies", "--precompress"), every * 2, touches_output)
        try_scene(tap, SnapshotScene(base, "snapshot"), every, lambda strike: not reads_site(strike))
        try_scene(tap, SnapshotScene(base, "snapshot over another", "--force", has_old=True), every * 2, lambda strike: not reads_site(strike))
        try_scene(tap, DeployScene(base, "places of a deploy", "rsync", tools="fake"), 1, looks_at_places)
        if ALL:
            try_scene(tap, BuildScene(base, "build by two workers", "-j2"), 5)
            fake_failures(tap, base)
            try_scene(tap, DeployScene(base, "deploy by a made-up rsync", "rsync", tools="fake"), 15, not_again(1))
            try_scene(tap, LongScene(base, "build with a file in parts"), 1, touches_long)
            for kind in tools():  # rclone and git take their time
                try_scene(tap, DeployScene(base, f"deploy by {kind}", kind), {"rsync": 1, "git": 2, "rclone": 5}[kind], not_again(2))
    tap.end()

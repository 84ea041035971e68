# SPDX-License-Identifier: MIT
"""Runs of programs with their times, and what to make of several."""
import functools
import json
import os
import statistics
import subprocess
import sys

TODAY = "2026-11-21"


class Launcher:
    """The small process that starts the others; see launch.py."""

    def __init__(self):
        script = os.path.join(os.path.dirname(os.path.abspath(__file__)), "launch.py")
        self.process = subprocess.Popen([sys.executable, "-I", "-S", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        text=True)

    def run(self, command, root):
        self.process.stdin.write(json.dumps({"command": command, "root": root}) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())


@functools.cache
def launcher():
    return Launcher()


class Run:
    """One finished process: wall and CPU seconds, peak memory in MB. CPU is that of all threads, and of children waited for."""

    def __init__(self, command, root=None):
        found = launcher().run(command, root)
        if found["status"] != 0:
            sys.exit(f"bench: {' '.join(command)} failed:\n{found['message']}")
        self.wall, self.cpu, self.memory = found["wall"], found["cpu"], found["memory"]


def median(runs, what):
    return statistics.median(getattr(run, what) for run in runs)


def ratio(runs, others, what):
    """The median of the ratios of each turn: what slows the machine down for a while slows both."""
    return statistics.median(getattr(run, what) / max(getattr(other, what), 1e-6) for run, other in zip(runs, others))


def tree_size(folder):
    files = size = 0
    for base, _, names in os.walk(folder):
        files += len(names)
        size += sum(os.lstat(os.path.join(base, name)).st_size for name in names)
    return files, size


def summary(runs):
    return {"wall_s": round(median(runs, "wall"), 4), "best_wall_s": round(min(run.wall for run in runs), 4),
            "cpu_s": round(median(runs, "cpu"), 4), "best_cpu_s": round(min(run.cpu for run in runs), 4),
            "peak_mb": round(median(runs, "memory"), 1)}


def build_command(binary, site, out, jobs=0, cards=False):
    command = [binary, "-C", site, "build", "--quiet", "--as-of", TODAY, "-o", out]
    return command + ([] if cards else ["--no-cards"]) + ([f"-j{jobs}"] if jobs else [])

# SPDX-License-Identifier: MIT
"""What a figure was taken on: the machine, the work folder, the binary."""
import json
import os
import platform
import re
import statistics
import subprocess
import time


def first(path, pattern, fallback):
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            found = re.search(pattern, file.read(), re.MULTILINE)
    except OSError:
        found = None
    return found[1] if found else fallback


def file_system(folder):
    """The type of the file system that FOLDER is on: of the longest mount point that holds it."""
    best = ("", "unknown")
    path = os.path.realpath(folder) + "/"
    try:
        with open("/proc/self/mounts", encoding="utf-8") as file:
            for line in file:
                point, kind = line.split()[1:3]
                if path.startswith(point.rstrip("/") + "/") and len(point) >= len(best[0]):
                    best = (point, kind)
    except OSError:
        pass
    return best[1]


def said(*command):
    try:
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()
    except OSError:
        return ""


def stolen():
    """Ticks that other guests of the host took, and all ticks, since the machine started."""
    try:
        with open("/proc/stat", encoding="utf-8") as file:
            ticks = [int(word) for word in file.readline().split()[1:9]]
        return ticks[7], sum(ticks)
    except (OSError, IndexError, ValueError):
        return 0, 0


def load():
    return round(os.getloadavg()[0], 2)


def looped(count):
    """Seconds that COUNT loops in the shell take, side by side."""
    start = time.perf_counter()
    loops = [subprocess.Popen(["sh", "-c", "i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done"]) for _ in range(count)]
    for loop in loops:
        loop.wait()
    return time.perf_counter() - start


def two_against_one():
    """How much more two processors do here than one: less than 2 where they share a core, or their clock."""
    return round(statistics.median(2 * looped(1) / looped(2) for _ in range(5)), 2)


def cores():
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()


def describe(folder):
    memory = first("/proc/meminfo", r"^MemTotal:\s+(\d+)", None)
    return {"cpu": first("/proc/cpuinfo", r"^model name\s*: (.*)$", platform.processor() or platform.machine()),
            "cores": cores(), "memory_gb": round(int(memory) * 1024 / 1e9, 1) if memory else None,
            "kernel": f"{platform.system()} {platform.release()}",
            "system": first("/etc/os-release", r'^PRETTY_NAME="?([^"\n]*)', platform.platform()),
            "two_against_one": two_against_one(), "file_system": file_system(folder), "copy": said("cp", "--version").split("\n")[0] or "cp"}


def meson_file(folder, name):
    try:
        with open(f"{folder}/meson-info/intro-{name}.json", encoding="utf-8") as file:
            return json.load(file)
    except (OSError, ValueError):
        return None


def compiler(folder):
    """From what Meson writes for tools; older ones write it into their log only."""
    listed = ((meson_file(folder, "compilers") or {}).get("host") or {}).get("c")
    if listed:
        return f"{listed['id']} {listed['version']}"
    return first(f"{folder}/meson-logs/meson-log.txt", r"^C compiler for the host machine: .*?\((\S+ [\d.]+)", None)


def binary(path):
    """Version, and, of a binary in a Meson build folder, build type, compiler and sanitizers."""
    told = {"version": said(path, "--version")}
    folder = os.path.dirname(os.path.abspath(path))
    options = {option["name"]: option["value"] for option in meson_file(folder, "buildoptions") or []}
    if options:
        told |= {"build_type": options.get("buildtype"), "optimisation": options.get("optimization"),
                 "lto": bool(options.get("b_lto")), "sanitizers": str(options.get("b_sanitize", "none"))}
    return told | {"compiler": compiler(folder)}

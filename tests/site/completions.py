#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What the shells offer: bash is asked; zsh and fish, where they are, at least read theirs."""
import shutil
import subprocess

from helpers import BINARY, Tap, folder


def completions(shell):
    return subprocess.run([BINARY, "completions", shell], capture_output=True, text=True, check=False)


def offered(*words):
    """What bash offers for the last of the words."""
    script = completions("bash").stdout + f"COMP_WORDS=({' '.join(repr(word) for word in words)})\nCOMP_CWORD={len(words) - 1}\n_rolecast\n" \
        "printf '%s\\n' \"${COMPREPLY[@]}\"\n"
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=False)
    return done.stdout.split() if done.returncode in (0, 1) and not done.stderr else [done.stderr]


tap = Tap()
for name, words, wanted, unwanted in (
        ("commands", ["rolecast", "b"], {"build"}, {"check"}),
        ("all commands", ["rolecast", ""], {"build", "check", "explain", "score", "help"}, set()),
        ("options of a command", ["rolecast", "build", "--"], {"--out", "--no-cards", "--as-of"}, {"--format"}),
        ("options of another", ["rolecast", "score", "--f"], {"--format"}, {"--out"}),
        ("a command behind an option's argument", ["rolecast", "-C", "build", "score", "--f"], {"--format"}, {"--out"}),
        ("commands to be explained", ["rolecast", "help", "sco"], {"score"}, {"build"}),
        ("kinds of what is new", ["rolecast", "new", "r"], {"role"}, {"README.md"}),
        ("names of schemas", ["rolecast", "schema", "t"], {"tasks", "timeline"}, {"site", "themes"}),
        ("names of shells", ["rolecast", "completions", ""], {"bash", "zsh", "fish"}, {"build"})):
    got = set(offered(*words))
    tap.ok(wanted <= got and not unwanted & got, name, got)
with folder() as base:
    for shell, check in (("bash", ["bash", "-n"]), ("zsh", ["zsh", "-n"]), ("fish", ["fish", "--no-execute"])):
        done = completions(shell)
        path = f"{base}/{shell}"
        with open(path, "w", encoding="utf-8") as file:
            file.write(done.stdout)
        told = subprocess.run([*check, path], capture_output=True, text=True, check=False) if shutil.which(shell) else None
        tap.ok(done.returncode == 0 and "build" in done.stdout and (not told or told.returncode == 0 and not told.stderr),
               f"{shell} can read its own" if told else f"{shell} is made", told and told.stderr)
done = completions("tcsh")
tap.ok(done.returncode == 2 and "bash, zsh or fish" in done.stderr, "another shell is refused")
tap.end()

#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Every command's help: it fits a terminal, begins with examples, and each of them does what it says on the example site."""
import os
import re
import subprocess

from helpers import BINARY, PATIENCE, Tap, folder, make_site

LONGEST_WAIT = 20 * PATIENCE
RATINGS = ("O*NET-SOC Code\tTask ID\tTask\tTask Type\tTitle\tgpt4_exposure\tgpt4_automation\n"
           "00-0001.00\t1.0\tTune kites.\tCore\tKite Tuners (invented)\tE2\tT1\n")
OURS = "role,task,exposure\nCloud Clerk (invented),Count clouds,40\n"
OUR_MAP = "title: Ours\ncolumns: {role: role, task: task, exposure: exposure}\n"


def help_of(*words):
    return subprocess.run([BINARY, *words], capture_output=True, text=True, check=False)


def section(text, heading):
    return re.search(rf"^{heading}\n(.*?)(?:\n\n|\Z)", text, re.M | re.S).group(1)


def examples_of(text):
    """An explanation stands behind the words or, behind more blanks, on the next line."""
    return [re.split(r"   +", line.strip())[0] for line in section(text, "Examples").splitlines()
            if not line.startswith("   ")]


def run_example(words, base):
    """What serves goes on until it is stopped, and that is fine."""
    environment = {**os.environ, "PATH": f"{base}/bin:{os.environ['PATH']}", "HOME": f"{base}/home"}
    process = subprocess.Popen(["bash", "-o", "pipefail", "-c", words], cwd=f"{base}/site", env=environment, stdin=subprocess.DEVNULL,
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True)
    try:
        told = process.communicate(timeout=LONGEST_WAIT if " serve" not in words else 2 * PATIENCE)[1]
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, 15)
        told = process.communicate()[1]
        return (0 if " serve" in words else -1), told
    return process.returncode, told


def prepare(base):
    make_site(f"{base}/site")
    for name in ("bin", "home/.config/fish/completions"):
        os.makedirs(f"{base}/{name}")
    os.symlink(BINARY, f"{base}/bin/rolecast")
    with open(f"{base}/site/content/site.yaml", "a", encoding="utf-8") as file:
        file.write("\ndeploy: [{id: live, rsync: ../live}]\n")
    with open(f"{base}/bin/rsync", "w", encoding="utf-8") as file:  # all is there already; the rest is tested elsewhere
        file.write("#!/bin/sh\nfor word; do case $word in --files-from=*) tr '\\0' '\\n' <\"${word#*=}\" | sed 's#^./#.f          |#' ;; esac; done\n")
    os.chmod(f"{base}/bin/rsync", 0o755)
    for name, text in (("card.mustache", "{{name}}\n"), ("data.yaml", "name: Ada\n"), ("notes.md", "## Notes\n"),
                       ("list.mustache", "{{#.}}{{role}}/{{level}}\n{{/.}}"), ("data.tsv", RATINGS), ("ours.csv", OURS), ("ours.yaml", OUR_MAP)):
        with open(f"{base}/site/{name}", "w", encoding="utf-8") as file:
            file.write(text)


tap = Tap()
whole = help_of("--help")
names = [line.split()[0] for line in section(whole.stdout, "Commands").splitlines() if line[2] != " "]
tap.ok(whole.returncode == 0 and whole.stdout.startswith("Examples\n") and "build" in names and len(names) > 10, "the whole help", names)
tap.ok(whole.stdout == help_of("help").stdout == help_of("-h").stdout, "three ways to ask for it")
tap.ok(all(len(line) <= 80 for line in whole.stdout.splitlines()), "it fits 80 columns")
for name in names:
    text = help_of("help", name).stdout
    tap.ok(text.startswith("Examples\n  ") and text == help_of(name, "--help").stdout
           and all(len(line) <= 80 for line in text.splitlines()), f"help of {name}", text)
for words in (["bui{}ld"], ["build", "--stri{}ct"], ["help", "x{}y"], ["schema", "ro{}le"], ["check", "one{}two"], ["new", "ro{}le"], ["new", "site", "a{}b", "--for", "x{}y"]):
    for obeyed in ("\x1b", "\u009b", "\u202e", "\u2067", "\n"):
        done = help_of(*[word.format(obeyed) for word in words])
        tap.ok(done.returncode == 2 and obeyed not in done.stderr.replace("\nhint: ", "").rstrip("\n"), f"{' '.join(words)} with {obeyed!a} is told without it",
               ascii(done.stderr))
with folder() as base:
    prepare(base)
    for name in names:
        for words in examples_of(help_of("help", name).stdout):
            status, told = run_example(words, base)
            is_missing = "--precompress" in words and "[no-compression]" in told
            tap.ok((status == 0 or is_missing) and f"rolecast {name}" in words, words, f"{status}: {told}")
tap.end()

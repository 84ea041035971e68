# SPDX-License-Identifier: MIT
"""Cold, copied, unchanged, one edit: the build of one site against `cp -r` of its output."""
import json
import os
import shutil

from benchmark.run import Run, build_command, median, tree_size


def edit(path, number):
    """One role more or less as people edit one: a sentence more."""
    with open(path, "a", encoding="utf-8") as file:
        file.write(f"One more sentence, number {number}.\n")


def measure(build, folder, runs):
    """BUILD makes FOLDER/site into FOLDER/out. The steps take turns, RUNS times, after one build that is not counted."""
    figures = {name: [] for name in ("cold build", "cp -r", "unchanged", "one edit")}
    Run(build)
    for number in range(runs):
        shutil.rmtree(f"{folder}/out")
        figures["cold build"].append(Run(build))
        figures["cp -r"].append(Run(["cp", "-r", f"{folder}/out", f"{folder}/copy"]))
        shutil.rmtree(f"{folder}/copy")
        figures["unchanged"].append(Run(build))
        edit(f"{folder}/site/content/roles/role-0.md", number)
        figures["one edit"].append(Run(build))
    return figures


def steps(figures):
    copy, cold = median(figures["cp -r"], "wall"), median(figures["cold build"], "wall")
    return [{"step": name, "wall_s": round(median(runs, "wall"), 4), "cpu_s": round(median(runs, "cpu"), 4),
             "peak_mb": round(median(runs, "memory"), 1), "to_copy": round(median(runs, "wall") / copy, 2),
             "to_cold": round(median(runs, "wall") / cold, 2)} for name, runs in figures.items()]


def report(args, rows, files, size, content):
    if args.json is not None:
        print(json.dumps({"roles": args.roles, "files": files, "bytes": size, "content_bytes": content, "steps": rows}))
        return
    print(f"{args.roles} roles, {content / 1e6:.1f} MB of content, {files} files, {size / 1e6:.1f} MB of output; "
          f"{os.cpu_count()} processors, medians of {args.runs}")
    print(f"{'':12} {'wall s':>8} {'CPU s':>8} {'peak MB':>8} {'× cp -r':>8} {'× cold':>8} {'files/s':>9}")
    for row in rows:
        pages = f"{files / row['wall_s']:9.0f}" if row["step"] != "cp -r" else ""
        print(f"{row['step']:12} {row['wall_s']:8.3f} {row['cpu_s']:8.3f} {row['peak_mb']:8.1f} {row['to_copy']:8.2f} "
              f"{row['to_cold']:8.2f} {pages}".rstrip())


def run(args, folder):
    build = build_command(args.binary, f"{folder}/site", f"{folder}/out", args.jobs, args.cards)
    figures = measure(build, folder, args.runs)
    files, size = tree_size(f"{folder}/out")
    report(args, steps(figures), files, size, tree_size(f"{folder}/site/content")[1])

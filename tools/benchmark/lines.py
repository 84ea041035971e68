# SPDX-License-Identifier: MIT
"""Each line of the targets, measured: `tools/bench --all`."""
import os
import shutil
import subprocess
import sys

from benchmark import machine, peers, quick, serve, targets
from benchmark.run import TODAY, Run, build_command, median, ratio, summary, tree_size
from benchmark.site import ROOT, make_site

ROLE_BYTES = 300_000  # what a role comes to in the output, twice while it is copied
FREE_BYTES = 32e6


def say(text):
    print(f"bench: {text}", file=sys.stderr, flush=True)


def release():
    """The binary of a release build in build-release/, compiled anew where sources changed."""
    folder = f"{ROOT}/build-release"
    steps = [["meson", "compile", "-C", folder, "rolecast"]]
    if not os.path.isdir(folder):
        steps.insert(0, ["meson", "setup", folder, ROOT, "--buildtype=release", "-Db_lto=true"])
    say("compiling a release build in build-release/")
    for step in steps:
        done = subprocess.run(step, capture_output=True, text=True, check=False)
        if done.returncode:
            sys.exit(f"bench: {' '.join(step)} failed:\n{done.stdout[-3000:]}{done.stderr[-1000:]}")
    return f"{folder}/rolecast"


def make_room(args, folder):
    """Stops before the work folder is full: many roles, their output and a copy of the fewer."""
    need = ROLE_BYTES * max(args.more, 2 * args.roles, 3 * args.peer_roles if args.peers else 0) + ROLE_BYTES * 2 * args.roles
    free = shutil.disk_usage(folder).free
    if free < need:
        sys.exit(f"bench: {folder} has {free / 1e9:.1f} GB left, {need / 1e9:.1f} GB are needed; "
                 "fewer roles (N, --more, --peer-roles) need less, --work names another folder")


def cold(args, folder):
    say(f"cold, copied, unchanged, edited: {args.roles} roles, {args.runs} turns")
    make_site(f"{folder}/site", args.roles)
    found = quick.measure(build_command(args.binary, f"{folder}/site", f"{folder}/out"), folder, args.runs)
    files, size = tree_size(f"{folder}/out")
    figures = {"cold_to_copy": ratio(found["cold build"], found["cp -r"], "wall"),
               "unchanged_to_cold": ratio(found["unchanged"], found["cold build"], "wall"),
               "edit_to_cold": ratio(found["one edit"], found["cold build"], "wall")}
    return {"roles": args.roles, "files": files, "bytes": size, "content_bytes": tree_size(f"{folder}/site/content")[1],
            "cold_to_copy_cpu": round(ratio(found["cold build"], found["cp -r"], "cpu"), 2),
            "steps": {name: summary(runs) for name, runs in found.items()}}, figures


def cards(args, folder):
    """No target of their own: what a card costs, and what it costs again."""
    say(f"share cards: {args.card_roles} roles")
    os.makedirs(f"{folder}/cards")
    make_site(f"{folder}/cards/site", args.card_roles)
    site, out = f"{folder}/cards/site", f"{folder}/cards/out"
    found = {"without": [], "cold": [], "unchanged": []}
    for _ in range(min(args.runs, 3)):
        for step, with_cards in (("without", False), ("cold", True), ("unchanged", True)):
            if step != "unchanged":
                shutil.rmtree(out, ignore_errors=True)
            found[step].append(Run(build_command(args.binary, site, out, cards=with_cards)))
    count = sum(name.endswith(".png") for _, _, names in os.walk(out) for name in names)
    each = (median(found["cold"], "cpu") - median(found["without"], "cpu")) / count * 1000 if count else None
    return {"roles": args.card_roles, "cards": count, "cpu_ms_each": round(each, 2) if each else None,
            "unchanged_to_cold": round(ratio(found["unchanged"], found["cold"], "wall"), 3),
            "steps": {name: summary(runs) for name, runs in found.items()}}, {}


def one_and_two(command, before, runs):
    """COMMAND(workers) by one worker and by two, in turns."""
    found = {1: [], 2: []}
    for _ in range(runs):
        for workers, runs_of in found.items():
            before()
            runs_of.append(Run(command(workers)))
    return found


def workers(args, folder):
    say(f"one worker and two: {args.roles} roles, {args.runs} turns")
    site, out = f"{folder}/site", f"{folder}/out"
    loading = one_and_two(lambda jobs: [args.binary, "-C", site, "score", "--format", "csv", "--as-of", TODAY, f"-j{jobs}"],
                          lambda: None, args.runs)
    whole = one_and_two(lambda jobs: build_command(args.binary, site, out, jobs),
                        lambda: shutil.rmtree(out, ignore_errors=True), args.runs)
    figures = {"workers_load": ratio(loading[1], loading[2], "wall"), "workers_build": ratio(whole[1], whole[2], "wall")}
    if machine.cores() < 2:
        figures = {}
    rows = {name: {str(jobs): summary(runs) for jobs, runs in found.items()}
            for name, found in (("loading", loading), ("whole build", whole))}
    cost = {"loading": round(ratio(loading[2], loading[1], "cpu"), 2), "whole build": round(ratio(whole[2], whole[1], "cpu"), 2)}
    return {"roles": args.roles, "steps": rows, "cpu_of_two": cost}, figures


def row_of(runs, folder, name, roles):
    files, size = tree_size(f"{folder}/{name}-out")
    bytes_read = tree_size(f"{folder}/{name}/content")[1]
    limit = 4 * bytes_read + FREE_BYTES
    return summary(runs) | {"roles": roles, "files": files, "bytes": size, "content_bytes": bytes_read,
                            "limit_mb": round(limit / 1e6, 1), "to_limit": round(median(runs, "memory") * 1e6 / limit, 3)}


def growth(args, folder):
    say(f"few and many: {args.roles} and {args.more} roles, {min(args.runs, 3)} turns")
    sizes = {"few": args.roles, "many": args.more}
    for name, roles in sizes.items():
        make_site(f"{folder}/{name}", roles)
    found = {name: [] for name in sizes}
    for _ in range(min(args.runs, 3)):
        for name, runs in found.items():
            shutil.rmtree(f"{folder}/{name}-out", ignore_errors=True)
            runs.append(Run(build_command(args.binary, f"{folder}/{name}", f"{folder}/{name}-out")))
    rows = {name: row_of(runs, folder, name, sizes[name]) for name, runs in found.items()}
    for name in sizes:
        shutil.rmtree(f"{folder}/{name}-out")
    scale = 10 / (args.more / args.roles)
    figures = {"more_roles_cpu": ratio(found["many"], found["few"], "cpu") * scale,
               "memory_few": rows["few"]["to_limit"], "memory_many": rows["many"]["to_limit"]}
    return {"steps": rows, "cpu_ratio": round(ratio(found["many"], found["few"], "cpu"), 2),
            "wall_ratio": round(ratio(found["many"], found["few"], "wall"), 2)}, figures


def following(args, folder):
    say(f"serve: {args.more} roles, {args.edits} edits")
    found = serve.measure(args.binary, f"{folder}/many", args.more, args.edits)
    if found is None:
        return {"left_out": "this rolecast was built without serve"}, {}
    rows = serve.rows(found)
    return {"roles": args.more, "edits": args.edits, "steps": rows}, {"serve_event": rows["event"]["median_ms"]}


def others(args, folder):
    if not args.peers:
        return {"left_out": args.no_peers_why}, {}
    say(f"Hugo and Zola: {args.peer_roles} roles, {args.runs} turns")
    found = peers.measure(args.binary, args.peers, f"{folder}/peers", args.peer_roles, args.runs)
    if found["faults"]:
        return found, {}
    return found, {f"{name.lower()}_to_rolecast": row["cpu"] for name, row in found["to_rolecast"].items()}


PARTS = (("cold", cold), ("cards", cards), ("peers", others), ("workers", workers), ("growth", growth), ("serve", following))


def measure(args, folder):
    """The whole result, as it is written as JSON."""
    make_room(args, folder)
    before, load = machine.stolen(), machine.load()
    result = {"machine": machine.describe(folder), "binary": machine.binary(args.binary), "runs": args.runs, "parts": {}}
    figures = {}
    for name, part in PARTS:
        result["parts"][name], more = part(args, folder)
        figures |= more
    after = machine.stolen()
    stolen = (after[0] - before[0]) / max(after[1] - before[1], 1)
    result["machine"] |= {"load_before": load, "load_after": machine.load(), "stolen_percent": round(100 * stolen, 1)}
    result["targets"] = targets.judge_all(figures)
    return result

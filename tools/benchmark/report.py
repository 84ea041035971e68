# SPDX-License-Identifier: MIT
"""The result of `tools/bench --all`, for people."""


QUIET = 0.25  # load a core that leaves figures alone


def times(row):
    return f"{row['wall_s']:8.3f} {row['best_wall_s']:8.3f} {row['cpu_s']:8.3f} {row['best_cpu_s']:8.3f} {row['peak_mb']:8.1f}"


def head(title, *more):
    words = ("wall s", "best", "CPU s", "best", "peak MB", *more)
    return f"\n{title:<24}" + "".join(f" {word:>8}" for word in words)


def machine_lines(result):
    machine, binary = result["machine"], result["binary"]
    memory = f", {machine['memory_gb']} GB" if machine["memory_gb"] else ""
    yield f"{machine['cpu']}, {machine['cores']} cores{memory}; load {machine['load_before']} before, " \
          f"{machine['load_after']} after, {machine['stolen_percent']} % of the time taken by other guests"
    yield f"{machine['system']}, {machine['kernel']}; work folder on {machine['file_system']}; {machine['copy']}"
    made = [binary["version"], binary.get("compiler"), binary.get("build_type") and f"build type {binary['build_type']}"]
    if binary.get("sanitizers", "none") not in ("none", "[]", ""):
        made.append(f"WITH SANITIZERS {binary['sanitizers']}")
    yield ", ".join(word for word in made if word) + f"; medians of {result['runs']} runs taken in turns"
    yield f"two loops in the shell do {machine['two_against_one']} × as much here as one"
    if machine["load_before"] > QUIET * machine["cores"]:
        yield "OTHERS WERE BUSY on this machine: times are too long, and their ratios uncertain"


def cold_lines(part):
    yield head(f"{part['roles']} roles")
    for name, row in part["steps"].items():
        yield f"{name:<24} {times(row)}"
    yield f"{part['content_bytes'] / 1e6:.1f} MB of content, {part['files']} files, {part['bytes'] / 1e6:.1f} MB of output; " \
          f"processor time of the cold build is {part['cold_to_copy_cpu']} × that of cp -r"


def cards_lines(part):
    yield head(f"Share cards, {part['roles']} roles")
    for name, row in part["steps"].items():
        yield f"{name:<24} {times(row)}"
    yield f"{part['cards']} cards, {part['cpu_ms_each']} ms of processor each; unchanged {part['unchanged_to_cold']} × cold" \
        if part["cards"] else "no cards: this rolecast was built without them"


def peers_lines(part):
    if "left_out" in part:
        yield f"\nHugo and Zola are left out: {part['left_out']}"
        return
    yield head(f"Same pages, {part['roles']} roles", "pages", "HTML MB", "files", "all MB", "to begin")
    for name, row in part["programs"].items():
        label = f"{name} {part['versions'].get(name, '')}".strip()
        more = f" {row['pages']:8} {row['html_bytes'] / 1e6:8.1f} {row['files']:8} {row['bytes'] / 1e6:8.1f} " \
               f"{row['start_cpu_s']:8.3f}" if "pages" in row else ""
        yield f"{label:<24} {times(row)}{more}"
    for name, row in part["to_rolecast"].items():
        aside = f" ({row['cpu_with_start']} × with Node's start)" if name == "Zola" else ""
        yield f"{name} takes {row['cpu']} × the processor time{aside} and {row['wall']} × the time of rolecast, " \
              f"which writes more: {row['cpu_a_megabyte']} × a megabyte"
    for fault in part["faults"]:
        yield f"NOT EQUAL: {fault}"


def workers_lines(part):
    yield head(f"Workers, {part['roles']} roles")
    for name, rows in part["steps"].items():
        for count, row in rows.items():
            yield f"{name + ', ' + count:<24} {times(row)}"
    yield "processor time of two against one: " + ", ".join(f"{name} {value} ×" for name, value in part["cpu_of_two"].items())


def growth_lines(part):
    yield head("Growth", "files", "MB", "limit MB")
    for row in part["steps"].values():
        yield f"{str(row['roles']) + ' roles':<24} {times(row)} {row['files']:8} {row['bytes'] / 1e6:8.1f} {row['limit_mb']:8.1f}"
    few, many = (row["roles"] for row in part["steps"].values())
    reckoned = "" if many == 10 * few else "; below, the processor time is reckoned for ten times the roles"
    yield f"processor time × {part['cpu_ratio']}, time × {part['wall_ratio']}{reckoned}"


def serve_lines(part):
    if "left_out" in part:
        yield f"\nserve is left out: {part['left_out']}"
        return
    yield f"\nserve, {part['roles']} roles, {part['edits']} edits"
    for name, row in part["steps"].items():
        yield f"from save to {name:<13} median {row['median_ms']} ms, worst {row['worst_ms']} ms"


def verdict(row):
    if row["met"] is None:
        return "not measured"
    off = abs(row["off_percent"])
    return f"met, {off:.0f} % to spare" if row["met"] else f"missed by {off:.0f} %"


def target_lines(rows):
    yield f"\n{'Target':<48} {'limit':>8} {'figure':>9}"
    for row in rows:
        limit = f"{'≥' if row['at_least'] else '≤'} {row['limit']:g}"
        figure = "" if row["figure"] is None else f"{row['figure']:.2f}" if row["figure"] < 100 else f"{row['figure']:.0f}"
        unit = row["unit"] if figure else ""
        yield f"{row['line']:<48} {limit:>8} {figure:>6} {unit:<2}  {verdict(row)}".rstrip()


PARTS = {"cold": cold_lines, "cards": cards_lines, "peers": peers_lines, "workers": workers_lines, "growth": growth_lines,
         "serve": serve_lines}


def lines(result):
    yield from machine_lines(result)
    for name, part in result["parts"].items():
        yield from PARTS[name](part)
    yield from target_lines(result["targets"])

#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""An economy split into a site a field, by the very lines that docs/scale.md gives."""
import os
import re
import subprocess

from helpers import BINARY, ROOT, Tap, folder, read, write

FIELDS = ("health", "law", "sea")
tap = Tap()
script = re.search(r"```sh\n# made: split\n(.*?)```", read(f"{ROOT}/docs/scale.md"), re.DOTALL)[1]


def make_economy(base):
    rows = ["title\tfield\ttask\texposure\ttime"]
    for field in FIELDS:
        rows += [f"{field.title()} Worker {role}\t{field}\tDo part {task} of the {field} work\t{20 * task + role}\t10"
                 for role in range(3) for task in range(4)]
        write(f"{base}/sites/{field}/content/site.yaml",
              f"title: Jobs in {field}\nbase_url: https://jobs.example.org/{field}\ndescription: Jobs in {field}, task by task.\n"
              f"cards: false\ncategories:\n  - {{id: {field}, title: {field.title()}}}\n")
    write(f"{base}/table.tsv", "\n".join(rows) + "\n")
    write(f"{base}/map.yaml", "title: Tasks of the economy\nsources:\n  panel:\n    title: Our panel\n    publisher: Us\n"
          "    url: https://panel.example/\n    published: 2026\n    licence: MIT\n"
          "columns: {role: title, category: field, task: task, exposure: exposure, weight: time}\nspread: {exposure: 10, autonomy: 10}\n")


with folder() as base:
    make_economy(base)
    os.makedirs(f"{base}/bin")
    os.symlink(BINARY, f"{base}/bin/rolecast")
    environment = {**os.environ, "PATH": f"{base}/bin:{os.environ['PATH']}", "ROLECAST_THEMES": f"{ROOT}/themes", "SOURCE_DATE_EPOCH": "1795219200"}
    for turn in ("once", "again"):
        done = subprocess.run(["sh", "-eu", "-c", script], cwd=base, env=environment, capture_output=True, text=True, check=False)
        tap.ok(done.returncode == 0, f"each field is imported, checked and built, {turn}", done.stderr)
    for field in FIELDS:
        site = f"{base}/sites/{field}/public"
        roles = sorted(name for name in os.listdir(f"{site}/roles") if name != "index.html")
        tap.ok(roles == [f"{field}-worker-{i}" for i in range(3)], f"{field}: its own roles and no others", roles)
        tap.ok(f'href="/{field}/roles/{field}-worker-1/"' in read(f"{site}/index.html"), f"{field}: links stay below its path")
tap.end()

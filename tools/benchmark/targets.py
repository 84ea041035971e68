# SPDX-License-Identifier: MIT
"""What the program is to reach, and whether it does."""
from dataclasses import dataclass


@dataclass(frozen=True)
class Target:
    """The figure KEY is to be at most (or at least) LIMIT."""
    key: str
    line: str
    limit: float
    at_least: bool = False
    unit: str = "×"


TARGETS = (
    Target("cold_to_copy", "cold build against cp -r of its output, time", 1.0),
    Target("unchanged_to_cold", "nothing changed, against the cold build", 0.2),
    Target("edit_to_cold", "one edit, against the cold build", 0.85),
    Target("hugo_to_rolecast", "Hugo on the same pages, processor time", 20, at_least=True),
    Target("zola_to_rolecast", "Zola on the same pages, processor time", 10, at_least=True),
    Target("more_roles_cpu", "ten times the roles, processor time", 12),
    Target("memory_few", "peak memory against 4 × content + 32 MB", 1.0),
    Target("memory_many", "the same with ten times the roles", 1.0),
    Target("workers_load", "two workers against one, loading", 1.7, at_least=True),
    Target("workers_build", "two workers against one, whole build", 1.7, at_least=True),
    Target("serve_event", "serve: a save to its event, median", 50, unit=" ms"),
)


def judge(target, figure):
    """One row of the result; a figure of None was not measured."""
    row = {"key": target.key, "line": target.line, "limit": target.limit, "at_least": target.at_least,
           "unit": target.unit.strip(), "figure": None, "met": None, "off_percent": None}
    if figure is None:
        return row
    room = figure / target.limit if target.at_least else target.limit / max(figure, 1e-9)
    return row | {"figure": round(figure, 3), "met": room >= 1, "off_percent": round((figure / target.limit - 1) * 100, 1)}


def judge_all(figures):
    return [judge(target, figures.get(target.key)) for target in TARGETS]

"""What was measured, each figure with its bar, as a table to be printed and kept."""

from __future__ import annotations

import os
import platform
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

KEPT = Path(__file__).parents[1] / "docs" / "performance.md"


@dataclass(frozen=True, slots=True)
class Figure:
    """A measure; `most` or `least` is its bar, and a figure without one only informs."""

    work: str
    database: str
    value: float
    unit: str
    most: float | None = None
    least: float | None = None

    @property
    def holds(self) -> bool:
        too_much = self.most is not None and self.value > self.most
        too_little = self.least is not None and self.value < self.least
        return not (too_much or too_little)

    @property
    def bar(self) -> str:
        if self.most is not None:
            return f"≤ {self.most:g} {self.unit}"
        return "" if self.least is None else f"≥ {self.least:g} {self.unit}"

    @property
    def verdict(self) -> str:
        if self.most is None and self.least is None:
            return ""
        return "holds" if self.holds else "**missed**"


def percentile(values: Sequence[float], share: float) -> float:
    """The value that `share` of all values do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def rendered(figures: Sequence[Figure]) -> str:
    lines = ["| work | database | measured | bar | |", "|---|---|---|---|---|"]
    lines += [
        f"| {each.work} | {each.database} | {_written(each.value)} {each.unit} | {each.bar}"
        f" | {each.verdict} |"
        for each in figures
    ]
    return "\n".join(lines)


def keep(figures: Sequence[Figure], contracts: int) -> None:
    """Write the table where readers of the documentation find it."""
    machine = (
        f"{os.cpu_count()} cores, Python {platform.python_version()}, SQLite"
        f" {sqlite3.sqlite_version}"
    )
    KEPT.write_text(
        "# How fast it is\n\n"
        f"`make bench` wrote this: {contracts:,} active enrollments, {machine}.\n"
        "Everything is a ratio of two things measured in one run, or a time that a person waits;"
        " seconds alone say\nmore about the machine.\n\n"
        f"{rendered(figures)}\n\n"
        "**Daily run**: the scheduler's own run of the first of a month in the region's 22"
        " municipalities (on PostgreSQL in two\nof them at once), with a notice to every family,"
        " against four plain statements in one transaction on a copy of the same\ndatabase. The"
        " audit finds nothing before and after either of them. Of three runs the middle one is"
        " told, also of the longest\ntransaction of each. The PostgreSQL server has the settings of"
        " docs/operations.md."
        " **Request**: `request_enrollment` with all its rules and 32 clients, against eight"
        " statements on\nthe bare driver without any rule. **Growth**: the time for one item,"
        " in the large region against the one of\n10,000 enrollments. **Search**: a page, the total"
        " and all facets through the whole port, against a page, the total\nand four facets asked"
        " of the bare driver; words, some common and some rare, and an age. The index was read"
        " before,\nas the bot does when it starts. **Family screen**: whole updates of a family"
        " with two children through the bot's own\ndispatcher, against the same dispatcher with"
        " one handler that asks eight statements of the bare driver (aiosqlite: in one\nhop into"
        " its thread) and makes the same text and buttons; a wait is a way to the server and back,"
        " or into a thread. **Idle bot**: the resident memory of `kruzhok bot`, after its first"
        " answer over an empty database,\nthen over a large catalog with the index of the search"
        " read, and after so many different questions from a chat.\n",
        encoding="utf-8",
    )


def _written(value: float) -> str:
    return f"{value:.2f}" if value < 10 else f"{value:,.0f}"  # noqa: PLR2004

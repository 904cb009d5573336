"""A real catalog comes again some time later: what changed is what two files differ in.

Asked for with `KRUZHOK_REAL_DATA`, the folder that holds `catalog_zddt`. What is expected is
counted out of the files by the csv module alone.
"""

from __future__ import annotations

import csv
import os
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from db.database import Database
from office.catalog_files import read_defaults
from office.upload_report import Report
from tests.office.test_exporting import (
    EXAMPLE,
    clock,
    database,
    imported,
    migrated_file,
    migrated_postgres,
    migrated_url,
    sqlite_url,
)

__all__ = [
    "clock", "database", "migrated_file", "migrated_postgres", "migrated_url", "sqlite_url",
]  # fmt: skip

Row = Mapping[str, str]

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
PAIRS = [
    ("zddt_summer_2025-05-28", "zddt_summer_2025-06-09"),
    ("zddt_year_2024-12-16", "zddt_year_2025-06-27"),
    # And backwards: what came is missing then.
    ("zddt_year_2025-06-27", "zddt_year_2024-12-16"),
]


@pytest.fixture(scope="module")
def catalogs() -> Path:
    folder = Path(os.environ.get("KRUZHOK_REAL_DATA", "")) / "catalog_zddt"
    if not folder.is_absolute() or not folder.is_dir():
        pytest.skip("REAL CATALOG UNREAD: set KRUZHOK_REAL_DATA to the folder with catalog_zddt")
    return folder


def rows_of(catalogs: Path, name: str) -> list[Row]:
    with (catalogs / f"{name}_groups.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


@dataclass
class Differences:
    """How many groups, or programs, two files have of each kind."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    missing: int = 0
    fields: dict[str, int] = field(default_factory=lambda: defaultdict(int))


def week(row: Row) -> tuple[str, ...]:
    return tuple(row[day] for day in WEEKDAYS)


def full(row: Row) -> bool:
    return "мест нет" in row["vacancy_note"]


def by(rows: Sequence[Row], *names: str) -> dict[tuple[str, ...], list[Row]]:
    found: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in rows:
        found[tuple(row[each] for each in names)].append(row)
    return found


def paired(before: list[Row], after: list[Row]) -> Iterator[tuple[Row, Row]]:
    """Groups of one name that are the same: by their week, then one after another."""
    ways: tuple[Callable[[Row], object], ...] = (week, lambda _: None)
    for key in ways:
        for row in [*after]:
            same = next((each for each in before if key(each) == key(row)), None)
            if same is not None:
                before.remove(same)
                after.remove(row)
                yield same, row


def groups_between(before: Sequence[Row], after: Sequence[Row]) -> Differences:
    found = Differences()
    natural = "program", "study_year", "group", "extra_group"
    old, new = (by(rows, *natural) for rows in (before, after))
    named = by(after, "program")
    for key in {**old, **new}:
        had, has = [*old[key]], [*new[key]]
        for one, other in paired(had, has):
            differing = {
                "slots": week(one) != week(other),
                "ages": one["age"] != other["age"],
                "places": full(one) != full(other),
            }
            for what, differs in differing.items():
                found.fields[what] += differs
            found.changed += any(differing.values())
            found.unchanged += not any(differing.values())
        found.added += len(has)
        # A program that is missing is told of itself, and not its groups once more.
        found.missing += len(had) if key[:1] in named else 0
    return found


def said_of_program(rows: Sequence[Row]) -> tuple[object, ...]:
    ages = [int(each) for row in rows for each in row["age"].replace("лет", "").split("-")]
    first = rows[0]
    return first["description"], first["duration"], min(ages), max(ages)


def programs_between(before: Sequence[Row], after: Sequence[Row]) -> Differences:
    old, new = (by(rows, "program") for rows in (before, after))
    changed = sum(said_of_program(old[p]) != said_of_program(new[p]) for p in old.keys() & new)
    both = len(old.keys() & new)
    return Differences(len(new.keys() - old), changed, both - changed, len(old.keys() - new))


def told(report: Report, kind: str) -> Differences:
    added, changed, unchanged = (
        report.counts[each][kind] for each in ("added", "changed", "unchanged")
    )
    return Differences(added, changed, unchanged, report.missing_count[kind])


@pytest.mark.parametrize(("before", "after"), PAIRS, ids=["summer", "year", "backwards"])
async def test_a_later_snapshot_changes_exactly_what_the_two_files_differ_in(
    database: Database, catalogs: Path, before: str, after: str
) -> None:
    defaults = read_defaults(EXAMPLE)
    first, second = (catalogs / f"{each}_groups.csv" for each in (before, after))
    rows = [rows_of(catalogs, each) for each in (before, after)]

    new = await imported(database, first, defaults)
    changed = await imported(database, second, defaults)
    again = await imported(database, second, defaults)

    assert told(new, "groups") == Differences(added=len(rows[0]))
    groups, programs = groups_between(*rows), programs_between(*rows)
    assert (groups.fields, groups.changed) != ({}, 0)
    expected = groups.fields
    groups.fields = defaultdict(int)
    assert told(changed, "groups") == groups
    assert told(changed, "programs") == programs
    fields: dict[str, int] = defaultdict(int)
    for change in changed.changes.first:
        # Down to a group lead its program and its module.
        fields[change["field"]] += len(change["path"]) == len(("program", "module", "group"))
    assert changed.changes.left_out == 0
    assert {what: fields[what] for what in expected} == dict(expected)
    nothing = Differences(unchanged=len(rows[1]), missing=groups.missing)
    assert told(again, "groups") == nothing
    assert again.changes.count == 0

"""Columns nobody reads that have lessons in them: a timetable under a name of its own."""

from __future__ import annotations

import re
from typing import Final

from office.catalog_files.header import WEEK
from office.catalog_files.lines import TableRow
from office.catalog_files.recognition import holds_persons
from office.catalog_files.text import comparable, line
from office.catalog_files.weekdays import are_weekdays, names_a_day

_CLOCK: Final = r"(?:[01]?\d|2[0-3])[:.][0-5]\d"
_HOUR: Final = re.compile(rf"(?<![\d.:])(?:{_CLOCK}|\d{{1,2}}\s*ч)(?![\d.:])")
_HOURS: Final = re.compile(rf"(?:с |в )?{_CLOCK}(?:\s*(?:-|до)\s*{_CLOCK})?")


def unread_week(row: TableRow, told: set[str]) -> int | None:
    """The place of such a column, once for each name; None where the table has a timetable that is
    read. `told` are the names of which this was said, and grows.
    """
    header = row.header
    if header.columns.keys() & WEEK or header.weeks or header.pairs:
        return None
    for place in header.unread:
        title = header.titles[place]
        if title in told or holds_persons(title):
            continue
        if _is_of_a_week(comparable(line("".join(row.line.cells[place : place + 1])))):
            told.add(title)
            return place
    return None


def _is_of_a_week(said: str) -> bool:
    if not said:
        return False
    day_and_hour = names_a_day(said) and _HOUR.search(said) is not None
    return day_and_hour or are_weekdays(said) or _HOURS.fullmatch(said) is not None

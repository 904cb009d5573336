"""Rows of several groups that nobody numbers: a line of the cells is a group."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from office.catalog_files.ages import parse_ages
from office.catalog_files.columns import WEEKDAYS, Field
from office.catalog_files.lines import TableRow
from office.catalog_files.places import parse_places, parse_vacancy
from office.catalog_files.problems import NotUnderstood
from office.catalog_files.text import comparable, line, paragraphs
from office.catalog_files.times import parse_schedule

LINES_MIN: Final = 2
# A line break alone says little: long names and hours are broken, too.
_NAMES_OF_GROUPS: Final = (re.compile(r"групп|\bгр\b"), re.compile(r"\d"))
_OTHERS_OF_THE_WEEK: Final = (Field.DAYS_OF_WEEK, Field.TIME_FROM, Field.TIME_UNTIL, *WEEKDAYS)


# How each line of a cell must be understood for its lines to be several groups'.
_LINES: Final[Mapping[Field, Callable[[str], object]]] = {
    Field.AGES: parse_ages,
    Field.PLACES: parse_places,
    Field.FREE_PLACES: parse_vacancy,
    Field.TAKEN: parse_places,
}
# One of these is to tell the groups apart, beside their hours.
_TELLING: Final = frozenset({Field.AGES, Field.GROUP})


def lines_of_groups(row: TableRow) -> Mapping[Field, Sequence[str]]:
    """The lines of the timetable and of the cells that go with it line by line; nothing where they
    need not be those of several groups.
    """
    weeks = _cell_lines(row, Field.SCHEDULE)
    number = len(weeks)
    if number < LINES_MIN or any(_cell_lines(row, of) for of in _OTHERS_OF_THE_WEEK):
        return {}
    found = lines_beside(row, number)
    if not found.keys() & _TELLING or not all(_reads(parse_schedule, each) for each in weeks):
        return {}
    return {Field.SCHEDULE: weeks, **found}


def lines_beside(row: TableRow, number: int) -> Mapping[Field, Sequence[str]]:
    """The cells that have as many lines as there are groups, each a value of its own."""
    cells = {of: _cell_lines(row, of) for of in (Field.GROUP, *_LINES)}
    return {
        of: lines
        for of, lines in cells.items()
        if len(lines) == number
        and (all(_reads(_LINES[of], each) for each in lines) if of in _LINES else _are_names(lines))
    }


def _are_names(lines: Sequence[str]) -> bool:
    """«Группа» over «№ 1» is one."""
    written = [*map(comparable, lines)]
    return any(all(map(each.search, written)) for each in _NAMES_OF_GROUPS)


def _reads(parse: Callable[[str], object], text: str) -> bool:
    try:
        parse(text)
    except NotUnderstood:
        return False
    return True


def _cell_lines(row: TableRow, of: Field) -> Sequence[str]:
    place = row.header.columns.get(of)
    raw = "" if place is None else "".join(row.line.cells[place : place + 1])
    if "\n" not in raw and "<" not in raw:
        return [raw] if line(raw) else []
    return paragraphs(raw).splitlines()

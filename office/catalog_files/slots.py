"""A row's weekly lessons, from whichever columns have them."""

from __future__ import annotations

import re
from functools import partial
from itertools import pairwise
from typing import Final

from core.domain.program import Slot
from office.catalog_files.cells import RowCells
from office.catalog_files.columns import WEEKDAYS, Field
from office.catalog_files.problems import Reason
from office.catalog_files.text import comparable
from office.catalog_files.times import WEEKDAYS_SHORT, in_order, parse_lessons, parse_schedule

# Under a weekday: there is a lesson, and another column has its time.
_MARKS: Final = frozenset({"+", "да", "v", "✓", "✔", "√", "*", "1", "есть"})

# Their numbers in a column of days, Monday is the first; one alone may be how many they are.
_NUMBERS: Final = re.compile(r"[1-7](?:\s*(?:[,;/.]|\bи\b)\s*[1-7])+")
_TIME: Final = re.compile(r"\d[:.-]\d\d")


def read_slots(cells: RowCells) -> tuple[Slot, ...]:
    """The lessons in the order of the week, each once; () when nobody wrote them.

    A week may have a column for each of its days (with times, or with marks beside a column
    of times), one column for days and one for times, or one for both.
    """
    slots: set[Slot] = set()
    marked = [
        short for short, of in zip(WEEKDAYS_SHORT, WEEKDAYS, strict=True) if _is_mark(cells, of)
    ]
    for weekday, of in enumerate(WEEKDAYS):
        if WEEKDAYS_SHORT[weekday] not in marked:
            slots.update(cells.read(of, partial(parse_lessons, weekday=weekday)) or ())
    if _TIME.search(cells.text(Field.DAYS_OF_WEEK)) and not cells.text(Field.SCHEDULE):
        return in_order(slots | set(cells.read(Field.DAYS_OF_WEEK, parse_schedule) or ()))
    days = (
        [", ".join(marked)]
        if marked
        else [_named(each) for each in cells.lines(Field.DAYS_OF_WEEK)]
    )
    times = cells.lines(Field.SCHEDULE) or _from_and_until(cells)
    of = Field.SCHEDULE if cells.text(Field.SCHEDULE) else Field.TIME_FROM
    slots.update(cells.read(of, lambda _: parse_schedule(_together(days, times))) or ())
    if days and not times:
        named = next((each for each in WEEKDAYS if _is_mark(cells, each)), Field.DAYS_OF_WEEK)
        cells.note(named, Reason.TIMES_NOT_UNDERSTOOD, fatal=False)
    return in_order(slots)


def _is_mark(cells: RowCells, of: Field) -> bool:
    return comparable(cells.text(of)) in _MARKS


def _named(days: str) -> str:
    """«1,3» as «пн, ср»: days that follow each other in a week."""
    if not _NUMBERS.fullmatch(comparable(days)):
        return days
    numbers = [int(each) for each in re.findall(r"\d", days)]
    follow = all(one < other for one, other in pairwise(numbers))
    return ", ".join(WEEKDAYS_SHORT[each - 1] for each in numbers) if follow else days


def _from_and_until(cells: RowCells) -> list[str]:
    begins, ends = cells.text(Field.TIME_FROM), cells.text(Field.TIME_UNTIL)
    return [f"{begins}-{ends}" if ends else begins] if begins else []


def _together(days: list[str], times: list[str]) -> str:
    """Line by line where both cells have as many; else all times are said of all days."""
    if len(days) == len(times):
        return "; ".join(f"{day} {time}" for day, time in zip(days, times, strict=True))
    return f"{' '.join(days)} {' '.join(times)}".strip()

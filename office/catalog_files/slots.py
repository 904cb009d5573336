"""A row's weekly lessons, from whichever columns have them."""

from __future__ import annotations

import re
from functools import partial
from itertools import islice, pairwise
from typing import Final

from core.domain.program import Slot
from office.catalog_files.cells import RowCells
from office.catalog_files.columns import WEEKDAYS, Field
from office.catalog_files.hours import is_not_weekly
from office.catalog_files.problems import NotUnderstood, Reason
from office.catalog_files.text import comparable, items
from office.catalog_files.times import (
    bare_hour,
    days_of_schedule,
    has_hours,
    in_order,
    is_left_open,
    parse_lessons,
    parse_schedule,
)
from office.catalog_files.weekdays import (
    WEEKDAYS_SHORT,
    are_weekdays,
    span_over_a_day,
    weekdays_of,
)

# Under a weekday: there is a lesson, and another column has its time.
_MARKS: Final = frozenset({"+", "да", "v", "✓", "✔", "√", "*", "1", "есть"})

# Their numbers in a column of days, Monday is the first; one alone may be how many they are.
_NUMBERS: Final = re.compile(r"[1-7](?:\s*(?:[,;/.]|\bи\b)\s*[1-7])+")


def read_slots(cells: RowCells) -> tuple[Slot, ...]:
    """The lessons in the order of the week, each once; () when nobody wrote them.

    A week may have a column for each of its days (with times, or with marks beside a column
    of times), one column for days and one for times, or one for both. Where one of the lessons is
    not of every week, none is known: the others alone would be another timetable.
    """
    for of in (Field.SCHEDULE, Field.DAYS_OF_WEEK, *WEEKDAYS):
        if is_not_weekly(comparable(cells.text(of))):
            cells.note(of, Reason.TIMES_NOT_WEEKLY, fatal=False)
            return ()
    slots: set[Slot] = set()
    marked = [day for day in range(len(WEEKDAYS)) if _is_mark(cells, day)]
    for weekday, of in enumerate(WEEKDAYS):
        if weekday not in marked:
            slots.update(cells.read(of, partial(parse_lessons, weekday=weekday)) or ())
    _note_bare_hour(cells)
    return in_order(slots | set(_of_two_columns(cells, marked)))


def _note_bare_hour(cells: RowCells) -> None:
    """«18» may be a room too; said once of each row."""
    bare = (of for of in WEEKDAYS if bare_hour(comparable(cells.text(of))))
    for of in islice(bare, 1):
        cells.note(of, Reason.TIMES_ARE_A_BARE_HOUR, fatal=False)


def _of_two_columns(cells: RowCells, marked: list[int]) -> tuple[Slot, ...]:
    """Of the columns that say days, those that say hours, or both."""
    for of in (Field.DAYS_OF_WEEK, Field.SCHEDULE):
        if span := span_over_a_day(comparable(cells.text(of))):
            cells.note(of, Reason.TIMES_OVER_A_DAY, fatal=False, found=span)
    if has_hours(cells.text(Field.DAYS_OF_WEEK)) and not cells.text(Field.SCHEDULE):
        return cells.read(Field.DAYS_OF_WEEK, parse_schedule) or ()
    days = (
        [", ".join(WEEKDAYS_SHORT[day] for day in marked)]
        if marked
        else [_named(each) for each in cells.lines(Field.DAYS_OF_WEEK)]
    )
    times = cells.lines(Field.SCHEDULE) or _from_and_until(cells)
    if days and not times:
        of = WEEKDAYS[marked[0]] if marked else Field.DAYS_OF_WEEK
        unknown = all(map(is_left_open, days))
        why = Reason.TIMES_NOT_KNOWN_YET if unknown else Reason.TIMES_NOT_UNDERSTOOD
        cells.note(of, why, fatal=False)
    of = Field.SCHEDULE if cells.text(Field.SCHEDULE) else Field.TIME_FROM
    return cells.read(of, lambda _: _together(days, times)) or ()


def _is_mark(cells: RowCells, weekday: int) -> bool:
    """«+» or the day itself once more."""
    written = comparable(cells.text(WEEKDAYS[weekday]))
    return written in _MARKS or (are_weekdays(written) and weekdays_of(written) == [weekday])


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


def _together(days: list[str], times: list[str]) -> tuple[Slot, ...]:
    """Line by line where both cells have as many; else all times are said of all days.

    Raises:
        NotUnderstood: Not a week, or the days of one cell are not those of the other.
    """
    if items(" ".join(times)):
        raise NotUnderstood(Reason.TIMES_COUNTED)
    named = {day for each in days for day in _days(each)}
    own = days_of_schedule(" ".join(times))
    if own and named and own != named:
        raise NotUnderstood(Reason.TIMES_OF_ANOTHER_DAY)
    if own:
        return parse_schedule(" ".join(times))
    if not named and all(map(is_left_open, days)):
        # «2 раза в неделю»: on which days nobody says.
        days = []
    if len(days) == len(times):
        return parse_schedule(
            "; ".join(f"{day} {time}" for day, time in zip(days, times, strict=True))
        )
    if len(named) == len(times) > 1:
        # A line for each of «вт, чт», or both lines on both.
        raise NotUnderstood(Reason.TIMES_NOT_UNDERSTOOD)
    return parse_schedule(f"{' '.join(days)} {' '.join(times)}".strip())


def _days(written: str) -> list[int]:
    known = comparable(written)
    return weekdays_of(known) if are_weekdays(known) else []

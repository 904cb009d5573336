"""Weekly lessons as people write them: «16:30 – 17:40», «вторник, четверг 16.50-18.30».

The same text means the same in a column of one weekday and in a column of the week: what one of
them reads, leaves open or refuses, the other does too.
"""

from __future__ import annotations

import re
from datetime import time
from functools import lru_cache
from typing import Final

from core.domain.program import Slot
from office.catalog_files.hours import comparable_times
from office.catalog_files.problems import NotUnderstood, Reason
from office.catalog_files.weekdays import are_weekdays, names_a_day, weekdays_of

SCHEDULE_MAX: Final = 2000
# Many groups meet at the same hours.
WEEKS_REMEMBERED: Final = 2000

_TIME: Final = r"(\d{1,2})(?:[:.](\d\d))?(?::00)?"
_LESSON: Final = re.compile(rf"(?:[св]\s*)?{_TIME}(?:\s*(?:-|до)\s*{_TIME})?")
_HOUR_ALONE: Final = re.compile(r"\d{1,2}(?::\d\d(?::00)?|[.-](?:00|1[3-9]|[2-5]\d))")
# When children have lessons; less than that is how many there are. «1730» is no year, and «18,30»
# is no two hours.
_BARE_HOUR: Final = re.compile(
    r"(?:с |в )?(?:(?P<hour>[89]|1\d|20)|(?P<of_four>0[89]|1\d)(?P<minutes>[0-5][05])"
    r"|(?P<before>[89]|1\d|20),(?P<behind>00|2[4-9]|[345]\d))"
)
_SOME_HOUR: Final = re.compile(r"\d[:.-]\d\d")
# «16-30 - 17-40»: dashes between hours and minutes too, …
_DASHED: Final = re.compile(r"(\d{1,2})-(\d\d)\s*(?:-|до)\s*(\d{1,2})-(\d\d)")
# … and «16-30» alone, which ends at no hour of the day.
_DASHED_ALONE: Final = re.compile(r"((?:[св]\s*)?\d{1,2})-(00|2[4-9]|[345]\d)")
_BETWEEN_LESSONS: Final = re.compile(r"\s*([,;/|]|\bи\b)\s*|(?<=\d)\s+(?=\d)")
# «16:30 17:40» may be one lesson or the starts of two, and so may «16:30/17:40».
_BETWEEN_STARTS: Final = frozenset({",", ";", "и"})
_DAYS_THEN_TIMES: Final = re.compile(
    r"(?P<days>[^\d]+?)(?:\s+с)?\s*(?P<times>\d(?:[^a-zа-я]|до|[ис](?=\s*\d))*)"
)
_TIMES_THEN_DAYS: Final = re.compile(
    r"(?:[св]\s*)?(?P<times>\d(?:[^a-zа-я]|до|[ис](?=\s*\d))*)(?P<days>[^\d]+?)(?=(?:\s*с)?\s*\d|$)"
)
# On how many days of those that are named.
_HOW_OFTEN: Final = re.compile(r"\b(?P<days>[1-7]) раза? в неделю[\s:,-]*")
_NO_LESSON: Final = frozenset({"нет", "выходной", "вых", "вых.", "х", "x", "/", "нет занятий"})


@lru_cache(maxsize=WEEKS_REMEMBERED)
def parse_lessons(text: str, weekday: int) -> tuple[Slot, ...]:
    """The lessons of one weekday's cell, in order, each once; it may name its day once more.
    «18» alone is an hour, as «пн 18» is.

    Raises:
        NotUnderstood: Not a time, one that ends before it starts, or one of another day.
    """
    written = comparable_times(text)
    written = bare_hour(written) or written
    if written in _NO_LESSON:
        return ()
    if not names_a_day(written):
        return in_order(_lessons(written, weekday))
    if are_weekdays(written) and {*weekdays_of(written)} != {weekday}:
        raise NotUnderstood(Reason.TIMES_OF_ANOTHER_DAY)
    slots = _schedule(written)
    if any(slot.weekday != weekday for slot in slots):
        raise NotUnderstood(Reason.TIMES_OF_ANOTHER_DAY)
    return in_order(slots)


@lru_cache(maxsize=WEEKS_REMEMBERED)
def parse_schedule(text: str) -> tuple[Slot, ...]:
    """The lessons of a cell that names the days too: «ср/пт 15:00–16:30; сб 10:00».

    Raises:
        NotUnderstood: Not a week; not fatal where only its days are written, or only its hours.
    """
    written = comparable_times(text[:SCHEDULE_MAX])
    if written in _NO_LESSON:
        return ()
    if not names_a_day(written):
        # Raises for what is no time on any day.
        _lessons(written, weekday=0)
        raise NotUnderstood(Reason.TIMES_NOT_UNDERSTOOD, fatal=False)
    often = _HOW_OFTEN.search(written)
    slots = _schedule(_HOW_OFTEN.sub("", written, count=1))
    another = often is not None and int(often["days"]) != len({slot.weekday for slot in slots})
    if not slots or another or len(text) > SCHEDULE_MAX:
        raise NotUnderstood(Reason.TIMES_NOT_UNDERSTOOD)
    return in_order(slots)


def days_of_schedule(text: str) -> frozenset[int]:
    """The days on which a cell says lessons by itself; none where it does not name them."""
    try:
        return frozenset(slot.weekday for slot in parse_schedule(text))
    except NotUnderstood:
        return frozenset()


def is_left_open(text: str) -> bool:
    """«По согласованию», «2 раза в неделю»: when that is nobody says."""
    try:
        comparable_times(text)
    except NotUnderstood as problem:
        return not problem.fatal
    return False


def has_hours(text: str) -> bool:
    """Some hour stands in it, however else it is to be understood."""
    try:
        return _SOME_HOUR.search(comparable_times(text)) is not None
    except NotUnderstood:
        return False


def bare_hour(written: str) -> str:
    """«18», «1730» and «18,30» as an hour of the clock, of what `comparable` made; else ""."""
    found = _BARE_HOUR.fullmatch(written)
    if found is None:
        return ""
    hour = found["hour"] or found["of_four"] or found["before"]
    return f"{int(hour)}:{found['minutes'] or found['behind'] or '00'}"


def is_hour(text: str) -> bool:
    """«15:00», also as a spreadsheet keeps it; «15.10» may be a day of October, and is none."""
    try:
        return _HOUR_ALONE.fullmatch(comparable_times(text)) is not None
    except NotUnderstood:
        return False


def in_order(slots: set[Slot]) -> tuple[Slot, ...]:
    """From Monday morning to Sunday night."""
    return tuple(sorted(slots, key=lambda slot: (slot.weekday, slot.starts, slot.ends or time.max)))


def _schedule(written: str) -> set[Slot]:
    if are_weekdays(written):
        raise NotUnderstood(Reason.TIMES_NOT_UNDERSTOOD, fatal=False)
    order = _TIMES_THEN_DAYS if re.match(r"(?:[св]\s*)?\d", written) else _DAYS_THEN_TIMES
    slots: set[Slot] = set()
    position = 0
    while position < len(written):
        match = order.match(written, position)
        if match is None:
            raise NotUnderstood(Reason.TIMES_NOT_UNDERSTOOD)
        days = weekdays_of(match["days"])
        for weekday in days:
            # «пн, ср 16:00, 17:30» may be a start for each of the days.
            slots.update(_lessons(match["times"], weekday, starts_alone=len(days) == 1))
        position = match.end()
        position += len(written[position:]) - len(written[position:].lstrip(" ,;"))
    return slots


def _lessons(written: str, weekday: int, *, starts_alone: bool = True) -> set[Slot]:
    parts = _BETWEEN_LESSONS.split(_DASHED.sub(r"\1:\2-\3:\4", written))
    lessons, between = list(filter(None, parts[::2])), set(parts[1::2])
    slots = {_lesson(each, weekday) for each in lessons}
    divided = starts_alone and between <= _BETWEEN_STARTS
    if len(lessons) > 1 and any(slot.ends is None for slot in slots) and not divided:
        raise NotUnderstood(Reason.TIMES_NOT_UNDERSTOOD)
    return slots


def _lesson(written: str, weekday: int) -> Slot:
    match = _LESSON.fullmatch(_DASHED_ALONE.sub(_with_minutes, written.strip(" .")))
    if match is None:
        raise NotUnderstood(Reason.TIMES_NOT_UNDERSTOOD)
    hour, minute, last_hour, last_minute = match.groups()
    if last_hour is None and minute is None:
        # «16» alone may be an hour, a room or a number of lessons.
        raise NotUnderstood(Reason.TIMES_NOT_UNDERSTOOD)
    starts = _time(hour, minute)
    ends = None if last_hour is None else _time(last_hour, last_minute)
    if ends is not None and ends <= starts:
        raise NotUnderstood(Reason.TIMES_BACKWARDS)
    return Slot(weekday, starts, ends)


def _with_minutes(alone: re.Match[str]) -> str:
    whole = alone[0] == alone.string
    return f"{alone[1]}:{alone[2]}" if whole else alone[0]


def _time(hour: str, minute: str | None) -> time:
    try:
        return time(int(hour), int(minute or 0))
    except ValueError:
        raise NotUnderstood(Reason.TIMES_NOT_UNDERSTOOD) from None

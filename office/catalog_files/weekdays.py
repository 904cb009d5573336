"""Days of the week as people name them: «вт/чт», «по вторникам и четвергам», «пн-пт, кроме ср»."""

from __future__ import annotations

import re
from typing import Final

from office.catalog_files.problems import NotUnderstood, Reason

WEEKDAYS_SHORT: Final = ("пн", "вт", "ср", "чт", "пт", "сб", "вс")

_WEEKDAYS: Final = tuple(
    re.compile(rf"(?:{names})\.?")
    for names in (
        r"понед\w*|пон|пн|mon(?:day)?",
        r"вторн\w*|втор|вт|tue(?:sday)?",
        r"сред[аыуе]м?|сре|ср|wed(?:nesday)?",
        r"четв\w*|чет|чтв|чт|thu(?:rsday)?",
        r"пятн\w*|пят|птн|пт|fri(?:day)?",
        r"субб\w*|суб|сб|sat(?:urday)?",
        r"воскр\w*|воск|вос|вск|вс|sun(?:day)?",
    )
)
_BETWEEN_DAYS: Final = re.compile(r"(?:[\s,;/.]|\b(?:и|по|во?|кажд\w+)\b)+")
_DASH: Final = re.compile(r"\.?\s*-\s*")
_WORD: Final = re.compile(r"[^\W\d_]+")
_SPAN: Final = re.compile(r"(?<![\w-])([^\W\d_]+)\.?\s*-\s*([^\W\d_]+)(?![\w-])")
# From «вт» to «чт».
_EVERY_OTHER: Final = 2


def weekdays_of(written: str) -> list[int]:
    """«пн, ср» and «пн-ср-пт» are those days, «пн-пт» all from the first to the last, «пн-вс,
    кроме вт» all of these but one.

    Raises:
        NotUnderstood: Something else is said too, or no day.
    """
    named_days, but, others = written.partition("кроме ")
    if but:
        left_out = weekdays_of(others)
        return [day for day in weekdays_of(named_days) if day not in left_out]
    days: list[int] = []
    names = _DASH.sub("-", written).strip(" :,;/-(")
    for part in filter(None, _BETWEEN_DAYS.split(names)):
        named = [_weekday(name) for name in part.split("-")]
        is_span = len(named) == len(("first", "last"))
        if is_span and named[0] >= named[1]:
            raise NotUnderstood(Reason.TIMES_NOT_UNDERSTOOD)
        days.extend(range(named[0], named[1] + 1) if is_span else named)
    if not days:
        raise NotUnderstood(Reason.TIMES_NOT_UNDERSTOOD)
    return days


def are_weekdays(written: str) -> bool:
    """Nothing but days is said."""
    try:
        return bool(weekdays_of(written))
    except NotUnderstood:
        return False


def names_a_day(written: str) -> bool:
    """Some word is the name of a day."""
    return any(pattern.fullmatch(word) for word in _WORD.findall(written) for pattern in _WEEKDAYS)


def span_over_a_day(written: str) -> str:
    """«вт-чт», which some write for these two days; "" where nothing is said so."""
    for span in _SPAN.finditer(written):
        if are_weekdays(span[0]) and _weekday(span[2]) - _weekday(span[1]) == _EVERY_OTHER:
            return span[0]
    return ""


def _weekday(name: str) -> int:
    for weekday, pattern in enumerate(_WEEKDAYS):
        if pattern.fullmatch(name):
            return weekday
    raise NotUnderstood(Reason.TIMES_NOT_UNDERSTOOD)

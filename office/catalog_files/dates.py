"""Dates as people write them: «01.09.2026», «2026-09-01», «1 сентября 2026 г.»."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from core.domain.calendar import Days, birthday
from office.catalog_files.problems import NotUnderstood, Reason
from office.catalog_files.text import comparable

_MONTHS: Final = (
    "января", "февраля", "марта", "апреля", "мая", "июня",
    "июля", "августа", "сентября", "октября", "ноября", "декабря",
)  # fmt: skip
_OF_A_YEAR: Final = r"(?:\s*(?:года|г\.?))?"
# Two digits are a year of this century that a program can be in, and no day of a month written
# the other way round.
_DAY_FIRST: Final = re.compile(
    rf"(\d{{1,2}})[./](\d{{1,2}})[./](\d{{4}}|[2-4]\d(?!\d)){_OF_A_YEAR}"
)
_CENTURY: Final = 2000
# What a spreadsheet keeps of a date whose cell is not shown as one: its days are counted, and
# these are of this century.
_COUNTED: Final = re.compile(r"(\d{5})(?:[.,]0+)?")
_COUNTED_FROM: Final = date(1899, 12, 30)
_COUNTED_MIN: Final = 36526
_COUNTED_MAX: Final = 73050
_YEAR_FIRST: Final = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[ t]00:00(?::00)?)?")
_IN_WORDS: Final = re.compile(rf"(\d{{1,2}}) ({'|'.join(_MONTHS)}) (\d{{4}}){_OF_A_YEAR}")
_DATE: Final = (
    rf"\d{{4}}-\d\d-\d\d"
    rf"|(?:\d{{1,2}}[./]\d{{1,2}}[./]\d\d(?!\d)|\d{{1,2}}.\S+?.\d{{4}}){_OF_A_YEAR}"
)
# «01.06–19.06.2026» and «с 6 по 24 июля 2026»: the second day has the year of both, or the month.
_SHARED: Final = re.compile(
    rf"(?:с )?(\d{{1,2}}(?:[./]\d{{1,2}}|(?: (?:{'|'.join(_MONTHS)}))?))\s*(?:-|по|до)\s*({_DATE})"
)
_PERIOD: Final = re.compile(rf"(?:с )?({_DATE})\s*(?:-|по|до)\s*({_DATE})")


def parse_date(text: str) -> date:
    """A civil date with its year; nobody guesses a year that is not written.

    Raises:
        NotUnderstood
    """
    written = comparable(text)
    counted = _COUNTED.fullmatch(written)
    if counted is not None and _COUNTED_MIN <= int(counted[1]) <= _COUNTED_MAX:
        return _COUNTED_FROM + timedelta(days=int(counted[1]))
    try:
        if match := _YEAR_FIRST.fullmatch(written):
            return date(int(match[1]), int(match[2]), int(match[3]))
        if match := _DAY_FIRST.fullmatch(written):
            since = 0 if len(match[3]) > len("26") else _CENTURY
            return date(since + int(match[3]), int(match[2]), int(match[1]))
        if match := _IN_WORDS.fullmatch(written):
            return date(int(match[3]), _MONTHS.index(match[2]) + 1, int(match[1]))
    except ValueError:
        raise NotUnderstood(Reason.DATES_NOT_UNDERSTOOD) from None
    raise NotUnderstood(Reason.DATES_NOT_UNDERSTOOD)


def is_date(text: str) -> bool:
    """Whether `parse_date` understands it."""
    try:
        parse_date(text)
    except NotUnderstood:
        return False
    return True


def parse_period(text: str) -> Days:
    """«01.09.2026 – 31.05.2027», «1–19 июня 2026», both ends included.

    Raises:
        NotUnderstood
    """
    written = comparable(text)
    match = _PERIOD.fullmatch(written)
    if match is None:
        return _of_one_year(written)
    return ensure_within_a_year(parse_date(match[1]), parse_date(match[2]))


def _of_one_year(written: str) -> Days:
    """A period whose first day leaves its year to the last one; none that would end before it."""
    match = _SHARED.fullmatch(written)
    if match is None:
        raise NotUnderstood(Reason.DATES_NOT_UNDERSTOOD)
    first, last = match[1], parse_date(match[2])
    if first.isdecimal():
        first = f"{first}.{last.month}"
    between = " " if " " in first else "."
    return ensure_within_a_year(parse_date(f"{first}{between}{last.year}"), last)


def ensure_within_a_year(first: date, last: date) -> Days:
    """A module is at most 12 months long, and so are its groups (rules, section 1).

    Raises:
        NotUnderstood: Longer, or the last day comes before the first.
    """
    if last < first:
        raise NotUnderstood(Reason.DATES_BACKWARDS)
    if last >= birthday(first, years=1):
        raise NotUnderstood(Reason.LONGER_THAN_A_YEAR)
    return Days(first, last)

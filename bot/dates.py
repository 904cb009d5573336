"""Dates as people type them."""

from __future__ import annotations

import re
from datetime import date, timedelta
from types import MappingProxyType
from typing import Final

from babel import Locale

from bot.render import LANGUAGES

# 15.09.2020, 15/9/20, 15-09, 15 сентября 2020, 15 September; also 2020-09-15.
TYPED: Final = re.compile(
    r"(?P<day>\d{1,2})(?:\s*[./-]\s*|\s+)(?P<month>\d{1,2}|[^\W\d]+)"
    r"(?:(?:\s*[./-]\s*|\s+)(?P<year>\d{4}|\d{2}))?(?:\s*(?:г|года|year)\.?)?"
)
ISO: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
DAYS_FROM_TODAY: Final = MappingProxyType(
    {
        "вчера": -1, "yesterday": -1, "сегодня": 0, "today": 0,
        "завтра": 1, "tomorrow": 1, "послезавтра": 2,
    }
)  # fmt: skip
# «в среду», «с понедельника», on Monday; the endings of names that are declined.
WEEKDAY: Final = re.compile(r"(?:(?:во?|со?|on|from)\s+)?([^\W\d]+)")
ENDINGS: Final = "аеи"
ENDING_LETTERS_MAX: Final = 2
MONTH_LETTERS: Final = 3
CENTURY: Final = 2000


def typed_date(text: str, *, today: date, since: date | None = None) -> date | None:
    """The day that was meant; without a year the next one from `today` on, and of a weekday the
    first one from `since` on, which is tomorrow if nothing is said. None: not a date.
    """
    text = text.strip().lower().rstrip(".!")
    if text in DAYS_FROM_TODAY:
        return today + timedelta(days=DAYS_FROM_TODAY[text])
    if (weekday := _weekday(text)) is not None:
        since = since or today + timedelta(days=1)
        return since + timedelta(days=(weekday - since.weekday()) % 7)
    return _day_and_month(text, today)


def _day_and_month(text: str, today: date) -> date | None:
    if ISO.fullmatch(text):
        return _date(*(int(part) for part in text.split("-")))
    found = TYPED.fullmatch(text)
    month = None if found is None else _month(found["month"])
    if found is None or month is None:
        return None
    day, year = int(found["day"]), found["year"]
    if year is not None:
        return _date(int(year) if len(year) > len("20") else CENTURY + int(year), month, day)
    this_year = _date(today.year, month, day)
    if this_year is not None and this_year >= today:
        return this_year
    return _date(today.year + 1, month, day)


def _weekday(text: str) -> int | None:
    """0 for Monday."""
    said = WEEKDAY.fullmatch(text)
    word = "" if said is None else said[1]
    for name, number in _WEEKDAYS:
        stem = name.rstrip(ENDINGS)
        if word.startswith(stem) and len(word) - len(stem) <= ENDING_LETTERS_MAX:
            return number
    return None


def _month(text: str) -> int | None:
    if text.isdigit():
        return int(text)
    if len(text) < MONTH_LETTERS:
        return None
    return next((number for name, number in _MONTHS if name.startswith(text)), None)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


_MONTHS: Final = tuple(
    (name.lower(), number)
    for language in LANGUAGES
    for form in ("format", "stand-alone")
    for number, name in Locale(language).months[form]["wide"].items()
)
_WEEKDAYS: Final[tuple[tuple[str, int], ...]] = tuple(
    (name.lower(), number)
    for language in LANGUAGES
    for number, name in Locale(language).days["format"]["wide"].items()
)

"""Dates as people type them."""

from __future__ import annotations

import re
from datetime import date, timedelta
from types import MappingProxyType
from typing import Final

from babel import Locale

from bot.render import LANGUAGES

# 15.09.2020, 15/9/20, 15-09, 15 сентября 2020, 5 сент., 5сен, 15 September; also 2020-09-15.
TYPED: Final = re.compile(
    r"(?P<day>\d{1,2})(?:(?:\s*[./-]\s*|\s+)(?P<number>\d{1,2})|\s*[./-]?\s*(?P<name>[^\W\d]+)\.?)"
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
# «Со следующей пятницы», «через неделю», «через 2 недели», in a week.
NEXT_WEEK: Final = re.compile(r"(?:(?:во?|со?|on|from)\s+)?(?:следующ\w+|next)\s+([^\W\d]+)")
LATER: Final = re.compile(r"(?:через|in|after)\s+(?:(\d{1,2}|[^\W\d]+)\s+)?([^\W\d]+)")
_COUNTS: Final = MappingProxyType(
    {
        "": 1, "a": 1, "одну": 1, "один": 1, "one": 1, "пару": 2, "две": 2, "два": 2, "two": 2,
        "три": 3, "three": 3, "четыре": 4, "four": 4, "пять": 5, "шесть": 6, "семь": 7,
        "десять": 10,
    }
)  # fmt: skip
_LENGTHS: Final = (("недел", 7), ("week", 7), ("дня", 1), ("дней", 1), ("day", 1))
# «Первого октября», «с 1-го октября»: the day in figures.
_TENS: Final = ("", "", "двадцат", "тридцат")
_ORDINALS: Final = (
    "", "перв", "втор", "трет", "четверт", "пят", "шест", "седьм", "восьм", "девят", "десят",
    "одиннадцат", "двенадцат", "тринадцат", "четырнадцат", "пятнадцат", "шестнадцат",
    "семнадцат", "восемнадцат", "девятнадцат",
)  # fmt: skip
_BEFORE: Final = re.compile(r"^(?:со?|на|from|on)\s+")
_ORDINAL: Final = re.compile(r"(?:(двадцать|тридцать)\s+)?([^\W\d]+?)(?:ого|ое|ье|ьего)\s+")
_FIGURES: Final = re.compile(r"^(\d{1,2})-?(?:го|ое|е|st|nd|rd|th)\s+")
_MONTH_FIRST: Final = re.compile(r"([^\W\d]{3,})\.?\s+(\d{1,2})(?:st|nd|rd|th)?")
ENDINGS: Final = "аеи"
ENDING_LETTERS_MAX: Final = 2
MONTH_LETTERS: Final = 3
CENTURY: Final = 2000


def typed_date(text: str, *, today: date, since: date | None = None) -> date | None:
    """The day that was meant; without a year the next one from `today` on, and of a weekday the
    first one from `since` on, which is tomorrow if nothing is said. None: not a date.
    """
    text = _plain(text)
    if text in DAYS_FROM_TODAY:
        return today + timedelta(days=DAYS_FROM_TODAY[text])
    if (weekday := _weekday(text)) is not None:
        since = since or today + timedelta(days=1)
        return since + timedelta(days=(weekday - since.weekday()) % 7)
    return _in_some_weeks(text, today) or _day_and_month(_in_figures(text), today)


def is_no_day(text: str, *, today: date) -> bool:
    """Whether a day of a month was typed that no calendar has: «31.02», «30 февраля»."""
    text = _in_figures(_plain(text))
    found = TYPED.fullmatch(text)
    named = found is not None and _month(found["number"] or found["name"]) is not None
    return (named or bool(ISO.fullmatch(text))) and _day_and_month(text, today) is None


def _plain(text: str) -> str:
    return text.strip().lower().replace("ё", "е").rstrip(".!")


def _in_some_weeks(text: str, today: date) -> date | None:
    """A weekday of the week after this one, or so many days or weeks from today."""
    following = NEXT_WEEK.fullmatch(text)
    weekday = None if following is None else _weekday(following[1])
    if weekday is not None:
        return today + timedelta(days=7 - today.weekday() + weekday)
    later = LATER.fullmatch(text)
    if later is None:
        return None
    said = later[1] or ""
    count = int(said) if said.isdecimal() else _COUNTS.get(said)
    days = next((days for word, days in _LENGTHS if later[2].startswith(word)), None)
    return None if count is None or days is None else today + timedelta(days=count * days)


def _in_figures(text: str) -> str:
    """«С двадцать первого октября» and «октября 21» as «21 октября»; anything else as it was."""
    text = _FIGURES.sub(r"\1 ", _BEFORE.sub("", text, count=1))
    if (turned := _MONTH_FIRST.fullmatch(text)) is not None:
        return f"{turned[2]} {turned[1]}"
    said = _ORDINAL.match(text)
    if said is None:
        return text
    ones = said[2]
    tens = 0 if said[1] is None else _TENS.index(said[1][: len(_TENS[-1])])
    if ones in _TENS and not tens:
        day = _TENS.index(ones) * 10
    elif ones in _ORDINALS:
        day = tens * 10 + _ORDINALS.index(ones)
    else:
        return text
    return f"{day} {text[said.end() :]}"


def _day_and_month(text: str, today: date) -> date | None:
    if ISO.fullmatch(text):
        return _date(*(int(part) for part in text.split("-")))
    found = TYPED.fullmatch(text)
    month = None if found is None else _month(found["number"] or found["name"])
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
    if text.isdecimal():
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

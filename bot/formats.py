"""Sums, dates and hours as people say them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, tzinfo
from functools import lru_cache
from typing import Final

from babel.dates import format_date

from core.domain.calendar import Month
from core.domain.money import Money

NO_BREAK: Final = "\u00a0"
MONDAY: Final = date(2024, 1, 1)
Shown = str | int


def shown(language: str, value: object) -> Shown:
    """A value as a sentence in `language` shows it; numbers stay numbers for their plurals."""
    match value:
        case bool():
            return "yes" if value else "no"
        case str() | int():
            return value
        case Money():
            return money(value)
        case datetime():
            return f"{day(language, value.date())}, {value:%H:%M}"
        case date():
            return day(language, value)
        case Month():
            return month(language, value)
        case _:
            raise TypeError(f"nobody says {type(value).__name__} in a sentence")


def money(amount: Money) -> str:
    """`12 345,50 ₽`, with spaces at which no line breaks."""
    whole, rest = divmod(amount.kopecks, 100)
    grouped = f"{whole:,}".replace(",", NO_BREAK)
    return f"{grouped},{rest:02d}{NO_BREAK}₽"


def whole_roubles(amount: Money) -> str:
    """`2 000 ₽`, for sums that somebody chose or typed."""
    return f"{amount.kopecks // 100:,}".replace(",", NO_BREAK) + f"{NO_BREAK}₽"


@lru_cache(maxsize=4096)
def day(language: str, on: date) -> str:
    """`1 сентября 2026`, `1 September 2026`."""
    return format_date(on, "d MMMM y", locale=language)


@lru_cache(maxsize=4096)
def short_day(language: str, on: date) -> str:
    """`вт, 1 сентября`, `Tue, 1 September`: for buttons, where the year is clear."""
    return format_date(on, "EEE, d MMMM", locale=language)


@lru_cache(maxsize=1024)
def month(language: str, of: Month) -> str:
    """`сентябрь 2026`, `September 2026`."""
    return format_date(of.first_day, "LLLL y", locale=language)


@lru_cache(maxsize=32)
def weekday(language: str, number: int) -> str:
    """`пн`, `Mon`; numbers count from Monday = 0."""
    return format_date(date.fromordinal(MONDAY.toordinal() + number), "EEE", locale=language)


def hours(starts: time, ends: time | None) -> str:
    """`16:00–17:30`, or the beginning where nobody wrote the end."""
    return f"{starts:%H:%M}" if ends is None else f"{starts:%H:%M}–{ends:%H:%M}"


def listed(parts: Sequence[str]) -> str:
    """`a, b, c`."""
    return ", ".join(parts)


def local(instant: datetime, zone: tzinfo) -> datetime:
    """The same instant on the clocks of `zone`."""
    return instant.astimezone(zone)

"""ENR-4 and ENR-7 once more, from the text of the rules, with exact fractions and days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from math import ceil, floor

DAY = timedelta(days=1)


def length(first: date, last: date) -> int:
    return (last - first).days + 1


@cache
def months(first: date, last: date) -> list[str]:
    """Every calendar month that the days touch, as `2020-09`."""
    return sorted({f"{first + n * DAY:%Y-%m}" for n in range(length(first, last))})


def month_starts(month: str) -> date:
    return date.fromisoformat(f"{month}-01")


@cache
def month_ends(day: date) -> date:
    while (day + DAY).month == day.month:
        day += DAY
    return day


def years_old(born: date, on: date) -> int:
    years = on.year - born.year
    return years if (on.month, on.day) >= (born.month, born.day) else years - 1


@cache
def last_valid_day(born: date) -> date:
    """The day before the 18th birthday (CERT-1)."""
    day = born
    while years_old(born, day) < 18:
        day += DAY
    return day - DAY


@dataclass(frozen=True)
class Terms:
    """A group's days and what a place costs in it, in kopecks; no ceiling is None."""

    first: date
    last: date
    price: int
    ceiling: int | None


@dataclass(frozen=True)
class Sums:
    """What certificate and parent pay, month by month."""

    certificate: tuple[int, ...]
    parent: tuple[int, ...]


def schedule(amount: int, first: date, last: date) -> tuple[int, ...]:
    touched = months(first, last)
    later = len(touched) - 1
    if not later:
        return (amount,)
    days, in_first = length(first, last), length(first, min(last, month_ends(first)))
    other = floor(Fraction(amount * (days - in_first), days * later))
    return (amount - other * later, *[other] * later)


def whole(terms: Terms, first: date, stop: date) -> tuple[int, int]:
    """T and N: the price of these days, and the most that a certificate pays for them."""
    part = Fraction(length(first, stop), length(terms.first, terms.last))
    total = ceil(terms.price * part)
    return total, total if terms.ceiling is None else ceil(terms.ceiling * part)


def asked(terms: Terms, first: date, stop: date, available: int) -> Sums:
    total, ceiling = whole(terms, first, stop)
    paid = min(total, ceiling, available)
    return Sums(schedule(paid, first, stop), schedule(total - paid, first, stop))


def concluded_late(terms: Terms, first: date, stop: date, agreed: Sums) -> Sums:
    total, ceiling = whole(terms, first, stop)
    paid = min(total, ceiling, sum(agreed.certificate))
    rest = min(total - paid, sum(agreed.parent))
    return Sums(schedule(paid, first, stop), schedule(rest, first, stop))

"""Values of the same type that nobody means: for every argument of every act (issue: bad input)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import fields, is_dataclass, replace
from datetime import date, time
from enum import Enum

from core.domain.calendar import Days
from core.domain.errors import DomainError
from core.domain.money import Money

# An id of nothing, and numbers that neither a column nor a computer's integer holds.
NUMBERS = (10**6, 0, -1, 2**31, 2**63, -(2**70))
SUMS = (Money(0), Money(1), Money(10**19), Money(10**30))
DATES = (date.min, date(1900, 1, 1), date(2020, 2, 29), date(2099, 12, 31), date.max)
SPANS = (
    Days(date.min, date.min), Days(date.min, date.max), Days(date(1900, 1, 1), date(1900, 12, 31)),
    Days(date(2020, 6, 1), date(2021, 5, 31)), Days(date.max, date.max),
)  # fmt: skip
# Nothing, blanks, what no database takes, what no line holds, and what is no letter.
TEXTS = ("", " ", "\0", "а\nб", "а" * 100_000, "\ud800", "<b>&", "5" * 400)

SINGLE: Mapping[type, tuple[object, ...]] = {
    bool: (True, False),
    int: NUMBERS,
    str: TEXTS,
    Money: SUMS,
    Days: SPANS,
    date: DATES,
    time: (time.min, time.max),
}


def spoiled(value: object) -> Iterator[object]:
    """Others of its type, one after the other; of a value with parts each part spoiled alone."""
    if isinstance(value, Enum):
        yield from (each for each in type(value) if each is not value)
    elif isinstance(value, Mapping):
        yield from ({}, {text: text for text in TEXTS})
    elif isinstance(value, tuple | list):
        yield type(value)()
        for n, part in enumerate(value):
            for bad in spoiled(part):
                yield type(value)([*value[:n], bad, *value[n + 1 :]])
    elif is_dataclass(value) and not isinstance(value, type) and type(value) not in SINGLE:
        for each in fields(value):
            for bad in spoiled(getattr(value, each.name)):
                # What cannot even be written down reaches no act.
                with suppress(DomainError, TypeError, ValueError):
                    yield replace(value, **{each.name: bad})
    else:
        yield from SINGLE.get(type(value), ())

"""The days on which a group with weekly slots has lessons."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from core.domain.calendar import ONE_DAY, Days
from core.domain.program import Slot


def lesson_days(slots: Collection[Slot], within: Days) -> Iterator[date]:
    """Every day of `within` that has a lesson, in order; none where no slot is known."""
    weekdays = {slot.weekday for slot in slots}
    day = within.first
    while weekdays and day <= within.last:
        if day.weekday() in weekdays:
            yield day
        day += ONE_DAY


def first_lesson(slots: Collection[Slot], within: Days) -> date | None:
    """The first day of `within` that has a lesson; None where there is none, or none is known."""
    return next(lesson_days(slots, within), None)

"""How much of a month's lessons a provider gave, and what of a charge comes back for it (LED-4)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from core.domain.calendar import Days, Month
from core.domain.enrollment import TAUGHT, Enrollment
from core.domain.errors import BadValue
from core.domain.ids import GroupId
from core.domain.money import ZERO, Money
from core.domain.program import Group, Slot
from core.domain.registry_errors import MonthNotTaught
from core.domain.timetable import lesson_days

WHOLE: Final = 100
_TYPED: Final = re.compile(r"([0-9]{1,3})\s*(?:%|процент[а-я]*|per ?cent)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Completeness:
    """What a provider said of a group's month: so many per cent of its lessons were given.

    Whoever corrects it says another one; of a month the one with the highest `number`, counted
    from 1, is in force. `actor` is who said it, as the audit trail names him.
    """

    group: GroupId
    month: Month
    number: int
    percent: int
    actor: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class ChangeOfGroup:
    """From which group a child changed to another one, and on which day (ENR-13)."""

    left: GroupId
    on: date


def payable(charge: Money, percent: int) -> Money:
    """What a charge comes to at so many per cent, half up to a kopeck (LED-4)."""
    return Money((charge.kopecks * percent + WHOLE // 2) // WHOLE)


def returning(charge: Money, percent: int) -> Money:
    """The difference, which comes back to the certificate (LED-4)."""
    return charge - payable(charge, percent)


def ensure_percent(percent: int) -> None:
    """Raise BadValue for what is no whole number from 0 to 100."""
    if type(percent) is not int or not 0 <= percent <= WHOLE:
        raise BadValue("percent", "a whole number from 0 to {most}", most=WHOLE)


def percent_typed(text: str) -> int | None:
    """`80`, `80 %` or `80 процентов` as a number; None for anything else."""
    typed = _TYPED.fullmatch(text.strip())
    percent = int(typed[1]) if typed else WHOLE + 1
    return percent if percent <= WHOLE else None


def months_taught(group: Group, *, today: date) -> tuple[Month, ...]:
    """The months with lessons that have begun, in order: by the timetable, where it is known."""
    if group.days is None:
        return ()
    begun = [month for month in group.days.each_month() if month <= Month.of(today)]
    return tuple(month for month in begun if _has_lessons(group.slots, group.days, month))


def ensure_taught(group: Group, month: Month, *, today: date) -> None:
    """Raise MonthNotTaught for a month to come, and for one without lessons of the group."""
    if month not in months_taught(group, today=today):
        raise MonthNotTaught(month)


def in_force(entered: Collection[Completeness], month: Month) -> Completeness | None:
    """What counts of all that was said of one group; None while nobody said anything."""
    of_month = [each for each in entered if each.month == month]
    return max(of_month, key=lambda each: each.number, default=None)


def percent_in_force(entered: Collection[Completeness], month: Month) -> int:
    """Of what nobody said anything, all was given."""
    found = in_force(entered, month)
    return WHOLE if found is None else found.percent


def charge_of(enrollment: Enrollment, month: Month) -> Money:
    """What the certificate pays for a month of a contract, be it charged already or not (LED-3);
    0 for a month that is none of its own.
    """
    number = month.index - Month.of(enrollment.days.first).index
    if enrollment.state not in TAUGHT or not 0 <= number < enrollment.payable_months:
        return ZERO
    return enrollment.agreed.certificate.at(number)


def group_in(enrollment: Enrollment, month: Month, changes: Sequence[ChangeOfGroup]) -> GroupId:
    """The group of a contract whose completeness counts for a month: where the child was on the
    month's last day. `changes` are in their order.
    """
    later = (change.left for change in changes if Month.of(change.on) > month)
    return next(later, enrollment.group)


def said_of(
    enrollment: Enrollment,
    entered: Collection[Completeness],
    changes: Sequence[ChangeOfGroup],
) -> Iterator[Completeness]:
    """What concerns a contract of all that was said of the groups in which the child was."""
    if enrollment.state not in TAUGHT:
        return
    months = frozenset(enrollment.days.each_month())
    for each in entered:
        if each.month in months and each.group == group_in(enrollment, each.month, changes):
            yield each


def by_month(said: Collection[Completeness]) -> tuple[Completeness, ...]:
    """What is in force of all that was said of a contract, in the order of the months."""
    months = sorted({each.month for each in said})
    return tuple(each for month in months if (each := in_force(said, month)) is not None)


def _has_lessons(slots: Collection[Slot], days: Days, month: Month) -> bool:
    within = Days(max(days.first, month.first_day), min(days.last, month.last_day))
    return not slots or any(lesson_days(slots, within))

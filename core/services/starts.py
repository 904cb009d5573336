"""From which days a child may begin in a group: those worth offering as buttons."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from core.domain.actor import Act, Family
from core.domain.calendar import Days, Month
from core.domain.ids import CertificateId, GroupId
from core.domain.program import Offering
from core.domain.starting import first_start
from core.domain.timetable import lesson_days
from core.ports.acts import asks_once
from core.ports.unit_of_work import UnitOfWork
from core.services.access import ensure_may_on_certificate, existing

LESSONS_OFFERED = 4


@dataclass(frozen=True, slots=True)
class StartDays:
    """Days to begin on, in order; empty when the group is over or its dates are not known."""

    certificate: CertificateId
    offering: Offering
    child_short_name: str
    today: date
    days: tuple[date, ...]


@asks_once
def start_days(
    uow: UnitOfWork, actor: Family, certificate: CertificateId, group: GroupId
) -> StartDays:
    """The next lessons and the first one of the next month; where no lessons are known, the first
    possible day and the first of the next month.

    Possible is from tomorrow or the group's first day on, or from the day after a contract that is
    ending and in the way.

    Raises:
        NotAllowed: Not the actor's child, or no such group.
    """
    ensure_may_on_certificate(uow, actor, Act.SEE_CHILD, certificate)
    considered = existing(uow.certificates.considered(certificate, group, of=actor))
    offering, standing = existing(considered.offering), considered.standing
    today = uow.today(standing.zone)
    days = days_to_offer(offering, first_start(standing, offering, today=today))
    return StartDays(certificate, offering, standing.child.short_name, today, days)


def days_to_offer(offering: Offering, first: date) -> tuple[date, ...]:
    """From the first possible day on; none when the group is over or its dates are not known.

    Where the lessons are known, only days with one: nobody comes on another.
    """
    days = offering.group.days
    if days is None or first > days.last:
        return ()
    possible, next_month = Days(first, days.last), (Month.of(first) + 1).first_day
    later = [Days(next_month, days.last)] if next_month in possible else []
    if not offering.group.slots:
        return (first, *(each.first for each in later))
    lessons = {*_lessons(offering, possible, LESSONS_OFFERED)}
    for each in later:
        lessons |= {*_lessons(offering, each, 1)}
    return tuple(sorted(lessons))


def _lessons(offering: Offering, within: Days, most: int) -> Iterator[date]:
    return islice(lesson_days(offering.group.slots, within), most)

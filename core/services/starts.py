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
    """The first possible day, the next lessons, the first of the next month.

    The first one is tomorrow or the group's first day, or the day after a contract that is
    ending and in the way.

    Raises:
        NotAllowed: Not the actor's child, or no such group.
    """
    ensure_may_on_certificate(uow, actor, Act.SEE_CHILD, certificate)
    considered = existing(uow.certificates.considered(certificate, group))
    offering, standing = existing(considered.offering), considered.standing
    today = uow.today(standing.zone)
    days = days_to_offer(offering, first_start(standing, offering, today=today))
    return StartDays(certificate, offering, standing.child.short_name, today, days)


def days_to_offer(offering: Offering, first: date) -> tuple[date, ...]:
    """From the first possible day on; none when the group is over or its dates are not known."""
    days = offering.group.days
    if days is None or first > days.last:
        return ()
    return tuple(sorted({first, *_offered(offering, Days(first, days.last))}))


def _offered(offering: Offering, possible: Days) -> Iterator[date]:
    yield from islice(lesson_days(offering.group.slots, possible), LESSONS_OFFERED)
    next_month = (Month.of(possible.first) + 1).first_day
    if next_month in possible:
        yield next_month

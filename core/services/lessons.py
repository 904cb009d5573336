"""The service itself, month by month (ENR-14)."""

from __future__ import annotations

from datetime import date, datetime

from core.domain.actor import Act, Actor
from core.domain.calendar import Days, Month, civil_date
from core.domain.enrollment import Enrollment, State
from core.domain.errors import NotAllowed
from core.domain.ids import EnrollmentId
from core.domain.timetable import lesson_days
from core.domain.views import Change
from core.ports.unit_of_work import UnitOfWork
from core.services.access import ensure_may_on_enrollment

TAUGHT = frozenset({State.ACTIVE, State.ENDING, State.CLOSED})
# What a family is shown of the record; each has words of its own.
TOLD_ACTS = (
    "request",
    "offer",
    "confirm",
    "accept",
    "refuse",
    "move",
    "leave",
    "withdraw",
    "terminate",
)


def lessons_this_month(uow: UnitOfWork, actor: Actor, id: EnrollmentId) -> tuple[date, ...]:
    """The days of the present month on which the child has lessons by the timetable.

    None before the contract is concluded, and outside its days.

    Raises:
        NotAllowed: Not the actor's child, or no such enrollment.
    """
    ensure_may_on_enrollment(uow, actor, Act.SEE_CHILD, id)
    enrollment = uow.enrollments.get(id)
    offering = None if enrollment is None else uow.catalog.offering(enrollment.group)
    if enrollment is None or offering is None:
        raise NotAllowed
    month = Month.of(uow.today(uow.municipalities.period(enrollment.period).zone))
    first = max(month.first_day, enrollment.days.first)
    last = min(month.last_day, enrollment.days.last)
    if enrollment.state not in TAUGHT or first > last:
        return ()
    return tuple(lesson_days(offering.group.slots, Days(first, last)))


def changes_of(uow: UnitOfWork, enrollment: Enrollment) -> tuple[Change, ...]:
    """Who changed what and when, oldest first; each on the civil date of the municipality.

    A part of looking: whether the actor may was asked before.
    """
    zone = uow.municipalities.period(enrollment.period).zone
    return tuple(
        Change(
            civil_date(datetime.fromisoformat(record["at"]), zone),
            record["actor"].partition(":")[0],
            record["act"],
        )
        for record in uow.trail.of(f"enrollment:{enrollment.id}")
        if record["act"] in TOLD_ACTS
    )

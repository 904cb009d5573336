"""Leaving: withdrawing a request, ending a contract, and what it costs, said first (ENR-9)."""

from __future__ import annotations

from datetime import date

from core.domain.actor import Act, Actor, Family, Subject, ensure_may
from core.domain.enrollment import OPEN, WAITING, Enrollment, Origin, State
from core.domain.errors import LeavingChanged, NotAllowed, WrongState
from core.domain.funding import FundingPeriod
from core.domain.grounds import Side
from core.domain.ids import EnrollmentId
from core.domain.notice import NoticeKind
from core.domain.views import EnrollmentLine, Leaving
from core.ports.acts import asks_once
from core.ports.unit_of_work import UnitOfWork
from core.services.access import ensure_may_on_enrollment, existing
from core.services.prolonging import withdraw_prolongation_of
from core.services.returning import give_back, leaving_of
from core.services.telling import tell_staff


@asks_once
def cost_of_leaving(uow: UnitOfWork, actor: Actor, id: EnrollmentId) -> Leaving:
    """What leaving today would mean: last day, what returns and when, what is still owed (ENR-9).

    Changes nothing.

    Raises:
        NotAllowed: Not the actor's child, or no such enrollment.
        WrongState: It has ended or is ending already.
    """
    if not isinstance(actor, Family):
        raise NotAllowed
    kept = existing(uow.families.contract(id, of=actor))
    own = Subject(certificate=kept.line.enrollment.certificate)
    ensure_may(actor, Act.SEE_CHILD, own)
    return leaving_today(uow, kept.line, kept.period)


def leaving_today(uow: UnitOfWork, line: EnrollmentLine, period: FundingPeriod) -> Leaving:
    """The cost of leaving an enrollment of the period; raise WrongState as `cost_of_leaving`."""
    today = uow.today(period.zone)
    left = line.enrollment.left(on=today, release_at=period.parameters.release_at)
    return leaving_of(line, left, today)


def leave_enrollment(
    uow: UnitOfWork,
    actor: Actor,
    id: EnrollmentId,
    *,
    shown_last_day: date,
    shown_waiting: bool | None = None,
) -> Enrollment:
    """Withdraw before the first day of study, end the contract from it on (ENR-9).

    Irrevocable. `shown_last_day` is the one that the parent saw before confirming, and
    `shown_waiting` whether it was a request or an offer then: who takes back a request has not
    said that a contract is to end. Leaving twice returns the enrollment as the first time left
    it and writes nothing.

    Raises:
        NotAllowed: Not a child for whom the actor may act, or no such enrollment.
        LeavingChanged: Meanwhile leaving would mean another last day, or the contract was
            concluded.
        WrongState: It ended in another way.
    """
    ensure_may_on_enrollment(uow, actor, Act.TERMINATE, id)
    enrollment = uow.enrollments.locked(id)
    if enrollment.state in {State.WITHDRAWN, State.ENDING}:
        by_family = enrollment.state is State.ENDING and enrollment.ended_by is Side.FAMILY
        if by_family and enrollment.days.last != shown_last_day:
            raise LeavingChanged
        return enrollment
    if enrollment.state not in OPEN:
        raise WrongState(current=enrollment.state, attempted=State.ENDING)
    period = uow.municipalities.period(enrollment.period)
    today = uow.today(period.zone)
    left = enrollment.left(on=today, release_at=period.parameters.release_at)
    last_day = today if left.state is State.WITHDRAWN else left.days.last
    if last_day != shown_last_day or shown_waiting not in {None, enrollment.state in WAITING}:
        raise LeavingChanged
    left = give_back(uow, actor, enrollment, left, today)
    uow.enrollments.save(left)
    withdraw_prolongation_of(uow, actor, id, by=Side.FAMILY, today=today)
    tell_staff(uow, left, _said_to_staff(enrollment, left))
    uow.trail.record(actor, "leave", f"enrollment:{id}", before=enrollment.state, after=left.state)
    return left


def withdraw_enrollment(uow: UnitOfWork, actor: Actor, id: EnrollmentId) -> Enrollment:
    """Take back a request, or a contract before its first day; never end one that has begun.

    Withdrawing twice returns the enrollment as the first time left it and writes nothing.

    Raises:
        NotAllowed: Not a child for whom the actor may act, or no such enrollment.
        WrongState: The child studies already, or it ended in another way.
    """
    ensure_may_on_enrollment(uow, actor, Act.TERMINATE, id)
    enrollment = uow.enrollments.locked(id)
    if enrollment.state is State.WITHDRAWN:
        return enrollment
    period = uow.municipalities.period(enrollment.period)
    today = uow.today(period.zone)
    left = enrollment.left(on=today, release_at=period.parameters.release_at)
    if left.state is not State.WITHDRAWN:
        raise WrongState(current=enrollment.state, attempted=State.WITHDRAWN)
    return leave_enrollment(uow, actor, id, shown_last_day=today)


def _said_to_staff(before: Enrollment, left: Enrollment) -> NoticeKind:
    if left.state is State.ENDING:
        return NoticeKind.CONTRACT_ENDING
    if before.origin is Origin.PROLONGATION:
        return NoticeKind.PROLONGATION_DECLINED
    offered = before.state is State.OFFERED
    return NoticeKind.OFFER_DECLINED if offered else NoticeKind.REQUEST_WITHDRAWN

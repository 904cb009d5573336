"""The family's answer to a prolongation, and what becomes of it with the old contract (ENR-10)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from core.domain.actor import Actor
from core.domain.enrollment import Enrollment, State
from core.domain.errors import WrongState
from core.domain.funding import FundingPeriod
from core.domain.grounds import Side
from core.domain.ids import EnrollmentId
from core.domain.notice import NoticeKind
from core.domain.program import Group
from core.domain.prolongation import Turn, ends_by_itself, silence_concludes
from core.domain.views import GoingOn
from core.ports.unit_of_work import UnitOfWork
from core.services.access import existing
from core.services.returning import give_back_reserved
from core.services.telling import tell_family


def accept_prolongation(uow: UnitOfWork, actor: Actor, enrollment: Enrollment) -> Enrollment:
    """Say yes to going on: it stays OFFERED, and the run of the old contract's last day
    concludes it (ENR-10). A part of accepting: permission was asked, the enrollment is locked.

    Accepting twice returns the enrollment as the first time left it and writes nothing.

    Raises:
        WrongState: Declined or decided in the meantime, or the old contract is over: what the
            run of its last day decides, nobody changes by answering before a late run.
    """
    if enrollment.accepted_on is not None and enrollment.state in {State.OFFERED, State.ACTIVE}:
        return enrollment
    today = uow.today(uow.municipalities.period(enrollment.period).zone)
    if enrollment.state is not State.OFFERED or today >= enrollment.days.first:
        raise WrongState(current=enrollment.state, attempted=State.ACTIVE)
    accepted = replace(enrollment, accepted_on=today)
    uow.enrollments.save(accepted)
    uow.trail.record(actor, "accept", f"enrollment:{enrollment.id}", accepted_on=today.isoformat())
    return accepted


def going_on(uow: UnitOfWork, offered: Enrollment) -> GoingOn | None:
    """What an offered prolongation changes, and what silence means; None for anything else."""
    old = None if offered.continues is None else uow.enrollments.get(offered.continues)
    if old is None or offered.state is not State.OFFERED:
        return None
    ending, following = (uow.municipalities.period(each.period) for each in (old, offered))
    group = existing(uow.catalog.offering(offered.group)).group
    return going_on_from(old, ending, offered, following, group)


def going_on_from(
    old: Enrollment,
    ending: FundingPeriod,
    offered: Enrollment,
    following: FundingPeriod,
    group: Group,
) -> GoingOn:
    """An offered prolongation beside the contract of the period before."""
    return GoingOn(
        offered,
        old,
        group,
        Turn(ending, following).answer_until(offered.requested_on),
        silence_concludes(offered, old, ending.parameters),
    )


def withdraw_prolongation_of(
    uow: UnitOfWork, actor: Actor, old: EnrollmentId, *, by: Side, today: date
) -> Enrollment | None:
    """What goes on from a contract that is terminated does not begin: WITHDRAWN, its money
    released at once, the family told (ENR-10).

    To be called by whatever terminates a contract, with its certificate locked. None where
    nothing goes on, or it has begun or ended already.
    """
    prolongation = uow.prolongations.continuing(old)
    if prolongation is None or not ends_by_itself(prolongation, on=today):
        return None
    withdrawn = replace(
        prolongation,
        state=State.WITHDRAWN,
        holds_place=False,
        terminated_on=today,
        ended_by=by,
    )
    give_back_reserved(uow, actor, prolongation, because="withdrawn")
    uow.enrollments.save(withdrawn)
    period = uow.municipalities.period(prolongation.period)
    kind = NoticeKind.PROLONGATION_WITHDRAWN
    tell_family(uow, period, withdrawn, kind, amount=prolongation.reserved)
    uow.trail.record(
        actor, "withdraw", f"enrollment:{withdrawn.id}",
        before=prolongation.state, after=withdrawn.state, because="old",
    )  # fmt: skip
    return withdrawn

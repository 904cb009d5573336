"""The family's answer to an offer: yes concludes the contract, no lets the place go (ENR-2)."""

from __future__ import annotations

from core.domain.actor import Act, Actor
from core.domain.enrollment import Enrollment, Origin, State
from core.domain.errors import KeyReused, WrongState
from core.domain.ids import EnrollmentId
from core.domain.notice import NoticeKind
from core.ports.unit_of_work import UnitOfWork
from core.services.access import ensure_may_on_enrollment
from core.services.concluding import conclude
from core.services.desk_offers import Shares, accept_at_desk
from core.services.leaving import withdraw_enrollment
from core.services.prolongation_run import offer_late
from core.services.prolonging import accept_prolongation
from core.services.telling import tell_staff


def accept_enrollment(
    uow: UnitOfWork, actor: Actor, id: EnrollmentId, shown: Shares | None = None
) -> Enrollment:
    """Say yes to the place that the provider confirmed: the contract is concluded (ENR-2, ENR-7).

    After the last possible day it becomes EXPIRED instead. A prolongation stays OFFERED: the run
    of the old contract's last day concludes it (ENR-10). An offer from the desk takes place and
    money only now and carries the sums `shown` (ENR-12). Accepting twice returns the enrollment
    as the first time left it and writes nothing.

    Raises:
        NotAllowed: Not a child for whom the actor may act, or no such enrollment.
        WrongState: Nothing was offered, or it was withdrawn, refused or expired since.
        RequestRefused: Reasons of ENR-3 against an offer from the desk.
        CalculationChanged: Of an offer from the desk other sums were shown, or none.
        KeyReused: It was accepted with other sums than those.
    """
    ensure_may_on_enrollment(uow, actor, Act.ACCEPT, id)
    enrollment = uow.enrollments.locked(id)
    if enrollment.origin is Origin.PROLONGATION:
        return accept_prolongation(uow, actor, enrollment)
    period = uow.municipalities.period(enrollment.period)
    too_late = uow.today(period.zone) > enrollment.terms.stop
    if enrollment.concluded or (enrollment.state is State.EXPIRED and too_late):
        _ensure_shown(enrollment, shown)
        return enrollment
    if enrollment.state is not State.OFFERED:
        raise WrongState(current=enrollment.state, attempted=State.ACTIVE)
    if enrollment.desk_offer:
        accepted = accept_at_desk(uow, actor, enrollment, shown)
        offer_late(uow, period, accepted)
        return accepted
    accepted = conclude(uow, actor, period, enrollment)
    uow.enrollments.save(accepted)
    expired = accepted.state is State.EXPIRED
    tell_staff(uow, accepted, NoticeKind.REQUEST_EXPIRED if expired else NoticeKind.OFFER_ACCEPTED)
    uow.trail.record(
        actor, "accept", f"enrollment:{id}", before=enrollment.state, after=accepted.state
    )
    offer_late(uow, period, accepted)
    return accepted


def _ensure_shown(accepted: Enrollment, shown: Shares | None) -> None:
    """Raise KeyReused where it was accepted with other sums (M6)."""
    if shown is not None and not accepted.agreed.carries(
        certificate_share=shown.certificate, parent_share=shown.parent
    ):
        raise KeyReused(f"enrollment:{accepted.id}")


def decline_enrollment(uow: UnitOfWork, actor: Actor, id: EnrollmentId) -> Enrollment:
    """Say no to an offer: it is WITHDRAWN, what it held goes back, the staff is told.

    Declining twice returns the enrollment as the first time left it and writes nothing.

    Raises:
        NotAllowed: Not a child for whom the actor may act, or no such enrollment.
        WrongState: Nothing was offered, or it was accepted, refused or expired since.
    """
    ensure_may_on_enrollment(uow, actor, Act.ACCEPT, id)
    enrollment = uow.enrollments.locked(id)
    if enrollment.state not in {State.OFFERED, State.WITHDRAWN}:
        raise WrongState(current=enrollment.state, attempted=State.WITHDRAWN)
    return withdraw_enrollment(uow, actor, id)

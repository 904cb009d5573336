"""The provider's answer to a request: confirm or refuse (ENR-2, ENR-7)."""

from __future__ import annotations

from dataclasses import replace

from core.domain.actor import Act, Actor
from core.domain.enrollment import Enrollment, Origin, State
from core.domain.errors import WrongState
from core.domain.funding import Conclusion
from core.domain.grounds import RefusalReason
from core.domain.ids import EnrollmentId
from core.domain.movements import release
from core.domain.notice import Facts, NoticeKind
from core.domain.refusing import comment_kept
from core.ports.unit_of_work import UnitOfWork
from core.services.access import ensure_may_on_enrollment
from core.services.concluding import conclude
from core.services.places import give_back_place
from core.services.prolongation_run import offer_late
from core.services.returning import post_return
from core.services.telling import account_of, tell_family


def confirm_enrollment(uow: UnitOfWork, actor: Actor, id: EnrollmentId) -> Enrollment:
    """Conclude the contract that a parent asked for (ENR-2, ENR-7), and leave both sides a notice.

    Where the parent's acceptance concludes it (`ON_PARENT_ACCEPTANCE`), it becomes OFFERED and
    the family is asked. After the last possible day it becomes EXPIRED instead. Pressing the
    button twice is not an error: the second press returns the enrollment as the first one left
    it and writes nothing.

    Raises:
        NotAllowed: Unknown id, or another provider's request.
        WrongState: Refused, withdrawn or expired in the meantime, or an offer of another kind.
    """
    ensure_may_on_enrollment(uow, actor, Act.ANSWER_REQUEST, id)
    enrollment = uow.enrollments.locked(id)
    offered = enrollment.state is State.OFFERED
    if enrollment.concluded or (offered and enrollment.origin is Origin.REQUEST):
        return enrollment
    if offered:
        raise WrongState(current=enrollment.state, attempted=State.ACTIVE)
    period = uow.municipalities.period(enrollment.period)
    today = uow.today(period.zone)
    if enrollment.state is State.EXPIRED and today > enrollment.terms.stop:
        return enrollment
    by_acceptance = period.parameters.conclusion is Conclusion.ON_PARENT_ACCEPTANCE
    if by_acceptance and today <= enrollment.terms.stop:
        answered = enrollment.offered(on=today)
        share = answered.agreed.certificate.total
        tell_family(uow, period, answered, NoticeKind.PLACE_OFFERED, amount=share)
    else:
        answered = conclude(uow, actor, period, enrollment)
    _answered(uow, actor, answered, "confirm", was=enrollment.state)
    offer_late(uow, period, answered)
    return answered


def refuse_enrollment(
    uow: UnitOfWork, actor: Actor, id: EnrollmentId, reason: RefusalReason, comment: str = ""
) -> Enrollment:
    """Refuse a request: the place and the reserved sum go back, the family is told why.

    An offer that the family asked for stands until the family answers, what the desk offered is
    taken back by another act, and a prolongation is not the provider's. The same refusal a second
    time returns the enrollment as the first left it and writes nothing.

    Raises:
        NotAllowed: Unknown id, or another provider's request.
        WrongState: Confirmed, offered, withdrawn or expired in the meantime, or refused in other
            words: those the family has read.
        CommentNeeded: Another reason than the listed ones, without words.
    """
    ensure_may_on_enrollment(uow, actor, Act.ANSWER_REQUEST, id)
    enrollment = uow.enrollments.locked(id)
    if enrollment.state is State.REFUSED:
        _ensure_same_refusal(uow, actor, id, (reason, comment_kept(reason, comment)))
        return enrollment
    if enrollment.state is State.OFFERED:
        raise WrongState(current=enrollment.state, attempted=State.REFUSED)
    comment = comment_kept(reason, comment)
    period = uow.municipalities.period(enrollment.period)
    refused = replace(enrollment.refused(), terminated_on=uow.today(period.zone))
    movement = release(enrollment, enrollment.reserved, because="refused")
    if movement is not None:
        post_return(uow, actor, period, movement)
    give_back_place(uow, enrollment)
    uow.enrollments.keep_refusal(id, reason, comment)
    returned = enrollment.reserved
    tell_family(uow, period, refused, NoticeKind.REQUEST_REFUSED, amount=returned)
    return _answered(uow, actor, refused, "refuse", was=enrollment.state)


def _ensure_same_refusal(
    uow: UnitOfWork, actor: Actor, id: EnrollmentId, given: tuple[RefusalReason, str]
) -> None:
    # What was refused with its provider or its certificate has no words of the staff.
    if uow.enrollments.refusal(id, of=actor) not in {None, given}:
        raise WrongState(current=State.REFUSED, attempted=State.REFUSED)


def _answered(
    uow: UnitOfWork, actor: Actor, enrollment: Enrollment, act: str, *, was: State
) -> Enrollment:
    """Keep the answer, and tell the other staff that somebody gave it."""
    uow.enrollments.save(enrollment)
    facts = Facts(certificate=enrollment.certificate, enrollment=enrollment.id)
    uow.outbox.to_staff(
        enrollment.provider, NoticeKind.REQUEST_ANSWERED, facts, besides=account_of(actor)
    )
    uow.trail.record(actor, act, f"enrollment:{enrollment.id}", before=was, after=enrollment.state)
    return enrollment

"""Concluding a contract: late if need be, with what is due at once (ENR-2, ENR-7, LED-3)."""

from __future__ import annotations

from dataclasses import replace

from core.domain.actor import Actor, Family
from core.domain.enrollment import Enrollment, State
from core.domain.funding import FundingPeriod
from core.domain.ledger import Balance
from core.domain.movements import charge, release
from core.domain.notice import Facts, NoticeKind
from core.ports.unit_of_work import UnitOfWork
from core.services.places import give_back_place
from core.services.returning import post_return
from core.services.telling import put_family_notice, tell_family


def conclude(
    uow: UnitOfWork, actor: Actor, period: FundingPeriod, enrollment: Enrollment
) -> Enrollment:
    """ACTIVE from today on, with the charges that are due, or EXPIRED after the last possible day.

    What a late conclusion saves goes back to the certificate, and the family is told. The
    caller saves what is returned; a second call would be refused by the state.

    Raises:
        WrongState: It no longer waits for an answer.
    """
    concluded, saved = enrollment.confirmed(on=uow.today(period.zone))
    expired = concluded.state is State.EXPIRED
    movement = release(enrollment, saved, because="expired" if expired else "conclusion")
    if movement is not None:
        post_return(uow, actor, period, movement)
    if expired:
        give_back_place(uow, enrollment)
        tell_family(uow, period, concluded, NoticeKind.REQUEST_EXPIRED, amount=saved)
        return replace(concluded, terminated_on=uow.today(period.zone))
    share = concluded.agreed.certificate.total
    # Who concludes it by accepting has it before its eyes.
    own = actor.account if isinstance(actor, Family) else None
    tell_family(uow, period, concluded, NoticeKind.REQUEST_CONFIRMED, amount=share, besides=own)
    return charge_what_is_due(uow, actor, period, concluded)


def charge_what_is_due(
    uow: UnitOfWork, actor: Actor, period: FundingPeriod, enrollment: Enrollment
) -> Enrollment:
    """Post every month due by today that is not charged yet, and tell the family (LED-3).

    Returns the enrollment with those months counted as charged; the caller saves it.
    """
    for month, amount in enrollment.months_due(on=uow.today(period.zone)):
        movement = charge(enrollment, month, amount)
        enrollment = replace(enrollment, charged_months=enrollment.charged_months + 1)
        if movement is None:
            continue
        balance: Balance = uow.ledger.post(movement, by=actor)
        facts = Facts(
            certificate=enrollment.certificate,
            period=period.id,
            enrollment=enrollment.id,
            month=month,
            amount=amount,
            rest=balance.available,
        )
        put_family_notice(uow, period, NoticeKind.CHARGE_POSTED, facts)
    return enrollment

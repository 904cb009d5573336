"""What an enrollment gives back when it ends early: money at once or later, its place (ENR-9)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from core.domain.actor import Actor
from core.domain.calendar import Month
from core.domain.certificate import CertificateState
from core.domain.enrollment import Enrollment, State
from core.domain.funding import FundingPeriod
from core.domain.ledger import Balance, Movement, adjust_down, lapse
from core.domain.money import ZERO
from core.domain.movements import release
from core.domain.notice import NoticeKind
from core.domain.views import CostOfLeaving, EnrollmentLine, Leaving
from core.ports.unit_of_work import UnitOfWork
from core.services.places import give_back_place
from core.services.telling import tell_family


def give_back(
    uow: UnitOfWork, actor: Actor, before: Enrollment, left: Enrollment, today: date
) -> Enrollment:
    """Release at once what comes back today, and the place of a withdrawn one (ENR-6, ENR-9).

    The caller saves what is returned; both are given back once, with the change of state.
    """
    if left.state is State.WITHDRAWN:
        amount, because = before.reserved, "withdrawn"
        give_back_place(uow, before)
    elif left.release_on == today:
        amount, because = left.returning, "termination"
        left = replace(left, release_on=None)
    else:
        return left
    movement = release(left, amount, because=because)
    if movement is not None:
        period = uow.municipalities.period(left.period)
        balance = post_return(uow, actor, period, movement)
        tell_family(
            uow, period, left, NoticeKind.MONEY_RELEASED, amount=amount, rest=balance.available
        )
    return left


def give_back_reserved(
    uow: UnitOfWork, actor: Actor, enrollment: Enrollment, *, because: str
) -> None:
    """What a request or an offer holds of the certificate; nothing where it costs nothing."""
    movement = release(enrollment, enrollment.reserved, because=because)
    if movement is not None:
        uow.ledger.post(movement, by=actor)


def post_return(
    uow: UnitOfWork, actor: Actor, period: FundingPeriod, movement: Movement
) -> Balance:
    """A release or refund, and on with it where nobody can spend it any more.

    In a lapsed period and of a closed certificate it lapses (LED-5, CERT-9), of a frozen one it
    goes back to FUND (CERT-8); in the same transaction, once for each movement.
    """
    balance = uow.ledger.post(movement, by=actor)
    (certificate,) = uow.certificates.get([movement.certificate])
    if period.lapsed or certificate.state is CertificateState.CLOSED:
        on = lapse(certificate.id, period.id, after=movement.key, rest=movement.amount)
    elif certificate.state is CertificateState.FROZEN:
        on = adjust_down(certificate.id, period.id, after=movement.key, rest=movement.amount)
    else:
        return balance
    return uow.ledger.post(on, by=actor)


def leaving_of(line: EnrollmentLine, left: Enrollment, today: date) -> Leaving:
    """The line with what the step from it to `left` means."""
    cost = cost_of(line.enrollment, left, today)
    return Leaving(
        line=line,
        withdraws=cost.withdraws,
        last_day=cost.last_day,
        returns=cost.returns,
        returns_on=cost.returns_on,
        still_charged=cost.still_charged,
        parent_owes=cost.parent_owes,
    )


def cost_of(before: Enrollment, left: Enrollment, today: date) -> CostOfLeaving:
    """What the step from the enrollment to `left` means for both sides (ENR-9)."""
    if left.state is State.WITHDRAWN:
        return CostOfLeaving(
            withdraws=True,
            last_day=today,
            returns=before.reserved,
            returns_on=today,
            still_charged=ZERO,
            parent_owes=ZERO,
        )
    payable, parent = left.payable_months, left.agreed.parent
    certificate = left.agreed.certificate
    return CostOfLeaving(
        withdraws=False,
        last_day=left.days.last,
        returns=left.returning,
        returns_on=left.release_on,
        still_charged=certificate.within(payable) - certificate.within(left.charged_months),
        parent_owes=parent.within(payable) - parent.within(_months_before(left, today)),
    )


def _months_before(enrollment: Enrollment, today: date) -> int:
    """How many of the contract's months were over before the month of `today`."""
    over = Month.of(today).index - Month.of(enrollment.days.first).index
    return max(0, min(over, enrollment.payable_months))

"""A provider ends a contract: on a ground that the family is told, after seeing what it means."""

from __future__ import annotations

from datetime import date

from core.domain.actor import Act, Actor, ProviderStaff, Subject, ensure_may
from core.domain.contract_views import ContractsPage, Termination
from core.domain.enrollment import Enrollment, State
from core.domain.errors import BadValue, LeavingChanged, NotAllowed, WrongState
from core.domain.funding import FundingPeriod
from core.domain.grounds import PROVIDER_GROUNDS, Ground, Side, ensure_may_be_overdue
from core.domain.ids import EnrollmentId, ProviderId
from core.domain.notice import Facts, NoticeKind
from core.domain.views import CostOfLeaving
from core.ports.acts import asks_once, hopes_to_ask_once
from core.ports.unit_of_work import UnitOfWork
from core.services.access import ensure_may_on_enrollment, existing, own_staff
from core.services.prolonging import withdraw_prolongation_of
from core.services.returning import cost_of, give_back
from core.services.telling import account_of, put_family_notice

CONTRACTS_ON_PAGE = 6
# A forged button may name any page; a database counts as far as 64 bits.
PAGE_MAX = 10**9


@hopes_to_ask_once
def contracts(
    uow: UnitOfWork, actor: Actor, provider: ProviderId, *, page: int = 1
) -> ContractsPage:
    """Contracts of the provider that run, by program, group and child; the nearest page.

    Raises:
        NotAllowed: The actor is not the provider's staff, or there is no such provider.
    """
    staff = own_staff(actor, Act.TERMINATE_AS_PROVIDER, provider)
    page = min(max(page, 1), PAGE_MAX)
    known, count, lines = existing(uow.desks.running(staff, page=page, size=CONTRACTS_ON_PAGE))
    pages = max(1, -(-count // CONTRACTS_ON_PAGE))
    # Contracts ended since the button was made.
    return (
        ContractsPage(known, lines, count, page, pages)
        if page <= pages
        else contracts(uow, actor, provider, page=pages)
    )


@asks_once
def cost_of_termination(
    uow: UnitOfWork, actor: Actor, id: EnrollmentId, *, ground: Ground | None = None
) -> Termination:
    """What ending the contract today would mean for the provider: the last day, what is still
    paid to it. What returns to the certificate is the family's affair. Changes nothing.

    Raises:
        NotAllowed: Another provider's contract, or no such enrollment.
        WrongState: It is no contract, or has ended or is ending already.
        NothingOwed: The ground is that a payment is overdue, and the parent pays nothing.
    """
    if not isinstance(actor, ProviderStaff):
        raise NotAllowed
    line, period = existing(uow.desks.contract(id, of=actor))
    subject = Subject(provider=line.enrollment.provider)
    ensure_may(actor, Act.TERMINATE_AS_PROVIDER, subject)
    _ensure_contract(line.enrollment)
    if ground is not None:
        ensure_may_be_overdue(ground, line.enrollment.agreed.parent.total)
    today = uow.today(period.zone)
    left = line.enrollment.left(on=today, release_at=period.parameters.release_at)
    cost = cost_of(line.enrollment, left, today)
    return Termination(line, cost.withdraws, cost.last_day, cost.still_charged, cost.parent_owes)


def terminate_enrollment(
    uow: UnitOfWork, actor: Actor, id: EnrollmentId, ground: Ground, *, shown_last_day: date
) -> Enrollment:
    """End a contract on one of the listed grounds: with the same sums as the family would (ENR-9).

    WITHDRAWN before the first day of study, ENDING from it on; irrevocable. The family is told
    the ground, the last day, what returns and when. Terminating twice on the same ground returns
    the enrollment as the first time left it and writes nothing.

    Raises:
        NotAllowed: Another provider's contract, or no such enrollment.
        BadValue: A ground that is not the provider's to name.
        NothingOwed: The ground is that a payment is overdue, and the parent pays nothing.
        LeavingChanged: Meanwhile the last day would be another one than was shown.
        WrongState: It is no contract, or ended or is ending in another way or on another ground.
    """
    ensure_may_on_enrollment(uow, actor, Act.TERMINATE_AS_PROVIDER, id)
    if ground not in PROVIDER_GROUNDS:
        raise BadValue("ground", "not one that a provider may name")
    enrollment = uow.enrollments.locked(id)
    if enrollment.ended_by is Side.PROVIDER and enrollment.ground is ground:
        if enrollment.state is State.ENDING and enrollment.days.last != shown_last_day:
            raise LeavingChanged
        return enrollment
    _ensure_contract(enrollment)
    ensure_may_be_overdue(ground, enrollment.agreed.parent.total)
    period = uow.municipalities.period(enrollment.period)
    today = uow.today(period.zone)
    left = enrollment.left(
        on=today, release_at=period.parameters.release_at, by=Side.PROVIDER, ground=ground
    )
    cost = cost_of(enrollment, left, today)
    if cost.last_day != shown_last_day:
        raise LeavingChanged
    left = give_back(uow, actor, enrollment, left, today)
    uow.enrollments.save(left)
    withdraw_prolongation_of(uow, actor, id, by=Side.PROVIDER, today=today)
    tell_of_termination(uow, actor, period, left, cost)
    uow.trail.record(
        actor, "terminate", f"enrollment:{id}", before=enrollment.state, after=left.state,
        ground=ground, last_day=left.days.last.isoformat(),
    )  # fmt: skip
    return left


def _ensure_contract(enrollment: Enrollment) -> None:
    # A request is refused and an offer taken back, which is another act.
    if enrollment.state is not State.ACTIVE:
        raise WrongState(current=enrollment.state, attempted=State.ENDING)


def tell_of_termination(
    uow: UnitOfWork, actor: Actor, period: FundingPeriod, left: Enrollment, cost: CostOfLeaving
) -> None:
    """The family, and the colleagues of whoever did it."""
    returns = () if cost.returns_on is None else (cost.returns_on.isoformat(),)
    ground = () if left.ground is None else (left.ground.value,)
    facts = Facts(
        certificate=left.certificate,
        period=period.id,
        enrollment=left.id,
        amount=cost.returns,
        on=None if cost.withdraws else cost.last_day,
        codes=ground + returns,
    )
    put_family_notice(uow, period, NoticeKind.CONTRACT_TERMINATED, facts)
    known = Facts(certificate=left.certificate, enrollment=left.id, on=cost.last_day)
    uow.outbox.to_staff(left.provider, NoticeKind.CONTRACT_ENDING, known, besides=account_of(actor))

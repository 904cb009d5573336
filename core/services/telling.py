"""Notices to families and providers, written beside the change they tell (LED-7, promise S1)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from core.domain.actor import Actor
from core.domain.calendar import civil_date
from core.domain.enrollment import Enrollment
from core.domain.funding import FundingPeriod, parameters_on
from core.domain.ids import AccountId, MunicipalityId
from core.domain.ledger import Balance
from core.domain.money import Money
from core.domain.notice import Facts, NoticeKind, not_before
from core.ports.unit_of_work import UnitOfWork


def tell_family(
    uow: UnitOfWork,
    period: FundingPeriod,
    enrollment: Enrollment,
    kind: NoticeKind,
    *,
    amount: Money | None = None,
    rest: Money | None = None,
    besides: AccountId | None = None,
) -> None:
    """Leave every linked parent a notice that waits for the family's waking hours; `besides` is
    the account whose own screen has said it already.
    """
    facts = Facts(
        certificate=enrollment.certificate,
        period=enrollment.period,
        enrollment=enrollment.id,
        amount=amount,
        rest=rest,
        on=enrollment.days.first,
    )
    put_family_notice(uow, period, kind, facts, besides=besides)


def put_family_notice(
    uow: UnitOfWork,
    period: FundingPeriod,
    kind: NoticeKind,
    facts: Facts,
    *,
    besides: AccountId | None = None,
) -> None:
    """Leave the notice described by `facts`; its certificate says which family.

    `besides` is the account whose own screen has said it already.
    """
    if facts.certificate is None:
        raise ValueError("a family is found by its certificate")
    parameters = period.parameters
    allowed_from = not_before(
        uow.now, period.zone, opens=parameters.notices_from, closes=parameters.notices_until
    )
    uow.outbox.to_family(facts.certificate, kind, facts, not_before=allowed_from, besides=besides)


def put_notice_of_certificate(
    uow: UnitOfWork,
    municipality: MunicipalityId,
    kind: NoticeKind,
    facts: Facts,
    *,
    besides: AccountId | None = None,
) -> None:
    """The same where no single period is spoken of: the hours are those of the present one."""
    periods = uow.municipalities.periods(municipality)
    begun = [each for each in periods if each.days.first <= uow.today(each.zone)] or periods[:1]
    if begun:
        put_family_notice(uow, begun[-1], kind, facts, besides=besides)


def waking(now: datetime, zone: ZoneInfo, periods: Sequence[FundingPeriod]) -> datetime:
    """The first instant from `now` on at which families there may be told something (LED-7).

    `periods` are the municipality's by their first days.
    """
    hours = parameters_on(civil_date(now, zone), periods)
    return not_before(now, zone, opens=hours.notices_from, closes=hours.notices_until)


def tell_low(
    uow: UnitOfWork, period: FundingPeriod, enrollment: Enrollment, balance: Balance
) -> None:
    """LOW, once per certificate and period, when little is left but something is (LED-7)."""
    if not balance.is_low(percent=period.parameters.low_percent):
        return
    if uow.ledger.tell_low_once(enrollment.certificate, enrollment.period):
        facts = Facts(certificate=enrollment.certificate, period=period.id, rest=balance.available)
        put_family_notice(uow, period, NoticeKind.MONEY_LOW, facts)


def tell_staff(
    uow: UnitOfWork, enrollment: Enrollment, kind: NoticeKind, *, codes: tuple[str, ...] = ()
) -> None:
    """Leave all staff of the provider a notice, to be sent at once."""
    facts = Facts(
        certificate=enrollment.certificate,
        enrollment=enrollment.id,
        on=enrollment.days.last,
        codes=codes,
    )
    uow.outbox.to_staff(enrollment.provider, kind, facts)


def account_of(actor: Actor) -> AccountId | None:
    """Through which account somebody acts; offices and the scheduler have none."""
    return getattr(actor, "account", None)

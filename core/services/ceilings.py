"""The ceiling of an agreement: how much of a provider's work a municipality pays (REG-2)."""

from __future__ import annotations

from dataclasses import dataclass

from core.domain.actor import Actor
from core.domain.errors import BadValue, NotFound
from core.domain.funding import FundingPeriod
from core.domain.ids import ProviderId
from core.domain.money import Money
from core.domain.notice import Facts, NoticeKind
from core.ports.unit_of_work import UnitOfWork
from core.services.access import own_period
from core.services.registries import note_what_is_taught

CEILING_MAX = Money(10**15)


@dataclass(frozen=True, slots=True)
class Used:
    """What an agreement's ceiling is, if it has one, and what is reserved and debited."""

    ceiling: Money | None
    committed: Money


def agreement_used(uow: UnitOfWork, provider: ProviderId, period: FundingPeriod) -> Used:
    """The ceiling, and committed summed up from the ledger; raise NotFound without agreement."""
    _ensure_agreed(uow, provider, period)
    ceiling = uow.limits.ceiling(provider, period.id)
    committed = uow.limits.committed(provider, period.id)
    return Used(None if ceiling is None else ceiling.most, committed)


def set_ceiling(
    uow: UnitOfWork,
    actor: Actor,
    provider: ProviderId,
    period: FundingPeriod,
    ceiling: Money | None,
) -> Used:
    """The most that the agreement pays from now on; None removes the ceiling.

    One below what is committed is allowed: it stops new requests and touches no contract. When
    nine tenths are used, both sides are warned, once until a higher ceiling. The same ceiling
    again changes nothing.

    Raises:
        NotAllowed: Another municipality's, or no such period.
        NotFound: The municipality does not pay this provider in this period.
        BadValue: More money than there is.
    """
    period = own_period(uow, actor, period)
    if ceiling is not None and ceiling > CEILING_MAX:
        raise BadValue("ceiling", "at most {most}", most=CEILING_MAX)
    before = agreement_used(uow, provider, period)
    if before.ceiling == ceiling:
        return before
    uow.limits.set_ceiling(provider, period.id, ceiling)
    if ceiling is None or (before.ceiling is not None and ceiling > before.ceiling):
        # What could not be paid any more may be paid again.
        note_what_is_taught(uow, provider)
    warn_of_ceiling(uow, provider, period)
    uow.trail.record(
        actor, "set-ceiling", f"provider:{provider}", period=period.id,
        before=_kopecks(before.ceiling), after=_kopecks(ceiling),
    )  # fmt: skip
    return Used(ceiling, before.committed)


def warn_of_ceiling(uow: UnitOfWork, provider: ProviderId, period: FundingPeriod) -> None:
    """Tell the provider's staff and the municipality's operators, once, that little is left.

    To be called after whatever commits money of an agreement with a ceiling; a second call
    tells nobody.
    """
    ceiling = uow.limits.warn_once(provider, period.id)
    if ceiling is None:
        return
    facts = Facts(provider=provider, period=period.id, amount=ceiling.committed, rest=ceiling.room)
    uow.outbox.to_staff(provider, NoticeKind.AGREEMENT_NEARLY_USED, facts)
    uow.outbox.to_operators(period.municipality, NoticeKind.AGREEMENT_NEARLY_USED, facts)


def _ensure_agreed(uow: UnitOfWork, provider: ProviderId, period: FundingPeriod) -> None:
    if not uow.municipalities.agreement(provider, period.id):
        raise NotFound("agreement", period.days.first.isoformat())


def _kopecks(ceiling: Money | None) -> int | None:
    return None if ceiling is None else ceiling.kopecks

"""What a municipality changes in a period that runs: parameters and limits (section 4)."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, timedelta

from core.domain.actor import Actor
from core.domain.errors import BadValue, NotFound
from core.domain.funding import FundingPeriod, Parameters
from core.domain.limits import Limit, Limited, PeriodLimits
from core.domain.program import Direction, Registry
from core.ports.unit_of_work import UnitOfWork
from core.services.access import own_period
from core.services.noted import noted

LIMIT_MAX = 1_000_000


def limits_of_period(uow: UnitOfWork, period: FundingPeriod) -> PeriodLimits:
    """Every limit of the period with what is open of it."""
    return uow.limits.of_period(period.id)


def change_period(
    uow: UnitOfWork,
    actor: Actor,
    period: FundingPeriod,
    parameters: Parameters,
    *,
    closed_from: date | None,
) -> FundingPeriod:
    """Other parameters from now on, and the first day without new requests (None: none).

    Nothing that happened already is done again; the same again changes nothing.

    Raises:
        NotAllowed: Another municipality's, or no such period.
        BadValue: The period has lapsed, or would open before there were dates.
    """
    period = _changeable(uow, actor, period)
    if period.days.first - date.min < timedelta(days=parameters.opens_days_before):
        raise BadValue("period", "it would open before there were dates")
    before = {**asdict(period.parameters), "closed_from": period.closed_from}
    after = {**asdict(parameters), "closed_from": closed_from}
    changed = [name for name in after if after[name] != before[name]]
    if not changed:
        return period
    written = uow.municipalities.change_period(period.id, parameters, closed_from=closed_from)
    details = {name: f"{noted(before[name])} -> {noted(after[name])}" for name in changed}
    uow.trail.record(actor, "change-period", f"period:{period.id}", **details)
    return written


def limit_open(
    uow: UnitOfWork, actor: Actor, period: FundingPeriod, limited: Limited, most: int | None
) -> None:
    """How many open enrollments a direction or a provider may have in the period.

    None removes the limit, 0 of a direction means that it is not paid. One below what is open
    is allowed: it stops new requests and ends nothing. The same again changes nothing.

    Raises:
        NotAllowed: Another municipality's, or no such period.
        BadValue: A negative limit or one beyond every region, or the period has lapsed.
        NotFound: No such provider.
    """
    period = _changeable(uow, actor, period)
    _ensure_limit(most)
    if not isinstance(limited, Direction) and uow.catalog.provider(limited) is None:
        raise NotFound("provider", str(limited))
    limits = uow.limits.of_period(period.id)
    known: Limit | None = (
        limits.directions.get(limited)
        if isinstance(limited, Direction)
        else limits.providers.get(limited)
    )
    before = None if known is None else known.most
    if before == most:
        return
    uow.limits.set_limit(period.id, limited, most)
    of = limited if isinstance(limited, Direction) else f"provider:{limited}"
    _record(uow, actor, period, of, before, most)


def limit_registry(
    uow: UnitOfWork, actor: Actor, period: FundingPeriod, registry: Registry, limit: int | None
) -> None:
    """How many live enrollments of a budget registry a child may hold; None for no limit.

    The same again changes nothing.

    Raises:
        NotAllowed: Another municipality's, or no such period.
        BadValue: Not a budget registry, a negative limit, or the period has lapsed.
    """
    period = _changeable(uow, actor, period)
    _ensure_limit(limit)
    if not registry.budget:
        raise BadValue("registry", "only budget registries have a limit per child")
    before = uow.limits.of_period(period.id).registries.get(registry)
    if before == limit:
        return
    uow.municipalities.set_registry_limit(period.id, registry, limit)
    _record(uow, actor, period, registry, before, limit)


def _changeable(uow: UnitOfWork, actor: Actor, period: FundingPeriod) -> FundingPeriod:
    kept = own_period(uow, actor, period)
    if kept.lapsed:
        raise BadValue("period", "it has lapsed")
    return kept


def _ensure_limit(most: int | None) -> None:
    if most is not None and not 0 <= most <= LIMIT_MAX:
        raise BadValue("limit", "from 0 to {most}", most=LIMIT_MAX)


def _record(
    uow: UnitOfWork,
    actor: Actor,
    period: FundingPeriod,
    of: str,
    before: int | None,
    after: int | None,
) -> None:
    uow.trail.record(actor, "limit", f"period:{period.id}", of=of, before=before, after=after)

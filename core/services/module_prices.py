"""Prices of modules: how high they may be, and when they stand still (REG-5)."""

from __future__ import annotations

from core.domain.actor import Act, Actor, Subject, ensure_may
from core.domain.calendar import Days
from core.domain.certifying import MAX_PRICE_PERCENT_LIMIT, ensure_price
from core.domain.errors import BadValue
from core.domain.ids import ModuleId
from core.domain.money import Money
from core.domain.program import Module
from core.domain.registry_errors import PriceLocked
from core.ports.unit_of_work import UnitOfWork
from core.services.access import existing
from core.services.certification import wait_for_requests


def price_cap(uow: UnitOfWork) -> int:
    """How many per cent of the normative cost a price may be."""
    return uow.certification.max_price_percent()


def set_price_cap(uow: UnitOfWork, actor: Actor, percent: int) -> int:
    """The highest price in per cent of the normative cost, for prices that are set from now on.

    The same again changes nothing.

    Raises:
        NotAllowed: The actor is not an operator.
        BadValue: Less than 1 per cent, or more than anybody means.
    """
    ensure_may(actor, Act.KEEP_CATALOG, Subject())
    if not 1 <= percent <= MAX_PRICE_PERCENT_LIMIT:
        raise BadValue("percent", "from 1 to {most}", most=MAX_PRICE_PERCENT_LIMIT)
    before = uow.certification.max_price_percent()
    if before != percent:
        uow.certification.set_max_price_percent(percent)
        uow.trail.record(actor, "set-price-cap", "catalog:1", before=before, after=percent)
    return percent


def set_price(uow: UnitOfWork, actor: Actor, id: ModuleId, period: Days, price: Money) -> Module:
    """What a place in the module costs in funding periods of these days.

    The same price again changes nothing.

    Raises:
        NotAllowed: No such module, or not the provider's own staff (section 3). A file of the
            operator's brings prices of its own way, as the provider stated them.
        BadValue: A budget program has no price; a price of nothing.
        PriceTooHigh: Above the cap.
        PriceLocked: An enrollment of this module and period is open.
    """
    found = existing(uow.certification.module(id))
    ensure_may(actor, Act.SET_PRICE, Subject(provider=found.program.provider))
    wait_for_requests(uow)
    known = uow.certification.locked(id) or found
    if known.program.registry.budget:
        raise BadValue("price", "budget programs have none")
    before = known.module.price_in(period)
    if before == price:
        return known.module
    ensure_may_cost(uow, known.module.normative_cost, price)
    ensure_not_locked(uow, id, period)
    uow.certification.set_price(id, period, price)
    uow.saved_searches.note_change(known.program.id)
    uow.trail.record(
        actor, "set-price", f"module:{id}", first=period.first.isoformat(),
        before=None if before is None else before.kopecks, after=price.kopecks,
    )  # fmt: skip
    changed = uow.certification.locked(id)
    return known.module if changed is None else changed.module


def ensure_may_cost(uow: UnitOfWork, normative_cost: Money | None, price: Money) -> None:
    """Raise PriceTooHigh above the operator's cap, and BadValue for nothing."""
    ensure_price(price, normative_cost, max_percent=uow.certification.max_price_percent())


def ensure_not_locked(uow: UnitOfWork, module: ModuleId, period: Days) -> None:
    """Raise PriceLocked while an enrollment of the module is open in the period."""
    if uow.certification.has_open(module, period):
        raise PriceLocked

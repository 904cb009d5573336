"""Certificates, periods, limits and the daily run, made ready to be done twice (promise M6)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date

from core.domain.actor import Family, System
from core.domain.calendar import Days
from core.domain.certificate import ClosingReason
from core.domain.digest import DayDigest
from core.domain.funding import Parameters
from core.domain.money import Money
from core.domain.program import (
    Direction,
    Registry,
)
from core.domain.provision import Limits
from core.ports.unit_of_work import UnitOfWork
from core.services import (
    ceilings,
    certificates,
    closed_days,
    closing,
    correcting,
    freezing,
    funding,
    limits,
    provisions,
    queues,
    unfunding,
)
from core.services.daily_run import advance_daily_run
from tests.services.world import AUTUMN, World

Repeat = Callable[[UnitOfWork], object]


async def _issue(world: World) -> Repeat:
    return lambda uow: certificates.issue_certificate(
        uow, world.officer, world.municipality.id, world.category,
        full_name="Котов Пётр", born_on=date(2012, 1, 1), number="3901777777",
    )  # fmt: skip


async def _fund(world: World) -> Repeat:
    child = await world.certificate("Котов Иван", date(2012, 2, 2))
    return lambda uow: certificates.fund_certificate(uow, world.officer, child.id)


async def _correct(world: World) -> Repeat:
    child = await world.certificate("Котов Илья", date(2012, 2, 3))
    right = correcting.Correction("Котов Илия", date(2012, 3, 2))
    return lambda uow: correcting.correct_certificate(uow, world.officer, child.id, right)


async def _run_day(world: World) -> Repeat:
    today = world.clock.now().date()
    await world.run_days(today)
    return lambda uow: advance_daily_run(uow, System(), world.municipality.id, today)


async def _add_period(world: World) -> Repeat:
    days = Days(date(2023, 1, 1), date(2023, 12, 31))
    place = world.municipality.id
    return lambda uow: funding.add_period(uow, world.officer, place, days, Parameters()).id


async def _add_category(world: World) -> Repeat:
    return lambda uow: funding.add_category(uow, world.officer, world.municipality.id, "Другие")


async def _rename_category(world: World) -> Repeat:
    place = world.municipality.id
    category = await world.perform(funding.add_category, world.officer, place, "Старые")
    return lambda uow: funding.rename_category(uow, world.officer, place, category, "Новые")


async def _set_nominal(world: World) -> Repeat:
    return lambda uow: provisions.set_nominal(
        uow, world.officer, world.category, world.period, Money(1600000)
    )


async def _set_limits(world: World) -> Repeat:
    limits = Limits(max_certificates=1000, max_total=Money(10**12))
    return lambda uow: provisions.set_limits(
        uow, world.officer, world.category, world.period, limits
    )


async def _ask_funding(world: World) -> Repeat:
    family = await _poor_family(world, "Котов Егор", 600)
    (child,) = family.acting
    return lambda uow: certificates.ask_funding(uow, family, child)


async def _leave_queue(world: World) -> Repeat:
    """After limits that leave no room, so that there is a queue."""
    family = await _poor_family(world, "Котов Лев", 601)
    (child,) = family.acting
    (counted,) = await world.ask(lambda uow: uow.provisions.of_category(world.category))
    full = Limits(max_certificates=counted.funded)
    await world.perform(provisions.set_limits, world.officer, world.category, world.period, full)
    await world.perform(certificates.ask_funding, family, child)

    def act(uow: UnitOfWork) -> None:
        queues.leave_queue(uow, family, child)

    return act


async def _unfund(world: World) -> Repeat:
    child = await world.certificate("Котов Марк", date(2012, 2, 4))
    await world.perform(certificates.fund_certificate, world.officer, child.id)
    return lambda uow: unfunding.unfund_certificate(uow, world.officer, child.id)


async def _freeze(world: World) -> Repeat:
    child = await world.certificate("Котов Дед", date(2012, 2, 5))
    return lambda uow: freezing.freeze_certificate(uow, world.officer, child.id)


async def _unfreeze(world: World) -> Repeat:
    child = await world.certificate("Котов Мороз", date(2012, 2, 6))
    return lambda uow: freezing.unfreeze_certificate(uow, world.officer, child.id)


async def _close_certificate(world: World) -> Repeat:
    child = await world.certificate("Котов Ушёл", date(2012, 2, 7))
    reason = ClosingReason.MOVED
    return lambda uow: closing.close_certificate(uow, world.officer, child.id, reason)


async def _poor_family(world: World, name: str, chat: int) -> Family:
    """A parent of a child whose certificate holds no money."""
    child = await world.certificate(name, date(2012, 3, 3))
    return await world.link(await world.account(chat), child.id)


async def _conclude_agreement(world: World) -> Repeat:
    ids = world.provider.id, world.municipality.id, world.period.id
    return lambda uow: funding.conclude_agreement(uow, world.officer, *ids)


async def _limit_registry(world: World) -> Repeat:
    return lambda uow: limits.limit_registry(uow, world.officer, world.period, Registry.GENERAL, 2)


async def _limit_open(world: World) -> Repeat:
    return lambda uow: limits.limit_open(uow, world.officer, world.period, Direction.ARTS, 900)


async def _change_period(world: World) -> Repeat:
    return lambda uow: limits.change_period(
        uow, world.officer, uow.municipalities.period(world.period.id),
        Parameters(low_percent=19), closed_from=None,
    )  # fmt: skip


async def _set_ceiling(world: World) -> Repeat:
    provider, most = world.provider.id, Money(10**9)
    return lambda uow: ceilings.set_ceiling(uow, world.officer, provider, world.period, most)


async def _close_days(world: World) -> Repeat:
    day = DayDigest(world.municipality.id, AUTUMN.first, entries=0, sha256=bytes(32))
    return lambda uow: closed_days.close_days(uow, System(), [day])


CERTIFICATES: dict[str, Callable[[World], Awaitable[Repeat]]] = {
    "add_category": _add_category,
    "add_period": _add_period,
    "advance_daily_run": _run_day,
    "ask_funding": _ask_funding,
    "change_period": _change_period,
    "close_certificate": _close_certificate,
    "close_days": _close_days,
    "conclude_agreement": _conclude_agreement,
    "freeze_certificate": _freeze,
    "correct_certificate": _correct,
    "fund_certificate": _fund,
    "issue_certificate": _issue,
    "leave_queue": _leave_queue,
    "limit_open": _limit_open,
    "limit_registry": _limit_registry,
    "rename_category": _rename_category,
    "set_ceiling": _set_ceiling,
    "set_limits": _set_limits,
    "set_nominal": _set_nominal,
    "unfreeze_certificate": _unfreeze,
    "unfund_certificate": _unfund,
}

"""What is said of a month's lessons, made ready to be done twice (promise M6)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date

from core.domain.calendar import Days, Month
from core.ports.unit_of_work import UnitOfWork
from core.services.answers import confirm_enrollment
from core.services.completeness import enter_completeness
from tests.services.world import AUTUMN, World

Repeat = Callable[[UnitOfWork], object]


async def _enter_completeness(world: World) -> Repeat:
    """Of a month with a contract, whose family is told."""
    today = world.clock.now().date()
    offering = await world.group(days=Days(date(2020, 8, 1), AUTUMN.last), price=50000)
    asked = await world.request(offering, today)
    await world.perform(confirm_enrollment, world.staff, asked.id)
    month, group = Month.of(today), offering.group.id
    return lambda uow: enter_completeness(uow, world.staff, group, month, 80)


COMPLETENESS: dict[str, Callable[[World], Awaitable[Repeat]]] = {
    "enter_completeness": _enter_completeness,
}

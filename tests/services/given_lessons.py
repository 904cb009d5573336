"""What a provider says of a month's lessons, and what comes back of it."""

from __future__ import annotations

from datetime import date, timedelta

from core.domain.calendar import Month
from core.domain.enrollment import Enrollment
from core.domain.notice import Notice, NoticeKind
from core.domain.program import Offering
from core.ports.unit_of_work import UnitOfWork
from core.services.answers import confirm_enrollment
from core.services.completeness import enter_completeness, refund_month
from core.services.registries import completeness_of_group
from tests.services.world import World

SEPTEMBER, OCTOBER, NOVEMBER = (Month(2020, month) for month in (9, 10, 11))
DAY = timedelta(days=1)


async def contract(world: World, on: date, **of_group: object) -> tuple[Offering, Enrollment]:
    """X1 concluded on 28 August: 221313, then 226229 three times; charged until `on`."""
    offering = await world.group(**of_group)  # type: ignore[arg-type]
    asked = await world.request(offering)
    world.clock.move_to(date(2020, 8, 28))
    concluded = await world.perform(confirm_enrollment, world.staff, asked.id)
    await world.run_days(on)
    return offering, concluded


async def enter(world: World, offering: Offering, percent: int, month: Month = OCTOBER) -> None:
    await world.perform(enter_completeness, world.staff, offering.group.id, month, percent)


async def entered(world: World, offering: Offering) -> list[tuple[Month, int, int, str]]:
    said = await world.ask(completeness_of_group, offering.group.id)
    return [(each.month, each.number, each.percent, each.actor) for each in said]


async def notices_of(world: World) -> list[Notice]:
    """Those of completeness that are due; each chat gets one after the other."""
    found: list[Notice] = []
    while claimed := await world.perform(_claimed):
        found += claimed
    return [each for each in found if each.kind is NoticeKind.COMPLETENESS_ENTERED]


def _claimed(uow: UnitOfWork) -> tuple[Notice, ...]:
    claimed = uow.outbox.claim(most=100, lease=timedelta(minutes=1))
    for notice in claimed:
        uow.outbox.sent(notice.id)
    return claimed


async def refunded(world: World, enrollment: Enrollment, month: Month = OCTOBER) -> int:
    returned = await world.perform(refund_month, world.officer, enrollment.id, month)
    return returned.kopecks

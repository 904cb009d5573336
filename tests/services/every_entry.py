"""A town in which every kind of entry was made for every reason that there is."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from core.domain.calendar import Days
from core.domain.certificate import ClosingReason
from core.domain.enrollment import Enrollment
from core.domain.grounds import RefusalReason
from core.domain.ids import CertificateId
from core.domain.money import Money
from core.domain.program import Offering
from core.services.answers import confirm_enrollment, refuse_enrollment
from core.services.certificates import ask_funding
from core.services.closing import close_certificate
from core.services.freezing import freeze_certificate
from core.services.leaving import cost_of_leaving, leave_enrollment
from core.services.provisions import set_nominal
from core.services.unfunding import unfund_certificate
from tests.services.given_lessons import OCTOBER, SEPTEMBER, enter, refunded
from tests.services.school_years import another_child
from tests.services.world import NOMINAL, TestClock, World

NEXT_YEAR = Days(date(2021, 1, 1), date(2021, 12, 31))
MOVED = ClosingReason.MOVED


class TickingClock(TestClock):
    """No two acts are of one instant, as by the clock of a server."""

    def now(self) -> datetime:
        self.instant += timedelta(milliseconds=1)
        return super().now()


async def every_entry(world: World) -> None:
    """From August to January: children come one after another, and each has its own fate."""
    await world.add_period(NEXT_YEAR)
    group = await world.group(places=40)
    await _funded_anew(world)
    await _unanswered(world, group)
    ending = [await _begun(world, group) for _ in range(5)]
    stopped = [await _waiting(world, group) for _ in range(2)]
    await world.perform(freeze_certificate, world.officer, stopped[0].certificate)
    await world.perform(close_certificate, world.officer, stopped[1].certificate, MOVED)
    await world.perform(
        set_nominal, world.officer, world.category, world.period, NOMINAL + Money(100)
    )
    await _late(world, group)
    await world.run_days(date(2020, 10, 17))
    for each in ending[:4]:
        await _left(world, each)
    await world.perform(freeze_certificate, world.officer, ending[0].certificate)
    await world.perform(close_certificate, world.officer, ending[1].certificate, MOVED)
    await world.run_days(date(2020, 11, 1))
    for month in (SEPTEMBER, OCTOBER):
        await enter(world, group, 80, month)
    for each in (ending[0], ending[1], ending[2]):
        await refunded(world, each, SEPTEMBER)
    await world.run_days(NEXT_YEAR.first)
    await refunded(world, ending[2], OCTOBER)


async def _funded_anew(world: World) -> None:
    """Two fundings in this period; the next one will know of the second only."""
    await world.perform(unfund_certificate, world.parent, world.anya.id)
    await world.perform(ask_funding, world.parent, world.anya.id)
    await world.perform(freeze_certificate, world.officer, (await _child(world, 1)))
    await _child(world, 2)
    await world.perform(unfund_certificate, world.parent, world.anya.id)
    await world.perform(ask_funding, world.parent, world.anya.id)


async def _child(world: World, n: int) -> CertificateId:
    await another_child(world, n)
    return world.anya.id


async def _waiting(world: World, group: Offering) -> Enrollment:
    await _child(world, world.made + 10)
    return await world.request(group)


async def _unanswered(world: World, group: Offering) -> None:
    """Nobody answers one request; another is refused, a third one taken back."""
    await _waiting(world, group)
    refused = await _waiting(world, group)
    await world.perform(refuse_enrollment, world.staff, refused.id, RefusalReason.GROUP_FULL)
    await _left(world, await _waiting(world, group))


async def _begun(world: World, group: Offering) -> Enrollment:
    """Confirmed on the first day of the contract."""
    today = world.clock.instant.date()
    asked = await _waiting(world, group)
    world.clock.move_to(date(2020, 9, 1))
    begun = await world.perform(confirm_enrollment, world.staff, asked.id)
    world.clock.move_to(today)
    return begun


async def _late(world: World, group: Offering) -> None:
    world.clock.move_to(date(2020, 8, 28))
    asked = await _waiting(world, group)
    await world.run_days(date(2020, 9, 5))
    await world.perform(confirm_enrollment, world.staff, asked.id)


async def _left(world: World, each: Enrollment) -> None:
    world.parent = await world.link(world.parent_account, each.certificate)
    cost = await world.ask(cost_of_leaving, world.parent, each.id)
    await world.perform(leave_enrollment, world.parent, each.id, shown_last_day=cost.last_day)

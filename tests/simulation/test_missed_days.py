"""A missed day is caught up: nothing is missed, nothing is done twice (promise M7)."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

import pytest

from core.domain.actor import Family, MunicipalityOfficer, System
from core.domain.drafts import CatalogDraft, MunicipalityDraft
from core.domain.errors import DateNotReached
from core.domain.funding import Parameters
from core.domain.ids import EnrollmentId, GroupId, MunicipalityId
from core.domain.ledger import EntryKind
from core.domain.money import Money
from core.ports.unit_of_work import UnitOfWork
from core.services import certificates, funding, imports
from core.services.answers import confirm_enrollment
from core.services.auditing import audit_money
from core.services.daily_run import advance_daily_run
from core.services.leaving import leave_enrollment
from core.services.requests import EnrollmentRequest, quote_enrollment, request_enrollment
from tests.services.world import AUTUMN, NOMINAL, OPERATOR, YEAR, World
from tests.simulation.auditor import Kept, everything_kept
from tests.simulation.conftest import Towns
from tests.simulation.town import OPENING, Town

LAST_DAY = date(2020, 11, 12)
ONE_DAY = timedelta(days=1)
# Which of the town's courses, and on which day the family gives notice of termination.
ASKED = ((0, date(2020, 10, 17)), (4, None), (7, date(2020, 11, 2)), (3, date(2020, 10, 30)))


@asynccontextmanager
async def opened(towns: Towns) -> AsyncIterator[tuple[Town, World]]:
    with towns.copied(at_once=False) as (town, url):
        world = town.opened(url)
        yield town, world
        await world.database.close()


async def live_through(towns: Towns, run_every: int) -> Kept:
    """The autumn of four contracts, the run done only every so many days; what is kept of it."""
    async with opened(towns) as (town, world):
        notices = await _conclude(world, town)
        day = OPENING.date()
        while day < LAST_DAY:
            day += ONE_DAY
            world.clock.move_to(day)
            for contract in notices.get(day, ()):
                await _give_notice(world, contract, day)
            if (LAST_DAY - day).days % run_every == 0:
                await world.run_days(day)
        kept, differences = await world.ask(everything_kept)
        assert differences == ()
        return kept


async def _conclude(world: World, town: Town) -> dict[date, list[EnrollmentId]]:
    notices: dict[date, list[EnrollmentId]] = {}
    for n, (which, notice_on) in enumerate(ASKED):
        course = town.courses[which]
        group = GroupId(course.group)
        asked = world.parent, world.anya.id, group, course.first
        quote = await world.ask(quote_enrollment, *asked)
        assert quote.price.calculation is not None
        sums = quote.price.calculation.certificate.total, quote.price.calculation.parent.total
        request = EnrollmentRequest(world.anya.id, group, course.first, *sums, f"key-{n}")
        contract = await world.perform(request_enrollment, world.parent, request)
        await world.perform(confirm_enrollment, world.staff, contract.id)
        if notice_on is not None:
            notices.setdefault(notice_on, []).append(contract.id)
    return notices


async def _give_notice(world: World, id: EnrollmentId, on: date) -> None:
    last = next(day for day in _days_from(on) if (day + ONE_DAY).month != day.month)
    await world.perform(leave_enrollment, world.parent, id, shown_last_day=last)


def _days_from(day: date) -> list[date]:
    return [day + n * ONE_DAY for n in range(31)]


async def test_m7_after_1_3_or_40_days_down_all_is_as_if_every_day_had_been_run(
    towns: Towns,
) -> None:
    every_day = await live_through(towns, 1)

    for down in (1, 3, 40):
        # Over the ends of months, with notices of termination amid.
        assert await live_through(towns, down + 1) == every_day, down

    charges = [line for of in every_day["entries"].values() for line in of if line[0] == "CHARGE"]
    assert [str(line[-1]) for line in charges].count("2020-10") == 2


async def test_m7_a_clock_that_jumps_back_and_forth_doubles_and_misses_nothing(
    world: World,
) -> None:
    contract = await world.request(await world.group())
    await world.perform(confirm_enrollment, world.staff, contract.id)

    await world.run_days(date(2020, 10, 1))
    once = await world.entries()
    for day in (date(2020, 9, 28), date(2020, 8, 21), date(2020, 10, 1)):
        await world.run_days(day)
    again = await world.entries()
    await world.run_days(date(2020, 12, 31))

    assert again == once
    charges = [e.movement for e in await world.entries() if e.movement.kind is EntryKind.CHARGE]
    assert [str(charge.month) for charge in charges] == [f"2020-{m:02d}" for m in (9, 10, 11, 12)]
    assert await world.money() == (610200, 0, 900000)


@dataclass
class Samara:
    """A town four hours east of Greenwich, whose child studies in Kaliningrad's group."""

    municipality: MunicipalityId
    contract: EnrollmentId


async def found_samara(world: World, group: GroupId) -> Samara:
    draft = MunicipalityDraft("SAM", "Самара", "Europe/Samara", "6301")
    await world.perform(imports.prepare_import, OPERATOR, CatalogDraft((draft,), (), (), ()))

    def found(uow: UnitOfWork) -> Samara:
        place = uow.municipalities.by_code("SAM")
        assert place is not None
        officer = MunicipalityOfficer("Яна", place.id)
        category = funding.add_category(uow, officer, place.id, "Дети")
        period = funding.add_period(uow, officer, place.id, YEAR, Parameters())
        funding.set_nominal(uow, officer, category, period, NOMINAL)
        funding.conclude_agreement(uow, officer, world.provider.id, place.id, period.id)
        # Nobody has a certificate there yet, so the days before are quickly done.
        advance_daily_run(uow, System(), place.id, date(2020, 8, 19))
        child = certificates.issue_certificate(
            uow, officer, place.id, category,
            full_name="Волгина Вера", born_on=date(2011, 1, 1), number="6301000001",
        )  # fmt: skip
        certificates.fund_certificate(uow, officer, child.id)
        family = Family(world.parent_account.id, acting=frozenset({child.id}))
        request = EnrollmentRequest(
            child.id, group, AUTUMN.first, Money(900000), Money(0), "from Samara"
        )
        contract = request_enrollment(uow, family, request)
        confirm_enrollment(uow, world.staff, contract.id)
        return Samara(place.id, contract.id)

    return await world.perform(found)


async def run(world: World, municipality: MunicipalityId, through: date) -> None:
    finished = False
    while not finished:
        progress = await world.perform(advance_daily_run, System(), municipality, through)
        finished = progress.finished


async def charged_months(world: World, id: EnrollmentId) -> int:
    entries = await world.ask(lambda uow: uow.ledger.entries_of(id))
    return sum(entry.movement.kind is EntryKind.CHARGE for entry in entries)


async def test_m7_each_municipality_has_its_own_midnight_and_catches_up_by_itself(
    world: World,
) -> None:
    offering = await world.group(price=900000)
    samara = await found_samara(world, offering.group.id)
    here = await world.request(offering)
    await world.perform(confirm_enrollment, world.staff, here.id)
    october = date(2020, 10, 1)

    # 30 September 21:00 UTC: already October in Samara, still September in Kaliningrad.
    world.clock.instant = datetime.combine(date(2020, 9, 30), time(21), UTC)
    await run(world, samara.municipality, october)
    with pytest.raises(DateNotReached):
        await run(world, world.municipality.id, october)
    east_first = await charged_months(world, samara.contract), await charged_months(world, here.id)
    world.clock.instant += timedelta(days=3)
    await run(world, world.municipality.id, date(2020, 10, 3))
    await run(world, samara.municipality, date(2020, 10, 4))

    assert east_first == (2, 0)
    assert await charged_months(world, here.id) == 2
    assert await charged_months(world, samara.contract) == 2
    assert await world.ask(audit_money) == ()

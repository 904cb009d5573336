"""A missed day is caught up: nothing is missed, nothing is done twice (promise M7)."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from core.domain.ids import EnrollmentId, GroupId
from core.domain.ledger import EntryKind
from core.services.answers import confirm_enrollment
from core.services.leaving import leave_enrollment
from core.services.requests import EnrollmentRequest, quote_enrollment, request_enrollment
from tests.services.world import World
from tests.simulation.auditor import Kept, everything_kept
from tests.simulation.conftest import Towns
from tests.simulation.town import OPENING, Town

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Season:
    """Which of the town's courses are asked for, on which day the family gives notice; and which
    are asked for later, on which day.
    """

    last_day: date
    asked: tuple[tuple[int, date | None], ...]
    later: tuple[tuple[int, date], ...] = ()


AUTUMN_SEASON = Season(
    date(2020, 11, 12),
    ((0, date(2020, 10, 17)), (4, None), (7, date(2020, 11, 2)), (3, date(2020, 10, 30))),
)
# One contract goes on into the next year by silence, the other is ended before it would.
TURN_OF_THE_YEAR = Season(date(2021, 2, 12), ((2, date(2020, 12, 10)), (3, None)))
# Concluded before the hour of the offers, after their day, on the last day of all.
IN_THE_GAP = (
    (date(2020, 12, 18), "ACTIVE"),
    (date(2020, 12, 22), "ACTIVE"),
    # A day of the last month is cheaper than the days that follow it, so silence is no yes.
    (date(2020, 12, 31), "EXPIRED"),
)


@asynccontextmanager
async def opened(towns: Towns) -> AsyncIterator[tuple[Town, World]]:
    with towns.copied() as (town, url):
        world = town.opened(url)
        yield town, world
        await world.database.close()


async def live_through(towns: Towns, run_every: int, season: Season = AUTUMN_SEASON) -> Kept:
    """The season of some contracts, the run done only every so many days; what is kept of it."""
    async with opened(towns) as (town, world):
        notices = await _conclude(world, town, season)
        day = OPENING.date()
        while day < season.last_day:
            day += ONE_DAY
            world.clock.move_to(day)
            for which, on in season.later:
                if on == day:
                    await _contract(world, town, which, on)
            for contract in notices.get(day, ()):
                await _give_notice(world, contract, day)
            if (season.last_day - day).days % run_every == 0:
                await world.run_days(day)
        kept, differences = await world.ask(everything_kept)
        assert differences == ()
        return kept


async def _conclude(world: World, town: Town, season: Season) -> dict[date, list[EnrollmentId]]:
    notices: dict[date, list[EnrollmentId]] = {}
    for which, notice_on in season.asked:
        contract = await _contract(world, town, which, OPENING.date())
        if notice_on is not None:
            notices.setdefault(notice_on, []).append(contract)
    return notices


async def _contract(world: World, town: Town, which: int, on: date) -> EnrollmentId:
    course = town.courses[which]
    group, start = GroupId(course.group), course.starts(on)
    quote = await world.ask(quote_enrollment, world.parent, world.anya.id, group, start)
    assert quote.price.calculation is not None
    sums = quote.price.calculation.certificate.total, quote.price.calculation.parent.total
    request = EnrollmentRequest(world.anya.id, group, start, *sums, f"key-{which}")
    contract = await world.perform(request_enrollment, world.parent, request)
    await world.perform(confirm_enrollment, world.staff, contract.id)
    return contract.id


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


async def turn_the_year(towns: Towns, downs: tuple[int, ...]) -> None:
    every_day = await live_through(towns, 1, TURN_OF_THE_YEAR)

    for down in downs:
        assert await live_through(towns, down + 1, TURN_OF_THE_YEAR) == every_day, down

    went_on = [row for row in every_day["enrollments"].values() if row[6] is not None]
    assert [(row[0], row[3]) for row in went_on] == [("CLOSED", date(2020, 12, 31))]
    lines = [line for of in every_day["entries"].values() for line in of]
    assert [str(line[-1]) for line in lines if line[0] == "CHARGE"].count("2021-02") == 1


async def test_m7_40_days_missed_over_the_periods_end_prolong_as_if_every_day_was_run(
    sqlite_towns: Towns,
) -> None:
    await turn_the_year(sqlite_towns, (40,))


@pytest.mark.slow
async def test_m7_1_3_and_40_days_missed_over_the_periods_end_are_as_if_every_day_was_run(
    towns: Towns,
) -> None:
    await turn_the_year(towns, (1, 3, 40))


@pytest.mark.parametrize(("on", "state"), IN_THE_GAP)
async def test_m7_a_contract_concluded_while_days_are_missed_goes_on_as_if_every_day_was_run(
    towns: Towns, on: date, state: str
) -> None:
    # An earlier contract, for a month: a certificate that is never used gives its money back.
    season = Season(date(2021, 1, 2), ((4, None),), ((3, on),))
    every_day = await live_through(towns, 1, season)

    # Down since before the next year's money was given, and since after it.
    for down in (40, 20):
        assert await live_through(towns, down + 1, season) == every_day, down

    went_on = [row[0] for row in every_day["enrollments"].values() if row[6] is not None]
    assert went_on == [state]


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

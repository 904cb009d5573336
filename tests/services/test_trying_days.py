"""Trying daily runs says what they then do, and writes nothing (LED-5)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import func, select

from core.domain.actor import MunicipalityOfficer, System
from core.domain.calendar import Days
from core.domain.errors import DateNotReached, NotAllowed
from core.domain.ids import MunicipalityId
from core.domain.ledger import EntryKind
from core.domain.money import Money
from core.domain.notice import NoticeKind
from core.domain.trial import Trial
from core.services.answers import confirm_enrollment
from core.services.daily_run import advance_daily_run
from core.services.trying_days import try_days
from db.tables.base import metadata
from office.trying import Trying
from tests.services.test_certificates import neighbours
from tests.services.world import World


async def tried(world: World, through: date, *, chunk: int = 500) -> Trial:
    trying = Trying(world.perform)
    place = world.municipality.id
    return await trying(try_days, world.officer, place, through, chunk=chunk)


async def rows(world: World) -> dict[str, int]:
    """How many rows each table has."""

    def count(uow: Any) -> dict[str, int]:  # noqa: ANN401 - the connection is nobody else's business
        return {
            table.name: uow.connection.scalar(select(func.count()).select_from(table))
            for table in metadata.sorted_tables
        }

    return await world.ask(count)


async def autumn(world: World) -> None:
    """A contract of 9 000 roubles, a request that nobody answers, and the next year's nominal."""
    await world.add_period(Days(date(2021, 1, 1), date(2021, 12, 31)))
    contract = await world.request(await world.group())
    await world.perform(confirm_enrollment, world.staff, contract.id)
    await world.request(await world.group(price=1000))


@pytest.mark.parametrize("chunk", [1, 500])
async def test_led_5_what_was_tried_is_what_the_runs_then_do(world: World, chunk: int) -> None:
    await autumn(world)
    world.clock.move_to(date(2021, 1, 2))
    rows_before = await rows(world)

    trial = await tried(world, date(2021, 1, 2), chunk=chunk)

    assert await rows(world) == rows_before
    assert (trial.first, trial.days) == (date(2020, 8, 20), 136)
    assert trial.written.movements == {
        EntryKind.CHARGE: (4, Money(900000)),
        EntryKind.GRANT: (1, Money(1510200)),
        EntryKind.LAPSE: (1, Money(610200)),
        EntryKind.RELEASE: (1, Money(1000)),
    }
    before, after = trial.before, trial.after
    assert (after.closed - before.closed, after.expired - before.expired) == (1, 1)
    assert (before.funded, after.funded) == (1, 1)
    assert trial.written.notices[NoticeKind.CHARGE_POSTED] == 4
    while not (
        await world.perform(
            advance_daily_run, System(), world.municipality.id, date(2021, 1, 2), chunk
        )
    ).finished:
        pass
    done = {
        name: count - rows_before[name]
        for name, count in (await rows(world)).items()
        if name in {"ledger", "notices"}
    }
    movements, notices = trial.written.movements, trial.written.notices
    assert done["ledger"] == sum(count for count, _ in movements.values())
    assert done["notices"] == sum(notices.values())
    assert (await tried(world, date(2021, 1, 2))).written.movements == {}


async def test_days_that_are_done_are_not_tried_again(world: World) -> None:
    await autumn(world)
    await world.run_days(date(2020, 9, 1))

    again = await tried(world, date(2020, 9, 1))
    world.clock.move_to(date(2020, 10, 1))
    october = await tried(world, date(2020, 10, 1))

    assert (again.days, again.written.movements, again.before) == (0, {}, again.after)
    assert (october.first, october.days) == (date(2020, 9, 2), 30)
    assert october.written.movements[EntryKind.CHARGE] == (1, Money(226229))


async def test_where_no_period_is_there_is_nothing_to_try(world: World) -> None:
    place, officer, _ = await neighbours(world)

    trial = await Trying(world.perform)(try_days, officer, place, date(2020, 8, 20))

    assert (trial.first, trial.days) == (None, 0)


async def test_another_municipalitys_days_and_those_to_come_are_refused(world: World) -> None:
    place = world.municipality.id
    elsewhere = MunicipalityOfficer("Пётр", MunicipalityId(10**6))

    for actor in (elsewhere, world.staff, world.parent):
        with pytest.raises(NotAllowed):
            await Trying(world.perform)(try_days, actor, place, date(2020, 8, 20))
    with pytest.raises(DateNotReached):
        await tried(world, date(2020, 8, 21))

"""The clock starts the days that are due, and the tables say which (LED-5, LED-6)."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime, time
from functools import partial
from itertools import count
from typing import Any, cast

import pytest
from structlog.testing import capture_logs

from bot.beating import Heart
from bot.schedule import Schedule, run_days, some_at_once
from core.domain.actor import Operator
from core.domain.daily import Position, Step
from core.domain.drafts import MunicipalityDraft
from core.domain.errors import DateNotReached, NotAllowed
from core.domain.funding import Parameters
from core.domain.ids import CertificateId, MunicipalityId
from core.ports.acts import Acts, Reads, is_resumable
from core.ports.unit_of_work import UnitOfWork
from db.clock import ClockFrom
from db.database import Database
from tests.builders import YEAR, Town, add_contract, add_funded_child, found_town
from tests.sandbox.waiting import eventually


def town_with_contract(uow: UnitOfWork) -> Town:
    town = found_town(uow)
    add_contract(uow, town, add_funded_child(uow, town))
    return town


def add_samara(uow: UnitOfWork, run_from: time = time(0, 10)) -> MunicipalityId:
    draft = MunicipalityDraft("63-sam", "Самара", "Europe/Samara", "6301")
    municipality = uow.municipalities.add(draft)
    uow.municipalities.add_period(municipality.id, YEAR, Parameters(run_from=run_from))
    return municipality.id


async def position(database: Database, municipality: MunicipalityId) -> Position | None:
    return await database.perform(lambda uow: uow.daily.locked_position(municipality))


async def charged(database: Database) -> int:
    """How many months of the only child's contracts are charged."""
    found = await database.read(lambda uow: uow.enrollments.of_certificate(CertificateId(1)))
    return sum(each.charged_months for each in found)


async def test_a_tick_catches_up_every_municipality_by_its_own_clock(
    database: Database, clock: ClockFrom
) -> None:
    town = await database.perform(town_with_contract)
    samara = await database.perform(add_samara)
    clock.advance_to(datetime(2020, 11, 30, 20, 30, tzinfo=UTC))
    told: list[bool] = []
    schedule = Schedule(database.perform, database.read, done=lambda: told.append(True))

    await schedule.tick()
    await schedule.tick()

    there, here = await position(database, samara), await position(database, town.municipality.id)
    assert (here and here.on, there and there.on) == (date(2020, 12, 1), date(2020, 12, 2))
    assert await charged(database) == 3
    assert told == [True, True]


async def test_a_tick_runs_a_municipality_s_day_from_the_hour_of_its_period(
    database: Database, clock: ClockFrom
) -> None:
    samara = await database.perform(add_samara, time(4, 30))
    schedule = Schedule(database.perform, database.read, done=lambda: None)
    stands: list[date | None] = []

    for instant in ("2020-11-30T00:29:59+00:00", "2020-11-30T00:30:00+00:00"):
        clock.advance_to(datetime.fromisoformat(instant))
        await schedule.tick()
        there = await position(database, samara)
        stands.append(there.on if there else None)

    assert stands == [date(2020, 11, 30), date(2020, 12, 1)]


async def test_the_failure_of_one_municipality_stops_no_other(
    database: Database, clock: ClockFrom, monkeypatch: pytest.MonkeyPatch
) -> None:
    town = await database.perform(town_with_contract)
    samara = await database.perform(add_samara)

    async def run(
        perform: object, municipality: MunicipalityId, through: date, *, told: bool
    ) -> None:
        del told
        if municipality == town.municipality.id:
            raise RuntimeError("secret")
        await run_days(database.perform, municipality, through)

    monkeypatch.setattr("bot.schedule.run_days", run)
    schedule = Schedule(database.perform, database.read, done=lambda: None)
    with capture_logs() as logs:
        await schedule.tick()

    there = await position(database, samara)
    assert there is not None
    assert there.on == date(2020, 8, 21)
    assert [log["municipality"] for log in logs if log["event"] == "daily_run_failed"] == [
        town.municipality.id
    ]
    assert "secret" not in str(logs)


async def test_running_days_again_changes_nothing(database: Database, clock: ClockFrom) -> None:
    town = await database.perform(town_with_contract)
    clock.advance_to(datetime(2020, 10, 1, 8, tzinfo=UTC))

    for _ in range(3):
        await run_days(database.perform, town.municipality.id, date(2020, 10, 1), chunk=1)

    assert await charged(database) == 2


async def waits_of(database: Database, run: Callable[[Acts], Awaitable[object]]) -> list[bool]:
    """Of each act of the daily run whether it waited for the disk."""
    waited: list[bool] = []

    async def performed(act: Any, *args: Any) -> Any:  # noqa: ANN401 - any act
        if act.__name__.startswith("_advance"):
            waited.append(not is_resumable(act))
        return await database.perform(act, *args)

    await run(cast("Acts", performed))
    return waited


async def test_a_run_of_which_nobody_is_told_does_not_wait_for_the_disk(
    database: Database, clock: ClockFrom
) -> None:
    town = await database.perform(town_with_contract)
    place = town.municipality.id
    clock.advance_to(datetime(2020, 10, 1, 8, tzinfo=UTC))

    def tick(perform: Acts) -> Awaitable[object]:
        return Schedule(perform, database.read, done=lambda: None).tick()

    def day(perform: Acts) -> Awaitable[object]:
        return run_days(perform, place, date(2020, 11, 1))

    unseen = await waits_of(database, tick)
    clock.advance_to(datetime(2020, 11, 1, 8, tzinfo=UTC))
    told = await waits_of(database, day)

    assert unseen
    assert not any(unseen)
    assert told[-1]
    assert await charged(database) == 3


async def test_a_slow_run_ends_its_transaction_behind_each_step(
    database: Database, clock: ClockFrom
) -> None:
    town = await database.perform(town_with_contract)
    place, seconds = town.municipality.id, count()
    clock.advance_to(datetime(2020, 9, 1, 8, tzinfo=UTC))
    acts: list[str] = []

    async def performed(act: Any, *args: Any) -> Any:  # noqa: ANN401 - any act
        acts.append(act.__name__)
        return await database.perform(act, *args)

    await run_days(
        cast("Acts", performed), place, date(2020, 9, 1), seconds=lambda: float(next(seconds))
    )

    days = (date(2020, 9, 1) - date(2020, 8, 20)).days + 1
    assert len(acts) >= days * len(Step)
    assert await charged(database) == 1


async def test_days_to_come_and_strangers_are_refused(database: Database, clock: ClockFrom) -> None:
    town = await database.perform(town_with_contract)
    stranger = Operator("x", frozenset())

    with pytest.raises(DateNotReached):
        await run_days(database.perform, town.municipality.id, date(2020, 8, 21))
    with pytest.raises(NotAllowed):
        await run_days(database.perform, town.municipality.id, date(2020, 8, 20), actor=stranger)


async def test_the_scheduler_ticks_at_once_and_ends_quietly(
    database: Database, clock: ClockFrom
) -> None:
    samara = await database.perform(add_samara)
    told: list[bool] = []
    schedule = Schedule(database.perform, database.read, done=lambda: told.append(True))

    schedule.start()
    await eventually(lambda: bool(told))
    await schedule.stop()
    await schedule.stop()

    there = await position(database, samara)
    assert there is not None
    assert there.on == date(2020, 8, 21)


async def test_so_many_are_run_at_once_and_no_more() -> None:
    running: list[int] = []
    seen: list[tuple[int, ...]] = []

    async def job(n: int) -> None:
        running.append(n)
        seen.append(tuple(running))
        await asyncio.sleep(0)
        running.remove(n)

    await some_at_once(2, [partial(job, n) for n in range(4)])

    assert {n for together in seen for n in together} == {0, 1, 2, 3}
    assert max(len(together) for together in seen) == 2


async def test_days_that_are_caught_up_are_signs_of_life(
    database: Database, clock: ClockFrom
) -> None:
    """A run of an hour is no dead scheduler: after every chunk somebody could look."""
    await database.perform(town_with_contract)
    clock.advance_to(datetime(2020, 11, 30, 20, 30, tzinfo=UTC))
    passed = count(0, 200)
    heart = Heart(lambda: float(next(passed)))
    stood_still: list[bool] = []

    async def performed(act: Any, *args: Any) -> Any:  # noqa: ANN401 - any act
        stood_still.append(heart.stands_still)
        return await database.perform(act, *args)

    schedule = Schedule(cast("Acts", performed), database.read, done=lambda: None, heart=heart)
    await schedule.tick()

    assert len(stood_still) > 2
    assert not any(stood_still)


async def test_a_scheduler_that_gets_nothing_done_stands_still() -> None:
    passed = 0.0
    heart = Heart(lambda: passed)
    never = asyncio.Event()

    async def stuck(*_: object, **__: object) -> Any:  # noqa: ANN401 - it never answers
        await never.wait()

    schedule = Schedule(cast("Acts", stuck), cast("Reads", stuck), done=lambda: None, heart=heart)
    passed = 1000.0
    ticking = asyncio.create_task(schedule.tick())
    schedule.start()
    at_first = heart.stands_still
    await asyncio.sleep(0.05)
    passed += 301

    assert (at_first, heart.stands_still, heart.silent_for) == (False, True, 301.0)
    ticking.cancel()
    never.set()
    await schedule.stop()

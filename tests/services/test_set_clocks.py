"""A clock that is set goes forward, and not behind what was written."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from core.domain.actor import System
from core.domain.errors import ClockSetBack
from core.services.certificates import fund_certificate
from core.services.closed_days import close_days, days_to_close
from core.services.set_clocks import OF_ONE_COMMAND, ensure_not_set_back
from tests.services.world import World


async def test_where_nothing_was_written_any_instant_will_do(bare_world: World) -> None:
    bare_world.clock.instant -= timedelta(days=365)

    await bare_world.ask(ensure_not_set_back)


async def test_it_may_go_forward_and_begin_again_where_the_last_command_began(
    world: World,
) -> None:
    child = await world.certificate("Котов Иван", date(2012, 1, 1))
    await world.perform(fund_certificate, world.officer, child.id)
    began = world.clock.instant

    for moved in (timedelta(days=90), timedelta(0), -OF_ONE_COMMAND):
        world.clock.instant = began + moved
        await world.ask(ensure_not_set_back)


async def test_behind_the_last_act_it_is_refused(world: World) -> None:
    await world.certificate("Котов Иван", date(2012, 1, 1))
    world.clock.instant -= OF_ONE_COMMAND + timedelta(minutes=1)

    with pytest.raises(ClockSetBack) as refused:
        await world.ask(ensure_not_set_back)

    assert refused.value.facts == {"latest": "2020-08-20T07:00+00:00"}


async def test_the_instant_that_is_named_is_not_refused_itself(world: World) -> None:
    world.clock.instant += timedelta(seconds=20, microseconds=7)
    await world.certificate("Котов Иван", date(2012, 1, 1))
    world.clock.instant -= OF_ONE_COMMAND + timedelta(seconds=1)
    with pytest.raises(ClockSetBack) as refused:
        await world.ask(ensure_not_set_back)

    named = str(refused.value.facts["latest"])
    world.clock.instant = datetime.fromisoformat(named)
    await world.ask(ensure_not_set_back)

    assert named == "2020-08-20T07:01+00:00"
    assert named in str(refused.value)


async def test_behind_a_movement_of_money_that_no_act_made_it_is_refused(world: World) -> None:
    await world.add_period(world.period.days)
    before = world.clock.instant
    request = await world.request(await world.group())
    await world.run_days(date(2020, 8, 25))
    await world.run_days(date(2020, 9, 4))
    assert (await world.enrollment(request.id)).state == "EXPIRED"
    world.clock.instant = before + timedelta(days=1)

    with pytest.raises(ClockSetBack):
        await world.ask(ensure_not_set_back)


async def test_m4_a_day_that_is_closed_is_not_written_in_any_more(world: World) -> None:
    world.clock.move_to(date(2020, 8, 22))
    digests = await world.ask(days_to_close, world.municipality)
    await world.perform(close_days, System(), digests)

    world.clock.move_to(date(2020, 8, 22), time(0, 0))
    await world.ask(ensure_not_set_back)
    world.clock.instant -= timedelta(minutes=1)
    with pytest.raises(ClockSetBack):
        await world.ask(ensure_not_set_back)

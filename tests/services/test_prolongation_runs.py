"""Offers and decisions once, whoever runs the day and whenever it is killed (LED-5, M3)."""

from __future__ import annotations

import asyncio
from datetime import date

import pytest

from core.domain.actor import System
from core.domain.enrollment import Enrollment, State
from core.domain.funding import FundingPeriod
from core.domain.notice import NoticeKind
from core.ports.unit_of_work import UnitOfWork
from core.services.daily_run import advance_daily_run
from tests.services.school_years import (
    ASKED_ON,
    IN_2021,
    NEXT_YEAR,
    OFFERED_ON,
    PRICE,
    SCHOOL_YEAR,
    another_child,
    contract,
    ensure_money_is_right,
    going_on,
    offered,
)
from tests.services.world import World


@pytest.fixture
async def world(bare_world: World) -> World:
    await bare_world.build(on=ASKED_ON)
    return bare_world


async def test_m3_two_runs_at_once_offer_and_conclude_each_contract_once(world: World) -> None:
    await world.add_period(NEXT_YEAR)
    group = await world.group(days=SCHOOL_YEAR, price=PRICE)
    olds = [await contract(world, group)]
    for n in range(4):
        await another_child(world, n)
        olds.append(await contract(world, group))
    await world.run_days(date(2020, 12, 17))

    for through in (OFFERED_ON, date(2021, 1, 1)):
        world.clock.move_to(through)
        await asyncio.gather(*(_run(world, through) for _ in range(3)))

    states = [(await offered(world, old)).state for old in olds]
    assert states == [State.ACTIVE] * 5
    assert await world.places_taken(group.group.id) == 5
    told = await world.notices()
    assert told.count(NoticeKind.PROLONGATION_OFFERED) == 5
    assert told.count(NoticeKind.PROLONGATION_CONCLUDED) == 5
    await ensure_money_is_right(world)


async def _run(world: World, through: date) -> None:
    finished = False
    while not finished:
        place = world.municipality.id
        done = await world.perform(advance_daily_run, System(), place, through, 2)
        finished = done.finished


async def test_led_5_a_run_killed_between_two_chunks_goes_on_behind_the_first(
    world: World,
) -> None:
    """Nothing is kept between the calls but the database: each call is a process of its own."""
    following = await world.add_period(NEXT_YEAR)
    group = await world.group(days=SCHOOL_YEAR, price=PRICE)
    olds = [await contract(world, group)]
    for n in range(2):
        await another_child(world, n)
        olds.append(await contract(world, group))
    await world.run_days(date(2020, 12, 17))
    world.clock.move_to(OFFERED_ON)
    place = world.municipality.id

    while await number_going_on(world, olds) != 1:
        await world.perform(advance_daily_run, System(), place, OFFERED_ON, 1)
    with pytest.raises(Killed):
        await world.perform(killed_after_a_chunk, world)
    after_the_kill = await number_going_on(world, olds)
    await world.run_days(OFFERED_ON, chunk=1)

    assert after_the_kill == 1
    assert await number_going_on(world, olds) == 3
    reserved = [await world.ask(reserved_of, old, following) for old in olds]
    assert reserved == [IN_2021] * 3
    assert (await world.notices()).count(NoticeKind.PROLONGATION_OFFERED) == 3
    await ensure_money_is_right(world)


class Killed(Exception):
    """Power is gone before the commit."""


def killed_after_a_chunk(uow: UnitOfWork, world: World) -> None:
    advance_daily_run(uow, System(), world.municipality.id, OFFERED_ON, 1)
    raise Killed


async def number_going_on(world: World, olds: list[Enrollment]) -> int:
    return sum([await going_on(world, old) is not None for old in olds])


def reserved_of(uow: UnitOfWork, old: Enrollment, following: FundingPeriod) -> int:
    return uow.ledger.balance(old.certificate, following.id).reserved.kopecks

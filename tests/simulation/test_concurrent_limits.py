"""Limits hold under any number of simultaneous requests, and past the services (promise M2)."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy.exc import DBAPIError

from core.domain.eligibility import Reason
from core.domain.enrollment import Enrollment
from core.domain.errors import RequestRefused
from core.domain.limits import Ceiling, Limit
from core.domain.money import Money
from core.domain.program import Direction
from core.services.auditing import audit_money
from core.services.ceilings import agreement_used, set_ceiling
from core.services.limits import limit_open, limits_of_period
from core.services.requests import request_enrollment
from tests.services.world import World
from tests.simulation.crowd import children, patiently, wanted
from tests.simulation.share import share
from tests.simulation.test_past_the_services import execute

ROOM = 10
PRICE = Money(100000)


async def race(world: World, requests: int, reason: Reason) -> int:
    """Ask at once for many children in many groups; everybody who is refused is told why."""
    offerings = [await world.group(price=PRICE.kopecks, places=requests) for _ in range(3)]
    acts = [
        patiently(
            world, request_enrollment, family, wanted(family, offerings[n % 3], PRICE, "screen")
        )
        for n, family in enumerate(await children(world, requests))
    ]
    answers = await asyncio.gather(*acts, return_exceptions=True)
    for answer in answers:
        if not isinstance(answer, Enrollment):
            assert isinstance(answer, RequestRefused), repr(answer)
            assert answer.reasons == (reason,)
    placed = sum(isinstance(answer, Enrollment) for answer in answers)
    assert sum([await world.places_taken(each.group.id) for each in offerings]) == placed
    assert await world.ask(audit_money) == ()
    return placed


async def race_for_a_direction(world: World, requests: int) -> None:
    await world.perform(limit_open, world.officer, world.period, Direction.SPORTS, ROOM)

    assert await race(world, requests, Reason.DIRECTION_FULL) == ROOM
    limits = await world.ask(limits_of_period, world.period)
    assert limits.directions == {Direction.SPORTS: Limit(ROOM, ROOM)}


async def race_for_a_provider(world: World, requests: int) -> None:
    await world.perform(limit_open, world.officer, world.period, world.provider.id, ROOM)

    assert await race(world, requests, Reason.PROVIDER_FULL) == ROOM
    limits = await world.ask(limits_of_period, world.period)
    assert limits.providers == {world.provider.id: Limit(ROOM, ROOM)}


async def race_for_an_agreement(world: World, requests: int) -> None:
    provider, most = world.provider.id, Money(ROOM * PRICE.kopecks + PRICE.kopecks - 1)
    await world.perform(set_ceiling, world.officer, provider, world.period, most)

    assert await race(world, requests, Reason.AGREEMENT_EXHAUSTED) == ROOM
    ceiling = await world.ask(lambda uow: uow.limits.ceiling(provider, world.period.id))
    summed_up = await world.ask(agreement_used, provider, world.period)
    assert ceiling == Ceiling(most, summed_up.committed)
    assert summed_up.committed == PRICE * ROOM


RACES = [race_for_a_direction, race_for_a_provider, race_for_an_agreement]


@pytest.mark.parametrize("run", RACES)
async def test_m2_of_forty_at_once_exactly_as_many_are_let_in_as_there_is_room(
    world: World, run: object
) -> None:
    assert callable(run)
    await run(world, 40)


@pytest.mark.slow
@pytest.mark.parametrize("run", RACES)
async def test_m2_of_a_thousand_at_once_exactly_as_many_are_let_in_as_there_is_room(
    world: World, run: object
) -> None:
    assert callable(run)
    await run(world, share(1000, least=20))


REOPENED = "UPDATE enrollments SET state = 'REQUESTED' WHERE state = 'WITHDRAWN'"
ANOTHER = (
    "INSERT INTO ledger (period_id, certificate_id, key, number, kind, source, target, amount,"
    " enrollment_id, actor, recorded_at) SELECT period_id, certificate_id, 'reserve:again', 99,"
    " kind, source, target, amount, enrollment_id, actor, recorded_at FROM ledger"
    " WHERE kind = 'RESERVE'"
)


async def test_m2_sql_past_the_services_does_not_step_over_a_limit(world: World) -> None:
    provider = world.provider.id
    asked = await world.request(await world.group(price=PRICE.kopecks))
    attacks = (
        (Direction.SPORTS, "DIRECTION_FULL"),
        (provider, "PROVIDER_FULL"),
    )
    await world.perform(execute, "UPDATE enrollments SET state = 'WITHDRAWN'")

    for limited, code in attacks:
        await world.perform(limit_open, world.officer, world.period, limited, 0)
        with pytest.raises(DBAPIError, match=code):
            await world.perform(execute, REOPENED)
        await world.perform(limit_open, world.officer, world.period, limited, None)

    await world.perform(set_ceiling, world.officer, provider, world.period, PRICE)
    with pytest.raises(DBAPIError, match="AGREEMENT_EXHAUSTED"):
        await world.perform(execute, ANOTHER)
    await world.perform(execute, REOPENED)
    assert (await world.enrollment(asked.id)).state == "REQUESTED"

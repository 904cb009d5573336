"""Many ask for money at once, and exactly as many get it as the category has room (M2, CERT-7)."""

from __future__ import annotations

import asyncio
from datetime import date

import pytest
from sqlalchemy.exc import DBAPIError

from core.domain.ids import CertificateId
from core.domain.provision import Limits
from core.ports.unit_of_work import UnitOfWork
from core.services.auditing import audit_money
from core.services.certificates import fund_certificate, issue_certificate
from core.services.provisions import set_limits
from core.services.queues import Funding
from tests.builders import child_named
from tests.services.world import World
from tests.simulation.crowd import patiently
from tests.simulation.share import share
from tests.simulation.test_past_the_services import execute

ROOM = 10
BORN_ON = date(2012, 1, 1)
ATTACKS = (
    "UPDATE nominals SET funded = funded + 1",
    "UPDATE nominals SET funded = -1",
    "UPDATE nominals SET max_certificates = 10",
    "UPDATE nominals SET funded_total_kopecks = -1",
    "UPDATE nominals SET max_total_kopecks = funded_total_kopecks - 1",
    "UPDATE nominals SET nominal_kopecks = 0",
)


async def race_for_room(world: World, number: int) -> list[Funding]:
    """So many ask at the same time for the money of ten."""
    limits = Limits(max_certificates=ROOM + 1)  # the world's own child is funded already
    await world.perform(set_limits, world.officer, world.category, world.period, limits)

    def issue(uow: UnitOfWork) -> list[CertificateId]:
        return [
            issue_certificate(
                uow, world.officer, world.municipality.id, world.category,
                full_name=child_named(1000 + n), born_on=BORN_ON, number=f"3901{1000 + n:06d}",
            ).id
            for n in range(number)
        ]  # fmt: skip

    ids = await world.perform(issue)
    asks = (patiently(world, fund_certificate, world.officer, each) for each in ids)
    return list(await asyncio.gather(*asks))


async def ensure_exactly_ten(world: World, answers: list[Funding]) -> None:
    places = sorted(answer.place for answer in answers if answer.place is not None)
    (counted,) = await world.ask(lambda uow: uow.provisions.of_category(world.category))

    assert sum(answer.certificate.funded for answer in answers) == ROOM
    assert places == [*range(1, len(answers) - ROOM + 1)]
    assert counted.funded == ROOM + 1
    assert await world.ask(audit_money) == ()


async def test_m2_of_forty_who_ask_at_once_exactly_ten_are_funded_and_the_rest_wait_in_line(
    world: World,
) -> None:
    await ensure_exactly_ten(world, await race_for_room(world, 40))


@pytest.mark.slow
async def test_m2_of_a_thousand_who_ask_at_once_exactly_ten_are_funded(world: World) -> None:
    await ensure_exactly_ten(world, await race_for_room(world, share(1000, least=20)))


async def test_m2_the_database_itself_refuses_to_oversell_a_category(world: World) -> None:
    await race_for_room(world, ROOM)

    for attack in ATTACKS:
        with pytest.raises(DBAPIError, match=r"(?i)constraint"):
            await world.perform(execute, attack)

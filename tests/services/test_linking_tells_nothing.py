"""Whether a number exists, and whose it is, shows in nothing that a failed link does (A2, A3).

Not only the answer is the same: the same statements are run, in the same order, and the database is
waited for as often. What takes the same work takes no other time that anybody could measure.
"""

from __future__ import annotations

import re
from typing import Any

from core.domain.actor import Family
from core.domain.ids import CertificateId
from core.ports.unit_of_work import UnitOfWork
from core.services.linking import link_by_phone, set_phone, wish_link
from db.database import Database
from db.engine import driver_of
from db.unit_of_work import SqlUnitOfWork
from tests.crossings import to_server
from tests.services.test_linking import PHONE, own_number
from tests.services.world import OPERATOR, World

OTHERS_PHONE = "+79005550909"
_VALUES = re.compile(r"[xX]'[0-9A-Fa-f]*'|'(?:[^']|'')*'|\b\d+\b")


async def cases(world: World) -> dict[str, tuple[str, str]]:
    """A number and a telephone, by what is wrong with them."""
    other = await world.certificate("Соседов Пётр", world.anya.valid_until.replace(year=2011))
    await world.perform(set_phone, OPERATOR, world.anya.id, PHONE)
    await world.perform(set_phone, OPERATOR, other.id, OTHERS_PHONE)
    number, others = await own_number(world, world.anya), await own_number(world, other)
    silent = await world.certificate("Безтелефонов Ян", world.anya.valid_until.replace(year=2012))
    return {
        "warm": ("3901777777", PHONE),
        "no such number": ("3901999999", PHONE),
        "neither is known": ("3901999998", "+79005550000"),
        "another telephone": (number, "+79005550000"),
        "the telephone of somebody else": (number, OTHERS_PHONE),
        "the number of somebody else": (others, PHONE),
        "no telephone on record": (await own_number(world, silent), PHONE),
        "no telephone at all": (number, "x"),
        "nothing of it": ("3901999997", "x"),
    }


async def wishes(world: World, numbers: list[str]) -> list[Family]:
    """Accounts that each wish for one of them."""
    families = [Family((await world.account(500 + n)).id) for n in range(len(numbers))]
    for family, number in zip(families, numbers, strict=True):
        await world.perform(wish_link, family, number)
    return families


async def test_a3_whatever_is_wrong_the_same_work_is_done(world: World, world_url: str) -> None:
    given = await cases(world)
    families = await wishes(world, [number for number, _ in given.values()])
    did: dict[str, tuple[CertificateId | None, Any]] = {}
    if world_url.startswith("sqlite"):
        for family, (case, (_, phone)) in zip(families, given.items(), strict=True):
            said: list[str] = []
            answer = await world.perform(_noted, family, phone, said)
            await world.perform(_note_no_more)
            did[case] = answer, [_VALUES.sub("?", statement) for statement in said]
    else:
        async with to_server(world_url) as (door, crossings):
            database = Database.open(door, world.clock)
            for family, (case, (_, phone)) in zip(families, given.items(), strict=True):
                crossings.count = 0
                answer = await database.perform(link_by_phone, family, phone)
                did[case] = answer, crossings.count
            await database.close()

    del did["warm"]
    expected = did["no such number"]
    assert expected[0] is None
    assert expected[1], "nothing was noted"
    assert {case for case, work in did.items() if work != expected} == set()


def _noted(uow: UnitOfWork, family: Family, phone: str, said: list[str]) -> CertificateId | None:
    """Note also what is run at the end of the transaction."""
    assert isinstance(uow, SqlUnitOfWork)
    driver_of(uow.connection).set_trace_callback(said.append)
    return link_by_phone(uow, family, phone)


def _note_no_more(uow: UnitOfWork) -> None:
    assert isinstance(uow, SqlUnitOfWork)
    driver_of(uow.connection).set_trace_callback(None)

"""What many do at once, and what nobody may do, to the money (promises M1, M2)."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from core.domain.errors import Insufficient
from core.domain.ledger import Balance, lapse
from core.domain.money import Money
from core.domain.movements import release
from core.ports.unit_of_work import UnitOfWork
from db.database import Database
from db.unit_of_work import SqlUnitOfWork
from tests.builders import NOMINAL
from tests.db.test_ledger import balance, funded, held, post, requested


async def test_m2_a_thousand_movements_at_once_never_overdraw(database: Database) -> None:
    town, certificate = await database.perform(funded)
    part = NOMINAL.kopecks // 10

    def take(uow: UnitOfWork, n: int) -> Balance:
        uow.certificates.locked(certificate.id)
        return post(uow, lapse(certificate.id, town.period.id, after=str(n), rest=Money(part)))

    answers = await asyncio.gather(
        *(database.perform(take, n) for n in range(1000)), return_exceptions=True
    )

    made = [answer for answer in answers if isinstance(answer, Balance)]
    assert len(made) == 10
    assert all(isinstance(answer, (Balance, Insufficient)) for answer in answers)
    assert await database.read(balance, certificate.id, town.period.id) == held(0, 0, 0, 1510200)


async def test_the_same_movement_by_many_at_once_without_a_lock_is_made_once(
    database: Database,
) -> None:
    town, certificate = await database.perform(funded)
    movement = lapse(certificate.id, town.period.id, after="end", rest=Money(100))

    answers = await asyncio.gather(*(database.perform(post, movement) for _ in range(50)))

    assert set(map(repr, answers)) == {repr(held(1510100, 0, 0, 100))}


async def test_m1_readers_see_every_balance_add_up_while_others_write(database: Database) -> None:
    town, certificate, request = await database.perform(requested)
    done = asyncio.Event()

    async def move_on_and_on(n: int) -> None:
        for k in range(25):
            movement = release(request, Money(100), because=f"{n}-{k}")
            assert movement is not None
            await database.perform(post, movement)

    def look(uow: UnitOfWork) -> bool:
        seen = uow.ledger.balance(certificate.id, town.period.id)
        entries = uow.ledger.entries(certificate.id, town.period.id)
        back = sum(entry.movement.amount.kopecks for entry in entries[2:])
        return seen == held(610200 + back, 900000 - back, 0)

    async def look_on_and_on() -> list[bool]:
        seen = []
        while not done.is_set():
            seen.append(await database.read(look))
        return seen

    readers = [asyncio.ensure_future(look_on_and_on()) for _ in range(3)]
    await asyncio.gather(*(move_on_and_on(n) for n in range(8)))
    done.set()

    assert all(all(seen) and seen for seen in await asyncio.gather(*readers))


COPY = "INSERT INTO ledger SELECT period_id, certificate_id, 'a', 9, kind, {}, unit,"


OF_A_GRANT = f"{COPY} enrollment_id, month, actor, recorded_at FROM ledger WHERE kind = 'GRANT'"


ATTACKS = (
    "UPDATE balances SET available_kopecks = available_kopecks + 1",
    "UPDATE balances SET available_kopecks = -1, nominal_kopecks = reserved_kopecks - 1",
    "UPDATE balances SET reserved_kopecks = -1, available_kopecks = nominal_kopecks + 1",
    OF_A_GRANT.format("source, target, 0"),
    OF_A_GRANT.format("target, source, 1"),
    OF_A_GRANT.format("source, target, -1"),
    OF_A_GRANT.replace("kind, {}", "'CHARGE', 'RESERVED', 'DEBITED', 1"),
    OF_A_GRANT.replace("kind, {}", "'RESERVE', 'AVAILABLE', 'RESERVED', 1"),
    "INSERT INTO ledger SELECT * FROM ledger",
    "UPDATE groups SET places_taken = places_total + 1",
    "UPDATE groups SET places_taken = -1",
)


@pytest.mark.parametrize("attack", ATTACKS)
async def test_m2_the_database_refuses_what_the_domain_forbids(
    database: Database, attack: str
) -> None:
    await database.perform(requested)

    def write(uow: UnitOfWork) -> None:
        assert isinstance(uow, SqlUnitOfWork)
        uow.connection.execute(text(attack))

    with pytest.raises(DBAPIError, match=r"(?i)constraint"):
        await database.perform(write)

"""Many contracts are charged as each would be alone, whatever the chunks (M3)."""

from __future__ import annotations

import asyncio
import random
from datetime import date, timedelta

import pytest

from core.domain.enrollment import Enrollment
from core.domain.funding import ReleaseAt
from core.domain.ledger import EntryKind
from core.domain.money import Money
from core.ports.unit_of_work import UnitOfWork
from db.database import Database
from tests.builders import (
    AUTUMN,
    ZONE,
    Town,
    add_funded_child,
    add_request,
    found_town,
)
from tests.db.days import ensure_money_is_right, entries_of, keys, run
from tests.db.test_daily_charges import CHARGE, kept


def many_contracts(uow: UnitOfWork) -> tuple[Town, list[Enrollment]]:
    """Seven certificates, every second one with two contracts of different prices."""
    town = found_town(uow, places=100)
    contracts = []
    for n in range(7):
        certificate = add_funded_child(uow, town, n=n, full_name=f"Котова Анна {n}")
        for k in range(1 + n % 2):
            price = Money(100003 * (n + k + 1) // 3)
            request = add_request(uow, town, certificate, price=price, key=f"screen-{k}")
            contract, _ = request.confirmed(on=uow.today(ZONE))
            uow.enrollments.save(contract)
            contracts.append(contract)
    return town, contracts


@pytest.mark.parametrize("chunk", [1, 2, 5, 1000])
async def test_m3_chunks_of_any_size_charge_the_same(database: Database, chunk: int) -> None:
    town, contracts = await database.perform(many_contracts)

    cursors = await run(database, town, CHARGE, date(2020, 10, 1), chunk=chunk)

    # Once through all of them for each of the two days on which something became due.
    assert len(cursors) == 2 * -(-7 // chunk)
    for contract in contracts:
        entries = await entries_of(database, contract.id)
        charges = [e.movement for e in entries if e.movement.kind is EntryKind.CHARGE]
        assert [(movement.month, movement.amount) for movement in charges] == [
            *contract.months_due(on=date(2020, 10, 1))
        ]
        assert (await kept(database, contract)).next_charge_on == date(2020, 11, 1)
    await ensure_money_is_right(database)


async def test_the_database_charges_what_the_domain_says(database: Database) -> None:
    chance = random.Random(20200820)  # noqa: S311

    def prepare(uow: UnitOfWork) -> tuple[Town, list[Enrollment]]:
        town = found_town(uow, places=1000)
        contracts = []
        for n in range(30):
            certificate = add_funded_child(uow, town, n=n, full_name=f"Котова Анна {n}")
            start = AUTUMN.first + timedelta(days=chance.randrange(len(AUTUMN)))
            price = Money(chance.randrange(2_000_000))
            request = add_request(uow, town, certificate, start=start, price=price)
            contract, _ = request.confirmed(on=uow.today(ZONE))
            uow.enrollments.save(contract)
            contracts.append(contract)
        return town, contracts

    town, contracts = await database.perform(prepare)
    days = sorted(AUTUMN.first + timedelta(days=chance.randrange(122)) for _ in range(6))

    for on in days:
        await run(database, town, CHARGE, on, chunk=7)
        for contract in contracts:
            due = [(month, amount) for month, amount in contract.months_due(on=on)]
            found = await kept(database, contract)
            assert found.charged_months == len(due)
            assert len(await keys(database, contract.id)) == len(
                [amount for amount in [contract.agreed.certificate.total] if amount]
            ) + len([amount for _, amount in due if amount])
    await ensure_money_is_right(database)


async def test_families_that_leave_while_the_run_goes_on_are_charged_rightly(
    database: Database,
) -> None:
    town, contracts = await database.perform(many_contracts)
    last_day = date(2020, 9, 20)

    def leave(uow: UnitOfWork, contract: Enrollment) -> None:
        found = uow.enrollments.locked(contract.id)
        uow.enrollments.save(found.left(on=last_day, release_at=ReleaseAt.NEXT_MONTH))

    await asyncio.gather(
        run(database, town, CHARGE, date(2020, 9, 20), chunk=1),
        *(database.perform(leave, contract) for contract in contracts),
    )
    await run(database, town, CHARGE, date(2020, 12, 31), chunk=2)

    for contract in contracts:
        assert (await keys(database, contract.id))[1:] == [f"charge:{contract.id}:2020-09"]
    await ensure_money_is_right(database)

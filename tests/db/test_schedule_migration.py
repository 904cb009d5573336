"""What of a contract was charged survives the way of the schedules into a table of their own."""

from __future__ import annotations

import asyncio
from pathlib import Path

from sqlalchemy import Connection, text

from core.domain.enrollment import Enrollment
from core.ports.unit_of_work import UnitOfWork
from db import migrate, versions
from db.clock import ClockFrom
from db.database import Database
from tests.builders import NOON, add_contract, add_funded_child, add_request, found_town

BEFORE = "0014"


def rows(url: str, question: str) -> list[tuple[object, ...]]:
    def ask(connection: Connection) -> list[tuple[object, ...]]:
        return [tuple(row) for row in connection.execute(text(question)).all()]

    return versions.connected(url, ask)


def a_request_and_a_contract(uow: UnitOfWork) -> Enrollment:
    town = found_town(uow)
    certificate = add_funded_child(uow, town)
    add_request(uow, town, certificate)
    return add_contract(uow, town, certificate, key="screen-2")


async def filled(url: str) -> Enrollment:
    database = Database.open(url, ClockFrom(NOON))
    try:
        return await database.perform(a_request_and_a_contract)
    finally:
        await database.close()


def test_down_and_up_again_keeps_what_was_charged_and_when_the_next_is_due(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/kruzhok.sqlite3"
    migrate.upgrade(url)
    contract = asyncio.run(filled(url))
    kept = "SELECT * FROM schedules"
    before = rows(url, kept)

    migrate.downgrade(url, BEFORE)
    below = rows(url, "SELECT id, charged_months, next_charge_on FROM enrollments ORDER BY id")
    migrate.upgrade(url)

    assert contract.next_charge_on is not None
    assert below[1] == (contract.id, 0, contract.next_charge_on.isoformat())
    assert below[0][1:] == (0, None)
    assert len(before) == 1
    assert rows(url, kept) == before

"""Which groups children left before it was kept is copied from the audit trail."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime

from sqlalchemy import Connection, insert, text

from core.domain.enrollment import Enrollment
from core.ports.unit_of_work import UnitOfWork
from db import migrate, versions
from db.clock import ClockFrom
from db.database import Database
from db.tables.messages import audit_trail
from tests.builders import NOON, TEN_PLACES, add_contract, add_funded_child, found_town
from tests.db.test_migrations import empty_url

__all__ = ["empty_url"]

BEFORE = "0026"
BY_DAY = datetime(2020, 9, 3, 9, tzinfo=UTC)
# Half past midnight of the second of October in Kaliningrad.
AT_NIGHT = datetime(2020, 10, 1, 22, 30, tzinfo=UTC)


def a_contract(uow: UnitOfWork) -> Enrollment:
    town = found_town(uow)
    uow.intake.add_group(town.module, replace(TEN_PLACES, title="Вечер"))
    return add_contract(uow, town, add_funded_child(uow, town))


async def filled(url: str) -> Enrollment:
    database = Database.open(url, ClockFrom(NOON))
    try:
        return await database.perform(a_contract)
    finally:
        await database.close()


def test_who_moved_before_is_known_by_the_day_of_his_town(empty_url: str) -> None:
    migrate.upgrade(empty_url)
    contract = asyncio.run(filled(empty_url))
    migrate.downgrade(empty_url, BEFORE)
    versions.connected(empty_url, lambda connection: _moved(connection, contract))

    migrate.upgrade(empty_url)

    found = versions.connected(empty_url, _changes)
    days = [(contract.id, 1, 1, date(2020, 9, 3)), (contract.id, 2, 2, date(2020, 10, 2))]
    assert [(*row[:3], date.fromisoformat(str(row[3]))) for row in found] == days


def _moved(connection: Connection, contract: Enrollment) -> None:
    """There, back, and acts of another kind or of something else."""
    told = [
        ("move", f"enrollment:{contract.id}", {"was": 1, "group": 2}, BY_DAY),
        ("leave", f"enrollment:{contract.id}", {"was": 7}, AT_NIGHT),
        ("move", "provider:1", {"was": "NEW"}, AT_NIGHT),
        ("move", f"enrollment:{contract.id}", {"was": 2, "group": 1}, AT_NIGHT),
    ]
    for act, subject, details, at in told:
        row = {"at": at, "actor": "parent:1", "act": act}
        connection.execute(insert(audit_trail).values(**row, subject=subject, details=details))
    connection.commit()


def _changes(connection: Connection) -> list[tuple[object, ...]]:
    question = text(
        "SELECT enrollment_id, number, left_group_id, on_day FROM group_changes ORDER BY number"
    )
    return [tuple(row) for row in connection.execute(question).all()]

"""History is only added to, whoever asks the database for something else (promise M4)."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from core.domain.actor import System
from core.ports.unit_of_work import UnitOfWork
from db.database import Database
from db.unit_of_work import SqlUnitOfWork
from tests.builders import add_funded_child, found_town

COPY = (
    "INSERT INTO ledger (period_id, certificate_id, key, number, kind, source, target, amount,"
    " actor, recorded_at) SELECT period_id, certificate_id, key, number, kind, source, target,"
    " amount + 1, actor, recorded_at FROM ledger WHERE true"
)
ATTACKS = {
    "sqlite": (
        COPY.replace("INSERT", "INSERT OR REPLACE"),
        "INSERT OR REPLACE INTO audit_trail SELECT * FROM audit_trail",
        "REPLACE INTO audit_trail SELECT * FROM audit_trail",
    ),
    "postgresql": ("TRUNCATE ledger", "TRUNCATE ledger CASCADE", "TRUNCATE audit_trail"),
    "both": (
        "UPDATE ledger SET amount = amount + 1",
        "UPDATE ledger SET number = number",
        "DELETE FROM ledger",
        f"{COPY} ON CONFLICT (period_id, certificate_id, key) DO UPDATE SET amount = 1",
        "UPDATE audit_trail SET actor = 'somebody'",
        "DELETE FROM audit_trail",
    ),
}


def write_history(uow: UnitOfWork) -> None:
    town = found_town(uow)
    add_funded_child(uow, town)
    uow.trail.record(System(), "issue", "certificate:1")


def rewrite(uow: UnitOfWork, statement: str) -> None:
    assert isinstance(uow, SqlUnitOfWork)
    uow.connection.execute(text(statement))


def everything(uow: UnitOfWork) -> list[object]:
    assert isinstance(uow, SqlUnitOfWork)
    return [
        tuple(row)
        for table in ("ledger", "audit_trail")
        for row in uow.connection.execute(text(f"SELECT * FROM {table}"))  # noqa: S608
    ]


def dialect(uow: UnitOfWork) -> str:
    assert isinstance(uow, SqlUnitOfWork)
    return uow.connection.dialect.name


async def test_what_was_written_can_neither_be_changed_nor_replaced_nor_taken_away(
    database: Database,
) -> None:
    await database.perform(write_history)
    before = await database.read(everything)
    attacks = ATTACKS["both"] + ATTACKS[await database.read(dialect)]

    for attack in attacks:
        with pytest.raises(DBAPIError, match="is only added to"):
            await database.perform(rewrite, attack)

    assert len(before) == 2
    assert await database.read(everything) == before

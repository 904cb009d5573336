"""A day that is over gets a digest, after which no change of its entries goes unnoticed (M4)."""

from __future__ import annotations

import sqlite3
from datetime import UTC, date, datetime

import asyncpg
import pytest
from sqlalchemy import make_url, text
from sqlalchemy.exc import DBAPIError

from bot.schedule import close_days_over
from core.domain.actor import Family, Operator
from core.domain.digest import BrokenDay, DayDigest
from core.domain.errors import NotAllowed
from core.domain.ids import AccountId, MunicipalityId
from core.ports.unit_of_work import UnitOfWork
from core.services.closed_days import audit_days, close_days, days_to_close
from db.clock import ClockFrom
from db.database import Database
from db.tables.money import ledger
from db.unit_of_work import SqlUnitOfWork
from tests.builders import NOON, Town, add_contract, add_funded_child, found_town

TODAY = NOON.date()
# Kaliningrad is two hours ahead: its midnight, and an hour later.
MIDNIGHT = datetime(TODAY.year, TODAY.month, TODAY.day, 22, tzinfo=UTC)
AN_HOUR_LATER = MIDNIGHT.replace(hour=23)
LATER = datetime(TODAY.year, TODAY.month, TODAY.day + 3, 12, tzinfo=UTC)

CHANGES = {
    "period_id": "period_id + 1",
    "certificate_id": "certificate_id + 100",
    "key": "key || '0'",
    "number": "number + 100",
    "kind": "'ADJUST'",
    "source": "'RESERVED'",
    "target": "'LAPSED'",
    "amount": "amount + 1",
    "unit": "'HOUR'",
    "enrollment_id": "coalesce(enrollment_id, 0) + 1",
    "month": "'1999-01'",
    "actor": "'somebody'",
    "recorded_at": "(SELECT max(recorded_at) FROM ledger)",
}


# The grants of both certificates, of two days.
EXCHANGE = (
    "UPDATE ledger SET recorded_at = (SELECT o.recorded_at FROM ledger AS o"
    " WHERE o.kind = 'GRANT' AND o.certificate_id = 3 - ledger.certificate_id)"
    " WHERE kind = 'GRANT'"
)


async def prepare(database: Database, clock: ClockFrom) -> Town:
    """A day with a grant and a contract, another day with a second child, both of them closed."""

    def begin(uow: UnitOfWork) -> Town:
        town = found_town(uow)
        add_contract(uow, town, add_funded_child(uow, town))
        return town

    town = await database.perform(begin)
    clock.advance_to(LATER.replace(day=TODAY.day + 1))
    await database.perform(lambda uow: add_funded_child(uow, town, n=2, full_name="Котов Иван"))
    clock.advance_to(LATER)
    await close_days_over(database.perform, database.read, town.municipality)
    return town


async def broken(database: Database) -> list[BrokenDay]:
    return list(await database.read(audit_days))


async def entries_on(database: Database, town: Town) -> list[tuple[date, int]]:
    digests = await database.read(lambda uow: uow.digests.of(town.municipality.id))
    return [(digest.on, digest.entries) for digest in digests]


async def damage(url: str, statement: str) -> None:
    """Past triggers, keys and checks, as somebody does who has the database in his hands."""
    if url.startswith("sqlite"):
        connection = sqlite3.connect(str(make_url(url).database))
        for trigger in ("ledger_refuses_update", "ledger_refuses_delete"):
            connection.execute(f"DROP TRIGGER {trigger}")
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute(statement)
        connection.commit()
        connection.close()
        return
    dsn = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    postgresql = await asyncpg.connect(dsn)
    checks = await postgresql.fetch(
        "SELECT conname FROM pg_constraint WHERE conrelid = 'ledger'::regclass AND contype = 'c'"
    )
    await postgresql.execute("ALTER TABLE ledger DISABLE TRIGGER ALL")
    for check in checks:
        await postgresql.execute(f'ALTER TABLE ledger DROP CONSTRAINT "{check["conname"]}"')
    await postgresql.execute(statement)
    await postgresql.close()


async def test_a_day_is_closed_an_hour_after_its_midnight_and_not_before(
    database: Database, clock: ClockFrom
) -> None:
    def begin(uow: UnitOfWork) -> Town:
        town = found_town(uow)
        add_funded_child(uow, town)
        return town

    town = await database.perform(begin)
    closed = []
    for instant in (MIDNIGHT.replace(minute=59), AN_HOUR_LATER):
        clock.advance_to(instant)
        await close_days_over(database.perform, database.read, town.municipality)
        closed.append(await entries_on(database, town))

    assert closed == [[], [(TODAY, 1)]]


async def test_every_day_is_closed_once_also_those_on_which_nothing_happened(
    database: Database, clock: ClockFrom
) -> None:
    town = await prepare(database, clock)

    again = await database.read(days_to_close, town.municipality)

    first = await entries_on(database, town)
    assert [day.toordinal() - TODAY.toordinal() for day, _ in first] == [0, 1, 2]
    assert [entries for _, entries in first] == [2, 1, 0]
    assert again == ()
    assert await broken(database) == []


async def test_where_nothing_was_ever_recorded_nothing_is_closed(
    database: Database, clock: ClockFrom
) -> None:
    town = await database.perform(found_town)
    clock.advance_to(LATER)

    assert await database.read(days_to_close, town.municipality) == ()


async def test_whoever_may_not_run_days_does_not_close_them(
    database: Database, clock: ClockFrom
) -> None:
    town = await database.perform(found_town)
    strangers = (
        Family(AccountId(1), acting=frozenset()),
        Operator("Анна", frozenset({MunicipalityId(town.municipality.id + 1)})),
    )

    day = DayDigest(town.municipality.id, TODAY, entries=0, sha256=bytes(32))

    for stranger in strangers:
        with pytest.raises(NotAllowed):
            await database.perform(close_days, stranger, [day])


def test_the_changes_are_of_every_column() -> None:
    assert set(CHANGES) == {column.name for column in ledger.c}


@pytest.mark.parametrize("column", sorted(CHANGES))
@pytest.mark.parametrize("kind", ["GRANT", "RESERVE"])
async def test_a_change_of_any_column_of_any_entry_is_named_with_its_day(
    database: Database, migrated_url: str, clock: ClockFrom, column: str, kind: str
) -> None:
    town = await prepare(database, clock)

    await damage(
        migrated_url,
        f"UPDATE ledger SET {column} = {CHANGES[column]}"  # noqa: S608
        f" WHERE certificate_id = 1 AND kind = '{kind}'",
    )

    first, *_ = await broken(database)
    assert (first.municipality, first.on) == (town.municipality.id, TODAY)


async def test_two_entries_that_exchange_instants_are_found(
    database: Database, migrated_url: str, clock: ClockFrom
) -> None:
    await prepare(database, clock)
    await damage(migrated_url, EXCHANGE)

    assert [day.on.toordinal() - TODAY.toordinal() for day in await broken(database)] == [0, 1]


async def test_an_entry_that_is_gone_or_came_later_is_found(
    database: Database, migrated_url: str, clock: ClockFrom
) -> None:
    await prepare(database, clock)

    await damage(migrated_url, "DELETE FROM ledger WHERE certificate_id = 2")

    (day,) = await broken(database)
    assert day.expected.startswith("1 entries")
    assert day.found.startswith("0 entries")


@pytest.mark.parametrize(
    "statement", ["UPDATE day_digests SET entries = 0", "DELETE FROM day_digests"]
)
async def test_digests_are_only_added_to(
    database: Database, clock: ClockFrom, statement: str
) -> None:
    await prepare(database, clock)

    def rewrite(uow: UnitOfWork) -> None:
        assert isinstance(uow, SqlUnitOfWork)
        uow.connection.execute(text(statement))

    with pytest.raises(DBAPIError, match="only added to"):
        await database.perform(rewrite)

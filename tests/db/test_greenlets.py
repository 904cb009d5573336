"""The connections to PostgreSQL: kept from one transaction to the next, and let go of when lost."""

from __future__ import annotations

import asyncio
from contextlib import suppress

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnectionFree

from core.ports.unit_of_work import UnitOfWork
from db import greenlets
from db.database import Database
from db.engine import CONNECTIONS
from db.unit_of_work import SqlUnitOfWork

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.parametrize("migrated_url", ["postgresql"], indirect=True),
]
_OTHERS = text(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
    " AND application_name = 'kruzhok'"
)


def server_process(uow: UnitOfWork) -> int:
    assert isinstance(uow, SqlUnitOfWork)
    return int(uow.connection.execute(select(func.pg_backend_pid())).scalar_one())


def slowly(uow: UnitOfWork, seconds: float) -> None:
    assert isinstance(uow, SqlUnitOfWork)
    uow.connection.execute(select(func.pg_sleep(seconds)))


def end_the_others(uow: UnitOfWork) -> None:
    assert isinstance(uow, SqlUnitOfWork)
    uow.connection.execute(_OTHERS)


async def test_a_connection_is_kept_from_one_transaction_to_the_next(database: Database) -> None:
    first = await database.perform(server_process)

    assert await database.perform(server_process) == first


async def test_who_fails_takes_nothing_along(database: Database) -> None:
    def fail(uow: UnitOfWork) -> None:
        server_process(uow)
        raise KeyError("nobody")

    for _ in range(CONNECTIONS + 1):
        with pytest.raises(KeyError):
            await database.perform(fail)

    assert await database.perform(server_process)


async def test_when_the_server_closes_all_connections_one_act_fails_and_none_behind_it(
    database: Database,
) -> None:
    await asyncio.gather(*(database.perform(slowly, 0.05) for _ in range(5)))
    await database.read(end_the_others)
    failed = 0
    for _ in range(CONNECTIONS):
        with suppress(DBAPIError):
            await database.perform(server_process)
            continue
        failed += 1

    assert failed == 1
    assert len(await asyncio.gather(*(database.perform(server_process) for _ in range(9)))) == 9


async def test_who_comes_first_is_served_first(database: Database) -> None:
    served: list[int] = []

    def serve(_: UnitOfWork, n: int) -> None:
        served.append(n)

    async def come_twice(n: int) -> None:
        await database.perform(slowly, 0.3)
        await database.perform(serve, 100 + n)

    busy = [asyncio.create_task(come_twice(n)) for n in range(CONNECTIONS)]
    await asyncio.sleep(0.01)
    waiting = [database.perform(serve, n) for n in range(10)]
    await asyncio.gather(*busy, *waiting)

    assert served[:10] == list(range(10))
    assert len(served) == CONNECTIONS + 10


async def test_who_finds_no_connection_for_a_minute_is_told(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(greenlets, "POOL_TIMEOUT_SECONDS", 0.05)

    busy = [asyncio.create_task(database.perform(slowly, 0.5)) for _ in range(CONNECTIONS)]
    await asyncio.sleep(0.05)
    with pytest.raises(NoConnectionFree):
        await database.perform(server_process)
    await asyncio.gather(*busy)

    assert await database.perform(server_process)

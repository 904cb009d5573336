"""Connections keep their promises, on every connection (promise R7)."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import URL, Engine, text
from sqlalchemy.ext.asyncio import AsyncEngine

from core.ports.unit_of_work import UnitOfWork
from db.database import Database
from db.engine import (
    database_url,
    postgresql,
    postgresql_snapshots,
    sqlite_copier,
    sqlite_reader,
    sqlite_writer,
)
from tests.architecture.test_the_tree import sources

PRAGMAS = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "recursive_triggers": 1}


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("sqlite:///kruzhok.sqlite3", "sqlite:///kruzhok.sqlite3"),
        ("sqlite+aiosqlite:///kruzhok.sqlite3", "sqlite:///kruzhok.sqlite3"),
        ("postgresql://host/kruzhok", "postgresql://host/kruzhok"),
        ("postgresql+asyncpg://host/kruzhok", "postgresql://host/kruzhok"),
    ],
)
def test_a_url_means_the_same_with_and_without_its_driver(given: str, meant: str) -> None:
    assert str(database_url(given)) == meant


@pytest.mark.parametrize(
    "given", ["sqlite://", "sqlite:///:memory:", "sqlite+aiosqlite://", "mysql://host/kruzhok"]
)
def test_other_databases_and_sqlite_without_a_file_are_refused(given: str) -> None:
    with pytest.raises(ValueError, match="SQLite"):
        database_url(given)


def test_every_writing_connection_is_durable_checked_and_patient(tmp_path: Path) -> None:
    engine = sqlite_writer(database_url(f"sqlite:///{tmp_path}/a.sqlite3"))

    for _ in range(2):
        with engine.connect() as connection:
            found = {
                name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in PRAGMAS
            }
            timeout = connection.exec_driver_sql("PRAGMA busy_timeout").scalar()
        assert found == PRAGMAS
        assert timeout == 5000


def test_every_reading_connection_keeps_the_same_promises_and_refuses_to_write(
    tmp_path: Path,
) -> None:
    engine = sqlite_reader(database_url(f"sqlite:///{tmp_path}/a.sqlite3"))

    with engine.connect() as one, engine.connect() as another:
        for connection in (one, another):
            found = {
                name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
                for name in (*PRAGMAS, "query_only")
            }
            assert found == PRAGMAS | {"query_only": 1}
    engine.dispose()


def test_who_copies_the_log_keeps_the_promise_too(tmp_path: Path) -> None:
    path = f"{tmp_path}/a.sqlite3"
    sqlite_writer(database_url(f"sqlite:///{path}")).connect().close()

    with closing(sqlite_copier(path)) as connection:
        found = {
            name: connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("synchronous", "journal_mode", "secure_delete")
        }

    assert found == {"synchronous": 2, "journal_mode": "wal", "secure_delete": 1}


def test_a_setting_that_sqlite_does_not_take_is_no_connection(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("db.engine.FULL", 7)

    with pytest.raises(RuntimeError, match="keeps synchronous at"):
        sqlite_copier(f"{tmp_path}/a.sqlite3")
    with pytest.raises(RuntimeError, match="keeps synchronous at"):
        sqlite_writer(database_url(f"sqlite:///{tmp_path}/a.sqlite3")).connect()


def test_nobody_connects_to_sqlite_past_these_doors() -> None:
    """A backup is a file of its own that is synced by its maker, `db.backup`."""
    connecting = {
        path.name
        for path in sources("bot", "core", "db", "office")
        if "sqlite3.connect(" in path.read_text("utf-8")
    }

    assert connecting == {"engine.py", "backup.py"}


def test_a_folder_that_is_missing_is_named(tmp_path: Path) -> None:
    engine = sqlite_writer(database_url(f"sqlite:///{tmp_path}/missing/a.sqlite3"))

    with pytest.raises(Exception, match="unable to open database file"):
        engine.connect()


async def test_no_driver_logs_with_which_words_a_question_failed(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    def refused(uow: UnitOfWork) -> None:
        raise LookupError(f"nobody is called Пронина Яна, of {len(uow.municipalities.all())}")

    caplog.set_level(logging.DEBUG)
    with pytest.raises(LookupError):
        await database.read(refused)

    assert "Пронина" not in caplog.text


async def asked(engine: AsyncEngine, *settings: str) -> dict[str, Any]:
    async with engine.connect() as connection:
        return {name: await connection.scalar(text(f"SHOW {name}")) for name in settings}


@pytest.mark.postgres
async def test_postgresql_speaks_utc_and_does_not_wait_for_a_lock_for_ever(
    postgres_database: str,
) -> None:
    engine = postgresql(database_url(postgres_database))

    found = await asked(engine, "timezone", "lock_timeout", "transaction_isolation")

    assert found == {
        "timezone": "UTC",
        "lock_timeout": "10s",
        "transaction_isolation": "read committed",
    }
    await engine.dispose()


@pytest.mark.postgres
async def test_postgresql_waits_for_the_disk_whatever_the_database_is_set_to(
    postgres_database: str,
) -> None:
    url = database_url(postgres_database)
    first = postgresql(url)
    async with first.begin() as connection:
        setting = f'ALTER DATABASE "{url.database}" SET synchronous_commit = off'
        await connection.exec_driver_sql(setting)
    await first.dispose()
    engine = postgresql(url)

    found = await asked(engine, "synchronous_commit")

    assert found == {"synchronous_commit": "on"}
    await engine.dispose()


@pytest.mark.postgres
async def test_postgresql_reads_one_snapshot_and_refuses_to_write(postgres_database: str) -> None:
    engine = postgresql_snapshots(database_url(postgres_database))

    found = await asked(engine, "transaction_isolation", "transaction_read_only")

    assert found == {"transaction_isolation": "repeatable read", "transaction_read_only": "on"}
    await engine.dispose()


@pytest.mark.parametrize("engine_of", [sqlite_writer, sqlite_reader])
def test_many_that_open_a_new_file_at_once_are_all_let_in(
    tmp_path: Path, engine_of: Callable[[URL], Engine]
) -> None:
    def opened(url: URL, together: Barrier) -> object:
        together.wait()
        with engine_of(url).connect() as connection:
            return connection.exec_driver_sql("PRAGMA journal_mode").scalar()

    # SQLite refuses some of them in about one round of three.
    for n in range(40):
        url, together = database_url(f"sqlite:///{tmp_path}/{n}.sqlite3"), Barrier(4)
        with ThreadPoolExecutor(max_workers=4) as threads:
            found = [threads.submit(opened, url, together) for _ in range(4)]
            assert [f.result() for f in found] == ["wal"] * 4

"""Connections that keep their promises: durable, checked, and patient where others write."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from sqlalchemy import (
    URL,
    Connection,
    Engine,
    NullPool,
    StaticPool,
    create_engine,
    event,
    make_url,
)
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from db.behind import written_behind
from db.pragmas import BUSY_TIMEOUT_MS, is_busy, keep

SQLITE = "sqlite"
POSTGRESQL = "postgresql"

# The writer asks again by itself when the lock is not free; a short timeout makes SQLite look
# often enough to find the moment between two groups of another process's acts.
WRITER_BUSY_TIMEOUT_MS = 25

# A daily run and a crowd of requests come back to the same pages again and again.
WRITER_CACHE_KIBIBYTES = 64 * 1024
# The log is copied into the file by a thread of its own (db.checkpoints); the writer does it
# itself only when that one has fallen far behind.
WRITER_LOG_PAGES = 64_000

# Of `synchronous`. With FULL what was answered "done" survives a loss of power.
NORMAL, FULL = 1, 2

READERS = 4
# An act waits most of its time for the way to the server and for its disk.
CONNECTIONS = 32
READING_CONNECTIONS = 6
# They are held for one answer each.
ONCE_CONNECTIONS = 4
# All that acts ask; what is not kept is parsed and planned each time anew.
STATEMENTS_KEPT = 500
POOL_TIMEOUT_SECONDS = 60
_POSTGRESQL_SETTINGS = {
    "application_name": "kruzhok",
    "timezone": "UTC",
    "lock_timeout": "10s",
    "idle_in_transaction_session_timeout": "60s",
    # A contract's card is of eight tables, and whose it is of one or two more. Beyond eight the
    # server joins as it is written: all contracts there are, and then those of one family.
    "join_collapse_limit": "11",
    "from_collapse_limit": "11",
}

# What every connection of an engine knows of itself; see `db.sealing`.
Options = Mapping[str, object]
NO_OPTIONS: Options = MappingProxyType({})


class Closed(RuntimeError):
    """The database was closed; nothing runs in it any more."""


def database_url(given: str) -> URL:
    """The URL with the drivers left out: `sqlite:///path` or `postgresql://…`.

    `sqlite+aiosqlite` and `postgresql+asyncpg` mean the same.

    Raises:
        ValueError: Another database, or an SQLite database that is not a file: two
            connections to `:memory:` would see two databases.
    """
    url = make_url(given)
    backend = url.get_backend_name()
    if backend == SQLITE and (not url.database or ":memory:" in url.database):
        raise ValueError("SQLite needs a file: sqlite:///path")
    if backend not in {SQLITE, POSTGRESQL}:
        raise ValueError(f"neither SQLite nor PostgreSQL: {backend}")
    return url.set(drivername=backend)


def sqlite_writer(
    url: URL, options: Options = NO_OPTIONS, *, busy_timeout_ms: int = BUSY_TIMEOUT_MS
) -> Engine:
    """Connections that write; each transaction takes the write lock when it begins."""
    engine = create_engine(
        url.set(drivername="sqlite+pysqlite"), poolclass=NullPool, execution_options=options
    )
    pragmas = _pragmas(busy_timeout_ms) | {
        "cache_size": -WRITER_CACHE_KIBIBYTES,
        "wal_autocheckpoint": WRITER_LOG_PAGES,
        "secure_delete": 1,  # what was erased is overwritten with zeros
    }
    event.listen(engine, "connect", lambda dbapi, _: _set_pragmas(dbapi, pragmas))
    # A transaction that reads first and writes later cannot wait for the write lock in WAL
    # mode: SQLite refuses at once. Asking for it up front, it waits.
    event.listen(engine, "begin", lambda c: _begin(c, "BEGIN IMMEDIATE"))
    return engine


def sqlite_reader(
    url: URL,
    options: Options = NO_OPTIONS,
    over: Callable[[], sqlite3.Connection] | None = None,
    *,
    busy_timeout_ms: int = BUSY_TIMEOUT_MS,
) -> Engine:
    """Connections that only read; each transaction sees one moment of the database.

    Args:
        over: Gives the only one there is; without it the engine opens its own.
    """
    made: dict[str, Any] = {} if over is None else {"creator": over, "poolclass": StaticPool}
    engine = create_engine(url.set(drivername="sqlite+pysqlite"), execution_options=options, **made)
    pragmas = _pragmas(busy_timeout_ms) | {"query_only": 1}
    event.listen(engine, "connect", lambda dbapi, _: _set_pragmas(dbapi, pragmas))
    # Without a BEGIN every statement would see a moment of its own.
    event.listen(engine, "begin", lambda c: driver_of(c).execute("BEGIN"))
    return engine


def sqlite_copier(path: str) -> sqlite3.Connection:
    """A bare connection that copies the log into the file, or writes the file anew; the disk has
    what it copied before the log may be begun anew.
    """
    connection = sqlite3.connect(path, isolation_level=None)
    pragmas = {"busy_timeout": BUSY_TIMEOUT_MS, "synchronous": FULL, "secure_delete": 1}
    keep(connection.cursor(), pragmas)
    return connection


def postgresql(url: URL, options: Options = NO_OPTIONS) -> AsyncEngine:
    """Pooled connections in UTC that do not wait for a lock for ever."""
    # Acts ask small questions again and again; planning one anew takes longer than answering it.
    engine = _postgresql(
        url,
        # Whatever the server's or the role's own setting is: what was answered "done" is kept.
        {"plan_cache_mode": "force_generic_plan", "synchronous_commit": "on"},
        CONNECTIONS,
        isolation_level="READ COMMITTED",
        execution_options=options,
    )
    written_behind(engine.sync_engine)
    return engine


def postgresql_snapshots(url: URL, options: Options = NO_OPTIONS) -> AsyncEngine:
    """Pooled connections that only read; each transaction sees one moment of the database."""
    return _reading(url, {}, READING_CONNECTIONS, options)


def postgresql_once(url: URL, options: Options = NO_OPTIONS) -> AsyncEngine:
    """As `postgresql_snapshots`, for questions that ask once, always the same: their plans are
    kept, and they are answered without a transaction, where nothing is written either.
    """
    settings = {"plan_cache_mode": "force_generic_plan", "default_transaction_read_only": "on"}
    return _reading(url, settings, ONCE_CONNECTIONS, options)


def _reading(url: URL, settings: dict[str, str], connections: int, options: Options) -> AsyncEngine:
    return _postgresql(
        url,
        settings,
        connections,
        isolation_level="REPEATABLE READ",
        execution_options={"postgresql_readonly": True, **options},
    )


def _postgresql(
    url: URL, settings: dict[str, str], connections: int, **options: object
) -> AsyncEngine:
    return create_async_engine(
        url.set(drivername="postgresql+asyncpg"),
        pool_size=connections,
        max_overflow=0,
        pool_timeout=POOL_TIMEOUT_SECONDS,
        connect_args={
            "server_settings": _POSTGRESQL_SETTINGS | settings,
            "prepared_statement_cache_size": STATEMENTS_KEPT,
        },
        **options,
    )


def _pragmas(busy_timeout_ms: int) -> dict[str, int | str]:
    # The timeout comes first, because changing the journal needs a lock itself.
    return {
        "busy_timeout": busy_timeout_ms,
        "journal_mode": "wal",
        "synchronous": FULL,
        "foreign_keys": 1,
        "recursive_triggers": 1,  # INSERT OR REPLACE deletes past delete triggers without it
    }


def driver_of(connection: Connection) -> sqlite3.Connection:
    """The bare connection to SQLite, for what is none of SQLAlchemy's business."""
    driver: Any = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)  # noqa: S101 - it writes to SQLite
    return driver


def set_durable(connection: Connection, *, durable: bool) -> None:
    """Whether commits of this SQLite connection, in no transaction now, wait for the disk. What
    did not wait is there before whatever is committed behind it, and gone only together with it.
    """
    driver_of(connection).execute(f"PRAGMA synchronous = {FULL if durable else NORMAL}")


def is_locked(failure: OperationalError) -> bool:
    """Whether somebody else is in the way, of SQLite."""
    return is_busy(failure.orig)


def _set_pragmas(dbapi: DBAPIConnection, pragmas: dict[str, int | str]) -> None:
    # The driver begins no transactions of its own; `_begin` does.
    dbapi.isolation_level = None
    keep(dbapi.cursor(), pragmas)


def _begin(connection: Connection, statement: str) -> None:
    connection.exec_driver_sql(statement)

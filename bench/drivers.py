"""The bare drivers, set up as durably as the product sets them up."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import asyncpg
from sqlalchemy import make_url

SQLITE, POSTGRESQL = "SQLite", "PostgreSQL"


def kind(url: str) -> str:
    return SQLITE if url.startswith("sqlite") else POSTGRESQL


def sqlite_connection(url: str) -> sqlite3.Connection:
    """A connection that commits durably and begins no transaction by itself."""
    database = make_url(url).database
    if database is None:
        raise ValueError("SQLite needs a file")
    connection = sqlite3.connect(database, isolation_level=None)
    for pragma in ("journal_mode = wal", "synchronous = FULL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def postgresql_dsn(url: str) -> str:
    return make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)


@asynccontextmanager
async def postgresql_connection(url: str) -> AsyncIterator[asyncpg.Connection]:
    connection = await asyncpg.connect(
        postgresql_dsn(url), server_settings={"timezone": "UTC"}, command_timeout=None
    )
    try:
        yield connection
    finally:
        await connection.close()


async def execute(url: str, statements: Sequence[str], *, outside: Sequence[str] = ()) -> None:
    """All `statements` in one transaction, then each of `outside` on its own."""
    if kind(url) == SQLITE:
        connection = sqlite_connection(url)
        for statement in ("BEGIN IMMEDIATE", *statements, "COMMIT", *outside):
            connection.execute(statement)
        connection.close()
        return
    async with postgresql_connection(url) as postgresql:
        async with postgresql.transaction():
            for statement in statements:
                await postgresql.execute(statement)
        for statement in outside:
            await postgresql.execute(statement)

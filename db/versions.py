"""Which tables a database has, and which there should be: looked up without what could change it.

Alembic takes long to load, and whoever starts has nothing to migrate as a rule.
"""

from __future__ import annotations

import asyncio
import functools
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final, TypeVar

from sqlalchemy import URL, Connection, inspect, text

from db.engine import SQLITE, database_url, postgresql, sqlite_writer
from db.sealing import OPTION, KeyRing, ensure_keys
from db.settings import key_ring

R = TypeVar("R")

MIGRATIONS: Final = Path(__file__).parent / "migrations"
# Where Alembic notes the last migration.
NOTED_IN: Final = "alembic_version"


def current(url: str) -> str | None:
    """The last migration that the database has; None for an empty one."""
    return connected(url, _noted)


@functools.cache
def newest() -> str:
    """The last migration there is: files are named after their numbers, which are in order."""
    return max(file.name.partition("_")[0] for file in MIGRATIONS.glob("versions/[0-9]*.py"))


def ensure_keys_fit(url: str, keys: KeyRing | None = None) -> None:
    """Raise KeysRefused when a migrated database cannot be read with these keys."""
    ring = keys or key_ring(url)
    connected(url, lambda connection: ensure_keys(connection, ring))


def connected(url: str, work: Callable[[Connection], R], keys: KeyRing | None = None) -> R:
    """Do it in one transaction; also from within a running event loop."""
    where = database_url(url)
    if where.drivername == SQLITE:
        engine = sqlite_writer(where, {OPTION: keys})
        with engine.begin() as connection:
            return work(connection)
    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(asyncio.run, on_postgresql(where, work, keys)).result()


async def on_postgresql(
    url: URL, work: Callable[[Connection], R], keys: KeyRing | None, **options: str
) -> R:
    engine = postgresql(url, {OPTION: keys}).execution_options(**options)
    try:
        async with engine.begin() as connection:
            return await connection.run_sync(work)
    finally:
        await engine.dispose()


def _noted(connection: Connection) -> str | None:
    if not inspect(connection).has_table(NOTED_IN):
        return None
    noted: str | None = connection.scalar(text(f"SELECT version_num FROM {NOTED_IN}"))  # noqa: S608
    return noted

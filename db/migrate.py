"""Bringing a database to the tables of this version, and back."""

from __future__ import annotations

import asyncio
import functools
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.runtime.environment import EnvironmentContext
from alembic.script import ScriptDirectory
from sqlalchemy import URL, Connection, MetaData, text

from db.engine import SQLITE, database_url, postgresql, sqlite_writer
from db.migrations.frozen import NAMES

R = TypeVar("R")

HEAD = "head"
BASE = "base"
# "kruz" in ASCII: whoever migrates the same database waits for it.
MIGRATION_LOCK = 0x6B72757A
LOCK_TIMEOUT = "5s"


def upgrade(url: str, to: str = HEAD) -> None:
    """Run every migration that the database does not have yet, all or none.

    A second call, or one by another process at the same time, changes nothing.
    """
    _connected(url, lambda connection: _migrate(connection, to, up=True))


def downgrade(url: str, to: str = BASE) -> None:
    """Undo migrations until only `to` and those before it are left; data goes with its tables."""
    _connected(url, lambda connection: _migrate(connection, to, up=False))


def current(url: str) -> str | None:
    """The last migration that the database has; None for an empty one."""
    return _connected(
        url, lambda connection: MigrationContext.configure(connection).get_current_revision()
    )


@functools.cache
def newest() -> str | None:
    """The last migration there is."""
    return _scripts().get_current_head()


def _migrate(connection: Connection, to: str, *, up: bool) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": MIGRATION_LOCK})
        # A migration that waits for a table makes everybody behind it wait too.
        connection.execute(text(f"SET LOCAL lock_timeout = '{LOCK_TIMEOUT}'"))
    scripts = _scripts()

    def steps(revision: str, _: object) -> list[Any]:
        # Alembic's own way to run migrations without its command line.
        plan = scripts._upgrade_revs if up else scripts._downgrade_revs  # noqa: SLF001
        return plan(to, revision)

    with EnvironmentContext(_config(), scripts, fn=steps, destination_rev=to) as environment:
        environment.configure(
            connection=connection,
            target_metadata=MetaData(naming_convention=NAMES),
            transactional_ddl=True,
        )
        environment.run_migrations()


def _connected(url: str, work: Callable[[Connection], R]) -> R:
    """Do it in one transaction; also from within a running event loop."""
    where = database_url(url)
    if where.drivername == SQLITE:
        engine = sqlite_writer(where)
        with engine.begin() as connection:
            return work(connection)
    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(asyncio.run, _on_postgresql(where, work)).result()


async def _on_postgresql(url: URL, work: Callable[[Connection], R]) -> R:
    engine = postgresql(url)
    try:
        async with engine.begin() as connection:
            return await connection.run_sync(work)
    finally:
        await engine.dispose()


def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())


def _config() -> Config:
    config = Config()
    folder = str(Path(__file__).parent / "migrations")
    config.set_main_option("script_location", folder.replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config

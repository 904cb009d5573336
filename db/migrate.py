"""Bringing a database to the tables of this version, and back."""

from __future__ import annotations

import asyncio
import functools
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import Any, TypeVar

from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, MetaData, inspect, text

from db.engine import SQLITE, database_url, sqlite_copier
from db.migrations.frozen import NAMES
from db.sealing import KeyRing
from db.search.rebuilding import ensure_indexed
from db.settings import key_ring
from db.versions import MIGRATIONS, connected, on_postgresql

R = TypeVar("R")

HEAD = "head"
BASE = "base"
# "kruz" in ASCII: whoever migrates the same database waits for it.
MIGRATION_LOCK = 0x6B72757A
LOCK_TIMEOUT = "5s"
PERSONS = frozenset(
    {
        "children", "certificate_numbers", "phones", "applicants", "application_drafts",
        "link_wishes", "link_failures",
        # Whose Telegram it was, and what people wrote in their own words.
        "accounts", "applications", "conversations", "deliveries", "enrollments", "saved_searches",
    }
)  # fmt: skip


def upgrade(url: str, to: str = HEAD, keys: KeyRing | None = None) -> None:
    """Run every migration that the database does not have yet, all or none.

    A second call, or one by another process at the same time, changes nothing.

    Args:
        url: Of the database.
        to: The last of them to run.
        keys: Under which persons' data comes; those of the settings if none are given.
    """

    def work(connection: Connection) -> bool:
        before = _has_persons_in_the_clear(connection)
        _migrate(connection, to, up=True)
        return before and not _has_persons_in_the_clear(connection)

    if connected(url, work, keys or key_ring(url)):
        leave_no_traces(url)


def downgrade(url: str, to: str = BASE, keys: KeyRing | None = None) -> None:
    """Undo migrations until only `to` and those before it are left; data goes with its tables."""
    work = functools.partial(_migrate, to=to, up=False)
    connected(url, work, keys or key_ring(url))


def leave_no_traces(url: str) -> None:
    """Write the database anew without what was deleted; takes as long as copying it.

    On SQLite it waits for readers; on PostgreSQL it is of the tables with persons.
    """
    where = database_url(url)
    if where.drivername == SQLITE:
        with closing(sqlite_copier(str(where.database))) as connection:
            connection.execute("VACUUM")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        return

    def work(connection: Connection) -> None:
        for table in sorted(PERSONS.intersection(inspect(connection).get_table_names())):
            connection.exec_driver_sql(f"VACUUM FULL {table}")

    with ThreadPoolExecutor(max_workers=1) as thread:
        outside = on_postgresql(where, work, None, isolation_level="AUTOCOMMIT")
        thread.submit(asyncio.run, outside).result()


def _has_persons_in_the_clear(connection: Connection) -> bool:
    inspected = inspect(connection)
    if not inspected.has_table("children"):
        return False
    return "full_name" in {column["name"] for column in inspected.get_columns("children")}


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
    if up and to == HEAD:
        ensure_indexed(connection)


def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())


def _config() -> Config:
    config = Config()
    folder = str(MIGRATIONS)
    config.set_main_option("script_location", folder.replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config

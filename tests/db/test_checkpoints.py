"""The log of an SQLite database is emptied beside the writer, while it is open."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path

from core.ports.unit_of_work import UnitOfWork
from db import migrate
from db.clock import ClockFrom
from db.database import Database
from tests.builders import NOON, found_town

PATIENCE_SECONDS = 20


def towns_in_the_file_alone(file: Path) -> int:
    """What somebody finds who never looks at the log."""
    connection = sqlite3.connect(f"file:{file}?immutable=1", uri=True)
    try:
        ((number,),) = connection.execute("SELECT count(*) FROM municipalities").fetchall()
    finally:
        connection.close()
    return int(number)


async def copied(file: Path) -> None:
    # The copying thread tells nobody when it is done; the file itself is what can be asked.
    while not towns_in_the_file_alone(file):  # noqa: ASYNC110
        await asyncio.sleep(0.05)


def one_town(uow: UnitOfWork) -> None:
    found_town(uow)


async def test_what_was_committed_reaches_the_file_without_anybody_closing_it(
    tmp_path: Path,
) -> None:
    file = tmp_path / "kruzhok.sqlite3"
    url = f"sqlite:///{file}"
    await asyncio.to_thread(migrate.upgrade, url)
    database = Database.open(url, ClockFrom(NOON))
    try:
        await database.perform(one_town)
        async with asyncio.timeout(PATIENCE_SECONDS):
            await copied(file)
    finally:
        await database.close()


async def test_closing_at_once_waits_for_no_copy(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/kruzhok.sqlite3"
    await asyncio.to_thread(migrate.upgrade, url)
    database = Database.open(url, ClockFrom(NOON))

    await database.perform(one_town)
    await database.close()

    again = Database.open(url, ClockFrom(NOON))
    try:
        assert len(await again.read(lambda uow: uow.municipalities.all())) == 1
    finally:
        await again.close()

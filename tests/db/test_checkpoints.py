"""The log of an SQLite database is emptied beside the writer, while it is open."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path
from threading import Event

import pytest
from sqlalchemy import make_url

from core.ports.unit_of_work import UnitOfWork
from db import migrate
from db.checkpoints import Checkpoints
from db.clock import ClockFrom
from db.database import Database
from db.journal import journal_beside, journal_read
from tests.builders import NOON, found_town
from tests.sandbox.waiting import eventually

PATIENCE_SECONDS = 60


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


class ClosedJustBefore(Event):
    """Somebody closes after the pause is over and before what was written is taken note of."""

    def __init__(self, checkpoints: Checkpoints) -> None:
        super().__init__()
        self._checkpoints = checkpoints
        self.cleared = Event()

    def clear(self) -> None:
        self._checkpoints._closed.set()  # noqa: SLF001 - both as `close` does it
        self.set()
        super().clear()
        self.cleared.set()


def test_who_closes_in_the_moment_before_a_copy_does_not_wait_for_ever(tmp_path: Path) -> None:
    checkpoints = Checkpoints(make_url(f"sqlite:///{tmp_path}/kruzhok.sqlite3"))
    waiting, checkpoints._written = checkpoints._written, ClosedJustBefore(checkpoints)  # noqa: SLF001
    waiting.set()

    assert checkpoints._written.cleared.wait(PATIENCE_SECONDS)  # noqa: SLF001
    checkpoints._thread.join(PATIENCE_SECONDS)  # noqa: SLF001

    assert not checkpoints._thread.is_alive()  # noqa: SLF001


async def test_the_writer_copies_the_little_that_is_left_of_a_long_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("db.checkpoints.LONG_PAGES", 0)
    file = tmp_path / "kruzhok.sqlite3"
    writer = sqlite3.connect(file, isolation_level=None)
    writer.execute("PRAGMA journal_mode = wal")
    writer.execute("PRAGMA wal_autocheckpoint = 0")
    writer.execute("CREATE TABLE municipalities (id integer)")
    checkpoints = Checkpoints(make_url(f"sqlite:///{file}"))
    try:
        for rounds in (1, 2):
            checkpoints.written()
            async with asyncio.timeout(PATIENCE_SECONDS):
                while not checkpoints.waits_for_the_writer:  # noqa: ASYNC110
                    await asyncio.sleep(0.05)
            writer.execute("INSERT INTO municipalities VALUES (1)")
            checkpoints.finish(writer)
            assert towns_in_the_file_alone(file) == rounds * 2 - 1

            writer.execute("INSERT INTO municipalities VALUES (1)")
            checkpoints.finish(writer)
            assert towns_in_the_file_alone(file) == rounds * 2 - 1
    finally:
        checkpoints.close()
        writer.close()


async def test_an_erasure_whose_note_a_kill_prevented_is_noted_by_the_next_who_writes(
    tmp_path: Path,
) -> None:
    url = f"sqlite:///{tmp_path}/kruzhok.sqlite3"
    await asyncio.to_thread(migrate.upgrade, url)

    def come_and_go(uow: UnitOfWork) -> None:
        uow.erasures.account(uow.accounts.add(100, language="ru").id)

    database = Database.open(url, ClockFrom(NOON))
    await database.perform(come_and_go)
    await database.close()
    (noted,) = journal_read(journal_beside(url))
    journal_beside(url).unlink()

    database = Database.open(url, ClockFrom(NOON))
    await database.perform(one_town)
    await eventually(lambda: bool(journal_read(journal_beside(url))), seconds=PATIENCE_SECONDS)
    await database.close()

    assert journal_read(journal_beside(url)) == (noted,)


async def test_whoever_is_erased_while_others_are_noted_is_noted_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"sqlite:///{tmp_path}/kruzhok.sqlite3"
    await asyncio.to_thread(migrate.upgrade, url)
    checkpoints = Checkpoints(make_url(url))
    notes: list[int] = []

    def note(*_: object) -> None:
        notes.append(len(notes))
        if len(notes) == 1:
            checkpoints.erased()

    monkeypatch.setattr("db.checkpoints.journal_written", note)
    try:
        checkpoints.erased()
        for rounds in (1, 2):
            checkpoints.written()
            await eventually(lambda: len(notes) >= rounds, seconds=PATIENCE_SECONDS)  # noqa: B023
    finally:
        checkpoints.close()

    assert notes == [0, 1]

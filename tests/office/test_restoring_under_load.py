"""Copies that are taken while everybody goes on can be restored, and begin in silence (R6)."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from core.services.auditing import audit_money
from db.backup import copied, ensure_whole
from db.clock import ClockFrom
from db.database import Database
from db.journal import journal_beside
from office.restoring import restored
from office.settings import OfficeSettings
from tests.builders import NOON, found_town
from tests.office.under_load import Load, ensure_quiet_and_erased, noted
from tests.simulation.share import share


async def restored_under_load(
    sqlite_url: str, folder: Path, copies: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Copy, restore and begin with each copy while everybody goes on."""
    monkeypatch.setenv("KRUZHOK_CLOCK", NOON.isoformat())
    database = Database.open(sqlite_url, ClockFrom(NOON))
    source, journal = Path(sqlite_url.partition("///")[2]), journal_beside(sqlite_url)
    load, stopping = Load(database, await database.perform(found_town)), asyncio.Event()
    writers = load.begin(stopping)
    for n in range(copies):
        target = folder / f"{n}.sqlite3"
        await load.let_come()
        known = load.written
        await asyncio.to_thread(copied, source, target)
        there = chats_of_whole_acts(target, known)
        await load.let_come()
        gone = frozenset(load.erased)
        await noted(journal, len(gone))
        settings = OfficeSettings(database_url=sqlite_url)
        done = await asyncio.to_thread(
            restored, target, folder / f"restored-{n}.sqlite3", settings, aside=None, keep=True
        )
        assert done.erased_again >= len(there & gone) > 0
        assert done.held_back > 0
        await ensure_quiet_and_erased(f"sqlite:///{folder}/restored-{n}.sqlite3", gone)
        target.unlink()
    stopping.set()
    await asyncio.gather(*writers)
    assert await database.read(audit_money) == ()
    await database.close()


def chats_of_whole_acts(target: Path, known: int) -> set[int]:
    """Whole acts only, and everything that was answered "done" before the copy. Who is in it."""
    assert ensure_whole(target)
    with closing(sqlite3.connect(target)) as copy:
        consented, erased, people = copy.execute(
            "SELECT count(consented_at), count(erased_at), count(*) FROM accounts"
        ).fetchone()
        assert consented + erased == people >= known
        rows = copy.execute("SELECT chat FROM accounts WHERE erased_at IS NULL")
        return {chat for (chat,) in rows}


async def test_r6_copies_taken_under_load_are_restored_and_begin_in_silence(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await restored_under_load(sqlite_url, tmp_path, 2, monkeypatch)


@pytest.mark.slow
async def test_r6_thirty_of_thirty_copies_taken_under_load_are_restored_and_begin_in_silence(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await restored_under_load(sqlite_url, tmp_path, share(30, least=3), monkeypatch)

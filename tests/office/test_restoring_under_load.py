"""Copies that are taken while everybody goes on can be restored, and begin in silence (R6)."""

from __future__ import annotations

import asyncio
import sqlite3
from collections import deque
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from aiogram import Bot

from bot.notices.sender import Sender
from core.domain.actor import Family
from core.domain.notice import Facts, NoticeKind
from core.domain.views import Account
from core.ports.unit_of_work import UnitOfWork
from core.services.accounts import arrive, give_consent
from core.services.auditing import audit_money
from core.services.erasing import erase_account
from db.backup import copied, ensure_whole
from db.clock import ClockFrom
from db.database import Database
from db.journal import journal_beside, journal_read
from office.restoring import restored
from office.settings import OfficeSettings
from tests.bot.judge import TOKEN, Judge
from tests.bot_delivery.test_sender import each, plain
from tests.builders import NOON, Town, add_funded_child, found_town
from tests.sandbox.waiting import eventually
from tests.simulation.share import share

# So many come before a copy, and again before it is restored; then a few of them have gone.
SOME = 60
PATIENCE_SECONDS = 120


@dataclass
class Load:
    """Eight who write at once: families come and are told something, and now and then the one
    that was here longest goes.
    """

    database: Database
    town: Town
    written: int = 0
    here: deque[Account] = field(default_factory=deque)
    erased: set[int] = field(default_factory=set)

    async def let_come(self) -> None:
        enough = self.written + SOME
        await eventually(lambda: self.written >= enough, seconds=PATIENCE_SECONDS)

    async def go_on(self, stopping: asyncio.Event, first: int) -> None:
        while not stopping.is_set():
            number = first + self.written
            self.here.append(await self.database.perform(self._come, number))
            self.written += 1
            if self.written % 10 == 0:
                gone = self.here.popleft()
                await self.database.perform(erase_account, Family(gone.id))
                self.erased.add(gone.chat)

    def _come(self, uow: UnitOfWork, chat: int) -> Account:
        account = arrive(uow, chat, "ru")
        give_consent(uow, account)
        child = add_funded_child(uow, self.town, n=self.written % 10**6 + chat // 10**9 * 10**5)
        facts = Facts(certificate=child.id)
        uow.outbox.to_account(account.id, NoticeKind.MONEY_LOW, facts, not_before=NOON)
        return account


async def restored_under_load(
    sqlite_url: str, folder: Path, copies: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Copy, restore and begin with each copy while everybody goes on."""
    monkeypatch.setenv("KRUZHOK_CLOCK", NOON.isoformat())
    database = Database.open(sqlite_url, ClockFrom(NOON))
    source, journal = Path(sqlite_url.partition("///")[2]), journal_beside(sqlite_url)
    load, stopping = Load(database, await database.perform(found_town)), asyncio.Event()
    writers = [asyncio.create_task(load.go_on(stopping, n * 10**9)) for n in range(1, 9)]
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
        await ensure_quiet_and_erased(folder / f"restored-{n}.sqlite3", gone)
        target.unlink()
    stopping.set()
    await asyncio.gather(*writers)
    assert await database.read(audit_money) == ()
    await database.close()


async def noted(journal: Path, erasures: int) -> None:
    """Beside the file, a moment after they were done."""
    await eventually(lambda: len(journal_read(journal)) >= erasures, seconds=PATIENCE_SECONDS)


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


async def ensure_quiet_and_erased(file: Path, gone: frozenset[int]) -> None:
    """The bot that begins with it sends nothing, and knows nobody of those who have gone."""
    database = Database.open(f"sqlite:///{file}", ClockFrom(NOON))
    judge = Judge()
    sender = Sender(Bot(TOKEN, session=judge), database.perform, each(plain), ClockFrom(NOON))
    await sender.send_due()
    known = await database.read(lambda uow: [uow.accounts.by_chat(chat) for chat in gone])
    await database.close()
    assert judge.said.total() == 0
    assert [each for each in known if each is not None] == []


async def test_r6_copies_taken_under_load_are_restored_and_begin_in_silence(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await restored_under_load(sqlite_url, tmp_path, 2, monkeypatch)


@pytest.mark.slow
async def test_r6_thirty_of_thirty_copies_taken_under_load_are_restored_and_begin_in_silence(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await restored_under_load(sqlite_url, tmp_path, share(30, least=3), monkeypatch)

"""People who write while a copy is taken, and what must hold of the copy (R6)."""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass, field
from pathlib import Path

from aiogram import Bot

from bot.notices.sender import Sender
from core.domain.actor import Family
from core.domain.notice import Facts, NoticeKind
from core.domain.views import Account
from core.ports.unit_of_work import UnitOfWork
from core.services.accounts import arrive, give_consent
from core.services.erasing import erase_account
from db.clock import ClockFrom
from db.database import Database
from db.journal import journal_read
from tests.bot.judge import TOKEN, Judge
from tests.bot_delivery.test_sender import each, plain
from tests.builders import NOON, Town, add_funded_child
from tests.sandbox.waiting import eventually

# So many come before a copy, and again before it is restored; then a few of them have gone.
SOME = 60
# A machine with much to do, or one that stands still, is no failure.
PATIENCE_SECONDS = 600


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

    def begin(self, stopping: asyncio.Event) -> list[asyncio.Task[None]]:
        return [asyncio.create_task(self.go_on(stopping, n * 10**9)) for n in range(1, 9)]


async def noted(journal: Path, erasures: int) -> None:
    """Beside the file, a moment after they were done."""
    await eventually(lambda: len(journal_read(journal)) >= erasures, seconds=PATIENCE_SECONDS)


async def ensure_quiet_and_erased(url: str, gone: frozenset[int]) -> None:
    """The bot that begins with it sends nothing, and knows nobody of those who have gone."""
    database = Database.open(url, ClockFrom(NOON))
    judge = Judge()
    sender = Sender(Bot(TOKEN, session=judge), database.perform, each(plain), ClockFrom(NOON))
    await sender.send_due()
    known = await database.read(lambda uow: [uow.accounts.by_chat(chat) for chat in gone])
    await database.close()
    assert judge.said.total() == 0
    assert [each for each in known if each is not None] == []

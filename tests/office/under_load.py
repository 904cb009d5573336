"""People who write while a copy is taken, and what must hold of the copy (R6)."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from pathlib import Path
from typing import TypeVar

from aiogram import Bot

from bot.notices.sender import Sender
from core.domain.actor import Family
from core.domain.notice import Facts, NoticeKind
from core.domain.views import Account
from core.ports.acts import Unreachable
from core.ports.unit_of_work import UnitOfWork
from core.services.accounts import arrive, give_consent
from core.services.erasing import erase_account
from db.clock import ClockFrom
from db.database import Database
from db.journal import journal_read
from db.reaching import ReachingActs
from tests.bot.judge import TOKEN, Judge
from tests.bot_delivery.test_sender import each, plain
from tests.builders import NOON, Town, add_funded_child
from tests.sandbox.waiting import eventually

R = TypeVar("R")
CHATS_FROM = 10**9
# So many come before a copy, and again before it is restored; then a few of them have gone.
SOME = 60
WRITERS = 8
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
    numbers: Iterator[int] = field(default_factory=lambda: count(1))
    writers: list[asyncio.Task[None]] = field(default_factory=list)

    async def let_come(self) -> None:
        enough = self.written + SOME
        await eventually(lambda: self.written >= enough or self._ended(), seconds=PATIENCE_SECONDS)

    def _ended(self) -> bool:
        """Never; raise what a writer died of."""
        for writer in self.writers:
            if writer.done():
                writer.result()
        return False

    async def go_on(self, stopping: asyncio.Event) -> None:
        while not stopping.is_set():
            self.here.append(await self._patiently(self._come))
            self.written += 1
            if self.written % 10 == 0:
                gone = self.here.popleft()
                await self._patiently(partial(erase_account, actor=Family(gone.id)))
                self.erased.add(gone.chat)

    async def _patiently(self, act: Callable[[UnitOfWork], R]) -> R:
        """Once more when the database could not be reached: PostgreSQL ends the sessions of whoever
        stands still for a minute within a transaction. What was done all the same is done again.
        """
        perform = ReachingActs(self.database.perform)
        while True:
            try:
                return await perform(act)
            except Unreachable:
                await asyncio.sleep(0)

    def _come(self, uow: UnitOfWork) -> Account:
        number = next(self.numbers)
        account = arrive(uow, CHATS_FROM + number, "ru")
        give_consent(uow, account)
        child = add_funded_child(uow, self.town, n=number)
        facts = Facts(certificate=child.id)
        uow.outbox.to_account(account.id, NoticeKind.MONEY_LOW, facts, not_before=NOON)
        return account

    def begin(self, stopping: asyncio.Event) -> list[asyncio.Task[None]]:
        self.writers = [asyncio.create_task(self.go_on(stopping)) for _ in range(WRITERS)]
        return self.writers


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

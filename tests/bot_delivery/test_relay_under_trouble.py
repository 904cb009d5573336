"""429 is obeyed, a blocked chat harms nobody else, a bad notice does not stop the queue (S4)."""

from __future__ import annotations

import asyncio
from collections import Counter, defaultdict
from datetime import datetime, timedelta
from itertools import pairwise
from random import Random
from typing import Any

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError, TelegramRetryAfter
from aiogram.methods import SendMessage, TelegramMethod

from bot.notices.pace import ALL_SECONDS, CHAT_SECONDS, Pace
from bot.notices.sender import Sender
from bot.render import Html
from bot.screen import Screen
from core.domain.notice import Facts, Notice, NoticeKind
from core.ports.unit_of_work import UnitOfWork
from db.database import Database
from db.tables.messages import notices
from db.unit_of_work import SqlUnitOfWork
from tests.bot.judge import TOKEN, Judge
from tests.bot_delivery.test_pace import Seconds
from tests.bot_delivery.test_sender import each
from tests.builders import NOON
from tests.databases import migrated_file, migrated_postgres, migrated_url
from tests.simulation.share import share

__all__ = ["migrated_file", "migrated_postgres", "migrated_url"]

# A tick of the fake clock may come this much too early by rounding.
ROUNDING = 1e-6


class FakeClock:
    """The seconds of the pace, as instants."""

    def __init__(self, seconds: Seconds) -> None:
        self._seconds = seconds

    def now(self) -> datetime:
        return NOON + timedelta(seconds=self._seconds.now)


class Troubled(Judge):
    """One call in five is too many, one chat in twenty is blocked, one can never be written to."""

    def __init__(self, seconds: Seconds, chats: int) -> None:
        super().__init__()
        self._seconds = seconds
        self._random = Random(chats)  # noqa: S311
        self.blocked = set(range(1, chats + 1, 20))
        self.unsendable = 2
        self.calls: list[tuple[float, int]] = []
        self.forbidden_until: dict[int, float] = defaultdict(float)
        self.too_early = 0

    async def make_request(
        self,
        bot: Bot,
        method: TelegramMethod[Any],
        timeout: int | None = None,  # noqa: ASYNC109 - as aiogram declares it
    ) -> Any:  # noqa: ANN401 - whatever the method returns
        if isinstance(method, SendMessage):
            chat = int(method.chat_id)
            self.calls.append((self._seconds.now, chat))
            self.too_early += self._seconds.now < self.forbidden_until[chat] - ROUNDING
            self._refuse(chat, method)
        return await super().make_request(bot, method, timeout)

    def _refuse(self, chat: int, method: SendMessage) -> None:
        if chat in self.blocked:
            raise TelegramForbiddenError(method, "Forbidden: bot was blocked by the user")
        if chat == self.unsendable:
            raise TelegramBadRequest(method, "Bad Request: message is too long")
        if self._random.random() < 0.2:
            wait = self._random.randrange(1, 9)
            self.forbidden_until[chat] = self._seconds.now + wait
            raise TelegramRetryAfter(method, "Too Many Requests", wait)


def two_each(uow: UnitOfWork, chats: int) -> None:
    for chat in range(1, chats + 1):
        account = uow.accounts.add(chat, language="ru")
        for _ in range(2):
            uow.outbox.to_account(account.id, NoticeKind.MONEY_LOW, Facts(), not_before=NOON)


def ended(uow: UnitOfWork) -> Counter[tuple[str, str | None]]:
    assert isinstance(uow, SqlUnitOfWork)
    rows = uow.connection.execute(notices.select())
    return Counter((row.state, row.parked_why) for row in rows)


def plain(_: Notice) -> Screen:
    return Screen(Html("news"))


async def ensure_obeyed(url: str, chats: int) -> None:
    seconds = Seconds()
    database = Database.open(url, FakeClock(seconds))
    await database.perform(two_each, chats)
    telegram = Troubled(seconds, chats)
    pace = Pace(monotonic=seconds, sleep=seconds.sleep)
    bot = Bot(TOKEN, session=telegram)
    relay = Sender(bot, database.perform, each(plain), FakeClock(seconds), pace=pace)

    while await database.read(lambda uow: uow.outbox.waiting()):
        sending = asyncio.create_task(_once(relay))
        await seconds.pass_until(sending)
        seconds.now += 0.5

    away = len(telegram.blocked)
    assert await database.read(ended) == {
        ("SENT", None): 2 * (chats - away - 1),
        ("PARKED", "blocked"): 2 * away,
        ("PARKED", "refused"): 2,
    }
    assert telegram.too_early == 0
    ensure_slow(telegram.calls)
    await database.close()


def ensure_slow(calls: list[tuple[float, int]]) -> None:
    """No two calls closer than 1/25 s, none to one chat closer than a second."""
    assert all(b - a >= ALL_SECONDS - ROUNDING for (a, _), (b, _) in pairwise(calls))
    of_chat: dict[int, list[float]] = defaultdict(list)
    for at, chat in calls:
        of_chat[chat].append(at)
    for times in of_chat.values():
        assert all(b - a >= CHAT_SECONDS - ROUNDING for a, b in pairwise(times))


async def _once(relay: Sender) -> None:
    await relay.send_due()


async def test_s4_a_fifth_is_too_many_a_twentieth_blocked(
    migrated_url: str,
) -> None:
    await ensure_obeyed(migrated_url, 80)


@pytest.mark.slow
async def test_s4_five_thousand_chats_in_trouble(migrated_url: str) -> None:
    await ensure_obeyed(migrated_url, share(5000, least=80))

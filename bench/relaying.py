"""The relay of the outbox without its pace, against bare `bot.send_message`."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from time import perf_counter, process_time

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer

from bench.databases import Wrong
from bench.region import CHARGE_DAY, NOW
from bench.stand_in import TOKEN, stand_in
from bot.logs import configure_logging
from bot.notices.pace import Pace
from bot.notices.sender import CLAIM_MAX, Sender
from bot.schedule import run_days
from bot.screen import Screen, send
from bot.views.notices import notice_screen
from core.domain.ids import MunicipalityId
from core.domain.notice import Notice
from core.services.notices import told
from db.clock import ClockFrom
from db.database import Database

PACED_SECONDS = 4


@dataclass(frozen=True, slots=True)
class Relayed:
    """Notices a second with all that the relay does, messages a second without; and how much of
    a core the relay needs at its own pace.
    """

    relayed: float
    bare: float
    core_share: float


class _Unhurried(Pace):
    async def turn(self, chat: int) -> None:
        del chat

    def wait(self, chat: int) -> float:
        del chat
        return 0.0


async def measure(url: str, notices: int) -> Relayed:
    """Drain so many notices of a day's charges, and send the same texts without a relay."""
    configure_logging(quiet=True)
    database = Database.open(url, ClockFrom(NOW))
    try:
        await run_days(database.perform, MunicipalityId(1), CHARGE_DAY)
        async with _bot() as bot:
            screens: list[Screen] = []

            async def draw(notice: Notice) -> Screen | None:
                known = await database.read(told, notice)
                drawn = None if known is None else notice_screen(known, notice.language)
                if drawn is not None:
                    screens.append(drawn)
                return drawn

            clock = ClockFrom(NOW)
            relay = Sender(bot, database.perform, draw, clock, pace=_Unhurried())
            begun = perf_counter()
            sent = 0
            while sent < notices and (count := await relay.send_due()):
                sent += count
            relayed = len(screens) / (perf_counter() - begun)
            bare = await _bare(bot, screens)
            share = await _core_share(Sender(bot, database.perform, draw, clock))
    finally:
        await database.close()
    if not screens:
        raise Wrong("the relay had nothing to send")
    return Relayed(relayed, bare, share)


async def _bare(bot: Bot, screens: list[Screen]) -> float:
    begun = perf_counter()
    for first in range(0, len(screens), CLAIM_MAX):
        batch = screens[first : first + CLAIM_MAX]
        await asyncio.gather(*(send(bot, 1, screen) for screen in batch))
    return len(screens) / (perf_counter() - begun)


async def _core_share(relay: Sender) -> float:
    """Of a core, while notices leave at the pace that Telegram allows."""
    running = asyncio.create_task(relay.run())
    await asyncio.sleep(1)
    begun, used = perf_counter(), process_time()
    await asyncio.sleep(PACED_SECONDS)
    share = (process_time() - used) / (perf_counter() - begun)
    relay.stop()
    await running
    return share


@asynccontextmanager
async def _bot() -> AsyncIterator[Bot]:
    async with stand_in() as server:
        session = AiohttpSession(api=TelegramAPIServer.from_base(server))
        try:
            yield Bot(TOKEN, session=session)
        finally:
            await session.close()

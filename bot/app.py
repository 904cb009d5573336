"""The bot put together: polling, sender and scheduler over one database."""

from __future__ import annotations

import asyncio
import signal
from contextlib import suppress
from typing import Final

import structlog
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Update

from bot.lock import BotLock
from bot.logs import configure_logging
from bot.menu import announce
from bot.notices.sender import Sender
from bot.notices.waking import WakingActs
from bot.schedule import Schedule
from bot.screen import Screen
from bot.settings import BotSettings
from bot.updates.dispatch import make_dispatcher
from bot.updates.polling import USUAL, Limits, Polling
from bot.views.notices import notice_screen
from core.domain.notice import Notice
from core.ports.clock import Clock
from core.services.notices import told
from db.database import Database

# Longer than a long poll and than any upload.
SESSION_SECONDS: Final = 60.0
SENDER_ENDS_SECONDS: Final = 30.0
INTRODUCE_AGAIN_SECONDS: Final = 60.0

_log = structlog.get_logger(__name__)


class BotApp:
    """The running bot. May be started again after it was stopped.

    Raises:
        SecondBot: From `start`, when another bot works with the same SQLite file.
        TokenUnknown: From `run` and `ended`, when Telegram does not know the token.
    """

    def __init__(
        self, settings: BotSettings, database: Database, clock: Clock, *, limits: Limits = USUAL
    ) -> None:
        self._settings = settings
        self._database = database
        self._clock = clock
        self._limits = limits
        self._lock = BotLock(settings.database_url)
        self._running: _Running | None = None

    async def start(self) -> None:
        """Poll, send and tick from now on."""
        self._lock.take()
        self._running = _Running(self._settings, self._database, self._clock, self._limits)
        self._running.start()
        _log.info("bot_started", server=self._settings.telegram_api)

    async def stop(self, *, hard: bool = False) -> None:
        """End what runs, first polling, then scheduler, sender and session; twice is as once.

        Args:
            hard: Cut everything off as a crash would.
        """
        running, self._running = self._running, None
        if running is not None:
            await running.stop(hard=hard)
            _log.info("bot_stopped")
        self._lock.release()

    async def run(self) -> None:
        """Start, and stop in good order on SIGTERM or SIGINT."""
        loop = asyncio.get_running_loop()
        asked = asyncio.Event()
        for name in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(name, asked.set)
        try:
            await self.start()
            waiting = asyncio.create_task(asked.wait())
            ended = asyncio.create_task(self.ended())
            await asyncio.wait({waiting, ended}, return_when=asyncio.FIRST_COMPLETED)
            waiting.cancel()
            if ended.done():
                await ended
            ended.cancel()
        finally:
            await self.stop()
            for name in (signal.SIGTERM, signal.SIGINT):
                loop.remove_signal_handler(name)

    async def ended(self) -> None:
        """Return when polling has ended by itself, with the reason if there is one."""
        if self._running is not None:
            await asyncio.shield(self._running.polled)

    @property
    def sender(self) -> Sender:
        """The relay of the running bot; to be woken, or to be kept still."""
        return self._alive.sender

    @property
    def schedule(self) -> Schedule:
        return self._alive.schedule

    @property
    def _alive(self) -> _Running:
        if self._running is None:
            raise RuntimeError("the bot does not run")
        return self._running


class _Running:
    """All that lives from one start to its stop."""

    def __init__(
        self, settings: BotSettings, database: Database, clock: Clock, limits: Limits
    ) -> None:
        api = TelegramAPIServer.from_base(settings.telegram_api)
        self._bot = Bot(
            settings.bot_token.get_secret_value().strip(),
            session=AiohttpSession(api=api, timeout=SESSION_SECONDS),
        )
        self._database = database
        # The sender's own acts wake nobody, or it would never rest.
        self.sender = Sender(self._bot, database.perform, self._draw, clock)
        perform = WakingActs(database.perform, self.sender.wake)
        self._dispatcher = make_dispatcher(
            perform, database.read, default_language=settings.default_language
        )
        self.schedule = Schedule(perform, database.read, clock, done=self.sender.wake)
        self._polling = Polling(self._bot, self._feed, limits=limits)

    def start(self) -> None:
        self.polled = asyncio.create_task(self._polling.run())
        self._sent = asyncio.create_task(self.sender.run())
        self._introduced = asyncio.create_task(self._introduce())
        self.schedule.start()

    async def stop(self, *, hard: bool) -> None:
        if hard:
            self.polled.cancel()
            self._sent.cancel()
        self._introduced.cancel()
        self._polling.stop()
        await _ended(self.polled)
        await self.schedule.stop()
        self.sender.stop()
        await _ended(self._sent, seconds=SENDER_ENDS_SECONDS)
        await self._bot.session.close()

    async def _introduce(self) -> None:
        """Set the menu of commands; the bot works meanwhile, and without it."""
        while True:
            if await announce(self._bot):
                return
            await asyncio.sleep(INTRODUCE_AGAIN_SECONDS)

    async def _feed(self, update: Update) -> object:
        return await self._dispatcher.feed_update(self._bot, update)

    async def _draw(self, notice: Notice) -> Screen | None:
        """None for somebody who may not read it any more."""
        known = await self._database.read(told, notice)
        return None if known is None else notice_screen(known, notice.language)


async def _ended(task: asyncio.Task[None], *, seconds: float | None = None) -> None:
    """Wait for a task, but no longer than `seconds`, and not for its reasons."""
    with suppress(Exception):
        await asyncio.wait({task}, timeout=seconds)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


def run_bot(settings: BotSettings) -> None:
    """Run the bot over its database until SIGTERM or SIGINT.

    Raises:
        SecondBot: Another bot works with the same SQLite file.
        TokenUnknown: Telegram does not know the token.
    """
    configure_logging(secrets=[settings.bot_token.get_secret_value()])
    asyncio.run(_run_bot(settings))


async def _run_bot(settings: BotSettings) -> None:
    clock = settings.ticking()
    database = Database.open(settings.database_url, clock)
    try:
        await BotApp(settings, database, clock).run()
    finally:
        await database.close()

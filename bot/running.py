"""All that lives from one start of the bot to its stop, and how the parts are joined."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Final

from aiogram import Bot
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Update

from bot.menu import announce
from bot.notices.drawing import drawing_with
from bot.notices.pace import Pace
from bot.notices.sender import Sender
from bot.notices.waking import WakingActs
from bot.schedule import Schedule
from bot.session import JsonSession
from bot.settings import BotSettings, address_of
from bot.updates.dispatch import dispatcher_of, make_switchboard
from bot.updates.intake import Intake, Limits
from bot.updates.receiver import receiver_of
from bot.watching import Metrics, Watching
from core.ports.clock import Clock
from db.database import Database
from db.reaching import ReachingActs, ReachingReads

# Longer than a long poll and than any upload.
SESSION_SECONDS: Final = 60.0
SENDER_ENDS_SECONDS: Final = 30.0
# First come those who have waited for the bot.
INTRODUCE_SECONDS: Final = 1.0
INTRODUCE_AGAIN_SECONDS: Final = 60.0
# A look takes one statement.
SEARCH_RENEWED_SECONDS: Final = 5.0


class Running:
    """All that lives from one start to its stop."""

    def __init__(
        self, settings: BotSettings, database: Database, clock: Clock, limits: Limits
    ) -> None:
        api = TelegramAPIServer.from_base(settings.telegram_api)
        # What Telegram forbids to one of them it forbids to both (S4).
        pace = Pace()
        self._bot = Bot(
            settings.bot_token.get_secret_value().strip(),
            session=JsonSession(pace=pace, api=api, timeout=SESSION_SECONDS),
        )
        self._database = database
        # The sender's own acts wake nobody, or it would never rest.
        self.metrics = Metrics()
        read = ReachingReads(database.read)
        self.sender = Sender(
            self._bot,
            database.perform,
            drawing_with(read),
            clock,
            pace=pace,
            became=lambda outcome: self.metrics.notices.labels(outcome).inc(),
        )
        perform = WakingActs(ReachingActs(database.perform), self.sender.wake)
        language = settings.default_language
        self._switchboard = make_switchboard(perform, read, default_language=language)
        self._dispatcher = dispatcher_of(self._switchboard)
        self.schedule = Schedule(
            perform, database.read, done=self.sender.wake, at_once=database.writers
        )
        self.intake = Intake(
            self._feed,
            self._warn,
            limits=limits,
            ended=self.metrics.handled,
            # Telegram repeats what a webhook gives back.
            patient=settings.webhook_url is None,
            sorry=self._apologize,
        )
        self.metrics.passed_over.set_function(lambda: self.intake.passed_over)
        self.metrics.schedule_silent.set_function(lambda: self.schedule.heart.silent_for)
        self._receiver = receiver_of(self._bot, self.intake, settings, limits)
        self.watching: Watching | None = None
        if settings.watch_listen is not None:
            listen = address_of(settings.watch_listen)
            self.watching = Watching(database.read, self.metrics, listen, dead=self._dead)

    async def start(self) -> None:
        if self.watching is not None:
            await self.watching.start()
        self.received = asyncio.create_task(self._receiver.run())
        self._sent = asyncio.create_task(self.sender.run())
        self._introduced = asyncio.create_task(self._introduce())
        # In threads, while the first families are answered already.
        self._prepared = asyncio.create_task(self._database.prepare_search())
        self._renewed = asyncio.create_task(self._renew_search())
        self.schedule.start()

    async def stop(self, *, hard: bool) -> None:
        if hard:
            self.received.cancel()
            self._sent.cancel()
            self._prepared.cancel()
        self._introduced.cancel()
        self._renewed.cancel()
        self._receiver.stop()
        await _ended(self.received)
        await self.schedule.stop()
        self.sender.stop()
        await _ended(self._sent, seconds=SENDER_ENDS_SECONDS)
        await _ended(self._prepared)
        await self._bot.session.close()
        if self.watching is not None:
            await self.watching.stop()

    def _dead(self) -> tuple[str, ...]:
        tasks = {"updates": self.received, "notices": self._sent}
        hearts = {"notices": self.sender.heart, "schedule": self.schedule.heart}
        missing = [name for name, task in tasks.items() if task.done()]
        missing += [n for n, heart in hearts.items() if heart.stands_still and n not in missing]
        return (*missing, *(["writes"] if self.schedule.cannot_write else []))

    async def _introduce(self) -> None:
        """Set the menu of commands; the bot works meanwhile, and without it."""
        pause = INTRODUCE_SECONDS
        while True:
            await asyncio.sleep(pause)
            if await announce(self._bot):
                return
            pause = INTRODUCE_AGAIN_SECONDS

    async def _renew_search(self) -> None:
        """Who searches waits for what is new of the catalog in its first seconds only."""
        while True:
            await asyncio.sleep(SEARCH_RENEWED_SECONDS)
            # A database that is away is everybody's trouble, and told by those who needed it.
            with suppress(Exception):
                await self._database.renew_search()

    async def _feed(self, update: Update) -> object:
        return await self._dispatcher.feed_update(self._bot, update)

    async def _warn(self, update: Update) -> None:
        await self._switchboard.warn(update, self._bot)

    async def _apologize(self, update: Update) -> None:
        await self._switchboard.apologize(update, self._bot)


async def _ended(task: asyncio.Task[None], *, seconds: float | None = None) -> None:
    """Wait for a task, but no longer than `seconds`, and not for its reasons."""
    with suppress(Exception):
        await asyncio.wait({task}, timeout=seconds)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)

"""The bot put together: updates in, notices out and the scheduler over one database."""

from __future__ import annotations

import asyncio
import gc
import signal
from contextlib import suppress
from typing import Final

import structlog
from aiogram import Bot
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Update

from bot.lock import BotLock
from bot.logs import configure_logging
from bot.menu import announce
from bot.notices.drawing import drawing_with
from bot.notices.sender import Sender
from bot.notices.waking import WakingActs
from bot.schedule import Schedule
from bot.session import JsonSession
from bot.settings import BotSettings, address_of
from bot.updates.dispatch import dispatcher_of, make_switchboard
from bot.updates.intake import USUAL, Intake, Limits
from bot.updates.receiver import receiver_of
from bot.watching import Metrics, Watching
from core.ports.clock import Clock
from core.services.set_clocks import ensure_not_set_back
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
# Python's own 700 take a quarter of all that the bot does; a look among 5,000 takes a fraction of
# a millisecond and is in the way of nobody.
LOOKS_OF_A_BOT: Final = (5_000, 10, 10)

_log = structlog.get_logger(__name__)


class BotApp:
    """The running bot. May be started again after it was stopped.

    Raises:
        SecondBot: From `start`, when another bot works with the same SQLite file.
        TokenUnknown: From `run` and `ended`, when Telegram does not know the token.
        WebhookRefused: From the same, when Telegram does not accept the webhook's address.
    """

    def __init__(
        self,
        settings: BotSettings,
        database: Database,
        clock: Clock,
        *,
        limits: Limits = USUAL,
        lock: BotLock | None = None,
    ) -> None:
        self._settings = settings
        self._database = database
        self._clock = clock
        self._limits = limits
        self._lock = lock or BotLock(settings.database_url)
        self._running: _Running | None = None

    async def start(self) -> None:
        """Receive, send and tick from now on."""
        self._lock.take()
        self._running = _Running(self._settings, self._database, self._clock, self._limits)
        await self._running.start()
        by = "polling" if self._settings.webhook_url is None else "webhook"
        _log.info("bot_started", server=self._settings.telegram_api, by=by)

    async def stop(self, *, hard: bool = False) -> None:
        """End what runs, first receiving, then scheduler, sender and session; twice is as once.

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
        """Return when receiving has ended by itself, with the reason if there is one."""
        if self._running is not None:
            await asyncio.shield(self._running.received)

    @property
    def sender(self) -> Sender:
        """The relay of the running bot; to be woken, or to be kept still."""
        return self._alive.sender

    @property
    def watching(self) -> Watching | None:
        """What serves /healthz and /metrics, if the settings want it."""
        return self._alive.watching

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
            session=JsonSession(api=api, timeout=SESSION_SECONDS),
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
        ended = [name for name, task in tasks.items() if task.done()]
        return (*ended, *(["schedule"] if self.schedule.heart.stands_still else []))

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


async def _ended(task: asyncio.Task[None], *, seconds: float | None = None) -> None:
    """Wait for a task, but no longer than `seconds`, and not for its reasons."""
    with suppress(Exception):
        await asyncio.wait({task}, timeout=seconds)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


def run_bot(settings: BotSettings, lock: BotLock) -> None:
    """Run the bot over its database until SIGTERM or SIGINT; `lock` may be held already.

    Raises:
        SecondBot: Another bot works with the same SQLite file.
        ClockSetBack: The clock that was set is behind what the database has seen.
        TokenUnknown: Telegram does not know the token.
        WebhookRefused: Telegram does not accept the webhook's address.
        OSError: An address to listen on is taken.
    """
    configure_logging(secrets=settings.secrets)
    look_seldom()
    asyncio.run(_run_bot(settings, lock))


def look_seldom() -> None:
    """Let Python look for garbage as it does in a bot, from now on; a second call does no harm."""
    # All that is imported by now is never thrown away; looking through it for what could be
    # would stop everything for a tenth of a second, again and again, and now would find hundreds
    # of a third of a million things.
    gc.freeze()
    gc.set_threshold(*LOOKS_OF_A_BOT)
    gc.enable()


async def _run_bot(settings: BotSettings, lock: BotLock) -> None:
    clock = settings.ticking()
    database = Database.open(settings.database_url, clock)
    try:
        if settings.clock is not None:
            await database.read(ensure_not_set_back)
        await BotApp(settings, database, clock, lock=lock).run()
    finally:
        await database.close()

"""The bot put together: updates in, notices out and the scheduler over one database."""

from __future__ import annotations

import asyncio
import gc
import signal
from typing import Final

import structlog

from bot.lock import BotLock
from bot.logs import configure_logging
from bot.notices.sender import Sender
from bot.running import Running
from bot.schedule import Schedule
from bot.settings import BotSettings
from bot.updates.intake import USUAL, Limits
from bot.watching import Watching
from core.ports.clock import Clock
from core.services.set_clocks import ensure_not_set_back
from db.database import Database

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
        self._running: Running | None = None

    async def start(self) -> None:
        """Receive, send and tick from now on."""
        self._lock.take()
        self._running = Running(self._settings, self._database, self._clock, self._limits)
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
    def _alive(self) -> Running:
        if self._running is None:
            raise RuntimeError("the bot does not run")
        return self._running


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

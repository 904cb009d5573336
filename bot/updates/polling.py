"""Long polling that loses no tap: an update is confirmed only after it was handled (promise S3).

Telegram takes the next `getUpdates` as the confirmation of all updates before its offset, so
it is asked for more only when every update of a batch has been handled to its end.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from dataclasses import dataclass
from typing import Final, TypeVar

import structlog
from aiogram import Bot
from aiogram.exceptions import (
    AiogramError,
    TelegramConflictError,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramUnauthorizedError,
)
from aiogram.types import Update

from bot.logs import fault
from bot.updates.batch import Batch
from bot.updates.fetching import fetch_updates

Sleep = Callable[[float], Awaitable[object]]
R = TypeVar("R")
Feed = Callable[[Update], Awaitable[object]]

STAND_BY_SECONDS: Final = 5.0
BACKOFF_SECONDS: Final = 1.0
BACKOFF_SECONDS_MAX: Final = 30.0

_log = structlog.get_logger(__name__)


class TokenUnknown(Exception):
    """Telegram does not know the bot's token; trying again would not help."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How long and how much: of one long poll, one update, the end, and updates at once."""

    poll_seconds: int = 25
    update_seconds: float = 60.0
    drain_seconds: float = 20.0
    at_once: int = 32


USUAL: Final = Limits()


class Polling:
    """Fetches updates and hands each to `feed`: those of a chat in order, chats side by side."""

    def __init__(
        self, bot: Bot, feed: Feed, *, limits: Limits = USUAL, sleep: Sleep = asyncio.sleep
    ) -> None:
        self._bot = bot
        self._feed = feed
        self._limits = limits
        self._sleep = sleep
        self._offset: int | None = None
        self._unconfirmed = False
        self._backoff = BACKOFF_SECONDS
        self._stopping = asyncio.Event()

    def stop(self) -> None:
        """Fetch no more; `run` returns when the batch in hand is handled, or is given up."""
        self._stopping.set()

    async def run(self) -> None:
        """Poll until `stop`. No failure of a handler or of the network ends it.

        Raises:
            TokenUnknown: Telegram refuses the token.
        """
        await self._until_stopped(self._taken_over())
        while not self._stopping.is_set():
            updates = await self._until_stopped(self._fetched())
            if not updates:
                continue
            batch = Batch(updates, self._feed, self._limits.update_seconds, self._limits.at_once)
            done = await batch.handled(self._stopping, drain_seconds=self._limits.drain_seconds)
            self._offset, self._unconfirmed = done, True
        if self._unconfirmed:
            await self._confirm()

    async def _fetched(self) -> tuple[Update, ...]:
        """The next batch; none, after the pause that it takes, when there was none to be had."""
        try:
            updates, self._offset = await fetch_updates(
                self._bot, self._offset, seconds=self._limits.poll_seconds
            )
        except (TelegramUnauthorizedError, TelegramNotFound):
            raise TokenUnknown from None
        except TelegramConflictError as conflict:
            _log.warning("standing_by", why=_conflict(conflict))
            await self._sleep(STAND_BY_SECONDS)
            return ()
        except TelegramRetryAfter as flood:
            _log.warning("polling_too_fast", seconds=flood.retry_after)
            await self._sleep(flood.retry_after)
            return ()
        except (AiogramError, OSError, TimeoutError) as failure:
            _log.warning("polling_failed", again_in=self._backoff, **fault(failure))
            await self._back_off()
            return ()
        self._backoff = BACKOFF_SECONDS
        self._unconfirmed = False
        return updates

    async def _taken_over(self) -> None:
        """Remove a webhook that stands in the way; what waits for delivery is kept."""
        while True:
            try:
                await self._bot.delete_webhook(drop_pending_updates=False)
            except TelegramUnauthorizedError:
                raise TokenUnknown from None
            except (TelegramNetworkError, OSError, TimeoutError) as failure:
                _log.warning("telegram_unreachable", again_in=self._backoff, **fault(failure))
                await self._back_off()
            except AiogramError as failure:
                # Polling says by itself whether there is one.
                _log.warning("webhook_not_removed", **fault(failure))
                return
            else:
                return

    async def _back_off(self) -> None:
        await self._sleep(self._backoff)
        self._backoff = min(self._backoff * 2, BACKOFF_SECONDS_MAX)

    async def _until_stopped(self, fetching: Coroutine[object, object, R]) -> R | None:
        """The answer, or nothing when `stop` comes first: what was not seen stays unconfirmed."""
        task = asyncio.create_task(fetching)
        stopped = asyncio.create_task(self._stopping.wait())
        try:
            await asyncio.wait({task, stopped}, return_when=asyncio.FIRST_COMPLETED)
            return None if self._stopping.is_set() and not task.done() else await task
        finally:
            for each in (task, stopped):
                each.cancel()
            await asyncio.gather(task, stopped, return_exceptions=True)

    async def _confirm(self) -> None:
        """Tell Telegram at the end what was handled, so that the next start does not repeat it."""
        with suppress(AiogramError, OSError, TimeoutError):
            await self._bot.get_updates(offset=self._offset, limit=1, timeout=0, request_timeout=5)


def _conflict(conflict: TelegramConflictError) -> str:
    if "webhook" in conflict.message:
        return "a webhook is set for this bot, so it cannot be polled"
    return "another copy of the bot polls with this token"

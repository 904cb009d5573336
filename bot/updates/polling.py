"""Long polling that loses no tap: an update is confirmed only after it was handled (promise S3).

Telegram takes the offset of a `getUpdates` as the confirmation of all updates before it, so the
offset never passes an update that is still in hand. One that takes long holds nobody up: the
others are fetched and handled meanwhile, up to the hundred that Telegram gives at once.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
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
from bot.updates.fetching import fetch_updates
from bot.updates.intake import USUAL, Intake, Limits

Sleep = Callable[[float], Awaitable[object]]
R = TypeVar("R")

STAND_BY_SECONDS: Final = 5.0
BACKOFF_SECONDS: Final = 1.0
BACKOFF_SECONDS_MAX: Final = 30.0
FIRST_CALL_SECONDS: Final = 10
# So long an update may take before the next ones are fetched beside it.
PATIENCE_SECONDS: Final = 0.25
UPDATES_MAX: Final = 100

_log = structlog.get_logger(__name__)


class TokenUnknown(Exception):
    """Telegram does not know the bot's token; trying again would not help."""


class Polling:
    """Fetches updates and hands them to `intake` until it is stopped."""

    def __init__(
        self, bot: Bot, intake: Intake, *, limits: Limits = USUAL, sleep: Sleep = asyncio.sleep
    ) -> None:
        self._bot = bot
        self._intake = intake
        self._limits = limits
        self._sleep = sleep
        # What was fetched and is not confirmed yet, handled or not.
        self._unconfirmed: set[int] = set()
        # Updates that could not be read are never in hand: the offset that passes them over.
        self._past: int | None = None
        self._catching_up = True
        self._backoff = BACKOFF_SECONDS
        self._stopping = asyncio.Event()

    def stop(self) -> None:
        """Fetch no more; `run` returns when what is in hand was handled, or is given up."""
        self._stopping.set()

    async def run(self) -> None:
        """Poll until `stop`. No failure of a handler or of the network ends it.

        Raises:
            TokenUnknown: Telegram refuses the token.
        """
        lanes = self._intake.lanes
        await self._until_stopped(self._taken_over())
        while not self._stopping.is_set():
            updates = await self._until_stopped(self._fetched())
            fresh = self._taken(updates or ())
            if updates is not None:
                await self._until_stopped(lanes.rest(PATIENCE_SECONDS, of_any=not fresh))
        await lanes.drain(self._limits.drain_seconds)
        if (offset := self._offset) is not None:
            await self._confirm(offset)

    @property
    def _offset(self) -> int | None:
        """Confirms everything that was handled; None where all of it is confirmed already.

        Without an offset Telegram gives whatever waits, also when its numbers began anew.
        """
        if in_hand := self._unconfirmed & self._intake.lanes.in_hand.keys():
            return min(in_hand)
        return max(self._unconfirmed) + 1 if self._unconfirmed else self._past

    def _taken(self, updates: tuple[Update, ...]) -> bool:
        """Hand on what is not in hand yet; whether there was any."""
        fresh = [each for each in updates if each.update_id not in self._unconfirmed]
        self._unconfirmed |= {each.update_id for each in fresh}
        if self._catching_up:
            self._intake.take_backlog(fresh)
        else:
            for each in fresh:
                self._intake.take(each)
        return bool(fresh)

    async def _fetched(self) -> tuple[Update, ...] | None:
        """What Telegram has; None, after the pause that it takes, when there was none to be had."""
        offset = self._offset
        try:
            updates, past = await fetch_updates(
                self._bot, offset, seconds=self._limits.poll_seconds
            )
        except (TelegramUnauthorizedError, TelegramNotFound):
            raise TokenUnknown from None
        except TelegramConflictError as conflict:
            _log.warning("standing_by", why=_conflict(conflict))
            await self._sleep(STAND_BY_SECONDS)
        except TelegramRetryAfter as flood:
            _log.warning("polling_too_fast", seconds=flood.retry_after)
            await self._sleep(flood.retry_after)
        except (AiogramError, OSError, TimeoutError) as failure:
            _log.warning("polling_failed", again_in=self._backoff, **fault(failure))
            await self._back_off()
        else:
            self._fetched_well(updates, offset, past)
            return updates
        self._catching_up = True
        return None

    def _fetched_well(
        self, updates: tuple[Update, ...], offset: int | None, past: int | None
    ) -> None:
        self._backoff = BACKOFF_SECONDS
        self._past = None if past == offset else past
        self._catching_up = self._catching_up and bool(updates)
        if offset is not None:
            self._unconfirmed = {each for each in self._unconfirmed if each >= offset}

    async def _taken_over(self) -> None:
        """Remove a webhook that stands in the way; what waits for delivery is kept."""
        while True:
            try:
                await self._bot.delete_webhook(
                    drop_pending_updates=False, request_timeout=FIRST_CALL_SECONDS
                )
            except TelegramUnauthorizedError:
                raise TokenUnknown from None
            except (TelegramNetworkError, OSError, TimeoutError) as failure:
                _log.warning(
                    "telegram_unreachable",
                    server=self._bot.session.api.base.partition("/bot")[0],
                    again_in=self._backoff,
                    **fault(failure),
                )
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

    async def _until_stopped(self, doing: Coroutine[object, object, R]) -> R | None:
        """The answer, or nothing when `stop` comes first: what was not seen stays unconfirmed."""
        task = asyncio.create_task(doing)
        stopped = asyncio.create_task(self._stopping.wait())
        try:
            await asyncio.wait({task, stopped}, return_when=asyncio.FIRST_COMPLETED)
            return None if self._stopping.is_set() and not task.done() else await task
        finally:
            for each in (task, stopped):
                each.cancel()
            await asyncio.gather(task, stopped, return_exceptions=True)

    async def _confirm(self, offset: int) -> None:
        """Tell Telegram at the end what was handled, so that the next start does not repeat it."""
        with suppress(AiogramError, OSError, TimeoutError):
            await self._bot.get_updates(offset=offset, limit=1, timeout=0, request_timeout=5)


def _conflict(conflict: TelegramConflictError) -> str:
    if "webhook" in conflict.message:
        return "a webhook is set for this bot, so it cannot be polled"
    return "another copy of the bot polls with this token"

"""The updates of one poll, handled to their end."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence

import structlog
from aiogram.types import Update

from bot.logs import fault

_log = structlog.get_logger(__name__)


class Batch:
    """Updates of one chat go one after the other, of different chats side by side.

    Args:
        updates: In the order in which Telegram gave them; never empty.
        feed: Handles one update. What it raises ends nothing but itself.
        seconds: After which an update that is still being handled is given up.
        at_once: How many are handled at the same time; waiting chats take turns.
    """

    def __init__(
        self,
        updates: Sequence[Update],
        feed: Callable[[Update], Awaitable[object]],
        seconds: float,
        at_once: int,
    ) -> None:
        self._updates = updates
        self._feed = feed
        self._seconds = seconds
        self._turns = asyncio.Semaphore(at_once)
        self._unhandled = {update.update_id for update in updates}
        self._running: set[int] = set()

    async def handled(self, stopping: asyncio.Event, *, drain_seconds: float) -> int:
        """Handle all, and return the offset that confirms everything that was handled.

        Once `stopping` is set, what takes longer than `drain_seconds` is named in the log and
        given up; it and what follows it stay unconfirmed.
        """
        lanes: dict[int, list[Update]] = {}
        for update in self._updates:
            lanes.setdefault(chat_of(update), []).append(update)
        tasks = {asyncio.create_task(self._lane(lane)) for lane in lanes.values()}
        stopped = asyncio.create_task(stopping.wait())
        everything = asyncio.create_task(asyncio.wait(tasks))
        try:
            await asyncio.wait({everything, stopped}, return_when=asyncio.FIRST_COMPLETED)
            await asyncio.wait(tasks, timeout=drain_seconds)
            for stuck in sorted(self._running):
                _log.error("update_stuck", update=stuck, given_up_after=drain_seconds)
        finally:
            for task in (*tasks, stopped, everything):
                task.cancel()
            await asyncio.gather(*tasks, stopped, everything, return_exceptions=True)
        return min(self._unhandled, default=self._updates[-1].update_id + 1)

    async def _lane(self, updates: Sequence[Update]) -> None:
        for update in updates:
            async with self._turns:
                self._running.add(update.update_id)
                await self._one(update)
                self._running.discard(update.update_id)
            self._unhandled.discard(update.update_id)

    async def _one(self, update: Update) -> None:
        try:
            async with asyncio.timeout(self._seconds):
                await self._feed(update)
        except Exception as failure:  # noqa: BLE001 - whatever it was, the next ones still come
            _log.error("update_failed", update=update.update_id, **fault(failure))


def chat_of(update: Update) -> int:
    """The chat whose updates keep their order; else the person, else the update itself."""
    try:
        event = update.event
    except LookupError:
        return update.update_id
    message = getattr(event, "message", event)
    owner = getattr(message, "chat", None) or getattr(event, "from_user", None)
    return update.update_id if owner is None else int(owner.id)

"""Updates in hand: of one chat one after the other, of different chats side by side."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from enum import Enum, auto
from functools import partial
from time import monotonic
from typing import Final, Protocol

import structlog
from aiogram.types import Update

from bot.logs import fault
from core.ports.acts import Unreachable

Feed = Callable[[Update], Awaitable[object]]
# An update on its way through its handler.
Handling = asyncio.Task[bool | None]


class Ending(Enum):
    """What `feed` may answer: a handler's own fault, of which the sender was told already."""

    FAULT = auto()


# Between two looks for a database that is away.
PAUSE_SECONDS: Final = 0.5
PAUSE_SECONDS_MAX: Final = 10.0
# To say that an update was given up; the next one of its chat waits so long.
APOLOGY_SECONDS: Final = 20.0


class Ended(Protocol):
    def __call__(self, seconds: float, *, well: bool) -> None: ...


_log = structlog.get_logger(__name__)


class Lanes:
    """Handles updates to their end.

    Args:
        seconds: After which an update that is still being handled is given up.
        at_once: How many are handled at the same time; waiting chats take turns.
        patient: Whether an update waits for a database that is away; else it is given back.
        ended: Told of each how many seconds it took, and whether it went well.
        sorry: Tells the sender of an update that was given up; None where nobody is told.
    """

    def __init__(
        self,
        *,
        seconds: float,
        at_once: int,
        ended: Ended,
        patient: bool = False,
        sorry: Feed | None = None,
    ) -> None:
        self._seconds = seconds
        self._sorry = sorry
        self._told = ended
        self._patient = patient
        self._draining = asyncio.Event()
        self._turns = asyncio.Semaphore(at_once)
        self._last: dict[int, Handling] = {}
        self._running: set[int] = set()
        self._faulty: set[int] = set()
        self.in_hand: dict[int, Handling] = {}

    def take(self, update: Update, feed: Feed) -> Handling:
        """Let `feed` handle the update when those of its chat before it are done.

        The task says whether it was handled without a failure, None when the database was away;
        a failure ends nothing but itself.
        """
        chat = chat_of(update)
        task = asyncio.create_task(self._in_turn(update, feed, self._last.get(chat), monotonic()))
        self._last[chat] = task
        self.in_hand[update.update_id] = task
        task.add_done_callback(partial(self._ended, chat, update.update_id))
        return task

    async def rest(self, seconds: float, *, of_any: bool = False) -> None:
        """Return when all in hand is handled, or with `of_any` a part of it; or after `seconds`."""
        if self.in_hand:
            when = asyncio.FIRST_COMPLETED if of_any else asyncio.ALL_COMPLETED
            await asyncio.wait(set(self.in_hand.values()), timeout=seconds, return_when=when)

    async def drain(self, seconds: float) -> None:
        """Let everything in hand end. What takes longer is named in the log and given up, what
        waits for the database is given up at once; it and what waits behind it stay in hand.
        """
        self._draining.set()
        await self.rest(seconds)
        for stuck in sorted(self._running):
            _log.error("update_stuck", update=stuck, given_up_after=seconds)
        left = list(self.in_hand.values())
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)

    async def _in_turn(
        self, update: Update, feed: Feed, before: Handling | None, came: float
    ) -> bool | None:
        if before is not None:
            await asyncio.wait({before})
            # What was given back or given up comes again, and what came behind it stays behind.
            if before.cancelled() or before.result() is None:
                self._given_back()
                return None
        pause = PAUSE_SECONDS
        while (done := await self._one(update, feed)) is None and self._patient:
            await self._pause(pause)
            pause = min(pause * 2, PAUSE_SECONDS_MAX)
        well = bool(done) and update.update_id not in self._faulty
        self._faulty.discard(update.update_id)
        self._told(monotonic() - came, well=well)
        return done

    async def _pause(self, seconds: float) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._draining.wait()
        if self._draining.is_set():
            self._given_back()

    def _given_back(self) -> None:
        """To a messenger that waits for the answer; else to the next start, and stays in hand."""
        if self._patient:
            raise asyncio.CancelledError

    async def _one(self, update: Update, feed: Feed) -> bool | None:
        async with self._turns:
            self._running.add(update.update_id)
            try:
                return await self._fed(update, feed)
            finally:
                self._running.discard(update.update_id)

    async def _fed(self, update: Update, feed: Feed) -> bool | None:
        in_time = asyncio.timeout(self._seconds)
        try:
            async with in_time:
                if await feed(update) is Ending.FAULT:
                    # Doing it once more would do what it did once more: it is not given back.
                    self._faulty.add(update.update_id)
        except Unreachable as away:
            _log.warning("database_away", update=update.update_id, **fault(away))
            return None
        except Exception as failure:  # noqa: BLE001 - whatever it was, the next ones still come
            _log.error("update_failed", update=update.update_id, **fault(failure))
            # Its handler was cut off in the middle and could say nothing (S3).
            if in_time.expired():
                await self._apologized(update)
            return False
        return True

    async def _apologized(self, update: Update) -> None:
        if self._sorry is None:
            return
        try:
            async with asyncio.timeout(APOLOGY_SECONDS):
                await self._sorry(update)
        except Exception as failure:  # noqa: BLE001 - nothing more can be said to this chat now
            _log.error("apology_failed", update=update.update_id, **fault(failure))

    def _ended(self, chat: int, update: int, task: Handling) -> None:
        if self._last.get(chat) is task:
            del self._last[chat]
        # What was given up stays in hand, so that nobody takes it for handled.
        if not task.cancelled() and self.in_hand.get(update) is task:
            del self.in_hand[update]


def chat_of(update: Update) -> int:
    """The chat whose updates keep their order; else the person, else the update itself."""
    try:
        event = update.event
    except LookupError:
        return update.update_id
    message = getattr(event, "message", event)
    owner = getattr(message, "chat", None) or getattr(event, "from_user", None)
    return update.update_id if owner is None else int(owner.id)


def nobody_counts(seconds: float, *, well: bool) -> None:
    """For those who do not want to know."""
    del seconds, well

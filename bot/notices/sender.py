"""The relay of the outbox: what an act wrote down is sent once, at most twice, or parked (S2)."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Final

import structlog
from aiogram import Bot

from bot.logs import fault
from bot.notices.handover import NotSent, Outcome, Sent, Unknown, Unsendable, deliver
from bot.notices.pace import Pace
from bot.render import Words, paragraphs
from bot.screen import Screen
from core.domain.ids import NoticeId
from core.domain.notice import Notice
from core.domain.parked import ParkedWhy
from core.ports.acts import Acts
from core.ports.clock import Clock
from core.ports.unit_of_work import UnitOfWork

CLAIM_MAX: Final = 50
LEASE: Final = timedelta(minutes=3)
# A call that begins later than this before the end of the lease could outlast it.
LEASE_REST: Final = timedelta(minutes=1)
# Whoever must wait longer for a turn goes back to the outbox.
PATIENCE_SECONDS: Final = 5.0
LOOK_SECONDS: Final = 3.0
TROUBLE_SECONDS: Final = 5.0

# None: the account may not read it any more.
Draw = Callable[[Notice], Awaitable[Screen | None]]

_log = structlog.get_logger(__name__)


class Sender:
    """Claims notices that are due, draws and sends them, and writes down what became of them."""

    def __init__(
        self,
        bot: Bot,
        perform: Acts,
        draw: Draw,
        clock: Clock,
        *,
        pace: Pace | None = None,
        became: Callable[[str], None] = lambda _: None,
    ) -> None:
        self._bot = bot
        self._perform = perform
        self._draw = draw
        self._clock = clock
        self._pace = pace or Pace()
        self._became = became
        self._woken = asyncio.Event()
        self._stopping = False
        self._round = asyncio.Lock()

    def wake(self) -> None:
        """Look for notices now."""
        self._woken.set()

    def stop(self) -> None:
        """Begin no further call; `run` returns when those that began have ended."""
        self._stopping = True
        self.wake()

    async def run(self) -> None:
        """Send what is due until `stop`; no failure ends it."""
        while not self._stopping:
            self._woken.clear()
            pause = LOOK_SECONDS
            try:
                if await self.send_due():
                    continue
            except Exception as failure:  # noqa: BLE001 - the notices stay, and are tried again
                _log.error("sender_in_trouble", **fault(failure))
                pause = TROUBLE_SECONDS
            await self._pause(pause)

    async def send_due(self) -> int:
        """Send one claim of notices; how many there were, 0 when none is due."""
        async with self._round:
            notices = await self._perform(_claim)
            ends_at = self._clock.now() + LEASE - LEASE_REST
            sends = [self._one(notice, ends_at=ends_at.timestamp()) for notice in notices]
            await asyncio.gather(*sends)
            return len(notices)

    @asynccontextmanager
    async def resting(self) -> AsyncIterator[None]:
        """Nothing is claimed or on its way inside: here a clock can be moved."""
        async with self._round:
            yield

    async def _one(self, notice: Notice, *, ends_at: float) -> None:
        try:
            screen = await self._drawn(notice)
        except Exception as failure:  # noqa: BLE001 - one bad notice does not stop the queue
            _log.error("notice_cannot_be_drawn", notice=notice.id, **fault(failure))
            await self._keep(notice, Unsendable(ParkedWhy.CANNOT_BE_DRAWN))
            return
        if screen is None:
            # What it says is over, or its reader has gone: there is nothing a person could do.
            _log.info("notice_moot", notice=notice.id, kind=notice.kind.value)
            await self._perform(_skip, notice.id)
            return
        if (wait := self._pace.wait(notice.chat)) > PATIENCE_SECONDS:
            await self._keep(notice, NotSent(wait))
            return
        await self._pace.turn(notice.chat)
        if self._stopping or self._clock.now().timestamp() > ends_at:
            await self._keep(notice, NotSent(0))
            return
        await self._keep(notice, await deliver(self._bot, notice.chat, screen))

    async def _drawn(self, notice: Notice) -> Screen | None:
        """The notice as a screen; what may have been sent before says so."""
        screen = await self._draw(notice)
        if screen is None or not notice.attempts:
            return screen
        repeated = Words(notice.language)("notice-may-be-repeated")
        return replace(screen, text=paragraphs(repeated, screen.text))

    async def _keep(self, notice: Notice, outcome: Outcome) -> None:
        self._became(type(outcome).__name__.lower())
        match outcome:
            case Sent():
                await self._perform(_mark_sent, notice.id)
                _log.info("notice_sent", notice=notice.id, kind=notice.kind.value)
            case NotSent(seconds, flood):
                if flood:
                    self._pace.flooded(notice.chat, seconds)
                _log.info("notice_postponed", notice=notice.id, seconds=seconds)
                await self._perform(_postpone, notice.id, timedelta(seconds=seconds))
            case Unsendable(why):
                _log.warning("notice_parked", notice=notice.id, why=why)
                await self._perform(_park, notice.id, why)
            case Unknown():
                # Nothing is written: when the lease is over, it is claimed for the second time.
                _log.warning("notice_may_be_lost", notice=notice.id)

    async def _pause(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._woken.wait()
        except TimeoutError:
            return


def _claim(uow: UnitOfWork) -> Sequence[Notice]:
    return uow.outbox.claim(most=CLAIM_MAX, lease=LEASE)


def _mark_sent(uow: UnitOfWork, id: NoticeId) -> None:
    uow.outbox.sent(id)


def _postpone(uow: UnitOfWork, id: NoticeId, wait: timedelta) -> None:
    uow.outbox.postponed(id, until=uow.now + wait)


def _skip(uow: UnitOfWork, id: NoticeId) -> None:
    uow.outbox.skipped(id)


def _park(uow: UnitOfWork, id: NoticeId, why: str) -> None:
    uow.outbox.parked(id, why=why)

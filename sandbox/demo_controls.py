"""The page's buttons for time and failure, over the real bot."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path

from bot.app import BotApp
from db.clock import ClockFrom
from sandbox.demo_clock import keep, next_day, next_month
from sandbox.demo_region import ZONE


class DemoControls:
    """See `sandbox.controls.Controls`. One thing at a time; until `steer` there is no bot."""

    def __init__(self, clock: ClockFrom, folder: Path) -> None:
        self._clock = clock
        self._folder = folder
        self._one = asyncio.Lock()
        self._app: BotApp | None = None
        self._moved: Callable[[], Awaitable[None]] | None = None

    def steer(self, app: BotApp, *, moved: Callable[[], Awaitable[None]]) -> None:
        """Control this bot from now on; `moved` is called after each move of time."""
        self._app, self._moved = app, moved

    def now(self) -> datetime:
        """The time in which the bot lives, as the clocks of the demo's region show it."""
        return self._clock.now().astimezone(ZONE)

    async def next_day(self) -> None:
        """Ten o'clock tomorrow; everything due until then is done."""
        await self._go_to(next_day)

    async def next_month(self) -> None:
        """Ten o'clock on the first of the next month; everything due until then is done."""
        await self._go_to(next_month)

    async def restart(self) -> None:
        """Cut the bot off in the middle of whatever it does, and start it again."""
        async with self._one:
            if self._app is not None:
                await self._app.stop(hard=True)
                await self._app.start()

    async def _go_to(self, following: Callable[[datetime], datetime]) -> None:
        async with self._one:
            if self._app is None or self._moved is None:
                return
            # A claim of notices is lent for minutes; it must not end by a jump of the clock.
            async with self._app.sender.resting():
                self._clock.advance_to(following(self._clock.now()))
            keep(self._clock, self._folder)
            await self._app.schedule.tick()
            await self._moved()

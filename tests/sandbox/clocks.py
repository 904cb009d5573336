"""Time that goes when it is told to."""

import asyncio
from datetime import UTC, datetime, timedelta


class Seconds:
    """A monotonic clock that stands still."""

    def __init__(self) -> None:
        self.passed = 1000.0

    def __call__(self) -> float:
        return self.passed


class FakeControls:
    """Keeps the promises of `Controls` without a bot behind it."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 8, 20, 8, 0, tzinfo=UTC)
        self.restarts = 0
        self.moving = False
        self.slow = asyncio.Event()
        self.slow.set()

    def now(self) -> datetime:
        return self.moment

    async def next_day(self) -> None:
        self.moving = True
        await self.slow.wait()
        self.moment += timedelta(days=1)

    async def next_month(self) -> None:
        self.moment += timedelta(days=31)

    async def restart(self) -> None:
        self.restarts += 1

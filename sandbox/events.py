"""Word of what happened, to whoever looks on: the page, and tests that wait."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager

from sandbox.jsons import Json


class Events:
    """Everything that changes something visible is announced here."""

    def __init__(self) -> None:
        self._listeners: set[asyncio.Queue[Json]] = set()

    def announce(self, kind: str, **facts: object) -> None:
        """Tell everybody who listens right now; nothing is kept for those who come later."""
        for listener in self._listeners:
            listener.put_nowait({"kind": kind, **facts})

    @contextmanager
    def listening(self) -> Iterator[asyncio.Queue[Json]]:
        """Collect announcements in a queue for the length of a `with` block."""
        queue: asyncio.Queue[Json] = asyncio.Queue()
        self._listeners.add(queue)
        try:
            yield queue
        finally:
            self._listeners.discard(queue)

    async def until(self, holds: Callable[[], bool], *, seconds: float) -> None:
        """Return as soon as `holds()`; it is asked again after each announcement.

        Raises:
            TimeoutError: It did not hold within `seconds` of real time.
        """
        async with asyncio.timeout(seconds):
            async for _ in self._moments():
                if holds():
                    return

    async def _moments(self) -> AsyncIterator[None]:
        with self.listening() as queue:
            while True:
                yield
                await queue.get()

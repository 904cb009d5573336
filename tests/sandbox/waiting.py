"""Waiting for what nobody announces, and looking into what nobody typed."""

import asyncio
from collections.abc import Callable

# Nobody waits so long but when something is broken; a machine with much to do is not.
SECONDS_MAX = 60


async def eventually(holds: Callable[[], bool], *, seconds: float = SECONDS_MAX) -> None:
    """Return as soon as `holds()`; raise TimeoutError when it never does."""
    async with asyncio.timeout(seconds):
        while True:
            if holds():
                return
            await asyncio.sleep(0.002)


def at(value: object, *path: str | int) -> object:
    """Follow `path` into a JSON value."""
    for step in path:
        if isinstance(step, int):
            assert isinstance(value, list), value
            value = value[step]
        else:
            assert isinstance(value, dict), value
            value = value[step]
    return value

"""The connections of each event loop, and how a transaction runs on one of them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Protocol, TypeVar
from weakref import WeakKeyDictionary

from sqlalchemy import Connection

from db.engine import Closed

R = TypeVar("R")


class Pool(Protocol):
    """The connections that one event loop opened."""

    async def transaction(self, run: Callable[[Connection], R], *, durable: bool = True) -> R:
        """Run in a transaction of its own; commit when it returns, roll back when it raises. The
        COMMIT waits for the disk when it is to be `durable`.
        """
        ...

    async def once(self, run: Callable[[Connection], R]) -> R:
        """Read what a question that asks once reads."""
        ...

    async def hopefully(self, run: Callable[[Connection], R]) -> R:
        """Read at once if that is enough, else in a transaction."""
        ...

    async def close(self) -> None:
        """Wait until nothing runs any more, then close the connections."""
        ...


class Pools:
    """One pool for each event loop that asks, because connections live where they were opened."""

    def __init__(self, make: Callable[[], Pool]) -> None:
        self._make = make
        self._closed = False
        self._of_loop: WeakKeyDictionary[asyncio.AbstractEventLoop, Pool] = WeakKeyDictionary()

    def alike(self) -> Pools:
        """Others that connect to the same database."""
        return Pools(self._make)

    def here(self) -> Pool:
        """The pool of the running loop; made when it is first asked for.

        Raises:
            Closed: The database was closed.
        """
        if self._closed:
            raise Closed
        loop = asyncio.get_running_loop()
        if loop not in self._of_loop:
            self._of_loop[loop] = self._make()
        return self._of_loop[loop]

    async def close(self) -> None:
        """Close the pools of all running loops; nothing new is begun in any of them any more.

        The connections of a loop that has ended already ended with it.
        """
        self._closed = True
        here = asyncio.get_running_loop()
        while self._of_loop:
            loop, pool = self._of_loop.popitem()
            if loop is here:
                await pool.close()
            elif loop.is_running():
                await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(pool.close(), loop))

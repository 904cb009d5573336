"""The connections of each event loop, and how a transaction runs on one of them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from typing import Protocol, TypeVar
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, func, select, true
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlalchemy.util import greenlet_spawn

from db.engine import Closed
from db.prepared import Prepared

R = TypeVar("R")

_WITHOUT_THE_DISK = Prepared(select(func.set_config("synchronous_commit", "off", true())))


class Pool(Protocol):
    """The connections that one event loop opened."""

    async def transaction(self, run: Callable[[Connection], R], *, durable: bool = True) -> R:
        """Run in a transaction of its own; commit when it returns, roll back when it raises. The
        COMMIT waits for the disk when it is to be `durable`.
        """
        ...

    async def close(self) -> None:
        """Wait until nothing runs any more, then close the connections."""
        ...


class Threads:
    """The `Pool` of a driver that waits: a transaction is one way into a thread and back."""

    def __init__(self, engine: Engine, threads: int) -> None:
        self._engine = engine
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="kruzhok-reader")

    async def transaction(self, run: Callable[[Connection], R], *, durable: bool = True) -> R:
        """See `Pool`; it never writes."""
        del durable
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(
            self._threads, copy_context().run, self._in_transaction, run
        )

    def _in_transaction(self, run: Callable[[Connection], R]) -> R:
        with self._engine.begin() as connection:
            return run(connection)

    async def close(self) -> None:
        """See `Pool`."""
        await asyncio.to_thread(self._threads.shutdown)
        self._engine.dispose()


class Greenlets:
    """The `Pool` of an engine in the event loop, and how much it is doing."""

    def __init__(self, engine: AsyncEngine) -> None:
        self.engine = engine
        self._running = 0
        self._idle = asyncio.Event()
        self._idle.set()

    async def transaction(self, run: Callable[[Connection], R], *, durable: bool = True) -> R:
        """See `Pool`."""
        self._running += 1
        self._idle.clear()
        try:
            return await greenlet_spawn(self._in_transaction, run, durable=durable)
        finally:
            self._running -= 1
            if self._running == 0:
                self._idle.set()

    def _in_transaction(self, run: Callable[[Connection], R], *, durable: bool) -> R:
        # From the first connection to the last word one function: each step of the async engine
        # is a way out of the event loop and back.
        with self.engine.sync_engine.begin() as connection:
            if not durable:
                _WITHOUT_THE_DISK(connection, {})
            return run(connection)

    async def close(self) -> None:
        """See `Pool`."""
        await self._idle.wait()
        await self.engine.dispose()


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

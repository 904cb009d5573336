"""Connections to SQLite, each in a thread of its own: the driver waits."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from contextvars import copy_context
from typing import Self, TypeVar

import aiosqlite
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError, OperationalError

from db.engine import is_locked

R = TypeVar("R")

# At DEBUG it says the text of every failure, with the values that were wrong: a number, a name.
logging.getLogger("aiosqlite").setLevel(logging.CRITICAL)


class Reader:
    """An SQLite connection in a thread of its own, to which a whole transaction is one way.

    Args:
        path: The file.
        engine: Made over the connection once it is there.
    """

    def __init__(
        self, path: str, engine: Callable[[Callable[[], sqlite3.Connection]], Engine]
    ) -> None:
        self._driver = aiosqlite.connect(path)
        # Whoever forgets to close it need not wait for it.
        self._driver._thread.daemon = True  # noqa: SLF001 - SQLAlchemy does so, too
        self._engine = engine(lambda: self._driver._conn)  # noqa: SLF001 - it is nowhere else

    async def open(self) -> Self:
        await self._driver
        return self

    async def transaction(self, run: Callable[[Connection], R]) -> R:
        """See `Pool`."""
        # All that aiosqlite offers takes one statement to the thread; this is what it does so by.
        execute: Callable[..., Awaitable[R]] = self._driver._execute  # noqa: SLF001
        return await execute(copy_context().run, self._in_transaction, run)

    def _in_transaction(self, run: Callable[[Connection], R]) -> R:
        with self._engine.begin() as connection:
            return run(connection)

    async def close(self) -> None:
        """Behind everything that was begun."""
        await self._driver.close()


class Threads:
    """The `Pool` of a driver that waits: a transaction is one way into a thread and back.

    A question that asks once is a few looks into indexes, and the way takes as long as all of them;
    worse, each statement in a thread waits for its turn to run Python. So it is read where it is
    asked, over a connection that waits for nobody: where it would have to, a thread waits.

    Args:
        reader: Makes one that may wait.
        hasty: Makes connections that may not.
        threads: How many.
    """

    def __init__(self, reader: Callable[[], Reader], hasty: Engine, threads: int) -> None:
        self._make = reader
        self._hasty = hasty
        self._here: Connection | None = None
        self._threads = threads
        self._room = asyncio.Semaphore(threads)
        self._free: list[Reader] = []

    async def transaction(self, run: Callable[[Connection], R], *, durable: bool = True) -> R:
        """See `Pool`; it never writes."""
        del durable
        async with self._reader() as reader:
            return await reader.transaction(run)

    @asynccontextmanager
    async def _reader(self) -> AsyncIterator[Reader]:
        async with self._room:
            reader = self._free.pop() if self._free else await self._make().open()
            try:
                yield reader
            finally:
                # Of one who is no longer waited for, too: the next comes behind it.
                self._free.append(reader)

    async def once(self, run: Callable[[Connection], R]) -> R:
        """See `Pool`."""
        try:
            if self._here is None:
                self._here = self._hasty.connect()
            with self._here.begin():
                return run(self._here)
        except DBAPIError as failure:
            self._let_go()
            if not (isinstance(failure, OperationalError) and is_locked(failure)):
                raise
        return await self.transaction(run)

    async def hopefully(self, run: Callable[[Connection], R]) -> R:
        """See `Pool`; a transaction is one way already."""
        return await self.transaction(run)

    async def close(self) -> None:
        """See `Pool`."""
        for _ in range(self._threads):
            await self._room.acquire()
        for reader in self._free:
            await reader.close()
        self._let_go()
        self._hasty.dispose()

    def _let_go(self) -> None:
        if self._here is not None:
            self._here.close()
            self._here = None

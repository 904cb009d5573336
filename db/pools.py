"""The connections of each event loop, and how a transaction runs on one of them."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from contextvars import copy_context
from typing import Protocol, Self, TypeVar
from weakref import WeakKeyDictionary

import aiosqlite
from sqlalchemy import AsyncAdaptedQueuePool, Connection, Engine, func, select, true
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionFree
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlalchemy.util import greenlet_spawn

from db.drivers import ALONE, AskedAgain
from db.engine import POOL_TIMEOUT_SECONDS, Closed, is_locked
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

    async def once(self, run: Callable[[Connection], R]) -> R:
        """Read what a question that asks once reads."""
        ...

    async def hopefully(self, run: Callable[[Connection], R]) -> R:
        """Read at once if that is enough, else in a transaction."""
        ...

    async def close(self) -> None:
        """Wait until nothing runs any more, then close the connections."""
        ...


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


class Greenlets:
    """The `Pool` of engines in the event loop, and how much they are doing.

    Args:
        engine: For transactions.
        asking: For questions that ask once.
    """

    def __init__(self, engine: AsyncEngine, asking: AsyncEngine | None = None) -> None:
        self._acting = _Kept(engine)
        self._asking = self._acting if asking is None else _Kept(asking)

    async def transaction(self, run: Callable[[Connection], R], *, durable: bool = True) -> R:
        """See `Pool`."""

        def transact(connection: Connection) -> R:
            if not durable:
                _WITHOUT_THE_DISK(connection, {})
            return run(connection)

        return await self._acting.begun(transact)

    async def once(self, run: Callable[[Connection], R]) -> R:
        """See `Pool`; one way to the server and back."""

        def ask(connection: Connection) -> R:
            connection.info[ALONE] = True
            return run(connection)

        return await self._asking.begun(ask)

    async def hopefully(self, run: Callable[[Connection], R]) -> R:
        """See `Pool`."""
        try:
            return await self.once(run)
        except AskedAgain:
            return await self.transaction(run)

    async def close(self) -> None:
        """See `Pool`."""
        await self._acting.close()
        if self._asking is not self._acting:
            await self._asking.close()


class _Kept:
    """Connections of one engine, which stay as they are between two transactions: to take each
    out of SQLAlchemy's pool and to give it back takes as long as a small statement.

    Whoever comes first is served first; SQLAlchemy's pool serves who comes just now.
    """

    def __init__(self, engine: AsyncEngine) -> None:
        pool = engine.sync_engine.pool
        assert isinstance(pool, AsyncAdaptedQueuePool)  # noqa: S101 - as it was made
        self._engine = engine
        self._most = pool.size()
        self._room = asyncio.Semaphore(self._most)
        self._free: list[Connection] = []

    async def begun(self, run: Callable[[Connection], R]) -> R:
        """Run in a transaction; commit when it returns, roll back when it raises.

        Raises:
            NoConnectionFree: Nobody else has ended for a minute.
        """
        await self._come_in()
        try:
            # From the first connection to the last word one function: each step of the async
            # engine is a way out of the event loop and back.
            return await greenlet_spawn(self._begun, run)
        finally:
            self._room.release()

    async def _come_in(self) -> None:
        if not self._room.locked():
            await self._room.acquire()
            return
        try:
            async with asyncio.timeout(POOL_TIMEOUT_SECONDS):
                await self._room.acquire()
        except TimeoutError:
            raise NoConnectionFree from None

    def _begun(self, run: Callable[[Connection], R]) -> R:
        connection = self._free.pop() if self._free else self._engine.sync_engine.connect()
        try:
            with connection.begin():
                returned = run(connection)
        except BaseException:
            lost = connection.invalidated
            connection.close()
            if lost:
                # What the server closed here it has closed everywhere.
                self._let_go()
            raise
        self._free.append(connection)
        return returned

    def _let_go(self) -> None:
        while self._free:
            self._free.pop().close()

    async def close(self) -> None:
        """Wait until nothing runs any more, then close the connections."""
        for _ in range(self._most):
            await self._room.acquire()
        await greenlet_spawn(self._let_go)
        await self._engine.dispose()


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

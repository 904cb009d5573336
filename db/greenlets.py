"""Connections to PostgreSQL in the event loop: while one waits for the server, others act."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import AsyncAdaptedQueuePool, Connection, func, select, true
from sqlalchemy.exc import TimeoutError as NoConnectionFree
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlalchemy.util import greenlet_spawn

from db.drivers import ALONE, AskedAgain
from db.engine import POOL_TIMEOUT_SECONDS
from db.prepared import Prepared

R = TypeVar("R")

_WITHOUT_THE_DISK = Prepared(select(func.set_config("synchronous_commit", "off", true())))


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

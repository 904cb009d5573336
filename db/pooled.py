"""Running acts on PostgreSQL and questions on both databases, over pooled connections."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar
from weakref import WeakKeyDictionary

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from core.domain.erasing import Erasure
from core.ports.acts import hopes, is_asked_once, is_resumable
from core.ports.clock import Clock
from core.ports.unit_of_work import UnitOfWork
from db.erasures import ERASED
from db.journal import journal_written
from db.pools import Pools
from db.search.believed import as_it_is
from db.search.kept import PATIENT, Behind, Speechless, kept_index
from db.search.lexicon import said_forms
from db.unit_of_work import SqlUnitOfWork, carried_out

P = ParamSpec("P")
R = TypeVar("R")

ATTEMPTS_MAX = 10
PAUSE_SECONDS_MAX = 0.05
# So often a question waits for the index to be read elsewhere before it reads for itself.
PATIENCE = 3
SERIALIZATION_FAILURE = "40001"
DEADLOCK_DETECTED = "40P01"


class PooledActs:
    """The `Acts` of PostgreSQL: each act on a connection of its own, READ COMMITTED."""

    def __init__(self, pools: Pools, clock: Clock, journal: Path) -> None:
        self._pools = pools
        self._clock = clock
        self._journal = journal

    async def __call__(
        self, act: Callable[Concatenate[UnitOfWork, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """See `Acts`. An act that PostgreSQL gave up for another one is run again, whole.

        Raises:
            DBAPIError: Also after ten such attempts.
        """

        erased = False

        def run(connection: Connection) -> R:
            nonlocal erased
            returned = carried_out(
                connection, self._clock.now(), lambda uow: act(uow, *args, **kwargs)
            )
            erased = connection.info.pop(ERASED, False)
            return returned

        returned = await self._committed(run, durable=not is_resumable(act))
        if erased:
            noted = await self._pools.here().transaction(self._noted)
            await asyncio.to_thread(journal_written, self._journal, noted)
        return returned

    async def _committed(self, run: Callable[[Connection], R], *, durable: bool) -> R:
        pool = self._pools.here()
        for _ in range(ATTEMPTS_MAX - 1):
            try:
                return await pool.transaction(run, durable=durable)
            except DBAPIError as failure:
                if _sqlstate(failure) not in {SERIALIZATION_FAILURE, DEADLOCK_DETECTED}:
                    raise
            # Two acts that met once should not meet again at the same step.
            await asyncio.sleep(random.uniform(0, PAUSE_SECONDS_MAX))  # noqa: S311
        return await pool.transaction(run, durable=durable)

    def _noted(self, connection: Connection) -> tuple[Erasure, ...]:
        return SqlUnitOfWork(connection, self._clock.now()).erasures.noted()


class PooledReads:
    """The `Reads` of both databases: one snapshot, and the database refuses every write."""

    def __init__(self, pools: Pools, clock: Clock) -> None:
        self._pools = pools
        self._clock = clock
        self._reading: WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Task[object]] = (
            WeakKeyDictionary()
        )

    async def __call__(
        self, question: Callable[Concatenate[UnitOfWork, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """See `Reads`. What waits for much of the search's index is asked again behind it."""
        attempt = 0

        def run(connection: Connection) -> R:
            connection.info[PATIENT] = attempt < PATIENCE
            with as_it_is(connection):
                return question(SqlUnitOfWork(connection, self._clock.now()), *args, **kwargs)

        while True:
            try:
                pool = self._pools.here()
                if is_asked_once(question):
                    return await pool.once(run)
                return await (pool.hopefully(run) if hopes(question) else pool.transaction(run))
            except Speechless:
                read: Callable[[], object] = said_forms
            except Behind:
                read = self._read_all
            attempt += 1
            await self._read_once(read)

    async def read_index(self, *, words: bool = True) -> None:
        """Read what is new of the search's index, in a thread and once for all who wait for it;
        and the `words` that families say, which takes forty megabytes.
        """
        await self._read_once(self._read_all if words else self.read_index_here)

    async def renew_index(self) -> None:
        """The same without the words, one statement where nothing is new."""

        def renew(connection: Connection) -> None:
            connection.info[PATIENT] = True
            kept_index(connection).renew(connection)

        try:
            await self._pools.here().transaction(renew)
        except Behind:
            await self.read_index(words=False)

    async def _read_once(self, read: Callable[[], object]) -> None:
        loop = asyncio.get_running_loop()
        reading = self._reading.get(loop)
        if reading is None or reading.done():
            reading = loop.create_task(asyncio.to_thread(read))
            self._reading[loop] = reading
        await asyncio.shield(reading)

    def _read_all(self) -> None:
        said_forms()
        self.read_index_here()

    def read_index_here(self) -> None:
        """Over a connection and in an event loop of its own."""

        async def read() -> None:
            pools = self._pools.alike()
            try:
                await pools.here().transaction(
                    lambda connection: kept_index(connection).read(connection)
                )
            finally:
                await pools.close()

        asyncio.run(read())


def _sqlstate(failure: DBAPIError) -> object:
    return getattr(failure.orig, "sqlstate", None)

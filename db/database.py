"""The one door to the database: how acts are run in it and how questions are read from it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Final, Self

from core.ports.acts import Acts
from core.ports.clock import Clock
from db.acts import GroupCommit
from db.engine import (
    READERS,
    SQLITE,
    database_url,
    postgresql,
    postgresql_once,
    postgresql_snapshots,
    sqlite_reader,
)
from db.greenlets import Greenlets
from db.journal import journal_beside
from db.pooled import PooledActs, PooledReads
from db.pools import Pools
from db.sealing import OPTION, KeyRing
from db.search.kept import INDEX, KeptIndex
from db.settings import key_ring
from db.threads import Reader, Threads

# PostgreSQL has them work on cores of their own.
LONG_RUNS: Final = 2


@dataclass(frozen=True, slots=True, eq=False)
class Database:
    """`perform` runs acts, `read` answers questions; both from any event loop."""

    perform: Acts
    read: PooledReads
    _writer: GroupCommit | None
    _pools: tuple[Pools, ...]

    @classmethod
    def open(cls, url: str, clock: Clock, keys: KeyRing | None = None) -> Self:
        """The database at `url`, which must have been migrated; connects when it is first used.

        Args:
            keys: Under which persons' data is; those of the settings if none are given.

        Raises:
            ValueError: Neither an SQLite file nor PostgreSQL.
        """
        where = database_url(url)
        known = {OPTION: keys or key_ring(url), INDEX: KeptIndex()}
        if where.drivername == SQLITE:
            writer = GroupCommit(where, clock, known)
            pools = Pools(
                lambda: Threads(
                    lambda: Reader(str(where.database), partial(sqlite_reader, where, known)),
                    sqlite_reader(where, known, busy_timeout_ms=0),
                    READERS,
                )
            )
            return cls(writer, PooledReads(pools, clock), writer, (pools,))
        acting = Pools(lambda: Greenlets(postgresql(where, known)))
        reading = Pools(
            lambda: Greenlets(postgresql_snapshots(where, known), postgresql_once(where, known))
        )
        return cls(
            PooledActs(acting, clock, journal_beside(url)),
            PooledReads(reading, clock),
            None,
            (acting, reading),
        )

    @property
    def writers(self) -> int:
        """How many long runs may write at once and still leave room for families."""
        return 1 if self._writer is not None else LONG_RUNS

    async def prepare_search(self) -> None:
        """Read the index of the search, so that nobody's first question waits for all of it. The
        dictionary is read when somebody asks: a bot that nobody asks needs no memory for it.
        """
        await self.read.read_index(words=False)

    async def renew_search(self) -> None:
        """Read what has changed of the index since, so that no search has to wait for it."""
        await self.read.renew_index()

    async def close(self) -> None:
        """Let every act that was begun end, then close the connections; again changes nothing."""
        if self._writer is not None:
            await self._writer.close()
        for pools in self._pools:
            await pools.close()

"""The daily run of the first of a month: the product's, and the same as plain SQL."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial, wraps
from time import perf_counter
from typing import Concatenate, ParamSpec, TypeVar

from bench.databases import Wrong, ensure_audited
from bench.drivers import SQLITE, execute, kind, postgresql_connection, sqlite_connection
from bench.memory import Memory
from bench.plain_day import STATEMENTS
from bench.region import CHARGE_DAY, MUNICIPALITIES, NOW, Region
from bench.requesting import send_now_and_then
from bot.schedule import run_days, some_at_once
from core.domain.actor import System
from core.domain.ids import MunicipalityId
from core.ports.acts import Acts
from core.ports.unit_of_work import UnitOfWork
from db.clock import ClockFrom
from db.database import Database

P = ParamSpec("P")
R = TypeVar("R")

EVERY_SECONDS = 0.05
_CHARGES = "SELECT count(*) FROM ledger WHERE month = '2026-10'"
_NOTICES = "SELECT count(*) FROM notices WHERE kind = 'CHARGE_POSTED'"


@dataclass
class Timed:
    """Acts that remember the longest: from the act's first line until it was committed."""

    perform: Acts
    longest: float = 0.0

    async def __call__(
        self, act: Callable[Concatenate[UnitOfWork, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        began_at = 0.0

        @wraps(act)
        def begun(uow: UnitOfWork) -> R:
            nonlocal began_at
            began_at = perf_counter()
            return act(uow, *args, **kwargs)

        returned = await self.perform(begun)
        self.longest = max(self.longest, perf_counter() - began_at)
        return returned


@dataclass
class Measured:
    """One run; `waits` are those of the families who came meanwhile."""

    seconds: float
    longest: float
    grown_bytes: int
    waits: list[float] = field(default_factory=list)


async def plain(url: str, region: Region) -> float:
    """Seconds of plain set-based SQL in one transaction."""
    began_at = perf_counter()
    if kind(url) == SQLITE:
        await asyncio.to_thread(lambda: asyncio.run(execute(url, STATEMENTS)))
    else:
        await execute(url, STATEMENTS)
    elapsed = perf_counter() - began_at
    await _ensure_charged(url, region)
    return elapsed


async def product(url: str, region: Region, *, requests: bool) -> Measured:
    """The scheduler's own run, alone or with a family's request every 50 ms."""
    database = Database.open(url, ClockFrom(NOW))
    timed = Timed(database.perform)
    over = False
    families = None
    if requests:
        families = asyncio.create_task(
            send_now_and_then(database, region, EVERY_SECONDS, lambda: over)
        )
    with Memory() as memory:
        began_at = perf_counter()
        await charge_everywhere(timed, database.writers)
        # The plain run has waited for the disk, too.
        await database.perform(_written_last)
        elapsed = perf_counter() - began_at
    over = True
    waits = [] if families is None else await families
    await database.close()
    await _ensure_charged(url, region)
    return Measured(elapsed, timed.longest, memory.grown, waits)


def _written_last(uow: UnitOfWork) -> None:
    """With it all that was committed before is on the disk."""
    uow.trail.record(System(), "run-day", "municipality:1")


async def charge_everywhere(perform: Acts, at_once: int) -> None:
    """As the scheduler does."""
    places = map(MunicipalityId, range(1, MUNICIPALITIES + 1))
    await some_at_once(
        at_once, [partial(run_days, perform, each, CHARGE_DAY, told=False) for each in places]
    )


async def _ensure_charged(url: str, region: Region) -> None:
    await ensure_audited(url)
    for question in (_CHARGES, _NOTICES):
        found = await _number(url, question)
        if found != region.contracts:
            raise Wrong(f"{question}: {found}, expected {region.contracts}")


async def _number(url: str, question: str) -> int:
    if kind(url) == SQLITE:
        connection = sqlite_connection(url)
        ((number,),) = connection.execute(question).fetchall()
        connection.close()
        return int(number)
    async with postgresql_connection(url) as postgresql:
        return int(await postgresql.fetchval(question))

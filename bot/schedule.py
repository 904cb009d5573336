"""The clock that starts what must happen without anybody asking; the tables say what is due."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from datetime import UTC, date, datetime
from functools import partial
from time import monotonic
from typing import Final

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.beating import BeatingActs, BeatingReads, Heart
from bot.logs import fault
from core.domain.actor import Actor, System
from core.domain.daily import Step, paced
from core.domain.ids import MunicipalityId
from core.domain.views import Municipality
from core.ports.acts import Acts, Reads, resumable
from core.ports.unit_of_work import UnitOfWork
from core.services.closed_days import close_days, days_to_close
from core.services.daily_run import Progress, advance_daily_run, days_due
from core.services.deliveries import forget_deliveries
from core.services.search_news import keep_news, news_found, tell_news
from core.services.watching import prove_writable, watched

TICK_SECONDS: Final = 60
# Chunks and dates share a transaction until it has taken this long.
TRANSACTION_SECONDS: Final = 0.02
CHUNK_FIRST: Final = 50
_SCHEDULER: Final = System()

_log = structlog.get_logger(__name__)


class Schedule:
    """Every minute, runs the days that municipalities have before them; `done` is told after.

    APScheduler is a clock and nothing else: a tick that comes late comes, ticks that were
    missed together come once, and never two at a time.

    Args:
        at_once: In so many municipalities.
        heart: Beats with everything that it gets done.
    """

    def __init__(
        self,
        perform: Acts,
        read: Reads,
        *,
        done: Callable[[], None],
        at_once: int = 1,
        heart: Heart | None = None,
    ) -> None:
        self.heart = heart or Heart()
        self._perform = BeatingActs(perform, self.heart)
        self._read = BeatingReads(read, self.heart)
        self._done = done
        self._at_once = at_once
        self._running = asyncio.Lock()
        self._scheduler: AsyncIOScheduler | None = None
        self._warned = False
        # The database takes nothing: it is only to be read, or its disk is full.
        self.cannot_write = False

    def start(self) -> None:
        """Tick now and then every minute."""
        self.heart.beat()
        self._scheduler = AsyncIOScheduler(timezone=UTC)
        self._scheduler.add_job(
            self._tick_unless_stopped,
            "interval",
            seconds=TICK_SECONDS,
            next_run_time=datetime.now(UTC),
            misfire_grace_time=None,
            coalesce=True,
            max_instances=1,
        )
        self._scheduler.start()

    async def stop(self) -> None:
        """Tick no more; a run that is under way is cut off after its transaction."""
        if self._scheduler is not None:
            self._scheduler.shutdown(wait=False)
            self._scheduler = None
        async with self._running:
            return

    async def _tick_unless_stopped(self) -> None:
        # The scheduler's end cancels what it runs. An act is done entirely or not at all then,
        # and the next start goes on behind it.
        with suppress(asyncio.CancelledError):
            await self.tick()

    async def tick(self) -> None:
        """Run what is due everywhere; one municipality's failure stops no other's."""
        async with self._running:
            if not await self._is_writable():
                return
            due = await self._read(days_due)
            await some_at_once(self._at_once, [partial(self._run, *each) for each in due])
            try:
                await tell_of_news(self._perform, self._read)
            except Exception as failure:  # noqa: BLE001 - the next tick tries again
                _log.error("news_failed", **fault(failure))
            await self._warn()
            await self._perform(forget_deliveries)
            self._done()

    async def _run(self, municipality: Municipality, through: date) -> None:
        try:
            await run_days(self._perform, municipality.id, through, told=False)
            await close_days_over(self._perform, self._read, municipality)
        except Exception as failure:  # noqa: BLE001 - the next tick tries again
            _log.error("daily_run_failed", municipality=municipality.id, **fault(failure))

    async def _is_writable(self) -> bool:
        """Without this a full disk would show with the first family that asks for something."""
        try:
            await self._perform(prove_writable)
        except Exception as failure:  # noqa: BLE001 - whatever it is, nothing can be kept now
            self.cannot_write = True
            _log.error("database_not_written", **fault(failure))
        else:
            self.cannot_write = False
        return not self.cannot_write

    async def _warn(self) -> None:
        """A line in the log when guessing stops a way for everybody, and one when it is over."""
        paused = (await self._read(watched)).linking_paused
        if paused and not self._warned:
            _log.error("linking_paused")
        elif self._warned and not paused:
            _log.warning("linking_open_again")
        self._warned = paused


async def some_at_once(number: int, jobs: Iterable[Callable[[], Awaitable[object]]]) -> None:
    """Do them in their order, `number` of them at a time."""
    room = asyncio.Semaphore(number)

    async def one(job: Callable[[], Awaitable[object]]) -> None:
        async with room:
            await job()

    async with asyncio.TaskGroup() as group:
        for job in jobs:
            group.create_task(one(job))


async def run_days(
    perform: Acts,
    municipality: MunicipalityId,
    through: date,
    *,
    actor: Actor = _SCHEDULER,
    chunk: int | None = None,
    seconds: Callable[[], float] = monotonic,
    told: bool = True,
) -> Progress:
    """Perform every daily run up to and including `through` that is not done yet (LED-5).

    Between two transactions others get in. May be stopped anywhere and called again. Without
    a `chunk` each is as large as the time of the one before it allows. Where somebody is `told`
    that it is done, each date has waited for the disk; otherwise it waits with whoever comes
    next, a notice's claim or a family, and after a loss of power goes on from where the disk is.

    Raises:
        NotAllowed: Another municipality's run.
        DateNotReached: `through` is after today there.
    """
    begins = _advance_a_while if told else _advance_untold
    act, most = begins, chunk or CHUNK_FIRST
    while True:
        progress, longest = await perform(act, actor, municipality, through, most, seconds)
        if progress.finished:
            return progress
        act = begins
        if progress.position is not None and progress.position.after:
            most = chunk or paced(most, longest)
            # The last step ends the date: that waits for the disk.
            act = _advance_within if progress.position.step < max(Step) else begins
        await asyncio.sleep(0)


async def close_days_over(
    perform: Acts, read: Reads, municipality: Municipality, *, actor: Actor = _SCHEDULER
) -> None:
    """Give every day that is over its digest (M4); a second call changes nothing.

    Entries are read and digested outside of the transaction that keeps the digests.

    Raises:
        NotAllowed: Another municipality's days.
    """
    while digests := await read(days_to_close, municipality):
        await perform(close_days, actor, digests)


async def tell_of_news(perform: Acts, read: Reads, *, actor: Actor = _SCHEDULER) -> None:
    """Hold what changed in the catalog against saved searches, and leave notices of what fits.

    What is found is found outside of the transaction that keeps it. A second call tells
    nothing twice.
    """
    while news := await read(news_found):
        await perform(keep_news, actor, news)
    told = True
    while told:
        told = bool(await perform(tell_news, actor))


def _advance_a_while(
    uow: UnitOfWork,
    actor: Actor,
    municipality: MunicipalityId,
    through: date,
    chunk: int,
    seconds: Callable[[], float],
) -> tuple[Progress, float]:
    """Date after date in one transaction, for as long as it stays a short one; and how long the
    last of them took.
    """
    begun_at = began_at = seconds()

    def enough() -> bool:
        return seconds() - begun_at >= TRANSACTION_SECONDS

    while True:
        progress = advance_daily_run(uow, actor, municipality, through, chunk, enough=enough)
        if progress.finished or enough():
            return progress, seconds() - began_at
        began_at = seconds()


@resumable
def _advance_untold(
    uow: UnitOfWork,
    actor: Actor,
    municipality: MunicipalityId,
    through: date,
    chunk: int,
    seconds: Callable[[], float],
) -> tuple[Progress, float]:
    """As `_advance_a_while`, where nobody is told that a date is done."""
    return _advance_a_while(uow, actor, municipality, through, chunk, seconds)


@resumable
def _advance_within(
    uow: UnitOfWork,
    actor: Actor,
    municipality: MunicipalityId,
    through: date,
    chunk: int,
    seconds: Callable[[], float],
) -> tuple[Progress, float]:
    """One more chunk of the step that has been begun, and how long it took. Nobody has been told
    that the step is done.
    """
    began_at = seconds()
    progress = advance_daily_run(uow, actor, municipality, through, chunk, enough=lambda: True)
    return progress, seconds() - began_at

"""Running acts on SQLite: one thread writes, and commits many acts at once.

A durable COMMIT costs more than an act. So acts that wait at the same time share one: each
has a savepoint of its own, and nobody is told "done" before the COMMIT that holds them all.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections import defaultdict, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from queue import SimpleQueue
from threading import Lock, Thread
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import URL, Connection
from sqlalchemy.exc import OperationalError

from core.ports.acts import is_resumable
from core.ports.clock import Clock
from core.ports.unit_of_work import UnitOfWork
from db.checkpoints import Checkpoints
from db.engine import (
    NO_OPTIONS,
    WRITER_BUSY_TIMEOUT_MS,
    Closed,
    Options,
    driver_of,
    is_locked,
    set_durable,
    sqlite_writer,
)
from db.erasures import ERASED
from db.unit_of_work import carried_out

P = ParamSpec("P")
R = TypeVar("R")

GROUP_MAX = 64
LOCK_WAIT_SECONDS = 60.0
# Between two groups the lock is free for other processes, which look for it every few moments.
PAUSE_SECONDS = 0.001


@dataclass(frozen=True, slots=True, eq=False)
class _Call:
    """An act that somebody waits for."""

    run: Callable[[UnitOfWork], Any]
    loop: asyncio.AbstractEventLoop
    answer: asyncio.Future[Any]
    resumable: bool


@dataclass(frozen=True, slots=True)
class _Outcome:
    returned: Any = None
    raised: BaseException | None = None


class GroupCommit:
    """The `Acts` of SQLite; its thread ends with `close`."""

    def __init__(self, url: URL, clock: Clock, options: Options = NO_OPTIONS) -> None:
        self._engine = sqlite_writer(url, options, busy_timeout_ms=WRITER_BUSY_TIMEOUT_MS)
        self._clock = clock
        self._calls: SimpleQueue[_Call | None] = SimpleQueue()
        self._put_off: deque[_Call] = deque()
        self._closed = False
        self._door = Lock()  # nothing is handed in behind the last of all
        self._connection: Connection | None = None
        self._durable = True
        self._checkpoints = Checkpoints(url)
        self._thread = Thread(target=self._serve, name="kruzhok-writer", daemon=True)
        self._thread.start()

    async def __call__(
        self, act: Callable[Concatenate[UnitOfWork, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """See `Acts`. Of a caller who is cancelled the act is done entirely or not at all."""
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[R] = loop.create_future()
        with self._door:
            if self._closed:
                raise Closed
            self._calls.put(
                _Call(lambda uow: act(uow, *args, **kwargs), loop, answer, is_resumable(act))
            )
        return await answer

    async def close(self) -> None:
        """Run every act that was handed in, then let go of the file; again changes nothing."""
        with self._door:
            if not self._closed:
                self._closed = True
                self._calls.put(None)
        await asyncio.to_thread(self._thread.join)

    def _serve(self) -> None:
        last = False
        while not last or self._put_off:
            group, last = self._next_group(last=last)
            if group:
                outcomes = self._outcomes(group)
                if self._connection is not None and self._connection.info.pop(ERASED, False):
                    self._checkpoints.erased()
                _tell(group, outcomes)
                self._checkpoints.written()
                if self._connection is not None:
                    self._checkpoints.finish(driver_of(self._connection))
            if self._put_off or not self._calls.empty():
                time.sleep(PAUSE_SECONDS)
        self._checkpoints.close()
        self._let_go()

    def _next_group(self, *, last: bool) -> tuple[list[_Call], bool]:
        """Wait for an act and take all that wait with it; True after the last of all.

        A resumable act, which takes long, is nobody's companion: who came while the one before
        was running does not wait for it too, and it need not wait for the disk.
        """
        group: list[_Call] = []
        call = None if self._put_off else self._calls.get()
        last = last or not (call or self._put_off)
        while call is not None:
            if not call.answer.cancelled():
                (self._put_off if call.resumable else group).append(call)
            if len(group) == GROUP_MAX or self._calls.empty():
                break
            call = self._calls.get()
            last = call is None
        if not group and self._put_off:
            group.append(self._put_off.popleft())
        return group, last

    def _outcomes(self, group: Sequence[_Call]) -> list[_Outcome]:
        try:
            connection = self._begun(durable=not all(call.resumable for call in group))
            if len(group) == 1:
                return [self._outcome_alone(connection, group[0])]
            outcomes = [self._outcome(connection, call) for call in group]
            connection.commit()
        except BaseException as failure:  # noqa: BLE001 - each of the callers raises it
            self._let_go()
            return [_Outcome(raised=failure)] * len(group)
        return outcomes

    def _outcome_alone(self, connection: Connection, call: _Call) -> _Outcome:
        """Run an act that has the transaction to itself: no savepoint keeps each page twice."""
        try:
            returned = carried_out(connection, self._clock.now(), call.run)
        except BaseException as failure:  # noqa: BLE001 - the caller raises it
            connection.rollback()
            return _Outcome(raised=failure)
        connection.commit()
        return _Outcome(returned)

    def _outcome(self, connection: Connection, call: _Call) -> _Outcome:
        """Run one act in its savepoint; raise only what ends the whole group."""
        sqlite = driver_of(connection)
        sqlite.execute("SAVEPOINT act")
        try:
            returned = carried_out(connection, self._clock.now(), call.run)
        except BaseException as failure:
            if not sqlite.in_transaction:
                # SQLite itself has given up the transaction (disk full, I/O error), and with
                # it the work of the acts before.
                raise
            sqlite.execute("ROLLBACK TO act")
            sqlite.execute("RELEASE act")
            return _Outcome(raised=failure)
        sqlite.execute("RELEASE act")
        return _Outcome(returned)

    def _begun(self, *, durable: bool) -> Connection:
        """The writing connection in a transaction, which holds the lock of all processes.
        Its COMMIT waits for the disk when it is to be `durable`.

        Raises:
            OperationalError: Somebody else holds the lock all the time.
        """
        give_up_at = time.monotonic() + LOCK_WAIT_SECONDS
        while True:
            try:
                if self._connection is None:
                    self._connection = self._engine.connect()
                    self._durable = True
                if self._durable != durable:
                    set_durable(self._connection, durable=durable)
                    self._durable = durable
                self._connection.begin()
            except OperationalError as failure:
                if not is_locked(failure) or time.monotonic() > give_up_at:
                    raise
            else:
                return self._connection

    def _let_go(self) -> None:
        if self._connection is not None:
            with contextlib.suppress(Exception):
                self._connection.close()
            self._connection = None


def _tell(group: Sequence[_Call], outcomes: Sequence[_Outcome]) -> None:
    """Wake each event loop once for all of its callers."""
    told: dict[asyncio.AbstractEventLoop, list[tuple[_Call, _Outcome]]] = defaultdict(list)
    for call, outcome in zip(group, outcomes, strict=True):
        told[call.loop].append((call, outcome))
    for loop, answers in told.items():
        # A loop that was closed has nobody left who waits.
        with contextlib.suppress(RuntimeError):
            loop.call_soon_threadsafe(_answer, answers)


def _answer(answers: Sequence[tuple[_Call, _Outcome]]) -> None:
    for call, outcome in answers:
        if call.answer.done():
            continue
        if outcome.raised is None:
            call.answer.set_result(outcome.returned)
        elif isinstance(outcome.raised, StopIteration):  # means something else to a coroutine
            call.answer.set_exception(RuntimeError("the act raised StopIteration"))
        else:
            call.answer.set_exception(outcome.raised)

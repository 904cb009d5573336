"""A process that starts daily runs, imports and acts, each in one of its own that can be killed.

Everything is imported once, and an order that is `warmed` is done in this process itself, so that
its statements are compiled; a run is then a fork, and a thousand of them take minutes. It reads
one JSON array of orders a line, says `started PID`, `chunk` after every committed chunk, and
`ended PID STATUS`.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import Callable, Coroutine
from datetime import date, datetime
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

from core.domain.actor import Operator, System
from core.domain.ids import MunicipalityId
from core.services.accounts import arrive
from core.services.daily_run import advance_daily_run
from db.clock import ClockFrom
from db.database import Database
from office.catalog_files import Defaults
from office.opening import Acting
from office.progress import Progress
from office.settings import OfficeSettings
from office.uploading import import_file
from tests.compiling import compile_once
from tests.crash.striking import act_struck

OPERATOR = Operator("Анна")
# An import is killed often enough only if it takes many transactions, and those have several.
PROGRAMS_AT_ONCE = 2


async def run_through(url: str, municipality: int, through: str, now: str, chunk: int) -> None:
    """The daily run until every date is done."""
    database = Database.open(url, ClockFrom(datetime.fromisoformat(now)))
    finished = False
    while not finished:
        progress = await database.perform(
            advance_daily_run,
            System(),
            MunicipalityId(municipality),
            date.fromisoformat(through),
            chunk,
        )
        finished = progress.finished
        _say(f"chunk {os.getpid()}")
    await database.close()


async def import_through(url: str, file: str, now: str, chunk: int) -> None:
    """`kruzhok import programs FILE --certify` to its end."""
    clock = ClockFrom(datetime.fromisoformat(now))
    database = Database.open(url, clock)

    async def perform(act: Callable[..., Any], *given: Any, **named: Any) -> Any:  # noqa: ANN401
        done = await database.perform(act, *given, **named)
        _say(f"chunk {os.getpid()}")
        return done

    settings = OfficeSettings(database_url=url)
    acting = Acting(perform, database.read, clock, settings, OPERATOR)
    await import_file(
        acting, Path(file), Defaults(), certify=True, whole=False, progress=Progress(),
        rows_a_chunk=chunk, programs_at_once=PROGRAMS_AT_ONCE,
    )  # fmt: skip
    await database.close()


async def acknowledge(url: str, file: str, first: int, now: str) -> None:
    """Accounts arrive, twenty at once, for ever; who was answered is noted, and the note is on the
    disk before the next one comes.
    """
    database = Database.open(url, ClockFrom(datetime.fromisoformat(now)))
    notes = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    chats = count(first)

    async def arrive_for_ever() -> None:
        while True:
            chat = next(chats)
            await database.perform(arrive, chat, "ru")
            os.write(notes, f"{chat}\n".encode())
            os.fsync(notes)
            _say(f"chunk {os.getpid()}")

    await asyncio.gather(*(arrive_for_ever() for _ in range(20)))


WORK: dict[str, Callable[..., Coroutine[Any, Any, None]]] = {
    "run": run_through,
    "import": import_through,
    "acknowledge": acknowledge,
    "act": act_struck,
}


def _say(line: str) -> None:
    # One write, so that lines of several runs never mix.
    os.write(1, f"{line}\n".encode())


def _do(order: dict[str, Any]) -> None:
    work = WORK[str(order.pop("work", "run"))]
    asyncio.run(work(**order))


def _start(order: dict[str, Any]) -> int:
    child = os.fork()
    if child == 0:
        status = 1
        try:
            _do(order)
            status = 0
        finally:
            os._exit(status)
    _say(f"started {child}")
    return child


def main() -> None:
    event.listen(Engine, "engine_connect", compile_once)
    for line in sys.stdin:
        orders: list[dict[str, Any]] = json.loads(line)
        running: set[int] = set()
        for order in orders:
            if order.pop("warmed", False):
                _do(order)
                _say("warmed")
            else:
                running.add(_start(order))
        while running:
            pid, status = os.waitpid(-1, 0)
            running.discard(pid)
            _say(f"ended {pid} {status}")


if __name__ == "__main__":
    main()
